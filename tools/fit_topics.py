"""Fit the weights by which pairs of characters hint at a topic, from labelled notes.

A lexicon is silent on words that nobody put into it (念文件, 卖了4.2万元). Each pair of characters
gets, for each topic, the log of how much oftener it stands there than elsewhere.

Usage: python -m tools.fit_topics [--without NAME...]; a few seconds. Notes labelled in
tests/cases/facts/blind and the facts and prose of few_shot/ are read; ``--without`` leaves sets
out, so that a set can be scored that taught nothing. Writes drafter/facts/data/topic_pairs.tsv.
"""

import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from ruamel.yaml import YAML

from drafter.facts.hinting import PAIR_FLOOR, pairs_of
from drafter.intake import read_notes

ROOT: Final = Path(__file__).parent.parent
OUT: Final = ROOT / "drafter" / "facts" / "data" / "topic_pairs.tsv"
_OF_ROLES: Final = frozenset({"T00", "T23", "T24", "T99"})
_SMOOTHING: Final = 0.3
_HIGHEST: Final = 3.0
_LEAST_OFTEN: Final = 2
_HEAD: Final = """\
# Pairs of characters and the topics that they hint at, with log-odds: pair, code:weight...
# Source: fitted by tools/fit_topics.py from labelled notes and exemplars; never edited by hand.
"""


def main(arguments: Sequence[str]) -> None:
    """Write the table."""
    left_out = frozenset(arguments[1:]) if arguments[:1] == ["--without"] else frozenset()
    weights = fitted([*_noted(left_out), *_exemplified()])
    lines = [
        f"{pair}\t" + " ".join(f"{code}:{weight:g}" for code, weight in sorted(codes.items()))
        for pair, codes in sorted(weights.items())
    ]
    OUT.write_text(_HEAD + "\n".join(lines) + "\n", "utf-8")
    sys.stdout.write(f"{len(lines)} pairs\n")


def fitted(samples: Sequence[tuple[str, str]]) -> dict[str, dict[str, float]]:
    """Return pair → topic → log-odds.

    Args:
        samples: A topic and a text each.
    """
    within: dict[str, Counter[str]] = defaultdict(Counter)
    texts: Counter[str] = Counter()
    often: Counter[str] = Counter()
    for code, text in samples:
        texts[code] += 1
        pairs = frozenset(pairs_of(text))
        often.update(pairs)
        within[code].update(pairs)
    total = sum(texts.values())
    weights: dict[str, dict[str, float]] = {}
    for pair, count in often.items():
        if count < _LEAST_OFTEN:
            continue
        usual = count / total
        told = {
            code: math.log(
                (within[code][pair] + _SMOOTHING * usual) / (texts[code] + _SMOOTHING) / usual
            )
            for code in texts
        }
        kept = {
            code: round(min(weight, _HIGHEST), 1)
            for code, weight in told.items()
            if weight > PAIR_FLOOR
        }
        weights[pair] = kept
    return weights


def _noted(left_out: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Yield what the keys of labelled notes say, of lines that tell of one thing only."""
    for path in sorted((ROOT / "tests" / "cases" / "facts" / "blind").glob("*.json")):
        if path.stem in left_out:
            continue
        import json

        key: dict[str, Any] = json.loads(path.read_text("utf-8"))
        beside = next(each for each in path.parent.glob(f"{path.stem}.*") if each != path)
        lines: dict[int, str] = {}
        for line in read_notes(str(beside)).lines:
            lines[line.line] = f"{lines.get(line.line, '')} {line.text}"
        told = Counter(number for each in key["activities"] for number in each["lines"])
        for each in key["activities"]:
            codes = [code for code in each["topics"] if code not in _OF_ROLES]
            text = " ".join(lines.get(number, "") for number in each["lines"] if told[number] == 1)
            if codes and text.strip():
                yield codes[0], text


def _exemplified() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "few_shot").rglob("*.yaml")):
        sample = YAML(typ="safe").load(path.read_text("utf-8"))
        code = sample.get("topic") if isinstance(sample, dict) else None
        if isinstance(code, str) and code not in _OF_ROLES:
            yield code, str(sample.get("facts", ""))
            yield code, str(sample.get("prose", ""))


if __name__ == "__main__":
    main(sys.argv[1:])
