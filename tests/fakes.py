"""A model whose replies a test scripts; it goes through the port like any other."""

from collections.abc import Callable, Sequence

from drafter.errors import ModelError
from drafter.model import ChatReply, ChatRequest, ChatTurn, Usage

__all__ = ["ScriptedModel"]


class ScriptedModel:
    """Answers with what ``script`` makes of the last user turn; an exception is raised.

    Args:
        script: From the user turn's text to a reply or an error.
        takes_grammar: What the port says.
        concurrency: What the port says.
    """

    def __init__(
        self,
        script: Callable[[str], str | ModelError],
        *,
        takes_grammar: bool = False,
        concurrency: int = 2,
    ) -> None:
        self._script = script
        self.name = "scripted"
        self.takes_grammar = takes_grammar
        self.concurrency = concurrency
        self.requests: list[ChatRequest] = []

    async def reply(
        self, request: ChatRequest, *, on_text: Callable[[str], None] | None = None
    ) -> ChatReply:
        """Answer by the script."""
        self.requests.append(request)
        answer = self._script(request.turns[-1].content)
        if isinstance(answer, ModelError):
            raise answer
        if on_text is not None:
            on_text(answer)
        return ChatReply(text=answer, finish="stop", usage=Usage(prompt=9, completion=3), seconds=0)

    async def count_tokens(self, text: str) -> int:
        """Count characters."""
        return len(text)

    async def warm(self, turns: Sequence[ChatTurn]) -> None:
        """Nothing to warm."""

    async def aclose(self) -> None:
        """Nothing to close."""
