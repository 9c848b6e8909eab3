"""``drafter figures``: the figures of a text, for people as coloured text, for programs as JSON."""

import os
import sys
from collections import Counter
from dataclasses import replace
from typing import Annotated, Final

import typer

from drafter.commands.console import ExitCode, say, write_json, write_out
from drafter.figures import Figure, Kind, Qualifier, Value, figure_to_json, find_figures

__all__ = ["figures"]

_RESET: Final = "\x1b[0m"
# Kinds that a reader checks together share a colour; what is no figure is dimmed.
_COLOURS: Final = {
    Kind.QUANTITY: "\x1b[1;36m",
    Kind.RANGE: "\x1b[1;36m",
    Kind.MONEY: "\x1b[1;33m",
    Kind.PERCENT: "\x1b[1;32m",
    Kind.MULTIPLE: "\x1b[1;32m",
    Kind.FRACTION: "\x1b[1;32m",
    Kind.DATE: "\x1b[1;34m",
    Kind.PERIOD: "\x1b[1;34m",
    Kind.AGE: "\x1b[1;35m",
    Kind.ORDINAL: "\x1b[1;35m",
    Kind.NUMBER_CODE: "\x1b[1;31m",
}
_DIM: Final = "\x1b[2;9m"
_NAMES: Final = {
    Kind.QUANTITY: "数量",
    Kind.MONEY: "金额",
    Kind.PERCENT: "百分比",
    Kind.MULTIPLE: "倍数",
    Kind.FRACTION: "分数",
    Kind.DATE: "日期",
    Kind.PERIOD: "时段",
    Kind.AGE: "年龄",
    Kind.RANGE: "范围",
    Kind.ORDINAL: "序次",
    Kind.NUMBER_CODE: "号码",
    Kind.ENUMERATOR: "序号",
    Kind.FIXED_TERM: "固定词",
    Kind.IDIOM: "习语",
    Kind.NAME: "名称",
    Kind.PLACEHOLDER: "待填",
}
_HEDGES: Final = {
    Qualifier.EXACT: "",
    Qualifier.OVER: "超过",
    Qualifier.UNDER: "接近或不到",
    Qualifier.ABOUT: "大约",
    Qualifier.AT_LEAST: "至少",
    Qualifier.AT_MOST: "至多",
}


def figures(
    source: Annotated[str, typer.Argument(metavar="文件", help="要看的文件；- 是标准输入。")],
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON。")] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="连同不是数据的数字：序号、固定词、习语、名称、待填。")
    ] = False,
) -> int:
    """找出一份文字里的全部数据：数量、金额、比例、日期等。

    例：drafter figures 总结.txt --json
    """
    from drafter.intake import read_notes

    notes = read_notes(source)
    text = cells_apart(notes.text) if source.lower().endswith(".csv") else notes.text
    found = tuple(
        replace(figure, text=notes.text[figure.start : figure.end])
        for figure in find_figures(text, everything=everything)
    )
    _allow_any_character()
    if as_json:
        write_json([figure_to_json(figure) for figure in found])
    elif sys.stdout.isatty() and "NO_COLOR" not in os.environ:
        write_out(coloured(notes.text, found))
        say(_summary(found))
    else:
        write_out(listed(notes.text, found))
    return ExitCode.DONE


def cells_apart(text: str) -> str:
    """Return comma-separated text with its cells parted by tabs, offsets unchanged.

    12,120 in such a file is two cells and no number with a thousands separator.
    """
    pieces = text.split('"')  # every other piece stands inside quotation marks
    pieces[::2] = [piece.replace(",", "\t") for piece in pieces[::2]]
    return '"'.join(pieces)


def _allow_any_character() -> None:
    # A JSON source may hold a lone surrogate; it is shown as \ud800, in JSON and as text.
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="backslashreplace")


def coloured(text: str, found: tuple[Figure, ...]) -> str:
    """Return the text with its figures in the colour of their kind."""
    pieces, at = [], 0
    for figure in found:
        colour = _COLOURS.get(figure.kind, _DIM) if figure.is_figure else _DIM
        pieces += [_printable(text[at : figure.start]), colour, _printable(figure.text), _RESET]
        at = figure.end
    pieces.append(_printable(text[at:]))
    return "".join(pieces)


def _printable(text: str) -> str:
    # A text must not steer the terminal that shows it.
    return "".join(char if char in "\n\t" or char.isprintable() else "�" for char in text)


def _summary(found: tuple[Figure, ...]) -> str:
    counts = Counter(figure.kind for figure in found)
    parts = [f"{_NAMES[kind]}{count}" for kind, count in counts.most_common()]
    real = sum(figure.is_figure for figure in found)
    return f"共 {real} 处数据" + (f"（{'，'.join(parts)}）" if parts else "") + "。"


def listed(text: str, found: tuple[Figure, ...]) -> str:
    """Return one line a figure: place, surface, kind and what it states."""
    rows, line, line_start, at = [], 1, 0, 0
    for figure in found:
        line += text.count("\n", at, figure.start)
        line_start = text.rfind("\n", 0, figure.start) + 1
        at = figure.start
        place = f"{line}:{figure.start - line_start + 1}"
        row = f"{place}\t{_printable(figure.text)}\t{_NAMES[figure.kind]}"
        rows.append(f"{row}\t{stated(figure)}")
    return "\n".join(rows) if rows else "没有数据。"


def stated(figure: Figure) -> str:
    """Return what a figure states in plain words: 至少 2 次，每年."""
    if not figure.is_figure:
        return "只引出下文的列举" if figure.announces else "不是数据"
    words = [_HEDGES[figure.qualifier], _shown(figure.value), figure.unit or ""]
    per = f"，每{figure.per.replace('·', '每')}" if figure.per else ""
    return " ".join(word for word in words if word) + per


def _shown(value: Value) -> str:
    if value is None:
        return "未说明数目"
    if isinstance(value, tuple):
        return f"{value[0]}～{value[1]}"
    return str(value)
