"""The enumerators of the four heading levels, so that writing and reading a document agree on them.

Source: GB/T 9704-2012, 7.3.3: 一、 then （一） then 1. then （1）.
"""

import re
from typing import Final

__all__ = ["chinese_numeral", "enumerator", "split_enumerator"]

_DIGITS: Final = "零一二三四五六七八九"
_NUMERAL: Final = "[一二三四五六七八九十百千零〇]{1,7}"
# What stands after the numeral varies in other people's documents (1、 1． （一）、), so reading is
# wider than writing. A digit after the stop makes it a number (1.5万元, 3.8维权周), no enumerator.
_PATTERNS: Final = (
    re.compile(rf"(?:{_NUMERAL}、|第{_NUMERAL}部分[、：:　 ]?)[ 　]*"),
    re.compile(rf"[（(]{_NUMERAL}[）)][、.．]?[ 　]*"),
    re.compile(r"[0-9０-９]{1,2}(?:[.．](?![0-9０-９])|、)[ 　]*"),
    re.compile(r"(?:[（(][0-9０-９]{1,2}[）)]、?|[①-⑳])[ 　]*"),
)


def chinese_numeral(number: int) -> str:
    """Write a positive number as a heading counts: 十, 十一, 二十, 一百零一, 一千零一十."""
    if number >= 10_000:
        return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))
    words = ""
    for digit, place in zip(f"{number:04d}", "千百十 ", strict=True):
        if digit != "0":
            words += _DIGITS[int(digit)] + place.strip()
        elif words and not words.endswith("零"):
            words += "零"
    words = words.rstrip("零")
    return words.removeprefix("一") if words.startswith("一十") else words


def enumerator(level: int, number: int, before: str = "") -> str:
    """Write the enumerator of the ``number``-th heading of a level (1 to 4).

    A digit at the start of ``before``, the words that follow, is kept apart from ``1.``, for
    1.2026年打算 would read as a number.
    """
    if level == 1:
        return f"{chinese_numeral(number)}、"
    if level == 2:
        return f"（{chinese_numeral(number)}）"
    if level == 3:
        return f"{number}. " if before[:1].isdigit() else f"{number}."
    return f"（{number}）"


def split_enumerator(line: str) -> tuple[int, str] | None:
    """Split a line into the level that its enumerator names and the words after it.

    Returns:
        None where the line starts with no enumerator, or where nothing follows it.
    """
    for level, pattern in enumerate(_PATTERNS, start=1):
        match = pattern.match(line)
        if match and match.end() < len(line):
            return level, line[match.end() :]
    return None
