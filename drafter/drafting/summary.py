"""The whole flow from fact sheet to verified document, paragraphs side by side.

The promise is kept here: whatever the composer returned, the assembled text is verified once
more as a whole, and a paragraph that does not stand there is replaced by plain sentences.
"""

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from drafter.document import Document, render_text
from drafter.drafting.claims import ClaimBudget, cut_claims
from drafter.drafting.composed import Composed, Origin, Revision
from drafter.drafting.composing import Composer
from drafter.drafting.fitting import chars_of, extended
from drafter.drafting.last_year import compare_years, with_last_year
from drafter.drafting.material import Material, block_labels
from drafter.drafting.naming import told_materials
from drafter.drafting.planning import ParagraphPlan, Plan
from drafter.drafting.standing import Standing
from drafter.drafting.ways import Way
from drafter.drafting.wording import formal_words
from drafter.errors import ModelError
from drafter.facts import FactSheet, Role
from drafter.model import ChatReply, ChatRequest, ChatTurn, Model, Usage
from drafter.privacy import Pseudonyms
from drafter.prompting.packs import Pack
from drafter.verifying import Verification, Verifier

__all__ = ["Draft", "DraftObserver", "SectionReport", "draft_summary", "materials_by_id"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionReport:
    """How one section came about (public contract: ``sections`` of the draft command)."""

    heading: str
    origin: str
    attempts: int
    chars: int
    plain_chars: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A finished summary with everything that is to be reported about it.

    Attributes:
        document: The verified document.
        verification: Of the whole text against the whole sheet.
        composed: Every paragraph by id.
        usage: Tokens over all calls.
        seconds: Wall time of the writing.
        failure: Why the model could not be reached or did not answer; "" when it did.
        interrupted: Whether the user broke it off; then paragraphs are lacking.
        chars: Characters of the whole text without blanks.
    """

    document: Document
    plan: Plan
    verification: Verification
    composed: Mapping[str, Composed]
    sections: tuple[SectionReport, ...]
    usage: Usage
    seconds: float
    failure: str = ""
    interrupted: bool = False
    chars: int = 0


@dataclass(slots=True, kw_only=True)
class DraftObserver:
    """What the shell wants to hear while a draft is written; every call is optional."""

    on_reply: Callable[[str, ChatRequest, ChatReply], None] | None = None
    on_failure: Callable[[str, ChatRequest, ModelError], None] | None = None
    on_text: Callable[[str, str], None] | None = None
    on_paragraph: Callable[[ParagraphPlan, Composed], None] | None = None
    stop: asyncio.Event = field(default_factory=asyncio.Event)


def materials_by_id(sheet: FactSheet, *, known: Pseudonyms | None = None) -> dict[str, Material]:
    """Return what each activity may tell: no conflicts, no omitted figures, nobody's name.

    Args:
        sheet: The facts.
        known: As ``learned_names`` returns it, where somebody has it already.
    """
    clashing = frozenset(fact_id for item in sheet.conflicts for fact_id in item.fact_ids)
    labels = block_labels(sheet)
    return told_materials(sheet, clashing, labels, known=known)


async def draft_summary(
    sheet: FactSheet,
    plan: Plan,
    *,
    model: Model | None,
    pack: Pack,
    prefix: Sequence[ChatTurn] = (),
    list_turns: Mapping[Role, tuple[ChatTurn, ...]] | None = None,
    topic_turns: Mapping[str, tuple[ChatTurn, ...]] | None = None,
    exemplars: Sequence[tuple[str, str]] = (),
    seed: int | None = None,
    date: str = "",
    length: int | None = None,
    last: FactSheet | None = None,
    way: Way | None = None,
    done: Mapping[str, Composed] | None = None,
    budget_s: float | None = None,
    observer: DraftObserver | None = None,
    materials: Mapping[str, Material] | None = None,
    revision: Revision | None = None,
) -> Draft:
    """Write and verify a whole summary.

    Args:
        sheet: The facts.
        plan: Sections and paragraphs.
        model: None writes plain sentences throughout.
        pack: Prompt templates and their parameters.
        prefix: What stands before every prompt (system turn, exemplars).
        list_turns: Exemplars of problems and plans, shown where those are written.
        topic_turns: Exemplars of one topic, shown where that is written.
        exemplars: (id, prose) of those exemplars, for naming leaks.
        seed: Passed to the model.
        date: Date of signature, written out.
        length: Characters asked for; met as far as the facts bear it.
        last: Last year's facts, for comparisons.
        way: How paragraphs are written; None takes the surest that the endpoint supports.
        done: Paragraphs that an interrupted run already finished.
        budget_s: So long the model may be asked; then the rest is written in plain sentences.
        observer: Hears of progress; its ``stop`` event ends the run after what is finished.
        revision: What the first call of each paragraph is to change.
        materials: As ``materials_by_id`` returns them, where somebody has them already.
    """
    observer = observer or DraftObserver()
    began = time.monotonic()
    materials = materials_by_id(sheet) if materials is None else materials
    composer = Composer(
        sheet=sheet,
        model=model,
        pack=pack,
        prefix=tuple(prefix),
        list_turns=list_turns or {},
        topic_turns=topic_turns or {},
        exemplars=exemplars,
        way=way,
        seed=seed,
        deadline=None if budget_s is None else asyncio.get_running_loop().time() + budget_s,
        on_reply=observer.on_reply,
        on_failure=observer.on_failure,
        on_text=observer.on_text,
        revision=revision,
    )
    composed: dict[str, Composed] = dict(done or {})
    await _compose_all(composer, plan, materials, composed, observer)
    _settle_claims(plan, materials, composed)
    standing = Standing(
        sheet=sheet,
        plan=plan,
        materials=materials,
        verifier=Verifier(
            sheet if last is None else with_last_year(sheet, last), exemplars=exemplars
        ),
        date=date,
    )
    comparisons = compare_years(sheet, last) if last is not None else ()
    extent = standing.extent_for(composed, length, comparisons)
    composed = extended(plan, composed, extent, comparisons)
    # Other drafts of a batch stream in while this one is verified.
    document, verification = await asyncio.to_thread(standing.verified, composed, extent)
    failures = [item.failure for item in composed.values() if item.failure]
    return Draft(
        document=document,
        plan=plan,
        verification=verification,
        composed=composed,
        sections=_report(plan, composed),
        usage=sum((item.usage for item in composed.values()), Usage()),
        seconds=time.monotonic() - began,
        failure=failures[0] if failures else "",
        interrupted=any(paragraph.id not in composed for paragraph in plan.paragraphs),
        chars=chars_of(render_text(document)),
    )


async def _compose_all(
    composer: Composer,
    plan: Plan,
    materials: Mapping[str, Material],
    composed: dict[str, Composed],
    observer: DraftObserver,
) -> None:
    """Compose what is not done yet, as many side by side as the model takes."""
    roles = {
        paragraph.id: section.role for section in plan.sections for paragraph in section.paragraphs
    }
    waiting = [paragraph for paragraph in plan.paragraphs if paragraph.id not in composed]
    # From the end: the first paragraph at once, for the reader, then the longest, so that none of
    # them is begun when the others are done.
    waiting = [*sorted(waiting[1:], key=partial(_expected_length, materials)), *waiting[:1]]

    async def work() -> None:
        while waiting and not observer.stop.is_set():
            paragraph = waiting.pop()
            chosen = [materials[activity_id] for activity_id in paragraph.activity_ids]
            composed[paragraph.id] = await composer.compose(paragraph, chosen, roles[paragraph.id])
            if observer.on_paragraph is not None:
                observer.on_paragraph(paragraph, composed[paragraph.id])

    workers = composer.model.concurrency if composer.model is not None else 1
    tasks = {asyncio.create_task(work()) for _ in range(workers)}
    stopping = asyncio.create_task(_until(observer.stop))
    waited_for: set[asyncio.Task[Any]] = {*tasks, stopping}
    try:
        while not stopping.done() and waited_for != {stopping}:
            finished, waited_for = await asyncio.wait(
                waited_for, return_when=asyncio.FIRST_COMPLETED
            )
            for task in finished:
                task.result()
    finally:
        for task in (*tasks, stopping):
            task.cancel()
        await asyncio.gather(*tasks, stopping, return_exceptions=True)


def _expected_length(materials: Mapping[str, Material], paragraph: ParagraphPlan) -> int:
    return sum(len(materials[activity_id].text) for activity_id in paragraph.activity_ids)


async def _until(stop: asyncio.Event) -> None:
    await stop.wait()


def _settle_claims(
    plan: Plan, materials: Mapping[str, Material], composed: dict[str, Composed]
) -> None:
    """Cut soft outcomes that an earlier paragraph has already stated, in document order."""
    budget = ClaimBudget()
    for paragraph in plan.paragraphs:
        part = composed.get(paragraph.id)
        if part is None or part.origin == Origin.PLAIN:
            continue
        words = " ".join(formal_words(materials[name].text) for name in paragraph.activity_ids)
        lead = paragraph.lead if part.text.startswith(paragraph.lead) else ""
        text = cut_claims(part.text, " ".join(words.split()), budget, lead=lead)
        composed[paragraph.id] = replace(part, text=text)


def _report(plan: Plan, composed: Mapping[str, Composed]) -> tuple[SectionReport, ...]:
    reports = []
    for section in plan.sections:
        parts = [composed[item.id] for item in section.paragraphs if item.id in composed]
        if not parts:
            continue
        origins = {part.origin for part in parts}
        origin = origins.pop() if len(origins) == 1 else Origin.REPAIRED
        reports.append(
            SectionReport(
                heading=section.heading,
                origin=origin,
                attempts=sum(part.attempts for part in parts),
                chars=sum(len(part.text) for part in parts),
                plain_chars=sum(part.plain_chars for part in parts),
            )
        )
    return tuple(reports)
