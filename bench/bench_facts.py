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
# Where it took 2.5 s, finding their figures took 0.14 s; 2.9 and 0.25 s where the words are known.
TIMES_SLOWER_UNLIKE: Final = 25
TIMES_SLOWER_VARIED: Final = 16
DONE: Final = [
    "举办家政培训班",
    "开展普法宣传",
    "走访慰问困难妇女",
    "组织两癌筛查",
    "开展志愿服务",
    "举办招聘会",
    "评选最美家庭",
    "建成儿童之家",
    "发放小额贷款",
    "开展家庭教育讲座",
    "清理垃圾",
    "举办广场舞比赛",
    "开展反诈宣传",
    "募集善款",
]
COUNTED: Final = [
    "参加妇女?人",
    "培训学员?名",
    "发放宣传资料?份",
    "受益群众?人次",
    "出动志愿者?人",
    "发放慰问金?元",
    "调解纠纷?件",
    "带动农户?户",
    "销售额?万元",
    "服务老人?人",
    "覆盖家庭?户",
    "达成意向?人",
    "投入资金?万元",
    "救助儿童?名",
]


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


def test_lines_of_known_words_that_are_all_unlike_cost_a_bounded_multiple_too() -> None:
    """Comma lines of several counts each are what long notes are made of."""
    chance = random.Random(7)  # noqa: S311 # a sample, not a secret

    def line() -> str:
        day = f"{chance.randint(1, 12)}月{chance.randint(1, 28)}日"
        place = (
            chance.choice("青柳石水龙凤") + chance.choice("坪湾河桥坝岭") + chance.choice("镇村乡")
        )
        head = f"{place}{chance.choice(DONE)}{chance.randint(1, 60)}场"
        counts = [
            chance.choice(COUNTED).replace("?", str(chance.randint(2, 4999)))
            for _ in range(chance.randint(1, 4))
        ]
        return "，".join([*([day] if chance.random() < 0.4 else []), head, *counts])

    varied = "\n".join(line() for _ in range(LINES))
    figures = _seconds(lambda: find_figures(varied))
    sheet = _seconds(lambda: build_fact_sheet([notes_from_text(varied)]))

    assert sheet < TIMES_SLOWER_VARIED * figures


def _seconds(run: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(3):
        started = time.process_time()
        run()
        best = min(best, time.process_time() - started)
    return best
