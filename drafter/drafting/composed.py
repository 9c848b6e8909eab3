"""What a paragraph came out as and what it took, for who writes it and who keeps it (pure)."""

from dataclasses import dataclass, field

from drafter.model import Usage

__all__ = ["Composed", "Origin", "Revision", "Tally"]


class Origin:
    """How a paragraph came about, from most to least the model's own."""

    MODEL = "model"
    REPAIRED = "repaired"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """One finished paragraph.

    Attributes:
        text: Verified prose.
        origin: ``model``, ``repaired`` or ``plain``.
        attempts: Model calls it took.
        plain_chars: Characters of ``text`` that are plain sentences.
        usage: Tokens of those calls.
        guarantee: ``phrases`` or ``plan`` where figures stood in clauses made by rule, ``grammar``
            where digits could only come out as facts, else ``verified``.
        failure: Why the model gave nothing, in Chinese; "" when it answered.
    """

    text: str
    origin: str
    attempts: int = 0
    plain_chars: int = 0
    usage: Usage = field(default_factory=Usage)
    guarantee: str = "verified"
    failure: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A paragraph that stands already, and what its reader wants to be different."""

    current: str
    request: str


@dataclass(slots=True)
class Tally:
    """Calls made for one paragraph."""

    attempts: int = 0
    usage: Usage = field(default_factory=Usage)
    failure: str = ""
