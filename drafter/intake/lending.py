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
_AMOUNT: Final = re.compile(
    r"(?<![\d.,])\d[\d,]*(?:\.\d+)?\s{0,2}(?:[百千]?[万亿]|[wW](?![A-Za-z]))"
    r"(?=$|[\s，,；;。、：:（()）)→\-—])(?!\s?(?:[余多来几]|以[上下]|左右))"
)
_SENTENCE: Final = re.compile(r"[；;。！!？?\n]")
_UNIT: Final = "元"


def with_money(line: NoteLine) -> NoteLine:
    """Return a line with 元 behind each bare amount that its words say is money."""
    if line.cells or not any(mark in line.text for mark in "万亿wW"):
        return line
    splices = [
        Splice(match.end(), match.end(), _UNIT, lent=True)
        for match in _AMOUNT.finditer(line.text)
        if not _has_unit(line.text, match.end()) and _is_money(line.text, match.start())
    ]
    return spliced(line, splices)


def _has_unit(text: str, end: int) -> bool:
    return _words()[2].match(text, end) is not None


def _is_money(text: str, start: int) -> bool:
    """Whether the nearest telling word before an amount, in its sentence, is one of money."""
    begin = max((stop.end() for stop in _SENTENCE.finditer(text, 0, start)), default=0)
    money, other, _ = _words()
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
