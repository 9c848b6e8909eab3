"""Turn the raw sample summaries into the exemplars under few_shot/, and record every change.

Three steps: repairs of the text (samples/repairs.toml), the passages (samples/passages.yaml), the
files of few_shot/. What needs judgement is in those two files. A passage's text is written with
brackets around what stands in the sample word for word: ``[9月初，召开]全体会议``. The script
takes the bracketed pieces out of the repaired sample, in their order, and fails where one does not
stand there; what lies between two pieces was left out, what stands outside brackets was put in.

    python tools/clean_samples.py cut RAW -o few_shot [--log changes.jsonl]
    python tools/clean_samples.py clean RAW      the repaired text with its line numbers
    python tools/clean_samples.py mark RAW FILE  brackets for passages that have none yet

The log names what was left out, so it may hold names: it is for the eyes of whoever checks the
work, and is kept nowhere.
"""

import argparse
import json
import re
import sys
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, Final, TypeAlias

DATA: Final = Path(__file__).parent / "samples"
FIELDS: Final = ("id", "topic", "level", "kind", "document", "lines", "facts", "prose", "notes")
# Shorter runs of equal characters are chance, not quotation.
_SHORTEST_PIECE: Final = 2
_PIECE: Final = re.compile(r"\[([^\[\]]+)\]")

Passage: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that was altered: where, by which rule, from what to what."""

    where: str
    rule: str
    old: str
    new: str
    why: str


@dataclass(slots=True)
class Cleaned:
    """The repaired lines by raw line number, and what was altered."""

    lines: dict[int, str]
    changes: list[Change] = field(default_factory=list)


def clean(raw: str, repairs: Mapping[str, Any]) -> Cleaned:
    """Return the repaired lines of the samples.

    Raises:
        ValueError: A repair finds nothing to repair: these are other samples.
    """
    cleaned = Cleaned(dict(enumerate(raw.split("\n"), 1)))
    for entry in repairs["split"]:
        _cut_off(cleaned, entry)
    for entry in repairs["fix"]:
        line, old = entry["line"], entry["old"]
        if cleaned.lines[line].count(old) != 1:
            raise ValueError(f"line {line}: {old!r} does not stand there once")
        cleaned.lines[line] = cleaned.lines[line].replace(old, entry["new"])
        change = Change(where=f"{line}", rule="fix", old=old, new=entry["new"], why=entry["why"])
        cleaned.changes.append(change)
    for entry in repairs["rule"]:
        _apply_rule(cleaned, entry)
    for line in repairs["join"]["lines"]:
        cleaned.lines[line] += cleaned.lines[line + 1]
        cleaned.lines[line + 1] = ""
        why = repairs["join"]["why"]
        cleaned.changes.append(Change(where=f"{line}", rule="join", old="\n", new="", why=why))
    return cleaned


def _cut_off(cleaned: Cleaned, entry: Mapping[str, Any]) -> None:
    """Keep a glued heading with its line, on a line of its own within it."""
    line, at = entry["line"], entry["at"]
    before, found, after = cleaned.lines[line].partition(at)
    if not found:
        raise ValueError(f"line {line}: {at!r} does not stand there")
    cleaned.lines[line] = f"{before}\n{at.lstrip()}{after}"
    why = entry["why"]
    cleaned.changes.append(Change(where=f"{line}", rule="split", old=" ", new="\n", why=why))


def _apply_rule(cleaned: Cleaned, entry: Mapping[str, Any]) -> None:
    pattern = re.compile(entry["pattern"], re.MULTILINE)
    for line, text in cleaned.lines.items():
        for match in pattern.finditer(text):
            cleaned.changes.append(
                Change(
                    where=f"{line}:{match.start()}",
                    rule=entry["name"],
                    old=match[0],
                    new=match.expand(entry["new"]),
                    why=entry["why"],
                )
            )
        cleaned.lines[line] = pattern.sub(entry["new"], text)


def passage_text(cleaned: Cleaned, lines: str) -> str:
    """Return the repaired text of ``34``, ``34-36`` or ``34,38`` as one string."""
    numbers: list[int] = []
    for part in filter(None, lines.split(",")):
        first, _, last = part.partition("-")
        numbers += range(int(first), int(last or first) + 1)
    return "".join(cleaned.lines[number] for number in numbers)


def cut(passage: Passage, text: str) -> tuple[str, list[Change]]:
    """Return the prose of a passage and what was left out or put in.

    Raises:
        ValueError: A bracketed piece does not stand in the sample where it should.
    """
    marked = str(passage["prose"]).strip()
    prose, changes = "", []
    position, at = 0, 0
    for match in _PIECE.finditer(marked):
        put = marked[at : match.start()]
        found = text.find(match[1], position)
        if found < 0:
            raise ValueError(f"{passage['id']}: {match[1]!r} is not in lines {passage['lines']}")
        changes += _altered(passage, text[position:found], put)
        prose += put + text[found : found + len(match[1])]
        position, at = found + len(match[1]), match.end()
    changes += _altered(passage, text[position:], marked[at:])
    return prose + marked[at:], changes


def _altered(passage: Passage, old: str, new: str) -> list[Change]:
    if old == new:
        return []
    why = str(passage["notes"])
    return [Change(where=str(passage["id"]), rule="passage", old=old, new=new, why=why)]


def mark(passage: Passage, text: str) -> str:
    """Return a passage's prose with brackets around what stands in the sample word for word."""
    prose = str(passage["prose"]).strip()
    blocks = SequenceMatcher(None, text, prose, autojunk=False).get_matching_blocks()
    marked, at = "", 0
    for block in blocks:
        if block.size < _SHORTEST_PIECE:
            continue
        marked += f"{prose[at : block.b]}[{prose[block.b : block.b + block.size]}]"
        at = block.b + block.size
    return marked + prose[at:]


def exemplar_yaml(passage: Passage, prose: str) -> str:
    """Return one file of few_shot/: block text as it is, everything else on one line."""
    out = ""
    for name in FIELDS:
        value = prose if name == "prose" else passage[name]
        if name in {"facts", "prose"}:
            body = "".join(f"  {line}\n" for line in str(value).strip().splitlines())
            out += f"{name}: |\n{body}"
        elif name in {"lines", "notes"}:
            out += f"{name}: {json.dumps(value, ensure_ascii=False)}\n"
        else:
            out += f"{name}: {value}\n"
    return out


def read_passages(path: Path) -> Sequence[Passage]:
    """Read a file of passages."""
    from ruamel.yaml import YAML

    passages: Sequence[Passage] = YAML(typ="safe").load(path.read_text("utf-8"))
    return passages


def build(raw: str, data: Path = DATA) -> tuple[dict[str, str], list[Change]]:
    """Return the files of few_shot/ by name, and every change on the way.

    Args:
        raw: The raw samples.
        data: Folder of repairs.toml and passages.yaml.
    """
    cleaned = clean(raw, tomllib.loads((data / "repairs.toml").read_text("utf-8")))
    files: dict[str, str] = {}
    changes = list(cleaned.changes)
    for passage in read_passages(data / "passages.yaml"):
        prose, altered = cut(passage, passage_text(cleaned, passage["lines"]))
        files[f"{passage['id']}.yaml"] = exemplar_yaml(passage, prose)
        changes += altered
    return files, changes


def _write_log(path: Path, changes: Iterable[Change]) -> None:
    rows = (
        {"where": c.where, "rule": c.rule, "old": c.old, "new": c.new, "why": c.why}
        for c in changes
    )
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one of the three steps."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("step", choices=["cut", "clean", "mark"])
    parser.add_argument("raw", type=Path)
    parser.add_argument("passages", type=Path, nargs="?")
    parser.add_argument("-o", "--output", type=Path, default=Path("few_shot"))
    parser.add_argument("--log", type=Path)
    parser.add_argument("--data", type=Path, default=DATA)
    given = parser.parse_args(arguments)
    raw = given.raw.read_text("utf-8")
    repairs = tomllib.loads((given.data / "repairs.toml").read_text("utf-8"))
    if given.step == "cut":
        files, changes = build(raw, given.data)
        for name, body in files.items():
            (given.output / name).write_text(body, "utf-8")
        for path in given.output.glob("*.yaml"):
            if path.name not in files:
                print(f"not from passages.yaml: {path}", file=sys.stderr)
        print(f"{len(files)} exemplars, {len(changes)} changes", file=sys.stderr)
        if given.log:
            _write_log(given.log, changes)
        return 0
    cleaned = clean(raw, repairs)
    if given.step == "clean":
        for number, text in cleaned.lines.items():
            print(f"{number}\t{text}")
        return 0
    for passage in read_passages(given.passages or given.data / "passages.yaml"):
        text = passage_text(cleaned, passage["lines"])
        print(exemplar_yaml(passage, mark(passage, text)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
