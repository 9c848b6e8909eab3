"""Fit the weights by which the detector of names adds up its evidence, and write them.

Logistic regression over the evidence of ``drafter.privacy.weighing``: the marked names of the case
files count for a name, every other stretch of a name's shape against it. Each marked sentence is
read again with other names put in, drawn from the surnames and name characters of the data files,
so that the weights know shapes and surroundings and not these sentences. Approved paragraphs and
sample summaries, which name nobody, and lists of their words stand for ordinary text.

Usage: python tools/fit_names.py [FILE]; a quarter of a minute. Sentences of FILE (the start of
its name) are left out, so that they can be scored.
"""

import json
import math
import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drafter.privacy.detecting import without_numbers
from drafter.privacy.lexicon import lexicon
from drafter.privacy.persons import beside_names, list_pieces
from drafter.privacy.segmenting import segment
from drafter.privacy.weighing import evidence_of
from tests.privacy.marked import read_marked

ROOT = Path(__file__).parents[1]
OUT = ROOT / "drafter/privacy/data/weights.txt"
COPIES = 6
ROUNDS = 25
RATE = 0.15
DECAY = 5e-4
LEAST = 4
ACTING = 400
HEAD = """\
# What each piece of evidence adds to the log-odds that a stretch of text is a person's name.
# Source: fitted by tools/fit_names.py; never edited by hand.
"""


@dataclass(frozen=True, slots=True)
class Marked:
    """A line and the spans of the whole names in it; other private spans are no evidence."""

    text: str
    names: frozenset[tuple[int, int]]
    other: frozenset[tuple[int, int]]


FIRST = -1  # the first half of a file; 0 is every second sentence; None is all of them
HALVES = (
    ("own.txt", None),
    ("blind.txt", None),
    ("fresh.txt", 0),
    ("public.txt", None),
    ("rare.txt", None),
    ("rare_public.txt", None),
    ("fresh_public.txt", 0),
    ("unseen.txt", FIRST),
    ("unseen_public.txt", FIRST),
    ("second.txt", None),
    ("plain.txt", 0),
)
# Of each frame so many lines with names and so many with words that name nobody.
NAMED, WORDED = 8, 4


def marked_lines(without: str) -> Iterator[Marked]:
    """Yield the marked sentences, without those that a line's end breaks."""
    for name, half in HALVES:
        if without and name.startswith(without):
            continue
        items = read_marked(name)
        for item in part_of(items, half):
            if "\n" in item.text:
                continue
            spans = [
                (s, e) for s, e in item.spans if re.fullmatch(r"[\u3400-\u9fff]+", item.text[s:e])
            ]
            whole = frozenset(
                (s, e) for s, e in spans if 2 <= e - s <= 4 and "某" not in item.text[s:e]
            )  # fmt: skip
            yield Marked(text=item.text, names=whole, other=frozenset(item.spans) - whole)


def part_of(items: list[Any], half: int | None) -> list[Any]:
    """Return what of a file is fitted on; the rest is left for scoring."""
    if half is None:
        return items
    return items[: len(items) // 2] if half == FIRST else items[half::2]


def drawn_name(draw: random.Random) -> str:
    """Return a name nobody is known to bear."""
    lists = lexicon()
    levels = [char for char, level in lists.given.items() if level >= 1]
    weights = [2.0 ** lists.given[char] for char in levels]
    tier = draw.choices(("safe", "wordy", "rare", "double"), (60, 20, 8, 6))[0]
    surname = draw.choice(sorted(getattr(lists, tier)))
    return str(surname + "".join(draw.choices(levels, weights, k=draw.choices((1, 2), (3, 7))[0])))


def renamed(item: Marked, draw: random.Random) -> Marked:
    """Return the line with other names in the places of its names."""
    text, place = "", 0
    names: set[tuple[int, int]] = set()
    moved: list[tuple[int, int, int]] = []
    for start, end in sorted(item.names):
        text += item.text[place:start]
        name = drawn_name(draw)
        names.add((len(text), len(text) + len(name)))
        moved.append((start, end, len(text) + len(name) - end))
        text += name
        place = end
    other = frozenset(
        (s + shift, e + shift)
        for s, e in item.other
        for shift in [max(((b, m) for a, b, m in moved if b <= s), default=(0, 0))[1]]
    )
    return Marked(text=text + item.text[place:], names=frozenset(names), other=other)


def ordinary_lines(draw: random.Random) -> Iterator[str]:
    """Yield lines that name nobody, and lists of their words."""
    lines = (ROOT / "tests/samples/summaries.txt").read_text("utf-8").splitlines()
    for path in sorted((ROOT / "few_shot").glob("*.yaml")):
        body = re.sub(r"(?m)^\w+:", "", path.read_text("utf-8"))
        lines += body.splitlines()
    pieces = [piece for line in lines for piece in re.findall(r"[^。；！？]+[。；！？]?", line)]
    pieces = [piece.strip() for piece in pieces if "某" not in piece and len(piece.strip()) > 3]
    # Messy notes: the few lines that may name somebody are left aside.
    for path in sorted((ROOT / "tests/cases/facts").glob("notes*.json")):
        for note in json.loads(path.read_text("utf-8"))["notes"]:
            pieces += [line for line in note["text"].splitlines() if not names_somebody(line)]
    for folder in ("drafting", "facts/blind"):
        for path in sorted((ROOT / "tests/cases" / folder).glob("*.txt")):
            text = path.read_text("utf-8")
            pieces += [line for line in text.splitlines() if line and not names_somebody(line)]
    yield from pieces
    everyday = everyday_words(pieces)
    for _ in range(1200):
        yield draw.choice("、、、，").join(draw.sample(everyday, draw.randint(2, 5)))


def everyday_words(pieces: list[str]) -> list[str]:
    """Return the words of lines that name nobody."""
    found = Counter(
        piece[start:end]
        for piece in pieces
        for words in [segment(piece)]
        for start, (end, flag) in words.words.items()
        if 2 <= end - start <= 4 and flag[:1] in {"n", "v", "a", "l", "i", "j", "b"}
        and not flag.startswith("nr")
    )  # fmt: skip
    return sorted(word for word in found if re.fullmatch(r"[\u3400-\u9fff]+", word))


def acting_lines(lines: list[str], draw: random.Random) -> Iterator[Marked]:
    """Yield lines of notes that begin with a verb, with somebody put before it who does it."""
    doing = [line for line in lines if segment(line).is_verb(0)]
    for line in draw.sample(doing, min(ACTING, len(doing))):
        before = draw.choice(("", "", draw.choice(lines) + draw.choice("，；。、")))
        name = drawn_name(draw)
        begin = len(before)
        yield Marked(before + name + line, frozenset({(begin, begin + len(name))}), frozenset())


def framed_lines(words: list[str], draw: random.Random) -> Iterator[Marked]:
    """Yield what notes say of somebody, of drawn names and of words that begin as surnames do."""
    single = lexicon().single
    alike = sorted(word for word in words if word[0] in single and 2 <= len(word) <= 3)
    frames = (ROOT / "tests/cases/privacy/frames.txt").read_text("utf-8").splitlines()
    for frame in frames:
        if frame.startswith("#"):
            continue
        for number in range(NAMED + WORDED):
            head, *rest = frame.split("{N}")
            text, names = head, set()
            for piece in rest:
                name = drawn_name(draw) if number < NAMED else draw.choice(alike)
                if number < NAMED:
                    names.add((len(text), len(text) + len(name)))
                text += name + piece
            yield Marked(text, frozenset(names), frozenset())


def names_somebody(line: str) -> bool:
    """Whether a line of notes that nobody marked may hold a name."""
    titled = "[某姐婶嫂姨叔爷婆]|主任|主席|会计|老师|书记|师傅|医生|律师|干事"
    called = "[小阿老大][\u4e00-\u9fff](?![\u4e00-\u9fff])"
    return bool(re.search(titled, line) or re.search(called, line))


def instances(lines: Iterable[Marked]) -> Iterator[tuple[list[str], bool]]:
    """Yield the evidence of every stretch and whether it is a name."""
    for line in lines:
        text = without_numbers(line.text)
        beside = beside_names(list_pieces(text), line.names)
        for start, end, pieces in evidence_of(text, segment(text), beside):
            if any(start < high and low < end for low, high in line.other):
                continue
            yield pieces, (start, end) in line.names


def fit(
    data: list[tuple[list[str], bool]], weigh: list[float], draw: random.Random
) -> dict[str, float]:
    """Return the weights; AdaGrad over single instances, with decay towards nothing."""
    often = Counter(piece for pieces, _ in data for piece in pieces)
    kept = [
        (["bias", *(piece for piece in pieces if often[piece] >= LEAST)], 1.0 if name else 0.0, w)
        for (pieces, name), w in zip(data, weigh, strict=True)
    ]
    table: dict[str, float] = dict.fromkeys({p for pieces, _, _ in kept for p in pieces}, 0.0)
    squares = dict.fromkeys(table, 1e-3)
    for _ in range(ROUNDS):
        draw.shuffle(kept)
        for pieces, name, w in kept:
            total = max(-30.0, min(30.0, sum(table[piece] for piece in pieces)))
            slope = w * (1 / (1 + math.exp(-total)) - name)
            for piece in pieces:
                step = slope + DECAY * table[piece]
                squares[piece] += step * step
                table[piece] -= RATE * step / math.sqrt(squares[piece])
    return table


def main() -> None:
    """Fit and write."""
    draw = random.Random(20)  # noqa: S311 # the same weights every time
    marked = list(marked_lines("".join(sys.argv[1:])))
    data: list[tuple[list[str], bool]] = []
    weigh: list[float] = []
    named = [item for item in marked if item.names]
    copies = [renamed(item, draw) for item in named for _ in range(COPIES)]
    ordinary = list(ordinary_lines(draw))
    copies += acting_lines([line for line in ordinary if len(line) < 40], draw)
    copies += framed_lines(everyday_words(ordinary), draw)
    plain = [Marked(line, frozenset(), frozenset()) for line in ordinary]
    for lines, weight in ((marked, 1.0), (copies, 0.4), (plain, 0.55)):
        found = list(instances(lines))
        data += found
        weigh += [weight] * len(found)
        print(len(lines), "lines", len(found), "stretches", sum(name for _, name in found), "names")
    table = fit(data, weigh, draw)
    kept = {piece: round(value, 2) for piece, value in table.items()}
    body = "".join(
        f"{piece} {value}\n" for piece, value in sorted(kept.items()) if abs(value) >= 0.05
    )
    OUT.write_text(HEAD + body, "utf-8")
    print(len(kept), "weights")


if __name__ == "__main__":
    main()
