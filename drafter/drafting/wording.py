"""Speech of notes → written language, by a table; the figures stay as they are (pure)."""

import re
from functools import lru_cache
from importlib.resources import files

from drafter.figures import find_figures

__all__ = ["formal_words"]


@lru_cache(maxsize=1)
def _formal_table() -> tuple[tuple[re.Pattern[str], str], ...]:
    lines = files("drafter.drafting").joinpath("data/formal.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]
    return tuple((re.compile(pattern), formal) for pattern, formal in rows)


def formal_words(text: str) -> str:
    """Return note words in written language; the figures stay as they are.

    A replacement that would change any figure is not made.
    """
    for pattern, formal in _formal_table():
        changed = pattern.sub(formal, text)
        if changed != text and _values(changed) == _values(text):
            text = changed
    return text


def _values(text: str) -> list[tuple[object, ...]]:
    return [(found.value, found.unit, found.qualifier) for found in find_figures(text)]
