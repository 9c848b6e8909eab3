"""What a claimed reckoning may take: what was told last, near lines, gatherings, and the odds."""

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Final

from drafter.figures import Kind
from drafter.verifying.evidence import Evidence
from drafter.verifying.gatherings import gatherings_of, telling_words
from drafter.verifying.odds import (
    HUNDRED,
    NO_COUNTS,
    Search,
    Told,
    adds,
    single,
    sum_item,
)
from drafter.verifying.operands import (
    Derivation,
    Reckoner,
    shown_as,
)
from drafter.verifying.values import Units, compare_units, span_of

__all__ = [
    "GAP",
    "Near",
    "alike",
    "around",
    "fits",
    "gap_of",
    "lately_told",
    "named_numbers",
    "near_numbers",
    "offer_sum",
    "sum_of",
    "totals_of",
]

_LATELY: Final = 6
GAP: Final = 16
_DECADE: Final = Decimal("3.16")
_TURNS: Final = "次"


class Near(Search):
    """Weighs the ways tried that come near the figure: 600元 is never a chance 60000元."""

    def result(self, odds: Decimal) -> Derivation | None:
        """Return what was found unless the ways that come near reach more than such odds."""
        span = span_of(self.r.figure)
        if self.r.measure == "percent" and "%" in self.r.figure.text:
            return self.found if Decimal(len(self.tried)) / HUNDRED <= odds else None
        if span is not None:
            low, high = span.low / _DECADE, span.low * _DECADE
            self.tried = {value for value in self.tried if low <= value <= high}
        return super().result(odds)


def gap_of(r: Reckoner) -> str:
    """Return the words right before the figure, back to the figure before."""
    words = re.split(r"[。；;]", r.mention.prefix)[-1]
    return re.split(r"\d[\d.]*[万亿%]?[\u4e00-\u9fff]?", words)[-1][-GAP:] + r.figure.text[:1]


def lately_told(told: Told, fits: Callable[[Evidence], bool] = lambda _: True) -> list[Evidence]:
    """Return the last counts that the paragraph has told, the nearest first."""
    found = [
        item
        for item in reversed(single(told.before))
        if item.measure not in NO_COUNTS and item.mention.figure.kind is not Kind.ORDINAL
    ]
    return [item for item in found if fits(item)][:_LATELY]


def alike(one: Evidence, two: Evidence) -> bool:
    """Say whether two numbers may count one kind of thing."""
    return compare_units(one.measure, two.measure) is not Units.OTHER


def fits(r: Reckoner, item: Evidence) -> bool:
    """Say whether a number may count in the figure's unit: 2班 a day are 班次."""
    unit = r.figure.unit or ""
    return (
        adds(r, item)
        or compare_units(item.measure, r.measure) is Units.LOOSE
        or {item.measure, r.measure} == {"day", "workday"}
        or (
            len(unit) > 1
            and unit.endswith(_TURNS)
            and (item.measure == "person" or (item.fact.figure.unit or "") == unit[:-1])
        )
    )


def near_numbers(r: Reckoner) -> list[Evidence]:
    """Return the numbers of the lines that the figure's words point to."""
    return [
        item
        for line in r.near_activities()
        for item in single(line)
        if not item.calendar and item.fact.figure.kind is not Kind.ORDINAL
    ]


def totals_of(r: Reckoner, fits: Callable[[Evidence], bool]) -> Iterator[Evidence]:
    """Yield the totals of the notes' gatherings whose members all count in a unit."""
    for group in gatherings_of(r.index):
        if all(map(fits, group.items)):
            total = sum_item(group.items)
            if total is not None:
                yield total


def named_numbers(r: Reckoner) -> list[Evidence]:
    """Return the numbers of the notes that the words right at the figure name: 李村占四成."""
    telling = telling_words(r.mention.near, r.index.weights)
    return [item for item in near_numbers(r) if telling & item.mention.near and not item.calendar]


def around(item: Evidence) -> set[str]:
    """Return the characters right at a number, on either side."""
    return set(item.mention.lead[-4:] + item.mention.tail[:4])


def sum_of(items: Sequence[Evidence]) -> Decimal:
    """Return what numbers come to."""
    return sum((item.span.low for item in items if item.span), Decimal(0))


def offer_sum(search: Search, items: tuple[Evidence, ...]) -> None:
    """Offer a search what numbers come to."""
    value = sum_of(items)
    search.offer(value, lambda: shown_as(items, "+", value), items)
