"""``drafter figures``: the figures of a text, for people as coloured text, for programs as JSON."""

import os
import sys
from dataclasses import replace
from typing import Annotated

import typer

from drafter.commands.console import ExitCode, say, write_json, write_out

__all__ = ["figures"]


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
    from drafter.commands.figure_lines import cells_apart, coloured, listed, summed_up
    from drafter.figures import figure_to_json, find_figures
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
        say(summed_up(found))
    else:
        write_out(listed(notes.text, found))
    return ExitCode.DONE


def _allow_any_character() -> None:
    # A JSON source may hold a lone surrogate; it is shown as \ud800, in JSON and as text.
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="backslashreplace")
