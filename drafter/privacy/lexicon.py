"""The data behind the detector, read once: surnames, name characters, words around names."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

__all__ = ["Lexicon", "lexicon", "read_words", "weights"]


@dataclass(frozen=True, kw_only=True)
class Lexicon:
    """Closed lists; see the heads of the data files."""

    safe: frozenset[str]
    wordy: frozenset[str]
    rare: frozenset[str]
    double: frozenset[str]
    given: Mapping[str, int]
    titles: tuple[str, ...]
    roles_after: tuple[str, ...]
    roles_before: tuple[str, ...]
    takes_person: tuple[str, ...]
    after_words: tuple[str, ...]
    kin: tuple[str, ...]
    parties: tuple[str, ...]
    relatives: tuple[str, ...]
    pet_ends: tuple[str, ...]
    pet_never: tuple[str, ...]
    never: frozenset[str]

    @cached_property
    def roles(self) -> frozenset[str]:
        """Words for who somebody is; no name is one of them."""
        return frozenset((*self.titles, *self.roles_after, *self.roles_before, *self.kin))

    @cached_property
    def single(self) -> frozenset[str]:
        """Surnames of one character, the rare ones aside."""
        return self.safe | self.wordy


def _read(name: str) -> str:
    return files("drafter.privacy").joinpath(f"data/{name}").read_text("utf-8")


def read_words(name: str) -> dict[str, tuple[str, ...]]:
    """Return a TOML file's lists of words, the longest word first."""
    table = tomllib.loads(_read(name))
    return {
        key: tuple(sorted(dict.fromkeys(value.split()), key=len, reverse=True))
        for key, value in table.items()
    }


def _characters(name: str) -> dict[str, str]:
    """Return the sections of a file of characters; what stands before any section is ""."""
    sections: dict[str, str] = {"": ""}
    current = ""
    for line in _read(name).splitlines():
        if line.startswith("#"):
            continue
        if line.startswith("["):
            current = line.strip("[] ")
            sections[current] = ""
        else:
            sections[current] += line.strip() + " "
    return sections


@cache
def lexicon() -> Lexicon:
    """Return the lists."""
    surnames = _characters("surnames.txt")
    words = read_words("people.toml")
    return Lexicon(
        safe=frozenset(surnames["safe"].replace(" ", "")),
        wordy=frozenset(surnames["wordy"].replace(" ", "")),
        rare=frozenset(surnames["rare"].replace(" ", "")),
        double=frozenset(surnames["double"].split()),
        given={
            char: int(level)
            for level, chars in _characters("given.txt").items()
            for char in chars.replace(" ", "")
        },
        titles=words["titles"],
        roles_after=words["roles_after"],
        roles_before=words["roles_before"],
        takes_person=words["takes_person"],
        after_words=words["after_words"],
        kin=words["kin"],
        parties=words["parties"],
        relatives=words["relatives"],
        pet_ends=words["pet_ends"],
        pet_never=words["pet_never"],
        never=frozenset(words["never"]),
    )


@cache
def weights() -> Mapping[str, float]:
    """Return what each piece of evidence adds to the log-odds of a name."""
    lines = (line for line in _read("weights.txt").splitlines() if not line.startswith("#"))
    return {piece: float(weight) for piece, weight in (line.rsplit(" ", 1) for line in lines)}
