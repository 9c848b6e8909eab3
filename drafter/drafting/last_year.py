"""Comparisons with last year's summary (同比), reckoned by code from both and never guessed.

A figure is compared only where both years count the same thing in the same unit, each exactly once.
The sentence states last year's figure, so that a reader can reckon it again and the verifier can
derive it. Pure.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from drafter.facts import Activity, Fact, FactSheet, Role, Scope, Use
from drafter.figures import Kind, Qualifier, unit_class

__all__ = ["Comparison", "compare_years", "told", "with_last_year"]

_COUNTED = frozenset({Kind.QUANTITY, Kind.MONEY})
_FILLER = re.compile(r"全年|上半年|今年|去年|上年|累计|共计|共|先后|了|的|[“”\s]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One figure of this year beside last year's.

    Attributes:
        activity_id: The activity of this year's sheet that states it.
        figure: This year's figure as the notes write it.
        text: The sentence that compares, ready to stand behind the one with the figure.
    """

    activity_id: str
    figure: str
    text: str


def compare_years(sheet: FactSheet, last: FactSheet, *, most: int = 8) -> tuple[Comparison, ...]:
    """Return what can be compared, at most one comparison for an activity.

    Args:
        sheet: This year's facts.
        last: Last year's facts, from its notes or its summary.
        most: No more comparisons than a summary bears.
    """
    now, before = _by_thing(sheet.activities), _by_thing(last.activities)
    found: dict[str, Comparison] = {}
    for thing, facts in now.items():
        earlier = before.get(thing, [])
        if len(facts) != 1 or len(earlier) != 1:
            continue
        (activity, new), (_, old) = facts[0], earlier[0]
        text = _sentence(new, old)
        if text and activity.id not in found and len(found) < most:
            found[activity.id] = Comparison(
                activity_id=activity.id, figure=new.figure.text, text=text
            )
    return tuple(found.values())


def with_last_year(sheet: FactSheet, last: FactSheet) -> FactSheet:
    """Return this year's sheet with last year's facts as such, for verifying comparisons."""
    older = tuple(
        replace(
            activity,
            id=f"last.{activity.id}",
            facts=tuple(
                replace(fact, id=f"last.{fact.id}", scope=Scope.LAST_YEAR, part_of=None)
                for fact in activity.facts
            ),
        )
        for activity in last.activities
        if activity.role is Role.RESULT
    )
    return replace(sheet, activities=(*sheet.activities, *older))


def _by_thing(
    activities: Iterable[Activity],
) -> dict[tuple[str, str], list[tuple[Activity, Fact]]]:
    things: dict[tuple[str, str], list[tuple[Activity, Fact]]] = {}
    for activity in activities:
        if activity.role is not Role.RESULT:
            continue
        for fact in activity.facts:
            if _comparable(fact):
                key = (_FILLER.sub("", fact.label), str(unit_class(fact.figure.unit or "")))
                things.setdefault(key, []).append((activity, fact))
    return things


def _comparable(fact: Fact) -> bool:
    figure = fact.figure
    return (
        figure.kind in _COUNTED
        and isinstance(figure.value, Decimal)
        and figure.value > 0
        and figure.qualifier is Qualifier.EXACT
        and figure.per is None
        and fact.use is Use.STATE
        and fact.scope is Scope.OWN
        and fact.part_of is None
        and len(_FILLER.sub("", fact.label)) >= 3
    )


def _sentence(new: Fact, old: Fact) -> str:
    now, before = new.figure.value, old.figure.value
    if not isinstance(now, Decimal) or not isinstance(before, Decimal):
        return ""
    label = _FILLER.sub("", new.label)
    if now == before:
        return f"{label}与上年的{old.figure.text}持平。"
    share = (abs(now - before) / before * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)
    if share < Decimal("0.1") or share > 500:
        return ""
    shown = f"{share.normalize():f}%"
    verb = "增长" if now > before else "下降"
    return f"{label}较上年的{old.figure.text}{verb}{shown}。"


def told(text: str, activity_ids: Sequence[str], comparisons: Sequence[Comparison]) -> str:
    """Return a paragraph with each comparison of its activities behind the figure's sentence."""
    for item in comparisons:
        if item.activity_id not in activity_ids:
            continue
        place = text.find(item.figure)
        stop = text.find("。", place) + 1 if place >= 0 else 0
        stop = stop or len(text)
        text = text[:stop] + item.text + text[stop:]
    return text
