"""Two figures of one paragraph that stand in each other's place, by the words that part them.

Of two facts some words are only the one's, some only the other's (旺季…1.5万, 淡季…3000); of two
figures of a draft likewise. Where each figure has words of the other's fact and neither has one of
its own, they have changed places, however much else is common to both.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import Final

from drafter.verifying.cases import Case
from drafter.verifying.context import Mention
from drafter.verifying.evidence import Evidence
from drafter.verifying.words import Token, is_generic

__all__ = ["crossed"]

_MOST: Final = 40
_PIECE: Final = re.compile(r"[\d，。；、：:（）()\s“”]")
# Characters that stand at any figure, and those of levels, which many names share.
_COMMON: Final = frozenset(
    "的了人名个户次场件元年月日为有共达到和与及等在是其中均约余多近省市县镇乡村"
)


def crossed(cases: Sequence[Case]) -> Iterator[tuple[Case, Case]]:
    """Yield the pairs of figures that have changed places, among those whose facts are found."""
    told = [case for case in cases if case.chosen is not None and case.span is not None][:_MOST]
    for one, two in combinations(told, 2):
        if one.measure != two.measure or one.chosen is None or two.chosen is None:
            continue
        if one.span == two.span or one.chosen is two.chosen:
            continue
        if _cross(one, two, one.chosen, two.chosen):
            yield one, two


def _cross(one: Case, two: Case, first: Evidence, second: Evidence) -> bool:
    sides = one.mention, two.mention, first.mention, second.mention
    if any(_straight_or_crossed(sides, *words_of) for words_of in _WAYS):
        return True
    if one.mention.sentence != two.mention.sentence:
        return False
    words, characters = _parted(sides, _near), _parted(sides, _characters)
    if any(said[place] & said[place + 2] for said in (words, characters) for place in (0, 1)):
        return False
    return _straight_or_crossed(sides, _characters)


def _straight_or_crossed(
    sides: tuple[Mention, Mention, Mention, Mention],
    words_of: Callable[[Mention], frozenset[Token]],
    known_by: Callable[[Mention], frozenset[Token]] | None = None,
) -> bool:
    """Say whether each figure says words of the other's fact, and not each of its own.

    What both share may stand at one alone: 旺季月收入1.5万 淡季3000.
    """
    one, two, first, second = _parted(sides, words_of, known_by)
    return bool(one & second and two & first) and not (one & first and two & second)


def _parted(
    sides: tuple[Mention, Mention, Mention, Mention],
    words_of: Callable[[Mention], frozenset[Token]],
    known_by: Callable[[Mention], frozenset[Token]] | None = None,
) -> tuple[frozenset[Token], ...]:
    """Return the words that each has and its pair lacks: of the two figures, of the two facts."""
    one, two = words_of(sides[0]), words_of(sides[1])
    first, second = ((known_by or words_of)(side) for side in sides[2:])
    return one - two, two - one, first - second, second - first


def _near(mention: Mention) -> frozenset[Token]:
    return frozenset(token for token in mention.near if not is_generic(token))


def _clause(mention: Mention) -> frozenset[Token]:
    words = mention.near | mention.clause_words | mention.before
    return frozenset(token for token in words if not is_generic(token))


def _around(mention: Mention) -> frozenset[Token]:
    words = mention.near | mention.clause_words | mention.before | mention.passed | mention.leant
    return frozenset(token for token in words if not is_generic(token))


def _characters(mention: Mention) -> frozenset[Token]:
    """Return the characters of the words right at a figure: 排 of 排了10天 and 排练20天."""
    before = _PIECE.split(mention.lead)[-1][-6:]
    behind = _PIECE.split(mention.tail)[0][:4]
    return frozenset(before + behind) - _COMMON


# The words of a ledger's head often stand a clause before its number: 来料加工点9个 带动412人.
_WAYS: Final = ((_near,), (_clause,), (_around,), (_clause, _around))
