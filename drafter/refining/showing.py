"""What the user sees of the draft itself, its history, its cost and the help (pure).

It needs no verifier, so that a session opens at once; what is known of the figures is handed in.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from drafter.document import numbered_blocks
from drafter.refining.ink import Ink, Run, columns
from drafter.refining.reading import COMMANDS
from drafter.refining.state import State
from drafter.refining.structure import number_of_part, sections_of
from drafter.session import Text

if TYPE_CHECKING:
    from drafter.refining.checking import Check
    from drafter.verifying import CheckedFigure

__all__ = ["figure_style", "show_cost", "show_help", "show_history", "show_text", "state_line",
           "wanted_parts"]  # fmt: skip

_MARGIN: Final = "     "
_FEW: Final = 12


def figure_style(checked: "CheckedFigure") -> str:
    """Return the style of a figure's status."""
    if not checked.status.ok:
        return "bad"
    return "derived" if checked.status == "derived" else "known"


def _figured(words: str, figures: "Sequence[CheckedFigure]", *, colour: bool) -> list[Run]:
    """Return a part's words with its figures in the colour of their status."""
    runs: list[Run] = []
    position = 0
    for checked in figures:
        start, end = checked.figure.start, checked.figure.end
        if start < position:
            continue
        runs.append(Run(words[position:start]))
        mark = "" if checked.status.ok or colour else "【?】"
        runs.append(Run(words[start:end] + mark, figure_style(checked)))
        position = end
    runs.append(Run(words[position:]))
    return runs


def show_text(
    state: State, ink: Ink, about: Sequence[str] = (), check: "Check | None" = None
) -> str:
    """Return the draft, or the parts named by id or number, with a line about its state.

    Args:
        state: The session.
        ink: The terminal.
        about: Ids or numbers of parts; empty for all.
        check: What is known of its figures; None where they are still being judged.
    """
    text = state.text
    wanted = wanted_parts(text, about)
    lines: list[str] = []
    if not wanted:
        lines += [ink.line(Run(text.title, "bold")), ""]
        lines += [f"{text.addressee}："] if text.addressee else []
    blocks = numbered_blocks(text.document)
    for part, (_, number) in zip(text.parts, blocks, strict=True):
        if wanted and part.id not in wanted:
            continue
        figures = () if check is None else check.figures.get(part.id, ())
        if part.level:
            lines.append(ink.block([Run(number + part.text, "bold")], rest=_MARGIN))
            continue
        mark = "锁" if part.id in state.locked else ""
        mark = "▸" if part.id == state.focus and not mark else mark
        label = f"{number_of_part(text, part.id):>2}{mark}"
        margin = label + " " * max(1, len(_MARGIN) - columns(label))
        runs = _figured(part.text, figures, colour=ink.colour)
        lines.append(ink.block(runs, first=margin, rest=_MARGIN))
    if not wanted:
        lines += ["", *(line for line in (text.signature, text.date) if line)]
        if check is not None:
            lines.append(ink.line(Run(state_line(state, check), "dim")))
    return "\n".join(lines)


def wanted_parts(text: Text, about: Sequence[str]) -> set[str]:
    """Return the ids of the parts that are named by id or number, a section with all of it."""
    wanted = set()
    for word in about:
        if text.part(word) is not None:
            wanted.add(word)
        elif word.isdecimal() and 1 <= int(word) <= len(text.paragraphs):
            wanted.add(text.paragraphs[int(word) - 1].id)
    for section in sections_of(text):
        if section.heading is not None and section.heading.id in wanted:
            wanted |= set(section.ids)
    return wanted


def state_line(state: State, check: "Check") -> str:
    """Return in one line how the draft stands."""
    flagged, missing = len(check.flagged), len(check.missing)
    verdict = "都有依据" if not flagged else f"{flagged}个没有依据"
    words = f"第{state.versions.current}版，数字{check.count}个，{verdict}"
    return f"{words}；事实里有{missing}个数字没写到。" if missing else f"{words}。"


def show_history(state: State, ink: Ink) -> str:
    """Return the versions with what each came from; the branches by their parents."""
    lines = []
    shown = state.versions.all
    if len(shown) > 2 * _FEW:
        lines.append(f"（前面还有{len(shown) - 2 * _FEW}版，/回到 n 和 /比较 a b 都能用）")
        shown = shown[-2 * _FEW :]
    for version in shown:
        mark = "▸" if version.number == state.versions.current else " "
        branch = (
            f"（从第{version.parent}版）"
            if version.parent and version.parent != version.number - 1
            else ""
        )
        when = version.time[5:16].replace("T", " ")
        lines.append(
            ink.block([f"{mark}第{version.number}版 {when} {version.what}{branch}"], rest="   ")
        )
    return "\n".join(lines)


def show_cost(state: State, model: str) -> str:
    """Return what the model was used for in this session."""
    spent = state.spent
    return (
        f"模型：{model}。这份会话共调用{spent.calls}次，提示{spent.prompt}词元"
        f"（其中缓存{spent.cached}），生成{spent.completion}词元，用时{spent.seconds:.0f}秒。"
    )


def show_help(ink: Ink) -> str:
    """Return all commands and examples of plain instructions."""
    lines = [
        "直接说要怎么改，例如：",
        "  第二部分写具体一点　　　第3段语气再朴实些",
        "  把培训那段和就业合起来　把第3段移到第5段后面　删掉第4段最后一句",
        "  把“群众”改成“妇女群众”　再加一条：12月又办了一期培训，32人",
        "可以一次粘贴多行记录。命令：",
    ]
    for name, (aliases, argument, what) in COMMANDS.items():
        head = f"/{name} {argument}".rstrip()
        pad = " " * max(1, 20 - columns(head))
        lines.append(ink.block([f"{head}{pad}{what}（/{aliases[0]}）"], first="  ", rest=" " * 22))
    return "\n".join(lines)
