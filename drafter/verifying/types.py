"""What the verifier says: one checked figure each, what is missing, what to look at.

Source: the public contract of the ``verify`` command.
"""

from dataclasses import dataclass
from enum import StrEnum

from drafter.facts.types import Fact
from drafter.figures.types import Figure

__all__ = ["CheckedFigure", "Status", "Support", "Verification", "Warn"]


class Status(StrEnum):
    """What the facts say about one figure of a draft. Only the first two are all right."""

    SUPPORTED = "supported"
    DERIVED = "derived"
    MISBOUND = "misbound"
    WRONG_UNIT = "wrong_unit"
    WRONG_HEDGE = "wrong_hedge"
    UNSUPPORTED = "unsupported"
    LEAKED = "leaked"

    @property
    def ok(self) -> bool:
        """Whether a draft may be delivered with it."""
        return self in (Status.SUPPORTED, Status.DERIVED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """The place in the facts (or in an exemplar, for a leak) that a judgement rests on.

    ``start``/``end`` are offsets into the text named by ``file``; ``fact_id`` is None where
    the place is no single fact of the sheet.
    """

    text: str
    start: int
    end: int
    file: str
    line: int
    fact_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedFigure:
    """One figure of the draft with the verifier's judgement.

    Attributes:
        figure: The figure, offsets into the draft.
        status: The judgement.
        support: What it rests on; for a rejected figure, the nearest fact where there is one.
        reason: One plain Chinese sentence; for ``derived`` it shows the sum (6+9=15).
        fact_ids: Every fact that this figure states (several for a derived one); coverage
            counts these as said.
    """

    figure: Figure
    status: Status
    reason: str
    support: Support | None = None
    fact_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Warn:
    """Something to look at that is no wrong figure.

    ``kind``: ``name title quote level_word placeholder count arithmetic outdated number_style``.
    """

    text: str
    start: int
    end: int
    kind: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """The whole answer for one draft.

    ``missing`` holds the facts that the draft does not state, those in conflict or marked
    ``omit`` aside, in the order of the notes.
    """

    figures: tuple[CheckedFigure, ...] = ()
    missing: tuple[Fact, ...] = ()
    warnings: tuple[Warn, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether each figure of the draft is supported or derived."""
        return all(checked.status.ok for checked in self.figures)

    @property
    def flagged(self) -> tuple[CheckedFigure, ...]:
        """The figures that the facts do not bear."""
        return tuple(checked for checked in self.figures if not checked.status.ok)
