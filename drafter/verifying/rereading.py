"""Whether a reckoning explains a number that stands in the notes for another thing: 共15场, 6+9.

A small number is often both: some fact has it, and it follows from others. Which one is meant, the
words say.
"""

import re
from typing import Final

from drafter.verifying.cases import Case
from drafter.verifying.evidence import EvidenceIndex
from drafter.verifying.operands import plain_number
from drafter.verifying.rates import CLAIMS_TOTAL
from drafter.verifying.scopes import says_change
from drafter.verifying.values import Units, compare_units

__all__ = ["is_meant", "may_be_reckoned"]

# 超任务18人, 差274万元
_NUMBERS: Final = re.compile(r"[\d.]+")
_BEYOND: Final = re.compile("超|差|欠|缺")
_PARTS: Final = re.compile("[，,]?(?:即|其中|包括|分别)")
# 34个，其中6个未获命名
_LEFT: Final = re.compile("未|没")


def may_be_reckoned(case: Case) -> bool:
    """Say whether a figure whose fact is another thing's may be a reckoned one at all."""
    if case.measure == "percent":
        return False
    # Where the words name another fact, 共 may still name the sum of both; a plan is no result.
    summed = case.expected is not None and CLAIMS_TOTAL.search(case.mention.lead) is not None
    own = case.chosen
    loose = (
        own is not None
        and compare_units(own.measure, case.measure) is Units.LOOSE
        and _PARTS.match(case.mention.suffix) is not None
    )
    return not case.certain or summed or loose or _LEFT.match(case.mention.tail) is not None


def is_meant(index: EvidenceIndex, case: Case, shown: str) -> bool:
    """Say whether the words mean the reckoning, written as it is shown, and not the fact."""
    own = case.chosen
    if "-" in shown and own is not None and case.expected is not None:
        # 120个，其中东村50个、西村70个 of 东村70、西村50: the rest is the other's own number.
        ends = set(_NUMBERS.findall(shown.rsplit("=", maxsplit=1)[0]))
        rival = case.expected
        if own.activity == rival.activity and rival.span and plain_number(rival.span.low) in ends:
            return False
    return (
        "+" in shown
        or own is None
        or own.measure is None
        or compare_units(own.measure, case.measure) is Units.LOOSE
        or ("-" in shown and says_change(case.mention))
        or ("-" in shown and _BEYOND.search(case.mention.lead[-8:]) is not None)
        or ("-" in shown and _LEFT.search(case.mention.tail[:6]) is not None)
        or ("÷" in shown and (_of_what_is_beside(case) or not _rate_known(index, case)))
    )


def _of_what_is_beside(case: Case) -> bool:
    """Say whether a rate is reckoned of the two numbers right before it: 6户18万，户均3万."""
    if case.reckoned is None:
        return False
    told = {
        known.fact.id
        for one in case.beside[max(0, case.place - 2) : case.place]
        if (known := one.told_as) is not None
    }
    return set(case.reckoned.told) == told


def _rate_known(index: EvidenceIndex, case: Case) -> bool:
    """Say whether the notes give a rate of the figure's own unit, which it then misstates."""
    return case.mention.figure.per is None or any(
        item.fact.figure.per is not None and item.measure == case.measure
        for line in index.lines_near(case.mention).values()
        for item in line
    )
