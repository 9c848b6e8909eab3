"""Which numerals are dates: the context that tells 3.8 the day from 3.8 the number.

The forms themselves are read in ``calendar``; here stand the rules that need what is around them.
"""

import re
from typing import Final

from drafter.figures.amounts import price_after
from drafter.figures.calendar import CalendarReading, read_calendar, read_dotted_date, valid_day
from drafter.figures.hours import clock, hours
from drafter.figures.numerals import parse_numeral
from drafter.figures.page import Found, Page, not_figure
from drafter.figures.scopes import read_scope
from drafter.figures.types import Kind
from drafter.figures.weekdays import numbered_weekday

__all__ = [
    "arabic_date",
    "chinese_date",
    "chinese_listed_month",
    "read_half_year",
    "read_quarter",
]

_JOIN: Final = r" ?(?:至|到|—{1,2}|-{1,2}|～|~|–) ?"
_M: Final = r"(1[0-2]|0?[1-9])"
_D: Final = r"(3[01]|[12][0-9]|0?[1-9])"
# 5号楼, 2号路 and 门牌23号 name places.
_NO_DAY_NUMBER: Final = frozenset(
    "楼院线店门令文机召码通称段地路灯车工桌坝井库厅馆厂棚房间屋室桥站点岗柜组"
)
_HOUSE_MARKS: Final = frozenset("-—第牌")
_DAY_MARK: Final = (
    r" ?[日号](?![楼院线店门令文机召码通称段路灯车工桌坝井库厅馆厂棚房间屋室桥站点岗柜机组])"
)
_SHORT_YEAR: Final = re.compile(
    r"[0-9]{2} ?年(?=以来|起|至|到|底|初|末|开始|[0-9]{1,2}月|度|以后|以前)"
)
_NO_DAY_AFTER: Final = (
    "内",
    "常",
    "用",
    "益",
    "报",
    "元",
    "之内",
    "以内",
    "子",
    "均",
    "渐",
    "本",
    "照",
    "以上",
    "左右",
    "游",
    "无",
    "三餐",
)
_REACH_DAY: Final = re.compile(rf"{_JOIN}{_D}{_DAY_MARK}")
# 1-9月213人次 counts for nine months, 6-8月15日 is no such stretch.
_SHORT_MONTHS: Final = re.compile(
    rf"{_M}{_JOIN}{_M} ?月(?!龄)份?(?![0-9]{{1,2}} ?(?:[日号]|[至到—–～~-]))"
)
_SHORT_DAYS: Final = re.compile(rf"{_D}{_JOIN}{_D}{_DAY_MARK}")
_LISTED: Final = re.compile(r"[、和](?:[0-9]{1,2}[、和]){0,20}[0-9]{1,2} ?(月|日|号)(?![楼院])")
_MONTH_DAY: Final = re.compile(rf"{_M}([.·•・‧]){_D}(?![0-9.])")
_DOTTED_REACH: Final = re.compile(rf"{_JOIN}{_M}[.·•]{_D}(?![0-9.万%])")
# 24.2.15 and 25.12.3 are days; 3.2.1 numbers a section.
_SHORT_DOTTED: Final = re.compile(rf"(1[5-9]|[23][0-9])([.．]){_M}[.．]{_D}(?![0-9.．])")
_YEAR: Final = re.compile(r"(?:19[5-9][0-9]|20[0-4][0-9])(?![0-9,.])")
_LATER_DAY: Final = re.compile(rf"{_JOIN}{_D}(?![0-9.万亿千%])")
_DOTTED_MONTHS: Final = re.compile(
    rf"((?:19|20)[0-9]{{2}})[.．]{_M}{_JOIN}((?:19|20)[0-9]{{2}})[.．]{_M}(?![0-9.．])"
)
# 2021.3-5 and 2023.9—12: the months of one year.
_MONTHS_OF_YEAR: Final = re.compile(
    rf"((?:19|20)[0-9]{{2}})[.．]{_M}{_JOIN}{_M}(?=[ \t]*[)）\n，,、。；;]|[ \t]+[\u4e00-\u9fff])"
)
_OF_YEAR: Final = re.compile("(?:今|去|上|本|全|当|[0-9])年前$")
_MONTHS: Final = 12
_RECENT: Final = re.compile("(?:199[0-9]|20[0-3][0-9])")
_YEARS: Final = re.compile(
    r" ?(?:-{1,2}|—{1,2}|–|～|~|至|到) ?((?:19|20)[0-9]{2}) ?(学?年度?)?(?![0-9])"
)
_BAND: Final = re.compile(r" ?(?:-{1,2}|—{1,2}|–|～|~|至|到) ?([0-9]{4,6})(?![0-9])")
_MONEY_UNITS: Final = frozenset(["元", "块", "块钱", "元钱"])
_COUNTS_BEFORE: Final = re.compile(r"(?<![0-9])(?!(?:19|20)[0-9]{2}、)[0-9]+、$")
_COUNTS_BEHIND: Final = re.compile(r"、(?!(?:19|20)[0-9]{2}(?![0-9]))[0-9]{3,}")
_SCHOOL_YEAR: Final = re.compile(r"/((?:19|20)[0-9]{2})(?=学年)")
_YEAR_PART: Final = re.compile(r" ?年?(?:([HhQq])([1-4])(?![0-9])|([上下])半年)")
_COUNTED_THINGS: Final = frozenset("料册单页书品物款费金额数量送发放捐投入出花印挣收卖奖")
_BEFORE_COUNT: Final = frozenset("共计达约近超有到为:过余逾")
# 工作打算：2025计划80场
_PLANNED: Final = ("计划", "打算", "目标", "工作", "拟")
# 二等2000, 高中2000: what stands right before is paid so much.
_PRICED: Final = frozenset("等奖金费补各款资学贴元块价中")
# 每人2000, 各 2000, 人均2010, 现金 2000 give an amount, no year.
_RATED: Final = re.compile(
    "(?:[每各一](?:人|户|名|位|个|村|生|家|月|场|次|亩|只|件|套)|[人户亩村月日]均|现金|各) ?$"
)
# 14人*2000 multiplies.
_TIMES_SIGNS: Final = frozenset("*×xX")
# 3.8节 is the women's day, and no 3.8 lessons.
_FESTIVE: Final = frozenset(["--03-08", "--05-01", "--05-04", "--06-01", "--08-01", "--10-01"])
_NAMED_DAY: Final = re.compile(r"[”\"]?(?:国际|世界|全国|国家|中国)[\u4e00-\u9fff]{1,9}?日")
_BRACKETS: Final = frozenset(["“”", '""', "''", "‘’", "「」", "()"])
_CENTURY_TURN: Final = 50
_ONE_IN: Final = re.compile(
    r"一[周月天年季](?=[一两三四五六七八九十0-9]{1,3} ?(?:次|场|回|期|节|课|篇|趟|遍|评|访|会))"
)
_CN_MONTH: Final = (
    "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二",
)  # fmt: skip
# 七至十一月; 一至二月龄 is an age.
_CN_MONTHS: Final = re.compile(
    r"(十[一二]?|[一二三四五六七八九])(?:至|到|—{1,2}|-{1,2}|～|~|–)"
    r"(十[一二]?|[一二三四五六七八九])月(?!龄)份?"
)
_LISTED_MONTH: Final = re.compile(r"(?:、[一二三四五六七八九十]{1,2}){1,11}月(?!龄)")
_CN_DATE: Final = re.compile(r"[〇零○一二三四五六七八九十廿卅]{1,4} ?[年月日号]|[正冬腊]月")
_QUARTER: Final = re.compile(r"([一二三四1-4]) ?季度")


def arabic_date(page: Page, start: int, end: int) -> Found | None:
    """Read the date that begins with the digits of ``start`` to ``end``; None for a number."""
    text = page.text
    after = text[end]
    following = text[end + 1] if after == " " else after
    length = end - start
    if following in "年月" and length <= 4:
        if length <= 2 and following == "年" and _SHORT_YEAR.match(text, start) is None:
            return _since_year(page, start, end) if length == 2 else None
        reading = read_calendar(text, start)
        if reading is not None:
            return _dated(page, start, reading)
    if length == 4:
        return _from_year(page, start, end)
    if length > 2:
        return None
    front = first_months(page, start, end, int(text[start:end]))
    if front is not None:
        return front
    timed = numbered_weekday(page, start, end) or hours(page, start)
    if timed is not None:
        return timed
    if following in "日号":
        return _day(page, start, end + (after == " "))
    if after in ".·•・‧":
        return _short_dotted(page, start) or _month_day(page, start)
    if following in "至到-—–～~":
        return _short_reach(page, start)
    if after in "、和" and (listed := _listed(page, start, end)) is not None:
        return listed
    if page.text[start - 2 : start] in _DAYS_NAMED or _follows_named_day(page, start):
        return _bare_day(page, start, end)
    if following in "时点":
        return clock(page, start)
    if following == "季":
        return read_quarter(page, start)
    return None


def first_months(page: Page, start: int, end: int, number: int) -> Found | None:
    """Read 今年前9个月, whose number stands at ``start``: January to September."""
    before = page.text[max(0, start - 4) : start]
    if not page.text.startswith("个月", end) or not 1 < number < _MONTHS:
        return None
    if _OF_YEAR.search(before) is None:
        return None
    return Found(start - 1, end + 2, Kind.DATE, ("--01", f"--{number:02d}"), "月")


def _since_year(page: Page, start: int, end: int) -> Found | None:
    """成立于14年 is the year 2014, 于14年内 a length of time."""
    text = page.text
    if text[start - 1 : start] not in ("于", "自", "从") or text[end] != "年":
        return None
    if text[end + 1] in "内间里来多以期时后前之级":
        return None
    number = int(text[start:end])
    year = 1900 + number if number >= _CENTURY_TURN else 2000 + number
    return Found(start, end + 1, Kind.DATE, str(year), "年")


def _dated(page: Page, start: int, reading: CalendarReading) -> Found:
    page.month, page.year = reading.month, reading.year
    value = reading.value
    first = value if isinstance(value, str) else value[0]
    kind = Kind.PERIOD if "H" in first or "Q" in first else Kind.DATE
    end = reading.end
    while page.text[end - 1] == " ":
        end -= 1  # 2022年 860万
    found = Found(start, end, kind, value, reading.unit)
    if page.has_each:
        found.per = read_scope(page, start)
    return found


def _from_year(page: Page, start: int, end: int) -> Found | None:
    text = page.text
    months = _DOTTED_MONTHS.match(text, start)
    if months is not None:
        low, high = (f"{months[y]}-{int(months[m]):02d}" for y, m in ((1, 2), (3, 4)))
        return Found(start, months.end(), Kind.DATE, (low, high)) if low < high else None
    within = _MONTHS_OF_YEAR.match(text, start)
    if within is not None and int(within[2]) < int(within[3]):
        low, high = (f"{within[1]}-{int(within[place]):02d}" for place in (2, 3))
        return Found(start, within.end(), Kind.DATE, (low, high))
    dotted = read_dotted_date(text, start)
    reach = _DOTTED_REACH.match(text, dotted.end) if dotted is not None else None
    if dotted is not None and reach is not None and isinstance(dotted.value, str):
        last = f"{text[start:end]}-{int(reach[1]):02d}-{int(reach[2]):02d}"
        if len(dotted.value) == len(last) and dotted.value < last:
            return Found(start, reach.end(), Kind.DATE, (dotted.value, last))
    if dotted is not None and text[dotted.end] not in "万亿%" and page.unit_at(dotted.end) is None:
        return _dated(page, start, dotted)
    if _YEAR.match(text, start) is None:
        return None
    if _is_band(page, end):
        return None
    years = _YEARS.match(text, end) or _SCHOOL_YEAR.match(text, end)
    if years is not None and text[start:end] < years.group(1):
        return Found(start, years.end(), Kind.DATE, (text[start:end], years.group(1)), "年")
    part = _YEAR_PART.match(text, end)
    if part is not None:
        half = part.group(3)
        code = (
            f"{part.group(1).upper()}{part.group(2)}"
            if half is None
            else f"H{'上下'.index(half) + 1}"
        )
        unit = "季度" if code[0] == "Q" else "年"
        return Found(start, part.end(), Kind.PERIOD, text[start:end] + code, unit)
    since = text[end] == "起" and text[end + 1] not in "0123456789" and _RECENT.match(text, start)
    if price_after(text, end) is not None:
        return None  # 2000一个月
    if text[end] in "万亿余多千百%" or (page.unit_at(end) is not None and not since):
        return None
    planned = text[start - 1 : start] == ":" and text.startswith(_PLANNED, end)
    if start and not planned and text[start - 1] in _BEFORE_COUNT | _TIMES_SIGNS | _PRICED:
        return None
    if _RATED.search(text, max(0, start - 4), start):
        return None
    if text[end] == "/" and text[end + 1] in "年月人户次场":
        return None
    if start and text[start - 1] in _COUNTED_THINGS and text[end] in "，,。；;、)\n ":
        return None  # 发资料2000，横幅12条
    if _COUNTS_BEFORE.search(text, max(0, start - 8), start) or _COUNTS_BEHIND.match(text, end):
        return None  # 奖金3000、2000、1000元
    return Found(start, end, Kind.DATE, text[start:end], "年")


def _is_band(page: Page, end: int) -> bool:
    """Say whether four digits that end at ``end`` begin 2000-3000块 and are no year."""
    band = _BAND.match(page.text, end)
    unit = None if band is None else page.unit_at(band.end())
    if band is None or unit is None or "年" in unit.unit.text:
        return False
    return _RECENT.fullmatch(band[1]) is None or unit.unit.text in _MONEY_UNITS


def _inherited_day(page: Page, start: int, day: int) -> str:
    """3月4日、14日: a bare day behind a full one belongs to its month."""
    gap = page.text[page.done : start]
    # 三月：12日植树 is told under its month.
    if page.month and gap in _SAME_MONTH and valid_day(page.month, day):
        return f"{page.year or '-'}-{page.month:02d}-{day:02d}"
    page.month = 0
    return f"---{day:02d}"


def _day(page: Page, start: int, mark: int) -> Found | None:
    text = page.text
    numeral = parse_numeral(text[start:mark].strip())
    if numeral is None or not 1 <= numeral.value <= 31 or numeral.high is not None:
        return None
    if text[start] == "0" and text[start - 1 : start] not in ("月", "\n", " "):
        return None
    if text[mark] == "号":
        if text[mark + 1] in _NO_DAY_NUMBER or text[start - 1 : start] in _HOUSE_MARKS:
            return None
    elif text.startswith(_NO_DAY_AFTER, mark + 1):
        return None
    value = _inherited_day(page, start, int(numeral.value))
    reach = _REACH_DAY.match(text, mark + 1)
    if reach is not None:
        high = int(reach.group(1))
        return Found(start, reach.end(), Kind.DATE, (value, f"{value[:-2]}{high:02d}"), "日")
    found = Found(start, mark + 1, Kind.DATE, value, "日")
    if page.has_each:
        found.per = read_scope(page, start)
    return found


def _listed(page: Page, start: int, end: int) -> Found | None:
    text = page.text
    listed = _LISTED.match(text, end)
    if listed is None:
        return None
    number = int(text[start:end])
    if listed.group(1) == "月":
        return Found(start, end, Kind.DATE, f"--{number:02d}", "月") if 1 <= number <= 12 else None
    if not 1 <= number <= 31:
        return None
    return Found(start, end, Kind.DATE, _inherited_day(page, start, number), "日")


def _follows_named_day(page: Page, start: int) -> bool:
    """Say whether a bare day ends right before a 、: 赶集日20、23、26."""
    last = page.last
    return (
        last is not None
        and last.kind is Kind.DATE
        and last.unit is None
        and str(last.value).startswith("---")
        and page.text[last.end : start] in ("、", "和", ",", "，")
    )


def _bare_day(page: Page, start: int, end: int) -> Found | None:
    """Read the 20 of 赶集日20、23 as a day of the month; None where something is counted."""
    number = int(page.text[start:end])
    if not 1 <= number <= _LAST_OF_MONTH or page.unit_at(end) is not None:
        return None
    if page.text[end] not in _AFTER_BARE_DAY:
        return None
    return Found(start, end, Kind.DATE, f"---{number:02d}")


def _short_dotted(page: Page, start: int) -> Found | None:
    """Read 24.2.15 and 24.2.15-3.15, whose year is written in two digits."""
    match = _SHORT_DOTTED.match(page.text, start)
    if match is None or not valid_day(int(match[3]), int(match[4])):
        return None
    year = f"20{match[1]}"
    day = f"{year}-{int(match[3]):02d}-{int(match[4]):02d}"
    reach = _DOTTED_REACH.match(page.text, match.end())
    if reach is not None and valid_day(int(reach[1]), int(reach[2])):
        last = f"{year}-{int(reach[1]):02d}-{int(reach[2]):02d}"
        if day < last:
            return Found(start, reach.end(), Kind.DATE, (day, last))
    return Found(start, match.end(), Kind.DATE, day)


def _month_day(page: Page, start: int) -> Found | None:
    text = page.text
    match = _MONTH_DAY.match(text, start)
    if match is None or not valid_day(int(match[1]), int(match[3])):
        return None
    stop = match.end()
    value = f"--{int(match[1]):02d}-{int(match[3]):02d}"
    within = _within_month(page, start, match)
    if within is not None:
        return within
    named = text[stop] == "节" and text[stop + 1] != "课" and value in _FESTIVE
    if match[2] == "." and not named and not _is_day(page, start, stop):
        return None
    reach = _DOTTED_REACH.match(text, stop + (text[stop] == "起"))
    if reach is None and _is_public_day(page, start, stop, value[2:]):
        return not_figure(start, stop, Kind.FIXED_TERM, value)
    if reach is not None:
        high = f"--{int(reach[1]):02d}-{int(reach[2]):02d}"
        return Found(start, reach.end(), Kind.DATE, (value, high))
    return Found(start, stop, Kind.DATE, value)


def _within_month(page: Page, start: int, match: re.Match[str]) -> Found | None:
    """Read 11.20—22 at the margin of words: the 20th to the 22nd of November."""
    text = page.text
    if text[start - 1 : start] not in ("", "\n", " ", "\t", "（", "(", "，", "：", ":"):
        return None
    reach = _LATER_DAY.match(text, match.end())
    if reach is None or page.unit_at(reach.end()) is not None:
        return None
    month, first, last = int(match[1]), int(match[3]), int(reach[1])
    if first >= last or not valid_day(month, last):
        return None
    return Found(
        start, reach.end(), Kind.DATE, (f"--{month:02d}-{first:02d}", f"--{month:02d}-{last:02d}")
    )


def _is_public_day(page: Page, start: int, stop: int, day: str) -> bool:
    """Say whether “6·26” or （3·15） stands alone as the name of a day that all know."""
    if day not in page.words.public_days:
        return False
    around = page.text[start - 1 : start] + page.text[stop]
    return around in _BRACKETS or _NAMED_DAY.match(page.text, stop) is not None


_SAME_MONTH: Final = frozenset(["、", "和", "及", "与", "，", ",", ":", "：", ": ", " "])
_DAYS_NAMED: Final = frozenset(["集日", "圩日", "日子", "场天"])
_AFTER_BARE_DAY: Final = frozenset("、和，,。；;)）\n ")
_LAST_OF_MONTH: Final = 31
_AFTER_SINCE: Final = frozenset("，,。；;)）\n—-–~～至到 ")
_AFTER_NAMED: Final = frozenset(" \t，,；;。）)\n：:")
# 5.15 家庭日, 5.15家庭教育讲座: no 15.5 families.
_NO_COUNT: Final = ("家庭", " 家庭")


# 第一批4.9发，第二批4.23发
_ROUND: Final = re.compile("第[一二三四五六七八九十0-9]{1,2}[批期次场轮站堂课][ ：:]?$")


def _is_day(page: Page, start: int, stop: int) -> bool:
    """Say whether 3.8 is the eighth of March here and no decimal number."""
    text = page.text
    counts = page.unit_at(stop) is not None and not text.startswith(_NO_COUNT, stop)
    counts = counts and not (text[stop] == "起" and text[stop + 1] in _AFTER_SINCE)
    if text[stop] in "万亿千百%‰元余多成倍折" or (counts and text[stop] != "日"):
        return False
    if text[stop] == "起" and text[stop + 1] in _AFTER_SINCE:
        return True  # 6.20起—8.31: no cases are counted in hundredths
    if text[stop] in _AFTER_NAMED and page.words.named_day.search(text, max(0, start - 8), start):
        return True  # 宪法日12.4, 儿童节（6.1）
    held = page.words.festivals.search(text, max(0, start - 5), start)
    if held and text[stop] in _AFTER_NAMED and stop - text.rfind(".", start, stop) > 2:
        return True
    if text[max(0, start - 1) : start] + text[stop] in _BRACKETS:
        month, _, number = text[start:stop].partition(".")
        day = f"{int(month):02d}-{int(number):02d}"
        return text[stop] != ")" or day in page.words.public_days
    at = stop + (text[stop] in "”\"' ")
    if text.startswith(page.words.date_after, at) or _DOTTED_REACH.match(text, stop):
        return True
    if _is_among_days(page, start) or _opens_item(page, start):
        return True
    if _ROUND.search(text, max(0, start - 6), start) and text[stop] not in _NO_ITEM_NAME:
        return "\u4e00" <= text[stop] <= "\u9fff"
    if _is_second_half(page, start, stop):
        return True
    at_margin = page.begins_line(start) or _is_next_day(page, start) or text[start - 1] == "。"
    return at_margin and (text[stop] in " \t:,，" or "\u4e00" <= text[stop] <= "\u9fff")


# 开会3次（3.12 / 7.8 / 10.30）, 1场 5.20 16对: as many days as there were meetings.
_REACH_OF_DAYS: Final = 120  # characters to either side; a page may be one line
_HELD: Final = re.compile(
    r"(?<![0-9.])([1-9]) ?[次场期回轮起件批届][^，。；0-9\n]{0,8}?[ （(：:]{1,2}"
    r"((?:1[0-2]|[1-9])\.[0-9]{1,2}(?:[ 、，,/／]{1,3}(?:1[0-2]|[1-9])\.[0-9]{1,2}){0,8})"
    r"(?=[）)，。；,;\n]|$| +(?![万亿千百%元]))"
)


# 4.11、8.15、11.20 三次
_HELD_BEHIND: Final = re.compile(
    r"(?<![0-9.])"
    r"((?:1[0-2]|[1-9])\.[0-9]{1,2}(?:[ 、，,/／]{1,3}(?:1[0-2]|[1-9])\.[0-9]{1,2}){1,8})"
    r"[ ，,]{1,2}(?:共|一共)?([2-9两二三四五六七八九]) ?[次场期回轮批](?![0-9.])"
)


def _is_among_days(page: Page, start: int) -> bool:
    """Say whether a dotted number is one of so many days, in their order, as were counted."""
    around = (max(0, start - _REACH_OF_DAYS), start + _REACH_OF_DAYS)
    for match in _HELD_BEHIND.finditer(page.text, *around):
        if match.start(1) <= start < match.end(1):
            count = parse_numeral(match[2])
            return count is not None and _in_order(match[1], int(count.value))
    for match in _HELD.finditer(page.text, *around):
        if match.start() > start:
            break
        if not match.start(2) <= start < match.end(2):
            continue
        return _in_order(match[2], int(match[1]))
    return False


def _in_order(written: str, count: int) -> bool:
    """Say whether so many days are written, one after the other."""
    days = [(int(month), int(day)) for month, day in re.findall(r"(\d+)\.(\d+)", written)]
    ordered = sorted(set(days)) == days and all(valid_day(*day) for day in days)
    return ordered and len(days) == count


# 4.9幸福里62人 / 4.23东园48 / 5.14老街75: every item of a list opens with its day.
_ITEMS: Final = re.compile(
    r"(?:^|[/／；;|，,、:：\n(（])[ \t]*((?:1[0-2]|[1-9])\.[0-9]{1,2})(?![0-9.])"
    r"(?=[ \t]?([\u4e00-\u9fff“《]))"
)
_NO_ITEM_NAME: Final = frozenset(
    "万亿千百成倍元块角折分斤吨亩米升平公里度多余来个人户次名场岁天年月日增减升降提高"
)
_ITEM_REACH: Final = 160


def _opens_item(page: Page, start: int) -> bool:
    """Say whether dotted numbers open the items of a list, in the order of the calendar."""
    text = page.text
    low = max(text.rfind("\n", max(0, start - _ITEM_REACH), start) + 1, start - _ITEM_REACH, 0)
    stop = text.find("\n", start)
    days, own = [], False
    for match in _ITEMS.finditer(text, low, min(stop, start + _ITEM_REACH)):
        if match[2] in _NO_ITEM_NAME:
            return False
        month, _, day = match[1].partition(".")
        if not valid_day(int(month), int(day)):
            return False
        own = own or match.start(1) == start
        days.append((int(month), int(day)))
    many = len(days) > 1 and any(day > _NO_TENTH for _, day in days)
    return own and many and sorted(set(days)) == days


# A place of the calendar in two digits behind the point: 8.22发放, 重阳 10.11, 9.26决赛.
_NO_TENTH: Final = 9


def _is_second_half(page: Page, start: int, stop: int) -> bool:
    """Say whether a number with two digits behind its point is a day by what stands beside it."""
    text = page.text
    if stop - text.rfind(".", start, stop) <= 2:
        return False
    before = text[max(0, start - 4) : start]
    if before[-1:] not in ("", "\n", " ", "\t", "（", "(", "，", ",", "；", ";", "。", "到", "至"):
        return False
    if before.endswith(("到", "至")):
        # 9.8开课到12.22: what a day reaches to is a day.
        last = page.last
        return (
            last is not None
            and last.kind is Kind.DATE
            and start - last.end <= _REACH_TO_DAY
            and text[stop] in _AFTER_NAMED
            and str(last.value).startswith("--")
            and not re.search("[，。；\n]", text[last.end : start])
        )
    return text.startswith(page.words.date_verbs, stop + (text[stop] == " "))


_REACH_TO_DAY: Final = 12


def _is_next_day(page: Page, start: int) -> bool:
    """Say whether a line that opened with a day goes on with another: 2.28 动员 3.3 义诊."""
    line = page.text.rfind("\n", 0, start) + 1
    first = _MONTH_DAY.match(page.text, line)
    if first is None or page.text[start - 1] != " ":
        return False
    # 3.14学了两会精神 4.22 去烈士陵园, but 1.5万 and 3.2 of a ledger count.
    behind = page.text[first.end()]
    return behind == " " or ("\u4e00" <= behind <= "\u9fff" and page.unit_at(first.end()) is None)


def _short_reach(page: Page, start: int) -> Found | None:
    text = page.text
    months = _SHORT_MONTHS.match(text, start)
    if months is not None:
        low, high = (f"--{int(months[index]):02d}" for index in (1, 2))
        return Found(start, months.end(), Kind.DATE, (low, high), "月")
    days = _SHORT_DAYS.match(text, start)
    if days is None or (days.end() and text[days.end() : days.end() + 1] in ("内", "游")):
        return None
    low, high = (f"---{int(days[index]):02d}" for index in (1, 2))
    return Found(start, days.end(), Kind.DATE, (low, high), "日")


def chinese_listed_month(page: Page, start: int, end: int) -> Found | None:
    """Read the 一 of 一、二月份."""
    if page.text[end] != "、" or not _LISTED_MONTH.match(page.text, end):
        return None
    numeral = parse_numeral(page.text[start:end])
    if numeral is None or numeral.high is not None or not 1 <= numeral.value <= 12:
        return None
    return Found(start, end, Kind.DATE, f"--{int(numeral.value):02d}", "月")


def chinese_date(page: Page, start: int, end: int) -> Found | None:
    """Read a date written in Chinese numerals at ``start``; None for any other numeral."""
    text = page.text
    mark = end + (text[end] == " ")
    if text[start:mark] == "一" and text[mark] == "日" and text[start - 1 : start] != "月":
        return None  # 十年如一日
    if _ONE_IN.match(text, start):
        return not_figure(start, start + 2, Kind.IDIOM)  # 一月一次
    months = _CN_MONTHS.match(text, start)
    if months is not None:
        low, high = (_CN_MONTH.index(months[place]) + 1 for place in (1, 2))
        if low < high:
            value = (f"--{low:02d}", f"--{high:02d}")
            return Found(start, months.end(), Kind.DATE, value, "月")
    numeral = parse_numeral(text[start:end]) if text[end] == "个" else None
    if numeral is not None and numeral.high is None:
        front = first_months(page, start, end, int(numeral.value))
        if front is not None:
            return front
    if text[end] not in "年月日号 " or _CN_DATE.match(text, start) is None:
        return None
    if text[mark] == "年" and end - start != 4:
        return None
    if text[mark] in "日号":
        return _day(page, start, mark)
    reading = read_calendar(text, start)
    return None if reading is None else _dated(page, start, reading)


def read_lunar(page: Page, start: int) -> Found | None:
    """Read 正月十五, 腊月二十三 whose month stands before the numeral at ``start``."""
    begin = start - 2 - (page.text[start - 1] == "初")
    if begin < page.done or page.text[begin : begin + 2] not in ("正月", "冬月", "腊月"):
        return None
    reading = read_calendar(page.text, begin)
    return None if reading is None or reading.end <= start else _dated(page, begin, reading)


def read_half_year(page: Page, start: int) -> Found | None:
    """Read 上半年 and 下半年, whose 半 stands at ``start``."""
    text = page.text
    before = text[start - 1] if start else "\n"
    if before not in "上下" or text[start + 1] != "年":
        return None
    return Found(start - 1, start + 2, Kind.PERIOD, "H1" if before == "上" else "H2", "年")


def read_quarter(page: Page, start: int) -> Found | None:
    """Read 一季度, 前三季度, 2季度 at ``start``."""
    text = page.text
    match = _QUARTER.match(text, start)
    if match is None:
        return None
    number = (
        int(match.group(1)) if match.group(1).isdigit() else "一二三四".index(match.group(1)) + 1
    )
    if text[start - 1 : start] == "前" and number > 1:
        return Found(start - 1, match.end(), Kind.PERIOD, ("Q1", f"Q{number}"), "季度")
    if text[start - 1 : start] in ("每", "各", "两"):
        return None
    return Found(start, match.end(), Kind.PERIOD, f"Q{number}", "季度")
