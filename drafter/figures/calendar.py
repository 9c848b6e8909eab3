"""Places in the calendar and stretches of it: dates, months, parts of a month, weekdays, times.

Reads one date at a given place of normalised text; which of two readings holds (3.8 the day, 3.8
the number) is decided by the caller, who sees the context.
"""

import re
from dataclasses import dataclass
from typing import Final

from drafter.figures.numerals import parse_numeral

__all__ = ["CalendarReading", "read_calendar", "read_dotted_date", "valid_day"]

_CN: Final = "〇零○一二三四五六七八九十廿卅"
_YEAR: Final = r"(?:(?:19|20)[0-9]{2}|[〇零○一二三四五六七八九]{4}|[0-9]{2})"
_MONTH: Final = r"(?:1[0-2]|0?[1-9]|十[一二]|十|[一二三四五六七八九]|正|冬|腊)"
_DAY: Final = (
    r"(?:3[01]|[12][0-9]|0?[1-9]|三十一|三十|[二]?十[一二三四五六七八九]|二十|十"
    r"|廿[一二三四五六七八九]?|卅一?|初[一二三四五六七八九十]|[一二三四五六七八九])"
)
# 4月12、7月20 and 1月12到1月24: a bare number that nothing is counted by is the day.
_DAY_ENDS: Final = (
    r"[，,、。；;)）\n]|各[办开]|[至到—~～–-] ?(?:(?:1[0-2]|[1-9])月[0-9]|[0-9]{1,2}[日号])"
)
_POINT: Final = re.compile(
    rf"(?:(?P<y>{_YEAR}) ?年 ?度? ?)?"
    rf"(?:(?P<m>{_MONTH}) ?月(?! ?度)(?P<part>份|[上中下]旬|[初底末中](?![一二三四五六七八九十]))?"
    rf"(?:(?<![份旬底末中]) ?(?P<d>{_DAY})"
    rf"(?: ?[日号](?!楼|院|线|店|门|令|文|机)|(?=[^个0-9{_CN}万余多.%])"
    rf"(?<=[初廿卅一二三四五六七八九十].)|(?<=月[0-9])(?={_DAY_ENDS})|(?<=月[0-9][0-9])(?={_DAY_ENDS})))?"
    rf"(?P<part2>(?<![日号])[上中下]旬)?)?"
)
_BARE_DAY: Final = re.compile(r"(?:3[01]|[12][0-9]|[1-9])(?![0-9.万余多个])")
_JOIN: Final = re.compile(r" ?(?:至|到|—{1,2}|-{1,2}|–|－|～|~|──) ?(?:今年|次年|当年|本年|明年)?")
_DAY_ONLY: Final = re.compile(
    rf"(?P<d>{_DAY}) ?[日号](?!楼|院|线|店|门|令|文|机|子|常|前|益|报|用|渐|本)"
)
_HALF: Final = re.compile(
    r" ?(?:(?P<h>[上下])半年|第?(?P<q>[一二三四1-4]) ?季度"
    r"|(?P<edge>年初|年底|年末|初|底|末)(?![一二三四五六七八九十级中]))"
)
# 95年以来 is the year 1995; 10年 alone is a length of time.
_SHORT_YEAR: Final = re.compile(r"以来|起|至|到|底|初|末|开始|度|以后|以前|版|级")
# 1-6月 behind a year, 5-8日 and 5、6日 behind a month.
_MONTHS: Final = re.compile(
    r" ?(?P<a>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]) ?(?:至|到|—{1,2}|-{1,2}|–|～|~) ?"
    r"(?P<b>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]) ?月份?"
)
_DAYS: Final = re.compile(
    rf" ?(?P<a>{_DAY}) ?(?:至|到|—{{1,2}}|-{{1,2}}|–|～|~) ?"
    rf"(?P<b>{_DAY})(?: ?[日号](?!楼|院|线|店|门|令)|(?=[ \t，,。；;、:：()（）\n]))"
)
_FIRST_OF_DAYS: Final = re.compile(
    rf" ?(?P<d>{_DAY})(?=(?:、{_DAY}){{1,9}}(?: ?[日号]|[两三四五六七八]天))"
)
# 1月18 两节慰问 at the head of a line is a day; 1月18场 and 1月18 2月20 count.
_DAY_OF_LINE: Final = re.compile(
    rf"(?P<d>{_DAY})(?=(?:[ \t\u3000]+|[，,：:]\s*)"
    r"(?![场次人户期个名件份元块万千百亿篇条家支起对批天年月日号])[\u4e00-\u9fff“])"
    r"(?![^\n]*?\d月\d)"
)
_LUNAR_MONTHS: Final = {"正": 1, "冬": 11, "腊": 12}
_LAST_DAY: Final = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_LEAP_LAST: Final = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class CalendarReading:
    """A date or stretch of time that was read.

    Attributes:
        end: Offset one past it.
        value: ISO-like string or a pair of them.
        unit: 年, 月 or 日 where that is the last thing written, None for a full date.
        month: Month of the last point, which a following bare day inherits; 0 without.
        year: Year of the last point, "" without.
    """

    end: int
    value: str | tuple[str, str]
    unit: str | None
    month: int = 0
    year: str = ""
    bare_year: bool = False


def valid_day(month: int, day: int) -> bool:
    """Say whether a month has such a day in some year."""
    return 1 <= month <= 12 and 1 <= day <= _LEAP_LAST[month]


def _number(text: str) -> int:
    if text in _LUNAR_MONTHS:
        return _LUNAR_MONTHS[text]
    text = text.removeprefix("初")
    if text.isascii():
        return int(text)
    numeral = parse_numeral(text)
    return 0 if numeral is None else int(numeral.value)


def _year(text: str) -> str:
    number = _number(text)
    if number >= 100:
        return str(number)
    return str(1900 + number if number >= 50 else 2000 + number)


@dataclass(slots=True)
class _Point:
    year: str
    month: int
    day: int
    part: str
    end: int

    def low(self) -> str:
        return self._place(first=True)

    def high(self) -> str:
        return self._place(first=False)

    def _place(self, *, first: bool) -> str:
        head = self.year or "-"
        if not self.month:
            return self.year
        stem = f"{head}-{self.month:02d}"
        if self.day:
            return f"{stem}-{self.day:02d}"
        last = _LAST_DAY[self.month]
        if self.part in ("上旬", "中旬", "下旬"):
            low, high = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, last)}[self.part]
            return f"{stem}-{low if first else high:02d}"
        if self.part in ("底", "末"):
            return f"{stem}-{last:02d}"
        return stem

    def value(self) -> str | tuple[str, str]:
        if self.part.endswith("旬"):
            return (self.low(), self.high())
        return self.low()

    def unit(self) -> str | None:
        return None if self.day else "月" if self.month else "年"


def _point(text: str, start: int) -> _Point | None:
    match = _POINT.match(text, start)
    if match is None or match.end() == start:
        return None
    year, month, day = match["y"] or "", match["m"], match["d"]
    if not month:
        if len(year) == 2 and _SHORT_YEAR.match(text, match.end()) is None:
            return None
        return _Point(_year(year), 0, 0, "", match.end())
    number, day_number = _number(month), _number(day) if day else 0
    if day_number and not valid_day(number, day_number):
        return None
    part = match["part"] or match["part2"] or ""
    return _Point(_year(year) if year else "", number, day_number, part, match.end())


def read_calendar(text: str, start: int) -> CalendarReading | None:
    """Read the date, month or year that begins at ``start``, with a second one it reaches to.

    Bare years without 年, dotted dates and clock times are not read here.
    """
    first = _point(text, start)
    if first is None:
        return None
    if not first.month:
        half = _HALF.match(text, first.end)
        if half:
            return _part_of_year(first, half)
        months = _MONTHS.match(text, first.end)
        if months:
            low, high = (f"{first.year}-{_number(months[key]):02d}" for key in "ab")
            return CalendarReading(months.end(), (low, high), "月", 0, first.year)
    elif not first.day and not first.part:
        days = _DAYS.match(text, first.end)
        if days and valid_day(first.month, _number(days["b"])):
            stem = first.low()
            low, high = (f"{stem}-{_number(days[key]):02d}" for key in "ab")
            return CalendarReading(days.end(), (low, high), None, first.month, first.year)
        only = _FIRST_OF_DAYS.match(text, first.end)
        if only and valid_day(first.month, _number(only["d"])):
            first.day, first.end = _number(only["d"]), only.end()
        elif text[start - 1 : start] in ("", "\n"):
            alone = _DAY_OF_LINE.match(text, first.end)
            if alone and valid_day(first.month, _number(alone["d"])):
                first.day, first.end = _number(alone["d"]), alone.end()
    joined = _reach(text, first)
    if joined is not None:
        return joined
    return CalendarReading(
        first.end, first.value(), first.unit(), first.month, first.year, not first.month
    )


def _part_of_year(first: _Point, half: re.Match[str]) -> CalendarReading:
    if half["h"]:
        return CalendarReading(
            half.end(), f"{first.year}H{1 if half['h'] == '上' else 2}", "年", 0, first.year
        )
    if half["q"]:
        return CalendarReading(
            half.end(), f"{first.year}Q{_number(half['q'])}", "季度", 0, first.year
        )
    return CalendarReading(half.end(), first.year, "年", 0, first.year)


def _year_reached(year: str, join: str) -> str:
    """Return the year that a stretch reaches to: 2024年11月至次年1月 ends in 2025."""
    return str(int(year) + 1) if year and join.endswith(("次年", "明年")) else year


def _reach(text: str, first: _Point) -> CalendarReading | None:
    join = _JOIN.match(text, first.end)
    if join is None:
        return None
    second = _point(text, join.end())
    if second is None:
        if not first.day:
            return None
        only = _DAY_ONLY.match(text, join.end())
        if only is None or not valid_day(first.month, _number(only["d"])):
            return None
        second = _Point(first.year, first.month, _number(only["d"]), "", only.end())
    elif second.month and not second.year:
        second.year = _year_reached(first.year, join[0])
    bare = _BARE_DAY.match(text, second.end) if first.day and not second.day else None
    if bare is not None and text[second.end - 1] == "月" and valid_day(second.month, int(bare[0])):
        second.day, second.end = int(bare[0]), bare.end()
    return CalendarReading(
        second.end, (first.low(), second.high()), second.unit(), second.month, second.year
    )


_DOTTED: Final = re.compile(
    r"(?P<y>(?:19|20)[0-9]{2})(?P<s>[.\-/—年．])(?P<m>1[0-2]|0?[1-9])(?:(?P=s)(?P<d>3[01]|[12][0-9]|0?[1-9]))?(?![0-9.])"
)


def read_dotted_date(text: str, start: int) -> CalendarReading | None:
    """Read 2025-03-08, 2025/3/8, 2025.3.8 or 2025.03 at ``start``."""
    match = _DOTTED.match(text, start)
    if match is None:
        return None
    month = int(match["m"])
    if match["d"] is None:
        if match["s"] in "—/":
            return None
        return CalendarReading(match.end(), f"{match['y']}-{month:02d}", None, month, match["y"])
    day = int(match["d"])
    if not valid_day(month, day):
        return None
    return CalendarReading(
        match.end(), f"{match['y']}-{month:02d}-{day:02d}", None, month, match["y"]
    )
