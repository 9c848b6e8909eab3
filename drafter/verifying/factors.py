"""The two sides of a product in a ledger: 1万×7, 22个*1500, 一等2×2千: how many, and so much each.

Neither side need say what it is. What is paid is told by 元, 万 or 千, or by being the bare number
beside a count; the label before the product is that of both.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from drafter.facts import Fact
from drafter.figures import Figure, Kind
from drafter.verifying.context import Mention

__all__ = ["TIMES", "read_factors"]

TIMES: Final = ("×", "*", "x", "X", "＊")
_SCALED: Final = re.compile("[万千百]")
# No one is paid less than this, and counts of what each got (8次×12) are smaller.
_LEAST_PAID: Final = 50
_ANY: Final = "个"
_NO_COUNT: Final = (Kind.MONEY, Kind.PERCENT, Kind.PERIOD, Kind.DATE)


def read_factors(found: Sequence[tuple[Fact, Mention]]) -> list[tuple[Fact, Mention]]:
    """Return an activity's facts with what is paid in each product read as money for each."""
    read = list(found)
    for place in range(len(read) - 1):
        (one, before), (two, behind) = read[place], read[place + 1]
        if not (before.tail.startswith(TIMES) and behind.lead.endswith(TIMES)):
            continue
        near = behind.near | before.near
        behind = replace(behind, near=near, clause=behind.clause | near)
        read[place + 1] = (two, behind)
        paid = _paid(one.figure, two.figure)
        if paid is None:
            continue
        fact, mention = (one, before) if paid is one.figure else (two, behind)
        count = two.figure if paid is one.figure else one.figure
        per = None if count.value == 1 else _per(count)  # what one gets is all of it
        figure = replace(paid, kind=Kind.MONEY, unit="元", per=per)
        read[place + (paid is two.figure)] = (
            replace(fact, figure=figure),
            replace(mention, figure=figure),
        )
    return read


def _paid(one: Figure, two: Figure) -> Figure | None:
    """Return the side that is paid, None where neither is seen to be."""
    for paid, count in ((one, two), (two, one)):
        if paid.kind is Kind.MONEY and count.kind is not Kind.MONEY:
            return paid
    for paid, count in ((one, two), (two, one)):
        if paid.unit is not None or not isinstance(paid.value, Decimal):
            continue
        if _SCALED.search(paid.text) and not _SCALED.search(count.text):
            return paid
        if count.unit and count.kind not in _NO_COUNT and paid.value >= _LEAST_PAID:
            return paid
    return None


def _per(count: Figure) -> str:
    unit = count.unit or _ANY
    return "人" if unit in ("名", "位") else unit
