"""So many, so much for each, and so much together, where the three do not agree."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from drafter.facts.types import Activity, Conflict, Fact, Scope
from drafter.facts.values import OPEN, class_of, number_of, where
from drafter.figures import Kind, Qualifier, unit_class

__all__ = ["find_products"]

_RATED: Final = frozenset({Kind.MONEY, Kind.QUANTITY})
_TOTAL: Final = re.compile(
    r"(?:共|合计|总计|累计|总共|共计|总金额)[^，,；;。]{0,8}$|[，,、；\s]计$"
)
_PRICE: Final = re.compile(r"单价[^，；。]{0,2}$")
_MEAN: Final = re.compile(r"平均|均")
_HEADS: Final = frozenset({"person", "person-time"})


def find_products(activities: Sequence[Activity]) -> Iterator[Conflict]:
    """Yield so many, so much each and so much together that do not agree."""
    above: Activity | None = None
    for activity in activities:
        # 小学86名每人500元，初中54名每人800元，共…: the total is of both.
        goes_on = (
            above is not None
            and above.source.line == activity.source.line
            and above.source.file == activity.source.file
            and any(fact.figure.per for fact in above.facts)
        )
        above = activity
        conflict = None if goes_on else _product(activity)
        if conflict:
            yield conflict


def _product(activity: Activity) -> Conflict | None:
    """The one rate of a passage against the one count before it and the one total behind it."""
    rates = [
        (place, fact)
        for place, fact in enumerate(activity.facts)
        if fact.figure.kind in _RATED and (fact.figure.per or _is_price(activity, fact))
    ]
    if len(rates) != 1:
        return None
    place, rate = rates[0]
    per, each = rate.figure.per or "", number_of(rate)
    if each is None or rate.figure.qualifier is not Qualifier.EXACT or "·" in per:
        return None
    counts = [fact for fact in activity.facts[:place] if _is_count(fact, per)]
    totals = [
        fact
        for fact in activity.facts[place + 1 :]
        if _is_of(fact, rate) and _TOTAL.search(activity.text[: _place(activity, fact)])
    ]
    if len(counts) != 1 or len(totals) != 1:
        return None
    count, total = number_of(counts[0]), number_of(totals[0])
    if count is None or total is None:
        return None
    if any(fact.figure.qualifier in OPEN for fact in (counts[0], totals[0])):
        return None
    # A mean is rounded, so its product is only nearly the total.
    mean = _MEAN.search(activity.text[: _place(activity, rate)][-8:])
    if abs(each * count - total) <= (count * _step(each) if mean else 0):
        return None
    unit = totals[0].figure.unit or ""
    return Conflict(
        kind="two_values",
        reason=(
            f"{where(totals[0])}：{counts[0].figure.text}乘以{rate.figure.text}"
            f"应是{(each * count).normalize():f}{unit}，写的却是{totals[0].figure.text}。"
        ),
        fact_ids=(counts[0].id, rate.id, totals[0].id),
    )


def _is_price(activity: Activity, fact: Fact) -> bool:
    """书包45个，单价80元: the price is of each."""
    return _PRICE.search(activity.text[: _place(activity, fact)]) is not None


def _is_count(fact: Fact, per: str) -> bool:
    """Whether a figure counts what a rate is for each of; a price is of any one thing."""
    if fact.figure.kind is not Kind.QUANTITY or fact.scope is not Scope.OWN:
        return False
    if fact.part_of or fact.figure.per:
        return False
    if not per:
        return True
    return class_of(fact) == ("person" if per in {"人", "名"} else (unit_class(per) or per))


def _is_of(fact: Fact, rate: Fact) -> bool:
    """Whether a figure may be the total of a rate: 35人 a term make 人次 together."""
    if fact.figure.per or fact.figure.kind is not rate.figure.kind or fact.scope is not Scope.OWN:
        return False
    mine, theirs = class_of(fact), class_of(rate)
    return mine == theirs or (mine in _HEADS and theirs in _HEADS)


def _place(activity: Activity, fact: Fact) -> int:
    return activity.text.find(fact.figure.text)


def _step(value: Decimal) -> Decimal:
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) and exponent < 0 else 0)
