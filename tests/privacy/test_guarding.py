"""The guard around a remote endpoint, with a server on loopback that stands for one."""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from drafter.errors import InputError, ModelError
from drafter.model import ChatReply, ChatRequest, ChatTurn
from drafter.model.endpoint import Endpoint
from drafter.model.openai_chat import OpenAIChat
from drafter.model.profiles import find_profile
from drafter.privacy import GuardedModel
from drafter.privacy.recording import record_path
from drafter.privacy.tokens import TOKEN
from tests.loopback import Loopback, Served

FACT = "三八红旗手蒋丽华带动28户种蓝莓，电话13800001234"


def ask(
    server: Loopback,
    content: str,
    *,
    grammar: str | None = None,
    consent: Callable[[str], bool] | None = lambda _: True,
    before: tuple[ChatTurn, ...] = (),
    heard: list[str] | None = None,
) -> ChatReply:
    async def run() -> ChatReply:
        endpoint = Endpoint(
            base_url=server.base_url,
            model="m",
            key="k",
            profile=find_profile("llama.cpp"),
            remote=True,
        )
        model = GuardedModel(OpenAIChat(endpoint), address=server.base_url, consent=consent)
        try:
            return await model.reply(
                ChatRequest(
                    turns=(*before, ChatTurn(role="user", content=content)),
                    max_tokens=99,
                    grammar=grammar,
                ),
                on_text=None if heard is None else heard.append,
            )
        finally:
            await model.aclose()

    return asyncio.run(run())


def echo(body: dict[str, object]) -> str:
    messages = body["messages"]
    assert isinstance(messages, list)
    return str(messages[-1]["content"])


def test_names_leave_as_tokens_and_come_back_as_names(private_home: Path) -> None:
    """In the reply and in the stream, cut into pieces of four characters."""
    heard: list[str] = []
    with Loopback(echo) as server:
        reply = ask(server, FACT, heard=heard, grammar='root ::= "蒋丽华" | "28户"')
    received = json.dumps(server.bodies, ensure_ascii=False)

    assert "蒋丽华" not in received
    assert "13800001234" not in received
    assert "〔人名甲〕" in received
    assert reply.text == "".join(heard) == FACT


def test_nothing_is_sent_before_the_user_agrees(private_home: Path) -> None:
    """She sees exactly what would leave, and says no."""
    shown: list[str] = []

    def refuse(text: str) -> bool:
        shown.append(text)
        return False

    with Loopback(echo) as server:
        with pytest.raises(InputError, match="没有发送任何内容"):
            ask(server, FACT, consent=refuse)
        with pytest.raises(InputError):
            ask(server, FACT, consent=None)

    assert server.bodies == []
    assert len(shown) == 1
    assert "〔人名甲〕带动28户" in shown[0]


@pytest.mark.parametrize(
    "story",
    [
        "受害人李桂香被丈夫打伤，申请人身安全保护令1份",
        "留守儿童张子轩，9岁，跟奶奶过",
        "信访人吴某第三次来访",
        "患乳腺癌的韦彩莲手术费自付3.2万元",
        "“两癌”救助申报4人，每人1万元",
    ],
)
def test_what_tells_of_a_protected_person_is_never_sent(story: str, private_home: Path) -> None:
    """Not even with the name replaced: the story itself gives her away."""
    with Loopback(echo) as server, pytest.raises(ModelError) as caught:
        ask(server, f"工作记录：\n家政培训2期60人\n{story}")

    assert caught.value.kind == "withheld"
    assert server.bodies == []


def test_an_exemplar_with_a_story_is_left_out(private_home: Path) -> None:
    """A user may have added one; the rest of the prompt still goes."""
    before = (
        ChatTurn(role="system", content="你是秘书"),
        ChatTurn(role="user", content="受害人李桂香被丈夫打伤"),
        ChatTurn(role="assistant", content="帮助受害人李桂香。"),
        ChatTurn(role="user", content="培训60人"),
        ChatTurn(role="assistant", content="举办培训，60人参加。"),
    )
    with Loopback(echo) as server:
        ask(server, "培训2期90人", before=before)

    assert [turn["content"] for turn in server.bodies[0]["messages"]] == [
        "你是秘书",
        "培训60人",
        "举办培训，60人参加。",
        "培训2期90人",
    ]


def test_every_call_is_recorded_without_its_text(private_home: Path) -> None:
    """Time, endpoint, categories, counts and hashes; the law asks for the record, not the text."""
    with Loopback(lambda _: Served(status=400, error={"error": {"message": "x"}})) as server:
        with pytest.raises(ModelError):
            ask(server, FACT)
        server_url = server.base_url
    lines = record_path().read_text("utf-8").splitlines()
    record = json.loads(lines[-1])

    assert record["endpoint"] == server_url
    assert record["hidden"] == {"人名": 1, "电话": 1}
    assert record["outcome"] != "ok"
    assert len(record["sent_sha256"]) == 64
    assert "蒋丽华" not in lines[-1]
    assert not TOKEN.search(lines[-1])
    assert record_path().stat().st_mode & 0o777 == 0o600
