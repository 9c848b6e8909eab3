"""How much longer a whole draft takes than the ideal schedule of its own requests.

Usage: python bench/draft_against_schedule.py [NOTES] [--rounds 3]. A loopback server streams the
facts of each request back at a fixed rate of tokens and keeps how long each request was. The ideal
schedule runs the paragraphs' chains of requests, each as long as the server took, side by side as
many as the endpoint's profile allows, the longest first. Start-up is the time of the same draft
with replies that cost nothing. All three are taken in one run, in turn; medians are printed.
"""

import argparse
import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from drafter.commands.draft_progress import DraftProgress
from drafter.commands.draft_writing import open_for_drafting, session_path_of, write_summary
from drafter.commands.evidence import load_fact_sheet
from drafter.drafting import prepare_summary
from drafter.session.journal import read_events
from tests.loopback import Loopback, Served

NOTES = Path(__file__).parents[1] / "examples" / "township-2025.txt"
# A token is about a character and a half of Chinese; an endpoint gives 30 to 60 of them a second.
PIECE = 2
RATE = 25.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One draft: its wall time, the ideal schedule, and how many requests it made."""

    wall: float
    ideal: float
    requests: int
    paragraphs: int


def retold(body: dict[str, Any]) -> str:
    """Return the facts that were asked for as one sentence each, as a model that copies would."""
    facts = str(body["messages"][-1]["content"]).removeprefix("工作记录：").split("注意：")[0]
    return "；".join(line.strip() for line in facts.splitlines() if line.strip()) + "。"


def one_draft(notes: str, folder: Path, rate: float | None) -> Round:
    """Write the notes' draft once and say how long it took and might have taken."""

    def reply(body: dict[str, Any]) -> Served:
        delay = 0.0 if rate is None else 1 / rate
        return Served(text=retold(body), piece=PIECE, token_delay_s=delay)

    with Loopback(reply) as server:
        os.environ["DRAFTER_BASE_URL"], os.environ["DRAFTER_MODEL"] = server.base_url, "m"
        began = time.monotonic()
        width = asyncio.run(_drafted(notes, folder / "draft.md"))
        wall = time.monotonic() - began
    events = read_events(session_path_of(folder / "draft.md"))
    chains: dict[str, float] = defaultdict(float)
    replies = [event for event in events if event["type"] == "reply"]
    for event in replies:
        chains[event["paragraph"]] += event["seconds"]
    for path in folder.iterdir():
        path.unlink()
    ideal = schedule(list(chains.values()), width)
    return Round(wall=wall, ideal=ideal, requests=len(replies), paragraphs=len(chains))


async def _drafted(notes: str, target: Path) -> int:
    sheet = load_fact_sheet([notes])
    prepared = prepare_summary(sheet, prompts="v1", seed=1)
    model, trouble = await open_for_drafting(None, prepared, yes=True)
    if model is None:
        raise SystemExit(trouble)
    try:
        progress = DraftProgress(prepared.plan, quiet=True)
        await write_summary(prepared, target, model=model, progress=progress, profile="plain")
    finally:
        await model.aclose()
    return model.concurrency


def schedule(chains: list[float], width: int) -> float:
    """Return when the last of the chains ends, so many side by side, the longest first."""
    ends = [0.0] * width
    for chain in sorted(chains, reverse=True):
        ends[ends.index(min(ends))] += chain
    return max(ends)


def middle(rounds: list[Round], field: Callable[[Round], float]) -> float:
    """Return the median of one field."""
    return statistics.median(field(item) for item in rounds)


def main() -> None:
    """Parse the arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("notes", nargs="?", default=str(NOTES))
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    timed: list[Round] = []
    free: list[Round] = []
    with tempfile.TemporaryDirectory() as home:
        os.environ["HOME"] = home
        folder = Path(home) / "out"
        folder.mkdir()
        one_draft(arguments.notes, folder, None)  # modules are loaded, dictionaries read
        for _ in range(arguments.rounds):
            timed.append(one_draft(arguments.notes, folder, RATE))
            free.append(one_draft(arguments.notes, folder, None))
    wall, ideal = middle(timed, lambda r: r.wall), middle(timed, lambda r: r.ideal)
    start = middle(free, lambda r: r.wall)
    print(f"{timed[0].requests} requests for {timed[0].paragraphs} paragraphs")
    print(f"wall {wall:.2f} s, ideal schedule {ideal:.2f} s, start-up {start:.2f} s")
    print(f"(wall - start-up) / ideal {(wall - start) / ideal:.3f}")


if __name__ == "__main__":
    main()
