"""Figures that follow from the facts: totals, differences, shares, growth, averages, multiples.

The search is bounded and claims nothing by chance: operands share an activity, or unit and label,
and the draft's wording must say that it reckons (共, 合计, 占, 率, 比…多, 人均). A product of a rate
and its count (12户, 每户500元) and a total of one label need no such word.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations
from typing import Final

from drafter.facts import Scope
from drafter.figures import Figure, Kind, Qualifier
from drafter.verifying.context import Mention
from drafter.verifying.evidence import Evidence, EvidenceIndex
from drafter.verifying.values import Bearing, Units, bearing_of, compare_units, measure_of, span_of
from drafter.verifying.words import is_generic

__all__ = ["Derivation", "derive"]

_TOTAL: Final = re.compile(
    "共|合计|总计|累计|总共|全年|总数|总量|总额|总人数|总|先后|一年来|今年以来|全部|各类|合起来|加起来|两项|三项|各项|"
    "两场|两次|两批|三场|三次|上下半年|全镇|全县|全乡|全市|全区|全街道|年内|分别|一并|连同"
)
_DIFFERENCE: Final = re.compile(
    "增加|减少|增长|下降|提高|降低|净增|多|少|比|较|剩|余下|其余|其他|其它|另外|另有|还有|尚有|未|差|上升|回落|新增|相差|扩大|结余"
)
_SHARE: Final = re.compile("占|率|比例|比重|百分|达|完成|份额")
_GROWTH: Final = re.compile("增长|提高|上升|下降|减少|增加|增幅|降幅|降低|同比|比|较|回落|提升")
_AVERAGE: Final = re.compile("平均|人均|户均|场均|村均|均|每")
_MULTIPLE: Final = re.compile("倍|番")
_NEAREST: Final = 4
_PER_ACTIVITY: Final = 24
_SUBSET_POOL: Final = 10
_LARGEST_SUBSET: Final = 4
_HUNDRED: Final = Decimal(100)


@dataclass(frozen=True, slots=True)
class Derivation:
    """A sum that yields the draft's figure: its operands and how it is written."""

    operands: tuple[Evidence, ...]
    shown: str


def derive(mention: Mention, index: EvidenceIndex) -> Derivation | None:
    """Return how a figure of the draft follows from the facts, None if it does not."""
    figure = mention.figure
    span = span_of(figure)
    if span is None or not span.single or span.low <= 0:
        return None
    measure = measure_of(figure)
    reckoner = _Reckoner(mention, index, measure)
    if measure == "percent":
        return reckoner.share() or reckoner.growth()
    if measure == "point":
        return reckoner.points()
    if measure == "multiple":
        return reckoner.multiple()
    return reckoner.total() or reckoner.product() or reckoner.difference() or reckoner.average()


class _Reckoner:
    """Searches the operands of one figure, the nearest activities first."""

    def __init__(self, mention: Mention, index: EvidenceIndex, measure: str | None) -> None:
        self.mention, self.index, self.measure = mention, index, measure
        self.figure = mention.figure
        # 以来共…: the claim stands before the figure in its sentence, or right behind it.
        self.words = mention.sentence
        self._near: list[list[Evidence]] | None = None

    # -- operands ---------------------------------------------------------------------------

    def near_activities(self) -> list[list[Evidence]]:
        """Return the numeric evidence of the activities that the figure's words point to."""
        if self._near is None:
            weights = self.index.weights
            ranked: dict[int, float] = {}
            said = self.mention.weights
            for number, items in self.index.by_activity.items():
                if number < 0:
                    continue
                block = items[0].mention.block
                ranked[number] = sum(
                    weights.get(token, 0.0) * place
                    for token, place in said.items()
                    if token in block
                )
            best = sorted(ranked, key=lambda number: -ranked[number])[:_NEAREST]
            self._near = [
                [item for item in self.index.by_activity[number] if item.span][:_PER_ACTIVITY]
                for number in best
                if ranked[number] > 0
            ]
        return self._near

    def same_measure(self) -> list[Evidence]:
        """Return single numbers in the figure's unit class whose label the draft repeats."""
        found = [
            (self.index.score(self.mention, item.mention), item)
            for item in self.index.of_measure(self.measure, self.mention)
            if item.span and item.span.single and item.span.low > 0
        ]
        found.sort(key=lambda pair: -pair[0])
        return [item for score, item in found[:_SUBSET_POOL] if score > 0.12]

    def yields(self, value: Decimal, *, rounded: bool, operands: Iterable[Evidence] = ()) -> bool:
        """Say whether a reckoned value bears the figure; a quotient may be rounded to its place."""
        hedge = Qualifier.EXACT
        for operand in operands:
            if operand.fact.figure.qualifier is not Qualifier.EXACT:
                hedge = operand.fact.figure.qualifier
        step = self.figure.step or Decimal(1)
        if rounded and self.figure.qualifier is Qualifier.EXACT:
            span = span_of(self.figure)
            if span is None:
                return False
            fine = min(step, Decimal(1)) if self.figure.kind is Kind.PERCENT else step
            if fine > 1 and value == value.to_integral_value():
                return value == span.low
            return abs(value - span.low) <= min(fine, Decimal(1)) / 2
        reckoned = replace(self.figure, value=value, qualifier=hedge, step=_place(value, step))
        if self.figure.kind is Kind.FRACTION:
            reckoned = replace(reckoned, kind=Kind.PERCENT)
        return bearing_of(reckoned, self.figure) in (Bearing.SAME, Bearing.WIDER)

    # -- kinds of reckoning -----------------------------------------------------------------

    def total(self) -> Derivation | None:
        claimed = bool(_TOTAL.search(self.words))
        same = [
            [
                item
                for item in items
                if item.measure == self.measure and item.span and item.span.single
            ]
            for items in self.near_activities()
        ]
        pool = self.same_measure()
        for group in (*same, pool):
            whole = [item for item in group if not _is_part(item, group)]
            found = self._sum_of(whole, claimed=claimed) or self._sum_of(
                _labelled_alike(self.mention, whole), claimed=claimed
            )
            if found:
                return found
        if not claimed:
            return None
        for group in (*same, pool):
            found = self._subset(group[:_SUBSET_POOL])
            if found:
                return found
        return None

    def _sum_of(self, group: Sequence[Evidence], *, claimed: bool) -> Derivation | None:
        if len(group) < 2 or not (claimed or _one_label(self.mention, group)):
            return None
        value = sum((item.span.low for item in group if item.span), Decimal(0))
        if not self.yields(value, rounded=False, operands=group):
            return None
        return _shown(group, "+", value)

    def _subset(self, group: Sequence[Evidence]) -> Derivation | None:
        target = span_of(self.figure)
        if target is None:
            return None
        for size in range(2, min(_LARGEST_SUBSET, len(group) - 1) + 1):
            for chosen in combinations(group, size):
                value = sum((item.span.low for item in chosen if item.span), Decimal(0))
                if self.figure.qualifier is Qualifier.EXACT and value != target.low:
                    continue
                if not _share_label(self.mention, chosen):
                    continue
                if self.yields(value, rounded=False, operands=chosen):
                    return _shown(chosen, "+", value)
        return None

    def product(self) -> Derivation | None:
        for items in self.near_activities():
            for rate in items:
                per = rate.fact.figure.per
                if (
                    per is None
                    or rate.measure != self.measure
                    or not (rate.span and rate.span.single)
                ):
                    continue
                counts = [item for item in items if item is not rate and _counts(item, per)]
                for count in counts:
                    assert count.span is not None
                    value = rate.span.low * count.span.low
                    operands = (count, rate)
                    if count.span.single and self.yields(value, rounded=False, operands=operands):
                        return _shown(operands, "×", value)
        return None

    def difference(self) -> Derivation | None:
        if not _DIFFERENCE.search(self.words):
            return None
        groups = [
            [item for item in items if item.measure == self.measure]
            for items in self.near_activities()
        ]
        return self._pairs((*groups, self.same_measure()), lambda a, b: a - b, "-", rounded=False)

    def share(self) -> Derivation | None:
        if not _SHARE.search(self.words):
            return None
        return self._pairs(
            self.near_activities(),
            lambda a, b: a / b * _HUNDRED if a <= b else None,
            "÷",
            rounded=True,
            may=lambda a, b: (
                a.measure == b.measure or compare_units(a.measure, b.measure) is not Units.OTHER
            ),
        )

    def growth(self) -> Derivation | None:
        if not _GROWTH.search(self.words):
            return None
        pool = [item for items in self.near_activities() for item in items]
        for first, second in combinations(pool[:_PER_ACTIVITY], 2):
            if first.measure != second.measure or not _other_period(first, second):
                continue
            old, new = (first, second) if first.fact.scope is Scope.LAST_YEAR else (second, first)
            if old.span is None or new.span is None or not old.span.low:
                continue
            value = abs(new.span.low - old.span.low) / old.span.low * _HUNDRED
            if self.yields(value, rounded=True):
                shown = f"({_number(new)}-{_number(old)})÷{_number(old)}={_plain(value)}%"
                return Derivation((new, old), shown)
        return None

    def points(self) -> Derivation | None:
        groups = [
            [item for item in items if item.measure == "percent"]
            for items in self.near_activities()
        ]
        return self._pairs(groups, lambda a, b: a - b, "-", rounded=False)

    def multiple(self) -> Derivation | None:
        if not _MULTIPLE.search(self.figure.text + self.words):
            return None
        return self._pairs(
            self.near_activities(),
            lambda a, b: a / b if a > b else None,
            "÷",
            rounded=True,
            may=lambda a, b: a.measure == b.measure,
        )

    def average(self) -> Derivation | None:
        per = self.figure.per
        if per is None and not _AVERAGE.search(self.words):
            return None
        return self._pairs(
            self.near_activities(),
            lambda a, b: a / b,
            "÷",
            rounded=True,
            may=lambda a, b: a.measure == self.measure and (per is None or _counts(b, per)),
        )

    def _pairs(
        self,
        groups: Iterable[Sequence[Evidence]],
        reckon: Callable[[Decimal, Decimal], Decimal | None],
        sign: str,
        *,
        rounded: bool,
        may: Callable[[Evidence, Evidence], bool] = lambda _a, _b: True,
    ) -> Derivation | None:
        for group in groups:
            for first in group:
                for second in group:
                    if first is second or first.span is None or second.span is None:
                        continue
                    if not (first.span.single and second.span.single) or not second.span.low:
                        continue
                    if not may(first, second):
                        continue
                    value = reckon(first.span.low, second.span.low)
                    if value is None or value <= 0:
                        continue
                    if self.yields(value, rounded=rounded):
                        return _shown((first, second), sign, value, self.figure)
        return None


def _place(value: Decimal, step: Decimal) -> Decimal:
    return min(step, Decimal(1)) if value == value.to_integral_value() else Decimal("0.01")


def _is_part(item: Evidence, group: Sequence[Evidence]) -> bool:
    whole = item.fact.part_of
    return whole is not None and any(other.fact.id == whole for other in group)


def _counts(item: Evidence, per: str) -> bool:
    """Say whether a fact counts what a rate is per: 12户 for 每户, 6名 for 每人."""
    if item.span is None or item.measure is None:
        return False
    unit = item.fact.figure.unit or ""
    names = {"person": "人名位孩生", "household": "户家", "event": "场", "time": "次", "村": "村"}
    return unit == per or per in names.get(item.measure, unit)


def _telling(mention: Mention) -> set[object]:
    return {token for token in mention.near if not is_generic(token)}


def _labelled_alike(said: Mention, group: Sequence[Evidence]) -> list[Evidence]:
    telling = _telling(said)
    return [item for item in group if telling & (item.mention.near | item.mention.clause)]


def _one_label(said: Mention, group: Sequence[Evidence]) -> bool:
    """Say whether all operands carry the very label that the draft repeats."""
    telling = _telling(said)
    shared = telling.intersection(*(item.mention.near | item.mention.clause for item in group))
    return bool(shared)


def _share_label(said: Mention, chosen: Sequence[Evidence]) -> bool:
    if len({item.activity for item in chosen}) == 1:
        return True
    telling = _telling(said) | {t for t in said.clause if not is_generic(t)}
    return all(telling & (item.mention.near | item.mention.clause) for item in chosen)


def _other_period(first: Evidence, second: Evidence) -> bool:
    return (first.fact.scope is Scope.LAST_YEAR) != (second.fact.scope is Scope.LAST_YEAR)


def _plain(value: Decimal) -> str:
    rounded = value.quantize(Decimal("0.01")) if value != value.to_integral_value() else value
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _number(item: Evidence) -> str:
    assert item.span is not None
    return _plain(item.span.low)


def _shown(
    operands: Sequence[Evidence], sign: str, value: Decimal, figure: Figure | None = None
) -> Derivation:
    mark = "%" if figure is not None and measure_of(figure) == "percent" else ""
    left = sign.join(_number(item) for item in operands)
    return Derivation(tuple(operands), f"{left}={_plain(value)}{mark}")
