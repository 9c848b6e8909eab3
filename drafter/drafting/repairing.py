"""Mend a paragraph by rule.

Where only unit or hedge is wrong the facts' own surface is put; a clause that states what the
facts do not bear is cut. What a cut loses, the composer tells again. Pure.
"""

import re

from drafter.drafting.judging import Judge, Judgement
from drafter.verifying import CheckedFigure, Status

__all__ = ["repair"]

_ROUNDS = 4
_RESTORABLE = (Status.WRONG_HEDGE, Status.WRONG_UNIT)
_END = "。；！？"


def repair(text: str, judgement: Judgement, judge: Judge) -> tuple[str, Judgement]:
    """Return a text whose figures all verify and that holds no invented name, with its judgement.

    The result may tell less than the text did; it never holds a figure that was not there before
    or in the facts. An empty text means that nothing could be kept.
    """
    for _ in range(_ROUNDS):
        flagged = judgement.verification.flagged
        if not flagged and not judgement.invented:
            break
        if flagged:
            text = _mend(text, flagged[-1], judge)
        else:
            warn = judgement.invented[-1]
            text = _cut_clause(text, warn.start, warn.end)
        judgement = judge.judge(text)
    else:
        return _cut_all(text, judgement, judge)
    return text, judgement


def _mend(text: str, checked: CheckedFigure, judge: Judge) -> str:
    start, end = checked.figure.start, checked.figure.end
    if checked.status in _RESTORABLE and checked.support is not None:
        facts = {fact.id: fact for item in judge.materials for fact in item.facts}
        fact = facts.get(checked.support.fact_id or "")
        if fact is not None:
            return text[:start] + fact.figure.text + text[end:]
    return _cut_clause(text, start, end)


def _cut_all(text: str, judgement: Judgement, judge: Judge) -> tuple[str, Judgement]:
    """Cut whatever is still wrong, sentence by sentence, until the rest stands or nothing does."""
    while text and (judgement.verification.flagged or judgement.invented):
        wrong = [checked.figure for checked in judgement.verification.flagged]
        place = wrong[-1].start if wrong else judgement.invented[-1].start
        start = max((text.rfind(mark, 0, place) for mark in _END), default=-1) + 1
        after = [found for mark in _END if (found := text.find(mark, place)) >= 0]
        text = text[:start] + text[min(after) + 1 if after else len(text) :]
        judgement = judge.judge(text)
    return text, judgement


def _cut_clause(text: str, start: int, end: int) -> str:
    """Return the text without the clause around a span, its punctuation mended."""
    begin = max((text.rfind(mark, 0, start) for mark in "，。；：！？"), default=-1) + 1
    stops = [found for mark in "，。；！？" if (found := text.find(mark, end)) >= 0]
    stop = min(stops) if stops else len(text) - 1
    before, ending, after = text[:begin], text[stop : stop + 1], text[stop + 1 :]
    if ending in _END and before.endswith(("，", "：")):
        before = before[:-1] + ending
    result = re.sub(r"^[，；：。]+", "", before + after)
    result = re.sub(r"[，；：]$", "。", result)
    # What is left of a sentence may be a bare 目前。 or 同时。
    return re.sub(r"(?<=[。；])[^。；，\d]{1,4}[。；]", "", result)
