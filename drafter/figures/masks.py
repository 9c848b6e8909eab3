"""Places left open in a text: 20xx年, XX元, 1xxxx; no figures, and nothing for a summary."""

import re
from typing import Final

from drafter.figures.codes import document_number
from drafter.figures.page import Found, Page, not_figure
from drafter.figures.scanning import run_end
from drafter.figures.types import Kind

__all__ = ["MASKS", "MASK_RUN", "mask_end", "masked_number", "read_mask"]

MASKS: Final = frozenset("xX×*＊_□")
MASK_RUN: Final = re.compile(r"[xX×*＊_□0-9]++")
_MARK_RUN: Final = re.compile(r"[*＊_□]++")
_SIZE: Final = re.compile(r"[0-9]++(?:\.[0-9]++)?(?:[×xX*][0-9]++(?:\.[0-9]++)?)++")
# What makes 3×5 a size, and not three of five each: a length behind it, or what has a size.
_LENGTH: Final = re.compile(
    r" ?(?:米|公分|厘米|毫米|寸|公里|平|[cmCM]{1,2}(?![A-Za-z])|小时|天制|[)）]?cm)"
)
_SIZED: Final = re.compile(
    r"(?:尺寸|规格|大小|长宽|面积|横幅|条幅|展板|展架|展台|背景板|背板|宣传栏|版面|喷绘|屏幕|大屏|LED|KT板|海报|画幅|相框|表格)"
    r"[^0-9，。；\n]{0,4}$"
)
_SIZED_REACH: Final = 10
# 46×1800=8.28万 and 600=75×8 show how a sum comes about that is told beside them.
_EQUALS: Final = frozenset("=＝≈")


def read_mask(page: Page, start: int) -> Found | int:
    """XX年, xx乡, X户: a place left open."""
    text = page.text
    end = run_end(MASK_RUN, text, start)
    before = text[start - 1] if start else "\n"
    if text[start] in "*＊_□":
        return run_end(_MARK_RUN, text, start)  # **3**人 is bold
    if before.isdigit() and text[start + 1].isdigit() and start >= page.done:
        return start + 1  # 3×5千
    if before.isascii() and before.isalnum():
        return end
    if before in "〔[【(" and page.has_document_numbers:
        document = document_number(page, start - 1)
        if document is not None:
            return document
    if text[start + 1].isdigit():
        return start + 1  # 6户×300元
    if end - start == 1 and (text[end].isascii() or text[end] not in page.units):
        return end
    return not_figure(start, mask_end(page, end), Kind.PLACEHOLDER)


def mask_end(page: Page, end: int) -> int:
    """Return where a mask ends with the unit or place word behind it (XX年, xx乡, XX余元)."""
    text = page.text
    if text[end] in "余多" and text[end + 1] in page.units:
        end += 1
    unit = page.unit_at(end)
    if unit is not None and unit.start == end:
        return unit.end
    return end + 1 if text[end] in "年月日乡镇村县市区" else end


def masked_number(page: Page, start: int, end: int) -> Found | None:
    """20xx年, 1xxxx, 202X年 hold a place open; 3x5米 is a size; 12** is emphasis."""
    text = page.text
    size = _SIZE.match(text, start)
    if size is not None and text[start:end] != "20":
        if _multiplies(text, start, size.end()):
            return None
        return not_figure(start, size.end(), Kind.NAME)
    if text.endswith("**", 0, start):  # **3**人 is bold
        return None
    if text[end] == "." or (text[end] in "*＊_" and text[end + 1] not in "*＊_"):
        return None
    if text[end] == "*" and page.unit_at(end + 2) is None and text[end + 2] not in "*元":
        return None
    mask = end
    while text[mask] in MASKS:
        mask += 1
    stop = run_end(MASK_RUN, text, start)
    return not_figure(start, mask_end(page, stop), Kind.PLACEHOLDER)


def _multiplies(text: str, start: int, end: int) -> bool:
    """Say whether 3×5 tells of three that each got five, and is no size and no sum worked out."""
    if text[start - 1 : start] in _EQUALS or text[end] in _EQUALS or text[end + 1] in _EQUALS:
        return False
    if text[start:end] in ("7×24", "7x24", "7X24", "7*24") or _LENGTH.match(text, end):
        return False
    return _SIZED.search(text, max(0, start - _SIZED_REACH), start) is None
