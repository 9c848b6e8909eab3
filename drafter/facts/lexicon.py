"""The words that notes are read by: verbs, nouns, topics and cues, kept as data files.

The longest word at a place wins, so that 培训 inside 培训班 is no verb. Nothing here knows about
figures; everything is loaded once.
"""

import importlib.resources
import tomllib
from collections.abc import Container, Iterable, Iterator, Mapping
from enum import Enum
from functools import cache, lru_cache
from typing import Any, Final, NamedTuple

__all__ = ["Tag", "Token", "TopicWord", "cues", "find_topic_words", "topic_names", "words_of"]

# A one-character verb before one of these names a person or a thing, not an act.
_PERSONS: Final = frozenset("员师者生长费票表卡证率量额点站室所")
# One-character words that may stand before a verb.
_ADVERBS: Final = frozenset(
    "新再共已各全都均可先后又也还县市镇村乡省区我们他她其将被由多少下上年月日并来去现拟需要能会不未没"
)
_QUOTES: Final = frozenset("“”‘’\"'「」『』《》")


class Tag(Enum):
    """What a word of a note is for reading labels."""

    VERB = "verb"
    NAMING = "naming"  # a verb that also stands inside names: 培训, 慰问
    TAKING = "taking"  # what people do who come: 参加, 受益
    LIGHT = "light"  # joins a number to its subject: 达, 共
    NOUN = "noun"
    HEAD = "head"  # closes a noun phrase: 活动, 队伍
    OTHER = "other"


class Token(NamedTuple):
    """One word: text, tag and its place in the text that was read."""

    text: str
    tag: Tag
    start: int
    end: int


class TopicWord(NamedTuple):
    """A word that tells a topic, its weight from 1 to 3, and its place."""

    text: str
    code: str
    weight: int
    start: int


_SECTIONS: Final = {
    "act": Tag.VERB,
    "name": Tag.NAMING,
    "take": Tag.TAKING,
    "light": Tag.LIGHT,
    "whole": Tag.NOUN,
    "head": Tag.HEAD,
}
# A word that stands in several lists is what the first of these says.
_ORDER: Final = (Tag.NAMING, Tag.TAKING, Tag.LIGHT, Tag.VERB, Tag.NOUN, Tag.HEAD)


@lru_cache(maxsize=8192)
def words_of(text: str) -> tuple[Token, ...]:
    """Cut a text into words; what no list knows becomes runs of ``OTHER``."""
    words, sizes = _words()
    tokens: list[Token] = []
    end = 0
    for start, word in _known_words(text, words, sizes):
        if end < start:
            tokens.append(Token(text[end:start], Tag.OTHER, end, start))
        end = start + len(word)
        tokens.append(Token(word, words[word], start, end))
    if end < len(text):
        tokens.append(Token(text[end:], Tag.OTHER, end, len(text)))
    return _settled(tokens)


def _settled(tokens: list[Token]) -> tuple[Token, ...]:
    """Undo one-character verbs that are rather a part of an unknown word (调 in 婚调员)."""
    settled: list[Token] = []
    for place, each in enumerate(tokens):
        token = each
        joined = False
        if token.tag is Tag.VERB and len(token.text) == 1:
            after = tokens[place + 1] if place + 1 < len(tokens) else None
            before = settled[-1] if settled else None
            joined = (after is not None and after.text[0] in _PERSONS) or (
                before is not None
                and before.tag is Tag.OTHER
                and len(before.text) == 1
                and before.text not in _ADVERBS
            )
            token = token._replace(tag=Tag.OTHER) if joined else token
        if (
            settled
            and settled[-1].tag is Tag.OTHER
            and token.tag is Tag.OTHER
            and (joined or settled[-1].end == token.start)
        ):
            last = settled.pop()
            token = Token(last.text + token.text, Tag.OTHER, last.start, token.end)
        settled.append(token)
    return tuple(settled)


@lru_cache(maxsize=8192)
def find_topic_words(text: str) -> tuple[TopicWord, ...]:
    """Return the topic words of a text in order, the longest at each place; quotes are ignored."""
    words, sizes = _topics()
    if not _QUOTES.isdisjoint(text):
        places = [place for place, char in enumerate(text) if char not in _QUOTES]
        text = "".join(text[place] for place in places)
    else:
        places = []
    found: list[TopicWord] = []
    for position, word in _known_words(text, words, sizes):
        place = places[position] if places else position
        found += [TopicWord(word, code, weight, place) for code, weight in words[word]]
    return tuple(found)


@cache
def cues() -> dict[str, Any]:
    """Return the cue words for scope, role, header and noise."""
    return tomllib.loads(_data("cues.toml"))


@cache
def topic_names() -> dict[str, str]:
    """Return the name of each topic code."""
    names: dict[str, str] = cues()["topics"]
    return names


def _data(name: str) -> str:
    return importlib.resources.files("drafter.facts").joinpath(f"data/{name}").read_text("utf-8")


def _listed(name: str) -> Iterator[tuple[str, list[str]]]:
    section = ""
    for line in _data(name).splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            yield section, line.split()


@cache
def _words() -> tuple[dict[str, Tag], dict[str, tuple[int, ...]]]:
    tagged: dict[str, Tag] = {}
    for name in ("verbs.txt", "nouns.txt"):
        for section, words in _listed(name):
            tag = _SECTIONS[section]
            for word in words:
                known = tagged.get(word)
                if known is None or _ORDER.index(tag) < _ORDER.index(known):
                    tagged[word] = tag
    return tagged, _sizes(tagged)


@cache
def _topics() -> tuple[dict[str, tuple[tuple[str, int], ...]], dict[str, tuple[int, ...]]]:
    entries: dict[str, dict[str, int]] = {}
    for line in _data("topics.tsv").splitlines():
        if not line or line.startswith("#"):
            continue
        code, weight, words = line.split("\t")
        for word in words.split():
            known = entries.setdefault(word, {})
            known[code] = max(known.get(code, 0), int(weight))
    packed = {word: tuple(codes.items()) for word, codes in entries.items()}
    return packed, _sizes(packed)


def _sizes(words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """Return how long the words are that begin with two characters, the longest first."""
    sizes: dict[str, set[int]] = {}
    for word in words:
        if len(word) > 1:
            sizes.setdefault(word[:2], set()).add(len(word))
    return {pair: tuple(sorted(each, reverse=True)) for pair, each in sizes.items()}


def _known_words(
    text: str, words: Container[str], sizes: Mapping[str, tuple[int, ...]]
) -> Iterator[tuple[int, str]]:
    """Yield the words of a list with their places: at each place the longest, none inside it."""
    place = 0
    while place < len(text):
        for size in sizes.get(text[place : place + 2], ()):
            word = text[place : place + size]
            if word in words:
                break
        else:
            word = text[place]
            if word not in words:
                place += 1
                continue
        yield place, word
        place += len(word)
