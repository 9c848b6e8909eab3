"""Lines of pasted notes that correct what the facts hold already."""

import pytest

from drafter.refining.mending import is_correction
from drafter.refining.sheets import sheet_of
from tests.refining.makers import Talk


@pytest.mark.parametrize(
    ("line", "old", "new"),
    [
        ("更正：六一慰问留守儿童应为75名", "71名", "75名"),
        ("更正：走访困难妇女38户", "36户", "38户"),
        ("上面那条慰问金写错了，每户应该是600元", "500元", "600元"),
        ("注：电商培训人数改为37人", "35人", "37人"),
        ("家政培训不是60人，是65人", "60人", "65人"),
        ("维权周发资料报错了，应是3300份", "3200份", "3300份"),
    ],
)
def test_a_correction_among_notes_corrects_and_is_not_told(line: str, old: str, new: str) -> None:
    """六一慰问留守儿童应为75名 beside 71名 in the summary is worse than the error was."""
    talk = Talk().say(f"/加 12月办读书会1场40人\n{line}", "")
    joined = "".join(talk.words)

    assert new in joined
    assert old not in joined
    assert "40人" in joined
    assert not any(word in joined for word in ("应为", "应该", "应是", "错了", "改为", "更正"))


def test_what_is_reckoned_from_a_correction_follows() -> None:
    """36户 of 500元 were 1.8万元; 38户 are 1.9万元."""
    talk = Talk().say("/加 更正：走访困难妇女38户", "")

    assert "1.9万元" in "".join(talk.words)


@pytest.mark.parametrize("line", ["更正：合唱团应为80人", "更正：应为75", "更正：培训应为99人"])
def test_a_correction_of_nobody_knows_what_is_asked_about(line: str) -> None:
    """A guess would change a true number."""
    talk = Talk()
    before = sheet_of(talk.state.facts_yaml)
    talk.say(f"/加 {line}\n12月办读书会1场40人", "")

    after = sheet_of(talk.state.facts_yaml)
    assert after.activities[: len(before.activities)] == before.activities
    assert "应为" not in "".join(talk.words)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("更正：走访38户", True),
        ("人数写错了，是38人", True),
        ("提供岗位改为420个", True),
        ("不是妇联的事也管，全年3件", False),
        ("将闲置教室改为妇女之家1个", False),
        ("将教室改为2个活动室，投入3万元", False),
        ("为38户应急解困", False),
    ],
)
def test_a_correction_is_told_from_what_was_done(line: str, *, expected: bool) -> None:
    """Rebuilding a room is work; taken for a correction it would be lost."""
    assert expected is is_correction(line)


def test_headings_of_pasted_notes_open_no_sections() -> None:
    """一、维权工作 above her lines says what they are about and is no work of its own."""
    talk = Talk()
    headings = [part.text for part in talk.state.text.parts if part.level]
    talk.say(
        "/加 一、维权工作\n12月摆摊1场，发资料300份\n二、培训\n12月办家政培训1期30人\n以上请核对",
        "",
    )

    assert headings == [part.text for part in talk.state.text.parts if part.level]
    joined = "".join(talk.words)
    assert "300份" in joined
    assert "请核对" not in joined


@pytest.mark.parametrize("line", ["更正一下，走访困难妇女应该是38户", "更正：走访困难妇女38户"])
def test_a_correction_needs_no_command(line: str) -> None:
    """Refused with the command that does it, she types the same thing twice."""
    talk = Talk().say(line, "")

    assert "38户" in "".join(talk.words)


def test_a_request_to_correct_a_paragraph_is_no_note() -> None:
    """更正第1段的语病 asks for better words."""
    talk = Talk().say("更正第1段的语病")

    assert talk.state.pending is None
