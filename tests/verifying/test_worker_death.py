"""A worker of the stream that dies ends the run as an internal error, never as a clean result."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="needs the list of children")
def test_a_killed_worker_ends_the_stream_with_an_internal_error(tmp_path: Path) -> None:
    """Lines that nobody verified must not look verified; 70 says so."""
    path = tmp_path / "items.jsonl"
    item = json.dumps(
        {"id": 1, "facts": "培训2期120人，慰问12户", "draft": "培训2期120人，慰问12户。"}
    )
    path.write_text("\n".join([item] * 40_000), "utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "drafter", "verify", "--jsonl", str(path)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        while process.poll() is None and not (workers := children.read_text().split()):
            time.sleep(0.01)
        os.kill(int(workers[0]), signal.SIGKILL)
        told = process.communicate(timeout=120)[1]

    assert process.returncode == 70
    assert "Traceback" not in told
