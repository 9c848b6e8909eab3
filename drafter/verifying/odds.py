"""What a figure may be reckoned from and by how many ways: the odds that a result is chance.

A number of so many digits may have so many values; where the ways tried could reach but a few of
them, one that meets the figure is hardly a coincidence.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from drafter.facts import Role, Scope
from drafter.figures import Kind, Qualifier
from drafter.verifying.evidence import Evidence
from drafter.verifying.operands import Derivation, Reckoner, is_change, number_of
from drafter.verifying.products import rate_of
from drafter.verifying.values import Span, Units, alike_units, compare_units, span_of
from drafter.verifying.words import is_generic

__all__ = [
    "HUNDRED", "LISTED", "NO_COUNTS", "ODDS", "ODDS_CLAIMED", "ODDS_SILENT", "Search", "Told",
    "addable", "adds", "count_lists", "key_of", "kin", "pool_of", "single", "sum_item",
]  # fmt: skip

# How many of the values that it might have, the ways tried may reach: where the draft claims the
# very reckoning, where it speaks of a whole, and where it says nothing.
ODDS_CLAIMED: Final = Decimal("0.34")
ODDS: Final = Decimal("0.12")
ODDS_SILENT: Final = Decimal("0.06")
# So many numbers make a list.
LISTED: Final = 2
_MOST_OPERANDS: Final = 28
# Counts above it are told in round numbers.
_ROUND: Final = 1000
NO_COUNTS: Final = ("percent", "point", "multiple", "permille", "permille-point")
HUNDRED: Final = Decimal(100)


class Told:
    """What the draft's paragraph states, in order, with the places of the figures."""

    def __init__(self, stated: Sequence[tuple[int, Evidence]], place: int) -> None:
        self.before = [item for at, item in stated if at < place]
        self.after = [item for at, item in stated if at > place]

    @property
    def all(self) -> list[Evidence]:
        """All of it."""
        return [*self.before, *self.after]


class Search:
    """Takes the ways tried, keeps the first that yields the figure, and weighs the odds."""

    def __init__(self, r: Reckoner, *, rounded: bool = False) -> None:
        self.r, self.rounded = r, rounded
        self.tried: set[Decimal] = set()
        self.found: Derivation | None = None

    def offer(
        self,
        value: Decimal,
        make: Callable[[], Derivation],
        operands: Sequence[Evidence] = (),
    ) -> None:
        """Take one way with its value; ``make`` writes it out if it is the first to yield."""
        if value <= 0:
            return
        self.tried.add(value)
        if self.found is None and self.r.yields(value, rounded=self.rounded, operands=operands):
            self.found = make()

    def result(self, odds: Decimal) -> Derivation | None:
        """Return what was found unless the ways tried reach more than such odds."""
        if self.found is None:
            return None
        return self.found if Decimal(len(self.tried)) / _values(self.r) <= odds else None


def _values(r: Reckoner) -> Decimal:
    """Return how many values a figure of so many digits may have."""
    if r.measure == "percent":
        step = r.figure.step or Decimal(1)
        return Decimal(10) if r.figure.kind is Kind.FRACTION else HUNDRED / step
    span = span_of(r.figure)
    exact = r.figure.qualifier is Qualifier.EXACT and r.measure != "money"
    if span is not None and exact and span.low < _ROUND and not span.low % 1:
        return 9 * Decimal(10) ** (len(str(int(span.low))) - 1)  # 20个 may be 21个 as well
    return 9 * Decimal(10) ** max(0, r.span_digits - 1)


def single(items: Sequence[Evidence]) -> list[Evidence]:
    """Keep the numbers above zero that are no ranges."""
    return [item for item in items if item.span and item.span.single and item.span.low > 0]


def addable(item: Evidence) -> bool:
    """Say whether a number may be a part of a total: a result, no rate and no change."""
    return (
        not rate_of(item)
        and item.fact.scope is Scope.OWN
        and item.role is not Role.PLAN
        and not is_change(item)
        and item.measure not in NO_COUNTS
        and item.fact.figure.kind is not Kind.ORDINAL
    )


def adds(r: Reckoner, item: Evidence) -> bool:
    """Say whether a number counts in the figure's unit, as far as the notes say one."""
    unit = item.fact.figure.unit
    if unit and len(unit) == 1 and unit in r.mention.lead[-6:] and r.figure.unit == "个":
        return True  # 岗位增加140个 of 380岗
    bare = unit is None and item.measure != "percent"
    measure = None if bare and item.measure != "money" else item.measure
    return compare_units(measure, r.measure) in (Units.SAME, Units.UNSTATED) or (
        (measure, r.measure) in (("person", "person-time"), ("household", "household-time"))
        or alike_units(measure, r.measure)
    )


def kin(one: Evidence, two: Evidence) -> bool:
    """Say whether two numbers may be of one thing: a word in common, one line, or no word."""
    first = {t for t in one.mention.near if not is_generic(t)}
    second = {t for t in two.mention.near if not is_generic(t)}
    return not first or not second or bool(first & second) or one.activity == two.activity


def key_of(item: Evidence) -> object:
    """Return what tells a number from others: its place, or what it was reckoned from."""
    return item.number if item.number >= 0 else item.told or item.shown


def pool_of(r: Reckoner, told: Told) -> list[Evidence]:
    """Return what may be reckoned with: what the paragraph tells, then the nearest lines."""
    found: dict[object, Evidence] = {}
    for item in (*told.all, *(i for line in r.near_activities() for i in line)):
        found.setdefault(key_of(item), item)
    return single(list(found.values()))[:_MOST_OPERANDS]


def sum_item(parts: Sequence[Evidence]) -> Evidence | None:
    """Return the sum of some facts as evidence, None where one stands in them twice."""
    if len({item.fact.id for item in parts}) < len(parts):
        return None
    value = sum((item.span.low for item in parts if item.span), Decimal(0))
    return replace(
        parts[0],
        span=Span(value, value),
        number=-1,
        shown="+".join(number_of(item) for item in parts),
        told=tuple(item.fact.id for item in parts),
    )


def count_lists(r: Reckoner, counts: Sequence[Evidence]) -> Iterator[list[Evidence]]:
    """Yield what may be added up before it is multiplied or shared: by line, and by unit."""
    for line in r.near_activities():
        for unit in dict.fromkeys(item.fact.figure.unit for item in line):
            group = [i for i in single(line) if i.fact.figure.unit == unit and addable(i)]
            if len(group) >= LISTED:
                yield group
    for unit in dict.fromkeys(item.fact.figure.unit for item in counts):
        group = [item for item in counts if item.fact.figure.unit == unit and item.number >= 0]
        if len(group) > LISTED:
            yield group
