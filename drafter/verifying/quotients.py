"""Shares, rates, growth, averages and multiples of facts."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, pairwise
from typing import Final

from drafter.figures import Kind
from drafter.verifying.context import Mention
from drafter.verifying.dates import places_of
from drafter.verifying.evidence import Evidence
from drafter.verifying.operands import (
    PER_ACTIVITY,
    Derivation,
    Reckoner,
    number_of,
    part_said,
    plain_number,
    shown_as,
    year_of,
)
from drafter.verifying.products import AVERAGE, counts_for, counts_unit, rate_of
from drafter.verifying.scopes import NOW_IS, of_last_year, side_by_side
from drafter.verifying.values import Span, Units, compare_units
from drafter.verifying.words import Token, generic_tokens, is_generic, tokens_of

__all__ = [
    "average",
    "counts_alike",
    "growth",
    "multiple",
    "of_last_told",
    "ratio",
    "share",
    "turn_told",
    "whole_of_share",
]

_SHARE: Final = re.compile("占|率|比例|比重|百分|完成|份额|进度")
# 占应检人数680人的90%: the whole is told between.
_RATE_HEAD: Final = re.compile("(?:完成率|进度|达标率)[：:]$")
_SHARE_OF_TOLD: Final = re.compile(r"占[^，。；]{0,16}的(?:约|近)?$|总[^，。；\d]{1,6}的$")
_RATE_WORD: Final = re.compile("([\u4e00-\u9fff]{2,6})率(?:达到?|为|是|超过?|约|近)*$")
_LABEL_START: Final = re.compile(
    r"[\d，,、；;：:（()\s]+[\u4e00-\u9fff%]?(?=[\u4e00-\u9fff])|[，,、；;：:（()\s]+"
)
_SAID_OF_SHARES: Final = "占的了达为到约近"
# 736人期待弹性工作，占46%: a share with no thing of its own is of the number before.
_OF_LAST_TOLD: Final = re.compile("^[（(]?(?:约|近)?占(?:比|到)?(?:约|近)?$")
_OF_WHOLE: Final = re.compile("占([\u4e00-\u9fff]{2,12})的(?:约|近)?$")
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
_BECAME: Final = re.compile("(?:到|至|为|成|→|->)了? ?$")
_MULTIPLE: Final = re.compile("倍|番")
_HUNDRED: Final = Decimal(100)
_YEAR: Final = 12
# So many of the first facts may be the header's.
_HEADER: Final = 8
# A share in tenths is met by too many sums to be one by them.
_COARSE: Final = Decimal(10)
_NO_COUNTS: Final = ("percent", "point", "multiple", "permille", "permille-point")
_VISITS: Final = (
    {"person", "person-time"},
    {"件", "case-time"},
    {"household", "household-time"},
    {"份", "person"},
)
# 社均6.9万元 is by the count of 合作社.
_EACH_OF: Final = re.compile(
    "([社店组队厂站园班校点台件个项期课节只头村场])均|每(?:个|家|名|位|支)?([\u4e00-\u9fff])"
)
_RATIO: Final = re.compile(r"(\d+)[:：∶](\d+)")
_TIMES: Final = ("day", "week", "month", "year", "hour", "time")
_HALF: Final = re.compile("半|分之|[一二三四五六七八九]成")
_COMPLETION: Final = re.compile("完成|达标率|超额|进度")
_TURN: Final = re.compile(
    r"(?:由|从)[^，。；]{0,16}?\d[\d.,]*[万亿]?[^，。；]{0,8}(?:到|至|为)了?[^\d，。；]{0,6}\d[\d.,]*[万亿]?"
    r"[^\d。；]{0,14}$"
)
_TURN_BEHIND: Final = re.compile("[由从]")
_FALL: Final = re.compile("下降|减少|降低|回落|降幅|减|降|少")
_GREW: Final = re.compile("(?:增长|增加|扩大|提高|多|增|高出?)了?(?:近|约)?$")
_EACH: Final = re.compile("人均|每人|每名|户均|每户")
_A_DAY: Final = re.compile("每天|每日|日均|每月|每次|每场")
_AS_MUCH: Final = re.compile("相当于|折合|约合|合每")


def share(r: Reckoner, only: Collection[int] = ()) -> Derivation | None:
    """Return a share of one fact in another, or in the whole that several make.

    Args:
        r: The figure.
        only: The numbers of the facts that it may be a share of; empty for any.
    """
    found = _point_from_percent(r)
    if found:
        return found
    fraction = r.figure.kind is Kind.FRACTION or _HALF.search(r.figure.text)
    if _CHANGED_BY.search(r.mention.lead):
        return None  # 降四成 is no share
    headed = _RATE_HEAD.search(r.mention.prefix)
    if not (
        fraction or headed or _SHARE.search(r.claim) or _SHARE_OF_TOLD.search(r.mention.prefix)
    ):
        return None
    over = bool(_COMPLETION.search(r.claim) or headed)
    of_last = of_last_told(r.mention) and bool(r.before)
    of_whole = "占" in r.claim and "率" not in r.claim
    groups = [*r.groups(), *_last_told_in_lines(r)]
    named = _whole_named(r, groups)
    coarse = (r.figure.step or Decimal(1)) >= _COARSE
    parts = set(only) or _parts_named(r, groups)
    found = r.pairs(
        groups,
        lambda a, b: a / b * _HUNDRED if a <= b or over else None,
        "÷",
        rounded=True,
        may=lambda a, b: (
            a.measure not in _NO_COUNTS
            and b.measure not in _NO_COUNTS
            and _one_year(a, b)
            and (counts_alike(a, b) or a.span == b.span)
            and not (of_whole and not named and side_by_side(a, b) and not _just_told(r, b))
            and (not parts or a.number in parts or a.number < 0)
            and (not of_last or _just_told(r, a) or _just_told(r, b))
            and (not named or bool(named & (b.mention.near | b.mention.before)))
            and (
                not (a.shown or b.shown)
                or (
                    a.span != b.span
                    and (not coarse or (_is_told(r, b) and (_named_by(r, a) or of_last)))
                )
            )
        ),
        part_of_sum=True,
    )
    if only:
        return found
    found = found or _rate_named(r)
    if found or coarse:
        return found
    return _share_of_sum(r, [*r.near_activities(), [*r.before, *r.after]])


def of_last_told(mention: Mention) -> bool:
    """Say whether a share is of the number before: 736人期待弹性工作，占46%."""
    return _OF_LAST_TOLD.search(mention.lead) is not None


def _just_told(r: Reckoner, item: Evidence) -> bool:
    """Say whether a number is the last that the draft tells before the figure."""
    return bool(r.before) and r.before[-1].span == item.span


def _is_told(r: Reckoner, item: Evidence) -> bool:
    """Say whether the draft tells a number before the figure, be it reckoned."""
    return any(one.span == item.span for one in r.before)


def _named_by(r: Reckoner, part: Evidence) -> bool:
    """Say whether a share names its part, be it by one character: 农村 for 进村18场."""
    return bool(set(r.mention.lead[-5:]) & set(_label_of(part)) - set(_SAID_OF_SHARES))


def _parts_named(r: Reckoner, groups: Sequence[Sequence[Evidence]]) -> set[int]:
    """Return the numbers whose own label a rate names: 第一针 of 第一针接种率, 收 of 回收率.

    Of labels that all have the word none is named.
    """
    match = _RATE_WORD.search(r.mention.lead)
    if match is None:
        return set()
    items = {i.number: i for group in groups for i in group if i.number >= 0 and i.span}
    stem = tokens_of(match[1]) - generic_tokens()
    common = stem.intersection(*(item.mention.near for item in items.values()))
    held = {n: (stem - common) & item.mention.near for n, item in items.items()}
    most = max((len(words) for words in held.values()), default=0)
    named = {n for n, words in held.items() if most and len(words) == most}
    # What is the largest of its line is no part of it.
    parts = {n for n in named if any(_larger(one, items[n]) for one in r.index.line_of(items[n]))}
    return parts if len(named) < len(items) else set()


def _larger(one: Evidence, two: Evidence) -> bool:
    alike = compare_units(one.measure, two.measure) is not Units.OTHER
    return bool(alike and one.span and two.span and one.span.low > two.span.low)


def _whole_named(r: Reckoner, groups: Sequence[Sequence[Evidence]]) -> set[Token]:
    """Return the words of the whole that a share is said of, if a fact has them: 占有劳力的60%."""
    match = _OF_WHOLE.search(r.mention.lead)
    if match is None:
        return set()
    said = {token for token in tokens_of(match[1]) if not is_generic(token)}
    known = {token for group in groups for item in group for token in item.mention.near}
    telling = said & known
    # A word of all of them names none.
    return {
        token
        for token in telling
        if not all(token in item.mention.near for group in groups for item in group)
    }


def _rate_named(r: Reckoner) -> Derivation | None:
    """Return the rate that a word names, of the numbers of that word: 取证率, 优良率.

    What it is a share of may stand in another line of the notes, or be the sum of the line.
    """
    match = _RATE_WORD.search(r.mention.lead)
    if match is None:
        return None
    word = match[1]
    stem, first_characters = tokens_of(word), set(word)
    told = [item for item in r.before if item.span and item.span.single]
    for number, line in enumerate([told, *r.near_activities()]):
        counts = [item for item in line if item.measure not in _NO_COUNTS and item.span]
        picked = [item for item in counts if item.span and stem & item.mention.near]
        parts = [item for item in counts if _label_of(item)[:1] in first_characters and item.span]
        sums = [_sum_item(parts)] if len(parts) > 1 else []
        wholes = [*counts, *told, *(i for other in r.near_activities() for i in other)]
        if len(parts) > 1 and number:
            wholes.append(_sum_item(counts))
        for part in (*picked, *sums):
            for whole in wholes:
                if part.span is None or whole.span is None or not whole.span.low:
                    continue
                if whole.measure in _NO_COUNTS or part.span.low > whole.span.low:
                    continue
                if not counts_alike(part, whole) or not _one_year(part, whole):
                    continue
                value = part.span.low / whole.span.low * _HUNDRED
                if value < _HUNDRED and r.yields(value, rounded=True):
                    return shown_as((part, whole), "÷", value, r.figure)
    return None


def _label_of(item: Evidence) -> str:
    """Return the words right before a number, back to the mark or number before it."""
    return _LABEL_START.split(item.mention.lead)[-1]


def _sum_item(parts: Sequence[Evidence]) -> Evidence:
    """Return the sum of some facts as evidence."""
    total = sum((item.span.low for item in parts if item.span), Decimal(0))
    return replace(
        parts[0],
        span=Span(total, total),
        number=-1,
        shown="+".join(number_of(item) for item in parts),
        told=tuple(item.fact.id for item in parts),
    )


def _last_told_in_lines(r: Reckoner) -> list[list[Evidence]]:
    """Return the last number told with each near line's of its unit: 其中家暴类21件，占15.9%."""
    told = [item for item in r.before if item.span and item.measure not in _NO_COUNTS][-1:]
    return [
        [*told, item]
        for line in r.groups()[:-1]
        for item in line
        if told and item is not told[0] and counts_alike(told[0], item)
    ]


def counts_alike(one: Evidence, two: Evidence) -> bool:
    """Say whether two numbers may be part and whole: 81人 of 4545人次, 21件 of 132件次."""
    return (
        compare_units(one.measure, two.measure) is not Units.OTHER
        or {one.measure, two.measure} in _VISITS
    )


def _one_year(one: Evidence, two: Evidence) -> bool:
    """Say whether two facts are of one year; a part of this year's is no share of last year's."""
    return of_last_year(one) is of_last_year(two)


def _share_of_sum(r: Reckoner, groups: Iterable[Sequence[Evidence]]) -> Derivation | None:
    """A share of the whole that several facts make, or that several make of the whole."""
    for group in groups:
        counts = [i for i in group if i.span and i.span.single and i.measure not in _NO_COUNTS]
        for measure in {item.measure for item in counts}:
            alike = [item for item in counts if item.measure == measure]
            if len(alike) < 3:
                continue
            total = sum((item.span.low for item in alike if item.span), Decimal(0))
            for item in alike:
                one = item.span.low if item.span else Decimal(0)
                rest = total - one
                for part, whole, shown in (
                    (one, total, f"{plain_number(one)}÷{plain_number(total)}"),
                    (rest, one, f"({plain_number(total)}-{plain_number(one)})÷{plain_number(one)}"),
                ):
                    if not whole or part > whole:
                        continue
                    value = part / whole * _HUNDRED
                    if r.yields(value, rounded=True):
                        return Derivation(tuple(alike), f"{shown}={plain_number(value)}%")
    return None


def _point_from_percent(r: Reckoner) -> Derivation | None:
    """Last year's share from this year's and the points between: 96.8%, 提高1.3个百分点.

    Or this year's from last year's; 91.2%，比上年提高1.7个百分点 bears no 达到92.9%.
    """
    for items in r.near_activities():
        shares = [item for item in items if item.measure == "percent" and item.span]
        points = [item for item in items if item.measure == "point" and item.span]
        for share in shares:
            for point in points:
                if share.span is None or point.span is None:
                    continue
                fell = bool(_FALL.search(point.mention.lead[-8:]))
                back = "+" if fell else "-"
                for sign, value in (
                    ("-", share.span.low - point.span.low),
                    ("+", share.span.low + point.span.low),
                ):
                    if (sign == back) is of_last_year(share):
                        continue
                    if value > 0 and r.yields(value, rounded=False):
                        shown = (
                            f"{number_of(share)}%{sign}{number_of(point)}={plain_number(value)}%"
                        )
                        return Derivation((share, point), shown)
    return None


def growth(r: Reckoner) -> Derivation | None:
    """Return by what share a fact of one period differs from the other period's."""
    if not (_GROWTH.search(r.claim) or _CHANGED_BY.search(r.mention.lead)):
        return None
    pool = [item for items in r.near_activities() for item in items][:PER_ACTIVITY]
    # What stands behind is another thing where two numbers stand before: 1860户，比1650户增长.
    counted = [item for item in r.before if item.span and item.measure not in _NO_COUNTS]
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
            if (change < 0) != bool(_FALL.search(r.claim)):
                continue
            value = abs(change) / old.span.low * _HUNDRED
            if value and r.yields(value, rounded=True):
                shown = (
                    f"({number_of(new)}-{number_of(old)})÷{number_of(old)}={plain_number(value)}%"
                )
                return Derivation((new, old), shown)
    return None


def whole_of_share(r: Reckoner) -> Derivation | None:
    """Return the whole whose part and share the notes tell side by side: 女工1120人，占职工70%.

    The draft must tell the part too, and the whole come out even.
    """
    told = {item.number for item in (*r.before, *r.after)}
    for items in r.near_activities():
        for part, rate in pairwise(items):
            if rate.measure != "percent" or "占" not in rate.mention.lead or not rate.span:
                continue
            if part.span is None or not part.span.single or not rate.span.low or not r.fits(part):
                continue
            if part.number not in told or rate_of(part):
                continue
            value = part.span.low / rate.span.low * _HUNDRED
            if value == value.to_integral_value() and r.yields(value, rounded=False):
                shown = f"{number_of(part)}÷{number_of(rate)}%={plain_number(value)}"
                return Derivation((part, rate), shown)
    return None


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
                or bool(_worded(a) & _worded(b))
                or of_last_year(a) is not of_last_year(b)
                or not (_worded(a) and _worded(b))
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
            and (a.measure != b.measure or bool(_worded(a) & _said_around(r)))
        ),
    )
    both = _EACH.search(r.claim) and _A_DAY.search(r.claim)
    return found or (_average_of_two(r, groups) if both else None)


def _worded(item: Evidence) -> set[Token]:
    """Return the telling words at a fact."""
    return {token for token in item.mention.near if not is_generic(token)}


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
    one, two = year_of(first), year_of(second)
    return one == -1 or (two != -1 and one < two)
