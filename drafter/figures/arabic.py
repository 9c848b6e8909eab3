"""What an Arabic numeral is: a date, a code, a label, a name, or a count."""

import re
from decimal import Decimal
from typing import Final

from drafter.figures.amounts import read_amount
from drafter.figures.codes import document_number, read_code
from drafter.figures.counted import read_counted, read_ordinal
from drafter.figures.dating import arabic_date
from drafter.figures.enumerators import arabic_enumerator
from drafter.figures.masks import MASKS, masked_number
from drafter.figures.measuring import read_ratio
from drafter.figures.numerals import MAX_NUMERAL
from drafter.figures.page import Found, Page, not_figure
from drafter.figures.types import Kind

__all__ = ["read_arabic"]

_MARKED_BEFORE: Final = frozenset("“‘〔【《")
_NAME_AFTER: Final = re.compile(
    r"(?:国道|省道|县道|号[楼线文棚房间屋室桥柜机院]"
    r"|(?<=[05])后(?![续来期天面勤备再方台，])|单元|室(?=[，。、])|等[奖功])"
)
_QUOTED_NAME: Final = re.compile(r"(?:分钟|小时|天|个|项|公里)[^”]{1,12}”")
# 比2020多0.42万: the year that it is compared with.
_THAN_YEAR: Final = re.compile(
    r"20[0-4][0-9](?=[多少增减高低上下提升降涨翻](?![名人个户场次元份件]))"
)
_YEAR_LENGTH: Final = 4
# 26+29, 6+9+12; but 3+N, 1+6 and what goes on as a word with it (5+2模式) are names.
_SUM: Final = re.compile(
    r"[0-9]{1,6}(?:\.[0-9]{1,3})?(?:\+[0-9]{1,6}(?:\.[0-9]{1,3})?)+(?:[百千]?[万亿])?(?![0-9+A-Za-z.]|[”」]|(?:工作|服务)?(?:模式|机制|体系|工程|行动|平台|举措|架构|力量|治理|方式|法))"
)
_LONGEST_SUM: Final = 24
_NO_SLOGAN: Final = 10
# Words whose number is a label: 附件1, 图2.
_NUMBERED: Final = frozenset(["活动", "项目", "问题", "任务", "步骤", "阶段", "小组", "方案"])
_LABELS: Final = frozenset(["附件", "附表", "附录", "附图", "议题", "案例", "表格", "示例", "样表"])


def read_arabic(page: Page, start: int, end: int) -> Found | int:
    """Return what the digits from ``start`` to ``end`` are; an offset where they are nothing."""
    text = page.text
    before = text[start - 1] if start else "\n"
    after = text[end]
    if page.titles.begin < start and page.titles.hold(start):
        return not_figure(start, end, Kind.NAME)
    if before == "第":
        return read_ordinal(page, start)
    length = end - start
    if before in "比较" and length == _YEAR_LENGTH and _THAN_YEAR.match(text, start):
        return Found(start, end, Kind.DATE, text[start:end], "年")
    if (
        after in page.plain_after
        and before not in _MARKED_BEFORE
        and not before.isascii()
        and (page.last is None or page.last.unit != "星期")  # 每周2、4晚
        and before != "前"  # 今年前9个月
        and not (after == "下" and text.startswith("下半年", end))  # 驿站2024下半年
        and (length <= 2 or (length <= 9 and text[start:end] not in page.words.hotlines))
    ):
        amount = read_amount(text, start, page.terms)  # the short way for 120人, 3200余份
        if amount is not None:
            return read_counted(page, start, amount, chinese=False)
    times = before in "xX" and page.last is not None and page.last.end == start - 1  # 30x800
    if (before.isascii() and before.isalpha() and not times) or (
        after.isascii() and after.isalpha()
    ):
        beside = _beside_letters(page, start, end, before, after)
        if beside is not None:
            return beside
    if before == "双" and text[start:end] in ("11", "12"):
        return not_figure(start - 1, end, Kind.FIXED_TERM)
    label = text[max(0, start - 2) : start]
    if (label in _LABELS and page.unit_at(end) is None) or (after == ":" and label in _NUMBERED):
        return not_figure(start, end, Kind.ENUMERATOR)
    if end - start > MAX_NUMERAL:
        return Found(start, end, Kind.NUMBER_CODE, text[start:end])
    if (after in MASKS or after == ".") and end - start != 17:
        masked = masked_number(page, start, end)
        if masked is not None:
            return masked
    if before in "〔[【(" and end - start == 4:
        document = document_number(page, start - 1)
        if document is not None:
            return document
    if "+" in (before, after) and (joined := _joined(page, start, end)) is not None:
        return joined
    found = (
        arabic_enumerator(page, start, end)
        or read_code(page, start, end)
        or arabic_date(page, start, end)
    )
    if found is None and after in ":比/":
        found = read_ratio(page, start, end)
    if found is not None:
        return found
    if page.quotes.begin < start and page.quotes.hold(start) and _QUOTED_NAME.match(text, end):
        return not_figure(start, end, Kind.NAME)
    if after in "国省县号后单室等" and _NAME_AFTER.match(text, end):
        return not_figure(start, end, Kind.NAME)
    amount = read_amount(text, start, page.terms)
    return end if amount is None else read_counted(page, start, amount, chinese=False)


def _joined(page: Page, start: int, end: int) -> Found | None:
    """3+N and “5+2” name a way of working; 26+29 and 6+9场 add up what was counted."""
    text = page.text
    ahead = text[end] == "+" and text[end + 1].isascii() and text[end + 1].isalnum()
    behind = text[start - 1] == "+" and text[start - 2].isascii() and text[start - 2].isalnum()
    if not (start and behind) and not ahead:
        return None
    low = start
    while low and low > start - _LONGEST_SUM and text[low - 1] in "0123456789+.":
        low -= 1
    sum_of = _SUM.match(text, low)
    if sum_of is not None and sum_of.end() >= end and text[low - 1 : low] not in _MARKED_BEFORE:
        parts = [Decimal(part.rstrip("百千万亿")) for part in sum_of.group().split("+")]
        scaled = sum_of.group()[-1] in "万亿"  # no way of working has so many steps
        counted = scaled or page.unit_at(sum_of.end()) is not None
        if min(parts) > 1 and (counted or max(parts) >= _NO_SLOGAN):
            amount = read_amount(text, start, page.terms)
            if amount is not None:
                amount.end, amount.hedge = amount.core_end, None
                return read_counted(page, start, amount, chinese=False)
    return not_figure(start, end, Kind.FIXED_TERM)


def _beside_letters(
    page: Page, start: int, end: int, before: str, after: str
) -> Found | int | None:
    """Q3 and H1 are periods, 3kg is a quantity, 4A, 5G and TOP10 are names."""
    text = page.text
    one = end - start == 1
    if (
        before in "QqHh"
        and one
        and not (text[start - 2 : start - 1].isascii() and text[start - 2 : start - 1].isalnum())
    ):
        if before in "Qq" and text[start] in "1234":
            return Found(start - 1, end, Kind.PERIOD, f"Q{text[start]}", "季度")
        if before in "Hh" and text[start] in "12":
            return Found(start - 1, end, Kind.PERIOD, f"H{text[start]}", "年")
    if after.isascii() and after.isalpha():
        if after in "wW" and not (text[end + 1].isascii() and text[end + 1].isalnum()):
            return None  # 1.3w is 13000
        if after in "kK" and text[end + 1] == "+":
            return None  # 3k+ is over 3000
        if after in "xX" or page.unit_at(end) is not None or (end - start == 17 and after in "xX"):
            return None
        if after in "HQ" and end - start == 4 and text[end + 1].isdigit():
            return None
        code = read_code(page, start, end) if end - start > 1 else None
        if code is not None:
            return code
    elif (
        page.unit_at(end) is not None
        and text[max(0, start - 3) : start].isalpha()
        and before.isupper()
        and start > 2
        and text[start - 2].isupper()
    ):
        return None  # DVD3台
    begin = start
    low = max(page.done, start - 20)
    while begin > low and text[begin - 1].isascii() and text[begin - 1].isalnum():
        begin -= 1
    while text[end].isascii() and text[end].isalnum():
        end += 1
    return not_figure(begin, end, Kind.NAME)
