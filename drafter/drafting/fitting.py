"""Bring a finished draft to the length that was asked for, as far as the facts bear it (pure).

A text grows by a sentence before a section that names the lines of work told in it, and shrinks by
its paragraphs' openings. Nothing is added that the facts do not bear, no figure and nothing that
was done is left out: what a length asks for beyond that it does not get.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from drafter.drafting.composed import Composed
from drafter.drafting.last_year import Comparison, told
from drafter.drafting.outline import load_outline
from drafter.drafting.planning import Plan, SectionPlan
from drafter.facts import Role

__all__ = ["TOLERANCE", "Extent", "chars_of", "extended", "fit_extent"]

# How far from the length asked for a text may be.
TOLERANCE = 0.1
_NO_NAME = frozenset({"T00", "T99"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """What of the movable parts a document holds.

    Attributes:
        leads: Whether paragraphs keep their openings.
        under: Whether the opening says whom the org works under.
        intros: How many sections open with a sentence that names their lines of work.
    """

    leads: bool = True
    under: bool = True
    intros: int = 0


def extended(
    plan: Plan,
    composed: Mapping[str, Composed],
    extent: Extent,
    comparisons: Sequence[Comparison] = (),
) -> dict[str, Composed]:
    """Return the paragraphs as a document of this extent holds them, comparisons behind them."""
    introduced = 0
    changed = dict(composed)
    for section in plan.sections:
        if section.role is not Role.RESULT:
            continue
        for place, paragraph in enumerate(section.paragraphs):
            item = composed.get(paragraph.id)
            if item is None or not item.text:
                continue
            text = item.text if extent.leads else item.text.removeprefix(paragraph.lead)
            if not place and introduced < extent.intros and (named := _focus(section)):
                forms = load_outline().overviews
                text = forms[introduced % len(forms)].format(focus=named) + text
                introduced += 1
            text = told(text, paragraph.activity_ids, comparisons)
            # What code adds is plain; what it takes away was at most all of it.
            plain = min(len(text), item.plain_chars + max(len(text) - len(item.text), 0))
            changed[paragraph.id] = replace(item, text=text, plain_chars=plain)
    return changed


def _focus(section: SectionPlan) -> str:
    """Return the lines of work that a section tells of, "" where they have no name."""
    outline = load_outline()
    topics = dict.fromkeys(item.topic for item in section.paragraphs if item.topic not in _NO_NAME)
    return "、".join(dict.fromkeys(outline.words(topic).focus for topic in topics))


def chars_of(text: str) -> int:
    """Return a text's length as a reader counts it: without blanks and line ends."""
    return sum(not char.isspace() for char in text)


def fit_extent(length: int, sections: int, chars_at: Callable[[Extent], int]) -> tuple[Extent, int]:
    """Return the extent that comes nearest to a length, and its length; nothing beats default.

    Args:
        length: Characters asked for.
        sections: How many sections may open with a sentence that names their work.
        chars_at: Tells the document's length at an extent.
    """
    best = Extent()
    nearest = chars_at(best)
    if abs(nearest - length) <= TOLERANCE * length:
        return best, nearest
    for extent in _extents(sections, longer=nearest < length):
        chars = chars_at(extent)
        if abs(chars - length) < abs(nearest - length):
            best, nearest = extent, chars
    return best, nearest


def _extents(sections: int, *, longer: bool) -> Sequence[Extent]:
    if not longer:
        return (Extent(leads=False), Extent(leads=False, under=False))
    return [Extent(intros=count) for count in range(1, sections + 1)]
