"""A day alone borrows the month over it, and only where it is certain."""

import pytest

from drafter.facts import build_fact_sheet
from drafter.intake import notes_from_text


def _dates(text: str) -> list[str]:
    return [
        fact.figure.text
        for activity in build_fact_sheet([notes_from_text(text)]).activities
        for fact in activity.facts
        if fact.label == "时间"
    ]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("3月\n2日 表彰会，表彰12人\n8日 演出，观众300人", ["3月2日", "3月8日"]),
        ("【三月份】\n2日 表彰12人", ["3月2日"]),
        ("四月份活动：\n12日 义诊80人\n20日，清洁家园30人", ["4月12日", "4月20日"]),
        ("柳湾镇妇联2025年3月工作情况\n2日 表彰12人\n8号 演出，观众300人", ["3月2日", "3月8号"]),
        ("4月6日 祭扫30人\n18日 讲座1场", ["4月6日", "4月18日"]),
        ("3月\n- 2日至5日 义诊80人", ["3月2日至5日"]),
    ],
)
def test_a_day_takes_the_month_that_stands_over_it(text: str, dates: list[str]) -> None:
    """Without its month a day is no date that a reader can check."""
    assert dates == _dates(text)


@pytest.mark.parametrize(
    "line",
    ["2日 慰问9户", "5号楼义诊20人", "3日内办结5件", "2日游1次20人"],
)
def test_what_is_no_day_of_that_month_is_left_as_it_is(line: str) -> None:
    """A month guessed wrongly would be a false date: 2日 behind 4月18日 is of a later month."""
    text = f"4月18日 讲座1场\n{line}"

    assert "4月" not in "".join(_dates(text)[1:])


def test_another_heading_ends_what_a_month_stands_over() -> None:
    """Below 二、培训 nothing says that March goes on."""
    assert _dates("3月\n2日 表彰12人\n二、培训\n5日 家政班1期") == ["3月2日", "5日"]


@pytest.mark.parametrize("between", ["4月办讲座2场", "4.6 祭扫30人", "五月 讲座1场", "4月"])
def test_a_line_of_another_month_ends_the_month_before_it(between: str) -> None:
    """8日 behind a line of April is no day of March."""
    dates = _dates(f"3月走访记录\n3月2日 走访12户\n{between}\n8日 演出300人")

    assert dates[-1] == ("4月8日" if between == "4月" else "8日")


def test_a_lent_month_leads_back_to_the_day() -> None:
    """The place of a figure is where the notes have it."""
    text = "3月\n2日 表彰12人"
    fact = build_fact_sheet([notes_from_text(text)]).activities[0].facts[0]

    assert (fact.surface, text[fact.source.start : fact.source.end]) == ("2日", "2日")
