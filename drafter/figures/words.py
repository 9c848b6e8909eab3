"""The words around a numeral that decide what it claims, as compiled tables.

Source: data/words.toml.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from drafter.figures.types import Qualifier

__all__ = ["Words", "load_words"]

_MEANINGS = ("over", "under", "about", "at_least", "at_most")


@dataclass(frozen=True, slots=True)
class Words:
    """Everything of data/words.toml in the form the rules use."""

    prefix: dict[str, Qualifier]
    prefix_last: frozenset[str]
    bridges: tuple[str, ...]
    bridge_last: frozenset[str]
    not_after_about: frozenset[str]
    not_after_near: frozenset[str]
    distant: re.Pattern[str]
    distant_first: frozenset[str]
    rough: tuple[str, ...]
    suffix: re.Pattern[str]
    suffix_meaning: dict[str, Qualifier | None]
    suffix_first: frozenset[str]
    article_after: frozenset[str]
    article_words: tuple[str, ...]
    founded: tuple[str, ...]
    abstract: re.Pattern[str]
    announcing_units: frozenset[str]
    announcing_noun: re.Pattern[str]
    strong_nouns: frozenset[str]
    pointing: tuple[str, ...]
    hotlines: frozenset[str]
    hotline_words: re.Pattern[str]
    code_words: re.Pattern[str]
    date_after: tuple[str, ...]
    date_verbs: tuple[str, ...]
    festivals: re.Pattern[str]
    public_days: frozenset[str]
    named_day: re.Pattern[str]


def _either(items: list[str]) -> str:
    return "|".join(re.escape(item) for item in sorted(items, key=len, reverse=True))


@cache
def load_words() -> Words:
    """Return the tables of the package, read once."""
    source = files("drafter.figures").joinpath("data", "words.toml").read_text(encoding="utf-8")
    data = tomllib.loads(source)
    prefix = {
        word: Qualifier(meaning)
        for meaning in _MEANINGS
        for word in data["prefix"].get(meaning, ())
    }
    endings: dict[str, Qualifier | None] = {
        word: None if meaning == "silent" else Qualifier(meaning)
        for meaning, listed in data["suffix"].items()
        for word in listed
    }
    article, announcing, codes = data["article"], data["announcing"], data["codes"]
    distant = "|".join(
        f"(?P<{meaning}>{_either(listed)})" for meaning, listed in data["distant"].items()
    )
    return Words(
        prefix=prefix,
        prefix_last=frozenset(word[-1] for word in prefix),
        bridges=tuple(sorted(data["prefix"]["bridges"], key=len, reverse=True)),
        bridge_last=frozenset(word[-1] for word in data["prefix"]["bridges"]),
        not_after_about=frozenset(data["prefix"]["not_after_about"]),
        not_after_near=frozenset(data["prefix"]["not_after_near"]),
        distant=re.compile(distant),
        distant_first=frozenset(word[0] for listed in data["distant"].values() for word in listed),
        rough=tuple(data["rough"]["words"]),
        suffix=re.compile(rf" ?({_either(list(endings))}|内(?![容部外心涵设的在有蒙科地置存]))"),
        suffix_meaning={**endings, "内": Qualifier.AT_MOST},
        suffix_first=frozenset(word[0] for word in endings) | {"内"},
        article_after=frozenset(article["after"]),
        article_words=tuple(
            f"{word}{mark}" for word in article["after_words"] for mark in ("", "了")
        ),
        founded=tuple(f"{verb}{mark}" for verb in article["founded"] for mark in ("", "了", "起")),
        abstract=re.compile(rf"[^，,。；;：:、\n]{{0,14}}?(?:{_either(article['abstract'])})"),
        announcing_units=frozenset(announcing["units"]),
        announcing_noun=re.compile(
            rf"[^，,。；;：:、\n“”]{{0,6}}?({_either(announcing['nouns'])})(?![件故业长员])"
        ),
        strong_nouns=frozenset(announcing["strong"]),
        pointing=tuple(announcing["pointing"]),
        hotlines=frozenset(codes["hotlines"]),
        hotline_words=re.compile(_either(codes["hotline_words"])),
        code_words=re.compile(rf"(?:{_either(codes['words'])})[^0-9。；;，,\n]{{0,8}}$"),
        date_after=tuple(data["dates"]["after"]),
        date_verbs=tuple(data["dates"]["verbs"]),
        festivals=re.compile(rf"(?:{_either(data['dates']['festivals'])})节?[ (（:：]?$"),
        public_days=frozenset(data["dates"]["public"]),
        named_day=re.compile(rf"(?:{_either(data['dates']['named'])})[日节][(（ ]?$"),
    )
