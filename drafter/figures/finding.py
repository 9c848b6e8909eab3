"""Find every numeric expression of a text, decide by its context what it is, and normalise it.

One compiled scan finds where numerals stand; each is then read by hand-written rules: the
lexicon first, then dates and codes, then number, unit and hedge. Work is linear in the text:
every look to the left or right is bounded.
"""

import re
from decimal import Decimal
from typing import Final

from drafter.figures.amounts import Amount
from drafter.figures.arabic import read_arabic
from drafter.figures.chinese import read_chinese, read_half
from drafter.figures.hedges import read_hedges
from drafter.figures.masks import read_mask
from drafter.figures.measuring import with_unit
from drafter.figures.numerals import parse_numeral
from drafter.figures.page import Found, Page, not_figure
from drafter.figures.scanning import (
    CHINESE_RUN,
    CLASSES,
    DIGIT_RUN,
    START,
    numeric_char,
    run_end,
)
from drafter.figures.types import Figure, Kind
from drafter.figures.weekdays import sunday

__all__ = ["find_figures"]

# 把纠纷化解放在首位 counts nothing.
_PUT_FIRST: Final = re.compile("(?:[放摆]在|置于|列[为在]|居于)了?$")
_WORD: Final = re.compile(
    r"首[届期批场例家个位支](?![都先要席])|首先|其次|另?一方面|双学双比|双进家|许多|多次"
    r"|(?:每|本|上|下)?(?:周|星期)[日天](?![津然子])|翻番"
)
_ONE: Final = Decimal(1)
_LEVEL: Final = "level"


def find_figures(text: str, *, everything: bool = False) -> tuple[Figure, ...]:
    """Return the figures of a text, sorted and non-overlapping, with offsets into that text.

    Args:
        text: Any text; offsets are code points of it as given.
        everything: Also return the numeric expressions that are no figures: enumerators, fixed
            terms, idioms, names, placeholders, and counts that only announce a list.
    """
    page = Page(text)
    plain, search = page.text, START.search
    figures: list[Figure] = []
    position = 0
    while (match := search(plain, position)) is not None:
        start = match.start()
        char = plain[start]
        group = CLASSES[char]
        if group == "digit":
            found: Found | int = read_arabic(page, start, run_end(DIGIT_RUN, plain, start))
        elif char == "半":
            found = read_half(page, start)
        elif group == "chinese":
            found = read_chinese(page, start, run_end(CHINESE_RUN, plain, start))
        else:
            found = _READERS[group](page, start)
        if isinstance(found, int):
            position = max(found, start + 1)
            continue
        found.start = max(found.start, page.done)
        page.done = position = max(found.end, start + 1)
        if found.is_figure:
            page.last = found
            if found.kind is not Kind.DATE:
                page.month = 0
        elif not everything:
            continue
        figures.append(_figure(text, found))
    return tuple(figures)


def _figure(source: str, found: Found) -> Figure:
    end = min(found.end, len(source))
    return Figure(
        text=source[found.start : end],
        start=found.start,
        end=end,
        kind=found.kind,
        value=found.value,
        unit=found.unit,
        qualifier=found.qualifier,
        per=found.per,
        is_figure=found.is_figure,
        announces=found.announces,
        step=found.step,
    )


def _read_word(page: Page, start: int) -> Found | int:
    if page.text[start] == "日":
        return sunday(page, start) or start + 1
    match = _WORD.match(page.text, start)
    if match is None:
        return start + 1
    word = match.group()
    if word == "首位" and _PUT_FIRST.search(page.text, max(0, start - 4), start):
        return not_figure(start, match.end(), Kind.IDIOM)
    if word[0] == "首" and word != "首先":
        return Found(start, match.end(), Kind.ORDINAL, _ONE, word[1], step=_ONE)
    if word == "翻番":
        return Found(start, match.end(), Kind.MULTIPLE, Decimal(2), "倍", step=_ONE)
    if word in ("首先", "其次"):
        return not_figure(start, match.end(), Kind.ENUMERATOR)
    if word[-1] in "日天":
        if _after_each(page, start):
            return Found(start - 1, match.end(), Kind.DATE, "W7", "星期", per="周")
        per = "周" if word[0] == "每" else None
        return Found(start, match.end(), Kind.DATE, "W7", "星期", per=per)
    if word.endswith("一方面"):
        return not_figure(start, match.end(), Kind.ENUMERATOR)
    kind = Kind.FIXED_TERM if word[0] == "双" else Kind.IDIOM
    return not_figure(start, match.end(), kind)


def _after_each(page: Page, start: int) -> bool:
    """Say whether 每 stands before 周日."""
    return start > page.done and page.text[start - 1] == "每"


def _read_enclosed(page: Page, start: int) -> Found | int:
    """①, ⑴, ⑿ order a list, but ③名 counts."""
    digits = numeric_char(page.text[start])
    numeral = None if digits is None else parse_numeral(digits)
    if numeral is None:
        return start + 1
    if "." in numeral.value.to_eng_string():
        found = Found(start, start + 1, Kind.FRACTION, numeral.value)
        return read_hedges(page, found, start, None)
    unit = page.unit_at(start + 1)
    if unit is None or unit.unit.one == _LEVEL or page.begins_clause(start):
        return not_figure(start, start + 1, Kind.ENUMERATOR, numeral.value)
    amount = Amount(start + 1, numeral, mantissa=numeral.value, core_end=start + 1)
    return with_unit(page, start, amount, unit, numeral.value)


_READERS: Final = {"mask": read_mask, "word": _read_word, "enclosed": _read_enclosed}
