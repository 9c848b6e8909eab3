"""Let the lines behind a problem or a plan at the end of the notes be problems or plans too.

Who writes 明年：竹编再带10户 goes on below it without saying 明年 again; told as work done, a
target would be a false claim. Only the end of the notes is read so, up to the last line that says
of itself that it was done. Pure.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from drafter.facts.roles import role_of
from drafter.facts.types import Activity, ReportKind, Role, Scope

__all__ = ["carry_roles"]

_DONE: Final = re.compile(r"(?<!为)了(?!解)|[已均]|累计|共\d|人次|完成|达到|截至|\d场|发放")
_AHEAD: Final = re.compile(
    r"想|再|争取|力争|计划|打算|准备|拟|扩|推进|将|到明年|年底前|月前|要[办建搞开请把]"
)
_LACKING: Final = re.compile("[没无少缺难不弱低靠差仅只]|有限|滞后")
_LABEL: Final = re.compile(r"(?:20\d\d年?)?[的\u4e00-\u9fff]{2,6}")
_NUMERALS: Final = "一二三四五六七八九"
_NUMBER: Final = re.compile(
    "第([一二三四五六七八九])(?![届批期次名个季轮站天组位代]|家(?![庭长政教风园暴]))|([一二三四五六七八九])是"
)
# How far the plans may stand below the last lack.
_BETWEEN: Final = 8
_TOPICS: Final = {Role.PROBLEM: "T23", Role.PLAN: "T24"}


def carry_roles(
    activities: Sequence[Activity], kind: ReportKind, year: str = ""
) -> tuple[Activity, ...]:
    """Return the activities, those at the end in the role of the line that they follow."""
    roles = [_own_role(item, kind, year) for item in activities]
    start = len(activities)
    while start and (roles[start - 1] is not Role.RESULT or _may_follow(activities[start - 1])):
        start -= 1
    listed = _roles_of_lists(activities, roles)
    roles = [each if own is Role.RESULT else own for own, each in zip(roles, listed, strict=True)]
    standing = Role.RESULT
    carried = [_in_role(*pair) for pair in zip(activities[:start], listed, strict=False)]
    for item, own in zip(activities[start:], roles[start:], strict=True):
        standing = own if own is not Role.RESULT else standing
        lacks = bool(_LACKING.search(item.text)) or not item.facts
        # Sums and things remembered stand at the end too: only what looks ahead is a plan.
        ahead = bool(_AHEAD.search(item.text)) or not item.facts
        fits = lacks if standing is Role.PROBLEM else ahead
        carried.append(_in_role(item, standing if fits or own is standing else Role.RESULT))
    return tuple(carried)


def _in_role(item: Activity, role: Role) -> Activity:
    """Return an activity that was taken for work as the problem or plan that it is."""
    if item.role is not Role.RESULT or role is Role.RESULT:
        return item
    topics = (_TOPICS[role], *(code for code in item.topics if code != "T99"))
    facts = item.facts
    if role is Role.PLAN:
        facts = tuple(replace(fact, scope=Scope.TARGET) for fact in facts)
    return replace(item, role=role, topics=topics, facts=facts)


def _roles_of_lists(activities: Sequence[Activity], roles: Sequence[Role]) -> list[Role]:
    """Return the role that a list gives its items: 明年 第一找接班的 / 第二钩花做到40人.

    The first item says what all are. So does 不足 … for what stands between it and the plans,
    where it speaks of a lack.
    """
    found = list(roles)
    last = 0
    for place, item in enumerate(activities):
        number = _number_of(item.text)
        if number > 1 and number == last + 1 and roles[place] is Role.RESULT:
            found[place] = found[place - 1]
        last = number
    for place in range(1, len(found)):
        lacks = found[place] is Role.RESULT and found[place - 1] is Role.PROBLEM
        rest = found[place : place + _BETWEEN]
        ahead = next((role for role in rest if role is not Role.RESULT), Role.RESULT)
        if lacks and ahead is Role.PLAN and _LACKING.search(activities[place].text):
            found[place] = Role.PROBLEM
    return found


def _number_of(text: str) -> int:
    """Return the number that an item begins with (第二…, 三是…); 0 without one."""
    match = _NUMBER.match(text)
    return _NUMERALS.find(match[1] or match[2]) + 1 if match else 0


def _own_role(activity: Activity, kind: ReportKind, year: str) -> Role:
    """Return an activity's role; that of a bare heading (2026打算) by what it announces."""
    if activity.role is not Role.RESULT or not _LABEL.fullmatch(activity.text):
        return activity.role
    return role_of("", [re.sub(r"^(20\d\d)(?!年)", r"\1年", activity.text)], kind, year)


def _may_follow(activity: Activity) -> bool:
    return not _DONE.search(activity.text)
