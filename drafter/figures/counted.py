"""From an amount and what stands around it to a count, an ordinal, a label or an announcement."""

import re
from decimal import Decimal
from typing import Final

from drafter.figures.amounts import Amount, price_after, read_amount
from drafter.figures.counting import read_announcement, read_zero, refuse_chinese
from drafter.figures.enumerators import ordinal_enumerator
from drafter.figures.measuring import and_a_half, read_range, with_unit
from drafter.figures.page import Found, Page, UnitAt, not_figure
from drafter.figures.scanning import CLASSES
from drafter.figures.types import Kind, Qualifier, Value
from drafter.figures.units import units_by_first

__all__ = ["read_counted", "read_ordinal"]

_ONE: Final = Decimal(1)
_PRICED: Final = 50
_FOREMOST: Final = ("书记", "责任人", "时间", "现场", "资源", "要务", "手资料", "手材料", "方阵")
# 目前75名, 此前3期: 前 belongs to a word of time.
_BEFORE_FRONT: Final = frozenset("目此以之日年月先早节会事赛午底末初")
_FRONT: Final = frozenset(["名", "位", "强", "个", "届", "期", "项", "家", "批"])
_RANGE_SIGNS: Final = frozenset("至到—-–～~─ 以(")
_LEVEL: Final = "level"
_CHANGES: Final = re.compile("[提升降涨增高低差多少减跌落]")
_TENTHS: Final = Decimal(10)
# 央3省19市57 gives each level its number behind it, the last with nothing behind.
_LEVELS: Final = frozenset("省市县区镇乡")
_TOPS: Final = frozenset("央国省市县区部")
_LEVEL_LIST: Final = re.compile(r"(?:[省市县区镇乡][0-9]{1,4}){1,4}(?![0-9.个名人次件条篇])")


def read_ordinal(page: Page, start: int) -> Found | int:
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
    if value == _ONE and text.startswith(_FOREMOST, end):
        return not_figure(begin, end, Kind.IDIOM, value)  # 第1书记
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


def read_counted(page: Page, start: int, amount: Amount, *, chinese: bool) -> Found:
    """Return what an amount with the unit behind it is: a figure, a range, an article, a label."""
    text = page.text
    unit = page.unit_at(amount.end)
    if unit is not None and _no_unit(page, start, amount, unit):
        unit = None
    price = price_after(text, amount.end) if unit is None else None
    if price is not None and amount.numeral is not None and amount.numeral.value >= _PRICED:
        # 两千一个月: what it comes to for each.
        return Found(
            start,
            price[0],
            Kind.MONEY,
            amount.numeral.value,
            "元",
            amount.hedge or Qualifier.EXACT,
            amount.numeral.step,
            per=price[1],
        )
    if (
        unit is not None
        and unit.unit.text == "个点"
        and not _CHANGES.search(text, max(0, start - 8), start)
    ):
        unit = _places(unit)
    if unit is not None and text[unit.end] == "半":
        half = and_a_half(page, start, amount, unit)
        if half is not None:
            return half
    if text[amount.end if unit is None else unit.end] in _RANGE_SIGNS:
        found = read_range(page, start, amount, unit, chinese=chinese)
        if found is not None:
            return found
    if (
        unit is not None
        and text[start - 1 : start] == "前"
        and text[start - 2 : start - 1] not in _BEFORE_FRONT
        and unit.unit.text in _FRONT
        and amount.numeral is not None
        and amount.hedge is None
    ):
        return _front(start, amount.numeral.value, unit)
    if chinese:
        if unit is not None:
            zero = read_zero(page, start, text[start : amount.core_end], unit)
            if zero is not None:
                return zero
        refused = refuse_chinese(page, start, amount, unit)
        if refused is not None:
            return refused
    if unit is not None:
        if unit.unit.text == "版" and "." in text[start : amount.core_end]:
            return not_figure(start, unit.end, Kind.NAME)
        if not chinese and unit.unit.one == _LEVEL and unit.unit.text not in ("度", "星级", "度电"):
            return not_figure(start, unit.end, Kind.NAME)
        if text[start - 1 : start] in ("村", "屯") and unit.unit.text in ("组", "社", "队"):
            return not_figure(start, unit.end, Kind.NAME)
        announced = read_announcement(page, start, amount, unit, chinese=chinese)
        if announced is not None:
            return announced
    return with_unit(page, start, amount, unit, _value(amount))


def _no_unit(page: Page, start: int, amount: Amount, at: UnitAt) -> bool:
    """Say whether what looks like a unit begins the next label: 报 240 成 16 对, 央3省19市57."""
    text = page.text
    if at.unit.cls == "tenth":
        return amount.numeral is not None and amount.numeral.value > _TENTHS
    return (
        at.unit.text in _LEVELS
        and text[start - 1 : start] in _TOPS
        and _LEVEL_LIST.match(text, at.start) is not None
    )


def _places(at: UnitAt) -> UnitAt:
    """Return 个 for 个点: 3个点 are places where nothing rises or falls by them."""
    each = next(unit for unit in units_by_first()["个"] if unit.text == "个")
    return UnitAt(each, at.start, at.start + 1)


def _front(start: int, last: Decimal, unit: UnitAt) -> Found:
    """前三名 is the first to the third."""
    return Found(start - 1, unit.end, Kind.ORDINAL, (_ONE, last), unit.unit.text, step=_ONE)


def _value(amount: Amount) -> Value:
    numeral = amount.numeral
    if numeral is None:
        return None
    if numeral.high is not None:
        return (numeral.value, numeral.high)
    return numeral.value
