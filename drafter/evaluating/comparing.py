"""Say of two runs which is better, with what certainty, and which cases changed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from statistics import fmean, stdev

from drafter.evaluating.rows import DIRECTIONS, Row
from drafter.evaluating.statistics import (
    Interval,
    exact_mcnemar,
    holm,
    minimum_detectable_difference,
    paired_bootstrap,
    sign_flip_test,
    wilson,
)

__all__ = [
    "DECIDING",
    "CaseChange",
    "Comparison",
    "ScoreChange",
    "Verdict",
    "changed_cases",
    "compare_rows",
]

# The scores that decide, tested together (Holm), so that looking at many does not cry wolf more
# often than one in twenty. All others are shown with a verdict of their own and gate nothing.
DECIDING = ("first_pass", "precision", "recall")
_ALPHA = 0.05


class Verdict(StrEnum):
    """What a comparison comes to."""

    REGRESSED = "regressed"
    IMPROVED = "improved"
    FLAKY = "flaky"
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreChange:
    """One score's change, after minus before, paired by case.

    Attributes:
        p: Exact sign-flip test, adjusted for the scores tested with it.
        detectable: The smallest change that a suite of this size would find.
        changed: Cases whose score differs at all.
    """

    name: str
    before: float
    after: float
    change: Interval
    p: float
    detectable: float
    changed: int
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseChange:
    """One case whose result differs.

    ``verdict`` FLAKY: its repeats disagree among themselves, so it says nothing.
    """

    case: str
    verdict: Verdict
    before: Row
    after: Row
    scores: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two runs held against each other.

    Attributes:
        changes: One for each score that both runs have.
        cases: The cases that changed, worst first.
        broken: Cases whose delivery holds a fabricated or misbound figure now. They fail the
            comparison whatever the statistics say.
        lacking: Cases whose delivery leaves a figure out now.
        p_flips: Exact McNemar over the first-pass flips of steady cases.
        rate_before: First-pass rate, Wilson interval.
        rate_after: As ``rate_before``.
        errored: Rows without a result on either side; neither pass nor fail.
        unpaired: Cases that only one side has, or that were changed in between.
    """

    changes: tuple[ScoreChange, ...]
    cases: tuple[CaseChange, ...]
    broken: tuple[str, ...]
    lacking: tuple[str, ...]
    p_flips: float
    rate_before: Interval
    rate_after: Interval
    errored: int
    unpaired: tuple[str, ...]
    paired: int

    @property
    def verdict(self) -> Verdict:
        """The verdict over all."""
        if self.broken or self.lacking:
            return Verdict.REGRESSED
        found = {item.verdict for item in self.changes if item.name in DECIDING}
        if Verdict.REGRESSED in found:
            return Verdict.REGRESSED
        if Verdict.IMPROVED in found:
            return Verdict.IMPROVED
        return Verdict.CANNOT_TELL

    def of_verdict(self, verdict: Verdict) -> tuple[str, ...]:
        """Return the ids of the cases with one verdict."""
        return tuple(item.case for item in self.cases if item.verdict is verdict)


def compare_rows(
    before: Sequence[Row],
    after: Sequence[Row],
    *,
    names: Sequence[str] = tuple(DIRECTIONS),
    draws: int = 2000,
) -> Comparison:
    """Compare two runs of the same suite, paired by case.

    The case is the unit. Of each case as many repeats count as both sides have, averaged; the
    rest only tell whether it is flaky.

    Args:
        before: Rows of the side that is held against.
        after: Rows of the side that is judged.
        names: Scores to compare; the verdict needs ``DECIDING``.
        draws: Bootstrap resamples a score.
    """
    old, new = _by_case(before), _by_case(after)
    shared = [
        case for case in old if case in new and old[case][0].case_digest == new[case][0].case_digest
    ]
    pairs = {case: _level(old[case], new[case]) for case in shared}
    changes = [change for name in names if (change := _change(name, pairs, draws)) is not None]
    cases = _changed(shared, old, new, pairs)
    flaky = {item.case for item in cases if item.verdict is Verdict.FLAKY}
    steady = [case for case in shared if case not in flaky]
    passed_old = [pairs[case][0][0].first_pass for case in steady]
    passed_new = [pairs[case][1][0].first_pass for case in steady]
    return Comparison(
        changes=tuple(_judged(changes)),
        cases=tuple(cases),
        broken=tuple(case for case in new if any(row.fabricated for row in new[case])),
        lacking=tuple(case for case in new if any(row.lacking for row in new[case])),
        p_flips=exact_mcnemar(passed_old, passed_new),
        rate_before=_rate(pair[0] for pair in pairs.values()),
        rate_after=_rate(pair[1] for pair in pairs.values()),
        errored=sum(bool(row.error) for row in (*before, *after)),
        unpaired=tuple(sorted((old.keys() | new.keys()) - set(shared))),
        paired=len(shared),
    )


def changed_cases(before: Sequence[Row], after: Sequence[Row]) -> tuple[str, ...]:
    """Return the cases whose deciding scores differ: those worth repeating."""
    old, new = _by_case(before), _by_case(after)
    return tuple(
        case
        for case in old
        if case in new
        and any(_mean(old[case], name) != _mean(new[case], name) for name in DECIDING)
    )


_Pairs = Mapping[str, tuple[list[Row], list[Row]]]


def _by_case(rows: Sequence[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row.repeat):
        if not row.error:
            found[row.case].append(row)
    # In the order of the run, not of the repeats.
    order = dict.fromkeys(row.case for row in rows)
    return {case: found[case] for case in order if case in found}


def _level(old: list[Row], new: list[Row]) -> tuple[list[Row], list[Row]]:
    count = min(len(old), len(new))
    return old[:count], new[:count]


def _mean(rows: Sequence[Row], name: str) -> float | None:
    values = [value for row in rows if (value := row.value(name)) is not None]
    return fmean(values) if values else None


def _rate(rows_of_cases: Iterable[Sequence[Row]]) -> Interval:
    """Return the first-pass rate; a case with repeats counts once, by its majority."""
    passed = [fmean(float(row.first_pass) for row in rows) > 0.5 for rows in rows_of_cases]
    return wilson(sum(passed), len(passed))


def _change(name: str, pairs: _Pairs, draws: int) -> ScoreChange | None:
    befores: list[float] = []
    afters: list[float] = []
    for old, new in pairs.values():
        one, two = _mean(old, name), _mean(new, name)
        if one is not None and two is not None:
            befores.append(one)
            afters.append(two)
    if not befores:
        return None
    differences = [two - one for one, two in zip(befores, afters, strict=True)]
    spread = stdev(differences) if len(differences) > 1 else 0.0
    return ScoreChange(
        name=name,
        before=fmean(befores),
        after=fmean(afters),
        change=paired_bootstrap(differences, draws=draws),
        p=sign_flip_test(differences),
        detectable=minimum_detectable_difference(spread, len(differences)),
        changed=sum(abs(value) > 1e-9 for value in differences),
        verdict=Verdict.CANNOT_TELL,
    )


def _judged(changes: Sequence[ScoreChange]) -> list[ScoreChange]:
    """Adjust the p-values, deciding scores and the rest apart, and give each its verdict."""
    judged = {item.name: item for item in changes}
    deciding = [item for item in changes if item.name in DECIDING]
    others = [
        item for item in changes if item.name not in DECIDING and DIRECTIONS[item.name] is not None
    ]
    for family in (deciding, others):
        for item, p in zip(family, holm([item.p for item in family]), strict=True):
            verdict = Verdict.CANNOT_TELL
            # The exact test and the bootstrap must agree.
            if p < _ALPHA and item.change.excludes_zero:
                rises = item.change.estimate > 0
                better = rises == DIRECTIONS[item.name]
                verdict = Verdict.IMPROVED if better else Verdict.REGRESSED
            judged[item.name] = replace(item, p=p, verdict=verdict)
    return list(judged.values())


def _changed(
    shared: Sequence[str],
    old: Mapping[str, list[Row]],
    new: Mapping[str, list[Row]],
    pairs: _Pairs,
) -> list[CaseChange]:
    found: list[CaseChange] = []
    for case in shared:
        one, two = pairs[case]
        gains: dict[str, float] = {}
        for name in DECIDING:
            was, now = _mean(one, name), _mean(two, name)
            if was is not None and now is not None and was != now:
                gains[name] = now - was
        broken = any(row.broken for row in new[case])
        if not gains and not broken:
            continue
        if broken:
            verdict = Verdict.REGRESSED
        elif _wavers(old[case]) or _wavers(new[case]):
            verdict = Verdict.FLAKY
        else:
            total = sum(gains.values())
            verdict = (
                Verdict.REGRESSED
                if total < 0
                else Verdict.IMPROVED
                if total > 0
                else Verdict.CANNOT_TELL
            )
        found.append(
            CaseChange(case=case, verdict=verdict, before=one[0], after=two[0], scores=tuple(gains))
        )
    rank = {Verdict.REGRESSED: 0, Verdict.FLAKY: 1, Verdict.CANNOT_TELL: 2, Verdict.IMPROVED: 3}
    return sorted(found, key=lambda item: rank[item.verdict])


def _wavers(rows: Sequence[Row]) -> bool:
    return len({row.first_pass for row in rows}) > 1
