"""The plan as a file that a person edits: what comes back is complete or refused with a place."""

import pytest

from drafter.drafting import plan_from_yaml, plan_summary, plan_to_yaml
from drafter.errors import InputError
from drafter.facts import Role
from tests.makers import make_activity, make_sheet

SHEET = make_sheet(
    make_activity("家政培训2期60人", activity_id="a1", topic="T05"),
    make_activity("接待来访46件", activity_id="a2", topic="T10"),
    make_activity("走访“困难”妇女: 36户", activity_id="a3", topic="T15"),
    make_activity("经费不足", activity_id="a4", topic="T23", role=Role.PROBLEM),
)


def test_a_plan_survives_the_file() -> None:
    """Quotes and colons in notes must not break the YAML."""
    plan = plan_summary(SHEET)

    assert plan_from_yaml(plan_to_yaml(plan, SHEET), SHEET, name="plan.yaml") == plan


@pytest.mark.parametrize(
    ("change", "says", "line"),
    [
        (lambda text: text.replace("- a2", "- a9"), "没有编号为 a9", True),
        (lambda text: text.replace("- a2", "- a1"), "a1 写了两次", True),
        (lambda text: text.replace("          - a4  # ", "          # "), "activities", True),
        (lambda text: text.replace("role: problem", "role: nonsense"), "problem", True),
        (lambda text: text.replace("sections:", "parts:"), "sections", True),
        (lambda text: text + "  bad: [", "格式", True),
        (lambda _: "", "sections", False),
    ],
)
def test_a_wrong_plan_is_refused_with_its_place(change, says: str, line: bool) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001, FBT001 # a case
    """The user must find the line that she has to mend."""
    text = change(plan_to_yaml(plan_summary(SHEET), SHEET))

    with pytest.raises(InputError, match=says) as caught:
        plan_from_yaml(text, SHEET, name="plan.yaml")

    assert (caught.value.line is not None) is line


def test_an_activity_left_out_is_named() -> None:
    """Dropping work silently is the one thing a plan may not do."""
    lines = plan_to_yaml(plan_summary(SHEET), SHEET).splitlines()
    start = next(i for i, line in enumerate(lines) if "存在的问题" in line)

    with pytest.raises(InputError, match="a4"):
        plan_from_yaml("\n".join(lines[:start]), SHEET, name="plan.yaml")
