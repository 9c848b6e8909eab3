"""A length that was asked for is met as far as the facts bear it."""

import asyncio
import re

import pytest

from drafter.document import render_text
from drafter.drafting import LENGTH_TOLERANCE, Draft, draft_summary, plan_summary, required_facts
from drafter.drafting.outline import load_outline
from drafter.facts import FactSheet, build_fact_sheet
from drafter.intake import notes_from_text
from drafter.prompting import load_pack
from drafter.verifying.style import lint_prose
from tests.drafting.test_summary import NOTES


def sheet() -> FactSheet:
    return build_fact_sheet([notes_from_text(NOTES)])


def drafted(length: int | None) -> Draft:
    facts = sheet()
    return asyncio.run(
        draft_summary(facts, plan_summary(facts), model=None, pack=load_pack("v1"), length=length)
    )


@pytest.mark.parametrize("share", [0.95, 1.1, 1.15])
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


def test_a_longer_text_asserts_nothing_more() -> None:
    """坚持精准施策、一户一策 stood above 走访3户: a generality that no fact bears."""
    usual, long = (render_text(drafted(length).document) for length in (None, 9000))
    own = {clause for line in usual.split() for clause in re.split("[，。；：]", line)}
    added = [
        clause
        for line in long.split()
        for clause in re.split("[，。；：]", line)
        if clause not in own
    ]
    focus = {words.focus for words in load_outline().topics.values()}

    assert added
    assert all(
        re.fullmatch("主要做了以下工作|具体情况如下|重点开展了以下工作", clause)
        or {*re.sub("^在|方面$|上$", "", clause).split("、")} <= focus
        for clause in added
    )


@pytest.mark.parametrize("length", [None, 900, 9000])
def test_no_paragraph_says_its_opener_twice(length: int | None) -> None:
    """An added opening before the paragraph's own one said the same in other words."""
    text = render_text(drafted(length).document)
    kinds = [finding.kind for finding in lint_prose(text)]

    assert "repeated_opening" not in kinds
    assert "duplicate_sentence" not in kinds
