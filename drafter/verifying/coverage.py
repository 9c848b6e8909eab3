"""Which facts a draft leaves unsaid."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from drafter.facts import Fact, Use
from drafter.figures import Figure
from drafter.verifying.clashes import PART_OF_YEAR
from drafter.verifying.evidence import Evidence, EvidenceIndex
from drafter.verifying.types import CheckedFigure, Status

__all__ = ["missing_facts"]

_PAIR: Final = 2


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
    lacking = [
        item
        for item in index.items
        if item.activity >= 0
        and item.fact.id not in said
        and not item.disputed
        and item.fact.use is Use.STATE
        and _same_key(item) not in keys
        and not (item.calendar and _summed_up(index, item, summed))
    ]
    spare = _told_again(told, checked) if lacking else []
    sums = [figure.figure for figure in checked if figure.status is Status.DERIVED]
    return tuple(
        item.fact for item in lacking if not (_is_summed(sums, item) or _takes_one(spare, item))
    )


def _is_summed(sums: list[Figure], item: Evidence) -> bool:
    """Whether a sum that the draft reckons is the one that the notes tell: 41、27、19，合计87人."""
    mine = item.fact.figure
    for place, figure in enumerate(sums):
        if (figure.value, figure.unit, figure.kind) == (mine.value, mine.unit, mine.kind):
            del sums[place]
            return True
    return False


def _told_again(told: Sequence[Evidence], checked: Sequence[CheckedFigure]) -> list[Evidence]:
    """Return the facts that the draft states more often than once, once for each time more.

    Notes tell a thing at its date and again in their summing up; so does a draft of them, and
    both of its mentions may be taken for the same line.
    """
    times = Counter(
        figure.fact_ids[0]
        for figure in checked
        if figure.status is Status.SUPPORTED and len(figure.fact_ids) == 1
    )
    return [item for item in told for _ in range(times[item.fact.id] - 1)]


def _takes_one(spare: list[Evidence], item: Evidence) -> bool:
    """Take the mention to spare that states a fact too; False where none does."""
    for place, other in enumerate(spare):
        if _is_alike(item, other):
            del spare[place]
            return True
    return False


def _is_alike(item: Evidence, other: Evidence) -> bool:
    """Whether two facts are one number of one thing: 两癌检查到167, 两癌167人."""
    mine, theirs = item.fact, other.fact
    if mine.figure.value != theirs.figure.value or mine.figure.qualifier != theirs.figure.qualifier:
        return False
    if item.calendar or mine.scope is not theirs.scope:
        return False
    if item.measure != other.measure and None not in (item.measure, other.measure):
        return False
    pairs = {mine.label[at : at + _PAIR] for at in range(len(mine.label) - 1)}
    return any(pair in theirs.label for pair in pairs)


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
