"""Ten minutes of damaged files (``make soak``); a fixed sample of them runs with every test run."""

import resource
from pathlib import Path

import pytest

from tests.soak.fuzzing import fuzz

SECONDS_EACH = 10.0
GIGABYTE_KB = 1_000_000


def test_a_fixed_sample_of_damaged_files_is_read_or_refused(tmp_path: Path) -> None:
    """A crash on a broken file is a crash on somebody's only copy."""
    rounds = list(fuzz(tmp_path, seconds=40, most=250, seed=20251208))

    assert len(rounds) > 20
    assert max(round_.seconds for round_ in rounds) < SECONDS_EACH


@pytest.mark.soak
def test_ten_minutes_of_damaged_files_are_read_or_refused(tmp_path: Path) -> None:
    """No crash, no hang, no memory over a gigabyte."""
    slowest = 0.0
    count = 0
    for round_ in fuzz(tmp_path, seconds=600, most=10_000_000, seed=1):
        count += 1
        slowest = max(slowest, round_.seconds)

    assert count > 1000
    assert slowest < SECONDS_EACH
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < GIGABYTE_KB
