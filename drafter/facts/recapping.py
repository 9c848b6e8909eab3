"""What an appended table or a form sent up tells otherwise than the notes above it.

A recap (附：主要数据, 报镇里的表) tells again what was told before, so a number of it that differs
from the only one of its name above clashes with it, however the two numbers look. Pure.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Final

from drafter.facts.lexicon import cues, find_topic_words
from drafter.facts.restating import Restated, same_sort
from drafter.facts.shapes import is_recap
from drafter.facts.types import Activity, Fact, Role, Scope, Use
from drafter.figures import Kind, Qualifier

__all__ = ["find_recapped"]

_COUNTED: Final = frozenset({Kind.QUANTITY, Kind.MONEY})
# 报镇里的表 美丽庭院新评13户; 报区妇联快报：志愿服务753人次.
_SENT_UP: Final = re.compile(
    r"(?:[上已]?报|交|填|发)(?:给|到|了)?[^，。；：\d]{0,8}(?:表|快报|简报|台账|数据?|统计|汇总)[，：:]"
)
_LEAST: Final = 2
_MOST: Final = 4096


def find_recapped(activities: Sequence[Activity]) -> Iterator[Restated]:
    """Yield what a recap states with another value than the notes above, each with its first."""
    told: dict[str, list[Fact]] = {}
    for activity in activities:
        if activity.role is not Role.RESULT:
            continue
        counts = [fact for fact in activity.facts if _may_clash(fact)]
        if not (is_recap(activity.heading) or _SENT_UP.match(activity.text)):
            for fact in counts:
                told.setdefault(_name(fact.label), []).append(fact)
            continue
        for fact in counts:
            name = _name(fact.label)
            same = [other for other in told.get(name, ()) if name and same_sort(fact, other)]
            values = {other.figure.value for other in same}
            # Of several numbers of one name nothing says which is meant.
            if len(values) == 1 and fact.figure.value not in values:
                yield Restated(same[0], fact)


def _may_clash(fact: Fact) -> bool:
    return (
        isinstance(fact.figure.value, Decimal)
        and fact.figure.kind in _COUNTED
        and fact.figure.qualifier is Qualifier.EXACT
        and fact.scope is Scope.OWN
        and fact.use is Use.STATE
        and not fact.figure.per
    )


@lru_cache(maxsize=_MOST)
def _name(label: str) -> str:
    """A label without words that tell no matter from another; "" where too little is left."""
    name = label
    for word in cues()["conflicts"]["adds_nothing"]:
        name = name.replace(word, "")
    return name if len(name) >= _LEAST and find_topic_words(name) else ""
