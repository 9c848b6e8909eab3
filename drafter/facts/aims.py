"""A plan with what came of it behind arrows: 美丽庭院新建60户→72户 aims at 60 and tells of 72.

Between two numbers an arrow may tell a change or an aim and its outcome. Where the head of the
notes says that they are a plan with its results, it is the latter; told as a change it would be a
false claim. Pure.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from drafter.facts.types import Activity, NoteLine, Role, Scope

__all__ = ["is_plan_with_results", "with_aims"]

_HEAD_LINES: Final = 4
_PLAN: Final = re.compile("计划|目标|任务|指标|打算")
_RESULTS: Final = re.compile("完成|落实|实际|结果|箭头|进度")
_ARROW: Final = "→"
_SAYS_AIM: Final = re.compile("计划|目标|任务|要求|指标")
_SAYS_OUTCOME: Final = re.compile("实际|完成|结果")
_STOPS: Final = "。；，"
_TOWARDS: Final = re.compile("(?:从|由|到|至|每月|每季|每年|每村|每期)$")


def is_plan_with_results(lines: Sequence[NoteLine]) -> bool:
    """Whether the head of the notes says that a plan stands in them with what came of it."""
    head = " ".join([line.text for line in lines if line.text][:_HEAD_LINES])
    return bool(_PLAN.search(head) and _RESULTS.search(head))


def with_aims(activities: Sequence[Activity]) -> tuple[Activity, ...]:
    """Return the activities of such notes with aim and outcome told apart."""
    return tuple(_told_apart(activity) for activity in activities)


def _told_apart(activity: Activity) -> Activity:
    at = activity.text.find(_ARROW)
    if at < 0 or activity.role is not Role.RESULT:
        return activity
    # 儿童之家9个，新修缮3个→修缮2个: only the clause before the arrow is aimed at.
    begin = max(activity.text.rfind(mark, 0, at) for mark in _STOPS) + 1
    aimed: set[str] = set()
    first, position = -1, 0
    for fact in activity.facts:
        place = activity.text.find(fact.figure.text, position)
        if place < 0:
            continue
        position = place + len(fact.figure.text)
        if begin <= place < at and fact.scope is Scope.OWN:
            aimed.add(fact.id)
            first = place if first < 0 else first
    before, behind = activity.text[:at].rstrip("，、 "), activity.text[at + 1 :].lstrip("，、 ")
    if not aimed:
        return replace(activity, text=f"{before}：{behind}")
    # 从52%提高到70%, 每月5号: what goes with the number stays with it.
    if towards := _TOWARDS.search(before[:first]):
        first = towards.start()
    aim = "" if _SAYS_AIM.search(before, begin) else "计划"
    outcome = "" if _SAYS_OUTCOME.match(behind) else "实际"
    return replace(
        activity,
        text=f"{before[:first]}{aim}{before[first:]}，{outcome}{behind}",
        facts=tuple(
            replace(fact, scope=Scope.TARGET) if fact.id in aimed else fact
            for fact in activity.facts
        ),
    )
