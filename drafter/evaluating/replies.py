"""Every model reply of an evaluation, appended to one file: cache and resume in one.

The key is a hash of endpoint, whole request and repeat index. Scores are not stored: they are
computed anew from the replies, so rescoring is free and never stale. Each reply also keeps the
hashes of the parts of its key, so that a miss can say which part changed.
"""

import asyncio
import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from drafter.atomic import open_private
from drafter.errors import BudgetError, ModelError
from drafter.model import ChatReply, ChatRequest, ChatTurn, Model, Usage

__all__ = ["Allowance", "CallKey", "Endpoint", "KeepingModel", "KeptReplies", "Miss"]

# So many failed calls in a row, and an endpoint counts as dead: the rest of the run is not tried.
_FAILURES_UNTIL_DEAD = 4
_TURNS_FOR_OTHERS = 4

# The parts of a key, in the order in which a miss names them.
_PARTS = {
    "endpoint": "模型或接口",
    "prefix": "系统提示或范例",
    "prompt": "这一次的提示",
    "grammar": "文法",
    "parameters": "参数（温度、种子、长度）",
    "repeat": "第几遍",
}


def _digest(value: object) -> str:
    packed = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(packed.encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class CallKey:
    """What identifies one call; the engine's slot is a hint and no part of it."""

    parts: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, endpoint: str, request: ChatRequest, repeat: int) -> "CallKey":
        """Return the key of one call."""
        body = asdict(request)
        del body["slot"]
        if body["json_schema"] is None:
            del body["json_schema"]
        turns = body.pop("turns")
        parts = {
            "endpoint": endpoint,
            "prefix": _digest(turns[:-1])[:16],
            "prompt": _digest(turns[-1])[:16],
            "grammar": _digest(body.pop("grammar"))[:16],
            "parameters": _digest(body)[:16],
            "repeat": str(repeat),
        }
        return cls(parts=tuple(parts.items()))

    @property
    def hash(self) -> str:
        """The key under which the reply is kept."""
        return _digest(self.parts)[:32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """A call that no kept reply answered, and why not (Chinese)."""

    case: str
    key: str
    reason: str


class KeptReplies:
    """The replies of one file, readable by key, growing by whole flushed lines.

    Nothing in the file is ever changed or removed. A line that a killed process left unfinished
    is skipped; the next one starts on a line of its own.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._known: dict[str, dict[str, Any]] = {}
        self._of_case: dict[str, list[dict[str, Any]]] = {}
        path.parent.mkdir(parents=True, exist_ok=True)
        raw = path.read_bytes() if path.exists() else b""
        for line in raw.split(b"\n"):
            try:
                row = json.loads(line)
            except ValueError:
                continue
            if isinstance(row, dict) and "key" in row and "text" in row:
                self._remember(row)
        self._file = open_private(path)
        if raw and not raw.endswith(b"\n"):
            self._file.write(b"\n")

    def _remember(self, row: dict[str, Any]) -> None:
        self._known[row["key"]] = row
        self._of_case.setdefault(row.get("case", ""), []).append(row)

    def get(self, key: str) -> ChatReply | None:
        """Return a kept reply, or None."""
        row = self._known.get(key)
        if row is None:
            return None
        prompt, completion, cached = row["tokens"]
        return ChatReply(
            text=row["text"],
            finish=row["finish"],
            usage=Usage(prompt=prompt, completion=completion, cached=cached),
            seconds=row["seconds"],
        )

    def put(self, key: CallKey, case: str, reply: ChatReply) -> None:
        """Keep a reply; it is in the file when this returns."""
        usage = reply.usage
        row = {
            "key": key.hash,
            "case": case,
            "parts": dict(key.parts),
            "text": reply.text,
            "finish": reply.finish,
            "tokens": [usage.prompt, usage.completion, usage.cached],
            "seconds": round(reply.seconds, 3),
        }
        self._remember(row)
        self._file.write(json.dumps(row, ensure_ascii=False).encode("utf-8") + b"\n")

    def why_missing(self, key: CallKey, case: str) -> str:
        """Say in Chinese why no kept reply answers a call: what differs from the nearest one."""
        wanted = dict(key.parts)
        others = self._of_case.get(case, [])
        if not others:
            return "这个用例还没有问过模型"
        differing = [
            [name for name in _PARTS if row["parts"].get(name) != wanted[name]] for row in others
        ]
        nearest = min(differing, key=len)
        return "与已有回复相比变了：" + "、".join(_PARTS[name] for name in nearest)

    def __contains__(self, key: str) -> bool:
        return key in self._known

    def __len__(self) -> int:
        return len(self._known)

    def close(self) -> None:
        """Close the file."""
        self._file.close()


@dataclass(slots=True, kw_only=True)
class Allowance:
    """What a run may still spend, shared by all its calls.

    Attributes:
        max_tokens: Upper bound of tokens over all new calls; None without one.
        max_cost: Upper bound of cost over all new calls; None without one.
        price: Cost of a million tokens, prompt and completion.
        used: Tokens of the new calls so far.
        calls: New calls so far.
    """

    max_tokens: int | None = None
    max_cost: float | None = None
    price: tuple[float, float] = (0.0, 0.0)
    used: Usage = field(default_factory=Usage)
    calls: int = 0

    @property
    def cost(self) -> float:
        """What the new calls cost so far."""
        return (self.used.prompt * self.price[0] + self.used.completion * self.price[1]) / 1e6

    def check(self) -> None:
        """Raise before a call that the budget no longer allows.

        Raises:
            BudgetError: It is used up.
        """
        total = self.used.prompt + self.used.completion
        if self.max_tokens is not None and total >= self.max_tokens:
            raise BudgetError(f"词元预算{self.max_tokens}已用完（用了{total}）")
        if self.max_cost is not None and self.cost >= self.max_cost:
            raise BudgetError(f"费用预算{self.max_cost:g}已用完（用了{self.cost:.2f}）")

    def spend(self, usage: Usage) -> None:
        """Count one new call."""
        self.used = self.used + usage
        self.calls += 1


class Endpoint:
    """One endpoint as all cases and arms share it: bounds the calls under way, knows when to stop.

    Args:
        name: Model and address, without anything that changes between runs (a loopback port).
        concurrency: Calls side by side.
    """

    def __init__(self, name: str, concurrency: int) -> None:
        self.name = name
        self.concurrency = concurrency
        self._gate = asyncio.Semaphore(concurrency)
        self._failures = 0

    async def ask(
        self,
        model: Model,
        request: ChatRequest,
        allowance: Allowance,
        on_text: Callable[[str], None] | None,
    ) -> ChatReply:
        """Ask, within the bound and the budget.

        Raises:
            BudgetError: The budget is used up.
            ModelError: No answer, or the endpoint was found dead before.
        """
        async with self._gate:
            if self._failures >= _FAILURES_UNTIL_DEAD:
                raise ModelError(
                    f"{self.name} 连续{self._failures}次没有应答，不再尝试。",
                    retryable=True,
                    kind="connect",
                )
            allowance.check()
            try:
                reply = await model.reply(request, on_text=on_text)
            except ModelError:
                self._failures += 1
                raise
            self._failures = 0
            allowance.spend(reply.usage)
            return reply


class KeepingModel:
    """A model whose replies are kept; what is kept already is not asked again.

    Args:
        model: The model asked when nothing is kept.
        kept: The replies.
        endpoint: Where the calls go; its name is part of the key.
        case: Whose calls these are.
        repeat: Index of this repeat.
        allowance: What may be spent; shared by the run.
        slot: Which of the engine's prefix caches this arm prefers.
        opening: A reply given in the model's stead to the first call (a faulty attempt whose
            repair is evaluated); "" asks the model from the start.
    """

    def __init__(
        self,
        model: Model,
        kept: KeptReplies,
        *,
        endpoint: Endpoint,
        case: str,
        repeat: int,
        allowance: Allowance,
        slot: int | None = None,
        opening: str = "",
    ) -> None:
        self._model = model
        self._kept = kept
        self._endpoint = endpoint
        self._case = case
        self._repeat = repeat
        self._allowance = allowance
        self._slot = slot
        self._opening = opening
        self.calls = 0
        self.seconds = 0.0
        self.keys: list[str] = []
        self.misses: list[Miss] = []

    @property
    def name(self) -> str:
        """The model's own name."""
        return self._model.name

    @property
    def takes_grammar(self) -> bool:
        """As the model."""
        return self._model.takes_grammar

    @property
    def concurrency(self) -> int:
        """As the model."""
        return self._model.concurrency

    async def reply(
        self, request: ChatRequest, *, on_text: Callable[[str], None] | None = None
    ) -> ChatReply:
        """Answer from what is kept, else ask and keep.

        Raises:
            BudgetError: The run's budget is used up.
            ModelError: The model did not answer; nothing is kept.
        """
        if self._opening:
            text, self._opening = self._opening, ""
            return ChatReply(text=text, finish="stop", usage=Usage(), seconds=0.0)
        key = CallKey.of(self._endpoint.name, request, self._repeat)
        reply = self._kept.get(key.hash)
        if reply is None:
            reply = await self._ask(key, request, on_text)
        elif on_text is not None:
            on_text(reply.text)
        self.keys.append(key.hash)
        self.seconds += reply.seconds
        return reply

    async def _ask(
        self, key: CallKey, request: ChatRequest, on_text: Callable[[str], None] | None
    ) -> ChatReply:
        self.misses.append(
            Miss(case=self._case, key=key.hash, reason=self._kept.why_missing(key, self._case))
        )
        request = replace(request, slot=self._slot)
        reply = await self._endpoint.ask(self._model, request, self._allowance, on_text)
        self.calls += 1
        self._kept.put(key, self._case, reply)
        # Whoever waited for this call's place sends first; judging the reply can wait.
        for _ in range(_TURNS_FOR_OTHERS):
            await asyncio.sleep(0)
        return reply

    async def warm(self, turns: Sequence[ChatTurn]) -> None:
        """Evaluations pay for a cold prefix inside the first call; nothing is warmed."""

    async def count_tokens(self, text: str) -> int:
        """As the model."""
        return await self._model.count_tokens(text)

    async def aclose(self) -> None:
        """The model is shared by all cases; whoever opened it closes it."""
