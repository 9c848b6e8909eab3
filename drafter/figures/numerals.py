"""What a written numeral is worth: Arabic, Chinese, capital and mixed forms to a Decimal.

Pure arithmetic on one numeral's text; where a numeral begins and ends is the scanner's business.
Source: GB/T 15835-2011 for the forms; 廿 卅 俩 and the short tail (三千五 is 3500) from usage.
"""

import re
from dataclasses import dataclass
from decimal import Context, Decimal, InvalidOperation
from functools import lru_cache
from typing import Final

__all__ = [
    "MAX_NUMERAL",
    "Numeral",
    "parse_numeral",
    "plain_decimal",
    "plus",
    "quotient",
    "scaled",
    "times",
]

# No honest numeral is longer; the cap keeps hostile input (万亿 50,000 times) linear.
MAX_NUMERAL: Final = 40

# An own context: the caller's may have any precision, traps included.
_EXACT: Final = Context(prec=120)

_DIGITS: Final = {
    **{char: index for index, char in enumerate("〇一二三四五六七八九")},
    **{char: index for index, char in enumerate("零壹贰叁肆伍陆柒捌玖")},
    "○": 0, "两": 2, "貳": 2, "參": 3, "叄": 3, "陸": 6, "俩": 2, "仨": 3, "幺": 1,
}  # fmt: skip
_SMALL: Final = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_TENS: Final = {"廿": 20, "卅": 30, "卌": 40}
_LARGE: Final = {"万": 10**4, "亿": 10**8, "萬": 10**4, "億": 10**8}
_ZEROS: Final = frozenset("〇零○")
_ZERO: Final = Decimal(0)
_FOUR_PLACES: Final = Decimal("0.0001")
_ONE: Final = Decimal(1)

_TOKEN: Final = re.compile(
    r"(?P<arabic>[0-9]+(?:[,，   ][0-9]{3})*(?:\.[0-9]+)?)|(?P<char>[^0-9])", re.DOTALL
)
_PLAIN: Final = re.compile(r"[0-9]{1,30}(?:\.[0-9]{1,20})?")
# Two neighbouring digits that mean "either": 两三, 七八, 三五.
_EITHER: Final = re.compile(r"[一二两三四五六七八九壹贰叁肆伍陆柒捌玖]{2}")


@dataclass(frozen=True, slots=True)
class Numeral:
    """The value of one numeral.

    Attributes:
        value: The number, or the lower one of an approximate pair (两三).
        step: Place value of the last significant digit written: 100 for 3200, 1000 for 2.1万.
        high: The upper one of an approximate pair, None for an ordinary numeral.
    """

    value: Decimal
    step: Decimal
    high: Decimal | None = None


@lru_cache(maxsize=4096)
def parse_numeral(text: str) -> Numeral | None:
    """Return what a numeral is worth, or None if the characters make no number.

    Args:
        text: Digits, Chinese digits and scales only; thousands separators and 点 allowed.
    """
    if _PLAIN.fullmatch(text):
        return _plain(text)
    if len(text) > MAX_NUMERAL:
        return None
    if (
        len(text) > 1
        and all(char in _DIGITS for char in text)
        and (len(text) == 4 or any(char in _ZEROS for char in text))
    ):
        # 二〇二五, 一二〇: read by place, but 一二三 is an enumeration and no number.
        return _plain("".join(str(_DIGITS[char]) for char in text))
    pair = _EITHER.search(text)
    if pair:
        low, high = _DIGITS[text[pair.start()]], _DIGITS[text[pair.start() + 1]]
        return _pair(text, pair.start()) if high - low == 1 or (low, high) == (3, 5) else None
    if "点" in text:
        return _with_point(text)
    return _whole(text)


def _plain(text: str) -> Numeral:
    if "." in text:
        return Numeral(
            plain_decimal(Decimal(text)), Decimal(1).scaleb(-len(text.partition(".")[2]))
        )
    zeros = len(text) - len(text.rstrip("0"))
    return Numeral(Decimal(text), Decimal(10**zeros) if zeros and zeros < len(text) else _ONE)


def _pair(text: str, at: int) -> Numeral | None:
    low = _whole(text[: at + 1] + text[at + 2 :])
    high = _whole(text[:at] + text[at + 1 :])
    if low is None or high is None or low.high is not None or low.value >= high.value:
        return None
    return Numeral(low.value, min(low.step, high.step), high.value)


def _with_point(text: str) -> Numeral | None:
    whole, _, rest = text.partition("点")
    digits = rest.rstrip("十百千万亿")
    scale_text = rest[len(digits) :]
    whole_value = _whole(whole)
    if whole_value is None or not digits or any(char not in _DIGITS for char in digits):
        return None
    scale = _ONE
    for char in scale_text:
        scale = _EXACT.multiply(scale, Decimal(_SMALL.get(char) or _LARGE[char]))
    fraction = Decimal("0." + "".join(str(_DIGITS[char]) for char in digits))
    step = _EXACT.multiply(Decimal(1).scaleb(-len(digits)), scale)
    value = _EXACT.multiply(_EXACT.add(whole_value.value, fraction), scale)
    return Numeral(plain_decimal(value), plain_decimal(step))


def _whole(text: str) -> Numeral | None:
    """Read digits and scales from left to right: sections below 万, closed by 万 and 亿."""
    reading = _Reading()
    for match in _TOKEN.finditer(text):
        arabic = match["arabic"]
        if arabic is not None:
            if not reading.take_arabic(arabic):
                return None
        elif not reading.take(match["char"]):
            return None
    return reading.finish()


class _Reading:
    """The state of reading one numeral from left to right."""

    __slots__ = ("arabic", "gap", "large", "number", "scale", "section", "step", "total", "used")

    def __init__(self) -> None:
        self.total = _ZERO  # closed by 亿 or 万
        self.section = _ZERO  # below 万
        self.number: Decimal | None = None  # a digit still without its scale
        self.arabic = False  # whether that digit was written in Arabic
        self.scale = 0  # the last small scale of the section, 0 for none
        self.large = 0  # the last large scale
        self.gap = False  # 零 since the last scale
        self.step = _ONE
        self.used = False

    def take_arabic(self, text: str) -> bool:
        if self.number is not None:
            return False
        digits = re.sub(r"[,，   ]", "", text)
        if len(digits) > 30:
            return False
        plain = _plain(digits)
        self.number, self.step, self.arabic = plain.value, plain.step, True
        self.used = True
        return True

    def take(self, char: str) -> bool:
        if char in _ZEROS:
            if self.number is not None and not self.arabic:
                return False
            self.gap = True
            if not self.used:
                self.number, self.used = _ZERO, True
            return True
        if char in _DIGITS:
            if self.number is not None and self.number != 0:
                return False
            self.number, self.step, self.arabic, self.used = (
                Decimal(_DIGITS[char]),
                _ONE,
                False,
                True,
            )
            return True
        if char in _TENS:
            if self.number is not None or self.scale:
                return False
            self.section = _EXACT.add(self.section, Decimal(_TENS[char]))
            self.scale, self.step, self.used = 10, Decimal(10), True
            return True
        if char in _SMALL:
            return self._close_small(_SMALL[char])
        if char in _LARGE:
            return self._close_large(_LARGE[char])
        return False

    def _close_small(self, scale: int) -> bool:
        if self.scale and scale >= self.scale:
            return False
        number = _ONE if self.number is None else self.number
        self.section = _EXACT.add(self.section, _EXACT.multiply(number, Decimal(scale)))
        self.step = _EXACT.multiply(self.step if self.number is not None else _ONE, Decimal(scale))
        self.number, self.scale, self.gap, self.used = None, scale, False, True
        return True

    def _close_large(self, scale: int) -> bool:
        if self.number is not None:
            self.section = _EXACT.add(self.section, self.number)
            held = self.step
        else:
            held = self.step if self.used else _ONE
        if self.large and scale > self.large:  # 万亿: the whole so far counts by 亿
            if self.section != 0 or self.total == 0:
                return False
            self.total = _EXACT.multiply(self.total, Decimal(scale))
        elif self.large and scale == self.large:
            return False
        else:
            if not self.used:
                self.section = _ONE
            self.total = _EXACT.add(self.total, _EXACT.multiply(self.section, Decimal(scale)))
        self.step = _EXACT.multiply(held, Decimal(scale))
        self.section, self.number, self.scale, self.large = _ZERO, None, 0, scale
        self.gap, self.used = False, True
        return True

    def finish(self) -> Numeral | None:
        if not self.used:
            return None
        last = self.number
        if last is not None and last != 0:
            before = self.scale or self.large
            short = (
                before >= 100
                and not self.gap
                and last < 10
                and last == last.to_integral_value(context=_EXACT)
            )
            if short:  # 三千五 is 3500, 1万2 is 12000
                unit = Decimal(before // 10)
                last = _EXACT.multiply(last, unit)
                self.step = unit
            self.section = _EXACT.add(self.section, last)
        value = _EXACT.add(self.total, self.section)
        return Numeral(plain_decimal(value), plain_decimal(self.step))


def plain_decimal(value: Decimal) -> Decimal:
    """Return the same number without trailing zeros or an exponent: 21000.0 is 21000."""
    if value == value.to_integral_value(context=_EXACT):
        return value.quantize(_ONE, context=_EXACT)
    return value.normalize(_EXACT)


def times(value: Decimal, factor: Decimal) -> Decimal:
    """Return an exact product, whatever the caller's decimal context."""
    return plain_decimal(_EXACT.multiply(value, factor))


def plus(value: Decimal, other: Decimal) -> Decimal:
    """Return an exact sum, whatever the caller's decimal context."""
    return plain_decimal(_EXACT.add(value, other))


def quotient(top: Decimal, bottom: Decimal) -> Decimal:
    """Return a fraction to four places, as the contract writes it: 三分之一 is 0.3333."""
    share = _EXACT.divide(top, bottom)
    return plain_decimal(share.quantize(_FOUR_PLACES, context=_EXACT))


def scaled(numeral: Numeral, factor: Decimal) -> Numeral | None:
    """Return the numeral times 万 or 亿 written after a hedge (10余万), or None on overflow."""
    try:
        return Numeral(
            plain_decimal(_EXACT.multiply(numeral.value, factor)),
            plain_decimal(_EXACT.multiply(numeral.step, factor)),
            None if numeral.high is None else plain_decimal(_EXACT.multiply(numeral.high, factor)),
        )
    except InvalidOperation:  # pragma: no cover - the cap on length rules it out
        return None
