"""Contradictions inside the notes: a summary states none of the figures that clash."""

from collections.abc import Sequence

from drafter.facts.adding import find_sums
from drafter.facts.clashing import find_told_again, find_two_values
from drafter.facts.denying import find_said_otherwise
from drafter.facts.parts import find_outcomes, find_parts
from drafter.facts.products import find_products
from drafter.facts.shares import find_shares
from drafter.facts.types import Activity, Conflict, Level

__all__ = ["find_conflicts"]

_PAIR = 2


def find_conflicts(
    activities: Sequence[Activity], level: Level = Level.OTHER
) -> tuple[Conflict, ...]:
    """Return the contradictions among the figures of a sheet, in the order of the notes.

    Args:
        activities: The activities of one report.
        level: The org's level: for a county, 县级 before a thing says no more than the thing.
    """
    found = [
        *find_two_values(activities, level),
        *find_said_otherwise(activities),
        *find_told_again(activities),
        *find_outcomes(activities),
        *find_parts(activities),
        *find_sums(activities),
        *find_shares(activities),
        *find_products(activities),
    ]
    order = {
        fact.id: place
        for place, fact in enumerate(fact for activity in activities for fact in activity.facts)
    }
    # A sum whose parts differ from it in one digit is one contradiction, found in two ways.
    unique = {
        frozenset(conflict.fact_ids)
        if len(conflict.fact_ids) > _PAIR
        else (conflict.kind, conflict.fact_ids): conflict
        for conflict in found
    }
    return tuple(
        sorted(unique.values(), key=lambda conflict: min(order[key] for key in conflict.fact_ids))
    )
