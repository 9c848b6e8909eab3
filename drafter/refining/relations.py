"""Which figures of one note are reckoned from others of it: sums, rests, products, means, rates.

A relation counts only where its words are there and it held before: 67条，办结62条，其余5条. Pure.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from itertools import permutations
from typing import Final

from drafter.drafting.material import fact_spans
from drafter.facts import Activity, Fact
from drafter.figures import Kind, Qualifier, unit_class

__all__ = ["Relation", "exact_value", "relations_of", "same_unit"]

_TOTAL: Final = re.compile("共|合计|总|累计")
_REST: Final = re.compile("其余|剩余|余下|剩下|还有|尚有|尚余|还剩|未")
_SHARE: Final = re.compile("占|率|比例|覆盖")
_MEAN: Final = re.compile("均")
_RISE: Final = re.compile("增|提高|提升|上升|升|涨|多|扩大")
_FALL: Final = re.compile("降|减|少|下滑|回落|压缩")
# What a number was before: only beside it something rose or fell.
_BEFORE: Final = re.compile("由|从|去年|上年|原")
_LEAD: Final = 8
_PLAIN_NUMBER: Final = re.compile(r"[0-9]+(?:\.(?P<decimals>[0-9]+))?\s*(?P<scale>[万亿])?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A figure and what it is reckoned from.

    Attributes:
        result: The figure that follows the others.
        inputs: Those.
        reckon: Gives the result's number from theirs; None where it has none.
        whole: Whether the result is the sum of its inputs.
    """

    result: Fact
    inputs: tuple[Fact, ...]
    reckon: Callable[[Sequence[Decimal]], Decimal | None]
    whole: bool = False

    def holds(self) -> bool:
        """Whether it is so as the note stands."""
        values = [exact_value(fact) for fact in self.inputs]
        known = [value for value in values if value is not None]
        return len(known) == len(values) and self.reckon(known) == exact_value(self.result)


def exact_value(fact: Fact) -> Decimal | None:
    """Return a fact's number where it is exact; None for anything else."""
    value = fact.figure.value
    exact = fact.figure.qualifier is Qualifier.EXACT
    return value if isinstance(value, Decimal) and exact else None


def same_unit(one: Fact, two: Fact) -> bool:
    """Whether two facts count in one unit."""
    return unit_class(one.figure.unit or "") == unit_class(two.figure.unit or "")


def relations_of(activity: Activity) -> list[Relation]:
    """Return the relations that hold among the figures of a note."""
    spans = fact_spans(activity)
    leads = {
        key: re.split("[；。]", activity.text[max(0, start - _LEAD) : start])[-1]
        for key, (start, _) in spans.items()
    }
    exact = [fact for fact in activity.facts if exact_value(fact) is not None]
    found = [
        *_sums(activity, exact, leads),
        *_products(exact, leads),
        *_means(exact, leads),
        *_rates(exact, leads),
        *_differences(exact, leads),
    ]
    return [relation for relation in found if relation.holds()]


def _sums(
    activity: Activity, exact: Sequence[Fact], leads: Mapping[str, str]
) -> Iterator[Relation]:
    for whole in exact:
        parts = [fact for fact in activity.facts if fact.part_of == whole.id]
        if not parts:
            if not _TOTAL.search(leads.get(whole.id, "")[-4:]):
                continue
            parts = [f for f in activity.facts if f.id != whole.id and same_unit(f, whole)]
        if len(parts) > 1:
            yield Relation(
                result=whole,
                inputs=tuple(parts),
                reckon=lambda values: sum(values, Decimal(0)),
                whole=True,
            )


def _products(exact: Sequence[Fact], leads: Mapping[str, str]) -> Iterator[Relation]:
    """So much each times so many: 36户，每户500元，共1.8万元."""
    for rate in exact:
        if not rate.figure.per or _MEAN.search(leads.get(rate.id, "")[-3:]):
            continue
        for count in exact:
            if count is rate or count.figure.unit != rate.figure.per:
                continue
            for result in exact:
                if result is not rate and result is not count and same_unit(result, rate):
                    yield Relation(
                        result=result,
                        inputs=(count, rate),
                        reckon=lambda values: values[0] * values[1],
                    )


def _means(exact: Sequence[Fact], leads: Mapping[str, str]) -> Iterator[Relation]:
    """So much among so many, as finely as the note says it: 11笔、220万元，户均20万元."""
    for mean in exact:
        if not _MEAN.search(leads.get(mean.id, "")[-3:]):
            continue
        grain = _grain(mean)
        for total, count in permutations([fact for fact in exact if fact is not mean], 2):
            if same_unit(total, mean) and not same_unit(count, mean):
                yield Relation(result=mean, inputs=(total, count), reckon=partial(_mean, grain))


def _mean(grain: Decimal, values: Sequence[Decimal]) -> Decimal | None:
    return _rounded(values[0] / values[1], grain) if values[1] else None


def _rates(exact: Sequence[Fact], leads: Mapping[str, str]) -> Iterator[Relation]:
    """A share of a whole, or by how much a number rose or fell, as finely as it is said."""
    for rate in exact:
        if rate.figure.kind is not Kind.PERCENT:
            continue
        lead, grain = leads.get(rate.id, ""), _grain(rate)
        for one, other in permutations(exact, 2):
            if one.figure.kind is Kind.PERCENT or not same_unit(one, other):
                continue
            if _SHARE.search(lead):
                yield _rate(rate, one, other, lambda a, b: a if a <= b else None, grain)
            if not _BEFORE.search(leads.get(other.id, "")):
                continue
            if _RISE.search(lead):
                yield _rate(rate, one, other, lambda a, b: a - b if a >= b else None, grain)
            if _FALL.search(lead):
                yield _rate(rate, one, other, lambda a, b: b - a if b >= a else None, grain)


def _rate(
    rate: Fact,
    one: Fact,
    base: Fact,
    part: Callable[[Decimal, Decimal], Decimal | None],
    grain: Decimal,
) -> Relation:
    def reckon(values: Sequence[Decimal]) -> Decimal | None:
        upper = part(values[0], values[1])
        return None if upper is None or not values[1] else _rounded(upper * 100 / values[1], grain)

    return Relation(result=rate, inputs=(one, base), reckon=reckon)


def _differences(exact: Sequence[Fact], leads: Mapping[str, str]) -> Iterator[Relation]:
    """What is left of a number, or by how much it rose or fell, in the number's own unit."""
    for left in exact:
        lead = leads.get(left.id, "")
        rest, change = _REST.search(lead), _RISE.search(lead) or _FALL.search(lead)
        if not rest and not change:
            continue
        alike = [fact for fact in exact if fact is not left and same_unit(fact, left)]
        for more, less in permutations(alike, 2):
            then = f"{leads.get(more.id, '')}，{leads.get(less.id, '')}"
            if not rest and not _BEFORE.search(then):
                continue
            yield Relation(
                result=left,
                inputs=(more, less),
                reckon=lambda values: values[0] - values[1] if values[0] >= values[1] else None,
            )
        if rest and len(alike) > 2:
            yield Relation(result=left, inputs=tuple(alike), reckon=_what_is_left)


def _what_is_left(values: Sequence[Decimal]) -> Decimal | None:
    left = values[0] - sum(values[1:], Decimal(0))
    return left if left >= 0 else None


def _grain(fact: Fact) -> Decimal:
    """Return the smallest step in which a figure is said: 100 for 1.87万, 0.1 for 81.7."""
    match = _PLAIN_NUMBER.search(fact.figure.text)
    if match is None:
        return Decimal(1)
    scale = {"万": 4, "亿": 8}.get(match["scale"] or "", 0)
    return Decimal(1).scaleb(scale - len(match["decimals"] or ""))


def _rounded(value: Decimal, grain: Decimal) -> Decimal:
    return (value / grain).quantize(Decimal(1), rounding=ROUND_HALF_UP) * grain
