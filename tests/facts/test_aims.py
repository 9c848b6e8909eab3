"""A plan with its results behind arrows tells what was aimed at and what came of it."""

import pytest

from drafter.facts import Scope, build_fact_sheet
from drafter.intake import notes_from_text

HEAD = "羊岭乡妇联2026年工作计划（箭头后面是完成情况）"


def _told(line: str, head: str = HEAD) -> tuple[str, dict[str, str]]:
    sheet = build_fact_sheet([notes_from_text(f"{head}\n{line}\n")])
    activity = sheet.activities[0]
    return activity.text, {fact.figure.text: fact.scope.value for fact in activity.facts}


@pytest.mark.parametrize(
    ("line", "text", "aimed"),
    [
        ("美丽庭院新建60户 → 72户", "美丽庭院新建计划60户，实际72户", {"60户"}),
        ("宣讲不少于20场→26场，1350人次", "宣讲计划不少于20场，实际26场，1350人次", {"不少于20场"}),
        ("儿童之家9个，新修缮3个→修缮2个", "儿童之家9个，新修缮计划3个，实际修缮2个", {"3个"}),
        ("结对率从52%提高到70%→72.4%", "结对率计划从52%提高到70%，实际72.4%", {"52%", "70%"}),
        ("春蕾助学→21人", "春蕾助学：21人", set()),
    ],
)
def test_aim_and_outcome_are_told_apart(line: str, text: str, aimed: set[str]) -> None:
    """由60户增至72户 would say that there were 60 before."""
    told, scopes = _told(line)

    assert told == text
    assert {figure for figure, scope in scopes.items() if scope == Scope.TARGET} == aimed


def test_without_a_plan_at_the_head_an_arrow_stays_a_change() -> None:
    """粉丝2.4万→5.1万 tells what became of a number."""
    told, scopes = _told("公众号粉丝2.4万→5.1万", "羊岭乡妇联2026年工作总结")

    assert "计划" not in told
    assert Scope.TARGET not in scopes.values()
