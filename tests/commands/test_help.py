"""Help pages: Chinese throughout, with an example, and no wider than the terminal."""

import re
import unicodedata

import pytest
import typer

from drafter.cli import app, run


def _names() -> list[str]:
    root = typer.main.get_command(app)
    found = [""]
    for name, command in sorted(root.commands.items()):
        found.append(name)
        found += [f"{name} {inner}" for inner in sorted(getattr(command, "commands", {}))]
    return found


def _columns(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in line)


@pytest.mark.parametrize("name", _names())
def test_a_help_page_is_chinese_with_an_example(
    name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cadre learns a command from its help; half-English pages with types teach nothing."""
    monkeypatch.setenv("COLUMNS", "80")

    assert run([*name.split(), "--help"]) == 0
    page = capsys.readouterr().out
    assert page.startswith(f"用法：drafter{' ' + name if name else ''} ")
    assert "例：drafter " in page
    assert "  --debug " in page
    assert not re.search(
        r"Usage|Options|Arguments|<\w|\[\[|\{[^a-z]|default|required|Show this", page
    )
    assert max(map(_columns, page.splitlines())) <= 80


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["draft", "--tittle", "总结"], "没有 --tittle 这个选项，是不是想用 --title。"),
        (["draft", "--zzz"], "没有 --zzz 这个选项。"),
        (["export"], "缺少参数 会话|草稿。"),
        (["draft", "--seed", "一"], "--seed 的值不对，要写整数。"),
        (["drafts"], "没有 drafts 这个命令。"),
        (["doctor", "多余"], "多出了参数 多余。"),
    ],
)
def test_a_wrong_call_is_told_in_chinese(
    words: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is wrong and where to look, in one line; nothing is written."""
    assert run(words) == 2
    error = capsys.readouterr().err
    assert error.startswith(message)
    assert "--help 看用法" in error
    assert error.count("\n") == 1
