"""Numbers that identify and do not count: document, telephone, hotline and identity numbers."""

import re
from typing import Final

from drafter.figures.calendar import valid_day
from drafter.figures.page import Found, Page
from drafter.figures.types import Kind

__all__ = ["document_number", "read_code"]

_PHONE: Final = re.compile(
    r"1[3-9][0-9](?:[0-9]{8}| [0-9]{4} [0-9]{4}|-[0-9]{4}-[0-9]{4})(?![0-9])"
    r"|[0-9]{17}[0-9Xx](?![0-9A-Za-z])"
    r"|(?=[0-9A-Z]{0,9}[A-Z])[0-9]{2}[0-9A-Z]{16}(?![0-9A-Za-z])"
    r"|0[1-9][0-9]{1,2}[- ]?[0-9]{7,8}(?![0-9])"
    r"|0[1-9][0-9]{1,2} [0-9]{3,4} [0-9]{4}(?![0-9])"
    r"|400[- ]?[0-9]{3}[- ]?[0-9]{4}(?![0-9])"
)
_DOCUMENT: Final = re.compile(
    r"[〔\[【(]((?:19|20)[0-9]{2}|[xX×]{2,4}|20[xX×]{1,2})[〕\]】)] ?第? ?([0-9]{1,4}) ?号"
)
_DOCUMENT_AHEAD: Final = re.compile(r"[\u4e00-\u9fff]{1,8}(?=[〔\[【])")
_SEPARATORS: Final = re.compile(r"[ -]")
_CJK: Final = ("\u4e00", "\u9fff")
_CASE: Final = re.compile(
    r"[(]((?:19|20)[0-9]{2})[)][\u4e00-\u9fff]{1,2}[0-9]{0,4}[\u4e00-\u9fff]{1,4}[0-9]{1,6}号"
)
_GROUPS: Final = re.compile(r"[0-9]{3}(?: [0-9]{3,4}){2,3}(?![0-9])")
_SHORT: Final = 4
# 来访 2310 热线 5420 counts calls.
_CALLS: Final = re.compile("(?<![拨打])(?<!咨询)(?<!维权)(?<!服务)热线 ?$")
_LEAD_IN: Final = re.compile(
    r"(?:.*(?:根据|按照|依据|下发|印发|转发|出台|制定|文件|通知|号文|[的和了以按在从]))"
)


def document_number(page: Page, bracket: int, *, begin: int | None = None) -> Found | None:
    """Read 万妇发〔2025〕24号, whose opening bracket stands at ``bracket``.

    Args:
        page: The text.
        bracket: Offset of 〔, [ or 【.
        begin: Where the issuer's short name begins, where the caller has seen it.
    """
    text = page.text
    match = _DOCUMENT.match(text, bracket)
    if match is None:
        case = _CASE.match(text, bracket)
        return None if case is None else _code(bracket, case.end(), text[bracket : case.end()])
    if begin is None:
        begin = bracket
        while begin > max(page.done, bracket - 8) and _CJK[0] <= text[begin - 1] <= _CJK[1]:
            begin -= 1
        lead = _LEAD_IN.match(text, begin, bracket)
        begin = begin if lead is None else lead.end()
    year, number = match.group(1), match.group(2)
    value = f"〔{year}〕{number}号" if year.isdigit() else None
    return Found(begin, match.end(), Kind.NUMBER_CODE, value, "号")


def document_ahead(page: Page, start: int) -> Found | None:
    """Read a document number whose issuer's name begins with a numeral (万妇发)."""
    ahead = _DOCUMENT_AHEAD.match(page.text, start)
    return None if ahead is None else document_number(page, ahead.end(), begin=start)


_DAY: Final = re.compile(
    r"(?:19|20)[0-9]{2}-(?:1[0-2]|0?[1-9])-(?:3[01]|[12][0-9]|0?[1-9])(?![0-9-])"
)


def read_code(page: Page, start: int, end: int) -> Found | None:
    """Read a telephone, identity or other code number; None where the digits count."""
    text, words = page.text, page.words
    length = end - start
    if length < 3:
        return None
    phone = _PHONE.match(text, start)
    if phone is not None and not (length < 11 and page.unit_at(phone.end()) is not None):
        return _code(start, phone.end(), _SEPARATORS.sub("", phone.group()))
    written = text[start:end]
    counted = text[end] in "万亿.%年" or page.unit_at(end) is not None
    if written in words.hotlines and not counted:
        # 剩120 at a line's end is no hotline for 电话回访 that opens the next line.
        low = max(0, start - 8, text.rfind("\n", max(0, start - 8), start) + 1)
        high = text.find("\n", end, end + 8)
        near = words.hotline_words.search(text, low, end + 8 if high < 0 else high)
        if near is not None or length == 5:
            return _code(start, end, written)
    if counted:
        return None
    groups = _GROUPS.match(text, start) if text[end] == " " else None
    if groups is not None and words.code_words.search(text, max(0, start - 16), start):
        return _code(start, groups.end(), groups.group().replace(" ", ""))
    if length == _SHORT and _CALLS.search(text, max(0, start - 5), start):
        return None
    dated = _DAY.match(text, start)  # 微信群 刘姐 2026-3-9 21:14
    if not dated and length >= _SHORT and words.code_words.search(text, max(0, start - 16), start):
        stop = end
        while text[stop] == "-" and text[stop + 1].isdigit():
            stop += 1
            while text[stop].isdigit():
                stop += 1
        return _code(start, stop, text[start:stop].replace("-", ""))
    if (
        length == 8
        and written[:2] in ("19", "20")
        and valid_day(int(written[4:6]), int(written[6:]))
    ):
        return Found(start, end, Kind.DATE, f"{written[:4]}-{written[4:6]}-{written[6:]}")
    if length >= 10 and text[end] not in ",，":
        return _code(start, end, written)
    return None


def _code(start: int, end: int, value: str) -> Found:
    return Found(start, end, Kind.NUMBER_CODE, value)
