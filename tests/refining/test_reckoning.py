"""A corrected figure of the notes, and what was reckoned from it there."""

import pytest

from drafter.refining.sheets import sheet_of
from tests.refining.makers import Talk, first_state

HEAD = "青石乡妇联2025年工作记录\n"


def corrected(note: str, old: str, new: str) -> Talk:
    """Return a session on one note in which a figure is being corrected."""
    state = first_state(HEAD + note + "\n")
    key = next(
        fact.id
        for activity in sheet_of(state.facts_yaml).activities
        for fact in activity.facts
        if fact.figure.text == old
    )
    talk = Talk(state).say(f"/事实 改 {key} {new}")
    assert talk.state.pending is not None
    return talk


@pytest.mark.parametrize(
    ("note", "old", "new", "follows"),
    [
        ("美丽庭院从120户增至218户，增长81.7%", "218户", "240户", "100%"),
        ("信访件同比下降15%，由40件降到34件", "34件", "30件", "25%"),
        ("培训妇女260人，去年200人，增长30%", "260人", "300人", "50%"),
        ("收到意见67条，办结62条，其余5条正在办理", "62条", "60条", "7条"),
        ("收到意见67条，办结62条，其余5条正在办理", "67条", "70条", "8条"),
        ("发放巾帼贷款11笔、220万元，户均20万元", "220万元", "330万元", "30万元"),
        ("家访28户，共56万元，户均2万元", "28户", "14户", "4万元"),
        ("接待来访46件，调处成功43件，成功率93.5%", "43件", "40件", "87%"),
        ("走访困难妇女36户，慰问金每户500元，共1.8万元", "36户", "40户", "2万元"),
        ("美丽庭院从120户增加到218户，增加98户", "218户", "220户", "100户"),
    ],
)
def test_what_was_reckoned_follows(note: str, old: str, new: str, follows: str) -> None:
    """A rate, a rest or a mean that keeps its old value is a wrong number in print."""
    talk = corrected(note, old, new)
    assert talk.state.pending is not None

    assert any(f"改为“{follows}”" in said for said in talk.state.pending.notes)
    assert follows in "".join(part.text for part in talk.state.pending.text.parts)


@pytest.mark.parametrize(
    ("note", "old", "new"),
    [
        # What is reckoned was corrected itself: which of the others is wrong, nobody can tell.
        ("收到意见67条，办结62条，其余5条正在办理", "5条", "7条"),
        ("发放巾帼贷款11笔、220万元，户均20万元", "20万元", "30万元"),
        # More came of it than it was of; a rise became a fall.
        ("争取项目资金30万元，已到位25万元", "25万元", "35万元"),
        ("美丽庭院从120户增加到218户，增加98户", "218户", "100户"),
    ],
)
def test_what_cannot_be_settled_is_said(note: str, old: str, new: str) -> None:
    """Silence would let two numbers that refute each other stand side by side."""
    talk = corrected(note, old, new)
    assert talk.state.pending is not None

    assert any("请核对" in said for said in talk.state.pending.notes)


@pytest.mark.parametrize(
    ("note", "old", "new"),
    [
        ("培训10人，新增5人，其中党员5人", "10人", "12人"),
        ("慰问儿童71名，送书包71个", "71名", "75名"),
        ("讲座4场，听众320人，发资料80份", "320人", "400人"),
    ],
)
def test_numbers_that_only_happen_to_fit_stay(note: str, old: str, new: str) -> None:
    """10-5=5 is no relation where no word says so."""
    talk = corrected(note, old, new)
    assert talk.state.pending is not None

    assert not any("按原来的算法" in said for said in talk.state.pending.notes)


def test_a_thing_told_anew_pairs_what_is_called_the_same() -> None:
    """106人 more than last year is not 25人 found ill because both count people."""
    note = "今年组织1286名妇女免费体检，比去年多查106人，查出异常21人"
    state = first_state(HEAD + note + "\n家政培训2期60人\n")
    key = next(item.id for item in sheet_of(state.facts_yaml).activities if "1286名" in item.text)
    talk = Talk(state).say(f"/事实 改 {key} 今年组织1300名妇女免费体检，查出异常25人")
    assert talk.state.pending is not None
    joined = "".join(part.text for part in talk.state.pending.text.parts)

    assert "1300名" in joined
    assert "异常25人" in joined
    assert "多查25人" not in joined


def test_a_day_is_not_corrected_to_an_amount() -> None:
    """3.8 and 3场 are one slip of the finger apart: she took the number of another figure."""
    state = first_state(HEAD + "3月8日维权周摆摊2场，发资料3200份\n家政培训2期60人\n")
    key = next(
        fact.id
        for activity in sheet_of(state.facts_yaml).activities
        for fact in activity.facts
        if fact.figure.text == "3月8日"
    )
    talk = Talk(state).say(f"/事实 改 {key} 3场")

    assert talk.state.pending is None
    assert "不是一类" in talk.told
    assert Talk(state).say(f"/事实 改 {key} 3月9日").state.pending is not None
