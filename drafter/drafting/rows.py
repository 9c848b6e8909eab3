"""Rows of a table or of a chat that say the same of several places, told in one sentence.

大湾村：培训2期80人, 河东村：培训1期35人, … make one sentence with a list, not twelve of one form; a
total stands in the sentence of what it adds up. Pure.
"""

import re
from collections.abc import Sequence
from typing import TypeVar

from drafter.drafting.material import Material
from drafter.drafting.polishing import as_sentence
from drafter.drafting.wording import formal_words
from drafter.figures import find_figures

__all__ = ["is_run", "is_total", "row_form", "rows_sentence", "together"]

_LEAST = 3
_MOST = 12
_PLACE = re.compile(r"(?P<place>[\u4e00-\u9fff]{1,7}(?:社区|村|镇|乡|街道|县|区))[：，]\s*(?=\S)")
_TOTAL = re.compile("(?:合计|总计|共计|小计|总共)[：，]?")
_Item = TypeVar("_Item")


def row_form(text: str) -> str:
    """Return the form of a line that tells of one place, its figures left open; "" for any other.

    大湾村：培训2期80人 and 河东村：培训1期35人 have one form.
    """
    place = _PLACE.match(text)
    if place is None:
        return ""
    rest = text[place.end() :]
    figures = find_figures(rest)
    if not figures or figures[0].start == 0:
        return ""
    form, position = "", 0
    for figure in figures:
        form += rest[position : figure.start] + f"‹{figure.unit or figure.kind.value}›"
        position = figure.end
    return form + rest[position:]


def is_total(text: str) -> bool:
    """Whether a line adds up what stands before it."""
    return _TOTAL.match(text) is not None


def together(items: Sequence[_Item], texts: Sequence[str]) -> list[tuple[_Item, ...]]:
    """Return what one sentence tells, in order: rows of one form, a total with what it adds up.

    Args:
        items: What the texts are of.
        texts: One line for each item.
    """
    groups: list[tuple[_Item, ...]] = []
    start = 0
    while start < len(items):
        form = row_form(texts[start])
        end = start + 1
        while form and end < len(items) and end - start < _MOST and row_form(texts[end]) == form:
            end += 1
        if end - start < _LEAST:
            end = start + 1
        if end < len(items) and is_total(texts[end]) and not is_total(texts[start]):
            end += 1
        groups.append(tuple(items[start:end]))
        start = end
    return groups


def is_run(group: Sequence[Material]) -> bool:
    """Whether materials that are told together are rows of one form."""
    return len(group) >= _LEAST and bool(row_form(group[0].text))


def rows_sentence(group: Sequence[Material]) -> str:
    """Return rows of one form as one sentence, a total at its end."""
    told = [_row(material.text) for material in group]
    longest = any("，" in row for row in told)
    return ("；" if longest else "，").join(told) + "。"


def _row(text: str) -> str:
    words = as_sentence(formal_words(text)).rstrip("。")
    place = _PLACE.match(words)
    if place is not None:
        return place["place"] + words[place.end() :]
    return re.sub("^(合计|总计|共计|小计|总共)[：，]?", r"\1", words)
