"""The port that drafting, refining and evaluating talk through; fakes in tests implement it too."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

__all__ = ["ChatReply", "ChatRequest", "ChatTurn", "Model", "Usage"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatTurn:
    """One turn of a chat."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatRequest:
    """What is asked of a model.

    Attributes:
        turns: What never changes first, so that a prefix cache serves it.
        max_tokens: Upper bound of the reply.
        temperature: 0 is greedy.
        seed: Passed on where the endpoint takes one.
        grammar: GBNF text; only for endpoints whose ``takes_grammar`` is true.
        stop: Strings that end the reply.
        slot: Which of the embedded engine's prefix caches to prefer; None elsewhere.
        json_schema: JSON text of a schema that the reply should follow, under whatever name the
            endpoint has for it; endpoints that know none get it as words. A grammar goes first.
    """

    turns: tuple[ChatTurn, ...]
    max_tokens: int
    temperature: float = 0.0
    seed: int | None = None
    grammar: str | None = None
    stop: tuple[str, ...] = ()
    slot: int | None = None
    json_schema: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """Tokens of one call; ``cached`` is the part of ``prompt`` that a prefix cache served.

    ``estimated`` is true where the endpoint told no numbers and ours stand in, on the safe side.
    """

    prompt: int = 0
    completion: int = 0
    cached: int = 0
    estimated: bool = False

    def __add__(self, other: "Usage") -> "Usage":
        """Add two calls' tokens."""
        return Usage(
            prompt=self.prompt + other.prompt,
            completion=self.completion + other.completion,
            cached=self.cached + other.cached,
            estimated=self.estimated or other.estimated,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatReply:
    """What came back.

    Attributes:
        text: Prose; what a model thinks aloud is taken out.
        finish: ``stop``, ``length`` or ``cut`` (broken off on our side, because it repeated itself;
            the repetitions are taken out).
        usage: Tokens, of all attempts that were counted.
        seconds: Wall time of the attempt that succeeded.
        symptom: ``refusal``, ``language`` (not Chinese) or "": a guess, for whoever judges.
    """

    text: str
    finish: str
    usage: Usage
    seconds: float
    symptom: str = ""


class Model(Protocol):
    """Something that answers chat requests. Not answering raises ``ModelError``."""

    @property
    def name(self) -> str:
        """The model's name as the session records it."""

    @property
    def takes_grammar(self) -> bool:
        """Whether ``ChatRequest.grammar`` is honoured."""

    @property
    def concurrency(self) -> int:
        """How many requests may run side by side."""

    async def reply(
        self, request: ChatRequest, *, on_text: Callable[[str], None] | None = None
    ) -> ChatReply:
        """Answer one request; ``on_text`` gets each piece of text as it streams in.

        What ``on_text`` got is for the eye only: a filter or a broken stream may withdraw it, and
        a second attempt streams anew after one call with "".
        """

    async def count_tokens(self, text: str) -> int:
        """Tokens of ``text``, by the model's own vocabulary or on the safe side of it."""

    async def warm(self, turns: Sequence[ChatTurn]) -> None:
        """Read a prefix ahead of the first request, where that makes it faster."""

    async def aclose(self) -> None:
        """Release what the model holds (connections, the child process)."""
