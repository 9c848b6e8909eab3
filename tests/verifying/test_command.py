"""``drafter verify`` as a user or a script calls it."""

import json
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path

import pytest

from drafter.cli import run
from drafter.commands.verify_stream import _feed, verify_chunk

NOTES = "柳河镇妇联2025年工作记录\n接待来访26件，办结25件\n"


@pytest.fixture
def notes(tmp_path: Path) -> str:
    """A small file of notes."""
    path = tmp_path / "记录.txt"
    path.write_text(NOTES, encoding="utf-8")
    return str(path)


def draft_file(tmp_path: Path, text: str) -> str:
    """Write a draft and return its name."""
    path = tmp_path / "稿子.txt"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_clean_draft_gives_zero_and_a_wrong_one_gives_one(
    notes: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A script trusts the exit code blindly."""
    clean = run(["verify", draft_file(tmp_path, "接待来访26件，办结25件。"), "--facts", notes])
    wrong = run(["verify", draft_file(tmp_path, "接待来访27件。"), "--facts", notes])
    shown = capsys.readouterr().out

    assert (clean, wrong) == (0, 1)
    assert "27件" in shown
    assert "没有依据" in shown


def test_strict_counts_what_is_missing_too(notes: str, tmp_path: Path) -> None:
    """Missing facts alone do not change the exit code unless asked for."""
    draft = draft_file(tmp_path, "接待来访26件。")

    assert run(["verify", draft, "--facts", notes]) == 0
    assert run(["verify", draft, "--facts", notes, "--strict"]) == 1


def test_json_and_report_come_from_one_run(
    notes: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The page and the data must not differ."""
    page = tmp_path / "报告.html"
    draft = draft_file(tmp_path, "接待来访27件。")
    code = run(["verify", draft, "--facts", notes, "--json", "--report", str(page)])
    result = json.loads(capsys.readouterr().out)

    assert code == 1
    assert result["figures"][0]["status"] == "unsupported"
    assert "27件" in page.read_text("utf-8")


@pytest.mark.parametrize(
    "arguments",
    [
        ["verify"],
        ["verify", "没有.txt", "--facts", "也没有.txt"],
        ["verify", "-", "--facts", "-"],
        ["verify", "--jsonl", "没有.jsonl"],
        ["verify", "a.txt", "--jsonl", "-"],
    ],
)
def test_a_wrong_call_is_told_in_chinese_and_gives_two(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """A usage error is never a verdict."""
    code = run(arguments)

    assert code == 2
    assert capsys.readouterr().err.strip()


def lines_of(count: int) -> list[dict[str, object]]:
    """Return items of which every third has a wrong figure."""
    return [
        {"id": n, "facts": f"培训{n + 2}人", "draft": f"培训妇女{n + 2 + (n % 3 == 0)}人。"}
        for n in range(count)
    ]


def test_a_stream_keeps_its_order_over_all_workers(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Line n of the output answers line n of the input."""
    path = tmp_path / "items.jsonl"
    path.write_text("\n".join(json.dumps(item) for item in lines_of(500)), encoding="utf-8")
    code = run(["verify", "--jsonl", str(path)])
    results = [json.loads(line) for line in capfd.readouterr().out.splitlines()]

    assert code == 1
    assert [result["id"] for result in results] == list(range(500))
    assert [result["ok"] for result in results] == [n % 3 != 0 for n in range(500)]


def test_a_line_that_cannot_be_read_stands_as_an_error_in_its_place(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """One bad line must neither stop the others nor look clean."""
    good = json.dumps({"id": "a", "facts": "培训120人", "draft": "培训妇女120人。"})
    bad = ["{", "[1]", '{"id": "b", "facts": "x"}', '{"id": "c", "facts": 1, "draft": ""}']
    surrogate = '{"id": "d", "facts": "\\ud800", "draft": ""}'
    path = tmp_path / "items.jsonl"
    path.write_bytes("\n".join([good, *bad, surrogate, good]).encode() + b"\n\xff\xfe\n\n")
    code = run(["verify", "--jsonl", str(path)])
    results = [json.loads(line) for line in capfd.readouterr().out.splitlines()]

    assert code == 2
    assert [result["id"] for result in results] == ["a", None, None, "b", "c", None, "a", None]
    assert ["error" in result for result in results] == [False, *[True] * 5, False, True]


def test_a_clean_stream_gives_zero(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Zero means that every line was read and every figure verified."""
    path = tmp_path / "items.jsonl"
    path.write_text('{"facts": "培训120人", "draft": "培训妇女120人。"}\n', encoding="utf-8")

    assert run(["verify", "--jsonl", str(path)]) == 0
    assert json.loads(capfd.readouterr().out)["id"] is None


def test_a_workers_failure_is_no_lines_error() -> None:
    """What broke inside must end the run; a line of its own would read as data."""
    failed: Future[object] = Future()
    failed.set_exception(ZeroDivisionError())

    with pytest.raises(ZeroDivisionError):
        _feed(lambda *_: failed, ([b""],), iter(()), 2, deque().append)  # type: ignore[arg-type] # a stand-in pool


def test_a_chunk_reads_no_more_than_it_is_given() -> None:
    """The stream holds a few chunks at a time, whatever the length of the input."""
    taken: list[int] = []

    def endless() -> Iterator[list[bytes]]:
        for number in range(1000):
            taken.append(number)
            yield [json.dumps(lines_of(1)[0]).encode()]

    class Stop(Exception):  # noqa: N818 # ends the test
        """Raised when the first answer arrives."""

    def submit(_: object, chunk: list[bytes]) -> "Future[object]":
        done: Future[object] = Future()
        done.set_result(verify_chunk(chunk))
        return done

    def take(_: object) -> None:
        raise Stop

    with pytest.raises(Stop):
        _feed(submit, (), endless(), 4, take)  # type: ignore[arg-type] # a stand-in pool

    assert len(taken) <= 5
