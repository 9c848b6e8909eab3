"""Read a session as it stands now: the text that counts, its facts, and how they came about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drafter.document import Document, parse_markdown
from drafter.errors import InputError
from drafter.session.fact_sheets import sheets_of
from drafter.session.journal import read_events
from drafter.session.versions import Versions, read_versions

__all__ = ["LoadedSession", "is_refined", "load_session"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedSession:
    """A session as it stands.

    Attributes:
        head: Its first event: model, prompts, exemplars, time.
        document: The current text.
        facts_yaml: The fact sheet that the current text belongs to; "" without one.
        events: The whole journal.
        versions: The tree of versions; empty where the draft was never refined.
        assisted: Whether a model wrote any of it.
    """

    head: Mapping[str, Any]
    document: Document
    facts_yaml: str
    events: Sequence[Mapping[str, Any]]
    versions: Versions
    assisted: bool


def load_session(path: Path) -> LoadedSession:
    """Read a session.

    Raises:
        InputError: It is no session, or it holds no finished document.
    """
    events = read_events(path)
    written = [event for event in events if event["type"] == "document"]
    if not written:
        raise InputError(
            "会话里还没有写完的总结",
            path=str(path),
            todo="请先用 drafter draft 写完。",
        )
    try:
        versions = read_versions(events)
        sheets = sheets_of(events)
        if versions.all:
            document = versions.now.text.document
            facts_yaml = sheets[versions.now.facts] if sheets else ""
        else:
            document = parse_markdown(str(written[-1]["markdown"]))
            facts_yaml = sheets[-1] if sheets else ""
    except (KeyError, IndexError, ValueError, TypeError) as error:
        raise InputError(
            "会话文件的内容对不上", path=str(path), todo="请从 .docx 或 .md 重新开始一份会话。"
        ) from error
    model = str(events[0].get("model", "none"))
    return LoadedSession(
        head=events[0],
        document=document,
        facts_yaml=facts_yaml,
        events=events,
        versions=versions,
        assisted=model != "none" or any(event["type"] == "reply" for event in events),
    )


def is_refined(path: Path) -> bool:
    """Whether a person has worked on the draft of this session."""
    try:
        events = read_events(path)
    except InputError:
        return False
    return len([event for event in events if event["type"] == "version"]) > 1
