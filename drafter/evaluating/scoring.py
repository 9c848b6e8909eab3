"""What a case's result is worth: each score a value with its reason and n.

The first reply is scored before any repair, or the guarantee by construction would hide what a
prompt spoils; what is delivered is scored beside it.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from drafter.drafting import ParagraphPlan, Plan, materials_by_id
from drafter.drafting.claims import ClaimBudget, claim_clauses, cut_claims
from drafter.drafting.judging import Judge, Judgement
from drafter.drafting.material import Material
from drafter.drafting.outline import list_lead
from drafter.drafting.polishing import polish
from drafter.drafting.wording import formal_words
from drafter.evaluating.rows import Score
from drafter.facts import FactSheet, Role
from drafter.verifying import Status
from drafter.verifying.style import lint_prose

__all__ = ["FirstReplies", "delivered_register", "score_firsts"]

_LIST_MARK = re.compile(r"(?m)^\s*(?:[-*•#]|\d+[.、)])")
_SENTENCE_END = "。！？；”）"


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstReplies:
    """The scores of a case's first replies.

    Attributes:
        scores: See ``rows.DIRECTIONS``.
        passed: Whether every first reply could have been delivered as it was.
        shown: The first replies as they were judged, one a line.
        marks: (start, end, status) of every figure in ``shown``.
    """

    scores: tuple[Score, ...]
    passed: bool
    shown: str
    marks: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """One paragraph's first reply with its judgement."""

    raw: str
    text: str
    judged: str
    notes: str
    required: int
    activities: int
    judgement: Judgement


def score_firsts(
    sheet: FactSheet,
    plan: Plan,
    firsts: Mapping[str, str],
    *,
    materials: Mapping[str, Material] | None = None,
    exemplars: Sequence[tuple[str, str]] = (),
    corpus: Sequence[str] = (),
    reference: str = "",
) -> FirstReplies:
    """Score the first replies of one case, paragraph by paragraph against its own facts.

    Args:
        sheet: The facts.
        plan: What stands in which paragraph.
        firsts: First reply of each paragraph by its id, as the model gave it; a paragraph
            without one (no material) is left out.
        materials: As ``materials_by_id`` returns them, where somebody has them already.
        exemplars: (id, prose) of what the model was shown, for naming leaks.
        corpus: Prose of the genre for the language score.
        reference: A person's prose from the same facts; "" leaves chrF unscored.
    """
    told = materials_by_id(sheet) if materials is None else materials
    parts = [
        _part(sheet, told, paragraph, section.role, firsts[paragraph.id], exemplars)
        for section in plan.sections
        for paragraph in section.paragraphs
        if paragraph.id in firsts
    ]
    text = "\n".join(part.text for part in parts)
    scores = (
        *_figure_scores(parts),
        _claims(parts),
        _coverage(parts),
        _structure(parts),
        _register("register", text, sheet),
        Score(name="repetition", value=_repetition(text), n=len(text)),
        _compared("chrf", _chrf(text, reference), "没有参考文本", len(reference)),
        _compared("surprise", _surprise(text, tuple(corpus)), "没有同类文本", len(text)),
        _length(parts),
    )
    return FirstReplies(
        scores=scores,
        passed=bool(parts) and all(part.judgement.clean for part in parts),
        shown="\n".join(part.judged for part in parts),
        marks=tuple(_marks(parts)),
    )


def _part(
    sheet: FactSheet,
    told: Mapping[str, Material],
    paragraph: ParagraphPlan,
    role: Role,
    raw: str,
    exemplars: Sequence[tuple[str, str]],
) -> _Part:
    materials = [told[name] for name in paragraph.activity_ids if told[name].text]
    notes = " ".join(formal_words(material.text) for material in materials)
    # What the outline begins a paragraph with is no word of the model's.
    text = polish(raw).removeprefix(paragraph.lead)
    # Cutting claims is no repair: the composer always does it before it judges.
    judged = cut_claims(text, notes, ClaimBudget())
    return _Part(
        raw=raw,
        text=text,
        judged=judged,
        notes=notes,
        required=sum(len(material.facts) for material in materials),
        activities=len(materials),
        judgement=_judged_behind(
            "" if role is Role.RESULT else list_lead(sheet, role),
            judged,
            Judge(sheet, materials, exemplars),
        ),
    )


def _judged_behind(lead: str, text: str, judge: Judge) -> Judgement:
    """Judge a text behind the sentence that it stands behind in a draft.

    A list of plans says what will be done by its lead; alone it would read as work done.
    """
    judgement = judge.judge(lead + text)
    verification = judgement.verification
    own = tuple(
        replace(item, figure=replace(item.figure, start=start, end=item.figure.end - len(lead)))
        for item in verification.figures
        if (start := item.figure.start - len(lead)) >= 0
    )
    return replace(judgement, verification=replace(verification, figures=own))


def _marks(parts: Sequence[_Part]) -> Iterator[tuple[int, int, str]]:
    offset = 0
    for part in parts:
        for checked in part.judgement.verification.figures:
            figure = checked.figure
            yield offset + figure.start, offset + figure.end, checked.status.value
        offset += len(part.judged) + 1


def _figure_scores(parts: Sequence[_Part]) -> list[Score]:
    figures = [checked for part in parts for checked in part.judgement.verification.figures]
    flagged = [checked for checked in figures if not checked.status.ok]
    missing = [fact for part in parts for fact in part.judgement.verification.missing]
    invented = [warn for part in parts for warn in part.judgement.invented]
    required = sum(part.required for part in parts)
    wrong = "；".join(f"{item.figure.text}：{item.reason}" for item in flagged)
    lost = "、".join(f"{fact.label}{fact.figure.text}" for fact in missing)
    statuses = (
        Status.MISBOUND,
        Status.WRONG_HEDGE,
        Status.WRONG_UNIT,
        Status.UNSUPPORTED,
        Status.LEAKED,
    )
    return [
        Score(
            name="precision",
            value=1 - len(flagged) / len(figures) if figures else None,
            reason=wrong if figures else "没有写出数字",
            n=len(figures),
        ),
        Score(
            name="recall",
            value=1 - len(missing) / required if required else None,
            reason=f"漏写 {lost}" if lost else "" if required else "没有应写的数字",
            n=required,
        ),
        *(
            Score(
                name=status.value,
                value=float(sum(item.status is status for item in flagged)),
                reason="；".join(
                    f"{item.figure.text}：{item.reason}"
                    for item in flagged
                    if item.status is status
                ),
                n=len(figures),
            )
            for status in statuses
        ),
        Score(
            name="invented",
            value=float(len(invented)),
            reason="、".join(f"{item.text}（{item.reason}）" for item in invented),
            n=len(parts),
        ),
    ]


def _claims(parts: Sequence[_Part]) -> Score:
    clauses = [
        part.text[start:end]
        for part in parts
        for start, end, _ in claim_clauses(part.text, part.notes)
    ]
    return Score(name="claims", value=float(len(clauses)), reason="；".join(clauses), n=len(parts))


def _coverage(parts: Sequence[_Part]) -> Score:
    count = sum(part.activities for part in parts)
    lacking = [
        item.text for part in parts for item in (*part.judgement.incomplete, *part.judgement.untold)
    ]
    return Score(
        name="coverage",
        value=1 - len(lacking) / count if count else None,
        reason="没写全：" + "；".join(lacking) if lacking else "",
        n=count,
    )


def _structure(parts: Sequence[_Part]) -> Score:
    """Count replies' departures from one finished paragraph of prose."""
    faults: list[str] = []
    for part in parts:
        raw = part.raw.strip()
        if not raw:
            faults.append("空")
            continue
        if "\n" in raw:
            faults.append("分了行")
        if _LIST_MARK.search(raw) or "**" in raw:
            faults.append("有列表或标题记号")
        if raw[-1] not in _SENTENCE_END:
            faults.append("没有写完")
    return Score(name="structure", value=float(len(faults)), reason="、".join(faults), n=len(parts))


def _register(name: str, text: str, sheet: FactSheet) -> Score:
    findings = lint_prose(text, sheet)
    return Score(
        name=name,
        value=float(len(findings)),
        reason="；".join(f"{item.text[:20]}：{item.reason}" for item in findings),
        n=len(text),
    )


def delivered_register(text: str, sheet: FactSheet) -> Score:
    """Return the linter's score of what is delivered."""
    return _register("delivered_register", text, sheet)


def _length(parts: Sequence[_Part]) -> Score:
    notes = sum(len(part.notes) for part in parts)
    prose = sum(len(part.text) for part in parts)
    return Score(
        name="length",
        value=prose / notes if notes else None,
        reason=f"{prose}字，记录{notes}字",
        n=len(parts),
    )


def _compared(name: str, value: float | None, why_not: str, n: int) -> Score:
    return Score(name=name, value=value, reason=why_not if value is None else "", n=n)


def _repetition(text: str) -> float | None:
    """Return the share of 8-character windows that occur more than once."""
    windows = [text[i : i + 8] for i in range(len(text) - 7)]
    if not windows:
        return None
    counts = Counter(windows)
    return sum(count - 1 for count in counts.values()) / len(windows)


def _chrf(text: str, reference: str) -> float | None:
    """Return character F-score (chrF, beta 2, n to 6) in [0, 1]; None without a reference.

    Source: Popović 2015, as sacrebleu computes it for one sentence.
    """
    if not reference or not text:
        return None
    scores = []
    for order in range(1, 7):
        own, other = _grams(text, order), _grams(reference, order)
        if not own or not other:
            continue
        shared = sum((own & other).values())
        scores.append((shared / sum(own.values()), shared / sum(other.values())))
    if not scores:
        return None
    precision = sum(item[0] for item in scores) / len(scores)
    recall = sum(item[1] for item in scores) / len(scores)
    return 5 * precision * recall / (4 * precision + recall) if precision + recall else 0.0


def _grams(text: str, order: int) -> Counter[str]:
    squeezed = "".join(text.split())
    return Counter(squeezed[i : i + order] for i in range(len(squeezed) - order + 1))


@lru_cache(maxsize=4)
def _model_of(corpus: tuple[str, ...]) -> tuple[Counter[str], Counter[str], int]:
    pairs: Counter[str] = Counter()
    singles: Counter[str] = Counter()
    for prose in corpus:
        pairs.update(_grams(prose, 2))
        singles.update(_grams(prose, 1))
    return pairs, singles, len(singles) + 1


def _surprise(text: str, corpus: tuple[str, ...]) -> float | None:
    """Return bits a character under a smoothed bigram model of the genre; lower is more alike."""
    letters = "".join(char for char in text if not char.isdigit() and not char.isspace())
    if not corpus or len(letters) < 2:
        return None
    pairs, singles, kinds = _model_of(corpus)
    total = sum(singles.values())
    bits = 0.0
    for i in range(1, len(letters)):
        unigram = (singles[letters[i]] + 0.5) / (total + 0.5 * kinds)
        given = singles[letters[i - 1]]
        probability = (pairs[letters[i - 1 : i + 1]] + 2 * unigram) / (given + 2)
        bits -= math.log2(probability)
    return bits / (len(letters) - 1)
