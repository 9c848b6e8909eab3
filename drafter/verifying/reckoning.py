"""Reckoning by odds: what so few ways could yield so exact a number by chance follows from it.

The rules of totals, shares and products look where a set phrase sends them. A ledger sends nowhere:
its parts stand under each other, its rate in the next line. Here every way that the units allow is
tried among what the paragraph tells and the lines that its words point to, and the figure is
accepted where the number of ways tried, against the number of values that a figure of so many
digits may have, leaves little to chance.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from drafter.figures import Kind, Qualifier
from drafter.verifying.columns import runs_of
from drafter.verifying.evidence import Evidence
from drafter.verifying.growth import turn_told
from drafter.verifying.list_sums import completing, whole_list
from drafter.verifying.odds import (
    HUNDRED,
    NO_COUNTS,
    ODDS,
    ODDS_CLAIMED,
    Search,
    Told,
    adds,
    count_lists,
    key_of,
    kin,
    pool_of,
    single,
    sum_item,
)
from drafter.verifying.operands import Derivation, Reckoner, number_of, plain_number, shown_as
from drafter.verifying.products import AVERAGE, PAID_IN, counts_for, rate_of
from drafter.verifying.proportions import counts_alike, of_last_told, takes_aim
from drafter.verifying.scopes import of_last_year, side_by_side
from drafter.verifying.shares import share_of_all
from drafter.verifying.values import Units, compare_units
from drafter.verifying.words import tokens_of

__all__ = ["Told", "by_odds"]

_REST: Final = re.compile(
    "其余|其他|其它|余下|剩|还有|尚|仍有|仍|未|另有|另外|另|结余|节余|只有|仅|差|余"
)
_CHANGED: Final = re.compile(
    "多|少|增|减|降|升|提高|提升|回落|下跌|超|差|前进|前移|进步|退|缩短|扩大|高|低|节约|节省"
)
_FELL: Final = re.compile("减|少(?!年)|降|回落|下跌|缩短|退|低(?!保)|节")
_RATE: Final = re.compile("率|占|半|比例|比重|成|%|达标|超|完成|百分")
_LAST: Final = re.compile("(?:比|较)(?:去年|上年|上一年|上一?届)")
_GREW: Final = re.compile("增|减|降|升|提高|回落|涨|幅|比(?!例|重|赛)|较|同比")
_RATE_STEM: Final = re.compile(
    "([\u4e00-\u9fff]{1,6})率[^，。；\u4e00-\u9fff]*"
    "(?:(?:达到?|为|是|超过?|约|近|分别|在|和|与|及)[\\d.%、]*)*$"
)
# 1150人次 in 30 are 38人 each time, 516户次 of 86户 are 6次 each.
_SPREAD: Final = (("person-time", "person"), ("household-time", "time"), ("person-time", "time"))
_PAIR: Final = 2
_MOST_RUNS: Final = 24
_WEIGHTS: Final = {
    ("吨", "公斤"): 1000, ("吨", "斤"): 2000, ("公斤", "斤"): 2, ("万斤", "斤"): 10000,
}  # fmt: skip
_PAID_PER: Final = re.compile(
    "[每一1](?:个|名|位)? ?([\u4e00-\u9fff])[^，。；,;\\d]{0,6}$"
    "|([\u4e00-\u9fff])均[^，。；,;\\d]{0,4}$|/([\u4e00-\u9fff]{1,2})"
)
_PAID_EACH: Final = re.compile(r"[每一1] ?([个名位只件套本份床条台盏])[^，。；,;\d]{0,4}$")
_PER_BEHIND: Final = re.compile("^ ?(?:元|块)?(?:/|每|一)([\u4e00-\u9fff]{1,2})")


def by_odds(r: Reckoner, told: Told) -> Derivation | None:
    """Return how a figure follows from facts by a way that is hardly chance, None without one."""
    if r.measure == "percent":
        return _growth(r, told) or _share(r, told) or share_of_all(r, told)
    if r.measure in NO_COUNTS or r.figure.kind is Kind.ORDINAL:
        return None
    return (
        completing(r, told)
        or whole_list(r, told)
        or _difference(r, told)
        or _product(r, told)
        or _average(r, told)
    )


def _difference(r: Reckoner, told: Told) -> Derivation | None:
    """Return a difference that the words claim: 其余, 还剩, 比去年多; both ends of one thing."""
    words = r.mention.lead[-14:] + r.figure.text[:1]
    rest, changed = _REST.search(words + r.mention.tail[:3]), _CHANGED.search(words)
    if not rest and not changed:
        return None
    plain = r.figure
    if plain.text.startswith("超"):
        r.figure = replace(plain, qualifier=Qualifier.EXACT)
    search = Search(r)
    recent = {key_of(item) for item in (*told.before[-3:], *told.after[:2])}
    fell = bool(_FELL.search(words))
    pool = [
        item for item in pool_of(r, told) if adds(r, item) or item.fact.figure.kind is Kind.ORDINAL
    ]
    # A line's sum is held against last year's number alone.
    sums = _line_sums(r, pool) if changed and not rest else []
    known_last = _LAST.search(r.mention.clause_text) and any(of_last_year(item) for item in pool)
    for first, second in itertools.permutations([*pool, *sums], 2):
        if first.span is None or second.span is None or first.fact.id == second.fact.id:
            continue
        if first.span.low <= second.span.low or not _alike(first, second):
            continue
        years = of_last_year(first) is not of_last_year(second)
        ordinal = first.fact.figure.kind is Kind.ORDINAL
        if changed and not rest:
            if years and not ordinal and of_last_year(first) is not fell:
                continue
            if known_last and not years:
                continue
            if not (years or {key_of(first), key_of(second)} & recent):
                continue
        elif years:
            continue
        summed = bool(first.shown or second.shown) and years
        if (
            not summed
            and not kin(first, second)
            and not {key_of(first), key_of(second)} <= recent
            and not (known_last and years and _only_last(first, second, pool))
        ):
            continue
        if changed and not rest and not r.keeps_to_anchor(first, second):
            continue
        value = first.span.low - second.span.low
        search.offer(value, lambda a=first, b=second, v=value: shown_as((a, b), "-", v))  # type: ignore[misc]
    r.figure = plain
    return search.result(ODDS_CLAIMED)


def _only_last(one: Evidence, two: Evidence, pool: Sequence[Evidence]) -> bool:
    """Say whether last year has one number in this unit, which is then held against the whole."""
    last = one if of_last_year(one) else two
    return sum(of_last_year(item) and item.measure == last.measure for item in pool) == 1


def _alike(one: Evidence, two: Evidence) -> bool:
    """Say whether two numbers may be held against each other: a ledger often gives no unit."""
    kinds = [item.fact.figure.kind is Kind.ORDINAL for item in (one, two)]
    if any(kinds):
        return all(kinds) and one.measure == two.measure
    return compare_units(one.measure, two.measure) in (Units.SAME, Units.UNSTATED)


def _line_sums(r: Reckoner, pool: Sequence[Evidence]) -> list[Evidence]:
    """Return what lists of the near lines make together: 月嫂班168人；育婴班121人；护理班76人."""
    lists = count_lists(r, [item for item in pool if adds(r, item)])
    return [total for group in lists if (total := sum_item(group))]


def _rates(item: Evidence, told_per: str | None = None) -> set[str]:
    """Return everything that a number may be per, as the notes or the draft say it."""
    found = {rate_of(item)} - {""}
    match = _PAID_PER.search(item.mention.lead)
    if match:
        found |= {group for group in match.groups() if group}
    each = _PAID_EACH.search(item.mention.lead)
    if each:
        found.add(each[1])
    behind = _PER_BEHIND.match(item.mention.tail)
    if behind:
        found.add(behind[1])
    if item.fact.figure.unit and "/" in item.fact.figure.unit:
        found.add(item.fact.figure.unit.split("/", maxsplit=1)[1])
    if told_per:
        found.add(told_per)
    return found


def _product(r: Reckoner, told: Told) -> Derivation | None:
    """Return a rate times what it is per, whole lists and other weights included."""
    if r.figure.per is not None and AVERAGE.search(r.mention.lead):
        return None
    search = Search(r)
    pool = pool_of(r, told)
    counts = [item for item in pool if item.measure not in NO_COUNTS]
    sums = [total for group in count_lists(r, counts) if (total := sum_item(group))]
    for rate in pool:
        if not (adds(r, rate) or (rate.measure, r.measure) == ("person", "person-time")):
            continue
        if rate.measure is None and r.measure not in PAID_IN:
            continue
        for per in _rates(rate, rate.said_per):
            several = any(
                one.span != rate.span and adds(r, one) and per in _rates(one, one.said_per)
                for one in pool
            )
            for count in counts if several else (*counts, *sums):
                if count.number == rate.number >= 0 or count.span is None or rate.span is None:
                    continue
                factor = _factor(count, per)
                if not factor:
                    continue
                value = rate.span.low * count.span.low * factor
                search.offer(
                    value,
                    lambda a=count, b=rate, v=value: shown_as((a, b), "×", v),  # type: ignore[misc]
                    (count, rate),
                )
    _offer_products_added(search, r, pool)
    return search.result(ODDS_CLAIMED)


def _offer_products_added(search: Search, r: Reckoner, pool: Sequence[Evidence]) -> None:
    """Offer what rates of several lines come to: 小学22人 每人800, 初中15人 每人1200, 高中…."""
    terms: list[tuple[Evidence, Evidence]] = []
    for line in r.near_activities():
        items = single(line)
        for place, rate in enumerate(items):
            pers = _rates(rate) if adds(r, rate) else set()
            counts = (one for one in reversed(items[:place]) if _counts_any(one, pers))
            count = next(counts, None)
            if count is not None and rate in pool and count in pool:
                terms.append((count, rate))
    terms.sort(key=lambda term: term[0].number)
    for run in itertools.islice(runs_of(terms), _MOST_RUNS):
        value = sum((a.span.low * b.span.low for a, b in run if a.span and b.span), Decimal(0))
        used = [item for term in run for item in term]
        shown = "+".join(f"{number_of(a)}×{number_of(b)}" for a, b in run)
        search.offer(
            value,
            lambda u=used, s=shown, v=value: Derivation(  # type: ignore[misc]
                tuple(u), f"{s}={plain_number(v)}", tells=True
            ),
            used,
        )


def _counts_any(item: Evidence, pers: set[str]) -> bool:
    many = item.span is not None and item.span.low > 1  # 每户 米一袋 现金500: not for one bag
    return many and item.measure not in NO_COUNTS and any(_factor(item, p) == 1 for p in pers)


def _factor(count: Evidence, per: str) -> int:
    """Return how often a rate is paid for one of a number: once, or 1000 times for a ton."""
    if counts_for(count, per):
        return 1
    if per in (count.mention.figure.unit or "") or per in (count.fact.figure.unit or ""):
        return 1
    return _WEIGHTS.get((count.fact.figure.unit or "", per), 0)


def _average(r: Reckoner, told: Told) -> Derivation | None:
    """Return a number by the count of what it is spread over: 均, 平均, 每."""
    if r.figure.per is None and not AVERAGE.search(r.mention.lead):
        return None
    search = Search(r, rounded=True)
    pool = pool_of(r, told)
    per = r.figure.per
    for total, count in itertools.permutations(pool, 2):
        if total.span is None or count.span is None or count.measure in NO_COUNTS:
            continue
        if count.span.low == 1:
            continue  # by one is no reckoning
        if not adds(r, total) and (total.measure, r.measure) not in _SPREAD:
            continue
        if per is not None and not counts_for(count, per):
            continue
        if rate_of(total) or not kin(total, count):
            continue
        value = total.span.low / count.span.low
        search.offer(value, lambda a=total, b=count, v=value: shown_as((a, b), "÷", v))  # type: ignore[misc]
    return search.result(ODDS_CLAIMED)


def _share_of_told(r: Reckoner, told: Told, stem: str) -> Derivation | None:
    """Return the share of the number just told in a whole told before: 94件次，占六成以上."""
    before = [item for item in told.before if item.measure not in NO_COUNTS and item.span]
    if len(before) < _PAIR:
        return None
    part = before[-1]
    if not (of_last_told(r.mention) or tokens_of(stem) & part.mention.near):
        return None
    for whole in reversed(before[:-1]):
        if part.span is None or whole.span is None or whole.span.low <= part.span.low:
            continue
        if not counts_alike(part, whole) or of_last_year(part) is not of_last_year(whole):
            continue
        value = part.span.low / whole.span.low * HUNDRED
        if r.yields(value, rounded=True):
            return shown_as((part, whole), "÷", value, r.figure)
        return None
    return None


def _share(r: Reckoner, told: Told) -> Derivation | None:
    """Return a share of what was just told, or of what the rate's word names, in its whole."""
    if not (_RATE.search(r.claim) or r.figure.kind is Kind.FRACTION):
        return None
    if _GREW.search(r.mention.lead[-6:]):
        return None
    stem = _RATE_STEM.search(r.mention.lead)
    found = _share_of_told(r, told, stem[1] if stem else "")
    if found:
        return found
    counts = [item for item in pool_of(r, told) if item.measure not in NO_COUNTS]
    parts: list[Evidence] = []
    if stem is not None:
        words, characters = tokens_of(stem[1]), set(stem[1])
        parts = [item for item in counts if words & item.mention.near] or [
            item for item in counts if characters & set(item.mention.lead.rstrip()[-2:])
        ]
    recent = [item for item in told.before[-2:] if item.measure not in NO_COUNTS]
    numbers = {item.number for item in parts}
    if any(item.number in numbers for item in recent):
        recent = []  # of those just told, the one that the rate names
    parts += [item for item in recent if item not in parts]
    search = Search(r, rounded=True)
    sums = [total for group in count_lists(r, counts) if (total := sum_item(group))]
    over = "完成" in r.claim or "超" in r.claim
    apart = "占" in r.claim and not r.mention.lead.endswith("的")
    for part in (*parts, *(_sums_of(parts, stem[1]) if stem else ())):
        for whole in (*counts, *sums):
            if part.span is None or whole.span is None or part.span == whole.span:
                continue
            if part.span.low > whole.span.low and not over:
                continue
            if compare_units(part.measure, whole.measure) is Units.OTHER or takes_aim(part, whole):
                continue
            if (
                apart
                and not whole.shown
                and side_by_side(part, whole)
                and told.before[-1:] != [whole]
            ):
                continue  # 线上占 is no share of 线下
            if of_last_year(part) is not of_last_year(whole):
                continue
            value = part.span.low / whole.span.low * HUNDRED
            search.offer(
                value,
                lambda a=part, b=whole, v=value: shown_as((a, b), "÷", v, r.figure),  # type: ignore[misc]
            )
    return search.result(ODDS)


def _sums_of(parts: Sequence[Evidence], stem: str) -> list[Evidence]:
    """Return the sum of what a rate's word names together, one character each: 优良率."""
    own = [i for i in parts if i.number >= 0 and set(i.mention.lead.strip()[-2:]) & set(stem)]
    total = sum_item(own) if len(own) == len(stem) > 1 else None
    return [total] if total else []


def _growth(r: Reckoner, told: Told) -> Derivation | None:
    """Return by what share this year's number differs from last year's of the same thing."""
    if not _GREW.search(r.claim) or turn_told(r.mention):
        return None
    fell = bool(_FELL.search(r.mention.lead[-8:]))
    search = Search(r, rounded=True)
    pool = [item for item in pool_of(r, told) if item.measure not in NO_COUNTS]
    for new, old in itertools.permutations([*pool, *_line_sums(r, pool)], 2):
        if new.span is None or old.span is None or not _alike(new, old):
            continue
        if of_last_year(new) or not of_last_year(old) or not (new.shown or kin(new, old)):
            continue
        if (new.span.low < old.span.low) is not fell:
            continue
        value = abs(new.span.low - old.span.low) / old.span.low * HUNDRED
        shown = f"({number_of(new)}-{number_of(old)})÷{number_of(old)}={plain_number(value)}%"
        search.offer(value, lambda a=new, b=old, s=shown: Derivation((a, b), s))  # type: ignore[misc]
    return search.result(ODDS_CLAIMED)
