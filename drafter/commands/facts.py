"""``drafter facts``: notes in, fact sheet out, for people to correct and for programs to read."""

from pathlib import Path
from typing import Annotated, Final

import typer

from drafter.commands.console import ExitCode, say, write_json, write_out

__all__ = ["facts"]

_WRITTEN: Final = frozenset({".yaml", ".yml", ".xlsx", ".docx"})


def facts(
    notes: Annotated[
        list[str], typer.Argument(metavar="记录...", help="记录文件，可以有几个；- 是标准输入。")
    ],
    output: Annotated[
        str,
        typer.Option(
            "-o",
            "--output",
            metavar="清单.yaml",
            help="把事实清单写到这个文件；.xlsx、.docx 写成核对用的表。",
        ),
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON。")] = False,
    org: Annotated[
        str, typer.Option("--org", metavar="单位", help="单位名称，如 柳河镇妇联。")
    ] = "",
    period: Annotated[
        str, typer.Option("--period", metavar="时间", help="2025、2026H1 或 2025-03/2025-05。")
    ] = "",
    kind: Annotated[
        str,
        typer.Option("--kind", metavar="种类", help="annual 全年、half-year 半年、topical 专题。"),
    ] = "",
    title: Annotated[str, typer.Option("--title", metavar="标题", help="总结的标题。")] = "",
    force: Annotated[bool, typer.Option("--force", help="覆盖改过的清单。")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="不提问。")] = False,
) -> int:
    """把工作记录整理成事实清单：做了哪些事，每个数字数的是什么。

    例：drafter facts 记录.txt -o 清单.yaml
    """
    from drafter.atomic import check_replaceable, write_file
    from drafter.commands.evidence import load_fact_sheet
    from drafter.commands.reviewing import ask_header, print_sheet
    from drafter.errors import InputError
    from drafter.facts import sheet_to_json, sheet_to_yaml

    if output and Path(output).suffix.lower() not in _WRITTEN:
        raise InputError(
            "事实清单写不成这种文件",
            path=output,
            todo="请用 .yaml（可以改，可以接着写），或 .xlsx、.docx（供核对）；要 JSON 用 --json。",
        )
    if output:
        check_replaceable(Path(output), force=force or _is_own_sheet(notes, output))
    sheet = load_fact_sheet(notes, org=org, period=period, kind=kind, title=title)
    if not as_json:
        sheet = ask_header(sheet, yes=yes)
    if output and Path(output).suffix.lower() in {".xlsx", ".docx"}:
        from drafter.exporting import write_fact_table

        write_fact_table(sheet, output)
        say(f"事实表已写到 {output}：{len(sheet.activities)} 件事，供核对数字用。")
    elif output:
        base = Path(output).read_text("utf-8") if _is_own_sheet(notes, output) else None
        write_file(Path(output), sheet_to_yaml(sheet, base).encode())
        say(
            f"事实清单已写到 {output}：{len(sheet.activities)} 件事。"
            f"改好后可用 drafter draft {output} 写总结。"
        )
    if as_json:
        write_json(sheet_to_json(sheet))
    elif not output:
        import sys

        if sys.stdout.isatty():
            print_sheet(sheet)
        else:
            write_out(sheet_to_yaml(sheet))
    for conflict in sheet.conflicts:
        say(f"注意：{conflict.reason}")
    for remark in sheet.remarks:
        say(f"注意：{remark}")
    return ExitCode.DONE


def _is_own_sheet(notes: list[str], output: str) -> bool:
    """Whether a sheet is read and written back: then its comments are kept."""
    path = Path(output)
    return (
        len(notes) == 1
        and notes[0] != "-"
        and path.exists()
        and Path(notes[0]).exists()
        and (
            path.resolve() == Path(notes[0]).resolve() and path.suffix.lower() in {".yaml", ".yml"}
        )
    )
