"""What one fact states, for those who set it against others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from drafter.facts.types import Fact
from drafter.figures import Qualifier, unit_class

__all__ = [
    "OPEN",
    "PERSONS",
    "Told",
    "class_of",
    "find_told",
    "number_of",
    "slack_of",
    "value_of",
    "where",
]

OPEN: Final = frozenset(
    {Qualifier.ABOUT, Qualifier.OVER, Qualifier.UNDER, Qualifier.AT_LEAST, Qualifier.AT_MOST}
)
PERSONS: Final = frozenset({"人", "名", "位"})


@dataclass(frozen=True, slots=True)
class Told:
    """A fact with where its figure stands in its activity's text."""

    fact: Fact
    start: int
    end: int


def find_told(text: str, facts: Sequence[Fact]) -> Iterator[Told]:
    """Yield the facts of an activity with their places in its text, in order.

    The same digits may stand several times, so each is looked for behind the one before; what the
    text does not have is left out.
    """
    position = 0
    for fact in facts:
        start = text.find(fact.figure.text, position)
        if start >= 0:
            position = start + len(fact.figure.text)
            yield Told(fact, start, position)


def number_of(fact: Fact) -> Decimal | None:
    """Return its one number; None for a range, a date or none."""
    value = fact.figure.value
    return value if isinstance(value, Decimal) else None


def where(fact: Fact) -> str:
    """Return where the notes have it, for a person: 第3行, or a cell."""
    return fact.source.place or f"第{fact.source.line}行"


def slack_of(fact: Fact, value: Decimal) -> Decimal:
    """How far a hedged number may be from what it stands for."""
    if fact.figure.qualifier not in OPEN:
        return Decimal(0)
    return max((fact.figure.step or Decimal(1)) / 2, value / 20)


def class_of(fact: Fact) -> str:
    """Return what sort of thing it counts: 人 and 名 are one, 人次 is another."""
    unit = fact.figure.unit or ""
    return "person" if unit in PERSONS else (unit_class(unit) or unit)


def value_of(fact: Fact) -> Decimal:
    """Return its number, 0 where it has none."""
    value = number_of(fact)
    return value if value is not None else Decimal(0)
