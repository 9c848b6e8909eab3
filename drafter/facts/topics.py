"""Which of the 24 topics a passage is about, by the words in it and the headings above it."""

import re
from collections.abc import Sequence
from typing import Final

from drafter.facts.hinting import hinted_topics
from drafter.facts.lexicon import cues, find_topic_words
from drafter.facts.types import Role

__all__ = ["main_topic", "strong_topics", "topics_of"]

# A heading's words count as the passage's own: they decide where it is of two minds or silent.
_HEADING_WEIGHT: Final = 1.0
_MATTER_WEIGHT: Final = 0.67
# 好媳妇5个好婆婆3个: the second word of one topic says half as much more as the first.
_AGAIN: Final = 0.5
# What characters hint at is less than a faint word, and no help where the words are plain.
_HINT_WEIGHT: Final = 0.1
_PLAINLY: Final = 0.6
# Who is that old or that young says whom it was done for.
_OLD: Final = re.compile(r"(?<!\d)(?:[6-9]\d|六十|七十|八十|九十|百)岁")
_YOUNG: Final = re.compile(r"(?<!\d)(?:\d|1[0-6])岁以?下|(?<!\d)(?:\d|1[0-6])[至到—~-]1?\d岁")
_AGE_WEIGHT: Final = 2.0
# 吸纳妇女45人（脱贫户11人） is about the women, not about those of them in brackets.
_BRACKET: Final = re.compile(r"[（(][^（）()]*[）)]|其中[^，；。]*")
_ASIDE_SHARE: Final = 0.5
_FIRST_BONUS: Final = 1.0
_FIRST_SHARE: Final = 1.5
# 妇女干部大轮训一次: what is counted stands last.
_COUNTED: Final = re.compile(r"[了过共达]?\s*[\d一二三四五六七八九十两]")
_COUNTED_BONUS: Final = 0.5
_LENGTH_BONUS: Final = 0.1
# A clause of a name or date alone (三八节，) does not count as the first.
_FIRST_CLAUSE: Final = re.compile(r"[^，；。：]{0,3}[，：]?[^，；。]*")
# 年底汇总（填表用）: what a heading has in brackets speaks of the paper.
_ASIDE_END: Final = re.compile(r"[（(][^（）()]*[）)]$")
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
    before: str = "",
) -> tuple[str, ...]:
    """Return the topic codes of a passage, the main one first; never empty.

    Args:
        text: The passage in its own words.
        headings: The headings above it, the nearest last.
        role: A problem's main topic is T23, a plan's T24.
        counts: Whether it states a figure that counts something.
        first: Whether nothing that was done stands before it.
        matter: The title of a topical report, which all of it is about.
        before: The main topic of what stands just above under the same heading, for a passage
            that counts something and says nothing of what it is about (来听的有152人次).
    """
    frame = _frame(text, counts=counts, first=first)
    if frame and role is Role.RESULT:
        return (before if before and _TOTAL_ROW.match(text) else frame,)
    scores = _scores(text)
    told = [_ASIDE_END.sub("", heading) for heading in headings]
    for depth, heading in enumerate(reversed(told)):
        for code, score in _scores(heading).items():
            if code not in {"T00", "T99"}:
                scores[code] = scores.get(code, 0.0) + score * _HEADING_WEIGHT / (depth + 1)
    for code, score in _scores(matter).items():
        if code not in {"T00", "T99"}:
            scores[code] = scores.get(code, 0.0) + score * _MATTER_WEIGHT
    if counts:
        _add_hints(scores, text)
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
    if not kept and counts and before:
        return (before,)
    return tuple(kept) or ("T00" if first and not counts else "T99",)


def _add_hints(scores: dict[str, float], text: str) -> None:
    """Add what ages and characters hint at to what words say."""
    for pattern, code in ((_OLD, "T15"), (_YOUNG, "T14")):
        if pattern.search(text):
            scores[code] = scores.get(code, 0.0) + _AGE_WEIGHT
    best, next_best = sorted((*scores.values(), 0.0, 0.0), reverse=True)[:2]
    if best - next_best <= _PLAINLY:
        # Hints settle what words leave open; what no word names they only guess (群众满意率98.5%).
        for code, odds in hinted_topics(text).items():
            if code in scores:
                scores[code] += odds * _HINT_WEIGHT


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
    weights: dict[str, list[float]] = {}
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
        if word.start < first and _COUNTED.match(text, word.start + len(word.text)):
            weight += _COUNTED_BONUS
        weights.setdefault(word.code, []).append(weight)
    return {
        code: sum(weight * _AGAIN**place for place, weight in enumerate(sorted(each, reverse=True)))
        for code, each in weights.items()
    }
