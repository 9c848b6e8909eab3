"""The document type that drafting makes and exporting writes."""

from dataclasses import dataclass
from typing import TypeAlias

__all__ = ["Block", "Document", "Heading", "Paragraph"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading of level 1 to 4, its text without the enumerator (一、 （一） 1. （1）)."""

    level: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph of body text, without indentation or line breaks."""

    text: str


Block: TypeAlias = Heading | Paragraph


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole summary.

    ``addressee`` (主送机关, without its colon), ``signature`` and ``date`` are "" where there are
    none; ``date`` is written out (2026年1月5日). Several that sign together stand in ``signature``
    one a line.
    """

    title: str
    blocks: tuple[Block, ...]
    addressee: str = ""
    signature: str = ""
    date: str = ""
