"""Nine more whole notes, written before the code was seen: floors under what is understood now."""

import json
from pathlib import Path
from typing import Any

from drafter.facts import Fact, FactSheet, build_fact_sheet
from drafter.intake import notes_from_text

CASES = Path(__file__).parents[1] / "cases" / "facts" / "notes-second.json"
NOTES: list[dict[str, Any]] = [
    case for case in json.loads(CASES.read_text("utf-8"))["notes"] if "format" not in case
]


def _sheet(case: dict[str, Any]) -> FactSheet:
    return build_fact_sheet([notes_from_text(case["text"], case["id"])])


def _at(case: dict[str, Any], words: str, sheet: FactSheet) -> list[int]:
    """Return the indexes of the activities that a passage of the notes went into."""
    place = case["text"].find(words)
    return [
        index
        for index, activity in enumerate(sheet.activities)
        if activity.source.start <= place < activity.source.end or words in activity.text
    ]


def _same(wanted: str, fact: Fact) -> bool:
    return wanted in fact.figure.text or fact.figure.text in wanted


def test_most_figures_carry_a_label_of_what_they_count() -> None:
    """Labels bind a figure to its thing; the floor is what was reached, the aim is 97 of 100."""
    right = every = 0
    for case in NOTES:
        facts = [fact for activity in _sheet(case).activities for fact in activity.facts]
        for wanted in (figure for each in case["activities"] for figure in each["figures"]):
            every += 1
            right += any(
                _same(wanted["text"], fact)
                and any(words in fact.label for words in wanted["label_contains_any"])
                for fact in facts
            )

    assert right >= 0.92 * every


def test_most_activities_have_their_topic() -> None:
    """A topic carries the plan of the document; the floor is what was reached."""
    right = every = 0
    for case in NOTES:
        sheet = _sheet(case)
        for wanted in case["activities"]:
            every += 1
            right += any(
                sheet.activities[index].topics[0] in wanted["topic"]
                for index in _at(case, wanted["contains"], sheet)
            )

    assert right >= 0.88 * every


def test_planted_conflicts_are_found_and_no_others() -> None:
    """A false alarm keeps a true figure out of the summary."""
    for case in NOTES:
        sheet = _sheet(case)
        texts = {
            fact.id: fact.figure.text for activity in sheet.activities for fact in activity.facts
        }
        found = [{texts[key] for key in conflict.fact_ids} for conflict in sheet.conflicts]

        assert len(case["conflicts"]) == len(found)
        for pair in case["conflicts"]:
            assert any(set(pair) & group for group in found), (pair, found)
