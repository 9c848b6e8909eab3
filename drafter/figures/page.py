"""One text being read: the plain form of it, where the reader stands, and small looks around.

Every look is bounded, so that reading stays linear however hostile the text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Final, NamedTuple

from drafter.figures.scanning import plain_text
from drafter.figures.terms import Terms, load_terms
from drafter.figures.types import Kind, Qualifier, Value
from drafter.figures.units import Unit, units_by_first
from drafter.figures.words import Words, load_words

__all__ = ["BREAKS", "STOPS", "Found", "Page", "UnitAt", "not_figure"]

BREAKS: Final = frozenset("，,。；;！!？?：:、\n")
STOPS: Final = frozenset("。；;！!？?\n")
_PAD: Final = "\n" * 8  # so that a look to the right needs no test for the end
_BULLETS: Final = frozenset(" \t#>*-•·●◆■★☆\ufeff")
_NOWHERE: Final = 1 << 62
_AFTER_TAB: Final = BREAKS | frozenset(" \t。)】]")
_AFTER_BLANK: Final = _AFTER_TAB | frozenset("（(，、；,;/")
# Units that begin a word of their own behind a blank: 12 大专, 491 日薪, 30万 镇自筹.
_NOUNS: Final = frozenset([*"大日镇乡村县市区省社旗", "企业", "单位", "社区", "学校", "街道"])
# Units that behind a blank are more often the beginning of the next number's label.
_SELDOM: Final = frozenset([*"重成点面路站顶地头口线眼角度代级层环圈里分号回手步句", "家庭"])
# What 年 begins behind a blank: a yearly sum and no length of time.
_NEXT_DAY: Final = re.compile(r"[日年月] ?[0-9]")
_YEARLY: Final = re.compile(
    "(?:[总均纯人户]{0,2}(?:产|收入|销售?额?|营业|营收|创收|利润|增收)|终|会|货)"
)
# Units that are the names of things too.
_NAMED_THINGS: Final = frozenset(["岗位", "床位", "项目", "课时", "环节", "场所", "部门"])
_LABELS_NEXT: Final = re.compile("[\u4e00-\u9fff]{1,6} ?[0-9]")
_PERSONALLY: Final = re.compile("人(?=[捐出自承投缴交赞]| ?[0-9])")
_NUMBER_NEXT: Final = frozenset(" 0123456789")
_FIGURE_NEXT: Final = frozenset("0123456789≥≤><")
_NUMBER_CHARS: Final = frozenset("0123456789.,-—~～–至到万千")
_NUMBER_REACH: Final = 14
_LIST_REACH: Final = 20
_NAME_AND_NUMBER: Final = re.compile("(?![^0-9]*第) ?[\u4e00-\u9fff]{1,8} ?[0-9][0-9.,]* ")
# A number with nothing behind it, or the next name with its number.
_BARE_NEXT: Final = re.compile(
    r" ?[0-9][0-9.,]*(?= ?[，,；;。、)）\n]| [\u4e00-\u9fff]{1,8} [0-9]| ?$)"
)
_SURNAMES: Final = frozenset("张方段席车包班门单项米元钱台")
_TITLES: Final = re.compile(r"《[^《》\n]{1,60}》")
_QUOTES: Final = re.compile(r"“[^“”\n，。；：]{1,16}”")


class UnitAt(NamedTuple):
    """A unit found in the text with its offsets."""

    unit: Unit
    start: int
    end: int


@dataclass(slots=True)
class Found:
    """A numeric expression in the making."""

    start: int
    end: int
    kind: Kind
    value: Value
    unit: str | None = None
    qualifier: Qualifier = Qualifier.EXACT
    step: Decimal | None = None
    is_figure: bool = True
    announces: bool = False
    per: str | None = None


def not_figure(start: int, end: int, kind: Kind, value: Value = None) -> Found:
    """Return an expression that states nothing checkable."""
    return Found(start, end, kind, value, is_figure=False)


class Page:
    """The text being read and the reader's state.

    Attributes:
        text: Plain form of the source, offsets unchanged, with a padding of line ends.
        done: End of the last expression; nothing before it is read again.
        month: Month of the last date read, for 3月4日、14日; 0 without.
        year: Year of that date, "" without.
        rough: Places behind 据不完全统计, the nearest last.
        last: The last figure, for 14个村各1场.
    """

    __slots__ = (
        "done", "has_document_numbers", "has_each", "last", "month", "plain_after", "quotes",
        "rough", "terms", "text", "titles", "units", "words", "year",
    )  # fmt: skip

    def __init__(self, source: str) -> None:
        self.text: str = plain_text(source) + _PAD
        self.terms: Terms = load_terms()
        self.units = units_by_first()
        self.plain_after = _plain_after()
        self.words: Words = load_words()
        self.done = 0
        self.month = 0
        self.year = ""
        self.last: Found | None = None
        self.has_each = any(
            sign in source
            for sign in ("每", "均", "各", "薪", "亩产", "工钱", "工价", "月入", "年入")
        )
        self.has_document_numbers = "〔" in source or "[" in source or "【" in source
        self.titles = _Spans(_TITLES.finditer(source))
        self.quotes = _Spans(_QUOTES.finditer(source))
        self.rough = self._rough_places(source)

    def _rough_places(self, source: str) -> list[int]:
        places: list[int] = []
        if not any(sign in source for sign in ("完全统计", "估", "初步统计", "粗略统计")):
            return places
        for word in self.words.rough:
            at = source.find(word)
            while at >= 0:
                places.append(at + len(word))
                at = source.find(word, at + len(word))
        return sorted(places, reverse=True)

    def begins_line(self, at: int) -> bool:
        """Say whether only blanks and bullets stand before ``at`` on its line."""
        text = self.text
        low = max(0, at - 12)
        while at > low and text[at - 1] in _BULLETS:
            at -= 1
        return at == 0 or text[at - 1] == "\n"

    def begins_clause(self, at: int) -> bool:
        """Say whether ``at`` is the first place of its clause."""
        text = self.text
        low = max(0, at - 6)
        while at > low and text[at - 1] in " \t":
            at -= 1
        return at == 0 or text[at - 1] in BREAKS or self.begins_line(at)

    def sentence_start(self, at: int, reach: int) -> int:
        """Return where the sentence of ``at`` begins, at most ``reach`` characters back."""
        find, low = self.text.rfind, at - reach if at > reach else 0
        for mark in "。；;！？\n":
            place = find(mark, low, at)
            if place >= low:
                low = place + 1
        return low

    def unit_at(self, at: int) -> UnitAt | None:
        """Return the unit at an offset, blanks before it allowed; None if none stands there.

        After a tab the unit must fill its cell, and at a line's start a surname behind a serial
        number (1 张三) is no unit.
        """
        text = self.text
        char = text[at]
        blank = 0
        while char in " \t" and blank < 3:
            blank = 2 if char == "\t" else blank + 1
            at += 1
            char = text[at]
        if char == "*" and self.text.startswith("**", at):  # **3**人
            at += 2
            char = text[at]
        for unit in self.units.get(char, ()):
            word = unit.text
            if text.startswith(word, at):
                end = at + len(word)
                if unit.not_before and text.startswith(unit.not_before, end):
                    continue
                if blank and word in _NOUNS and (text[end].isalnum() or text[end] == " "):
                    continue
                if blank and word in _SELDOM and _LABELS_NEXT.match(text, end):
                    continue  # 单亲 22 重组 14: the word labels the next number
                if word == "次" and _NEXT_DAY.match(text, end):
                    continue  # 首日22 次日18: the word labels the next number
                if blank and word == "年" and _YEARLY.match(text, end):
                    continue  # 茶园 320 年产值 210万
                if blank and word in _NAMED_THINGS and text[end] in "0123456789":
                    continue  # 企业 28 岗位1260
                if blank and word == "家" and text[end] == "长":
                    continue
                if blank == 1 and text[end] in _NUMBER_NEXT and self._names_next(at, end):
                    continue  # 抹布 200 洗洁精 160 盆 40: the word labels the next number
                if blank and text[end] in _FIGURE_NEXT and self._labelled_from_left(at - blank):
                    continue  # 发200 回183, 早7-9 晚6-8: each label stands before its number
                if blank and word == "个" and _PERSONALLY.match(text, end):
                    continue  # 企业2家各5000 个人捐的合计8600元
                if blank and word == "圆" and text[end] in _NUMBER_NEXT:
                    continue  # 微心愿 收 396 圆 391
                if blank and word == "支" and text[at - 2] in "万亿" and text[end] in _NUMBER_NEXT:
                    continue  # 经费 2.2 万 支 2.06 万
                after = _AFTER_TAB if blank > 1 else _AFTER_BLANK
                if blank and text[end] not in after and (blank > 1 or char in _SURNAMES):
                    continue
                return UnitAt(unit, at, end)
        return None

    def _labelled_from_left(self, end: int) -> bool:
        """Say whether the number that ends at ``end`` stands right behind a word of its own."""
        text, place = self.text, end
        while place > max(0, end - _NUMBER_REACH) and text[place - 1] in _NUMBER_CHARS:
            place -= 1
        return place < end and "\u4e00" <= text[place - 1 : place] <= "\u9fff"

    def _names_next(self, at: int, end: int) -> bool:
        """Say whether a measure word stands in a list of names with bare numbers behind them."""
        last = self.last
        if last is None or last.unit is not None or last.kind is not Kind.QUANTITY:
            return False
        return (
            at - last.end <= _LIST_REACH
            and _NAME_AND_NUMBER.fullmatch(self.text, last.end, at) is not None
            and _BARE_NEXT.match(self.text, end) is not None
        )


@cache
def _plain_after() -> frozenset[str]:
    """What follows a plain count; other characters call for a closer look (dates, codes, lists)."""
    return (frozenset(units_by_first()) | frozenset("余多来几万亿千百十%")) - frozenset(
        " \t\n)）.．、年月日号·•・‧至到-—–～~和时点季:比/+xX×*＊_□后国省县单室等"
    ) - frozenset(map(chr, range(0x80))) | {"%"}


class _Spans:
    """Bracketed stretches of the text, asked for from left to right.

    Attributes:
        begin: Where the next one begins; nothing before it needs a call of ``hold``.
    """

    __slots__ = ("_end", "_matches", "begin")

    def __init__(self, matches: Iterator[re.Match[str]]) -> None:
        self._matches = matches
        self.begin = self._end = -1
        self._next()

    def _next(self) -> None:
        match = next(self._matches, None)
        self.begin, self._end = (_NOWHERE, _NOWHERE) if match is None else match.span()

    def hold(self, at: int) -> bool:
        """Say whether ``at`` lies inside one; offsets asked for must not go back."""
        while self._end <= at:
            self._next()
        return self.begin < at
