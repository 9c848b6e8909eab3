"""The data behind the detector, read once: surnames, name characters, words around names."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["Lexicon", "lexicon", "read_words"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Closed lists; see the heads of the data files."""

    safe: frozenset[str]
    wordy: frozenset[str]
    double: frozenset[str]
    given: frozenset[str]
    titles: tuple[str, ...]
    roles_after: tuple[str, ...]
    roles_before: tuple[str, ...]
    takes_person: tuple[str, ...]
    after_words: tuple[str, ...]
    kin: tuple[str, ...]
    never: frozenset[str]

    @property
    def single(self) -> frozenset[str]:
        """Every surname of one character."""
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
        double=frozenset(surnames["double"].split()),
        given=frozenset(_characters("given.txt")[""].replace(" ", "")),
        titles=words["titles"],
        roles_after=words["roles_after"],
        roles_before=words["roles_before"],
        takes_person=words["takes_person"],
        after_words=words["after_words"],
        kin=words["kin"],
        never=frozenset(words["never"]),
    )
