"""The plan is shown in the terminal and changed by short commands."""

import pytest

from drafter.commands.planning import change_plan, plan_in_words
from drafter.drafting import Plan, plan_summary
from drafter.facts import build_fact_sheet
from drafter.intake import notes_from_text

NOTES = """\
青石乡妇联2025年工作记录
全年接待来访46件，调处成功43件，转法律援助3件
家政培训2期60人，养殖培训3期145人次
六一慰问留守儿童71名，送书包71个，走访困难妇女36户
"""


def plan() -> Plan:
    return plan_summary(build_fact_sheet([notes_from_text(NOTES)]))


def told(found: Plan) -> list[str]:
    return sorted(name for paragraph in found.paragraphs for name in paragraph.activity_ids)


@pytest.mark.parametrize("typed", ["1 标题 抓好技能培训", "2 移到 1", "2 并入 1"])
def test_no_change_of_the_plan_loses_what_was_done(typed: str) -> None:
    """A user who moves a heading must not drop an activity with it."""
    before = plan()

    after = change_plan(before, typed)

    assert after is not None
    assert after != before
    assert told(after) == told(before)


@pytest.mark.parametrize("typed", ["", "九 移到 1", "1 移到 99", "1 删掉", "1 并入 1"])
def test_what_is_no_command_changes_nothing(typed: str) -> None:
    """A slip of the keyboard must not lose a plan."""
    assert change_plan(plan(), typed) is None


def test_the_plan_names_every_section_with_what_it_holds() -> None:
    """Nobody can correct what is not shown."""
    lines = plan_in_words(plan())

    assert len(lines) == len(plan().sections)
    assert all("件事" in line for line in lines)
