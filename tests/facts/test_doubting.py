"""Numbers reckoned over, asked back or left open in notes: told once, rightly, or not at all."""

import pytest

from drafter.facts import FactSheet, build_fact_sheet
from drafter.intake import notes_from_text

CHAT = """柳桥村妇联工作群(18)

崔主席 8:42
手工坊今年21个人，人均一个月900左右，全年发工钱大概21万
崔主席 8:50
{}
"""


def told(text: str) -> tuple[FactSheet, str]:
    sheet = build_fact_sheet([notes_from_text(text)])
    return sheet, "\n".join(each.text for each in sheet.activities)


def test_what_is_looked_up_takes_the_place_of_what_was_asked_back() -> None:
    """Both numbers in a draft make it false, and so does the doubted one."""
    sheet, words = told(CHAT.format("21万？？\n李妹 8:55\n有几个月停工嘛 我看下账本……是21.6万"))

    assert "21.6万" in words
    assert "21万" not in words
    assert "账本" not in words
    assert len(sheet.activities) == 1


def test_another_number_behind_a_question_is_work_of_its_own() -> None:
    """Who asks back may be answered by something else that was done."""
    _, words = told(CHAT.format("21万？？\n李妹 8:55\n两癌检查去了210个人"))

    assert "大概21万" in words
    assert "210个" in words


@pytest.mark.parametrize("line", ["21*900*12是22.6万？", "12+9=21 对的", "12+9=21"])
def test_a_sum_that_only_checks_is_not_told(line: str) -> None:
    """Reckoning over is nobody's work; its numbers are kept among the dropped."""
    sheet, words = told(CHAT.format(f"今年新来9个 原来12个\n崔主席 9:00\n{line}"))

    assert "=" not in words
    assert "*" not in words
    assert "新来9个" in words
    assert any("21" in each.text for each in sheet.dropped if each.reason != "消息时间")


def test_a_sum_that_tells_something_new_stays() -> None:
    """What was given altogether is told nowhere else."""
    _, words = told(CHAT.format("慰问金300*8+200*5=3400"))

    assert "3400" in words


@pytest.mark.parametrize(
    ("line", "right", "wrong"),
    [
        ("直播带货收入31.2万（不对，平台导出来是33.1万，以平台为准）", "33.1万", "31.2万"),
        ("走访困难妇女60户（后改了，实际63户）", "63户", "60户"),
        ("走访困难妇女60户，每户300（段：后来改了，实际63户，18900元）", "63户", "60户"),
    ],
)
def test_the_number_in_the_bracket_takes_the_place_of_the_one_before(
    line: str, right: str, wrong: str
) -> None:
    """The bracket speaks to the writer; only what is right is told."""
    sheet, words = told(f"柳桥镇妇联2025年工作\n{line}；讲座4场\n")

    assert right in words
    assert wrong not in words
    assert not any(mark in words for mark in "（）改准")
    assert "讲座4场" in words
    assert not sheet.conflicts


def test_what_else_the_bracket_counts_is_told_with_the_rest() -> None:
    """18900元 is of the households and stands in their activity."""
    sheet, _ = told(
        "柳桥镇妇联2025年工作\n走访困难妇女60户，每户300（段：后来改了，实际63户，18900元）\n"
    )

    assert [fact.figure.text for fact in sheet.activities[0].facts] == ["63户", "300", "18900元"]


def test_a_practice_that_was_changed_is_no_correction() -> None:
    """Both numbers tell of what was done."""
    _, words = told("柳桥镇妇联2025年工作\n例会每月1次（下半年改成每月2次）\n")

    assert "1次" in words
    assert "2次" in words


def test_two_values_left_to_be_checked_are_a_conflict() -> None:
    """Neither may be signed for until somebody has looked; the remark is no plan."""
    sheet, words = told(
        "柳桥镇妇联2025年工作\n外出考察1次，14人\n明年打算：\n办夜校2期\n"
        "小柯备注：老段说外出考察是14人，报销单是15人，再核。\n"
    )

    assert "报销单" not in words
    (conflict,) = sheet.conflicts
    (fact,) = [each for a in sheet.activities for each in a.facts if each.figure.text == "14人"]
    assert conflict.fact_ids == (fact.id,)
    assert "15人" in conflict.reason


def test_two_values_told_nowhere_else_stay_and_clash() -> None:
    """Nothing is lost where the remark is all that tells of the thing."""
    sheet, _ = told("柳桥镇妇联2025年工作\n外出考察老段说是14人，报销单是15人，再核\n办夜校2期\n")

    assert len(sheet.conflicts[0].fact_ids) == 2


def test_two_counts_of_two_things_are_no_rivals() -> None:
    """先核 of a register is work; its two counts are of two things."""
    sheet, _ = told("柳桥镇妇联2025年工作\n入户登记留守妇女14人，建台账15份，逐户核对\n")

    assert not sheet.conflicts
    assert len(sheet.activities) == 1


def test_who_is_not_to_be_named_is_a_word_to_the_writer() -> None:
    """What was done stays, and the remark behind it goes."""
    _, words = told(CHAT.format("有一个做护工的一个月拿到7200 就不写名字了哈"))

    assert "7200" in words
    assert "名字" not in words
