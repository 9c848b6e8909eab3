"""Where things stand on an official page, in characters; pure, shared by docx and HTML.

Source: GB/T 9704-2012, 7.3.1 (title lines), 7.3.5.2 (signature and date without a seal).
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

__all__ = ["Ending", "break_title", "place_ending", "width_of"]

# A title line of 22 pt holds 20 characters of 442 pt; 19 leaves air for a closing bracket.
_TITLE_LINE: Final = 19
# More is no title but a sentence in the wrong style; Word wraps it like text.
# Characters in a line of text.
_LINE: Final = 28
_MOST_TITLE_LINES: Final = 6
_OPENING: Final = "“‘《〈（(【〔"
_CLOSING: Final = "”’》〉）)】〕、，。：；！？·"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """Where signature and date stand, in characters.

    Where one of them ends 2 characters from the right edge whatever the font, it is set from
    there; the other lines are set by where they start, so that the starts stay 2 characters
    apart even in a font whose figures are wider than half a character.

    Attributes:
        signature_right: Characters right of the signature; None where its start places it.
        signature_start: Where it starts, counted from the right edge of the type area.
        date_right: Characters right of the date; None where its start places it.
        date_start: Where the date starts, counted from the right edge.
    """

    signature_right: float | None
    signature_start: float
    date_right: float | None
    date_start: float


def width_of(text: str) -> float:
    """Return the width in characters; figures and Latin letters take half of one."""
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in text)


def place_ending(signature: str, date: str) -> Ending:
    """Place the signature 2 characters from the right and the date 2 right of its start.

    A date longer than the signature takes the 2 characters from the right itself, and the
    signature moves so far left that the date still starts 2 characters after it. Of several
    names the longest counts; all start where it starts.
    """
    names = signature.split("\n")
    signature_width, date_width = max(map(width_of, names)), width_of(date)
    if signature_width > _LINE - 2:
        # It takes lines of its own; the date stands 4 from the right, as below a seal.
        return Ending(
            signature_right=2,
            signature_start=signature_width,
            date_right=4,
            date_start=date_width + 4,
        )
    longer = date_width > signature_width
    date_start = 2 + date_width if longer or not signature else signature_width
    return Ending(
        signature_right=None if longer or len(names) > 1 else 2,
        signature_start=date_start + 2,
        date_right=None if signature else 2,
        date_start=date_start,
    )


def break_title(title: str, *, limit: int = _TITLE_LINE) -> tuple[str, ...]:
    """Break a title into lines that keep words whole, none longer than ``limit`` characters.

    Lines get longer downwards or shorter, but are not all of one length (梯形或菱形). A title
    that fits is one line.
    """
    if not limit + 1 < width_of(title) <= _MOST_TITLE_LINES * limit:
        return (title,)
    for count in range(2, _MOST_TITLE_LINES + 1):
        if lines := _best_lines(title, count, limit):
            return lines
    return (title,)


def _best_lines(title: str, count: int, limit: int) -> tuple[str, ...]:
    """Return the most even split into ``count`` lines at word boundaries; () where none fits."""
    places = [at for at in range(1, len(title)) if _may_break(title, at)]
    ideal = width_of(title) / count
    best: dict[tuple[int, int], tuple[float, tuple[int, ...]]] = {(0, 0): (0.0, ())}
    for end in [*places, len(title)]:
        for start in [0, *places]:
            width = width_of(title[start:end].strip())
            if start >= end or width > limit + 1:
                continue
            for used in range(count):
                known = best.get((start, used))
                if known is None:
                    continue
                cost = (
                    known[0]
                    + (width - ideal) ** 2
                    + (0 if end == len(title) else _roughness(title, end))
                )
                kept = best.get((end, used + 1))
                if kept is None or cost < kept[0]:
                    best[end, used + 1] = (cost, (*known[1], end))
    found = best.get((len(title), count))
    if found is None:
        return ()
    starts = (0, *found[1][:-1])
    return tuple(title[a:b].strip() for a, b in zip(starts, found[1], strict=True))


def _may_break(title: str, at: int) -> bool:
    left, right = title[at - 1], title[at]
    if left in _OPENING or right in _CLOSING:
        return False
    # Never inside a number, between it and its unit, or inside brackets and quotation marks.
    if left.isalnum() and left.isascii() and (right.isascii() or right in "年月日届次号周"):
        return False
    if re.match("[年月日届次号]", left) is None and right.isdigit() and left.isdigit():
        return False
    opened = sum(title[:at].count(mark) for mark in "“《（(")
    closed = sum(title[:at].count(mark) for mark in "”》）)")
    return opened == closed


def _roughness(title: str, at: int) -> float:
    """What breaking here costs: nothing between known words, much inside one."""
    for word in _words():
        for start in range(max(0, at - len(word) + 1), at):
            if title.startswith(word, start):
                return 200.0
    before = any(title.startswith(word, at) for word in _words())
    after = any(title.endswith(word, 0, at) for word in _words())
    if before and after:
        return 0.0
    return 4.0 if before or after else 60.0


@cache
def _words() -> tuple[str, ...]:
    """The words that titles of summaries are made of, the longest first."""
    text = resources.files("drafter.exporting").joinpath("data/title_words.txt").read_text("utf-8")
    words = {line.strip() for line in text.splitlines() if line.strip() and line[0] != "#"}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))
