"""Which of the 24 topics a passage is about, by the words in it and the headings above it."""

import re
from collections.abc import Sequence
from typing import Final

from drafter.facts.lexicon import cues, find_topic_words
from drafter.facts.types import Role

__all__ = ["main_topic", "strong_topics", "topics_of"]

# A heading counts as one likely word: it decides where the passage itself is silent.
_HEADING_WEIGHT: Final = 0.67
# 吸纳妇女45人（脱贫户11人） is about the women, not about those of them in brackets.
_BRACKET: Final = re.compile(r"[（(][^（）()]*[）)]|其中[^，；。]*")
_ASIDE_SHARE: Final = 0.5
_FIRST_BONUS: Final = 1.0
_FIRST_SHARE: Final = 1.5
_LENGTH_BONUS: Final = 0.1
# A clause of a name or date alone (三八节，) does not count as the first.
_FIRST_CLAUSE: Final = re.compile(r"[^，；。：]{0,3}[，：]?[^，；。]*")
_SECOND_SHARE: Final = 0.5
# The last row of a ledger sums up all of it.
_TOTAL_ROW: Final = re.compile(r"(?:合计|总计|共计|累计)：")


def topics_of(
    text: str,
    headings: Sequence[str],
    role: Role,
    *,
    counts: bool,
    first: bool,
    matter: str = "",
) -> tuple[str, ...]:
    """Return the topic codes of a passage, the main one first; never empty.

    Args:
        text: The passage in its own words.
        headings: The headings above it, the nearest last.
        role: A problem's main topic is T23, a plan's T24.
        counts: Whether it states a figure that counts something.
        first: Whether nothing that was done stands before it.
        matter: The title of a topical report, which all of it is about.
    """
    frame = _frame(text, counts=counts, first=first)
    if frame and role is Role.RESULT:
        return (frame,)
    scores = _scores(text)
    for depth, heading in enumerate(reversed(headings)):
        for code, score in _scores(heading).items():
            if code not in {"T00", "T99"}:
                scores[code] = scores.get(code, 0.0) + score * _HEADING_WEIGHT / (depth + 1)
    for code, score in _scores(matter).items():
        if code not in {"T00", "T99"}:
            scores[code] = scores.get(code, 0.0) + score * _HEADING_WEIGHT
    for code in ("T23", "T24"):
        scores.pop(code, None)
    ranked = sorted(scores, key=lambda code: (-scores[code], code))
    content = [code for code in ranked if code not in {"T00", "T99"}]
    best = scores[content[0]] if content else 0.0
    if not content and "T00" in scores and role is Role.RESULT:
        return ("T00",)
    kept = [code for code in content if scores[code] >= max(best * _SECOND_SHARE, 2.0)][:4]
    if not kept and content:
        kept = content[:1]
    if role is Role.PROBLEM:
        return ("T23", *kept)
    if role is Role.PLAN:
        return ("T24", *kept)
    return tuple(kept) or ("T00" if first and not counts else "T99",)


def _frame(text: str, *, counts: bool, first: bool) -> str:
    """Whether a passage only opens or closes the report."""
    role = cues()["role"]
    if total := _TOTAL_ROW.match(text):
        # The sum of one line of work (合计：两癌筛查800人) belongs with it.
        return "" if main_topic(text[total.end() :]) else "T00"
    if first and any(word in text for word in role["opening"]):
        return "T00"
    if counts:
        return ""
    if "如下" in text and any(word in text for word in role["opening"]):
        return "T00"
    if any(word in text for word in role["closing"]) and not first:
        return "T99"
    return ""


def main_topic(text: str) -> str:
    """Return the topic that a passage's own words say, empty where they say none."""
    scores = _scores(text)
    return min(scores, key=lambda code: (-scores[code], code)) if scores else ""


def strong_topics(text: str, *, floor: int) -> frozenset[str]:
    """Return the topics that a clause names by words of at least that weight."""
    return frozenset(word.code for word in find_topic_words(text) if word.weight >= floor)


def _scores(text: str) -> dict[str, float]:
    """Weigh the topic words: those of the first clause say what a passage is about."""
    stop = _FIRST_CLAUSE.match(text)
    first = stop.end() if stop else len(text)
    scores: dict[str, float] = {}
    opening = -1
    spans = [match.span() for match in _BRACKET.finditer(text)]

    def aside(place: int) -> bool:
        return any(start < place < end for start, end in spans)

    for word in find_topic_words(text):
        weight = word.weight + _LENGTH_BONUS * max(len(word.text) - 2, 0)
        if aside(word.start):
            weight *= _ASIDE_SHARE
        elif word.start < first:
            weight *= _FIRST_SHARE
        if opening in {-1, word.start}:
            opening = word.start
            weight += _FIRST_BONUS * (word.weight > 1)
        scores[word.code] = scores.get(word.code, 0.0) + weight
    return scores
