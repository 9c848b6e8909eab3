"""Have a model tell each line of the notes in a sentence of its own, and hold every word of it.

One line in, one sentence out. The figures stand as the notes have them, in the notes' order; what
the note says must be there, and what is added must come from a closed list of words that claim
nothing (``data/added_words.tsv``). A sentence that does not stand is replaced by the plain one, so
that a model gives the wording and never the matter. Pure.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from drafter.drafting.figure_grammar import banned_characters, literal
from drafter.drafting.material import Material
from drafter.drafting.polishing import as_sentence, polish
from drafter.drafting.wording import formal_words
from drafter.figures import Figure, Kind, find_figures

__all__ = [
    "added_words",
    "is_borne",
    "line_of",
    "unborne",
    "weave_grammar",
    "words_added",
    "words_lost",
    "woven_sentences",
]

_CJK = re.compile(r"[\u3400-\u9fff]")
_QUOTED = re.compile(r"[“《]([^”》]{1,20})[”》]")
_FUNCTION = frozenset(
    "的了和与及为在对等共并已有到中各于至由从向将以其或是后前内名人个件户次场元项份期位例家条对"
)
_NEGATION = re.compile("[不没未无]|除外|缺|难|少")
_EACH = re.compile("每|人均|户均|各(?!项|种|类|方)")
_WHOLE = re.compile("全部|均|都|全(?![县市省区镇乡村国年家民程国])|所有|一律")
_PART = re.compile("其中|[（(]")
_HEDGE = re.compile("约|近|超过|以上|以下|不少于|突破|左右|余|多")
_SPARE_UNIT = re.compile(r"[人名个件户例项次份起场期所篇条家位支对处]")
_LOST = 1


@dataclass(frozen=True, slots=True)
class _Added:
    word: str
    units: frozenset[str]


@dataclass(frozen=True, slots=True)
class _SaidFor:
    words: re.Pattern[str]
    instead: tuple[str, ...]


def _rows(name: str) -> list[list[str]]:
    text = files("drafter.drafting").joinpath(f"data/{name}").read_text("utf-8")
    return [line.split("\t") for line in text.splitlines() if line.strip() and line[0] != "#"]


@lru_cache(maxsize=1)
def added_words() -> tuple[_Added, ...]:
    """Return the words that a sentence may add, the longest first."""
    rows = [
        _Added(row[0], frozenset(row[1].split("|")) if len(row) > 1 and row[1] else frozenset())
        for row in _rows("added_words.tsv")
    ]
    return tuple(sorted(rows, key=lambda row: -len(row.word)))


@lru_cache(maxsize=1)
def _said_for() -> tuple[_SaidFor, ...]:
    return tuple(
        _SaidFor(re.compile(row[0]), tuple(filter(None, row[1].split("|"))) if len(row) > 1 else ())
        for row in _rows("said_for.tsv")
    )


def line_of(material: Material) -> str:
    """Return an activity as the line of a prompt, in written language."""
    return " ".join(formal_words(material.text).split())


def weave_grammar(materials: Sequence[Material]) -> str:
    """Return the grammar of a reply: a line for each activity, its figures whole and in order."""
    root = ' "\\n" '.join(f"line{number}" for number in range(len(materials)))
    named = dict.fromkeys(name for material in materials for name in _names(material))
    rules = [
        f"line{number} ::= "
        + " ".join(f"t* {literal(''.join(fact.figure.text.split()))}" for fact in material.facts)
        + (' t* "。"' if material.facts else ' t+ "。"')
        for number, material in enumerate(materials)
    ]
    text = f"t ::= [^{banned_characters()}。；：:;.!?！？]"
    return "\n".join(
        (f"root ::= {root}", *rules, text + "".join(f" | {literal(name)}" for name in named), "")
    )


def _names(material: Material) -> list[str]:
    """Return what the notes name with a numeral in it (“三八”, 两癌)."""
    return [
        found.text
        for found in find_figures(material.text, everything=True)
        if not found.is_figure and found.text.strip()
    ]


def woven_sentences(reply: str, count: int) -> list[str]:
    """Return the sentences of a reply, one for each line asked for; fewer where it has fewer."""
    reply = reply.strip().removeprefix("写成：")
    lines = [polish(line) for line in reply.splitlines() if line.strip()]
    return lines[:count]


def is_borne(sentence: str, material: Material) -> bool:
    """Whether a sentence says what the note says, and nothing that it does not."""
    return not unborne(sentence, material)


def unborne(sentence: str, material: Material) -> str:
    """Return why a sentence does not stand for its note, in a word; "" where it does."""
    note = _Marked(as_sentence(material.text))
    formal = _Marked(as_sentence(line_of(material)))
    said = _Marked(sentence)
    for name, wrong in (
        ("form", not sentence.endswith("。") or "。" in sentence[:-1] or len(sentence) > 180),
        ("figures", not _same_figures(note.figures, said.figures)),
        ("quotes", any(item not in sentence for item in _QUOTED.findall(material.text))),
        ("negation", _says_otherwise(_NEGATION, said, note, formal)),
        ("each", _says_otherwise(_EACH, said, note, formal)),
        ("whole", bool(_WHOLE.search(said.words)) and not _WHOLE.search(note.words + formal.words)),
        ("part", "其中" in sentence and not _PART.search(note.text)),
        ("hedge", _near_hedges(said) - _near_hedges(note) - _near_hedges(formal) != set()),
        ("lost", len(_lost(note, said)) > _LOST and len(_lost(formal, said)) > _LOST),
        ("added", bool(_added(said, note, formal))),
        ("order", _moved(note, said) and _moved(formal, said)),
    ):
        if wrong:
            return name
    return ""


def words_lost(sentence: str, material: Material) -> str:
    """Return the content characters of a note that a sentence does not tell."""
    said = _Marked(sentence)
    raw, formal = _Marked(as_sentence(material.text)), _Marked(as_sentence(line_of(material)))
    return min(_lost(raw, said), _lost(formal, said), key=len)


def words_added(sentence: str, material: Material) -> str:
    """Return the content characters of a sentence that neither note nor closed list bears."""
    raw, formal = _Marked(as_sentence(material.text)), _Marked(as_sentence(line_of(material)))
    return _added(_Marked(sentence), raw, formal)


class _Marked:
    """A sentence whose figures are single marks, so that words and gaps can be told."""

    def __init__(self, text: str) -> None:
        self.figures = find_figures(text)
        out, position = "", 0
        for figure in self.figures:
            out += text[position : figure.start] + "\ue000"
            position = figure.end
        self.text = out + text[position:]
        self.words = self.text.replace("\ue000", "")

    def gap(self, place: int) -> int:
        """Return how many figures stand before a place."""
        return self.text.count("\ue000", 0, place)


def _says_otherwise(words: re.Pattern[str], said: _Marked, note: _Marked, formal: _Marked) -> bool:
    """Whether a sentence has such a word and neither form of the note has, or the other way."""
    told = bool(words.search(said.words))
    return told not in {bool(words.search(note.words)), bool(words.search(formal.words))}


def _same_figures(note: Sequence[Figure], said: Sequence[Figure]) -> bool:
    """The same figures in the same order; a bare number may be given a measure word."""
    return len(note) == len(said) and all(
        own.value == other.value
        and own.qualifier == other.qualifier
        and (
            own.unit == other.unit
            or (own.unit is None and _SPARE_UNIT.fullmatch(other.unit or ""))
            or (own.unit is None and other.unit == "元" and other.kind is Kind.MONEY)
        )
        for own, other in zip(note, said, strict=True)
    )


def _near_hedges(said: _Marked) -> set[str]:
    found = re.findall(f"({_HEDGE.pattern})\ue000|\ue000({_HEDGE.pattern})", said.text)
    return {one or other for one, other in found}


def _pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}


def _lost(note: _Marked, said: _Marked) -> str:
    """Return the content characters of a note that its sentence does not hold."""
    kept = [not _CJK.match(char) for char in note.text]
    for row in _said_for():
        for match in row.words.finditer(note.text):
            if not row.instead or any(word in said.text for word in row.instead):
                kept[match.start() : match.end()] = [True] * len(match[0])
    for place in range(len(note.text) - 1):
        if note.text[place : place + 2] in said.text:
            kept[place] = kept[place + 1] = True
    for place, char in enumerate(note.text):
        if (
            not kept[place]
            and char in said.text
            and (char in _FUNCTION or _alone(note.text, place))
        ):
            kept[place] = True
    return "".join(char for char, held in zip(note.text, kept, strict=True) if not held)


def _alone(text: str, place: int) -> bool:
    """Whether a character stands between marks or figures, so that it makes no pair."""
    before = text[place - 1] if place else "，"
    behind = text[place + 1] if place + 1 < len(text) else "，"
    return not _CJK.match(before) and not _CJK.match(behind)


def _added(said: _Marked, note: _Marked, formal: _Marked) -> str:
    """Return the content characters that a sentence has and neither note nor list bears."""
    borne = [not _CJK.match(char) or char in _FUNCTION for char in said.text]
    pairs = _pairs(note.text) | _pairs(formal.text)
    singles = {
        text.text[place]
        for text in (note, formal)
        for place in range(len(text.text))
        if _alone(text.text, place)
    }
    for place in range(len(said.text) - 1):
        if said.text[place : place + 2] in pairs:
            borne[place] = borne[place + 1] = True
    words = [(row.word, row.units) for row in added_words()]
    for said_for in _said_for():
        if said_for.words.search(note.text):
            words += [(word, frozenset()) for word in said_for.instead]
    for word, units in words:
        for match in re.finditer(re.escape(word), said.text):
            if not units or _units_near(said, match.start()) & units:
                borne[match.start() : match.end()] = [True] * len(word)
    return "".join(
        char
        for char, held in zip(said.text, borne, strict=True)
        if not held and char not in singles
    )


def _units_near(said: _Marked, start: int) -> set[str]:
    """Return the units of the figures before and behind a word."""
    gap = said.gap(start)
    near = [said.figures[place] for place in (gap - 1, gap) if 0 <= place < len(said.figures)]
    return {figure.unit or "" for figure in near} | {
        "元" for figure in near if figure.kind is Kind.MONEY
    }


def _moved(note: _Marked, said: _Marked) -> bool:
    """Whether words of the note stand with another figure than the note puts them with.

    A word may go over its own figure (312家企业, 企业312家) and no further.
    """
    if not note.figures:
        return False
    for place in range(len(note.text) - 1):
        pair = note.text[place : place + 2]
        if not all(map(_CJK.match, pair)) or pair not in said.text:
            continue
        gap = note.gap(place)
        tied = _follows_at_once(note.text, place)
        allowed = {gap} | ({gap - 1} if tied else set())
        found = [match.start() for match in re.finditer(re.escape(pair), said.text)]
        if not any(
            said.gap(at) in allowed or (said.gap(at) == gap + 1 and _follows_at_once(said.text, at))
            for at in found
        ):
            return True
    return False


def _follows_at_once(text: str, place: int) -> bool:
    """Whether only words stand between the figure before a place and the place."""
    start = text.rfind("\ue000", 0, place)
    return start >= 0 and not re.search("[，、。；：（]", text[start:place])
