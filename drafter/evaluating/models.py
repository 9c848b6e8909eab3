"""Models as an evaluation wants them: opened at the first call, if need be without the grammar."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from drafter.model import ChatReply, ChatRequest, ChatTurn, Model

__all__ = ["LazyModel", "PlainModel"]


class LazyModel:
    """A model that is opened when the first call misses; a cached run never loads weights.

    Args:
        name: The model's name.
        takes_grammar: As the model will say, as far as is known before it is open.
        concurrency: As ``takes_grammar``.
        opened: Opens it.
    """

    def __init__(
        self,
        name: str,
        *,
        takes_grammar: bool,
        concurrency: int,
        opened: Callable[[], Awaitable[Model]],
    ) -> None:
        self.name = name
        self._takes_grammar = takes_grammar
        self._concurrency = concurrency
        self._open = opened
        self._model: Model | None = None
        self._lock = asyncio.Lock()

    @property
    def takes_grammar(self) -> bool:
        """As the model says once it is open."""
        return self._takes_grammar if self._model is None else self._model.takes_grammar

    @property
    def concurrency(self) -> int:
        """As the model says once it is open."""
        return self._concurrency if self._model is None else self._model.concurrency

    async def ready(self) -> Model:
        """Return the model, opened if that was not done yet."""
        async with self._lock:
            if self._model is None:
                self._model = await self._open()
            return self._model

    async def reply(
        self, request: ChatRequest, *, on_text: Callable[[str], None] | None = None
    ) -> ChatReply:
        """Open the model if that was not done yet, and ask."""
        return await (await self.ready()).reply(request, on_text=on_text)

    async def warm(self, turns: Sequence[ChatTurn]) -> None:
        """As the model."""
        await (await self.ready()).warm(turns)

    async def count_tokens(self, text: str) -> int:
        """As the model."""
        return await (await self.ready()).count_tokens(text)

    async def aclose(self) -> None:
        """Close what was opened."""
        if self._model is not None:
            await self._model.aclose()
            self._model = None


class PlainModel:
    """A model asked as one without grammars would be: what a prompt alone achieves."""

    def __init__(self, model: Model) -> None:
        self._model = model

    @property
    def name(self) -> str:
        """The model's own name."""
        return self._model.name

    @property
    def takes_grammar(self) -> bool:
        """Never."""
        return False

    @property
    def concurrency(self) -> int:
        """As the model."""
        return self._model.concurrency

    async def reply(
        self, request: ChatRequest, *, on_text: Callable[[str], None] | None = None
    ) -> ChatReply:
        """As the model."""
        return await self._model.reply(request, on_text=on_text)

    async def warm(self, turns: Sequence[ChatTurn]) -> None:
        """As the model."""
        await self._model.warm(turns)

    async def count_tokens(self, text: str) -> int:
        """As the model."""
        return await self._model.count_tokens(text)

    async def aclose(self) -> None:
        """As the model."""
        await self._model.aclose()
