"""What an instruction is about and what may come of it: a change, a request, a refusal (pure)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from drafter.refining.locating import Place, find_places, locate, topics_of_parts
from drafter.refining.sheets import sheet_of
from drafter.refining.state import State
from drafter.refining.structure import name_of, sections_of
from drafter.session import Part, Text

__all__ = ["Ask", "Change", "News", "Outcome", "Refusal", "Talk", "locked_reason", "names_of",
           "one_paragraph", "still_there", "stretch_of"]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A new text made by rule; ``moved`` are the parts that were to be put elsewhere."""

    text: Text
    what: str
    notes: tuple[str, ...] = ()
    own: bool = False
    moved: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Something that the model is to write anew."""

    parts: tuple[str, ...]
    request: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """What cannot or need not be done, with the reason and the way that is open."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """Notes of something that the facts do not hold yet."""

    words: str


Outcome = Change | Ask | Refusal | News


@dataclass(frozen=True, slots=True)
class Talk:
    """One instruction with what it may refer to.

    Attributes:
        words: What was said.
        state: The session; the numbers that are said are those of its text.
        places: What the words name.
        changed: The text as earlier orders of the same line have it; None for the first.
    """

    words: str
    state: State
    places: tuple[Place, ...]
    changed: Text | None = None

    @property
    def text(self) -> Text:
        """The text that is to be changed."""
        return self.state.text if self.changed is None else self.changed

    @property
    def shown(self) -> Text:
        """The text that the user looks at, by whose numbers parts are named."""
        return self.state.text

    @property
    def bare(self) -> str:
        """The words without those that name a place."""
        words = self.words
        for place in reversed(self.places):
            words = words[: place.start] + words[place.end :]
        return words

    def locate(self, name: str, *, sections: bool = True) -> Place | None:
        """Return what a piece of the instruction points at, by number or by name."""
        yaml = self.state.facts_yaml
        topics = topics_of_parts(self.shown, sheet_of(yaml))
        found = find_places(name, self.shown, topics, self.state.focus)
        place = found[0] if found else locate(name, self.shown, topics, sections=sections)
        return None if place is None else still_there(place, self.text)


def still_there(place: Place, text: Text) -> Place | None:
    """Return a place without parts that an earlier order took away; None where none is left."""
    parts = tuple(key for key in place.parts if text.part(key) is not None)
    if place.parts and not parts:
        return None
    return replace(place, parts=parts)


def stretch_of(text: Text, place: Place) -> tuple[str, ...]:
    """Return the ids of everything that a place covers, a section's heading included."""
    if place.heading:
        for section in sections_of(text):
            if section.heading is not None and section.heading.id == place.heading:
                return section.ids
    return place.parts


def names_of(text: Text, ids: Sequence[str]) -> str:
    """Return what some parts are called."""
    return "、".join(name_of(text, part_id) for part_id in ids)


def locked_reason(text: Text, ids: Sequence[str]) -> str:
    """Return why locked parts are not changed, and how they would be."""
    return f"{names_of(text, ids[:3])}已锁定，不能改。要改先输入 /解锁。"


def one_paragraph(talk: Talk) -> Part | None:
    """Return the single paragraph that an instruction is about."""
    ids = [key for place in talk.places for key in place.parts]
    if not ids and talk.state.focus:
        ids = [talk.state.focus]
    part = talk.text.part(ids[0]) if len(ids) == 1 else None
    return part if part is not None and not part.level else None
