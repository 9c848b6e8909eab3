"""How much longer a whole draft takes than the ideal schedule of its own requests.

Usage: python bench/draft_against_schedule.py [NOTES] [--rounds 5]. ``drafter draft`` runs as a
process of its own against a loopback server that streams the facts of each request back at a fixed
rate of tokens. The ideal schedule is made of what that rate takes for the replies alone, nothing
that was measured: the paragraphs' chains of requests side by side, as many as the endpoint's
profile allows, the longest first. Start-up is from the process's start to the first request that
reaches the server; all that comes after it counts, verifying the whole and writing the file
included. What ``--dry-run`` takes is shown beside it: reading, planning, rendering, no model.
Medians are printed, with the processor's time, which no other load can stretch.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from drafter.model.profiles import find_profile
from drafter.session.journal import read_events
from tests.loopback import Loopback, Served

NOTES = Path(__file__).parents[1] / "examples" / "township-2025.txt"
# A token is about a character and a half of Chinese; an endpoint gives 30 to 60 of them a second.
PIECE = 2
RATE = 25.0
PROFILE = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One draft: seconds of the whole process and of its parts."""

    wall: float
    start_up: float
    last_reply: float  # from the first request to the end of the last reply
    ideal: float
    cpu: float
    requests: int
    paragraphs: int


def retold(body: dict[str, Any]) -> str:
    """Return the facts that were asked for as one sentence each, as a model that copies would."""
    facts = str(body["messages"][-1]["content"]).removeprefix("工作记录：").split("注意：")[0]
    return "；".join(line.strip() for line in facts.splitlines() if line.strip()) + "。"


def streaming_s(text: str) -> float:
    """Return how long the server streams a reply."""
    return -(-len(text) // PIECE) / RATE


def one_draft(notes: str, folder: Path) -> Round:
    """Write the notes' draft once and say how long it took and might have taken."""
    arrived: list[float] = []
    ends: list[float] = []
    lock = threading.Lock()

    def reply(body: dict[str, Any]) -> Served:
        now, text = time.monotonic(), retold(body)
        with lock:
            arrived.append(now)
            ends.append(now + streaming_s(text))
        return Served(text=text, piece=PIECE, token_delay_s=1 / RATE)

    output = folder / "draft.md"
    with Loopback(reply) as server:
        env = {**os.environ, "DRAFTER_BASE_URL": server.base_url, "DRAFTER_MODEL": "m"}
        began = time.monotonic()
        process = subprocess.Popen(
            [sys.executable, "-m", "drafter", "draft", notes, "-o", str(output), "--yes"],
            cwd=folder,
            env=env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - began
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, process.returncode
    chains: dict[str, float] = defaultdict(float)
    for event in read_events(output.with_name(output.name + ".session.jsonl")):
        if event["type"] == "reply":
            chains[event["paragraph"]] += streaming_s(event["text"])
    for path in folder.iterdir():
        path.unlink()
    return Round(
        wall=wall,
        start_up=min(arrived) - began,
        last_reply=max(ends) - min(arrived),
        ideal=schedule(list(chains.values()), find_profile(PROFILE).concurrency),
        cpu=usage.ru_utime + usage.ru_stime,
        requests=len(arrived),
        paragraphs=len(chains),
    )


def dry_run_s(notes: str, folder: Path) -> float:
    """Return what the same draft takes without a model: reading, planning, rendering prompts."""
    began = time.monotonic()
    subprocess.run(
        [sys.executable, "-m", "drafter", "draft", notes, "-o", str(folder / "x.md"), "--dry-run",
         "--yes"],
        cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True,
    )  # fmt: skip
    return time.monotonic() - began


def schedule(chains: list[float], width: int) -> float:
    """Return when the last of the chains ends, so many side by side, the longest first."""
    ends = [0.0] * width
    for chain in sorted(chains, reverse=True):
        ends[ends.index(min(ends))] += chain
    return max(ends)


def main() -> None:
    """Parse the arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("notes", nargs="?", default=str(NOTES))
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    notes = str(Path(arguments.notes).resolve())
    rounds: list[Round] = []
    dry: list[float] = []
    with tempfile.TemporaryDirectory() as home:
        os.environ["HOME"] = home
        folder = Path(home) / "out"
        folder.mkdir()
        for _ in range(arguments.rounds):
            rounds.append(one_draft(notes, folder))
            dry.append(dry_run_s(notes, folder))

    def middle(field: Callable[[Round], float]) -> float:
        return statistics.median(field(item) for item in rounds)

    print(f"{rounds[0].requests} requests for {rounds[0].paragraphs} paragraphs")
    print(
        f"wall {middle(lambda r: r.wall):.2f} s, ideal schedule {middle(lambda r: r.ideal):.2f} s,"
        f" start-up {middle(lambda r: r.start_up):.2f} s (dry run {statistics.median(dry):.2f} s),"
        f" processor {middle(lambda r: r.cpu):.2f} s"
    )
    print(f"last reply / ideal {middle(lambda r: r.last_reply / r.ideal):.3f}")
    print(f"(wall - start-up) / ideal {middle(lambda r: (r.wall - r.start_up) / r.ideal):.3f}")


if __name__ == "__main__":
    main()
