"""Noise of past summaries that `add` must see: bare headings, half marks, half repairs."""

import pytest

from drafter.prompting.adding import cut_summary
from drafter.prompting.checking import mend_text

BODY = "全年举办家政培训7期，培训妇女312人；举办电商培训3期，培训妇女95人，其中26人开了网店。"


@pytest.mark.parametrize("heading", ["教育培训工作", "开展文化活动", "新媒体建设方面"])
def test_heading_without_number_stays_out_of_the_prose(heading: str) -> None:
    """The heading would open the exemplar, and every draft after it."""
    (candidate,) = cut_summary(f"柳河镇妇联工作总结\n{heading}\n{BODY}\n")

    assert candidate.exemplar.prose == BODY


def test_line_broken_in_a_sentence_is_no_heading() -> None:
    """A short line that goes on from the one before it is part of the sentence."""
    broken = BODY.replace("95人，其中26人", "95人\n其中还有二十六人已经\n")
    (candidate,) = cut_summary(f"柳河镇妇联工作总结\n{broken}\n")

    assert candidate.exemplar.prose.startswith("全年举办家政培训7期")
    assert "一、" not in candidate.exemplar.prose


@pytest.mark.parametrize(
    "marks", [("1.", "2.", "3."), ("1、", "2、", "3、"), ("（1）", "（2）", "（3）")]
)
@pytest.mark.parametrize("joint", ["", "\n"])
def test_numbered_items_are_told_as_summaries_tell_them(
    marks: tuple[str, str, str], joint: str
) -> None:
    """Left as they are they teach lists; cut apart each is too short to teach anything."""
    items = ["活动经费不足", "年轻骨干少", "有3.5公里外的村难得去一次"]
    numbered = joint.join(f"{mark}{item}。" for mark, item in zip(marks, items, strict=True))
    done = f"1、{BODY}2、评选最美家庭17户。"
    text = f"柳河镇妇联工作总结\n一、教育培训\n{done}\n二、存在的不足\n{numbered}\n"

    result, problem = cut_summary(text)

    assert result.exemplar.prose == f"{BODY}评选最美家庭17户。"
    assert problem.exemplar.kind == "problem"
    assert (
        problem.exemplar.prose
        == "一是活动经费不足；二是年轻骨干少；三是有3.5公里外的村难得去一次。"
    )
    assert problem.usable


def test_an_opening_goes_without_its_dated_clause() -> None:
    """The formulas around it are what an opening is shown for."""
    text = (
        "今年以来，在镇党委和县妇联的领导下，我镇妇联认真落实科学发展观，团结带领全镇妇女，"
        "较好地完成了各项任务。现将工作情况总结如下："
    )

    (candidate,) = cut_summary(f"柳河镇妇联工作总结\n{text}\n")

    assert candidate.usable
    assert candidate.exemplar.prose == text.replace("我镇妇联认真落实科学发展观，", "")
    assert [clause for clause, _ in candidate.left_out] == ["我镇妇联认真落实科学发展观，"]


def test_the_longest_part_of_a_passage_names_its_topic() -> None:
    """A heading with 儿童 in it made the rights of women a matter of children."""
    body = "设立咨询点3个，发放宣传资料1200余份，接待咨询86人次。全年共受理来信来访32件，办结32件。"

    (candidate,) = cut_summary(f"柳河镇妇联工作总结\n（一）维护妇女儿童权益。{body}\n")

    assert candidate.exemplar.topic == "T10"


def test_comma_behind_a_mended_bracket_is_mended_too() -> None:
    """Half a repair would leave an ASCII comma in every draft."""
    mended, _ = mend_text("示范村1个(新建),示范户3户,发资料1,200份。")

    assert mended == "示范村1个（新建），示范户3户，发资料1,200份。"


@pytest.mark.parametrize(
    ("prose", "usable"),
    [
        (
            "开展妇女权益保障法》宣传7场，发放资料312份，接受群众咨询95人次，先后走进47个村民小组。",
            "no",
        ),
        (
            "开展“最美家庭评选，推荐县级7户、市级3户，并组织到31个村宣讲，先后走进47个村民小组。",
            "no",
        ),
        (
            "开展《反家庭暴力法》《妇女权益保障法》宣传7场，发放“口袋书”312份，先后走进47个村民小组。",
            "yes",
        ),
    ],
)
def test_mark_without_its_partner_keeps_a_passage_out(prose: str, usable: str) -> None:
    """Half a title is a scar of scraping; a draft would copy it."""
    (candidate,) = cut_summary(f"柳河镇妇联工作总结\n一、加强普法宣传\n{prose}\n")

    assert candidate.usable is (usable == "yes")


def test_terse_facts_do_not_break_words() -> None:
    """可持续发展 must not become 可发展 when adverbs are dropped."""
    prose = "持续开展产业培训7期，培训妇女312人，推动手工产业可持续发展，带动95户增收。"
    (candidate,) = cut_summary(f"柳河镇妇联工作总结\n一、教育培训\n{prose}\n")

    assert "可持续发展" in candidate.exemplar.facts
    assert "持续开展" not in candidate.exemplar.facts


def test_passage_that_leans_on_the_one_before_is_kept_out() -> None:
    """Alone it says nothing, and a paragraph that opens with 此次活动 has no activity."""
    prose = (
        "此次活动拓宽了服务领域，提高了妇女自觉参加健康检查的比例，95人次到场咨询，收到建议31条。"
    )
    (candidate,) = cut_summary(f"柳河镇妇联工作总结\n一、关爱妇女健康\n{prose}\n")

    assert not candidate.usable
    assert "noisy" in {fault.kind for fault in candidate.faults}
