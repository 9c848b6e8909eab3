"""The words by which instructions are understood, from the data file beside this module."""

import re
import tomllib
from functools import cache
from importlib.resources import files

__all__ = ["deletes", "is_bare", "number_of", "pattern", "says", "words"]

_DIGITS = "零一二三四五六七八九"


@cache
def _data() -> dict[str, dict[str, list[str]]]:
    text = files("drafter.refining").joinpath("data/words.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def words(group: str, name: str) -> tuple[str, ...]:
    """Return one list, the longest word first."""
    return tuple(sorted(_data()[group][name], key=len, reverse=True))


@cache
def pattern(group: str, name: str) -> str:
    """Return one list as the text of an alternation for a regular expression."""
    return "(?:" + "|".join(re.escape(word) for word in words(group, name)) + ")"


def says(text: str, group: str, *names: str) -> str:
    """Return the first word of these lists that a text holds; "" where it holds none."""
    return next((word for name in names for word in words(group, name) if word in text), "")


def deletes(text: str) -> bool:
    """Whether a text orders a passage to be taken out, and not only what makes it read badly."""
    masked = re.sub(r"[“\"'‘「][^”\"'’」]*[”\"'’」]", "□", text)
    return any(
        (says(clause, "act", "delete") or re.search("[句条段]不要$", clause))
        and ("□" in clause or not says(clause, "act", "surplus"))
        for clause in re.split("[，,；;。]", masked)
    )


def is_bare(text: str, name: str) -> bool:
    """Whether a whole line is one of the bare words (接受, 撤销)."""
    return re.sub("[，,]", "", text.strip(" 。！!.，,")).lower() in _flat(name)


@cache
def _flat(name: str) -> frozenset[str]:
    return frozenset(re.sub("[，,]", "", word) for word in words("bare", name))


def number_of(text: str) -> int | None:
    """Return a small number written in digits or Chinese numerals; None for anything else."""
    text = text.strip().translate(str.maketrans("０１２３４５６７８９两〇", "0123456789二零"))
    if text.isdecimal():
        return int(text)
    if not re.fullmatch(rf"[{_DIGITS}]?十?[{_DIGITS}]?", text) or not text:
        return None
    tens, mark, ones = text.partition("十")
    if not mark:
        return _DIGITS.index(text) if len(text) == 1 else None
    return (_DIGITS.index(tens) if tens else 1) * 10 + (_DIGITS.index(ones) if ones else 0)
