"""The text of one version: parts that keep their identity while they are moved and rewritten.

A document says what stands where; a part also knows which activities it tells and how it came
about, and keeps its id through every version, so that a lock or a diff follows it. Pure.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from drafter.document import Block, Document, Heading, Paragraph

__all__ = ["Part", "Text", "text_from_json", "text_to_json"]

_FIELDS = ("title", "addressee", "signature", "date")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One heading (``level`` 1 to 4) or paragraph (``level`` 0).

    Attributes:
        id: ``p1``, ``p2`` …, never given twice in a session.
        text: Its words, a heading's without its enumerator.
        activities: Ids of the activities that a paragraph tells.
        role: ``result``, ``problem`` or ``plan``; ``opening`` for the first paragraph.
        origin: ``model``, ``repaired``, ``plain`` or ``user``.
    """

    id: str
    text: str
    level: int = 0
    activities: tuple[str, ...] = ()
    role: str = "result"
    origin: str = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A whole summary as parts in order."""

    title: str = ""
    parts: tuple[Part, ...] = ()
    addressee: str = ""
    signature: str = ""
    date: str = ""

    @property
    def document(self) -> Document:
        """The same as a document, for verifying and exporting."""
        blocks: list[Block] = [
            Heading(level=part.level, text=part.text) if part.level else Paragraph(text=part.text)
            for part in self.parts
        ]
        return Document(
            title=self.title,
            blocks=tuple(blocks),
            addressee=self.addressee,
            signature=self.signature,
            date=self.date,
        )

    @property
    def paragraphs(self) -> tuple[Part, ...]:
        """The paragraphs without the headings."""
        return tuple(part for part in self.parts if not part.level)

    def part(self, part_id: str) -> Part | None:
        """Return the part with that id; None where this version has none."""
        return next((part for part in self.parts if part.id == part_id), None)

    def with_part(self, changed: Part) -> "Text":
        """Return the text with one part put in its id's place."""
        return replace(
            self, parts=tuple(changed if part.id == changed.id else part for part in self.parts)
        )


def text_to_json(text: Text, base: Text | None = None) -> dict[str, Any]:
    """Return a text as JSON values; with a base only what differs from it."""
    known = {} if base is None else {part.id: part for part in base.parts}
    order = [part.id for part in text.parts]
    value: dict[str, Any] = {}
    if base is None or order != [part.id for part in base.parts]:
        value["order"] = order
    changed = [part for part in text.parts if known.get(part.id) != part]
    if changed:
        value["parts"] = {
            part.id: {
                "text": part.text,
                "level": part.level,
                "activities": list(part.activities),
                "role": part.role,
                "origin": part.origin,
            }
            for part in changed
        }
    for name in _FIELDS:
        if base is None or getattr(base, name) != getattr(text, name):
            value[name] = getattr(text, name)
    return value


def text_from_json(value: Mapping[str, Any], base: Text | None = None) -> Text:
    """Return the text that ``text_to_json`` made the value of; ``base`` is the same one.

    Raises:
        KeyError: The value names a part that neither it nor the base holds.
    """
    parts = {} if base is None else {part.id: part for part in base.parts}
    for part_id, fields in value.get("parts", {}).items():
        parts[part_id] = Part(
            id=part_id,
            text=str(fields["text"]),
            level=int(fields["level"]),
            activities=tuple(fields["activities"]),
            role=str(fields["role"]),
            origin=str(fields["origin"]),
        )
    order = value.get("order")
    if order is None:
        order = [] if base is None else [part.id for part in base.parts]
    told = {
        name: str(value.get(name, "" if base is None else getattr(base, name))) for name in _FIELDS
    }
    return Text(parts=tuple(parts[part_id] for part_id in order), **told)
