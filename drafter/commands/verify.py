"""``drafter verify``: hold a draft, whoever wrote it, against the facts."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drafter.commands.console import ExitCode, say, write_json, write_out

if TYPE_CHECKING:
    from drafter.facts import FactSheet
    from drafter.verifying import Verification

__all__ = ["verify"]


def verify(
    draft: Annotated[
        str,
        typer.Argument(metavar="[稿子]", help="要核对的稿子，任何输入格式；- 是标准输入。"),
    ] = "",
    facts: Annotated[
        list[str] | None,
        typer.Option("--facts", metavar="记录", help="事实清单或记录，可以写几次。"),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON。")] = False,
    report: Annotated[
        str, typer.Option("--report", metavar="报告.html", help="另写一份网页报告。")
    ] = "",
    annotate: Annotated[
        str,
        typer.Option("--annotate", metavar="批注.docx", help="另写一份副本，有问题处加批注。"),
    ] = "",
    strict: Annotated[
        bool, typer.Option("--strict", help="漏写和提醒也算问题（退出码 1）。")
    ] = False,
    jsonl: Annotated[
        str,
        typer.Option(
            "--jsonl",
            metavar="条目|-",
            help="逐行核对：每行一个 {id, facts, draft}，每行输出一个结果。",
        ),
    ] = "",
    org: Annotated[str, typer.Option("--org", metavar="单位", help="单位名称。")] = "",
    period: Annotated[
        str, typer.Option("--period", metavar="时间", help="2025、2026H1 或 2025-03/2025-05。")
    ] = "",
    force: Annotated[bool, typer.Option("--force", help="覆盖改过的报告。")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="不提问。")] = False,
) -> int:
    """核对稿子里的每个数字有没有依据。

    例：drafter verify 总结.docx --facts 记录.txt
    """
    del yes
    if jsonl:
        return _verify_lines(jsonl, alone=not (draft or facts or report or annotate))
    from drafter.commands.evidence import load_fact_sheet
    from drafter.commands.verify_stream import exemplar_texts
    from drafter.errors import InputError
    from drafter.intake import read_notes
    from drafter.verifying import Verifier, verification_to_json

    if not draft:
        raise InputError(
            "没有给出要核对的稿子", todo="例：drafter verify 总结.docx --facts 记录.txt"
        )
    if not facts:
        raise InputError("没有给出事实", todo="请用 --facts 写上事实清单或记录。")
    if draft == "-" and "-" in facts:
        raise InputError("标准输入只能读一次", path="-", todo="稿子和记录里只能有一个写 -。")
    _check_outputs(draft, report=report, annotate=annotate, force=force)
    notes = read_notes(draft)
    sheet = load_fact_sheet(facts, org=org, period=period)
    verification = Verifier(sheet, exemplars=exemplar_texts()).verify(notes.text)
    if report:
        from drafter.atomic import write_file
        from drafter.drafting import for_others
        from drafter.verifying import render_report

        shown, mask = for_others(sheet, notes.text)
        page = mask(render_report(notes.text, shown, verification))
        write_file(Path(report), page.encode("utf-8", "replace"))
        say(f"核对报告已写到 {report}。")
    if annotate:
        from drafter.exporting import annotate_docx

        annotate_docx(draft, notes, verification, annotate)
        say(f"加了批注的副本已写到 {annotate}。")
    if as_json:
        write_json(verification_to_json(verification))
    else:
        write_out(_in_words(notes.text, verification, sheet))
    clean = verification.ok and not (strict and (verification.missing or verification.warnings))
    return ExitCode.DONE if clean else ExitCode.FINDINGS


def _check_outputs(draft: str, *, report: str, annotate: str, force: bool) -> None:
    """Refuse what could not be written before anything is."""
    from drafter.atomic import check_replaceable
    from drafter.errors import InputError

    if annotate and Path(draft).suffix.lower() != ".docx":
        raise InputError(
            "只有 Word 文件（.docx）能加批注", path=draft, todo="其他格式请用 --report 写网页报告。"
        )
    if annotate and Path(annotate).suffix.lower() != ".docx":
        raise InputError("加批注的副本要写成 .docx", path=annotate)
    for path in (report, annotate):
        if path and path == draft:
            raise InputError("不能写在稿子自己上", path=path, todo="请换一个文件名。")
        if path:
            check_replaceable(Path(path), force=force)


def _verify_lines(path: str, *, alone: bool) -> int:
    from drafter.commands.verify_stream import verify_lines
    from drafter.errors import InputError

    if not alone:
        raise InputError("--jsonl 不能和稿子、--facts、--report、--annotate 一起用")
    return verify_lines(path)


def _in_words(text: str, verification: "Verification", sheet: "FactSheet") -> str:
    """Return the result as a table for a terminal, the findings first."""
    import io
    import shutil

    from rich.console import Console
    from rich.table import Table

    from drafter.verifying import STATUS_WORDS

    width = shutil.get_terminal_size((100, 24)).columns
    stream = io.StringIO()
    console = Console(
        file=stream, width=max(60, width), force_terminal=_coloured(), highlight=False
    )
    flagged = verification.flagged
    if flagged:
        table = Table(title="有问题的数字", title_justify="left", expand=False)
        for heading in ("行", "文中", "判断", "说明"):
            table.add_column(heading, no_wrap=heading in ("行", "判断"), overflow="fold")
        for checked in flagged:
            figure = checked.figure
            line = text.count("\n", 0, figure.start) + 1
            table.add_row(
                str(line),
                _around(text, figure.start, figure.end),
                STATUS_WORDS[checked.status],
                checked.reason,
            )
        console.print(table)
    derived = [checked for checked in verification.figures if checked.status == "derived"]
    if derived:
        table = Table(title="由事实推算的数字", title_justify="left", expand=False)
        for heading in ("文中", "算式"):
            table.add_column(heading, overflow="fold")
        for checked in derived:
            table.add_row(_around(text, checked.figure.start, checked.figure.end), checked.reason)
        console.print(table)
    if verification.missing:
        table = Table(title="记录里有、文中没写的数字", title_justify="left", expand=False)
        for heading in ("数字", "数的是", "出处"):
            table.add_column(heading, overflow="fold")
        for fact in verification.missing:
            table.add_row(
                fact.figure.text, fact.label, f"{fact.source.file} 第{fact.source.line}行"
            )
        console.print(table)
    if verification.warnings:
        table = Table(title="提醒", title_justify="left", expand=False)
        for heading in ("行", "文中", "说明"):
            table.add_column(heading, overflow="fold")
        for warn in verification.warnings:
            line = text.count("\n", 0, warn.start) + 1
            table.add_row(str(line), warn.text, warn.reason)
        console.print(table)
    for conflict in sheet.conflicts:
        console.print(f"记录自相矛盾：{conflict.reason}", markup=False)
    console.print(_summary(verification), markup=False)
    return stream.getvalue()


def _coloured() -> bool | None:
    import sys

    return None if not sys.stdout.isatty() else True


def _around(text: str, start: int, end: int) -> str:
    from rich.markup import escape

    before = text[max(0, start - 8) : start].rsplit("\n", maxsplit=1)[-1]
    after = text[end : end + 6].split("\n", maxsplit=1)[0]
    return f"{escape(before)}[bold]{escape(text[start:end])}[/bold]{escape(after)}"


def _summary(verification: "Verification") -> str:
    number, flagged = len(verification.figures), len(verification.flagged)
    verdict = "每个数字都有依据" if not flagged else f"{flagged} 个有问题"
    return (
        f"文中数字 {number} 个，{verdict}；没写到的事实 {len(verification.missing)} 个，"
        f"提醒 {len(verification.warnings)} 处。"
    )
