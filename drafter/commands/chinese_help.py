"""Help pages and usage errors in Chinese, laid out by what a terminal shows, not by len()."""

import difflib
import re
import unicodedata
from collections.abc import Sequence
from typing import Any, Final

from typer import core
from typer._click.formatting import HelpFormatter

__all__ = ["ChineseCommand", "ChineseGroup", "usage_message"]

_WORDS: Final = (
    ("[OPTIONS]", "[选项]"),
    ("COMMAND [ARGS]...", "命令 [参数]..."),
    ("Show this message and exit.", "显示本帮助。"),
)
_HEADINGS: Final = {"Arguments": "参数", "Options": "选项", "Commands": "命令"}
_TYPES: Final = (
    (re.compile(r"<(?:list\[)?(?:str|path)\]?>"), "值"),
    (re.compile(r"<int(?: range)?>"), "整数"),
    (re.compile(r"<float(?: range)?>"), "数"),
)
_REMARK: Final = re.compile(r"\s*\[([^\[\]]*)\]$")
_DEBUG: Final = ("--debug", "出错时显示详细经过，供查找原因。")
_WIDEST_NAME: Final = 30
# Nothing of this may begin a line.
_NO_START: Final = "，。、；：！？）》”’,.;:!?)"


class ChineseGroup(core.TyperGroup):
    """A command group whose help is Chinese."""

    def get_help(self, ctx: Any) -> str:  # noqa: ANN401 # typer's own context type is private
        """Return the help page."""
        return _help_page(self, ctx)


class ChineseCommand(core.TyperCommand):
    """A command whose help is Chinese."""

    def get_help(self, ctx: Any) -> str:  # noqa: ANN401 # typer's own context type is private
        """Return the help page."""
        return _help_page(self, ctx)


def _help_page(command: Any, ctx: Any) -> str:  # noqa: ANN401 # typer's own types are private
    formatter = _Formatter(width=ctx.terminal_width, max_width=ctx.max_content_width)
    command.format_help(ctx, formatter)
    return formatter.getvalue().rstrip("\n")


class _Formatter(HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(
            prog, _words(_plain_metavar(args)), "用法：" if prefix is None else prefix
        )

    def write_heading(self, heading: str) -> None:
        self.write(f"{'':>{self.current_indent}}{_HEADINGS.get(heading, heading)}：\n")

    def write_text(self, text: str) -> None:
        for line in text.split("\n"):
            for piece in _wrapped(_words(line), self.width - self.current_indent) or [""]:
                self.write(f"{'':>{self.current_indent}}{piece}\n" if piece else "\n")

    def write_dl(
        self,
        rows: Sequence[tuple[str, str]],
        col_max: int = _WIDEST_NAME,
        col_spacing: int = 2,
    ) -> None:
        said = [(_name(first), _remarks(_words(second))) for first, second in rows]
        if any(name.startswith("-h, ") for name, _ in said):
            said.insert(len(said) - 1, _DEBUG)
        column = min(max(_cells(name) for name, _ in said), col_max) + col_spacing
        for name, text in said:
            self.write(f"{'':>{self.current_indent}}{name}")
            room = column - _cells(name)
            if room < col_spacing:
                self.write("\n" + " " * (self.current_indent + column))
            else:
                self.write(" " * room)
            pieces = _wrapped(text, max(self.width - column - 2, 20)) or [""]
            self.write(("\n" + " " * (self.current_indent + column)).join(pieces) + "\n")


def _words(text: str) -> str:
    for english, chinese in _WORDS:
        text = text.replace(english, chinese)
    return text


def _plain_metavar(text: str) -> str:
    """Show 文件 for {文件} and [稿子] for [[稿子]]: the brackets of two habits say it twice."""
    text = re.sub(r"\{([^{}]*[^\x00-\x7f][^{}]*)\}", r"\1", text)
    return re.sub(r"\[\[([^\[\]]*)\](?:\.\.\.)?\](\.\.\.)?", r"[\1]\2", text).replace(
        "......", "..."
    )


def _name(text: str) -> str:
    if text.startswith("-"):
        for pattern, chinese in _TYPES:
            text = pattern.sub(chinese, text)
        return text
    # An argument's type says nothing that its name does not.
    return re.sub(r"\s*<[^<>]*>$", "", _plain_metavar(text))


def _remarks(text: str) -> str:
    match = _REMARK.search(text)
    if match is None:
        return text
    said = []
    for remark in match[1].split("; "):
        if remark == "required":
            said.append("必填")
        elif remark.startswith("default: "):
            said.append(f"默认 {remark.removeprefix('default: ')}")
    return text[: match.start()] + (f"（{'，'.join(said)}）" if said else "")


def _cells(text: str) -> int:
    """Return how many terminal columns a text takes."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _wrapped(text: str, width: int) -> list[str]:
    """Cut a text into lines of at most ``width`` columns: words stay whole, no stop in front."""
    lines: list[str] = []
    line, used = "", 0
    for word in re.findall(r"[\x21-\x7e]+|.", text):
        size = _cells(word)
        if used + size > width and line and word not in _NO_START:
            lines.append(line.rstrip())
            line, used = "", 0
            if not word.strip():
                continue
        line += word
        used += size
    return [*lines, line.rstrip()] if line.strip() else lines


def usage_message(error: Exception) -> str:
    """Return one Chinese sentence for a command line that does not fit, without the final stop."""
    kind = type(error).__name__
    option = getattr(error, "option_name", None)
    if kind == "NoSuchOption":
        near = difflib.get_close_matches(str(option), getattr(error, "possibilities", None) or [])
        hint = f"，是不是想用 {'、'.join(near)}" if near else ""
        return f"没有 {option} 这个选项{hint}"
    if kind == "MissingParameter":
        param = getattr(error, "param", None)
        name = getattr(param, "metavar", None) or getattr(param, "name", "") or ""
        return f"缺少参数 {name}"
    if kind == "BadOptionUsage":
        return f"选项 {option} 的写法不对：它需要一个值，或不该带值"
    if kind == "BadParameter":
        param = getattr(error, "param", None)
        opts = getattr(param, "opts", None) or [getattr(param, "name", "")]
        return f"{opts[0]} 的值不对，{_needed(str(getattr(error, 'message', '')))}"
    message = str(getattr(error, "message", error))
    if message.startswith("No such command"):
        return f"没有 {message.split(chr(39))[1]} 这个命令"
    if message.startswith("Missing command"):
        return "缺少命令"
    if "unexpected extra argument" in message:
        return f"多出了参数 {message.rsplit('(', maxsplit=1)[-1].rstrip(')')}"
    return message


def _needed(message: str) -> str:
    if "integer" in message:
        return "要写整数"
    if "number" in message or "float" in message:
        return "要写数"
    if "greater than or equal" in message or "range" in message:
        return f"要在范围之内（{message.rsplit(' ', maxsplit=1)[-1]}）"
    return message
