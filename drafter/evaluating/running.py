"""Run arms × cases × repeats, arms interleaved, from kept replies where there are any.

The pipeline itself is run, with the model behind ``KeepingModel``; so a second run costs no call
and a new scorer judges old replies.
"""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import lru_cache

from drafter.document import Document, Heading, render_text
from drafter.drafting import (
    Draft,
    DraftObserver,
    Origin,
    ParagraphPlan,
    Plan,
    SectionPlan,
    Way,
    draft_summary,
    main_topics,
    materials_by_id,
    plan_summary,
    self_reference,
)
from drafter.errors import BudgetError, ModelError
from drafter.evaluating.arms import Arm
from drafter.evaluating.replies import Allowance, KeepingModel, KeptReplies, Miss
from drafter.evaluating.rows import Row, Score
from drafter.evaluating.scoring import delivered_register, score_firsts
from drafter.evaluating.suites import Case, CaseKind
from drafter.facts import FactSheet, Role, build_fact_sheet
from drafter.intake import notes_from_text
from drafter.model import ChatReply, ChatRequest
from drafter.prompting import Exemplar, build_prefix, choose_exemplars, count_tokens
from drafter.verifying import Verifier

__all__ = ["Job", "Runner", "case_plan", "case_sheet", "shown_exemplars"]


@dataclass(frozen=True, slots=True)
class Job:
    """One row to be had."""

    case: Case
    arm: Arm
    repeat: int


@lru_cache(maxsize=1024)
def case_sheet(case: Case) -> FactSheet:
    """Return the facts of a case, as the draft command would read them."""
    notes = notes_from_text(case.notes.strip("\n"), name=f"{case.id}.txt")
    return build_fact_sheet([notes], org=case.org, period=case.period)


def case_plan(case: Case, sheet: FactSheet) -> Plan:
    """Return what is to be written: a whole summary, or one paragraph with everything."""
    if case.kind is CaseKind.DRAFT:
        return plan_summary(sheet)
    told = materials_by_id(sheet)
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


class Runner:
    """Turns jobs into rows.

    Args:
        kept: Replies kept so far; grows.
        allowance: What may be spent.
        known: Returns the row of a job where nothing that decides it has changed since.
        on_row: Told of each row as it is done.
        stop_at: Whether to begin no further job after a row.
    """

    def __init__(
        self,
        kept: KeptReplies,
        *,
        allowance: Allowance | None = None,
        known: Callable[[Job], Row | None] = lambda _: None,
        on_row: Callable[[Job, Row], None] = lambda _job, _row: None,
        stop_at: Callable[[Row], bool] = lambda _: False,
    ) -> None:
        self.kept = kept
        self.allowance = allowance or Allowance()
        self.misses: list[Miss] = []
        self.stopped = ""
        self._known = known
        self._on_row = on_row
        self._stop_at = stop_at
        # One thread: more would take turns with the event loop and keep requests waiting.
        self._scorer = ThreadPoolExecutor(max_workers=1)

    async def run(self, jobs: Sequence[Job]) -> list[Row]:
        """Return the rows of the jobs that were done, in the jobs' order.

        Raises:
            asyncio.CancelledError: From outside; every reply so far is kept.
        """
        done: dict[int, Row] = {}
        fresh: list[int] = []
        for number, job in enumerate(jobs):
            row = self._known(job)
            if row is None:
                fresh.append(number)
            else:
                done[number] = row
                self._on_row(job, row)
        waiting = _by_prefix(jobs, fresh)
        waiting.reverse()

        async def work() -> None:
            while waiting and not self.stopped:
                number = waiting.pop()
                try:
                    row = await self._run_job(jobs[number])
                except BudgetError as error:
                    self.stopped = str(error)
                    return
                done[number] = row
                self._on_row(jobs[number], row)
                if self._stop_at(row):
                    self.stopped = f"用例 {row.case} 没有通过，按要求就此停下"

        endpoints = {id(job.arm.endpoint): job.arm.endpoint for job in jobs}
        # Twice as many cases as calls: while one is judged, the next request is ready to go.
        width = 2 * sum(endpoint.concurrency for endpoint in endpoints.values())
        workers = [asyncio.create_task(work()) for _ in range(min(width, len(waiting)))]
        try:
            await asyncio.gather(*workers)
        finally:
            for worker in workers:
                worker.cancel()
            await asyncio.gather(*workers, return_exceptions=True)
        return [done[number] for number in sorted(done)]

    async def _run_job(self, job: Job) -> Row:
        case, arm = job.case, job.arm
        sheet = case_sheet(case)
        plan = case_plan(case, sheet)
        exemplars = shown_exemplars(arm, case)
        pairs = [(item.id, item.prose) for item in exemplars]
        model = KeepingModel(
            arm.model,
            self.kept,
            endpoint=arm.endpoint,
            case=case.id,
            repeat=job.repeat,
            allowance=self.allowance,
            slot=arm.slot,
            opening=case.before,
        )
        told = _Told()
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
                prefix=build_prefix(arm.pack, exemplars, we=self_reference(sheet)),
                exemplars=pairs,
                # A repair begins with prose that somebody wrote freely.
                way=Way.FREE if case.kind is CaseKind.REPAIR else None,
                seed=1 + job.repeat,
                observer=DraftObserver(on_reply=told.hear),
            )
        except ModelError as error:
            return replace(base, error=str(error))
        finally:
            self.misses += model.misses
        if draft.failure:
            return replace(base, error=draft.failure)
        return await asyncio.get_running_loop().run_in_executor(
            self._scorer, _scored, base, job, draft, model, told, exemplars
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
        exemplars=pairs,
        corpus=[item.prose for item in job.arm.pool],
        reference=case.reference,
    )
    chars = sum(len(part.text) for part in parts)
    plain = sum(part.plain_chars for part in parts)
    # The faulty attempt that a repair begins with was no call.
    attempts = sum(part.attempts for part in parts) - bool(case.before)
    usage = draft.usage
    scores = (
        *result.scores,
        Score(
            name="plain_share",
            value=plain / chars if chars else None,
            reason=f"{plain}字直白句子，共{chars}字",
            n=len(parts),
        ),
        Score(name="attempts", value=attempts / max(len(parts), 1), n=len(parts)),
        delivered_register(delivered, sheet),
        Score(name="completion_tokens", value=float(usage.completion), n=len(model.keys)),
        Score(name="seconds", value=round(model.seconds, 3), n=len(model.keys)),
    )
    whole = all(part.origin == Origin.MODEL for part in parts)
    return replace(
        base,
        scores=scores,
        first_pass=result.passed and (whole or case.kind is CaseKind.REPAIR),
        firsts=tuple(
            (paragraph.id, firsts[paragraph.id])
            for paragraph in draft.plan.paragraphs
            if paragraph.id in firsts
        ),
        first=result.shown,
        marks=result.marks,
        delivered=delivered,
        fabricated=tuple(f"{item.figure.text}：{item.reason}" for item in verification.flagged),
        lacking=tuple(f"{fact.label}{fact.figure.text}" for fact in verification.missing),
        prompts=tuple(told.prompts),
        tokens=(usage.prompt, usage.completion),
        keys=tuple(model.keys),
    )


def _body(document: Document) -> Iterator[str]:
    """Yield the paragraphs under the first heading: all that a single paragraph's case delivers."""
    inside = False
    for block in document.blocks:
        if isinstance(block, Heading):
            inside = True
        elif inside:
            yield block.text


def _by_prefix(jobs: Sequence[Job], numbers: Iterable[int]) -> list[int]:
    """Order jobs so that those with the same system turn and exemplars follow each other.

    A prefix cache then serves them. The arms of one case stay side by side, so that what changes
    with time changes for all alike, unless they would evict each other from the cache.
    """
    first_seen: dict[str, int] = {}
    arms: dict[str, int] = {}

    def place(number: int) -> tuple[int, int, int, int]:
        job = jobs[number]
        group = job.case.id if job.case.kind is CaseKind.DRAFT else job.case.org
        arm = arms.setdefault(job.arm.id, len(arms)) if job.arm.apart else 0
        return job.repeat, arm, first_seen.setdefault(group, len(first_seen)), number

    return sorted(numbers, key=place)
