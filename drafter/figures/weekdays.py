"""Days of the week: 每周二, 周一至周五, and lists that leave 周 out: 周一三五, 每周1、3, 周六日."""

import re
from typing import Final

from drafter.figures.page import Found, Page
from drafter.figures.types import Kind

__all__ = ["follows_weekday", "numbered_weekday", "read_weekday", "sunday"]

_WEEKDAYS: Final = "一二三四五六日"
_WEEKDAY: Final = re.compile(r"(?:每(?:个)?|本|上|下)?(?:周|星期|礼拜)$")
_WEEK_RUN: Final = re.compile("一?二?三?四?五?六?日?")
_WEEK_COUNT: Final = re.compile(
    r" ?(?:次|场|期|课|讲|节|堂|练|学|题|会|天|个|篇|更|报|调度|小时|部|例|回|条|班|轮|趟|遍|封|份"
    r"|周(?![一二三四五六日天])|[年岁])"
)
_WEEK_REACH: Final = re.compile(
    r" ?(?:至|到|—{1,2}|-{1,2}|～|~|–) ?(?:周|星期|礼拜)?([一二三四五六日天])"
)
_WEEK: Final = re.compile(
    r"(?<!第)(?<![0-9一二两三四五六七八九十几多])(每(?:个)?)?(?:周|星期|礼拜) ?$"
)
# 每周1、3、5 and 周1到周5: one number alone may count what is done in a week.
_MORE_DAYS: Final = re.compile(
    r" ?(?:[、,，/和至到~～—–-]{1,2}) ?(?:周|星期|礼拜)?[1-7](?![0-9.:：])"
)
_LIST: Final = re.compile(r"[1-7](?: ?[、,，/和] ?(?:周|星期|礼拜)?[1-7](?![0-9.:：]))*")
_LISTING: Final = frozenset(["、", ",", "，", "/", "和"])
_REACHES: Final = re.compile(
    r" ?(?:至|到|—{1,2}|-{1,2}|～|~|–) ?(?:周|星期|礼拜)?([1-7])(?![0-9.:：])"
)
_UNIT: Final = "星期"
# 周六日间照料 and 周六日常值班 name no Sunday.
_DAY_WORDS: Final = frozenset("间常均子用托本前后期程报记出落")


def read_weekday(page: Page, start: int, end: int) -> Found | None:
    """Read 每周二, 星期三, 周一至周五; None for 每周三次."""
    text = page.text
    if (
        end - start > 1
        and _WEEK_RUN.fullmatch(text, start, end)
        and not _WEEK_COUNT.match(text, end)
    ):
        end = start + 1  # 周一三五: each by itself
    if end - start != 1 or text[start] not in _WEEKDAYS:
        return None
    if text[start - 1] == "、":
        return _next_weekday(page, start, end)
    if follows_weekday(page, start):
        return _next_weekday(page, start, end)  # 每周二四
    prefix = _WEEKDAY.search(text, max(page.done, start - 4), start)
    last_week = prefix is not None and text[prefix.start() - 1 : prefix.start()] in ("末", "逢")
    if prefix is None or (_WEEK_COUNT.match(text, end) and not last_week):
        return None
    low = f"W{_WEEKDAYS.index(text[start]) + 1}"
    per = "周" if prefix.group().startswith("每") else None
    reach = _WEEK_REACH.match(text, end)
    if reach is not None:
        high = (
            f"W{'一二三四五六日天'.index(reach.group(1)) % 7 + 1 if reach.group(1) != '天' else 7}"
        )
        return Found(prefix.start(), reach.end(), Kind.DATE, (low, high), _UNIT, per=per)
    return Found(prefix.start(), end, Kind.DATE, low, _UNIT, per=per)


def follows_weekday(page: Page, start: int) -> bool:
    """Say whether a weekday ends right here: 每周二四."""
    return page.last is not None and page.last.end == start and page.last.unit == _UNIT


def sunday(page: Page, start: int) -> Found | None:
    """Read the 日 of 周六日 and 周六、日, which begins at ``start``."""
    last = page.last
    if last is None or last.unit != _UNIT or start - last.end > 1 or last.value == "W7":
        return None
    if page.text[last.end : start] not in ("", "、") or page.text[start + 1] in _DAY_WORDS:
        return None
    return Found(start, start + 1, Kind.DATE, "W7", _UNIT, per=last.per)


def numbered_weekday(page: Page, start: int, end: int) -> Found | None:
    """Read 每周1、3、5 and 周1到周5, whose first digit stands at ``start``; None for 每周3次."""
    text = page.text
    if end - start != 1 or text[start] not in "1234567":
        return None
    last = page.last
    if (
        last is not None
        and last.unit == _UNIT
        and text[last.start + len("每") : last.end].strip("周星期礼拜 ").isascii()
        and text[last.end : start].strip(" 周星期礼拜") in _LISTING
        and not _counted(page, start)
    ):
        return Found(start, end, Kind.DATE, f"W{text[start]}", _UNIT, per=last.per)
    week = _WEEK.search(text, max(page.done, start - 5), start)
    if week is None or _MORE_DAYS.match(text, end) is None or _counted(page, start):
        return None
    per = "周" if week[1] else None
    reach = _REACHES.match(text, end)
    if reach is not None:
        if text[start] >= reach[1] or page.unit_at(reach.end()) is not None:
            return None  # 每周2-3次
        value = (f"W{text[start]}", f"W{reach[1]}")
        return Found(week.start(), reach.end(), Kind.DATE, value, _UNIT, per=per)
    return Found(week.start(), end, Kind.DATE, f"W{text[start]}", _UNIT, per=per)


def _counted(page: Page, start: int) -> bool:
    """Say whether a unit stands behind the numbers of a list: 每周1、2次, but not 每周2、4晚."""
    listed = _LIST.match(page.text, start)
    unit = None if listed is None else page.unit_at(listed.end())
    return unit is not None and unit.unit.text != "晚"


def _next_weekday(page: Page, start: int, end: int) -> Found | None:
    """每周一、三、五: a bare digit behind a weekday is one too."""
    last = page.last
    if last is None or start - last.end > 1 or last.unit != _UNIT:
        return None
    if _WEEK_COUNT.match(page.text, end):
        return None
    number = _WEEKDAYS.index(page.text[start]) + 1
    return Found(start, end, Kind.DATE, f"W{number}", _UNIT, per=last.per)
