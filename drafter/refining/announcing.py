"""Counts that announce a list (以下八个方面) follow the list when it grows or shrinks (pure)."""

import re
from dataclasses import replace
from functools import lru_cache

from drafter.document import block_starts, render_text
from drafter.figures import Figure, find_figures
from drafter.session import Text
from drafter.verifying.counting import find_miscounts

__all__ = ["counts_mended"]

_ANNOUNCES = re.compile("以下|如下|下列|主要")
_ORDER = "一二三四五六七八九十"


def counts_mended(text: Text, locked: frozenset[str] = frozenset()) -> Text:
    """Return the text with announced counts as their lists have it."""
    announcing = [part for part in text.parts if _ANNOUNCES.search(part.text)]
    if not announcing:
        return text
    whole = render_text(text.document)
    starts = {
        part.id: start for start, part in zip(block_starts(text.document), text.parts, strict=True)
    }
    for part in announcing:
        if part.id in locked:
            continue
        start = starts[part.id]
        figures = [
            replace(figure, start=figure.start + start, end=figure.end + start)
            for figure in _expressions(part.text)
            if figure.announces
        ]
        words = part.text
        for warn in reversed(find_miscounts(whole, figures)):
            listed = re.search(r"后面列出(\d+)", warn.reason)
            if listed is not None:
                at = warn.start - start
                mended = _recounted(warn.text, int(listed[1]))
                words = words[:at] + mended + words[at + len(warn.text) :]
        if words != part.text:
            text = text.with_part(replace(part, text=words))
    return text


@lru_cache(maxsize=256)
def _expressions(words: str) -> tuple[Figure, ...]:
    return tuple(find_figures(words, everything=True))


def _recounted(words: str, number: int) -> str:
    numeral = re.search(r"[0-9]+|[一二三四五六七八九十两]+", words)
    if numeral is None:
        return words
    return words[: numeral.start()] + _counted(numeral[0], number) + words[numeral.end() :]


def _counted(old: str, number: int) -> str:
    if old.isdigit() or number > len(_ORDER) + 9:
        return str(number)
    if number <= len(_ORDER):
        return _ORDER[number - 1]
    return f"十{_ORDER[number - 11]}"
