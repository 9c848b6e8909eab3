"""One character for one: bring every digit form to the form the rules read, offsets unchanged.

NFKC as a whole would move offsets (⑫ becomes two characters), so only what maps to a single
character is mapped; circled and parenthesised numbers stay and are read by their numeric value.
"""

import re
import unicodedata
from functools import cache
from typing import Final

__all__ = [
    "CHINESE",
    "CHINESE_RUN",
    "CLASSES",
    "DIGIT_RUN",
    "START",
    "numeric_char",
    "plain_text",
    "run_end",
]

CHINESE: Final = "〇零○一二三四五六七八九十百千万亿两俩仨廿卅卌半几数壹贰叁肆伍陆柒捌玖拾佰仟"
_ENCLOSED_CHARS: Final = (
    "".join(
        char
        for code in range(0x2000, 0x3300)
        if (char := chr(code)).isnumeric()
        and not char.isdecimal()
        and unicodedata.category(char) == "No"
    )
    + "½¼¾"
)
MASKS: Final = "xX×*＊□_"
# What begins an expression without a numeral: 首届 其次 另一方面 双学双比 许多 多次 每周日 翻番,
# and the 日 of 周六日
_WORDS: Final = "首其另双许多周星翻日"
CLASSES: Final = {
    **dict.fromkeys(_ENCLOSED_CHARS, "enclosed"),
    **dict.fromkeys("0123456789", "digit"),
    **dict.fromkeys(CHINESE, "chinese"),
    **dict.fromkeys(MASKS, "mask"),
    **dict.fromkeys(_WORDS, "word"),
}
# One character class, so that the engine skips plain text at its fastest.
START: Final = re.compile("[" + re.escape("".join(CLASSES)) + "]")
DIGIT_RUN: Final = re.compile(r"[0-9]++")
CHINESE_RUN: Final = re.compile(f"[{CHINESE}]++")

# Beside the digits of every script: forms of marks and letters that IMEs and OCR produce.
_MARKS: Final = {
    "％": "%", "﹪": "%", "．": ".", "－": "-", "﹣": "-", "−": "-", "‐": "-", "‑": "-", "‒": "-",
    "〜": "～", "∼": "～", "﹏": "～", "：": ":", "／": "/", "∶": ":",
    "萬": "万", "億": "亿", "兩": "两", "個": "个", "戶": "户", "場": "场", "貳": "贰",
    "參": "叁", "叄": "叁", "陸": "陆", "○": "〇", "◯": "〇", "Ｏ": "O", "ｘ": "x", "Ｘ": "X",
    "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\u2002": " ", "\u2003": " ", "\u3000": " ",
    "（": "(", "）": ")",
}  # fmt: skip


# The planes' blocks that hold decimal digits; the rest of Unicode has none and is slow to walk.
_DIGIT_BLOCKS: Final = ((0x0600, 0x1C60), (0xA600, 0xAC00), (0xFF10, 0xFF1A), (0x10400, 0x12000))
_MORE_BLOCKS: Final = (
    (0x16A00, 0x16C00),
    (0x1D7CE, 0x1D800),
    (0x1E100, 0x1EA00),
    (0x1FBF0, 0x1FBFA),
)


@cache
def _digits() -> dict[int, str]:
    return {
        code: str(unicodedata.digit(chr(code)))
        for low, high in (*_DIGIT_BLOCKS, *_MORE_BLOCKS)
        for code in range(low, high)
        if chr(code).isdecimal()
    }


@cache
def _table() -> dict[int, str]:
    return {**{ord(char): plain for char, plain in _MARKS.items()}, **_digits()}


@cache
def _odd() -> re.Pattern[str]:
    # The two planes apart: a class that holds both is searched ten times slower.
    return re.compile(
        "[" + "".join(re.escape(chr(code)) for code in _table() if code < 0x10000) + "]"
    )


_ASTRAL: Final = re.compile("[\U00010000-\U0010ffff]")
_MANY: Final = 30


def plain_text(text: str) -> str:
    """Return the text with digits and marks in their plain form, every offset as it was."""
    odd = set(_odd().findall(text))
    if len(odd) > _MANY or _ASTRAL.search(text):
        return text.translate(_table())
    for char in odd:  # a few replacements are far quicker than a translation of the whole
        text = text.replace(char, _table()[ord(char)])
    return text


def run_end(pattern: re.Pattern[str], text: str, start: int) -> int:
    """Return where the run of a pattern that begins at ``start`` ends, at least one further."""
    match = pattern.match(text, start)
    return start + 1 if match is None else match.end()


def numeric_char(char: str) -> str | None:
    """Return the digits of an enclosed number or fraction (⑫ is 12, ½ is 0.5), None for others."""
    value = unicodedata.numeric(char, None)
    if value is None:
        return None
    return str(int(value)) if value == int(value) else f"{value:.4f}".rstrip("0")
