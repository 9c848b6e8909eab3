"""``drafter draft`` as its user runs it: files, exit codes, messages, and once for real."""

import json
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.loopback import Loopback, Served

NOTES = """\
青石乡妇联2025年工作记录
维权周摆摊2场 发资料3200份 咨询180人次
全年接待来访46件，调处成功43件
家政培训2期60人
六一慰问留守儿童71名，送书包71个
存在问题：活动经费紧张，全年只有3万元
"""
TOWNSHIP = Path(__file__).parents[2] / "examples" / "township-2025.txt"


def drafter(
    *words: str, cwd: Path, env: dict[str, str] | None = None, text: str | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "drafter", *words],
        cwd=cwd,
        env={**os.environ, **(env or {})},
        input=text,
        capture_output=True,
        text=True,
        timeout=500,
        check=False,
    )


@pytest.fixture
def notes(tmp_path: Path, private_home: Path) -> Path:
    path = tmp_path / "记录.txt"
    path.write_text(NOTES, "utf-8")
    return path


def test_without_a_model_a_verified_file_and_its_session_are_written(notes: Path) -> None:
    """The default name is the title, the session lies beside it and is private."""
    result = drafter("draft", notes.name, "--model", "none", "--json", cwd=notes.parent)
    assert result.returncode == 0, result.stderr
    report = json.loads(result.stdout)
    session = notes.parent / report["session"]

    assert report["output"] == "青石乡妇联2025年工作总结.docx"
    assert report["figures"]["flagged"] == report["figures"]["missing"] == 0
    assert stat.S_IMODE(session.stat().st_mode) == 0o600
    assert (
        drafter("verify", report["output"], "--facts", notes.name, cwd=notes.parent).returncode == 0
    )


def test_the_same_command_again_replaces_its_own_file(notes: Path) -> None:
    """Running it twice is normal work."""
    words = ("draft", notes.name, "--model", "none", "-o", "a.md")

    assert [drafter(*words, cwd=notes.parent).returncode for _ in range(2)] == [0, 0]


def test_a_file_that_a_person_changed_is_not_overwritten(notes: Path) -> None:
    """Her afternoon's edits are worth more than our draft."""
    words = ("draft", notes.name, "--model", "none", "-o", "a.md")
    drafter(*words, cwd=notes.parent)
    target = notes.parent / "a.md"
    target.write_text(target.read_text("utf-8") + "我加的一句", "utf-8")

    refused = drafter(*words, cwd=notes.parent)

    assert refused.returncode == 2
    assert "--force" in refused.stderr
    assert target.read_text("utf-8").endswith("我加的一句")
    assert drafter(*words, "--force", cwd=notes.parent).returncode == 0


def test_notes_come_from_standard_input_too(notes: Path) -> None:
    """A paste is the commonest input."""
    result = drafter("draft", "-", "--model", "none", "-o", "a.txt", cwd=notes.parent, text=NOTES)

    assert result.returncode == 0, result.stderr
    assert "3200份" in (notes.parent / "a.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("没有.txt",), "没有.txt"),
        (("记录.txt", "-o", "a.pdf"), ".docx"),
        (("记录.txt", "-o", "没有这层/a.docx"), "没有这层"),
        (("记录.txt", "--kind", "weekly"), "annual"),
        (("记录.txt", "--date", "昨天"), "2026-01-05"),
        (("记录.txt", "--prompts", "nonsense"), "v1"),
        (("记录.txt", "--profile", "nonsense"), "plain"),
        (("记录.txt", "--nonsense"), "--nonsense"),
    ],
)
def test_a_wrong_call_says_what_to_do_and_writes_nothing(
    notes: Path, words: tuple[str, ...], says: str
) -> None:
    """One Chinese message, exit code 2, no traceback, no half file."""
    before = set(notes.parent.iterdir())

    result = drafter("draft", *words, "--model", "none", cwd=notes.parent)

    assert result.returncode == 2
    assert says in result.stderr
    assert "Traceback" not in result.stderr
    assert set(notes.parent.iterdir()) == before


def test_dry_run_shows_the_prompts_and_writes_nothing(notes: Path) -> None:
    """What would be sent can be read before anything is."""
    before = set(notes.parent.iterdir())

    result = drafter("draft", notes.name, "--dry-run", cwd=notes.parent)

    assert result.returncode == 0
    assert "3200份" in result.stdout
    assert "词元" in result.stdout
    assert set(notes.parent.iterdir()) == before


def test_a_local_endpoint_writes_the_draft(notes: Path) -> None:
    """Any OpenAI-compatible server on this machine serves."""

    def reply(body: dict[str, object]) -> str:
        turns = body["messages"]
        assert isinstance(turns, list)
        prompt = str(turns[-1]["content"])
        return "，".join(prompt.split("注意：", maxsplit=1)[0].splitlines()[1:]) + "。"

    with Loopback(reply) as server:
        env = {
            "DRAFTER_BASE_URL": server.base_url,
            "DRAFTER_MODEL": "m",
            "DRAFTER_API_KEY": "sk-x1",
        }
        result = drafter("draft", notes.name, "-o", "a.md", "--json", cwd=notes.parent, env=env)
        report = json.loads(result.stdout)

    assert result.returncode == 0, result.stderr
    assert report["model"] == "m"
    assert {section["source"] for section in report["sections"]} <= {"model", "repaired"}


def test_a_remote_endpoint_gets_nothing(notes: Path) -> None:
    """Names stay at home until the user has opened the way knowingly."""
    env = {"DRAFTER_BASE_URL": "https://api.example.com/v1", "DRAFTER_MODEL": "m"}

    result = drafter("draft", notes.name, "-o", "a.md", "--yes", cwd=notes.parent, env=env)

    assert result.returncode in (2, 3)
    assert "Traceback" not in result.stderr


def test_a_dead_endpoint_still_gives_a_finished_document(notes: Path) -> None:
    """Exit code 3, plain sentences, the way to go on."""
    with Loopback(lambda _: Served(status=401)) as server:
        env = {
            "DRAFTER_BASE_URL": server.base_url,
            "DRAFTER_MODEL": "m",
            "DRAFTER_API_KEY": "sk-x1",
        }
        result = drafter("draft", notes.name, "-o", "a.md", cwd=notes.parent, env=env)

    assert result.returncode == 3
    assert "3200份" in (notes.parent / "a.md").read_text("utf-8")
    assert "sk-x1" not in result.stderr
    assert drafter("verify", "a.md", "--facts", notes.name, cwd=notes.parent).returncode == 0


def test_ctrl_c_keeps_what_is_finished(notes: Path) -> None:
    """Exit code 130, and the file holds the paragraphs that were done."""
    with Loopback(lambda _: Served(text="举办活动。" * 30, token_delay_s=0.05)) as server:
        env = {**os.environ, "DRAFTER_BASE_URL": server.base_url, "DRAFTER_MODEL": "m"}
        process = subprocess.Popen(
            [sys.executable, "-m", "drafter", "draft", notes.name, "-o", "a.md"],
            cwd=notes.parent,
            env=env,
            stderr=subprocess.PIPE,
            text=True,
        )
        while not server.bodies:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)

    assert process.returncode == 130, said
    assert "Traceback" not in said
    assert (notes.parent / "a.md").exists()


def test_the_plan_can_be_edited(notes: Path) -> None:
    """A heading that a person wrote stands in the document."""
    words = ("draft", notes.name, "--model", "none", "-o", "a.md", "--plan", "plan.yaml")
    drafter(*words, cwd=notes.parent)
    plan = notes.parent / "plan.yaml"
    lines = plan.read_text("utf-8").splitlines()
    first = next(i for i, line in enumerate(lines) if "heading:" in line)
    lines[first] = '  - heading: "我自己的标题"'
    plan.write_text("\n".join(lines) + "\n", "utf-8")

    drafter(*words, cwd=notes.parent)

    assert "一、我自己的标题" in (notes.parent / "a.md").read_text("utf-8")


@pytest.mark.model
def test_the_real_model_drafts_an_example(
    tmp_path: Path, small_model: str, private_home: Path
) -> None:
    """Notes in, verified Word file out, with the real embedded model in its own process."""
    excerpt = "\n".join(TOWNSHIP.read_text("utf-8").splitlines()[:28]) + "\n"
    notes = tmp_path / "notes.txt"
    notes.write_text(excerpt, "utf-8")

    result = drafter(
        "draft",
        "notes.txt",
        "-o",
        "a.docx",
        "--model",
        small_model,
        "--json",
        "--yes",
        cwd=tmp_path,
    )
    report = json.loads(result.stdout)
    verified = drafter("verify", "a.docx", "--facts", "notes.txt", cwd=tmp_path)

    assert result.returncode == 0, result.stderr
    assert verified.returncode == 0, verified.stdout
    assert report["figures"]["missing"] == 0
    assert report["tokens"]["cached"] > report["tokens"]["prompt"] / 2
    assert any(section["source"] != "plain" for section in report["sections"])


@pytest.mark.model
def test_killing_the_engine_in_the_middle_still_gives_a_document(
    tmp_path: Path, small_model: str, private_home: Path
) -> None:
    """A crash in the engine's process must not take the draft along: exit code 3."""
    notes = tmp_path / "notes.txt"
    notes.write_text(TOWNSHIP.read_text("utf-8"), "utf-8")
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "drafter",
            "draft",
            "notes.txt",
            "-o",
            "a.md",
            "--model",
            small_model,
        ],
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        text=True,
    )
    scratch = tmp_path / ".a.md.session.jsonl.new"
    deadline = time.monotonic() + 240
    while time.monotonic() < deadline and process.poll() is None:
        if scratch.exists() and b'"type":"paragraph"' in scratch.read_bytes():
            break
        time.sleep(0.1)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text("ascii").split()
    for child in children:
        os.kill(int(child), signal.SIGKILL)
    _, said = process.communicate(timeout=120)

    assert children
    assert process.returncode == 3, said
    assert drafter("verify", "a.md", "--facts", "notes.txt", cwd=tmp_path).returncode == 0
