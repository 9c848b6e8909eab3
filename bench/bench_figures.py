"""How fast figures are found, against one pass of a fixed pattern over the same text.

Run: pytest bench/bench_figures.py --benchmark-only
The comparison is a ratio measured in one run, so that it holds on any machine.
"""

import re
import time
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import pytest

from drafter.figures import find_figures

SAMPLES: Final = Path(__file__).parent.parent / "tests" / "samples" / "summaries.txt"
# The yardstick: numerals with 40 units, one compiled alternation. Fixed; never tune it.
YARDSTICK: Final = re.compile(
    r"(?:\d+(?:[.,]\d+)*|[〇零一二三四五六七八九十百千万亿两几半]+)\s*(?:余|多|来)?\s*(?:万|亿)?"
    r"(?:人次|场次|周年|周岁|公里|平方米|小时|个月|百分点|名|人|位|户|场|次|期|件|份|个|项|条|家|支|篇|册|本|台|所"
    r"|处|元|岁|年|月|日|天|届|例|批|组|亩|倍|%)?"
)
EXPRESSIONS: Final = 857
TIMES_SLOWER: Final = 12
TIMES_FASTER: Final = 200
# What of the suite covers our kinds: no one of them reads value, unit and date alone.
RECOGNISED: Final = ("number", "percentage", "currency", "dimension", "age", "datetime")


@pytest.fixture(scope="module")
def text() -> str:
    """The samples."""
    return SAMPLES.read_text(encoding="utf-8")


def best_of(run: Callable[[], object], rounds: int = 15) -> float:
    """Return the seconds of the quickest of some runs."""
    return min(once(run) for _ in range(rounds))


def once(run: Callable[[], object]) -> float:
    """Return the seconds of one run."""
    begin = time.perf_counter()
    run()
    return time.perf_counter() - begin


def test_find_figures(benchmark: Any, text: str) -> None:  # noqa: ANN401 # the plugin's fixture
    """Characters a second and microseconds per expression on the samples."""
    found = benchmark(find_figures, text)
    seconds = best_of(lambda: find_figures(text))
    benchmark.extra_info["characters_per_second"] = round(len(text) / seconds)
    benchmark.extra_info["microseconds_per_expression"] = round(seconds / EXPRESSIONS * 1e6, 2)

    assert len(found) > 290


def test_one_pass_of_the_yardstick(benchmark: Any, text: str) -> None:  # noqa: ANN401 # as above
    """The fixed pattern, for the report."""
    benchmark(lambda: sum(1 for _ in YARDSTICK.finditer(text)))


def test_no_more_than_twelve_times_slower_than_the_yardstick(
    benchmark: Any,  # noqa: ANN401 # as above
    text: str,
) -> None:
    """Deciding what a numeral is may cost some passes of finding it, not many."""
    find_figures(text)
    rounds = range(40)  # by turns, so that a busy machine slows both
    pairs = [
        (once(lambda: sum(1 for _ in YARDSTICK.finditer(text))), once(lambda: find_figures(text)))
        for _ in rounds
    ]
    pattern, reader = min(pair[0] for pair in pairs), min(pair[1] for pair in pairs)
    benchmark.extra_info["times_slower"] = round(reader / pattern, 2)
    benchmark.pedantic(find_figures, args=(text,), rounds=1)

    assert reader / pattern <= TIMES_SLOWER


@pytest.mark.skipif(find_spec("ms_recognizers_suite") is None, reason="an optional comparison")
def test_far_faster_than_the_best_public_recogniser(
    benchmark: Any,  # noqa: ANN401 # as above
    text: str,
) -> None:
    """ms-recognizers-text-suite 1.0.1, where it is installed, on the first thousand characters."""
    suite = import_module("ms_recognizers_suite")
    chinese = import_module("ms_recognizers_text").Culture.Chinese
    readers = [getattr(suite, f"recognize_{kind}") for kind in RECOGNISED]

    part = text[:1000]
    find_figures(part)
    other = best_of(lambda: [read(part, chinese) for read in readers], rounds=3)
    own = best_of(lambda: find_figures(part))
    benchmark.extra_info["times_faster"] = round(other / own)
    benchmark.pedantic(find_figures, args=(part,), rounds=1)

    assert other / own >= TIMES_FASTER
