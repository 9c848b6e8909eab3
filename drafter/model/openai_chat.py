"""The one module that knows the OpenAI SDK: a Model over any OpenAI-compatible endpoint.

SDK exceptions are translated once, here. No key, no notes text and no server's words ever enter an
error message.
"""

import asyncio
import contextlib
import hashlib
import json
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from drafter.errors import ModelError
from drafter.model.endpoint import Endpoint, Listing, is_local
from drafter.model.events import read_events
from drafter.model.faults import fault_of
from drafter.model.finishing import broken, estimated_usage, finish_reply
from drafter.model.ledger import Attempt, Ledger
from drafter.model.port import ChatReply, ChatRequest, ChatTurn, Usage
from drafter.model.reading import ReplyReader
from drafter.model.trying import Fuse, pause_s
from drafter.model.wire import ROOM_TO_THINK, Learnt, build_body, takes_grammar

if TYPE_CHECKING:
    from openai import AsyncOpenAI  # noqa: TID251 # the one place

    from drafter.model.engine import Engine

__all__ = ["OpenAIChat"]

_RETRIES_OF_NOTHING = 2


class _RefusedParameterError(Exception):
    """The endpoint named a parameter that it does not take; the request can do without it."""


class OpenAIChat:
    """A Model over one endpoint; requests share one connection pool.

    Args:
        endpoint: Where and how.
        engine: The embedded engine behind it, if it is that; closed together with it.
        ledger: Counts what is spent and holds the limit.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        *,
        engine: "Engine | None" = None,
        ledger: Ledger | None = None,
    ) -> None:
        self.endpoint = endpoint
        self.ledger = ledger or Ledger()
        self.learnt = Learnt()
        self._engine = engine
        self._client: AsyncOpenAI | None = None
        self._gate = asyncio.Semaphore(self.concurrency)
        self._fuse = Fuse()
        self._not_before = 0.0

    @property
    def name(self) -> str:
        """The model's name at the endpoint."""
        return self.endpoint.model

    @property
    def takes_grammar(self) -> bool:
        """As the profile says, until the endpoint refuses one."""
        return takes_grammar(self.endpoint.profile, self.learnt)

    @property
    def concurrency(self) -> int:
        """As the endpoint."""
        return self.endpoint.side_by_side

    @property
    def remote(self) -> bool:
        """Whether what is sent leaves this machine."""
        return self.endpoint.remote

    @property
    def fingerprint(self) -> str:
        """What tells this endpoint from another in a session, without its address."""
        if self._engine is not None:
            return "embedded"
        digest = hashlib.sha256(self.endpoint.base_url.encode("utf-8")).hexdigest()[:16]
        return f"{self.endpoint.profile.name}:{digest}"

    def _connection(self) -> "AsyncOpenAI":
        if self._client is None:
            import logging

            import openai  # noqa: TID251 # the one place

            for library in ("openai", "httpx2"):
                # At lower levels they write whole requests to the log, the notes among them.
                logging.getLogger(library).setLevel(logging.WARNING)
            limits = openai.Timeout(self.endpoint.total_s, connect=self.endpoint.connect_s)
            self._client = openai.AsyncOpenAI(
                base_url=self.endpoint.base_url,
                api_key=self.endpoint.key or "none",
                max_retries=0,
                http_client=openai.DefaultAsyncHttpxClient(
                    timeout=limits,
                    # A proxy would carry what must stay on this machine off it; and an answer
                    # that points elsewhere must not make us send the notes there.
                    trust_env=not is_local(self.endpoint.base_url),
                    follow_redirects=False,
                ),
            )
            # Accounts that the environment may name (OPENAI_ORG_ID) are nobody's business here.
            self._client.organization = None
            self._client.project = None
        return self._client

    async def reply(
        self, request: ChatRequest, *, on_text: Callable[[str], None] | None = None
    ) -> ChatReply:
        """Answer one request; what may succeed later is tried again with growing pauses.

        Raises:
            ModelError: It did not answer, within ``total_s``.
        """
        async with self._gate:
            self._fuse.check()
            try:
                reply = await self._insist(request, on_text)
            except ModelError as error:
                self._fuse.failed(error)
                raise
            self._fuse.succeeded()
            return reply

    async def _insist(
        self, request: ChatRequest, on_text: Callable[[str], None] | None
    ) -> ChatReply:
        """Try until an answer comes, the attempts are used up or the time is."""
        now = asyncio.get_running_loop().time
        deadline = now() + self.endpoint.total_s
        spent = Usage()
        second_best: ChatReply | None = None
        attempt = 0
        while True:
            if attempt and on_text is not None:
                # What was shown of the attempt before is withdrawn.
                on_text("")
            try:
                reply = await self._within(deadline, request, on_text)
            except _RefusedParameterError:
                continue
            except ModelError as error:
                if second_best is not None:
                    return second_best
                await self._see_whether_the_engine_lives(error)
                await self._pause(attempt, error, deadline)
            else:
                reply = replace(reply, usage=reply.usage + spent)
                strange = reply.symptom and self._engine is None and second_best is None
                if not strange or attempt == self.endpoint.retries:
                    return reply
                # A hosted model that refuses or answers in English often does not the next time.
                second_best, spent = reply, reply.usage
            attempt += 1

    async def _within(
        self, deadline: float, request: ChatRequest, on_text: Callable[[str], None] | None
    ) -> ChatReply:
        """Try once, after any pause that the endpoint asked for."""
        waiting = self._not_before - asyncio.get_running_loop().time()
        if self._not_before >= deadline:
            raise ModelError(
                "模型服务要求过一会儿再来。",
                retryable=True,
                kind="rate_limit",
                retry_after_s=waiting,
            )
        try:
            async with asyncio.timeout_at(deadline):
                await asyncio.sleep(max(0.0, waiting))
                room = ROOM_TO_THINK if self.learnt.thinks else 0
                with self.ledger.attempt(request, room=room) as booking:
                    return await self._once(request, on_text, booking)
        except TimeoutError as error:
            raise ModelError("模型超时没有写完。", retryable=False, kind="timeout") from error

    async def _pause(self, attempt: int, error: ModelError, deadline: float) -> None:
        """Wait before the next attempt, or raise the error if there is to be none."""
        now = asyncio.get_running_loop().time
        pause = pause_s(attempt, error.retry_after_s, draw=self._fuse.jitter.random)
        if error.retry_after_s is not None:
            # Whoever else asks this endpoint need not be told the same.
            self._not_before = max(self._not_before, now() + error.retry_after_s)
        # Nothing again and again is how some models answer some prompts.
        most = _RETRIES_OF_NOTHING if error.kind == "empty" else self.endpoint.retries
        last = attempt >= min(most, self.endpoint.retries)
        if not error.retryable or last or now() + pause >= deadline:
            raise error
        await asyncio.sleep(pause)

    async def _see_whether_the_engine_lives(self, error: ModelError) -> None:
        if self._engine is None or error.kind not in ("connect", "broken", "timeout", "server"):
            return
        reason = await self._engine.death()
        if reason:
            raise ModelError(reason, retryable=False, kind="engine") from error

    async def _once(
        self, request: ChatRequest, on_text: Callable[[str], None] | None, booking: Attempt
    ) -> ChatReply:
        import httpx2
        import openai  # noqa: TID251 # the one place

        began = time.monotonic()
        body = build_body(request, self.endpoint.profile, self.learnt, model=self.endpoint.model)
        reader, came = ReplyReader(), False
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(self.endpoint.patience_s) as patience:
                stream = await self._connection().chat.completions.create(**_untransformed(body))
                async with stream:
                    async for event in _events(stream.response):
                        patience.reschedule(loop.time() + self.endpoint.between_tokens_s)
                        piece = reader.feed(event)
                        came = True
                        if piece and on_text is not None:
                            on_text(piece)
                        if reader.loops:
                            break
        except openai.APIError as error:
            if _learns(self.learnt, body, error):
                raise _RefusedParameterError from error
            raise _translated(error) from error
        except TimeoutError as error:
            raise ModelError("模型迟迟没有回答。", retryable=True, kind="timeout") from error
        except (httpx2.HTTPError, httpx2.StreamError, ValueError) as error:
            # The connection broke, or an event is no JSON: damaged on its way.
            raise broken() from error
        finally:
            if came:
                # Whatever becomes of it: from the first sign of life on it costs.
                booking.used = reader.usage or estimated_usage(request, reader.text)
        return finish_reply(
            request,
            reader,
            self.learnt,
            seconds=time.monotonic() - began,
            own=self._engine is not None,
        )

    async def count_tokens(self, text: str) -> int:
        """Count with llama.cpp's own vocabulary; elsewhere on the safe side.

        Raises:
            ModelError: The engine does not answer.
        """
        if not self.endpoint.profile.prefix_cache:
            from drafter.model.counting import count_tokens

            return count_tokens(text)
        import openai  # noqa: TID251 # the one place

        try:
            answer = await self._connection().post(
                self.endpoint.base_url.rstrip("/").removesuffix("/v1") + "/tokenize",
                body={"content": text},
                cast_to=dict[str, Any],
            )
        except openai.APIError as error:
            raise _translated(error) from error
        return len(answer["tokens"])

    async def listing(self) -> Listing:
        """Ask the endpoint which models it serves; nothing of the notes is sent.

        Raises:
            ModelError: It does not answer, or not with a list of models.
        """
        import openai  # noqa: TID251 # the one place

        try:
            async with asyncio.timeout(self.endpoint.connect_s):
                # Whatever it is that answers, it may be anything.
                answer: Any = await self._connection().get("/models", cast_to=dict[str, Any])
        except openai.APIError as error:
            raise _translated(error) from error
        except (TimeoutError, ValueError) as error:
            raise ModelError("模型服务没有回答。", retryable=True, kind="timeout") from error
        told = answer.get("data") if isinstance(answer, dict) else None
        rows = [row for row in told or () if isinstance(row, Mapping) and row.get("id")]
        owners = {str(row.get("owned_by") or "") for row in rows}
        return Listing(
            models=tuple(str(row["id"]) for row in rows),
            owner=owners.pop() if len(owners) == 1 else "",
        )

    async def warm(self, turns: Sequence[ChatTurn]) -> None:
        """Let every slot read the prefix once, so that the first paragraph does not wait for it.

        Only our own engine has slots that we know; elsewhere nothing is sent.

        Raises:
            ModelError: The engine does not answer.
        """
        if self._engine is None or not turns:
            return
        await asyncio.gather(*(self._warm_slot(turns, slot) for slot in range(self._engine.slots)))

    async def _warm_slot(self, turns: Sequence[ChatTurn], slot: int) -> None:
        request = ChatRequest(turns=tuple(turns), max_tokens=1, slot=slot)
        deadline = asyncio.get_running_loop().time() + self.endpoint.total_s
        try:
            async with self._gate:
                await self._within(deadline, request, None)
        except ModelError as error:
            # One token may well be none; the prefix has been read all the same. To ask again after
            # a pause would only keep the first paragraph waiting.
            if error.kind != "empty":
                await self._see_whether_the_engine_lives(error)
                raise

    async def aclose(self) -> None:
        """Close connections and, if it is ours, the engine."""
        if self._client is not None:
            await self._client.close()
        if self._engine is not None:
            await self._engine.stop()


def _untransformed(body: Mapping[str, Any]) -> dict[str, Any]:
    """Return the arguments of a call with its turns where the SDK takes them as they are.

    It walks through every turn by its types otherwise, which costs more than all else of a call.
    """
    extra = {**body.get("extra_body", {}), "messages": body["messages"]}
    return {**body, "messages": [], "extra_body": extra}


# So long the end of an answer is waited for behind its end mark.
_ENDING_S = 0.05


async def _events(response: Any) -> AsyncIterator[Mapping[str, Any]]:  # noqa: ANN401 # the SDK's
    """Yield a reply's chunks as plain values, also of a server that does not stream after all.

    Raises:
        ModelError: What answered is no model service, or it tells of a fault in the stream.
    """
    import httpx2

    kind = response.headers.get("content-type", "").lower()
    if "html" in kind:
        raise ModelError(
            "这个地址回答的是网页，不是模型服务。请检查 DRAFTER_BASE_URL（通常以 /v1 结尾）。",
            retryable=False,
            kind="bad_request",
        )
    if kind.startswith("application/json"):
        whole = json.loads(await response.aread())
        if not isinstance(whole, Mapping):
            raise broken()
        _check(whole)
        yield whole
        return
    chunks = response.aiter_bytes()
    async for event in read_events(chunks):
        _check(event)
        yield event
    # What ends the answer comes with the end mark or right behind it. A connection that has been
    # read to its end serves the next request; one that has not is closed, and each request would
    # pay for a new one.
    with contextlib.suppress(TimeoutError, httpx2.HTTPError):
        async with asyncio.timeout(_ENDING_S):
            async for _ in chunks:
                pass


def _check(event: Mapping[str, Any]) -> None:
    if event.get("error"):
        raise fault_of(None, event["error"])


def _learns(learnt: Learnt, body: dict[str, Any], error: Any) -> bool:  # noqa: ANN401 # the SDK's
    if getattr(error, "status_code", None) not in (400, 422):
        return False
    told = getattr(error, "body", None)
    words = json.dumps(told, ensure_ascii=False, default=str)
    return fault_of(400, told).kind == "bad_request" and learnt.learn(body, words)


def _translated(error: Any) -> ModelError:  # noqa: ANN401 # any SDK exception
    import openai  # noqa: TID251 # the one place

    if isinstance(error, openai.APITimeoutError):
        return ModelError("模型服务超时。", retryable=True, kind="timeout")
    if isinstance(error, openai.APIConnectionError):
        return ModelError("模型服务连不上，请检查地址和网络。", retryable=True, kind="connect")
    response = getattr(error, "response", None)
    headers = dict(response.headers) if response is not None else {}
    return fault_of(
        getattr(error, "status_code", None),
        getattr(error, "body", None),
        headers=headers,
        request_id=getattr(error, "request_id", None),
    )
