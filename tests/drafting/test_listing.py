"""Problems and plans read as a summary words them, and a bad item costs one item."""

import asyncio
import re

import pytest

from drafter.drafting import Draft, draft_summary, plan_summary
from drafter.drafting.list_composing import _strays
from drafter.drafting.listing import items_of, plain_list, split_list
from drafter.drafting.material import Material
from drafter.drafting.summary import materials_by_id
from drafter.facts import FactSheet, Role, build_fact_sheet
from drafter.intake import notes_from_text
from drafter.prompting import load_pack
from tests.fakes import ScriptedModel


def sheet(*lines: str) -> FactSheet:
    return build_fact_sheet([notes_from_text("\n".join(("石桥镇妇联2025年工作", *lines)) + "\n")])


def materials(heading: str, *lines: str) -> list[Material]:
    facts = sheet("讲座4场", heading, *lines)
    told = materials_by_id(facts).values()
    return [item for item in told if item.text and item.activity.role is not Role.RESULT]


@pytest.mark.parametrize(
    ("line", "item"),
    [
        ("家政班再办2期", "再举办家政班2期"),
        ("“家门口就业”再办6场", "再举办“家门口就业”6场"),
        ("妇女之家再建3个", "再建妇女之家3个"),
        ("两癌剩下的82人 补查", "对两癌尚未检查的82人进行补查"),
        ("两癌没查的 58人补上", "对两癌尚未检查的58人进行补查"),
        ("30个偏远村优先查", "对30个偏远村优先安排检查"),
        ("爱心妈妈结对全覆盖", "实现爱心妈妈结对全覆盖"),
        ("家暴预警平台 10月上线", "推动家暴预警平台10月上线"),
        ("爸爸课堂 每季度1次", "每季度举办爸爸课堂1次"),
        ("手工坊进集市", "推动手工坊进集市"),
        ("建县级家庭服务综合体1个", "建设县级家庭服务综合体1个"),
        ("云江嫂 做成省级劳务品牌", "将云江嫂打造成省级劳务品牌"),
        ("场地争取扩到200平", "场地争取扩大至200平方米"),
        ("新发展会员20名", "新发展会员20名"),
        ("建立台账", "建立台账"),
        ("建好服务站1个", "建好服务站1个"),
        ("开展入户走访", "开展入户走访"),
    ],
)
def test_a_plan_has_its_verb_first(line: str, item: str) -> None:
    """家政班再办2期 is how one says it in a meeting; what is no such plan stays as it is."""
    told = materials("下一步打算：", "1、继续抓好组织建设", f"2、{line}")

    assert items_of(told[-1]) == [item]


@pytest.mark.parametrize(
    ("line", "item"),
    [
        ("活动经费少，全年只有9万元", "活动经费较少，全年只有9万元"),
        ("偏远山区检查率低", "偏远山区检查率较低"),
        ("两癌救助资金缺口大", "两癌救助资金缺口较大"),
        ("新就业群体流动大", "新就业群体流动性较大"),
        ("有的县妇联还是空白", "有的县妇联仍为空白"),
        ("两癌患者还有21人排着队", "两癌患者仍有21人在排队等候"),
        ("参训人数减少", "参训人数减少"),
        ("产业小散", "产业小散"),
        ("经费不少，用得不够", "经费不少，用得不够"),
        ("办法不多", "办法不多"),
    ],
)
def test_what_is_lacking_is_measured_in_words(line: str, item: str) -> None:
    """少 and 大 alone are speech; where the word is part of another one it is left alone."""
    told = materials("存在问题：", "1、工作开展不平衡", f"2、{line}")

    assert items_of(told[-1]) == [item]


def test_the_mark_and_the_name_of_a_list_are_not_told_again() -> None:
    """一是一是实施… stood in a draft."""
    told = materials("2026年打算：一是实施女能人培育，培养100名；", "二是办好全员培训，计划12期。")

    assert "一是一是" not in plain_list(told)
    assert plain_list(told).startswith("一是")


LINES = (
    "存在问题：",
    "1、年轻人留不住",
    "2、手工销路还是靠熟人",
    "3、活动经费少，全年只有9万元",
)
GOOD = ("年轻人流失较多", "手工销路仍主要依靠熟人", "活动经费较少，全年只有9万元")


def drafted(script: ScriptedModel) -> Draft:
    facts = sheet("讲座4场", *LINES)
    return asyncio.run(
        draft_summary(facts, plan_summary(facts), model=script, pack=load_pack("v1"))
    )


def a_list(*items: str) -> str:
    return "；".join(f"{mark}是{item}" for mark, item in zip("一二三", items, strict=True)) + "。"


def test_written_words_for_spoken_notes_are_no_omission() -> None:
    """The model is given the line in written words; to tell it so is to tell it."""
    draft = drafted(ScriptedModel(lambda _: a_list(*GOOD), takes_grammar=True))

    assert draft.sections[-1].origin == "model"
    assert draft.sections[-1].plain_chars == 0


def test_a_bad_item_costs_one_item() -> None:
    """One figure too many made the whole list plain, a tenth of a village's draft."""
    bad = a_list("年轻人都很满意", GOOD[1], "活动经费较少，全年只有8万元")

    draft = drafted(ScriptedModel(lambda _: bad))

    text = draft.composed[draft.plan.paragraphs[-1].id].text
    assert draft.sections[-1].origin == "repaired"
    assert 0 < draft.sections[-1].plain_chars < len(text) - len(GOOD[1])
    assert split_list(text)[1] == GOOD[1]
    assert "8万元" not in text
    assert draft.verification.ok


def test_what_a_model_cannot_word_it_may_choose() -> None:
    """Under a grammar a list is written as a result is: from wordings made by rule."""

    def choosing(_: str) -> str:
        grammar = model.requests[-1].grammar or ""
        items = re.findall(r'"([^"]*)"', grammar.split("\n", 1)[0])
        if "part0" in grammar:
            return "没有什么问题。"
        kept = [item for item in items if item.endswith("是") or item in {*GOOD, "。"}]
        return "".join(kept)

    model = ScriptedModel(choosing, takes_grammar=True)
    draft = drafted(model)

    assert draft.sections[-1].origin == "model"
    assert draft.sections[-1].plain_chars == 0
    assert draft.composed[draft.plan.paragraphs[-1].id].guarantee == "phrases"


@pytest.mark.parametrize(
    ("note", "item", "strays"),
    [
        ("婚调室延长到周末", "婚调室延长到周末，方便妇女办理登记", True),
        ("婚调室延长到周末", "将婚调室服务延长到周末", False),
        ("30个偏远村优先查", "优先在30个偏远村进行妇科病普查", True),
        ("办好换届后培训，全员轮训一遍", "办好换届后全员轮训一遍", True),
    ],
)
def test_an_item_of_a_model_promises_no_more_and_no_less(
    note: str, item: str, *, strays: bool
) -> None:
    """What a plan promises beyond the note nobody can check, and no figure gives it away."""
    (material, *_) = materials("打算", note, "再办一期")

    assert _strays(item, material) is strays


@pytest.mark.parametrize(
    ("line", "item"),
    [
        ("第二手鼓队增加到30人", "手鼓队增加到30人"),
        ("另外夜校停了一学期", "夜校停了一学期"),
        ("第三届读书节办起来", "第三届读书节办起来"),
    ],
)
def test_how_one_counts_and_goes_on_in_speech_is_no_content(line: str, item: str) -> None:
    """The list has its own numbers; an ordinal that names something stays."""
    told = materials("下一步打算：", "1、继续抓好组织建设", f"2、{line}")

    assert items_of(told[-1]) == [item]
