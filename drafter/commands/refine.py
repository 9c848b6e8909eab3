"""``drafter refine``: work on a draft in the terminal, or by instructions from a pipe."""

import asyncio
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drafter.commands.console import ExitCode, assume_yes, say
from drafter.commands.draft_writing import session_path_of
from drafter.errors import InputError, PromptError, unreadable

if TYPE_CHECKING:
    from drafter.document import Document
    from drafter.drafting import Prepared
    from drafter.model import Model
    from drafter.refining.door import Door
    from drafter.refining.ink import Ink
    from drafter.refining.quiet import QuietTerminal
    from drafter.refining.running import Refiner
    from drafter.session import Journal

__all__ = ["refine"]


def refine(
    source: Annotated[
        str,
        typer.Argument(
            metavar="[会话|草稿]",
            help="草稿旁的 .session.jsonl，或 .docx .md .txt 草稿；不写就接着最近的一份。",
        ),
    ] = "",
    facts: Annotated[
        list[str] | None,
        typer.Option("--facts", metavar="记录", help="草稿的事实清单或工作记录，可多次给出。"),
    ] = None,
    edited: Annotated[
        str, typer.Option("--import", metavar="改过的文件", help="收进在 Word 里改过的稿子。")
    ] = "",
    model: Annotated[str | None, typer.Option(help="模型；none 表示不用模型。")] = None,
    prompts: Annotated[str, typer.Option(help="提示词包；默认用起草时的。")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="不再询问。")] = False,
) -> int:
    """一句一句地改总结：说要怎么改，看改了什么，采用或不采用。

    例：drafter refine 总结.docx.session.jsonl
    """
    from drafter.refining.quiet import QuietTerminal
    from drafter.session import Journal, session_lock

    with QuietTerminal() as terminal:
        path, changed = _session_of(source, facts or [])
        with session_lock(path), Journal(path) as journal:
            return asyncio.run(
                _run(
                    path,
                    journal,
                    terminal,
                    edited=edited or changed,
                    model=model,
                    prompts=prompts,
                    yes=assume_yes(yes),
                )
            )


def _session_of(source: str, facts: list[str]) -> tuple[Path, str]:
    """Return the session's path, and the draft beside it where a person has changed that since."""
    if not source:
        return _latest(), ""
    path = Path(source)
    if source.endswith(".jsonl"):
        if facts:
            raise InputError(
                "会话里已经有事实", path=source, todo="改事实请在里面用 /事实，加事实用 /加。"
            )
        return path, ""
    session = session_path_of(path)
    if session.is_file():
        if facts:
            say(f"{path.name} 已有会话，接着改；--facts 没有用到，要加事实请用 /加。")
        return session, _changed(path, session)
    if not path.is_file():
        # Whoever mistypes a name is not helped by being asked for facts.
        raise unreadable(FileNotFoundError() if not path.exists() else IsADirectoryError(), source)
    if not facts:
        raise InputError(
            "没有给出事实",
            path=source,
            todo="请用 --facts 写上事实清单或工作记录，数字才能核对。",
        )
    from drafter.commands.evidence import load_fact_sheet
    from drafter.commands.export import load_document
    from drafter.refining.starting import begin_session

    document, sheet = load_document(source), load_fact_sheet(facts)
    begin_session(session, document, sheet, source=path)
    return session, ""


def _latest() -> Path:
    """Return the session that was worked on last in this folder."""
    found = [path for path in Path.cwd().glob("*.session.jsonl") if path.is_file()]
    if not found:
        raise InputError(
            "这个文件夹里没有会话",
            todo="请写上会话或草稿的文件名；还没有草稿就先用 drafter draft。",
        )
    path = max(found, key=lambda item: item.stat().st_mtime)
    say(f"接着改最近的一份：{path.name}")
    return path


def _changed(path: Path, session: Path) -> str:
    """Return a draft's path where it is not what the session wrote last; "" else."""
    from drafter.atomic import content_hash
    from drafter.session import read_events

    if not path.is_file():
        return ""
    known = {str(event["sha256"]) for event in read_events(session) if "sha256" in event}
    if content_hash(path.read_bytes()) in known:
        return ""
    say(f"{path.name} 在别处改过，下面先看要不要收进来。")
    return str(path)


async def _run(
    path: Path,
    journal: "Journal",
    terminal: "QuietTerminal",
    *,
    edited: str,
    model: str | None,
    prompts: str,
    yes: bool,
) -> int:
    from drafter.refining.fronts import run_piped, run_terminal, stdin_lines
    from drafter.refining.running import Refiner
    from drafter.refining.starting import resume

    resumed = resume(path, journal)
    head = resumed.events[0]
    pack = prompts or str(head.get("prompts", "")).partition("@")[0] or "v1"
    assisted = str(head.get("model", "none")) != "none" or any(
        event["type"] == "reply" for event in resumed.events
    )
    refiner = Refiner(
        path=path,
        journal=journal,
        state=resumed.state,
        beginning=resumed.beginning,
        door=_door(pack, int(head.get("seed", 1) or 1), yes=yes),
        model_name=model if model is not None else _model_of(str(head.get("model", ""))),
        assisted=assisted,
    )
    try:
        if sys.stdin.isatty() and sys.stdout.isatty():
            await _greet(refiner, edited)
            said = [
                str(event["text"]) for event in resumed.events if event["type"] == "instruction"
            ]
            await run_terminal(refiner, said, terminal)
            _farewell(refiner)
            return ExitCode.DONE
        if edited:
            await refiner.import_file(edited)
            await refiner.settle()
        await run_piped(refiner, stdin_lines())
        _farewell(refiner)
    finally:
        await refiner.aclose()
    if refiner.writer.failed:
        return ExitCode.NO_MODEL
    return ExitCode.FINDINGS if refiner.flagged else ExitCode.DONE


async def _greet(refiner: "Refiner", edited: str) -> None:
    """Show where the session stands; what takes longer goes on while the user reads."""
    refiner.show()
    if edited:
        await refiner.import_file(edited)
    else:
        refiner.read_on(aloud=True)
    refiner.door.say("说要怎么改，例如：第二部分写具体一点。/帮助 看全部，/退出 离开。\n")
    opening = refiner.writer.begin(refiner.state.facts_yaml)
    if opening is not None and _may_ask(refiner.writer.name):
        await opening


def _may_ask(name: str | None) -> bool:
    """Whether opening the model may raise a question; then it is asked before the prompt."""
    from drafter.config import read_settings
    from drafter.model.weights import all_weights, find_weights, is_verified

    embedded = {item.id for item in all_weights()}
    settings = read_settings()
    if name not in embedded and settings.base_url:
        return True
    wanted = name or (settings.model if settings.model in embedded else None)
    return not is_verified(find_weights(wanted))


def _model_of(drafted_with: str) -> str | None:
    """Return the embedded model that the draft was written with; else what is configured."""
    from drafter.model.weights import all_weights

    return drafted_with if drafted_with in {item.id for item in all_weights()} else None


def _farewell(refiner: "Refiner") -> None:
    pending = refiner.state.pending
    if pending is not None:
        refiner.door.say(f"还有一处改动没有接受：{pending.what}。下次打开还在。\n")
    if refiner.unsaved:
        refiner.door.say(f"改动记在会话里，还没有写进 {refiner.state.output}（/保存 写入）。\n")
    refiner.door.say(f"接着改：drafter refine {refiner.path}\n")


def _door(pack: str, seed: int, *, yes: bool) -> "Door":
    from drafter.refining.door import Door

    async def open_model(name: str | None, prepared: "Prepared") -> "tuple[Model | None, str]":
        from drafter.commands.draft_writing import open_for_drafting

        # One paragraph at a time: a second cache would only make opening take twice as long.
        return await open_for_drafting(name, prepared, yes=yes, warm=False, slots=1)

    return Door(
        say=_say,
        ink=_ink,
        prepare=lambda yaml: _prepare(yaml, pack, seed),
        open_model=open_model,
        read_document=_read_document,
        read_notes=_read_notes,
    )


def _read_document(path: str) -> "Document":
    from drafter.commands.export import load_document

    return load_document(path)


def _read_notes(path: str) -> str:
    from drafter.intake import read_text

    return read_text(path)


def _prepare(yaml: str, pack: str, seed: int) -> "Prepared":
    from drafter.drafting import prepare_summary
    from drafter.refining.sheets import sheet_of

    sheet = sheet_of(yaml)
    try:
        return prepare_summary(sheet, prompts=pack, seed=seed)
    except PromptError:
        # The draft's own pack was a folder that is no longer there.
        return prepare_summary(sheet, prompts="v1", seed=seed)


def _say(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


def _ink() -> "Ink":
    from drafter.refining.ink import Ink

    terminal = sys.stdout.isatty()
    plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    width = shutil.get_terminal_size((80, 24)).columns if terminal else 80
    return Ink(width=min(width, 100), colour=terminal and not plain)
