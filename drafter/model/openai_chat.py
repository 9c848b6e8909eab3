"""The one module that knows the OpenAI SDK: a Model over any OpenAI-compatible endpoint.

SDK exceptions are translated once, here. No key, no notes text and no server body ever enters an
error message.
"""

import asyncio
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from drafter.errors import ModelError
from drafter.model.port import ChatReply, ChatRequest, ChatTurn, Usage

if TYPE_CHECKING:
    from openai import AsyncOpenAI  # noqa: TID251 # the one place

    from drafter.model.engine import Engine

__all__ = ["Endpoint", "OpenAIChat"]

_TIMES_IN_LOOP = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """How one endpoint is reached and what it is known to do differently.

    Attributes:
        base_url: Ends in ``/v1`` or what the provider uses for it.
        model: The model's name there.
        key: Never shown anywhere.
        takes_grammar: Whether a GBNF grammar may stand in the request body.
        concurrency: Requests side by side.
        max_tokens_name: ``max_tokens`` or ``max_completion_tokens``.
        extra_body: What the profile adds to every request (thinking switched off).
        first_token_s: Time limit until the first piece of text.
        between_tokens_s: Time limit between two pieces.
        total_s: Time limit of one reply.
        retries: How often a call that may succeed later is repeated.
    """

    base_url: str
    model: str
    key: str
    takes_grammar: bool = False
    concurrency: int = 4
    max_tokens_name: str = "max_tokens"
    extra_body: tuple[tuple[str, Any], ...] = ()
    first_token_s: float = 60.0
    between_tokens_s: float = 30.0
    total_s: float = 180.0
    retries: int = 3


class OpenAIChat:
    """A Model over one endpoint; requests share one connection pool.

    Args:
        endpoint: Where and how.
        engine: The embedded engine behind it, if it is that; closed together with it.
    """

    def __init__(self, endpoint: Endpoint, *, engine: "Engine | None" = None) -> None:
        self.endpoint = endpoint
        self._engine = engine
        self._client: AsyncOpenAI | None = None

    @property
    def name(self) -> str:
        """The model's name at the endpoint."""
        return self.endpoint.model

    @property
    def takes_grammar(self) -> bool:
        """As the endpoint."""
        return self.endpoint.takes_grammar

    @property
    def concurrency(self) -> int:
        """As the endpoint."""
        return self.endpoint.concurrency

    def _connection(self) -> "AsyncOpenAI":
        if self._client is None:
            from openai import AsyncOpenAI  # noqa: TID251 # the one place

            self._client = AsyncOpenAI(
                base_url=self.endpoint.base_url,
                api_key=self.endpoint.key or "none",
                max_retries=0,
                timeout=self.endpoint.total_s,
            )
        return self._client

    async def reply(
        self, request: ChatRequest, *, on_text: Callable[[str], None] | None = None
    ) -> ChatReply:
        """Answer one request; what may succeed later is tried again with growing pauses.

        Raises:
            ModelError: It did not answer.
        """
        began = time.monotonic()
        for attempt in range(self.endpoint.retries + 1):
            try:
                return await asyncio.wait_for(
                    self._once(request, on_text), timeout=self.endpoint.total_s
                )
            except TimeoutError:
                error = ModelError("模型超时没有写完。", retryable=True, kind="timeout")
            except ModelError as caught:
                error = caught
            spent = time.monotonic() - began
            if self._engine is not None and not self._engine.alive:
                raise ModelError(
                    "内置模型的进程意外退出。", retryable=False, kind="engine"
                ) from error
            if not error.retryable or attempt == self.endpoint.retries:
                raise error
            pause = error.retry_after_s or 0.5 * 2**attempt
            pause *= 1 + random.random() / 4  # noqa: S311 # jitter
            if spent + pause > self.endpoint.total_s:
                raise error
            await asyncio.sleep(pause)
        raise AssertionError("unreachable")

    def _body(self, request: ChatRequest) -> dict[str, Any]:
        extra: dict[str, Any] = dict(self.endpoint.extra_body)
        if self._engine is not None:
            extra["cache_prompt"] = True
            if request.slot is not None:
                extra["id_slot"] = request.slot
        if request.grammar is not None and self.takes_grammar:
            extra["grammar"] = request.grammar
        body: dict[str, Any] = {
            "model": self.endpoint.model,
            "messages": [{"role": turn.role, "content": turn.content} for turn in request.turns],
            self.endpoint.max_tokens_name: request.max_tokens,
            "temperature": request.temperature,
            "stream": True,
            "stream_options": {"include_usage": True},
            "extra_body": extra,
        }
        if request.seed is not None:
            body["seed"] = request.seed
        if request.stop:
            body["stop"] = list(request.stop)
        return body

    async def _once(self, request: ChatRequest, on_text: Callable[[str], None] | None) -> ChatReply:
        import openai  # noqa: TID251 # the one place

        began = time.monotonic()
        try:
            stream = await asyncio.wait_for(
                self._connection().chat.completions.create(**self._body(request)),
                timeout=self.endpoint.first_token_s,
            )
            async with stream:
                return await self._read(stream, request, began, on_text)
        except openai.APIError as error:
            raise _translated(error) from error
        except TimeoutError as error:
            raise ModelError("模型迟迟没有回答。", retryable=True, kind="timeout") from error

    async def _read(
        self,
        stream: Any,  # noqa: ANN401 # the SDK's stream
        request: ChatRequest,
        began: float,
        on_text: Callable[[str], None] | None,
    ) -> ChatReply:
        pieces: list[str] = []
        finish = ""
        usage = Usage()
        cached = 0
        chunks = aiter(stream)
        while True:
            limit = self.endpoint.between_tokens_s if pieces else self.endpoint.first_token_s
            try:
                chunk = await asyncio.wait_for(anext(chunks), timeout=limit)
            except StopAsyncIteration:
                break
            choice = chunk.choices[0] if chunk.choices else None
            if choice is not None:
                piece = choice.delta.content if choice.delta is not None else None
                if piece:
                    pieces.append(piece)
                    if on_text is not None:
                        on_text(piece)
                finish = choice.finish_reason or finish
            cached = max(cached, _cached_tokens(chunk))
            if getattr(chunk, "usage", None):
                usage = Usage(
                    prompt=chunk.usage.prompt_tokens or 0,
                    completion=chunk.usage.completion_tokens or 0,
                )
            if _loops("".join(pieces[-120:])):
                finish = "cut"
                break
        text = "".join(pieces)
        if finish in ("content_filter", "sensitive"):
            raise ModelError("模型服务的内容过滤拒绝了这一段。", retryable=False, kind="filter")
        if not text.strip():
            # Asked again the same way, a greedy model gives nothing again.
            retryable = request.temperature > 0
            raise ModelError("模型没有写出内容。", retryable=retryable, kind="empty")
        if not finish:
            raise ModelError("模型写到一半断开了。", retryable=True, kind="broken")
        return ChatReply(
            text=text,
            finish=finish,
            usage=Usage(prompt=usage.prompt, completion=usage.completion, cached=cached),
            seconds=time.monotonic() - began,
        )

    async def count_tokens(self, text: str) -> int:
        """Count with the engine's own vocabulary; elsewhere on the safe side."""
        if self._engine is None:
            from drafter.model.counting import count_tokens

            return count_tokens(text)
        response = await self._connection().post(
            self.endpoint.base_url.removesuffix("/v1") + "/tokenize",
            body={"content": text},
            cast_to=dict[str, Any],
        )
        return len(response["tokens"])

    async def warm(self, turns: Sequence[ChatTurn]) -> None:
        """Let every slot read the prefix once, so that the first paragraph does not wait for it.

        Only the embedded engine has slots; elsewhere nothing is sent.

        Raises:
            ModelError: The engine does not answer.
        """
        if self._engine is None or not turns:
            return
        await asyncio.gather(*(self._warm_slot(turns, slot) for slot in range(self._engine.slots)))

    async def _warm_slot(self, turns: Sequence[ChatTurn], slot: int) -> None:
        try:
            await self.reply(ChatRequest(turns=tuple(turns), max_tokens=1, slot=slot))
        except ModelError as error:
            # One token may well be none; the prefix has been read all the same.
            if error.kind != "empty":
                raise

    async def aclose(self) -> None:
        """Close connections and, if it is ours, the engine."""
        if self._client is not None:
            await self._client.close()
        if self._engine is not None:
            await self._engine.stop()


def _cached_tokens(chunk: Any) -> int:  # noqa: ANN401 # the SDK's chunk with provider extras
    timings = (getattr(chunk, "model_extra", None) or {}).get("timings") or {}
    if "cache_n" in timings:
        return int(timings["cache_n"])
    details = getattr(getattr(chunk, "usage", None), "prompt_tokens_details", None)
    return int(getattr(details, "cached_tokens", 0) or 0)


def _loops(tail: str) -> bool:
    """Whether the reply has begun to repeat itself without end."""
    return any(
        len(tail) >= size * _TIMES_IN_LOOP and tail.endswith(tail[-size:] * _TIMES_IN_LOOP)
        for size in range(4, 41)
    )


def _translated(error: Any) -> ModelError:  # noqa: ANN401 # any SDK exception
    import openai  # noqa: TID251 # the one place

    status = getattr(error, "status_code", None)
    code = str(getattr(error, "code", "") or "")
    request_id = getattr(error, "request_id", None)
    if isinstance(error, openai.APITimeoutError):
        return ModelError("模型服务超时。", retryable=True, kind="timeout")
    if isinstance(error, openai.APIConnectionError):
        return ModelError("模型服务连不上，请检查地址和网络。", retryable=True, kind="connect")
    if status == 429:
        return ModelError(
            "模型服务说请求太频繁。",
            retryable=True,
            kind="rate_limit",
            retry_after_s=_retry_after(error),
            request_id=request_id,
        )
    if status in (401, 403):
        return ModelError(
            "模型服务不认这个密钥，请检查 DRAFTER_API_KEY。", retryable=False, kind="auth"
        )
    if status == 402:
        return ModelError("模型服务的余额不足。", retryable=False, kind="balance")
    if code in {"data_inspection_failed", "1301", "content_filter"}:
        return ModelError("模型服务的内容过滤拒绝了这一段。", retryable=False, kind="filter")
    if code == "context_length_exceeded":
        return ModelError("这一段超过了模型能读的长度。", retryable=False, kind="context")
    if status is not None and status < 500:
        return ModelError(
            f"模型服务不接受这个请求（{status}）。", retryable=False, kind="bad_request"
        )
    return ModelError("模型服务出错。", retryable=True, kind="server", request_id=request_id)


def _retry_after(error: Any) -> float | None:  # noqa: ANN401 # any SDK exception
    response = getattr(error, "response", None)
    value = response.headers.get("retry-after") if response is not None else None
    try:
        return float(value) if value else None
    except ValueError:
        return None
