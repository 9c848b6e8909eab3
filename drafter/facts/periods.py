"""For which time a report is: the year, half, quarter or months that titles and notes name.

A year that notes plan for, compare with or count from is none of theirs.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from drafter.errors import InputError
from drafter.facts.header_input import HeaderInput
from drafter.facts.roles import role_opening
from drafter.facts.shapes import is_role_line
from drafter.facts.types import ReportKind

__all__ = [
    "SHORT_YEAR",
    "YEAR",
    "is_bare_period",
    "is_whole_years",
    "parse_period",
    "period_in",
    "period_of",
    "period_words",
    "year_in",
    "year_of",
]

YEAR: Final = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)\s*(?:年|[./-](?=\d)|(?=\s*(?:上半年|下半年|工作|全年|妇联)))"
)
# 2019年成立，现在53人 is no year of the report; 2025年成立了3支队伍 may be.
_LONG_AGO: Final = re.compile(
    r"\s*(?:(?:[1-9]\d?月)?(?:成立|创办|创建|建成|建立|开办|挂牌)(?=[，,。；;、的至到以后]|\s*$)|起步|以来|开始|至今|起(?!\d))",
    re.MULTILINE,
)
# A year alone; 每年 2000 元, 2000人 count, and 2012–2020 is no one year.
_BARE_YEAR: Final = re.compile(
    r"(?<![\d.,×*])(?<![每各均][人年月户场村生])(?<![每各均][人年月户场村生] )(?<![–—~至到-])"
    r"(20[0-4]\d)(?!\d|[.,]\d|\s*(?:[元块人名户余万份个次场件字]|多(?!名)|[-–—~至到]\s*20\d\d))"
)
_CHINESE_YEAR: Final = re.compile(
    r"(?P<year>[二一][〇零○Oo0九][〇零○一二三四五六七八九Oo0]{2})\s*年"
)
SHORT_YEAR: Final = re.compile(
    r"(?<![\d.])['’]?(?P<year>[0-4]\d)\s*年(?:度)?(?!来|前|后|以来|间|代|的历史|级|期|龄|多)"
)
_MONTHS: Final = re.compile(
    r"(?:(?P<first_year>(?:19|20)?\d\d)\s*年\s*)?(?P<first>1[0-2]|0?[1-9])\s*月?(?:\s*\d{1,2}\s*日)?\s*[-—–~～至到－]+\s*"
    r"(?:(?P<last_year>(?:19|20)?\d\d)\s*年\s*)?(?P<last>1[0-2]|0?[1-9])\s*月(?:份|底)?"
)
_DOTTED_MONTHS: Final = re.compile(
    r"(?P<first_year>(?:19|20)\d\d)[./-](?P<first>1[0-2]|0?[1-9])(?:[./-]\d{1,2})?\s*(?:[—–~～至到]+|-)\s*(?:(?P<last_year>(?:19|20)\d\d)[./-])(?P<last>1[0-2]|0?[1-9])(?!\d)"
)
# 2021—2025年 is five years; 2024—2025学年 is one.
_YEARS: Final = re.compile(
    r"(?<!\d)(?P<first>20[0-4]\d)\s*年?\s*[-—–~～至到－]+\s*(?P<last>20[0-4]\d)\s*年(?!\s*\d)"
)
_WHOLE_YEARS: Final = re.compile(r"(\d{4})-01/(\d{4})-12")
_ONE_MONTH: Final = re.compile(r"(?P<month>1[0-2]|0?[1-9])\s*月(?:份)?(?!\d|\s*[-—–~～至到]|日)")
_QUARTER: Final = re.compile(r"(?:第?(?P<quarter>[一二三四1-4])季度)|前(?P<upto>[三3])季度")
_DIGITS: Final = {char: str(value) for value, char in enumerate("〇一二三四五六七八九")} | {
    "零": "0", "○": "0", "O": "0", "o": "0", "0": "0",
}  # fmt: skip
_PERIOD: Final = re.compile(
    r"(?:19|20)\d\d(?:H[12]|Q[1-4])?|(?:19|20)\d\d-(?:0[1-9]|1[0-2])(?:/(?:19|20)\d\d-(?:0[1-9]|1[0-2]))?"
)
_YEAR_HEADING: Final = re.compile(r"\s*[【\[（(]?(20[1-4]\d)\s*年?[】\]）)]?\s*[:：]?\s*$")
_YEAR_HEADING_LINES: Final = re.compile(_YEAR_HEADING.pattern, re.MULTILINE)
# 2021 120 90 / 2022 132 102 / …: rows of years, of which the last is the report's.
_YEAR_ROWS: Final = re.compile(
    r"^\s*(20[1-4]\d)\s*(?:年(?!\s*\d{1,2}\s*月)|(?=[，,|\s：:]))(?![^\n]*(?:计划|目标|预计|打算|拟))",
    re.MULTILINE,
)
_LEAST_ROWS: Final = 3
_FOUR_DIGITS: Final = re.compile(r"(?<!\d)20[1-4]\d(?![\d.])")
_WORK_LINES: Final = 2
_GOES_ON: Final = re.compile("[\u4e00-\u9fff](?<![在从自于到至比较年])$")
_PERIOD_LENGTH: Final = 26
_ASCII_YEAR: Final = re.compile(r"20\d\d(?:[-./]\d{1,2})?(?:[-/~](?:20\d\d[-./])?\d{1,2})?")


def parse_period(text: str) -> str:
    """Return a period in the sheet's form, from that form or from words (2026年上半年).

    Raises:
        InputError: It is no period.
    """
    flat = text.strip()
    if _PERIOD.fullmatch(flat):
        if "Q" in flat:
            return _quarter(flat[:4], int(flat[-1]))
        return flat
    # 2025H3 is a slip of the pen, no word for a year.
    found = period_in(flat, "") if not flat.isascii() or _ASCII_YEAR.fullmatch(flat) else ""
    if not found and re.fullmatch(r"\d\d", flat):
        found = f"20{flat}"
    if not found or not found[0].isdigit():
        raise InputError(
            f"看不懂时间“{text}”", todo="请写成 2025、2026H1、2025-03/2025-05，或“2026年上半年”。"
        )
    return found


def is_bare_period(text: str) -> bool:
    """Whether a line holds nothing but the time of the report."""
    flat = text.strip().strip(" （）()【】[]《》-—=　").removesuffix("工作").strip()
    if len(flat) > _PERIOD_LENGTH or not re.search(r"(?:19|20)\d\d|[二一][〇零○]", flat):
        return False
    return bool(
        re.fullmatch(
            r"(?:截[至止]|时间|时段)?[:：]?\s*"
            r"[\d一二三四五六七八九十〇零○年月日度上下半季第全至到—–\-~～./\s]+",
            flat,
        )
    )


def period_of(given: HeaderInput, heads: Sequence[str], kind: ReportKind) -> str:
    """Return the time of a report in the sheet's form; empty where nothing says it."""
    year = ""
    for head in heads:
        found = period_in(head, "")
        if found and found[0].isdigit():
            return found
        year = year or year_in(head)
    year = year or _most_named_year(given)
    for head in heads:
        found = period_in(head, year)
        if found and found[0].isdigit():
            return found
    if not year:
        return ""
    if kind is ReportKind.HALF_YEAR:
        text = " ".join(heads) or given.body[:300]
        return f"{year}H2" if "下半年" in text and "上半年" not in text else f"{year}H1"
    return year


def _most_named_year(given: HeaderInput) -> str:
    for text in given.signatures:
        if year := year_in(text):
            return year
    if coming := _NEXT_YEAR.search(given.body):
        return str(int(coming[1]) - 1)
    if planned := _planned_year(given.body) or _year_of_plan_line(given.body):
        return str(int(planned) - 1)
    headed = [match[1] for match in _YEAR_HEADING_LINES.finditer(given.body)]
    if len(headed) > 1:
        return max(headed)
    rows: list[str] = _YEAR_ROWS.findall(given.body)
    if len(rows) >= _LEAST_ROWS and rows == sorted(set(rows)):
        return rows[-1]
    opening = _years_in(given.body[:60])
    if opening:
        # 项目,2024年,2025年,同比 compares: the later year is the report's own.
        return max(opening)
    years: Counter[str] = Counter()
    for match in YEAR.finditer(given.body):
        before = given.body[max(0, match.start() - 6) : match.start()]
        after = given.body[match.end() : match.end() + 8]
        if re.search(r"计划|打算|安排|思路", after) or re.search(r"比|较|同期", before[-2:]):
            continue
        if _LONG_AGO.match(after):
            continue
        years[match["year"]] += 1
    for year in _short_years(given.body):
        years[year] += 1
    for match in _CHINESE_YEAR.finditer(given.body):
        years[_chinese_year(match["year"])] += 1
    if years:
        most = max(years.values())
        return max(year for year, count in years.items() if count == most)
    stamped = Counter(year for stamp in given.stamps if (year := year_in(stamp)))
    if stamped:
        return max(stamped, key=lambda year: (stamped[year], year))
    return max(_years_in(given.talk), default="")


# 明年 2027：: the year to come is not the report's own.
_NEXT_YEAR: Final = re.compile(
    r"^\W{0,4}(?:明年|来年|下一?年度?)\s*[（(]?\s*(20[1-4]\d)(?=\s*年?\s*[）)]?[^\d\n]{0,6}(?:[：:]|$))",
    re.MULTILINE,
)


def _planned_year(body: str) -> str:
    """Return the year that heads plans at the end of the notes: 2026： below work or problems.

    Only the last such heading can, where no later year is named; with another year's heading
    above it, the problems between the two tell that the work is over.
    """
    lines = body.split("\n")
    heads = [
        (at, match[1]) for at, line in enumerate(lines) if (match := _YEAR_HEADING.match(line))
    ]
    if not heads or heads[-1][0] == len(lines) - 1:
        return ""
    at, year = heads[-1]
    others = {match[0] for match in _FOUR_DIGITS.finditer(body)} - {year}
    begin = heads[-2][0] if len(heads) > 1 else 0
    between = lines[begin:at]
    lacks = any(role_opening(line) or is_role_line(line) for line in between)
    told = sum(re.search(r"\d", line) is not None for line in between) >= _WORK_LINES
    if any(other > year for other in others) or not (lacks if others else lacks or told):
        return ""
    return year


def _year_of_plan_line(body: str) -> str:
    """Return the year that opens a line of plans among the work: 2026：办班4期；场地争取扩建.

    Where no other year is named, a line tells of what lies ahead by its own words, or by
    standing right below what is lacking.
    """
    passages = [part for part in re.split(r"[\n；;。]", body) if part.strip()]
    opened = [(at, match) for at, part in enumerate(passages) if (match := _YEAR_LINE.match(part))]
    if len(opened) != 1 or not opened[0][0]:
        return ""
    ((at, match),) = opened
    year = match["year"] or f"20{match['short']}"
    named = {found[0] for found in _FOUR_DIGITS.finditer(body)} | {year}
    lacks = any(
        role_opening(line) or is_role_line(line)
        for line in (_LIST_MARK.sub("", part) for part in passages[max(0, at - _NEAR) : at])
    )
    # What follows on the line is of the same year.
    line = next(line for line in body.split("\n") if match[0].strip() in line)
    rest = line[line.find(match[0].strip()) + len(match[0].strip()) :]
    if named != {year} or not (_LOOKS_AHEAD.search(rest) or lacks) or _WAS_DONE.search(rest):
        return ""
    return year


_NEAR: Final = 3
_LIST_MARK: Final = re.compile(r"\s*(?:[-*•·▪●○■◆]|\d{1,2}[.、)）]|[①-⑳])*\s*")
_YEAR_LINE: Final = re.compile(
    _LIST_MARK.pattern + r"[【（(]?(?:(?P<year>20[1-4]\d)\s*年?|(?P<short>[2-4]\d)年)[】）)]?"
    r"(?:\s*[:：，,—–]+\s*|\s+|(?<=[】）)年想])|(?=[打想要拟准争力将再计目]))(?=[^\d\s个来前后以间的级])"
)
_LOOKS_AHEAD: Final = re.compile(
    "争取|力争|计划|打算|准备|拟|预计|再[办建培招搞开找增]|扩[到大至]|[想要将][办建搞开把在招]"
)
_WAS_DONE: Final = re.compile(r"(?<!为)了(?!解)|累计|共\d|人次|完成")


def _years_in(text: str) -> list[str]:
    """Return the years that a text names, without those that it plans for or compares with."""
    found = []
    named = list(YEAR.finditer(text))
    for match in named:
        behind = text[match.end() :]
        planned = re.match(r"(?:的|工作|度)*(?:计划|打算|安排|思路|目标)", behind)
        compared = re.search(r"(?:比|较|与|跟|和)\s*$", text[: match.start()])
        if not planned and not compared and not _LONG_AGO.match(behind):
            found.append(match["year"])
    if found or named:
        return found
    if short := _short_years(text):
        return short[:1]
    return [year] if (year := year_in(SHORT_YEAR.sub("", text))) else []


def _short_years(text: str) -> list[str]:
    """Return the years that a text names by two digits: 24年, and not 照顾婆婆11年."""
    return [
        f"20{match['year']}"
        for match in SHORT_YEAR.finditer(text)
        if 10 <= int(match["year"]) <= 45 and not _GOES_ON.search(text[: match.start()])
    ]


def year_in(text: str) -> str:
    """Return the first year that a text names, however written; empty without."""
    if match := YEAR.search(text):
        return match["year"]
    if match := _CHINESE_YEAR.search(text):
        return _chinese_year(match["year"])
    if (match := SHORT_YEAR.search(text)) and 5 <= int(match["year"]) <= 45:
        return f"20{match['year']}"
    match = _BARE_YEAR.search(text)
    return match[1] if match else ""


def _chinese_year(text: str) -> str:
    return "".join(_DIGITS.get(char, char) for char in text)


def period_in(text: str, year: str) -> str:
    """Return the period that a head names; ``year`` fills in where it names none."""
    if (years := _YEARS.search(text)) and years["first"] < years["last"]:
        return f"{years['first']}-01/{years['last']}-12"
    year = year_in(text) or year
    dotted = _DOTTED_MONTHS.search(text)
    months = dotted or _MONTHS.search(text)
    if months and (months["first_year"] or year):
        first_year = _full_year(months["first_year"]) or year
        last_year = _full_year(months["last_year"]) or first_year
        first, last = int(months["first"]), int(months["last"])
        if (first_year, first) < (last_year, last) or (first_year == last_year and first < last):
            if first_year == last_year and (first, last) == (1, 12):
                return first_year
            if first_year == last_year and (first, last) == (1, 6):
                return f"{first_year}H1"
            if first_year == last_year and (first, last) == (7, 12):
                return f"{first_year}H2"
            return f"{first_year}-{first:02d}/{last_year}-{last:02d}"
    if not year:
        return ""
    if re.search(r"上半年|前半年|一至六月|(?<!下)半年(?=工作|小结|总结)", text):
        return f"{year}H1"
    if "下半年" in text:
        return f"{year}H2"
    if quarter := _QUARTER.search(text):
        if quarter["upto"]:
            return f"{year}-01/{year}-09"
        return _quarter(year, "一二三四".find(quarter["quarter"]) + 1 or int(quarter["quarter"]))
    rest = YEAR.sub("", SHORT_YEAR.sub("", text))
    month = _ONE_MONTH.search(rest)
    if month and not re.search(r"\d\s*日", rest):
        return f"{year}-{int(month['month']):02d}"
    return year


def _quarter(year: str, number: int) -> str:
    return f"{year}-{number * 3 - 2:02d}/{year}-{number * 3:02d}"


def _full_year(text: str | None) -> str:
    if not text:
        return ""
    return text if len(text) == 4 else f"20{text}"


def is_whole_years(period: str) -> bool:
    """Whether a period is several years from the first day to the last: 2021-01/2025-12."""
    return _WHOLE_YEARS.fullmatch(period) is not None


def year_of(period: str) -> str:
    """Return the year that a report is of, the last where it is of several; empty without."""
    return period.rsplit("/", maxsplit=1)[-1][:4]


def period_words(period: str) -> str:
    """Return a period as a title says it: 2026H1 is 2026年上半年."""
    if re.fullmatch(r"\d{4}", period):
        return f"{period}年"
    if years := _WHOLE_YEARS.fullmatch(period):
        return f"{years[1]}年至{years[2]}年"
    if period.endswith("H1"):
        return f"{period[:4]}年上半年"
    if period.endswith("H2"):
        return f"{period[:4]}年下半年"
    match = re.fullmatch(r"(\d{4})-(\d\d)(?:/(\d{4})-(\d\d))?", period)
    if not match:
        return ""
    if not match[3]:
        return f"{match[1]}年{int(match[2])}月"
    last = f"{match[3]}年" if match[3] != match[1] else ""
    return f"{match[1]}年{int(match[2])}月至{last}{int(match[4])}月"
