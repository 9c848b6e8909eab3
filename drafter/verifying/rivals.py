"""Whether another fact fits what is said of a figure better than the one that has its value."""

import re
from collections.abc import Sequence
from typing import Final

from drafter.verifying.cases import Case, told_in_place
from drafter.verifying.clashes import ALIKE
from drafter.verifying.context import Mention
from drafter.verifying.evidence import Evidence, EvidenceIndex
from drafter.verifying.guards import is_broken, is_lone, of_one_kind, says_own_word, shielded
from drafter.verifying.matching import TIE
from drafter.verifying.rates import per_differs
from drafter.verifying.scopes import aimed_apart, of_last_year, scope_clash
from drafter.verifying.siblings import denied
from drafter.verifying.words import Token, is_generic, tokens_of

__all__ = ["better_rival", "says_noun"]

# A rival fact must agree with the words around a figure by so much more than the fact that has
# its value; the less so the more else speaks for a mix-up.
_MARGIN: Final = 0.22
_MARGIN_RIVAL_TOLD: Final = 0.34
_MARGIN_RETOLD: Final = 0.08
_MARGIN_SWAP: Final = 0.015
_SWAP_TOTAL: Final = 0.08
_ONE_SIDED: Final = 0.6
_ALIKE_TOTAL: Final = -0.06
_ALIKE_LEAST: Final = -0.25
_ALIKE_CONTRAST: Final = 0.75
_SWAP_PLAIN: Final = 0.15
_SWAP_CONTRAST: Final = 0.25
_BACK: Final = -0.12
_NEVER: Final = 2.0
_MARGIN_ALIKE: Final = 0.02
_PLAIN_CONTRAST: Final = 0.8
_MARGIN_LEAST: Final = -0.15
_MARGIN_FAR: Final = -0.3
# 三八红旗手10, 最美家庭15: of two bare numbers the one whose very label is said.
_PLAINLY_OTHER: Final = 0.5
_PERSONS: Final = 6
_NOUN_END: Final = re.compile(r"[\d，、的和与及]")
_WHOLE_MARK: Final = re.compile("其中|含|包括|包含|有|里")


def better_rival(
    index: EvidenceIndex, case: Case, own: Evidence, tellers: dict[int, list[Case]]
) -> Evidence | None:
    """Return the fact that what is said of the figure fits plainly better, None without one."""
    if own.measure != case.measure and own.measure is not None and not own.calendar:
        # 12场 that only 12个 of something else bears, while 36场 is what is spoken of.
        for score, rival in case.rivals[:1]:
            if case.mention.tail.startswith(own.fact.figure.unit or "\0"):
                break  # 走14村, 走进14个村
            if case.measure == "person" and "人" in own.mention.lead[-_PERSONS:]:
                break  # 人最多31个
            if of_one_kind(case.mention, own.mention, rival.mention):
                continue
            if _stands_apart(index, case, own, rival, tellers):
                continue
            if rival.measure == case.measure and score > case.own and not is_broken(rival):
                return rival
    for score, rival in case.rivals[:6]:
        margin = score - case.own
        if margin < _MARGIN_FAR:
            break
        told_by = [other for other in tellers.get(rival.number, ()) if other is not case]
        if margin < _MARGIN_ALIKE and not told_by:
            continue  # neither an exchange nor a better fit
        if per_differs(case, rival) and not per_differs(case, own):
            continue
        bare = own.fact.figure.unit is None and margin >= _PLAINLY_OTHER
        if (
            rival.measure is None and own.measure is not None and not bare
        ):  # 5.11出发 is no number of 人
            continue
        if shielded(case, own, rival):
            continue
        if aimed_apart(case.mention, own.mention, rival.mention):
            continue
        if of_last_year(rival) is not of_last_year(own):
            continue
        if denied(case.mention) is not denied(rival.mention):
            continue
        if rival.measure != case.measure == own.measure and _says_label(case.mention, own.mention):
            continue
        if says_noun(case.mention, own.mention, rival.mention):
            continue
        needed = _MARGIN
        own_told = any(
            other is not case and other.own > case.own for other in tellers.get(own.number, ())
        )
        if told_in_place(case, rival, tellers):
            needed = _NEVER  # where its number is told too, only an exchange can be wrong
        elif told_by:
            needed = _MARGIN_RIVAL_TOLD if max(o.own for o in told_by) >= score - 0.05 else _MARGIN
        elif own_told:
            needed = _MARGIN_RETOLD if rival.mention.near != own.mention.near else needed
        if told_by and _exchanged(index, case, own, margin, told_by, rival):
            return rival
        if (own.fact.id, rival.fact.id) in index.same_thing:
            continue
        if not told_by and margin >= _MARGIN_ALIKE and _only_elsewhere(index, case, own, rival):
            needed = _MARGIN_ALIKE
        if margin >= needed and not scope_clash(case.mention, case.heading, rival):
            return rival
    taken = _taken_label(case, own, tellers)
    if taken is not None:
        return taken
    part = own.fact.part_of
    whole = next((item for item in index.line_of(own) if item.fact.id == part), None)
    if whole is not None and (told_in_place(case, whole, tellers) or shielded(case, own, whole)):
        return None
    if part is None or _WHOLE_MARK.search(case.mention.lead):
        return None
    return _whole_of(case, own, part)


def _stands_apart(
    index: EvidenceIndex, case: Case, own: Evidence, rival: Evidence, tellers: dict[int, list[Case]]
) -> bool:
    """Say whether a figure beside this one tells the rival, and could not tell the fact instead."""
    return any(
        one is not case
        and one in case.block
        and index.score(one.mention, own.mention) - one.own < _BACK
        for one in tellers.get(rival.number, ())
    )


def _only_elsewhere(index: EvidenceIndex, case: Case, own: Evidence, rival: Evidence) -> bool:
    """Say whether facts of one label differ around it, and the draft has the rival's words."""
    one, two = own.mention.near, rival.mention.near
    if len(one & two) < ALIKE * len(one | two):
        return False
    return index.contrast(case.mention, rival.mention, own.mention) >= _PLAIN_CONTRAST


def _exchanged(
    index: EvidenceIndex,
    case: Case,
    own: Evidence,
    margin: float,
    others: Sequence[Case],
    rival: Evidence,
) -> bool:
    """Say whether a figure that tells the rival and this one stand in each other's place."""
    one_sided: float | None = None
    shared: frozenset[Token] = frozenset()
    for other in others:
        if says_own_word(other.mention, rival.mention, own.mention):
            continue
        back = index.score(other.mention, own.mention) - other.own
        total = margin + back
        if min(margin, back) > _MARGIN_SWAP and total >= _SWAP_TOTAL:
            return True
        if total < _MARGIN_LEAST:
            continue
        if one_sided is None:
            # 表彰 before the first item of a list is said of every item.
            verb = own.fact.verb if own.fact.verb == rival.fact.verb else ""
            shared = _around_verb(own.mention, verb) | _around_verb(case.mention, verb)
            one_sided = index.contrast(case.mention, rival.mention, own.mention, shared)
        back_sided = index.contrast(other.mention, own.mention, rival.mention, shared)
        if _speaks_for_exchange(own.mention, rival.mention, total, one_sided, back_sided):
            return True
    return False


def _speaks_for_exchange(
    own: Mention, rival: Mention, total: float, one: float, two: float
) -> bool:
    """Say whether the words that tell two facts apart speak for an exchange on both sides."""
    # With one label for both, only what stands around can tell.
    if (
        len(own.near & rival.near) >= ALIKE * len(own.near | rival.near)
        and total >= _ALIKE_TOTAL
        and min(one, two) > _ALIKE_LEAST
        and one + two >= _ALIKE_CONTRAST
    ):
        return True
    if total >= _SWAP_PLAIN and one + two >= _SWAP_CONTRAST:
        return True
    return min(one, two) > 0 and one + two >= _ONE_SIDED


def _taken_label(case: Case, own: Evidence, tellers: dict[int, list[Case]]) -> Evidence | None:
    """Return the untold fact whose label the draft gives to this one: 88名上岗 for 上岗52名."""
    for _, rival in case.rivals[:4]:
        if rival.activity != own.activity or rival.measure != own.measure:
            continue
        if tellers.get(rival.number) or rival.mention.clause_text == own.mention.clause_text:
            continue
        if is_lone(rival) and not is_lone(own):
            continue
        if not (rival.span and own.span and rival.span.low < own.span.low):
            continue
        label = _words_in(rival.mention.near)
        if label and label <= case.mention.near and not label & own.mention.near:
            return rival
    return None


def _whole_of(case: Case, own: Evidence, part: str) -> Evidence | None:
    """Return the whole that a part is given as: nothing of what restricts the part is said."""
    for score, rival in case.rivals:
        if rival.fact.id != part:
            continue
        own_words = own.mention.near | (own.mention.clause - own.mention.others)
        their_words = rival.mention.near | rival.mention.clause | rival.mention.before
        limits = {token for token in own_words - their_words if not is_generic(token)}
        bare = not own.mention.clause
        unlimited = bare if not limits else not limits & case.mention.weights.keys()
        if unlimited and score >= case.own - TIE:
            return rival
    return None


def says_noun(said: Mention, own: Mention, rival: Mention) -> bool:
    """Say whether the noun behind the figure is its fact's and not the rival's: 47名儿童."""
    noun = {
        token for token in tokens_of(_NOUN_END.split(said.tail)[0][:4]) if not is_generic(token)
    }
    return bool(noun & own.near) and not noun & rival.near


def _says_label(said: Mention, own: Mention) -> bool:
    """Say whether a word at the draft's figure stands around its fact; no other unit beats that."""
    return any(not is_generic(token) and own.weight(token) for token in said.near) or not said.near


def _words_in(tokens: frozenset[Token]) -> set[str]:
    """Return the telling pairs of characters, the groups of like meaning left aside."""
    return {token for token in tokens if isinstance(token, str) and not is_generic(token)}


def _around_verb(mention: Mention, verb: str) -> frozenset[Token]:
    """Return the tokens at a figure that hold a character of the verb."""
    if not verb:
        return frozenset()
    return frozenset(t for t in mention.near if isinstance(t, str) and set(t) & set(verb))
