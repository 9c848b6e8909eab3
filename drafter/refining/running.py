"""The shell around the pure step: journal first, then screen, model and files."""

import asyncio
import datetime
import signal
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from drafter.atomic import check_replaceable, content_hash
from drafter.document import Document
from drafter.drafting import Prepared
from drafter.errors import DrafterError, InputError, ModelError
from drafter.exporting import SUFFIXES, ExportOptions, write_document
from drafter.model import ChatReply, ChatRequest, Model
from drafter.refining.checking import check_text, check_whole
from drafter.refining.commands import (
    Append,
    AskModel,
    Effect,
    Imported,
    Input,
    Line,
    NotesRead,
    Quit,
    ReadFile,
    Rewritten,
    Show,
    SwitchModel,
    Tell,
    WriteFile,
    Written,
)
from drafter.refining.ink import Ink, Run
from drafter.refining.rewriting import TurnObserver, rewrite_parts
from drafter.refining.showing import (
    show_comparison,
    show_cost,
    show_facts,
    show_figures,
    show_help,
    show_history,
    show_proposal,
    show_text,
)
from drafter.refining.state import State, apply
from drafter.refining.step import step
from drafter.refining.structure import name_of
from drafter.session import Journal

__all__ = ["Door", "Refiner"]

_TOLD: dict[str, str] = {"plain": "", "good": "good", "bad": "bad"}


@dataclass(slots=True, kw_only=True)
class Door:
    """What the shell needs from outside this room.

    Attributes:
        say: Writes text to the user, without a line end of its own.
        ink: The terminal as it is now.
        prepare: Pack, exemplars and prefix for the facts that stand.
        open_model: Opens a model by name; the second value is why it could not.
        read_document: Reads an edited draft.
        read_notes: Reads new notes from a file.
    """

    say: Callable[[str], None]
    ink: Callable[[], Ink]
    prepare: Callable[[str], Prepared]
    open_model: Callable[[str | None, Prepared], Awaitable[tuple[Model | None, str]]]
    read_document: Callable[[str], Document]
    read_notes: Callable[[str], str]


@dataclass(slots=True, kw_only=True)
class Refiner:
    """A running session.

    Attributes:
        path: The journal.
        journal: Open for appending.
        state: The session.
        door: The outside.
        model_name: The model to use; ``none`` for none, None for what is configured.
        assisted: Whether a model wrote any of the draft.
        failed: Whether a turn found no model.
        left: Whether the user has asked to leave.
    """

    path: Path
    journal: Journal
    state: State
    door: Door
    model_name: str | None = None
    assisted: bool = True
    failed: bool = False
    left: bool = False
    _model: Model | None = None
    _warming: "asyncio.Task[None] | None" = None
    _prepared: Prepared | None = None
    _streaming: bool = field(default=False)

    # --- what the fronts call --------------------------------------------------------------------

    async def take(self, text: str) -> None:
        """Do what one input says; the answer stands on the screen when this returns."""
        before = self.state.versions.current
        await self._do(Line(text=text))
        if self.state.versions.current != before:
            self._tell_whole()

    def show(self) -> None:
        """Show the draft, and the change that waits for an answer."""
        self._print(show_text(self.state, self.door.ink()))
        if self.state.pending is not None:
            self._print(show_proposal(self.state, self.door.ink()))

    async def start_model(self) -> None:
        """Open the model now and let it read the prefix while the user reads the draft."""
        if self.model_name == "none" or self._model is not None:
            return
        prepared = self._prepare()
        model, trouble = await self.door.open_model(self.model_name, prepared)
        if model is None:
            self._tell(trouble or "没有可用的模型。", "bad")
            return
        self._model = model
        self._warming = asyncio.create_task(self._warm(model, prepared))

    async def import_file(self, path: str) -> None:
        """Take in a file that was edited by hand."""
        await self._perform(ReadFile(path=path, purpose="import"))

    async def aclose(self) -> None:
        """Let go of the model."""
        if self._warming is not None:
            self._warming.cancel()
            await asyncio.gather(self._warming, return_exceptions=True)
        if self._model is not None:
            await self._model.aclose()
            self._model = None

    @property
    def flagged(self) -> int:
        """How many figures of the current text the facts do not bear."""
        return len(check_whole(self.state.text, self.state.facts_yaml).flagged)

    @property
    def unsaved(self) -> bool:
        """Whether accepted changes are not in the output file yet."""
        return self.state.saved != self.state.versions.current

    # --- the step and its effects ----------------------------------------------------------------

    async def _do(self, command: Input) -> None:
        now = datetime.datetime.now().astimezone().isoformat(timespec="seconds")
        result = step(self.state, command, now)
        # What happened is on disk before anybody is told of it.
        for effect in result.effects:
            if isinstance(effect, Append):
                self._append(effect.event)
        for effect in result.effects:
            await self._perform(effect)

    def _append(self, event: Mapping[str, Any]) -> None:
        fields = {key: value for key, value in event.items() if key != "type"}
        self.journal.append(event["type"], **fields)
        self.state = apply(self.state, event)

    async def _perform(self, effect: Effect) -> None:
        try:
            match effect:
                case Tell(text=text, kind=kind):
                    self._tell(text, kind)
                case Show():
                    self._show(effect)
                case AskModel():
                    await self._ask(effect)
                case ReadFile():
                    await self._read(effect)
                case WriteFile():
                    await self._write(effect)
                case SwitchModel(name=name):
                    await self._switch(name)
                case Quit():
                    self.left = True
        except DrafterError as error:
            self._tell(str(error), "bad")

    def _tell(self, text: str, kind: str = "plain") -> None:
        self._print(self.door.ink().block([Run(text, _TOLD[kind])]))

    def _print(self, text: str) -> None:
        self.door.say(text + "\n")

    def _show(self, effect: Show) -> None:
        ink, state = self.door.ink(), self.state
        match effect.view:
            case "text":
                self._print(show_text(state, ink, effect.about))
            case "proposal":
                self._print(show_proposal(state, ink))
            case "figures":
                self._print(show_figures(state, ink, effect.about))
            case "facts":
                self._print(show_facts(state, ink, effect.about))
            case "history":
                self._print(show_history(state, ink))
            case "compare":
                self._print(show_comparison(state, ink, effect.about))
            case "cost":
                self._print(show_cost(state, self._model_words()))
            case "help":
                self._print(show_help(ink))

    def _tell_whole(self) -> None:
        """Say what only the whole text shows to be wrong; the paragraphs were judged already."""
        known = {
            item.figure.text
            for _, item in check_text(self.state.text, self.state.facts_yaml).flagged
        }
        for checked in check_whole(self.state.text, self.state.facts_yaml).flagged:
            if checked.figure.text not in known:
                self._tell(f"通读全文后，“{checked.figure.text}”需要核对：{checked.reason}", "bad")

    # --- the model -------------------------------------------------------------------------------

    def _prepare(self) -> Prepared:
        if self._prepared is None:
            self._prepared = self.door.prepare(self.state.facts_yaml)
        return self._prepared

    async def _warm(self, model: Model, prepared: Prepared) -> None:
        try:
            await model.warm(prepared.prefix)
        except ModelError:
            return  # the first turn will say what is wrong

    def _model_words(self) -> str:
        if self._model is not None:
            return self._model.name
        return "不用" if self.model_name == "none" else self.model_name or "默认（用到时打开）"

    async def _switch(self, name: str) -> None:
        if not name:
            self._tell(f"现在的模型：{self._model_words()}。换模型：/模型 名称；不用：/模型 none")
            return
        await self.aclose()
        self.model_name = name
        await self.start_model()
        self._tell(f"模型：{self._model_words()}。", "good")

    async def _ask(self, task: AskModel) -> None:
        if self.model_name == "none":
            self._tell("现在没有用模型，这个要求已记下：/模型 名称 打开后输入 /重写。", "bad")
            return
        if self._model is None:
            await self.start_model()
        model = self._model
        if model is None:
            self.failed = True
            self._tell("要求已记下，模型能用后输入 /重写 再试。", "bad")
            return
        turn = asyncio.create_task(self._turn(task, model))
        with _ctrl_c(turn):
            try:
                result = await turn
            except asyncio.CancelledError:
                if not turn.cancelled():
                    raise
                self._end_stream()
                self._tell("已中断，文稿没有变；/重写 可以再试一次。")
                return
            except ModelError as error:
                self.failed = True
                self._end_stream()
                self._tell(f"模型没有写成：{error}要求已记下，/重写 再试。", "bad")
                return
        self._end_stream()
        await self._do(result)

    async def _turn(self, task: AskModel, model: Model) -> Rewritten:
        if self._warming is not None:
            await asyncio.gather(self._warming, return_exceptions=True)
        observer = TurnObserver(
            on_part=self._begin_part, on_text=self._stream, on_reply=self._on_reply
        )
        self.assisted = True
        return await rewrite_parts(task, self.state, self._prepare(), model, observer)

    def _begin_part(self, part_id: str) -> None:
        self._end_stream()
        ink = self.door.ink()
        self._print(ink.line(Run(f"正在写{name_of(self.state.text, part_id)}……", "dim")))

    def _stream(self, piece: str) -> None:
        self._streaming = True
        self.door.say(self.door.ink().line(Run(piece.replace("\x1b", ""), "dim")))

    def _end_stream(self) -> None:
        if self._streaming:
            self.door.say("\n")
        self._streaming = False

    def _on_reply(self, part_id: str, request: ChatRequest, reply: ChatReply) -> None:
        self._end_stream()
        self._append(
            {
                "type": "reply",
                "paragraph": part_id,
                "turn": self.state.turn,
                "prompt": request.turns[-1].content,
                "text": reply.text,
                "finish": reply.finish,
                "tokens": [reply.usage.prompt, reply.usage.completion, reply.usage.cached],
                "seconds": round(reply.seconds, 3),
            }
        )

    # --- files -----------------------------------------------------------------------------------

    async def _read(self, effect: ReadFile) -> None:
        name = Path(effect.path).name
        if effect.purpose == "notes":
            await self._do(NotesRead(text=self.door.read_notes(effect.path), name=name))
        else:
            await self._do(Imported(document=self.door.read_document(effect.path), name=name))

    async def _write(self, effect: WriteFile) -> None:
        own = not effect.path
        path = self.path.with_name(self.state.output) if own else Path(effect.path)
        if path.suffix.lower() not in SUFFIXES:
            raise InputError(
                f"不会写 {path.suffix or '没有后缀'} 格式的文件",
                path=str(path),
                todo=f"请用 {' '.join(SUFFIXES)} 之一。",
            )
        known = [self.state.output_hash] if self.state.output_hash else []
        try:
            check_replaceable(path, force=effect.force, known=known)
        except InputError as error:
            if not path.is_file():
                raise
            command = "/保存 --force" if own else f"/导出 {effect.path} --force"
            raise InputError(
                error.reason,
                path=str(path),
                todo=f"先收进那里的修改：/导入 {path}；另存：/导出 新文件名；确定覆盖：{command}",
            ) from error
        options = ExportOptions(assisted=self.assisted)
        write_document(self.state.text.document, path, options=options)
        same = path.resolve() == self.path.with_name(self.state.output).resolve()
        output = self.state.output if same else ""
        digest = content_hash(path.read_bytes())
        await self._do(Written(output=output, sha256=digest, name=path.name))
        flagged = check_whole(self.state.text, self.state.facts_yaml).flagged
        self._tell(f"已写好：{path.resolve()}（第{self.state.versions.current}版）", "good")
        if self.state.pending is not None:
            self._tell("还有一处改动没有接受，没有写进去。")
        for checked in flagged:
            self._tell(f"没有依据的数字：{checked.figure.text}（{checked.reason}）", "bad")


class _ctrl_c:  # noqa: N801 # reads as a statement: with _ctrl_c(turn)
    """Turn Ctrl-C into dropping one turn."""

    def __init__(self, turn: "asyncio.Task[Rewritten]") -> None:
        self._turn = turn

    def __enter__(self) -> None:
        loop = asyncio.get_running_loop()
        self._before = signal.getsignal(signal.SIGINT)

        def drop(_number: int, _frame: object) -> None:
            loop.call_soon_threadsafe(self._turn.cancel)

        signal.signal(signal.SIGINT, drop)

    def __exit__(self, *_: object) -> None:
        signal.signal(signal.SIGINT, self._before)
