"""Whose notes are, and of when, is no clause of talk and no number of years that something took."""

import pytest

from drafter.facts import Role, build_fact_sheet
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
