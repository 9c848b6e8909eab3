"""A rate times its count: 12户, 每户500元."""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from drafter.figures import Kind
from drafter.verifying.evidence import Evidence
from drafter.verifying.operands import (
    Derivation,
    Reckoner,
    months_of,
    number_of,
    plain_number,
    shown_as,
    wholes,
)

__all__ = [
    "AVERAGE",
    "PAID_IN",
    "TOTAL",
    "counts_for",
    "counts_unit",
    "product",
    "rate_of",
    "total_of_pairs",
    "total_of_products",
]

# 共 said of the figure itself, and words that only say that a year's whole is meant.
TOTAL: Final = re.compile(
    "共(?!同|青|建|享|创|产|和)|合计|总计|累计|总数|总量|总额|总人数|总投|总|先后|全部|合起来|加起来|两项|三项|各项|"
    "两场|两次|两批|三场|三次|一并|连同|加上|组成"
)
AVERAGE: Final = re.compile("平均|均(?!已|为|有|在|获|被|由|可|能|以|按|未|无|是)|每")
# 单价3.5元 is per whatever is counted.
_ANY: Final = "*"
# What counts things by a word that does not name them.
_MEASURE_WORDS: Final = frozenset("个支家所处间座条项只头辆台")
_NOUN_BEHIND: Final = re.compile("[\u4e00-\u9fff]{1,5}")
# 14人*2000 pays each.
_TIMES_SIGN: Final = re.compile(r"\d ?([\u4e00-\u9fff])[*×xX]$")
# A ledger's 亩增收 180 元, 一户补 600, 1期按 40 人, 月巡 4 次 are per what begins their label.
_SHORT_PER: Final = re.compile(
    r"(?:^|[，,；;。：:、（(\s])(?:[一1] ?)?([户亩村人床斤期场月天])"
    r"(?:增收|产|补|再补|发|奖|收|按|巡|各)[\u4e00-\u9fff]{0,3} ?$"
)
_YEAR_LONG: Final = re.compile("全年|一年|年度|年内|每年|年均")
_TIMES_A_YEAR: Final = {"季": 4, "月": 12, "周": 52, "半年": 2}
_COUNTED_AGAIN: Final = (("person", "person-time"), ("household", "household-time"))
_EVENTS: Final = frozenset("场次期回趟节堂课班")
_EVENT_MEASURES: Final = frozenset(["event", "time", "session", "节", "堂", "课", "班", "班次"])
# A product of so many digits that count is no chance.
# What a rate without a unit may be paid in: 每只 1180 is no 1180斤.
PAID_IN: Final = ("money", "person", "person-time", "time", "event", "份", "个", None)
_TELLING_DIGITS: Final = 2
_PAIRED: Final = re.compile("的? ?\\d|[的：: ]{1,2}[\u4e00-\u9fff]{0,4}?\\d")
_PAIR: Final = 2
_PER_BEFORE: Final = re.compile(
    "每个?([\u4e00-\u9fff])[^，。；\\d]{0,8}$|(?<![第之])一([天日月年周季户人])[^，。；\\d]{0,6}$"
    "|(日|月|年|周)(?:均|工资|产|补|薪)[^，。；\\d]{0,6}$|(人|户|村|场)均"
)


def product(r: Reckoner) -> Derivation | None:
    """Return a rate times the count of what it is per, in one line of the notes or in near ones."""
    if r.figure.per is not None and AVERAGE.search(r.mention.lead):
        return None
    near = r.near_activities()
    for items in near:
        found = _product_in(r, items, items) or _over_year(r, items)
        if found:
            return found
    return _product_over_lines(r, [item for items in near for item in items])


def _product_in(
    r: Reckoner, rates: Sequence[Evidence], items: Sequence[Evidence]
) -> Derivation | None:
    for rate in rates:
        pers = _rates_of(rate)
        if not pers or not (rate.span and rate.span.single) or not _pays(r, rate):
            continue
        counts = [
            item
            for item in items
            if item is not rate
            and any(counts_for(item, per) for per in pers)
            and item.span
            and item.span.single
        ]
        several = any(
            other is not rate and other.span != rate.span and _rates_of(other) & pers
            for other in rates
        )
        whole = () if several else tuple(wholes(counts))  # 600, 1000 and 2000 each: to each its own
        for chosen in (*((count,) for count in counts), whole):
            number = sum((item.span.low for item in chosen if item.span), Decimal(0))
            value = rate.span.low * number
            if chosen and r.yields(value, rounded=False, operands=(*chosen, rate)):
                left = "+".join(number_of(item) for item in chosen)
                left = f"({left})" if len(chosen) > 1 else left
                shown = f"{left}×{number_of(rate)}={plain_number(value)}"
                return Derivation((*chosen, rate), shown, tells=True)
    return None


def _over_year(r: Reckoner, items: Sequence[Evidence]) -> Derivation | None:
    """Return what a rate in time comes to in a year: 每季度10户, 全年40户次."""
    stretch = months_of(r.mention.lead)
    if stretch is None and not _YEAR_LONG.search(r.mention.lead):
        return None
    months = 12 if stretch is None else stretch[1] - stretch[0] + 1
    for rate in items:
        times = next((n for per, n in _TIMES_A_YEAR.items() if rate_of(rate).startswith(per)), 0)
        times = times * months // 12
        if not times or rate.span is None or not rate.span.single or not _pays(r, rate):
            continue
        value = rate.span.low * times
        if r.yields(value, rounded=False, operands=(rate,)):
            return Derivation((rate,), f"{number_of(rate)}×{times}={plain_number(value)}")
    return None


def total_of_pairs(r: Reckoner) -> Derivation | None:
    """Return what a list of sizes with their counts comes to: 400毫升的62人, 300毫升的20人."""
    if not TOTAL.search(r.claim):
        return None
    for items in r.near_activities():
        pairs = [
            (size, count)
            for size, count in pairwise(items)
            if size.fact.figure.unit == r.figure.unit
            and r.figure.unit is not None
            and _PAIRED.match(size.mention.tail)
            and count.number == size.number + 1
            and count.measure not in (size.measure, None)
        ]
        if len(pairs) < _PAIR or len({count.measure for _, count in pairs}) > 1:
            continue
        value = sum((a.span.low * b.span.low for a, b in pairs if a.span and b.span), Decimal(0))
        if r.yields(value, rounded=False):
            shown = "+".join(f"{number_of(a)}×{number_of(b)}" for a, b in pairs)
            used = tuple(item for pair in pairs for item in pair)
            return Derivation(used, f"{shown}={plain_number(value)}", tells=True)
    return None


def _product_over_lines(r: Reckoner, pool: Sequence[Evidence]) -> Derivation | None:
    """Return a product whose factors stand in several lines: rates of one thing added up, or terms.

    县里一户补600，乡里一户再补200 for 218户; 每人每学期600，两学期 for 60名. So exact a number of
    so many digits comes out of other factors hardly by chance; a short one is not looked for.
    """
    if r.span_digits < _TELLING_DIGITS:
        return None
    found = _product_in(r, pool, pool)
    if found:
        return found
    rates = [
        item
        for item in pool
        if _rates_of(item) and item.span and item.span.single and _pays(r, item)
    ]
    for place, rate in enumerate(rates):
        pers = _rates_of(rate)
        alike = [one for one in rates[place:] if _rates_of(one) & pers]
        if (
            len({before for one in alike if (before := _count_before(one, pool, pers)) is not None})
            > 1
        ):
            alike = [rate]  # 30人每人500元；18人每人300元: to each their own
        counts = [
            item
            for item in pool
            if item.span and item.span.single and any(counts_for(item, per) for per in pers)
        ]
        terms = [item for item in pool if item.span and item.span.single and _is_term(item)]
        for count in counts:
            if count in alike or count.span is None or rate.span is None:
                continue
            if len(alike) > 1:
                total = sum((one.span.low for one in alike if one.span), Decimal(0))
                if r.yields(total * count.span.low, rounded=False):
                    sums = "+".join(number_of(one) for one in alike)
                    shown = f"{number_of(count)}×({sums})={plain_number(total * count.span.low)}"
                    return Derivation((count, *alike), shown, tells=True)
            for term in terms:
                value = rate.span.low * count.span.low * (term.span.low if term.span else 0)
                if term.activity not in (rate.activity, count.activity):
                    continue
                if term not in (rate, count) and r.yields(value, rounded=False):
                    return shown_as((count, rate, term), "×", value)
    return None


def _count_before(rate: Evidence, pool: Sequence[Evidence], pers: set[str]) -> int | None:
    """Return the number of the count that stands right before a rate, None without one."""
    return next(
        (
            item.number
            for item in pool
            if item.number == rate.number - 1
            and item.activity == rate.activity
            and any(counts_for(item, per) for per in pers)
        ),
        None,
    )


def _is_term(item: Evidence) -> bool:
    """Say whether a number counts terms, months or days in which a rate is paid again."""
    return (item.fact.figure.unit or "") in ("学期", "个月", "年", "天", "次", "期", "季度")


def _pays(r: Reckoner, rate: Evidence) -> bool:
    """Say whether a rate times a count gives the figure's unit: 15人 a day for 5天 are 人次."""
    if (rate.measure, r.measure) in _COUNTED_AGAIN:
        return True
    if rate.measure is None and r.measure not in PAID_IN:
        return False
    return r.fits(rate)


def total_of_products(r: Reckoner) -> Derivation | None:
    """Return a total of rates times their counts: 12户每户500元 and 6名每人300元 are 7800元."""
    if not TOTAL.search(r.claim):
        return None
    for items in r.near_activities():
        value, shown, used = Decimal(0), [], []
        for place, rate in enumerate(items):
            per = rate_of(rate)
            if not per or not r.fits(rate) or not (rate.span and rate.span.single):
                continue
            count = next((item for item in reversed(items[:place]) if counts_for(item, per)), None)
            if count is None or count.span is None:
                continue
            value += rate.span.low * count.span.low
            shown.append(f"{number_of(count)}×{number_of(rate)}")
            used += [count, rate]
        if len(shown) > 1 and r.yields(value, rounded=False, operands=used):
            return Derivation(tuple(used), f"{'+'.join(shown)}={plain_number(value)}", tells=True)
    return None


def rate_of(item: Evidence) -> str:
    """Return what a fact is per, read from its own words where the figure does not say it."""
    if item.rate is None:
        item.rate = _read_rate(item)
    return item.rate


def _read_rate(item: Evidence) -> str:
    if item.fact.figure.per is not None:
        return item.fact.figure.per
    if item.mention.lead.endswith(("单价", "均价", "售价")):
        return _ANY
    times = _TIMES_SIGN.search(item.mention.lead)
    if times is not None:
        return times[1]
    short = _SHORT_PER.search(item.mention.lead)
    if short is not None and item.fact.figure.unit in (None, "元", "块", "人", "人次"):
        return short[1]
    match = _PER_BEFORE.search(item.mention.lead)
    return next((group for group in match.groups() if group), "") if match else ""


def _rates_of(item: Evidence) -> set[str]:
    """Return everything that a fact is per: 人 and 年 of 每生每年补1000元."""
    found = set(re.findall("每([\u4e00-\u9fff])", item.mention.lead))
    one = rate_of(item)
    return found | {one} if one else found


def counts_unit(unit: str | None, per: str) -> bool:
    """Say whether a unit is what a rate is per."""
    return bool(unit and per) and (unit == per or {unit, per} <= {"天", "日"})


def counts_for(item: Evidence, per: str) -> bool:
    """Say whether a fact counts what a rate is per: 12户 for 每户, 6名 for 每人."""
    if item.span is None or item.fact.figure.kind is Kind.ORDINAL:
        return False
    if item.measure is None:
        return item.mention.lead.endswith(per) and per != _ANY
    unit = item.fact.figure.unit or item.said_unit or ""
    if per == _ANY:
        return item.measure != "money"
    names = {
        "person": "人名位孩生员童",
        "household": "户家",
        "家": "家户",
        "event": "场",
        "time": "次",
        "村": "村",
        "day": "天日",
        "month": "月",
        "year": "年",
        "week": "周",
    }
    return (
        unit == per
        or (per in _EVENTS and item.measure in _EVENT_MEASURES)
        or per in names.get(item.measure, unit)
        or item.mention.tail.startswith((per, f"行政{per}"))
        or (item.measure in ("个", "家", None) and per in item.mention.lead[-8:])
        or (len(unit) == 1 and unit in _MEASURE_WORDS and _is_noun_of(item, per))
    )


def _is_noun_of(item: Evidence, per: str) -> bool:
    """Say whether a number counts what a rate is per by its noun: 14支代表队, 队伍19支 for 每队."""
    behind = _NOUN_BEHIND.match(item.mention.tail)
    return bool(behind and behind[0].endswith(per)) or per in item.mention.lead.rstrip(" ：:")[-3:]
