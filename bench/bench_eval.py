"""What the evaluation's runner adds to the endpoint's own time.

200 requests of fixed 0.5 s at 20 side by side, ideal 5 s: at most 1.3 times that as a whole
process and 1.08 times without start-up, the cached second run at most 0.7 s, under 150 MB. Run
with ``make bench`` on a machine that does nothing else; elsewhere only the ratio to the bare loop
means anything, which runs in turns with ours so that what else the machine does falls on both.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

REQUESTS, SECONDS, SIDE_BY_SIDE = 200, 0.5, 20
BARE = Path(__file__).parent / "bare_loop.py"
LOOPBACK = Path(__file__).parents[1] / "tests/evaluating/loopback.py"
# As a user runs it: compiled once, not anew at every start.
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
IDEAL_S = REQUESTS * SECONDS / SIDE_BY_SIDE
CASE = """
[[case]]
id = "c{number:03d}"
org = "柳河镇妇联"
period = "2025"
notes = "举办家庭教育讲座{talks}场，参加家长{parents}人次\\n发放宣传资料{leaflets}份"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a process went."""

    seconds: float
    megabytes: float
    inside: float  # from the first request to the last row, without start-up
    cpu: float  # what load cannot stretch


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    """Start the loopback endpoint and return its address."""
    server = subprocess.Popen(
        [sys.executable, str(LOOPBACK), str(SECONDS)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.stdout is not None
    yield f"http://127.0.0.1:{server.stdout.readline().strip()}/v1"
    server.terminate()
    server.stdout.close()
    server.wait()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a suite of paragraphs that the endpoint answers at first."""
    place = tmp_path_factory.mktemp("eval")
    cases = [
        CASE.format(number=i, talks=i % 7 + 2, parents=100 + i, leaflets=300 + i)
        for i in range(REQUESTS)
    ]
    (place / "bench.toml").write_text('id = "bench"\npurpose = "bench"\n' + "".join(cases), "utf-8")
    return place


def run(folder: Path, base_url: str, out: str) -> Ended:
    """Run the suite as a process of its own."""
    began = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "drafter", "eval", "run", "--suite", "bench.toml",
         "--concurrency", str(SIDE_BY_SIDE), "--repeats", "1", "--out", out],
        cwd=folder,
        env={**ENVIRONMENT, "DRAFTER_BASE_URL": base_url, "DRAFTER_MODEL": "loopback"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    seconds = time.monotonic() - began
    record = json.loads(next((folder / out / "runs").glob("*.json")).read_text("utf-8"))
    return Ended(
        seconds=seconds,
        megabytes=usage.ru_maxrss / 1024,
        inside=record["seconds"],
        cpu=usage.ru_utime + usage.ru_stime,
    )


def run_bare(folder: Path, base_url: str, out: str) -> Ended:
    """Run as many calls through the SDK alone, as a process of its own."""
    began = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, str(BARE), base_url, str(REQUESTS), str(SIDE_BY_SIDE), out],
        cwd=folder,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    inside = float(process.stdout.read())
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stdout.close()
    assert process.returncode == 0
    return Ended(
        seconds=time.monotonic() - began,
        megabytes=usage.ru_maxrss / 1024,
        inside=inside,
        cpu=usage.ru_utime + usage.ru_stime,
    )


def test_200_requests(benchmark: BenchmarkFixture, folder: Path, endpoint: str) -> None:
    """The whole process against the ideal, and in turns with the bare loop."""
    ours: list[Ended] = []
    bare: list[Ended] = []

    def both() -> None:
        bare.append(run_bare(folder, endpoint, f"bare{len(bare)}.jsonl"))
        ours.append(run(folder, endpoint, f"new{len(ours)}"))

    benchmark.pedantic(both, rounds=3, iterations=1)
    best = min(ours, key=lambda item: item.seconds)
    against = {
        name: statistics.median(
            getattr(own, name) / getattr(other, name) for own, other in zip(ours, bare, strict=True)
        )
        for name in ("seconds", "inside")
    }
    ratio = best.seconds / IDEAL_S
    inside = min(item.inside for item in ours) / IDEAL_S
    benchmark.extra_info.update(
        ratio=ratio, inside=inside, megabytes=best.megabytes, against_bare_loop=against
    )
    print(
        f"{best.seconds:.2f} s, {ratio:.2f} x ideal, {inside:.2f} without start-up,"
        f" {best.megabytes:.0f} MB,"
        f" {best.cpu:.2f} s of processor; against the bare loop {against['seconds']:.2f}"
        f" and {against['inside']:.2f} without start-up"
    )


def test_cached_run(benchmark: BenchmarkFixture, folder: Path, endpoint: str) -> None:
    """The second run asks nothing."""
    run(folder, endpoint, "cached")
    ended: list[Ended] = []
    benchmark.pedantic(
        lambda: ended.append(run(folder, endpoint, "cached")), rounds=3, iterations=1
    )
    best = min(ended, key=lambda item: item.seconds)
    benchmark.extra_info.update(seconds=best.seconds, megabytes=best.megabytes)
    print(f"cached {best.seconds:.2f} s, {best.cpu:.2f} s of processor, {best.megabytes:.0f} MB")
