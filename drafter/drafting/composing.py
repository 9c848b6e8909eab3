"""Write one paragraph: ask the model, verify, mend, ask again smaller, fall back to plain words.

The ladder goes from the most natural to the surest, and down it one activity at a time, so that a
model's failure costs one sentence. Whatever comes out has been verified against its own facts.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

from drafter.drafting.asking import Asker, lines_of
from drafter.drafting.claims import ClaimBudget
from drafter.drafting.composed import Composed, Origin, Tally
from drafter.drafting.judging import Judge, Judgement
from drafter.drafting.list_composing import compose_list
from drafter.drafting.material import Material
from drafter.drafting.plain import plain_paragraph, plain_sentence
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
from drafter.errors import ModelError
from drafter.facts import Role
from drafter.model import ChatTurn
from drafter.privacy import GuardedModel

__all__ = ["Composer"]

# Stands for a request that nobody has made yet; no text holds it.
_LATER = "\ue0fe"


@dataclass(slots=True, kw_only=True)
class Composer(Asker):
    """Composes the paragraphs of one draft."""

    async def compose(
        self, plan: ParagraphPlan, materials: Sequence[Material], role: Role = Role.RESULT
    ) -> Composed:
        """Return one paragraph that states all of its activities and nothing else."""
        materials = [material for material in materials if material.text]
        if not materials:
            return Composed(text="", origin=Origin.PLAIN)
        if self.model is None:
            return self.plain(materials, role, Tally(), plan.lead)
        tally = Tally()
        leaves = isinstance(self.model, GuardedModel)
        at_home = [item for item in materials if leaves and item.protected]
        try:
            if at_home:
                return await self._compose_around(plan, materials, at_home, role, tally)
            if role is Role.RESULT:
                return await self._compose_result(plan, materials, tally)
            return await compose_list(self, plan, materials, role, tally)
        except ModelError as error:
            # What the guard holds back is written plainly, and nothing has failed.
            tally.failure = "" if error.kind == "withheld" else str(error)
            return self.plain(materials, role, tally, plan.lead)

    def opening(
        self, plan: ParagraphPlan, materials: Sequence[Material], role: Role = Role.RESULT
    ) -> tuple[ChatTurn, ...]:
        """Return what the first call about a paragraph that stands begins with, whatever is asked.

        An engine that reads it while the user still thinks has only her own words left to read.
        """
        assert self.revision is not None  # noqa: S101 # only such a call is foreseen
        lines = lines_of([material for material in materials if material.text])
        told = self.pack.template("refine").render(
            lines=lines, current=self.revision.current, request=_LATER
        )
        shown = self.list_turns.get(role, ()) if role is not Role.RESULT else ()
        begun = ChatTurn(role="user", content=told.rpartition(_LATER)[0])
        return (*self.before(shown or self.topic_turns.get(plan.topic, ())), begun)

    async def _compose_around(
        self,
        plan: ParagraphPlan,
        materials: Sequence[Material],
        at_home: Sequence[Material],
        role: Role,
        tally: Tally,
    ) -> Composed:
        """Ask for what may leave the machine; add the rest in plain sentences behind it."""
        others = [item for item in materials if item not in at_home]
        if role is not Role.RESULT or not others:
            return self.plain(materials, role, tally, plan.lead)
        written = await self._compose_result(plan, others, tally)
        added = plain_paragraph(at_home)
        text = written.text + added
        if not Judge(self.sheet, materials, self.exemplars).judge(text).sound:
            return self.plain(materials, role, tally, plan.lead)
        return replace(
            written,
            text=text,
            origin=Origin.PLAIN if written.origin == Origin.PLAIN else Origin.REPAIRED,
            plain_chars=written.plain_chars + len(added),
        )

    async def _compose_result(
        self, plan: ParagraphPlan, materials: Sequence[Material], tally: Tally
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
        first, judgement = await self.ask(plan, materials, judge, tally, leads=leads)
        if judgement.clean:
            return self.done(first, Origin.MODEL, tally)
        text, judgement = repair(first, judgement, judge)
        if judgement.clean and text:
            return self.done(text, Origin.REPAIRED, tally)
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
        tally: Tally,
        way: Way,
    ) -> Composed | None:
        """Let the model choose among clauses made by rule; None where that does not stand."""
        frame = frame_of(materials, plan.lead)
        if way is Way.PHRASES:
            content = self.pack.template("paragraph").render(lines=lines_of(materials))
            reply = await self.said(plan, materials, tally, content, phrase_grammar(frame))
            text = polish(reply.text)
        elif "plan" in self.pack.templates:
            content = self.pack.template("plan").render(sentences=choices_of(frame))
            reply = await self.said(plan, materials, tally, content, None)
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
                return replace(self.done(said, Origin.MODEL, tally), guarantee=way.value)
        return None

    async def _one_by_one(
        self,
        plan: ParagraphPlan,
        materials: Sequence[Material],
        kept: str,
        judgement: Judgement,
        judge: Judge,
        tally: Tally,
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
        for text in (opened + "".join(sentences), "".join(sentences)):
            if judge.judge(text).clean:
                origin = Origin.REPAIRED if plain_chars < len(text) else Origin.PLAIN
                return replace(self.done(text, origin, tally), plain_chars=plain_chars)
        return self.plain(materials, Role.RESULT, tally, plan.lead)

    @staticmethod
    def _partly_told(material: Material, judgement: Judgement) -> bool:
        missing = {fact.id for fact in judgement.verification.missing}
        return any(fact.id not in missing for fact in material.facts)

    async def _once_more(
        self, plan: ParagraphPlan, material: Material, before: str, judge: Judge, tally: Tally
    ) -> Composed:
        """Write one activity alone; at the last its plain sentence.

        The opening is left out here: it is what displaces a date at the start of a note.
        """
        findings: list[str] = judge.judge(before).in_words() if before else []
        for _ in range(self.pack.max_attempts - 1):
            try:
                reply, judgement = await self.ask(plan, [material], judge, tally, findings=findings)
            except ModelError as error:
                # It costs this activity its prose, and not the others theirs.
                tally.failure = str(error)
                break
            if judgement.clean:
                return self.done(reply, Origin.REPAIRED, tally)
            text, mended = repair(reply, judgement, judge)
            if mended.clean and text:
                return self.done(text, Origin.REPAIRED, tally)
            findings = judgement.in_words()
        plain = plain_sentence(material)
        if plan.lead and judge.judge(plan.lead + plain).clean:
            plain = plan.lead + plain
        return replace(self.done(plain, Origin.PLAIN, tally), plain_chars=len(plain))
