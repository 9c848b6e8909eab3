"""What stands behind 明年： or 缺点： at the end of notes is a plan or a problem as well."""

import pytest

from drafter.facts import Role, build_fact_sheet
from drafter.intake import notes_from_text

NOTES = """柳树湾村妇联 2025年工作
调解纠纷7起
慰问老人46人次
{}
"""


def roles(tail: str) -> dict[str, Role]:
    sheet = build_fact_sheet([notes_from_text(NOTES.format(tail))])
    return {item.text: item.role for item in sheet.activities}


@pytest.mark.parametrize("line", ["美丽庭院争取到40户", "想弄个托管班", "三新领域再建200个"])
def test_a_target_below_next_years_line_is_no_work_done(line: str) -> None:
    """Told among the results, what is only wanted would be a false claim."""
    found = roles(f"明年: 竹编再带10户\n{line}")

    assert found[line] is Role.PLAN


@pytest.mark.parametrize("line", ["手工销路还是靠熟人", "两癌检查 有的不愿意去"])
def test_what_is_lacking_below_a_problem_is_a_problem(line: str) -> None:
    """A cadre says 缺点 once and goes on."""
    found = roles(f"缺点: 年轻人留不住\n{line}")

    assert Role.PROBLEM in {role for text, role in found.items() if text[:3] == line[:3]}


@pytest.mark.parametrize("line", ["志愿积分兑换1300人次", "发放宣传单200份", "评选了28户"])
def test_work_that_was_done_stays_work_wherever_it_stands(line: str) -> None:
    """Somebody remembers one more thing at the end; it must not become a plan."""
    found = roles(f"明年: 竹编再带10户\n{line}")

    assert found[line] is Role.RESULT


def test_figures_of_a_carried_plan_are_targets() -> None:
    """Whoever reads the sheet must see that 40户 has not been reached."""
    sheet = build_fact_sheet([notes_from_text(NOTES.format("明年: 竹编再带10户\n庭院争取到40户"))])

    assert {fact.scope.value for fact in sheet.activities[-1].facts} == {"target"}
