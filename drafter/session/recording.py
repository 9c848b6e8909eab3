"""What a draft's session records: settings, facts, plan, every reply, paragraph and document."""

import datetime
from pathlib import Path

from drafter import __version__
from drafter.atomic import content_hash
from drafter.document import render_markdown
from drafter.drafting import Composed, Draft, ParagraphPlan, Prepared, plan_to_yaml
from drafter.facts import sheet_to_yaml
from drafter.model import ChatReply, ChatRequest, Model
from drafter.prompting import template_hashes
from drafter.session.journal import SCHEMA, Journal

__all__ = ["SessionRecorder"]


class SessionRecorder:
    """Writes the events of one drafting run to its journal.

    Args:
        journal: Open, empty.
    """

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def start(self, prepared: Prepared, model: Model | None) -> None:
        """Record the settings, the facts and the plan."""
        self._journal.append(
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
        self._journal.append("facts", yaml=sheet_to_yaml(prepared.sheet))
        self._journal.append("plan", yaml=plan_to_yaml(prepared.plan, prepared.sheet))

    def reply(self, paragraph_id: str, request: ChatRequest, reply: ChatReply) -> None:
        """Record one model reply with the turn that it answers."""
        self._journal.append(
            "reply",
            paragraph=paragraph_id,
            prompt=request.turns[-1].content,
            text=reply.text,
            finish=reply.finish,
            tokens=[reply.usage.prompt, reply.usage.completion, reply.usage.cached],
            seconds=round(reply.seconds, 3),
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
            text=composed.text,
        )

    def document(self, result: Draft, output: Path) -> None:
        """Record the finished document.

        Args:
            result: The draft that was delivered.
            output: The file it was written to; only its name and hash are kept.
        """
        self._journal.append(
            "document",
            markdown=render_markdown(result.document),
            output=output.name,
            sha256=content_hash(output.read_bytes()),
            verified=result.verification.ok,
            interrupted=result.interrupted,
        )
