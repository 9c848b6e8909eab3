"""Words of a clause become what is done and to what: the grammar that labels are made by.

Nothing here knows of figures; the words are those around one.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from drafter.facts.lexicon import Tag, Token, cues, words_of

__all__ = [
    "LONGEST",
    "Label",
    "clause_label",
    "is_naming",
    "is_place",
    "limited",
    "named_apart",
    "noun_after",
    "noun_before",
    "trimmed",
    "verb_and_object",
    "without_level",
    "word_list",
    "word_set",
]

_QUOTES: Final = re.compile('[“”‘’"「」『』]')
_STRIP: Final = " \t、，,；;。：:—-–·/的~～=＝+＋→×〃>.．|*\"“”‘’'（）()"
_MASKED_YEAR: Final = re.compile(r"^(?:20)?[xX×]{2,4}年?度?")
_LIST_END: Final = re.compile(r"^.{2,}?等(?:各类|各种|多种|多项|各项|\d+[种类项])?(?=[^、，]{2,}$)")
_BOOK: Final = re.compile(r"《[^》]*》(?:[、和及与]|等)?")
LONGEST: Final = 18
_LONGEST_EDGE: Final = 8
# 村妇联主席 is an office, 村妇联慰问 somebody's act.
_OFFICES: Final = ("主席", "副主席", "干部", "执委", "组织", "主任")
_MOST: Final = 8192
_WHENS: Final = frozenset("前后内底初末间")


@dataclass(frozen=True, slots=True)
class Label:
    """What one figure counts. ``part_of`` is the index of its whole among the same figures."""

    text: str
    verb: str = ""
    object: str = ""
    part_of: int | None = None


# The words around a figure are read again for its neighbours, and headings for each line below.
@lru_cache(maxsize=_MOST)
def clause_label(words: str) -> Label:
    """Return what the words of a clause say is done, and to what."""
    flat = trimmed(words)
    verb, thing = verb_and_object(flat)
    short = flat.removesuffix(verb)
    if verb and not thing and flat != short and 0 < len(short) <= 2 and short not in _WHENS:
        return Label(flat, verb)  # 应查, 实查, 多查
    if verb and thing and flat.find(thing) < flat.find(verb):
        # The object stands first: 纠纷调处, 五好家庭评了.
        text = (
            thing + verb
            if verb in word_set("behind") or verb not in word_set("fronting")
            else verb + thing
        )
        return Label(limited(text), verb, thing)
    return Label(limited(verb + thing), verb, thing)


def verb_and_object(words: str) -> tuple[str, str]:
    """Split the words of a clause into what is done and to what; either may be empty.

    The last plain verb rules. A verb that also stands inside names (培训) is a verb only when
    something to act on follows it and nothing closes a name.
    """
    flat = trimmed(words)
    bare = trimmed(_BOOK.sub("", flat))
    if len(bare) > 1:
        flat = bare
    if not flat:
        return "", ""
    tokens = words_of(flat)
    chosen = _verb_place(tokens)
    if chosen is None:
        return "", trimmed(_joined(tokens))
    verb = tokens[chosen].text
    thing = trimmed(_joined(tokens[chosen + 1 :]))
    if len(thing) > LONGEST - len(verb) or "等" in thing:
        thing = trimmed(_LIST_END.sub("", thing))
    if not thing and tokens[chosen].tag is Tag.NAMING:
        before = trimmed(_joined(_tail_phrase(tokens[:chosen])))
        if before:
            # 家政培训, 慰问困难妇女走访: the words before make it a name.
            return "", limited(before + verb)
    if not thing:
        noun = trimmed(_joined(_tail_phrase(tokens[:chosen])))
        if len(noun) > 1 and tokens[chosen].tag is Tag.TAKING and not is_place(noun):
            return verb, noun
        if (
            len(noun) > 1
            and (verb in word_set("fronting") or verb in word_set("behind"))
            and not is_place(noun)
        ):
            return verb, noun
    return verb, thing


def _verb_place(tokens: Sequence[Token]) -> int | None:
    """Return the index of the verb that rules the words, None where it is all names.

    A verb that only brings others in (联合…) rules where nothing else does; a short verb or one of
    those who come counts only where no full verb stands before it (争取到, 婴幼儿营养包).
    """
    naming: int | None = None
    plain: int | None = None
    joining: int | None = None
    for place, token in enumerate(tokens):
        if token.tag in {Tag.VERB, Tag.TAKING}:
            if token.text in word_set("joining"):
                joining = place if joining is None else joining
                continue
            weak = token.tag is Tag.TAKING or len(token.text) == 1
            if weak and (plain is not None or (joining is not None and len(token.text) == 1)):
                continue
            if plain is None or place + 1 < len(tokens):
                plain = place
                naming = None
        elif token.tag is Tag.NAMING and plain is None and naming is None:
            naming = None if _closes(tokens, place) else place
    if plain is not None:
        return plain
    return naming if naming is not None else joining


def _closes(tokens: Sequence[Token], place: int) -> bool:
    """Whether a naming verb is a part of a name here (整治 in 环境整治活动)."""
    rest = tokens[place + 1 :]
    if not rest:
        return False
    if rest[0].tag is Tag.NAMING or (rest[0].tag is Tag.NOUN and place > 0):
        return True
    person = rest[-1].text.endswith(word_list("people"))
    if rest[0].tag is Tag.HEAD:
        return not rest[0].text.endswith(word_list("people"))
    return (
        rest[-1].tag is Tag.HEAD and len(rest) <= 2 and rest[0].tag is not Tag.OTHER and not person
    )


def _tail_phrase(tokens: Sequence[Token]) -> Sequence[Token]:
    """The last words before a verb that belong together."""
    start = len(tokens)
    while start and tokens[start - 1].tag not in {Tag.VERB, Tag.LIGHT, Tag.TAKING}:
        start -= 1
    return tokens[start:]


def _joined(tokens: Sequence[Token]) -> str:
    return "".join(token.text for token in tokens)


def noun_after(right: str) -> str:
    """The name that follows a measure word directly, up to the verb behind it."""
    right = right.removeprefix("的").partition("（")[0].partition("(")[0]
    if not right or right[0] in " \t、和与及":
        return ""
    tokens = words_of(right)
    kept: list[Token] = []
    for place, token in enumerate(tokens):
        if token.tag in {Tag.VERB, Tag.TAKING, Tag.LIGHT} and kept:
            break
        if token.tag is Tag.TAKING and token.text in word_set("attributive"):
            kept.append(token)
            continue
        if token.tag in {Tag.VERB, Tag.TAKING, Tag.LIGHT}:
            return ""
        if token.tag is Tag.NAMING:
            rest = tokens[place + 1 :]
            name = any(later.tag in {Tag.HEAD, Tag.NOUN, Tag.NAMING} for later in rest[:2])
            if not kept and not name and rest:
                return ""
            if kept and not name and rest:
                break
        if " " in token.text:
            kept.append(Token(token.text.split(" ")[0], token.tag, token.start, token.end))
            break
        kept.append(token)
    joined = _joined(kept)
    # 14个村妇联: beside a number the federations are what is counted, and not who counts.
    told = trimmed(joined) or (joined if joined.endswith("妇联") else "")
    noun = re.split("[与跟]", told)[0].rstrip("全都均各已就也便共作")
    if len(noun) > LONGEST - 4 and "、" in noun:
        noun = _LIST_END.sub("", noun) if _LIST_END.match(noun) else noun.split("、")[0]
    return limited(noun)


def noun_before(left: str) -> str:
    """Return what the words before a figure act on."""
    return verb_and_object(left)[1]


@lru_cache(maxsize=_MOST)
def trimmed(words: str) -> str:
    """Take marks, times and joining words off both ends."""
    flat = _MASKED_YEAR.sub("", _QUOTES.sub("", words).strip(_STRIP)).strip(_STRIP)
    starts, ends = cues()["labels"]["edge_start"], cues()["labels"]["edge_end"]
    changed = True
    while changed and flat:
        changed = False
        size = len(flat)
        shorter = _without_edge(flat)
        if shorter != flat:
            flat = shorter
        elif size > 1 and flat[0] in starts and not _is_word_start(flat, flat[0]):
            flat = flat[1:].strip(_STRIP)
        elif size > 1 and flat[-1] in ends and not _is_word_end(flat, flat[-1]):
            flat = flat[:-1].strip(_STRIP)
        elif size == 1 and (flat in starts or flat in ends):
            return ""
        changed = len(flat) < size
    if ("（" in flat) != ("）" in flat) or ("(" in flat) != (")" in flat):
        flat = _whole_brackets(flat, words)
    if " " in flat:
        flat = flat.rpartition(" ")[2] if len(flat) > LONGEST else flat.replace(" ", "")
    return flat


def _whole_brackets(flat: str, words: str) -> str:
    """Give a bracket that was cut its other half (应换届村（社区）), else take it out."""
    place = words.find(flat)
    behind = words[place + len(flat) : place + len(flat) + 1] if place >= 0 else ""
    return flat + behind if behind in ("）", ")") else re.sub(r"[（(）)]", "", flat)


def _without_edge(flat: str) -> str:
    edges = _edges()
    for edge in edges.opening(flat):
        size = len(edge)
        if size == len(flat):
            return ""
        if not _is_word_start(flat, edge) and not (
            edge.endswith("妇联") and flat.startswith(_OFFICES, size)
        ):
            rest = flat[size:].strip(_STRIP)
            # 春节前跑了19个村: 前 belongs to the day.
            dated = edge in word_set("times") and len(rest) > 1
            return rest.lstrip("前后").strip(_STRIP) if dated else rest
    for edge in edges.closing(flat):
        if (
            edge != flat
            and not edge.endswith("妇联")
            and edge[0] not in "全我"
            and not _is_word_end(flat, edge)
        ):
            return flat[: -len(edge)].strip(_STRIP)
    return flat


def _is_word_start(words: str, edge: str) -> bool:
    """Whether the edge is only the beginning of a longer known word (对 in 对象)."""
    first = words_of(words[:8])[0]
    return len(first.text) > len(edge) and first.tag is not Tag.OTHER


def _is_word_end(words: str, edge: str) -> bool:
    last = words_of(words[-8:])[-1]
    return len(last.text) > len(edge) and last.tag not in {Tag.OTHER, Tag.LIGHT}


def named_apart(one: str, other: str) -> bool:
    """Whether two phrases end alike and begin with names that differ: 毛竹加工户, 海产品加工户."""
    mine, theirs = one.strip(_STRIP), other.strip(_STRIP)
    size = 0
    while size < min(len(mine), len(theirs)) and mine[-1 - size] == theirs[-1 - size]:
        size += 1
    first, second = mine[: len(mine) - size], theirs[: len(theirs) - size]
    if size < 2 or not first or not second or set(first) & set(second):  # a word
        return False
    acts = {Tag.VERB, Tag.NAMING, Tag.TAKING}
    return not any(token.tag in acts for token in (*words_of(first), *words_of(second)))


def limited(words: str) -> str:
    """Keep a label short: its verb and the last words, cut between words."""
    if len(words) <= LONGEST:
        return words
    tokens = words_of(words)
    lead = tokens[0].text if tokens[0].tag in {Tag.VERB, Tag.NAMING} else ""
    kept = ""
    for token in reversed(tokens):
        if len(lead) + len(token.text) + len(kept) > LONGEST:
            break
        kept = token.text + kept
    return (lead + kept) or words[-LONGEST:]


def without_level(noun: str) -> str:
    """Take 县级 and its like off the front of a name."""
    for level in sorted(word_list("levels"), key=len, reverse=True):
        if len(level) > 1 and noun.startswith(level):
            return noun[len(level) :]
    return noun


class _Edges:
    """Words to take off both ends, found by their first and last two characters."""

    def __init__(self, words: Iterable[str]) -> None:
        self.first: dict[str, list[str]] = {}
        self.last: dict[str, list[str]] = {}
        for word in sorted(set(words), key=len, reverse=True):
            if 1 < len(word) <= _LONGEST_EDGE:
                self.first.setdefault(word[:2], []).append(word)
                self.last.setdefault(word[-2:], []).append(word)

    def opening(self, text: str) -> list[str]:
        """Return those that a text begins with, the longest first."""
        return [word for word in self.first.get(text[:2], ()) if text.startswith(word)]

    def closing(self, text: str) -> list[str]:
        """Return those that a text ends with, the longest first."""
        return [word for word in self.last.get(text[-2:], ()) if text.endswith(word)]


@cache
def _edges() -> _Edges:
    labels = cues()["labels"]
    return _Edges((*labels["edge"], *labels["times"]))


@cache
def word_list(name: str) -> tuple[str, ...]:
    """Return one of the word lists for labels."""
    return tuple(cues()["labels"][name])


@cache
def word_set(name: str) -> frozenset[str]:
    """Return one of the word lists for labels, to look words up in."""
    return frozenset(cues()["labels"][name])


def is_place(noun: str) -> bool:
    """Whether words name where something was, not what."""
    return bool(
        re.fullmatch(
            r"[\u4e00-\u9fff]{0,6}(?:镇里|村里|县里|市里|乡里|上|里|处|大集|广场|街上|村|镇|乡|县|市|区|社区|街道|所)",
            noun,
        )
    )


def is_naming(verb: str) -> bool:
    """Whether a verb also stands inside names."""
    tokens = words_of(verb)
    return len(tokens) == 1 and tokens[0].tag is Tag.NAMING
