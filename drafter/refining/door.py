"""What the shell of a session needs from outside this room."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from drafter.document import Document
from drafter.refining.ink import Ink

if TYPE_CHECKING:
    from drafter.drafting import Prepared
    from drafter.model import Model

__all__ = ["Door"]


@dataclass(slots=True, kw_only=True)
class Door:
    """The outside.

    Attributes:
        say: Writes text to the user, without a line end of its own.
        ink: The terminal as it is now.
        prepare: Pack, exemplars and prefix for the facts that stand.
        open_model: Opens a model by name; the second value is why it could not.
        read_document: Reads an edited draft.
        read_notes: Reads new notes from a file.
    """

    say: Callable[[str], None]
    ink: Callable[[], Ink]
    prepare: "Callable[[str], Prepared]"
    open_model: "Callable[[str | None, Prepared], Awaitable[tuple[Model | None, str]]]"
    read_document: Callable[[str], Document]
    read_notes: Callable[[str], str]
