"""Reads the development set: notes with a draft and the spans that must be flagged."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from drafter.facts import FactSheet, build_fact_sheet
from drafter.intake import notes_from_text
from drafter.verifying import CheckedFigure, Verification, Verifier

CASES = Path(__file__).resolve().parent.parent / "cases" / "verifying"
SAMPLES = Path(__file__).resolve().parent.parent / "samples" / "summaries.txt"


@cache
def items() -> tuple[dict[str, Any], ...]:
    """Return every judged item of every file."""
    found: list[dict[str, Any]] = []
    for path in sorted(CASES.glob("*.json")):
        found += json.loads(path.read_text("utf-8"))
    return tuple(found)


@cache
def sheet_of(facts: str) -> FactSheet:
    """Return the fact sheet of some notes."""
    return build_fact_sheet([notes_from_text(facts)])


def verified(facts: str, draft: str) -> Verification:
    """Verify a draft against notes."""
    return Verifier(sheet_of(facts)).verify(draft)


def statuses(facts: str, draft: str) -> dict[str, str]:
    """Return each figure's surface with its status."""
    return {c.figure.text: c.status.value for c in verified(facts, draft).figures}


def overlaps(checked: CheckedFigure, span: dict[str, Any]) -> bool:
    """Say whether a checked figure lies over a judged span."""
    return bool(checked.figure.start < span["end"] and span["start"] < checked.figure.end)


def sample_documents() -> list[str]:
    """Return the sixteen sample summaries, one text each."""
    lines = SAMPLES.read_text("utf-8").split("\n")
    starts = [
        number
        for number, line in enumerate(lines)
        if re.fullmatch(r"妇联工作总结\d+", line) or re.match(r".{2,3}镇2011年妇联工作总结", line)
    ]
    ends = [*starts[1:], len(lines)]
    return ["\n".join(lines[start:end]) for start, end in zip(starts, ends, strict=True)]
