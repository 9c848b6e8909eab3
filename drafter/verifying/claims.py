"""What a draft says of a sum beyond its value: more than its operands bear, and it is none.

A sum that comes out is half a proof. The operands may be of another sense (76人结业 of 36人报名 and
40), only planned, or all of a thing of which the draft says a narrower circle; or the draft lists
its own parts behind it, and they come to another number.
"""

import re
from collections.abc import Sequence
from typing import Final

from drafter.verifying.cases import Case
from drafter.verifying.evidence import Evidence, EvidenceIndex
from drafter.verifying.operands import Derivation
from drafter.verifying.scopes import sums_up_plans
from drafter.verifying.senses import narrows_sum, other_sense

__all__ = ["claims_more"]

_PARTS_BEHIND: Final = re.compile("[^。；]{0,12}(?:其中|包括|分别)")
_CLAIMED: Final = re.compile("[共总]|合计|累计|全|加起来|合起来|各")
_LISTED: Final = 2


def claims_more(index: EvidenceIndex, case: Case, found: Derivation) -> bool:
    """Say whether the draft says more of a derived figure than what it is reckoned from bears."""
    operands = [item for item in found.operands if item.number >= 0]
    if not operands or len(operands) < len(found.operands):
        return False
    if "+" in found.shown and not found.tells:
        return False  # what it was before the change is no total
    if narrows_sum(index, case.mention, operands):
        return True
    if found.tells and sums_up_plans(case.mention, case.heading, operands):
        return True
    if "+" not in found.shown or "×" in found.shown:
        return False
    return (
        any(other_sense(case.mention, item.mention) for item in operands)
        or _half_told(case, operands)
        or _beyond_its_list(case, operands)
    )


def _half_told(case: Case, operands: Sequence[Evidence]) -> bool:
    """Say whether the sentence has told one part as a thing of its own: 科技馆1次、电影三场."""
    if _CLAIMED.search(case.mention.clause_text) or _PARTS_BEHIND.match(case.mention.suffix):
        return False
    told = {
        one.chosen.number
        for one in case.beside
        if one.chosen is not None and one.mention.figure.start < case.mention.figure.start
    }
    held = [item.number in told for item in operands]
    return any(held) and not all(held)


def _beyond_its_list(case: Case, operands: Sequence[Evidence]) -> bool:
    """Say whether the draft lists the parts behind and the sum takes in what it tells before.

    10位教师授课，培训总人数165人，其中第一期55人…: the teachers are none of the trained.
    """
    if not _PARTS_BEHIND.match(case.mention.suffix):
        return False
    before: set[int] = set()
    listed: set[int] = set()
    for one in case.beside:
        if one.chosen is not None and one.measure == case.measure and one is not case:
            earlier = one.mention.figure.start < case.mention.figure.start
            (before if earlier else listed).add(one.chosen.number)
    extra = {item.number for item in operands} - listed
    return len(listed) >= _LISTED and bool(extra) and extra <= before
