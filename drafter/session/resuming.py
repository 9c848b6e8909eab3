"""Go on where a run stopped, or run one again from its recording: read back what was recorded."""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drafter.drafting import Composed
from drafter.errors import InputError, ModelError
from drafter.model import ChatReply, Usage
from drafter.model.recorded import Outcome, RecordedModel
from drafter.session.journal import read_events

__all__ = ["Recording", "finished_paragraphs", "load_recording", "take_up"]

# Of the first event: what may differ between two runs that write the same.
_INCIDENTAL = frozenset({"time", "chosen_because", "endpoint", "pack"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """A finished run, ready to be run again.

    Attributes:
        head: The settings: prompts, seed, date.
        facts_yaml: The fact sheet.
        plan_yaml: The plan.
        model: Answers as the model did then; None where none was used.
        document: What was written: ``sha256``, ``markdown``, ``profile``, ``length``, ``last``.
    """

    head: Mapping[str, Any]
    facts_yaml: str
    plan_yaml: str
    model: RecordedModel | None
    document: Mapping[str, Any]


def take_up(session: Path, scratch: Path) -> None:
    """Make what an earlier run of this session left the start of this one's journal.

    A run that was killed left its scratch file; one that was interrupted, or whose model failed,
    left a session whose finished paragraphs are as good as new.
    """
    if scratch.exists():
        return
    try:
        events = read_events(session)
    except InputError:
        return
    last = events[-1]
    if last["type"] == "document" and (last.get("interrupted") or last.get("failure")):
        shutil.copyfile(session, scratch)
        scratch.chmod(0o600)


def finished_paragraphs(
    scratch: Path, start: Sequence[Mapping[str, Any]]
) -> dict[str, Composed] | None:
    """Return the paragraphs that a run of the same inputs finished; None if it was another.

    Args:
        scratch: Its journal.
        start: The events with which this run's journal would begin.
    """
    try:
        events = read_events(scratch)
    except InputError:
        return None
    if [_lasting(event) for event in events[: len(start)]] != [_lasting(item) for item in start]:
        return None
    return {
        str(event["id"]): Composed(
            text=event["text"],
            origin=event["origin"],
            attempts=event["attempts"],
            plain_chars=event["plain_chars"],
            usage=_usage(event["tokens"]),
            guarantee=event["guarantee"],
        )
        for event in events
        if event["type"] == "paragraph" and "tokens" in event and not event["failure"]
    }


def _lasting(event: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in event.items() if name not in _INCIDENTAL}


def _usage(tokens: Sequence[int]) -> Usage:
    prompt, completion, cached = tokens
    return Usage(prompt=prompt, completion=completion, cached=cached)


def load_recording(path: Path) -> Recording:
    """Read a session so that it can be run again.

    Raises:
        InputError: It is no session, was interrupted, or is of a version that recorded too little.
    """
    events = read_events(path)
    head = events[0]
    written = [event for event in events if event["type"] == "document"]
    texts = {kind: _first(events, kind) for kind in ("facts", "plan")}
    if not written or "date" not in head or not all(texts.values()):
        raise InputError(
            "会话里的记录不够重放一次", path=str(path), todo="请选用这一版 drafter 写成的会话。"
        )
    if written[-1].get("interrupted"):
        raise InputError(
            "这份会话中断过，不能重放", path=str(path), todo="请先用原来的命令把它写完。"
        )
    outcomes = _outcomes(events)
    model = None
    if head["model"] != "none":
        model = RecordedModel(outcomes, name=head["model"], takes_grammar=head["takes_grammar"])
    return Recording(
        head=head,
        facts_yaml=texts["facts"],
        plan_yaml=texts["plan"],
        model=model,
        document=written[-1],
    )


def _outcomes(events: Sequence[Mapping[str, Any]]) -> dict[str, list[Outcome]]:
    """Return what each request got; what was under way when a run stopped counts for nothing."""
    kept: list[Mapping[str, Any]] = []
    finished: set[str] = set()
    for event in events:
        if event["type"] in ("reply", "failure") and "key" in event:
            kept.append(event)
        elif event["type"] == "paragraph" and not event.get("failure"):
            finished.add(event["id"])
        elif event["type"] == "resumed":
            kept = [item for item in kept if item["paragraph"] in finished]
    outcomes: dict[str, list[Outcome]] = {}
    for event in kept:
        outcomes.setdefault(event["key"], []).append(_outcome(event))
    return outcomes


def _first(events: Sequence[Mapping[str, Any]], kind: str) -> str:
    return next((str(event["yaml"]) for event in events if event["type"] == kind), "")


def _outcome(event: Mapping[str, Any]) -> Outcome:
    if event["type"] == "failure":
        return ModelError(event["reason"], retryable=False, kind=event["fault"])
    return ChatReply(
        text=event["text"],
        finish=event["finish"],
        usage=_usage(event["tokens"]),
        seconds=event["seconds"],
    )
