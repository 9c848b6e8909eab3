"""All private passages of a text: what must not leave the machine as it stands (pure)."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from drafter.privacy.addresses import find_addresses
from drafter.privacy.numbers import find_numbers
from drafter.privacy.persons import find_persons
from drafter.privacy.tokens import TOKEN
from drafter.privacy.types import Private

__all__ = ["find_private", "find_private_numbers", "without_numbers"]

_MASK: Final = "\ue0ff"
_REMEMBERED: Final = 16_384


def find_private(text: str, *, wide: bool = False) -> list[Private]:
    """Return the private passages of a text in order, none overlapping another.

    Where two overlap, numbers win over addresses and addresses over names; of one kind the longer
    wins. What a loser has beside the winner is reported as well, so that nothing shows.

    Args:
        text: Any text.
        wide: Whether weak evidence of a name is enough: for what is hidden and put back, where a
            name that shows costs more than a word that is hidden. What is taken out of a draft
            for good must be sure.
    """
    return list(_found(_unmarked(text), wide=wide))


# A sheet's lines are asked for again and again: when they are read, told, written and kept.
@lru_cache(maxsize=_REMEMBERED)
def _found(text: str, *, wide: bool) -> tuple[Private, ...]:
    found = _numbered(text, wide=wide)
    for item in _longest(find_persons(_covered(text, found), wide=wide)):
        found.extend(_beside(item, found, text))
    return tuple(sorted(found, key=lambda item: item.start))


def find_private_numbers(text: str) -> list[Private]:
    """Return what is private but no name: numbers and addresses, as ``find_private`` reports them.

    Names are never looked for, which is most of the work.
    """
    return sorted(_numbered(_unmarked(text)), key=lambda item: item.start)


def without_numbers(text: str) -> str:
    """Return a text with its private numbers and addresses covered, every place where it was."""
    return _covered(text, _numbered(text))


def _unmarked(text: str) -> str:
    """What is hidden already is no name; the marks keep every place where it was."""
    return TOKEN.sub(lambda match: _MASK * len(match[0]), text)


def _numbered(text: str, *, wide: bool = False) -> list[Private]:
    found: list[Private] = []
    for group in (_longest(find_numbers(text)), _longest(find_addresses(text, wide=wide))):
        for item in group:
            found.extend(_beside(item, found, text))
    return found


def _covered(text: str, items: Iterable[Private]) -> str:
    for item in items:
        # A line's end inside stays one.
        cover = re.sub(r"[^\n]", _MASK, text[item.start : item.end])
        text = text[: item.start] + cover + text[item.end :]
    return text


def _longest(items: Iterable[Private]) -> list[Private]:
    kept: list[Private] = []
    for item in sorted(items, key=lambda item: (item.start - item.end, item.start)):
        if not any(item.start < other.end and other.start < item.end for other in kept):
            kept.append(item)
    return kept


def _beside(item: Private, taken: list[Private], text: str) -> list[Private]:
    """Return the parts of a passage that no other covers."""
    parts = [(item.start, item.end)]
    for other in taken:
        parts = [
            piece
            for start, end in parts
            for piece in ((start, min(end, other.start)), (max(start, other.end), end))
            if piece[0] < piece[1]
        ]
    return [
        Private(kind=item.kind, start=start, end=end, text=text[start:end])
        for start, end in parts
        if text[start:end].strip()
    ]
