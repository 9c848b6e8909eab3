"""The closed table of units that a figure may carry, and which of them are truly equal.

Source: data/units.tsv. A spelling missing there is unknown, never guessed.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from drafter.figures.types import Kind

__all__ = ["Unit", "read_table", "same_unit", "unit_class", "units_by_first"]

_DATA: Final = "data"
# What closes a word that is written with "_" in the table: 65 家长 112.
_CLOSERS: Final = " \t\n0123456789，,。；;、：:（()）"


def read_table(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of one of this room's tab-separated tables, comments left out."""
    text = files("drafter.figures").joinpath(_DATA, name).read_text(encoding="utf-8")
    return tuple(
        tuple(line.split("\t")) for line in text.splitlines() if line and not line.startswith("#")
    )


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit: its class of equal units, the kind of its figures, what 一 before it means.

    ``not_before`` are beginnings of words that it must not be cut out of (3家庭 is no 3家).
    """

    text: str
    cls: str
    kind: Kind
    one: str
    not_before: tuple[str, ...]


@cache
def _table() -> dict[str, Unit]:
    table = {}
    for text, cls, kind, one, *rest in read_table("units.tsv"):
        words = tuple(rest[0].split()) if rest else ()
        words += tuple(f"{w[:-1]}{mark}" for w in words if w.endswith("_") for mark in _CLOSERS)
        table[text] = Unit(text, cls, Kind(kind), one, words)
    return table


@cache
def units_by_first() -> dict[str, tuple[Unit, ...]]:
    """Return the units under their first character, the longest first."""
    grouped: dict[str, list[Unit]] = {}
    for unit in _table().values():
        grouped.setdefault(unit.text[0], []).append(unit)
    return {
        first: tuple(sorted(group, key=lambda unit: -len(unit.text)))
        for first, group in grouped.items()
    }


def unit_class(unit: str | None) -> str | None:
    """Return the class of truly equal units that a spelling belongs to, None if unknown."""
    found = _table().get(unit) if unit else None
    return None if found is None else found.cls


def same_unit(first: str | None, second: str | None) -> bool:
    """Say whether two units count the same thing: 名 and 人 do, 人 and 人次 do not."""
    if first == second:
        return True
    known = unit_class(first)
    return known is not None and known == unit_class(second)
