"""Each provider's profile against a server that behaves as that provider's documents say."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from drafter.errors import ModelError
from drafter.model import ChatReply, ChatRequest, ChatTurn
from drafter.model.endpoint import Endpoint
from drafter.model.openai_chat import OpenAIChat
from drafter.model.profiles import all_profiles, find_profile
from tests.loopback import Loopback, Served
from tests.model.providers import FAULTS, PROSE, PROVIDERS

REQUEST = ChatRequest(
    turns=(ChatTurn(role="system", content="写一段话"), ChatTurn(role="user", content="培训2期")),
    max_tokens=100,
    seed=7,
)
SCHEMA = '{"type": "object", "properties": {"text": {"type": "string"}}}'
Answer = ChatReply | ModelError


def ask(
    name: str,
    reply: Callable[[dict[str, Any]], Served | str],
    requests: Sequence[ChatRequest] = (REQUEST,),
) -> tuple[list[Answer], list[dict[str, Any]]]:
    """Return the answers to requests put one after the other, and what was sent."""

    async def run(base_url: str) -> list[Answer]:
        model = OpenAIChat(
            Endpoint(base_url=base_url, model="m", key="sk-x", profile=find_profile(name))
        )
        answers: list[Answer] = []
        for request in requests:
            try:
                answers.append(await model.reply(request))
            except ModelError as error:
                answers.append(error)
        await model.aclose()
        return answers

    with Loopback(reply) as server:
        return asyncio.run(run(server.base_url)), server.bodies


def test_every_profile_has_a_server_that_behaves_like_it() -> None:
    """A profile that nothing holds against its provider's behaviour is a guess."""
    assert sorted(PROVIDERS) == sorted(all_profiles())


@pytest.mark.parametrize("name", sorted(PROVIDERS))
def test_prose_comes_whole_and_without_thinking(name: str) -> None:
    """Whatever the provider wraps around it, the cadre's paragraph is the text alone."""
    [answer], _ = ask(name, PROVIDERS[name])

    assert isinstance(answer, ChatReply), answer
    assert answer.text.strip() == PROSE


@pytest.mark.parametrize("name", sorted(PROVIDERS))
def test_what_a_provider_refuses_is_asked_once(name: str) -> None:
    """Each refused parameter costs one call in a whole run, not one a paragraph."""
    _, sent = ask(name, PROVIDERS[name], [REQUEST] * 4)
    refused = [body for body in sent if PROVIDERS[name](body).status != 200]

    assert len(sent) == 4 + len(refused)
    assert sent.index(refused[-1]) < len(refused) if refused else True


@pytest.mark.parametrize("name", sorted(set(PROVIDERS) - {"openai", "moonshot", "other"}))
def test_a_known_difference_costs_no_call_at_all(name: str) -> None:
    """That is what the profile is for; only what depends on the model there is learnt."""
    _, sent = ask(name, PROVIDERS[name])

    assert len(sent) == 1


def test_requests_side_by_side_all_learn_what_one_is_told() -> None:
    """They are under way before the first refusal comes; none may fail for that."""

    async def run(base_url: str) -> list[ChatReply]:
        model = OpenAIChat(
            Endpoint(base_url=base_url, model="m", key="x", profile=find_profile("vllm"))
        )
        replies = await asyncio.gather(*(model.reply(REQUEST) for _ in range(8)))
        await model.aclose()
        return list(replies)

    with Loopback(PROVIDERS["openai"]) as server:
        replies = asyncio.run(run(server.base_url))

    assert [reply.text for reply in replies] == [PROSE] * 8


@pytest.mark.parametrize(
    ("name", "cached"),
    [
        ("openai", 768),
        ("deepseek", 832),
        ("dashscope", 512),
        ("moonshot", 256),
        ("vllm", 880),
        ("llama.cpp", 870),
    ],
)
def test_cached_tokens_are_found_where_the_provider_puts_them(name: str, cached: int) -> None:
    """They are cheaper, and the user is told the share."""
    [answer], _ = ask(name, PROVIDERS[name])

    assert isinstance(answer, ChatReply)
    assert (answer.usage.prompt, answer.usage.cached) == (900, cached)


@pytest.mark.parametrize("name", ["lmstudio", "other"])
def test_usage_that_is_never_told_is_estimated_on_the_safe_side(name: str) -> None:
    """A budget counts it all the same, and the reply says that it is a guess."""
    [answer], _ = ask(name, PROVIDERS[name])

    assert isinstance(answer, ChatReply)
    assert answer.usage.estimated
    assert answer.usage.completion >= len(PROSE) / 2


@pytest.mark.parametrize("name", sorted(set(PROVIDERS) - {"other"}))
def test_a_schema_goes_under_the_providers_own_name(name: str) -> None:
    """Asked for in another's words it is refused, or silently ignored."""
    [answer], sent = ask(name, PROVIDERS[name], [replace(REQUEST, json_schema=SCHEMA)])

    assert isinstance(answer, ChatReply), answer
    assert answer.text.strip().startswith('{"text"'), sent[-1]


@pytest.mark.parametrize(
    ("name", "honoured"),
    [("vllm", True), ("llama.cpp", True), ("ollama", False), ("openai", False)],
)
def test_a_grammar_goes_where_it_is_honoured(name: str, honoured: bool) -> None:  # noqa: FBT001 # a case
    """The guarantee that a paragraph's session entry claims rests on it."""
    both = replace(REQUEST, grammar='root ::= "x"', json_schema=None)
    [answer], _ = ask(name, PROVIDERS[name], [both])

    assert isinstance(answer, ChatReply)
    assert (answer.text.strip() == "按文法写。") is honoured


@pytest.mark.parametrize(
    ("name", "kind", "served"), [pytest.param(*row, id=f"{row[0]}-{row[1]}") for row in FAULTS]
)
def test_a_lasting_fault_is_known_by_each_providers_own_words(
    name: str, kind: str, served: Served
) -> None:
    """It is told in Chinese and tried once: trying again costs time and cannot succeed."""
    [answer], sent = ask(name, lambda _: served)

    assert isinstance(answer, ModelError)
    assert (answer.kind, len(sent)) == (kind, 1)
