"""Replies are read chunk by chunk, torn anywhere, with every field missing, null or strange."""

import asyncio
import json
import random
from collections.abc import AsyncIterator, Mapping
from typing import Any

import pytest

from drafter.model.events import ALIVE, DONE, read_events
from drafter.model.reading import ReplyReader, loop_of, without_repetition
from drafter.model.symptoms import symptom_of


def events_of(pieces: list[bytes]) -> list[Mapping[str, Any]]:
    async def chunks() -> AsyncIterator[bytes]:
        for piece in pieces:
            yield piece

    async def gather() -> list[Mapping[str, Any]]:
        return [event async for event in read_events(chunks())]

    return asyncio.run(gather())


def read(*pieces: str) -> ReplyReader:
    reader = ReplyReader()
    for piece in pieces:
        reader.feed({"choices": [{"delta": {"content": piece}}]})
    return reader


def test_events_are_the_same_wherever_the_network_tears_them() -> None:
    """A character of three bytes may arrive in two packets, a line in many."""
    text = "举办培训2期\u2028慰问\x85困难妇女"
    whole = (
        ": keep-alive\r\n\r\nevent: x\ndata:"
        + json.dumps({"a": text}, ensure_ascii=False)
        + "\r\n\r\ndata: [DONE]\n\ndata: {}\n\n"
    ).encode()
    rng = random.Random(5)
    for _ in range(200):
        cuts = sorted(rng.randrange(len(whole)) for _ in range(6))
        pieces = [whole[a:b] for a, b in zip([0, *cuts], [*cuts, len(whole)], strict=True)]

        assert events_of(pieces) == [ALIVE, {"a": text}, DONE]


@pytest.mark.parametrize("line", [b'data: {"a": ', b"data: [1]\n", b"data: x\n", b"data: \xff\n"])
def test_a_damaged_event_is_told(line: bytes) -> None:
    """Half a paragraph must not pass for a whole one."""
    with pytest.raises(ValueError):  # noqa: PT011 # any of its kinds
        events_of([line])


@pytest.mark.parametrize("size", range(1, 12))
def test_thinking_is_taken_out_however_its_marks_are_torn(size: int) -> None:
    """The marks may come letter by letter; nothing between them is ever shown."""
    whole = "<think>先想<b>3步</think>举办<培训>2期。<think>还有</think>完。"
    reader = ReplyReader()
    shown = "".join(
        reader.feed({"choices": [{"delta": {"content": whole[at : at + size]}}]})
        for at in range(0, len(whole), size)
    )

    assert reader.text == shown == "举办<培训>2期。完。"
    assert reader.thought


def test_thinking_that_the_template_opened_is_taken_out() -> None:
    """Then only its end stands in the reply."""
    reader = read("想到3个办法。</th", "ink>\n\n举办培训", "2期。")

    assert reader.text.strip() == "举办培训2期。"


@pytest.mark.parametrize(
    "chunk",
    [
        {},
        {"choices": None},
        {"choices": []},
        {"choices": [None]},
        {"choices": {}},
        {"choices": [{"delta": None}]},
        {"choices": [{"delta": {"content": None}}]},
        {"choices": [{"delta": "x", "finish_reason": None}]},
        {"choices": [{}], "usage": None},
        {"choices": [{}], "usage": {"prompt_tokens": None}},
        {"choices": [{}], "usage": "x", "timings": []},
    ],
)
def test_a_strange_chunk_is_no_text_and_no_crash(chunk: dict[str, Any]) -> None:
    """Each of these has been seen from some endpoint."""
    reader = ReplyReader()

    assert reader.feed(chunk) == ""
    assert (reader.text, reader.usage) == ("", None)


@pytest.mark.parametrize(
    "unit", ["好", "哈哈", "开展活动宣传培训。", "第一季度走访慰问困难妇女并发放慰问品，" * 3]
)
def test_endless_repetition_is_seen_early_and_left_out(unit: str) -> None:
    """It would run to the token limit every time, and cost the whole wait."""
    text = "全年举办培训2期。" + unit * 60
    seen = next(size for size in range(1, len(text)) if read(*text[:size]).loops)

    assert seen < len("全年举办培训2期。") + max(30 * len(unit), 40)
    assert without_repetition(text[:seen]).startswith("全年举办培训2期。")
    assert len(without_repetition(text[:seen])) <= len("全年举办培训2期。") + len(unit)


@pytest.mark.parametrize(
    "text",
    [
        "一是办好培训；二是办好慰问；三是办好宣传；四是办好调解；五是办好换届；六是办好创建。",
        "走访慰问困难妇女36户，走访慰问留守儿童71名，走访慰问高龄老人12名，走访慰问军属9户。",
        "共计1000000000000元。",
    ],
)
def test_parallel_official_prose_is_no_repetition(text: str) -> None:
    """Lists of like clauses are how a good summary reads."""
    assert not any(loop_of(text[:size]) for size in range(len(text)))


@pytest.mark.parametrize(
    ("text", "symptom"),
    [
        ("作为一个人工智能语言模型，我不能……", "refusal"),
        ("很抱歉，我无法完成这个请求。", "refusal"),
        ("I'm sorry, but I can't help with that.", "refusal"),
        ("The federation held 2 trainings for 60 women.", "language"),
        ("举办家政培训2期，培训60人。", ""),
        ("作为全县试点，建成“妇女之家”2个。", ""),
        ("对不起诉的案件跟踪回访3件。", ""),
        ("建成WiFi图书角2个。", ""),
    ],
)
def test_a_reply_that_is_none_is_suspected(text: str, symptom: str) -> None:
    """A hosted model that refuses once is asked once more; good prose never is."""
    assert symptom_of(text) == symptom
