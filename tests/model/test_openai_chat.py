"""The client against a real server on loopback: replies, faults, and what never leaks."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from drafter.errors import ModelError
from drafter.model import ChatReply, ChatRequest, ChatTurn
from drafter.model.endpoint import Endpoint
from drafter.model.openai_chat import OpenAIChat
from drafter.model.profiles import find_profile
from tests.loopback import Loopback, Served

REQUEST = ChatRequest(
    turns=(ChatTurn(role="system", content="写一段话"), ChatTurn(role="user", content="培训2期")),
    max_tokens=100,
    seed=7,
    grammar='root ::= "x"',
)
KEY = "sk-planted-0123456789"


def ask(
    reply: Callable[[dict[str, Any]], Served | str],
    **options: Any,  # noqa: ANN401 # fields of Endpoint
) -> tuple[ChatReply | ModelError, Loopback]:
    async def run(base_url: str) -> ChatReply | ModelError:
        model = OpenAIChat(Endpoint(base_url=base_url, model="m", key=KEY, **options))
        try:
            return await model.reply(REQUEST)
        except ModelError as error:
            return error
        finally:
            await model.aclose()

    with Loopback(reply) as server:
        return asyncio.run(run(server.base_url)), server


def failing_first(*faults: Served) -> Callable[[dict[str, Any]], Served | str]:
    left = list(faults)
    return lambda _body: left.pop(0) if left else "举办培训2期。"


def test_a_streamed_reply_comes_whole_with_its_usage() -> None:
    """The tokens are what the user is told and what budgets count."""
    reply, _ = ask(lambda _: "举办家政培训2期，培训60人。")

    assert isinstance(reply, ChatReply)
    assert (reply.text, reply.finish) == ("举办家政培训2期，培训60人。", "stop")
    assert (reply.usage.prompt, reply.usage.completion) == (100, 20)


@pytest.mark.parametrize("takes", [True, False])
def test_a_grammar_is_sent_only_where_it_is_taken(takes: bool) -> None:  # noqa: FBT001 # a case
    """An unknown field makes strict endpoints refuse the whole request."""
    _, server = ask(lambda _: "好。", profile=find_profile("llama.cpp" if takes else "other"))

    assert ("grammar" in server.bodies[0]) is takes


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(Served(status=500, error={"error": {"message": "x"}}), id="server-error"),
        pytest.param(Served(status=429, headers={"Retry-After": "0"}), id="throttled"),
        pytest.param(Served(status=503), id="unavailable"),
        pytest.param(Served(text="举办培训举办", break_after=4), id="broken-stream"),
    ],
)
def test_a_passing_fault_is_tried_again(fault: Served) -> None:
    """None of it may cost a cadre her afternoon."""
    reply, server = ask(failing_first(fault))

    assert isinstance(reply, ChatReply)
    assert reply.text == "举办培训2期。"
    assert len(server.bodies) == 2


@pytest.mark.parametrize(
    ("served", "kind"),
    [
        (Served(status=401), "auth"),
        (Served(status=402), "balance"),
        (Served(status=400, error={"error": {"code": "data_inspection_failed"}}), "filter"),
        (Served(status=400, error={"error": {"code": "context_length_exceeded"}}), "context"),
        (Served(status=404), "bad_request"),
        (Served(text="一二", finish="content_filter"), "filter"),
    ],
)
def test_a_lasting_fault_is_told_at_once(served: Served, kind: str) -> None:
    """Trying again what cannot succeed only costs time and money."""
    error, server = ask(lambda _: served)

    assert isinstance(error, ModelError)
    assert (error.kind, len(server.bodies)) == (kind, 1)


def test_a_server_that_never_answers_is_left() -> None:
    """A hung endpoint may not hang the draft."""
    error, _ = ask(lambda _: Served(text="晚", delay_s=3), first_token_s=0.2, retries=0)

    assert isinstance(error, ModelError)
    assert error.kind == "timeout"


def test_a_reply_that_repeats_itself_is_cut() -> None:
    """Endless repetition would run to the token limit every time."""
    reply, _ = ask(lambda _: Served(text="开展活动宣传培训。" * 200, piece=9))

    assert isinstance(reply, ChatReply)
    assert reply.finish == "cut"
    assert len(reply.text) < 700


def test_thinking_aloud_is_no_part_of_the_reply() -> None:
    """Reasoning models send it beside the text."""
    reply, _ = ask(lambda _: Served(text="举办培训2期。", reasoning="先想3步"))

    assert isinstance(reply, ChatReply)
    assert reply.text == "举办培训2期。"


@pytest.mark.parametrize("status", [400, 401, 403, 404, 429, 500])
def test_no_error_shows_the_key_or_the_notes(status: int) -> None:
    """Messages are pasted into chats."""
    error, _ = ask(
        lambda _: Served(status=status, error={"error": {"message": f"{KEY} 培训2期"}}), retries=0
    )

    assert KEY not in f"{error!s}{error!r}"
    assert "培训2期" not in str(error)


def test_a_dead_address_says_so() -> None:
    """Nothing listens on port 9 here."""

    async def run() -> str:
        model = OpenAIChat(
            Endpoint(base_url="http://127.0.0.1:9/v1", model="m", key=KEY, retries=0)
        )
        with pytest.raises(ModelError) as caught:
            await model.reply(REQUEST)
        await model.aclose()
        return caught.value.kind

    assert asyncio.run(run()) == "connect"


@pytest.mark.parametrize("ends_late", [False, True])
def test_one_connection_serves_one_request_after_the_other(
    ends_late: bool,  # noqa: FBT001 # a case
) -> None:
    """A new one each time costs a handshake a paragraph; what ends an answer may come late."""

    async def run() -> tuple[list[str], int]:
        connections = 0

        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            nonlocal connections
            connections += 1
            try:
                while True:
                    head = await reader.readuntil(b"\r\n\r\n")
                    length = next(
                        int(line.split(b":")[1])
                        for line in head.lower().split(b"\r\n")
                        if line.startswith(b"content-length:")
                    )
                    await reader.readexactly(length)
                    events = (
                        'data: {"choices":[{"delta":{"content":"举办培训2期。"},'
                        '"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n'
                    ).encode()
                    writer.write(
                        b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
                        b"Transfer-Encoding: chunked\r\n\r\n"
                        + f"{len(events):x}\r\n".encode()
                        + events
                        + b"\r\n"
                    )
                    await writer.drain()
                    if ends_late:
                        await asyncio.sleep(0.01)
                    writer.write(b"0\r\n\r\n")
                    await writer.drain()
            except (asyncio.IncompleteReadError, ConnectionError):
                writer.close()
                gone.set()

        gone = asyncio.Event()
        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        model = OpenAIChat(Endpoint(base_url=f"http://127.0.0.1:{port}/v1", model="m", key=KEY))
        try:
            texts = [(await model.reply(REQUEST)).text for _ in range(3)]
        finally:
            await model.aclose()
            server.close()
        await gone.wait()
        await asyncio.sleep(0)
        return texts, connections

    texts, connections = asyncio.run(run())

    assert texts == ["举办培训2期。"] * 3
    assert connections == 1
