"""The model's turn: one paragraph at a time with its own facts, judged and mended as in drafting.

Nothing here replaces anything: what comes back is offered to the user. A paragraph for which the
model gives nothing better than the plain sentences keeps its present words.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from drafter.drafting import Composed, Composer, ParagraphPlan, Prepared, Revision
from drafter.drafting.claims import ClaimBudget, cut_claims
from drafter.drafting.material import Material
from drafter.drafting.outline import load_outline
from drafter.facts import Activity, Fact, FactSheet, Provenance, Role
from drafter.figures import find_figures
from drafter.model import ChatReply, ChatRequest, ChatTurn, Model
from drafter.refining.commands import AskModel, Rewritten
from drafter.refining.sheets import materials_in, sheet_of
from drafter.refining.state import State
from drafter.session import Part, Text
from drafter.verifying.style import lint_prose

__all__ = ["TurnObserver", "opening_of", "rewrite_parts"]

_PLACE = re.compile(
    r"第?[0-9一二三四五六七八九十]+(?:个)?(?:部分|段|节)(?:的|里|中)?|全文|这段|这一段"
)
_FROM_FACTS = "按事实重新写一遍"
_WARM = 0.7
_STYLE = frozenset({"markdown", "colloquial", "level_word", "duplicate_sentence"})
_LEAST_WISH = 2


@dataclass(slots=True, kw_only=True)
class TurnObserver:
    """What the shell hears during a turn.

    Attributes:
        on_part: A paragraph is begun.
        on_text: Words of the first answer as they stream in; those of the calls that mend it come
            side by side and in pieces, and are not for reading.
        on_reply: An answer is complete.
        on_mending: The first of those calls has begun to answer.
    """

    on_part: Callable[[str], None]
    on_text: Callable[[str], None]
    on_reply: Callable[[str, ChatRequest, ChatReply], None]
    on_mending: Callable[[], None] = lambda: None


def opening_of(part: Part, state: State, prepared: Prepared) -> tuple[ChatTurn, ...]:
    """Return what a turn about a paragraph begins with, whatever is asked."""
    return _Turn(part, state, prepared).opening()


async def rewrite_parts(
    task: AskModel, state: State, prepared: Prepared, model: Model, observer: TurnObserver
) -> Rewritten:
    """Return what the model made of some paragraphs.

    Args:
        task: Which, and what is wanted.
        state: The session.
        prepared: Pack, exemplars and prefix.
        model: An open model.
        observer: Hears of the text as it streams in.
    """
    texts: dict[str, str] = {}
    origins: dict[str, str] = {}
    failed: dict[str, str] = {}
    for part_id in task.parts:
        part = state.text.part(part_id)
        if part is None or part.level:
            continue
        observer.on_part(part_id)
        turn = _Turn(part, state, prepared)
        composed = await turn.run(task, model, observer)
        words = _with_lead(part, composed.text)
        if composed.failure:
            return Rewritten(
                texts=texts,
                origins=origins,
                failed={**failed, part_id: composed.failure},
                request=task.request,
            )
        reason = _reason_against(part, words, composed, turn.sheet)
        if reason:
            failed[part_id] = reason
        else:
            texts[part_id], origins[part_id] = words, composed.origin
    return Rewritten(texts=texts, origins=origins, failed=failed, request=task.request)


def _reason_against(part: Part, words: str, composed: Composed, sheet: FactSheet) -> str:
    """Return why a rewriting is not worth offering; "" where it is."""
    if not words or 2 * composed.plain_chars > len(composed.text):
        return "模型没有写出数字都对得上的一段，原文保留"
    if words == part.text:
        return "写出来和原文一样"
    old = {finding.kind for finding in lint_prose(part.text, sheet)}
    new = [item for item in lint_prose(words, sheet) if item.kind in _STYLE - old]
    return f"写出来的话不合公文习惯（“{new[0].text[:12]}”）" if new else ""


def _with_lead(part: Part, words: str) -> str:
    """Put the sentence that opens a list of problems or plans back before it."""
    start = part.text.find("一是")
    if start > 0 and words.startswith("一是"):
        return part.text[:start] + words
    return words


class _Ear:
    """Passes on the words of the first answer only."""

    def __init__(self, observer: TurnObserver) -> None:
        self._observer = observer
        self._answered = self._mending = False

    def on_text(self, _: str, piece: str) -> None:
        if not self._answered:
            self._observer.on_text(piece)
        elif not self._mending:
            self._mending = True
            self._observer.on_mending()

    def on_reply(self, part_id: str, request: ChatRequest, reply: ChatReply) -> None:
        self._answered = True
        self._observer.on_reply(part_id, request, reply)


class _Turn:
    """One paragraph's rewriting."""

    def __init__(self, part: Part, state: State, prepared: Prepared) -> None:
        self.part = part
        self.text: Text = state.text
        self.prepared = prepared
        known = materials_in(state.facts_yaml, frozenset(part.activities))
        self.sheet = sheet_of(state.facts_yaml)
        self.materials: list[Material] = [known[key] for key in part.activities if key in known]
        if not self.materials:
            self.sheet, self.materials = _of_itself(part, self.sheet)
        self.role = Role(part.role) if part.role in set(Role) else Role.RESULT
        self.plan = ParagraphPlan(
            id=part.id,
            topic=self._topic(),
            activity_ids=part.activities,
            lead=self._lead() if self.role is Role.RESULT else "",
        )

    def opening(self) -> tuple[ChatTurn, ...]:
        """Return what the first call begins with, whatever is asked."""
        revision = Revision(current=self.part.text, request="")
        composer = self._composer(None, revision)
        return composer.opening(self.plan, self.materials, self.role)

    async def run(self, task: AskModel, model: Model, observer: TurnObserver) -> Composed:
        """Ask; where the answer is what stood already, ask once more in a warmer mood."""
        composed = await self._compose(task, task.sample, model, observer)
        same = _with_lead(self.part, composed.text) == self.part.text
        if (same or 2 * composed.plain_chars > len(composed.text)) and not composed.failure:
            composed = await self._compose(task, task.sample + 1, model, observer)
        return composed

    async def _compose(
        self, task: AskModel, sample: int, model: Model, observer: TurnObserver
    ) -> Composed:
        wish = _PLACE.sub("", task.request).strip("，。把将请 ") or task.request
        revision = Revision(current=self.part.text, request=wish)
        fresh = wish == _FROM_FACTS or len(wish) < _LEAST_WISH
        composer = self._composer(model, None if fresh else revision, sample)
        ear = _Ear(observer)
        composer.on_reply, composer.on_text = ear.on_reply, ear.on_text
        composed = await composer.compose(self.plan, self.materials, self.role)
        notes = " ".join(item.text for item in self.materials)
        # A soft outcome that another paragraph has already claimed is not said twice.
        words = cut_claims(composed.text, notes, self._budget(), lead=self.plan.lead)
        return replace(composed, text=words)

    def _composer(
        self, model: Model | None, revision: Revision | None, sample: int = 0
    ) -> Composer:
        pack = self.prepared.pack
        return Composer(
            sheet=self.sheet,
            model=model,
            pack=replace(pack, temperature=max(pack.temperature, _WARM)) if sample else pack,
            prefix=self.prepared.prefix,
            list_turns=self.prepared.list_turns,
            exemplars=self.prepared.shown,
            seed=self.prepared.seed + sample,
            revision=revision,
        )

    def _topic(self) -> str:
        topics = [item.activity.topics[0] for item in self.materials]
        return max(topics, key=topics.count) if topics else "T99"

    def _lead(self) -> str:
        """Return the opening that the paragraph has, else one that no other paragraph uses."""
        outline = load_outline()
        every = [lead for words in outline.topics.values() for lead in words.leads]
        own = next((lead for lead in every if self.part.text.startswith(lead)), "")
        if own or not self.part.activities:
            return own
        others = [part.text for part in self.text.paragraphs if part.id != self.part.id]
        return next(
            (
                lead
                for lead in outline.words(self._topic()).leads
                if not any(text.startswith(lead) for text in others)
            ),
            "",
        )

    def _budget(self) -> ClaimBudget:
        """Return the soft outcomes that the other paragraphs have used up."""
        budget = ClaimBudget()
        for part in self.text.paragraphs:
            if part.id != self.part.id:
                cut_claims(part.text, "", budget)
        return budget


def _of_itself(part: Part, sheet: FactSheet) -> tuple[FactSheet, list[Material]]:
    """Return a paragraph without activities (the opening) as its own fact: to be reworded only."""
    place = Provenance(file="文稿", line=1, start=0, end=len(part.text))
    facts: Sequence[Fact] = [
        Fact(id=f"own.f{number}", figure=figure, label="", source=place)
        for number, figure in enumerate(find_figures(part.text), 1)
    ]
    activity = Activity(id="own", topics=("T00",), text=part.text, source=place, facts=tuple(facts))
    material = Material(activity=activity, text=part.text, facts=tuple(facts))
    return replace(sheet, activities=(activity,), conflicts=()), [material]
