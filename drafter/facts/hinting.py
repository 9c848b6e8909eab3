"""What pairs of characters hint at a topic where the lexicon's words are few or silent.

The weights are log-odds, fitted by ``tools/fit_topics.py`` from labelled notes and kept as data.
"""

import importlib.resources
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Final

__all__ = ["PAIR_FLOOR", "hinted_topics", "pairs_of"]

# A pair that never stood with a topic says little against it: notes are short.
PAIR_FLOOR: Final = -0.5
_NUMBER: Final = re.compile(r"[\d.,]+")
_MARK: Final = re.compile(r"[^\u4e00-\u9fff0%]")
_CODES: Final = 3
_LEAST: Final = 2.0
_MOST: Final = 6.0


def pairs_of(text: str) -> Iterator[str]:
    """Yield the pairs of characters of a text; any number is 0, and no pair crosses a mark."""
    flat = _MARK.sub("|", _NUMBER.sub("0", text))
    for first, second in pairwise(flat):
        if first != "|" and second != "|":
            yield first + second


def hinted_topics(text: str) -> dict[str, float]:
    """Return the few topics that a text sounds like, with their log-odds up to a bound."""
    table = _table()
    # In the text's order, not a set's: floats added otherwise may differ in their last digit.
    known = [table[pair] for pair in dict.fromkeys(pairs_of(text)) if pair in table]
    odds: dict[str, float] = {}
    for codes in known:
        for code, weight in codes.items():
            odds[code] = odds.get(code, 0.0) + weight - PAIR_FLOOR
    floor = PAIR_FLOOR * len(known)
    ranked = sorted(odds, key=lambda code: (-odds[code], code))[:_CODES]
    return {code: min(odds[code] + floor, _MOST) for code in ranked if odds[code] + floor > _LEAST}


@cache
def _table() -> dict[str, dict[str, float]]:
    data = importlib.resources.files("drafter.facts").joinpath("data/topic_pairs.tsv")
    table: dict[str, dict[str, float]] = {}
    for line in data.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            pair, _, codes = line.partition("\t")
            table[pair] = {
                code: float(weight)
                for code, _, weight in (each.partition(":") for each in codes.split())
            }
    return table
