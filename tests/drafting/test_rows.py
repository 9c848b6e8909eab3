"""Twelve rows of one form are one sentence with a list, a total stands with what it adds up."""

import pytest

from drafter.drafting.plain import plain_paragraph
from drafter.drafting.planning import plan_summary
from drafter.drafting.rows import row_form, together
from drafter.drafting.summary import materials_by_id
from drafter.drafting.ways import frame_of, text_of
from drafter.facts import FactSheet, build_fact_sheet
from drafter.figures import find_figures
from drafter.intake import notes_from_text

VILLAGES = ("大湾村", "河东村", "石坝村", "黄桷村", "青龙村", "双桥村")


def sheet(*lines: str) -> FactSheet:
    return build_fact_sheet([notes_from_text("\n".join(("临江镇妇联2025年工作", *lines)) + "\n")])


def paragraph(*lines: str) -> str:
    told = [item for item in materials_by_id(sheet(*lines)).values() if item.text]
    assert text_of(frame_of(told, "")) == plain_paragraph(told)
    return plain_paragraph(told)


def test_rows_of_one_form_are_one_sentence() -> None:
    """大湾村举办培训。河东村举办培训。石坝村举办培训。 is no prose."""
    lines = [f"{name}：培训{number}期{number}0人" for number, name in enumerate(VILLAGES, 2)]
    text = paragraph(*lines)

    assert text.count("。") == 1
    assert all(name in text for name in VILLAGES)
    assert len(find_figures(text)) == 2 * len(VILLAGES)


@pytest.mark.parametrize("word", ["合计", "总计", "共计"])
def test_a_total_stands_in_the_sentence_of_what_it_adds_up(word: str) -> None:
    """合计： as an activity of its own reads as something else that was done."""
    lines = [f"{name}：调解{number}件" for number, name in enumerate(VILLAGES[:3], 2)]
    text = paragraph(*lines, f"{word} 调解9件")

    assert text.count("。") == 1
    assert text.endswith(f"{word}调解9件。")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("大湾村：培训2期80人", "河东村：走访15户"),
        ("大湾村：培训2期80人", "河东村：培训80人"),
        ("大湾村培训2期", "河东村培训1期"),
        ("技能培训：2期", "电商培训：1期"),
    ],
)
def test_lines_of_another_form_stay_sentences(one: str, other: str) -> None:
    """What differs in matter must not be read as a row."""
    forms = row_form(one), row_form(other)

    assert forms[0] != forms[1] or forms == ("", "")
    assert together([1, 2, 3], [one, other, one]) == [(1,), (2,), (3,)]


def test_rows_are_not_cut_into_several_paragraphs() -> None:
    """A list whose half stands in the next paragraph is no list."""
    facts = sheet(*(f"{name}：培训{n}期{n}0人" for n, name in enumerate(VILLAGES, 2)))
    plan = plan_summary(facts)

    assert [len(item.activity_ids) for item in plan.paragraphs] == [len(VILLAGES)]


def test_a_village_of_the_notes_is_no_person_without_its_ending() -> None:
    """大王村 is called 大王 in the next line; 有关人员3200 would tell of nobody and nowhere."""
    text = paragraph("大王3200 河东2100", "大王村刘芳：培训4场 156人")

    assert "大王3200" in text
    assert "大王村举办培训4场" in text
    assert "刘芳" not in text


@pytest.mark.parametrize(
    "lines", [("王丽村里走访12户", "王丽3场"), ("大王村刘芳：培训4场", "刘芳走访3户")]
)
def test_a_person_who_went_to_a_village_is_no_village(lines: tuple[str, ...]) -> None:
    """A name of a person stays hidden, whatever stands around it."""
    text = paragraph(*lines)

    assert "王丽" not in text
    assert "刘芳" not in text
