"""Plain sentences: an activity told in the notes' own words, when no model can or may.

They state every figure of the activity and nothing else, so they verify by construction. Terse
fragments are joined by commas, speech becomes written language by a table. Pure.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise

from drafter.drafting.material import Material
from drafter.drafting.polishing import as_sentence
from drafter.figures import find_figures

__all__ = ["formal_words", "plain_list", "plain_paragraph", "plain_sentence"]

_ORDER = "一二三四五六七八九十"
_NUMERALS = frozenset("〇零一二三四五六七八九十百千万亿两半几0123456789")


@lru_cache(maxsize=1)
def _formal_table() -> tuple[tuple[re.Pattern[str], str], ...]:
    lines = files("drafter.drafting").joinpath("data/formal.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]
    return tuple((re.compile(pattern), formal) for pattern, formal in rows)


def formal_words(text: str) -> str:
    """Return note words in written language; the figures stay as they are.

    A replacement that would change any figure is not made.
    """
    for pattern, formal in _formal_table():
        changed = pattern.sub(formal, text)
        if changed != text and _values(changed) == _values(text):
            text = changed
    return text


def _values(text: str) -> list[tuple[object, ...]]:
    return [(found.text, found.value, found.unit, found.qualifier) for found in find_figures(text)]


def plain_sentence(material: Material) -> str:
    """Return one activity as a sentence; "" where nothing may be said.

    The most formal wording is taken whose figures are still exactly those of the notes, at the
    last the notes' own characters.
    """
    own = sorted(str((fact.figure.value, fact.figure.unit)) for fact in material.facts)
    apart = _set_apart(material)
    for words in (_parted(formal_words(material.text)), _parted(material.text), apart):
        sentence = as_sentence(words)
        stated = sorted(str((found.value, found.unit)) for found in find_figures(sentence))
        if stated == own:
            return sentence
    return as_sentence(apart)


def _set_apart(material: Material) -> str:
    """Return the words with a pause behind each figure that a numeral follows (三成 半年)."""
    text = material.text
    for fact in reversed(material.facts):
        surface = fact.figure.text
        at = text.rfind(surface)
        end = at + len(surface)
        if at >= 0 and text[end : end + 1] in _NUMERALS:
            text = text[:end] + "，" + text[end:]
    return text


def _parted(text: str) -> str:
    """Put a comma between two figures that run together (2期60人; GB/T 15835 4.3)."""
    figures = find_figures(text)
    pieces: list[str] = []
    position = 0
    for left, right in pairwise(figures):
        ends = text[right.end : right.end + 1] in ("", "，", "。", "；", "、", " ", ",", ";")
        if left.end == right.start and right.text[0].isdigit() and ends:
            pieces.append(text[position : left.end] + "，")
            position = left.end
    pieces.append(text[position:])
    joined = "".join(pieces)
    # The comma must not have changed what the text says.
    return joined if _values(joined) == _values(text) else text


def plain_paragraph(materials: Sequence[Material]) -> str:
    """Return several activities as one paragraph of plain sentences."""
    return "".join(plain_sentence(material) for material in materials)


def plain_list(materials: Sequence[Material]) -> str:
    """Return problems or plans as 一是…；二是…。, one clause for each activity."""
    items = [plain_sentence(material).rstrip("。") for material in materials]
    items = [item for item in items if item]
    if len(items) == 1:
        return f"{items[0]}。"
    return (
        "；".join(f"{_numeral(number)}是{item}" for number, item in enumerate(items, 1)) + "。"
        if items
        else ""
    )


def _numeral(number: int) -> str:
    if number <= 10:
        return _ORDER[number - 1]
    tens, ones = divmod(number, 10)
    return (_ORDER[tens - 1] if tens > 1 else "") + "十" + (_ORDER[ones - 1] if ones else "")
