"""Plain sentences: an activity told by rule, when no model can or may.

Terse fragments get their verbs from a table and speech becomes written language; where the rules
do not fit, the notes' own words stand. They state every figure of the activity and nothing else,
so they verify by construction. Pure.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from drafter.drafting.clause_words import starts_with_verb
from drafter.drafting.material import Material
from drafter.drafting.meaning import strayed
from drafter.drafting.phrasing import Phrased, phrase
from drafter.drafting.polishing import as_sentence
from drafter.drafting.rows import is_run, rows_sentence, together
from drafter.drafting.wording import formal_words, set_figures_apart
from drafter.figures import find_figures

__all__ = [
    "phrased_or_none",
    "plain_paragraph",
    "plain_sentence",
    "said_anew",
    "takes_lead",
]

_OF_A_PLACE = re.compile("^([^，。；：]{2,8}(?:社区|村|镇|乡|街道))：")
_NUMERALS = frozenset("〇零一二三四五六七八九十百千万亿两半几0123456789")


def phrased_or_none(material: Material) -> Phrased | None:
    """Return an activity's clauses in official prose, if they say exactly what the note says.

    A wording that the meaning guard rejects is left out; where a clause has no other, no rule fits.
    """
    phrased = phrase(material.text)
    if phrased is None or not _states(phrased.text, material):
        return None
    clauses = [
        tuple(way for way in wordings if not strayed(_with(phrased, place, way), material.text))
        for place, wordings in enumerate(phrased.clauses)
    ]
    if not all(clauses):
        return None
    held = replace(phrased, clauses=tuple(clauses))
    return held if _states(held.text, material) else None


def _with(phrased: Phrased, place: int, way: str) -> str:
    """Return clauses as one sentence with another wording at one place."""
    return "".join(
        (way if i == place else wordings[0]) + joint
        for i, (wordings, joint) in enumerate(zip(phrased.clauses, phrased.joints, strict=True))
    )


def plain_sentence(
    material: Material, *, bare: bool = False, after: str = "", choice: int = 0
) -> str:
    """Return one activity as a sentence; "" where nothing may be said.

    The most formal wording is taken whose figures are still exactly those of the notes, at the
    last the notes' own characters.

    Args:
        material: The activity.
        bare: Leave the phrasing by rule aside.
        after: The sentence before; the same verb is not put at the start of both if another
            wording may stand.
        choice: Which wording of each clause to prefer, from 0.
    """
    phrased = None if bare else phrased_or_none(material)
    if phrased is not None:
        picks = [wordings[min(choice, len(wordings) - 1)] for wordings in phrased.clauses]
        others = [item for item in phrased.clauses[0] if item[:2] != after[:2]]
        if others and picks[0][:2] == after[:2]:
            picks[0] = others[0]
        said = "".join(map("".join, zip(picks, phrased.joints, strict=True)))
        if _states(said, material):
            return said
    apart = _set_apart(material)
    for words in (
        formal_words(material.text),
        material.text,
        set_figures_apart(material.text),
        apart,
    ):
        # 东湖社区：今年… is told of the community; only a ledger keeps the colon.
        sentence = _OF_A_PLACE.sub(r"\1", as_sentence(words))
        if _states(sentence, material):
            return sentence
    return as_sentence(apart)


def _states(sentence: str, material: Material) -> bool:
    """Whether a sentence has exactly the figures of the note, whatever of them must be told."""
    told = sorted(f"{found.value} {found.unit}" for found in find_figures(sentence))
    own = sorted(f"{fact.figure.value} {fact.figure.unit}" for fact in material.facts)
    noted = sorted(f"{found.value} {found.unit}" for found in find_figures(material.text))
    # 三成 半年 reads as one figure that no fact has: then the words are no measure.
    return told == own or (told == noted and not Counter(own) - Counter(noted))


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


def plain_paragraph(materials: Sequence[Material], *, lead: str = "", bare: bool = False) -> str:
    """Return several activities as one paragraph of plain sentences, behind its opening."""
    sentences: list[str] = []
    for group in together(materials, [material.text for material in materials]):
        before = sentences[-1] if sentences else ""
        sentences.append(_of_group(group, before, bare=bare))
    text = "".join(sentences)
    return lead + text if text and takes_lead(text, lead) else text


def _of_group(group: Sequence[Material], before: str, *, bare: bool) -> str:
    """Return what is told together as one sentence."""
    if is_run(group):
        return rows_sentence(group)
    said = [plain_sentence(material, bare=bare, after=before).rstrip("。") for material in group]
    return "；".join(filter(None, said)) + "。" if any(said) else ""


def said_anew(text: str, materials: Sequence[Material], wrong: Sequence[str]) -> str:
    """Return a plain paragraph with other words for the activities that hold a wrong clause.

    Each is told in its next wording, then by the notes' own words in written language, at the last
    exactly as the notes have it.
    """
    sentences = []
    for material in materials:
        ways = _ways(material)
        now = max((place for place, way in enumerate(ways) if way in text), default=0)
        if any(clause in ways[now] for clause in wrong):
            now = min(now + 1, len(ways) - 1)
        sentences.append(ways[now])
    return "".join(sentences)


def _ways(material: Material) -> list[str]:
    """Return every way to tell an activity plainly, from the best to the notes' own."""
    ways = [plain_sentence(material, choice=choice) for choice in range(3)]
    ways += [plain_sentence(material, bare=True), as_sentence(material.text)]
    return list(dict.fromkeys(way for way in ways if _states(way, material))) or ways[-1:]


def takes_lead(text: str, lead: str) -> bool:
    """Whether an opening such as 围绕提升妇女素质， goes before a text.

    It does before a verb, unless the text's first clause only names what the opening has named
    (发动妇女参与志愿服务，开展志愿服务工作，…).
    """
    first = text.split("，", 1)[0]
    named = {first[i : i + 2] for i in range(len(first) - 1)} - {"开展", "做好", "妇女"}
    twice = not find_figures(first) and any(pair in lead for pair in named)
    # 组织：全镇9个村 begins with a label, whatever its word may be elsewhere.
    return starts_with_verb(text) and not twice and not re.match("[^，。；]{1,6}：", text)
