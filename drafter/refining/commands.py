"""What goes into the pure step and what comes out of it: inputs from the shell, effects for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from drafter.document import Document

__all__ = [
    "Append",
    "AskModel",
    "Effect",
    "Imported",
    "Input",
    "Judged",
    "Line",
    "NotesRead",
    "Quit",
    "ReadFile",
    "Rewritten",
    "Show",
    "SwitchModel",
    "Tell",
    "WriteFile",
    "Written",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One input of the user, pasted lines and all."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewritten:
    """What came of the model's turn.

    Attributes:
        texts: New words by part.
        origins: How each came about.
        failed: Why a part got nothing, in Chinese, by part.
        request: The instruction.
    """

    texts: Mapping[str, str]
    origins: Mapping[str, str] = field(default_factory=dict)
    failed: Mapping[str, str] = field(default_factory=dict)
    request: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A file that the user edited by hand."""

    document: Document
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotesRead:
    """New notes from a file."""

    text: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The draft was written to a file; ``output`` is "" where it was not the session's own."""

    output: str
    sha256: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """The waiting change has been judged with the whole text; what came of it is to be said."""


Input: TypeAlias = Line | Rewritten | Imported | NotesRead | Written | Judged


@dataclass(frozen=True, slots=True, kw_only=True)
class Append:
    """Write one event to the journal before anything else happens."""

    event: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tell:
    """Say something to the user."""

    text: str
    kind: Literal["plain", "good", "bad"] = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Show:
    """Show one of the views; ``about`` narrows it (part ids, version numbers, a word)."""

    view: Literal[
        "text", "proposal", "verdict", "figures", "facts", "history", "compare", "cost", "help"
    ]
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AskModel:
    """Have some parts rewritten."""

    parts: tuple[str, ...]
    request: str
    sample: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFile:
    """Read a file: an edited draft to import, or new notes."""

    path: str
    purpose: Literal["import", "notes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteFile:
    """Write the draft; "" is the session's own output."""

    path: str
    force: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SwitchModel:
    """Go on with another model; "" asks which one it is."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quit:
    """Leave."""


Effect: TypeAlias = Append | Tell | Show | AskModel | ReadFile | WriteFile | SwitchModel | Quit
