"""Rules of wording may not change what a note says, whatever they were made for."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.commands.evidence import load_fact_sheet
from drafter.drafting.material import Material
from drafter.drafting.meaning import strayed
from drafter.drafting.plain import plain_sentence
from drafter.drafting.summary import materials_by_id
from drafter.drafting.wording import formal_words
from drafter.facts import build_fact_sheet
from drafter.figures import find_figures
from drafter.intake import notes_from_text

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases"
NOTES = [
    *sorted((CASES / "drafting").glob("*.txt")),
    *sorted(path for path in (CASES / "facts" / "blind").iterdir() if path.suffix != ".json"),
    *sorted((ROOT / "examples").rglob("*.txt")),
]
LINES = [
    line.split("|")[0].strip()
    for line in (CASES / "facts" / "lines.txt").read_text("utf-8").splitlines()
    if line.strip() and not line.startswith("#")
]


def materials(line: str) -> list[Material]:
    sheet = build_fact_sheet([notes_from_text(f"石桥镇妇联2025年工作\n{line}\n")])
    return [item for item in materials_by_id(sheet).values() if item.text]


@pytest.mark.parametrize(
    ("note", "sentence"),
    [
        ("去了31个人", "走访31个人。"),
        ("去年评了9户", "评选去年9户。"),
        ("搞活集体经济，带动12户", "开展活集体经济，带动12户。"),
        ("搞好家风评比3次", "开展好家风评比3次。"),
        ("开班3期", "举办开班3期。"),
        ("办了20件实事", "举办20件实事。"),
        ("做了普查320人", "做了妇科病普查检查320人。"),
        ("市里来了1次", "市里共有1次。"),
        ("前天夜里发水，巡堤12人", "前天夜里发放水，巡堤12人。"),
        ("妇女之家村村有", "妇女之家村村建有。"),
        ("讲座4场", "举办讲座4场，受到好评。"),
        ("讲座4场，派出所来了民警", "举办讲座4场。"),
    ],
)
def test_a_sentence_that_says_another_thing_is_rejected(note: str, sentence: str) -> None:
    """Each of these was once told, or would be: the figure was right and the sentence was not."""
    assert strayed(sentence, note)


@pytest.mark.parametrize(
    ("note", "sentence"),
    [
        ("去了31户", "走访31户。"),
        ("讲座4场，320人次", "举办讲座4场，320人次参加。"),
        ("议事会开了5次，说路灯的事", "召开议事会5次，讨论路灯问题。"),
        ("美丽庭院，建成126户", "建成美丽庭院126户。"),
        ("再办技能培训6期", "再举办技能培训6期。"),
        ("最美家庭，县50户，市12户", "涌现出县最美家庭50户、市12户。"),
        ("搞活动6次", "开展活动6次。"),
    ],
)
def test_official_words_for_the_same_thing_are_let_through(note: str, sentence: str) -> None:
    """A guard that let nothing through would leave every draft in the words of a ledger."""
    assert not strayed(sentence, note)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("去了31个人", "去了31人。"),
        ("去年评了9户", "去年评选9户。"),
        ("搞好家风评比3次", "搞好家风评比3次。"),
        ("开班3期", "开班3期。"),
        ("办了20件实事", "办了20件实事。"),
        ("市里来了1次", "市里来了1次。"),
        ("带了3个孩子去看病", "带了3名孩子去看病。"),
        ("花了3天", "花了3天。"),
        ("公众号发信息96条", "公众号发信息96条。"),
        ("春蕾计划 资助126人", "开展春蕾计划，资助126人。"),
        ("维权咨询 律师坐班48次", "维权咨询方面，律师坐班48次。"),
        (
            "培训：家政2期60人，养殖3期145人次",
            "举办家政培训2期，培训60人，举办养殖培训3期，培训145人次。",
        ),
    ],
)
def test_a_pattern_half_understood_leaves_the_notes_own_words(line: str, said: str) -> None:
    """A stiff sentence costs an edit; a false one costs the trust of who signs it."""
    assert "".join(map(plain_sentence, materials(line))) == said


@pytest.mark.parametrize("path", NOTES, ids=lambda path: path.stem)
def test_no_line_of_any_notes_is_told_otherwise(path: Path) -> None:
    """What holds for the cases thought of must hold for what cadres wrote."""
    told = [item for item in materials_by_id(load_fact_sheet([str(path)])).values() if item.text]

    assert told
    assert {
        item.text: found for item in told if (found := strayed(plain_sentence(item), item.text))
    } == {}


def test_no_single_line_is_told_otherwise() -> None:
    """Lines that were written for the reading of facts hold other ways of writing."""
    told = [item for line in LINES for item in materials(line)]

    assert len(told) > len(LINES) // 2
    assert {
        item.text: found for item in told if (found := strayed(plain_sentence(item), item.text))
    } == {}


_VERBS = st.sampled_from([*"去来搞办做开带换评查送发收花结清帮用报建装买卖摆"])
_UNITS = st.sampled_from([*"个人户次场件家名份条元天期篇车盏"])
_NOUNS = st.sampled_from(
    [
        "",
        "妇女",
        "孩子",
        "实事",
        "会",
        "活动",
        "垃圾",
        "培训班",
        "企业",
        "书",
        "办公桌",
        "水果",
        "经验",
    ]
)


@given(verb=_VERBS, number=st.integers(2, 900), unit=_UNITS, noun=_NOUNS)
def test_verb_number_measure_and_noun_are_one_thing(
    verb: str, number: int, unit: str, noun: str
) -> None:
    """Any verb of speech before any figure: what is said keeps figure and meaning."""
    for item in materials(f"{verb}了{number}{unit}{noun}"):
        said = plain_sentence(item)

        assert not strayed(said, item.text)
        assert [found.value for found in find_figures(said)] == [
            found.value for found in find_figures(item.text)
        ]
        assert noun in said or noun in {"会", "孩子", "书"}


@pytest.mark.parametrize(
    ("note", "sentence"),
    [
        ("书屋争取扩到150平", "书屋扩大至150平"),
        ("预计9月开班2期", "9月开班2期"),
        ("打算弄个夜校", "开办夜校"),
        ("拟建驿站3个", "建成驿站3个"),
        ("力争带动60户", "带动60户"),
    ],
)
def test_no_rule_may_drop_that_something_is_only_meant(note: str, sentence: str) -> None:
    """An aim without its word of aim is told as done."""
    assert strayed(sentence, note).lost


@pytest.mark.parametrize("note", ["书屋争取扩到150平", "想弄个夜校", "准备再办个班", "力争到40户"])
def test_written_language_keeps_the_aim(note: str) -> None:
    """The tables of speech change the verb and leave the aim."""
    assert re.search("争取|计划|准备|力争", formal_words(note))
