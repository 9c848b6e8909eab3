"""The chains of senses that a number may have, read from their table once."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from drafter.verifying.words import read_lines

__all__ = ["Chain", "sense_table"]

_LOOK_BACK: Final = re.compile(r"^\(\?<!.*?\)")


@dataclass(frozen=True, slots=True)
class Chain:
    """Senses of which one number has one.

    Attributes:
        stages: Whether they follow each other, so that of several the furthest holds.
        parts: Whether each narrows what is counted, so that several may hold.
        measures: The unit classes that the chain is for; empty for all.
        words: Each sense's words.
        caused: The senses that a draft may not say of a number where the notes say it of another.
        borne: Words that it may not say either where the notes say their sense of none.
        kept: Those that a draft may not leave out.
        does: What a draft may say instead of these.
    """

    stages: bool
    parts: bool
    measures: frozenset[str]
    words: tuple[re.Pattern[str], ...]
    caused: frozenset[int]
    borne: re.Pattern[str] | None
    kept: frozenset[int]
    does: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a sense; ``known_only`` words decide nothing where a draft says them."""

    pattern: re.Pattern[str]
    chain: int
    sense: int
    known_only: bool


@dataclass(frozen=True, slots=True)
class Table:
    """All chains, and their words by the character that each begins with."""

    chains: tuple[Chain, ...]
    by_character: dict[str, list[Word]]


@cache
def sense_table() -> Table:
    """Return the chains of senses.txt."""
    chains: list[Chain] = []
    table: dict[str, list[Word]] = {}
    for head, block in _blocks():
        kind, _, rest = head[1:].partition(" ")
        does = [line for line in block if line.startswith("=")]
        lines = [line for line in block if not line.startswith("=")]
        strict = [w for line in lines for w in line.lstrip("+-").split() if w.startswith("!")]
        for sense, line in enumerate(lines):
            for word in line.lstrip("+-").split():
                plain = word.lstrip("~!")
                entry = Word(re.compile(plain), len(chains), sense, word.startswith("~"))
                for first in _first_characters(plain):
                    table.setdefault(first, []).append(entry)
        chains.append(
            Chain(
                stages=kind == "stages",
                parts=kind == "part",
                measures=frozenset(rest.partition(":")[2].split()),
                words=tuple(_pattern_of(line) for line in lines),
                caused=frozenset(n for n, line in enumerate(lines) if line[0] == "+"),
                borne=_pattern_of(" ".join(strict)) if strict else None,
                kept=frozenset(n for n, line in enumerate(lines) if line[0] == "-"),
                does=_pattern_of(does[0]) if does else None,
            )
        )
    return Table(tuple(chains), table)


def _pattern_of(line: str) -> re.Pattern[str]:
    return re.compile("|".join(word.lstrip("~!") for word in line.lstrip("+-=").split()))


def _blocks() -> Iterator[tuple[str, list[str]]]:
    """Yield each chain's head with its lines."""
    head = ""
    lines: list[str] = []
    for line in (*read_lines("senses.txt"), "@"):
        if line.startswith("@"):
            if head:
                yield head, lines
            head, lines = line, []
        else:
            lines.append(line)


def _first_characters(word: str) -> str:
    """Return the characters that a pattern may begin with, what it looks back at left aside."""
    word = _LOOK_BACK.sub("", word)
    return word[1 : word.index("]")] if word.startswith("[") else word[0]
