"""One that counts nothing new: the one that is the largest of all, one person named, none left out.

最多的一场, 王桂兰一人, 不漏一人, 一支三十人的队伍: such a 一 follows from what stands beside it.
"""

import re
from decimal import Decimal
from functools import cache
from typing import Final

from drafter.figures import Qualifier
from drafter.verifying.cases import Case
from drafter.verifying.evidence import EvidenceIndex
from drafter.verifying.types import CheckedFigure, Status
from drafter.verifying.words import read_lines

__all__ = ["only_one"]

# 人数最多的一场, 最早的一件, 仅此一月
_BEST: Final = re.compile("最[\u4e00-\u9fff]{1,6}?的$|(?:仅此|单是这|就这)$")
# 不漏一人, 不落一户; 无一 denies as a number, and is judged as one.
_NONE_LEFT: Final = re.compile("不(?:漏|落|少|丢|掉|拉|缺|误)$")
# 一支三十二人的队伍
_GROUP: Final = re.compile("[0-9一二三四五六七八九十百两]{1,5}余?[人名]的")
_GROUPS: Final = ("支", "个")
_EACH_HAND: Final = re.compile("人手$")
_EACH_HAND_TOLD: Final = re.compile("人手(?![不紧短够少缺多充])")
_PERSONS: Final = ("人", "个人")
# 王桂兰, 周秀珍: 志愿者 and 主任 name nobody.
_NAME_LENGTHS: Final = (3, 2)


def only_one(index: EvidenceIndex, case: Case) -> CheckedFigure | None:
    """Accept a 一 that is no count of its own."""
    figure = case.mention.figure
    if figure.value != Decimal(1) or figure.qualifier is not Qualifier.EXACT:
        return None
    if not figure.text.startswith("一"):
        return None
    lead = case.mention.prefix
    unit = figure.unit or ""
    if _BEST.search(lead) or _NONE_LEFT.search(lead):
        reason = "文中的“一”不是另外的数"
    elif unit in _GROUPS and _GROUP.match(case.mention.suffix):
        reason = "说的是一个队伍"
    elif _EACH_HAND.search(lead) and _EACH_HAND_TOLD.search(index.all_words):
        reason = "记录：人手一份"
    elif unit in _PERSONS and (name := _name_before(lead)) and name in index.all_words:
        reason = f"记录：{name}"
    else:
        return None
    return CheckedFigure(figure=figure, status=Status.SUPPORTED, reason=reason)


def _name_before(lead: str) -> str:
    """Return the person's name that ends right before, "" for none."""
    for length in _NAME_LENGTHS:
        name = lead[-length:]
        if len(name) == length and _named().fullmatch(name):
            return name
    return ""


@cache
def _named() -> re.Pattern[str]:
    surnames = "".join(read_lines("surnames.txt"))
    return re.compile(f"[{surnames}][\u4e00-\u9fff]{{1,2}}(?<![者员任长民人士师生属友])")
