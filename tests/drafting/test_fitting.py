"""A length that was asked for is met as far as the facts bear it."""

import asyncio

import pytest

from drafter.document import render_text
from drafter.drafting import LENGTH_TOLERANCE, Draft, draft_summary, plan_summary, required_facts
from drafter.facts import FactSheet, build_fact_sheet
from drafter.intake import notes_from_text
from drafter.prompting import load_pack
from tests.drafting.test_summary import NOTES


def sheet() -> FactSheet:
    return build_fact_sheet([notes_from_text(NOTES)])


def drafted(length: int | None) -> Draft:
    facts = sheet()
    return asyncio.run(
        draft_summary(facts, plan_summary(facts), model=None, pack=load_pack("v1"), length=length)
    )


@pytest.mark.parametrize("share", [0.95, 1.15, 1.3])
def test_a_length_near_what_the_facts_give_is_met(share: float) -> None:
    """Within a tenth: what a superior who asks for so many characters counts."""
    usual = drafted(None).chars
    asked = int(usual * share)

    assert abs(drafted(asked).chars - asked) <= LENGTH_TOLERANCE * asked


@pytest.mark.parametrize("length", [200, 9000])
def test_no_length_costs_a_fact_or_makes_one_up(length: int) -> None:
    """Too short or too long: the facts stay, and the length falls short instead."""
    draft = drafted(length)

    assert draft.verification.ok
    assert draft.verification.missing == ()
    assert len(required_facts(sheet())) > 0
    assert "1.8万元" in render_text(draft.document)
