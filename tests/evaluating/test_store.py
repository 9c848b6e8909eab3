"""What is kept stays true: baselines are earned, rows are dropped when what made them changes."""

import asyncio
import json
from dataclasses import replace
from pathlib import Path

import pytest

from drafter.errors import InputError
from drafter.evaluating.preferring import prefer, summarise_preferences
from drafter.evaluating.replies import Allowance, Endpoint, KeptReplies
from drafter.evaluating.rows import RunRecord, read_run
from drafter.evaluating.running import Job
from drafter.evaluating.store import EvalFolder, find_run, write_baseline
from tests.evaluating.makers import EchoModel, make_arm, make_case, make_row
from tests.evaluating.test_comparing import arm_record, make_run


def bless(record: RunRecord, folder: Path, reason: str = "first") -> Path:
    return write_baseline(record, "b", reason=reason, today="2026-01-05", folder=folder)


def test_a_baseline_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    """A standard that changes on disk is none."""
    record = make_run([make_row("c0", recall=0.5), make_row("c1")])

    read = read_run(bless(record, tmp_path))

    assert read == replace(record, reason="first", blessed="2026-01-05")


@pytest.mark.parametrize(
    ("record", "reason", "said"),
    [
        (make_run([make_row("c0")]), " ", "理由"),
        (make_run([make_row("c0")], planned=2), "x", "没有结果"),
        (make_run([make_row("c0", error="e")]), "x", "没有结果"),
        (make_run([make_row("c0", fabricated=("5人",))]), "x", "没有依据"),
        (make_run([make_row("c0"), make_row("c0", arm="B")]), "x", "对照组"),
    ],
)
def test_what_cannot_be_a_standard_is_refused(
    tmp_path: Path, record: RunRecord, reason: str, said: str
) -> None:
    """A gate held against an incomplete or broken run lets everything pass."""
    with pytest.raises(InputError, match=said):
        bless(record, tmp_path, reason)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"schema": 99, "rows": []}', "not json"])
def test_another_file_is_no_run(tmp_path: Path, text: str) -> None:
    """The message says which file, not which key was missing."""
    path = tmp_path / "x.json"
    path.write_text(text, "utf-8")

    with pytest.raises(InputError, match=r"x\.json"):
        find_run(str(path), tmp_path)


def test_a_row_is_known_until_something_that_decides_it_changes(tmp_path: Path) -> None:
    """A cache that cannot be trusted is worse than none."""
    folder = EvalFolder(tmp_path)
    arm, case = make_arm(), make_case()
    folder.keep(Job(case, arm, 0), make_row("c1"))
    warmer = replace(arm, pack=replace(arm.pack, temperature=0.7))

    assert folder.known(Job(case, arm, 0)) is not None
    assert folder.known(Job(case, arm, 1)) is None
    assert folder.known(Job(replace(case, notes="讲座5场"), arm, 0)) is None
    assert folder.known(Job(case, replace(warmer, id="B"), 0)) is None
    folder.close()
    again = EvalFolder(tmp_path)
    assert again.known(Job(case, arm, 0)) == make_row("c1")
    again.close()


def test_a_row_whose_reply_is_gone_is_made_anew(tmp_path: Path) -> None:
    """Rows rest on replies; without them they are hearsay."""
    folder = EvalFolder(tmp_path)
    job = Job(make_case(), make_arm(), 0)
    folder.keep(job, replace(make_row("c1"), keys=("no-such-reply",)))

    assert folder.known(job) is None
    folder.close()


def test_an_unfinished_last_line_costs_one_reply(tmp_path: Path) -> None:
    """A killed process leaves half a line; what comes after must not be glued to it."""
    path = tmp_path / "replies.jsonl"
    row = {"key": "k1", "text": "a", "finish": "stop", "tokens": [1, 1, 0], "seconds": 0.1}
    path.write_text(json.dumps(row) + '\n{"key": "k2", "te', "utf-8")

    kept = KeptReplies(path)
    kept.close()

    assert len(kept) == 1
    assert path.read_text("utf-8").endswith('"te\n')


class Judge(EchoModel):
    """Prefers by rule, or always what stands first."""

    def __init__(self, *, biased: bool) -> None:
        def answer(text: str, _rng: object) -> str:
            good_first = text.index("这一稿好") < text.index("这一稿差")
            return "甲" if biased or good_first else "乙"

        super().__init__(spoil=answer)


@pytest.mark.parametrize(("biased", "choice"), [(False, "after"), (True, "tie")])
def test_a_preference_must_hold_in_both_orders(tmp_path: Path, biased: bool, choice: str) -> None:  # noqa: FBT001 # a case
    """A judge that takes whatever stands first says nothing."""
    rows = [
        replace(make_row("c0"), delivered="这一稿差"),
        replace(make_row("c0", arm="B"), delivered="这一稿好"),
    ]
    record = replace(make_run(rows), arms=(arm_record("A"), arm_record("B")))
    kept = KeptReplies(tmp_path / "replies.jsonl")

    preferences = asyncio.run(
        prefer(
            record,
            {"c0": "记录"},
            model=Judge(biased=biased),
            endpoint=Endpoint("judge", 2),
            kept=kept,
            allowance=Allowance(),
        )
    )
    kept.close()

    assert [item["choice"] for item in preferences] == [choice]
    summary = summarise_preferences(replace(record, preferences=preferences), "B")
    assert ("胜1" in summary) == (choice == "after")
