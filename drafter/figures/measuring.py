"""From a number to a figure: its unit, its kind, a second end, and what its unit makes of it."""

import re
from decimal import Decimal
from typing import Final

from drafter.figures.amounts import FACTORS, Amount, read_amount
from drafter.figures.hedges import read_hedges
from drafter.figures.hours import hour_of_day
from drafter.figures.numerals import parse_numeral, plus, quotient, times
from drafter.figures.page import Found, Page, UnitAt
from drafter.figures.types import Kind, Qualifier, Value

__all__ = ["and_a_half", "read_fraction", "read_range", "read_ratio", "with_unit"]

_JOIN: Final = re.compile(
    r" ?(?:至(?![少今于])|到(?![位场岗户])|—{1,2}|-{1,2}|–|～|~|──) ?"
    r"(?=[0-9〇一二两三四五六七八九十百千万])"
)
_JOIN_FIRST: Final = frozenset(" 至到—-–～~─")
_BAND: Final = re.compile(
    r"(?:\(含\)|\(含[^()\n]{1,6}\))?以上(?:至|到|—|-|,|，|、)? ?(?=[0-9一二三四五六七八九十])"
)
_COMPOUND: Final = re.compile(r"/(?:次|人次|户次|场|件)|\((?:次|人|户|人次|场)\)")
_MANY_WORDS: Final = frozenset("媒次元样方年重数功项动民层渠部发子党维处种边才少人名个彩")
_NUMERALS: Final = frozenset("0123456789一二两三四五六七八九十百千")
_MANY_UNITS: Final = frozenset(
    [
        "年",
        "个月",
        "小时",
        "个小时",
        "倍",
        "元",
        "岁",
        "天",
        "公里",
        "米",
        "斤",
        "公斤",
        "亩",
        "吨",
        "分钟",
        "成",
        "里",
        "平方米",
        "周",
        "个星期",
        "块",
    ]
)
_RATIO: Final = re.compile(
    r"([0-9]{1,5}(?:\.[0-9]{1,4})?):([0-9]{1,5}(?:\.[0-9]{1,4})?)(?![0-9:])|([0-9]{1,4})比([0-9]{1,4})(?![0-9.%])"
)
_TIME: Final = re.compile(r"([01]?[0-9]|2[0-4]):([0-5][0-9])(?::[0-5][0-9])?(?![0-9])")
_RATIO_WORDS: Final = ("比", "按")
_SLASHED: Final = re.compile(r"([0-9]{1,2})/([0-9]{1,3})(?![0-9/.])")
# 3/6–3/9
_SLASHED_REACH: Final = re.compile(
    r" ?(?:-{1,2}|—{1,2}|–|～|~|至|到) ?([0-9]{1,2})/([0-9]{1,2})(?![0-9/.%])"
)
_PARTS: Final = {"百": (100, "%"), "千": (1000, "‰"), "万": (10000, "‱")}
_RENAMED: Final = {
    "块钱": "元",
    "元钱": "元",
    "元整": "元",
    "圆": "元",
    "圆整": "元",
    "人民币": "元",
    "％": "%",
}
_MONEY_WORDS: Final = re.compile(r"花|钱|费|款|金|捐|补贴|收入|奖励|元")
# What follows 6/15 where it is a day.
_DAY_WORDS: Final = (
    "前",
    "后",
    "起",
    "至",
    "到",
    "晚",
    "上午",
    "下午",
    "当天",
    "之前",
    "截止",
    "交",
    "报",
    "日",
    "早",
    "中午",
)
_LISTED: Final = re.compile(r"(?:[、和及/+] ?[0-9]{1,6}(?:\.[0-9]{1,3})?){1,12}")
_HALVED: Final = frozenset(["吨", "斤", "公斤", "亩", "公里", "里", "米"])
_HALF: Final = Decimal("0.5")
_TEN: Final = Decimal(10)
_FIVE: Final = Decimal(5)
_TENTH: Final = Decimal("0.1")
_COINS: Final = {
    "角": _TENTH,
    "毛": _TENTH,
    "角钱": _TENTH,
    "毛钱": _TENTH,
    "分钱": Decimal("0.01"),
}
_CN_DIGITS: Final = "〇一二三四五六七八九"
_AND_A_HALF: Final = re.compile(r"半(小时|钟头|月|星期|学期|季度|世纪)")
_CHANGE: Final = re.compile(r"([1-9一二三四五六七八九])[角毛]")
_SPOKEN_CHANGE: Final = re.compile(
    r"([1-9一二三四五六七八九])(?:[角毛]|(?![0-9十百千万名人个张块条]))"
)


# 学前毛入园 92.4→95.0(%)
_UNIT_BEHIND: Final = re.compile(r" ?\((%|‰)\)")
_SCALE_OF_PAY: Final = re.compile(
    "(?:收入|工资|薪|房?租金?|价格?|收费|售价|报价|底薪|工价|挣|赚)[^。；\n]*$"
)
_LEAST_PRICE: Final = 50
_PAY_REACH: Final = 20
_CASES_BEHIND: Final = frozenset("案纠事投诉警婚")
# 每斤2块8 is 2.8元; 3块 5个 is none.
_PRICE: Final = re.compile("[价卖售]|每|一斤|收购")
_SPOKEN_TENTHS: Final = re.compile(r" ?([1-9])(?:毛|(?= ?[，,。；;、）)\n]| ?$))")


def read_range(
    page: Page, start: int, first: Amount, unit: UnitAt | None, *, chinese: bool
) -> Found | None:
    """Read 300-1000元, 三至五千元, 50岁至60岁, 35周岁以上60周岁以下; None without a second end."""
    text = page.text
    if first.numeral is None or first.numeral.high is not None:
        return None
    at = first.end if unit is None else unit.end
    if unit is not None and text[at] in "以(":
        band = _BAND.match(text, at)
        if band is not None:
            return _band(page, start, first, unit, band.end())
    if text[at] not in _JOIN_FIRST or text[start - 1 : start] == "-":
        return None
    join = _JOIN.match(text, at)
    if join is None or (unit is None and join[0][:1] == " " and join[0][-1] in "到至"):
        return None  # 茶话会1 到26人: one was held, and 26 came
    second = read_amount(text, join.end(), page.terms)
    if second is None or second.numeral is None or second.numeral.high is not None:
        return None
    other = page.unit_at(second.end)
    if unit is not None and (other is None or other.unit.cls != unit.unit.cls):
        return None
    low, high = first.numeral.value, second.numeral.value
    step = min(first.numeral.step, second.numeral.step)
    mantissa = second.mantissa
    factor = FACTORS.get(second.scale)
    if unit is None and factor and not first.scale and mantissa and low <= mantissa:
        low = times(low, factor)
        step = min(times(first.numeral.step, factor), second.numeral.step)
    if low >= high or (other is None and chinese):
        return None
    found = with_unit(page, start, second, other, (low, high))
    tenths = other is not None and other.unit.cls == "tenth"
    found.step = times(step, _TEN) if tenths else step
    return found


def _band(page: Page, start: int, first: Amount, unit: UnitAt, at: int) -> Found | None:
    second = read_amount(page.text, at, page.terms)
    if second is None or second.numeral is None or first.numeral is None:
        return None
    other = page.unit_at(second.end)
    if (
        other is None
        or other.unit.cls != unit.unit.cls
        or not page.text.startswith("以下", other.end)
    ):
        return None
    kind = unit.unit.kind
    value = (first.numeral.value, second.numeral.value)
    kind = Kind.RANGE if kind is Kind.QUANTITY else kind
    return Found(
        start,
        other.end + 2,
        kind,
        value,
        _RENAMED.get(unit.unit.text, unit.unit.text),
        step=min(first.numeral.step, second.numeral.step),
    )


def with_unit(page: Page, start: int, amount: Amount, at: UnitAt | None, value: Value) -> Found:
    """Return the figure that a number and the unit behind it make, hedges included."""
    text = page.text
    step = None if amount.numeral is None else amount.numeral.step
    hedge = amount.hedge
    kind, name, end = Kind.QUANTITY, None, amount.end
    if at is not None and at.unit.text == "起" and _starts_a_scale(text, start, at.end, value):
        end, at, hedge = at.end, None, Qualifier.AT_LEAST  # 新手1200起
    if at is None:
        name = _unit_of_list(page, end)
        behind = _UNIT_BEHIND.match(text, end) if name is None else None
        if behind is not None:
            name, end = behind[1], behind.end()
            kind = Kind.QUANTITY if name == "‰" else Kind.PERCENT
    else:
        unit, end = at.unit, at.end
        name, kind = _RENAMED.get(unit.text, unit.text), unit.kind
        if text[end] in "/(":
            compound = _COMPOUND.match(text, end)
            if compound is not None and unit.kind == "quantity":
                name, end = text[at.start : compound.end()], compound.end()
        if unit.text.startswith("个多"):
            name, hedge = f"个{unit.text[2:]}", hedge or Qualifier.OVER
        if unit.cls == "tenth":
            value, name = _times(value, _TEN), "%"
            step = None if step is None else times(step, _TEN)
            value, step, end = _with_half_tenth(text, end, value, step)
        elif unit.text in _COINS:
            value, name = _times(value, _COINS[unit.text]), "元"
            step = None if step is None else times(step, _COINS[unit.text])
        elif unit.text == "番":
            value, name = _doubled(value), "倍"
            for turned in ("翻了", "翻"):
                if text.endswith(turned, page.done, start):
                    start -= len(turned)
                    break
        elif unit.text == "块" and (
            (text[end] in _CN_DIGITS and text[end + 1] not in "块张条面个名")
            or _MONEY_WORDS.search(text, max(page.done, start - 8), start)
        ):
            kind, name = Kind.MONEY, "元"
        elif unit.text == "块" and _PRICE.search(text, max(page.done, start - 16), start):
            spoken = _SPOKEN_TENTHS.match(text, end)
            if spoken is not None and isinstance(value, Decimal):
                kind, name, end = Kind.MONEY, "元", spoken.end()
                value, step = plus(value, times(Decimal(spoken[1]), _TENTH)), _TENTH
        if name == "元" and kind is Kind.MONEY and unit.text not in _COINS:
            value, step, end = _with_change(text, end, value, step, spoken=unit.text[0] == "块")
        more = text[end] in "多余" and text[end + 1] not in _MANY_WORDS | _NUMERALS
        if more and unit.text in _MANY_UNITS:  # 5万元多 but 比58万元多19万元
            hedge, end = hedge or Qualifier.OVER, end + 1
        elif (
            text[end] == "半"
            and isinstance(value, Decimal)
            and (kind in (Kind.PERIOD, Kind.AGE) or name in _HALVED)
            and text[end + 1] != "个"
        ):
            value, end = plus(value, _HALF), end + 1
    if isinstance(value, tuple) and kind is Kind.QUANTITY:
        kind = Kind.RANGE
    if amount.bare and hedge is None and kind is not Kind.ORDINAL:
        hedge = Qualifier.ABOUT
    found = Found(start, end, kind, value, name, step=step)
    return read_hedges(page, found, start, hedge)


def _starts_a_scale(text: str, start: int, end: int, value: Value) -> bool:
    """Say whether pay or a price begins there, 月收入 新手1200起, and no cases are told."""
    if not isinstance(value, Decimal) or value < _LEAST_PRICE or text[end] in _CASES_BEHIND:
        return False
    return _SCALE_OF_PAY.search(text, max(0, start - _PAY_REACH), start) is not None


def and_a_half(page: Page, start: int, amount: Amount, at: UnitAt) -> Found | None:
    """Read 2个半小时 and 一个半月; None for any other 个."""
    half = _AND_A_HALF.match(page.text, at.end) if at.unit.text == "个" else None
    if half is None or amount.numeral is None or amount.numeral.high is not None:
        return None
    unit = half.group(1)
    value = plus(amount.numeral.value, _HALF)
    name = unit if unit in ("小时", "钟头") else f"个{unit}"
    found = Found(start, half.end(), Kind.PERIOD, value, name, step=_HALF)
    return read_hedges(page, found, start, None)


def _with_half_tenth(
    text: str, end: int, value: Value, step: Decimal | None
) -> tuple[Value, Decimal | None, int]:
    """九成五 is 95 of a hundred, 一成半 is 15."""
    char = text[end]
    more = (
        _FIVE if char == "半" else Decimal(_CN_DIGITS.index(char)) if char in _CN_DIGITS else None
    )
    if more is None or not isinstance(value, Decimal):
        return value, step, end
    return plus(value, more), Decimal(1), end + 1


def _with_change(
    text: str, end: int, value: Value, step: Decimal | None, *, spoken: bool
) -> tuple[Value, Decimal | None, int]:
    """3元5角 and 三块五 are 3.5元."""
    change = (_SPOKEN_CHANGE if spoken else _CHANGE).match(text, end)
    if change is None or not isinstance(value, Decimal):
        return value, step, end
    digit = change.group(1)
    tenths = Decimal(digit if digit.isdigit() and digit.isascii() else _CN_DIGITS.index(digit))
    return plus(value, times(tenths, _TENTH)), _TENTH, change.end()


def _unit_of_list(page: Page, end: int) -> str | None:
    """12、15、20场: the unit behind the last number belongs to all."""
    if page.text[end] not in "、和及/+":
        return None
    listed = _LISTED.match(page.text, end)
    if listed is None:
        return None
    at = page.unit_at(listed.end())
    return at.unit.text if at is not None and at.unit.kind in ("quantity", "percent") else None


def _times(value: Value, factor: Decimal) -> Value:
    if isinstance(value, Decimal):
        return times(value, factor)
    if isinstance(value, tuple) and isinstance(value[0], Decimal) and isinstance(value[1], Decimal):
        return (times(value[0], factor), times(value[1], factor))
    return value


def _doubled(value: Value) -> Value:
    """翻两番 is four times; what is no small whole number stays as written."""
    if isinstance(value, Decimal) and 0 <= value <= 20 and value == int(value):
        return Decimal(2 ** int(value))
    return value


def read_fraction(page: Page, start: int, end: int) -> Found | None:
    """Read 百分之九十五 or 三分之二, whose first numeral stands from ``start`` to ``end``."""
    text = page.text
    if not text.startswith("分之", end):
        return None
    top = read_amount(text, end + 2, page.terms) if text[end + 2] not in "余多" else None
    written = text[start:end]
    if top is None or top.numeral is None:
        return None
    if written in _PARTS:
        value: Value = top.numeral.value
        if top.numeral.high is not None:
            value = (top.numeral.value, top.numeral.high)
        found = Found(
            start, top.end, Kind.PERCENT, value, _PARTS[written][1], step=top.numeral.step
        )
        return read_hedges(page, found, start, top.hedge)
    bottom = parse_numeral(written)
    if bottom is None or bottom.value == 0:
        return None
    found = Found(start, top.end, Kind.FRACTION, quotient(top.numeral.value, bottom.value))
    return read_hedges(page, found, start, top.hedge)


def read_ratio(page: Page, start: int, end: int) -> Found | None:
    """Read 1:3, 3比1, 9:42 or 2/3 at ``start``; None where the mark joins nothing."""
    text = page.text
    if text[end] == "/":
        return _slashed(page, start)
    before = text[max(0, start - 8) : start]
    time = _TIME.match(text, start)
    if time is not None and not any(word in before for word in _RATIO_WORDS):
        hour = hour_of_day(page, start, int(time[1]))
        return Found(start, time.end(), Kind.DATE, f"T{hour:02d}:{time[2]}")
    ratio = _RATIO.match(text, start)
    if ratio is None:
        return None
    low, high = Decimal(ratio[1] or ratio[3]), Decimal(ratio[2] or ratio[4])
    if ratio[1] is None and text[ratio.end()] in "赛名人":
        return None
    return Found(start, ratio.end(), Kind.RANGE, (low, high), step=Decimal(1))


def _slashed(page: Page, start: int) -> Found | None:
    from drafter.figures.calendar import valid_day

    text = page.text
    match = _SLASHED.match(text, start)
    if match is None:
        return None
    low, high = int(match[1]), int(match[2])
    reach = _SLASHED_REACH.match(text, match.end())
    shares = (
        reach is not None and match[2] == reach[2] and low < high and not page.begins_line(start)
    )
    if reach is not None and not shares and valid_day(low, high):
        first, last = (low, high), (int(reach[1]), int(reach[2]))
        if first < last and valid_day(*last):
            days = tuple(f"--{month:02d}-{day:02d}" for month, day in (first, last))
            return Found(start, reach.end(), Kind.DATE, (days[0], days[1]))
    begins = page.begins_line(start) or text[start - 1 : start] == "。"
    if begins and valid_day(low, high) and text[match.end()] not in "的以":
        return Found(start, match.end(), Kind.DATE, f"--{low:02d}-{high:02d}")
    valid = valid_day(low, high) and text.startswith(_DAY_WORDS, match.end())
    if valid:
        return Found(start, match.end(), Kind.DATE, f"--{low:02d}-{high:02d}")
    of_parts = text[start - 1 : start] in ("占", "近", "约", "了") or text[match.end()] in "的以"
    if 0 < low < high and (high <= 10 or of_parts):
        found = Found(start, match.end(), Kind.FRACTION, quotient(Decimal(low), Decimal(high)))
        return read_hedges(page, found, start, None)
    return None
