"""Read a reply as its chunks come in: text, thinking, usage, the first signs of endless repetition.

Pure: fed with one chunk after another, as plain values. Every field may be missing, null or empty,
since endpoints differ in all of them.
"""

import re
from collections.abc import Mapping
from typing import Any

from drafter.model.events import DONE
from drafter.model.port import Usage

__all__ = ["ReplyReader", "loop_of", "without_repetition"]

_OPEN, _CLOSE = "<think>", "</think>"
_TAIL = 700
_CHECK_EVERY = 16
# How often a stretch of that length must follow itself to count as endless: (length, times).
_LOOPS = ((1, 24), (2, 14), (4, 8), (12, 5), (60, 4), (160, 3))


class ReplyReader:
    """Gathers one reply.

    Attributes:
        finish: Why the endpoint stopped; "" as long as it has not said.
        done: Whether the stream came to its end mark; some servers never say why they stop.
        loops: Whether the reply has begun to repeat itself without end.
        thought: Whether anything was thought aloud.
    """

    def __init__(self) -> None:
        self.finish = ""
        self.done = False
        self.loops = False
        self.thought = False
        self._text = ""
        self._held = ""
        self._checked = 0
        self._thinking = False
        self._usage: Usage | None = None
        self._cached = 0

    @property
    def text(self) -> str:
        """What has come so far, without what was thought aloud."""
        return self._text + ("" if self._thinking else self._held)

    @property
    def usage(self) -> Usage | None:
        """Tokens as the endpoint told them; None when it told none."""
        if self._usage is None:
            return None
        return Usage(
            prompt=self._usage.prompt,
            completion=self._usage.completion,
            cached=min(max(self._cached, self._usage.cached), self._usage.prompt),
        )

    def feed(self, chunk: Mapping[str, Any]) -> str:
        """Take in one chunk and return the piece of text to show, often ""."""
        if chunk is DONE:
            self.done = True
            return ""
        self._count(chunk)
        choices = chunk.get("choices")
        first = choices[0] if isinstance(choices, list) and choices else None
        choice = first if isinstance(first, Mapping) else {}
        if isinstance(choice.get("usage"), Mapping):
            self._count(choice)
        self.finish = str(choice.get("finish_reason") or self.finish)
        # A server that does not stream after all answers with a whole message.
        delta = choice.get("delta") or choice.get("message")
        if not isinstance(delta, Mapping):
            return ""
        if delta.get("reasoning_content") or delta.get("reasoning"):
            self.thought = True
        return self._take(_as_text(delta.get("content")))

    def _take(self, piece: str) -> str:
        """Add a piece; a mark that may have only half arrived is held back."""
        if not piece:
            return ""
        self._held += piece
        shown = ""
        while True:
            mark = _CLOSE if self._thinking else _OPEN
            before, found, after = self._held.partition(mark)
            if not found:
                break
            if not self._thinking:
                shown += before
            self.thought = True
            self._thinking = not self._thinking
            self._held = after
        keep = _half_mark(self._held, _CLOSE if self._thinking else _OPEN)
        ready, self._held = self._held[: len(self._held) - keep], self._held[-keep:] * bool(keep)
        if not self._thinking:
            shown += ready
        self._text += shown
        if _CLOSE in self._text:
            # The chat template opened the thinking before the reply began.
            self.thought = True
            self._text = self._text.rpartition(_CLOSE)[2]
            self._checked = 0
        if len(self._text) - self._checked >= _CHECK_EVERY:
            self._checked = len(self._text)
            self.loops = self.loops or loop_of(self._text[-_TAIL:]) is not None
        return shown

    def _count(self, holder: Mapping[str, Any]) -> None:
        timings = holder.get("timings")
        if isinstance(timings, Mapping):
            self._cached = max(self._cached, _number(timings.get("cache_n")))
        usage = holder.get("usage")
        if not isinstance(usage, Mapping):
            return
        details = usage.get("prompt_tokens_details")
        cached = max(
            _number(details.get("cached_tokens")) if isinstance(details, Mapping) else 0,
            _number(usage.get("prompt_cache_hit_tokens")),
            _number(usage.get("cached_tokens")),
        )
        prompt, completion = (
            _number(usage.get("prompt_tokens")),
            _number(usage.get("completion_tokens")),
        )
        if prompt or completion:
            self._usage = Usage(prompt=prompt, completion=completion, cached=cached)


def _as_text(content: Any) -> str:  # noqa: ANN401 # whatever the endpoint sent
    if isinstance(content, str):
        return content
    if isinstance(content, list):
        return "".join(str(part.get("text") or "") for part in content if isinstance(part, Mapping))
    return ""


def _number(value: Any) -> int:  # noqa: ANN401 # whatever the endpoint sent
    return int(value) if isinstance(value, int | float) and value > 0 else 0


def _half_mark(text: str, mark: str) -> int:
    """Return how many characters at the end may be the beginning of a mark."""
    return next((size for size in range(len(mark) - 1, 0, -1) if text.endswith(mark[:size])), 0)


def loop_of(tail: str) -> str | None:
    """Return the stretch that the end of a text repeats without end, or None."""
    for length in range(1, min(200, len(tail) // 3) + 1):
        times = next(needed for least, needed in reversed(_LOOPS) if length >= least)
        unit = tail[-length:]
        if len(tail) >= length * times and tail.endswith(unit * times) and unit.strip():
            return unit
    # The same sentence again and again, with others between.
    sentences = [item for item in re.split("(?<=[。！？\n])", tail) if len(item) >= 8]
    if sentences and sentences.count(sentences[-1]) >= 4:
        return sentences[-1]
    return None


def without_repetition(text: str) -> str:
    """Return a reply that was cut because it repeated itself, with one of the repetitions left."""
    unit = loop_of(text[-_TAIL:])
    if unit is None:
        return text
    start = text.find(unit)
    kept = text[: start + len(unit)]
    # Half a sentence at the end would be worse than none.
    end = max(kept.rfind(mark) for mark in "。！？\n")
    return kept[: end + 1].rstrip() if end >= 0 else kept
