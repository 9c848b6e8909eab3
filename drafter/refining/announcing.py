"""What the opening announces (以下八个方面; 围绕普法维权等重点) follows the text (pure)."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from drafter.document import block_starts, render_text
from drafter.drafting.outline import load_outline
from drafter.figures import Figure, find_figures
from drafter.session import Text
from drafter.verifying.counting import find_miscounts

__all__ = ["counts_mended", "topics_mended"]

_ANNOUNCES = re.compile("以下|如下|下列|主要")
_ORDER = "一二三四五六七八九十"
_FOCUS = re.compile(r"围绕(?P<list>[^，。；]{2,60}?)(?=等|，)")


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
            if figure.announces and _ANNOUNCES.search(_sentence(part.text, figure))
        ]
        if not figures:
            continue
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


def _sentence(words: str, figure: Figure) -> str:
    """Return what stands around a figure between two stops: 看到两个短板 announces no list."""
    start = max(words.rfind(stop, 0, figure.start) for stop in "。；：\n") + 1
    return re.split("[。；\n]", words[start:])[0]


def topics_mended(
    before: Text, after: Text, topics: Mapping[str, tuple[str, ...]], locked: frozenset[str]
) -> Text:
    """Return the text without the lines of work that its opening names but that were taken out.

    A line of work that no paragraph told before either is left named: nothing has changed there.

    Args:
        before: The text that stands.
        after: The text as it is to be.
        topics: Topic codes of each activity.
        locked: Parts that must stay as they are.
    """
    gone = _told_topics(before, topics) - _told_topics(after, topics)
    outline = load_outline()
    still = {outline.words(code).focus for code in _told_topics(after, topics)}
    dropped = {outline.words(code).focus for code in gone} - still
    if not dropped:
        return after
    for part in after.paragraphs:
        match = None if part.activities or part.id in locked else _FOCUS.search(part.text)
        if match is None:
            continue
        named = match["list"].split("、")
        kept = [word for word in named if word not in dropped]
        if kept and kept != named:
            start, end = match.span("list")
            words = part.text[:start] + "、".join(kept) + part.text[end:]
            after = after.with_part(replace(part, text=words))
    return after


def _told_topics(text: Text, topics: Mapping[str, tuple[str, ...]]) -> set[str]:
    return {
        code
        for part in text.paragraphs
        for key in part.activities
        for code in topics.get(key, ())[:1]
    }


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
