"""What was done, told in the notes' own words, is borne by the notes: whatever else a rule is for.

A rule against errors that takes 验收132户，任务200户 for a target spoils drafts of notes that no
judged set has.
"""

import pytest

from drafter.facts import FactSheet, Role, build_fact_sheet
from drafter.verifying import Verifier
from tests.facts.scoring import Case
from tests.facts.test_blind import CASES

# 合计30件，其中…6月5件，其中婚姻家庭19件 is held against June's five.
KNOWN = {("31", "5件")}


def _in_conflict(sheet: FactSheet) -> set[str]:
    clashing = {fact_id for conflict in sheet.conflicts for fact_id in conflict.fact_ids}
    return {
        fact.figure.text
        for activity in sheet.activities
        for fact in activity.facts
        if fact.id in clashing
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_results_in_the_notes_own_words_are_borne_by_them(case: Case) -> None:
    """Only what the notes themselves contradict may be flagged."""
    sheet = build_fact_sheet([case.notes])
    told = "\n".join(item.text for item in sheet.activities if item.role is Role.RESULT)
    clashing = _in_conflict(sheet)

    flagged = Verifier(sheet).verify(told).flagged

    assert not [
        (item.figure.text, item.reason)
        for item in flagged
        if item.figure.text not in clashing and (case.name, item.figure.text) not in KNOWN
    ]
