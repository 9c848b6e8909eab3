"""Times of the day: 9点半, 下午两点, 晚7-9 at a given place, and what an afternoon reaches to.

A bare 7-9 is a range of anything; right behind 早, 上午 or 晚 it can be nothing but hours.
"""

import re
from typing import Final

from drafter.figures.numerals import parse_numeral
from drafter.figures.page import Found, Page
from drafter.figures.types import Kind

__all__ = ["chinese_clock", "clock", "hour_of_day", "hours"]

_CLOCK: Final = re.compile(r"([01]?[0-9]|2[0-4]) ?[时点](?:([0-5]?[0-9])分?|(半)|(整|钟))?")
# 下午2点到5点, 两点半开到四点: what a clock time reaches to is one as well.
_CLOCK_MARK: Final = re.compile(
    r"(?:上午|下午|早上?|晚上?|凌晨|中午|[今明后昨]天|清晨|周[一二三四五六日天]|[日号午]"
    r"|[0-9一两二三四五六七八九十][点时](?:半|整|[0-9一二三四五十]{1,2}分?)?一?直?开?[至到—–～~-]{1,2})$"
)
_CLOCK_BEHIND: Final = re.compile("(?:准时)?(?:结束|开始|开门|关门|散会|下班|上班|放学|集合|出发)")
_CLOCK_BEFORE: Final = 9
_CN_MINUTE: Final = re.compile(
    "(?:[二三四五]?十[一二三四五六七八九]?|[一二三四五六七八九])分(?!钟)"
)
_AFTERNOON: Final = re.compile(r"(?:下午|晚上?|傍晚)$")
_PART_OF_DAY: Final = re.compile(r"(?:上午|下午|早上?|晚上?|清晨|凌晨|中午|傍晚|夜里)[:： ]?$")
_HOURS: Final = re.compile(
    r"([01]?[0-9]|2[0-4]) ?(?:至|到|—{1,2}|-{1,2}|～|~|–) ?([01]?[0-9]|2[0-4])"
    r"(?: ?[点时](?:半|整|钟)?)?(?![0-9.:：%])"
)
_JOIN: Final = re.compile(r" ?(?:一直)?开?(?:至|到|—{1,2}|-{1,2}|～|~|–) ?")
_NOON: Final = 12


def hour_of_day(page: Page, start: int, hour: int) -> int:
    """Return the hour of 24 that one told at ``start`` is: 下午2:00-5:00 reaches to 17."""
    if hour >= _NOON:
        return hour
    if _AFTERNOON.search(page.text, max(0, start - 2), start):
        return hour + _NOON
    last = page.last
    if last is not None and isinstance(last.value, str) and last.value.startswith("T"):
        begun = int(last.value[1:3])
        if begun >= _NOON and hour + _NOON > begun and _JOIN.fullmatch(page.text, last.end, start):
            return hour + _NOON
    return hour


def clock(page: Page, start: int) -> Found | None:
    """Read 9点半, 14时30分 at ``start``; None for 3点 of a list."""
    text = page.text
    match = _CLOCK.match(text, start)
    if match is None:
        return None
    marked = (
        match[3] is not None or match[4] is not None or (match[2] and text[match.end() - 1] == "分")
    )
    marked = marked or _CLOCK_BEHIND.match(text, match.end()) is not None
    hour_sign = "时" in match.group()
    if not (marked or _CLOCK_MARK.search(text, max(0, start - _CLOCK_BEFORE), start)) and (
        not hour_sign or text[match.end()] in "间候代段"
    ):
        return None
    minute = int(match[2]) if match[2] else 30 if match[3] else 0
    hour = hour_of_day(page, start, int(match[1]))
    return Found(start, match.end(), Kind.DATE, f"T{hour:02d}:{minute:02d}")


def hours(page: Page, start: int) -> Found | None:
    """Read the 7-9 of 早7-9 and 上午9-11点; None where something is counted."""
    text = page.text
    part = _PART_OF_DAY.search(text, max(0, start - 3), start)
    match = None if part is None else _HOURS.match(text, start)
    if part is None or match is None:
        return None
    if match.group()[-1] in "0123456789" and page.unit_at(match.end()) is not None:
        return None
    low, high = int(match[1]), int(match[2])
    if low < _NOON and _AFTERNOON.match(part.group().rstrip(":： ")):
        low += _NOON
    if high <= low < 2 * _NOON and high < _NOON:
        high += _NOON
    if not low < high <= 2 * _NOON:
        return None
    half = ":30" if "半" in match.group() else ":00"
    return Found(start, match.end(), Kind.DATE, (f"T{low:02d}:00", f"T{high:02d}{half}"))


def chinese_clock(page: Page, start: int, end: int) -> Found | None:
    """Read 下午两点, 上午九点半; None for 三点要求."""
    text = page.text
    if text[end] not in "点时" or not _CLOCK_MARK.search(
        text, max(0, start - _CLOCK_BEFORE), start
    ):
        return None
    numeral = parse_numeral(text[start:end])
    if numeral is None or numeral.high is not None or numeral.value > 2 * _NOON:
        return None
    half = text[end + 1] == "半"
    hour = hour_of_day(page, start, int(numeral.value))
    behind = _CN_MINUTE.match(text, end + 1)
    if behind is not None and (told := parse_numeral(behind[0][:-1])) is not None:
        return Found(start, behind.end(), Kind.DATE, f"T{hour:02d}:{int(told.value):02d}")
    return Found(start, end + 1 + half, Kind.DATE, f"T{hour:02d}:{30 if half else 0:02d}")
