"""Forms and captions: what fills a blank belongs to its sentence, what numbers a picture to none.

执委( 25 )人 says 25人, and 图3 直播培训第一期 tells of the training; no picture was counted. Pure.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Final

from drafter.facts.minutes import cut_line
from drafter.facts.types import NoteLine, Notes

__all__ = ["filled_in"]

# A blank of a form is wider than what was written into it; （3 人） is an aside.
_BLANK: Final = re.compile(
    r"(?:[（(](?: +(?P<a>[约近]?\d[\d.,万余多]*) *| *(?P<b>[约近]?\d[\d.,万余多]*) +)[)）]"
    r"|_{2,} *(?P<c>[约近]?\d[\d.,万余多]*) *_{2,})(?= *[\u4e00-\u9fff%％])"
)
_CAPTION: Final = re.compile(
    r"(?P<word>[\u4e00-\u9fffA-Za-z]{1,3}) ?(?P<number>\d{1,3})(?:[-－]\d{1,2})?"
    r"[\s　：:、.．]+(?=\S)"
)
_LEAST: Final = 3


def filled_in(notes: Notes) -> Notes:
    """Return notes with their blanks filled and the numbers of their captions left out."""
    lines = [_without_blanks(line) for line in notes.lines]
    captions = {place: match for place, line in enumerate(lines) if (match := _caption(line))}
    for word in {match["word"] for match in captions.values()}:
        own = [place for place, match in captions.items() if match["word"] == word]
        if _counts_up([int(captions[place]["number"]) for place in own]):
            for place in own:
                line = lines[place]
                lines[place] = cut_line(line, captions[place].end(), len(line.text))
    return replace(notes, lines=tuple(lines))


def _caption(line: NoteLine) -> re.Match[str] | None:
    return None if line.cells else _CAPTION.match(line.text)


def _counts_up(numbers: list[int]) -> bool:
    """Whether numbers count on from 1, one after the other; 图7-2 still is of 7."""
    return (
        len(numbers) >= _LEAST
        and numbers[0] == 1
        and all(later - number in {0, 1} for number, later in pairwise(numbers))
        and numbers[-1] >= _LEAST
    )


def _without_blanks(line: NoteLine) -> NoteLine:
    found = list(_BLANK.finditer(line.text))
    if not found or line.cells:
        return line
    kept = list(_kept(line.text, found))
    offsets = [line.span(place, place + 1)[0] for place in kept]
    end = line.span(0, len(line.text))[1]
    return replace(
        line,
        text="".join(line.text[place] for place in kept),
        offsets=(*offsets, end),
        added=(),
    )


def _kept(text: str, found: list[re.Match[str]]) -> Iterator[int]:
    """Yield the places of a text that stay: all but the blanks around what fills them."""
    position = 0
    for match in found:
        yield from range(position, match.start())
        yield from range(*match.span(match.lastgroup or 0))
        position = match.end()
        while text[position : position + 1] == " ":
            position += 1
    yield from range(position, len(text))
