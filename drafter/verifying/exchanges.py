"""Two figures of one paragraph that stand in each other's place, by the words that part them.

Of two facts some words are only the one's, some only the other's (旺季…1.5万, 淡季…3000); of two
figures of a draft likewise. Where each figure has words of the other's fact and neither has one of
its own, they have changed places, however much else is common to both.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final, NamedTuple

from drafter.verifying.cases import Case
from drafter.verifying.context import Mention
from drafter.verifying.words import Token, generic_tokens

__all__ = ["crossed"]

_MOST: Final = 40
# The sum of a table has the words of all its rows.
_SUM_ROW: Final = re.compile("合计|总计|小计")
_PIECE: Final = re.compile(r"[\d，。；、：:（）()\s“”]")
# Characters that stand at any figure, and those of levels, which many names share.
_COMMON: Final = frozenset(
    "的了人名个户次场件元年月日为有共达到和与及等在是其中均约余多近省市县镇乡村"
)


def crossed(cases: Sequence[Case]) -> Iterator[tuple[Case, Case]]:
    """Yield the pairs of figures that have changed places, among those whose facts are found."""
    told = [
        case
        for case in cases
        if case.chosen is not None
        and case.span is not None
        and not _SUM_ROW.match(case.chosen.mention.paragraph)
    ][:_MOST]
    around: dict[int, frozenset[Token]] = {}
    read: dict[int, _Words] = {}
    for one, two in combinations(told, 2):
        if one.measure != two.measure or one.chosen is None or two.chosen is None:
            continue
        if one.span == two.span or one.chosen is two.chosen:
            continue
        sides = one.mention, two.mention, one.chosen.mention, two.chosen.mention
        for side in sides:
            if id(side) not in around:
                around[id(side)] = _around(side)
        # What stands right at a number stands around it, so mostly one look settles it.
        first, second, third, fourth = (around[id(side)] for side in sides)
        apart = first.isdisjoint(fourth) or second.isdisjoint(third)
        one_sentence = one.mention.sentence == two.mention.sentence
        if apart and not one_sentence:
            continue
        for side in sides:
            if id(side) not in read:
                read[id(side)] = _words_of(side, around[id(side)])
        if _cross([read[id(side)] for side in sides], apart=apart, one_sentence=one_sentence):
            yield one, two


class _Words(NamedTuple):
    """The telling words at a figure, in its clause and around it; the characters right at it."""

    near: frozenset[Token]
    clause: frozenset[Token]
    around: frozenset[Token]
    characters: frozenset[Token]


# The words of a ledger's head often stand a clause before its number: 来料加工点9个 带动412人.
_WAYS: Final = ((0, 0), (1, 1), (2, 2), (1, 2))
_NEAR: Final = 0
_CHARACTERS: Final = 3


def _around(mention: Mention) -> frozenset[Token]:
    clause = mention.near | mention.clause_words | mention.before
    return (clause | mention.passed | mention.leant) - generic_tokens()


def _words_of(mention: Mention, around: frozenset[Token]) -> _Words:
    generic = generic_tokens()
    clause = mention.near | mention.clause_words | mention.before
    return _Words(
        near=mention.near - generic,
        clause=clause - generic,
        around=around,
        characters=_characters(mention),
    )


def _cross(sides: Sequence[_Words], *, apart: bool, one_sentence: bool) -> bool:
    """Say whether each figure says words of the other's fact, and not each of its own.

    What both share may stand at one alone: 旺季月收入1.5万 淡季3000. By characters alone, neither
    may have any of its own.
    """
    for said, known in () if apart else _WAYS:
        one, two, first, second = _parted(sides, said, known)
        if one & second and two & first and not (one & first and two & second):
            return True
    if not one_sentence:
        return False
    at = [side.characters for side in sides]
    if at[0].isdisjoint(at[3]) or at[1].isdisjoint(at[2]):
        return False
    one, two, first, second = _parted(sides, _NEAR, _NEAR)
    if one & first or two & second:
        return False
    one, two, first, second = _parted(sides, _CHARACTERS, _CHARACTERS)
    return bool(one & second and two & first) and not (one & first or two & second)


def _parted(sides: Sequence[_Words], said: int, known: int) -> tuple[frozenset[Token], ...]:
    """Return the words that each has and its pair lacks: of the two figures, of the two facts."""
    one, two, first, second = sides[0][said], sides[1][said], sides[2][known], sides[3][known]
    return one - two, two - one, first - second, second - first


def _characters(mention: Mention) -> frozenset[Token]:
    """Return the characters of the words right at a figure: 排 of 排了10天 and 排练20天."""
    before = _PIECE.split(mention.lead)[-1][-6:]
    behind = _PIECE.split(mention.tail)[0][:4]
    return frozenset(before + behind) - _COMMON
