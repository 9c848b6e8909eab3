"""Three ways to have a model write a paragraph whose figures are right, behind one interface.

``phrases``: a grammar whose only figures stand inside whole clauses made by rule; the model picks
wordings, joints and a closing. ``plan``: the same choice as JSON, rendered by code, for endpoints
without grammars. ``free``: prose of its own, verified and repaired. What was measured of each is in
docs/ways.md. Pure.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from drafter.drafting.claims import ClaimBudget, claim_clauses, cut_claims
from drafter.drafting.figure_grammar import banned_characters, literal
from drafter.drafting.material import Material
from drafter.drafting.phrasing import Phrased
from drafter.drafting.plain import phrased_or_none, plain_sentence, takes_lead
from drafter.drafting.rows import is_run, rows_sentence, together

__all__ = [
    "LINKS",
    "Frame",
    "Way",
    "choices_of",
    "frame_of",
    "keep_closing",
    "phrase_grammar",
    "render_plan",
    "text_of",
    "without_closing",
]

# What may join one activity to the one before it; "" joins with the full stop alone.
LINKS = ("", "同时，", "此外，")
# Of what has no line of work of its own, nobody can say that it belongs together.
_NO_LINE = frozenset({"T00", "T99"})
_MOST_CLOSING = 18
# Wordings of a clause that a model may choose from; further ones only serve where these fail.
_CHOICES = 2


class Way(StrEnum):
    """How a paragraph was written; the session records it as the paragraph's guarantee."""

    PHRASES = "phrases"
    PLAN = "plan"
    FREE = "free"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One paragraph before a model has chosen.

    Attributes:
        lead: Its opening.
        sentences: Each activity's clauses.
        links: The word that may join each sentence to the one before it; "" where none may.
    """

    lead: str
    sentences: tuple[Phrased, ...]
    links: tuple[str, ...] = ()

    def link(self, number: int) -> str:
        """Return what may join a sentence to the one before it."""
        return self.links[number] if number < len(self.links) else ""


def frame_of(materials: Sequence[Material], lead: str) -> Frame:
    """Return a paragraph's frame; an activity that no rule phrases stands in the notes' words."""
    sentences: list[Phrased] = []
    links: list[str] = []
    before: Sequence[Material] = ()
    for group in together(materials, [material.text for material in materials]):
        free = [link for link in LINKS[1:] if link not in links]
        links.append(free[0] if free and _go_together(before, group) else "")
        before = group
        if is_run(group):
            rows = rows_sentence(group).rstrip("。")
            sentences.append(Phrased(clauses=((rows,),), joints=("。",)))
            continue
        first, *totals = map(_phrased, group)
        for total in totals:
            first = Phrased(
                clauses=(*first.clauses, *total.clauses),
                joints=(*first.joints[:-1], "；", *total.joints),
            )
        sentences.append(first)
    opens = bool(sentences) and takes_lead(sentences[0].text, lead)
    return Frame(lead=lead if opens else "", sentences=tuple(sentences), links=tuple(links))


def _go_together(before: Sequence[Material], behind: Sequence[Material]) -> bool:
    """Whether 同时 may stand between two sentences: they tell of one line of work.

    清理楼道112个。同时，举办培训1期 claims that two things belong together that do not.
    """
    lines = [{material.activity.topics[0] for material in each} for each in (before, behind)]
    return bool(before) and len(lines[0] | lines[1]) == 1 and not lines[0] & _NO_LINE


def _phrased(material: Material) -> Phrased:
    """Return an activity's clauses; where no rule phrases it, the notes' words are one clause."""
    phrased = phrased_or_none(material)
    if phrased is not None:
        return phrased
    words = plain_sentence(material, bare=True).rstrip("。")
    return Phrased(clauses=((words,),), joints=("。",))


def text_of(frame: Frame) -> str:
    """Return a frame as it reads without any choice of a model."""
    return frame.lead + "".join(phrased.text for phrased in frame.sentences)


def choices_of(frame: Frame) -> list[list[tuple[str, ...]]]:
    """Return the wordings that a plan chooses from: activities → clauses → wordings."""
    return [[wordings[:_CHOICES] for wordings in phrased.clauses] for phrased in frame.sentences]


def phrase_grammar(frame: Frame) -> str:
    """Return the grammar (GBNF) of a frame: every figure inside a clause made by rule."""
    parts: list[str] = []
    if frame.lead:
        parts.append(literal(frame.lead))
    last = len(frame.sentences) - 1
    for number, phrased in enumerate(frame.sentences):
        # Each link once: a third 此外 is a tic.
        if link := frame.link(number):
            parts.append(f'("" | {literal(link)})')
        for wordings, joint in zip(phrased.clauses, phrased.joints, strict=True):
            parts.append(f"({' | '.join(map(literal, wordings[:_CHOICES]))})")
            if joint == "。" and number == last:
                parts.append('closing? "。"')
            elif joint:
                parts.append(literal(joint))
    closing = (
        f'closing ::= "，" [^{banned_characters()}，、“”（）。；：:;.!?！？]{{6,{_MOST_CLOSING}}}'
    )
    return f"root ::= {' '.join(parts)}\n{closing}\n"


def without_closing(text: str, frame: Frame) -> str:
    """Return a paragraph without the closing that a model put behind its last clause."""
    ends = set(frame.sentences[-1].clauses[-1]) if frame.sentences else set()
    stem = text.rstrip("。")
    if any(stem.endswith(end) for end in ends):
        return text
    cut = stem.rfind("，")
    return stem[:cut] + "。" if cut >= 0 else text


def keep_closing(text: str, frame: Frame, notes: str, budget: ClaimBudget) -> str:
    """Return a paragraph without a closing that the notes do not bear or that was said before."""
    bare = without_closing(text, frame)
    if bare == text:
        return text
    closing = text[len(bare) :].rstrip("。")
    claims = claim_clauses(closing + "。", notes)
    if not claims or any(kind != "soft" for *_, kind in claims):
        return bare
    return cut_claims(text, notes, budget, lead=frame.lead)


def render_plan(reply: str, frame: Frame) -> str:
    """Return the paragraph that a model's JSON plan asks for; "" where it is no plan.

    The plan: ``{"wordings": [[0, 1], [0]], "links": [0, 1], "closing": "…"}``: for each activity
    the number of the wording of each clause, for each activity the number of its link. What is
    absent or out of range reads as 0, so that no plan can lose a clause.
    """
    data = _json_of(reply)
    if data is None:
        return ""
    wordings, links = _lists(data.get("wordings")), _numbers(data.get("links"))
    text = frame.lead
    for number, phrased in enumerate(frame.sentences):
        chosen = _numbers(wordings[number]) if number < len(wordings) else []
        if _pick(links, number, len(LINKS)):
            text += frame.link(number)
        for place, (ways, joint) in enumerate(zip(phrased.clauses, phrased.joints, strict=True)):
            text += ways[_pick(chosen, place, min(len(ways), _CHOICES))] + joint
    closing = data.get("closing")
    if isinstance(closing, str) and _is_closing(closing.strip("，。 ")):
        text = text[:-1] + "，" + closing.strip("，。 ") + "。"
    return text


def _is_closing(text: str) -> bool:
    if not 6 <= len(text) <= _MOST_CLOSING:
        return False
    return re.search(f"[{banned_characters()}，、“”（）。；：:;.!?！？A-Za-z]", text) is None


def _json_of(reply: str) -> dict[str, Any] | None:
    start, end = reply.find("{"), reply.rfind("}")
    if start < 0 or end < start:
        return None
    try:
        data = json.loads(reply[start : end + 1])
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) and "wordings" in data else None


def _lists(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _numbers(value: object) -> list[object]:
    return _lists(value)


def _pick(chosen: Sequence[object], place: int, count: int) -> int:
    number = chosen[place] if place < len(chosen) else 0
    return number if type(number) is int and 0 <= number < count else 0
