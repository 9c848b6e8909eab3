"""A real process, killed without warning and started again, against a real endpoint."""

import json
import os
import random
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

CASES = 16
SIDE_BY_SIDE = 4
CASE = """
[[case]]
id = "c{number}"
org = "柳河镇妇联"
period = "2025"
notes = "举办讲座{talks}场，参加{people}人次"
"""


class Loopback:
    """A slow endpoint that counts its calls."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("loopback.py")), "0.12"],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout is not None
        self.url = f"http://127.0.0.1:{self._process.stdout.readline().strip()}/v1"

    @property
    def calls(self) -> int:
        """Calls begun so far."""
        with urllib.request.urlopen(f"{self.url}/calls", timeout=10) as answer:  # noqa: S310 # loopback
            return int(json.load(answer)["calls"])

    def close(self) -> None:
        """End the process."""
        self._process.terminate()
        assert self._process.stdout is not None
        self._process.stdout.close()
        self._process.wait()


@pytest.fixture
def loopback() -> Iterator[Loopback]:
    """Start the endpoint."""
    server = Loopback()
    yield server
    server.close()


def start(folder: Path, url: str, out: str, *more: str) -> "subprocess.Popen[str]":
    """Start a run as a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "drafter", "eval", "run", "--suite", "small.toml", "--out", out,
         "--concurrency", str(SIDE_BY_SIDE), "--repeats", "1", *more],
        cwd=folder,
        env={**os.environ, "DRAFTER_BASE_URL": url, "DRAFTER_MODEL": "loopback"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )  # fmt: skip


def finish(process: "subprocess.Popen[str]") -> dict[str, object]:
    """Wait for a run and return its answer without what a clock decides."""
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    value: dict[str, object] = json.loads(out)
    arms = value["arms"]
    assert isinstance(arms, list)
    for arm in arms:
        del arm["scores"]["seconds"]
    return value


def write_suite(folder: Path) -> None:
    cases = "".join(CASE.format(number=i, talks=i + 2, people=i + 300) for i in range(CASES))
    (folder / "small.toml").write_text(f'id = "small"\npurpose = "tests"\n{cases}', "utf-8")


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_killed_and_resumed_only_the_calls_in_flight_are_repeated(
    tmp_path: Path, loopback: Loopback, seed: int
) -> None:
    """SIGKILL leaves no time to tidy up; what was paid for must be on disk already."""
    write_suite(tmp_path)
    whole = finish(start(tmp_path, loopback.url, "whole", "--json"))
    begun = loopback.calls
    assert begun == CASES
    replies = tmp_path / "part/replies.jsonl"
    wanted = random.Random(seed).randint(1, CASES - SIDE_BY_SIDE - 1)

    killed = start(tmp_path, loopback.url, "part", "--json")
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        if replies.exists() and replies.read_bytes().count(b"\n") >= wanted:
            break
        time.sleep(0.005)
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    assert replies.read_bytes().count(b"\n") < CASES
    resumed = finish(start(tmp_path, loopback.url, "part", "--json"))

    assert resumed["arms"] == whole["arms"]
    assert resumed["unfinished"] == 0
    assert loopback.calls - begun <= CASES + SIDE_BY_SIDE


def test_watching_runs_again_when_a_file_changes_and_stops_on_interrupt(
    tmp_path: Path, loopback: Loopback
) -> None:
    """Whoever edits a template wants the result without typing the command again."""
    write_suite(tmp_path)
    process = start(tmp_path, loopback.url, "watched", "--watch", "--only", "c1")
    assert process.stderr is not None
    while "等待改动" not in process.stderr.readline():
        assert process.poll() is None
    suite = tmp_path / "small.toml"
    suite.write_text(suite.read_text("utf-8").replace("讲座3场", "讲座30场"), "utf-8")

    while "等待改动" not in process.stderr.readline():
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=30)

    assert process.returncode == 130
    assert len(list((tmp_path / "watched/runs").glob("*.json"))) == 2
    assert "讲座30场" in (tmp_path / "watched/replies.jsonl").read_text("utf-8")
