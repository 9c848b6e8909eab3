"""Reckonings by their claim: what the words at a figure say that was done, and to what.

The last that is asked, of what no fact and no rule of phrase explains. One operation is claimed by
the words (其余, 人均, 占, 比…多, 共) or by the unit; its operands are what the paragraph has told
and been believed, then the near lines and the gatherings of the notes; and the ways tried are
weighed against the values that the figure might have had.
"""

from decimal import Decimal

from drafter.figures import Kind
from drafter.verifying.claim_parts import gathered, left, share
from drafter.verifying.claim_rates import (
    RATIO,
    average,
    compares,
    difference,
    growth,
    product,
    ratio,
)
from drafter.verifying.odds import (
    NO_COUNTS,
    Told,
)
from drafter.verifying.operands import (
    Derivation,
    Reckoner,
)

__all__ = ["claimed"]


def claimed(r: Reckoner, told: Told, spoken: frozenset[int]) -> Derivation | None:
    """Return how a figure follows by what its words claim, None if it does not."""
    if r.figure.kind is Kind.ORDINAL:
        return None
    if RATIO.fullmatch(r.figure.text.strip()):
        return ratio(r, told)
    span = r.figure.value
    if not isinstance(span, Decimal):
        return None
    if r.measure == "percent":
        return growth(r, told) if compares(r) else share(r, told)
    if r.measure == "multiple":
        return growth(r, told)
    if r.measure in NO_COUNTS:
        return None
    return (
        left(r, told)
        or difference(r, told)
        or average(r, told)
        or gathered(r, told, spoken)
        or product(r, told)
    )
