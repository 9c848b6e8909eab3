"""Clock times, the head of a meeting's minutes, and how long something took by its two ends.

时间:7月18日下午2:30 散会4:10 is no work done and stays out of the facts; a draft that says
14时30分, 7月18日 or 历时1小时40分钟 is borne by it all the same.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from drafter.facts import Fact
from drafter.verifying.cases import Case
from drafter.verifying.dates import Place, is_calendar, places_of, same_place
from drafter.verifying.evidence import Evidence, EvidenceIndex
from drafter.verifying.operands import Derivation, Reckoner
from drafter.verifying.types import CheckedFigure, Status
from drafter.verifying.words import is_generic, tokens_of

__all__ = ["clock", "in_dropped", "lasting_hours", "stretches_of", "weekday"]

_NOON: Final = 12
_HALF_HOUR: Final = 30
_HOURS: Final = (
    *("零", "一", "[两二]", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"),
    *("十三", "十四", "十五", "十六", "十七", "十八", "十九", "二十"),
    *("二十一", "二十二", "二十三", "二十四"),
)
_MINUTES_OF_HOUR: Final = 60
# What is dropped because another number stands for it, or because it stands elsewhere.
_REPLACED: Final = re.compile("更正|验算|重复|消息时间")
_TODAY: Final = re.compile("今[天日早晚]|刚[刚才]")
_HEAD: Final = re.compile(r"(?:时间|日期|散会|开会)\s*[:：]?")
_TOLD_CLOCK: Final = re.compile(
    r"(?<![\d:.])(?P<half>下午|晚上?|傍晚)?\s?(?P<hour>[01]?\d|2[0-4])(?:[:：](?P<minute>[0-5]\d)|[点时](?:(?P<past>[0-5]\d)分?|(?P<thirty>半))?)"
    r"(?![\d:：.%])"
)
_JOIN: Final = re.compile(r"\s?(?:[-—–~～]{1,2}|至|到)\s?")
_WEEKDAY: Final = re.compile("(?:周|星期|礼拜)([一二三四五六日天])")


def heads_of(index: EvidenceIndex) -> str:
    """Return what the notes say of when a meeting was held, which is no work done."""
    if index.heads is None:
        index.heads = "\n".join(
            one.text
            for one in index.sheet.dropped
            if _HEAD.search(one.text) and not _REPLACED.search(one.reason)
        )
    return index.heads


def clock(index: EvidenceIndex, case: Case) -> CheckedFigure | None:
    """Accept 9时 and 晚上10点 where the notes write 9点-12点 or 散场十点."""
    value = str(case.mention.figure.value)
    hour, minute = int(value[1:3]), int(value[4:6])
    hours = {hour, hour - _NOON if hour > _NOON else hour}
    numerals = "|".join(f"{h}|{_HOURS[h]}" for h in sorted(hours) if 0 < h <= 2 * _NOON)
    past = "" if not minute else f"(?:半|{minute}分?)" if minute == _HALF_HOUR else f"{minute}分?"
    pattern = rf"(?<![\d十])(?:{numerals})\s?(?:[-—~～至到]\s?\d{{1,2}}\s?)?[点时:：]{past}"
    match = re.search(pattern, f"{index.all_words}\n{heads_of(index)}")
    if match is None:
        return None
    return CheckedFigure(
        figure=case.mention.figure, status=Status.SUPPORTED, reason=f"记录：{match[0]}"
    )


def weekday(index: EvidenceIndex, case: Case) -> str:
    """Accept 每周六 where the notes write 周六一次, which is read as no day."""
    match = _WEEKDAY.search(case.mention.figure.text)
    if match is None:
        return ""
    told = re.search(f"(?:周|星期|礼拜){match[1]}", index.all_words)
    return f"记录：{told[0]}" if told else ""


def in_dropped(index: EvidenceIndex, case: Case) -> str:
    """Accept the day in the head of minutes, or of an errand that the draft tells as well."""
    places = places_of(case.mention.figure)
    if len(places) != 1 or not index.sheet.dropped:
        return ""
    said = {token for token in case.mention.clause if not is_generic(token)}
    for one in index.sheet.dropped:
        if _REPLACED.search(one.reason):
            continue
        for fact in one.figures:
            if not is_calendar(fact.figure) or not _covers(fact.figure.value, places[0], index):
                continue
            if _HEAD.search(one.text) or tokens_of(one.text) & said:
                return f"记录：{one.text[:20]}"
    return _sent_that_day(index, places[0], case)


def _sent_that_day(index: EvidenceIndex, place: Place, case: Case) -> str:
    """Accept a message's day for what it calls today's: 2026-3-9 21:14 over 今天拔河来了16支队."""
    said = {token for token in tokens_of(case.mention.sentence) if not is_generic(token)}
    stamps = [
        one for one in index.sheet.dropped if one.reason == "消息时间" and _days_of(one.figures)
    ]
    for number, one in enumerate(stamps):
        if not any(_covers(day, place, index) for day in _days_of(one.figures)):
            continue
        ends = stamps[number + 1].source.line if number + 1 < len(stamps) else None
        for activity in index.sheet.activities:
            within = activity.source.line > one.source.line and (
                ends is None or activity.source.line < ends
            )
            if within and _TODAY.search(activity.text) and tokens_of(activity.text) & said:
                return f"记录：{one.text[:20]}发的消息"
    return ""


def _days_of(figures: Sequence[Fact]) -> list[object]:
    return [
        fact.figure.value
        for fact in figures
        if is_calendar(fact.figure) and not str(fact.figure.value).startswith("T")
    ]


def _covers(value: object, place: Place, index: EvidenceIndex) -> bool:
    known = [value] if isinstance(value, str) else [one for one in value if isinstance(one, str)]  # type: ignore[attr-defined]
    return any(
        same_place(_place(one), place, index.years) for one in known if not one.startswith("T")
    )


def _place(value: str) -> Place:
    found = re.fullmatch(r"(\d{4})?-{1,2}(\d\d)(?:-(\d\d))?", value)
    if found is None:
        return Place(part=value)
    return Place(year=found[1] or "", month=int(found[2]), day=int(found[3] or 0))


def lasting_hours(r: Reckoner) -> Derivation | None:
    """Return how long it took from one clock time of a line to the next: 2:30, 散会4:10."""
    span = r.figure.value
    if not isinstance(span, Decimal):
        return None
    for line in f"{r.index.all_words}\n{heads_of(r.index)}".split("\n"):
        found = list(_TOLD_CLOCK.finditer(line))
        for one, two in pairwise(found):
            start, end = _minutes(one), _minutes(two)
            if end < start and two["half"] is None:
                end += _NOON * _MINUTES_OF_HOUR
            took = end - start
            if took > 0 and _tells(r, span, took):
                # The line may have no fact at all: any stands for its sheet.
                holder = next((i for i in r.index.items), None)
                if holder is None:
                    return None
                return Derivation((holder,), f"{one[0].strip()}—{two[0].strip()}={took}分钟")
    return None


def _tells(r: Reckoner, value: Decimal, took: int) -> bool:
    hours, minutes = divmod(took, _MINUTES_OF_HOUR)
    if r.measure == "hour":
        if r.mention.tail.startswith(f"{minutes}分"):
            return value == hours
        return r.yields(Decimal(took) / _MINUTES_OF_HOUR, rounded=False)
    if re.search(rf"{hours}个?小时零?$", r.mention.lead):
        return value == minutes
    return value == took


def _minutes(match: re.Match[str]) -> int:
    hour = int(match["hour"])
    if match["half"] and hour < _NOON:
        hour += _NOON
    minute = match["minute"] or match["past"] or ("30" if match["thirty"] else "0")
    return hour * _MINUTES_OF_HOUR + int(minute)


def stretches_of(index: EvidenceIndex) -> list[tuple[Evidence, Place, Place]]:
    """Return the stretches of days: written as one, or as two days with a dash between."""
    if index.day_stretches is None:
        found = []
        for item in index.calendar:
            ends = places_of(item.fact.figure)
            if len(ends) == 2:
                found.append((item, ends[0], ends[1]))
        for one, two in pairwise(index.calendar):
            first, last = places_of(one.fact.figure), places_of(two.fact.figure)
            if one.activity != two.activity or len(first) != 1 or len(last) != 1:
                continue
            gap = one.mention.paragraph[one.mention.figure.end : two.mention.figure.start]
            if _JOIN.fullmatch(gap):
                found.append((one, first[0], last[0]))
        index.day_stretches = found
    return index.day_stretches  # type: ignore[no-any-return]
