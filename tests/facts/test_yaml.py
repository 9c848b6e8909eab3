"""The sheet on disk: it comes back whole, takes corrections, and says what is wrong."""

from pathlib import Path

import pytest

from drafter.errors import InputError
from drafter.facts import (
    FactSheet,
    Use,
    build_fact_sheet,
    sheet_from_yaml,
    sheet_to_json,
    sheet_to_yaml,
)
from drafter.intake import notes_from_text

NOTES = """柳河镇妇联2025年工作记录
【宣传】
3.8维权周 摆摊2场，发宣传资料3200份，咨询180人次
培训:
  家政2期60人
接待来访46件（婚姻家庭26件，财产9件，其他11件）
六一慰问留守儿童71名
六一慰问留守儿童17名
王主任 9:42
明年打算：
1、培训300人
走访重病妇女1名，本人电话 13800001234
"""


def _sheet(text: str = NOTES) -> FactSheet:
    return build_fact_sheet([notes_from_text(text, "记录.txt")])


def _written() -> str:
    return sheet_to_yaml(_sheet())


def test_a_sheet_comes_back_as_it_was() -> None:
    """Nothing may be lost between ``drafter facts -o`` and ``drafter draft``."""
    sheet = _sheet()

    assert sheet_from_yaml(sheet_to_yaml(sheet), "清单.yaml") == sheet


@pytest.mark.parametrize("name", ["township-2025.txt"])
def test_the_examples_come_back_as_they_were(name: str) -> None:
    """Real notes hold what a made one forgets."""
    path = Path(__file__).parents[2] / "examples" / name
    sheet = build_fact_sheet([notes_from_text(path.read_text("utf-8"), name)])

    assert sheet_from_yaml(sheet_to_yaml(sheet), "清单.yaml") == sheet


def test_the_json_of_the_contract_is_read_too() -> None:
    """``drafter facts --json`` may be piped back in."""
    import simplejson

    text = simplejson.dumps(sheet_to_json(_sheet()), ensure_ascii=False, use_decimal=True)
    sheet = sheet_from_yaml(text, "清单.json")

    assert [activity.text for activity in sheet.activities] == [
        activity.text for activity in _sheet().activities
    ]
    assert not any(fact.by_user for activity in sheet.activities for fact in activity.facts)


def test_a_figure_corrected_in_the_text_is_the_users() -> None:
    """The words are what a person changes first."""
    text = _written().replace("发宣传资料3200份，咨询", "发宣传资料3300份，咨询")
    sheet = sheet_from_yaml(text, "清单.yaml")
    fact = sheet.activities[0].facts[2]

    assert fact.figure.text == "3300份"
    assert fact.label == "发宣传资料"
    assert fact.by_user


def test_a_figure_corrected_in_the_list_changes_the_text() -> None:
    """One correction must not leave the old number standing in the other place."""
    text = _written().replace('text: "3200份"', 'text: "3300份"')
    sheet = sheet_from_yaml(text, "清单.yaml")

    assert "3300份" in sheet.activities[0].text
    assert "3200份" not in sheet.activities[0].text
    assert sheet.activities[0].facts[2].by_user


def test_a_figure_written_into_the_text_is_added() -> None:
    """A person who adds a number need not know the list below it."""
    text = _written().replace("咨询180人次", "咨询180人次，挂横幅6条")
    fact = sheet_from_yaml(text, "清单.yaml").activities[0].facts[-1]

    assert fact.figure.text == "6条"
    assert "横幅" in fact.label
    assert fact.by_user


def test_a_figure_taken_out_of_the_text_is_gone() -> None:
    """What the words no longer say is no fact."""
    text = _written().replace("，咨询180人次", "")
    facts = sheet_from_yaml(text, "清单.yaml").activities[0].facts

    assert [fact.figure.text for fact in facts] == ["3.8", "2场", "3200份"]


def test_correcting_a_conflict_settles_it() -> None:
    """Once both say the same, nothing clashes."""
    text = _written().replace("六一慰问留守儿童17名", "六一慰问留守儿童71名")

    assert _sheet().conflicts
    assert sheet_from_yaml(text, "清单.yaml").conflicts == ()


def test_deleting_a_conflict_settles_it() -> None:
    """A person may know that both are true."""
    text = _written()
    start = text.index("conflicts:")
    end = text.index("dropped:")

    assert (
        sheet_from_yaml(f"{text[:start]}conflicts: []\n{text[end:]}", "清单.yaml").conflicts == ()
    )


def test_comments_survive_a_second_writing() -> None:
    """A person's remarks in the sheet are theirs."""
    base = _written().replace("- id: a2", "# 家政的人数等王主任确认\n- id: a2")
    sheet = sheet_from_yaml(base, "清单.yaml")

    assert "# 家政的人数等王主任确认" in sheet_to_yaml(sheet, base)


def test_private_numbers_stay_marked() -> None:
    """The mark must survive the file, or the number is printed."""
    sheet = sheet_from_yaml(_written(), "清单.yaml")
    omitted = [
        fact.figure.text
        for activity in sheet.activities
        for fact in activity.facts
        if fact.use is Use.OMIT
    ]

    assert omitted == ["13800001234"]


@pytest.mark.parametrize(
    ("old", "new", "line_of", "reason"),
    [
        pytest.param("topic: T10", "topic: T77", "topic: T77", "T77", id="unknown-topic"),
        pytest.param("level: township", "level: town", "level: town", "level", id="unknown-level"),
        pytest.param("- id: a2", "- id: a1", "- id: a1\n  topic: T05", "用了两次", id="same-id"),
        pytest.param("  text: ", "  txet: ", "  txet: ", "txet", id="unknown-key"),
        pytest.param("title: ", "title: [", "title: [", "格式不对", id="broken-yaml"),
        pytest.param("use: omit, ", "use: hide, ", "use: hide", "use", id="unknown-use"),
    ],
)
def test_a_mistake_is_named_with_its_line(old: str, new: str, line_of: str, reason: str) -> None:
    """Who edits by hand needs the place, not a stack of parser words."""
    text = _written().replace(old, new, 1)
    with pytest.raises(InputError) as caught:
        sheet_from_yaml(text, "清单.yaml")

    assert reason in str(caught.value)
    line = text[: text.index(line_of)].count("\n") + 1
    assert caught.value.line is not None
    assert abs(caught.value.line - line) <= 1


def test_a_listed_figure_that_the_text_lacks_is_an_error() -> None:
    """Two places that disagree must not be settled silently."""
    text = _written().replace('text: "3200份"', 'text: "50人"').replace("3200份，", "3250份，")
    with pytest.raises(InputError, match="50人"):
        sheet_from_yaml(text, "清单.yaml")


def test_a_sheet_written_by_hand_from_scratch_is_read() -> None:
    """Ids, sources and figures are drafter's own; a person may leave them all out."""
    sheet = sheet_from_yaml(
        "org: 柳河镇妇联\nperiod: 2025\nactivities:\n- text: 培训妇女60人\n  topic: 教育培训\n",
        "清单.yaml",
    )

    assert sheet.activities[0].topics == ("T05",)
    assert [fact.figure.text for fact in sheet.activities[0].facts] == ["60人"]
    assert sheet.activities[0].facts[0].label == "培训妇女"
