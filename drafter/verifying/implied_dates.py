"""Days and years that the notes bear without writing them: a festival's date, a plan's year."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from drafter.facts import ReportKind, Scope
from drafter.figures import Figure
from drafter.verifying.cases import Case
from drafter.verifying.clocks import clock, in_dropped, weekday
from drafter.verifying.dates import (
    Place,
    festival_days,
    is_calendar,
    lies_within,
    places_of,
    same_place,
)
from drafter.verifying.evidence import Evidence, EvidenceIndex
from drafter.verifying.operands import year_of
from drafter.verifying.scopes import of_last_year
from drafter.verifying.types import CheckedFigure, Status
from drafter.verifying.words import is_generic

__all__ = ["calendar_extra", "own_period"]

_PERIOD: Final = "报告所属的时段"
_FIRST: Final = 64
# What follows a number that is no day, or a day that was read as one.
_NO_DATE: Final = r"[\d.%元万亿人倍分吨米日号]"

_ENDS_OF_YEAR: Final = {
    3: "一季度[底末]", 6: "上?半年[底末]|二季度[底末]", 9: "三季度[底末]", 12: "年[底末]",
}  # fmt: skip
# 巾帼创业 24全年, 江口县 24, 茅坪乡 24.10: a heading's year in two digits.
_HEADING_YEAR: Final = re.compile(
    r"(?:(?<![\d.])|(?P<place>[县镇乡村区市道联]\s?))(?<![\d.])(?P<year>1[5-9]|2\d)"
    r"(?:(?P<part>全年|年度|[上下](?:半年?)?)|\.(?P<month>1[0-2]|0?[1-9]))?(?=[，,。\s]|$)"
)
_PARTS: Final = {"上": "H1", "下": "H2"}
_QUARTER: Final = re.compile("Q([1-4])")
_NUMERALS: Final = "零一二三四"
# 比2024年, 由2024年的: a year that is held against another.
_COMPARED: Final = re.compile("[比较从由自到至]$")
_RISES: Final = re.compile("增|减|升|降|多|少|到$|至$")
_UNTIL: Final = re.compile("(?:截至|截止到?|截止|到|至)[\u4e00-\u9fff]{0,4}$")
_DECEMBER: Final = 12
_AHEAD: Final = re.compile("将|计划|打算|下一步|下步|拟|目标|明年|谋划|展望|继续")


def calendar_extra(index: EvidenceIndex, case: Case) -> CheckedFigure | None:
    """Accept a day that the notes name by its festival, and a plan's next year."""
    figure = case.mention.figure
    if not is_calendar(figure):
        return None
    if isinstance(figure.value, str) and figure.value.startswith("T"):
        return clock(index, case)
    places = _with_month(case, places_of(figure))
    reached = _begun(case) if case.mention.lead.endswith(("到", "至")) else frozenset()
    written = _written_loosely(index, places, month_end="底" in figure.text, reached=reached)
    if written:
        return CheckedFigure(figure=figure, status=Status.SUPPORTED, reason=written)
    reason = weekday(index, case) if places and places[0].part.startswith("W") else ""
    if len(places) == 1:
        reason = (
            reason
            or in_dropped(index, case)
            or _festival(index, case)
            or _neighbour_year(index, case)
            or _half_year(index, places[0])
            or _second_half(index, case, places[0])
        )
    else:
        known = [places_of(item.fact.figure) for item in index.calendar]
        stretches = {end for ends in known if len(ends) == 2 for end in ends}
        ends_known = [
            any(
                len(one) == 1
                and (
                    same_place(one[0], place, index.years)
                    or lies_within(one[0], place, index.years)
                )
                for one in known
            )
            for place in places
        ]
        over_years = "去年" in case.mention.lead[-4:] and "今年" in figure.text
        in_order = over_years or (places[0].month, places[0].day) < (
            places[1].month,
            places[1].day,
        )
        if (
            all(ends_known)
            and in_order
            and not stretches & set(places)
            and _spans_all(known, places)
        ):
            reason = "起止时间都见于记录"
    reason = (
        reason
        or _own_period(index, places)
        or _same_months(index, places)
        or _joined(index, places)
        or _short_year(index, places)
        or _heading_year(index, places)
    )
    until = None if reason else _until_end(index, places)
    if until is not None:
        told = f"记录：{until.mention.lead[-4:]}{until.fact.figure.text}"
        ids = (until.fact.id,)
        return CheckedFigure(figure=figure, status=Status.SUPPORTED, reason=told, fact_ids=ids)
    if not reason and len(places) == 1 and figure.text.endswith(("底", "末")):
        reason = _end_of_part(index, places[0]) or _end_of_report(index, case, places[0])
    if not reason:
        return None
    return CheckedFigure(figure=figure, status=Status.SUPPORTED, reason=reason)


def _spans_all(known: Sequence[Sequence[Place]], places: Sequence[Place]) -> bool:
    """Say whether no day of these months lies outside: 3月6日至12日 leaves a 5th out."""
    low, high = ((place.month, place.day) for place in (places[0], places[-1]))
    days = {
        (place.month, place.day)
        for ends in known
        for place in ends
        if place.day and low[0] <= place.month <= high[0]
    }
    return not high[1] or all(low <= day <= high for day in days)


def _month_and_day(places: Sequence[Place]) -> tuple[int, int]:
    return places[0].month, places[0].day


def own_period(index: EvidenceIndex, figure: Figure) -> str:
    """Say why a figure is right that tells the report's own half or quarter with its year."""
    if not is_calendar(figure):
        return ""
    places = places_of(figure)
    if figure.text == "上半年" and len(places) == 1 and _half_year(index, places[0]):
        return "半年的记录"
    if not index.sheet.period:
        return ""
    return _PERIOD if _tells_whole_period(index, places) else ""


def _tells_whole_period(index: EvidenceIndex, places: Sequence[Place]) -> bool:
    """Whether 2026年上半年 is told in whole, which can mean nothing but the report's time."""
    period = index.sheet.period
    part = period[4:]
    told = [(place.year, place.part) for place in places]
    return part.startswith(("H", "Q")) and told == [(period[:4], part)]


def _own_period(index: EvidenceIndex, places: Sequence[Place]) -> str:
    """Accept the time that the sheet says the report is of, whoever told it (a message's date)."""
    period = index.sheet.period
    year = period[:4]
    if not year.isdigit():
        return ""
    if _tells_whole_period(index, places):
        return _PERIOD
    if re.search(rf"{year}(?!\s*[年./-]\s*\d)", index.all_words):
        return ""  # a year told of one thing (2020市三八红旗手) is bound to it
    months = [end[4:].lstrip("-") for end in period.split("/")]
    if all(not place.month and not place.part and not place.day for place in places):
        own = all(place.year in {end[:4] for end in period.split("/")} for place in places)
        return "报告所属的年份" if own else ""
    # A day is no report's time: without this any day of a year's report would pass.
    if any(place.day or (place.year and place.year != year) for place in places):
        return ""
    named = [place.part or (f"{place.month:02d}" if not place.day else "") for place in places]
    return _PERIOD if named == months else ""


def _same_months(index: EvidenceIndex, places: Sequence[Place]) -> str:
    """Accept a stretch of the year by its other name: 1至6月 for 上半年, 前三季度 for 1-9月."""
    said = _stretch_of(places)
    if said is None:
        return ""
    for item in index.calendar:
        known = _stretch_of(_ends(item))
        if known is None or known[1:] != said[1:]:
            continue
        if known[0] == said[0] or not said[0] or {known[0] or said[0], said[0]} <= set(index.years):
            return f"记录：{item.fact.figure.text}"
    return ""


def _until_end(index: EvidenceIndex, places: Sequence[Place]) -> Evidence | None:
    """Return what says 今年前9个月 as 到9月底, or 2月至12月 as a bare 2-12 beside a month."""
    said = _stretch_of(places)
    if said is None:
        return None
    for item in index.calendar:
        text, known = item.fact.figure.text, _ends(item)
        if said[1] != 1 or len(known) != 1 or not text.endswith(("底", "末")):
            continue
        years = {"", known[0].year, *index.years}
        until = _UNTIL.search(item.mention.lead) is not None
        if until and known[0].month == said[2] and said[0] in years:
            return item
    bare = (Decimal(said[1]), Decimal(said[2]))
    for item in index.items:
        if item.fact.figure.value == bare and item.fact.figure.unit is None:
            beside = index.by_activity.get(item.activity, ())
            if any(other.calendar and _ends(other)[0].month for other in beside):
                return item
    return None


def _stretch_of(places: Sequence[Place]) -> tuple[str, int, int] | None:
    """Return the year, if one is said, and the months of a stretch of several; None for others."""
    if not places or any(place.day or not (place.month or place.part) for place in places):
        return None
    first, last = places[0].months[0], places[-1].months[1]
    whole = (first, last) == (1, _DECEMBER)
    crosses = len({place.year for place in places} - {""}) > 1
    return None if first >= last or whole or crosses else (places[0].year, first, last)


def _end_of_report(index: EvidenceIndex, case: Case, place: Place) -> str:
    """Accept 截至5月底 where the report is of May."""
    if not _UNTIL.search(case.mention.lead):
        return ""
    for item in index.calendar:
        known = places_of(item.fact.figure)
        if item.activity < 0 and known[-1].months[1] == place.month and not known[-1].day:
            return f"记录：{item.fact.figure.text}"
    return ""


def _short_year(index: EvidenceIndex, places: Sequence[Place]) -> str:
    """Accept 2025年 where the notes write 25年."""
    if len(places) != 1 or not places[0].year or places[0].month or places[0].part:
        return ""
    match = re.search(rf"(?<![\d.]){places[0].year[2:]}年(?!级|内|来|期)", index.all_words)
    return f"记录：{match[0]}" if match else ""


def _heading_year(index: EvidenceIndex, places: Sequence[Place]) -> str:
    """Accept 2024年 and 2024年10月 where the notes' first line has 24全年, 24.10."""
    first = index.sheet.activities[0].text if index.sheet.activities else ""
    if len(places) != 1 or not places[0].year or places[0].day:
        return ""
    for match in _HEADING_YEAR.finditer(first):
        part, month = _PARTS.get((match["part"] or "")[:1], ""), int(match["month"] or 0)
        if match["year"] != places[0].year[2:] or (not match["part"] and not match["place"]):
            continue
        if (places[0].part in ("", part)) and places[0].month in (0, month):
            return f"记录：{match[0]}"
    return ""


def _joined(index: EvidenceIndex, places: Sequence[Place]) -> str:
    """Accept a stretch of months that stretches of the notes make up: 一月到六月, 七至十一月.

    One of these must be longer than a month: two things of two months make no stretch.
    """
    said = _months_of(places)
    if said is None:
        return ""
    known = {months for item in index.calendar if (months := _months_of(_ends(item)))}
    inner = {one for one in known if said[0] <= one[0] and one[1] <= said[1]}
    reached, parts = said[0] - 1, []
    while reached < said[1]:
        following = [one for one in inner if one[0] == reached + 1]
        if not following:
            return ""
        parts.append(max(following, key=lambda one: one[1]))
        reached = parts[-1][1]
    if all(first == last for first, last in parts):
        return ""
    return "记录：" + "、".join(f"{first}—{last}月" for first, last in parts)


def _months_of(places: Sequence[Place]) -> tuple[int, int] | None:
    """Return the months that a stretch without days covers, None for any other."""
    if any(place.day or place.year or not (place.month or place.part) for place in places):
        return None
    if any(place.part and place.months == (1, 12) for place in places):
        return None
    first, last = places[0].months[0], places[-1].months[1]
    return (first, last) if first <= last else None


def _end_of_part(index: EvidenceIndex, place: Place) -> str:
    """Accept 6月底 where the notes say 上半年底, and 12月底 for 年底."""
    words = _ENDS_OF_YEAR.get(place.month)
    match = re.search(words, index.all_words) if words else None
    return f"记录：{match[0]}" if match else ""


def _with_month(case: Case, places: Sequence[Place]) -> tuple[Place, ...]:
    """Return days without a month as days of the last month told before: 5月14日…，15日…."""
    if not any(place.day and not place.month for place in places):
        return tuple(places)
    told = [
        place.month
        for one in case.block
        if one.mention.figure.start < case.mention.figure.start and is_calendar(one.mention.figure)
        for place in places_of(one.mention.figure)
        if place.month
    ]
    if not told:
        return tuple(places)
    return tuple(
        place if place.month or not place.day else replace(place, month=told[-1])
        for place in places
    )


def _begun(case: Case) -> frozenset[tuple[int, int]]:
    """Return the days that the sentence has told before: 从1月13日持续到24日."""
    return frozenset(
        _month_and_day(places_of(one.mention.figure))
        for one in case.beside
        if is_calendar(one.mention.figure) and one.mention.figure.start < case.mention.figure.start
    )


def _written_loosely(
    index: EvidenceIndex,
    places: Sequence[Place],
    *,
    month_end: bool,
    reached: frozenset[tuple[int, int]],
) -> str:
    """Return where the notes write each day in a way that is read as no date: 4.2结束, 1月12到."""
    found = []
    known = [ends for ends in map(_ends, index.calendar) if len(ends) > 1]
    for place in places:
        quarter = _QUARTER.fullmatch(place.part)
        if quarter and not place.year:
            told = re.search(f"[{quarter[1]}{_NUMERALS[int(quarter[1])]}]季", index.all_words)
            if told is None:
                return ""
            found.append(told[0])
            continue
        if not place.month or (place.year and index.years and place.year not in index.years):
            return ""
        month, day = place.month, place.day
        if any(p[0].month == month and p[0].day == day for p in map(_ends, index.calendar)):
            continue
        if any(
            _month_and_day(p[-1:]) == (month, day) and _month_and_day(p) in reached for p in known
        ):
            found.append(f"{month}月{day}日")
            continue
        written = rf"{month}\s?[月./．-][\s，]?0?{day}(?!{_NO_DATE})" if day else rf"{month}\s?月"
        if month_end:
            written = rf"{month}\s?月底"
        match = re.search(rf"(?<![\d.]){written}", index.all_words)
        if match is None and day:  # 10月12、13两天
            listed = rf"(?<![\d.]){month}\s?月\d{{1,2}}日?、{day}(?=[日号两三四五]|[，。；\s]|$)"
            match = re.search(listed, index.all_words)
        if match is None:
            return ""
        found.append(match[0])
    return f"记录：{'、'.join(found)}" if found else ""


def _ends(item: Evidence) -> tuple[Place, ...]:
    return places_of(item.fact.figure)


def _festival(index: EvidenceIndex, case: Case) -> str:
    (place,) = places_of(case.mention.figure)
    if not place.month or (place.year and index.years and place.year not in index.years):
        return ""
    wanted = f"--{place.month:02d}" + (f"-{place.day:02d}" if place.day else "")
    for name, day in festival_days():
        if (
            day.startswith(wanted)
            and name in index.all_words
            and not _held_on(index, case, name, place)
        ):
            return f"“{name}”即{int(day[2:4])}月{int(day[5:7])}日"
    return ""


def _held_on(index: EvidenceIndex, case: Case, name: str, place: Place) -> bool:
    """Say whether the notes date what was done for a festival: 家庭日活动定的是5月14号."""
    said = {token for token in case.mention.near if not is_generic(token)}
    return any(
        ends[0].month == place.month and ends[0].day and ends[0].day != place.day
        for item in index.calendar
        if name in item.mention.lead or (name in item.mention.prefix and said & item.mention.near)
        for ends in [places_of(item.fact.figure)]
    )


def _tells_this_year(case: Case) -> bool:
    """Say whether a year heads numbers that are all this year's: 2024年，发放贷款80笔."""
    if _COMPARED.search(case.mention.prefix):
        return False
    told = []
    for one in case.beside:
        if one.mention.figure.start <= case.mention.figure.start:
            continue
        if is_calendar(one.mention.figure):
            break
        if one.chosen is not None and not _RISES.search(one.mention.lead):
            told.append(one.chosen)
    return bool(told) and not any(of_last_year(item) or year_of(item) for item in told)


def _half_year(index: EvidenceIndex, place: Place) -> str:
    """Accept 上半年 in the report of a half year."""
    if (
        place.part == "H1"
        and (not place.year or place.year in index.years)
        and (
            index.sheet.kind is ReportKind.HALF_YEAR
            or index.sheet.period.endswith("H1")
            or "半年" in index.all_words
            or any("半年" in activity.heading for activity in index.sheet.activities[:_FIRST])
            or "半年" in index.sheet.title
        )
    ):
        return "半年的记录"
    return ""


def _second_half(index: EvidenceIndex, case: Case, place: Place) -> str:
    """Accept 下半年 where a first half's report tells what is planned: 下半年工作打算."""
    own = not place.year or place.year in index.years
    planned = place.part == "H2" and own and index.sheet.period.endswith("H1")
    if planned and _AHEAD.search(case.heading + case.mention.sentence):
        return "下一阶段的打算"
    return ""


def _neighbour_year(index: EvidenceIndex, case: Case) -> str:
    (place,) = places_of(case.mention.figure)
    if not place.year or place.month or place.part:
        return ""
    years = {int(year) for year in index.years}
    if int(place.year) - 1 in years and _AHEAD.search(case.heading + case.mention.sentence):
        return "下一年度的打算"
    if (
        int(place.year) + 1 in years
        and not _tells_this_year(case)
        and any(
            item.fact.scope is Scope.LAST_YEAR or re.search("去年|上年|同比", item.mention.sentence)
            for item in index.items
        )
    ):
        return "记录里的上年"
    return ""
