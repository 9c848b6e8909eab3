"""Which facts a draft leaves unsaid."""

from collections.abc import Sequence

from drafter.facts import Fact, Use
from drafter.verifying.clashes import PART_OF_YEAR
from drafter.verifying.evidence import Evidence, EvidenceIndex
from drafter.verifying.types import CheckedFigure, Status

__all__ = ["missing_facts"]


def missing_facts(index: EvidenceIndex, checked: Sequence[CheckedFigure]) -> tuple[Fact, ...]:
    """Return the facts that the draft does not state, in the order of the notes."""
    said = {fact_id for figure in checked if figure.status.ok for fact_id in figure.fact_ids}
    told = [item for item in index.items if item.fact.id in said]
    keys = {_same_key(item) for item in told}
    summed = {
        fact_id
        for figure in checked
        if figure.status is Status.DERIVED
        for fact_id in figure.fact_ids
    }
    return tuple(
        item.fact
        for item in index.items
        if item.activity >= 0
        and item.fact.id not in said
        and not item.disputed
        and item.fact.use is Use.STATE
        and _same_key(item) not in keys
        and not (item.calendar and _summed_up(index, item, summed))
    )


def _summed_up(index: EvidenceIndex, item: Evidence, summed: set[str]) -> bool:
    """Say whether a half year's numbers are told by the whole year's total."""
    if not PART_OF_YEAR.fullmatch(item.fact.figure.text):
        return False
    numbers = [other for other in index.by_activity[item.activity] if other.span]
    return bool(numbers) and all(other.fact.id in summed for other in numbers)


def _same_key(item: Evidence) -> tuple[object, ...]:
    """Return what makes two facts one: the same value said of the same thing."""
    figure = item.fact.figure
    if item.calendar:
        return ("date", figure.value)
    return (figure.value, item.measure, figure.qualifier, item.fact.label or item.fact.object)
