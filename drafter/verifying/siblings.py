"""What the notes say beside a fact: its siblings in the line, of which a draft may take the words.

Facts that stand in one line in one unit are told apart by few words: 登记86件, 调解成功79件;
托育38.6%、就业27.1%; 市级2名、县级20名. A draft that says the sibling's telling words of a figure
and none of its own fact's gives the figure to the sibling. That needs no score.
"""

import re
from collections.abc import Iterator
from typing import Final

from drafter.verifying.cases import Case, told_in_place
from drafter.verifying.context import Mention
from drafter.verifying.evidence import Evidence, EvidenceIndex
from drafter.verifying.guards import shielded
from drafter.verifying.products import rate_of
from drafter.verifying.scopes import aimed_apart, of_last_year, said_of
from drafter.verifying.words import Token, is_generic, tokens_of

__all__ = ["denied", "taken_for"]


def taken_for(
    index: EvidenceIndex, case: Case, own: Evidence, tellers: dict[int, list[Case]]
) -> Evidence | None:
    """Return the sibling whose words the draft says of this figure, None without one."""
    if own.calendar or "分别" in own.mention.clause_text or _set_apart(case):
        return None
    left_out = _words_left_out(case)
    for rival in _siblings(index, own):
        if left_out & rival.mention.near and not left_out & own.mention.near:
            return rival  # 除54人请假外
        # Few take a word of a sibling; what keeps the two apart is asked of these alone.
        if _takes(case, own, rival, tellers) and not _kept_apart(case, own, rival):
            return rival
    return None


def _set_apart(case: Case) -> bool:
    """Say whether 除5人请假外91人参训 gives each of the two numbers the words behind it."""
    return any(
        one is not None
        and one.chosen is not None
        and not _words_left_out(one).isdisjoint(one.chosen.mention.near)
        for one in (case, case.before)
    )


def _words_left_out(case: Case) -> set[Token]:
    """Return the telling words behind a number that 除…外 sets apart."""
    if not _EXCEPT.search(case.mention.prefix):
        return set()
    said = _LEFT_OUT.match(case.mention.suffix)
    return set() if said is None else {t for t in tokens_of(said[1]) if not is_generic(t)}


def _takes(case: Case, own: Evidence, rival: Evidence, tellers: dict[int, list[Case]]) -> bool:
    """Say whether the words at the figure, or an exchange, give it to the sibling."""
    said, alike = case.mention, rival.measure == own.measure
    takes = _one_of_several(said, own.mention, rival) or (
        alike and _takes_words(said, own.mention, rival.mention)
    )
    if not takes and (not alike or case.own > _POOR):
        return False
    if told_in_place(case, rival, tellers):
        return alike and _exchanged(case, own, rival, tellers)
    return takes


def _kept_apart(case: Case, own: Evidence, rival: Evidence) -> bool:
    """Say whether year, denial, aim or any other shield keeps the sibling from being meant."""
    said = case.mention
    return (
        of_last_year(rival) is not of_last_year(own)
        or denied(said) is not denied(rival.mention)
        or aimed_apart(said, own.mention, rival.mention)
        or shielded(case, own, rival)
    )


def denied(mention: Mention) -> bool:
    """Say whether what a number counts is said not to be: 未到检的24人, 没来的24人."""
    return bool(_DENIAL.search(_GAP.split(mention.lead)[-1][-8:]))


def _takes_words(said: Mention, own: Mention, rival: Mention) -> bool:
    return _level_of_sibling(said, own, rival) or _words_of_sibling(said, own, rival)


def _exchanged(case: Case, own: Evidence, rival: Evidence, tellers: dict[int, list[Case]]) -> bool:
    """Say whether two figures stand in each other's place: 上岗88人 for 取得证书88人，上岗75人.

    One of them says the other fact's words, and the other at least none of its own.
    """
    said, mine, theirs = case.mention, own.mention, rival.mention
    for other in tellers.get(rival.number, ()):
        if other is case or other not in case.block or max(case.own, other.own) > _POOR:
            continue
        if _says_all(said, mine, theirs) and _says_none(other.mention, theirs, mine):
            return True
        if _says_all(other.mention, theirs, mine) and _says_none(said, mine, theirs):
            return True
    return False


def _says_all(said: Mention, own: Mention, rival: Mention) -> bool:
    """Say whether a figure takes the whole label of its fact's sibling."""
    label = {token for token in rival.near - own.near if not is_generic(token)}
    return label <= said.near and _takes_words(said, own, rival)


def _says_none(said: Mention, own: Mention, rival: Mention) -> bool:
    """Say whether a figure has no word at it that tells its own fact from the other."""
    telling = {token for token in own.near - rival.near if not is_generic(token)}
    return bool(telling) and not telling & said.near


def _one_of_several(said: Mention, own: Mention, rival: Evidence) -> bool:
    """Say whether 大专及以上13人 leaves out the 本科4 that stands behind 大专13."""
    behind = rival.mention.figure.start > own.figure.start
    return behind and bool(_AND_UP.search(said.lead)) and not _AND_UP.search(own.lead)


def _siblings(index: EvidenceIndex, own: Evidence) -> Iterator[Evidence]:
    """Yield the other numbers of the fact's line in its unit that differ in value."""
    is_rate = bool(rate_of(own))
    for item in index.line_of(own):
        if item.measure != own.measure and item.measure is not None:
            continue
        if item is own or item.span is None or item.span == own.span or item.calendar:
            continue
        if bool(rate_of(item)) is is_rate:
            yield item


def _words_of_sibling(said: Mention, own: Mention, rival: Mention) -> bool:
    """Say whether the draft's label is the sibling's and in no word its own fact's."""
    if rival.near.isdisjoint(said.near):
        return False
    shared = own.near & rival.near
    theirs = {token for token in rival.near - shared - own.clause_words if not is_generic(token)}
    if not theirs & said.near:
        return False
    mine = {token for token in own.near - shared if not is_generic(token)}
    return bool(mine) and not mine & said.weights.keys()


def _level_of_sibling(said: Mention, own: Mention, rival: Mention) -> bool:
    """Say whether a word of an exclusive set is said that the sibling has and the fact lacks."""
    words = said_of(said)
    if not words:
        return False
    known, other = said_of(own), said_of(rival)
    return any(
        close
        and (number not in known or (not known[number][1] and _OF_ALL.search(own.lead)))
        and other.get(number) == (word, True)
        for number, (word, close) in words.items()
    )


# A figure whose own fact fits so poorly may be in the wrong place.
_EXCEPT: Final = re.compile("除了?$")
_LEFT_OUT: Final = re.compile(r"([^，。；、\d]{2,8}?)之?外")
_POOR: Final = 0.4
_DENIAL: Final = re.compile(
    "[未没](?!来)|没来|无(?!偿|障碍|公害)|不(?!少|断|仅|同|足|低|超|小|大|等)"
)
# 女职工812人，占职工总数1160人: the number behind is of all.
_OF_ALL: Final = re.compile(r"(?:总数|总量|总人数|全部|全体[^，。；\d]{0,6}) ?$")
_AND_UP: Final = re.compile("(?:及|和|或)以上(?:学历|文化)?的?$")
_GAP: Final = re.compile(r"[\d%][\d.,万亿余多]*[\u4e00-\u9fff]?")
