"""Whose notes are, and of when, is no clause of talk and no number of years that something took."""

import pytest

from drafter.facts import ReportKind, Role, build_fact_sheet
from drafter.intake import notes_from_text


@pytest.mark.parametrize(
    ("first", "org"),
    [
        ("【微信群“青石村妇联执委群”聊天记录】", "青石村妇联"),
        ("（语音转的 没改 白石湾村 主席说的）", "白石湾村妇联"),
        ("和顺街道妇联 2024年度 各社区数", "和顺街道妇联"),
        ("2024年县妇联总结素材（东河县 办公室汇）", "东河县妇联"),
    ],
)
def test_the_first_line_names_whose_the_notes_are(first: str, org: str) -> None:
    """Also in brackets, where no title names a federation."""
    notes = f"{first}\n音箱是我去县妇联要来的\n市里要村妇联年底总结\n走访40户\n调解3起"

    assert build_fact_sheet([notes_from_text(notes)]).org == org


def test_how_long_something_took_is_no_year() -> None:
    """照顾公公12年 is no year of the report."""
    notes = "青石村妇联工作\n最美家庭1户，照顾瘫痪公公12年\n走访40户"

    assert build_fact_sheet([notes_from_text(notes)]).period == ""


def test_the_name_of_the_group_says_whose_notes_they_are() -> None:
    """转镇妇联的宣传 names no 转镇."""
    notes = "桐坪村妇联工作群(12)\n阿珍 8:40\n编织班2期，41人次\n今年转镇妇联的宣传70来条"
    without = notes.split("\n", 1)[1]

    assert build_fact_sheet([notes_from_text(notes)]).org == "桐坪村妇联"
    assert build_fact_sheet([notes_from_text(without)]).org == ""


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("四季度再办烘焙班3期", Role.PLAN),
        ("三季度打算，进厂宣讲2场", Role.PLAN),
        ("四季度又办了插花班1期", Role.RESULT),
        ("难处也写上：专干3人，开会凑不齐", Role.PROBLEM),
    ],
)
def test_a_quarter_ahead_and_what_is_hard_are_told_by_their_opening(line: str, role: Role) -> None:
    """A plan told as done is a false claim; a lack is no achievement."""
    sheet = build_fact_sheet([notes_from_text(f"柳湾镇妇联2025年1-9月工作\n走访40户\n{line}")])

    assert [item.role for item in sheet.activities] == [Role.RESULT, role]


def test_who_speaks_says_of_where_she_is() -> None:
    """总共花了六千八镇妇联给了五千 names no federation."""
    notes = "我是石桥坪村的妇女主任今年的工作呢想到哪说到哪\n总共花了六千八镇妇联给了五千\n走访40户"

    assert build_fact_sheet([notes_from_text(notes)]).org == "石桥坪村妇联"


def test_a_grid_before_a_name_still_sends_a_message() -> None:
    """3网格 小芹 08:44 is who and when, and no work."""
    notes = (
        "「柳湾社区妇联执委群(23)」的聊天记录\n柳湾妇联-郝姐  08:41\n街道要半年总结，把数报一下\n"
        "3网格 小芹  09:02\n我们网格走访86户\n5网格~云淡风轻  09:10\n调解3起\n"
        "阳光托管 小唐老师  09:20\n寒假班收27个学生\n"
    )
    sheet = build_fact_sheet([notes_from_text(notes)])

    assert sheet.kind is ReportKind.HALF_YEAR
    assert [fact.figure.text for item in sheet.activities for fact in item.facts] == [
        "86户",
        "3起",
        "27个",
    ]
