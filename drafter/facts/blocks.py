"""What notes are cut into: one passage with the headings above it, and what it is for the sheet."""

from dataclasses import dataclass, field
from typing import Final

from drafter.facts.joining import Logical

__all__ = ["Block", "BlockKind", "dropped_block"]


class BlockKind:
    """What a block is for the sheet."""

    CONTENT: Final = "content"
    HEADING: Final = "heading"
    DROPPED: Final = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A passage with what stands above it.

    Attributes:
        kind: One of ``BlockKind``.
        line: The text it is part of.
        start: Where its content begins in that text (after an enumerator or a speaker).
        end: Where it ends.
        chapter: The heading above the section's, where there are two levels.
        section: The section heading above it.
        lead: The nearer heading or lead-in above it (培训:).
        day: A date line above it whose date belongs to it; its text.
        reason: Why it was dropped.
        listed: Whether it is an item of a list.
        undone: Whether its box is not ticked.
        base: Offset of ``line`` in the text in which figures are looked for.
        leads: The block of the lead-in or date line that was given to no other block yet.
    """

    kind: str
    line: Logical
    start: int
    end: int
    chapter: str = ""
    section: str = ""
    lead: str = ""
    day: str = ""
    reason: str = ""
    listed: bool = False
    undone: bool = False
    leads: tuple["Block", ...] = field(default=())

    @property
    def text(self) -> str:
        """Its own content."""
        return self.line.text[self.start : self.end]


def dropped_block(line: Logical, start: int, reason: str) -> Block:
    """Return the rest of a line as a block that is left out, with the reason for people."""
    return Block(kind=BlockKind.DROPPED, line=line, start=start, end=len(line.text), reason=reason)
