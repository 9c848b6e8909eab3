"""A questionnaire's questions are headings, and its answers what was done."""

import pytest

from drafter.facts import Role, build_fact_sheet
from drafter.intake import notes_from_text

ASKED = ("今年办了哪些培训", "信访和调解情况", "存在什么困难", "2026年打算")
ANSWERED = (
    "酿酒班2期，56人",
    "接访9件，调成8件",
    "经费只有2万元，跑村没车",
    "再办茶艺班2期，建合作社1个",
)


@pytest.mark.parametrize("mark", ["问{}：", "{}. ", "（{}）", "第{}题 ", "Q{}："])
@pytest.mark.parametrize("answer", ["答：", "答:", "回复："])
def test_what_is_asked_heads_what_is_answered(mark: str, answer: str) -> None:
    """The number of a question counts nothing, and its words are no work."""
    lines = ["马坪乡妇联2025年工作情况"]
    for number, (asked, answered) in enumerate(zip(ASKED, ANSWERED, strict=True), 1):
        lines += [f"{mark.format(number)}{asked}？", f"{answer}{answered}。"]
    sheet = build_fact_sheet([notes_from_text("\n".join(lines))])

    assert "".join(item.text.rstrip("。") for item in sheet.activities) == "".join(ANSWERED)
    assert [item.role for item in sheet.activities if "经费" in item.text] == [Role.PROBLEM]
    assert {item.role for item in sheet.activities if "茶艺" in item.text} == {Role.PLAN}
    assert not sheet.dropped or all("答" not in piece.text for piece in sheet.dropped)


def test_one_answer_makes_no_questionnaire() -> None:
    """What somebody answers in a talk leaves the line above as it is."""
    text = "马坪乡妇联2025年工作\n走访困难母亲40户\n答：接访9件"
    sheet = build_fact_sheet([notes_from_text(text)])

    assert sheet.activities[0].text == "走访困难母亲40户"
