"""Lines that lean on each other: headings by number, counts that go on, others' work, the paper."""

import pytest

from drafter.facts import Activity, FactSheet, Role, Scope, build_fact_sheet
from drafter.intake import notes_from_text

HEAD = "白沙镇妇联2025年工作情况\n"


def _sheet(text: str) -> FactSheet:
    return build_fact_sheet([notes_from_text(HEAD + text)])


def _with(sheet: FactSheet, words: str) -> Activity:
    return next(each for each in sheet.activities if words in each.text)


def _label(sheet: FactSheet, figure: str) -> str:
    facts = [fact for each in sheet.activities for fact in each.facts]
    return next(fact.label for fact in facts if fact.figure.text == figure)


def test_numbers_that_count_through_the_file_are_headings() -> None:
    """1、 to 4、 with lines below each name groups, whatever they are called."""
    sheet = _sheet(
        "1、队伍和屋子\n执委15人\n2、上课的事\n剪纸班2期40人\n3、人家搞的\n县医院义诊80人\n"
        "4、往后想做的\n再办两期电商班，招30人"
    )

    assert len(sheet.activities) == 4
    assert Role.PLAN is _with(sheet, "电商班").role
    assert Scope.OTHER_ORG is _with(sheet, "义诊").facts[0].scope


def test_a_list_of_things_done_is_no_list_of_headings() -> None:
    """Items follow each other, also where each is short."""
    sheet = _sheet("1、慰问老人\n2、清扫河道\n3、普法宣传\n三项都做完了，走访60户")

    assert len(sheet.activities) >= 3


@pytest.mark.parametrize(
    ("above", "below", "figure"),
    [
        pytest.param("茶叶卖出去320斤", "去年只有150斤", "150斤", id="last-year"),
        pytest.param("普法讲座办了3场", "来听的有210人", "210人", id="who-came"),
        pytest.param("接访25件，办结24件", "办结率96%", "96%", id="rate"),
    ],
)
def test_a_line_that_only_counts_more_goes_on_with_the_line_above(
    above: str, below: str, figure: str
) -> None:
    """Alone it would say nothing of what it counts."""
    sheet = _sheet(f"{above}\n{below}\n走访困难户12户")

    assert above[:4] in _with(sheet, figure).text


def test_what_is_counted_at_a_lines_end_is_counted_in_the_next() -> None:
    """A hand that breaks lines breaks them before the number too."""
    sheet = _sheet("给活动室添了2张桌子、书架\n4个，花了1500元\n走访困难户12户")

    assert "书架4个" in _with(sheet, "1500元").text


def test_a_recap_below_the_plans_is_no_plan() -> None:
    """附：…上报数 stands over what was done, and its numbers are held against those above."""
    sheet = _sheet(
        "一、健康\n两癌筛查865人\n二、明年打算\n再筛200人\n附：报县里上报数\n两癌筛查856人"
    )

    assert Role.RESULT is _with(sheet, "856人").role
    assert any("865人" in each.reason and "856人" in each.reason for each in sheet.conflicts)


def test_a_rate_is_held_against_the_line_above() -> None:
    """What came and what became of it stand in two lines as often as in one."""
    sheet = _sheet("二、维权\n接访40件：婚姻25件、邻里15件\n办结38件，办结率85%")

    assert any(each.kind == "impossible_share" for each in sheet.conflicts)


def test_parts_that_miss_their_whole_by_one_digit_are_asked_about() -> None:
    """Three parts of one measure that come that near were meant to make it up."""
    wrong = _sheet("发放贷款860万元，其中农行410万元、信用社230万元、邮储120万元")
    right = _sheet("发放贷款860万元，其中农行410万元、信用社300万元")

    assert wrong.conflicts
    assert not right.conflicts


@pytest.mark.parametrize(
    ("line", "figure", "word"),
    [
        pytest.param("文明家庭报上去7户", "7户", "文明家庭", id="named-before-the-verb"),
        pytest.param("大学生来帮工6个", "6个", "大学生", id="who-came"),
        pytest.param("巾帼志愿队80人，比去年的65人多", "65人", "志愿队", id="compared-with"),
        pytest.param("慰问困难户8户，一户200元", "200元", "慰问金", id="one-each"),
        pytest.param("围裙60条，企业给的价值1800元", "1800元", "围裙", id="worth"),
    ],
)
def test_a_label_names_the_thing_and_not_only_the_act(line: str, figure: str, word: str) -> None:
    """报上去 or 来帮工 alone says nothing to whoever reads a figure's label."""
    sheet = _sheet(line)

    assert word in _label(sheet, figure)


@pytest.mark.parametrize(
    "line",
    [
        "疫苗（卫健局组织）接种女生310人",
        "县法院通报：离婚案件收案96件",
        "家暴警情派出所通报5起，我们回访5户",
    ],
)
def test_what_another_body_did_or_says_is_not_counted_as_ours(line: str) -> None:
    """A summary that boasts of the hospital's work is wrong."""
    sheet = _sheet(line)

    assert Scope.OTHER_ORG is _with(sheet, line[:2]).facts[0].scope


@pytest.mark.parametrize(
    "line",
    [
        "填表人：小钱",
        "审核：老方",
        "打印：2份",
        "说明：按口径统稿时再删",
        "错别字先别管，周三统一改",
    ],
)
def test_what_speaks_of_the_paper_is_dropped(line: str) -> None:
    """Who filled in a form and how often it is printed is no work."""
    sheet = _sheet(f"走访困难户12户\n普法讲座3场\n{line}\n清扫河道2次")

    assert not [each.text for each in sheet.activities if line[:3] in each.text]
    assert any(line[:3] in each.text for each in sheet.dropped)


def test_a_line_says_that_brackets_hold_last_years_numbers() -> None:
    """As parts they would exceed their wholes, and the report's own numbers would be left out."""
    sheet = _sheet(
        "（括号内为上年同期）\n接待来访52件（61件），其中信访12（15）、电话40（46）\n调解率91%（88%）"
    )
    visits = _with(sheet, "接待来访")

    assert not sheet.conflicts
    assert "52件（去年同期61件）" in visits.text
    assert [fact.scope for fact in visits.facts] == [Scope.OWN, Scope.LAST_YEAR] * 4
    assert visits.facts[0].id == visits.facts[2].part_of == visits.facts[4].part_of


def test_brackets_without_such_a_line_keep_their_parts() -> None:
    """接待来访52件（信访12件） tells of a part."""
    sheet = _sheet("接待来访52件（信访12件）\n普法讲座3场")
    visits = _with(sheet, "接待来访")

    assert visits.facts[0].id == visits.facts[1].part_of


def test_tasks_and_what_was_done_are_summed_apart_and_shares_not_at_all() -> None:
    """A false contradiction keeps the true total out of the summary."""
    notes = notes_from_text(
        "白沙县妇联2025年工作总结\n\n"
        "乡镇\t任务数\t完成数\t完成率\n东乡\t300\t310\t103.3%\n西乡\t200\t180\t90%\n"
        "合计\t500\t490\t98%\n"
    )

    assert not build_fact_sheet([notes]).conflicts


def test_a_plan_behind_a_semicolon_is_told_from_the_problem_before_it() -> None:
    """…；明年计划：… under 问题 was told as a shortcoming."""
    sheet = _sheet("一、维权\n接访12件\n二、问题：经费少；明年打算：办培训6期")

    assert Role.PROBLEM is _with(sheet, "经费少").role
    assert Role.PLAN is _with(sheet, "培训6期").role


def test_names_that_differ_before_one_word_are_two_things() -> None:
    """Both figures were left out for a contradiction that was none."""
    sheet = _sheet("金丝菊种植户38户\n向日葵种植户83户\n毛竹加工户84户\n海产品加工户94户")

    assert not sheet.conflicts


def test_what_only_begins_to_speak_is_no_part_of_what_is_said() -> None:
    """对， and 哎呀才看到， were printed in the summary."""
    chat = (
        "白沙镇妇联群\n李主席 8:31\n接访12件，办结11件\n赵姐 8:40\n哎呀才看到，走访老人21户\n"
        "李主席 8:52\n各位主席，总结今天要交，把数字发群里\n"
    )
    sheet = build_fact_sheet([notes_from_text(chat)])
    texts = [each.text for each in sheet.activities]

    assert "走访老人21户" in texts
    assert not [text for text in texts if "今天要交" in text]


def test_the_other_townships_of_a_county_are_its_own() -> None:
    """Left out of the sum they made a contradiction where there was none."""
    notes = notes_from_text(
        "白沙县妇联2025年工作总结\n\n各乡镇\t应检\t实检\n东乡\t300\t310\n其他乡镇\t200\t180\n"
        "合计\t500\t490\n"
    )
    sheet = build_fact_sheet([notes])

    assert not sheet.conflicts
    assert {fact.scope for fact in _with(sheet, "其他乡镇").facts} == {Scope.OWN}


@pytest.mark.parametrize("opening", ["没做好的：", "薄弱环节：", "没办好的事："])
def test_plain_words_for_what_is_lacking_open_problems(opening: str) -> None:
    """没做好的：… was told among what was achieved."""
    sheet = _sheet(f"接访12件\n{opening}台账记得乱；宣传不够")

    assert Role.PROBLEM is _with(sheet, "台账记得乱").role


@pytest.mark.parametrize(
    "errand",
    [
        "老公生日11月6 订蛋糕",
        "老妈周三体检",
        "给李主任回电话。交水电费",
        "空调报修3次了",
        "送张婶回家（这事别写）",
    ],
)
def test_the_writers_own_errands_are_no_work(errand: str) -> None:
    """Notes are kept where one keeps everything; below plans they would become plans."""
    sheet = build_fact_sheet(
        [notes_from_text(f"青石村妇联2025年工作\n走访40户\n明年打算\n1、办班2期\n2、{errand}")]
    )

    assert [item.text for item in sheet.activities if item.role.value == "plan"] == ["办班2期"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("2 家暴回访每季1次", "家暴回访每季1次"),
        ("b 夜校每月2次", "夜校每月2次"),
        ("3\t议事会开到5个村", "议事会开到5个村"),
    ],
)
def test_the_mark_of_an_item_is_no_content(line: str, told: str) -> None:
    """A number or letter before the words, whatever parts it from them."""
    sheet = build_fact_sheet(
        [notes_from_text(f"青石村妇联2025年工作\n走访40户\n明年\n1、办班2期\n{line}")]
    )

    assert sheet.activities[-1].text == told


def test_a_line_of_speech_ends_with_its_de() -> None:
    """人家真心感谢的 closes what is said; the next line tells of another thing."""
    notes = (
        "青石村妇联2025年工作\n体检去了81个 刘嫂子查出来是早期的 动了刀 人家真心感谢的\n"
        "然后是那个绣花 老师来教 来了39个"
    )
    sheet = build_fact_sheet([notes_from_text(notes)])

    assert [("39" in item.text, "81" in item.text) for item in sheet.activities] == [
        (False, True),
        (True, False),
    ]
