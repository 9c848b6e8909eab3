"""Comparisons with last year are reckoned from both years and verify."""

import asyncio

from drafter.document import render_text
from drafter.drafting import draft_summary, plan_summary
from drafter.drafting.last_year import compare_years, with_last_year
from drafter.facts import FactSheet, build_fact_sheet
from drafter.intake import notes_from_text
from drafter.prompting import load_pack
from drafter.verifying import Verifier

THIS = (
    "青石乡妇联2025年工作记录\n全年接待来访46件，调处成功43件\n走访困难妇女36户\n家政培训近60人\n"
)
LAST = "青石乡妇联2024年工作记录\n全年接待来访40件，调处成功38件\n走访困难妇女48户\n家政培训50人\n"


def sheet(text: str) -> FactSheet:
    return build_fact_sheet([notes_from_text(text)])


def test_both_years_are_stated_and_the_growth_is_derived() -> None:
    """A percentage that nobody can reckon again is a guess."""
    now, before = sheet(THIS), sheet(LAST)

    draft = asyncio.run(
        draft_summary(now, plan_summary(now), model=None, pack=load_pack("v1"), last=before)
    )
    text = render_text(draft.document)
    answer = Verifier(with_last_year(now, before)).verify(text)

    assert "较上年的40件增长15%" in text
    assert "较上年的48户下降25%" in text
    assert [item.figure.text for item in answer.flagged] == []
    assert draft.verification.missing == ()


def test_a_hedged_figure_is_not_compared() -> None:
    """近60人 against 50人 gives no growth that would be true."""
    texts = [item.text for item in compare_years(sheet(THIS), sheet(LAST))]

    assert texts
    assert not any("家政" in text for text in texts)


def test_what_one_year_counts_alone_is_not_compared() -> None:
    """Two things under one label cannot be told apart; then nothing is said."""
    twice = sheet(THIS + "镇上又接待来访5件\n全年接待来访46件\n")

    assert not any("来访" in item.text for item in compare_years(twice, sheet(LAST)))
