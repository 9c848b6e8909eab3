"""How the headings of ledgers are read: what a column holds, and in which unit."""

import importlib.resources
import re
import tomllib
from functools import cache
from typing import Any, Final

__all__ = [
    "DIGITS",
    "EMPTY",
    "FIGURE_START",
    "MEASURE",
    "MONTHS",
    "NUMBER",
    "OUTCOMES",
    "PAIR",
    "THIS_YEAR",
    "UNIT_WORD",
    "YEAR",
    "YEAR_OF",
    "heading_words",
    "is_last_year",
    "stem_and_unit",
    "stem_and_units",
    "unit_of",
]

NUMBER: Final = re.compile(
    r"[+-]?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?(?P<scale>[百千万亿]*)(?P<rest>余|多|左右)?"
)
FIGURE_START: Final = re.compile(r"[近约超逾共]?\s*\d|[-+−]\s*\d[\d.]*\s*[%％]")
_HEADING_UNIT: Final = re.compile(
    r"^(?P<stem>.*?)\s*(?:[（(\[【]\s*(?:单位\s*[:：]\s*)?(?P<unit>[^（）()\[\]【】]{1,5})\s*[）)\]】]"
    r"|[/／](?P<slash>[^/／]{1,3}))\s*$"
)
_TWO_UNITS: Final = re.compile(
    r"^(?P<stem>[^（(]+)[（(]\s*(?P<first>[^/／、（()）]{1,3})\s*[/／、]\s*(?P<second>[^/／、（()）]{1,3})\s*[）)]$"
)
PAIR: Final = re.compile(r"(\d[\d.]*)\s*[/／]\s*(\d[\d.]*)")
UNIT_WORD: Final = re.compile(
    r"(?:[百千万亿]?元|人次|件次|场次|户次|[人户名位个份件场次期通支队家对条篇册块天月年岁节课时只头亩吨公斤箱套台辆间处所座项批类种组本张幅面盒袋桶]|"
    r"公里|平方米|米|小时|分钟|%|％|‰|学时|课时)"
)
# In a column of units any one character is a measure word: 起, 双, 村.
# 普法场次/人次, 慰问 户/元, 调解 起/成: two units without a bracket, or a unit and what became.
_UNITS_AT_END: Final = re.compile(
    rf"^(?P<stem>[\u4e00-\u9fff]{{2,8}}?)\s*(?P<first>{UNIT_WORD.pattern}|起)"
    rf"[/／](?P<second>{UNIT_WORD.pattern}|成功?|办?结)$"
)
OUTCOMES: Final = {"成": "成功", "成功": "成功", "结": "办结", "办结": "办结"}
MEASURE: Final = re.compile(rf"[\u4e00-\u9fff]|{UNIT_WORD.pattern}")
EMPTY: Final = frozenset(
    {"", "-", "—", "--", "——", "/", "无", "／", "N/A", "n/a", "\\", "同上", "（空）", "(空)"}
)
DIGITS: Final = re.compile(r"\d")
YEAR: Final = re.compile(r"^(?:20\d\d)年?(?:度)?$")
# 2025年目标 names a column as 2025年 does.
YEAR_OF: Final = re.compile(r"20\d\d年?度?(?:目标|计划|任务|实绩|完成|指标)?[值数]?$")
# Columns of one row's parts by time, which its 合计 sums up.
MONTHS: Final = re.compile(
    r"(?:(?:20\d\d年?|今年|本年|去年)?(?:\d{1,2}(?:[-—－~～至]\d{1,2})?|[一二三四五六七八九十]{1,2})月份?|"
    r"第?[一二三四1-4]季度|[上下]半年)$"
)
THIS_YEAR: Final = re.compile(
    r"(?:今年|本年度?|本期|当期|当年)(?:数|完成数?|实绩|\d{1,2}[-—－~～至]\d{1,2}月份?|[上下]半年|同期)?$"
)
_LAST: Final = re.compile(
    r"(?:去年|上年度?|上期|往年)(?:数|完成数?|实绩|同期数?|\d{1,2}[-—－~～至]\d{1,2}月份?|[上下]半年)?$"
)


def is_last_year(heading: str) -> bool:
    """Whether a column holds the figures of the year before."""
    return bool(_LAST.match(heading))


def stem_and_unit(heading: str) -> tuple[str, str]:
    """Split 发放资料（份） into its stem and its unit; the unit is empty where it is none."""
    flat = heading.replace("\n", "").strip()
    match = _HEADING_UNIT.match(flat)
    if match and match["stem"]:
        unit = (match["unit"] or match["slash"] or "").strip()
        if UNIT_WORD.fullmatch(unit):
            return match["stem"].strip(), unit
    # 三八活动 人: the unit stands behind a blank.
    stem, _, unit = flat.rpartition(" ")
    if len(stem.strip()) > 1 and UNIT_WORD.fullmatch(unit):
        return stem.strip(), unit
    return flat, ""


def stem_and_units(heading: str) -> tuple[str, str, str] | None:
    """Split 培训（期/人） into its stem and its two units; None where it is no such heading.

    The second may be what became of the first: 调解 起/成.
    """
    flat = heading.replace("\n", "").strip()
    match = _UNITS_AT_END.match(flat)
    if match is not None:
        return match["stem"], match["first"], match["second"]
    match = _TWO_UNITS.match(flat)
    if match is None or not all(map(UNIT_WORD.fullmatch, match.group("first", "second"))):
        return None
    return match["stem"].strip(), match["first"], match["second"]


def unit_of(stem: str) -> str:
    """Return what a bare number under a heading counts, by the heading's end; "" if unknown."""
    units = heading_words()["units"]
    for end in sorted(units, key=len, reverse=True):
        if stem.endswith(end):
            return str(units[end])
    return ""


@cache
def heading_words() -> dict[str, Any]:
    """Return the headings that are known, by what their columns hold."""
    raw = importlib.resources.files("drafter.intake").joinpath("data/headings.toml")
    return tomllib.loads(raw.read_text("utf-8"))
