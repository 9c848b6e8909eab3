"""``drafter draft``: notes in, verified summary out."""

import asyncio
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drafter.commands.console import ExitCode, assume_yes, is_interactive, say
from drafter.commands.correcting import correct_sheet
from drafter.commands.dates import date_in_words
from drafter.commands.draft_telling import show_prompts, tell_result, write_report
from drafter.commands.draft_writing import (
    open_for_drafting,
    session_path_of,
    tell_unfinished,
    write_summary,
)
from drafter.errors import InputError

if TYPE_CHECKING:
    from drafter.drafting import Plan, Prepared
    from drafter.facts import FactSheet

__all__ = ["draft"]

# Shorter than this no summary has ever been.
_SHORTEST = 200
# More line numbers than these help nobody find them.
_MOST_LINES = 8
_SUFFIXES = (".docx", ".md", ".html", ".txt")


def draft(
    notes: Annotated[
        list[str] | None, typer.Argument(metavar="[记录...|-]", help="工作记录，可以给多个文件。")
    ] = None,
    output: Annotated[
        str | None, typer.Option("--output", "-o", help="输出文件：.docx .md .html .txt")
    ] = None,
    org: Annotated[str, typer.Option(help="单位，如“柳河镇妇联”。")] = "",
    period: Annotated[str, typer.Option(help="时段，如 2025、2026H1、2025-03/2025-05。")] = "",
    title: Annotated[str, typer.Option(help="标题。")] = "",
    date: Annotated[str, typer.Option(help="落款日期，如 2026-01-05。")] = "",
    kind: Annotated[str, typer.Option(help="annual、half-year 或 topical。")] = "",
    model: Annotated[
        str | None, typer.Option(help="模型；none 表示不用模型，全部写成直白句子。")
    ] = None,
    prompts: Annotated[str, typer.Option(help="提示词包。")] = "v1",
    plan_file: Annotated[
        str | None, typer.Option("--plan", help="结构文件；没有就先写出一份供修改。")
    ] = None,
    length: Annotated[
        int | None, typer.Option(help="想要的字数，如 2000；记录撑得起时误差在一成以内。")
    ] = None,
    last_year: Annotated[
        str | None, typer.Option("--last-year", help="去年的总结或记录，用来算同比。")
    ] = None,
    profile: Annotated[str, typer.Option(help="版式：plain、report、attachment。")] = "plain",
    seed: Annotated[int, typer.Option(help="随机种子。")] = 1,
    report: Annotated[bool, typer.Option("--report", help="另写一份核对报告。")] = False,
    force: Annotated[bool, typer.Option("--force", help="覆盖已有文件。")] = False,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help="只显示将要发给模型的内容和词元数。"),
    ] = False,
    max_tokens_total: Annotated[
        int | None,
        typer.Option(min=0, help="全部调用最多用多少词元；用完后其余部分写成直白句子。"),
    ] = None,
    max_minutes: Annotated[
        float,
        typer.Option(min=0, help="最多等模型多少分钟；到时其余部分写成直白句子。"),
    ] = 60,
    replay: Annotated[
        str | None,
        typer.Option(help="按这份会话的记录重写一遍，不调用模型；不必再给记录。"),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="结果用 JSON 输出。")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="不再询问。")] = False,
) -> int:
    """把工作记录写成总结，写完逐个核对数字。

    例：drafter draft 记录.txt -o 总结.docx
    """
    if replay is not None:
        from drafter.commands.replaying import replay_session

        return replay_session(
            replay, notes or [], output=output, force=force, org=org, title=title, kind=kind
        )
    _check_options(output, length=length, profile=profile, prompts=prompts, kind=kind)
    from drafter.drafting.last_year import compare_years

    signed = date_in_words(date)
    sheet = _read_sheet(notes or [], org=org, period=period, title=title, kind=kind, yes=yes)
    target = _target(output, sheet)
    _check_target(target, force=force)
    prepared = _prepare(
        sheet,
        prompts=prompts,
        plan_file=plan_file,
        seed=seed,
        date=signed,
        length=length,
        last=_last_year(last_year),
        ask=not yes and not notes and is_interactive(),
    )
    if prepared.last is not None and not compare_years(prepared.sheet, prepared.last):
        say("提示：去年的材料里没有能和今年相比的数字，没有写同比。")
    if dry_run:
        show_prompts(prepared)
        return ExitCode.DONE
    if not signed:
        say("提示：没有落款日期，可用 --date 2026-01-05 这样写明。")
    tell_unfinished(target)
    return asyncio.run(
        _run(
            prepared,
            target,
            model_name=model,
            profile=profile,
            report=report,
            as_json=as_json,
            yes=assume_yes(yes),
            max_tokens_total=max_tokens_total,
            budget_s=max_minutes * 60,
        )
    )


def _check_options(
    output: str | None, *, length: int | None, profile: str, prompts: str, kind: str
) -> None:
    """Refuse a wrong call before anything is read, asked or written."""
    from drafter.commands.evidence import parse_kind
    from drafter.exporting import parse_profile
    from drafter.prompting import load_pack

    if output is not None and Path(output).suffix.lower() not in _SUFFIXES:
        raise InputError(
            f"不能写成 {Path(output).suffix or '没有后缀的'} 文件",
            path=output,
            todo="请用 .docx、.md、.html 或 .txt。",
        )
    if length is not None and length < _SHORTEST:
        raise InputError(
            f"--length 不能是 {length}", todo=f"请写 {_SHORTEST} 以上的字数，如 2000。"
        )
    parse_kind(kind)
    parse_profile(profile)
    load_pack(prompts)


def _read_sheet(
    notes: list[str], *, org: str, period: str, title: str, kind: str, yes: bool
) -> "FactSheet":
    from drafter.commands.evidence import load_fact_sheet
    from drafter.commands.reviewing import ask_header, ask_names

    pasted = not notes and is_interactive()
    if pasted:
        say("请粘贴工作记录，粘贴完另起一行按 Ctrl-D（Windows 按 Ctrl-Z 再回车）结束：")
    notes = notes or ["-"]
    sheet = load_fact_sheet(notes, org=org, period=period, title=title, kind=kind)
    if not sheet.activities:
        raise InputError(
            "没有读出任何一项工作",
            path=notes[0],
            todo="请检查文件内容；每件事写一行，例如：举办家政培训2期60人。",
        )
    sheet = ask_header(sheet, yes=yes)
    if pasted and not assume_yes(yes):
        sheet = correct_sheet(sheet)
    sheet = ask_names(sheet, yes=yes)
    _tell_remarks(sheet)
    return sheet


def _tell_remarks(sheet: "FactSheet") -> None:
    from drafter.drafting import materials_by_id, small_cells
    from drafter.facts import Use

    for remark in sheet.remarks:
        say(f"提示：{remark}")
    for conflict in sheet.conflicts:
        say(f"前后矛盾，暂不写入总结：{conflict.reason}")
    omitted = [
        fact.figure.text
        for activity in sheet.activities
        for fact in activity.facts
        if fact.use is Use.OMIT
    ]
    if omitted:
        say(f"电话、证件号码、个人经历里的数字和标为“不写入”的不写入总结，共{len(omitted)}个。")
    for warning in small_cells(sheet):
        say(f"提示：{warning}")
    told = materials_by_id(sheet)
    protected = [item for item in sheet.activities if item.id in told and told[item.id].protected]
    if protected:
        lines = "、".join(str(item.source.line) for item in protected[:_MOST_LINES])
        more = "等" if len(protected) > _MOST_LINES else ""
        say(
            f"有{len(protected)}条涉及受害人、患者、未成年人或信访人的个人情况"
            f"（第{lines}{more}行），只写数字，不写经过。"
        )


def _target(output: str | None, sheet: "FactSheet") -> Path:
    from drafter.drafting import report_title

    if output is None:
        name = "".join(
            "_" if char in '\\/:*?"<>|\n\r\t' else char for char in report_title(sheet)
        ).strip(" .")
        return Path(f"{name[:80] or '工作总结'}.docx")
    return Path(output)


def _check_target(target: Path, *, force: bool) -> None:
    from drafter.atomic import check_replaceable
    from drafter.session import is_refined

    check_replaceable(target, force=force)
    session = session_path_of(target)
    if not force and session.exists() and is_refined(session):
        raise InputError(
            "这份总结已经用 drafter refine 改过，重写会丢掉那些修改",
            path=str(target),
            todo=f"接着改请用 drafter refine {session}；另写一份请用 -o 换个文件名。",
        )


def _last_year(path: str | None) -> "FactSheet | None":
    from drafter.commands.evidence import load_fact_sheet

    return load_fact_sheet([path]) if path is not None else None


def _prepare(
    sheet: "FactSheet",
    *,
    prompts: str,
    plan_file: str | None,
    seed: int,
    date: str,
    length: int | None,
    last: "FactSheet | None",
    ask: bool,
) -> "Prepared":
    from drafter.commands.planning import correct_plan
    from drafter.drafting import plan_summary, prepare_summary

    plan = plan_summary(sheet)
    if plan_file is not None:
        plan = _edited_plan(Path(plan_file), plan, sheet)
    elif ask:
        plan = correct_plan(plan)
    return prepare_summary(
        sheet, prompts=prompts, plan=plan, seed=seed, date=date, length=length, last=last
    )


def _edited_plan(path: Path, plan: "Plan", sheet: "FactSheet") -> "Plan":
    from drafter.atomic import write_file
    from drafter.drafting import plan_from_yaml, plan_to_yaml

    if path.exists():
        return plan_from_yaml(path.read_text("utf-8"), sheet, name=str(path))
    write_file(path, plan_to_yaml(plan, sheet).encode("utf-8"))
    say(f"结构写在 {path}，可以修改后用同一条命令再写一次。")
    return plan


async def _run(
    prepared: "Prepared",
    target: Path,
    *,
    model_name: str | None,
    profile: str,
    report: bool,
    as_json: bool,
    yes: bool,
    max_tokens_total: int | None,
    budget_s: float,
) -> int:
    from drafter.commands.draft_progress import DraftProgress

    began = time.monotonic()
    model, trouble = await open_for_drafting(
        model_name, prepared, yes=yes, max_tokens_total=max_tokens_total, budget_s=budget_s
    )
    left_s = max(0.0, budget_s - (time.monotonic() - began))
    progress = DraftProgress(prepared.plan, quiet=as_json or not sys.stderr.isatty())
    try:
        result = await write_summary(
            prepared, target, model=model, progress=progress, profile=profile, budget_s=left_s
        )
    finally:
        if model is not None:
            await model.aclose()
    if report:
        write_report(result, prepared, target, model)
    failure = result.failure or trouble
    seconds = time.monotonic() - began
    tell_result(
        result, prepared, target, session_path_of(target), model, failure, seconds, as_json=as_json
    )
    if result.interrupted:
        return ExitCode.INTERRUPTED
    if not result.verification.ok:
        return ExitCode.FINDINGS
    return ExitCode.NO_MODEL if failure else ExitCode.DONE
