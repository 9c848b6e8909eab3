"""What a draft's own numbers refute: a part above its whole, a rise that falls.

Each number may stand in the notes and still be in the wrong place; where two of them cannot both be
right, the draft does not pass.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final, NamedTuple

from drafter.figures import Kind
from drafter.verifying.cases import Case

__all__ = ["Clash", "find_clashes"]

_PART: Final = re.compile("[^。；，,]{0,6}[，,（(]?其中[^，。；、\\d]{0,10}$")
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
# A rate, a limit and the last of a list are no whole: 月均22例，其中….
_NO_WHOLE: Final = re.compile("均|每|各|不少于|分别|至少|[、和与及]$")
_ADDABLE: Final = ("percent", "point", "multiple", "permille", None)


class Clash(NamedTuple):
    """Two figures that cannot both be right, and why."""

    first: Case
    second: Case
    reason: str


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
        if gap is None or ordinal or _NO_WHOLE.search(one.mention.lead):
            continue
        first, second = one.span.low, two.span.low
        if one.measure not in _ADDABLE and _PART.fullmatch(gap) and second > first:
            yield Clash(
                one, two, f"部分“{two.mention.figure.text}”多于总数“{one.mention.figure.text}”"
            )
        reason = _against(gap, one, two, first, second)
        if reason:
            yield Clash(one, two, reason)


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
