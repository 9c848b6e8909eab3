"""One evaluation from suite to record: a first round, then repeats where they tell something.

Repeats cost as much as cases and tell less; so every case runs once, and only those that
changed run again, on both sides alike (a rule that favoured one side would bend the test).
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from drafter.evaluating.arms import Arm
from drafter.evaluating.comparing import changed_cases
from drafter.evaluating.replies import Allowance, Miss
from drafter.evaluating.rows import Row, RunRecord
from drafter.evaluating.running import Job, Runner
from drafter.evaluating.store import EvalFolder, machine_name
from drafter.evaluating.suites import Suite

__all__ = ["AUTO", "Evaluation", "evaluate"]

AUTO = 0
_REPEATS_WHEN_CHANGED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """A run's record and what is not worth keeping in it."""

    record: RunRecord
    misses: tuple[Miss, ...]


async def evaluate(
    suite: Suite,
    arms: Sequence[Arm],
    folder: EvalFolder,
    *,
    started: str,
    repeats: int = AUTO,
    allowance: Allowance | None = None,
    baseline: RunRecord | None = None,
    fail_fast: bool = False,
    on_planned: Callable[[int], None] = lambda _: None,
    on_row: Callable[[Job, Row], None] = lambda _job, _row: None,
) -> Evaluation:
    """Run a suite and return the record; every reply and row is on disk as soon as it is there.

    Args:
        suite: The cases.
        arms: The first is what the others are held against.
        folder: Replies and rows kept so far.
        started: Local time, ISO.
        repeats: Of every case; ``AUTO`` runs once and repeats the cases that changed.
        allowance: What may be spent.
        baseline: What a single arm is held against.
        fail_fast: Begin no further case after one whose delivery breaks the promise, or that
            passed in the baseline and fails now.
        on_planned: Told how many rows the run is to have, again when repeats are added.
        on_row: Told of each row as it is done.
    """
    from drafter import __version__

    allowance = allowance or Allowance()
    passed = {row.case for row in baseline.rows if row.first_pass} if baseline else set()

    def done(job: Job, row: Row) -> None:
        folder.keep(job, row)
        on_row(job, row)

    runner = Runner(
        folder.kept,
        allowance=allowance,
        known=folder.known,
        on_row=done,
        stop_at=lambda row: (
            fail_fast and (row.broken or (row.case in passed and not row.first_pass))
        ),
    )
    jobs = [
        Job(case, arm, repeat)
        for repeat in range(max(repeats, 1))
        for case in suite.cases
        for arm in arms
    ]
    on_planned(len(jobs))
    rows = await runner.run(jobs)
    if repeats == AUTO and not runner.stopped:
        more = _repeats(suite, arms, rows, baseline)
        if more:
            on_planned(len(jobs) + len(more))
            rows += await runner.run(more)
            jobs += more
    record = RunRecord(
        suite=suite.id,
        started=started,
        drafter=__version__,
        machine=machine_name(),
        arms=tuple(arm.record for arm in arms),
        rows=tuple(rows),
        planned=len(jobs),
        seconds=round(time.monotonic() - (runner.began or time.monotonic()), 2),
        new_calls=allowance.calls,
        new_tokens=allowance.used.prompt + allowance.used.completion,
        cost=round(allowance.cost, 4),
        stopped=runner.stopped,
    )
    return Evaluation(record=record, misses=tuple(runner.misses))


def _repeats(
    suite: Suite, arms: Sequence[Arm], rows: Sequence[Row], baseline: RunRecord | None
) -> list[Job]:
    """Return the repeats of the cases in which some arm differs from what it is held against.

    A greedy pack on an engine of our own says the same again; it is not asked.
    """
    changed: set[str] = set()
    of_arm = {arm.id: [row for row in rows if row.arm == arm.id] for arm in arms}
    if len(arms) == 1 and baseline is not None:
        changed.update(changed_cases(baseline.rows, of_arm[arms[0].id]))
    for arm in arms[1:]:
        changed.update(changed_cases(of_arm[arms[0].id], of_arm[arm.id]))
    return [
        Job(case, arm, repeat)
        for repeat in range(1, _REPEATS_WHEN_CHANGED)
        for case in suite.cases
        if case.id in changed
        for arm in arms
        if not (arm.deterministic and arm.pack.temperature == 0)
    ]
