"""What moved together is one change: to look at, to take and to leave."""

from dataclasses import replace

import pytest

from drafter.refining.comparing import show_proposal, show_verdict
from drafter.refining.diffing import changes_between, take
from drafter.refining.ink import Ink
from drafter.session import Part, Text
from tests.refining.makers import Talk, first_state

NOTES = """\
青石乡妇联2025年工作记录
维权周摆摊2场，发资料3200份，咨询180人次
全年接待来访46件（婚姻家庭26件，财产20件），调处成功43件
反家暴讲座3场，听讲150人
家政培训2期60人
电商培训1期35人
六一慰问留守儿童71名，送书包71个
家庭教育讲座4场，220人
走访困难妇女36户，慰问金每户500元，共1.8万元
两癌筛查530人
评出最美家庭5户
存在问题：活动经费紧张，全年只有3万元
"""


@pytest.mark.parametrize(
    "line", ["把第一部分移到第三部分后面", "把第三部分移到最前面", "第一部分和第二部分对调"]
)
def test_a_section_moves_as_one(line: str) -> None:
    """Five paragraphs that move with their heading are one thing to look at, not six."""
    talk = Talk(first_state(NOTES)).say(line)
    proposal = talk.state.pending
    assert proposal is not None

    changes = changes_between(talk.state.text, proposal.text, proposal.moved)
    shown = show_proposal(talk.state, Ink(width=90))

    assert [change.kind for change in changes] == ["moved"]
    assert "（1处）" in shown
    assert "部分 移动" in shown
    assert "的标题" not in shown


def test_paragraphs_that_move_side_by_side_are_named_together() -> None:
    """第3至4段 and where they stood."""
    old = Text(
        title="总结",
        parts=tuple(Part(id=f"p{number}", text=f"第{number}件事。") for number in range(1, 5)),
    )
    new = replace(old, parts=(*old.parts[2:], *old.parts[:2]))

    changes = changes_between(old, new, ("p1", "p2"))

    assert [(change.kind, change.ids) for change in changes] == [("moved", ("p1", "p2"))]
    assert take(old, new, changes, ("p1", "p2")) == new


def test_paragraphs_that_come_together_from_two_places_are_two_moves() -> None:
    """They can be taken one by one."""
    old = Text(
        title="总结",
        parts=tuple(Part(id=f"p{number}", text=f"第{number}件事。") for number in range(1, 6)),
    )
    one, two, three, four, five = old.parts
    new = replace(old, parts=(two, four, five, one, three))

    changes = changes_between(old, new, ("p1", "p3"))

    assert [change.ids for change in changes] == [("p1",), ("p3",)]


def test_a_moved_section_is_taken_whole_or_left_whole() -> None:
    """/接受 1 of a moved section with a changed title left the paragraphs without their heading."""
    talk = Talk(first_state(NOTES))
    before = talk.words

    talk.say("标题改成青石乡妇联工作总结，把第一部分移到第三部分后面", "/接受 2")

    assert sorted(before) == sorted(talk.words)
    assert before != talk.words
    assert talk.state.text.title == "青石乡妇联2025年工作总结"


def test_paragraphs_alone_under_their_headings_change_places_with_them() -> None:
    """Without the headings a story of the law stood under 教育培训."""
    talk = Talk()
    before = [part.text for part in talk.state.text.parts]

    talk.say("第一段和第二段换一下", "")

    assert [before[2], before[3], before[0], before[1], *before[4:]] == [
        part.text for part in talk.state.text.parts
    ]


def test_a_paragraph_that_comes_under_another_heading_is_said_to() -> None:
    """Whoever counts paragraphs does not see the headings between them."""
    talk = Talk(first_state(NOTES))
    paragraphs = talk.state.text.paragraphs
    last = len([part for part in paragraphs if part.role == "result"])

    talk.say(f"把第1段移到第{last}段后面")
    proposal = talk.state.pending
    assert proposal is not None

    assert any("现在放在“" in note for note in proposal.notes)


@pytest.mark.parametrize(
    ("line", "offered"),
    [("把第1段和第2段合并", False), ("把“年”改成“年度”，删掉第1段最后一句", True)],
)
def test_a_part_is_only_offered_where_it_can_be_taken(line: str, *, offered: bool) -> None:
    """/接受 1 of a merge would lose the other half, and was offered and then refused."""
    talk = Talk().say(line)
    proposal = talk.state.pending
    assert proposal is not None

    shown = show_verdict(talk.state, Ink(width=90))

    assert offered is ("/接受 1" in shown)
