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


def read_mask(page: Page, start: int) -> Found | int:
    """XX年, xx乡, X户: a place left open."""
    text = page.text
    end = run_end(MASK_RUN, text, start)
    before = text[start - 1] if start else "\n"
    if text[start] in "*＊_□":
        return run_end(_MARK_RUN, text, start)  # **3**人 is bold
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
    """20xx年, 1xxxx, 202X年 hold a place open; 3x5 is a size; 12** is emphasis."""
    text = page.text
    size = _SIZE.match(text, start)
    if size is not None and text[start:end] != "20":
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
