"""How a text's parts hang together: sections, paragraphs, the numbers people use (pure)."""

from dataclasses import dataclass

from drafter.document import enumerator, numbered_blocks
from drafter.session import Part, Text

__all__ = ["Section", "heading_above", "headings_above", "name_of", "number_of_part", "sections_of",
           "shown_heading"]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A first-level heading with everything below it; ``heading`` is None before the first one."""

    heading: Part | None
    parts: tuple[Part, ...]

    @property
    def paragraphs(self) -> tuple[Part, ...]:
        """Its paragraphs, sub-headings left out."""
        return tuple(part for part in self.parts if not part.level)

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of everything in it, the heading included."""
        own = () if self.heading is None else (self.heading.id,)
        return (*own, *(part.id for part in self.parts))


def sections_of(text: Text) -> tuple[Section, ...]:
    """Return the sections in order; what stands before the first heading is no section."""
    found: list[Section] = []
    heading: Part | None = None
    parts: list[Part] = []
    for part in text.parts:
        if part.level == 1:
            if heading is not None:
                found.append(Section(heading=heading, parts=tuple(parts)))
            heading, parts = part, []
        else:
            parts.append(part)
    if heading is not None:
        found.append(Section(heading=heading, parts=tuple(parts)))
    return tuple(found)


def heading_above(text: Text, part_id: str) -> Part | None:
    """Return the first-level heading that a part stands under; None above the first."""
    found = None
    for part in text.parts:
        if part.level == 1:
            found = part
        if part.id == part_id:
            return found
    return None


def headings_above(text: Text) -> dict[str, str]:
    """Return for each part the words of the first-level heading it stands under, "" above all."""
    found = {}
    words = ""
    for part in text.parts:
        words = part.text if part.level == 1 else words
        found[part.id] = words
    return found


def number_of_part(text: Text, part_id: str) -> int:
    """Return a paragraph's number as it is shown beside it; 0 for a heading or an absent part."""
    for number, part in enumerate(text.paragraphs, 1):
        if part.id == part_id:
            return number
    return 0


def shown_heading(text: Text, part_id: str) -> str:
    """Return a heading with its enumerator."""
    for part, (block, number) in zip(text.parts, numbered_blocks(text.document), strict=True):
        if part.id == part_id:
            return f"{number}{block.text}"
    return ""


def name_of(text: Text, part_id: str) -> str:
    """Return how a part is called when something is said about it: 第3段, 第二部分的标题."""
    number = number_of_part(text, part_id)
    if number:
        return f"第{number}段"
    for place, section in enumerate(sections_of(text), 1):
        if section.heading is not None and section.heading.id == part_id:
            return f"第{enumerator(1, place)[:-1]}部分的标题"
    part = text.part(part_id)
    if part is None:
        return {"title": "总标题", "ending": "落款"}.get(part_id, "一段")
    return f"小标题“{part.text}”"
