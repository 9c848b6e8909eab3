"""``drafter draft``: notes in, verified summary out."""

import asyncio
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from drafter.commands.console import ExitCode, assume_yes, is_interactive, say, write_json
from drafter.commands.correcting import correct_sheet
from drafter.errors import InputError, ModelError

if TYPE_CHECKING:
    from drafter.drafting import Composed, Draft, ParagraphPlan, Plan
    from drafter.facts import FactSheet, Role
    from drafter.model import ChatReply, ChatRequest, ChatTurn, Model
    from drafter.prompting import Exemplar, Pack

__all__ = ["draft"]

_SUFFIXES = (".docx", ".md", ".html", ".txt")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Prepared:
    """Everything that is settled before the first call."""

    sheet: "FactSheet"
    plan: "Plan"
    pack: "Pack"
    exemplars: "tuple[Exemplar, ...]"
    reasons: tuple[str, ...]
    prefix: "tuple[ChatTurn, ...]"
    list_turns: "dict[Role, tuple[ChatTurn, ...]]"
    seed: int
    date: str


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
    profile: Annotated[str, typer.Option(help="版式：plain、report、attachment。")] = "plain",
    seed: Annotated[int, typer.Option(help="随机种子。")] = 1,
    report: Annotated[bool, typer.Option("--report", help="另写一份核对报告。")] = False,
    force: Annotated[bool, typer.Option("--force", help="覆盖已有文件。")] = False,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help="只显示将要发给模型的内容和词元数。"),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="结果用 JSON 输出。")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="不再询问。")] = False,
) -> int:
    """把工作记录写成总结，写完逐个核对数字。

    例：drafter draft 记录.txt -o 总结.docx
    """
    sheet = _read_sheet(notes or [], org=org, period=period, title=title, kind=kind, yes=yes)
    target = _target(output, sheet)
    _check_target(target, force=force)
    prepared = _prepare(
        sheet, prompts=prompts, plan_file=plan_file, seed=seed, date=_date_in_words(date)
    )
    if dry_run:
        _show_prompts(prepared)
        return ExitCode.DONE
    return asyncio.run(
        _run(
            prepared,
            target,
            model_name=model,
            profile=profile,
            report=report,
            as_json=as_json,
            yes=assume_yes(yes),
        )
    )


def _read_sheet(
    notes: list[str], *, org: str, period: str, title: str, kind: str, yes: bool
) -> "FactSheet":
    from drafter.commands.evidence import load_fact_sheet
    from drafter.commands.reviewing import ask_header

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
    _tell_remarks(sheet)
    return sheet


def _tell_remarks(sheet: "FactSheet") -> None:
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
        say(f"电话、证件等号码不写入总结，共{len(omitted)}个。")


def _target(output: str | None, sheet: "FactSheet") -> Path:
    from drafter.drafting import report_title

    if output is None:
        name = "".join(
            "_" if char in '\\/:*?"<>|\n\r\t' else char for char in report_title(sheet)
        ).strip(" .")
        return Path(f"{name[:80] or '工作总结'}.docx")
    path = Path(output)
    if path.suffix.lower() not in _SUFFIXES:
        raise InputError(
            f"不能写成 {path.suffix or '没有后缀的'} 文件",
            path=output,
            todo="请用 .docx、.md、.html 或 .txt。",
        )
    if not path.parent.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _check_target(target: Path, *, force: bool) -> None:
    from drafter.atomic import check_replaceable

    check_replaceable(target, force=force)


def _date_in_words(date: str) -> str:
    import datetime

    if not date:
        return ""
    try:
        day = datetime.date.fromisoformat(date)
    except ValueError:
        raise InputError(f"--date 不能是“{date}”", todo="请写成 2026-01-05 这样的日期。") from None
    return f"{day.year}年{day.month}月{day.day}日"


def _prepare(
    sheet: "FactSheet", *, prompts: str, plan_file: str | None, seed: int, date: str
) -> _Prepared:
    from drafter.drafting import main_topics, plan_summary, self_reference
    from drafter.prompting import (
        build_prefix,
        choose_exemplars,
        count_tokens,
        load_exemplars,
        load_pack,
    )

    pack = load_pack(prompts)
    plan = plan_summary(sheet)
    if plan_file is not None:
        plan = _edited_plan(Path(plan_file), plan, sheet)
    choice = choose_exemplars(
        load_exemplars(),
        topics=main_topics(plan),
        level=sheet.level.value,
        count=pack.fixed_exemplars,
        budget_tokens=pack.max_prompt_tokens,
        count_tokens=count_tokens,
    )
    return _Prepared(
        sheet=sheet,
        plan=plan,
        pack=pack,
        exemplars=choice.exemplars,
        reasons=choice.reasons,
        list_turns=_list_turns(pack, sheet),
        prefix=build_prefix(pack, choice.exemplars, we=self_reference(sheet)),
        seed=seed,
        date=date,
    )


def _list_turns(pack: "Pack", sheet: "FactSheet") -> "dict[Role, tuple[ChatTurn, ...]]":
    from drafter.facts import Role
    from drafter.prompting import build_list_turns, choose_exemplars, count_tokens, load_exemplars

    turns = {}
    for role, kind, topic in ((Role.PROBLEM, "problem", "T23"), (Role.PLAN, "plan", "T24")):
        choice = choose_exemplars(
            load_exemplars(),
            topics=(topic,),
            level=sheet.level.value,
            count=1,
            budget_tokens=pack.max_prompt_tokens // 4,
            count_tokens=count_tokens,
            kind=kind,
        )
        turns[role] = build_list_turns(pack, choice.exemplars)
    return turns


def _edited_plan(path: Path, plan: "Plan", sheet: "FactSheet") -> "Plan":
    from drafter.atomic import write_file
    from drafter.drafting import plan_from_yaml, plan_to_yaml

    if path.exists():
        return plan_from_yaml(path.read_text("utf-8"), sheet, name=str(path))
    write_file(path, plan_to_yaml(plan, sheet).encode("utf-8"))
    say(f"结构写在 {path}，可以修改后用同一条命令再写一次。")
    return plan


def _show_prompts(prepared: _Prepared) -> None:
    from drafter.drafting import materials_by_id
    from drafter.prompting import count_tokens

    materials = materials_by_id(prepared.sheet)
    out = sys.stdout
    fixed = sum(count_tokens(turn.content) for turn in prepared.prefix)
    out.write(f"== 固定部分（每次调用相同），约{fixed}词元\n")
    for turn in prepared.prefix:
        out.write(f"[{turn.role}]\n{turn.content}\n")
    total = 0
    for paragraph in prepared.plan.paragraphs:
        lines = [materials[name].text for name in paragraph.activity_ids if materials[name].text]
        prompt = prepared.pack.template("paragraph").render(lines=lines)
        tokens = count_tokens(prompt)
        total += tokens
        out.write(f"\n== 段落 {paragraph.id}，约{tokens}词元\n[user]\n{prompt}\n")
    count = len(prepared.plan.paragraphs)
    out.write(f"\n共{count}次调用，提示词约{fixed * count + total}词元（固定部分可由缓存承担）。\n")


async def _run(
    prepared: _Prepared,
    target: Path,
    *,
    model_name: str | None,
    profile: str,
    report: bool,
    as_json: bool,
    yes: bool,
) -> int:
    from drafter.commands.draft_progress import DraftProgress
    from drafter.drafting import draft_summary
    from drafter.session import Journal

    session_path = target.with_name(target.name + ".session.jsonl")
    began = time.monotonic()
    model, trouble = await _open(model_name, prepared, yes=yes)
    progress = DraftProgress(prepared.plan, quiet=as_json or not sys.stderr.isatty())
    scratch = session_path.with_name(f".{session_path.name}.new")
    scratch.unlink(missing_ok=True)
    try:
        with Journal(scratch) as journal, progress:
            _record_start(journal, prepared, model)
            observer = progress.observer(
                on_reply=lambda paragraph_id, request, reply: _record_reply(
                    journal, paragraph_id, request, reply
                ),
                on_paragraph=lambda plan, composed: _record_paragraph(journal, plan, composed),
            )
            with _ctrl_c(observer.stop):
                result = await draft_summary(
                    prepared.sheet,
                    prepared.plan,
                    model=model,
                    pack=prepared.pack,
                    prefix=prepared.prefix,
                    list_turns=prepared.list_turns,
                    exemplars=[(item.id, item.prose) for item in prepared.exemplars],
                    seed=prepared.seed,
                    date=prepared.date,
                    observer=observer,
                )
            _deliver(result, target, journal, profile=profile)
        scratch.replace(session_path)
    finally:
        if model is not None:
            await model.aclose()
        scratch.unlink(missing_ok=True)
    if report:
        _write_report(result, prepared, target, model)
    failure = result.failure or trouble
    seconds = time.monotonic() - began
    _tell(result, prepared, target, session_path, model, failure, seconds, as_json=as_json)
    if result.interrupted:
        return ExitCode.INTERRUPTED
    if not result.verification.ok:
        return ExitCode.FINDINGS
    return ExitCode.NO_MODEL if failure else ExitCode.DONE


async def _open(name: str | None, prepared: _Prepared, *, yes: bool) -> "tuple[Model | None, str]":
    """Open the model and warm its prefix; what goes wrong is told, not raised."""
    if name == "none":
        return None, ""
    from drafter.commands.model import fetch_for_use
    from drafter.model import open_model

    try:
        model = await open_model(name, fetch=lambda weights: fetch_for_use(weights, yes=yes))
    except ModelError as error:
        return None, str(error)
    try:
        await model.warm(prepared.prefix)
    except ModelError as error:
        await model.aclose()
        return None, str(error)
    return model, ""


def _record_start(journal: Any, prepared: _Prepared, model: "Model | None") -> None:  # noqa: ANN401 # a Journal; typed where it is made
    import datetime

    from drafter import __version__
    from drafter.drafting import plan_to_yaml
    from drafter.facts import sheet_to_yaml
    from drafter.prompting import template_hashes
    from drafter.session.journal import SCHEMA

    journal.append(
        "session",
        schema=SCHEMA,
        time=datetime.datetime.now().astimezone().isoformat(timespec="seconds"),
        drafter=__version__,
        model=model.name if model is not None else "none",
        prompts=prepared.pack.label,
        templates=template_hashes(prepared.pack),
        exemplars=[item.id for item in prepared.exemplars],
        chosen_because=list(prepared.reasons),
        seed=prepared.seed,
        temperature=prepared.pack.temperature,
    )
    journal.append("facts", yaml=sheet_to_yaml(prepared.sheet))
    journal.append("plan", yaml=plan_to_yaml(prepared.plan, prepared.sheet))


def _record_reply(
    journal: Any,  # noqa: ANN401 # a Journal; typed where it is made
    paragraph_id: str,
    request: "ChatRequest",
    reply: "ChatReply",
) -> None:
    journal.append(
        "reply",
        paragraph=paragraph_id,
        prompt=request.turns[-1].content,
        text=reply.text,
        finish=reply.finish,
        tokens=[reply.usage.prompt, reply.usage.completion, reply.usage.cached],
        seconds=round(reply.seconds, 3),
    )


def _record_paragraph(journal: Any, plan: "ParagraphPlan", composed: "Composed") -> None:  # noqa: ANN401 # a Journal; typed where it is made
    journal.append(
        "paragraph",
        id=plan.id,
        origin=composed.origin,
        guarantee=composed.guarantee,
        attempts=composed.attempts,
        plain_chars=composed.plain_chars,
        text=composed.text,
    )


def _deliver(result: "Draft", target: Path, journal: Any, *, profile: str) -> None:  # noqa: ANN401 # a Journal; typed where it is made
    from drafter.atomic import content_hash
    from drafter.document import render_markdown
    from drafter.exporting import ExportOptions, write_document

    assisted = any(item.origin != "plain" for item in result.sections)
    options = ExportOptions(assisted=assisted)
    write_document(result.document, target, profile=profile, options=options)
    journal.append(
        "document",
        markdown=render_markdown(result.document),
        output=target.name,
        sha256=content_hash(target.read_bytes()),
        verified=result.verification.ok,
        interrupted=result.interrupted,
    )


def _write_report(
    result: "Draft", prepared: _Prepared, target: Path, model: "Model | None"
) -> None:
    import datetime

    from drafter import __version__
    from drafter.document import render_text
    from drafter.exporting import AuditRecord, write_audit_report

    now = datetime.datetime.now().astimezone()
    sources = {"model": "模型", "repaired": "模型，经修改", "plain": "直白句子"}
    record = AuditRecord(
        title=result.document.title,
        rows=(
            ("文件", target.name),
            ("模型", model.name if model is not None else "没有使用"),
            ("提示词包", prepared.pack.label),
            ("范例", "、".join(item.id for item in prepared.exemplars) or "没有"),
            (
                "各部分由来",
                "；".join(
                    f"{item.heading}：{sources.get(item.origin, item.origin)}"
                    for item in result.sections
                ),
            ),
            ("时间", f"{now:%Y-%m-%d %H:%M}，用时{result.seconds:.0f}秒"),
            ("drafter", __version__),
        ),
    )
    path = target.with_name(target.stem + ".核对报告.html")
    write_audit_report(
        path,
        draft=render_text(result.document),
        verification=result.verification,
        sheet=prepared.sheet,
        record=record,
    )
    say(f"核对报告：{path}")


def _figures(result: "Draft", sheet: "FactSheet") -> dict[str, int]:
    from drafter.drafting import required_facts

    return {
        "in_facts": len(required_facts(sheet)),
        "in_draft": len(result.verification.figures),
        "flagged": len(result.verification.flagged),
        "missing": len(result.verification.missing),
    }


def _tell(
    result: "Draft",
    prepared: _Prepared,
    target: Path,
    session_path: Path,
    model: "Model | None",
    failure: str,
    seconds: float,
    *,
    as_json: bool,
) -> None:
    counts = _figures(result, prepared.sheet)
    if as_json:
        write_json(
            {
                "output": str(target),
                "session": str(session_path),
                "model": model.name if model is not None else "none",
                "prompts": prepared.pack.label,
                "seconds": round(seconds, 1),
                "tokens": {
                    "prompt": result.usage.prompt,
                    "completion": result.usage.completion,
                    "cached": result.usage.cached,
                },
                "figures": counts,
                "sections": [
                    {
                        "heading": section.heading,
                        "source": section.origin,
                        "attempts": section.attempts,
                        "chars": section.chars,
                        "plain_chars": section.plain_chars,
                    }
                    for section in result.sections
                ],
            }
        )
    else:
        _tell_person(result, counts, target, seconds)
    if failure:
        say(
            f"模型没有写完：{failure}没写成的部分已用直白句子补齐，文件可用。稍后可重新运行同一命令。"
        )
    if result.interrupted:
        say("已中断，写好的部分已保存。")


def _tell_person(result: "Draft", counts: dict[str, int], target: Path, seconds: float) -> None:
    usage = result.usage
    chars = sum(section.chars for section in result.sections) or 1
    plain = sum(section.plain_chars for section in result.sections)
    by_model = sum(section.origin != "plain" for section in result.sections)
    say(f"已写好：{target}")
    say(
        f"核对：记录中应写的数字{counts['in_facts']}个，文中数字{counts['in_draft']}个，"
        f"有问题的{counts['flagged']}个，漏写的{counts['missing']}个。"
    )
    say(
        f"共{len(result.sections)}个部分，模型写成{by_model}个，直白句子占{100 * plain // chars}%；"
        f"用时{seconds:.0f}秒，词元：提示{usage.prompt}（其中缓存{usage.cached}，"
        f"占{100 * usage.cached // max(usage.prompt, 1)}%），生成{usage.completion}。"
    )
    for fact in result.verification.missing:
        say(f"  漏写：{fact.label}{fact.figure.text}（第{fact.source.line}行）")
    for checked in result.verification.flagged:
        say(f"  有问题：{checked.figure.text}：{checked.reason}")


class _ctrl_c:  # noqa: N801 # reads as a statement: with _ctrl_c(stop)
    """Turn the first Ctrl-C into a request to stop; a second one interrupts at once."""

    def __init__(self, stop: asyncio.Event) -> None:
        self._stop = stop

    def __enter__(self) -> None:
        import signal

        loop = asyncio.get_running_loop()
        self._before = signal.getsignal(signal.SIGINT)

        def handle(_number: int, _frame: object) -> None:
            loop.call_soon_threadsafe(self._stop.set)
            signal.signal(signal.SIGINT, signal.default_int_handler)

        signal.signal(signal.SIGINT, handle)

    def __exit__(self, *_: object) -> None:
        import signal

        signal.signal(signal.SIGINT, self._before)
