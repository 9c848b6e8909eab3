"""What a case's result is worth: each score a value in [0, 1] or a count, with its reason.

The first reply is scored before any repair, or the guarantee by construction would hide what a
prompt spoils; what is delivered is scored beside it.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from drafter.facts import FactSheet
from drafter.verifying import Status, Verification
from drafter.verifying.style import lint_prose

__all__ = ["HIGHER_IS_BETTER", "SCORER_VERSION", "Score", "score_prose"]

SCORER_VERSION = 1

# Which way a score improves; a comparison needs it.
HIGHER_IS_BETTER = {
    "first_pass": True,
    "precision": True,
    "recall": True,
    "misbound": False,
    "wrong_hedge": False,
    "leaked": False,
    "invented": False,
    "register": False,
    "repetition": False,
    "chrf": True,
    "surprise": False,
    "length": True,
    "plain_share": False,
    "attempts": False,
    "seconds": False,
    "completion_tokens": False,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One score of one case. ``value`` None means that it could not be scored."""

    name: str
    value: float | None
    reason: str
    n: int


def score_prose(
    text: str,
    verification: Verification,
    required: int,
    *,
    sheet: FactSheet,
    reference: str = "",
    corpus: Sequence[str] = (),
) -> list[Score]:
    """Score one text against its facts.

    Args:
        text: The prose.
        verification: Of that prose against ``sheet``.
        required: How many figures it should state.
        sheet: The facts.
        reference: A person's prose from the same facts; "" leaves chrF unscored.
        corpus: Prose of the genre (exemplars) for the language score.
    """
    figures = verification.figures
    right = sum(checked.status.ok for checked in figures)
    stated = required - len(verification.missing)
    flagged = verification.flagged
    findings = lint_prose(text, sheet)
    return [
        Score(
            name="precision",
            value=right / len(figures) if figures else None,
            reason="；".join(f"{item.figure.text}：{item.reason}" for item in flagged),
            n=len(figures),
        ),
        Score(
            name="recall",
            value=stated / required if required else None,
            reason="漏写 " + "、".join(fact.figure.text for fact in verification.missing)
            if verification.missing
            else "",
            n=required,
        ),
        *(
            _count(status, verification)
            for status in (Status.MISBOUND, Status.WRONG_HEDGE, Status.LEAKED)
        ),
        Score(
            name="invented",
            value=float(len(verification.warnings)),
            reason="、".join(f"{item.kind} {item.text}" for item in verification.warnings),
            n=1,
        ),
        Score(
            name="register",
            value=float(len(findings)),
            reason="；".join(f"{item.text}：{item.reason}" for item in findings),
            n=1,
        ),
        Score(name="repetition", value=_repetition(text), reason="", n=len(text)),
        Score(name="chrf", value=_chrf(text, reference), reason="", n=len(reference)),
        Score(name="surprise", value=_surprise(text, tuple(corpus)), reason="", n=len(text)),
    ]


def _count(status: Status, verification: Verification) -> Score:
    hits = [checked for checked in verification.figures if checked.status is status]
    return Score(
        name=status.value,
        value=float(len(hits)),
        reason="；".join(f"{item.figure.text}：{item.reason}" for item in hits),
        n=len(verification.figures),
    )


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
