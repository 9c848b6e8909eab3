"""The model of a session: opened while the user reads, asked for a turn, stopped by Ctrl-C."""

import asyncio
import signal
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from drafter.errors import ModelError
from drafter.refining.commands import AskModel, Rewritten
from drafter.refining.ink import Run
from drafter.refining.state import State
from drafter.refining.structure import name_of

if TYPE_CHECKING:
    from drafter.drafting import Prepared
    from drafter.model import ChatReply, ChatRequest, Model
    from drafter.refining.door import Door
    from drafter.refining.foreseeing import Foresight

__all__ = ["Writer"]


@dataclass(slots=True, kw_only=True)
class Writer:
    """Writes what the user asks for.

    Attributes:
        door: The outside.
        name: The model to use; ``none`` for none, None for what is configured.
        journal: Takes one event.
        tell: Says a sentence in a style.
        failed: Whether a turn found no model.
        assisted: Whether a model wrote any of the draft.
    """

    door: "Door"
    name: str | None
    journal: Callable[[dict[str, Any]], None]
    tell: Callable[[str, str], None]
    failed: bool = False
    assisted: bool = True
    _model: "Model | None" = None
    _prepared: "Prepared | None" = None
    _opening: "asyncio.Task[None] | None" = None
    _warming: "asyncio.Task[None] | None" = None
    _ahead: "Foresight | None" = None
    _likely: "tuple[str, State] | None" = None
    _streaming: bool = field(default=False)

    @property
    def words(self) -> str:
        """Which model it is, for the user."""
        if self._model is not None:
            return self._model.name
        return "不用" if self.name == "none" else self.name or "默认（用到时打开）"

    def begin(self, yaml: str) -> "asyncio.Task[None] | None":
        """Start opening the model and have it read the prefix; None where there is nothing to do.

        Args:
            yaml: The facts, for the choice of exemplars.
        """
        if self.name == "none" or self._model is not None:
            return None
        if self._opening is None or self._opening.done():
            self._opening = asyncio.create_task(self._open(yaml))
        return self._opening

    async def switch(self, name: str, yaml: str) -> None:
        """Go on with another model."""
        await self.aclose()
        self.name = name
        opening = self.begin(yaml)
        if opening is not None:
            await opening
        self.tell(f"模型：{self.words}。", "good")

    def foresee(self, part_id: str, state: State) -> None:
        """Have the model read what a turn about a paragraph begins with, once it can.

        Args:
            part_id: The paragraph; "" where nothing is known.
            state: The session.
        """
        if not part_id or self.name == "none":
            return
        self._likely = (part_id, state)
        if self._ahead is not None:
            self._ahead.want(part_id, state)

    async def settle(self) -> None:
        """Wait until the model is open and has read all that it was given."""
        if self._opening is not None:
            await asyncio.shield(self._opening)
        if self._warming is not None:
            await asyncio.shield(self._warming)
        if self._ahead is not None:
            await self._ahead.settle()

    async def turn(self, task: AskModel, state: State) -> Rewritten | None:
        """Return what the model made of some paragraphs; None where nothing came of it."""
        if self.name == "none":
            self.tell("现在没有用模型，这个要求已记下：/模型 名称 打开后输入 /重写。", "bad")
            return None
        with _ctrl_c(self._written(task, state)) as turn:
            try:
                return await turn
            except asyncio.CancelledError:
                if not turn.cancelled():
                    raise
                self._end_stream()
                self.tell("已中断，文稿没有变；/重写 可以再试一次。", "plain")
            except ModelError as error:
                self.failed = True
                self._end_stream()
                self.tell(f"模型没有写成：{error}要求已记下，/重写 再试。", "bad")
            finally:
                self._end_stream()
        return None

    async def aclose(self) -> None:
        """Let go of the model."""
        if self._ahead is not None:
            await self._ahead.aclose()
            self._ahead = None
        tasks = [task for task in (self._opening, self._warming) if task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._opening = self._warming = None
        if self._model is not None:
            await self._model.aclose()
            self._model = None

    # --- opening ---------------------------------------------------------------------------------

    async def _open(self, yaml: str) -> None:
        if self._prepared is None:
            self._prepared = await asyncio.to_thread(self.door.prepare, yaml)
        self._model, trouble = await self.door.open_model(self.name, self._prepared)
        if self._model is None:
            self.tell(trouble or "没有可用的模型。", "bad")
            return
        from drafter.refining.foreseeing import Foresight

        self._warming = asyncio.create_task(self._warm(self._model, self._prepared))
        self._ahead = Foresight(self._model, self._prepared, self._warming)
        if self._likely is not None:
            self._ahead.want(*self._likely)

    async def _warm(self, model: "Model", prepared: "Prepared") -> None:
        try:
            await model.warm(prepared.prefix)
        except ModelError:
            return  # the first turn will say what is wrong

    # --- a turn ----------------------------------------------------------------------------------

    async def _written(self, task: AskModel, state: State) -> Rewritten | None:
        from drafter.refining.rewriting import TurnObserver, rewrite_parts

        opening = self.begin(state.facts_yaml) if self._model is None else None
        if opening is not None:
            self.tell("模型还在打开（Ctrl-C 中断）……", "dim")
            await asyncio.shield(opening)
        if self._model is None or self._prepared is None:
            self.failed = True
            self.tell("要求已记下，模型能用后输入 /重写 再试。", "bad")
            return None
        if self._warming is not None and not self._warming.done():
            self.tell("模型还在预读提示词，读完就写（Ctrl-C 中断）……", "dim")
            await asyncio.gather(asyncio.shield(self._warming), return_exceptions=True)
        if self._ahead is not None:
            await self._ahead.clear_for(task.parts[0])
        self.assisted = True
        observer = TurnObserver(
            on_part=lambda part_id: self._begin_part(name_of(state.text, part_id)),
            on_text=self._stream,
            on_reply=lambda part_id, request, reply: self._on_reply(
                state.turn, part_id, request, reply
            ),
            on_mending=lambda: self.tell("有的地方没写对，正在改……", "dim"),
        )
        return await rewrite_parts(task, state, self._prepared, self._model, observer)

    def _begin_part(self, name: str) -> None:
        self._end_stream()
        self.tell(f"正在写{name}……", "dim")

    def _stream(self, piece: str) -> None:
        if not piece:
            # The answer broke off and is asked for again: what was shown of it is withdrawn.
            self._end_stream()
            return
        self._streaming = True
        self.door.say(self.door.ink().line(Run(piece.replace("\x1b", ""), "dim")))

    def _end_stream(self) -> None:
        if self._streaming:
            self.door.say("\n")
        self._streaming = False

    def _on_reply(
        self, turn: int, part_id: str, request: "ChatRequest", reply: "ChatReply"
    ) -> None:
        self._end_stream()
        self.journal(
            {
                "type": "reply",
                "paragraph": part_id,
                "turn": turn,
                "prompt": request.turns[-1].content,
                "text": reply.text,
                "finish": reply.finish,
                "tokens": [reply.usage.prompt, reply.usage.completion, reply.usage.cached],
                "seconds": round(reply.seconds, 3),
            }
        )


class _ctrl_c:  # noqa: N801 # reads as a statement: with _ctrl_c(work) as turn
    """Turn Ctrl-C into dropping one turn."""

    def __init__(self, work: "Coroutine[Any, Any, Rewritten | None]") -> None:
        self._turn = asyncio.create_task(work)

    def __enter__(self) -> "asyncio.Task[Rewritten | None]":
        loop = asyncio.get_running_loop()
        self._before = signal.getsignal(signal.SIGINT)

        def drop(_number: int, _frame: object) -> None:
            loop.call_soon_threadsafe(self._turn.cancel)

        signal.signal(signal.SIGINT, drop)
        return self._turn

    def __exit__(self, *_: object) -> None:
        signal.signal(signal.SIGINT, self._before)
