"""The verdicts on replies of the real 0.5B model: planted regressions are found, equal runs not.

The replies were recorded once (tests/evaluating/keep_replies.py) and are scored anew each time.
``plain`` is the first pack. Planted, each against it: a template that loses the first line of the
notes (``dropped``), exemplars whose prose belongs to other facts (``wrong``), temperature 1.5
(``hot``). ``warm`` is one pack at temperature 0.7, four times. A template without the
instruction on figures cost this model nothing while exemplars showed it what to do; that
fault is found in the template itself (test_instructions.py).
"""

import json
import random
import shutil
from collections import defaultdict
from functools import lru_cache
from pathlib import Path

import pytest

from drafter.evaluating.answering import case_plan, case_sheet
from drafter.evaluating.arms import describe_change
from drafter.evaluating.comparing import DECIDING, Verdict, compare_rows
from drafter.evaluating.rows import Row
from drafter.evaluating.scoring import score_firsts
from drafter.evaluating.statistics import wilson
from drafter.evaluating.suites import load_suite
from drafter.resources import folder
from tests.evaluating.makers import make_arm

REPLIES = Path(__file__).parents[1] / "cases/evaluating/replies.jsonl"
SIMULATIONS = 2000


@lru_cache(maxsize=1)
def recorded() -> dict[str, tuple[Row, ...]]:
    """Return the recorded replies as rows by arm; a case that left the suite is left out."""
    cases = {case.id: case for case in load_suite("full").cases}
    rows: dict[str, list[Row]] = defaultdict(list)
    for line in REPLIES.read_text("utf-8").splitlines():
        item = json.loads(line)
        case = cases.get(item["case"])
        if case is None:
            continue
        sheet = case_sheet(case)
        result = score_firsts(
            sheet, case_plan(case, sheet), item["first"], reference=case.reference
        )
        rows[item["arm"]].append(
            Row(
                case=case.id,
                arm=item["arm"],
                repeat=item["repeat"],
                scores=result.scores,
                first_pass=result.passed,
                first=result.shown,
            )
        )
    return {arm: tuple(found) for arm, found in rows.items()}


@pytest.mark.parametrize(
    ("before", "after"), [("plain", "dropped"), ("plain", "wrong"), ("plain", "hot")]
)
def test_a_planted_regression_is_found(before: str, after: str) -> None:
    """The evaluation is there for nothing else."""
    comparison = compare_rows(recorded()[before], recorded()[after])

    assert comparison.verdict is Verdict.REGRESSED
    assert len(comparison.of_verdict(Verdict.REGRESSED)) >= 7


def test_the_verdict_turns_with_the_direction() -> None:
    """Taking a planted fault out again is an improvement."""
    comparison = compare_rows(recorded()["dropped"], recorded()["plain"])

    assert comparison.verdict is Verdict.IMPROVED


def test_a_pack_against_itself_seldom_alarms() -> None:
    """An engineer who is warned of nothing stops reading warnings.

    Each side draws one of the four replies of each case; whatever verdict comes out is false.
    """
    replies: dict[str, list[Row]] = defaultdict(list)
    for row in recorded()["warm"]:
        replies[row.case].append(row)
    rng = random.Random(20260105)
    alarms = 0
    for _ in range(SIMULATIONS):
        # Two different replies a case, so that neither side is a copy of the other.
        drawn = [rng.sample(found, 2) for found in replies.values()]
        one, two = [pair[0] for pair in drawn], [pair[1] for pair in drawn]
        comparison = compare_rows(one, two, names=DECIDING, draws=200)
        alarms += comparison.verdict is not Verdict.CANNOT_TELL

    assert any(len({row.first_pass for row in found}) > 1 for found in replies.values())
    assert wilson(alarms, SIMULATIONS).high <= 0.065


def test_what_was_planted_is_named(tmp_path: Path) -> None:
    """A verdict without a cause sends the engineer searching."""
    planted = tmp_path / "planted"
    shutil.copytree(folder("prompts") / "v1", planted)
    paragraph = planted / "paragraph.md.j2"
    manifest = planted / "pack.toml"
    system = planted / "system.md.j2"
    text = paragraph.read_text("utf-8")
    paragraph.write_text(text.replace("in lines", "in lines[1:]", 1), "utf-8")
    text = manifest.read_text("utf-8")
    manifest.write_text(text.replace("temperature = 0.0", "temperature = 1.5"), "utf-8")
    lines = system.read_text("utf-8").splitlines()
    system.write_text("\n".join(line for line in lines if not line.startswith("1.")), "utf-8")

    said = describe_change(make_arm().record, make_arm(pack=planted).record)

    assert any("模板 paragraph" in sentence and "lines[1:]" in sentence for sentence in said)
    assert any("温度：0.0 → 1.5" in sentence for sentence in said)
    assert any("模板 system：去掉" in sentence and "每个数字" in sentence for sentence in said)


def test_swapped_exemplars_are_named() -> None:
    """The same ids with other prose are the planted fault that nobody sees in a list of ids."""
    from dataclasses import replace

    from drafter.prompting import load_exemplars

    pool = load_exemplars()
    proses = [item.prose for item in pool[1:]] + [pool[0].prose]
    swapped = tuple(replace(item, prose=prose) for item, prose in zip(pool, proses, strict=True))

    said = describe_change(
        replace(make_arm(), pool=pool).record, replace(make_arm(), pool=swapped).record
    )

    assert len(said) == 1
    assert said[0].startswith("范例内容变了：")
    assert all(item.id in said[0] for item in pool)
