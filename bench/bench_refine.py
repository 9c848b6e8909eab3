"""How quickly ``drafter refine`` answers: commands, opening, and (on request) turns of the model.

``python bench/bench_refine.py`` prints milliseconds for each command on a draft of some 10,000
characters, of the processor and by the clock (the answer; and behind it, while the user reads, the
whole text judged again), and the seconds from start to prompt of sessions with 1 and 500 turns.
``python bench/bench_refine.py --model qwen2.5-1.5b`` prints 20 turns of the model instead. Each is
typed as a cadre types, two characters a second, and the paragraph that it names is read ahead
meanwhile; ``--typing 0`` has it pasted, so that nothing is.
"""

import argparse
import asyncio
import json
import os
import pty
import select
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from drafter.commands.refine import _door
from drafter.refining.ink import Ink
from drafter.refining.running import Refiner
from drafter.refining.starting import resume
from drafter.session import Journal

HERE = Path(__file__).parent
EXAMPLE = HERE.parent / "examples" / "township-2025.txt"
CASES = HERE.parent / "tests" / "cases" / "facts"
ROUNDS = 5
# A command, and a second line that puts the draft back where it was.
COMMANDS = (
    ("/看", ""),
    ("/看 3", ""),
    ("/核对", ""),
    ("/事实", ""),
    ("/历史", ""),
    ("/段 3", "/段 全文"),
    ("/锁定 5", "/解锁 5"),
    ("把第1段移到第2段后面", "/拒绝"),
    ("删掉第4段最后一句", "/拒绝"),
    ("把“开展”改成“组织开展”", "/拒绝"),
    ("/标题 2 抓好阵地", "/拒绝"),
    ("/合并 7 8", "/拒绝"),
    ("/写 6 全年走访慰问困难妇女。", "/拒绝"),
    ("把人数写到2000人", ""),
    ("/事实 改 a5.f1 {}", "/拒绝"),
    ("再加一条：12月办读书会1场，{}人", "/拒绝"),
    ("/事实 删 a7", "/拒绝"),
)
TAKEN = ("把第1段移到第2段后面", "", "/比较 1 2", "/撤销", "/重做", "/撤销")
TURNS = ("语气再朴实些", "写具体一点", "写通顺些", "写简短一点", "换个说法")


def long_notes() -> str:
    """Return notes of many townships as one, for a draft of some 10,000 characters."""
    lines = ["柳河县妇联2025年工作总结"]
    for name in ("notes-second.json", "notes.json"):
        for case in json.loads((CASES / name).read_text("utf-8"))["notes"]:
            lines += case["text"].split("\n")[1:]
    return "\n".join([*lines, *EXAMPLE.read_text("utf-8").split("\n")[1:]])


def drafted(folder: Path, notes: str) -> Path:
    """Draft notes in plain sentences; return the session."""
    (folder / "记录.txt").write_text(notes, "utf-8")
    words = ["draft", "记录.txt", "--model", "none", "-o", "a.docx", "--yes", "--force"]
    subprocess.run(
        [sys.executable, "-m", "drafter", *words], cwd=folder, check=False, capture_output=True
    )
    return folder / "a.docx.session.jsonl"


class Talk:
    """A session driven from here, its answers kept."""

    def __init__(self, session: Path, journal: Journal, model: str = "none") -> None:
        resumed = resume(session, journal)
        self.said: list[str] = []
        self.first_words = 0.0
        self.started = 0.0
        door = _door("v1", 1, yes=True)
        door.say, door.ink = self._hear, lambda: Ink(width=80, colour=True)
        self.refiner = Refiner(
            path=session, journal=journal, state=resumed.state, beginning=resumed.beginning,
            door=door, model_name=model,
        )  # fmt: skip

    def _hear(self, text: str) -> None:
        self.said.append(text)
        if not self.first_words and self.started and "正在写" not in text:
            self.first_words = time.perf_counter() - self.started

    async def answer(self, line: str) -> "Times":
        """Return how long the answer to a line took."""
        started = self.started = time.perf_counter()
        busy = time.process_time()
        self.first_words = 0.0
        await self.refiner.take(line)
        answered, spent = time.perf_counter(), time.process_time()
        await self.refiner.settle()
        return Times(
            clock=1000 * (answered - started),
            busy=1000 * (spent - busy),
            judging=1000 * (time.process_time() - spent),
            whole_s=time.perf_counter() - started,
        )


@dataclass(frozen=True)
class Times:
    """Milliseconds by the clock and of the processor until the answer; those of judging behind."""

    clock: float
    busy: float
    judging: float
    whole_s: float


def shown(name: str, times: Sequence[Times]) -> float:
    """Print one row and return its median."""
    busy = [item.busy for item in times]
    middle = statistics.median(busy)
    print(
        f"{name:<28}{busy[0]:>9.0f}{middle:>9.0f}{max(busy):>9.0f}"
        f"{statistics.median(item.clock for item in times):>9.0f}"
        f"{max(item.judging for item in times):>9.0f}"
    )
    return middle


async def commands(session: Path) -> None:
    """Print how long each command takes."""
    with Journal(session) as journal:
        talk = Talk(session, journal)
        characters = sum(len(part.text) for part in talk.refiner.state.text.parts)
        print(f"{characters} characters, {len(talk.refiner.state.text.paragraphs)} paragraphs")
        started = time.perf_counter()
        talk.refiner.read_on(aloud=True)
        await talk.refiner.settle()
        print(
            f"judged for the first time, behind the prompt: {time.perf_counter() - started:.2f} s"
        )
        heads = ("first", "median", "worst", "by clock", "judged")
        print(f"\n{'milliseconds of processor':<28}" + "".join(f"{head:>9}" for head in heads))
        medians = []
        for line, back in COMMANDS:
            times = []
            for place in range(ROUNDS):
                times.append(await talk.answer(line.format(31 + place)))
                if back:
                    await talk.answer(back)
            medians.append(shown(line, times))
        rounds = [[await talk.answer(line) for line in TAKEN] for _ in range(ROUNDS)]
        for place, line in enumerate(TAKEN[1:5], 1):
            medians.append(shown(line or "(Enter: accept)", [row[place] for row in rounds]))
        print(f"\nmedian over all commands: {statistics.median(medians):.0f} ms")


async def lived(session: Path, turns: int) -> None:
    """Work on a session for so many turns."""
    with Journal(session) as journal:
        talk = Talk(session, journal)
        said = 0
        while said < turns:
            new = f"再加一条：12月{said % 28 + 1}日办茶话会1场，{said}人"
            for line in (*TAKEN[:2], TAKEN[3], new,
                         "" if said % 25 == 0 else "/拒绝"):  # fmt: skip
                await talk.answer(line)
                said += bool(line)


def to_prompt(session: Path) -> tuple[float, float]:
    """Return the seconds by the clock and of the processor from start to prompt."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(session.parent)
        os.environ["TERM"] = "xterm"
        words = [sys.executable, "-m", "drafter", "refine", session.name, "--model", "none"]
        os.execv(sys.executable, words)  # noqa: S606 # no shell is wanted
    started = time.perf_counter()
    seen = ""
    while "[第" not in seen:
        if select.select([terminal], [], [], 60)[0]:
            seen += os.read(terminal, 65536).decode("utf-8", "ignore")
            if "\x1b[6n" in seen:  # the prompt asks where the cursor is
                os.write(terminal, b"\x1b[1;1R")
    seconds = time.perf_counter() - started
    os.kill(pid, 9)
    used = os.wait4(pid, 0)[2]
    os.close(terminal)
    return seconds, used.ru_utime + used.ru_stime


async def typed(refiner: Refiner, line: str, per_second: float) -> None:
    """Let a line come into being as it does in the prompt."""
    for end in range(1, len(line) + 1 if per_second else 0):
        refiner.foresee(line[:end])
        await asyncio.sleep(1 / per_second)


async def model_turns(session: Path, model: str, count: int, per_second: float) -> None:
    """Print some turns of the model, its prefix read while the session opens."""
    with Journal(session) as journal:
        talk = Talk(session, journal, model)
        refiner = talk.refiner
        started = time.perf_counter()
        refiner.read_on(aloud=True)
        refiner.writer.begin(refiner.state.facts_yaml)
        await refiner.settle()
        await refiner.writer.settle()
        print(f"model open and its prefix read: {time.perf_counter() - started:.1f} s")
        rows = []
        results = [n for n, part in enumerate(refiner.state.text.paragraphs, 1)
                   if part.role == "result"]  # fmt: skip
        for turn in range(count):
            # No order that a guess by neighbourhood would get right.
            line = f"第{results[5 * turn % len(results)]}段{TURNS[turn % len(TURNS)]}"
            await typed(refiner, line, per_second)
            times = await talk.answer(line)
            offered = refiner.state.pending is not None
            rows.append((talk.first_words, times.whole_s, offered))
            print(f"{line:<20}{talk.first_words:>8.2f} s{rows[-1][1]:>8.2f} s  "
                  f"{'offered' if offered else 'kept as it was'}")  # fmt: skip
            await talk.answer("" if turn % 2 else "/拒绝")
        first, done = (statistics.median(row[place] for row in rows) for place in (0, 1))
        print(f"\nmedian of {len(rows)}: first words {first:.2f} s, verified and shown "
              f"{done:.2f} s; worst {max(row[1] for row in rows):.1f} s; "
              f"offered {sum(row[2] for row in rows)}")  # fmt: skip
        await refiner.aclose()


def opened(session: Path) -> str:
    """Return how long a session takes from start to prompt: medians by the clock and the processor.

    The second is what a machine takes that nobody else uses.
    """
    clock, busy = zip(*(to_prompt(session) for _ in range(ROUNDS)), strict=True)
    return f"{statistics.median(clock):.2f} s, of processor {statistics.median(busy):.2f} s"


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", default="")
    parser.add_argument("--turns", type=int, default=20)
    parser.add_argument("--typing", type=float, default=2.0)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if chosen.model:
            session = drafted(folder, EXAMPLE.read_text("utf-8"))
            asyncio.run(model_turns(session, chosen.model, chosen.turns, chosen.typing))
            return
        asyncio.run(commands(drafted(folder, long_notes())))
        session = drafted(folder, EXAMPLE.read_text("utf-8"))
        asyncio.run(lived(session, 1))
        print(f"\nstart to prompt, 1 turn: {opened(session)}")
        asyncio.run(lived(session, 500))
        print(f"start to prompt, 500 turns: {opened(session)} "
              f"({session.stat().st_size // 1024} KB)")  # fmt: skip


if __name__ == "__main__":
    main()
