"""One fact held against another: growth, multiples and ratios."""

import re
from decimal import Decimal
from itertools import combinations
from typing import Final

from drafter.verifying.context import Mention
from drafter.verifying.evidence import Evidence
from drafter.verifying.odds import HUNDRED, NO_COUNTS
from drafter.verifying.operands import (
    PER_ACTIVITY,
    Derivation,
    Reckoner,
    is_change,
    number_of,
    part_said,
    plain_number,
    telling_of,
    year_of,
)
from drafter.verifying.scopes import NOW_IS, of_last_year

__all__ = ["FALL", "growth", "multiple", "ratio", "turn_told"]

_GROWTH: Final = re.compile(
    "增长|提高|上升|下降|减少|增加|增幅|降幅|降低|同比|比(?!例|重)|较|回落|提升|涨"
)
# What is held against last year's number is no growth from one thing to another told beside it.
_YEAR_ON_YEAR: Final = re.compile(r"(?:同比|[比较](?:去年|上年|上一年))[^\d]*$")
_BASE_TOLD: Final = re.compile(
    r"[比较](?:去年|上年|上届|原来)?(?:同期)?的? ?\d[\d.,]*[万亿]?[余多]?(?!年)[\u4e00-\u9fff]{1,2}"
    "(?:增长|上升|提高|下降|减少|增加)了?(?:近|约)?$"
)
_CHANGED_BY: Final = re.compile(
    "(?:[增升降减]幅?|增长|提高|上升|下降|减少|增加|降低)了?(?:近|约)?$"
)
_TOLD_CHANGES: Final = 2
_NEAR: Final = 8
_THIS_YEAR: Final = 9999
_COUNT_NAMED: Final = re.compile("([\u4e00-\u9fff])(?:次|)数")
_BECAME: Final = re.compile("(?:到|至|为|成|→|->)了? ?$")
_MULTIPLE: Final = re.compile("倍|番")
_RATIO: Final = re.compile(r"(\d+)[:：∶](\d+)")
_TURN: Final = re.compile(
    r"(?:由|从)[^，。；]{0,16}?\d[\d.,]*[万亿]?[^，。；]{0,8}(?:到|至|为)了?[^\d，。；]{0,6}\d[\d.,]*[万亿]?"
    r"[^\d。；]{0,14}$"
)
_TURN_BEHIND: Final = re.compile("[由从]")
FALL: Final = re.compile("下降|减少|降低|回落|降幅|减|降|少")
_GREW: Final = re.compile("(?:增长|增加|扩大|提高|多|增|高出?)了?(?:近|约)?$")


def growth(r: Reckoner) -> Derivation | None:
    """Return by what share a fact of one period differs from the other period's."""
    if not (_GROWTH.search(r.claim) or _CHANGED_BY.search(r.mention.lead)):
        return None
    told = _by_change_told(r)
    if told is not None:
        return told
    pool = [item for items in r.near_activities() for item in items][:PER_ACTIVITY]
    # What stands behind is another thing where two numbers stand before: 1860户，比1650户增长.
    counted = [item for item in r.before if item.span and item.measure not in NO_COUNTS]
    stated = counted[-3:] if len(counted) > 1 else [*r.before, *r.after]
    if turn_told(r.mention):
        pool, stated = [], counted[-2:]
    last = {item.number for item in r.before}
    beside_each = [
        pair for pair in combinations(stated, 2) if last & {pair[0].number, pair[1].number}
    ]
    for first, second in (*combinations(pool, 2), *beside_each):
        if first.measure != second.measure or first.span is None or second.span is None:
            continue
        if not _is_of_unit(r, first):
            continue
        beside = first in stated and second in stated and not _YEAR_ON_YEAR.search(r.mention.lead)
        turned = _turned(first, second) or _turned(second, first)
        if not (beside or turned or _other_period(first, second)):
            continue
        for old, new in ((first, second), (second, first)):
            if old.span is None or new.span is None or not old.span.low:
                continue
            if not beside and not _is_older(old, new) and _is_older(new, old):
                continue
            if _turned(new, old) or not _holds_base(r, old, new):
                continue
            change = new.span.low - old.span.low
            if (change < 0) != bool(FALL.search(r.claim)):
                continue
            value = abs(change) / old.span.low * HUNDRED
            if value and r.yields(value, rounded=True):
                shown = (
                    f"({number_of(new)}-{number_of(old)})÷{number_of(old)}={plain_number(value)}%"
                )
                return Derivation((new, old), shown)
    return None


def _by_change_told(r: Reckoner) -> Derivation | None:
    """Return the share that a change just told is of what it began at: 减少9件、下降18.8%.

    What it began at is told too (由115名增至128名), or is what it is now without the change.
    """
    if not _CHANGED_BY.search(r.mention.lead):
        return None
    told = [item for item in r.before if item.span and item.span.single]
    changes = [item for item in told if "-" in item.shown or is_change(item)][-_TOLD_CHANGES:]
    for change in reversed(changes):
        if not _is_of_unit(r, change) and len(changes) > 1:
            continue
        alike = [item for item in told if item is not change and item.measure == change.measure]
        known = {item.span.low for item in alike if item.span}
        by = change.span.low if change.span else Decimal(0)
        fell = bool(FALL.search(r.mention.lead[-_NEAR:]))
        bases = [low for low in known if (low - by if fell else low + by) in known]
        if not bases:
            bases = [low + by if fell else low - by for low in known][-1:]
        for base in bases:
            if base <= 0:
                continue
            value = by / base * HUNDRED
            if r.yields(value, rounded=True):
                shown = f"{number_of(change)}÷{plain_number(base)}={plain_number(value)}%"
                return Derivation((change,), shown)
        return None
    return None


def _is_of_unit(r: Reckoner, change: Evidence) -> bool:
    """Say whether a growth names the unit of a change: 金额增幅, 笔数增长; one that names none."""
    named = _COUNT_NAMED.search(r.mention.lead)
    if named is None:
        return change.measure == "money" or "额" not in r.mention.lead
    unit = change.fact.figure.unit or ""
    return unit == named[1] or (change.measure == "person" and named[1] == "人")


def turn_told(said: Mention) -> bool:
    """Say whether the draft tells what a growth is reckoned from: 由41件降至29件，降幅…."""
    return bool(_TURN.search(said.prefix)) and not _TURN_BEHIND.search(said.suffix)


def multiple(r: Reckoner) -> Derivation | None:
    """Return how many times one fact is another."""
    if not _MULTIPLE.search(r.claim):
        return None
    more = bool(_GREW.search(r.mention.lead))
    told = {item.number for item in (*r.before, *r.after)}
    turned = [[item for item in r.before if item.span][-2:]] if turn_told(r.mention) else None
    return r.pairs(
        turned or r.groups(),
        lambda a, b: ((a - b) / b if more else a / b) if a > b else None,
        "÷",
        rounded=True,
        may=lambda a, b: (
            a.measure == b.measure
            and (
                {a.number, b.number} <= told
                or bool(telling_of(a.mention) & telling_of(b.mention))
                or of_last_year(a) is not of_last_year(b)
                or not (telling_of(a.mention) and telling_of(b.mention))
                or (a.activity == b.activity and NOW_IS.search(a.mention.lead) is not None)
            )
        ),
    )


def ratio(r: Reckoner) -> Derivation | None:
    """Return a ratio of two facts of one unit: 9名 teachers and 45名 pupils are 1:5."""
    match = _RATIO.fullmatch(r.figure.text.strip())
    if match is None or "比" not in r.claim:
        return None
    one, two = Decimal(match[1]), Decimal(match[2])
    if not one or not two:
        return None
    for group in r.groups():
        for first, second in combinations(group, 2):
            if first.span is None or second.span is None or first.measure != second.measure:
                continue
            low, high = first.span.low, second.span.low
            if first.span.single and second.span.single and two * low == one * high:
                return Derivation((first, second), f"{number_of(first)}:{number_of(second)}")
    return None


def _holds_base(r: Reckoner, old: Evidence, new: Evidence) -> bool:
    """Say whether a change is reckoned from the number it is told against: 比去年的1650户增长."""
    if not _BASE_TOLD.search(r.mention.lead) or not r.before:
        return True
    return r.before[-1].span in (old.span, new.span)


def _turned(old: Evidence, new: Evidence) -> bool:
    """Say whether the notes tell that one number became the other: 由9万元降到5.4万元."""
    return (
        old.activity == new.activity
        and new.number == old.number + 1
        and _BECAME.search(new.mention.lead) is not None
    )


def _other_period(first: Evidence, second: Evidence) -> bool:
    return year_of(first) != year_of(second) or part_said(first) != part_said(second)


def _is_older(first: Evidence, second: Evidence) -> bool:
    # What names no year is of the report's own.
    one, two = (year_of(item) or _THIS_YEAR for item in (first, second))
    return one == -1 or (two != -1 and one < two)
