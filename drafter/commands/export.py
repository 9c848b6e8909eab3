"""``drafter export``: a session or a draft becomes a Word file, web page, Markdown or text."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drafter.commands.console import ExitCode, say
from drafter.errors import InputError

if TYPE_CHECKING:
    from drafter.document import Document
    from drafter.exporting import AuditRecord
    from drafter.facts import FactSheet
    from drafter.session import LoadedSession
    from drafter.verifying import Verification

__all__ = ["Exportable", "export", "load_document", "load_exportable"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exportable:
    """What is to be exported, and what is known about how it came about.

    Attributes:
        document: The summary.
        sheet: Its facts, where a session holds them.
        rows: What the audit report says about its making.
        assisted: Whether a model helped; a draft without a session may always have been.
        exemplar_ids: Of the exemplars that the model saw.
    """

    document: "Document"
    sheet: "FactSheet | None" = None
    rows: tuple[tuple[str, str], ...] = ()
    assisted: bool = True
    exemplar_ids: tuple[str, ...] = ()


def export(
    source: Annotated[
        str,
        typer.Argument(
            metavar="会话|草稿", help="草稿旁的 .session.jsonl，或 .md .txt .docx 草稿。"
        ),
    ],
    output: Annotated[str, typer.Option("--output", "-o", help="输出文件：.docx .md .html .txt")],
    facts: Annotated[
        list[str] | None,
        typer.Option("--facts", help="事实表或工作记录，可多次给出；给了就核对一遍。"),
    ] = None,
    profile: Annotated[
        str, typer.Option(help="版式：plain 总结、report 上报、attachment 附件。")
    ] = "plain",
    report: Annotated[bool, typer.Option("--report", help="另写一份核对报告。")] = False,
    addressee: Annotated[str, typer.Option(help="主送机关，如“县妇联”。")] = "",
    note: Annotated[bool, typer.Option("--note", help="文末注明由人工智能辅助起草。")] = False,
    unassisted: Annotated[
        bool, typer.Option("--unassisted", help="没有用模型起草，文件属性里不作标记。")
    ] = False,
    bold: Annotated[bool, typer.Option("--bold", help="标题加粗（标准不加粗）。")] = False,
    latin_font: Annotated[
        str, typer.Option(help="数字和字母的字体，如 Times New Roman；默认同正文。")
    ] = "",
    attachment_number: Annotated[str, typer.Option(help="附件序号，只有一个附件时不写。")] = "",
    first_page: Annotated[int, typer.Option(min=1, help="首页的页码，附件接着正文编排时用。")] = 1,
    force: Annotated[bool, typer.Option("--force", help="覆盖已有文件。")] = False,
) -> int:
    """把会话或草稿导出为公文格式的文件。

    例：drafter export 总结.docx.session.jsonl -o 总结.html --report
    """
    from drafter.atomic import check_replaceable
    from drafter.exporting import ExportOptions, write_document

    target = Path(output)
    exportable = load_exportable(source)
    if addressee:
        document = replace(exportable.document, addressee=addressee.rstrip("：:"))
        exportable = replace(exportable, document=document)
    check_replaceable(target, force=force)
    sheet = _sheet(facts or [], exportable)
    if report and sheet is None:
        raise InputError(
            "写核对报告要有事实", path=source, todo="请用 --facts 给出事实表或工作记录。"
        )
    verification = _verified(exportable, sheet)
    report_path = target.with_name(f"{target.stem}.核对报告.html")
    if report:
        check_replaceable(report_path, force=force)
    write_document(
        exportable.document,
        target,
        profile=profile,
        options=ExportOptions(
            assisted=exportable.assisted and not unassisted,
            visible_note=note,
            bold_headings=bold,
            latin_font=latin_font,
            first_page=first_page,
            attachment_number=attachment_number,
        ),
    )
    say(f"已写好：{target}")
    if profile == "report" and not exportable.document.addressee:
        say("提示：上报件没有主送机关，可用 --addressee 写明。")
    if report and verification is not None:
        _write_report(report_path, exportable, verification, sheet)
    return _told(verification)


def load_document(path: str) -> "Document":
    """Read a draft in any format that drafter writes; ``-`` is standard input.

    Raises:
        InputError: It cannot be read, or there is no text in it.
    """
    from drafter.document import parse_markdown, parse_text
    from drafter.exporting import read_docx
    from drafter.intake import read_text

    suffix = Path(path).suffix.lower()
    if suffix in (".docx", ".docm"):
        document = read_docx(Path(path))
    elif suffix in (".html", ".htm"):
        raise InputError(
            "网页不能再读回来", path=path, todo="请给出同一份总结的 .docx、.md、.txt 或会话文件。"
        )
    else:
        text = read_text(path)
        document = parse_text(text) if suffix in (".txt", ".text") else parse_markdown(text)
    if not document.blocks:
        raise InputError("里面没有正文", path=path, todo="请检查是不是给错了文件。")
    return document


def load_exportable(path: str) -> Exportable:
    """Read a session or a draft.

    Raises:
        InputError: It is neither, or it holds no finished document.
    """
    if not path.endswith(".jsonl"):
        return Exportable(document=load_document(path))
    from drafter.session import load_session

    return _from_session(load_session(Path(path)), path)


def _from_session(session: "LoadedSession", path: str) -> Exportable:
    from drafter.facts import sheet_from_yaml

    head = session.head
    exemplars = tuple(str(name) for name in head.get("exemplars", ()))
    model = str(head.get("model", "none"))
    rows = (
        ("模型", "没有使用" if model == "none" else model),
        ("提示词包", str(head.get("prompts", ""))),
        ("范例", "、".join(exemplars) or "没有"),
        ("起草时间", str(head.get("time", ""))[:16].replace("T", " ")),
        ("修改", f"{len(session.versions.all) - 1}次" if session.versions.all else ""),
        ("drafter", str(head.get("drafter", ""))),
    )
    yaml = session.facts_yaml
    return Exportable(
        document=session.document,
        sheet=sheet_from_yaml(yaml, path) if yaml else None,
        rows=tuple(row for row in rows if row[1]),
        assisted=session.assisted,
        exemplar_ids=exemplars,
    )


def _sheet(facts: list[str], exportable: Exportable) -> "FactSheet | None":
    if not facts:
        return exportable.sheet
    from drafter.commands.evidence import load_fact_sheet

    return load_fact_sheet(facts)


def _verified(exportable: Exportable, sheet: "FactSheet | None") -> "Verification | None":
    """Check the text that is about to leave the house; None where there are no facts."""
    if sheet is None:
        return None
    from drafter.document import render_text
    from drafter.prompting import load_exemplars
    from drafter.verifying import verify

    seen = [
        (item.id, item.prose)
        for item in load_exemplars()
        if not exportable.exemplar_ids or item.id in exportable.exemplar_ids
    ]
    return verify(render_text(exportable.document), sheet, exemplars=seen)


def _write_report(
    path: Path,
    exportable: Exportable,
    verification: "Verification",
    sheet: "FactSheet | None",
) -> None:
    from drafter.document import render_text
    from drafter.drafting import for_others
    from drafter.exporting import write_audit_report

    draft = render_text(exportable.document)
    shown, mask = (None, str) if sheet is None else for_others(sheet, draft)
    write_audit_report(
        path,
        mask=mask,
        draft=draft,
        verification=verification,
        sheet=shown,
        record=_record(exportable),
    )
    say(f"核对报告：{path}")


def _record(exportable: Exportable) -> "AuditRecord":
    import datetime

    from drafter.exporting import AuditRecord

    now = datetime.datetime.now().astimezone()
    rows = (*exportable.rows, ("导出时间", f"{now:%Y-%m-%d %H:%M}"))
    return AuditRecord(title=exportable.document.title, rows=rows)


def _told(verification: "Verification | None") -> int:
    if verification is None:
        return ExitCode.DONE
    say(
        f"核对：文中数字{len(verification.figures)}个，有问题的{len(verification.flagged)}个，"
        f"漏写的{len(verification.missing)}个。"
    )
    for checked in verification.flagged:
        say(f"  有问题：{checked.figure.text}：{checked.reason}")
    return ExitCode.DONE if verification.ok else ExitCode.FINDINGS
