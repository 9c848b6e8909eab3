"""Verdicts are earned: chance does not make one, a fabricated figure always does."""

import math
import random

import pytest

from drafter.evaluating.comparing import Verdict, changed_cases, compare_rows
from drafter.evaluating.outcome import Gate, judge_run, outcome_to_json
from drafter.evaluating.rows import ArmRecord, Row, RunRecord
from tests.evaluating.makers import make_row

CASES = [f"c{number}" for number in range(30)]


def arm_record(name: str = "A") -> ArmRecord:
    return ArmRecord(id=name, pack="v1@1", model="echo", endpoint="loopback", grammar=False)


def make_run(rows: list[Row], *, planned: int | None = None) -> RunRecord:
    arms = tuple(arm_record(name) for name in dict.fromkeys(row.arm for row in rows))
    return RunRecord(
        suite="small",
        started="2026-01-05T08:00:00+08:00",
        drafter="0",
        machine="m",
        arms=arms or (arm_record(),),
        rows=tuple(rows),
        planned=len(rows) if planned is None else planned,
    )


def test_equal_runs_show_no_difference() -> None:
    """The same replies must never make a verdict."""
    rows = [make_row(case, passed=index % 3 > 0) for index, case in enumerate(CASES)]

    comparison = compare_rows(rows, rows)

    assert comparison.verdict is Verdict.CANNOT_TELL
    assert comparison.cases == ()
    assert all(item.p == 1.0 for item in comparison.changes)


def test_a_broad_loss_is_a_regression_and_names_its_cases() -> None:
    """Ten of thirty cases that lose figures are no accident."""
    before = [make_row(case) for case in CASES]
    after = [
        make_row(case, passed=index >= 10, recall=0.5 if index < 10 else 1.0)
        for index, case in enumerate(CASES)
    ]

    comparison = compare_rows(before, after)

    assert comparison.verdict is Verdict.REGRESSED
    assert comparison.of_verdict(Verdict.REGRESSED) == tuple(CASES[:10])
    assert compare_rows(after, before).verdict is Verdict.IMPROVED


def test_a_handful_of_flips_cannot_tell() -> None:
    """Three cases more or less happen between two runs of the same prompt."""
    before = [make_row(case) for case in CASES]
    after = [make_row(case, passed=index >= 3) for index, case in enumerate(CASES)]

    comparison = compare_rows(before, after)

    assert comparison.verdict is Verdict.CANNOT_TELL
    assert comparison.of_verdict(Verdict.REGRESSED) == ("c0", "c1", "c2")


def test_one_fabricated_figure_fails_whatever_the_statistics_say() -> None:
    """The promise has no p-value."""
    before = [make_row(case, passed=False, recall=0.2) for case in CASES]
    after = [make_row(case) for case in CASES]
    after[7] = make_row("c7", fabricated=("500人：记录里没有这个数字",))

    comparison = compare_rows(before, after)

    assert comparison.verdict is Verdict.REGRESSED
    assert comparison.broken == ("c7",)


def test_repeats_nest_inside_their_case() -> None:
    """Thirty repeats of one case are one case: its mean changes once."""
    before = [make_row("c0", repeat=number) for number in range(30)]
    after = [make_row("c0", repeat=number, recall=0.0) for number in range(30)]

    comparison = compare_rows(before, after)

    assert comparison.paired == 1
    assert comparison.verdict is Verdict.CANNOT_TELL


def test_a_case_whose_repeats_disagree_is_flaky() -> None:
    """It says nothing about the change, and whoever reads the list must know."""
    before = [make_row("c0", repeat=number) for number in range(3)]
    after = [make_row("c0", repeat=number, passed=number > 0) for number in range(3)]

    comparison = compare_rows(before, after)

    assert comparison.of_verdict(Verdict.FLAKY) == ("c0",)


def test_a_side_with_more_repeats_has_no_advantage() -> None:
    """A baseline ran once; the repeats of the new side only tell flaky cases apart."""
    before = [make_row("c0", recall=0.5)]
    after = [make_row("c0", repeat=number, recall=[0.5, 1.0, 1.0][number]) for number in range(3)]

    recall = next(item for item in compare_rows(before, after).changes if item.name == "recall")

    assert recall.change.estimate == 0.0


def test_errors_and_changed_cases_are_left_out() -> None:
    """Neither an endpoint's failure nor another question says anything about a prompt."""
    before = [make_row("c0"), make_row("c1"), make_row("c2")]
    after = [make_row("c0"), make_row("c1", error="连不上"), make_row("c3")]

    comparison = compare_rows(before, after)

    assert comparison.paired == 1
    assert comparison.errored == 1
    assert comparison.unpaired == ("c1", "c2", "c3")


def test_random_noise_on_all_scores_rarely_cries_wolf() -> None:
    """Three scores are tested together; without the correction one in seven runs would alarm."""
    rng = random.Random(5)
    alarms = 0
    for _ in range(400):
        sides = [
            [
                make_row(
                    case,
                    passed=rng.random() < 0.6,
                    recall=rng.choice([1.0, 1.0, 0.75, 0.5]),
                    precision=rng.choice([1.0, 1.0, 0.9]),
                )
                for case in CASES
            ]
            for _ in range(2)
        ]
        alarms += compare_rows(*sides).verdict is not Verdict.CANNOT_TELL

    assert alarms / 400 < 0.065


def test_changed_cases_are_found_by_the_deciding_scores() -> None:
    """Only they are worth the money of a repeat."""
    before = [make_row("c0"), make_row("c1"), make_row("c2", chrf=0.5)]
    after = [make_row("c0", recall=0.9), make_row("c1", passed=False), make_row("c2", chrf=0.1)]

    assert changed_cases(before, after) == ("c0", "c1")


@pytest.mark.parametrize(
    ("rows", "planned", "gate", "code"),
    [
        pytest.param([make_row("c0")], 1, Gate.ALL, 0, id="fine"),
        pytest.param([make_row("c0", fabricated=("5人",))], 1, Gate.HARD, 1, id="fabricated"),
        pytest.param([make_row("c0", error="x")], 1, Gate.ALL, 3, id="dead-endpoint"),
        pytest.param([], 5, Gate.ALL, 3, id="nothing-ran"),
        pytest.param(
            [make_row("c0", fabricated=("5人",)), make_row("c1", error="x")],
            2,
            Gate.ALL,
            1,
            id="fabricated-and-errors",
        ),
        pytest.param(
            [*(make_row(case) for case in CASES), make_row("x", error="x")],
            31,
            Gate.ALL,
            0,
            id="one-error-of-many",
        ),
    ],
)
def test_exit_codes(rows: list[Row], planned: int, gate: Gate, code: int) -> None:
    """A dead endpoint is never 0; a fabricated figure is a regression however much is missing."""
    assert judge_run(make_run(rows, planned=planned), gate=gate).exit_code == code


def test_the_hard_gate_shows_regressions_and_lets_them_pass() -> None:
    """Replies differ between processors; only fabricated figures are the same everywhere."""
    baseline = make_run([make_row(case) for case in CASES])
    worse = make_run([make_row(case, passed=False, recall=0.0) for case in CASES])

    hard = judge_run(worse, baseline=baseline, gate=Gate.HARD)

    assert hard.exit_code == 0
    assert hard.sides[1].comparison is not None
    assert hard.sides[1].comparison.verdict is Verdict.REGRESSED
    assert judge_run(worse, baseline=baseline).exit_code == 1


def test_the_machine_readable_answer_is_json() -> None:
    """Infinities and NaN are not JSON; continuous integration must be able to read it."""
    import json

    value = outcome_to_json(
        judge_run(make_run([make_row("c0")]), baseline=make_run([make_row("c0")]))
    )

    assert json.loads(json.dumps(value, allow_nan=False))["exit_code"] == 0
    assert not math.isnan(value["arms"][0]["first_pass"]["low"])
