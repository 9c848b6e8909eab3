"""Figures that notes say in other words: 冠军 is 第一名, 周一到周六 6天, 送了面锦旗 一面."""

import re
from decimal import Decimal
from typing import Final

from drafter.figures import Kind, Qualifier
from drafter.verifying.cases import Case
from drafter.verifying.dates import places_of
from drafter.verifying.evidence import Evidence, EvidenceIndex
from drafter.verifying.telling import support_of
from drafter.verifying.types import CheckedFigure, Status
from drafter.verifying.words import Token, is_generic, tokens_of

__all__ = ["said_otherwise"]

_WEEKLY: Final = re.compile("[每一]个?(?:周|星期|礼拜)[^，。；]{0,8}$")
_WINNERS: Final = {
    1: "冠军|头名|榜首|夺冠|折桂|第一(?![批期次场届季时个线手书])",
    2: "亚军|第二(?![批期次场届季时个天])",
    3: "季军|第三(?![批期次场届季时个天方])",
}
_PLACES: Final = frozenset(["名", "位"])
# 半月一期, 一月一次: how often a thing comes round.
_ROUND: Final = re.compile("(?:每|一)?(?:个)?(半个?月|半年|周|月|季度?|年|天|日|星期)$")
_NUMERALS: Final = "0-9一二两三四五六七八九十百千几数每各整这那哪某"
_GIVEN: Final = "[了过送给发做买挂领得写建立办开种栽捐赠换装请]"
_NOUN: Final = 2
_DAYS_OF_WEEK: Final = 7


def said_otherwise(index: EvidenceIndex, case: Case) -> CheckedFigure | None:
    """Accept a figure whose number the notes tell by a word or by the days of the week."""
    if case.mention.figure.qualifier is not Qualifier.EXACT:
        return None
    return _days_a_week(index, case) or _winner(index, case) or _of_one(index, case)


def _days_a_week(index: EvidenceIndex, case: Case) -> CheckedFigure | None:
    """Accept 每周开放6天 where the notes say 周一到周六, or name as many days."""
    figure = case.mention.figure
    if case.measure != "day" or not isinstance(figure.value, Decimal):
        return None
    if figure.per != "周" and not _WEEKLY.search(case.mention.lead):
        return None
    said = {token for token in case.mention.block if not is_generic(token)}
    by_activity: dict[int, list[Evidence]] = {}
    for item in index.calendar:
        if all(place.part.startswith("W") for place in places_of(item.fact.figure)):
            by_activity.setdefault(item.activity, []).append(item)
    for items in by_activity.values():
        if not any(said & item.mention.block for item in items):
            continue
        days: set[int] = set()
        for item in items:
            ends = [int(place.part[1]) for place in places_of(item.fact.figure)]
            days.update(range(ends[0], ends[-1] + 1))
        if len(days) == figure.value <= _DAYS_OF_WEEK:
            told = "、".join(item.fact.figure.text for item in items)
            return CheckedFigure(
                figure=figure,
                status=Status.DERIVED,
                reason=f"记录：{told}，共{len(days)}天",
                support=support_of(items[0]),
                fact_ids=tuple(item.fact.id for item in items),
            )
    return None


def _winner(index: EvidenceIndex, case: Case) -> CheckedFigure | None:
    """Accept 第一名 where the notes say 冠军 or 得了第一 of the one that the draft names."""
    figure = case.mention.figure
    if figure.kind is not Kind.ORDINAL or figure.unit not in _PLACES:
        return None
    words = _WINNERS.get(int(figure.value)) if isinstance(figure.value, Decimal) else None
    if words is None:
        return None
    named = {token for token in tokens_of(case.mention.lead) if not is_generic(token)}
    for _, activity in index.activities_near(case.mention):
        won = _shared_with(words, activity.text, named)
        others = [
            score
            for place, rank in _WINNERS.items()
            if place != figure.value
            for _, score in _shared_with(rank, activity.text, named)
        ]
        for told, score in won:
            if score >= max(others, default=0) and (score or not named):
                return CheckedFigure(figure=figure, status=Status.SUPPORTED, reason=f"记录：{told}")
    return None


def _shared_with(words: str, text: str, named: set[Token]) -> list[tuple[str, int]]:
    """Return where a rank is told, with how much its words share with those of the draft."""
    found = []
    for match in re.finditer(words, text):
        before = re.split(r"[，。；;、\s]", text[: match.start()])[-1]
        found.append((f"{before}{match[0]}", len(tokens_of(before) & named)))
    return found


def _of_one(index: EvidenceIndex, case: Case) -> CheckedFigure | None:
    """Accept 锦旗一面 of 送了面锦旗, and 半月一期 of 每半月."""
    figure, mention = case.mention.figure, case.mention
    if figure.value != Decimal(1) or not figure.unit or figure.text[0] not in "一1":
        return None
    often = _ROUND.search(mention.lead)
    if often is not None and re.search(f"[每一]个?{often[1]}", index.all_words):
        shared = {token for token in mention.block if not is_generic(token)}
        for _, activity in index.activities_near(mention):
            if re.search(f"[每一]个?{often[1]}", activity.text) and shared & tokens_of(
                activity.text
            ):
                reason = f"记录：{activity.text[:20]}"
                return CheckedFigure(figure=figure, status=Status.SUPPORTED, reason=reason)
    unit = re.escape(figure.unit)
    for noun in (mention.tail[:_NOUN], mention.lead[-_NOUN:]):
        if len(noun) < _NOUN or not re.fullmatch("[\u4e00-\u9fff]+", noun):
            continue
        told = re.search(f"{_GIVEN}(?<![{_NUMERALS}]){unit}{noun}", index.all_words)
        if told is not None:
            return CheckedFigure(figure=figure, status=Status.SUPPORTED, reason=f"记录：{told[0]}")
    return None
