"""Whose line a number stands in: the year or the village that the notes name right before it.

胜利村1.6万元 and 红星村2.2万元 are told apart by one word, which a draft may say long before the
number. A number of another year's or village's, while the named one has a number of its own in
that unit that the draft does not tell, is in the wrong place.
"""

import re
from collections.abc import Iterator
from typing import Final

from drafter.verifying.cases import Case, told_in_place
from drafter.verifying.context import Mention
from drafter.verifying.evidence import Evidence, EvidenceIndex
from drafter.verifying.words import Token, is_generic

__all__ = ["level_of", "other_key"]

_PLACE: Final = re.compile(
    r"([\u4e00-\u9fff]{2})(?:村|镇|乡|社区|街道|片区?|小区)(?![民级里委妇干主书道组务])"
)
_YEAR: Final = re.compile(
    r"((?:19|20)\d\d)(?:年(?!来|以来)|(?=[）)]))|(今年|本年|去年|上年)"
    r"|(?<![\d.])(2\d)年(?=[\s，,：:])"
)
_COMPARES: Final = frozenset("比较由从与")
_THEN: Final = frozenset("比较与")
_TURNS: Final = re.compile("[由从]")
_SINCE: Final = re.compile("累计|历年|总|共|(?<!今年)以来|达到")
_THIS_YEAR: Final = re.compile("今年|本年|年内|当年|全年")
_ALL_ABOVE: Final = re.compile("全(?:国|省|市|县|区)")
_LEVEL: Final = re.compile("[全我本](省|市|县|区|镇|乡|街道|村|社区)(?![级直里])")
# One of these is in every name of a place, year or level: 胜利村, 2024年, （2024）, 全县.
_MAY_BE_KEY: Final = re.compile("[村镇乡社街片小年）)全我本]")
# Words that look like a village's name.
_NO_NAME: Final = re.compile("[全各本我该每个两三多下进入到赴乡驻联示]|行政|自然|中心|重点")
# The words that stand for dates in a mention.
_DATED: Final = re.compile("[\u3400-\u45ff]")
_LISTED: Final = re.compile(r"[、和与及]$")
_MOST: Final = 24
_SHORT_YEAR: Final = 2
_LEVELS: Final = frozenset("村镇乡街片")


def other_key(
    index: EvidenceIndex, case: Case, own: Evidence, tellers: dict[int, list[Case]]
) -> Evidence | None:
    """Return the number of the year or village that the draft names, if the fact is another's."""
    if own.calendar or "分别" in case.mention.sentence:
        return None
    if not _MAY_BE_KEY.search(case.mention.prefix):
        return None
    for find in (_place_before, _year_before, level_of):
        said = find(case.mention)
        mine = find(own.mention) if said else ""
        if not mine or mine == said:
            continue
        for rival in _rivals(index, case, own):
            if find(rival.mention) != said:
                continue
            if not _like(own, rival):
                continue
            told = [one for one in tellers.get(rival.number, ()) if one in case.block]
            if all(find(one.mention) == mine for one in told) and (
                told or not told_in_place(case, rival, tellers)
            ):
                return rival
    return _of_own_level(index, case, own, tellers) or _of_own_year(index, case, own, tellers)


def _of_own_year(
    index: EvidenceIndex, case: Case, own: Evidence, tellers: dict[int, list[Case]]
) -> Evidence | None:
    """Return this year's number where the fact is a sum of years: 年内143名 of 累计143, 今年38."""
    if not _SINCE.search(own.mention.lead[-6:]) or _SINCE.search(case.mention.sentence):
        return None
    if not _THIS_YEAR.search(case.mention.prefix):
        return None
    for rival in index.line_of(own):
        if rival is own or rival.span is None or rival.span == own.span:
            continue
        if rival.measure != own.measure or not _THIS_YEAR.search(rival.mention.lead[-6:]):
            continue
        if not tellers.get(rival.number) and not told_in_place(case, rival, tellers):
            return rival
    return None


def _of_own_level(
    index: EvidenceIndex, case: Case, own: Evidence, tellers: dict[int, list[Case]]
) -> Evidence | None:
    """Return the named place's own number where the fact is the whole county's: 汀溪镇247人."""
    said = _place_before(case.mention)
    if (
        not said
        or not _ALL_ABOVE.search(own.mention.prefix)
        or _ALL_ABOVE.search(case.mention.sentence)
    ):
        return None
    for rival in _rivals(index, case, own):
        named = _place_before(rival.mention) == said and not _ALL_ABOVE.search(rival.mention.prefix)
        if named and not told_in_place(case, rival, tellers) and not tellers.get(rival.number):
            return rival
    return None


def _rivals(index: EvidenceIndex, case: Case, own: Evidence) -> Iterator[Evidence]:
    for item in index.of_measure(own.measure, case.mention)[:_MOST]:
        if item is not own and item.span is not None and item.span != own.span:
            yield item


def _like(own: Evidence, rival: Evidence) -> bool:
    """Say whether two numbers may be of one kind: a word in common, or one has only its key."""
    one, two = own.mention.near, rival.mention.near
    return bool(one & two) or not _beyond_key(one) or not _beyond_key(two)


def _beyond_key(near: frozenset[Token]) -> set[Token]:
    """Return the telling words of a label that are no part of a village's name."""
    return {
        token
        for token in near
        if isinstance(token, str)
        and not is_generic(token)
        and not _DATED.match(token)
        and not set(token) & _LEVELS
        and not any(token == name for name in _stems(near))
    }


def _stems(near: frozenset[Token]) -> set[str]:
    """Return the stems of the villages that a label's pairs of characters spell: 红星 of 星村."""
    ends = {token[0] for token in near if isinstance(token, str) and token[-1:] in _LEVELS}
    return {token for token in near if isinstance(token, str) and token[-1:] in ends}


def _place_before(mention: Mention) -> str:
    """Return the stem of the last village named before a number, "" where a list names several."""
    return _last(_PLACE, mention, names=True)


def _year_before(mention: Mention) -> str:
    year = _last(_YEAR, mention, names=False)
    return f"20{year}" if len(year) == _SHORT_YEAR and year.isdigit() else year


def level_of(mention: Mention) -> str:
    """Return the last whole level that is named before a number: 县 of 全县 and of 我县."""
    return _last(_LEVEL, mention, names=False)


def _is_past_base(words: str, match: re.Match[str]) -> bool:
    """Say whether a year is what was compared with, and told: 比2024年增加10件，…."""
    compared = words[max(0, match.start() - 1) : match.start()]
    rest = words[match.end() :]
    turns = compared in _THEN and _TURNS.search(rest)  # 较2024年提高3分，位次由第4位升至: then
    return compared in _COMPARES and not turns and any(char.isdigit() for char in rest)


def _last(pattern: re.Pattern[str], mention: Mention, *, names: bool) -> str:
    for words in (mention.prefix,):
        found = [
            m
            for m in pattern.finditer(words)
            if not (_NO_NAME.search(m[1]) if names else _is_past_base(words, m))
        ]
        if not found:
            continue
        last = found[-1]
        before = found[-2] if len(found) > 1 else None
        if before is not None and _LISTED.search(words[before.end() : last.start()][-1:]):
            return ""
        return next(filter(None, last.groups()), "")
    return ""
