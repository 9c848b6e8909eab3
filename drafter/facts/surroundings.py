"""The words around a figure: what stands before and behind it, and what the passage opens with.

Labels are read from these; where one figure's words end and the next one's begin is settled here.
"""

import re
from collections.abc import Sequence
from typing import Final

from drafter.facts.clauses import end_of
from drafter.facts.lexicon import Tag, words_of
from drafter.facts.phrases import Label, clause_label, is_place, noun_after, trimmed, word_set
from drafter.facts.wholes import PEOPLE, Placed, Wholes, same_class
from drafter.figures import Kind

__all__ = ["EACH_OPENS", "MARKS", "PER", "SHARES", "TOTAL", "TRANSPARENT", "Passage", "takes_noun"]

PER: Final = re.compile(
    r"(?:(?:平均|按)?每一?个?|^\s*一)(?:[人户村镇乡社校组家班场次期月年周天日对名位份支所县]|学期|季度|社区|单位|贫困户|家庭)?"
    r"(?:各|发|给|有|约|至少|送|奖|补助|补贴|平均)?$|(?:人均|户均|村均|对均)$"
)
TOTAL: Final = re.compile(
    r"(?:小计|共计|合计|总计|累计|总共|一共|共|合|(?<![会统预设审估])计|合起来|总额|总数|总金额|(?<![\u4e00-\u9fff])总)[约近达]?$"
)
MARKS: Final = " \t，,；;。：:、（）()“”\"'的"
# 每次去2个人: so many for each is no part of what was done.
EACH_OPENS: Final = re.compile(r"^\s*每一?个?[次回期场人户村天月年班](?:都|各|约|大约)?")
TRANSPARENT: Final = frozenset({Kind.DATE, Kind.AGE, Kind.PERIOD, Kind.ORDINAL})
SHARES: Final = frozenset({Kind.PERCENT, Kind.FRACTION})
_CLAUSE_STOPS: Final = "，,；;。：:！!？?（）()【】[]\n"
_ROLE_LEAD: Final = re.compile(
    r".{0,4}(?:打算|计划|问题|困难|不足|短板|安排|下一步|明年|思路)[：:]"
)
# 就业那块，招聘会办了2场: the first words only say of what is told.
_OF_THAT: Final = re.compile(r"[^，,；;。：:\d]{1,8}(?:[那这](?:块儿?|边|个|项)|方面)[，,：:]")
_COLON_HEAD: Final = re.compile(r"[^，,；;。：:]{2,14}(?=[：:])")
_UP_TO_COLON: Final = re.compile(r"[^，,；;。：:]{2,20}[：:]")
_UP_TO_SPACE: Final = re.compile(r"\S{2,14}(?= )")
_UP_TO_COMMA: Final = re.compile(r"[^，,；;。]*[，,]")
_HOUSEHOLDS: Final = re.compile(r"[\u4e00-\u9fff]{1,6}(?:户|家庭|群众|老人|儿童|妇女)")
_ENOUGH: Final = 2
_LONGEST_ASIDE: Final = 10
# 一是市级示范班120人: what orders the parts names none of them.
_ORDER: Final = re.compile(r"^\s*[一二三四五六七八九十]是(?=[\u4e00-\u9fff]{2})")
_IN_BRACKETS: Final = re.compile(r"[（(][^（）()]*[）)]")
# 截至11月25日已换181个: what only leads to a date is nothing that counts.
_UP_TO: Final = re.compile(r"(?:截[至止]到?|直?到|自|从|于)$")


# 上年同季，来访接待，14件: a row may open with the time that it is of, or with 问题.
_DATING: Final = re.compile(
    r".{0,4}(?:打算|计划|问题|困难|不足|短板|安排)[，,]|"
    r"(?:[去上前今本]年)?(?:同[期季月]|全年|[上下]半年|[一二三四本]?季度|[本]?[月季年]度?)?(?:合计|小计|累计)?[，,]"
)


class Passage:
    """A passage with its figures, the headings above it, and the labels found so far."""

    def __init__(self, text: str, placed: Sequence[Placed], lead: str, section: str) -> None:
        self.text = text
        self.placed = placed
        self.lead = trimmed(lead)
        self.section = trimmed(_IN_BRACKETS.sub("", section))
        self.found: list[Label] = []
        self.wholes = Wholes(text, placed)
        # The words beside one figure are asked for by every rule that may name it.
        self._lefts: dict[int, str] = {}
        self._rights: dict[int, str] = {}
        # 7月24日，12338热线转办: a number that is called counts nothing.
        self.head = self._opening(TRANSPARENT)
        if not (self.head or self.lead or self.section):
            self.head = self._opening(TRANSPARENT | {Kind.NUMBER_CODE})

    def _opening(self, beside: frozenset[Kind]) -> str:
        """The words that open the passage before any figure that counts: its subject."""
        end = len(self.text)
        for item in self.placed:
            if item.figure.kind not in beside:
                end = item.start
                break
        opening = self.text[:end]
        opening = self._after_date(opening, beside)
        opening = opening[aside.end() :] if (aside := _OF_THAT.match(opening)) else opening
        stops = [place for stop in "，,；;。" if (place := opening.find(stop)) >= 0]
        colon = _UP_TO_COLON.match(self.text)
        if colon and _ROLE_LEAD.match(colon[0]):
            # 打算：秋天办个面点班 is about the class.
            opening = opening[colon.end() :]
            stops = [place for stop in "，,；;。" if (place := opening.find(stop)) >= 0]
            colon = None
        if colon and is_place(colon[0].rstrip("：: ")):
            # 白石村：家长课堂…: who tells is not what is told of.
            opening = self._after_date(self.text[colon.end() : max(end, colon.end())], beside)
            stops = [place for stop in "，,；;。" if (place := opening.find(stop)) >= 0]
            colon = None
        space = None if opening else _UP_TO_SPACE.match(self.text)
        if colon:
            return self._without_figures(colon[0])
        if space and (not stops or len(space[0]) <= min(stops)):
            return self._without_figures(space[0])
        return self._without_figures(opening[: min(stops)] if stops else opening)

    def _after_date(self, opening: str, beside: frozenset[Kind]) -> str:
        """Skip clauses that only date the passage (3月，表彰大会，…)."""
        offset = 0
        while True:
            match = _UP_TO_COMMA.match(opening, offset)
            if not match:
                break
            words = match[0]
            for item in self.placed:
                if offset <= item.start and item.end <= offset + len(words):
                    if item.figure.kind not in beside:
                        return opening
                    words = words.replace(item.figure.text, "")
            if trimmed(words) and not _DATING.fullmatch(words):
                break
            offset = match.end()
        return opening[offset:]

    def _without_figures(self, opening: str) -> str:
        kept = opening
        shift = self.text.find(opening)
        for item in reversed(self.placed):
            if shift <= item.start < shift + len(opening):
                kept = kept[: item.start - shift] + kept[item.end - shift :]
        return trimmed(kept)

    def colon_head(self) -> str:
        """Return the words before the passage's colon, unless they name a place."""
        match = _COLON_HEAD.match(self.text)
        return self._without_figures(match[0]) if match and not is_place(match[0]) else ""

    def left(self, index: int) -> str:
        """The words between the last figure that counts (or the clause's start) and this one."""
        if index not in self._lefts:
            self._lefts[index] = self._words_left(index)
        return self._lefts[index]

    def _words_left(self, index: int) -> str:
        item = self.placed[index]
        start = item.start
        begin = 0
        place = start - 1
        while place >= 0:
            if self.text[place] in "）)" and (aside := self._aside(place)) >= 0:
                place = aside - 1
                continue
            if self.text[place] in _CLAUSE_STOPS:
                begin = place + 1
                break
            place -= 1
        words = self.text[begin:start]
        for other in reversed(self.placed[:index]):
            if other.end <= begin:
                break
            if other.figure.kind in TRANSPARENT and other.figure.kind is not Kind.PERIOD:
                words = (
                    _UP_TO.sub("", words[: other.start - begin])
                    + ("" if other.figure.kind is Kind.AGE else " ")
                    + words[other.end - begin :]
                )
            else:
                words = words[other.end - begin :]
                if two := self._two_acts(words, other):
                    words = two[1]
                    break
                noun = noun_after(words) if takes_noun(other, self.text) else ""
                place = self.placed.index(other)
                if self.is_next_ones(place, noun, self.left(place)):
                    break
                # 两年慰问310户: what was done in a time is counted behind it.
                alone = other.figure.kind is Kind.PERIOD and not words.removeprefix(noun).strip()
                if noun and words.startswith(noun) and not alone:
                    words = re.sub(r"^[（(][^（）()]*[）)]", "", words[len(noun) :])
                break
        return _ORDER.sub("", words)

    def _two_acts(self, words: str, before: Placed) -> tuple[str, str] | None:
        """50人报名结业46人: of two acts between two counts of people, each takes one."""
        if (before.figure.unit or "") not in PEOPLE:
            return None
        tokens = words_of(words.strip())
        acts = {Tag.TAKING, Tag.NAMING, Tag.VERB}
        if len(tokens) == _ENOUGH and all(
            token.tag in acts and len(token.text) > 1 for token in tokens
        ):
            return tokens[0].text, tokens[1].text
        return None

    def _aside(self, place: int) -> int:
        """Return where a short bracket opens that is a part of a name (村（社区）), else -1."""
        for opener in range(place - 1, max(-1, place - _LONGEST_ASIDE), -1):
            if self.text[opener] in "（(":
                inner = self.text[opener + 1 : place]
                return opener if inner and not re.search(r"\d", inner) else -1
        return -1

    def right(self, index: int) -> str:
        """The words from this figure to the next that counts, or to the clause's end."""
        if index not in self._rights:
            self._rights[index] = self._words_right(index)
        return self._rights[index]

    def _words_right(self, index: int) -> str:
        item = self.placed[index]
        end = end_of(self.text, item.end, _CLAUSE_STOPS)
        pieces: list[str] = []
        position = item.end
        for other in self.placed[index + 1 :]:
            if other.start >= end:
                break
            between = self.text[position : other.start]
            two = self._two_acts(between, item) if position == item.end else None
            pieces.append(two[0] if two else between)
            position = other.end
            if other.figure.kind is not Kind.AGE:
                end = other.start
                position = end
                break
        pieces.append(self.text[position:end])
        return "".join(pieces)

    def is_next_ones(self, index: int, behind: str, left: str) -> bool:
        """好媳妇12名好婆婆8名: where the first has its name before it, so has the next."""
        if index + 1 >= len(self.placed) or not clause_label(left).object:
            return False
        item, after = self.placed[index], self.placed[index + 1]
        between = self.text[item.end : after.start].strip()
        return between == behind and same_class(item, after)

    def age_before(self, index: int) -> str:
        """35岁以下64人: the age is what is counted."""
        if not index or self.placed[index - 1].figure.kind is not Kind.AGE:
            return ""
        between = self.text[self.placed[index - 1].end : self.placed[index].start]
        return self.placed[index - 1].figure.text if not between.strip("的， ") else ""


def takes_noun(item: Placed, text: str) -> bool:
    """Whether what is counted may stand behind the measure word."""
    if text[item.end : item.end + 1] == "的":
        return True
    if item.figure.unit == "户":
        return _HOUSEHOLDS.match(text, item.end) is not None
    return (item.figure.unit or "") not in word_set("self_named") and item.figure.kind in {
        Kind.QUANTITY,
        Kind.RANGE,
        Kind.ORDINAL,
        Kind.PERIOD,
    }
