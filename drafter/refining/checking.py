"""Every figure of a text against its facts, paragraph by paragraph, so that a turn is quick (pure).

A paragraph is judged with its heading above it and remembered; only what changed is judged again.
Two paragraphs may claim one fact between them: that only the whole text shows, so the whole is
verified too (``check_whole``), when the answer stands on the screen and before a file is written.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from drafter.document import render_text
from drafter.facts import Fact
from drafter.refining.sheets import sheet_of
from drafter.refining.structure import heading_above
from drafter.session import Part, Text
from drafter.verifying import CheckedFigure, Verification, Verifier, Warn

__all__ = ["Check", "check_text", "check_whole", "new_flags", "verifier_of"]

# Warnings that speak of a made-up thing; the others are for the whole text.
_TOLD = frozenset({"name", "title", "quote", "placeholder", "level_word", "count", "arithmetic"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What the facts say about a text.

    Attributes:
        figures: Of each part by id, offsets into the part's own words.
        warnings: Likewise.
        missing: Facts that no part states.
    """

    figures: Mapping[str, tuple[CheckedFigure, ...]]
    warnings: Mapping[str, tuple[Warn, ...]]
    missing: tuple[Fact, ...]

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


@lru_cache(maxsize=32)
def verifier_of(yaml: str, exemplars: tuple[tuple[str, str], ...] = ()) -> Verifier:
    """Return the verifier of a sheet."""
    return Verifier(sheet_of(yaml), exemplars=exemplars)


@lru_cache(maxsize=4096)
def _judged(
    yaml: str, exemplars: tuple[tuple[str, str], ...], above: str, words: str
) -> Verification:
    """Judge one part under the line above it; offsets are those of ``words``."""
    lead = f"{above}\n" if above else ""
    verification = verifier_of(yaml, exemplars).verify(lead + words)
    shift = len(lead)
    figures = tuple(
        replace(
            checked,
            figure=replace(
                checked.figure,
                start=checked.figure.start - shift,
                end=checked.figure.end - shift,
            ),
        )
        for checked in verification.figures
        if checked.figure.start >= shift
    )
    warnings = tuple(
        replace(warn, start=warn.start - shift, end=warn.end - shift)
        for warn in verification.warnings
        if warn.start >= shift and warn.kind in _TOLD
    )
    return replace(verification, figures=figures, warnings=warnings)


def check_text(text: Text, yaml: str, exemplars: tuple[tuple[str, str], ...] = ()) -> Check:
    """Judge a text part by part.

    Args:
        text: The text.
        yaml: Its fact sheet.
        exemplars: (id, prose) that the model saw, for naming leaks.
    """
    figures: dict[str, tuple[CheckedFigure, ...]] = {}
    warnings: dict[str, tuple[Warn, ...]] = {}
    missing: set[str] | None = None
    facts: dict[str, Fact] = {}
    title = Part(id="title", text=text.title)
    for part in (title, *text.parts):
        heading = heading_above(text, part.id) if part.id != "title" and not part.level else None
        judged = _judged(yaml, exemplars, "" if heading is None else heading.text, part.text)
        figures[part.id], warnings[part.id] = judged.figures, judged.warnings
        facts |= {fact.id: fact for fact in judged.missing}
        lacking = {fact.id for fact in judged.missing}
        missing = lacking if missing is None else missing & lacking
    order = [fact for activity in sheet_of(yaml).activities for fact in activity.facts]
    return Check(
        figures=figures,
        warnings=warnings,
        missing=tuple(facts[fact.id] for fact in order if fact.id in (missing or ())),
    )


def check_whole(text: Text, yaml: str, exemplars: tuple[tuple[str, str], ...] = ()) -> Verification:
    """Judge the whole text at once, as the verify command does."""
    return verifier_of(yaml, exemplars).verify(render_text(text.document))


def new_flags(before: Check, after: Check) -> Sequence[tuple[str, CheckedFigure]]:
    """Return what is wrong after a change and was not wrong before it."""
    old = {(part_id, checked.figure.text) for part_id, checked in before.flagged}
    return [
        (part_id, checked)
        for part_id, checked in after.flagged
        if (part_id, checked.figure.text) not in old
    ]
