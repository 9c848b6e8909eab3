"""What an appended table or a form sent up tells otherwise than the notes above it.

A recap (附：主要数据, 报镇里的表, 民政所给的数) tells again what was told before, so a number of it
that differs from the only one of its name above clashes with it, however the two numbers look.
So does one that stands behind the same number there and here (转出23户61口, 报表填的23户57口).
Pure.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final

from drafter.facts.lexicon import cues, find_topic_words
from drafter.facts.restating import Restated, same_sort
from drafter.facts.shapes import is_recap
from drafter.facts.types import Activity, Fact, Role, Scope, Use
from drafter.facts.values import find_told
from drafter.figures import Kind, Qualifier

__all__ = ["find_recapped"]

_COUNTED: Final = frozenset({Kind.QUANTITY, Kind.MONEY})
_LEAST: Final = 2
# So many characters of a longer name are the shorter one's own: 摸排困境儿童, 困境儿童.
_TELLING: Final = 4
_MOST: Final = 4096


@cache
def _paper() -> re.Pattern[str]:
    return re.compile(cues()["conflicts"]["paper"])


def find_recapped(activities: Sequence[Activity]) -> Iterator[Restated]:
    """Yield what a recap states with another value than the notes above, each with its first."""
    told: dict[str, list[Fact]] = {}
    rows: list[tuple[Fact, Fact]] = []
    for activity in activities:
        if activity.role is not Role.RESULT:
            continue
        sent = _sent_up(activity)
        if is_recap(activity.heading) or sent:
            counts = sent or [fact for fact in activity.facts if _may_clash(fact)]
            yield from _named_otherwise(counts, told, sent=bool(sent))
            if sent:
                yield from _beside_the_same(list(pairwise(counts)), rows)
            continue
        counts = [fact for fact in activity.facts if _may_clash(fact)]
        for fact in counts:
            told.setdefault(_name(fact.label), []).append(fact)
        rows.extend(pairwise(counts))


def _sent_up(activity: Activity) -> list[Fact]:
    """The figures of a passage behind words that say which paper has them."""
    paper = _paper().search(activity.text)
    if paper is None:
        return []
    # 报县里的数: a county stands in the name of the paper, and the number is not the county's.
    return [
        told.fact
        for told in find_told(activity.text, activity.facts)
        if told.start >= paper.end()
        and _may_clash(told.fact, (Scope.OWN, Scope.OTHER_ORG))
        and "。" not in activity.text[paper.end() : told.start]
    ]


def _named_otherwise(
    counts: Sequence[Fact], told: dict[str, list[Fact]], *, sent: bool
) -> Iterator[Restated]:
    for fact in counts:
        name = _name(fact.label)
        names = [name]
        if sent and name not in told and len(name) >= _TELLING:
            names = [each for each in told if each.endswith(name) or name.endswith(each)]
        same = [
            other
            for each in names
            for other in told.get(each, ())
            if name and len(each) >= _LEAST and same_sort(fact, other)
        ]
        values = {other.figure.value for other in same}
        # Of several numbers of one name nothing says which is meant.
        if len(values) == 1 and fact.figure.value not in values:
            yield Restated(same[0], fact)


def _beside_the_same(
    pairs: Sequence[tuple[Fact, Fact]], rows: Sequence[tuple[Fact, Fact]]
) -> Iterator[Restated]:
    """Yield what stands behind a number that was told before, where another stood behind it."""
    for head, fact in pairs:
        same = [
            other
            for first, other in rows
            if first.figure.value == head.figure.value
            and same_sort(first, head)
            and same_sort(other, fact)
            and _alike(first.label, head.label)
        ]
        values = {other.figure.value for other in same}
        if len(values) == 1 and fact.figure.value not in values:
            yield Restated(same[0], fact)


def _alike(one: str, other: str) -> bool:
    return any(one[at : at + _LEAST] in other for at in range(len(one) - 1))


def _may_clash(fact: Fact, scopes: Sequence[Scope] = (Scope.OWN,)) -> bool:
    return (
        isinstance(fact.figure.value, Decimal)
        and fact.figure.kind in _COUNTED
        and fact.figure.qualifier is Qualifier.EXACT
        and fact.scope in scopes
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
