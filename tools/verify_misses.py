"""Print what the verifier misses and flags wrongly on the judged sets, with what it rested on.

``python tools/verify_misses.py [SET ...] [--out FILE] [--against FILE]``; without a set, all of
them. ``--out`` keeps the wrong judgements of a run, ``--against`` shows what changed since.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drafter.facts import build_fact_sheet
from drafter.intake import notes_from_text
from drafter.verifying import CheckedFigure, Verifier

CASES = Path(__file__).resolve().parent.parent / "tests" / "cases" / "verifying"
_AROUND = 24


@dataclass(frozen=True, slots=True)
class Wrong:
    """One wrong judgement: MISS where an error passed, FALSE where a right figure is flagged."""

    kind: str
    item: str
    place: str
    told: str

    @property
    def key(self) -> str:
        """What tells it from the others of its set."""
        return f"{self.kind} {self.item} {self.place}"


def judge(item: dict[str, Any], score: Counter[str]) -> Iterator[Wrong]:
    """Yield the wrong judgements of one item and count the right ones."""
    draft, flags = item["draft"], item["flags"]
    sheet = build_fact_sheet([notes_from_text(item["facts"])])
    figures = Verifier(sheet).verify(draft).figures
    score["errors"] += len(flags)
    for flag in flags:
        over = [f for f in figures if _overlaps(f, flag)]
        if any(not f.status.ok for f in over):
            score["seen"] += 1
            continue
        told = "; ".join(f"{f.status.value}: {f.reason}" for f in over) or "no figure there"
        place = _place(draft, flag["start"], flag["end"])
        yield Wrong("MISS", item["id"], place, f"{told} | {flag.get('why', '')}")
    for figure in figures:
        if any(_overlaps(figure, flag) for flag in flags):
            continue
        score["clean"] += 1
        if not figure.status.ok:
            score["false"] += 1
            place = _place(draft, figure.figure.start, figure.figure.end)
            yield Wrong("FALSE", item["id"], place, f"{figure.status.value}: {figure.reason}")


def _overlaps(one: CheckedFigure, span: dict[str, Any]) -> bool:
    return bool(one.figure.start < span["end"] and span["start"] < one.figure.end)


def _place(draft: str, start: int, end: int) -> str:
    words = f"{draft[max(0, start - _AROUND) : start]}【{draft[start:end]}】{draft[end : end + 14]}"
    return words.replace("\n", "/")


def main() -> int:
    """Print each set's wrong judgements and its score."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--against", type=Path)
    parser.add_argument("--totals", action="store_true", help="print the scores alone")
    options = parser.parse_args()
    found: dict[str, str] = {}
    scores = {}
    for path in options.sets or [*sorted(CASES.glob("*.json")), *sorted(CASES.glob("blind/*"))]:
        score: Counter[str] = Counter()
        for item in json.loads(path.read_text("utf-8")):
            for wrong in judge(item, score):
                found[f"{path.stem} {wrong.key}"] = wrong.told
        scores[path.stem] = score
    if options.out:
        options.out.write_text(json.dumps(found, ensure_ascii=False), "utf-8")
    before = json.loads(options.against.read_text("utf-8")) if options.against else {}
    for key, told in found.items():
        if key not in before and not options.totals:
            print(f"{key}\n    {told}")
    for key in before:
        if key not in found and not options.totals:
            print(f"mended: {key}")
    for name, score in scores.items():
        seen, errors = score["seen"], score["errors"]
        false, clean = score["false"], score["clean"]
        print(
            f"{name:<18} seen {seen:>4}/{errors:<4} {seen / max(1, errors):>6.1%}"
            f"   false {false:>3}/{clean:<5} {false / max(1, clean):>6.2%}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
