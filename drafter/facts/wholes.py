"""Which figure of a passage is a part of which: 其中, brackets, and lists behind a colon.

Pure; labels are made elsewhere.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from drafter.facts.clauses import begin_of, words_before
from drafter.facts.lexicon import Tag, words_of
from drafter.figures import Figure, Kind, unit_class

__all__ = ["PEOPLE", "Placed", "Wholes", "same_class"]

PEOPLE: Final = frozenset({"人", "人次", "名", "位", "余人"})
# A bare number behind these is money.
_PAID: Final = re.compile(r"人均|户均|平均|挣|花|卖|收入|出资|投入|补贴|奖|捐|付|给了")
_THAN: Final = re.compile(
    r"(?:(?:与|同|和|跟)?(?:去年|上年|上半年|前年|同期)[^，]{0,6}相?比|[比较](?:去年|上年|上半年|前年|上期|往年|同期|上次|年初))"
)
# 新增14人（累计61人）, 312人（整个街道2980人): what a bracket compares with is no part.
_COMPARES: Final = re.compile(
    r"编制|核定|名额|应[\u4e00-\u9fff]{1,2}\d|应[\u4e00-\u9fff]{1,2}$|20\d\d年|去年|上年|前年|同期|比|较|目标|任务|计划|累计|总共|总数|合计|现有|达到|整个|全[省市县区镇乡村街社]|"
    r"[省市县区]里?一?共"
)
_WHEN: Final = frozenset({Kind.DATE})


@dataclass(frozen=True, slots=True)
class Placed:
    """A figure with its span in the passage."""

    figure: Figure
    start: int
    end: int


class Wholes:
    """The wholes of one passage's figures."""

    def __init__(self, text: str, placed: Sequence[Placed]) -> None:
        self.text = text
        self.placed = placed
        self.parts: Sequence[int | None] = ()
        # Most passages have none of the marks by which a figure is told to be a part.
        self._has_parts = any(mark in text for mark in ("（", "(", "：", "其中"))

    def of(self, index: int, parts: Sequence[int | None]) -> int | None:
        """Return which figure one is a part of: before the bracket, or before 其中.

        Args:
            index: The figure.
            parts: What those before it are parts of.
        """
        if not self._has_parts:
            return None
        self.parts = parts
        item = self.placed[index]
        opener = _open_bracket(self.text, item.start)
        if opener >= 0:
            if _COMPARES.search(self.text[opener : item.start]):
                return None
            for whole in range(index - 1, -1, -1):
                other = self.placed[whole]
                if other.end <= opener:
                    # 3件调解(…): a few words may stand between the whole and its bracket.
                    near = not re.search(r"[，,；;。]", self.text[other.end : opener])
                    return whole if near and self._is_part(other, item) else None
            return None
        listed = self._listed_under(index)
        if listed is not None:
            return listed
        begin = max(self.text.rfind(stop, 0, item.start) for stop in "；;。") + 1
        mark = self.text.rfind("其中", begin, item.start)
        if mark >= 0 and _open_bracket(self.text, mark) >= 0:
            return None  # 专题党课5次（其中主席讲2次），警示教育4次: the bracket has closed
        if mark < 0 or _COMPARES.search(self.text[mark : item.start]):
            return None  # 培训妇女1260人，其中持证742，去年同期1115人
        if self._starts_anew(mark, index) or self._is_all_again(index):
            return None
        for whole in range(index - 1, -1, -1):
            other = self.placed[whole]
            if other.end <= mark and self._is_part(other, item) and self._is_whole(whole):
                return whole
        return None

    def _is_whole(self, index: int) -> bool:
        """Whether a figure may have parts.

        In 30件，其中1月4件，其中婚姻19件 the 19 are of 30, and in 176件，较上年的203件有所减少，
        其中婚姻118件 none are of last year's.
        """
        item = self.placed[index]
        begin = begin_of(self.text, item.start, "，,；;。（(")
        compared = _THAN.match(self.text, begin, item.start) is not None
        dated = index > 0 and self.placed[index - 1].figure.kind is Kind.DATE
        return not compared and not (dated and self.parts[index] is not None)

    def _is_part(self, whole: Placed, part: Placed) -> bool:
        """Whether one figure can be a part of another; a bare number takes its whole's unit."""
        if part.figure.per:
            return False  # 合计4.56万元（每户600元）
        bare = part.figure.kind is Kind.QUANTITY and not part.figure.unit and not part.figure.per
        clause = words_before(self.text, part.start, "，,；;。：:（(、")
        if bare and _counted(whole) and not _PAID.search(clause):
            return True
        return same_class(whole, part)

    def _listed_under(self, index: int) -> int | None:
        """The whole before a colon that its parts follow: 接待53件：婚姻家庭29、财产11."""
        item = self.placed[index]
        colon = self.text.rfind("：", 0, item.start)
        if colon < 0 or re.search(r"[；;。]", self.text[colon : item.start]):
            return None
        if not any(other.end == colon for other in self.placed[:index]):
            return None
        if any(
            _counted(other) and not self._is_part(other, item)
            for other in self.placed[:index]
            if other.start > colon
        ):
            return None
        for whole in range(index - 1, -1, -1):
            other = self.placed[whole]
            if other.end <= colon and _counted(other) and self._is_part(other, item):
                return whole if other.end == colon or item.figure.unit else None
        return None

    def _is_all_again(self, index: int) -> bool:
        """全村31个，其中外出的12个，31个都建了卡: who all are is told again, and no part."""
        item = self.placed[index]
        return re.match("都|全部?|均", self.text[item.end :]) is not None and any(
            other.figure.value == item.figure.value and other.figure.unit == item.figure.unit
            for other in self.placed[:index]
        )

    def _starts_anew(self, mark: int, index: int) -> bool:
        """Whether after 其中 a clause of its own began before this figure (…，发放资料300份)."""
        item = self.placed[index]
        comma = max(self.text.rfind("，", mark, item.start), self.text.rfind(",", mark, item.start))
        if comma < 0:
            return False
        between = [other for other in self.placed[:index] if other.start > mark]
        if not between:
            return False
        tokens = words_of(self.text[comma + 1 : item.start].strip())
        return bool(tokens) and tokens[0].tag is Tag.VERB and len(tokens) > 1


def _open_bracket(text: str, place: int) -> int:
    """Return where the bracket that the place stands in opens, -1 outside brackets."""
    if "（" not in text and "(" not in text:
        return -1
    depth = 0
    for index in range(place - 1, max(-1, place - 200), -1):
        if text[index] in "）)":
            depth += 1
        elif text[index] in "（(":
            if not depth:
                return index
            depth -= 1
        elif text[index] in "。\n":
            return -1
    return -1


def _counted(item: Placed) -> bool:
    return item.figure.kind in {Kind.QUANTITY, Kind.MONEY}


def same_class(one: Placed, other: Placed) -> bool:
    """Say whether two figures may count the same sort of thing."""
    if one.figure.kind in _WHEN or other.figure.kind in _WHEN:
        return False
    mine, theirs = one.figure.unit or "", other.figure.unit or ""
    if mine == theirs:
        return True
    first, second = unit_class(mine), unit_class(theirs)
    if first is not None and first == second:
        return True
    return mine in PEOPLE and theirs in PEOPLE
