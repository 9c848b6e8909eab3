"""What a run comes to as a whole: the comparisons, the exit code, the machine-readable answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from drafter.evaluating.arms import describe_change
from drafter.evaluating.comparing import Comparison, Verdict, compare_rows
from drafter.evaluating.instructions import missing_instructions
from drafter.evaluating.page import Side
from drafter.evaluating.rows import DIRECTIONS, ArmRecord, RunRecord
from drafter.evaluating.table import arm_mean, arm_rate

__all__ = ["Gate", "Outcome", "judge_run", "outcome_to_json"]

# More rows than this share without a result, and nothing can be said.
_TOLERABLE_ERRORS = 0.1


class Gate(StrEnum):
    """What fails a run: any regression, or only figures that no fact bears."""

    ALL = "all"
    HARD = "hard"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A run with everything held against everything that it was to be held against.

    ``sides`` are the report's columns; the first is the baseline, or else the first arm.
    """

    record: RunRecord
    sides: tuple[Side, ...]
    baseline: RunRecord | None = None
    gate: Gate = Gate.ALL

    @property
    def broken(self) -> tuple[str, ...]:
        """Cases whose delivery holds a figure that no fact bears."""
        return tuple(dict.fromkeys(row.case for row in self.record.rows if row.fabricated))

    @property
    def silenced(self) -> tuple[tuple[str, str], ...]:
        """(arm, instruction) of every instruction that a pack no longer gives."""
        return tuple(
            (arm.id, name) for arm in self.record.arms for name in missing_instructions(arm)
        )

    @property
    def cannot_tell(self) -> bool:
        """Whether too many rows have no result."""
        return self.record.unfinished > _TOLERABLE_ERRORS * max(self.record.planned, 1)

    @property
    def regressed(self) -> bool:
        """Whether the gate closes."""
        if self.broken or self.silenced:
            return True
        return self.gate is Gate.ALL and (
            any(row.lacking for row in self.record.rows)
            or any(
                side.comparison.verdict is Verdict.REGRESSED
                for side in self.sides
                if side.comparison is not None
            )
        )

    @property
    def exit_code(self) -> int:
        """0 fine, 1 regression, 3 the endpoint failed or too much is missing to tell.

        A figure that no fact bears and a lost instruction are regressions however much is missing.
        """
        if self.broken or self.silenced:
            return 1
        if self.cannot_tell:
            return 3
        return 1 if self.regressed else 0


def judge_run(
    record: RunRecord, *, baseline: RunRecord | None = None, gate: Gate = Gate.ALL
) -> Outcome:
    """Hold every arm against the baseline, or against the first arm where there is none."""
    sides: list[Side] = []
    if baseline is not None:
        cases = {row.case for row in record.rows}
        known = tuple(row for row in baseline.rows if row.case in cases)
        first = Side(name=f"基准 {baseline.arms[0].id}", arm=baseline.arms[0], rows=known)
        sides.append(first)
    for arm in record.arms:
        rows = record.of_arm(arm.id)
        comparison = compare_rows(sides[0].rows, rows) if sides else None
        sides.append(Side(name=arm.id, arm=arm, rows=rows, comparison=comparison))
    return Outcome(record=record, sides=tuple(sides), baseline=baseline, gate=gate)


def outcome_to_json(outcome: Outcome) -> dict[str, Any]:
    """Return what continuous integration wants to know, as JSON values."""
    record = outcome.record
    return {
        "suite": record.suite,
        "started": record.started,
        "machine": record.machine,
        "planned": record.planned,
        "unfinished": record.unfinished,
        "stopped": record.stopped,
        "seconds": record.seconds,
        "new_calls": record.new_calls,
        "new_tokens": record.new_tokens,
        "cost": record.cost,
        "broken": list(outcome.broken),
        "silenced": [{"arm": arm, "instruction": name} for arm, name in outcome.silenced],
        "errored": [
            {"case": row.case, "arm": row.arm, "repeat": row.repeat, "error": row.error}
            for row in record.errored
        ],
        "arms": [_arm_to_json(arm, record) for arm in record.arms],
        "comparisons": [
            {
                "before": outcome.sides[0].name,
                "after": side.name,
                "changed": list(describe_change(outcome.sides[0].arm, side.arm)),
                **_comparison_to_json(side.comparison),
            }
            for side in outcome.sides
            if side.comparison is not None
        ],
        "preferences": list(record.preferences),
        "exit_code": outcome.exit_code,
    }


def _arm_to_json(arm: ArmRecord, record: RunRecord) -> dict[str, Any]:
    rows = record.of_arm(arm.id)
    rate = arm_rate(rows)
    return {
        "id": arm.id,
        "pack": arm.pack,
        "model": arm.model,
        "grammar": arm.grammar,
        "writing": arm.writing,
        "cases": rate.n,
        "first_pass": {"low": rate.low, "high": rate.high} | _mean("first_pass", rows),
        "scores": {
            name: mean for name in DIRECTIONS if (mean := _mean(name, rows))["mean"] is not None
        },
    }


def _mean(name: str, rows: Sequence[Any]) -> dict[str, float | int | None]:
    return {
        "mean": arm_mean(rows, name),
        "n": len({row.case for row in rows if row.value(name) is not None}),
    }


def _comparison_to_json(comparison: Comparison) -> dict[str, Any]:
    return {
        "verdict": comparison.verdict.value,
        "paired": comparison.paired,
        "p_flips": comparison.p_flips,
        "broken": list(comparison.broken),
        "lacking": list(comparison.lacking),
        "unpaired": list(comparison.unpaired),
        "scores": [
            {
                "name": item.name,
                "before": item.before,
                "after": item.after,
                "change": item.change.estimate,
                "low": item.change.low,
                "high": item.change.high,
                "p": item.p,
                "detectable": item.detectable if item.detectable < float("inf") else None,
                "verdict": item.verdict.value,
            }
            for item in comparison.changes
        ],
        "cases": [
            {
                "case": item.case,
                "verdict": item.verdict.value,
                "scores": list(item.scores),
                "before": item.before.first,
                "after": item.after.first,
            }
            for item in comparison.cases
        ],
    }
