"""Hold a whole document to the promise: what does not stand in it is said plainer until it does.

A paragraph that verified by itself may fail beside the others: a value that another line has too, a
figure that reads otherwise there. It is told in plain sentences, then in the notes' own words, at
the last by naming each figure as the facts name it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from drafter.document import Document, render_text
from drafter.drafting.assembling import assemble
from drafter.drafting.composed import Composed, Origin
from drafter.drafting.fitting import Extent, chars_of, extended, fit_extent
from drafter.drafting.last_year import Comparison
from drafter.drafting.listing import items_of, plain_list, split_list
from drafter.drafting.material import Material
from drafter.drafting.outline import list_lead
from drafter.drafting.plain import plain_sentence, said_anew
from drafter.drafting.planning import Plan
from drafter.drafting.sure import sure_text
from drafter.facts import Activity, FactSheet, Role
from drafter.verifying import Verification, Verifier

__all__ = ["Standing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Holds a whole document to the promise: what does not stand in it is said plainly."""

    sheet: FactSheet
    plan: Plan
    materials: Mapping[str, Material]
    verifier: Verifier
    date: str

    def extent_for(
        self,
        composed: Mapping[str, Composed],
        length: int | None,
        comparisons: Sequence[Comparison],
    ) -> Extent:
        """Return what brings the document nearest to a length; without one the usual extent."""
        if length is None:
            return Extent()

        def chars_at(extent: Extent) -> int:
            parts = extended(self.plan, composed, extent, comparisons)
            return chars_of(render_text(self._document(parts, extent)))

        sections = sum(section.role is Role.RESULT for section in self.plan.sections)
        return fit_extent(length, sections, chars_at)[0]

    def _document(self, composed: Mapping[str, Composed], extent: Extent) -> Document:
        return assemble(
            self.sheet,
            self.plan,
            composed,
            date=self.date,
            under=extent.under,
        )

    def verified(
        self, composed: dict[str, Composed], extent: Extent
    ) -> tuple[Document, Verification]:
        """Verify the whole; replace every paragraph that does not stand in it, verify again."""
        document = self._document(composed, extent)
        verification = self._verify(document)
        bared: set[str] = set()
        tried: set[tuple[str, str]] = set()
        for _ in range(6 * len(composed)):
            text = render_text(document)
            untold = self._untold(verification, composed)
            if verification.ok and not untold:
                break
            guilty = [
                paragraph.id
                for paragraph in self.plan.paragraphs
                if paragraph.id in composed
                and paragraph.id not in bared
                and (
                    paragraph.id in untold
                    or _holds_flag(text, composed[paragraph.id].text, verification)
                )
            ]
            if not guilty:
                break
            for paragraph_id in guilty:
                before = composed[paragraph_id]
                _make_plain(
                    self.sheet,
                    self.plan,
                    paragraph_id,
                    self.materials,
                    composed,
                    wrong=_wrong_clauses(text, before.text, verification),
                )
                # A list may go to and fro between two wordings, neither of which stands.
                tried.add((paragraph_id, before.text))
                if (paragraph_id, composed[paragraph_id].text) in tried:
                    bared.add(paragraph_id)
            document = self._document(composed, extent)
            verification = self._verify(document)
        if _wrongs(verification):
            return self._named(composed, extent, document, verification)
        return document, verification

    def _noted(self, material: Material) -> Activity:
        """Return an activity as the facts have it, its figures not written out."""
        own = (item for item in self.sheet.activities if item.id == material.activity.id)
        return next(own, material.activity)

    def _named(
        self,
        composed: dict[str, Composed],
        extent: Extent,
        document: Document,
        verification: Verification,
    ) -> tuple[Document, Verification]:
        """Say line by line in other forms what even plain sentences got wrong; keep what helps."""
        for section in self.plan.sections:
            for paragraph in section.paragraphs:
                if paragraph.id not in composed:
                    continue
                chosen = [self.materials[name] for name in paragraph.activity_ids]
                told = [material for material in chosen if material.text]
                for place, material in enumerate(told):
                    if not _fails(material, composed[paragraph.id].text, verification):
                        continue
                    for form in _forms(material, self._noted(material)):
                        if not _wrongs(verification):
                            return document, verification
                        if not _tells_no_more(form.text, material):
                            continue
                        trial = [*told[:place], form, *told[place + 1 :]]
                        before = composed[paragraph.id]
                        composed[paragraph.id] = _in_notes_words(before, trial, section.role)
                        other = self._document(composed, extent)
                        judged = self._verify(other)
                        if _wrongs(judged) < _wrongs(verification):
                            told, document, verification = trial, other, judged
                        else:
                            composed[paragraph.id] = before
        return document, verification

    def _untold(
        self, verification: Verification, composed: Mapping[str, Composed]
    ) -> frozenset[str]:
        """Return paragraphs in a model's words that lack a figure only when read as a whole."""
        missing = {fact.id for fact in verification.missing}
        return frozenset(
            paragraph.id
            for paragraph in self.plan.paragraphs
            if paragraph.id in composed
            and composed[paragraph.id].origin != Origin.PLAIN
            and any(
                fact.id in missing
                for name in paragraph.activity_ids
                for fact in self.materials[name].facts
            )
        )

    def _verify(self, document: Document) -> Verification:
        verification = self.verifier.verify(render_text(document))
        # Last year's figures may be compared with; they need not be told.
        missing = tuple(fact for fact in verification.missing if not fact.id.startswith("last."))
        return replace(verification, missing=missing)


def _holds_flag(text: str, paragraph: str, verification: Verification) -> bool:
    start = text.find(paragraph)
    return start < 0 or any(
        start <= checked.figure.start < start + len(paragraph) for checked in verification.flagged
    )


def _wrong_clauses(text: str, paragraph: str, verification: Verification) -> list[str]:
    """Return the clauses of a paragraph that hold a flagged figure."""
    start = text.find(paragraph)
    found = []
    for checked in verification.flagged:
        place = checked.figure.start - start
        if 0 <= place < len(paragraph):
            begin = max(paragraph.rfind(mark, 0, place) for mark in "，。；、") + 1
            found.append(paragraph[begin : place + len(checked.figure.text)])
    return found


def _make_plain(
    sheet: FactSheet,
    plan: Plan,
    paragraph_id: str,
    materials: Mapping[str, Material],
    composed: dict[str, Composed],
    *,
    wrong: Sequence[str],
) -> None:
    """Replace a paragraph by plain sentences; what is wrong in plain sentences is said anew."""
    for section in plan.sections:
        for paragraph in section.paragraphs:
            if paragraph.id != paragraph_id:
                continue
            chosen = [materials[activity_id] for activity_id in paragraph.activity_ids]
            chosen = [material for material in chosen if material.text]
            before = composed[paragraph_id]
            if before.origin != Origin.PLAIN:
                text = sure_text(sheet, chosen, section.role, paragraph.lead)
            elif section.role is Role.RESULT:
                text = said_anew(before.text, chosen, wrong)
            else:
                text = _list_anew(sheet, section.role, chosen, before.text, wrong)
            composed[paragraph_id] = Composed(
                text=text,
                origin=Origin.PLAIN,
                attempts=before.attempts,
                plain_chars=len(text),
                usage=before.usage,
                failure=before.failure,
            )


def _list_anew(
    sheet: FactSheet, role: Role, chosen: Sequence[Material], before: str, wrong: Sequence[str]
) -> str:
    """Return a plain list with the items that hold a wrong clause in the notes' own words."""
    lead = list_lead(sheet, role)
    wrong = [(split_list(clause) or [clause])[0] for clause in wrong]
    bared = {
        item.activity.id
        for item in chosen
        if any(clause in told for told in items_of(item, lead) for clause in wrong)
    }
    text = plain_list(chosen, lead=lead, bared=bared)
    return text if text != before else plain_list(chosen, bare=True)


def _wrongs(verification: Verification) -> int:
    return len(verification.flagged) + len(verification.missing)


def _fails(material: Material, paragraph: str, verification: Verification) -> bool:
    """Whether a line's figures are not told, or told in words that do not verify."""
    own = {fact.id for fact in material.facts}
    if any(fact.id in own for fact in verification.missing):
        return True
    surfaces = {fact.figure.text for fact in material.facts}
    return any(
        checked.figure.text in paragraph
        and (checked.figure.text in surfaces or checked.figure.text in material.text)
        for checked in verification.flagged
    )


def _forms(material: Material, activity: Activity) -> Iterator[Material]:
    """Yield a line in plainer forms: as the notes have it, then each figure with its name."""
    said = {fact.id for fact in material.facts}
    told = [fact for fact in activity.facts if fact.id in said]
    if len(told) == len(activity.facts) and not material.protected:
        # Nothing of it is to stay unsaid: the notes' own notation may read as it does there.
        yield replace(material, text=activity.text)
    named = [f"{fact.label}{fact.figure.text}" for fact in told]
    for mark in ("，", "；"):
        yield replace(material, text=mark.join(named))
    if activity.heading:
        yield replace(material, text=f"{activity.heading.strip('：:')}：{'，'.join(named)}")


def _tells_no_more(form: str, material: Material) -> bool:
    """Whether a form holds no character that was hidden: a name, or a story."""
    told = material.text + ("" if material.protected else material.activity.heading)
    return all(char in told for char in form if "\u4e00" <= char <= "\u9fff")


def _in_notes_words(before: Composed, materials: Sequence[Material], role: Role) -> Composed:
    """Return a paragraph whose lines stand as they are."""
    if role is Role.RESULT:
        text = "".join(plain_sentence(material, bare=True) for material in materials)
    else:
        text = plain_list(materials, bare=True)
    return replace(before, text=text, origin=Origin.PLAIN, plain_chars=len(text))
