"""A line that opens with what lies ahead is a plan in all its clauses, wherever it stands.

Told among the work done, a plan is a false claim of the gravest kind.
"""

import re

import pytest

from drafter.facts import Role, build_fact_sheet
from drafter.intake import notes_from_text

HEADS = {
    "2025": "柳树湾村妇联 2025年工作总结",
    "": "柳树湾社区妇联全年工作 群里收的",
    "2025H1": "柳树湾镇妇联2025年上半年工作",
}
NOTES = """{}
调解纠纷7起
- {}
- {}
- 慰问老人46人次
"""
OPENINGS = (
    *("2026:", "2026年：", "2026年打算：", "26年：", "2026 ", "【2026】", "2026——", "2026年"),
    *("明年:", "下步：", "来年 ", "新的一年：", "打算："),
)
CLAUSES = "办3期剪纸班{0}书屋争取扩到150平{0}食堂扩到40人{0}再招网格妈妈12名"


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
@pytest.mark.parametrize("mark", ["；", ";", "，", "。", " "])
@pytest.mark.parametrize("opening", OPENINGS)
def test_all_clauses_behind_what_lies_ahead_are_plans(head: str, mark: str, opening: str) -> None:
    """Whatever parts the clauses, and whether or not the notes name their own year."""
    notes = NOTES.format(head, "不足：场地小", opening + CLAUSES.format(mark))
    sheet = build_fact_sheet([notes_from_text(notes)])
    roles = [
        item.role
        for item in sheet.activities
        if any(c in item.text for c in ("剪纸", "书屋", "食堂", "网格"))
    ]

    assert roles
    assert set(roles) == {Role.PLAN}
    done = {item.role for item in sheet.activities if "46人次" in item.text or "7起" in item.text}
    assert done == {Role.RESULT}


def test_the_second_half_of_a_half_years_report_is_ahead() -> None:
    """下半年：… is the plan of a report of the first half."""
    notes = NOTES.format(HEADS["2025H1"], "走访7户", "下半年：" + CLAUSES.format("；"))
    sheet = build_fact_sheet([notes_from_text(notes)])

    roles = {item.role for item in sheet.activities if re.search("剪纸|食堂", item.text)}
    assert roles == {Role.PLAN}


def test_a_plan_in_the_middle_of_a_line_goes_on_to_its_end() -> None:
    """What comes before 2026： was done."""
    notes = NOTES.format(HEADS["2025"], "走访7户", "今年办了2期面点班；2026：办3期；食堂扩到40人")
    sheet = build_fact_sheet([notes_from_text(notes)])
    roles = {item.text: item.role for item in sheet.activities}

    assert roles["今年办了2期面点班"] is Role.RESULT
    assert [role for text, role in roles.items() if "食堂" in text] == [Role.PLAN]


@pytest.mark.parametrize(
    "line",
    [
        "2025年：办3期剪纸班；走访40户",
        "2026年1月8日召开总结会，表彰12人",
        "30年党龄的老党员6名",
        "24年：走访12户",
    ],
)
def test_a_year_that_is_not_ahead_opens_no_plan(line: str) -> None:
    """The report's own year, a day that has passed, and how long somebody has served."""
    sheet = build_fact_sheet([notes_from_text(NOTES.format(HEADS["2025"], "走访7户", line))])

    assert {item.role for item in sheet.activities} == {Role.RESULT}


def test_the_year_of_a_plan_is_not_the_reports_own() -> None:
    """Notes that name only the year ahead are of the year before it."""
    notes = NOTES.format(HEADS[""], "不足：场地小", "2027：" + CLAUSES.format("；"))

    assert build_fact_sheet([notes_from_text(notes)]).period == "2026"


def test_a_row_of_plans_leaves_its_number_out() -> None:
    """A spreadsheet numbers the rows below 明年 in a cell of their own."""
    notes = "青石街道妇联2025年\n走访\t40户\t3次\n明年\n1\t执委积分制\n2\t楼宇一季度一次\n"
    sheet = build_fact_sheet([notes_from_text(notes)])
    plans = [item for item in sheet.activities if item.role is Role.PLAN]

    assert [item.text for item in plans] == ["执委积分制", "楼宇一季度一次"]


def test_the_last_plan_above_a_long_line_is_no_heading() -> None:
    """- 10月 家风展 stands in the list that it ends, whatever follows it."""
    notes = (
        "青石镇妇联2025年上半年工作\n走访40户\n下半年\n - 新建驿站5家\n - 10月 家风展\n"
        "（我）七月五号前要把初稿拿给主席看，标题用四个字的，她一直喜欢这样的写法，别忘了\n"
    )
    sheet = build_fact_sheet([notes_from_text(notes)])

    assert [item.text for item in sheet.activities if "家风" in item.text] == ["10月，家风展"]


@pytest.mark.parametrize("line", ["没结上的7个明年想办法", "问题我想了几条 你们补 骨干老是那几个"])
def test_what_is_left_for_next_year_or_lacking_is_not_work_done(line: str) -> None:
    """Said in passing, as in a chat."""
    sheet = build_fact_sheet([notes_from_text(NOTES.format(HEADS["2025"], "走访7户", line))])
    found = [item.role for item in sheet.activities if line[-4:] in item.text]

    assert found
    assert Role.RESULT not in found


def test_one_thing_that_went_wrong_is_a_problem_without_its_opening() -> None:
    """一次不好的：… says that it is lacking; 一次 counts nothing."""
    notes = NOTES.format(HEADS["2025"], "走访7户", "一件不好的：6月义演停电，散得早")
    sheet = build_fact_sheet([notes_from_text(notes)])

    assert [item.text for item in sheet.activities if item.role is Role.PROBLEM] == [
        "6月义演停电，散得早"
    ]


@pytest.mark.parametrize("appended", ["附：全年走访数", "附件1：全年走访数", "## 附：全年走访数"])
def test_what_is_appended_behind_the_plans_is_no_plan(appended: str) -> None:
    """The last chapter ends where an appendix begins."""
    head = "## " if appended.startswith("#") else ""
    notes = (
        f"柳溪村妇联2025年工作\n{head}一、培训\n绣花班2期40人\n{head}二、明年打算\n办茶艺班2期\n"
        f"{appended}\n走访老人46户，送米46袋"
    )
    sheet = build_fact_sheet([notes_from_text(notes, name="x.md")])

    assert {item.text: item.role for item in sheet.activities} == {
        "绣花班2期40人": Role.RESULT,
        "办茶艺班2期": Role.PLAN,
        "走访老人46户，送米46袋": Role.RESULT,
    }
