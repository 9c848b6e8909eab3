"""Whose number it is: the thing that a sentence speaks of, against the thing of the fact.

Notes fall into stretches about one thing (来料加工点9个 带动412人; 讲座10场 860人), each under its
head. A draft's sentence names a head and goes on about it. A number of another stretch there, while
the named one has a number of its own in that unit, is in the wrong place: 来料加工点带动156人.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from drafter.figures import Kind
from drafter.verifying.cases import Case, told_in_place
from drafter.verifying.context import Mention
from drafter.verifying.evidence import Evidence, EvidenceIndex
from drafter.verifying.guards import shielded
from drafter.verifying.products import rate_of
from drafter.verifying.words import Token, is_generic, tokens_of

__all__ = ["follows_other", "other_subject"]

# A number of one of these units opens a stretch about another thing within a line.
_OPENS: Final = frozenset(["event", "time", "session", "期", "届", "班", "批"])
_CLAUSES: Final = re.compile("[，,；;：:（）()]")
# A head counts as named where at least half of what tells it apart is said.
_HALF: Final = 0.5
_MOST: Final = 16


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """Numbers about one thing, and the words of its head."""

    head: frozenset[Token]
    items: tuple[Evidence, ...]


def other_subject(
    index: EvidenceIndex, case: Case, own: Evidence, tellers: dict[int, list[Case]]
) -> Evidence | None:
    """Return the number of the thing that the sentence speaks of, where the fact is another's."""
    stretches = _stretches_of(index)
    home = stretches.get(own.number)
    if home is None:
        return None
    spoken: frozenset[Token] | None = None
    for rival in _rivals(index, case, own):
        other = stretches.get(rival.number)
        if other is None or other is home:
            continue
        spoken = spoken or _spoken_of(case.mention)
        if other.head.isdisjoint(spoken):
            continue
        mine = _telling((home.head | own.mention.near) - other.head)
        theirs = _telling(other.head - home.head - own.mention.near)
        if not (mine and theirs and _speaks_of(case.mention, theirs, mine, rival)):
            continue
        told = [one for one in tellers.get(rival.number, ()) if one in case.block]
        if (
            all(_speaks_of(one.mention, mine, theirs, own) for one in told)
            and (told or not told_in_place(case, rival, tellers))
            and not shielded(case, own, rival)
        ):
            return rival
    return None


def _spoken_of(said: Mention) -> frozenset[Token]:
    """Return every word that may name a head at or before a figure."""
    earlier = (tokens_of(words) for words in _CLAUSES.split(said.prefix)[:-1])
    return said.near.union(said.clause_words, *earlier)


def _rivals(index: EvidenceIndex, case: Case, own: Evidence) -> Iterator[Evidence]:
    found = index.of_measure(own.measure, case.mention)
    for item in found[:_MOST] if len(found) > _MOST else found:
        if item is own or item.span is None or own.span is None or item.span == own.span:
            continue
        if item.fact.scope is not own.fact.scope:
            continue
        if bool(rate_of(item)) is bool(rate_of(own)):
            yield item


def follows_other(
    index: EvidenceIndex,
    case: Case,
    own: Evidence,
    tellers: dict[int, list[Case]],
    doubted: set[int],
) -> Evidence | None:
    """Return what should follow the number before: 浙江班22人，历时4天 where 浙江班 had 5天.

    The number just before is sure (its fact alone has it, and nothing doubts it) and of another
    stretch, which has a number of its own in this unit; the own clause names no head.
    """
    stretches = _stretches_of(index)
    home = stretches.get(own.number)
    thing = _thing_before(case, stretches, doubted)
    if home is None or thing is None or thing is home or own.fact.figure.kind is Kind.ORDINAL:
        return None
    if not (_telling(home.head - thing.head) and _telling(thing.head - home.head)):
        return None  # 一社区 and 二社区: no word tells the two apart
    for rival in _rivals(index, case, own):
        if stretches.get(rival.number) is not thing or _names(case, home, thing):
            continue
        told = [one for one in tellers.get(rival.number, ()) if one in case.block]
        if not told and told_in_place(case, rival, tellers):
            continue
        if _telling(own.mention.near - rival.mention.near) & case.mention.near:
            continue
        if not _of_one_kind(own, rival):
            continue
        if not all(_thing_before(one, stretches, doubted) is home for one in told):
            continue
        if not shielded(case, own, rival):
            return rival
    return None


def _of_one_kind(own: Evidence, rival: Evidence) -> bool:
    """Say whether two numbers count alike: in one unit that is said, or both in 万 of it."""
    if own.measure != rival.measure:
        return False
    large = ["万" in item.fact.figure.text for item in (own, rival)]
    if own.measure in (None, "money") and large[0] is not large[1]:
        return False  # 单价3.2 is no takings of 15.36万
    return own.measure is not None or all(large)


def _names(case: Case, home: Stretch, thing: Stretch) -> bool:
    """Say whether the figure's own clause names its own thing's head."""
    return bool(_telling(home.head - thing.head) & (case.mention.near | case.mention.clause_words))


def _thing_before(case: Case, stretches: dict[int, Stretch], doubted: set[int]) -> Stretch | None:
    """Return the stretch of the number just before in the sentence, None where it is not sure."""
    if "分别" in case.mention.sentence:
        return None
    before = next(
        (
            one
            for one in reversed(case.beside[: case.place])
            if one.chosen is not None and not one.chosen.calendar and one.span is not None
        ),
        None,
    )
    if before is None or before.chosen is None or id(before) in doubted:
        return None
    sure = before.chosen.measure == before.measure != case.measure and len(before.good) == 1
    return stretches.get(before.chosen.number) if sure else None


def _speaks_of(said: Mention, theirs: set[Token], mine: set[Token], rival: Evidence) -> bool:
    """Say whether the last head named at or before the figure is the other thing's."""
    clause = said.near | said.clause_words
    if mine & (clause | said.near):
        return False
    if _named(theirs, clause):
        return True
    # In a clause before: only where the figure's own clause says nothing new.
    telling = {token for token in said.near if not is_generic(token)}
    if telling and not telling & rival.mention.near:
        return False
    for words in reversed(_CLAUSES.split(said.prefix)[:-1]):
        tokens = tokens_of(words)
        if mine & tokens:
            return False
        if _named(theirs, tokens):
            return True
    return False


def _named(head: set[Token], tokens: frozenset[Token]) -> bool:
    return len(head & tokens) >= max(1, _HALF * len(head))


def _telling(tokens: frozenset[Token]) -> set[Token]:
    return {token for token in tokens if not is_generic(token)}


def _stretches_of(index: EvidenceIndex) -> dict[int, Stretch]:
    """Return the stretch of each number of the notes."""
    found: dict[int, Stretch] | None = index.stretches
    if found is None:
        found = {
            item.number: stretch
            for items in index.by_line.values()
            for stretch in _stretches(items)
            for item in stretch.items
        }
        index.stretches = found
    return found


def _stretches(items: Sequence[Evidence]) -> Iterator[Stretch]:
    run: list[Evidence] = []
    for item in items:
        if item.calendar or item.span is None:
            continue
        opens = item.measure in _OPENS or (
            run
            and (
                item.activity != run[-1].activity
                or (item.measure == run[0].measure and len(run) > 1)
            )
        )
        if run and opens:
            yield _stretch(run)
            run = []
        run.append(item)
    if run:
        yield _stretch(run)


def _stretch(run: Sequence[Evidence]) -> Stretch:
    first = run[0].mention
    return Stretch(first.near | first.before, tuple(run))
