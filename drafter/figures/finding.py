"""Find every numeric expression of a text, decide by its context what it is, and normalise it.

One compiled scan finds where numerals stand; each is then read by hand-written rules: the
lexicon first, then dates and codes, then number, unit and hedge. Work is linear in the text:
every look to the left or right is bounded.
"""

import re
from decimal import Decimal
from typing import Final

from drafter.figures.amounts import Amount, read_amount
from drafter.figures.codes import document_ahead, document_number, read_code
from drafter.figures.counting import read_announcement, read_zero, refuse_chinese
from drafter.figures.dating import (
    arabic_date,
    chinese_date,
    read_half_year,
    read_lunar,
    read_quarter,
    read_weekday,
)
from drafter.figures.enumerators import arabic_enumerator, chinese_enumerator, ordinal_enumerator
from drafter.figures.hedges import read_hedges
from drafter.figures.measuring import read_fraction, read_range, read_ratio, with_unit
from drafter.figures.numerals import MAX_NUMERAL, parse_numeral
from drafter.figures.page import Found, Page, UnitAt, not_figure
from drafter.figures.scanning import CHINESE_RUN, CLASSES, DIGIT_RUN, START, numeric_char
from drafter.figures.terms import Term
from drafter.figures.types import Figure, Kind, Qualifier, Value

__all__ = ["find_figures"]

_MARKED_BEFORE: Final = frozenset("“‘〔【《")
_MASKS: Final = frozenset("xX×*＊_□")
_MASK_RUN: Final = re.compile(r"[xX×*＊_□0-9]++")
_SIZE: Final = re.compile(r"[0-9]++(?:\.[0-9]++)?(?:[×xX*][0-9]++(?:\.[0-9]++)?)++")
_WORD: Final = re.compile(
    r"首[届期批场例家个位支](?![都先要席])|首先|其次|另?一方面|双学双比|双进家|许多|多次|(?:每|本|上|下)?(?:周|星期)[日天](?![津然子])|翻番"
)
_NAME_AFTER: Final = re.compile(
    r"(?:国道|省道|县道|号[楼线文棚房间屋室桥柜机院]|(?<=[05])后(?![续来期天面勤备再方台，])|单元|室(?=[，。、]))"
)
_QUOTED_NAME: Final = re.compile(r"(?:分钟|小时|天|个|项|公里)[^”]{1,12}”")
_ONE: Final = Decimal(1)
_HALF_WORDS: Final = ("一半", "半数")
_FRONT: Final = frozenset(["名", "位", "强", "个", "届", "期", "项", "家", "批"])
_CAPITALS: Final = frozenset("壹贰叁肆伍陆柒捌玖拾佰仟")
_BEFORE_CAPITAL: Final = frozenset("队入退落为大内水登着海收捡重朝夕酒店茶放行陆")
_RANGE_SIGNS: Final = frozenset("至到—-–～~─ 以(")
# Words whose number is a label: 附件1, 图2.
_LABELS: Final = frozenset(["附件", "附表", "附录", "附图", "议题", "案例", "表格", "示例", "样表"])
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
        found = _read(page, start)
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


def _read(page: Page, start: int) -> Found | int:
    """Return the expression at ``start``, or the offset to go on from where there is none."""
    text = page.text
    group = CLASSES.get(text[start])
    if group == "digit":
        return _arabic(page, start, _run_end(DIGIT_RUN, text, start))
    if text[start] == "半":
        return _half(page, start)
    if group == "chinese":
        return _chinese(page, start, _run_end(CHINESE_RUN, text, start))
    if group == "mask":
        return _mask(page, start)
    if group == "word":
        return _word(page, start)
    return _enclosed(page, start)


def _run_end(pattern: re.Pattern[str], text: str, start: int) -> int:
    match = pattern.match(text, start)
    return start + 1 if match is None else match.end()


# -- words, masks, enclosed numbers ----------------------------------------------------------


def _word(page: Page, start: int) -> Found | int:
    match = _WORD.match(page.text, start)
    if match is None:
        return start + 1
    word = match.group()
    if word[0] == "首" and word != "首先":
        return Found(start, match.end(), Kind.ORDINAL, _ONE, word[1], step=_ONE)
    if word == "翻番":
        return Found(start, match.end(), Kind.MULTIPLE, Decimal(2), "倍", step=_ONE)
    if word in ("首先", "其次"):
        return not_figure(start, match.end(), Kind.ENUMERATOR)
    if word[-1] in "日天":
        if text_before_each(page, start):
            return Found(start - 1, match.end(), Kind.DATE, "W7", "星期", per="周")
        per = "周" if word[0] == "每" else None
        return Found(start, match.end(), Kind.DATE, "W7", "星期", per=per)
    if word.endswith("一方面"):
        return not_figure(start, match.end(), Kind.ENUMERATOR)
    kind = Kind.FIXED_TERM if word[0] == "双" else Kind.IDIOM
    return not_figure(start, match.end(), kind)


def text_before_each(page: Page, start: int) -> bool:
    """Say whether 每 stands before 周日."""
    return start > page.done and page.text[start - 1] == "每"


def _mask(page: Page, start: int) -> Found | int:
    """XX年, xx乡, X户: a place left open."""
    text = page.text
    end = _run_end(_MASK_RUN, text, start)
    before = text[start - 1] if start else "\n"
    if text[start] in "*＊_□" or (before.isascii() and before.isalnum()):
        return end
    if before in "〔[【(" and page.has_document_numbers:
        document = document_number(page, start - 1)
        if document is not None:
            return document
    if end - start == 1 and (text[end].isascii() or text[end] not in page.units):
        return end
    return not_figure(start, _mask_end(page, end), Kind.PLACEHOLDER)


def _mask_end(page: Page, end: int) -> int:
    text = page.text
    if text[end] in "余多" and text[end + 1] in page.units:
        end += 1
    unit = page.unit_at(end)
    if unit is not None and unit.start == end:
        return unit.end
    return end + 1 if text[end] in "年月日乡镇村县市区" else end


def _enclosed(page: Page, start: int) -> Found | int:
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


# -- Arabic numerals -------------------------------------------------------------------------


def _arabic(page: Page, start: int, end: int) -> Found | int:
    text = page.text
    before = text[start - 1] if start else "\n"
    after = text[end]
    if page.titles is not None and page.titles.around(start):
        return not_figure(start, end, Kind.NAME)
    if before == "第":
        return _ordinal(page, start)
    length = end - start
    if (
        after in page.plain_after
        and before not in _MARKED_BEFORE
        and not before.isascii()
        and (length <= 2 or (length <= 9 and text[start:end] not in page.words.hotlines))
    ):
        amount = read_amount(text, start, page.terms)  # the short way for 120人, 3200余份
        if amount is not None:
            return _amount(page, start, amount, chinese=False)
    if (before.isascii() and before.isalpha()) or (after.isascii() and after.isalpha()):
        beside = _beside_letters(page, start, end, before, after)
        if beside is not None:
            return beside
    if before == "双" and text[start:end] in ("11", "12"):
        return not_figure(start - 1, end, Kind.FIXED_TERM)
    if text[max(0, start - 2) : start] in _LABELS and page.unit_at(end) is None:
        return not_figure(start, end, Kind.ENUMERATOR)
    if end - start > MAX_NUMERAL:
        return Found(start, end, Kind.NUMBER_CODE, text[start:end])
    if (after in _MASKS or after == ".") and end - start != 17:
        masked = _masked_number(page, start, end)
        if masked is not None:
            return masked
    if before in "〔[【(" and end - start == 4:
        document = document_number(page, start - 1)
        if document is not None:
            return document
    if (after == "+" and text[end + 1].isascii() and text[end + 1].isalnum()) or (
        before == "+" and text[start - 2 : start - 1].isalnum() and text[start - 2].isascii()
    ):
        return not_figure(start, end, Kind.FIXED_TERM)
    found = (
        arabic_enumerator(page, start, end)
        or read_code(page, start, end)
        or arabic_date(page, start, end)
    )
    if found is None and after in ":比/":
        found = read_ratio(page, start, end)
    if found is not None:
        return found
    if page.quotes is not None and _QUOTED_NAME.match(text, end) and page.quotes.around(start):
        return not_figure(start, end, Kind.NAME)
    if after in "国省县号后单室" and _NAME_AFTER.match(text, end):
        return not_figure(start, end, Kind.NAME)
    amount = read_amount(text, start, page.terms)
    return end if amount is None else _amount(page, start, amount, chinese=False)


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


def _masked_number(page: Page, start: int, end: int) -> Found | None:
    """20xx年, 1xxxx, 202X年 hold a place open; 3x5 is a size; 12** is emphasis."""
    text = page.text
    size = _SIZE.match(text, start)
    if size is not None and text[start:end] != "20":
        return not_figure(start, size.end(), Kind.NAME)
    if text[end] == "." or (text[end] in "*＊_" and text[end + 1] not in "*＊_"):
        return None
    if text[end] == "*" and page.unit_at(end + 2) is None and text[end + 2] not in "*元":
        return None
    mask = end
    while text[mask] in _MASKS:
        mask += 1
    stop = _run_end(_MASK_RUN, text, start)
    return not_figure(start, _mask_end(page, stop), Kind.PLACEHOLDER)


# -- Chinese numerals ------------------------------------------------------------------------


def _chinese(page: Page, start: int, end: int) -> Found | int:
    text = page.text
    char = text[start]
    before = text[start - 1] if start else "\n"
    if page.titles is not None and page.titles.around(start):
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
    if page.has_document_numbers:
        document = document_ahead(page, start)
        if document is not None:
            return document
    if text[end] in "xX×":
        return not_figure(start, _mask_end(page, _run_end(_MASK_RUN, text, end)), Kind.PLACEHOLDER)
    if before == "第":
        return _ordinal(page, start)
    found = chinese_enumerator(page, start, end)
    if found is None and before in "周期拜":
        found = read_weekday(page, start, end)
    if found is None and before == "月":
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
    return _amount(page, start, amount, chinese=True)


def _is_word(page: Page, start: int, before: str) -> bool:
    """Say whether a lone capital numeral is part of a word and does not count."""
    unit = page.unit_at(start + 1)
    return unit is None or unit.unit.one == _LEVEL or before in _BEFORE_CAPITAL


def _term(page: Page, start: int, term: Term) -> Found:
    begin = start - term.lead
    end = max(begin + len(term.text), start + 1)
    return not_figure(max(begin, page.done), end, term.kind)


def _half(page: Page, start: int) -> Found | int:
    """上半年, 过半, 半数; any other 半 counts nothing that can be checked."""
    text = page.text
    before = text[start - 1] if start else "\n"
    term = page.terms.at(text, start)
    if term is not None:
        return _term(page, start, term)
    if page.quotes is not None and page.quotes.around(start):
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
    if page.quotes is not None and page.quotes.around(start):
        return not_figure(start, end, Kind.FIXED_TERM)
    return None


# -- ordinals and amounts --------------------------------------------------------------------


def _ordinal(page: Page, start: int) -> Found | int:
    """第八届, 第23个, 第三季度; 第一， only orders the text."""
    text, begin = page.text, start - 1
    amount = read_amount(text, start, page.terms)
    if amount is None or amount.numeral is None:
        return not_figure(begin, start + 1, Kind.IDIOM)
    end = amount.core_end
    found = ordinal_enumerator(page, begin, end)
    if found is not None:
        return found
    value = amount.numeral.value
    if text.startswith("季度", end) and 1 <= value <= 4:
        return Found(begin, end + 2, Kind.PERIOD, f"Q{int(value)}", "季度")
    step = amount.numeral.step
    reach = re.compile(r"(?:至|到|-|—|～|~)第?").match(text, end)
    if reach is not None:
        second = (
            read_amount(text, reach.end(), page.terms)
            if CLASSES.get(text[reach.end()]) in ("digit", "chinese")
            else None
        )
        if second is not None and second.numeral is not None and second.numeral.value > value:
            unit = page.unit_at(second.end)
            stop = second.end if unit is None else unit.end
            pair = (value, second.numeral.value)
            return Found(
                begin, stop, Kind.ORDINAL, pair, None if unit is None else unit.unit.text, step=step
            )
    unit = page.unit_at(end)
    if unit is not None:
        return Found(begin, unit.end, Kind.ORDINAL, value, unit.unit.text, step=step)
    if text[start] in "0123456789" or end - start > 1 or text[end] in "，,。；;、)\n":
        return Found(begin, end, Kind.ORDINAL, value, step=step)
    return not_figure(begin, end, Kind.IDIOM, value)


def _amount(page: Page, start: int, amount: Amount, *, chinese: bool) -> Found:
    text = page.text
    unit = page.unit_at(amount.end)
    if text[amount.end if unit is None else unit.end] in _RANGE_SIGNS:
        found = read_range(page, start, amount, unit, chinese=chinese)
        if found is not None:
            return found
    if (
        unit is not None
        and text[start - 1 : start] == "前"
        and unit.unit.text in _FRONT
        and amount.numeral is not None
        and amount.hedge is None
    ):
        return _front(start, amount, unit)
    if chinese:
        if unit is not None:
            zero = read_zero(page, start, text[start : amount.core_end], unit)
            if zero is not None:
                return zero
        refused = refuse_chinese(page, start, amount, unit)
        if refused is not None:
            return refused
    if unit is not None:
        if not chinese and unit.unit.one == _LEVEL and unit.unit.text not in ("度", "星级", "度电"):
            return not_figure(start, unit.end, Kind.NAME)
        if text[start - 1 : start] in ("村", "屯") and unit.unit.text in ("组", "社", "队"):
            return not_figure(start, unit.end, Kind.NAME)
        announced = read_announcement(page, start, amount, unit, chinese=chinese)
        if announced is not None:
            return announced
    return with_unit(page, start, amount, unit, _value(amount))


def _front(start: int, amount: Amount, unit: UnitAt) -> Found:
    """前三名 is the first to the third."""
    assert amount.numeral is not None
    pair = (_ONE, amount.numeral.value)
    return Found(start - 1, unit.end, Kind.ORDINAL, pair, unit.unit.text, step=_ONE)


def _value(amount: Amount) -> Value:
    numeral = amount.numeral
    if numeral is None:
        return None
    if numeral.high is not None:
        return (numeral.value, numeral.high)
    return numeral.value
