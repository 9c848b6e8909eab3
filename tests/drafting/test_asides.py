"""What notes say to their reader, and of whom they must not tell, stays out of a draft."""

import pytest

from drafter.drafting.assembling import opening_text
from drafter.drafting.naming import without_private_figures
from drafter.drafting.outline import load_outline
from drafter.drafting.plain import plain_sentence
from drafter.drafting.planning import plan_summary
from drafter.drafting.summary import materials_by_id
from drafter.facts import FactSheet, Use, build_fact_sheet
from drafter.intake import notes_from_text


def sheet_of(text: str) -> FactSheet:
    notes = notes_from_text(f"石桥镇妇联2025年工作\n{text}\n")
    return without_private_figures(build_fact_sheet([notes]))


def told(text: str) -> str:
    return "".join(plain_sentence(item) for item in materials_by_id(sheet_of(text)).values())


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("各位领导、同志们：今年走访36户", "今年走访36户。"),
        ("哦，讲座4场，来的人还不少哈哈", "举办讲座4场，来的人还不少。"),
        ("发放资料1.2w份", "发放资料1.2万份。"),
        ("2025.3.8维权周咨询86人次", "2025年3月8日维权周咨询86人次。"),
        ("▲讲座4场", "举办讲座4场。"),
        ("接访178件，同比↓14.4%", "接访178件，同比下降14.4%。"),
        ("留守娃儿暑假班2期", "举办留守儿童暑假班2期。"),
    ],
)
def test_speech_and_short_hand_become_written_words(line: str, said: str) -> None:
    """A greeting in the body, or 1.2w, is what everybody sees first."""
    assert told(line) == said


@pytest.mark.parametrize(
    "head", ["序号 时间 事 数", "日期 活动名称 地点 人数", "村名，场次，人数，备注"]
)
def test_the_head_of_a_table_is_no_work_done(head: str) -> None:
    """序号时间事数。 in the body shows that nobody read the draft."""
    assert told(f"{head}\n讲座4场") == "举办讲座4场。"


def test_a_line_with_a_word_more_than_column_heads_is_told() -> None:
    """The table of heads must not swallow what was done."""
    assert "台账" in told("活动 人数 台账已建立")


@pytest.mark.parametrize(
    "line", ["执委年纪大，50岁以上占了四成", "执委年纪轻，经验少", "主任年龄偏大，精力不够"]
)
def test_how_old_officers_are_is_nobodys_name(line: str) -> None:
    """年 is a surname, and 年纪大 nobody; without it the sentence has no predicate."""
    assert line.split("，", maxsplit=1)[0] in told(line)


def test_who_cannot_is_not_said_to_be_unpractised() -> None:
    """不会用 is not 不能熟练使用: a softer word would be another fact."""
    assert "不会使用" in told("执委不会用手机办公")


def test_how_old_somebody_in_a_case_was_is_not_told() -> None:
    """Age and case together tell the village who it was; the number of cases does not."""
    sheet = sheet_of("受害人（13岁）被打，报警1次\n给65岁以上老人体检300人")
    use = {fact.figure.text: fact.use for item in sheet.activities for fact in item.facts}

    assert use["13岁"] is Use.OMIT
    assert use["1次"] is Use.STATE
    assert use["65岁以上"] is Use.STATE
    assert "13" not in told("受害人（13岁）被打，报警1次")


def test_what_asks_not_to_be_told_is_not_told() -> None:
    """The cadre wrote it for us and not for the reader of the summary."""
    assert told("调解纠纷7起\n这2户的情况不要写进总结") == "调解纠纷7起。"
    assert told("调解纠纷7起\n那3个案例不许出现") == "调解纠纷7起。"


def test_advice_to_the_writer_is_no_work_done() -> None:
    """领导讲话前面加一段就行 is meant for us; printed, it shows that nobody read the draft."""
    assert told("领导讲话那些前面加一段就行\n讲座4场") == "举办讲座4场。"


def test_the_same_line_twice_is_told_once() -> None:
    """Notes are copied together; a draft that repeats itself is not signed."""
    assert told("慰问儿童60名，送书包60个\n开展讲座4场\n慰问儿童60名 送书包60个").count("60名") == 1


def test_a_heading_says_no_more_than_the_notes() -> None:
    """募集爱心款 is a gift; 投身抢险救灾 over it invents a disaster."""
    outline = load_outline()
    gift = sheet_of("7月募集爱心款3.2万元\n8月募集爱心款1.1万元")
    flood = sheet_of("7月洪水，转移群众300人，募集爱心款3.2万元")

    assert {outline.main_topic(item) for item in gift.activities}.isdisjoint({"T20"})
    assert all("救灾" not in section.heading for section in plan_summary(gift).sections)
    assert "救灾" in plan_summary(flood).sections[0].heading


def test_the_opening_names_no_section_that_came_out_empty() -> None:
    """A main point of work that is nowhere told reads as a page gone missing."""
    sheet = sheet_of(
        "技能培训2期，60人，取证50人，就业20人\n家政培训3期，90人，取证60人，上岗30人\n"
        "法律讲座4场，320人次\n接待来访46件，办结43件\n调解纠纷12件，成功11件\n"
        "两癌筛查800人，异常12人，复查12人\n两癌保险900份，理赔3人，6万元"
    )
    plan = plan_summary(sheet)
    assert len(plan.paragraphs) > 1
    kept = plan.paragraphs[0]
    whole = opening_text(sheet, plan)
    part = opening_text(sheet, plan, told={kept.id})

    assert part != whole
    assert len(part) < len(whole)
