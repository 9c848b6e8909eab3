"""Honest small-sample statistics for paired runs: the case is the unit, repeats nest inside it.

Exact tests and seeded bootstrap, standard library only (no scientific stack for a dozen lines).
Sources: McNemar (1947) in its exact form, Wilson (1927), Efron's percentile bootstrap.
"""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist, fmean

__all__ = [
    "Interval",
    "exact_mcnemar",
    "minimum_detectable_difference",
    "paired_bootstrap",
    "sign_test",
    "wilson",
]

_Z95 = NormalDist().inv_cdf(0.975)


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """An estimate with its 95% interval and the number of cases that it rests on."""

    estimate: float
    low: float
    high: float
    n: int

    @property
    def excludes_zero(self) -> bool:
        """Whether the whole interval lies on one side of zero."""
        return self.low > 0 or self.high < 0


def _two_sided_binomial(fewer: int, total: int) -> float:
    if total == 0:
        return 1.0
    tail = sum(math.comb(total, k) for k in range(fewer + 1)) / 2**total
    return min(1.0, 2 * tail)


def exact_mcnemar(before: Sequence[bool], after: Sequence[bool]) -> float:
    """Return the two-sided p-value that as many cases flipped each way by chance.

    Args:
        before: Pass or fail of each case, one run.
        after: The same cases, the other run.
    """
    worse = sum(b and not a for b, a in zip(before, after, strict=True))
    better = sum(a and not b for b, a in zip(before, after, strict=True))
    return _two_sided_binomial(min(worse, better), worse + better)


def sign_test(differences: Sequence[float]) -> float:
    """Return the two-sided p-value of the sign test; ties carry no information."""
    up = sum(value > 0 for value in differences)
    down = sum(value < 0 for value in differences)
    return _two_sided_binomial(min(up, down), up + down)


def wilson(passed: int, total: int) -> Interval:
    """Return a pass rate with its Wilson interval; with no case it is unknown from 0 to 1."""
    if total == 0:
        return Interval(estimate=math.nan, low=0.0, high=1.0, n=0)
    rate = passed / total
    z2 = _Z95**2
    centre = (rate + z2 / (2 * total)) / (1 + z2 / total)
    half = _Z95 * math.sqrt(rate * (1 - rate) / total + z2 / (4 * total**2)) / (1 + z2 / total)
    low = 0.0 if passed == 0 else max(0.0, centre - half)
    high = 1.0 if passed == total else min(1.0, centre + half)
    return Interval(estimate=rate, low=low, high=high, n=total)


def paired_bootstrap(
    differences: Sequence[float], *, draws: int = 5000, seed: int = 20260101
) -> Interval:
    """Return the mean difference per case with a percentile interval.

    Args:
        differences: After minus before, one value a case (the mean of its repeats).
        draws: Resamples.
        seed: Fixed, so that a report says the same twice.
    """
    n = len(differences)
    if n == 0:
        return Interval(estimate=math.nan, low=-math.inf, high=math.inf, n=0)
    rng = random.Random(seed)  # noqa: S311 # resampling, not secrecy
    means = sorted(fmean(rng.choices(differences, k=n)) for _ in range(draws))
    # With few cases the percentile interval is too narrow; widen it to what t would give.
    correction = math.sqrt(n / (n - 1)) if n > 1 else 1.0
    centre = fmean(differences)
    low = centre + (means[int(0.025 * draws)] - centre) * correction
    high = centre + (means[min(draws - 1, int(0.975 * draws))] - centre) * correction
    return Interval(estimate=centre, low=low, high=high, n=n)


def minimum_detectable_difference(spread: float, cases: int, *, power: float = 0.8) -> float:
    """Return the smallest mean difference that a run of this size would find.

    Args:
        spread: Standard deviation of the per-case differences.
        cases: Number of cases.
        power: Wanted chance to find it, at 5% two-sided.
    """
    if cases < 2:
        return math.inf
    z = _Z95 + NormalDist().inv_cdf(power)
    return z * spread / math.sqrt(cases)
