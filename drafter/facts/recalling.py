"""What a figure may borrow from what was told before it: its like, its event, what money is.

A clause that only says 来了60人 leans on the class, the heading or the figure before it.
"""

import re
from typing import Final

from drafter.facts.lexicon import Tag, cues, find_topic_words, words_of
from drafter.facts.phrases import Label, clause_label, is_naming, trimmed, word_list, word_set
from drafter.facts.spoken import taught_in
from drafter.facts.surroundings import SHARES, TRANSPARENT, Passage
from drafter.facts.vagueness import EMPTY, SHORT_THING, matter_of
from drafter.facts.wholes import PEOPLE, same_class

__all__ = [
    "acted_on",
    "event_before",
    "event_joined",
    "given_name",
    "has_kin_rate",
    "head_noun",
    "kin_of",
    "matter_before",
    "money_name",
    "object_before",
    "opening_event",
    "previous_of",
    "rate_of",
    "receivers_before",
    "same_unit_of",
    "subject_of",
    "thing_before",
    "unit_before",
]

_VISITS: Final = re.compile("慰问|走访|看望")
_EVENT_NAME: Final = re.compile(r"[\u4e00-\u9fff]{1,8}?(?:班|营|课堂|学校)")
# 给妇女办了个育种班 is 育种班.
_GIVEN: Final = re.compile("了[一个]{1,2}(?=..)")
# 妇字号基地是县里直接评的 is about the bases.
_GIVEN_TO_WHOM: Final = re.compile(r"(?:给|为|向|对|帮)(?P<rest>[^\d]{3,20})$")
_IS: Final = re.compile(r"(.{2,12}?)是[^，,；;。]{2,}的?$")


def previous_of(passage: Passage, index: int) -> Label | None:
    """Return the label of the nearest figure before it that counts."""
    for back in range(index - 1, -1, -1):
        if passage.placed[back].figure.kind not in TRANSPARENT:
            return passage.found[back]
    return None


def kin_of(passage: Passage, index: int) -> Label | None:
    """The label of the nearest figure before it that counts the same sort of thing."""
    parts = None
    for back in range(index - 1, -1, -1):
        if same_class(passage.placed[back], passage.placed[index]):
            if passage.found[back].part_of is None:
                return passage.found[back]
            parts = parts or passage.found[back]
    return parts


def same_unit_of(passage: Passage, index: int) -> Label | None:
    """The label of the nearest whole before it in the same measure word."""
    unit = passage.placed[index].figure.unit
    for back in range(index - 1, -1, -1):
        if unit and passage.placed[back].figure.unit == unit:
            return passage.found[back] if passage.found[back].part_of is None else None
    return None


def has_kin_rate(passage: Passage, index: int) -> bool:
    """Whether the nearest figure of the same sort is so much for each (每户500元)."""
    for back in range(index - 1, -1, -1):
        if same_class(passage.placed[back], passage.placed[index]):
            return passage.placed[back].figure.per is not None
    return False


def rate_of(passage: Passage, index: int) -> Label | None:
    """The label of the nearest share before it."""
    for back in range(index - 1, -1, -1):
        if passage.placed[back].figure.kind in SHARES:
            return passage.found[back]
    return None


def unit_before(passage: Passage, index: int) -> str:
    """The measure word of the nearest figure before it that counts."""
    for back in range(index - 1, -1, -1):
        if passage.placed[back].figure.kind not in TRANSPARENT:
            return passage.placed[back].figure.unit or ""
    return ""


def thing_before(passage: Passage, index: int) -> str:
    """印资料3万份，发出去2.6万份: what was counted in the same measure word just before."""
    kin = kin_of(passage, index)
    unit = passage.placed[index].figure.unit or ""
    alike = kin is not None and unit not in PEOPLE and unit not in word_set("events")
    torn = kin is not None and kin.object.endswith(("了", "过"))
    return kin.object if kin is not None and alike and unit and not torn else ""


def head_noun(passage: Passage) -> str:
    """Return the name of what the passage opens with; empty without one."""
    if not passage.head:
        return ""
    label = clause_label(passage.head)
    return label.object or (label.verb if is_naming(label.verb) else "")


def event_before(passage: Passage, index: int) -> str:
    """What people came to: the last thing counted in 场 or 期, else the passage's subject."""
    for back in range(index - 1, -1, -1):
        if (passage.placed[back].figure.unit or "") in word_set("events"):
            return passage.found[back].object
    noun = _GIVEN.split(head_noun(passage))[-1]
    tokens = words_of(noun)
    last = tokens[-1].tag if tokens else Tag.OTHER
    return noun if last in {Tag.HEAD, Tag.NOUN, Tag.NAMING} and len(noun) <= 12 else ""


def event_joined(passage: Passage, index: int) -> str:
    """Return the event that was counted right before persons: 再办1期月嫂班，招50人."""
    joined = passage.placed[index].figure.unit in PEOPLE
    if not joined or unit_before(passage, index) not in word_set("events"):
        return ""
    event = previous_of(passage, index)
    return event.object if event is not None and find_topic_words(event.object) else ""


def opening_event(passage: Passage) -> str:
    """The class or school that the passage opens with (暑假托管班7月8号开到…)."""
    named = _EVENT_NAME.match(passage.text)
    return named[0] if named else ""


def money_name(passage: Passage) -> str:
    """What the money of the passage is called: 救助金 in a passage about 两癌救助."""
    for subject in (passage.head, passage.lead, passage.text[:40]):
        for word, name in cues()["labels"]["money"]:
            if word in subject:
                return str(name)
    return ""


def given_name(passage: Passage) -> str:
    """What money is called that is handed over on a visit."""
    return "慰问金" if _VISITS.search(f"{passage.section}，{passage.lead}，{passage.text}") else ""


def matter_before(passage: Passage, index: int) -> str:
    """What is taught, or else what the figure of its kind before it counts."""
    if taught := taught_in(passage.text[: passage.placed[index].start]):
        return f"{taught}培训"
    kin = kin_of(passage, index)
    return (
        (kin.object or kin.text)
        if kin is not None
        else matter_of(passage.head) or matter_of(passage.lead)
    )


def subject_of(passage: Passage, index: int) -> str:
    """What the passage is about, by its opening or the headings above it."""
    told = _IS.match(passage.head)
    for words in (told[1] if told else passage.head, passage.lead, passage.section):
        label = clause_label(words)
        for name in (label.object, label.text):
            if len(name) > 1 and name not in EMPTY:
                return name
    previous = previous_of(passage, index)
    return previous.object if previous is not None else ""


def acted_on(passage: Passage, own: str) -> str:
    """What the same verb had for its object before: 包粽子…，包了600个."""
    verb = own.rstrip("了着过的")
    if not verb or len(verb) > 1 or (at := passage.text.find(verb)) < 0:
        return ""
    if any(
        token.start < at < token.end and token.tag is not Tag.OTHER
        for token in words_of(passage.text)
    ):
        return ""  # 查 of 检查 is no verb
    tokens = words_of(re.split("[，,；;。：:、]", passage.text[at + 1 :])[0])
    if not tokens or passage.text[at + 1 : at + 2] in "了着过的":
        return ""
    first = tokens[0]
    noun = first.tag not in {Tag.VERB, Tag.TAKING, Tag.LIGHT} and not re.search(r"\d", first.text)
    return verb + first.text if noun and 1 < len(first.text) <= SHORT_THING else ""


def object_before(passage: Passage, index: int) -> str:
    """Return what the clause before acted on: 每次都有心得，交上来41篇."""
    clauses = re.split("[，,；;。：:]", passage.text[: passage.placed[index].start])[:-1]
    if not clauses or re.search(r"\d", clauses[-1]):
        return ""
    tokens = words_of(clauses[-1])
    held = [token.end for token in tokens if token.tag is Tag.LIGHT]
    label = clause_label(clauses[-1][held[-1] :] if held else clauses[-1])
    named = (label.verb or held) and 1 < len(label.object) <= SHORT_THING
    return label.object if named and label.object[0] not in "不没" else ""


def receivers_before(passage: Passage, index: int) -> str:
    """Return to whom the clause before gave: 给留守儿童送书包，一共120名."""
    clauses = re.split("[，,；;。：:]", passage.text[: passage.placed[index].start])[:-1]
    given = _GIVEN_TO_WHOM.search(clauses[-1]) if clauses else None
    if given is None:
        return ""
    end = next(
        (
            token.start
            for token in words_of(given["rest"])
            if token.start and token.tag in {Tag.VERB, Tag.NAMING, Tag.LIGHT}
        ),
        0,
    )
    whom = trimmed(given["rest"][:end])
    return whom if whom.endswith(word_list("people")) else ""
