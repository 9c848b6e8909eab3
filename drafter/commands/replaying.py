"""``drafter draft --replay``: write a recorded session again, byte for byte, without a model."""

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.commands.console import ExitCode, say
from drafter.errors import InputError

if TYPE_CHECKING:
    from drafter.drafting import Prepared
    from drafter.session.resuming import Recording

__all__ = ["replay_session"]


def replay_session(
    session: str,
    notes: list[str],
    *,
    output: str | None,
    force: bool,
    org: str = "",
    title: str = "",
    kind: str = "",
) -> int:
    """Write a session's summary again and say whether it is the same.

    Args:
        session: The recorded session.
        notes: Files to take the facts from; without any the session's own facts serve.
        output: The new file; its ending should be the old one's.
        force: Overwrite it.
        org: As it was given then, where notes are given; so are the others.
        title: As above.
        kind: As above.

    Raises:
        InputError: The session cannot be replayed.
    """
    from drafter.atomic import check_replaceable, content_hash
    from drafter.commands.evidence import load_fact_sheet
    from drafter.drafting import plan_from_yaml, prepare_summary
    from drafter.facts import sheet_from_yaml
    from drafter.session.resuming import load_recording

    recording = load_recording(Path(session))
    if output is None:
        raise InputError("没有写明输出文件", todo="请加 -o 文件名。")
    target = Path(output)
    check_replaceable(target, force=force)
    if notes:
        sheet = load_fact_sheet(notes, org=org, title=title, kind=kind)
    else:
        sheet = sheet_from_yaml(recording.facts_yaml, session)
    last = recording.document.get("last")
    prepared = prepare_summary(
        sheet,
        prompts=str(recording.head.get("pack") or recording.head["prompts"]).partition("@")[0],
        plan=plan_from_yaml(recording.plan_yaml, sheet, name=session),
        seed=int(recording.head["seed"]),
        length=recording.document.get("length"),
        last=None if last is None else sheet_from_yaml(last, session),
    )
    prepared = replace(prepared, date=str(recording.head["date"]))
    text = asyncio.run(_write(prepared, target, recording))
    misses = recording.model.misses if recording.model is not None else 0
    same = content_hash(target.read_bytes()) == recording.document["sha256"]
    if same:
        say(f"已写好：{target}，与原来的文件逐字节相同。")
        return ExitCode.DONE
    if text == recording.document["markdown"]:
        say(f"已写好：{target}，文字与原来的相同，文件格式不同。")
        return ExitCode.DONE
    reason = (
        f"有{misses}次请求在会话里没有记录，记录、提示词或程序变过"
        if misses
        else "记录、提示词或程序变过"
    )
    say(f"已写好：{target}，与原来的文件不相同（{reason}）。")
    return ExitCode.FINDINGS


async def _write(prepared: "Prepared", target: Path, recording: "Recording") -> str:
    """Write the file and return its text as a session keeps it."""
    from drafter.commands.draft_progress import DraftProgress
    from drafter.commands.draft_writing import write_summary
    from drafter.document import render_markdown

    draft = await write_summary(
        prepared,
        target,
        model=recording.model,
        progress=DraftProgress(prepared.plan, quiet=True),
        profile=str(recording.document["profile"]),
    )
    return render_markdown(draft.document)
