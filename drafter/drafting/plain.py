"""Plain sentences: an activity told by rule, when no model can or may.

Terse fragments get their verbs from a table and speech becomes written language; where the rules
do not fit, the notes' own words stand. They state every figure of the activity and nothing else,
so they verify by construction. Pure.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from drafter.drafting.material import Material
from drafter.drafting.meaning import strayed
from drafter.drafting.phrasing import Phrased, phrase, starts_with_verb
from drafter.drafting.polishing import as_sentence
from drafter.drafting.wording import formal_words, set_figures_apart
from drafter.figures import find_figures

__all__ = [
    "phrased_or_none",
    "plain_list",
    "plain_paragraph",
    "plain_sentence",
    "said_anew",
    "takes_lead",
    "woven_list",
    "woven_paragraph",
]

_LONGEST_TIME = 6
_ORDER = "一二三四五六七八九十"
# What the lead sentence of a list has said already: 问题：…, 明年想法，…, 2026年计划：①….
_AHEAD = "(?:20\\d\\d年|明年|来年|下半年|下一步|下步|今后|接下来)"
_ANNOUNCED = re.compile(
    r"^(?:(?:存在的?)?(?:主要)?(?:问题|不足|困难|短板)[：:，]|"
    r"(?:不好|不足|差|欠缺|薄弱|做得不够)的?(?:地方|方面|之处)?：|"
    rf"{_AHEAD}?(?:想|要|准备|打算)[干做办搞]的(?:事情?)?[：:，]|"
    rf"{_AHEAD}?的?(?:工作|初步)?(?:想法|打算|思路|计划|安排)[：:，]|{_AHEAD}[，：:])"
)
# The notes' own marks of a list, which 一是 replaces.
_ITEM_MARK = re.compile(
    r"^(?:[一二三四五六七八九十]是(?:要)?，?|[①-⑳]|[（(]\d{1,2}[）)]|\d{1,2}[、)）])(?=\D|\d+[月年个期场人名户次])"
)
# A heading of the notes that came through as a line: 下半年, 2026打算.
_LEAD_WORDS = re.compile(
    r"(?:20\d\d年?|明年|来年|下半年|下一步|今后)?的?(?:工作)?(?:打算|计划|安排|想法|思路)?"
)
_WHEN_LAST = re.compile(
    r"^([^，。；]{2,24})，((?:1[0-2]|[1-9])月(?:底|初|中旬|上旬|下旬|份)?(?:前)?)$"
)
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
        sentence = as_sentence(words)
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
    for material in materials:
        sentences.append(
            plain_sentence(material, bare=bare, after=sentences[-1] if sentences else "")
        )
    text = "".join(sentences)
    return lead + text if text and takes_lead(text, lead) else text


def woven_paragraph(
    materials: Sequence[Material], own: Sequence[str], lead: str = ""
) -> tuple[str, int]:
    """Return a paragraph of a model's sentences, and how many characters of it are plain.

    Args:
        materials: The activities.
        own: A model's sentence for each; "" where the plain one has to stand.
        lead: The paragraph's opening, put before a verb.
    """
    sentences: list[str] = []
    plain_chars = 0
    for material, said in zip(materials, own, strict=True):
        sentence = said or plain_sentence(material, after=sentences[-1] if sentences else "")
        plain_chars += 0 if said else len(sentence)
        sentences.append(sentence)
    text = "".join(sentences)
    return (lead + text if text and takes_lead(text, lead) else text), plain_chars


def woven_list(materials: Sequence[Material], own: Sequence[str]) -> tuple[str, int]:
    """Return problems or plans as 一是…；二是…。 and how many characters of it are plain."""
    items: list[str] = []
    plain_chars = 0
    for material, said in zip(materials, own, strict=True):
        told = [said.rstrip("。")] if said else _items(material, bare=False)
        told = [item for item in told if not _LEAD_WORDS.fullmatch(item)]
        plain_chars += 0 if said else sum(map(len, told))
        items += told
    return _listed(items), plain_chars


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


def plain_list(materials: Sequence[Material], *, bare: bool = False, lead: str = "") -> str:
    """Return problems or plans as 一是…；二是…。, one clause for each thing.

    What ``lead``, the sentence before, says of the time (2026年，…) no item says again.
    """
    time = lead.split("，", 1)[0]
    said = [item for material in materials for item in _items(material, bare=bare)]
    if time and len(time) <= _LONGEST_TIME:
        said = [item.removeprefix(time).lstrip("，") or item for item in said]
    return _listed(said)


def _listed(items: Sequence[str]) -> str:
    if len(items) == 1:
        return f"{items[0]}。"
    return (
        "；".join(f"{_numeral(number)}是{item}" for number, item in enumerate(items, 1)) + "。"
        if items
        else ""
    )


def _items(material: Material, *, bare: bool) -> list[str]:
    """Return the things of one problem or plan: what a semicolon parts is told apart."""
    sentence = plain_sentence(material, bare=True).rstrip("。")
    if bare:
        return [sentence] if sentence else []
    sentence = _ANNOUNCED.sub("", sentence)
    items = [_ITEM_MARK.sub("", item.strip("，")) for item in sentence.split("；")]
    # 举办妇女代表大会，9月: when stands before what, as in speech of plans.
    items = [_WHEN_LAST.sub(r"\2\1", item) for item in items]
    return [item for item in items if item and not _LEAD_WORDS.fullmatch(item)]


def _numeral(number: int) -> str:
    if number <= 10:
        return _ORDER[number - 1]
    tens, ones = divmod(number, 10)
    return (_ORDER[tens - 1] if tens > 1 else "") + "十" + (_ORDER[ones - 1] if ones else "")
