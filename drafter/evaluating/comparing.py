"""Say of two runs which is better, with what certainty, and which cases changed."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean, stdev

from drafter.evaluating.running import Row
from drafter.evaluating.scoring import HIGHER_IS_BETTER
from drafter.evaluating.statistics import (
    Interval,
    exact_mcnemar,
    minimum_detectable_difference,
    paired_bootstrap,
    wilson,
)

__all__ = ["Comparison", "ScoreChange", "Verdict", "compare_rows"]

# Scores that a clock decides; they inform and never gate.
_TIMED = frozenset({"seconds"})


class Verdict(StrEnum):
    """What a comparison comes to."""

    REGRESSED = "regressed"
    IMPROVED = "improved"
    FLAKY = "flaky"
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreChange:
    """One score's change, after minus before, paired by case.

    ``detectable`` is the smallest change that a suite of this size would find.
    """

    name: str
    before: float
    after: float
    change: Interval
    detectable: float
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two runs held against each other.

    Attributes:
        changes: One for each score that both runs have.
        broken: Cases whose delivered draft fails now: a fabricated or misbound figure. They fail
            the comparison whatever the statistics say.
        worse: Cases that passed at first and no longer do.
        better: The reverse.
        flaky: Cases whose repeats disagree with themselves.
        p_first_pass: Exact McNemar over the first-pass flips.
        errored: Rows without a result on either side; neither pass nor fail.
    """

    changes: tuple[ScoreChange, ...]
    broken: tuple[str, ...]
    worse: tuple[str, ...]
    better: tuple[str, ...]
    flaky: tuple[str, ...]
    p_first_pass: float
    rate_before: Interval
    rate_after: Interval
    errored: int

    @property
    def verdict(self) -> Verdict:
        """Return the verdict over all."""
        if self.broken:
            return Verdict.REGRESSED
        gating = [item for item in self.changes if item.name not in _TIMED]
        # Many scores are looked at; one at 5% would cry wolf, so the first-pass rate and the
        # figure scores decide.
        deciding = [item for item in gating if item.name in ("first_pass", "recall", "precision")]
        if any(item.verdict is Verdict.REGRESSED for item in deciding):
            return Verdict.REGRESSED
        if any(item.verdict is Verdict.IMPROVED for item in deciding):
            return Verdict.IMPROVED
        return Verdict.CANNOT_TELL


def compare_rows(before: Sequence[Row], after: Sequence[Row]) -> Comparison:
    """Compare two runs of the same suite, paired by case; repeats of a case are averaged."""
    old, new = _by_case(before), _by_case(after)
    shared = [case for case in old if case in new]
    first_old = {case: fmean(float(row.first_pass) for row in old[case]) for case in shared}
    first_new = {case: fmean(float(row.first_pass) for row in new[case]) for case in shared}
    flaky = tuple(case for case in shared if 0 < first_old[case] < 1 or 0 < first_new[case] < 1)
    steady = [case for case in shared if case not in flaky]
    passed_old = [first_old[case] == 1 for case in steady]
    passed_new = [first_new[case] == 1 for case in steady]
    return Comparison(
        changes=tuple(
            change
            for name in HIGHER_IS_BETTER
            if (change := _change(name, shared, old, new)) is not None
        ),
        broken=tuple(case for case in new if any(not row.delivered_ok for row in new[case])),
        worse=tuple(
            case
            for case, was, now in zip(steady, passed_old, passed_new, strict=True)
            if was and not now
        ),
        better=tuple(
            case
            for case, was, now in zip(steady, passed_old, passed_new, strict=True)
            if now and not was
        ),
        flaky=flaky,
        p_first_pass=exact_mcnemar(passed_old, passed_new),
        rate_before=wilson(sum(passed_old), len(steady)),
        rate_after=wilson(sum(passed_new), len(steady)),
        errored=sum(bool(row.error) for row in [*before, *after]),
    )


def _by_case(rows: Sequence[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if not row.error:
            found[row.case].append(row)
    return dict(found)


def _change(
    name: str,
    cases: Sequence[str],
    old: dict[str, list[Row]],
    new: dict[str, list[Row]],
) -> ScoreChange | None:
    befores: list[float] = []
    afters: list[float] = []
    for case in cases:
        one = [value for row in old[case] if (value := row.value(name)) is not None]
        two = [value for row in new[case] if (value := row.value(name)) is not None]
        if one and two:
            befores.append(fmean(one))
            afters.append(fmean(two))
    if not befores:
        return None
    differences = [two - one for one, two in zip(befores, afters, strict=True)]
    interval = paired_bootstrap(differences)
    verdict = Verdict.CANNOT_TELL
    if interval.excludes_zero and len(differences) >= 5:
        rises = interval.low > 0
        verdict = Verdict.IMPROVED if rises == HIGHER_IS_BETTER[name] else Verdict.REGRESSED
    spread = stdev(differences) if len(differences) > 1 else 0.0
    return ScoreChange(
        name=name,
        before=fmean(befores),
        after=fmean(afters),
        change=interval,
        detectable=minimum_detectable_difference(spread, len(differences)),
        verdict=verdict,
    )
