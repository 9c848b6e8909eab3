"""What was spent at an endpoint, attempt by attempt, and the limit that the user set for it.

Failed attempts cost too. Before an attempt its most is put aside, so that requests side by side
cannot pass the limit together.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal, InvalidOperation
from typing import Any

from drafter.errors import ModelError
from drafter.model.port import ChatRequest, Usage

__all__ = ["Attempt", "Ledger", "cost_of"]

# Prompts differ in how many characters make a token; the worst seen so far, and a little more.
_MARGIN = 1.05
_MILLION = 1_000_000


class Attempt:
    """One attempt under way; whoever makes it says what it used."""

    def __init__(self, most: Usage) -> None:
        self.most = most
        self.used = Usage()


class Ledger:
    """Counts tokens over all calls of one run.

    Args:
        limit: Prompt and completion tokens together that may be used; None: any number.
    """

    def __init__(self, limit: int | None = None) -> None:
        self.limit = limit
        self.spent = Usage()
        self.attempts = 0
        self._aside = 0
        self._tokens_per_char = 1.0
        self._told = False

    @property
    def left(self) -> int | None:
        """Tokens that may still be used, what is put aside taken off."""
        if self.limit is None:
            return None
        return self.limit - self.spent.prompt - self.spent.completion - self._aside

    @contextmanager
    def attempt(self, request: ChatRequest, *, room: int = 0) -> Iterator[Attempt]:
        """Put an attempt's most aside and book what it used in the end.

        Args:
            request: What is asked.
            room: Tokens beyond ``max_tokens`` that the reply may take.

        Raises:
            ModelError: The limit does not allow it; nothing is sent.
        """
        chars = sum(len(turn.content) for turn in request.turns)
        prompt = int(chars * self._tokens_per_char) + 8 * len(request.turns)
        attempt = Attempt(Usage(prompt=prompt, completion=request.max_tokens + room))
        most = prompt + request.max_tokens + room
        left = self.left
        if left is not None and most > left:
            raise ModelError(
                f"词元用到了限定的数目（{self.limit}）。", retryable=False, kind="budget"
            )
        self._aside += most
        try:
            yield attempt
        finally:
            self._aside -= most
            self.attempts += 1
            self.spent += attempt.used
            self._learn(chars, attempt.used)

    def _learn(self, chars: int, used: Usage) -> None:
        if used.estimated or not used.prompt or not chars:
            return
        seen = _MARGIN * used.prompt / chars
        self._tokens_per_char = max(self._tokens_per_char, seen) if self._told else seen
        self._told = True


def cost_of(usage: Usage, prices: Mapping[str, Any] | None) -> Decimal | None:
    """Return what tokens cost by a price table, or None without a usable one.

    Args:
        usage: Tokens; the cached ones are part of the prompt.
        prices: Per million tokens: ``prompt``, ``completion`` and, where it differs, ``cached``.
    """
    if not prices:
        return None
    try:
        prompt, completion = (Decimal(str(prices[name])) for name in ("prompt", "completion"))
        cached = Decimal(str(prices.get("cached", prompt)))
    except (KeyError, InvalidOperation):
        return None
    fresh = usage.prompt - usage.cached
    return (fresh * prompt + usage.cached * cached + usage.completion * completion) / _MILLION
