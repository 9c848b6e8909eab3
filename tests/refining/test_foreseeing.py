"""The next turn is read ahead: what was read is what the turn begins with, to the letter."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from drafter.drafting import Prepared, prepare_summary
from drafter.model import ChatTurn, Model
from drafter.model.endpoint import Endpoint
from drafter.model.openai_chat import OpenAIChat
from drafter.refining.door import Door
from drafter.refining.foreseeing import likely_part
from drafter.refining.ink import Ink
from drafter.refining.running import Refiner
from drafter.refining.sheets import sheet_of
from drafter.refining.state import State
from drafter.session import Journal
from tests.fakes import ScriptedModel
from tests.loopback import Loopback, Served
from tests.refining.makers import Talk


class ReadingModel(ScriptedModel):
    """Keeps what it was given to read ahead."""

    def __init__(self, script: Callable[[str], str]) -> None:
        super().__init__(script)
        self.read: list[tuple[ChatTurn, ...]] = []

    async def warm(self, turns: Sequence[ChatTurn]) -> None:
        """Keep it."""
        self.read.append(tuple(turns))


def refiner_with(model: Model, journal: Journal, state: State, said: list[str]) -> Refiner:
    """Return a sitting on a session with a model."""

    async def opened(_name: str | None, _prepared: Prepared) -> tuple[Model | None, str]:
        return model, ""

    def unused(*_: object) -> None:
        raise AssertionError

    door = Door(
        say=said.append,
        ink=lambda: Ink(width=90, colour=False),
        prepare=lambda yaml: prepare_summary(sheet_of(yaml), prompts="v1"),
        open_model=opened,
        read_document=unused,  # type: ignore[arg-type]
        read_notes=str,
    )
    return Refiner(path=journal.path, journal=journal, state=state, door=door)


async def opened_and_read(refiner: Refiner) -> None:
    """Open the model; wait until it has read all that it was given."""
    refiner.read_on(aloud=True)
    refiner.writer.begin(refiner.state.facts_yaml)
    await refiner.settle()
    await refiner.writer.settle()


def begins_with(turns: Sequence[ChatTurn], read: Sequence[ChatTurn]) -> bool:
    """Whether an engine that has read one needs only the end of the other."""
    return list(turns[: len(read) - 1]) == list(read[:-1]) and turns[
        len(read) - 1
    ].content.startswith(read[-1].content)


@pytest.mark.parametrize(
    "typed", ["第2段语气再朴实些", "把第二段写具体一点", "第2段写短一点，去掉套话"]
)
def test_a_turn_begins_with_what_was_read_while_she_typed(tmp_path: Path, typed: str) -> None:
    """Facts and present words are most of what a turn reads; only her own words are left."""
    talk = Talk()
    part = talk.state.text.paragraphs[1]
    model = ReadingModel(lambda _: part.text)

    async def sit() -> None:
        refiner = refiner_with(model, journal, talk.state, [])
        await opened_and_read(refiner)
        for end in range(1, len(typed) + 1):
            refiner.foresee(typed[:end])
        await refiner.writer.settle()
        await refiner.take(typed)
        await refiner.aclose()

    with Journal(tmp_path / "a.session.jsonl") as journal:
        asyncio.run(sit())
    asked = model.requests[0].turns

    assert begins_with(asked, model.read[0])
    assert begins_with(asked, model.read[-1])
    assert len(asked) == len(model.read[-1])
    left = asked[-1].content.removeprefix(model.read[-1][-1].content)
    assert len(left) <= len(typed) + 2
    assert part.text not in left


def test_what_was_chosen_is_read_before_anything_is_typed(tmp_path: Path) -> None:
    """/段 3 says what comes next."""
    talk = Talk().say("/段 3")
    part = talk.state.text.paragraphs[2]
    model = ReadingModel(lambda _: part.text)

    async def sit() -> None:
        refiner = refiner_with(model, journal, talk.state, [])
        await opened_and_read(refiner)
        await refiner.aclose()

    with Journal(tmp_path / "a.session.jsonl") as journal:
        asyncio.run(sit())

    assert part.text in model.read[-1][-1].content


def test_nothing_is_read_that_may_not_change() -> None:
    """A locked paragraph has no turn; nor has a heading."""
    talk = Talk().say("/锁定 1")
    paragraphs = [part.id for part in talk.state.text.paragraphs]

    assert likely_part(talk.state) == paragraphs[1]
    assert likely_part(talk.state, "第1段") == ""
    assert likely_part(talk.state, "第二部分") in paragraphs


def test_after_a_turn_the_next_paragraph_is_likely() -> None:
    """A draft is gone through from the top."""
    talk = Talk()
    ids = [part.id for part in talk.state.text.paragraphs if part.role == "result"]

    assert likely_part(replace(talk.state, aimed=(ids[1],))) == ids[2]
    assert likely_part(replace(talk.state, aimed=(ids[-1],))) == ""


def test_words_are_shown_as_they_come(tmp_path: Path) -> None:
    """Whoever waits for a whole sentence believes that nothing happens."""
    talk = Talk()
    part = talk.state.text.paragraphs[1]
    said: list[str] = []

    async def sit(url: str) -> None:
        model = OpenAIChat(Endpoint(base_url=url, model="m", key="k" * 20))
        refiner = refiner_with(model, journal, talk.state, said)
        await refiner.take("第2段语气再朴实些")
        await refiner.aclose()

    answer = "扎实开展" + part.text
    with (
        Journal(tmp_path / "a.session.jsonl") as journal,
        Loopback(lambda _: Served(text=answer, piece=3)) as server,
    ):
        asyncio.run(sit(server.base_url))
    first = said.index(answer[:3])

    assert said[first : first + 4] == [answer[at : at + 3] for at in range(0, 12, 3)]


def test_the_words_of_calls_that_mend_are_not_shown(tmp_path: Path) -> None:
    """They come side by side, and would be read as one sentence of nonsense."""
    talk = Talk()
    wrong = "发放资料9999份，咨询8888人次。"
    said: list[str] = []
    model = ScriptedModel(lambda _: wrong)

    async def sit() -> None:
        refiner = refiner_with(model, journal, talk.state, said)
        await refiner.take("第1段语气再朴实些")
        await refiner.aclose()

    with Journal(tmp_path / "a.session.jsonl") as journal:
        asyncio.run(sit())
    shown = "".join(said)

    assert len(model.requests) > 1
    assert shown.count(wrong) <= sum(
        "请按这个要求" in item.turns[-1].content for item in model.requests
    )
    assert "正在改" in shown
