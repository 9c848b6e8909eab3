"""Outcome clauses that the facts do not bear, and stock clauses said once too often.

A model likes to close a sentence with a result (有效保障了群众生命财产安全). A soft, generic
purpose may stay once in a document; a result that the notes do not state is cut. Pure.
"""

import re
import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

from drafter.figures import find_figures

__all__ = ["ClaimBudget", "claim_clauses", "cut_claims"]


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    data = tomllib.loads(files("drafter.drafting").joinpath("data/claims.toml").read_text("utf-8"))
    outcome = re.compile("|".join(data["outcome"]))
    soft = re.compile("|".join(data["soft"]))
    hard = re.compile("|".join(data["hard"]))
    return outcome, soft, hard


@dataclass(slots=True)
class ClaimBudget:
    """Which soft outcomes a document has used; each stem stands once in the whole document."""

    used: set[str] = field(default_factory=set)


def _clauses(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(r"[^，。；！？]+[，。；！？]?", text)]


def claim_clauses(text: str, notes: str) -> list[tuple[int, int, str]]:
    """Return (start, end, kind) of every outcome clause; ``kind`` is ``soft`` or ``hard``.

    A clause that carries a figure, or whose words the notes themselves use, is no claim.
    """
    outcome, soft, hard = _patterns()
    found = []
    for start, end in _clauses(text):
        clause = text[start:end].rstrip("，。；！？")
        match = hard.search(clause) or outcome.search(clause)
        if match is None or find_figures(clause) or _borne(clause, notes):
            continue
        kind = "soft" if soft.search(clause) and not hard.search(clause) else "hard"
        found.append((start, end, kind))
    return found


def _borne(clause: str, notes: str) -> bool:
    """Whether the notes say it themselves: most of the clause's character pairs occur there."""
    pairs = {clause[i : i + 2] for i in range(len(clause) - 1)}
    if not pairs:
        return True
    return sum(pair in notes for pair in pairs) >= 0.6 * len(pairs)


def _stem(clause: str) -> str:
    """The head noun a soft outcome ends in (意识, 氛围, 生活): the same twice reads as stock."""
    _, soft, _ = _patterns()
    match = soft.search(clause)
    return match[0][-2:] if match else clause[-2:]


def cut_claims(
    text: str, notes: str, budget: ClaimBudget, *, lead: str = "", at_most_soft: int = 1
) -> str:
    """Return the paragraph without unborne outcomes.

    Args:
        text: One paragraph.
        notes: The words of its activities.
        budget: The document's; soft outcomes kept here are entered in it.
        lead: The opening that code chose; it states a purpose and is left alone.
        at_most_soft: How many soft outcomes this paragraph may keep.
    """
    kept_soft = 0
    pieces: list[str] = []
    position = 0
    for start, end, kind in claim_clauses(text, notes):
        stem = _stem(text[start:end].rstrip("，。；！？"))
        if end <= len(lead):
            continue
        if kind == "soft" and start > 0 and kept_soft < at_most_soft and stem not in budget.used:
            kept_soft += 1
            budget.used.add(stem)
            continue
        pieces.append(text[position:start])
        position = end
        ending = text[end - 1]
        # The clause before now ends what this one ended.
        if ending in "。；！？" and pieces[-1].endswith("，"):
            pieces[-1] = pieces[-1][:-1] + ending
        elif ending in "。；！？" and len(pieces) > 1 and not pieces[-1]:
            pieces[-2] = pieces[-2].rstrip("，") + ending
            pieces.pop()
    pieces.append(text[position:])
    result = "".join(pieces)
    result = re.sub(r"([。；])[。；，]+", r"\1", result).lstrip("，。；")
    return re.sub(r"[，；]$", "。", result)
