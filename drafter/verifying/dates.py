"""Whether one place in the calendar is another: 3.8 and 3月8日, 2025-03-08 and 3月8日, 3月.

A draft may say less than the facts (the month of a day) and may leave out or add the report's own
year; it may not say more.
"""

from dataclasses import dataclass
from functools import cache
from typing import Final

from drafter.figures import Figure, Kind
from drafter.verifying.words import read_lines

__all__ = [
    "Place",
    "festival_days",
    "is_calendar",
    "is_label",
    "label_word",
    "lies_within",
    "places_of",
    "same_place",
]

_HALVES: Final = {
    "H1": (1, 6),
    "H2": (7, 12),
    "Q1": (1, 3),
    "Q2": (4, 6),
    "Q3": (7, 9),
    "Q4": (10, 12),
}


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the calendar; 0 and "" stand for what is not stated."""

    year: str = ""
    month: int = 0
    day: int = 0
    part: str = ""  # H1, Q3, W2

    @property
    def months(self) -> tuple[int, int]:
        """First and last month that it covers."""
        if self.part in _HALVES:
            return _HALVES[self.part]
        return (self.month, self.month) if self.month else (1, 12)


@cache
def _parse(value: str) -> Place:
    if value.startswith("---"):
        return Place(day=int(value[3:5])) if value[3:5].isdigit() else Place(part=value)
    year, rest = "", value
    if value[:4].isdigit():
        year, rest = value[:4], value[4:].removeprefix("-")
    elif value.startswith("--"):
        rest = value[2:]
    if not rest:
        return Place(year=year)
    if not rest[0].isdigit():
        return Place(year=year, part=rest)
    month, _, day = rest.partition("-")
    if not month.isdigit() or (day and not day.isdigit()):
        return Place(year=year, part=rest)
    return Place(year=year, month=int(month), day=int(day) if day else 0)


def is_calendar(figure: Figure) -> bool:
    """Say whether a figure is a place in the calendar or a stretch of it."""
    value = figure.value
    if isinstance(value, str):
        return figure.kind is Kind.DATE or figure.kind is Kind.PERIOD
    return isinstance(value, tuple) and isinstance(value[0], str)


def places_of(figure: Figure) -> tuple[Place, ...]:
    """Return the place, or the two ends of a stretch."""
    value = figure.value
    if isinstance(value, str):
        return (_parse(value),)
    if isinstance(value, tuple) and isinstance(value[0], str) and isinstance(value[1], str):
        return (_parse(value[0]), _parse(value[1]))
    return ()


def _years_agree(first: str, second: str, years: frozenset[str]) -> bool:
    if first == second:
        return True
    if first and second:
        return False
    # One side leaves the year out: it is the report's own.
    return not years or (first or second) in years


def same_place(fact: Place, draft: Place, years: frozenset[str]) -> bool:
    """Say whether both are the same place; a year left out on one side is one of ``years``."""
    if (fact.month, fact.day, fact.part) != (draft.month, draft.day, draft.part):
        return False
    if not (fact.month or fact.day or fact.part):
        return fact.year == draft.year
    return _years_agree(fact.year, draft.year, years)


def _covers(longer: Place, shorter: Place) -> bool:
    low, high = longer.months
    return low <= shorter.months[0] and shorter.months[1] <= high


def lies_within(fact: Place, draft: Place, years: frozenset[str]) -> bool:
    """Say whether the draft names a longer stretch (month, quarter, half) that holds the fact."""
    if fact.part in _HALVES and draft.part in _HALVES and fact.part != draft.part:
        return _covers(draft, fact) and _years_agree(fact.year, draft.year, years)
    if not fact.month or draft.day or not (draft.month or draft.part):
        return False
    if draft.month and not fact.day:
        return False
    if draft.part and draft.part not in _HALVES:
        return False
    low, high = draft.months
    return low <= fact.month <= high and _years_agree(fact.year, draft.year, years)


# Rare characters of which a date's word is made: 3月8日 and 3.8 are one token to the binder.
_RARE: Final = 0x3400
_RARE_MONTHS: Final = 0x3800
_RARE_LABELS: Final = 0x3E00
_RARE_COUNT: Final = 0x3F0
_FILLER: Final = "·"


_LABEL_UNITS: Final = frozenset(["星级", "级", "届", "年级", "号"])
_LABEL_KINDS: Final = (Kind.ORDINAL, Kind.AGE)


def is_label(figure: Figure) -> bool:
    """Say whether a figure tells what others count rather than how many: 3月, 第二期, 五星级."""
    return is_calendar(figure) or figure.kind in _LABEL_KINDS or figure.unit in _LABEL_UNITS


def label_word(figure: Figure, length: int) -> str:
    """Return a word of the given length whose tokens stand for a label's value, years left out."""
    places = places_of(figure) if is_calendar(figure) else ()
    if not places:
        key = 0
        for char in f"{figure.value}{figure.unit}":
            key = (key * 31 + ord(char)) % (_RARE_COUNT * _RARE_COUNT)
        high, low = divmod(key, _RARE_COUNT)
        word = chr(_RARE_LABELS + high) + chr(_RARE_LABELS + low)
        return word[:length].ljust(length, _FILLER)
    first, last = places[0], places[-1]
    if first.month:
        month = chr(_RARE_MONTHS + first.month) * 2
    elif first.part:
        month = chr(_RARE_MONTHS + 32 + sum(map(ord, first.part))) * 2
    else:
        month = chr(_RARE_MONTHS + 256 + int(first.year or "0") % 1000) * 2
    if not last.day and last == first:
        return month[:length].ljust(length, _FILLER)
    key = first.month * 31 + first.day + (last.month * 31 + last.day) * (last != first)
    day = chr(_RARE + key % 0x3F0) * 2
    if length < 5:
        return day[:length].ljust(length, _FILLER)
    return f"{month}{_FILLER}{day}".ljust(length, _FILLER)


@cache
def festival_days() -> tuple[tuple[str, str], ...]:
    """Return the names of days with their places."""
    rows = (line.split("\t") for line in read_lines("festivals.tsv"))
    return tuple((name, place) for name, place in rows)
