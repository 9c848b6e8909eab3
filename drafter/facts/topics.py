"""Which of the 24 topics a passage is about, by the words in it and the headings above it."""

from collections.abc import Sequence
from typing import Final

from drafter.facts.lexicon import cues, find_topic_words
from drafter.facts.types import Role

__all__ = ["strong_topics", "topics_of"]

# A heading counts as one likely word: it decides where the passage itself is silent.
_HEADING_WEIGHT: Final = 0.67
_FIRST_BONUS: Final = 1.0
_SECOND_SHARE: Final = 0.5


def topics_of(
    text: str, headings: Sequence[str], role: Role, *, counts: bool, first: bool
) -> tuple[str, ...]:
    """Return the topic codes of a passage, the main one first; never empty.

    Args:
        text: The passage in its own words.
        headings: The headings above it, the nearest last.
        role: A problem's main topic is T23, a plan's T24.
        counts: Whether it states a figure that counts something.
        first: Whether nothing that was done stands before it.
    """
    frame = _frame(text, counts=counts, first=first)
    if frame and role is Role.RESULT:
        return (frame,)
    scores = _scores(text)
    for depth, heading in enumerate(reversed(headings)):
        for code, score in _scores(heading).items():
            if code not in {"T00", "T99"}:
                scores[code] = scores.get(code, 0.0) + score * _HEADING_WEIGHT / (depth + 1)
    for code in ("T23", "T24"):
        scores.pop(code, None)
    ranked = sorted(scores, key=lambda code: (-scores[code], code))
    content = [code for code in ranked if code not in {"T00", "T99"}]
    best = scores[content[0]] if content else 0.0
    kept = [code for code in content if scores[code] >= max(best * _SECOND_SHARE, 2.0)][:4]
    if not kept and content:
        kept = content[:1]
    if role is Role.PROBLEM:
        return ("T23", *kept)
    if role is Role.PLAN:
        return ("T24", *kept)
    return tuple(kept) or ("T00" if first else "T99",)


def _frame(text: str, *, counts: bool, first: bool) -> str:
    """Whether a passage only opens or closes the report."""
    if counts:
        return ""
    role = cues()["role"]
    if any(word in text for word in role["opening"]) and (first or "如下" in text):
        return "T00"
    if any(word in text for word in role["closing"]) and not first:
        return "T99"
    return ""


def strong_topics(text: str, *, floor: int) -> frozenset[str]:
    """Return the topics that a clause names by words of at least that weight."""
    return frozenset(word.code for word in find_topic_words(text) if word.weight >= floor)


def _scores(text: str) -> dict[str, float]:
    """Weigh the topic words; longer words and the first ones of a passage weigh more."""
    scores: dict[str, float] = {}
    words = find_topic_words(text)
    for place, word in enumerate(words):
        weight = word.weight + 0.25 * max(len(word.text) - 2, 0)
        if place < 2:
            weight += _FIRST_BONUS * (word.weight == 3)
        scores[word.code] = scores.get(word.code, 0.0) + weight
    return scores
