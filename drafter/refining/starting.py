"""Open a session file for refining, whatever it was before: drafted, refined, or only a draft."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drafter import __version__
from drafter.atomic import content_hash
from drafter.document import Document, render_markdown
from drafter.errors import InputError
from drafter.refining.state import State, apply, replay
from drafter.session import Journal, Version, read_events, version_event
from drafter.session.journal import ANEW, SCHEMA

if TYPE_CHECKING:
    from drafter.facts import FactSheet

__all__ = ["Resumed", "begin_session", "resume"]


def begin_session(path: Path, document: Document, sheet: "FactSheet", *, source: Path) -> None:
    """Write a new session for a draft that has none.

    Args:
        path: Where the session will lie.
        document: The draft.
        sheet: Its facts.
        source: The file that the draft was read from; it is what /保存 writes.
    """
    from drafter.refining.sheets import write_sheet

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Resumed:
    """A session as it was left.

    Attributes:
        state: Where it stands.
        events: Its journal.
        beginning: The event that opens this sitting, to be written with the first that follows;
            None where it is written already. Only looking at a session leaves no trace.
    """

    state: State
    events: Sequence[Mapping[str, Any]]
    beginning: Mapping[str, Any] | None


def resume(path: Path, journal: Journal) -> Resumed:
    """Return a session exactly as it was; version 1 is made once.

    Args:
        path: The session; its lock is held.
        journal: Open on the same file.

    Raises:
        InputError: It holds no finished document, or it is damaged.
    """
    events = read_events(path)
    try:
        state = replay(events)
    except (KeyError, IndexError, ValueError, TypeError) as error:
        raise InputError("会话文件的内容对不上", path=str(path), todo=ANEW) from error
    beginning = {"type": "refine", "schema": SCHEMA, "time": _now(), "drafter": __version__}
    if state.versions.all:
        return Resumed(state=state, events=events, beginning=beginning)
    first = _first_version(path, state, events)
    for event in (beginning, first):
        fields = {key: value for key, value in event.items() if key != "type"}
        journal.append(str(event["type"]), **fields)
        state = apply(state, event)
    return Resumed(state=state, events=[*events, beginning, first], beginning=None)


def _first_version(path: Path, state: State, events: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the event that makes a finished draft the first version."""
    from drafter.refining.opening import first_text
    from drafter.refining.sheets import sheet_of
    from drafter.session import load_session

    loaded = load_session(path)
    if not loaded.facts_yaml:
        raise InputError("会话里没有事实", path=str(path), todo="请用 --facts 给出记录。")
    sheet = sheet_of(loaded.facts_yaml)
    version = Version(
        number=1,
        parent=0,
        text=first_text(loaded.document, sheet, loaded.facts_yaml, events),
        facts=len(state.sheets) - 1,
        what="初稿",
        time=str(loaded.head.get("time", "")),
    )
    return {"type": "version", **version_event(version, None)}


def _now() -> str:
    return datetime.datetime.now().astimezone().isoformat(timespec="seconds")
