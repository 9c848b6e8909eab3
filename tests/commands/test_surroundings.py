"""What the machine refuses is told in a sentence, never as a fault of the program."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

NOTES = "柳河镇妇联2025年工作记录😀\n家政培训2期60人👍\n"


def run(
    *words: str, cwd: Path, env: dict[str, str] | None = None, stdout: str = ""
) -> "subprocess.CompletedProcess[bytes]":
    with Path(stdout or os.devnull).open("wb") as sink:
        return subprocess.run(
            [sys.executable, "-m", "drafter", *words],
            cwd=cwd,
            env={**os.environ, **(env or {})},
            stdout=sink if stdout else subprocess.PIPE,
            stderr=subprocess.PIPE,
            timeout=120,
            check=False,
        )


@pytest.fixture
def folder(tmp_path: Path, private_home: Path) -> Path:
    (tmp_path / "记录.txt").write_text(NOTES, "utf-8")
    return tmp_path


def test_a_console_without_the_sign_loses_the_sign_only(folder: Path) -> None:
    """Windows pipes in GBK, and hardly any message in a chat is without an emoji."""
    result = run("facts", "记录.txt", cwd=folder, env={"PYTHONIOENCODING": "gbk"})

    assert result.returncode == 0, result.stderr
    assert "家政培训2期" in result.stdout.decode("gbk")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="没有 /dev/full")
def test_a_full_disk_is_said(folder: Path) -> None:
    """Exit code 70 would send her to the maintainer."""
    result = run("facts", "记录.txt", cwd=folder, stdout="/dev/full")

    assert result.returncode == 2
    assert "磁盘满了" in result.stderr.decode()


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="没有 /proc")
def test_a_folder_that_takes_no_file_is_not_another_window(folder: Path) -> None:
    """Looking for a second window that does not exist costs an hour."""
    result = run("draft", "记录.txt", "--model", "none", "-o", "/proc/x.md", cwd=folder)

    assert result.returncode == 2
    assert "写不进去" in result.stderr.decode()


def test_yaml_that_repeats_itself_without_end_is_refused(folder: Path) -> None:
    """Four hundred bytes can stand for a billion words."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    for level in range(1, 8):
        row = ", ".join([f"*a{level - 1}"] * 9)
        lines.append(f"a{level}: &a{level} [{row}]")
    (folder / "记录.yaml").write_text("\n".join(lines) + "\n", "utf-8")

    result = run("facts", "记录.yaml", cwd=folder)

    assert result.returncode == 2
    assert "太深或太多" in result.stderr.decode()


def test_a_broken_configuration_is_one_line_of_the_doctors_list(folder: Path) -> None:
    """Whoever asks what is wrong wants all of it."""
    (folder / "drafter.toml").write_text('base_url = "http\n', "utf-8")
    result = run("doctor", "--json", cwd=folder)

    lines = {line["what"]: line for line in json.loads(result.stdout)}
    assert result.returncode == 1
    assert not lines["设置"]["ok"]
    assert "drafter.toml" in lines["设置"]["state"]
    assert {"Python", "字体", "存放位置"} <= set(lines)


def test_a_name_that_means_nothing_is_told(folder: Path) -> None:
    """A misspelt setting is otherwise believed to hold."""
    (folder / "drafter.toml").write_text("modle = 3\n", "utf-8")
    lines = json.loads(run("doctor", "--json", cwd=folder).stdout)

    assert any("modle" in line["state"] for line in lines if line["what"] == "设置")
