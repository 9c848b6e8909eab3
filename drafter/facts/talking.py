"""Whether a line without figures is talk among those who write the notes, and no work of the org.

Pasted chats and hasty notes hold greetings, questions and words about the writing itself. No one
word tells them apart from work (大家 swept the street, and 大家 are asked for their figures), so
what speaks for talk is weighed against what speaks for work. A doubtful line is kept: a line too
much is seen and struck out by the reader, a line lost is not missed.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from drafter.facts.lexicon import Tag, cues, find_topic_words, words_of

__all__ = ["asks_for", "is_private", "is_talk"]

_QUOTED: Final = re.compile(r"[“《「『][^”》」』]*[”》」』]")
_CLAUSE: Final = re.compile(r"[，,；;。！!？?：:\s、]+")
_ASKS: Final = re.compile(r"(?:[？?吗]|对吧|是吧|[去上前]年呢)[。！!？?]*$")
_SHORT_ACTS: Final = re.compile(r"[报成送交修办教做评讲清扫种栽建帮]了?")
_LEAST: Final = 2
_LONG_VERB: Final = 2
# A long line has told something, whatever else is said in it.
_PROSE: Final = 60


@dataclass(frozen=True, slots=True)
class _Sign:
    """A sign of talk: where it shows, how much it weighs."""

    pattern: re.Pattern[str]
    weight: int


@cache
def _signs() -> tuple[_Sign, ...]:
    return tuple(_Sign(re.compile(each["is"]), each["weight"]) for each in cues()["talk"]["signs"])


@cache
def _any(name: str) -> re.Pattern[str]:
    """Any of the patterns of one list."""
    return re.compile("|".join(cues()["talk"][name]))


@cache
def _asking() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(words), name) for words, name in cues()["talk"]["asks"])


def asks_for(text: str) -> str:
    """Return what a line of talk asks the others to tell next: 问题, 打算; empty without."""
    return next((name for pattern, name in _asking() if pattern.search(text)), "")


def is_private(text: str, *, chat: bool) -> bool:
    """Whether a line with a figure tells of the writer's own life, or asks another of one.

    我孙子发烧38度; 我们组6个没算？
    """
    if _any("errand").search(text):
        return True
    said = (
        _any("private").search(text)
        or _any("of_file").search(text)
        or (chat and _ASKS.search(text))
    )
    return bool(said) and not find_topic_words(text)


def is_talk(text: str, *, chat: bool) -> bool:
    """Whether a line that counts nothing is talk.

    Args:
        text: The line, without figures that count.
        chat: Whether it stands in a pasted chat, where lines without content are the rule.
    """
    said = _QUOTED.sub("", text)
    if len(said) > _PROSE:
        return False
    talk = sum(sign.weight for sign in _signs() if sign.pattern.search(said))
    work = _work(text)
    if chat and not work:
        return talk > 0 or not (
            any(token.tag is Tag.VERB for token in words_of(text)) or _SHORT_ACTS.search(text)
        )
    return talk >= _LEAST and talk > work


def _work(text: str) -> int:
    """How much a line tells of things done, lacking or planned."""
    heaviest = max((word.weight for word in find_topic_words(text)), default=0)
    tells = {0: 0, 1: 0, 2: 1}.get(heaviest, 2)
    role = cues()["role"]
    lacks = any(word in text for word in role["problem_anywhere"])
    ahead = text.lstrip("“ （(").startswith(tuple(role["plan_start"]))
    acts = any(
        token.tag in {Tag.VERB, Tag.NAMING} and len(token.text) >= _LONG_VERB
        for clause in _CLAUSE.split(text)
        for token in words_of(clause)
    )
    return tells + acts + 2 * (lacks or ahead)
