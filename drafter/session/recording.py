"""What a draft's session records: settings, facts, plan, every reply, paragraph and document."""

import datetime
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from drafter import __version__
from drafter.atomic import content_hash
from drafter.document import render_markdown
from drafter.drafting import Composed, Draft, ParagraphPlan, Prepared, plan_to_yaml
from drafter.errors import ModelError
from drafter.facts import sheet_to_yaml
from drafter.model import ChatReply, ChatRequest, Model, Usage
from drafter.model.recorded import request_key
from drafter.prompting import template_hashes
from drafter.session.journal import SCHEMA, Journal
from drafter.session.resuming import finished_paragraphs

__all__ = ["SessionRecorder"]


class SessionRecorder:
    """Writes the events of one drafting run to its journal.

    Args:
        journal: Open; empty, or what a run that stopped left.
    """

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def start(self, prepared: Prepared, model: Model | None) -> dict[str, Composed]:
        """Record settings, facts and plan, or go on in a journal that begins with the same.

        Returns:
            The paragraphs that are finished already.
        """
        beginning = _beginning(prepared, model)
        done = finished_paragraphs(self._journal.path, beginning)
        if done is not None:
            self._journal.append("resumed", finished=sorted(done))
            return done
        self._journal.clear()
        for event in beginning:
            fields = {name: value for name, value in event.items() if name != "type"}
            self._journal.append(event["type"], **fields)
        return {}

    def reply(self, paragraph_id: str, request: ChatRequest, reply: ChatReply) -> None:
        """Record one model reply with the turn that it answers."""
        self._journal.append(
            "reply",
            paragraph=paragraph_id,
            key=request_key(request),
            prompt=request.turns[-1].content,
            text=reply.text,
            finish=reply.finish,
            tokens=_tokens(reply.usage),
            seconds=round(reply.seconds, 3),
        )

    def failure(self, paragraph_id: str, request: ChatRequest, error: ModelError) -> None:
        """Record that a request got no reply; a replay goes the same way from there."""
        self._journal.append(
            "failure",
            paragraph=paragraph_id,
            key=request_key(request),
            fault=error.kind,
            reason=error.reason,
        )

    def paragraph(self, plan: ParagraphPlan, composed: Composed) -> None:
        """Record one finished paragraph and the guarantee that it had."""
        self._journal.append(
            "paragraph",
            id=plan.id,
            origin=composed.origin,
            guarantee=composed.guarantee,
            attempts=composed.attempts,
            plain_chars=composed.plain_chars,
            tokens=_tokens(composed.usage),
            failure=composed.failure,
            text=composed.text,
        )

    def document(self, result: Draft, output: Path, *, prepared: Prepared, profile: str) -> None:
        """Record the finished document.

        Args:
            result: The draft that was delivered.
            output: The file it was written to; only its name and hash are kept.
            prepared: What the finishing depends on: the length asked for, last year's facts.
            profile: Its layout.
        """
        self._journal.append(
            "document",
            markdown=render_markdown(result.document),
            output=output.name,
            sha256=content_hash(output.read_bytes()),
            verified=result.verification.ok,
            interrupted=result.interrupted,
            failure=result.failure,
            profile=profile,
            length=prepared.length,
            last=None if prepared.last is None else sheet_to_yaml(prepared.last),
        )


def _beginning(prepared: Prepared, model: Model | None) -> list[dict[str, Any]]:
    """Return the events that say what is written, from what and how."""
    prefix = [asdict(turn) for turn in prepared.prefix]
    head = {
        "type": "session",
        "schema": SCHEMA,
        "time": datetime.datetime.now().astimezone().isoformat(timespec="seconds"),
        "drafter": __version__,
        "model": model.name if model is not None else "none",
        "endpoint": getattr(model, "fingerprint", ""),
        "takes_grammar": model is not None and model.takes_grammar,
        "prompts": prepared.pack.label,
        "pack": prepared.pack.source,
        "templates": template_hashes(prepared.pack),
        "exemplars": [item.id for item in prepared.exemplars],
        "prefix": content_hash(json.dumps(prefix, ensure_ascii=False).encode("utf-8")),
        "chosen_because": list(prepared.reasons),
        "seed": prepared.seed,
        "temperature": prepared.pack.temperature,
        "date": prepared.date,
    }
    return [
        head,
        {"type": "facts", "yaml": sheet_to_yaml(prepared.sheet)},
        {"type": "plan", "yaml": plan_to_yaml(prepared.plan, prepared.sheet)},
    ]


def _tokens(usage: Usage) -> list[int]:
    return [usage.prompt, usage.completion, usage.cached]
