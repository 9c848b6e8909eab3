"""Differences between facts: 比去年多23户, 其余7件."""

import re
from dataclasses import replace
from itertools import combinations
from typing import Final

from drafter.figures import Qualifier
from drafter.verifying.operands import Derivation, Reckoner
from drafter.verifying.products import TOTAL

__all__ = ["difference", "points"]

_DIFFERENCE: Final = re.compile(
    "(?:增加|减少|净增|增长|新增|多|少|超出|超额|提高|下降|降低|上升|回落|提升|相差|差额?|净减|扩大|缩小|结余|剩余?|余下|其余|其他|其它"
    "|另外|另有|还有|尚有|仅有?|只有?|未[\u4e00-\u9fff]{1,2})(?:完成|培训|接待)?了?(?:的|约|近)?$"
    "|超(?:出|过|额)?[^，。；]{0,10}$"
)
_LEFT: Final = re.compile("[\u4e00-\u9fff]{0,3}?(?:在办|未|待|没有|尚|正在|增量|差距|缺口)")
_HEDGED: Final = re.compile("[余多几]|以上|逾")
_UNTOLD: Final = 0.4


def difference(r: Reckoner) -> Derivation | None:
    """Return a difference of two facts of one unit that the draft claims or states beside it."""
    plain = "超" not in r.figure.text and not _HEDGED.search(r.figure.text)
    if "超" in r.claim and plain:
        # 超出目标120人 is the difference itself, no more than 120人.
        r.figure = replace(r.figure, qualifier=Qualifier.EXACT)
    claimed = _DIFFERENCE.search(r.mention.lead) or _LEFT.match(r.mention.tail)
    if claimed:
        groups = [[item for item in items if r.fits(item)] for items in r.near_activities()]
        aimed = bool(re.search("超|差|比|较|目标|计划", r.claim))
        found = r.pairs(
            (*groups, r.same_measure()),
            lambda a, b: a - b,
            "-",
            rounded=False,
            may=lambda a, b: aimed or (a.role is b.role and a.fact.scope is b.fact.scope),
        )
        if found:
            return found
    # 388人，镇级28人，村级360人: both operands stand beside it, and the rest needs no word.
    if r.meant >= _UNTOLD:
        return None
    stated = [item for item in r.before if r.fits(item)]
    stated += [item for item in r.after if r.fits(item) and TOTAL.search(item.mention.lead)]
    pairs = [
        pair
        for pair in combinations(stated, 2)
        if pair[0].activity == pair[1].activity or pair[0].activity < 0
    ]
    return r.pairs(pairs, lambda a, b: a - b, "-", rounded=False)


def points(r: Reckoner) -> Derivation | None:
    """Return a difference of two shares in points."""
    groups = [
        [item for item in items if item.measure == "percent"] for items in r.near_activities()
    ]
    return r.pairs(groups, lambda a, b: a - b, "-", rounded=False)
