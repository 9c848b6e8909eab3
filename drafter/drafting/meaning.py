"""Hold a sentence made by rule against its note: no content word may go, none may come.

A rule of wording that fires on half a pattern changes what a note says without anybody seeing it
(去了31个人 is not 走访31个人). So whatever words a sentence lost must be licensed by the table of
synonyms (``data/said_for.tsv``), and whatever it gained by that table or by the closed list of
words that claim nothing (``data/rule_words.tsv``), a verb only before an object it can take.
Where this fails the note's own words stand. Pure.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from drafter.drafting.note_patterns import note_pattern
from drafter.figures import Kind, find_figures

__all__ = [
    "SaidFor",
    "Strayed",
    "oral_table",
    "said_for",
    "strayed",
]

_CJK = re.compile(r"[\u3400-\u9fff]")
# Words without matter of their own: particles, prepositions, measure words.
_FUNCTION = frozenset(
    "的了和与及为在对等共并已有到中各于至由从向将以其是名人个件户次场元项份期位例家条对"
)
# Words by which something is only meant to be: without them an aim reads as work done.
_AIM = re.compile(
    "争取|力争|计划(?!生育|内)|拟(?!定|订|写)|打算|预计|预期|有望|力求|准备|想(?=[在把再办建开找请弄搞])"
)
_TIME = re.compile("去年|上年|今年|本年|上半年|下半年|全年|年初|年底|同期|每[年月周天次期]")


@dataclass(frozen=True, slots=True)
class SaidFor:
    """Words of a note and what may stand for them; nothing: they may be left out."""

    words: re.Pattern[str]
    instead: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Added:
    word: str
    units: frozenset[str]
    object: re.Pattern[str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Strayed:
    """How a sentence differs in matter from its note; empty and false where it does not.

    Attributes:
        lost: Content characters of the note that the sentence does not tell.
        added: Content characters of the sentence that nothing licenses.
        moved: Words of time that stand with another verb or figure than in the note.
    """

    lost: str = ""
    added: str = ""
    moved: str = ""

    def __bool__(self) -> bool:
        return bool(self.lost or self.added or self.moved)


def _rows(name: str) -> list[list[str]]:
    text = files("drafter.drafting").joinpath(f"data/{name}").read_text("utf-8")
    return [line.split("\t") for line in text.splitlines() if line.strip() and line[0] != "#"]


@lru_cache(maxsize=1)
def said_for() -> tuple[SaidFor, ...]:
    """Return the table of synonyms in its order, with what the table of speech writes for words."""
    return tuple(
        SaidFor(note_pattern(words), tuple(filter(None, "|".join(instead).split("|"))))
        for words, *instead in _rows("said_for.tsv")
    ) + tuple(
        # What a group carries over is no synonym: it must be there by itself.
        SaidFor(pattern, tuple(filter(None, re.split(r"\\\d", written))))
        for pattern, written in oral_table()
    )


@lru_cache(maxsize=1)
def oral_table() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return the table of speech: (what is said, what is written for it)."""
    return tuple((note_pattern(said), written) for said, written in _rows("oral.tsv"))


@lru_cache(maxsize=1)
def _added_words() -> tuple[_Added, ...]:
    rows = []
    for row in _rows("rule_words.tsv"):
        word, units, behind = (*row, "-", "-")[:3]
        rows.append(
            _Added(
                word,
                frozenset() if units == "-" else frozenset(units.split("|")),
                None if behind == "-" else re.compile(behind),
            )
        )
    return tuple(sorted(rows, key=lambda row: -len(row.word)))


class _Words:
    """A text, and which of its characters are words rather than figures or marks."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.figures = find_figures(text)
        self.is_word = [bool(_CJK.match(char)) for char in text]
        for figure in self.figures:
            self.is_word[figure.start : figure.end] = [False] * (figure.end - figure.start)

    def pairs(self) -> set[str]:
        return {
            self.text[i : i + 2]
            for i in range(len(self.text) - 1)
            if self.is_word[i] and self.is_word[i + 1]
        }

    def alone(self, settled: Sequence[bool] | None = None) -> list[bool]:
        """Return which characters make no pair: between marks, figures and settled words."""
        free = [
            word and not (settled is not None and settled[i]) for i, word in enumerate(self.is_word)
        ]
        last = len(free) - 1
        return [
            each and not (i and free[i - 1]) and not (i < last and free[i + 1])
            for i, each in enumerate(free)
        ]

    def left(self, held: list[bool]) -> str:
        return "".join(
            char
            for char, word, kept in zip(self.text, self.is_word, held, strict=True)
            if word and not kept
        )

    def units_near(self, start: int, end: int) -> set[str]:
        """Return the units of the figures before and behind a place."""
        behind = [figure for figure in self.figures if figure.start >= end][:1]
        before = [figure for figure in self.figures if figure.end <= start][-1:]
        near = behind + before
        return {figure.unit or "" for figure in near} | {
            "元" for figure in near if figure.kind is Kind.MONEY
        }


def strayed(sentence: str, words: str) -> Strayed:
    """Return what a sentence made by rule says otherwise than its note.

    Args:
        sentence: What a rule made.
        words: The note's own words.
    """
    note, said = _Words(words), _Words(sentence)
    return Strayed(lost=_lost(note, said), added=_added(note, said), moved=_moved(note, said))


def _held(text: _Words, other: _Words, settled: list[bool]) -> list[bool]:
    """Return which characters of one text the other bears too, or a table has settled.

    Two characters side by side must stand side by side there. One that has no neighbour left
    (县 50户; 再 in 再办, where 办 became 举办) must merely occur.
    """
    pairs = other.pairs()
    held = [kept or not word for kept, word in zip(settled, text.is_word, strict=True)]
    for i in range(len(text.text) - 1):
        if text.is_word[i] and text.is_word[i + 1] and text.text[i : i + 2] in pairs:
            held[i] = held[i + 1] = True
    alone = text.alone(settled)
    occurring = {char for char, word in zip(other.text, other.is_word, strict=True) if word}
    alone_there = {char for char, single in zip(other.text, other.alone(), strict=True) if single}
    return [
        kept or char in _FUNCTION or (single and char in occurring) or char in alone_there
        for kept, char, single in zip(held, text.text, alone, strict=True)
    ]


def _lost(note: _Words, said: _Words) -> str:
    settled = [False] * len(note.text)
    for row in said_for():
        for match in row.words.finditer(note.text):
            if not row.instead or any(word in said.text for word in row.instead):
                settled[match.start() : match.end()] = [True] * len(match[0])
    return note.left(_held(note, said, settled)) or _aims_lost(note, said)


def _aims_lost(note: _Words, said: _Words) -> str:
    """Return the words of aim that a sentence tells fewer of; no table can license that.

    争取扩到200平 is not 扩大至200平, whatever stands for 扩到.
    """
    meant, told = _AIM.findall(note.text), _AIM.findall(said.text)
    return "".join(meant[len(told) :])


def _added(note: _Words, said: _Words) -> str:
    settled = [False] * len(said.text)
    for row in said_for():
        if row.words.search(note.text):
            for word in row.instead:
                for match in re.finditer(re.escape(word), said.text):
                    settled[match.start() : match.end()] = [True] * len(word)
    for added in _added_words():
        for match in re.finditer(re.escape(added.word), said.text):
            if added.units and not said.units_near(*match.span()) & added.units:
                continue
            behind = re.split("[，。；：]", said.text[match.end() :], maxsplit=1)[0]
            if added.object is not None and not added.object.match(behind):
                continue
            settled[match.start() : match.end()] = [True] * len(match[0])
    return said.left(_held(said, note, settled))


def _moved(note: _Words, said: _Words) -> str:
    """Return words of time behind which other words stand now (去年评了9户 → 评选去年9户)."""
    moved = []
    for match in _TIME.finditer(note.text):
        place = said.text.find(match[0])
        if place < 0:
            continue
        before = said.text[:place]
        clause = re.split("[，。；、：（]", before)[-1]
        # Of whom a label says it is told (东湖社区：今年…) may stand before it without the colon.
        own = re.split("[，。；、（\\s]", note.text[: match.start()])[-1]
        if clause and clause[-2:] not in own and len(clause) >= 2:
            moved.append(match[0])
    return "".join(moved)
