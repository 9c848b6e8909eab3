"""No input, however hostile, takes more than linear time; counted in steps, not in seconds."""

import sys
from types import FrameType
from typing import Any

import pytest

from drafter.figures import find_figures

SEEDS = [
    "1", "万亿", "一", "1,", "1,000", "100 ", "1.", "3月5日至", "1/2/", "20xx", "1、", "每1",
    "近1", "半", "“一", "《1", "(1", "第一", "一x", "2025-", "1:", "1人", "1+", "一至",
    "一分之", "\n1", "\t1", "1a", "[2025]", "一发发[", "据不完全统计1人", "1人以上", "多",
    "1人各", "1，000，", "、1", "万1", "1千1百", "一点", "3月5、", "三八", "\ud8001",
    "据不完全统计。", "1 ", "周一至", "1×", "约有", "１", "①", "x", "数", "首", "*1",
]  # fmt: skip


def steps(text: str) -> int:
    """Count the function calls that reading a text takes."""
    count = 0

    def tick(_frame: FrameType, event: str, _argument: Any) -> None:  # noqa: ANN401 # profile hook
        nonlocal count
        if event in {"call", "c_call"}:
            count += 1

    sys.setprofile(tick)
    try:
        find_figures(text, everything=True)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("seed", SEEDS, ids=ascii)
def test_work_grows_with_the_length_and_not_faster(seed: str) -> None:
    """Ten megabytes of anything must end; a quadratic step hides in every open repetition."""
    find_figures(seed * 3)
    short, long = steps(seed * 100), steps(seed * 400)

    assert long <= 4.5 * short + 200


def test_endless_numerals_end() -> None:
    """万亿 repeated 50,000 times is a real trap for a recursive numeral reader."""
    assert find_figures("万亿" * 50_000) == ()
    [figure] = find_figures("9" * 1_000_000)

    assert figure.kind == "number_code"
    assert figure.end == 1_000_000
