"""Averages: a fact by the count of what the draft says it is per."""

import re
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Final

from drafter.verifying.dates import places_of
from drafter.verifying.evidence import Evidence
from drafter.verifying.operands import (
    Derivation,
    Reckoner,
    number_of,
    plain_number,
    shown_as,
    telling_of,
)
from drafter.verifying.products import AVERAGE, counts_for, counts_unit, rate_of
from drafter.verifying.words import Token

__all__ = ["average"]

_YEAR: Final = 12
# So many of the first facts may be the header's.
_HEADER: Final = 8
# 社均6.9万元 is by the count of 合作社.
_EACH_OF: Final = re.compile(
    "([社店组队厂站园班校点台件个项期课节只头村场])均|每(?:个|家|名|位|支)?([\u4e00-\u9fff])"
)
_TIMES: Final = ("day", "week", "month", "year", "hour", "time")
_EACH: Final = re.compile("人均|每人|每名|户均|每户")
_A_DAY: Final = re.compile("每天|每日|日均|每月|每次|每场")
_AS_MUCH: Final = re.compile("相当于|折合|约合|合每")


def average(r: Reckoner) -> Derivation | None:
    """Return a fact by the count of what the draft says it is per."""
    each = _EACH_OF.search(r.mention.lead)
    per = r.figure.per or (each[1] or each[2] if each else None)
    if per is None and not AVERAGE.search(r.mention.lead) and not _AS_MUCH.search(r.claim):
        return None
    groups = r.groups()
    if per is not None:
        groups.append([item for group in groups for item in group])
        months = _of_twelve_months(r, per, groups[-1])
        if months:
            return months
    found = r.pairs(
        groups,
        lambda a, b: a / b,
        "÷",
        rounded=True,
        may=lambda a, b: (
            _yields_unit(r, a, b)
            and (per is None or counts_for(b, per))
            and (a.measure != b.measure or bool(telling_of(a.mention) & _said_around(r)))
        ),
    )
    both = _EACH.search(r.claim) and _A_DAY.search(r.claim)
    return found or (_average_of_two(r, groups) if both else None)


def _said_around(r: Reckoner) -> frozenset[Token]:
    return r.mention.near | r.mention.clause | r.mention.before | r.mention.passed


def _of_twelve_months(r: Reckoner, per: str, items: Sequence[Evidence]) -> Derivation | None:
    """Return a year's number by its months: 全年22场，平均每月近2场."""
    if per != "月" or not AVERAGE.search(r.mention.lead):
        return None
    for item in items:
        if item.span and item.span.single and r.fits(item) and rate_of(item) in ("", "年"):
            months = _months_told(r, item)
            value = item.span.low / months
            if r.yields(value, rounded=True):
                return Derivation((item,), f"{number_of(item)}÷{months}={plain_number(value)}")
    return None


def _months_told(r: Reckoner, item: Evidence) -> int:
    """Return how many months a number is of: those of 1—6月 in its line, or the report's half."""
    for one in (*r.index.line_of(item), *r.index.items[:_HEADER]):
        if one.calendar and (one.activity == item.activity or one.activity < 0):
            ends = places_of(one.fact.figure)
            first, last = ends[0].months[0], ends[-1].months[1]
            if not (ends[0].day or ends[-1].day) and 1 < last - first + 1 < _YEAR:
                return last - first + 1
    return _YEAR


def _yields_unit(r: Reckoner, total: Evidence, count: Evidence) -> bool:
    """Say whether total by count gives the figure's unit: 152人次 by 77人 are 次."""
    if r.fits(total) or (total in r.before and r.fits_loosely(total)):
        return True
    if total.measure == "person-time" and r.measure == "time":
        return count.measure == "person"
    # 5060份 at 23份 a day are 220天.
    return total.measure == count.measure and counts_unit(r.figure.unit, rate_of(count))


def _average_of_two(r: Reckoner, groups: Iterable[Sequence[Evidence]]) -> Derivation | None:
    """A rate by two counts: 1800棵 by 30人 in 3天 are 20棵 each a day."""
    for group in groups:
        single = [item for item in group if item.span and item.span.single and item.span.low]
        for total in single:
            if total.measure != r.measure or total.span is None:
                continue
            for one, two in combinations([item for item in single if item is not total], 2):
                if one.span is None or two.span is None or one.measure == two.measure:
                    continue
                if {one.measure, two.measure}.isdisjoint(_TIMES):
                    continue
                value = total.span.low / (one.span.low * two.span.low)
                if r.yields(value, rounded=True):
                    return shown_as((total, one, two), "÷", value)
    return None
