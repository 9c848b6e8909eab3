"""A unit's past summary becomes exemplars: cut, with facts by rule, private passages left out."""

import pytest

from drafter.prompting.adding import cut_summary

SUMMARY = """石榴镇妇联2025年工作总结

2025年,石榴镇妇联围绕中心工作扎实开展各项工作。现将2025年工作总结如下:

一、加强普法维权
认真做好信访接待工作,全年接待来访群众45人次,办结信访案件41件。同时,开展普法宣传活动6场,发放宣传资料2600份。

二、关爱妇女儿童
走访慰问困难母亲38户,发放慰问金1.9万元。表彰了李秀英等一批好媳妇。为62名留守儿童送去书包62个和学习用品若干,举办联欢活动1次。
组织村妇代会主任参加植树活动,栽种树木260棵,在全镇倡导文明、健康、科学的生活方式。

三、存在问题
一是工作经费不足,活动开展不够经常;二是村级妇联干部运用新媒体的能力有待提高,信息报送不够及时。

四、下一步打算
一是继续举办妇女技能培训班,帮助更多妇女实现就业;二是加强妇女之家建设,争取再建示范点2个。
"""


def test_passages_are_paired_with_their_facts() -> None:
    """The pair must verify, whatever the passage was made of."""
    rights = next(item for item in cut_summary(SUMMARY) if item.exemplar.topic == "T10")

    assert rights.usable
    assert rights.exemplar.level == "township"
    assert rights.exemplar.kind == "result"
    assert "45人次" in rights.exemplar.facts
    assert "。" not in rights.exemplar.facts
    assert "，" in rights.exemplar.prose
    assert rights.mends


def test_kinds_are_read_off_heading_and_words() -> None:
    """A plan shown as a result would teach promising."""
    assert [item.exemplar.kind for item in cut_summary(SUMMARY)] == [
        "opening",
        "result",
        "result",
        "result",
        "problem",
        "plan",
    ]


def test_private_and_dated_passages_stay_out() -> None:
    """They are shown with the reason; only a person can rewrite them."""
    out = {
        item.exemplar.prose[:4]: {fault.kind for fault in item.faults}
        for item in cut_summary(SUMMARY)
        if not item.usable
    }

    assert out == {"组织村妇": {"dated"}}


def test_a_private_sentence_goes_and_the_rest_of_its_passage_stays() -> None:
    """A messy summary has a name in every paragraph; without this nothing of it could be used."""
    visits = next(item for item in cut_summary(SUMMARY) if item.exemplar.prose[:4] == "走访慰问")

    assert visits.usable
    assert visits.left_out == (("表彰了李秀英等一批好媳妇。", "像是人名"),)
    assert "李秀英" not in visits.exemplar.prose + visits.exemplar.facts
    assert "62名留守儿童" in visits.exemplar.prose


def test_what_leans_on_a_sentence_left_out_goes_with_it() -> None:
    """其中 after a gap would be a part of the wrong whole."""
    (found,) = cut_summary(
        "一、维权工作\n全年接待来访群众45人次，办结信访案件41件，调处率为91%。"
        "王秀兰同志调解纠纷17件。其中婚姻纠纷9件。举办法律讲座6场，860人次到场听讲。\n"
    )

    assert found.usable
    assert [text for text, _ in found.left_out] == ["王秀兰同志调解纠纷17件。", "其中婚姻纠纷9件。"]
    assert found.exemplar.prose.endswith("调处率为91%。举办法律讲座6场，860人次到场听讲。")


def test_a_dated_slogan_at_the_end_goes_and_its_sentence_stays() -> None:
    """Old summaries close every paragraph with the slogan of their year."""
    (found,) = cut_summary(
        "一、家庭创建\n评选五好家庭12户、好媳妇8名，召开表彰会1次，参加会议的妇女140余人，"
        "有力地促进了和谐社会建设。\n"
    )

    assert found.usable
    assert found.exemplar.prose.endswith("参加会议的妇女140余人。")


@pytest.mark.parametrize(
    "sentence",
    [
        "村民李某某长期遭受家庭暴力，镇妇联多次上门，帮助其申请了法律援助。",
        "妇代会主任王秀兰同志在会上作了典型发言，介绍了各村开展工作的经验。",
        "镇妇联李桂芳主席多次上门走访，帮助其申请法律援助并联系了工作岗位。",
    ],
)
def test_a_person_is_seen_masked_or_between_post_and_title(sentence: str) -> None:
    """某 hides a name from nobody in the same town."""
    (found,) = cut_summary(f"一、维权工作\n{sentence}\n")

    assert not found.usable
    assert "private" in {fault.kind for fault in found.faults}


def test_a_name_broken_by_a_line_end_is_one_name() -> None:
    """Files are typed with line breaks inside sentences; a filter by line would miss the name."""
    text = (
        "一、家庭文明\n继续深入开展寻找最美家庭活动，今年我镇李\n"
        "秀英家庭被评选为县级最美家庭，传播家风家训。\n"
    )

    found = cut_summary(text)

    assert len(found) == 1
    assert not found[0].usable


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    """A small model imitates the length of what it sees."""
    paragraph = "组织妇女参加培训班3期，培训妇女96人次，帮助大家掌握种植技术。" * 12

    found = cut_summary(f"一、教育培训\n{paragraph}\n")

    assert len(found) > 1
    assert all(len(item.exemplar.prose) <= 220 for item in found)
    assert all(item.exemplar.prose.endswith("。") for item in found)


def test_the_same_passage_gets_the_same_id() -> None:
    """Adding a file twice must not double its exemplars."""
    first = [item.exemplar.id for item in cut_summary(SUMMARY)]

    assert first == [item.exemplar.id for item in cut_summary(SUMMARY)]
    assert len(set(first)) == len(first)


def test_topic_and_level_can_be_told() -> None:
    """A summary without a heading or an org says neither."""
    found = cut_summary(SUMMARY, level="street", topic="T15")

    assert {item.exemplar.level for item in found} == {"street"}
    assert {item.exemplar.topic for item in found} == {"T15", "T00"}


@pytest.mark.parametrize("text", ["", "\n\n", "妇联工作总结", "一、标题\n二、标题\n"])
def test_a_text_without_passages_gives_none(text: str) -> None:
    """Nothing to learn from is an answer."""
    assert cut_summary(text) == ()


@pytest.mark.parametrize("mark", ["（一）", "一、", "1."])
def test_a_heading_that_runs_into_its_paragraph_is_no_prose(mark: str) -> None:
    """An exemplar that opens with an enumerator teaches numbered lists."""
    (found,) = cut_summary(
        f"一、维权工作\n{mark}抓好普法宣传。开展法律进村活动6场，发放各类宣传资料2600份，现场解答妇女群众咨询87人次。\n"
    )

    assert found.exemplar.prose.startswith("开展法律进村活动6场")
    assert found.exemplar.topic == "T10"


def test_a_result_told_as_a_list_becomes_prose() -> None:
    """The draft of a result is one paragraph; 一是…二是… is for problems and plans."""
    (found,) = cut_summary(
        "一、教育培训\n一是举办家政培训班3期，培训妇女96人；二是举办种植培训班5期，培训妇女217人次。\n"
    )

    assert found.exemplar.kind == "result"
    assert found.exemplar.prose == (
        "举办家政培训班3期，培训妇女96人；举办种植培训班5期，培训妇女217人次。"
    )


def test_notes_given_for_a_summary_are_refused() -> None:
    """Notes as exemplar prose would teach writing notes."""
    found = cut_summary(
        "一、维权工作\n"
        "3.8 摆摊2场 听的有180人 发了资料3200份 来了23家企业 提供岗位410个 现场意向132人\n"
    )

    assert [item.usable for item in found] == [False]
