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
