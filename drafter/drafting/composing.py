"""Write one paragraph: ask the model, verify, mend, ask again smaller, fall back to plain words.

The ladder goes from the most natural to the surest, and down it one activity at a time, so that a
model's failure costs one sentence. Whatever comes out has been verified against its own facts.
"""

import asyncio
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from drafter.drafting.claims import ClaimBudget, cut_claims
from drafter.drafting.figure_grammar import figure_grammar, list_grammar
from drafter.drafting.judging import Judge, Judgement
from drafter.drafting.listing import (
    items_grammar,
    items_of,
    plain_list,
    split_list,
    woven_list,
)
from drafter.drafting.material import Material
from drafter.drafting.outline import list_lead
from drafter.drafting.plain import plain_paragraph, plain_sentence, woven_paragraph
from drafter.drafting.planning import ParagraphPlan
from drafter.drafting.polishing import polish
from drafter.drafting.repairing import repair
from drafter.drafting.ways import (
    Way,
    choices_of,
    frame_of,
    keep_closing,
    phrase_grammar,
    render_plan,
    text_of,
    without_closing,
)
from drafter.drafting.weaving import is_borne, line_of, weave_grammar, woven_sentences
from drafter.drafting.wording import formal_words
from drafter.errors import ModelError
from drafter.facts import FactSheet, Role
from drafter.model import ChatReply, ChatRequest, ChatTurn, Model, Usage
from drafter.privacy import GuardedModel
from drafter.prompting.packs import Pack
from drafter.prompting.prefix import build_sentence_turns

__all__ = ["Composed", "Composer", "Origin", "sure_text"]


_ABOUT_THE_TASK = re.compile("上一稿|上一次|重写|改写|这段话|工作记录|记录里|注意：|根据您|作为")


class Origin:
    """How a paragraph came about, from most to least the model's own."""

    MODEL = "model"
    REPAIRED = "repaired"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """One finished paragraph.

    Attributes:
        text: Verified prose.
        origin: ``model``, ``repaired`` or ``plain``.
        attempts: Model calls it took.
        plain_chars: Characters of ``text`` that are plain sentences.
        usage: Tokens of those calls.
        guarantee: ``phrases`` or ``plan`` where figures stood in clauses made by rule, ``grammar``
            where digits could only come out as facts, else ``verified``.
        failure: Why the model gave nothing, in Chinese; "" when it answered.
    """

    text: str
    origin: str
    attempts: int = 0
    plain_chars: int = 0
    usage: Usage = field(default_factory=Usage)
    guarantee: str = "verified"
    failure: str = ""


# Stands for a request that nobody has made yet; no text holds it.
_LATER = "\ue0fe"


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A paragraph that stands already, and what its reader wants to be different."""

    current: str
    request: str


@dataclass(slots=True)
class _Tally:
    """Calls made for one paragraph."""

    attempts: int = 0
    usage: Usage = field(default_factory=Usage)
    failure: str = ""


@dataclass(slots=True, kw_only=True)
class Composer:
    """Composes the paragraphs of one draft.

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

    async def compose(
        self, plan: ParagraphPlan, materials: Sequence[Material], role: Role = Role.RESULT
    ) -> Composed:
        """Return one paragraph that states all of its activities and nothing else."""
        materials = [material for material in materials if material.text]
        if not materials:
            return Composed(text="", origin=Origin.PLAIN)
        if self.model is None:
            return self._plain(materials, role, _Tally(), plan.lead)
        tally = _Tally()
        leaves = isinstance(self.model, GuardedModel)
        at_home = [item for item in materials if leaves and item.protected]
        try:
            if at_home:
                return await self._compose_around(plan, materials, at_home, role, tally)
            if self._weaves:
                woven = await self._woven(plan, materials, role, tally)
                if woven is not None or self.model.takes_grammar:
                    return woven or self._plain(materials, role, tally, plan.lead)
            if role is Role.RESULT:
                return await self._compose_result(plan, materials, tally)
            return await self._compose_list(plan, materials, role, tally)
        except ModelError as error:
            # What the guard holds back is written plainly, and nothing has failed.
            tally.failure = "" if error.kind == "withheld" else str(error)
            return self._plain(materials, role, tally, plan.lead)

    def opening(
        self, plan: ParagraphPlan, materials: Sequence[Material], role: Role = Role.RESULT
    ) -> tuple[ChatTurn, ...]:
        """Return what the first call about a paragraph that stands begins with, whatever is asked.

        An engine that reads it while the user still thinks has only her own words left to read.
        """
        assert self.revision is not None  # noqa: S101 # only such a call is foreseen
        lines = _lines([material for material in materials if material.text])
        told = self.pack.template("refine").render(
            lines=lines, current=self.revision.current, request=_LATER
        )
        shown = self.list_turns.get(role, ()) if role is not Role.RESULT else ()
        begun = ChatTurn(role="user", content=told.rpartition(_LATER)[0])
        return (*self._before(shown or self.topic_turns.get(plan.topic, ())), begun)

    def _before(self, shown: tuple[ChatTurn, ...]) -> tuple[ChatTurn, ...]:
        """Return what stands before a paragraph's own turn."""
        return (*self.prefix, *shown) if self.shows_exemplars else self.prefix[:1]

    async def _compose_around(
        self,
        plan: ParagraphPlan,
        materials: Sequence[Material],
        at_home: Sequence[Material],
        role: Role,
        tally: _Tally,
    ) -> Composed:
        """Ask for what may leave the machine; add the rest in plain sentences behind it."""
        others = [item for item in materials if item not in at_home]
        if role is not Role.RESULT or not others:
            return self._plain(materials, role, tally, plan.lead)
        written = await self._compose_result(plan, others, tally)
        added = plain_paragraph(at_home)
        text = written.text + added
        if not Judge(self.sheet, materials, self.exemplars).judge(text).sound:
            return self._plain(materials, role, tally, plan.lead)
        return replace(
            written,
            text=text,
            origin=Origin.PLAIN if written.origin == Origin.PLAIN else Origin.REPAIRED,
            plain_chars=written.plain_chars + len(added),
        )

    @property
    def _weaves(self) -> bool:
        """Whether lines are told one by one, which somebody must ask for.

        A small model's sentences are refused so often that its drafts were a fifth to two thirds
        plain, and each paragraph costs a call more (docs/ways.md).
        """
        wanted = self.way is Way.SENTENCES and self.revision is None
        return wanted and "sentences" in self.pack.templates

    async def _woven(
        self, plan: ParagraphPlan, materials: Sequence[Material], role: Role, tally: _Tally
    ) -> Composed | None:
        """Ask for a sentence for each line; keep those that stand, None where none does."""
        assert self.model is not None  # noqa: S101 # compose() answers without one
        content = self.pack.template("sentences").render(lines=[*map(line_of, materials)])
        reply = await self._said(
            plan,
            materials,
            tally,
            content,
            weave_grammar(materials),
            before=build_sentence_turns(self.pack),
        )
        said = woven_sentences(reply.text, len(materials))
        own = [
            sentence if is_borne(sentence, material) else ""
            for sentence, material in zip(said, materials, strict=False)
        ]
        own += [""] * (len(materials) - len(own))
        if not any(own):
            return None
        if role is Role.RESULT:
            text, plain_chars = woven_paragraph(materials, own, plan.lead)
        else:
            text, plain_chars = woven_list(materials, own, list_lead(self.sheet, role))
        judge = Judge(self.sheet, materials, self.exemplars)
        opening = "" if role is Role.RESULT else list_lead(self.sheet, role)
        judgement = await asyncio.to_thread(judge.judge, opening + text)
        if not judgement.sound:
            return None
        origin = Origin.REPAIRED if plain_chars else Origin.MODEL
        done = self._done(text, origin, tally)
        return replace(done, guarantee=Way.SENTENCES.value, plain_chars=plain_chars)

    def _plain(
        self, materials: Sequence[Material], role: Role, tally: _Tally, lead: str = ""
    ) -> Composed:
        text = sure_text(self.sheet, materials, role, lead)
        return Composed(
            text=text,
            origin=Origin.PLAIN,
            attempts=tally.attempts,
            plain_chars=len(text),
            usage=tally.usage,
            failure=tally.failure,
        )

    async def _compose_result(
        self, plan: ParagraphPlan, materials: Sequence[Material], tally: _Tally
    ) -> Composed:
        """Take the surest way that the endpoint supports; what fails there goes down the ladder."""
        assert self.model is not None  # noqa: S101 # compose() answers without one
        judge = Judge(self.sheet, materials, self.exemplars)
        # Only free prose can follow what somebody asks of a paragraph that stands.
        wanted = Way.FREE if self.revision is not None else self.way
        way = wanted or (Way.PHRASES if self.model.takes_grammar else Way.FREE)
        if way is not Way.FREE:
            framed = await self._framed(plan, materials, judge, tally, way)
            if framed is not None:
                return framed
        leads = (plan.lead,) if plan.lead else ()
        first, judgement = await self._ask(plan, materials, judge, tally, leads=leads)
        if judgement.clean:
            return self._done(first, Origin.MODEL, tally)
        text, judgement = repair(first, judgement, judge)
        if judgement.clean and text:
            return self._done(text, Origin.REPAIRED, tally)
        if way is Way.FREE and wanted is None and "plan" in self.pack.templates:
            framed = await self._framed(plan, materials, judge, tally, Way.PLAN)
            if framed is not None:
                return replace(framed, origin=Origin.REPAIRED)
        if len(materials) > 1:
            return await self._one_by_one(plan, materials, text, judgement, judge, tally)
        return await self._once_more(plan, materials[0], first, judge, tally)

    async def _framed(
        self,
        plan: ParagraphPlan,
        materials: Sequence[Material],
        judge: Judge,
        tally: _Tally,
        way: Way,
    ) -> Composed | None:
        """Let the model choose among clauses made by rule; None where that does not stand."""
        frame = frame_of(materials, plan.lead)
        if way is Way.PHRASES:
            content = self.pack.template("paragraph").render(lines=_lines(materials))
            reply = await self._said(plan, materials, tally, content, phrase_grammar(frame))
            text = polish(reply.text)
        elif "plan" in self.pack.templates:
            content = self.pack.template("plan").render(sentences=choices_of(frame))
            reply = await self._said(plan, materials, tally, content, None)
            text = render_plan(reply.text, frame)
        else:
            return None
        if not text:
            return None
        notes = " ".join(material.text for material in materials)
        closed = keep_closing(text, frame, notes, ClaimBudget())
        for said in (closed, without_closing(text, frame), text_of(frame)):
            judgement = await asyncio.to_thread(judge.judge, said)
            # Only a closing is a model's own; clauses made by rule hold no invented name.
            if judgement.sound and not (said == closed and judgement.invented):
                return replace(self._done(said, Origin.MODEL, tally), guarantee=way.value)
        return None

    async def _one_by_one(
        self,
        plan: ParagraphPlan,
        materials: Sequence[Material],
        kept: str,
        judgement: Judgement,
        judge: Judge,
        tally: _Tally,
    ) -> Composed:
        """Keep what stands, ask for each activity that it does not tell on its own."""
        half_told = [item for item, _ in judgement.terms]
        lacking = [*judgement.incomplete, *judgement.untold, *half_told]
        partly = half_told + [
            item for item in judgement.incomplete if self._partly_told(item, judgement)
        ]
        if partly or judgement.repeated or not lacking:
            # Telling half of an activity twice reads badly: start over, one activity a call.
            kept, lacking = "", list(materials)
        alone = replace(plan, lead="")
        # They do not depend on each other, so none waits for another.
        own = await asyncio.gather(
            *(
                self._once_more(alone, material, "", Judge(self.sheet, [material]), tally)
                for material in materials
                if material in lacking
            )
        )
        plain_chars = sum(item.plain_chars for item in own)
        sentences = [*([kept] if kept else []), *(item.text for item in own)]
        opened = plan.lead if not kept.startswith(plan.lead) else ""
        for text in (opened + _joined(sentences), _joined(sentences), "".join(sentences)):
            if judge.judge(text).clean:
                origin = Origin.REPAIRED if plain_chars < len(text) else Origin.PLAIN
                return replace(self._done(text, origin, tally), plain_chars=plain_chars)
        return self._plain(materials, Role.RESULT, tally, plan.lead)

    @staticmethod
    def _partly_told(material: Material, judgement: Judgement) -> bool:
        missing = {fact.id for fact in judgement.verification.missing}
        return any(fact.id not in missing for fact in material.facts)

    async def _once_more(
        self, plan: ParagraphPlan, material: Material, before: str, judge: Judge, tally: _Tally
    ) -> Composed:
        """Write one activity alone; at the last its plain sentence.

        The opening is left out here: it is what displaces a date at the start of a note.
        """
        findings: list[str] = judge.judge(before).in_words() if before else []
        for _ in range(self.pack.max_attempts - 1):
            try:
                reply, judgement = await self._ask(
                    plan, [material], judge, tally, findings=findings
                )
            except ModelError as error:
                # It costs this activity its prose, and not the others theirs.
                tally.failure = str(error)
                break
            if judgement.clean:
                return self._done(reply, Origin.REPAIRED, tally)
            text, mended = repair(reply, judgement, judge)
            if mended.clean and text:
                return self._done(text, Origin.REPAIRED, tally)
            findings = judgement.in_words()
        plain = plain_sentence(material)
        if plan.lead and judge.judge(plan.lead + plain).clean:
            plain = plan.lead + plain
        return replace(self._done(plain, Origin.PLAIN, tally), plain_chars=len(plain))

    async def _compose_list(
        self, plan: ParagraphPlan, materials: Sequence[Material], role: Role, tally: _Tally
    ) -> Composed:
        """Take a model's list where it stands, else its good items, the rest chosen by it."""
        judge = Judge(self.sheet, materials, self.exemplars)
        grammar = list_grammar(materials) if len(materials) > 1 else None
        text, _ = await self._ask(
            plan, materials, judge, tally, grammar=grammar, shown=self.list_turns.get(role, ())
        )
        # A plan is judged behind its lead: alone it would read as work done.
        opening = list_lead(self.sheet, role)
        judgement = judge.judge(opening + text)
        if judgement.clean and _is_list(text, len(materials)):
            return self._done(text, Origin.MODEL, tally)
        own = await asyncio.to_thread(self._standing_items, text, materials, opening)
        chosen = await self._chosen_items(plan, materials, own, opening, tally)
        if chosen and judge.judge(opening + chosen).sound:
            origin = Origin.REPAIRED if any(own) else Origin.MODEL
            return replace(self._done(chosen, origin, tally), guarantee=Way.PHRASES.value)
        text, plain_chars = woven_list(materials, own, opening)
        if any(own) and judge.judge(opening + text).sound:
            return replace(self._done(text, Origin.REPAIRED, tally), plain_chars=plain_chars)
        return self._plain(materials, role, tally)

    def _standing_items(self, text: str, materials: Sequence[Material], opening: str) -> list[str]:
        """Return a model's item for each problem or plan, "" where it does not stand."""
        said = split_list(text) if len(materials) > 1 else [text.rstrip("。")]
        if len(said) != len(materials):
            return [""] * len(materials)
        return [
            item
            if Judge(self.sheet, [material], self.exemplars).judge(f"{opening}{item}。").clean
            else ""
            for item, material in zip(said, materials, strict=True)
        ]

    async def _chosen_items(
        self,
        plan: ParagraphPlan,
        materials: Sequence[Material],
        own: Sequence[str],
        opening: str,
        tally: _Tally,
    ) -> str:
        """Let the model choose among items worded by rule, as it does for results; "" if it cannot.

        Args:
            plan: The paragraph.
            materials: The problems or plans.
            own: The model's items that stand already.
            opening: The sentence before the list.
            tally: The calls made.
        """
        assert self.model is not None  # noqa: S101 # compose() answers without one
        if not self.model.takes_grammar:
            return ""
        items: list[tuple[str, ...]] = []
        for material, said in zip(materials, own, strict=True):
            spare = items_of(material, opening, bare=True)
            told = [said] if said else items_of(material, opening)
            ways = [*told, *spare] if len(told) == 1 and not said else told
            items += [tuple(dict.fromkeys(ways))] if len(told) == 1 else [(way,) for way in told]
        content = self.pack.template("paragraph").render(lines=_lines(materials))
        reply = await self._said(plan, materials, tally, content, items_grammar(items))
        text = reply.text.strip()
        said_items = split_list(text) if len(items) > 1 else [text.rstrip("。")]
        stands = len(said_items) == len(items) and all(
            item in ways for item, ways in zip(said_items, items, strict=True)
        )
        return text if stands else ""

    async def _ask(
        self,
        plan: ParagraphPlan,
        materials: Sequence[Material],
        judge: Judge,
        tally: _Tally,
        *,
        leads: Sequence[str] = (),
        findings: Sequence[str] = (),
        grammar: str | None = None,
        shown: tuple[ChatTurn, ...] = (),
    ) -> tuple[str, Judgement]:
        lines = _lines(materials)
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
        reply = await self._said(plan, materials, tally, content, grammar, shown=shown)
        # A small model may answer about the task instead of doing it; that is no prose.
        text = "" if _ABOUT_THE_TASK.search(reply.text) else polish(reply.text)
        lead = next((item for item in leads if text.startswith(item)), "")
        # Within the paragraph; over the whole document it is settled in document order at the end,
        # so that the outcome does not depend on which reply came first.
        text = cut_claims(text, " ".join(lines), ClaimBudget(), lead=lead)
        # Other replies stream in while this one is judged.
        return text, await asyncio.to_thread(judge.judge, text)

    async def _said(
        self,
        plan: ParagraphPlan,
        materials: Sequence[Material],
        tally: _Tally,
        content: str,
        grammar: str | None,
        *,
        shown: tuple[ChatTurn, ...] = (),
        before: tuple[ChatTurn, ...] = (),
    ) -> ChatReply:
        """Return what the model answers to one turn, entered in the tally and the session."""
        assert self.model is not None  # noqa: S101 # compose() answers without one
        before = before or self._before(shown)
        request = ChatRequest(
            turns=(*before, ChatTurn(role="user", content=content)),
            max_tokens=min(80 + 2 * sum(map(len, _lines(materials))), 900),
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

    def _done(self, text: str, origin: str, tally: _Tally) -> Composed:
        assert self.model is not None  # noqa: S101 # only after a reply
        return Composed(
            text=text,
            origin=origin,
            attempts=tally.attempts,
            usage=tally.usage,
            guarantee="grammar" if self.model.takes_grammar else "verified",
            failure=tally.failure,
        )


def sure_text(sheet: FactSheet, materials: Sequence[Material], role: Role, lead: str = "") -> str:
    """Return plain sentences that verify: phrased by rule, or else in the notes' own words."""
    judge = Judge(sheet, materials)
    if role is not Role.RESULT:
        opening = list_lead(sheet, role)
        text = plain_list(materials, lead=opening)
        # A plan is judged behind its lead: alone it would read as work done.
        if judge.judge(opening + text).sound:
            return text
        wrong = {
            item.activity.id
            for item in materials
            if not Judge(sheet, [item]).judge(opening + plain_list([item], lead=opening)).sound
        }
        text = plain_list(materials, lead=opening, bared=wrong)
        sound = judge.judge(opening + text).sound
        return text if sound else plain_list(materials, bare=True)
    for opening in dict.fromkeys((lead, "")):
        text = plain_paragraph(materials, lead=opening)
        if judge.judge(text).sound:
            return text
    sentences: list[str] = []
    for material in materials:
        text = plain_sentence(material, after=sentences[-1] if sentences else "")
        sound = Judge(sheet, [material]).judge(text).sound
        sentences.append(text if sound else plain_sentence(material, bare=True))
    return "".join(sentences)


def _lines(materials: Sequence[Material]) -> list[str]:
    """Return the activities as the lines of a prompt, in written language."""
    return [" ".join(formal_words(material.text).split()) for material in materials]


def _is_list(text: str, count: int) -> bool:
    if count < 2:
        return bool(text)
    return text.startswith("一是") and text.count("；") >= count - 1


def _joined(sentences: Sequence[str]) -> str:
    """Join sentences written apart: 同时 and 此外 by turns before those that need a link."""
    links = ("同时，", "此外，")
    out = ""
    for index, sentence in enumerate(sentences):
        if index and not sentence.startswith(links):
            out += links[(index - 1) % 2] if index <= 2 else ""
        out += sentence
    return out
