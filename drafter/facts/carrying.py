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
_TOPICS: Final = {Role.PROBLEM: "T23", Role.PLAN: "T24"}


def carry_roles(
    activities: Sequence[Activity], kind: ReportKind, year: str = ""
) -> tuple[Activity, ...]:
    """Return the activities, those at the end in the role of the line that they follow."""
    roles = [_own_role(item, kind, year) for item in activities]
    start = len(activities)
    while start and (roles[start - 1] is not Role.RESULT or _may_follow(activities[start - 1])):
        start -= 1
    standing = Role.RESULT
    carried = list(activities[:start])
    for item, own in zip(activities[start:], roles[start:], strict=True):
        standing = own if own is not Role.RESULT else standing
        lacks = bool(_LACKING.search(item.text)) or not item.facts
        # Sums and things remembered stand at the end too: only what looks ahead is a plan.
        ahead = bool(_AHEAD.search(item.text)) or not item.facts
        fits = lacks if standing is Role.PROBLEM else ahead
        if item.role is Role.RESULT and standing is not Role.RESULT and fits:
            topics = (_TOPICS[standing], *(code for code in item.topics if code != "T99"))
            facts = item.facts
            if standing is Role.PLAN:
                facts = tuple(replace(fact, scope=Scope.TARGET) for fact in facts)
            item = replace(item, role=standing, topics=topics, facts=facts)  # noqa: PLW2901
        carried.append(item)
    return tuple(carried)


def _own_role(activity: Activity, kind: ReportKind, year: str) -> Role:
    """Return an activity's role; that of a bare heading (2026打算) by what it announces."""
    if activity.role is not Role.RESULT or not _LABEL.fullmatch(activity.text):
        return activity.role
    return role_of("", [re.sub(r"^(20\d\d)(?!年)", r"\1年", activity.text)], kind, year)


def _may_follow(activity: Activity) -> bool:
    return not _DONE.search(activity.text)
