"""What a Chinese numeral is: part of a term or name, a date, a share, an article, or a count."""

import re
from decimal import Decimal
from typing import Final

from drafter.figures.amounts import Amount, read_amount
from drafter.figures.codes import document_ahead
from drafter.figures.counted import read_counted, read_ordinal
from drafter.figures.counting import refuse_chinese
from drafter.figures.dating import (
    chinese_date,
    chinese_listed_month,
    read_half_year,
    read_lunar,
    read_quarter,
)
from drafter.figures.enumerators import chinese_enumerator
from drafter.figures.hedges import read_hedges
from drafter.figures.hours import chinese_clock
from drafter.figures.masks import MASK_RUN, mask_end
from drafter.figures.measuring import read_fraction, with_unit
from drafter.figures.numerals import parse_numeral
from drafter.figures.page import Found, Page, not_figure
from drafter.figures.scanning import run_end
from drafter.figures.terms import Term
from drafter.figures.types import Kind, Qualifier
from drafter.figures.weekdays import follows_weekday, read_weekday

__all__ = ["read_chinese", "read_half"]

_ONE: Final = Decimal(1)
# 一家一档, 一户一码: a slogan of one for each, but not 一户一千元.
_ONE_EACH: Final = re.compile(
    r"一[家户村人社镇校组乡季月周日企岗案事县区园]一(?![一二三四五六七八九十百千万半次场回期节趟遍])[\u4e00-\u9fff]"
)
_CAPITALS: Final = frozenset("壹贰叁肆伍陆柒捌玖拾佰仟")
_BEFORE_CAPITAL: Final = frozenset("队入退落为大内水登着海收捡重朝夕酒店茶放行陆")
_LEVEL: Final = "level"


def read_chinese(page: Page, start: int, end: int) -> Found | int:
    """Return what the numeral from ``start`` to ``end`` is; an offset where it is nothing."""
    text = page.text
    char = text[start]
    before = text[start - 1] if start else "\n"
    if page.titles.begin < start and page.titles.hold(start):
        return not_figure(start, end, Kind.NAME)
    if text[end] == "分":
        fraction = read_fraction(page, start, end)
        if fraction is not None:
            return fraction
    if end - start == 1 and char in _CAPITALS and _is_word(page, start, before):
        return end  # 队伍, 收拾, 大陆
    term = page.terms.at(text, start)
    if term is not None:
        return _term(page, start, term)
    if (
        char in "数几"
        and end - start > 1
        and before in "人户次件个份期场总家基分指"
        and char == "数"
    ):
        return start + 1  # 人数三百: 数 belongs to the word before it
    if char == "一" and (each := _ONE_EACH.match(text, start)) is not None:
        return not_figure(start, each.end(), Kind.FIXED_TERM)
    if page.has_document_numbers:
        document = document_ahead(page, start)
        if document is not None:
            return document
    if text[end] in "xX×":
        return not_figure(start, mask_end(page, run_end(MASK_RUN, text, end)), Kind.PLACEHOLDER)
    if before == "第":
        return read_ordinal(page, start)
    found = chinese_enumerator(page, start, end)
    if found is None and (before in "周期拜、" or follows_weekday(page, start)):
        found = read_weekday(page, start, end)
    if found is None and before in "月初":
        found = read_lunar(page, start)
    if found is None:
        found = chinese_date(page, start, end) or _special(page, start, end)
    if found is not None:
        return found
    amount = read_amount(text, start, page.terms)
    if amount is None:
        return (
            not_figure(start, end, Kind.IDIOM) if end - start > 1 or char not in "数几零" else end
        )
    if amount.vague and end - start == 1 and page.unit_at(end) is None:
        return end  # 人数, 几乎
    return read_counted(page, start, amount, chinese=True)


def _is_word(page: Page, start: int, before: str) -> bool:
    """Say whether a lone capital numeral is part of a word and does not count."""
    unit = page.unit_at(start + 1)
    return unit is None or unit.unit.one == _LEVEL or before in _BEFORE_CAPITAL


def _term(page: Page, start: int, term: Term) -> Found:
    begin = start - term.lead
    end = max(begin + len(term.text), start + 1)
    return not_figure(max(begin, page.done), end, term.kind)


def read_half(page: Page, start: int) -> Found | int:
    """上半年, 过半, 半数; any other 半 counts nothing that can be checked."""
    text = page.text
    before = text[start - 1] if start else "\n"
    term = page.terms.at(text, start)
    if term is not None:
        return _term(page, start, term)
    if page.quotes.begin < start and page.quotes.hold(start):
        return start + 1
    half_year = read_half_year(page, start)
    if half_year is not None:
        return half_year
    if text.startswith("半数", start):
        return read_hedges(
            page,
            Found(start, start + 2, Kind.PERCENT, Decimal(50), "%", step=Decimal(10)),
            start,
            None,
        )
    if before == "过" and text[start - 2 : start - 1] not in ("经", "通"):
        return Found(
            start - 1, start + 1, Kind.PERCENT, Decimal(50), "%", Qualifier.OVER, Decimal(10)
        )
    unit = page.unit_at(start + 1)
    if unit is not None and unit.unit.kind == "period":
        amount = Amount(start + 1, parse_numeral("0.5"), core_end=start + 1)
        refused = refuse_chinese(page, start, amount, unit)
        if refused is not None:
            return refused
        return with_unit(page, start, amount, unit, Decimal("0.5"))
    return start + 1


def _special(page: Page, start: int, end: int) -> Found | None:
    """一半, 一季度, 百分之…, 三分之一, and a slogan in quotation marks."""
    text = page.text
    timed = chinese_clock(page, start, end) or chinese_listed_month(page, start, end)
    if timed is not None:
        return timed
    if text.startswith("一半", start):
        found = Found(start, start + 2, Kind.PERCENT, Decimal(50), "%", step=Decimal(10))
        return read_hedges(page, found, start, None)
    if text[end] == "季" or (text[end] == " " and text[end + 1] == "季"):
        quarter = read_quarter(page, start)
        if quarter is not None:
            return quarter
    if text[end] == "比" and text[end + 1] in "一二三四五六七八九十":
        low, high = parse_numeral(text[start:end]), parse_numeral(text[end + 1])
        if low is not None and high is not None and text[end + 2] not in "一二三四五六七八九":
            return Found(start, end + 2, Kind.RANGE, (low.value, high.value), step=_ONE)
    if page.quotes.begin < start and page.quotes.hold(start):
        return not_figure(start, end, Kind.FIXED_TERM)
    return None
