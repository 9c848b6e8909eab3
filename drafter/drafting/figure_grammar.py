"""A grammar under which a model can write no figure but those of its paragraph's facts.

Digits and Chinese numerals come out only inside whole figures, value with unit and hedge, or
inside fixed words (进一步, “三八”). It binds values, units and hedges; whether a figure stands with
the right thing is the verifier's to judge. Source of the form: llama.cpp's GBNF.
"""

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from drafter.drafting.material import Material
from drafter.facts import Fact
from drafter.figures import find_figures

__all__ = ["banned_characters", "figure_grammar", "list_grammar", "literal"]

# Everything that can start or continue a number, plus what no official paragraph holds.
_BANNED = (
    r"0-9０-９①-⓿㈠-㈩㊀-㊉❶-➓%％‰〇零一二三四五六七八九十百千万亿两俩仨廿卅半"
    r"壹贰叁肆伍陆柒捌玖拾佰仟几XxＸｘ×\n\r\t#*|<>{}_~`\\\-"
)
_ORDER = ("一是", "二是", "三是", "四是", "五是", "六是", "七是", "八是", "九是", "十是")


@lru_cache(maxsize=1)
def _fixed_words() -> tuple[str, ...]:
    lines = files("drafter.drafting").joinpath("data/numeral_words.txt").read_text("utf-8")
    return tuple(
        line.strip() for line in lines.splitlines() if line.strip() and not line.startswith("#")
    )


def banned_characters() -> str:
    """Return what may stand in no free text, as the inside of a character class."""
    return _BANNED


def literal(text: str) -> str:
    """Return a text as a grammar quotes it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'


def _spellings(fact: Fact) -> list[str]:
    """Return the ways in which one figure may be written."""
    text = "".join(fact.figure.text.split())
    # 860多人 is speech, 860余人 is how the genre writes it; both say "over".
    if "多" in text and text[0].isdigit():
        return [text.replace("多", "余"), text]
    return [text] if text else []


def _surfaces(materials: Sequence[Material]) -> list[str]:
    """Return every way in which the paragraph's figures may be written, once each."""
    return list(
        dict.fromkeys(
            spelling
            for material in materials
            for fact in material.facts
            for spelling in _spellings(fact)
        )
    )


def _named(materials: Sequence[Material]) -> list[str]:
    """Return the numeric expressions of the notes that are no figures (“三八”, 两癌, 万源)."""
    return list(
        dict.fromkeys(
            found.text
            for material in materials
            for found in find_figures(material.text, everything=True)
            if not found.is_figure and found.text.strip()
        )
    )


def _words(materials: Sequence[Material]) -> str:
    words = list(dict.fromkeys([*_named(materials), *_fixed_words()]))
    return (
        f"text ::= [^{_BANNED}。；：:;.!?！？]\n"
        f"word ::= {' | '.join(literal(word) for word in words)}\n"
    )


def _segment(number: int, material: Material) -> str:
    """Return the rules of one activity's part: free words and its own figures, no other's."""
    figures = _surfaces([material])
    if not figures:
        return f"part{number} ::= text | word\n"
    return (
        f"part{number} ::= text | word | figure{number}\n"
        f"figure{number} ::= {' | '.join(literal(figure) for figure in figures)}\n"
    )


def figure_grammar(materials: Sequence[Material], *, leads: Sequence[str] = ()) -> str:
    """Return the grammar of one paragraph: one stretch for each activity, in the plan's order.

    A stretch holds figures of its own activity only, so that no figure can wander to another, and
    every activity gets one. A paragraph of a single activity may hold several sentences.

    Args:
        materials: The activities of the paragraph.
        leads: Openings of which the model takes one; none leaves the opening free.
    """
    opening = f"({' | '.join(literal(lead) for lead in leads)}) " if leads else ""
    if len(materials) == 1:
        root = 'part0+ (stop part0+)* "。"'
    else:
        root = " stop ".join(f"part{i}+" for i in range(len(materials))) + ' "。"'
    segments = "".join(_segment(i, material) for i, material in enumerate(materials))
    stop = 'stop ::= "。" | "；"\n'
    return f"root ::= {opening}{root}\n{stop}{segments}{_words(materials)}"


def list_grammar(materials: Sequence[Material]) -> str:
    """Return the grammar of problems or plans: 一是…；二是…。, one item for each activity."""
    count = min(len(materials), len(_ORDER))
    items = " ".join(f"{literal(('；' if i else '') + _ORDER[i])} part{i}+" for i in range(count))
    segments = "".join(_segment(i, materials[i]) for i in range(count))
    return f'root ::= {items} "。"\n{segments}{_words(materials)}'
