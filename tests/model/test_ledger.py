"""Tokens are counted attempt by attempt, and a limit on them is never passed."""

import asyncio
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from drafter.errors import ModelError
from drafter.model import ChatReply, ChatRequest, ChatTurn, Usage
from drafter.model.endpoint import Endpoint
from drafter.model.ledger import Ledger, cost_of
from drafter.model.openai_chat import OpenAIChat
from tests.loopback import Loopback, Served

REQUEST = ChatRequest(turns=(ChatTurn(role="user", content="培" * 80),), max_tokens=100)


def spend(
    reply: Callable[[dict[str, Any]], Served | str], *, limit: int | None, calls: int
) -> tuple[Ledger, list[ChatReply | BaseException], int]:
    """Put requests side by side and return the ledger, the answers and how many were sent."""
    ledger = Ledger(limit)

    async def run(base_url: str) -> list[ChatReply | BaseException]:
        endpoint = Endpoint(base_url=base_url, model="m", key="", concurrency=5)
        model = OpenAIChat(endpoint, ledger=ledger)
        try:
            return await asyncio.gather(
                *(model.reply(REQUEST) for _ in range(calls)), return_exceptions=True
            )
        finally:
            await model.aclose()

    with Loopback(reply) as server:
        return ledger, asyncio.run(run(server.base_url)), len(server.bodies)


def used(prompt: int, completion: int) -> dict[str, int]:
    return {"prompt_tokens": prompt, "completion_tokens": completion}


@pytest.mark.parametrize("limit", [0, 150, 400, 1000])
@pytest.mark.parametrize("tokens", [used(50, 100), used(80, 10)])
def test_requests_side_by_side_never_pass_the_limit(limit: int, tokens: dict[str, int]) -> None:
    """The bill is the office's; what is under way counts as spent until it is known."""
    served = Served(text="好。", usage=tokens, token_delay_s=0.02)
    ledger, answers, sent = spend(lambda _: served, limit=limit, calls=12)
    refused = [item for item in answers if isinstance(item, ModelError)]

    assert ledger.spent.prompt + ledger.spent.completion <= limit
    assert {item.kind for item in refused} == {"budget"} if refused else sent == 12
    assert sent == 12 - len(refused)


def test_attempts_that_failed_in_the_middle_count_too() -> None:
    """The provider charges for what it sent before the connection broke."""
    faults = [Served(text="举办培训举办", break_after=4), Served(status=503)]
    ledger, [answer], sent = spend(
        lambda _: faults.pop(0) if faults else "好。", limit=None, calls=1
    )

    assert isinstance(answer, ChatReply)
    assert (sent, ledger.attempts) == (3, 3)
    assert ledger.spent.prompt > 100
    assert ledger.spent.estimated


def test_without_a_limit_everything_is_only_counted() -> None:
    """Most users have none."""
    ledger, answers, _ = spend(lambda _: "好。", limit=None, calls=4)

    assert all(isinstance(answer, ChatReply) for answer in answers)
    assert ledger.spent == Usage(prompt=400, completion=80)


@pytest.mark.parametrize(
    ("prices", "cost"),
    [
        ({"prompt": 2, "completion": 8}, Decimal("2.8")),
        ({"prompt": 2, "completion": 8, "cached": 0.5}, Decimal("1.6")),
        ({"prompt": 2}, None),
        ({"prompt": "x", "completion": 8}, None),
        (None, None),
    ],
)
def test_the_cost_is_reckoned_from_the_users_own_table(
    prices: dict[str, Any] | None, cost: Decimal | None
) -> None:
    """Prices change; what is not in the table is not guessed."""
    usage = Usage(prompt=1_000_000, cached=800_000, completion=100_000)

    assert cost_of(usage, prices) == cost
