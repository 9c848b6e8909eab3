"""The shell around the step: what is asked about stands on the screen in this sitting."""

import asyncio
from pathlib import Path

import pytest

from drafter.refining.door import Door
from drafter.refining.ink import Ink
from drafter.refining.running import Refiner
from drafter.session import Journal
from tests.refining.makers import Talk


def reopened(journal: Journal, talk: Talk, said: list[str]) -> Refiner:
    """Return a sitting on a session that was left as it is; what it says is put into ``said``."""

    def unused(*_: object) -> None:
        raise AssertionError

    door = Door(
        say=said.append,
        ink=lambda: Ink(width=90, colour=False),
        prepare=unused,  # type: ignore[arg-type, return-value] # no model
        open_model=unused,  # type: ignore[arg-type]
        read_document=lambda _: talk.state.text.document,
        read_notes=str,
    )
    return Refiner(
        path=Path("a.session.jsonl"),
        journal=journal,
        state=talk.state,
        door=door,
        model_name="none",
    )


@pytest.mark.parametrize("edited", [False, True])
@pytest.mark.parametrize("answer", ["", "好", "/接受"])
def test_a_change_left_waiting_is_shown_before_it_can_be_taken(
    tmp_path: Path, answer: str, *, edited: bool
) -> None:
    """Enter on the next day took what nobody could see; so did a file that brought nothing new."""
    talk = Talk().say("把“来访”改成“群众来访”")
    said: list[str] = []

    async def sit() -> Refiner:
        refiner = reopened(journal, talk, said)
        if edited:
            await refiner.import_file("同一份.docx")
        else:
            refiner.read_on()
        # Typed at once, before anything can have been read.
        await refiner.take(answer)
        assert refiner.state.pending is not None
        await refiner.take(answer)
        await refiner.settle()
        return refiner

    with Journal(tmp_path / "a.session.jsonl") as journal:
        refiner = asyncio.run(sit())
    shown = "".join(said)

    assert "群众" in shown[: shown.index("核对：")]
    assert refiner.state.pending is None
    assert any("群众来访" in part.text for part in refiner.state.text.paragraphs)


def test_a_script_sees_the_waiting_change_before_its_first_line(tmp_path: Path) -> None:
    """A pipe that begins with an empty line takes what its log shows above."""
    from drafter.refining.fronts import run_piped

    talk = Talk().say("把“来访”改成“群众来访”")
    said: list[str] = []

    async def sit() -> Refiner:
        refiner = reopened(journal, talk, said)
        await run_piped(refiner, ["\n"])
        return refiner

    with Journal(tmp_path / "a.session.jsonl") as journal:
        refiner = asyncio.run(sit())
    shown = "".join(said)

    assert shown.index("改动：") < shown.index("> ")
    assert refiner.state.pending is None


def test_a_change_is_put_aside_without_waiting_for_its_judgement(tmp_path: Path) -> None:
    """Of a pasted year of notes the judgement takes a minute, and nobody wants it any more."""
    said: list[str] = []

    async def sit() -> Refiner:
        refiner = reopened(journal, Talk(), said)
        await refiner.take("删掉第1段")
        assert refiner.state.pending is not None
        await refiner.take("/拒绝")
        return refiner

    with Journal(tmp_path / "a.session.jsonl") as journal:
        refiner = asyncio.run(sit())
    shown = "".join(said)

    assert refiner.state.pending is None
    assert "改动：" in shown
    assert "核对：" not in shown
