"""Styled text for a terminal: Chinese columns counted right, colours only where wanted (pure)."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

__all__ = ["Ink", "Run", "columns"]

_CODES: Final = {
    "": "",
    "bold": "1",
    "dim": "2",
    "good": "32",
    "known": "36",
    "derived": "34",
    "bad": "1;31",
    "gone": "9;31",
    "come": "4;32",
}
# What must not begin a line, and what must not end one.
_NOT_FIRST: Final = "，。；：！？、”’）》】］％%…"
_NOT_LAST: Final = "“‘（《【［/"
_NARROWEST: Final = 24


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style."""

    text: str
    style: str = ""


def columns(text: str) -> int:
    """Return how many terminal columns a text takes."""
    return sum(_width(char) for char in text)


# A long table has tens of thousands of characters, of some two thousand kinds.
@lru_cache(maxsize=8192)
def _width(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WFA" and ord(char) > 0x7F else 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Ink:
    """How wide the terminal is and whether it shows colours."""

    width: int = 80
    colour: bool = False

    def line(self, *runs: Run | str) -> str:
        """Return one styled line, not wrapped."""
        return "".join(self._styled(run) for run in map(_run, runs))

    def block(self, runs: Iterable[Run | str], *, first: str = "", rest: str = "") -> str:
        """Return styled text wrapped to the width.

        Args:
            runs: The text.
            first: What the first line begins with.
            rest: What the other lines begin with.
        """
        pieces = [_run(run) for run in runs]
        room = max(self.width - columns(rest) - 1, _NARROWEST)
        if _fits(pieces, room):
            return first + self.line(*pieces)
        cells = [(char, run.style) for run in pieces for char in run.text]
        lines = [line for part in _split_lines(cells) for line in _wrapped(part, room)]
        out = []
        for number, line in enumerate(lines or [[]]):
            out.append((rest if number else first) + self._cells(line))
        return "\n".join(out)

    def _cells(self, cells: Sequence[tuple[str, str]]) -> str:
        text = ""
        position = 0
        while position < len(cells):
            style = cells[position][1]
            end = position
            while end < len(cells) and cells[end][1] == style:
                end += 1
            text += self._styled(Run("".join(char for char, _ in cells[position:end]), style))
            position = end
        return text

    def _styled(self, run: Run) -> str:
        if not self.colour or not run.style:
            return run.text
        return f"\x1b[{_CODES[run.style]}m{run.text}\x1b[0m"


def _run(value: Run | str) -> Run:
    return Run(value) if isinstance(value, str) else value


def _fits(runs: Sequence[Run], room: int) -> bool:
    """Whether text stands on one line as it is, seen at a glance: nothing is wider than two."""
    letters = sum(len(run.text) for run in runs)
    plain = sum(run.text.isascii() and len(run.text) for run in runs)
    return 2 * letters - plain <= room and all(run.text.isprintable() for run in runs)


def _split_lines(cells: Sequence[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    lines: list[list[tuple[str, str]]] = [[]]
    for char, style in cells:
        if char == "\n":
            lines.append([])
        elif char == "\t" or not _drives(char):
            # Control characters of a draft or of notes must not drive the terminal.
            lines[-1].append((" " if char == "\t" else char, style))
    return lines


@lru_cache(maxsize=8192)
def _drives(char: str) -> bool:
    return unicodedata.category(char) == "Cc"


def _wrapped(cells: list[tuple[str, str]], room: int) -> list[list[tuple[str, str]]]:
    lines = []
    widths = [_width(char) for char, _ in cells]
    start = 0
    while start < len(cells):
        used, end = 0, start
        while end < len(cells) and (used := used + widths[end]) <= room:
            end += 1
        if end < len(cells):
            end = start + _break(cells[start : end + 1], end - start)
        lines.append(cells[start:end])
        start = end
    return lines or [[]]


def _break(cells: Sequence[tuple[str, str]], count: int) -> int:
    """Move a line's end so that numbers stay whole and punctuation stands where it may."""
    best = count
    while best > 1 and (
        cells[best][0] in _NOT_FIRST
        or cells[best - 1][0] in _NOT_LAST
        or (cells[best][0].isascii() and cells[best - 1][0].isascii()
            and (cells[best][0].isalnum() or cells[best][0] == ".") and cells[best - 1][0] != " ")
    ):  # fmt: skip
        best -= 1
    return best if best > count // 2 else count
