"""What was told before is not told twice: forwards, quotations, and files given again.

A chat quotes and forwards, and a batch holds the same file under two names. A line of a log may
well recur on another day, so only words marked as quoted or forwarded are matched across days.
Pure.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from drafter.facts.joining import SPACE, Logical
from drafter.facts.shapes import QUANTITY

__all__ = ["Quotation", "Told", "key_of", "quotation_in", "repeated_keys"]

_MARKS: Final = '“”"「」『』 。'
_FORWARDED: Final = re.compile(
    r"^(?:[>＞]\s?)+(?:(?:转发|引用|回复)\s*[:：]?\s*)?|^[【\[（(]?(?:转发|引用|回复)[】\]）)]?\s*[:：]?\s*(?=\S)"
)
_SPEAKER: Final = re.compile(r"^[^\s:：，。；,;\d]{1,8}[:：]\s*")
# 「李主任：走访26户」 with what is answered behind it.
_QUOTED: Final = re.compile(
    r"^(?:(?:回复|引用|转发)\s*(?:@?[^\s:：「]{1,8})?\s*[:：]?\s*)?"
    r"[「『](?P<said>[^「」『』]+)[」』]\s*(?:(?:回复|答复?)\s*[:：]?\s*)?"
)
_LEAST: Final = 8
_PROSE: Final = 16
_LINES: Final = 3


@dataclass(frozen=True, slots=True)
class Quotation:
    """Where the words quoted in a line stand, and where what is said of them begins."""

    start: int
    end: int
    rest: int


@dataclass(slots=True)
class Told:
    """The lines of one file met so far."""

    seen: dict[tuple[str, str], int] = field(default_factory=dict)
    keys: list[str] = field(default_factory=list)
    again: int = -2
    joined: tuple[int, str] = (0, "")

    def is_repeated(self, line: Logical, start: int, day: str) -> bool:
        """Whether a line was told before; notes it down where it was not.

        Args:
            line: The line.
            start: Where it begins, after a speaker's name.
            day: The date line above it, for which it is told.
        """
        text = line.text[start:]
        key = key_of(text)
        if self.again >= 0 and self.keys[self.again + 1 : self.again + 2] == [key]:
            # Short lines recur by themselves; behind a line told again they were copied with it.
            self.again += 1
            return bool(QUANTITY.search(text))
        counts = QUANTITY.search(text) is not None
        if len(text) < _LEAST or not (counts or len(text) >= _PROSE):
            self._note(key)
            return False
        if (day, key) in self.seen:
            self.again = self.seen[day, key]
            return True
        if _FORWARDED.match(text) and self.has_told(text):
            return True
        place = len(self.keys)
        self._note(key)
        for _, piece in line.pieces:
            self.seen.setdefault((day, key_of(piece.text)), place)
        self.seen[day, key] = place
        return False

    def has_told(self, text: str) -> bool:
        """Whether quoted words stand in what was told before, on whatever day."""
        key = key_of(text)
        bare = _SPEAKER.sub("", key)
        if self.joined[0] != len(self.keys):
            self.joined = len(self.keys), "\n".join(self.keys)
        return any(len(each) > 1 and each in self.joined[1] for each in (key, bare))

    def _note(self, key: str) -> None:
        self.keys.append(key)
        self.again = -2


def key_of(text: str) -> str:
    """Return a line without marks of quoting and white space, by which copies know each other."""
    return SPACE.sub("", _FORWARDED.sub("", text.strip(_MARKS)).strip(_MARKS))


def quotation_in(text: str) -> Quotation | None:
    """Return what a line quotes of another's message: who said it, or a count stands in it."""
    match = _QUOTED.match(text)
    if match is None:
        return None
    said = match["said"]
    speaker = _SPEAKER.match(said)
    if speaker is None and not QUANTITY.search(said):
        return None
    start = match.start("said") + (speaker.end() if speaker else 0)
    return Quotation(start, match.end("said"), match.end())


def repeated_keys(lines: Iterable[str], earlier: Iterable[str]) -> frozenset[str]:
    """Return the counted lines of a file that repeat another file's, where the file is a copy.

    One line in common is chance (two villages held the same event); three that are at least half
    of what either counts, or all of both, are not.
    """
    mine = {key_of(text) for text in lines if QUANTITY.search(text)}
    theirs = {key_of(text) for text in earlier if QUANTITY.search(text)}
    common = mine & theirs
    copied = bool(common) and (
        mine == theirs or (len(common) >= _LINES and 2 * len(common) >= min(len(mine), len(theirs)))
    )
    return frozenset(common) if copied else frozenset()
