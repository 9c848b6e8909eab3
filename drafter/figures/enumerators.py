"""Numerals that only order the text: 一、 （一） 1. （1） ① 一是 第一， and a title's number."""

import re
from decimal import Decimal
from typing import Final

from drafter.figures.numerals import parse_numeral
from drafter.figures.page import BREAKS, Found, Page, not_figure
from drafter.figures.types import Kind

__all__ = ["arabic_enumerator", "chinese_enumerator", "ordinal_enumerator"]

# What is counted in whole numbers: 1.12户 is item 1 with 12 households.
_INTEGER_COUNT: Final = (
    r"(?:月(?!龄)|名|人(?!次均)|户|场|次|期|个(?!百分点|月|点|小时|多)"
    r"|件|份|家(?![长庭事政教风属校])|位|支|所|例|日(?!元))"
)
_MARK: Final = re.compile(
    rf"[.．](?![0-9])|[.．](?=[0-9]{{1,4}} ?{_INTEGER_COUNT})|[、)）]|\.(?=20[0-9][0-9]年)"
)
_DOT_BEFORE_TEXT: Final = re.compile(r"[.．] ?(?=[\u4e00-\u9fff“《])")
_AFTER_NUMBER: Final = frozenset(" \t\n)）.．、")
_LISTED_DAYS: Final = re.compile(r"、[0-9]{1,2}(?:、[0-9]{1,2}){0,20} ?[月日号]")
_LISTED_NUMBERS: Final = re.compile(r"(?:、[0-9]{1,5})+(?=[,，;；。：:)）\s])")
_AFTER_CHINESE: Final = frozenset(")、．.是要则来，,")
_LISTED_CHINESE: Final = re.compile(r"、[一二三四五六七八九十]{1,3}(?:月|季|等|年?级|日)")
_HEADING_WORDS: Final = (
    "总结",
    "范文",
    "报告",
    "汇报",
    "方案",
    "计划",
    "材料",
    "心得",
    "简报",
    "讲话",
    "要点",
)
_ORDINAL_MARK: Final = re.compile(r"[、，,：:.．]|是(?![名次期])")
# A serial number before the first cell or word of a row.
# A serial number before the first cell or word of a row; 3 月 8 日 is a day.
_SERIAL: Final = re.compile(r"[ \t]+(?!月(?!嫂|饼|报|刊|考|子))[\u4e00-\u9fff“《]")


# 5.15 家庭教育讲座: a day with a blank behind it, and no measure word behind that.
_DAY_BEFORE_WORD: Final = re.compile(
    r"\.(?:3[01]|[12]\d|0?[1-9])"
    r"(?:家庭|[ \t]+(?![个户人名位次场期件份家万千百元](?!庭))[\u4e00-\u9fff“《])"
)


def arabic_enumerator(page: Page, start: int, end: int) -> Found | None:
    """Read 1. 1、 1) (1) at ``start``, or the number at the end of a title; None for a number."""
    text = page.text
    after = text[end]
    if end - start > 3 or after not in _AFTER_NUMBER:
        return None
    if after in " \t" and _SERIAL.match(text, end) and page.begins_line(start):
        return _enumerator(page, start, end, start, end) if page.unit_at(end) is None else None
    if after == "\n":
        heading = start > 1 and text[start - 2 : start] in _HEADING_WORDS
        return _enumerator(page, start, end, start, end) if heading else None
    if after == ")" and text[start - 1 : start] == "(":
        if _OF_ONE_PERSON.search(text, max(0, start - 5), start - 1):
            return _age(start, end, text[start:end])
        if page.begins_clause(start - 1) or text[end + 1].isalpha() or text[start - 2] in " \t":
            stop = end + 1 + (text[end + 1] == "、")
            return _enumerator(page, start - 1, stop, start, end)
        return None
    if after == "." and end - start <= 2 and _DOT_BEFORE_TEXT.match(text, end):
        before = text[start - 1] if start else "\n"
        if not (before.isascii() and before.isalnum()) and before != "第":
            return _enumerator(page, start, end + 1, start, end)
    if int(text[start:end]) in range(1, 13) and _DAY_BEFORE_WORD.match(text, end):
        return None
    mark = _MARK.match(text, end)
    if mark is None or (after == "、" and _LISTED_DAYS.match(text, end)):
        return None
    if after == "、" and _LISTED_NUMBERS.match(text, end):
        return None  # 微家数：6、4、9
    if page.begins_line(start):
        return _enumerator(page, start, end + 1, start, end)
    before = text[start - 1]
    if before in "：:；;。" or (
        before == " "
        and text[end + 1].isalpha()
        and not text[end + 1].isascii()
        and page.unit_at(end + 1) is None
        and _follows(page, start, end)
    ):
        return _enumerator(page, start, end + 1, start, end)
    return None


# 陈某(35), 张大姐(45): behind one person stands her age.
_OF_ONE_PERSON: Final = re.compile(
    "某$|(?<![\u4e00-\u9fff])[\u4e00-\u9fff](?:大姐|大妈|阿姨|奶奶|婆婆|大爷|大娘|大嫂|女士)$"
)
_AGES: Final = range(1, 110)


def _age(start: int, end: int, digits: str) -> Found | None:
    if int(digits) not in _AGES:
        return None
    return Found(start, end, Kind.AGE, Decimal(digits), "岁", step=Decimal(1))


def _follows(page: Page, start: int, end: int) -> bool:
    """Say whether a number behind a blank orders: 1.走访 2.宣讲 do, 学生 210、家长 80 do not."""
    number = int(page.text[start:end])
    if number == 1:
        return True
    line = page.text.rfind("\n", 0, start) + 1
    return re.search(rf"(?<![0-9.]){number - 1}[.．、)]", page.text[line:start]) is not None


def _enumerator(page: Page, start: int, end: int, low: int, high: int) -> Found:
    numeral = parse_numeral(page.text[low:high])
    value = None if numeral is None else numeral.value
    return not_figure(start, end, Kind.ENUMERATOR, value)


def chinese_enumerator(page: Page, start: int, end: int) -> Found | None:
    """Read 一、 （一） 一是 其一 at ``start``; None where the numeral counts."""
    text = page.text
    if end - start > 3:
        return None
    before = text[start - 1] if start else "\n"
    after = text[end]
    if after not in _AFTER_CHINESE and before != "其":
        return None
    if before == "(" and after == ")":
        stop = end + 1 + (text[end + 1] == "、")
        return (
            _enumerator(page, start - 1, stop, start, end)
            if parse_numeral(text[start:end])
            else None
        )
    if after in "、．." and (
        before in "。；;：:"
        or page.begins_line(start)
        or (before == " " and text[end + 1].isalpha())
    ):
        if parse_numeral(text[start:end]) is None or _LISTED_CHINESE.match(text, end):
            return None
        return _enumerator(page, start, end + 1, start, end)
    if (
        after in "是要则来"
        and page.begins_clause(start)
        and parse_numeral(text[start:end])
        and (after in "是要" or end - start == 1)
        and not (after == "来" and text[start] in "十百千万")  # 十来个人 counts
    ):
        return _enumerator(page, start, end + 1, start, end)
    if (
        after == "是"
        and end - start == 1
        and text[start - 1 : start] in ")）”"
        and parse_numeral(text[start:end])
    ):
        return _enumerator(page, start, end + 1, start, end)
    if before == "其" and start > 0 and (page.begins_clause(start - 1) or after in "，,"):
        return not_figure(start - 1, end, Kind.ENUMERATOR)
    return None


def ordinal_enumerator(page: Page, start: int, end: int) -> Found | None:
    """Read 第一， at a clause's start; ``start`` is the place of 第, ``end`` past the numeral."""
    if not page.begins_clause(start):
        return None
    mark = _ORDINAL_MARK.match(page.text, end)
    if mark is None:
        return None
    stop = end if mark.group() == "是" else mark.end()
    if page.text[start - 1 : start] in BREAKS or page.begins_line(start):
        return _enumerator(page, start, stop, start + 1, end)
    return None
