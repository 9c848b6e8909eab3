"""The shell around the pure step: journal first, then screen, model and files.

An answer stands on the screen at once; what takes longer (the whole text judged against the facts)
goes on while the user reads, and is waited for before anything else is done.
"""

import asyncio
import contextlib
import datetime
import gc
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drafter.errors import DrafterError, InputError
from drafter.refining.commands import (
    Append,
    AskModel,
    Effect,
    Imported,
    Input,
    Judged,
    Line,
    NotesRead,
    Quit,
    ReadFile,
    Show,
    SwitchModel,
    Tell,
    WriteFile,
)
from drafter.refining.door import Door
from drafter.refining.ink import Run
from drafter.refining.reading import leaves_change, takes_change
from drafter.refining.saying import chosen_places
from drafter.refining.showing import show_cost, show_help, show_history, show_text, state_line
from drafter.refining.state import Proposal, State, apply
from drafter.refining.structure import name_of
from drafter.refining.writer import Writer
from drafter.session import Journal

if TYPE_CHECKING:
    from drafter.refining.checking import Check

__all__ = ["Refiner"]

_TOLD: dict[str, str] = {"plain": "", "good": "good", "bad": "bad", "dim": "dim"}
_FEW = 5
# So many lines take a second to read.
_MANY = 40


@dataclass(slots=True, kw_only=True)
class Refiner:
    """A running session.

    Attributes:
        path: The journal.
        journal: Open for appending.
        state: The session.
        door: The outside.
        beginning: The event that opens this sitting; written with the first that follows it.
        model_name: The model to use; ``none`` for none, None for what is configured.
        assisted: Whether a model wrote any of the draft.
        left: Whether the user has asked to leave.
    """

    path: Path
    journal: Journal
    state: State
    door: Door
    beginning: Mapping[str, Any] | None = None
    model_name: str | None = None
    assisted: bool = True
    left: bool = False
    writer: Writer = None  # type: ignore[assignment] # made below
    _reading: "asyncio.Task[bool] | None" = None
    _judged: Proposal | None = None
    _shown: Proposal | None = None

    def __post_init__(self) -> None:
        """Give the model's part the ways to journal and to speak."""
        self.writer = Writer(
            door=self.door,
            name=self.model_name,
            journal=self._append,
            tell=self._tell,
            assisted=self.assisted,
        )

    # --- what the fronts call --------------------------------------------------------------------

    async def take(self, text: str) -> None:
        """Do what one input says; the answer stands on the screen when this returns."""
        asked = self.state.pending
        unseen = asked is not None and asked is not self._shown
        if asked is not None and not unseen and leaves_change(text):
            await self._abandon()
        news = await self.settle()
        takes = takes_change(text) or bool(chosen_places(text))
        early = (unseen and takes) or (news and not text.strip())
        if asked is not None and early:
            # She answered before this stood on the screen.
            if self.state.pending is not None:
                self._show_waiting()
                self._tell("上面是刚显示出来的，看过再按回车采用。")
            return
        before, count = self.state.versions.current, len(self.state.versions.all)
        if (lines := text.count("\n") + 1) > _MANY:
            self._tell(f"正在读{lines}行……", "dim")
        await self._do(Line(text=text))
        if self.state.pending is not None and self.state.pending is not self._judged:
            self.read_on()
        elif self.state.versions.current != before:
            judged = self._judged is not None and self._judged.text == self.state.text
            self.read_on(told=judged or len(self.state.versions.all) == count)

    def read_on(self, *, aloud: bool = False, told: bool = True) -> None:
        """Judge the whole of what stands, and of what waits, while the user reads.

        Args:
            aloud: Whether all of the outcome is told where nothing waits.
            told: Whether what is wrong was told already, when the text was offered.
        """
        self._reading = asyncio.create_task(self._read_on(aloud=aloud, told=told))

    def foresee(self, typed: str = "") -> None:
        """Let the model read ahead what the next turn will most likely begin with.

        Args:
            typed: What stands in the prompt so far.
        """
        if self.writer.name != "none":
            from drafter.refining.foreseeing import likely_part

            self.writer.foresee(likely_part(self.state, typed), self.state)

    async def settle(self) -> bool:
        """Wait until all is judged; say whether that brought something to look at."""
        reading, self._reading = self._reading, None
        return await reading if reading is not None else False

    async def _abandon(self) -> None:
        """Wait no longer for what is being judged; nobody will ask for it."""
        reading, self._reading = self._reading, None
        if reading is not None:
            reading.cancel()
            await asyncio.gather(reading, return_exceptions=True)

    async def ask_again(self) -> None:
        """Show and judge the change that an earlier sitting left, before anything is answered."""
        if self.state.pending is not None and self.state.pending is not self._shown:
            self.read_on()
            await self.settle()

    def _show_waiting(self) -> None:
        """Show the change that waits where this sitting has not shown it yet."""
        if self.state.pending is not None and self.state.pending is not self._shown:
            self._tell("上次留下、还没有采用的改动：")
            self._show(Show(view="proposal"))

    def show(self) -> None:
        """Show the draft as it stands; its figures are judged afterwards."""
        self._print(show_text(self.state, self.door.ink()))

    async def import_file(self, path: str) -> None:
        """Take in a file that was edited by hand."""
        await self._perform(ReadFile(path=path, purpose="import"))
        self.read_on()

    async def aclose(self) -> None:
        """Let go of the model."""
        await self._abandon()
        await self.writer.aclose()

    @property
    def flagged(self) -> int:
        """How many figures of the current text the facts do not bear."""
        return len(self._check().flagged)

    @property
    def unsaved(self) -> bool:
        """Whether accepted changes are not in the output file yet."""
        return self.state.saved != self.state.versions.current

    # --- judging while the user reads ------------------------------------------------------------

    def _check(self) -> "Check":
        from drafter.refining.checking import check_whole

        return check_whole(self.state.text, self.state.facts_yaml)

    async def _read_on(self, *, aloud: bool, told: bool) -> bool:
        state, proposal = self.state, self.state.pending
        if proposal is not None:
            await asyncio.to_thread(_judge, state, proposal)
            if self.state.pending is not proposal:
                return False
            self._judged = proposal
            # What is asked about must stand on the screen, also where an earlier sitting left it.
            self._show_waiting()
            return await self._do(Judged())
        check = await asyncio.to_thread(_read_through, state)
        if aloud:
            # Lexicons and facts stay until the end; to search them for garbage stops an answer for
            # as long as the answer takes.
            gc.freeze()
            self._tell_check(check)
        elif not told:
            self._tell_new_flags(check, state)
        self.foresee()
        return False

    def _tell_check(self, check: "Check") -> None:
        self._tell(state_line(self.state, check), "bad" if check.flagged else "good")
        for part_id, checked in check.flagged[:_FEW]:
            name = name_of(self.state.text, part_id)
            self._tell(f"{name}“{checked.figure.text}”：{checked.reason}", "bad")
        if check.flagged or check.missing:
            self._tell("/核对 看全部。")

    def _tell_new_flags(self, check: "Check", state: State) -> None:
        """Say what only taking a part of a change has made wrong; the whole was judged before."""
        from drafter.refining.checking import check_whole, new_flags

        parent = state.versions.get(state.versions.now.parent)
        if parent is None:
            return
        before = check_whole(parent.text, state.sheets[parent.facts])
        for part_id, checked in new_flags(before, check):
            name = name_of(state.text, part_id)
            words = f"通读全文后，{name}的“{checked.figure.text}”需要核对：{checked.reason}"
            self._tell(words, "bad")

    # --- the step and its effects ----------------------------------------------------------------

    async def _do(self, command: Input) -> bool:
        """Do one input; say whether something is to be looked at."""
        from drafter.refining.step import step

        now = datetime.datetime.now().astimezone().isoformat(timespec="seconds")
        result = step(self.state, command, now)
        # What happened is on disk before anybody is told of it.
        self._append(*(item.event for item in result.effects if isinstance(item, Append)))
        for effect in result.effects:
            await self._perform(effect)
        return any(isinstance(effect, Tell) and effect.kind == "bad" for effect in result.effects)

    def _append(self, *events: Mapping[str, Any]) -> None:
        if not events:
            return
        opening, self.beginning = self.beginning, None
        written = [item for item in (opening, *events) if item is not None]
        self.journal.append_all(written)
        for item in written:
            self.state = apply(self.state, item)

    async def _perform(self, effect: Effect) -> None:
        try:
            match effect:
                case Tell(text=text, kind=kind):
                    self._tell(text, kind)
                case Show():
                    self._show(effect)
                case AskModel():
                    rewritten = await self.writer.turn(effect, self.state)
                    if rewritten is not None:
                        await self._do(rewritten)
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
        from drafter.refining.comparing import show_comparison, show_proposal, show_verdict
        from drafter.refining.vouching import show_facts, show_figures

        ink, state = self.door.ink(), self.state
        match effect.view:
            case "text":
                self._print(show_text(state, ink, effect.about, self._check()))
            case "proposal":
                self._shown = state.pending
                self._print(show_proposal(state, ink))
            case "verdict":
                self._print(show_verdict(state, ink))
            case "figures":
                self._print(show_figures(state, ink, effect.about))
            case "facts":
                self._print(show_facts(state, ink, effect.about))
            case "history":
                self._print(show_history(state, ink))
            case "compare":
                self._print(show_comparison(state, ink, effect.about))
            case "cost":
                self._print(show_cost(state, self.writer.words))
            case "help":
                self._print(show_help(ink))

    async def _switch(self, name: str) -> None:
        if not name:
            self._tell(f"现在的模型：{self.writer.words}。换模型：/模型 名称；不用：/模型 none")
            return
        await self.writer.switch(name, self.state.facts_yaml)

    # --- files -----------------------------------------------------------------------------------

    async def _read(self, effect: ReadFile) -> None:
        name = Path(effect.path).name
        if effect.purpose == "notes":
            await self._do(NotesRead(text=self.door.read_notes(effect.path), name=name))
        else:
            await self._do(Imported(document=self.door.read_document(effect.path), name=name))

    async def _write(self, effect: WriteFile) -> None:
        from drafter.refining.filing import write_draft

        written = write_draft(self.state, self.path, effect, assisted=self.writer.assisted)
        await self._do(written.event)
        self._tell(f"已写好：{written.path}（第{self.state.versions.current}版）", "good")
        if self.state.pending is not None:
            self._tell("还有一处改动没有接受，没有写进去。")
        for _, checked in self._check().flagged:
            self._tell(f"没有依据的数字：{checked.figure.text}（{checked.reason}）", "bad")


def _read_through(state: State) -> "Check":
    """Judge what stands; what the next commands will need is made ready as well."""
    from drafter.refining import comparing, step, vouching  # noqa: F401 # imported while she reads
    from drafter.refining.checking import check_whole
    from drafter.refining.sheets import learn_names, sheet_of, write_sheet

    check = check_whole(state.text, state.facts_yaml)
    learn_names(state.facts_yaml)
    write_sheet(sheet_of(state.facts_yaml))
    _rehearse(state)
    return check


def _rehearse(state: State) -> None:
    """Follow a new fact once for nothing, so that the words and rules it needs are read.

    Those that hide names in the journal are among them.
    """
    from drafter.privacy import Pseudonyms
    from drafter.refining.adding import add_notes
    from drafter.refining.following import follow
    from drafter.refining.sheets import sheet_of

    Pseudonyms(exact=True, wide=True).hide("12月31日办茶话会1场，12人")
    with contextlib.suppress(InputError):  # the facts may hold or refute it
        change = add_notes(sheet_of(state.facts_yaml), "12月31日办茶话会1场，12人")
        locked = state.locked
        follow(state.text, state.facts_yaml, change, locked=locked, next_part=state.next_part)


def _judge(state: State, proposal: Proposal) -> None:
    from drafter.refining.checking import check_whole

    check_whole(state.text, state.facts_yaml)
    check_whole(proposal.text, state.sheets[proposal.facts])
