"""How fast notes become a fact sheet, against finding their figures alone.

Run: pytest bench/bench_facts.py --benchmark-only
The comparison is a ratio measured in one run, so that it holds on any machine.
"""

import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

from drafter.facts import build_fact_sheet
from drafter.figures import find_figures
from drafter.intake import notes_from_text

EXAMPLE: Final = Path(__file__).parent.parent / "examples" / "township-2025.txt"
LINES: Final = 5_000
# Reading 5,000 lines took 1.4 s where finding their figures took 0.28 s.
TIMES_SLOWER: Final = 15
# Where it took 8.8 s, finding their figures took 0.53 s.
TIMES_SLOWER_UNLIKE: Final = 30


@pytest.fixture(scope="module")
def text() -> str:
    """Five thousand lines of notes, no two with the same numbers."""
    chance = random.Random(1)  # noqa: S311 # a sample, not a secret
    first, *lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    notes: list[str] = []
    while len(notes) < LINES:
        notes.extend(
            "".join(str(chance.randint(1, 9)) if char.isdigit() else char for char in line)
            for line in lines
        )
    return "\n".join([first, *notes[:LINES]])


def test_five_thousand_lines(benchmark: Any, text: str) -> None:  # noqa: ANN401 # the plugin's
    """The whole way from text to sheet."""
    sheet = benchmark.pedantic(
        lambda: build_fact_sheet([notes_from_text(text)]), rounds=3, iterations=1
    )

    assert len(sheet.activities) > LINES / 3


def test_the_sheet_costs_a_bounded_multiple_of_its_figures(text: str) -> None:
    """A quadratic step would show here long before it shows to a user."""
    figures = _seconds(lambda: find_figures(text))
    sheet = _seconds(lambda: build_fact_sheet([notes_from_text(text)]))

    assert sheet < TIMES_SLOWER * figures


def test_twice_the_lines_take_about_twice_the_time(text: str) -> None:
    """Work is linear in the notes."""
    half = "\n".join(text.splitlines()[: LINES // 2])
    short = _seconds(lambda: build_fact_sheet([notes_from_text(half)]))
    long = _seconds(lambda: build_fact_sheet([notes_from_text(text)]))

    assert long < 3.2 * short


def test_lines_that_are_all_unlike_cost_a_bounded_multiple_too() -> None:
    """Looking for one thing told twice once grew with the square of such lines."""
    chance = random.Random(1)  # noqa: S311 # a sample, not a secret

    def word(length: int) -> str:
        return "".join(chr(0x4E00 + chance.randint(0, 5000)) for _ in range(length))

    unlike = "\n".join(
        f"{word(5)}村,培训{word(3)}{chance.randint(1, 9999)}人,"
        f"发放{word(3)}{chance.randint(1, 999)}份"
        for _ in range(LINES)
    )
    figures = _seconds(lambda: find_figures(unlike))
    sheet = _seconds(lambda: build_fact_sheet([notes_from_text(unlike)]))

    assert sheet < TIMES_SLOWER_UNLIKE * figures


def _seconds(run: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(3):
        started = time.process_time()
        run()
        best = min(best, time.process_time() - started)
    return best
