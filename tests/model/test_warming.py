"""Reading ahead keeps nobody waiting: one attempt, whatever the one token turns out to be."""

import asyncio

from drafter.model import ChatTurn
from drafter.model.endpoint import Endpoint
from drafter.model.engine import Engine
from drafter.model.openai_chat import OpenAIChat
from tests.loopback import Loopback, Served

TURNS = (ChatTurn(role="system", content="写公文。"), ChatTurn(role="user", content="工作记录："))


class _Process:
    returncode = None


def engine_at(url: str) -> Engine:
    """Return an engine of one slot that a test's server plays."""
    return Engine(base_url=url, key="k" * 20, slots=1, process=_Process())  # type: ignore[arg-type]


def test_an_engine_that_has_nothing_to_say_is_not_asked_again() -> None:
    """The prefix is read by then; two pauses later the first paragraph still waited."""

    async def warm(url: str) -> None:
        endpoint = Endpoint(base_url=url, model="m", key="k" * 20)
        model = OpenAIChat(endpoint, engine=engine_at(url))
        await model.warm(TURNS)
        assert model._client is not None  # the engine is not ours to stop
        await model._client.close()

    with Loopback(lambda _: Served(text="", finish="stop")) as server:
        asyncio.run(warm(server.base_url))

    assert [body["max_tokens"] for body in server.bodies] == [1]


def test_nothing_is_sent_ahead_to_an_endpoint() -> None:
    """It costs there, and nobody has asked yet."""

    async def warm(url: str) -> None:
        model = OpenAIChat(Endpoint(base_url=url, model="m", key="k" * 20))
        await model.warm(TURNS)
        await model.aclose()

    with Loopback(lambda _: Served(text="好")) as server:
        asyncio.run(warm(server.base_url))

    assert server.bodies == []
