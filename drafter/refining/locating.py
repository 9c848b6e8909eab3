"""Which sections and paragraphs an instruction means: by number, name or subject (pure)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from drafter.facts import FactSheet
from drafter.facts.lexicon import find_topic_words
from drafter.refining.structure import Section, heading_above, sections_of
from drafter.refining.words import number_of
from drafter.session import Part, Text

__all__ = ["Place", "find_places", "locate", "topics_of_parts"]

_N: Final = r"(?:[0-9０-９]{1,3}|[一二三四五六七八九十两]{1,3})"
_LAST: Final = rf"(?:倒数第{_N}|最后{_N}?|末尾)"
_SECTION: Final = re.compile(
    rf"(?P<section>第{_N}|{_LAST})(?:个|大)?(?:部分|节|章|大点|板块|块)"
    rf"(?:(?:的|里的?|中的?)?(?P<inner>第{_N}|{_LAST})(?:一)?(?:自然)?段)?"
)
_PARAGRAPHS: Final = re.compile(
    rf"(?P<first>第{_N}|{_LAST})(?:自然)?(?:段)?"
    rf"(?P<more>(?:(?:[、,，和与跟及同]|到|至|-|—|~)第?{_N}(?:自然)?段?)*)(?<=段)"
    rf"|(?<![0-9一二三四五六七八九十第])(?P<bare>[0-9]{{1,3}}(?:(?:[、,，和与跟及]|到|至|-)[0-9]{{1,3}})*)(?:自然)?段"
)
_WHOLE: Final = re.compile(
    "全文|整篇|通篇|全篇|整份(?:总结|材料|稿子)?|整个(?:总结|稿子|材料)|所有段落?|每一?段"
)
_HERE: Final = re.compile("这一?段|本段|当前段|此段|这一?部分|本部分|这里")
_OPENING: Final = re.compile("开头(?:那|这|的)?(?:一)?段?|引言|前言|开篇|首段")
_ENDING: Final = re.compile("结尾(?:那|这|的)?(?:一)?段?|末段")
_NAMED: Final = re.compile(
    r"(?P<name>[\u4e00-\u9fff“”]{2,14}?)"
    r"(?P<noun>(?:那|这)(?:一|个|几)?(?:段|部分|节|块|条)|(?:一|的那?|的这?)?(?:段|部分|板块|章节))"
)
_LEADING: Final = re.compile(
    "^(?:请|帮我|麻烦|再|还有|先|把|将|给|在|对|和|跟|与|同|关于|有关|里面|里|中|的|讲|写|说)+"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What a passage of an instruction points at.

    Attributes:
        parts: Ids of the paragraphs meant.
        heading: Id of the heading where a whole section is meant; "" for paragraphs.
        whole: Whether the whole text is meant.
        start: Where in the instruction it is named; ``end`` behind it.
        missing: What was named and is not there, for the answer to the user.
    """

    parts: tuple[str, ...]
    start: int
    end: int
    heading: str = ""
    whole: bool = False
    missing: str = ""


def topics_of_parts(text: Text, sheet: FactSheet) -> dict[str, tuple[str, ...]]:
    """Return the topic codes of each paragraph's activities."""
    topics = {activity.id: activity.topics for activity in sheet.activities}
    return {
        part.id: tuple(code for key in part.activities for code in topics.get(key, ()))
        for part in text.paragraphs
    }


def find_places(
    words: str, text: Text, topics: Mapping[str, tuple[str, ...]], focus: str = ""
) -> list[Place]:
    """Return every place that an instruction names by number or by a noun (那段, 部分), in order.

    Args:
        words: The instruction.
        text: The text that stands.
        topics: Topic codes of each paragraph.
        focus: What 这段 means.
    """
    found = [_numbered_section(match, text) for match in _SECTION.finditer(words)]
    for match in _PARAGRAPHS.finditer(words):
        if not _taken(found, match):
            found.append(_numbered_paragraphs(match, text))
    for pattern, parts, heading, whole in _fixed(text, focus):
        for match in pattern.finditer(words):
            edge = pattern in (_OPENING, _ENDING) and _behind_a_place(words, found, match)
            if not edge and not _taken(found, match):
                start, end = match.span()
                place = Place(parts=parts, heading=heading, whole=whole, start=start, end=end)
                found.append(place)
    for match in _NAMED.finditer(words):
        if _taken(found, match):
            continue
        named = _named(match, text, topics)
        if named is not None:
            found.append(named)
    return sorted(found, key=lambda place: place.start)


def locate(
    name: str, text: Text, topics: Mapping[str, tuple[str, ...]], *, sections: bool = True
) -> Place | None:
    """Return what a bare name (就业, 家庭教育, 存在的问题) means; None where nothing fits.

    Args:
        name: The name.
        text: The text that stands.
        topics: Topic codes of each paragraph.
        sections: Whether a whole section may be meant.
    """
    name = _LEADING.sub("", name).strip("“”，。 ")
    if len(name) < 2:
        return None
    return _by_name(name, text, topics, sections=sections)


def _taken(found: list[Place], match: re.Match[str]) -> bool:
    return any(place.start < match.end() and match.start() < place.end for place in found)


def _behind_a_place(words: str, found: list[Place], match: re.Match[str]) -> bool:
    """Whether 开头 is that of the place named before it (第3段开头), and not of the whole text."""
    return any(
        place.end <= match.start() and words[place.end : match.start()] in ("", "的", "里", "的最")
        for place in found
    )


def _fixed(text: Text, focus: str) -> list[tuple[re.Pattern[str], tuple[str, ...], str, bool]]:
    everything = tuple(part.id for part in text.paragraphs)
    rows = [(_WHOLE, everything, "", True)]
    if everything:
        rows += [(_OPENING, everything[:1], "", False), (_ENDING, everything[-1:], "", False)]
    part = text.part(focus)
    if part is not None and part.level == 1:
        inside = _section_of(text, focus)
        rows.append((_HERE, tuple(item.id for item in inside.paragraphs), focus, False))
    elif part is not None:
        rows.append((_HERE, (focus,), "", False))
    return rows


def _section_of(text: Text, heading: str) -> Section:
    return next(
        section
        for section in sections_of(text)
        if section.heading is not None and section.heading.id == heading
    )


def _index(words: str, count: int) -> int | None:
    """Return the place from 0 that 第三, 倒数第二 or 最后 names among ``count``; None if absent."""
    if words.startswith("倒数第"):
        number = number_of(words[3:])
        place = None if number is None else count - number
    elif words.startswith(("最后", "末尾")):
        place = count - 1
    else:
        number = number_of(words.removeprefix("第"))
        place = None if number is None else number - 1
    return place if place is not None and 0 <= place < count else None


def _numbered_section(match: re.Match[str], text: Text) -> Place:
    start, end = match.span()
    sections = sections_of(text)
    place = _index(match["section"], len(sections))
    if place is None:
        missing = f"没有{match[0]}，全文共{len(sections)}个部分"
        return Place(parts=(), start=start, end=end, missing=missing)
    section = sections[place]
    inside = section.paragraphs
    if match["inner"]:
        inner = _index(match["inner"], len(inside))
        if inner is None:
            missing = f"没有{match[0]}，那一部分共{len(inside)}段"
            return Place(parts=(), start=start, end=end, missing=missing)
        return Place(parts=(inside[inner].id,), start=start, end=end)
    heading = "" if section.heading is None else section.heading.id
    return Place(parts=tuple(part.id for part in inside), heading=heading, start=start, end=end)


def _numbered_paragraphs(match: re.Match[str], text: Text) -> Place:
    start, end = match.span()
    paragraphs = text.paragraphs
    written = match["bare"] or match["first"] + (match["more"] or "")
    pieces = re.split(r"([、,，和与跟及同]|到|至|-|—|~)", written)
    numbers: list[int] = []
    for place, piece in enumerate(pieces):
        if place % 2:
            continue
        index = _index(piece.replace("自然", "").rstrip("段"), len(paragraphs))
        if index is None:
            missing = f"没有{match[0]}，全文共{len(paragraphs)}段"
            return Place(parts=(), start=start, end=end, missing=missing)
        if place and pieces[place - 1] in "到至-—~":
            numbers += range(numbers[-1] + 1, index + 1)
        else:
            numbers.append(index)
    return Place(parts=tuple(paragraphs[n].id for n in numbers), start=start, end=end)


def _named(match: re.Match[str], text: Text, topics: Mapping[str, tuple[str, ...]]) -> Place | None:
    """Look a name up, its first characters dropped until something fits (把培训那段)."""
    sections = "部分" in match["noun"] or "节" in match["noun"] or "板块" in match["noun"]
    name = match["name"]
    for cut in range(len(name) - 1):
        word = _LEADING.sub("", name[cut:])
        if len(word) < 2:
            break
        place = _by_name(word, text, topics, sections=sections)
        if place is not None:
            start = match.end("name") - len(word)
            # 维权那段 is the paragraph, also where it is all that stands under its heading.
            heading = place.heading if sections else ""
            return Place(parts=place.parts, heading=heading, start=start, end=match.end())
    return None


def _by_name(
    name: str, text: Text, topics: Mapping[str, tuple[str, ...]], *, sections: bool
) -> Place | None:
    core = name.strip("“”").removesuffix("工作").removesuffix("方面") or name
    headed = _by_heading(core, text)
    if headed is not None and (sections or len(headed.parts) == 1):
        return headed
    best = _best_paragraph(core, text, topics)
    if best is None:
        return headed
    if sections and headed is None:
        above = heading_above(text, best.id)
        if above is not None and _mostly(core, _section_of(text, above.id), topics):
            section = _section_of(text, above.id)
            ids = tuple(part.id for part in section.paragraphs)
            return Place(parts=ids, heading=above.id, start=0, end=0)
    return Place(parts=(best.id,), start=0, end=0)


def _by_heading(name: str, text: Text) -> Place | None:
    for section in sections_of(text):
        if section.heading is not None and name in section.heading.text:
            ids = tuple(part.id for part in section.paragraphs)
            return Place(parts=ids, heading=section.heading.id, start=0, end=0)
    return None


def _codes(name: str) -> set[str]:
    return {word.code for word in find_topic_words(name)}


def _best_paragraph(name: str, text: Text, topics: Mapping[str, tuple[str, ...]]) -> Part | None:
    codes = _codes(name)
    best: tuple[float, Part] | None = None
    for part in text.paragraphs:
        if part.role == "opening":
            continue
        own = topics.get(part.id, ())
        score = 2.0 * min(part.text.count(name), 3)
        score += 1.5 * sum(code in codes for code in own) / len(own) if own else 0.0
        if score > 0 and (best is None or score > best[0]):
            best = (score, part)
    return None if best is None else best[1]


def _mostly(name: str, section: Section, topics: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether most paragraphs of a section are about a name."""
    codes = _codes(name)
    about = [
        part
        for part in section.paragraphs
        if name in part.text or codes & set(topics.get(part.id, ()))
    ]
    return 2 * len(about) > len(section.paragraphs)
