"""A Model that answers from a recording: a request gets what it got then, nothing is sent."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict

from drafter.errors import ModelError
from drafter.model.port import ChatReply, ChatRequest, ChatTurn

__all__ = ["Outcome", "RecordedModel", "request_key"]

Outcome = ChatReply | ModelError


def request_key(request: ChatRequest) -> str:
    """Return what identifies a request; the engine's slot is a hint and no part of it."""
    body = asdict(request)
    del body["slot"]
    packed = json.dumps(body, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(packed.encode("utf-8")).hexdigest()[:32]


class RecordedModel:
    """Answers by a recording.

    Args:
        outcomes: What each request got, in the order in which it was asked.
        name: The model's name then.
        takes_grammar: Whether it took one.
    """

    def __init__(
        self, outcomes: Mapping[str, Sequence[Outcome]], *, name: str, takes_grammar: bool
    ) -> None:
        self.name = name
        self.takes_grammar = takes_grammar
        self.concurrency = 1
        self.misses = 0
        self._left = {key: list(reversed(items)) for key, items in outcomes.items()}

    async def reply(
        self, request: ChatRequest, *, on_text: Callable[[str], None] | None = None
    ) -> ChatReply:
        """Answer as it was answered then.

        Raises:
            ModelError: It was not answered then, or it was not asked.
        """
        outcomes = self._left.get(request_key(request), [])
        if not outcomes:
            self.misses += 1
            raise ModelError("会话里没有这一次请求的记录。", retryable=False, kind="unrecorded")
        outcome = outcomes.pop() if len(outcomes) > 1 else outcomes[0]
        if isinstance(outcome, ModelError):
            raise outcome
        if on_text is not None:
            on_text(outcome.text)
        return outcome

    async def count_tokens(self, text: str) -> int:
        """Count characters; nothing is measured in a replay."""
        return len(text)

    async def warm(self, turns: Sequence[ChatTurn]) -> None:
        """Nothing to warm."""

    async def aclose(self) -> None:
        """Nothing to close."""
