"""One figure of the draft with what may bear it and what has been found so far."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from drafter.verifying.context import Mention
from drafter.verifying.evidence import Evidence
from drafter.verifying.values import Span

__all__ = ["Case", "tellers", "told_in_place"]


@dataclass(slots=True, eq=False)
class Case:
    """One figure of the draft with its candidates; ``place`` is its own among those beside it."""

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
    place: int = 0

    @property
    def before(self) -> "Case | None":
        """The figure just before it in its sentence."""
        return self.beside[self.place - 1] if self.place else None

    @property
    def told_as(self) -> Evidence | None:
        """What it states, in the unit that the draft gives where the notes give none."""
        known = self.chosen or self.reckoned
        if known is None:
            return None
        per = self.mention.figure.per
        if known.measure in (None, "个") and self.measure is not None:
            unit = known.fact.figure.unit or self.mention.figure.unit
            return replace(known, measure=self.measure, said_per=per, said_unit=unit)
        return known if per is None else replace(known, said_per=per)


def tellers(cases: Sequence[Case]) -> dict[int, list[Case]]:
    """Return, by the number of the evidence, the figures that state it."""
    found: dict[int, list[Case]] = {}
    for case in cases:
        if case.chosen is not None:
            found.setdefault(case.chosen.number, []).append(case)
    return found


def told_in_place(case: Case, rival: Evidence, tellers: dict[int, list[Case]]) -> bool:
    """Say whether the paragraph tells the rival's number elsewhere, be it under another unit.

    Then a figure beside it is not meant for it: 46起，成功42起 for 调解46起、成42. An exchange of
    the two is another question.
    """
    for one in tellers.get(rival.number, ()):
        if one is not case and one in case.block:
            return True
    # Whether it has a fact is quickly seen, and most have.
    return any(
        one.chosen is None and one is not case and one.span == rival.span
        for one in case.block
        if one.span is not None
    )
