"""What a line says of a number above: a paper has another (稿里写的是421场), or it is wrong."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from drafter.facts.types import Activity, Conflict, Fact, Scope
from drafter.facts.values import class_of, find_told, number_of, where

__all__ = ["find_said_otherwise"]

_SAID: Final = re.compile(
    r"(?:写|给|报|记|算|填|说|核|统计)(?:出来|上来|过来)?的?(?:却|都|又)?(?:是|成了?|为)[^，。；\d]{0,3}$|数(?:字|据)?是$"
)
_SAID_REACH: Final = 15
# 13户不是11户, 不是11户，是13户.
_NOT_THAT: Final = re.compile(r"[，,、\s]*(?:而)?不是\s*")
_BUT_THIS: Final = re.compile(r"[，,、\s]*(?:而|应该?)?是\s*")


def find_said_otherwise(activities: Sequence[Activity]) -> Iterator[Conflict]:
    """What a line says another paper has (汇报稿里写的是421场), against what stands above."""
    for place, activity in enumerate(activities):
        yield from _denied(activities, place)
        for fact in activity.facts:
            at = activity.text.find(fact.figure.text)
            value = number_of(fact)
            if value is None or at < 0 or not _SAID.search(activity.text[:at]):
                continue
            if fact.scope is not Scope.OWN:
                continue
            above = [
                (other, known)
                for other in _kin_above(activities, place, fact)
                if (known := number_of(other)) is not None
            ]
            if above and above[0][1] != value:
                yield _said(above[0][0], fact)


def _denied(activities: Sequence[Activity], place: int) -> Iterator[Conflict]:
    """A number that stands above and that a later line denies: 冬至走了13户不是11户.

    What such a line corrects for certain was corrected before; what is left a person must settle.
    """
    text = activities[place].text
    if "不是" not in text:
        return
    told = list(find_told(text, activities[place].facts))
    for first, second in pairwise(told):
        between = text[first.end : second.start]
        if _NOT_THAT.fullmatch(between):
            right, wrong = first.fact, second.fact
        elif _BUT_THIS.fullmatch(between) and text[: first.start].rstrip().endswith("不是"):
            right, wrong = second.fact, first.fact
        else:
            continue
        value = number_of(wrong)
        if value is None or value == number_of(right) or not _one_sort(right, wrong):
            continue
        above = next(
            (
                fact
                for activity in reversed(activities[:place])
                for fact in activity.facts
                if number_of(fact) == value and _one_sort(fact, right) and fact.scope is Scope.OWN
            ),
            None,
        )
        if above is not None:
            yield _said(above, right)


def _one_sort(one: Fact, other: Fact) -> bool:
    return class_of(one) == class_of(other) or not (one.figure.unit and other.figure.unit)


def _said(other: Fact, fact: Fact) -> Conflict:
    return Conflict(
        kind="two_values",
        reason=(
            f"“{other.label}”有两个数：{where(other)}写的是{other.figure.text}，"
            f"{where(fact)}说是{fact.figure.text}。请核对后改成一个。"
        ),
        fact_ids=(other.id, fact.id),
    )


def _kin_above(activities: Sequence[Activity], place: int, fact: Fact) -> Iterator[Fact]:
    """What it can mean: the nearest figure of its unit about the same, else the last one."""
    mine = activities[place]
    pairs = {mine.text[at : at + 2] for at in range(len(mine.text) - 1)}
    near: list[Fact] = []
    for activity in reversed(activities[:place]):
        if mine.source.line - activity.source.line > _SAID_REACH:
            break
        same = [
            each
            for each in activity.facts
            if class_of(each) == class_of(fact) and each.scope is Scope.OWN and not each.figure.per
        ]
        for each in same:
            words = each.label + activity.text[:6]
            if any(words[at : at + 2] in pairs for at in range(len(words) - 1)):
                yield each
        if activity is activities[place - 1] and len(same) == 1:
            near = same
    yield from near
