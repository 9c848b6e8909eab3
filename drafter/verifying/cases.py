"""One figure of the draft with what may bear it and what has been found so far."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from drafter.verifying.context import Mention
from drafter.verifying.evidence import Evidence
from drafter.verifying.values import Span

__all__ = ["Case", "tellers"]


@dataclass(slots=True, eq=False)
class Case:
    """One figure of the draft with its candidates."""

    mention: Mention
    heading: str
    span: Span | None
    measure: str | None
    good: list[tuple[float, Evidence]] = field(default_factory=list)
    hedged: list[tuple[float, Evidence]] = field(default_factory=list)
    other_unit: list[tuple[float, Evidence]] = field(default_factory=list)
    rivals: list[tuple[float, Evidence]] = field(default_factory=list)
    chosen: Evidence | None = None
    own: float = 0.0
    expected: Evidence | None = None
    in_order: bool = False
    out_of_turn: bool = False
    certain: bool = False
    reckoned: Evidence | None = None
    told: frozenset[int] = frozenset()
    block: "list[Case]" = field(default_factory=list)
    beside: "list[Case]" = field(default_factory=list)


def tellers(cases: Sequence[Case]) -> dict[int, list[Case]]:
    """Return, by the number of the evidence, the figures that state it."""
    found: dict[int, list[Case]] = {}
    for case in cases:
        if case.chosen is not None:
            found.setdefault(case.chosen.number, []).append(case)
    return found
