"""The statistics say what the textbooks say, and admit what they cannot tell."""

import itertools
import math
import random

import pytest

from drafter.evaluating.statistics import (
    exact_mcnemar,
    holm,
    minimum_detectable_difference,
    paired_bootstrap,
    sign_flip_test,
    sign_test,
    wilson,
)


@pytest.mark.parametrize(
    ("worse", "better", "p"),
    [(0, 0, 1.0), (1, 0, 1.0), (5, 0, 0.0625), (6, 0, 0.03125), (8, 2, 0.109375), (3, 3, 1.0)],
)
def test_mcnemar_counts_only_the_flips(worse: int, better: int, p: float) -> None:
    """Cases that did not change say nothing about the change; values by hand."""
    before = [True] * worse + [False] * better + [True] * 20
    after = [False] * worse + [True] * better + [True] * 20

    assert exact_mcnemar(before, after) == pytest.approx(p)


def test_ties_carry_no_information() -> None:
    """A score that stayed the same must not dilute the sign test."""
    assert sign_test([0.0] * 50 + [1.0] * 6) == sign_test([1.0] * 6)


@pytest.mark.parametrize(
    ("passed", "total", "low", "high"),
    [
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (5, 10, 0.2366, 0.7634),
        (95, 100, 0.8882, 0.9785),
    ],
)
def test_wilson_matches_published_values(passed: int, total: int, low: float, high: float) -> None:
    """The naive interval would claim certainty at 0 and 100 percent."""
    interval = wilson(passed, total)

    assert (interval.low, interval.high) == pytest.approx((low, high), abs=2e-3)


def test_no_case_means_nothing_is_known() -> None:
    """An empty run must not read as a perfect or a failed one."""
    assert math.isnan(wilson(0, 0).estimate)
    assert not paired_bootstrap([]).excludes_zero


def test_the_bootstrap_rarely_cries_wolf_on_equal_runs() -> None:
    """At 95% an interval may miss zero in about one of twenty A/A comparisons."""
    rng = random.Random(7)
    alarms = sum(
        paired_bootstrap([rng.gauss(0, 1) for _ in range(40)], draws=400, seed=number).excludes_zero
        for number in range(300)
    )

    assert alarms / 300 < 0.09


def test_the_bootstrap_finds_a_real_change() -> None:
    """Power is the other half of honesty."""
    rng = random.Random(11)

    assert paired_bootstrap([rng.gauss(0.8, 1) for _ in range(40)]).low > 0


def test_a_bigger_suite_detects_smaller_changes() -> None:
    """The report tells an engineer what a suite of this size can see at all."""
    assert minimum_detectable_difference(1.0, 160) == pytest.approx(
        minimum_detectable_difference(1.0, 40) / 2
    )
    assert minimum_detectable_difference(1.0, 1) == math.inf


@pytest.mark.parametrize("seed", range(20))
def test_the_sign_flip_test_counts_every_choice_of_signs(seed: int) -> None:
    """The packed product must give what enumerating 2^n choices gives."""
    rng = random.Random(seed)
    differences = [rng.choice([0.0, 0.125, -0.5, 1.0, -1.0, 0.333]) for _ in range(seed % 9 + 1)]
    steps = [round(value * 1000) for value in differences]
    observed = abs(sum(steps))
    extreme = sum(
        abs(sum(step * sign for step, sign in zip(steps, signs, strict=True))) >= observed
        for signs in itertools.product((1, -1), repeat=len(steps))
    )

    assert sign_flip_test(differences) == pytest.approx(extreme / 2 ** len(steps))


def test_flips_of_equal_size_give_mcnemars_p() -> None:
    """With one repeat a case, pass and fail, the two tests are the same test."""
    before = [True] * 7 + [False] + [True] * 20
    after = [False] * 7 + [True] + [True] * 20
    differences = [float(b) - float(a) for a, b in zip(before, after, strict=True)]

    assert sign_flip_test(differences) == pytest.approx(exact_mcnemar(before, after))


def test_holm_corrects_for_having_looked_at_several_scores() -> None:
    """Values by hand: the smallest times three, the next times two, never falling again."""
    assert holm([0.02, 0.01, 0.5]) == pytest.approx([0.04, 0.03, 0.5])
    assert holm([0.03, 0.03, 0.03]) == pytest.approx([0.09, 0.09, 0.09])
