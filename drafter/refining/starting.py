"""Open a session file for refining, whatever it was before: drafted, refined, or only a draft."""

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from drafter import __version__
from drafter.atomic import content_hash
from drafter.document import Document, render_markdown
from drafter.errors import InputError
from drafter.facts import FactSheet
from drafter.refining.opening import first_text
from drafter.refining.sheets import sheet_of, write_sheet
from drafter.refining.state import State, apply, replay
from drafter.session import Journal, Version, load_session, version_event
from drafter.session.journal import SCHEMA

__all__ = ["begin_session", "resume"]


def begin_session(path: Path, document: Document, sheet: FactSheet, *, source: Path) -> None:
    """Write a new session for a draft that has none.

    Args:
        path: Where the session will lie.
        document: The draft.
        sheet: Its facts.
        source: The file that the draft was read from; it is what /保存 writes.
    """
    scratch = path.with_name(f".{path.name}.new")
    scratch.unlink(missing_ok=True)
    try:
        with Journal(scratch) as journal:
            journal.append(
                "session", schema=SCHEMA, time=_now(), drafter=__version__, model="none",
                prompts="", exemplars=[], seed=1, source=source.name,
            )  # fmt: skip
            journal.append("facts", yaml=write_sheet(sheet))
            journal.append(
                "document",
                markdown=render_markdown(document),
                output=source.name,
                sha256=content_hash(source.read_bytes()),
                verified=False,
                interrupted=False,
            )
        scratch.replace(path)
    finally:
        scratch.unlink(missing_ok=True)


def resume(path: Path, journal: Journal) -> tuple[State, Sequence[dict[str, Any]]]:
    """Return a session exactly as it was, with its journal's events; version 1 is made once.

    Args:
        path: The session; its lock is held.
        journal: Open on the same file.

    Raises:
        InputError: It holds no finished document, or it is damaged.
    """
    loaded = load_session(path)
    events = [dict(event) for event in loaded.events]
    try:
        state = replay(events)
    except (KeyError, IndexError, ValueError, TypeError) as error:
        raise InputError(
            "会话文件的内容对不上", path=str(path), todo="请从 .docx 或 .md 重新开始一份会话。"
        ) from error
    more: list[dict[str, Any]] = [
        {"type": "refine", "schema": SCHEMA, "time": _now(), "drafter": __version__}
    ]
    if not state.versions.all:
        if not loaded.facts_yaml:
            raise InputError("会话里没有事实", path=str(path), todo="请用 --facts 给出记录。")
        sheet = sheet_of(loaded.facts_yaml)
        text = first_text(loaded.document, sheet, loaded.facts_yaml, events)
        version = Version(
            number=1,
            parent=0,
            text=text,
            facts=len(state.sheets) - 1,
            what="初稿",
            time=str(loaded.head.get("time", "")),
        )
        more.append({"type": "version", **version_event(version, None)})
    for event in more:
        fields = {key: value for key, value in event.items() if key != "type"}
        journal.append(event["type"], **fields)
        state = apply(state, event)
    return state, [*events, *more]


def _now() -> str:
    return datetime.datetime.now().astimezone().isoformat(timespec="seconds")
