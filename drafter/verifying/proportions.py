"""Shares and rates: a part of its whole, whichever of the two the draft names."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Final

from drafter.figures import Kind
from drafter.verifying.context import Mention
from drafter.verifying.evidence import Evidence
from drafter.verifying.growth import FALL
from drafter.verifying.odds import HUNDRED, NO_COUNTS
from drafter.verifying.operands import Derivation, Reckoner, number_of, plain_number, shown_as
from drafter.verifying.products import rate_of
from drafter.verifying.scopes import of_last_year, side_by_side
from drafter.verifying.values import Span, Units, compare_units
from drafter.verifying.words import Token, generic_tokens, is_generic, tokens_of

__all__ = ["counts_alike", "of_last_told", "share", "takes_aim", "whole_of_share"]

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
_CHANGED_BY: Final = re.compile(
    "(?:[增升降减]幅?|增长|提高|上升|下降|减少|增加|降低)了?(?:近|约)?$"
)
# A share in tenths is met by too many sums to be one by them.
_COARSE: Final = Decimal(10)
_VISITS: Final = (
    {"person", "person-time"},
    {"件", "case-time"},
    {"household", "household-time"},
    {"份", "person"},
)
_HALF: Final = re.compile("半|分之|[一二三四五六七八九]成")
_AIM: Final = re.compile("目标|任务|计划|指标")
_COMPLETION: Final = re.compile("完成|达标率|超额|进度")


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
        lambda a, b: a / b * HUNDRED if a <= b or over else None,
        "÷",
        rounded=True,
        may=lambda a, b: (
            a.measure not in NO_COUNTS
            and b.measure not in NO_COUNTS
            and _one_year(a, b)
            and (counts_alike(a, b) or a.span == b.span)
            and not (of_whole and not named and side_by_side(a, b) and not _just_told(r, b))
            and (not parts or a.number in parts or a.number < 0)
            and (not of_last or _just_told(r, a))
            and not takes_aim(a, b)
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
    if stem and not most:
        # 回收率 of 发160 回146: by the characters of a label that is too short to be a word.
        labels = {n: set(_label_of(item)) - {"了", "的"} for n, item in items.items()}
        named = {n for n, label in labels.items() if label and label <= set(match[1])}
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
        counts = [item for item in line if item.measure not in NO_COUNTS and item.span]
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
                if whole.measure in NO_COUNTS or part.span.low > whole.span.low:
                    continue
                if not counts_alike(part, whole) or not _one_year(part, whole):
                    continue
                value = part.span.low / whole.span.low * HUNDRED
                if value < HUNDRED and r.yields(value, rounded=True):
                    return shown_as((part, whole), "÷", value, r.figure)
    return None


def takes_aim(part: Evidence, whole: Evidence) -> bool:
    """Say whether an aim would be the part of what was reached: 目标320人, 完成368人, no 87%."""
    return bool(_AIM.search(_label_of(part))) and not _AIM.search(_label_of(whole))


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
    told = [item for item in r.before if item.span and item.measure not in NO_COUNTS][-1:]
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
        counts = [i for i in group if i.span and i.span.single and i.measure not in NO_COUNTS]
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
                    value = part / whole * HUNDRED
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
                fell = bool(FALL.search(point.mention.lead[-8:]))
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
            value = part.span.low / rate.span.low * HUNDRED
            if value == value.to_integral_value() and r.yields(value, rounded=False):
                shown = f"{number_of(part)}÷{number_of(rate)}%={plain_number(value)}"
                return Derivation((part, rate), shown)
    return None
