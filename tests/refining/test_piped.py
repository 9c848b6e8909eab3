"""``drafter refine`` as a script drives it: pipe in, file out, a session that survives SIGKILL."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from drafter.errors import InputError
from drafter.exporting import read_docx
from drafter.refining.state import replay
from drafter.session import load_session, read_events
from tests.refining.makers import NOTES

LINES = ["把第1段移到第2段后面", "", "/撤销", "/重做", "删掉第1段最后一句", "/拒绝",
         "再加一条：12月办读书会1场，40人", "", "/锁定 1", "/解锁 1"]  # fmt: skip


def drafter(*words: str, cwd: Path, text: str = "") -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "drafter", *words], cwd=cwd, input=text,
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, private_home: Path) -> Path:
    (tmp_path / "记录.txt").write_text(NOTES, "utf-8")
    made = drafter("draft", "记录.txt", "--model", "none", "-o", "a.docx", cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    return tmp_path


def refine(folder: Path, text: str, *words: str) -> "subprocess.CompletedProcess[str]":
    return drafter("refine", "a.docx", "--model", "none", *words, cwd=folder, text=text)


def test_instructions_from_a_pipe_change_and_save_the_file(folder: Path) -> None:
    """Scripts and tests have no terminal; what they accept must reach the file."""
    result = refine(folder, "再加一条：12月办读书会1场，40人\n/接受\n/保存\n")

    assert result.returncode == 0, result.stderr
    assert "已写好" in result.stdout
    assert "\x1b" not in result.stdout
    assert drafter("verify", "a.docx", "--facts", "记录.txt", cwd=folder).returncode == 1
    assert any("40人" in block.text for block in read_docx(folder / "a.docx").blocks)


def test_a_session_goes_on_where_it_was_left_even_mid_question(folder: Path) -> None:
    """The change that waited is still there tomorrow, and undo still works."""
    refine(folder, "把第1段移到第2段后面\n\n删掉第2段\n")

    result = refine(folder, "/拒绝\n/撤销\n")

    assert "没有采用" in result.stdout
    assert "已撤销" in result.stdout


def test_an_edited_word_file_comes_back(folder: Path) -> None:
    """She edits in Word whatever we build; her sentence must not be lost."""
    refine(folder, "/导出 b.docx\n")
    before = read_docx(folder / "b.docx")

    same = refine(folder, "", "--import", "b.docx")

    assert "没有改动" in same.stdout
    assert load_session(folder / "a.docx.session.jsonl").document == before


def test_a_refined_draft_is_not_redrafted_by_accident(folder: Path) -> None:
    """The same draft command again would throw an afternoon's acceptances away."""
    refine(folder, "把第1段移到第2段后面\n\n/保存\n")

    result = drafter("draft", "记录.txt", "--model", "none", "-o", "a.docx", cwd=folder)

    assert result.returncode == 2
    assert "refine" in result.stderr


def test_any_draft_opens_with_its_facts(folder: Path) -> None:
    """Most drafts were not written by drafter."""
    (folder / "旧稿.txt").write_text("工作总结\n\n　　家政培训2期，培训60人。\n", "utf-8")

    result = drafter("refine", "旧稿.txt", "--facts", "记录.txt", "--model", "none",
                     cwd=folder, text="/核对\n")  # fmt: skip

    assert result.returncode == 0, result.stderr
    assert "60人 有据" in result.stdout


@pytest.mark.usefixtures("private_home")
def test_a_draft_that_is_not_there_is_said_to(tmp_path: Path) -> None:
    """Whoever mistypes a name is not helped by being asked for facts."""
    result = drafter("refine", "nope.docx", "--model", "none", cwd=tmp_path)

    assert result.returncode == 2
    assert "没有这个文件" in result.stderr


def killed_and_resumed(folder: Path, seed: int) -> int:
    """Kill a session at a random moment; what it had said to be taken must be there.

    Returns:
        How many acceptances it had said.
    """
    rng = random.Random(seed)
    path = folder / "a.docx.session.jsonl"
    process = subprocess.Popen(
        [sys.executable, "-m", "drafter", "refine", "a.docx", "--model", "none"],
        cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    for line in LINES * 5:
        process.stdin.write(line + "\n")
    process.stdin.flush()
    # By what it says and not by the clock, so that a slow machine is killed in the middle too; one
    # in ten while it starts.
    wanted = 0 if rng.random() < 0.1 else rng.randint(1, 40)
    said = "".join(process.stdout.readline() for _ in range(wanted))
    time.sleep(rng.uniform(0, 0.15))
    process.send_signal(signal.SIGKILL)
    said += process.communicate()[0]
    try:
        state = replay(read_events(path))
    except InputError as error:
        pytest.fail(f"the journal is damaged: {error}")
    shown = [int(part.partition("版")[0]) for part in said.split("已采用，现在是第")[1:]
             if "版" in part]  # fmt: skip
    assert len(state.versions.all) >= max(shown, default=0)
    resumed = refine(folder, "/历史\n")
    assert resumed.returncode == 0, resumed.stderr
    assert f"▸第{max(state.versions.current, 1)}版" in resumed.stdout
    for line in path.read_bytes().splitlines():
        json.loads(line)
    return len(shown)


def test_a_killed_session_loses_nothing_that_was_accepted(folder: Path) -> None:
    """Power cuts do not wait for a good moment; a fixed sample of the soak."""
    assert sum(killed_and_resumed(folder, seed) for seed in range(5)) > 0


@pytest.mark.soak
def test_two_hundred_killed_sessions_lose_nothing(folder: Path) -> None:
    """The same at two hundred random moments, on one session that grows."""
    assert sum(killed_and_resumed(folder, seed) for seed in range(200)) > 200
