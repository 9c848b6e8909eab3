"""What a draft's own numbers refute: a part above its whole, a rise that falls.

Each number may stand in the notes and still be in the wrong place; where two of them cannot both be
right, the draft does not pass.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final, NamedTuple

from drafter.figures import Kind, Qualifier
from drafter.verifying.cases import Case
from drafter.verifying.products import counts_for

__all__ = ["Clash", "find_clashes"]

_PART: Final = re.compile("[^。；，,]{0,6}[，,（(]?其中[^，。；、\\d]{0,10}$")
_COMMA: Final = re.compile("[，,：:]")
_UP: Final = "增加?长?|提[高升]|[上攀]升|升|扩大|发展|壮大|跃升|上涨|涨|翻番"
_DOWN: Final = "下降|降低?|减少?|回落|缩短|下跌|压减|缩减"
_TO: Final = re.compile(
    f"[^，。；、\\d]{{0,8}}?(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:到|至|为)了?$"
)
_FROM: Final = re.compile("[由从][^，。；、\\d]{0,12}$")
_THAN: Final = re.compile("[，,]?(?:较|比|与)[^，。；、\\d]{0,10}的$")
_CHANGED: Final = re.compile(
    f"^(?:相比)?[^，。；、\\d]{{0,4}}?(?:(?P<up>{_UP}|多)|(?P<down>{_DOWN}|少))"
)
# A rate, a limit, the last of a list, a change are no whole: 月均22例，其中…; 较8月增加28通，其中….
_NO_WHOLE: Final = re.compile(
    "均|每|各|不少于|分别|至少|[、和与及]$|[比较][^，。；]{1,12}(?:增加?|减少?|多|少|上升|下降|提高|降低)了?$"
)
_ADDABLE: Final = ("percent", "point", "multiple", "permille", None)


_SUMS_UP: Final = re.compile(r"(?:合计|总计|共计|总共|，共)[^，。；\d]{0,6}$")
_NO_PART: Final = re.compile("均|每|各|比|较|同比|增|减|目标|任务|计划")
_ON_AVERAGE: Final = re.compile("均")
_TWICE: Final = re.compile("(?<!平)均每")  # 人均每天20棵
_PER_EACH: Final = re.compile("每|均|各|其中|比|较|增|最|超|多|少|减")
_EACH: Final = re.compile("[每各][^，。；\\d]{0,3}$")
_ROUGHLY: Final = Decimal("0.2")
_REACH: Final = 8
_LISTED: Final = 2
# So many parts with 合计 right behind them are told as all.
_FULL_LIST: Final = 3
_AT_ONCE: Final = re.compile("(?:合计|总计|共计)[为达有]? ?$")
_OPEN: Final = re.compile("其中|等|包括|另|余")


class Clash(NamedTuple):
    """Two figures that cannot both be right, and why; an average alone is blamed for itself."""

    first: Case
    second: Case
    reason: str
    both: bool = True


def find_clashes(cases: Sequence[Case]) -> Iterator[Clash]:
    """Yield the neighbours of the draft that refute each other."""
    counted = [case for case in cases if case.span is not None and case.span.single]
    for one, two in pairwise(counted):
        if one.measure != two.measure or one.span is None or two.span is None:
            continue
        if one.mention.block_number != two.mention.block_number:
            continue
        gap = _between(one, two)
        ordinal = Kind.ORDINAL in (one.mention.figure.kind, two.mention.figure.kind)
        if gap is None or ordinal or _NO_WHOLE.search(_lead_of(one)) or _is_left(one):
            continue
        first, second = one.span.low, two.span.low
        if one.measure not in _ADDABLE and _PART.fullmatch(gap) and second > first:
            yield Clash(
                one, two, f"部分“{two.mention.figure.text}”多于总数“{one.mention.figure.text}”"
            )
        reason = _against(gap, one, two, first, second)
        if reason:
            yield Clash(one, two, reason)
    yield from _against_sums(counted)


def _lead_of(case: Case) -> str:
    """Return the words before a figure back to the last comma, brackets among them."""
    return _COMMA.split(case.mention.prefix)[-1] + case.mention.lead


def _is_left(case: Case) -> bool:
    """Say whether a number is a difference, which has no parts: 超出任务216人，其中4120人."""
    return case.reckoned is not None and "-" in case.reckoned.shown


def _against_sums(cases: Sequence[Case]) -> Iterator[Clash]:
    """Yield totals below a part of their list, and averages that their own numbers refute."""
    for place, case in enumerate(cases):
        span, mention = case.span, case.mention
        if span is None or case.measure in _ADDABLE:
            continue
        before = [
            one
            for one in cases[max(0, place - _REACH) : place]
            if one.mention.sentence == mention.sentence
            and one.mention.block_number == mention.block_number
        ]
        if _SUMS_UP.search(mention.lead) and not _NO_WHOLE.search(mention.lead):
            yield from _above_total(case, before)
        per = mention.figure.per
        if per and _ON_AVERAGE.search(mention.lead) and not _TWICE.search(mention.lead):
            yield from _other_average(case, before, per)


def _above_total(case: Case, before: Sequence[Case]) -> Iterator[Clash]:
    """Yield a part right before 合计 or 总计 that is more than what they add up to."""
    parts = []
    for one in reversed(before):
        if one.measure != case.measure or _NO_PART.search(one.mention.lead[-6:]):
            break
        parts.append(one)
        if "其中" in one.mention.lead:
            break  # what stands before is the whole, and none of what is added up
    if len(parts) < _LISTED:
        return
    for part in parts:
        if part.span and case.span and part.span.low > case.span.low:
            yield Clash(
                part,
                case,
                f"部分“{part.mention.figure.text}”多于合计“{case.mention.figure.text}”",
            )
            return
    if len(parts) < _FULL_LIST or case.chosen is None or _OPEN.search(case.mention.prefix):
        return
    if case.mention.figure.qualifier is not Qualifier.EXACT or not _AT_ONCE.search(
        case.mention.lead
    ):
        return
    listed = sum((part.span.low for part in parts if part.span), Decimal(0))
    if case.span and listed != case.span.low:
        yield Clash(parts[0], case, f"前面几项相加是{listed}，不是这个合计", both=False)


def _other_average(case: Case, before: Sequence[Case], per: str) -> Iterator[Clash]:
    """Yield an average that its own numbers refute: 20场9.8万元，场均2.1万元."""
    total = next((one for one in reversed(before) if one.measure == case.measure), None)
    counts = [one for one in before if one.chosen and counts_for(one.chosen, per)]
    if total is None or total.span is None or case.span is None or len(counts) != 1 or "·" in per:
        return
    count = counts[0].span
    if _EACH.search(counts[0].mention.lead):
        return  # 每村一场 is no count
    if count is None or not count.low or _PER_EACH.search(total.mention.lead):
        return
    apart = before.index(total) - before.index(counts[0])
    if apart not in (1, 2) or total.mention.figure.per or counts[0].mention.figure.per:
        return  # 每村一场 is no number of all
    value = total.span.low / count.low
    if abs(value - case.span.low) > _ROUGHLY * value:
        yield Clash(
            total,
            case,
            f"“{total.mention.figure.text}”除以“{counts[0].mention.figure.text}”不是这个平均数",
            both=False,
        )


def _between(one: Case, two: Case) -> str | None:
    """Return what stands between two figures of one sentence, None if that is not at hand."""
    length = two.mention.figure.start - one.mention.figure.end
    prefix = two.mention.prefix
    return prefix[-length:] if 0 < length <= len(prefix) else None


def _against(gap: str, one: Case, two: Case, first: Decimal, second: Decimal) -> str:
    """Say how a change goes against its own numbers, "" if it does not."""
    to = _TO.fullmatch(gap)
    if to is not None and _FROM.search(one.mention.lead):
        rose = to["up"] is not None
        if first != second and rose is not (second > first):
            return f"从“{one.mention.figure.text}”到“{two.mention.figure.text}”，与说的升降不符"
    if _THAN.search(gap) and len(gap) < 20:
        changed = _CHANGED.match(two.mention.tail)
        if changed is not None and first != second:
            rose = changed["up"] is not None
            if rose is not (first > second):
                return (
                    f"“{one.mention.figure.text}”与“{two.mention.figure.text}”相比，与说的升降不符"
                )
    return ""
