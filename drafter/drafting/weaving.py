"""Have a model tell each line of the notes in a sentence of its own, and hold every word of it.

One line in, one sentence out. The figures stand as the notes have them, in the notes' order; what
the note says must be there, and what is added must come from a closed list of words that claim
nothing (``data/added_words.tsv``). A sentence that does not stand is replaced by the plain one, so
that a model gives the wording and never the matter. Pure.
"""

import re
from collections.abc import Sequence

from drafter.drafting import meaning
from drafter.drafting.figure_grammar import banned_characters, literal
from drafter.drafting.material import Material
from drafter.drafting.polishing import as_sentence, polish
from drafter.drafting.wording import formal_words
from drafter.figures import Figure, Kind, find_figures, same_unit

__all__ = [
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
_NEGATION = re.compile("[不没未无]|除外|缺|难|少")
_EACH = re.compile("每|人均|户均|各(?!项|种|类|方)")
_WHOLE = re.compile("全部|均|都|全(?![县市省区镇乡村国年家民程国])|所有|一律")
_PART = re.compile("其中|[（(]")
_HEDGE = re.compile("约|近|超过|以上|以下|不少于|突破|左右|余|多")
_SPARE_UNIT = re.compile(r"[人名个件户例项次份起场期所篇条家位支对处]")
_LOST = 1


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
        ("added", bool(words_added(sentence, material))),
        ("lost", len(words_lost(sentence, material)) > _LOST),
        ("order", _moved(note, said) and _moved(formal, said)),
    ):
        if wrong:
            return name
    return ""


def words_lost(sentence: str, material: Material) -> str:
    """Return the content characters of a note that a sentence does not tell."""
    return min((meaning.words_lost(sentence, form) for form in _forms(material)), key=len)


def words_added(sentence: str, material: Material) -> str:
    """Return the content characters of a sentence that neither note nor closed list bears."""
    return min(
        (meaning.words_added(sentence, form, meaning.MODEL_WORDS) for form in _forms(material)),
        key=len,
    )


def _forms(material: Material) -> tuple[str, str]:
    return as_sentence(material.text), as_sentence(line_of(material))


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
            same_unit(own.unit, other.unit)
            or (own.unit is None and _SPARE_UNIT.fullmatch(other.unit or ""))
            or (own.unit is None and other.unit == "元" and other.kind is Kind.MONEY)
        )
        for own, other in zip(note, said, strict=True)
    )


def _near_hedges(said: _Marked) -> set[str]:
    found = re.findall(f"({_HEDGE.pattern})\ue000|\ue000({_HEDGE.pattern})", said.text)
    return {one or other for one, other in found}


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
