"""Ask a model about one paragraph, and hold what it answers against the activities.

Every request of a draft goes through here: the turns before it, the tokens it may take, the
draft's deadline, and the exemplars that are left out once a model cannot read them.
"""

import asyncio
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from drafter.drafting.claims import ClaimBudget, cut_claims
from drafter.drafting.composed import Composed, Origin, Revision, Tally
from drafter.drafting.figure_grammar import figure_grammar
from drafter.drafting.judging import Judge, Judgement
from drafter.drafting.material import Material
from drafter.drafting.planning import ParagraphPlan
from drafter.drafting.polishing import polish
from drafter.drafting.sure import sure_text
from drafter.drafting.ways import Way
from drafter.drafting.wording import formal_words
from drafter.errors import ModelError
from drafter.facts import FactSheet, Role
from drafter.model import ChatReply, ChatRequest, ChatTurn, Model
from drafter.prompting.packs import Pack

__all__ = ["Asker", "lines_of"]

_ABOUT_THE_TASK = re.compile("上一稿|上一次|重写|改写|这段话|工作记录|记录里|注意：|根据您|作为")


@dataclass(slots=True, kw_only=True)
class Asker:
    """What every step of the ladder needs to ask a model about one paragraph.

    Attributes:
        sheet: The whole fact sheet; each paragraph is judged against its own part of it.
        model: None writes plain sentences throughout.
        prefix: System turn and exemplars, the same for every call.
        list_turns: Exemplars of problems and of plans, behind the prefix where those are written.
        topic_turns: Exemplars of one topic, behind the prefix where free prose tells of it.
        exemplars: (id, prose) pairs, for naming leaks.
        way: How to write, and nothing else; None takes the surest that the endpoint supports.
        deadline: When the whole draft's time is up, by the event loop's clock; None: never.
        on_reply: Told of every model reply, for the session.
        on_failure: Told of every request that got none, for the session.
        shows_exemplars: False once they turned out to be more than the model can read.
        on_text: Told of text as it streams in, by paragraph id.
        revision: What the first call of a paragraph is to change; the calls that mend what came
            of it ask for the facts alone.
    """

    sheet: FactSheet
    model: Model | None
    pack: Pack
    prefix: tuple[ChatTurn, ...] = ()
    list_turns: Mapping[Role, tuple[ChatTurn, ...]] = field(default_factory=dict)
    topic_turns: Mapping[str, tuple[ChatTurn, ...]] = field(default_factory=dict)
    exemplars: Sequence[tuple[str, str]] = ()
    seed: int | None = None
    way: Way | None = None
    deadline: float | None = None
    on_reply: Callable[[str, ChatRequest, ChatReply], None] | None = None
    on_failure: Callable[[str, ChatRequest, ModelError], None] | None = None
    on_text: Callable[[str, str], None] | None = None
    shows_exemplars: bool = True
    revision: Revision | None = None

    def before(self, shown: tuple[ChatTurn, ...]) -> tuple[ChatTurn, ...]:
        """Return what stands before a paragraph's own turn."""
        return (*self.prefix, *shown) if self.shows_exemplars else self.prefix[:1]

    async def ask(
        self,
        plan: ParagraphPlan,
        materials: Sequence[Material],
        judge: Judge,
        tally: Tally,
        *,
        leads: Sequence[str] = (),
        findings: Sequence[str] = (),
        grammar: str | None = None,
        shown: tuple[ChatTurn, ...] = (),
    ) -> tuple[str, Judgement]:
        """Return a paragraph in free prose and what is wrong with it.

        Args:
            plan: The paragraph.
            materials: What it has to tell.
            judge: Knows the facts of ``materials``.
            tally: The calls made.
            leads: Openings that it may begin with.
            findings: What was wrong with the last try, in Chinese.
            grammar: What may come out; None: any prose whose figures are facts.
            shown: Exemplars; () for those of the topic.

        Raises:
            ModelError: The model did not answer.
        """
        lines = lines_of(materials)
        step = self.pack.template("repair" if findings else "paragraph")
        values: dict[str, object] = {"lines": lines}
        if findings:
            values["findings"] = list(findings)
        elif self.revision is not None and not tally.attempts:
            step = self.pack.template("refine")
            values |= {"current": self.revision.current, "request": self.revision.request}
        if grammar is None:
            grammar = figure_grammar(materials, leads=leads)
        content = step.render(**values)
        shown = shown or self.topic_turns.get(plan.topic, ())
        reply = await self.said(plan, materials, tally, content, grammar, shown=shown)
        # A small model may answer about the task instead of doing it; that is no prose.
        text = "" if _ABOUT_THE_TASK.search(reply.text) else polish(reply.text)
        lead = next((item for item in leads if text.startswith(item)), "")
        # Within the paragraph; over the whole document it is settled in document order at the end,
        # so that the outcome does not depend on which reply came first.
        text = cut_claims(text, " ".join(lines), ClaimBudget(), lead=lead)
        # Other replies stream in while this one is judged.
        return text, await asyncio.to_thread(judge.judge, text)

    async def said(
        self,
        plan: ParagraphPlan,
        materials: Sequence[Material],
        tally: Tally,
        content: str,
        grammar: str | None,
        *,
        shown: tuple[ChatTurn, ...] = (),
        before: tuple[ChatTurn, ...] = (),
    ) -> ChatReply:
        """Return what the model answers to one turn, entered in the tally and the session."""
        assert self.model is not None  # noqa: S101 # compose() answers without one
        before = before or self.before(shown)
        request = ChatRequest(
            turns=(*before, ChatTurn(role="user", content=content)),
            max_tokens=min(80 + 2 * sum(map(len, lines_of(materials))), 900),
            temperature=self.pack.temperature,
            seed=self.seed,
            grammar=grammar if self.model.takes_grammar else None,
        )
        try:
            reply = await self._reply(plan.id, request)
        except ModelError as error:
            if error.kind != "context" or len(request.turns) < 3:
                raise
            # The model reads less than the exemplars take; it is shown none from now on.
            self.shows_exemplars = False
            turns = (request.turns[0], request.turns[-1])
            reply = await self._reply(plan.id, replace(request, turns=turns))
        tally.attempts += 1
        tally.usage = tally.usage + reply.usage
        if self.on_reply is not None:
            self.on_reply(plan.id, request, reply)
        return reply

    async def _reply(self, paragraph_id: str, request: ChatRequest) -> ChatReply:
        """Ask the model, within the whole draft's time.

        Raises:
            ModelError: It did not answer, or the time is up.
        """
        assert self.model is not None  # noqa: S101 # compose() answers without one
        on_text = self.on_text
        heard = None if on_text is None else partial(on_text, paragraph_id)
        try:
            try:
                async with asyncio.timeout_at(self.deadline):
                    return await self.model.reply(request, on_text=heard)
            except TimeoutError as error:
                raise ModelError(
                    "给这份总结的时间用完了。", retryable=False, kind="timeout"
                ) from error
        except ModelError as error:
            if self.on_failure is not None:
                self.on_failure(paragraph_id, request, error)
            raise

    def done(self, text: str, origin: str, tally: Tally) -> Composed:
        """Return what came of replies."""
        assert self.model is not None  # noqa: S101 # only after a reply
        return Composed(
            text=text,
            origin=origin,
            attempts=tally.attempts,
            usage=tally.usage,
            guarantee="grammar" if self.model.takes_grammar else "verified",
            failure=tally.failure,
        )

    def plain(
        self, materials: Sequence[Material], role: Role, tally: Tally, lead: str = ""
    ) -> Composed:
        """Return the activities in sentences made by rule."""
        text = sure_text(self.sheet, materials, role, lead)
        return Composed(
            text=text,
            origin=Origin.PLAIN,
            attempts=tally.attempts,
            plain_chars=len(text),
            usage=tally.usage,
            failure=tally.failure,
        )


def lines_of(materials: Sequence[Material]) -> list[str]:
    """Return the activities as the lines of a prompt, in written language."""
    return [" ".join(formal_words(material.text).split()) for material in materials]
