"""成交 41.5万 is money though it does not say so: the unit that a line's own words imply.

A bare amount in 万 is 万元 behind a word of money, and stays bare behind one of people, clicks or
things (粉丝 2.4w). Source: data/money.toml.
"""

import importlib.resources
import re
import tomllib
from functools import cache
from typing import Final

from drafter.facts.types import NoteLine
from drafter.intake.splicing import Splice, spliced

__all__ = ["with_money"]

# No unit behind it: the line's end, a mark, or a blank before a word that is none.
# 3万+县里2万 adds; 3万+ alone is over.
_ADDED: Final = r"[+＋][\u4e00-\u9fff]{0,6}\s?\d"
_AMOUNT: Final = re.compile(
    r"(?<![\d.,])\d[\d,]*(?:\.\d+)?\s{0,2}(?:[百千]?[万亿][1-9]?|[wW](?![A-Za-z]))"
    rf"(?=$|[\s，,；;。、：:（()）)→=\-—]|{_ADDED})(?!\s?(?:[余多来几]|以[上下]|左右))"
)
# 3+2+1.5万: the addends before the last are in 万 as it is.
_ADDENDS: Final = re.compile(
    r"(?<![\d.,+＋])(?:\d{1,3}(?:\.\d{1,2})?[+＋]){1,6}\d{1,3}(?:\.\d{1,2})?(?P<scale>万)(?=$|[\s，,；;。、元（()）)])"
)
_PLUS: Final = re.compile("[+＋]")
# 最多的一个人2万3, 每户8000: what one earned or got is no count of people.
_OF_ONE: Final = re.compile(
    r"(?:一个?(?:人|户|家|名|位|对|村|乡|镇)|[每人户]均|每个?(?:人|户|家|村|名|位))(?:就|都|能|也|有|到|达到?|约|近|大约)?了?\s?$"
)
_BARE_OF_ONE: Final = re.compile(r"(?<![\d.,])[1-9]\d{2,5}(?=$|[，,；;。、（()）)])")
_SENTENCE: Final = re.compile(r"[；;。！!？?\n]")
_UNIT: Final = "元"
_DIGIT: Final = re.compile(r"\d")
_ONES: Final = ("一", "每", "均")


def with_money(line: NoteLine) -> NoteLine:
    """Return a line with 元 behind each bare amount that its words say is money."""
    if line.cells or not _DIGIT.search(line.text):
        return line
    text = line.text
    lent: dict[int, str] = {}
    if any(mark in text for mark in "万亿wW"):
        for match in _AMOUNT.finditer(text):
            if not _has_unit(text, match.end()) and _is_money(text, match.start()):
                lent[match.end()] = _UNIT
        for match in _ADDENDS.finditer(text):
            if _is_money(text, match.start()):
                for plus in _PLUS.finditer(text, match.start(), match.end()):
                    lent[plus.start()] = f"{match['scale']}{_UNIT}"
    if any(one in text for one in _ONES):
        for match in _BARE_OF_ONE.finditer(text):
            if _OF_ONE.search(text, 0, match.start()) and _is_money(text, match.start()):
                lent[match.end()] = _UNIT
    return spliced(line, [Splice(at, at, words, lent=True) for at, words in sorted(lent.items())])


def _has_unit(text: str, end: int) -> bool:
    return _words()[2].match(text, end) is not None


def _is_money(text: str, start: int) -> bool:
    """Whether the nearest telling word before an amount, in its sentence, is one of money."""
    begin = max((stop.end() for stop in _SENTENCE.finditer(text, 0, start)), default=0)
    money, other, _ = _words()
    if _OF_ONE.search(text, begin, start):
        return money.search(text, begin, start) is not None
    last = max((match.end() for match in money.finditer(text, begin, start)), default=-1)
    return last >= 0 and last >= max(
        (match.end() for match in other.finditer(text, begin, start)), default=-1
    )


@cache
def _words() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    raw = importlib.resources.files("drafter.intake").joinpath("data/money.toml")
    table = tomllib.loads(raw.read_text("utf-8"))
    money, other, units = (
        "|".join(sorted(table[name], key=len, reverse=True)) for name in ("money", "other", "units")
    )
    return re.compile(money), re.compile(other), re.compile(rf"\s(?:{units})(?![\u4e00-\u9fff])")
