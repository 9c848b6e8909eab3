"""What verifying costs against scanning the same text, and how it grows with its length.

``python bench/bench_verify.py`` prints processor time per item and per step for the fixed item
(130 characters of notes, 120 of draft, 20 figures), the stream's items a second, and the growth.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from drafter.facts import build_fact_sheet
from drafter.figures import find_figures
from drafter.intake import notes_from_text
from drafter.verifying import Verifier, verification_to_json

NOTES = (
    "培训2期120人；发放资料3200份；慰问12户6000元；接访26件，办结25件；讲座5场，参加300人次；"
    "最美家庭10户，其中市级4户；书包71个；志愿者45名，服务30次；信息18篇，采用7篇；"
    "女党员33人；巾帼岗2个；贷款50万元；3月8日启动，救助3人"
)
DRAFT = (
    "全年举办培训2期120人，发放宣传资料3200份，慰问困难家庭12户6000元。接待来访26件，办结25件；"
    "讲座5场300人次。创建最美家庭10户，市级4户，送书包71个；45名志愿者服务30次，"
    "信息18篇、采用7篇；贷款50万元，女党员33人，巾帼岗2个"
)


def seconds(step: Callable[[], object], least: float = 0.5) -> float:
    """Return the processor seconds of one call, the best of three runs."""
    step()
    best = float("inf")
    for _ in range(3):
        count = 0
        start = time.process_time()
        while time.process_time() - start < least / 3:
            step()
            count += 1
        best = min(best, (time.process_time() - start) / count)
    return best


def steps() -> None:
    """Print the time of each step of one item as multiples of scanning its texts."""
    notes = notes_from_text(NOTES)
    sheet = build_fact_sheet([notes])
    verifier = Verifier(sheet)
    verification = verifier.verify(DRAFT)
    scan = seconds(lambda: (find_figures(NOTES), find_figures(DRAFT)))
    parts = {
        "intake": seconds(lambda: notes_from_text(NOTES)),
        "fact sheet": seconds(lambda: build_fact_sheet([notes])),
        "evidence": seconds(lambda: Verifier(sheet)),
        "verify": seconds(lambda: verifier.verify(DRAFT)),
        "json": seconds(lambda: verification_to_json(verification)),
    }
    print(f"scan {scan * 1e3:.2f} ms ({len(find_figures(DRAFT))} figures in the draft)")
    for name, spent in parts.items():
        print(f"{name:<12}{spent * 1e3:>8.2f} ms {spent / scan:>6.1f} x scan")
    verifying = parts["evidence"] + parts["verify"]
    print(f"{'verifying':<12}{verifying * 1e3:>8.2f} ms {verifying / scan:>6.1f} x scan")
    total = sum(parts.values())
    print(f"{'all':<12}{total * 1e3:>8.2f} ms {total / scan:>6.1f} x scan")


def stream(count: int = 4000) -> None:
    """Print the stream's wall and processor time; a quotient near 2 means that both cores work."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "items.jsonl"
        lines = (json.dumps({"id": n, "facts": NOTES, "draft": DRAFT}) for n in range(count))
        path.write_text("\n".join(lines), encoding="utf-8")
        start, before = time.perf_counter(), os.times()
        command = [sys.executable, "-m", "drafter", "verify", "--jsonl", str(path)]
        subprocess.run(command, check=False, stdout=subprocess.DEVNULL)
        wall, after = time.perf_counter() - start, os.times()
    spent = after.children_user + after.children_system
    spent -= before.children_user + before.children_system
    print(f"stream: {count / wall:.0f} items/s, processor/wall {spent / wall:.2f}")


def growth() -> None:
    """Print time per character of notes and draft as both grow to 200,000 characters."""
    for size in (2_000, 20_000, 200_000):
        lines = [
            f"第{n}村培训妇女{n % 97 + 3}人，发放资料{n * 7 % 991}份" for n in range(size // 24)
        ]
        notes = notes_from_text("\n".join(lines))
        start = time.process_time()
        sheet = build_fact_sheet([notes])
        built = time.process_time()
        Verifier(sheet).verify("。\n".join(lines))
        done = time.process_time()
        print(
            f"{size:>8} characters: sheet {(built - start) / size * 1e6:6.1f} us/char, "
            f"verify {(done - built) / size * 1e6:6.1f} us/char"
        )


if __name__ == "__main__":
    steps()
    stream()
    growth()
