"""What the next turn will most likely be about, read by the model while the user still thinks.

Most of a turn's first seconds goes into reading the paragraph's facts and its present words. They
are known before the request is: when a paragraph is chosen, when it is named in what she types.
"""

import asyncio
from collections.abc import Awaitable
from typing import TYPE_CHECKING

from drafter.errors import ModelError
from drafter.refining.locating import find_places, topics_of_parts
from drafter.refining.sheets import sheet_of
from drafter.refining.state import State
from drafter.refining.structure import sections_of

if TYPE_CHECKING:
    from drafter.drafting import Prepared
    from drafter.model import Model

__all__ = ["Foresight", "likely_part"]

# A place is named at the beginning of what is typed; a paste of notes names none.
_REACH = 120


def likely_part(state: State, typed: str = "") -> str:
    """Return the paragraph that the next turn is likely to be about; "" where that is open (pure).

    Args:
        state: The session.
        typed: What stands in the prompt so far.
    """
    if typed:
        topics = topics_of_parts(state.text, sheet_of(state.facts_yaml))
        places = find_places(typed[:_REACH], state.text, topics, state.focus)
        named = [key for place in places for key in place.parts]
        return _open_one(state, named) or _open_one(state, _focused(state))
    paragraphs = [part.id for part in state.text.paragraphs if part.role == "result"]
    last = [place for place, key in enumerate(paragraphs) if key in state.aimed]
    onward = paragraphs[last[-1] + 1 :] if last else paragraphs
    return _open_one(state, _focused(state)) or _open_one(state, onward)


def _focused(state: State) -> list[str]:
    """Return the paragraph, or those of the section, that was chosen."""
    section = next(
        (
            [part.id for part in item.paragraphs]
            for item in sections_of(state.text)
            if item.heading is not None and item.heading.id == state.focus
        ),
        None,
    )
    return [state.focus] if section is None else section


def _open_one(state: State, ids: list[str]) -> str:
    """Return the first of some paragraphs that may change."""
    for key in ids:
        part = state.text.part(key)
        if part is not None and not part.level and key not in state.locked:
            return key
    return ""


class Foresight:
    """Has an open model read what a turn about one paragraph begins with.

    Args:
        model: It reads one thing at a time.
        prepared: What stands before every turn.
        before: What it is reading first.
    """

    def __init__(self, model: "Model", prepared: "Prepared", before: Awaitable[None]) -> None:
        self._model = model
        self._prepared = prepared
        self._before = before
        self._about: tuple[str, str, str] | None = None
        self._reading: asyncio.Task[None] | None = None

    def want(self, part_id: str, state: State) -> None:
        """Read about a paragraph, and no longer about another one."""
        part = state.text.part(part_id)
        if part is None or (about := (part_id, part.text, state.facts_yaml)) == self._about:
            return
        self._about = about
        given_up = self._reading
        self._reading = asyncio.create_task(self._read(given_up, part_id, state))

    async def clear_for(self, part_id: str) -> None:
        """Let a turn begin: what helps it is read to its end, anything else is given up."""
        reading, about = self._reading, self._about
        self._reading = self._about = None
        if reading is None:
            return
        if about is None or about[0] != part_id:
            reading.cancel()
        try:
            await asyncio.shield(asyncio.gather(reading, return_exceptions=True))
        except asyncio.CancelledError:
            reading.cancel()
            raise

    async def settle(self) -> None:
        """Wait until all is read."""
        while (reading := self._reading) is not None and not reading.done():
            await asyncio.gather(reading, return_exceptions=True)

    async def aclose(self) -> None:
        """Stop reading."""
        if self._reading is not None:
            self._reading.cancel()
            await asyncio.gather(self._reading, return_exceptions=True)

    async def _read(
        self, given_up: "asyncio.Task[None] | None", part_id: str, state: State
    ) -> None:
        from drafter.refining.rewriting import opening_of

        if given_up is not None:
            given_up.cancel()
            await asyncio.gather(given_up, return_exceptions=True)
        await asyncio.shield(asyncio.ensure_future(self._before))
        part = state.text.part(part_id)
        assert part is not None  # noqa: S101 # want() has looked
        turns = await asyncio.to_thread(opening_of, part, state, self._prepared)
        try:
            await self._model.warm(turns)
        except ModelError:
            return  # the turn itself will say what is wrong
