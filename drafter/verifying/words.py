"""The words around a figure as comparable tokens: character pairs and groups of like meaning.

No dictionary segments Chinese well enough to be trusted with a binding, so every pair of
neighbouring characters is a token, and a word of the synonym table adds its group as another.
"""

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final, TypeAlias

__all__ = ["Token", "generic_tokens", "is_generic", "read_lines", "tokens_of"]

# A pair (or single) of characters, or the number of a synonym group.
Token: TypeAlias = str | int

_RUN: Final = re.compile(r"[\u3400-\u9fff]+|[A-Za-z]+|\d{3,}")
# Characters that tell one thing from another by themselves: 省5名 市12名, 男12人 女8人.
_LEVELS: Final = frozenset("省市县镇乡男女老新")
_CACHED_SEGMENTS: Final = 65536


def read_lines(name: str) -> tuple[str, ...]:
    """Return the lines of one of this room's tables, comments and blank lines left out."""
    text = files("drafter.verifying").joinpath("data", name).read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


@cache
def _breaks() -> re.Pattern[str]:
    """Return what breaks words apart, each kept word before its characters."""
    kept = [word for line in read_lines("kept_words.txt") for word in line.split()]
    breaks = "".join(read_lines("stop_chars.txt"))
    return re.compile(f"({'|'.join(kept)})|[{breaks}]|其中")


@cache
def _groups() -> dict[str, tuple[tuple[str, tuple[int, ...]], ...]]:
    """Return, by its first two characters, each synonym with its groups."""
    of_word: dict[str, list[int]] = {}
    for number, line in enumerate(read_lines("synonyms.txt")):
        for word in set(line.split()):
            of_word.setdefault(word, []).append(number)
    table: dict[str, list[tuple[str, tuple[int, ...]]]] = {}
    for word, numbers in of_word.items():
        table.setdefault(word[:2], []).append((word, tuple(numbers)))
    return {pair: tuple(words) for pair, words in table.items()}


@cache
def generic_tokens() -> frozenset[Token]:
    """Return the tokens that stand before almost any figure and so tell little about it."""
    words = {word for line in read_lines("generic.txt") for word in line.split()}
    found: set[Token] = set()
    for word in words:
        found.update(word[i : i + 2] for i in range(len(word) - 1))
        for known, numbers in _groups().get(word[:2], ()):
            if known == word:
                found.update(numbers)
    return frozenset(found)


def is_generic(token: Token) -> bool:
    """Say whether a token stands before almost any figure and so tells little about it."""
    return token in generic_tokens()


def _keep(match: re.Match[str]) -> str:
    return match[1] or " "


@lru_cache(maxsize=_CACHED_SEGMENTS)
def tokens_of(segment: str) -> frozenset[Token]:
    """Return the tokens of a stretch of text; digits and punctuation give none."""
    found: set[Token] = set()
    groups = _groups()
    for run in _RUN.findall(_breaks().sub(_keep, segment)):
        if len(run) == 1:
            found.add(run)
            single = groups.get(run)
            if single:
                found.update(number for _, numbers in single for number in numbers)
            continue
        if run.isdigit():
            found.add(run)  # 2023级 tells classes apart
            continue
        found.update(char for char in run if char in _LEVELS)
        for place in range(len(run) - 1):
            pair = run[place : place + 2]
            found.add(pair)
            known = groups.get(pair)
            if known:
                for word, numbers in known:
                    if len(word) == 2 or run.startswith(word, place):
                        found.update(numbers)
    return frozenset(found)
