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


def test_a_numbered_list_stays_what_its_first_item_is() -> None:
    """明年嘛 第一…: who dictates numbers the plans and says 明年 once."""
    tail = "明年嘛 第一把编织组做大\n第二家长课堂上到8次\n第三再申请两台烤箱"
    found = roles(tail)

    assert [found[text] for text in found if text[0] == "第"] == [Role.PLAN] * 3


def test_lines_between_what_is_lacking_and_the_plans_lack_something_too() -> None:
    """不好的地方啊 opens them; a sum between the two was still reached."""
    tail = "不好的地方啊 年轻人不来\n绣花就靠一个人，她走了就散了\n走访52户\n明年：再办2期"
    found = roles(tail)

    assert {role for text, role in found.items() if text[:2] in ("年轻", "绣花")} == {Role.PROBLEM}
    assert found["走访52户"] is Role.RESULT


def test_the_items_below_a_new_heading_are_its_own() -> None:
    """问题 with words behind it holds for the lines further in, up to the next heading."""
    tail = "问题 大家说的合一下\n 1 骨干少\n 2 经费少\n下一步\n - 筛查9月底前完成\n - 新建驿站5家"
    found = roles(tail)

    assert found["新建驿站5家"] is Role.PLAN
    assert found["经费少"] is Role.PROBLEM
