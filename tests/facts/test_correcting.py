"""What a later line corrects, quotes or repeats is told once, with the right number."""

import pytest

from drafter.facts import FactSheet, build_fact_sheet
from drafter.intake import notes_from_text

NOTES = """柳树湾村妇联 2025年工作
3月8日 维权宣传，发放资料500份，38人参加
4月 家政培训2期，培训妇女38人
5月 走访困难妇女26户，慰问金5200元
6月 亲子活动6场，120人次
{}
"""


def sheet_of(tail: str) -> FactSheet:
    return build_fact_sheet([notes_from_text(NOTES.format(tail))])


def told(sheet: FactSheet) -> str:
    return "\n".join(activity.text for activity in sheet.activities)


@pytest.mark.parametrize(
    ("line", "right", "wrong"),
    [
        ("更正：上条应为135人次", "6场，135人次", "120人次"),
        ("更正：慰问金应为5600元", "慰问金5600元", "5200元"),
        ("更正：不是26户，是29户", "困难妇女29户", "26户"),
        ("（更正：走访困难妇女应为29户）", "困难妇女29户", "26户"),
        ("前面写的26改成29", "困难妇女29户", "26户"),
        ("上面120人次写错了，是102人次", "6场，102人次", "120人次"),
        ("刚才报的500份不对，应该是560份", "资料560份", "500份"),
        ("慰问金写错了，应为5600元", "慰问金5600元", "5200元"),
        ("订正一下：亲子活动7场", "亲子活动7场", "亲子活动6场"),
        ("把前面的26户改为29户", "困难妇女29户", "26户"),
        ("更正：家政培训38人改为45人", "培训妇女45人", "培训妇女38人"),
        ("应为135人次", "6场，135人次", "120人次"),
        ("打错了，是135人次", "6场，135人次", "120人次"),
        ("应该是7场，135人次", "7场，135人次", "120人次"),
    ],
)
def test_a_correction_changes_the_line_that_it_means(line: str, right: str, wrong: str) -> None:
    """A draft that states both numbers, or the wrong one, is false."""
    sheet = sheet_of(line)

    assert right in told(sheet)
    assert wrong not in told(sheet)
    assert not sheet.conflicts
    assert len(sheet.activities) == 4


def test_each_number_of_a_correction_stays_in_one_place() -> None:
    """The old number is dropped with its reason; the new one points to the correcting line."""
    sheet = sheet_of("前面写的26改成29")
    facts = [fact for activity in sheet.activities for fact in activity.facts]
    dropped = [(fact.source.line, fact.figure.text) for d in sheet.dropped for fact in d.figures]
    (new,) = [fact for fact in facts if fact.figure.text == "29户"]

    assert (new.source.line, new.surface, new.label) == (6, "29", "走访困难妇女")
    assert dropped == [(4, "26户"), (6, "26")]


def test_a_correction_at_the_end_of_its_own_line_holds_for_that_line() -> None:
    """Who sees the slip while writing adds the right number behind it."""
    sheet = sheet_of("8月 调解矛盾13件 ——更正，12件")

    assert sheet.activities[-1].text == "8月，调解矛盾12件"


def test_a_sum_without_a_unit_is_not_what_a_count_corrects() -> None:
    """28个人，材料费一千四 / 打错了，是38个人 leaves no doubt."""
    sheet = sheet_of("8月 插花，28个人，材料费一千四\n打错了，是38个人")

    assert sheet.activities[-1].text == "8月，插花，38个人，材料费一千四"
    assert not sheet.conflicts


def test_a_number_that_two_lines_state_is_left_open() -> None:
    """To guess which 38 was meant could spoil the right one: neither is stated."""
    sheet = sheet_of("前面写的38人改成42人")

    assert [set(conflict.fact_ids) for conflict in sheet.conflicts] == [{"a1.f3", "a2.f3"}]


def test_a_correction_of_what_was_never_told_is_named() -> None:
    """A person must hear of a correction that changed nothing."""
    sheet = sheet_of("前面写的77件错了，应为78件\n更正：上一条应为9亩")

    assert any("更正" in remark for remark in sheet.remarks)
    assert "9亩" not in told(sheet)


@pytest.mark.parametrize(
    "line",
    [
        "7月 把旧仓库改成妇女之家1个",
        "7月 针对数据不准的问题，改为每月核对1次",
        "7月 例会由每月1次改为每月2次",
        "7月 之前没有阵地，现在有活动室3间",
        "7月 纠正就业歧视行为2起",
    ],
)
def test_work_that_changes_something_is_no_correction(line: str) -> None:
    """What was rebuilt or put right is work done and must be told."""
    sheet = sheet_of(line)

    assert len(sheet.activities) == 5
    assert sheet.activities[-1].text.replace("，", "") == line.replace(" ", "").replace("，", "")


@pytest.mark.parametrize(
    "line",
    [
        ">> 引用 4月 家政培训2期，培训妇女38人",
        "> 4月 家政培训2期，培训妇女38人",
        "「李主任：5月 走访困难妇女26户，慰问金5200元」",
        "「李主任：6月 亲子活动6场，120人次」收到",
        "转发：4月 家政培训2期，培训妇女38人",
        "【转发】4月 家政培训2期，培训妇女38人",
    ],
)
def test_what_is_quoted_from_above_is_told_once(line: str) -> None:
    """A chat repeats its messages when it answers them."""
    sheet = sheet_of(line)

    assert len(sheet.activities) == 4
    assert sheet.dropped


def test_a_quotation_of_something_new_is_told_without_its_marks() -> None:
    """A message may be in the notes only because somebody quoted it."""
    sheet = sheet_of("「王主任：7月 调解矛盾13件」\n> 8月 普法讲座3场")

    assert [each.text for each in sheet.activities[4:]] == ["7月，调解矛盾13件", "8月，普法讲座3场"]


def test_a_forward_pasted_twice_is_told_once_with_its_short_lines() -> None:
    """走访9户 is too short to be known by itself; behind a copied line it is a copy."""
    lines = "7月 巾帼志愿服务活动4场\n走访9户"
    sheet = sheet_of(f"{lines}\n{lines}")

    assert len(sheet.activities) == 6


def test_the_same_file_given_twice_is_told_once() -> None:
    """A batch holds copies; each figure would count double."""
    once = notes_from_text(NOTES.format(""), "a.txt")
    again = notes_from_text(NOTES.format(""), "b.txt")
    sheet = build_fact_sheet([once, again])

    assert len(sheet.activities) == 4
    assert sheet.remarks == ("b.txt 有4行与 a.txt 相同，只算一次。",)


def test_two_villages_with_one_line_in_common_keep_both() -> None:
    """Both held the same event; neither is a copy of the other."""
    one = notes_from_text("东塘村\n3月8日 三八维权活动1场\n走访4户\n培训30人", "a.txt")
    two = notes_from_text("西塘村\n3月8日 三八维权活动1场\n调解6件\n讲座2场", "b.txt")
    sheet = build_fact_sheet([one, two])

    assert [each.text for each in sheet.activities].count("3月8日，三八维权活动1场") == 2


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("咨询热线 接听620分钟? (对一下 应该是620人次)", "接听620人次"),
        ("体检 参加56人（核实了，应为65人）", "参加65人"),
        ("义诊 服务30人(查了一下，实际是33人)", "服务33人"),
    ],
)
def test_who_looks_a_number_up_and_tells_the_right_one_corrects_it(line: str, right: str) -> None:
    """The remark is for whoever writes the summary; only its number is told."""
    words = told(sheet_of(line))

    assert right in words
    assert not any(mark in words for mark in "?？（(")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("走访儿童46人（更正：应为64人），发书包46个", ["64人", "46个"]),
        ("慰问12户，更正：慰问13户，送油26桶", ["13户", "26桶"]),
        ("慰问12户，送油20桶，更正：慰问13户，送油26桶", ["13户", "26桶"]),
        ("讲座3场（更正为5场），听众90人", ["5场", "90人"]),
    ],
)
def test_a_correction_takes_away_only_what_it_corrects(line: str, told: list[str]) -> None:
    """What goes on behind it is work that would be lost; what it names again is not told twice."""
    sheet = build_fact_sheet([notes_from_text(line)])

    assert told == [fact.figure.text for each in sheet.activities for fact in each.facts]


def test_a_number_told_instead_of_another_corrects_it() -> None:
    """是3次不是2次 names both, and says which is wrong."""
    sheet = build_fact_sheet(
        [notes_from_text("李家坪茶叶培训2次，73人\n李家坪的，培训是3次不是2次")]
    )

    assert [fact.figure.text for each in sheet.activities for fact in each.facts] == ["3次", "73人"]


def test_what_is_told_further_on_corrects_nothing() -> None:
    """做了30桌 不对不对 是13桌 …贴了1800 mends one number, and no other above it."""
    notes = (
        "青石村妇联2025年工作\n妇女560人左右\n"
        "三八节做了30桌 不对不对 是13桌 吃饭的 钱是村里贴了1800"
    )
    sheet = build_fact_sheet([notes_from_text(notes)])
    told = " ".join(item.text for item in sheet.activities)

    assert "560人" in told
    assert "30桌" not in told
