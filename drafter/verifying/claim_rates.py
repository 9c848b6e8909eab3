"""One number against another by its claim: differences, growth, ratios, averages, products."""

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from drafter.figures import Kind
from drafter.verifying.claim_operands import (
    GAP,
    Near,
    alike,
    fits,
    gap_of,
    lately_told,
    named_numbers,
    near_numbers,
    totals_of,
)
from drafter.verifying.evidence import Evidence
from drafter.verifying.odds import (
    HUNDRED,
    NO_COUNTS,
    ODDS_CLAIMED,
    Search,
    Told,
    key_of,
    single,
    sum_item,
)
from drafter.verifying.operands import (
    Derivation,
    Reckoner,
    is_change,
    number_of,
    plain_number,
    shown_as,
)
from drafter.verifying.products import PAID_IN, counts_for, rate_of
from drafter.verifying.scopes import of_last_year
from drafter.verifying.words import tokens_of

__all__ = ["RATIO", "average", "compares", "difference", "growth", "product", "ratio"]

MORE: Final = re.compile("多|增|超|领先|高|升|涨|加")
LESS: Final = re.compile("少|减|降|低|落|缩")
_COMPARED: Final = re.compile("比|较|领先|净|相差|同比|环比|每[期次月季年]")
EACH: Final = re.compile(
    "(?:每|平均每)一?(?:个|名|位|支|家)?([\u4e00-\u9fff])|([人户场日天月周次村组班队期社年篇条个件])均|(平均)"
)
RATIO: Final = re.compile(r"(\d+)[:：∶](\d+(?:\.\d+)?)")
_TENTH: Final = Decimal("0.05")
_ONE: Final = Decimal(1)
_WEEKS: Final = 52
_LASTING: Final = ("day", "month", "week", "year", "学期")


def _pairs(
    r: Reckoner, told: Told, fits: Callable[[Evidence], bool]
) -> Iterator[tuple[Evidence, Evidence]]:
    """Yield what may be held against each other: the number just told and another of its kind.

    Where last year is spoken of, the other is last year's alone.
    """
    last_year = re.search("去年|上年|同比|同期|上[一]?届", r.mention.clause_text)
    lately = lately_told(told, lambda item: fits(item) and "-" not in item.shown)
    if last_year:
        known = [item for item in near_numbers(r) if fits(item) and of_last_year(item)]
        for one in lately[:2]:
            for two in known:
                if alike(one, two) and not of_last_year(one):
                    yield one, two
        return
    for count, one in enumerate(lately[:2]):
        for two in lately[count + 1 : 4]:
            if alike(one, two):
                yield one, two
    label = told.before[-1] if told.before else None
    if label is not None and (label.calendar or label.fact.figure.kind is Kind.ORDINAL):
        beside = [item for item in single(r.index.line_of(label)) if item is not label]
        for two in (item for item in beside if fits(item)):
            for one in lately[:1]:
                if alike(one, two):
                    yield one, two
    versus = re.search("(?:[比较]|领先|超过?)([^，。；]{1,10})$", r.mention.lead)
    words = (
        tokens_of(re.sub("(?:多|少|增|减|高|低|领先|超).*$", "", versus[1])) if versus else set()
    )
    for two in near_numbers(r) if words else ():
        if words & two.mention.near and fits(two):
            for one in lately[:2]:
                if one.measure == two.measure is not None or (
                    alike(one, two) and one.activity == two.activity
                ):
                    yield one, two


def compares(r: Reckoner) -> bool:
    """Say whether the words hold one number against another."""
    gap = gap_of(r)
    turned = MORE.search(gap) or LESS.search(gap)
    return bool(turned) and "率" not in gap and "占" not in gap


def difference(r: Reckoner, told: Told) -> Derivation | None:
    """Return by how much one number exceeds another of its kind: 比…多, 领先, 净增."""
    gap = gap_of(r)
    if not _COMPARED.search(r.mention.lead + gap) or not (MORE.search(gap) or LESS.search(gap)):
        return None
    search = Near(r)
    for one, two in _pairs(r, told, lambda item: fits(r, item) and not is_change(item)):
        if one.span and two.span:
            value = abs(one.span.low - two.span.low)
            large, small = (one, two) if one.span.low > two.span.low else (two, one)
            search.offer(value, lambda a=large, b=small, v=value: shown_as((a, b), "-", v))  # type: ignore[misc]
    return search.result(ODDS_CLAIMED)


def growth(r: Reckoner, told: Told) -> Derivation | None:
    """Return by what share, or how many times, one number is more than another."""
    gap = gap_of(r)
    more, less = MORE.search(gap), LESS.search(gap)
    if r.measure == "percent" and not (more or less):
        return None
    search = Near(r, rounded=True)
    for one, two in _pairs(r, told, lambda item: item.measure not in NO_COUNTS):
        if one.span is None or two.span is None:
            continue
        # What is compared is told first, unless the other one follows 比: 比一季度的16对多.
        turned = two in told.before and re.search("比|较", r.mention.lead) is not None
        new, old = (two, one) if turned else (one, two)
        if new.span is None or old.span is None:
            continue
        change = new.span.low - old.span.low
        if r.measure == "multiple":
            ways = [new.span.low / old.span.low] if not more else [change / old.span.low]
        else:
            ways = [abs(change) / old.span.low * HUNDRED] if (change < 0) == bool(less) else []
        for value in ways:
            shown = f"{number_of(new)}÷{number_of(old)}"
            if r.measure == "percent":
                shown = f"({number_of(new)}-{number_of(old)})÷{number_of(old)}"
            shown = f"{shown}={plain_number(value)}{'%' * (r.measure == 'percent')}"
            search.offer(value, lambda a=new, b=old, s=shown: Derivation((a, b), s))  # type: ignore[misc]
    return search.result(ODDS_CLAIMED)


def ratio(r: Reckoner, told: Told) -> Derivation | None:
    """Return a ratio of two counts just told, or of what was told in parts: 8名和2名, 1：3.6."""
    match = RATIO.fullmatch(r.figure.text.strip())
    if match is None or "比" not in r.claim or not Decimal(match[1]):
        return None
    wanted = Decimal(match[2]) / Decimal(match[1])
    terms = [item for item in lately_told(told) if item.measure in ("person", "个", None)][:4]
    sums = [s for one, two in pairwise(terms) if (s := sum_item([one, two]))]
    for one in (*terms, *sums):
        for two in terms:
            if one is two or one.span is None or two.span is None or two.fact.id in one.told:
                continue
            if abs(two.span.low / one.span.low - wanted) < _TENTH:
                return Derivation((one, two), f"{number_of(one)}:{number_of(two)}")
    return None


def average(r: Reckoner, told: Told) -> Derivation | None:
    """Return a number by the count of what it is spread over: 人均, 日均, 平均每顿."""
    lead = r.mention.lead[-GAP:]
    match = EACH.search(lead)
    per = r.figure.per or (match and (match[1] or match[2]))
    if not per and match is None:
        return None
    known = [item for item in near_numbers(r) if rate_of(item) and item.measure == r.measure]
    if any(not per or rate_of(item) == per for item in known):
        return None  # what the notes give each is told wrongly
    search = Near(r, rounded=True)
    lately = lately_told(told)
    totals = lately_told(told, lambda item: fits(r, item))[:2]
    near = near_numbers(r)
    if not totals:
        totals = [*(i for i in named_numbers(r) if fits(r, i)), *totals_of(r, lambda i: fits(r, i))]
    for total in totals:
        counts = [item for item in (*lately, *near) if not per or counts_for(item, per)]
        counts += list(totals_of(r, lambda i: counts_for(i, per))) if per else []
        for count in counts:
            if total.span is None or count.span is None or count is total or count.span.low == 1:
                continue
            value = total.span.low / count.span.low
            search.offer(value, lambda a=total, b=count, v=value: shown_as((a, b), "÷", v))  # type: ignore[misc]
        if per == "周" and total.span is not None:
            value = total.span.low / _WEEKS
            shown = f"{number_of(total)}÷{_WEEKS}={plain_number(value)}"
            search.offer(value, lambda a=total, s=shown: Derivation((a,), s))  # type: ignore[misc]
    return search.result(ODDS_CLAIMED)


def product(r: Reckoner, told: Told) -> Derivation | None:
    """Return what is paid or done each time, by how often: 每日两班, 62天."""
    if r.figure.per is not None or EACH.search(r.mention.lead[-GAP:]):
        return None
    lately, near = lately_told(told), near_numbers(r)
    said = [*lately, *single(told.after)[:2]]
    for pool, counts in (
        (said, lately),
        ([*said, *near], lately),
        ([*said, *near], [*lately, *near]),
    ):
        search = Near(r)
        for rate in {key_of(item): item for item in pool}.values():
            per = rate.said_per or rate_of(rate)
            bare = rate.measure is None and r.measure not in PAID_IN
            if per and not bare and fits(r, rate):
                _offer_products(search, rate, per, counts)
        found = search.result(ODDS_CLAIMED)
        if found is not None:
            return found
    return None


def _offer_products(search: Search, rate: Evidence, per: str, counts: Sequence[Evidence]) -> None:
    """Offer a rate by what it is per, and that again by the days or months that it lasts."""
    times = [item for item in counts if item.measure in _LASTING]
    own = [item for item in search.r.index.line_of(rate) if counts_for(item, per)]
    for count in counts:
        if own and count not in own and not {item.fact.id for item in own} & {*count.told}:
            continue  # 新增3个 每个5万元 pays for those three
        if key_of(count) == key_of(rate) or not (count.span and rate.span):
            continue
        if _ONE in (count.span.low, rate.span.low):
            continue  # by one is no reckoning
        if not (counts_for(count, per) or count.said_unit == per):
            continue
        value = rate.span.low * count.span.low
        used = (count, rate)
        search.offer(value, lambda u=used, v=value: shown_as(u, "×", v), used)  # type: ignore[misc]
        for lasting in times:
            if lasting not in used and lasting.span is not None and lasting.span.low > 1:
                more, all_used = value * lasting.span.low, (*used, lasting)
                search.offer(more, lambda u=all_used, v=more: shown_as(u, "×", v), all_used)  # type: ignore[misc]
