"""What 〃 stands for: the words of the line above, in the same place.

重阳节 〃 85人 below 三八节 包饺子 72人 tells of 包饺子 again. Nothing behind this reads two lines
at once, so the words are written out where the mark stands, and each of their characters leads back
to it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from drafter.facts.types import NoteLine
from drafter.intake.splicing import Splice, spliced

__all__ = ["written_out"]

_MARKS: Final = "〃″"
_TOKEN: Final = re.compile(r"[^\s，,；;。：:]+")
_DIGIT: Final = re.compile(r"\d")
_WHEN: Final = re.compile(
    r"(?:明年|来年|今年|去年|[上下]半年|[一二三四]季度|\d{1,2}月份?|[\u4e00-\u9fff]{1,3}节)(?:计划|打算|准备|想|要|再)?"
)
_TAIL: Final = 2


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a line and where it stands; the part before a number where it has one."""

    text: str
    start: int


def written_out(lines: Sequence[NoteLine]) -> list[NoteLine]:
    """Return the lines with each 〃 written out; one that repeats nothing stays as it is."""
    told: list[NoteLine] = []
    above: NoteLine | None = None
    for line in lines:
        if above is not None and not line.cells and any(mark in line.text for mark in _MARKS):
            line = _resolved(line, above)  # noqa: PLW2901 # the line below repeats what it says
        told.append(line)
        above = line if line.text else above
    return told


def _resolved(line: NoteLine, above: NoteLine) -> NoteLine:
    return spliced(
        line, [Splice(at, at + 1, words) for at, words in _meanings(line.text, above.text)]
    )


def _meanings(text: str, above: str) -> list[tuple[int, str]]:
    """Return where each mark stands and the words that it stands for."""
    found: list[tuple[int, str]] = []
    for mine, theirs in zip(_stretches(text), _stretches(above), strict=False):
        for place, word in enumerate(mine):
            if word.text not in _MARKS or not theirs:
                continue
            # The words next to the number are the same thing's, however many stand before them.
            at = len(theirs) - (len(mine) - place)
            if at > 0 or (at == 0 and place == 0):
                found.append((word.start, theirs[at].text))
            elif place:
                found.append((word.start, theirs[0].text[-_TAIL:]))  # 手工培训: 枇杷技术 〃
            elif when := _WHEN.match(theirs[0].text):
                found.append((word.start, when[0]))
    return found


def _stretches(text: str) -> list[list[_Word]]:
    """Return the words before each number of a line, and those behind the last."""
    stretches: list[list[_Word]] = [[]]
    for token in _TOKEN.finditer(text):
        number = _DIGIT.search(token[0])
        word = token[0][: number.start()] if number else token[0]
        if word:
            stretches[-1].append(_Word(word, token.start()))
        if number:
            stretches.append([])
    return stretches
