"""Run arms × cases × repeats, arms interleaved, from kept replies where there are any.

The pipeline itself is run, with the model behind ``KeepingModel``; so a second run costs no call
and a new scorer judges old replies.
"""

import asyncio
import contextlib
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from drafter.errors import BudgetError, ModelError
from drafter.evaluating.arms import Arm
from drafter.evaluating.models import LazyModel
from drafter.evaluating.replies import Allowance, KeepingModel, KeptReplies, Miss
from drafter.evaluating.rows import Row
from drafter.evaluating.suites import Case, CaseKind

__all__ = ["Job", "Runner"]


# Turns of the event loop in which a request that is ready gets out.
_TURNS_APART = 4


@dataclass(frozen=True, slots=True)
class Job:
    """One row to be had."""

    case: Case
    arm: Arm
    repeat: int


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
        self.began: float | None = None
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
        if fresh:
            await _opened(jobs[number] for number in fresh)
            # Reading in the pipeline and its tables is start-up, as opening a model is.
            from drafter.evaluating.answering import read_tables

            read_tables()
        self.began = self.began or time.monotonic()
        waiting = _by_prefix(jobs, fresh)
        waiting.reverse()

        async def work(place: int) -> None:
            # One after the other: the first requests are on their way while the next cases are
            # read, instead of all waiting until the last case is.
            for _ in range(_TURNS_APART * place):
                await asyncio.sleep(0)
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
        workers = [asyncio.create_task(work(place)) for place in range(min(width, len(waiting)))]
        try:
            await asyncio.gather(*workers)
        finally:
            for worker in workers:
                worker.cancel()
            await asyncio.gather(*workers, return_exceptions=True)
        return [done[number] for number in sorted(done)]

    async def _run_job(self, job: Job) -> Row:
        from drafter.evaluating.answering import answer, nameless

        case, arm = job.case, job.arm
        asked = arm.asked(case)
        model = KeepingModel(
            asked.model,
            self.kept,
            endpoint=arm.endpoint,
            case=case.id,
            repeat=job.repeat,
            allowance=self.allowance,
            slot=arm.slot,
            opening=nameless(case).before if case.kind is CaseKind.REPAIR else "",
        )
        try:
            return await answer(job, model, asked.way, self._scorer)
        finally:
            self.misses += model.misses


async def _opened(jobs: Iterable[Job]) -> None:
    """Open the models that will be asked; one that cannot be opened fails its own calls."""
    for model in {id(job.arm.model): job.arm.model for job in jobs}.values():
        if isinstance(model, LazyModel):
            with contextlib.suppress(ModelError):
                await model.ready()


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
