"""A draft that stopped is gone on with, one that is recorded is written again, limits hold."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.commands.test_draft import NOTES, drafter
from tests.loopback import Loopback, Served


def prose(body: dict[str, Any]) -> str:
    """Return the lines of the last turn as one sentence."""
    prompt = str(body["messages"][-1]["content"])
    return "，".join(prompt.split("注意：", maxsplit=1)[0].splitlines()[1:]) + "。"


def env_of(server: Loopback) -> dict[str, str]:
    return {"DRAFTER_BASE_URL": server.base_url, "DRAFTER_MODEL": "m", "DRAFTER_API_KEY": "sk-x1"}


@pytest.fixture
def folder(tmp_path: Path, private_home: Path) -> Path:
    (tmp_path / "记录.txt").write_text(NOTES, "utf-8")
    return tmp_path


def stopped(
    folder: Path, server: Loopback, number: signal.Signals, *, after: int, times: int = 1
) -> int:
    """Start a draft, send it a signal once so many requests have come, return its exit code."""
    process = subprocess.Popen(
        [sys.executable, "-m", "drafter", "draft", "记录.txt", "-o", "a.docx"],
        cwd=folder,
        env={**os.environ, **env_of(server)},
        stderr=subprocess.PIPE,
        text=True,
    )
    journal = folder / ".a.docx.session.jsonl.new"
    finished = 0
    # The request that hangs may be sent before the ones ahead of it are written down.
    while len(server.bodies) < after or finished < after - 1:
        time.sleep(0.02)
        finished = journal.read_text("utf-8").count('"type":"paragraph"') if journal.exists() else 0
    for _ in range(times):
        process.send_signal(number)
        time.sleep(0.05)
    _, said = process.communicate(timeout=60)
    assert "Traceback" not in said
    return process.returncode


def slow_after(count: int) -> Callable[[dict[str, Any]], Served]:
    """Answer so many requests at once, hang on those after them."""
    asked: list[str] = []

    def reply(body: dict[str, Any]) -> Served:
        asked.append("x")
        return Served(text=prose(body), delay_s=0 if len(asked) <= count else 3600)

    return reply


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_a_draft_that_was_stopped_is_gone_on_with(folder: Path, number: signal.Signals) -> None:
    """Only what was under way is asked again, and the file is the undisturbed one."""
    with Loopback(prose) as server:
        drafter("draft", "记录.txt", "-o", "whole.docx", cwd=folder, env=env_of(server))
        undisturbed = len(server.bodies)
    with Loopback(slow_after(2)) as server:
        stopped(folder, server, number, after=3)
    with Loopback(prose) as server:
        result = drafter("draft", "记录.txt", "-o", "a.docx", cwd=folder, env=env_of(server))
        repeated = len(server.bodies)

    assert result.returncode == 0, result.stderr
    assert repeated == undisturbed - 2
    assert (folder / "a.docx").read_bytes() == (folder / "whole.docx").read_bytes()
    assert not list(folder.glob(".*.new"))


def test_a_second_ctrl_c_loses_nothing_either(folder: Path) -> None:
    """Whoever presses twice wants out at once, and wants what was paid for all the same."""
    with Loopback(prose) as server:
        drafter("draft", "记录.txt", "-o", "whole.docx", cwd=folder, env=env_of(server))
        undisturbed = len(server.bodies)
    with Loopback(slow_after(2)) as server:
        code = stopped(folder, server, signal.SIGINT, after=3, times=2)
    with Loopback(prose) as server:
        result = drafter("draft", "记录.txt", "-o", "a.docx", cwd=folder, env=env_of(server))
        repeated = len(server.bodies)

    assert code == 130
    assert result.returncode == 0, result.stderr
    assert repeated == undisturbed - 2
    assert (folder / "a.docx").read_bytes() == (folder / "whole.docx").read_bytes()
    assert not list(folder.glob(".*.new"))


def test_a_server_that_is_killed_in_mid_stream_costs_only_its_own_paragraphs(folder: Path) -> None:
    """The document is whole and verified; with a live server only the rest is asked for."""
    with Loopback(prose) as server:
        drafter("draft", "记录.txt", "-o", "whole.md", cwd=folder, env=env_of(server))
        undisturbed = len(server.bodies)
    script = (
        "import time; from tests.loopback import Loopback, Served;"
        "from tests.commands.test_draft_again import prose; seen = [];\n"
        "def reply(body):\n"
        "    seen.append(body)\n"
        "    return Served(text=prose(body), token_delay_s=0 if len(seen) < 3 else 3600)\n"
        "with Loopback(reply) as server:\n"
        "    print(server.base_url, flush=True)\n"
        "    while True: time.sleep(1)\n"
    )
    served = subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert served.stdout is not None
    url = served.stdout.readline().strip()
    draft = subprocess.Popen(
        [sys.executable, "-m", "drafter", "draft", "记录.txt", "-o", "a.md"],
        cwd=folder,
        env={**os.environ, "DRAFTER_BASE_URL": url, "DRAFTER_MODEL": "m"},
        stderr=subprocess.PIPE,
        text=True,
    )
    journal = folder / ".a.md.session.jsonl.new"
    while not journal.exists() or journal.read_text("utf-8").count('"type":"paragraph"') < 2:
        time.sleep(0.02)
    served.kill()
    served.wait()
    served.stdout.close()
    _, said = draft.communicate(timeout=300)
    verified = drafter("verify", "a.md", "--facts", "记录.txt", "--strict", cwd=folder)
    with Loopback(prose) as server:
        again = drafter("draft", "记录.txt", "-o", "a.md", cwd=folder, env=env_of(server))
        repeated = len(server.bodies)

    assert draft.returncode == 3, said
    assert "Traceback" not in said
    assert verified.returncode == 0, verified.stdout
    assert again.returncode == 0, again.stderr
    assert repeated == undisturbed - 2
    assert (folder / "a.md").read_bytes() == (folder / "whole.md").read_bytes()


def test_what_a_killed_run_left_is_told_of_and_can_be_deleted(folder: Path) -> None:
    """It is hidden, and it holds what the notes say."""
    with Loopback(slow_after(2)) as server:
        stopped(folder, server, signal.SIGKILL, after=3)
    other = drafter("draft", "记录.txt", "-o", "b.md", "--model", "none", cwd=folder)
    listed = drafter("session", "list", cwd=folder)
    deleted = drafter("session", "delete", "a.docx", "--yes", cwd=folder)
    quiet = drafter("draft", "记录.txt", "-o", "b.md", "--model", "none", cwd=folder)

    assert "没写完的总结（a.docx）" in other.stderr
    assert "a.docx.session.jsonl" in listed.stdout
    assert deleted.returncode == 0, deleted.stderr
    assert not [path for path in folder.iterdir() if "a.docx" in path.name]
    assert "没写完" not in quiet.stderr


def test_the_time_given_counts_the_start_of_the_model(folder: Path) -> None:
    """An endpoint that takes the connection and never answers must not hold her up."""
    with socket.create_server(("127.0.0.1", 0)) as mute:
        env = {"DRAFTER_BASE_URL": f"http://127.0.0.1:{mute.getsockname()[1]}/v1"}
        result = drafter(
            "draft", "记录.txt", "-o", "a.md", "--max-minutes", "0.02", cwd=folder, env=env
        )

    assert result.returncode == 3, result.stderr
    assert "模型还没有准备好" in result.stderr
    assert drafter("verify", "a.md", "--facts", "记录.txt", cwd=folder).returncode == 0


def test_other_facts_are_not_taken_for_the_same_run(folder: Path) -> None:
    """A paragraph of yesterday's notes must not stand in today's summary."""
    with Loopback(slow_after(2)) as server:
        stopped(folder, server, signal.SIGKILL, after=3)
    (folder / "记录.txt").write_text(NOTES.replace("3200", "3300"), "utf-8")
    with Loopback(prose) as server:
        result = drafter("draft", "记录.txt", "-o", "a.docx", cwd=folder, env=env_of(server))
    verified = drafter("verify", "a.docx", "--facts", "记录.txt", cwd=folder)

    assert (result.returncode, verified.returncode) == (0, 0), result.stderr


def test_a_recorded_session_is_written_again_byte_for_byte(folder: Path) -> None:
    """Faults, repairs, date of signature and all, with nothing to ask and nothing sent."""
    faults = [
        Served(status=503),
        Served(text="不对99人。"),
        Served(text="举办", finish="sensitive"),
    ]

    def flaky(body: dict[str, Any]) -> Served:
        return faults.pop() if faults else Served(text=prose(body))

    words = ("draft", "记录.txt", "-o", "a.docx", "--date", "2026-01-05", "--profile", "report")
    with Loopback(flaky) as server:
        drafter(*words, cwd=folder, env=env_of(server))
    session = "a.docx.session.jsonl"
    dead = {"DRAFTER_BASE_URL": "http://127.0.0.1:9/v1", "DRAFTER_MODEL": "m"}
    alone = drafter("draft", "--replay", session, "-o", "b.docx", cwd=folder, env=dead)
    with_notes = drafter(
        "draft", "记录.txt", "--replay", session, "-o", "c.docx", cwd=folder, env=dead
    )
    again = drafter(
        "draft", "--replay", "b.docx.session.jsonl", "-o", "d.docx", cwd=folder, env=dead
    )
    files = [(folder / f"{name}.docx").read_bytes() for name in "abcd"]

    assert [alone.returncode, with_notes.returncode, again.returncode] == [0, 0, 0], alone.stderr
    assert files == [files[0]] * 4


def test_a_replay_keeps_length_last_year_pack_and_text(folder: Path) -> None:
    """What the finishing depends on is part of the recording; another format is the same text."""
    import shutil

    shutil.copytree(Path(__file__).parents[2] / "prompts" / "v1", folder / "包")
    (folder / "去年.txt").write_text(NOTES.replace("2025", "2024").replace("3200", "3000"), "utf-8")
    words = ("draft", "记录.txt", "-o", "a.docx", "--length", "400", "--last-year", "去年.txt")
    with Loopback(prose) as server:
        made = drafter(*words, "--prompts", "包", cwd=folder, env=env_of(server))
    (folder / "去年.txt").unlink()
    session = "a.docx.session.jsonl"
    again = drafter("draft", "--replay", session, "-o", "b.docx", cwd=folder)
    other = drafter("draft", "--replay", session, "-o", "b.md", cwd=folder)

    assert made.returncode == 0, made.stderr
    assert (again.returncode, other.returncode) == (0, 0), again.stderr + other.stderr
    assert (folder / "a.docx").read_bytes() == (folder / "b.docx").read_bytes()
    assert "格式不同" in other.stderr


def test_a_replay_over_other_facts_says_that_it_differs(folder: Path) -> None:
    """It is how one finds out that an input has changed."""
    with Loopback(prose) as server:
        drafter("draft", "记录.txt", "-o", "a.md", cwd=folder, env=env_of(server))
    (folder / "记录.txt").write_text(NOTES.replace("3200", "3300"), "utf-8")

    result = drafter(
        "draft", "记录.txt", "--replay", "a.md.session.jsonl", "-o", "b.md", cwd=folder
    )

    assert result.returncode == 1
    assert "不相同" in result.stderr


def test_a_limit_on_tokens_ends_in_plain_sentences(folder: Path) -> None:
    """The bill stays what the office allowed, and the summary is whole all the same."""

    def charging(body: dict[str, Any]) -> Served:
        tokens = sum(len(turn["content"]) for turn in body["messages"]) * 2 // 3
        return Served(text=prose(body), usage={"prompt_tokens": tokens, "completion_tokens": 30})

    def tokens_of(*words: str) -> tuple[int, subprocess.CompletedProcess[str]]:
        with Loopback(charging) as server:
            result = drafter(
                "draft", "记录.txt", "-o", "a.md", "--json", *words,
                cwd=folder, env=env_of(server),
            )  # fmt: skip
        tokens = json.loads(result.stdout)["tokens"]
        return tokens["prompt"] + tokens["completion"], result

    whole, _ = tokens_of()
    limit = whole * 2 // 3
    used, result = tokens_of("--max-tokens-total", str(limit))
    verified = drafter("verify", "a.md", "--facts", "记录.txt", cwd=folder)

    assert result.returncode == 3, result.stderr
    assert str(limit) in result.stderr
    assert 0 < used <= limit
    assert verified.returncode == 0


def test_a_model_too_slow_for_the_time_given_ends_in_plain_sentences(folder: Path) -> None:
    """She has a meeting at three."""
    with Loopback(slow_after(1)) as server:
        result = drafter(
            "draft", "记录.txt", "-o", "a.md", "--max-minutes", "0.03",
            cwd=folder, env=env_of(server),
        )  # fmt: skip

    assert result.returncode == 3, result.stderr
    assert drafter("verify", "a.md", "--facts", "记录.txt", cwd=folder).returncode == 0


def test_the_cost_is_told_where_the_user_gave_prices(folder: Path) -> None:
    """Only by her own table; none is built in."""
    (folder / "drafter.toml").write_text("[prices.m]\nprompt = 2\ncompletion = 8\n", "utf-8")
    with Loopback(prose) as server:
        result = drafter(
            "draft", "记录.txt", "-o", "a.md", "--json", cwd=folder, env=env_of(server)
        )
        calls = len(server.bodies)

    assert json.loads(result.stdout)["cost"] == pytest.approx(calls * (100 * 2 + 20 * 8) / 1e6)
