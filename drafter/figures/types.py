"""What a figure is: the one value type that every other room reads.

Source: the public contract of the ``figures`` command.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

__all__ = ["Figure", "Kind", "Qualifier", "Value"]

# A number in base units; [low, high] of a range; an ISO-like string for a place in the calendar
# (2025-03-08, --03-08, 2025, --07, ---14, H1, Q3, W2); a pair of those for a stretch of it;
# the digits of a code; None where the text states no value (几十户).
Value: TypeAlias = Decimal | str | tuple[Decimal, Decimal] | tuple[str, str] | None


class Kind(StrEnum):
    """What sort of numeric expression a text shows. The last five are never figures."""

    QUANTITY = "quantity"
    MONEY = "money"
    PERCENT = "percent"
    MULTIPLE = "multiple"
    FRACTION = "fraction"
    DATE = "date"
    PERIOD = "period"
    AGE = "age"
    RANGE = "range"
    ORDINAL = "ordinal"
    NUMBER_CODE = "number_code"
    ENUMERATOR = "enumerator"
    FIXED_TERM = "fixed_term"
    IDIOM = "idiom"
    NAME = "name"
    PLACEHOLDER = "placeholder"


class Qualifier(StrEnum):
    """What the words around a number claim about it."""

    EXACT = "exact"
    OVER = "over"
    UNDER = "under"
    ABOUT = "about"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One numeric expression as a text states it.

    Attributes:
        text: The surface; equals ``source_text[start:end]``.
        start: Code-point offset of the surface in the text that was read.
        end: Offset one past the surface.
        kind: What sort of expression it is.
        value: In base units: 2.1万人 is 21000, 25.9% is 25.9, 翻一番 is 2.
        unit: The measure word as written, 万 and 亿 folded into the value; None without one.
        qualifier: What 近, 余, 约, 以上 and their like claim.
        per: What the figure is per (每户 gives 户); None without.
        is_figure: False for enumerators, fixed terms, idioms, names and placeholders, and for
            counts that only announce a list of the same text.
        announces: True for such a count (以下五个方面); then ``is_figure`` is False.
        step: Place value of the last digit written, in base units: 100 for 3200余, 1000 for
            2.1万, 1 for 3218. It bounds what a hedge may have rounded. None where no number.
    """

    text: str
    start: int
    end: int
    kind: Kind
    value: Value
    unit: str | None = None
    qualifier: Qualifier = Qualifier.EXACT
    per: str | None = None
    is_figure: bool = True
    announces: bool = False
    step: Decimal | None = None

    def at(self, start: int, end: int) -> "Figure":
        """Return the same figure at another place.

        Made anew field by field: ``dataclasses.replace`` takes three times as long, and every
        figure of the notes is moved twice.
        """
        return Figure(
            text=self.text,
            start=start,
            end=end,
            kind=self.kind,
            value=self.value,
            unit=self.unit,
            qualifier=self.qualifier,
            per=self.per,
            is_figure=self.is_figure,
            announces=self.announces,
            step=self.step,
        )

    def moved(self, by: int) -> "Figure":
        """Return the same figure with its offsets counted from elsewhere."""
        return self.at(self.start + by, self.end + by) if by else self
