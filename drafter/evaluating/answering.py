"""Answer one case through the real pipeline and score what came of it.

Apart from the runner, which needs nothing of the pipeline where every row is known already.
"""

import asyncio
import re
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from functools import lru_cache

from drafter.document import Document, Heading, render_text
from drafter.drafting import (
    Draft,
    DraftObserver,
    Origin,
    ParagraphPlan,
    Plan,
    Revision,
    SectionPlan,
    Way,
    draft_summary,
    main_topics,
    materials_by_id,
    plan_summary,
    self_reference,
)
from drafter.drafting.material import Material
from drafter.drafting.naming import learned_names, without_private_figures
from drafter.drafting.preparing import list_turns, topic_exemplars
from drafter.drafting.wording import formal_words
from drafter.errors import ModelError
from drafter.evaluating.arms import Arm
from drafter.evaluating.replies import KeepingModel
from drafter.evaluating.rows import Row, Score
from drafter.evaluating.running import Job
from drafter.evaluating.scoring import delivered_register, score_firsts
from drafter.evaluating.suites import Case, CaseKind
from drafter.facts import FactSheet, Role, build_fact_sheet
from drafter.intake import notes_from_text
from drafter.model import ChatReply, ChatRequest
from drafter.privacy import Pseudonyms
from drafter.prompting import Exemplar, build_prefix, build_turns, choose_exemplars, count_tokens
from drafter.verifying import Verifier

__all__ = [
    "answer",
    "case_materials",
    "case_plan",
    "case_sheet",
    "nameless",
    "read_tables",
    "shown_exemplars",
]

# Any line with a figure and a noun: reading it needs the tables that every case needs.
_ANY_LINE = "举办讲座2场，参加妇女60人次"


def read_tables() -> None:
    """Read in the word tables and the dictionary, which the first case would wait for else."""
    sheet = build_fact_sheet([notes_from_text(_ANY_LINE)])
    learned_names(sheet)
    formal_words(_ANY_LINE)


@lru_cache(maxsize=1024)
def case_sheet(case: Case) -> FactSheet:
    """Return the facts of a case, as the draft command would read them."""
    notes = notes_from_text(case.notes.strip("\n"), name=f"{case.id}.txt")
    sheet = build_fact_sheet([notes], org=case.org, period=case.period)
    return without_private_figures(sheet)


@lru_cache(maxsize=1024)
def nameless(case: Case) -> Case:
    """Return a case whose own prose holds tokens in place of names and numbers of persons.

    Notes are told without them; what a repair or a refinement begins with is sent as it stands,
    and a run keeps what was sent and what came back.
    """
    if not (case.before or case.request):
        return case
    hidden = Pseudonyms()
    return replace(case, before=hidden.hide(case.before), request=hidden.hide(case.request))


@lru_cache(maxsize=1024)
def case_names(case: Case) -> Pseudonyms:
    """Return a map of everybody whom the notes of a case name."""
    return learned_names(case_sheet(case))


@lru_cache(maxsize=1024)
def case_materials(case: Case) -> Mapping[str, Material]:
    """Return what each activity of a case may tell."""
    return materials_by_id(case_sheet(case), known=case_names(case))


def case_plan(case: Case, sheet: FactSheet) -> Plan:
    """Return what is to be written: a whole summary, or one paragraph with everything."""
    if case.kind is CaseKind.DRAFT:
        return plan_summary(sheet)
    told = case_materials(case)
    activities = [item for item in sheet.activities if told[item.id].text]
    if not activities:
        return Plan(sections=())
    paragraph = ParagraphPlan(
        id="1.1",
        topic=activities[0].topics[0],
        activity_ids=tuple(item.id for item in activities),
    )
    role = activities[0].role
    if any(item.role is not role for item in activities):
        role = Role.RESULT
    return Plan(sections=(SectionPlan(heading="评测", role=role, paragraphs=(paragraph,)),))


def shown_exemplars(arm: Arm, case: Case) -> tuple[Exemplar, ...]:
    """Return the exemplars that are shown for a case.

    A whole draft gets those of its own main topics, as the draft command chooses them. A single
    paragraph stands for any paragraph of a draft, whose exemplars rarely fit its own topic; so
    all paragraphs of one level are shown the same ones, whatever subset of a suite is run.
    """
    sheet = case_sheet(case)
    topics = main_topics(plan_summary(sheet)) if case.kind is CaseKind.DRAFT else ()
    return _chosen(
        arm.pool, topics, sheet.level.value, arm.pack.fixed_exemplars, arm.pack.max_prompt_tokens
    )


@lru_cache(maxsize=64)
def _chosen(
    pool: tuple[Exemplar, ...], topics: tuple[str, ...], level: str, count: int, budget: int
) -> tuple[Exemplar, ...]:
    return choose_exemplars(
        pool,
        topics=topics,
        level=level,
        count=count,
        budget_tokens=budget,
        count_tokens=count_tokens,
    ).exemplars


async def answer(job: Job, model: KeepingModel, way: Way | None, scorer: Executor) -> Row:
    """Return the row of one job; errored where the model gave nothing.

    Args:
        job: What is asked.
        model: Answers from what is kept, else asks.
        way: How paragraphs are written; None leaves it to the composer.
        scorer: Where replies are judged, so that judging keeps no request waiting.

    Raises:
        BudgetError: The run's budget is used up.
    """
    case, arm = job.case, job.arm
    own = nameless(case)
    sheet = case_sheet(case)
    plan = case_plan(case, sheet)
    fixed = shown_exemplars(arm, case)
    by_topic = topic_exemplars(arm.pool, arm.pack, plan, sheet, fixed)
    exemplars = (*fixed, *(item for items in by_topic.values() for item in items))
    whole = case.kind is CaseKind.DRAFT
    told = _Told()
    shown = [(item.id, item.prose) for item in exemplars]
    base = Row(
        case=case.id,
        arm=arm.id,
        repeat=job.repeat,
        kind=case.kind.value,
        tags=case.tags,
        case_digest=case.digest,
    )
    try:
        draft = await draft_summary(
            sheet,
            plan,
            model=model,
            pack=arm.pack,
            prefix=build_prefix(arm.pack, fixed, we=self_reference(sheet)),
            topic_turns={topic: build_turns(arm.pack, own) for topic, own in by_topic.items()},
            list_turns=list_turns(arm.pool, arm.pack, sheet) if whole else None,
            materials=case_materials(case),
            exemplars=shown,
            way=way,
            seed=1 + job.repeat,
            revision=(Revision(current=own.before, request=own.request) if case.request else None),
            observer=DraftObserver(on_reply=told.hear),
        )
    except ModelError as error:
        return replace(base, error=str(error))
    if draft.failure:
        return replace(base, error=draft.failure)
    return await asyncio.get_running_loop().run_in_executor(
        scorer, _scored, base, job, draft, model, told, exemplars
    )


class _Told:
    """Hears every reply of one job."""

    def __init__(self) -> None:
        self.prompts: list[str] = []
        self.replies: dict[str, list[str]] = {}

    def hear(self, paragraph_id: str, request: ChatRequest, reply: ChatReply) -> None:
        self.prompts.append(request.turns[-1].content)
        self.replies.setdefault(paragraph_id, []).append(reply.text)

    def firsts(self, case: Case) -> dict[str, str]:
        """Return each paragraph's first reply; of a repair the first that mends the attempt."""
        skipped = 1 if case.kind is CaseKind.REPAIR else 0
        return {
            name: replies[skipped]
            for name, replies in self.replies.items()
            if len(replies) > skipped
        }


def _scored(
    base: Row,
    job: Job,
    draft: Draft,
    model: KeepingModel,
    told: _Told,
    exemplars: Sequence[Exemplar],
) -> Row:
    case, sheet = job.case, case_sheet(job.case)
    firsts = told.firsts(case)
    if case.kind is CaseKind.REPAIR and not firsts:
        # Mended by rule alone: what came of it is what there is to score.
        firsts = {name: item.text for name, item in draft.composed.items()}
    parts = list(draft.composed.values())
    delivered = (
        render_text(draft.document)
        if case.kind is CaseKind.DRAFT
        else "\n".join(_body(draft.document))
    )
    pairs = [(item.id, item.prose) for item in exemplars]
    # Of a single paragraph nothing else is delivered: no title, no opening.
    verification = (
        draft.verification
        if case.kind is CaseKind.DRAFT
        else Verifier(sheet, exemplars=pairs).verify(delivered)
    )
    result = score_firsts(
        sheet,
        draft.plan,
        firsts,
        materials=case_materials(case),
        exemplars=pairs,
        corpus=[item.prose for item in job.arm.pool],
        reference=case.reference,
    )
    chars = sum(len(part.text) for part in parts)
    plain = sum(part.plain_chars for part in parts)
    # The faulty attempt that a repair begins with was no call.
    attempts = sum(part.attempts for part in parts) - (case.kind is CaseKind.REPAIR)
    usage = draft.usage
    # Labels of figures are words of the notes.
    hide = case_names(case).hide_known
    scores = (
        *result.scores,
        Score(
            name="plain_share",
            value=plain / chars if chars else None,
            reason=f"{plain}字直白句子，共{chars}字",
            n=len(parts),
        ),
        *([_followed(nameless(case), delivered)] if case.wants else ()),
        Score(name="attempts", value=attempts / max(len(parts), 1), n=len(parts)),
        delivered_register(delivered, sheet),
        Score(name="completion_tokens", value=float(usage.completion), n=len(model.keys)),
        Score(name="seconds", value=round(model.seconds, 3), n=len(model.keys)),
    )
    as_written = all(part.origin == Origin.MODEL for part in parts)
    return replace(
        base,
        scores=tuple(replace(score, reason=hide(score.reason)) for score in scores),
        first_pass=result.passed and (as_written or case.kind is CaseKind.REPAIR),
        firsts=tuple(
            (paragraph.id, firsts[paragraph.id])
            for paragraph in draft.plan.paragraphs
            if paragraph.id in firsts
        ),
        first=result.shown,
        marks=result.marks,
        delivered=delivered,
        fabricated=tuple(
            hide(f"{item.figure.text}：{item.reason}") for item in verification.flagged
        ),
        lacking=tuple(hide(f"{fact.label}{fact.figure.text}") for fact in verification.missing),
        prompts=tuple(told.prompts),
        tokens=(usage.prompt, usage.completion),
        keys=tuple(model.keys),
    )


def _followed(case: Case, delivered: str) -> Score:
    """Return whether a paragraph became what its reader asked for."""
    before, wants = case.before, case.wants
    if wants in {"shorter", "longer"}:
        grown = len(delivered) - len(before)
        met = grown < 0 if wants == "shorter" else grown > 0
        said = f"{len(before)}字→{len(delivered)}字"
    else:
        met = bool(re.search(wants.removeprefix("!"), delivered)) is not wants.startswith("!")
        said = f"要求“{case.request}”"
    return Score(name="followed", value=float(met), reason="" if met else f"没有做到：{said}")


def _body(document: Document) -> Iterator[str]:
    """Yield the paragraphs under the first heading: all that a single paragraph's case delivers."""
    inside = False
    for block in document.blocks:
        if isinstance(block, Heading):
            inside = True
        elif inside:
            yield block.text
