"""Figures that follow from the facts: totals, differences, shares, growth, averages, multiples.

The search is bounded and claims nothing by chance: operands share an activity, or unit and label,
and the draft's wording must say that it reckons (共, 合计, 占, 率, 比…多, 人均). A product of a
rate and its count (12户, 每户500元) and a total of one label need no such word.
"""

from collections.abc import Sequence

from drafter.verifying.averages import average
from drafter.verifying.claims import claimed
from drafter.verifying.clocks import lasting_hours
from drafter.verifying.context import Mention
from drafter.verifying.conversions import converted
from drafter.verifying.differences import difference, earlier, lasting, points
from drafter.verifying.evidence import Evidence, EvidenceIndex
from drafter.verifying.growth import growth, multiple, ratio
from drafter.verifying.nouns import counted_in
from drafter.verifying.operands import Derivation, Reckoner
from drafter.verifying.products import product, total_of_pairs, total_of_products
from drafter.verifying.proportions import share, whole_of_share
from drafter.verifying.reckoning import Told, by_odds
from drafter.verifying.remainders import left_of_taken, now_after_changes
from drafter.verifying.shares import named_instead, share_of_all
from drafter.verifying.totals import total
from drafter.verifying.values import span_of

__all__ = ["derive"]


def derive(
    mention: Mention,
    index: EvidenceIndex,
    before: Sequence[Evidence] = (),
    after: Sequence[Evidence] = (),
    *,
    meant: float = 0.0,
    paragraph: Sequence[tuple[int, Evidence]] | None = None,
    spoken: frozenset[int] | None = None,
) -> Derivation | None:
    """Return how a figure of the draft follows from the facts, None if it does not.

    Args:
        mention: The figure with its surroundings.
        index: The facts.
        before: What the figures before it in its sentence state, in order.
        after: What those behind it state.
        meant: How well the best fact fits that the draft does not state elsewhere; where one fits,
            a difference that nothing claims is that fact misstated.
        paragraph: What the figures of its paragraph state, each with its place; None where a fact
            has the figure's value, which no reckoning by odds may then explain away.
        spoken: The facts that the draft states anywhere; given where the other ways have been
            tried, and what the words claim is left.
    """
    figure = mention.figure
    span = span_of(figure)
    if span is None or span.low <= 0:
        return None
    measure = counted_in(mention)
    reckoner = Reckoner(mention, index, measure, (before, after), meant)
    if spoken is not None:
        return claimed(reckoner, Told(paragraph or (), figure.start), spoken)
    if not span.single:
        return ratio(reckoner)
    found = _by_phrase(reckoner)
    if found is None and paragraph is not None:
        found = by_odds(reckoner, Told(paragraph, figure.start))
    if found is not None and measure == "percent":
        named = named_instead(reckoner, found)
        if named:
            told = Told(paragraph or (), figure.start)
            return share(reckoner, named) or share_of_all(reckoner, told)
    return found


def _by_phrase(reckoner: Reckoner) -> Derivation | None:
    measure = reckoner.measure
    if measure == "percent":
        return growth(reckoner) or share(reckoner)
    if measure in ("point", "permille-point"):
        return points(reckoner)
    if measure in ("hour", "minute"):
        return _by_count(reckoner) or lasting_hours(reckoner)
    if measure == "multiple":
        return multiple(reckoner)
    return _by_count(reckoner)


def _by_count(reckoner: Reckoner) -> Derivation | None:
    measure = reckoner.measure
    return (
        converted(reckoner)
        or total(reckoner)
        or left_of_taken(reckoner)
        or now_after_changes(reckoner)
        or product(reckoner)
        or total_of_products(reckoner)
        or total_of_pairs(reckoner)
        or difference(reckoner)
        or earlier(reckoner)
        or average(reckoner)
        or whole_of_share(reckoner)
        or (lasting(reckoner) if measure in ("day", "month") else None)
    )
