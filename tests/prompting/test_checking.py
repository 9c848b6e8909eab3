"""What keeps an exemplar out: unproven, incomplete, noisy, private, dated, political."""

from dataclasses import replace
from pathlib import Path

import pytest

from drafter.prompting import Exemplar, load_exemplars
from drafter.prompting.checking import check_exemplar, find_private, mend_text

GOOD = Exemplar(
    id="own-t10-0",
    topic="T10",
    level="township",
    kind="result",
    document=0,
    lines="",
    facts="接待来访群众17人次 处理纠纷7件\n和司法所一起做工作",
    prose="做好日常接待工作，全年接待来访群众17人次，处理矛盾纠纷7件，并联合司法所做好疏导工作。",
    notes="",
)


def kinds(exemplar: Exemplar) -> set[str]:
    return {fault.kind for fault in check_exemplar(exemplar)}


def with_tail(tail: str) -> Exemplar:
    return replace(GOOD, prose=GOOD.prose + tail)


def test_a_good_pair_is_clean() -> None:
    """The other tests change one thing of this pair each."""
    assert check_exemplar(GOOD) == ()


def test_all_shipped_exemplars_are_clean() -> None:
    """The command's own check and the shipped data must agree."""
    faulty = {
        item.id: check_exemplar(item)
        for item in load_exemplars(Path("no-such-folder"))
        if check_exemplar(item)
    }

    assert faulty == {}


@pytest.mark.parametrize(
    ("prose", "kind"),
    [
        pytest.param(GOOD.prose.replace("17人次", "18人次"), "figure", id="wrong-figure"),
        pytest.param(GOOD.prose.replace("，处理矛盾纠纷7件", ""), "missing", id="left-out"),
        pytest.param(GOOD.prose.replace("7件", "XX件"), "noisy", id="mask"),
        pytest.param(GOOD.prose.rstrip("。"), "noisy", id="unfinished"),
        pytest.param(GOOD.prose + "村妇代会主任到场参加。", "dated", id="old-institution"),
        pytest.param(GOOD.prose + "全面贯彻党的十九大精神。", "political", id="set-phrase"),
        pytest.param(GOOD.prose + "联系电话13812345678。", "private", id="telephone"),
        pytest.param(GOOD.prose + "表彰了李秀英等一批妇女。", "private", id="name"),
        pytest.param(GOOD.prose + "走访2名重病妇女。", "private", id="few-and-ill"),
        pytest.param(GOOD.prose.replace("，", ",", 1), "style", id="half-width"),
    ],
)
def test_each_fault_is_found(prose: str, kind: str) -> None:
    """A fault of an exemplar comes out in every draft that it is shown for."""
    assert kind in kinds(replace(GOOD, prose=prose))


def test_a_private_word_in_the_facts_is_found_too() -> None:
    """The facts stand in the prompt like the prose."""
    assert "private" in kinds(replace(GOOD, facts=GOOD.facts + "\n联系人 13812345678"))


def test_a_fault_is_said_once() -> None:
    """妇代会 inside 妇代会主任 is no second fault."""
    dated = [item.text for item in check_exemplar(with_tail("组织妇代会主任参加。"))]

    assert dated == ["妇代会主任"]


@pytest.mark.parametrize(
    "text",
    [
        "表彰了李秀英等先进典型。",
        "县妇联副主席王丽到场指导。",
        "赵主席到村里看望。",
        "养殖大户周婷带动农户增收。",
        "陈桂花家庭被评为最美家庭。",
        "为刘小英申请救助金。",
    ],
)
def test_names_are_found_where_summaries_put_them(text: str) -> None:
    """A name in an exemplar turns up in another unit's summary."""
    assert find_private(text) != []


@pytest.mark.parametrize(
    "text",
    [
        "认真贯彻上级部署，高度重视妇女健康，进一步增强维权意识。",
        "组织文艺演出，金秋时节举办广场舞比赛，广大妇女积极参加。",
        "应届毕业生和返乡妇女参加美容美发培训，儿童健康成长。",
        "妇联主席走访困难家庭，方便群众办事，安全知识进校园。",
    ],
)
def test_words_that_begin_like_names_are_none(text: str) -> None:
    """A tool that sees names everywhere leaves no exemplar to store."""
    assert find_private(text) == []


@pytest.mark.parametrize(
    ("raw", "mended"),
    [
        ("丰富多彩的`活动,共5场;参加(含儿童)96人", "丰富多彩的活动，共5场；参加（含儿童）96人"),
        ("给予300-1000元不等的救助", "给予300—1000元不等的救助"),
        ("表彰  30 名“好媳妇”", "表彰30名“好媳妇”"),
        ("**走访**困难家庭", "走访困难家庭"),
    ],
)
def test_mechanical_noise_is_mended_and_named(raw: str, mended: str) -> None:
    """A unit's document comes as it was typed; what was changed is shown."""
    text, mends = mend_text(raw)

    assert text == mended
    assert mends
    assert all(mend.why for mend in mends)


@pytest.mark.parametrize("text", ["共10,000元", "走访12.5万人次", "全年开展活动5次，参加96人。"])
def test_what_is_right_is_left_alone(text: str) -> None:
    """A thousands separator and a decimal point are no half-width punctuation."""
    assert mend_text(text) == (text, ())
