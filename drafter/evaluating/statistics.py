"""Honest small-sample statistics for paired runs: the case is the unit, repeats nest inside it.

Exact tests and seeded bootstrap, standard library only (no scientific stack for a dozen lines).
Sources: McNemar (1947) in its exact form, Fisher's randomisation test (1935), Wilson (1927), Holm
(1979), Efron's percentile bootstrap.
"""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist, fmean

__all__ = [
    "Interval",
    "exact_mcnemar",
    "holm",
    "minimum_detectable_difference",
    "paired_bootstrap",
    "sign_flip_test",
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
    ways = sum(math.comb(total, k) for k in range(fewer + 1))
    return min(1.0, 2 * ways / (1 << total))


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


def sign_flip_test(differences: Sequence[float], *, resolution: int = 1000) -> float:
    """Return the exact two-sided p-value that the mean difference came about by chance.

    If the two runs are alike, each case's difference is as likely to have the other sign; all
    2^n choices of signs are counted, none sampled. Holds for any distribution and any n.

    Args:
        differences: After minus before, one value a case.
        resolution: Differences are rounded to this fraction before they are counted.
    """
    steps = [size for value in differences if (size := round(abs(value) * resolution))]
    if not steps:
        return 1.0
    observed = abs(sum(round(value * resolution) for value in differences))
    total = sum(steps)
    least = (total - observed) // 2
    # Coefficient k of the product of (1 + x^step) counts the choices whose positive part is k.
    # Packed into one integer, a product is a shift and a sum.
    width = len(steps) + 1
    packed = 1
    for step in steps:
        packed += packed << (step * width)
    low = packed & ((1 << (width * (least + 1))) - 1)
    # The digits of a number to base B add up to it modulo B - 1.
    tail = low % ((1 << width) - 1)
    return min(1.0, 2 * tail / (1 << len(steps)))


def holm(p_values: Sequence[float]) -> list[float]:
    """Return the p-values adjusted for having looked at all of them (Holm 1979), same order."""
    order = sorted(range(len(p_values)), key=lambda index: p_values[index])
    adjusted = [1.0] * len(p_values)
    largest = 0.0
    for rank, index in enumerate(order):
        largest = max(largest, min(1.0, (len(p_values) - rank) * p_values[index]))
        adjusted[index] = largest
    return adjusted


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
    differences: Sequence[float], *, draws: int = 2000, seed: int = 20260101
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
    if not any(differences):
        return Interval(estimate=0.0, low=0.0, high=0.0, n=n)
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
