"""Whole sets of notes, in many hands, leave no speech in what is told plainly."""

from pathlib import Path

import pytest

from drafter.commands.evidence import load_fact_sheet
from drafter.drafting.listing import plain_list
from drafter.drafting.plain import plain_paragraph
from drafter.drafting.summary import materials_by_id
from drafter.facts import Role
from drafter.verifying.style import lint_prose

CASES = Path(__file__).parents[1] / "cases" / "drafting"
# 征集58 圆了55 is read as 58 yuan, so that no rule may touch the words around it.
KNOWN = {"n4-street-ledger": {"圆了5"}}


@pytest.mark.parametrize("path", sorted(CASES.rglob("*.txt")), ids=lambda path: path.stem)
def test_no_speech_is_left_in_plain_sentences(path: Path) -> None:
    """What the linter would find in a draft is found here without one."""
    told = [item for item in materials_by_id(load_fact_sheet([str(path)])).values() if item.text]
    results = [item for item in told if item.activity.role is Role.RESULT]
    lists = [
        [item for item in told if item.activity.role is role] for role in (Role.PROBLEM, Role.PLAN)
    ]
    text = "\n".join([plain_paragraph(results), *map(plain_list, lists)])

    found = {item.text for item in lint_prose(text) if item.kind in {"colloquial", "punctuation"}}

    assert results
    assert found == KNOWN.get(path.stem, set())
