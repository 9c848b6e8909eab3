"""Every figure of a text against its facts: the whole at once, and single parts for a quick look.

Only the whole text shows which facts are said and whether two paragraphs claim one fact, so it
alone decides; it is judged while the user reads and remembered. A change by rule is first looked
at part by part, each under its heading, so that what plainly cannot stand is refused at once. Pure.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from drafter.document import block_starts, render_text
from drafter.facts import Fact
from drafter.refining.sheets import sheet_of
from drafter.refining.structure import headings_above
from drafter.session import Text
from drafter.verifying import CheckedFigure, Verification, Verifier, Warn

__all__ = ["TITLE", "Check", "changed_parts", "check_parts", "check_whole", "known_check",
           "lost_facts", "new_flags"]  # fmt: skip

# What stands for the title where parts are named by their ids, and for what is below the text.
TITLE: Final = "title"
ENDING: Final = "ending"
# Warnings that speak of a made-up thing; the others are for the whole text.
_TOLD = frozenset({"name", "title", "quote", "placeholder", "level_word", "count", "arithmetic"})
_MOST = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What the facts say about a text.

    Attributes:
        figures: Of each part by id, offsets into the part's own words.
        warnings: Likewise.
        missing: Facts that no part states; empty where only some parts were judged.
    """

    figures: Mapping[str, tuple[CheckedFigure, ...]]
    warnings: Mapping[str, tuple[Warn, ...]]
    missing: tuple[Fact, ...] = ()

    @property
    def flagged(self) -> tuple[tuple[str, CheckedFigure], ...]:
        """Each figure that the facts do not bear, with its part."""
        return tuple(
            (part_id, checked)
            for part_id, figures in self.figures.items()
            for checked in figures
            if not checked.status.ok
        )

    @property
    def count(self) -> int:
        """How many figures the text holds."""
        return sum(len(figures) for figures in self.figures.values())


_wholes: dict[tuple[Text, str], Check] = {}


def known_check(text: Text, yaml: str) -> Check | None:
    """Return what the whole text was judged to be; None where it was not judged yet."""
    return _wholes.get((text, yaml))


def check_whole(text: Text, yaml: str) -> Check:
    """Judge the whole text at once, as the verify command does."""
    known = _wholes.get((text, yaml))
    if known is not None:
        return known
    verification = _verifier_of(yaml).verify(render_text(text.document))
    places = [(0, TITLE)]
    places += [
        (start, part.id)
        for start, part in zip(block_starts(text.document), text.parts, strict=True)
    ]
    if text.parts:
        places.append((places[-1][0] + len(text.parts[-1].text) + 1, ENDING))
    check = _by_part(verification, places)
    if len(_wholes) >= _MOST:
        _wholes.pop(next(iter(_wholes)))
    _wholes[text, yaml] = check
    return check


def _by_part(verification: Verification, places: Sequence[tuple[int, str]]) -> Check:
    """Sort what was found by the parts in which it stands."""
    figures: dict[str, list[CheckedFigure]] = {part_id: [] for _, part_id in places}
    warnings: dict[str, list[Warn]] = {part_id: [] for _, part_id in places}
    here = 0
    for checked in sorted(verification.figures, key=lambda item: item.figure.start):
        here = _place(places, here, checked.figure.start)
        figures[places[here][1]].append(_moved(checked, places[here][0]))
    here = 0
    for warn in sorted(verification.warnings, key=lambda item: item.start):
        here = _place(places, here, warn.start)
        if warn.kind in _TOLD:
            start = places[here][0]
            moved = replace(warn, start=warn.start - start, end=warn.end - start)
            warnings[places[here][1]].append(moved)
    return Check(
        figures={key: tuple(items) for key, items in figures.items()},
        warnings={key: tuple(items) for key, items in warnings.items()},
        missing=verification.missing,
    )


def _place(places: Sequence[tuple[int, str]], here: int, start: int) -> int:
    while here + 1 < len(places) and places[here + 1][0] <= start:
        here += 1
    return here


def _moved(checked: CheckedFigure, start: int) -> CheckedFigure:
    figure = checked.figure
    return replace(
        checked, figure=replace(figure, start=figure.start - start, end=figure.end - start)
    )


def check_parts(text: Text, ids: Iterable[str], yaml: str) -> Check:
    """Judge some parts, each alone under its heading."""
    above = headings_above(text)
    figures: dict[str, tuple[CheckedFigure, ...]] = {}
    for part_id in ids:
        part = text.part(part_id)
        words = text.title if part_id == TITLE else "" if part is None else part.text
        lead = "" if part is None or part.level else above.get(part_id, "")
        figures[part_id] = _judged(yaml, lead, words)
    return Check(figures=figures, warnings={})


@lru_cache(maxsize=4096)
def _judged(yaml: str, above: str, words: str) -> tuple[CheckedFigure, ...]:
    """Judge one part under the line above it; offsets are those of ``words``."""
    lead = f"{above}\n" if above else ""
    found = _verifier_of(yaml).verify(lead + words).figures
    return tuple(_moved(item, len(lead)) for item in found if item.figure.start >= len(lead))


@lru_cache(maxsize=8)
def _verifier_of(yaml: str) -> Verifier:
    return Verifier(sheet_of(yaml))


def changed_parts(old: Text, new: Text) -> list[str]:
    """Return the parts that read otherwise than before or stand under another heading."""
    before = {part.id: part.text for part in old.parts} | {TITLE: old.title}
    was_under, is_under = headings_above(old), headings_above(new)
    found = [TITLE] if old.title != new.title else []
    for part in new.parts:
        moved = not part.level and was_under.get(part.id) != is_under.get(part.id)
        if before.get(part.id) != part.text or moved:
            found.append(part.id)
    return found


def new_flags(before: Check, after: Check) -> Sequence[tuple[str, CheckedFigure]]:
    """Return what is wrong after a change and was not wrong before it."""
    old = {(part_id, checked.figure.text) for part_id, checked in before.flagged}
    return [
        (part_id, checked)
        for part_id, checked in after.flagged
        if (part_id, checked.figure.text) not in old
    ]


def lost_facts(before: Check, after: Check) -> list[Fact]:
    """Return the facts that a change leaves unsaid and that were said before it."""
    old = {fact.id for fact in before.missing}
    return [fact for fact in after.missing if fact.id not in old]
