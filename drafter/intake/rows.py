"""What a table is made of, wherever it stood: cells, rows, and rows made readable."""

from dataclasses import dataclass

__all__ = ["Cell", "Passage", "Row"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell: clean text and, where the table stands in a text file, where each character stood.

    Attributes:
        text: Clean text without white space around it.
        offsets: One offset for each character; empty where the file has no text of its own.
        span: Columns that it covers.
        continued: True below the first row of a cell that is merged downwards.
    """

    text: str
    offsets: tuple[int, ...] = ()
    span: int = 1
    continued: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a table with its line (or row) number from 1 and its place for people."""

    cells: tuple[Cell, ...]
    line: int
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A row made readable. ``offsets`` has one entry a character, empty for office files."""

    text: str
    line: int
    place: str = ""
    offsets: tuple[int, ...] = ()
    cells: tuple[tuple[str, str], ...] = ()
    added: tuple[tuple[int, int], ...] = ()
