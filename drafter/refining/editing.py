"""Changes that need no model: move, delete, merge, split, replace, headings (pure).

Each returns the new text; parts that it does not concern are the same objects as before.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from drafter.refining.structure import sections_of
from drafter.session import Part, Text

__all__ = [
    "add_after",
    "cut_words",
    "delete_parts",
    "merge_parts",
    "merge_sections",
    "move_parts",
    "sentences_of",
    "split_part",
    "swap_parts",
    "without_empty_headings",
]

_SENTENCE = re.compile(r"[^。！？]*[。！？]+[”’）]?|[^。！？]+$")
_ITEM = re.compile(r"[一二三四五六七八九十]是")


def sentences_of(words: str) -> list[str]:
    """Return the sentences of a paragraph; joined they give it again."""
    return [match[0] for match in _SENTENCE.finditer(words) if match[0]]


def without_empty_headings(text: Text) -> Text:
    """Return the text without headings that nothing stands under any more."""
    kept: list[Part] = []
    for part in reversed(text.parts):
        below = kept[-1] if kept else None
        if part.level and (below is None or (below.level and below.level <= part.level)):
            continue
        kept.append(part)
    return replace(text, parts=tuple(reversed(kept)))


def delete_parts(text: Text, ids: Iterable[str]) -> Text:
    """Return the text without some parts, and without headings left empty by that."""
    gone = set(ids)
    return without_empty_headings(
        replace(text, parts=tuple(part for part in text.parts if part.id not in gone))
    )


def move_parts(text: Text, ids: Sequence[str], anchor: str, *, after: bool) -> Text:
    """Return the text with some parts moved, in their own order, before or after another."""
    moving = [part for part in text.parts if part.id in set(ids) and part.id != anchor]
    rest = [part for part in text.parts if part not in moving]
    place = next(index for index, part in enumerate(rest) if part.id == anchor) + after
    return without_empty_headings(replace(text, parts=(*rest[:place], *moving, *rest[place:])))


def swap_parts(text: Text, left: Sequence[str], right: Sequence[str]) -> Text:
    """Return the text with two stretches of parts in each other's place."""
    first = [part for part in text.parts if part.id in set(left)]
    second = [part for part in text.parts if part.id in set(right)]
    parts: list[Part] = []
    for part in text.parts:
        if part.id == first[0].id:
            parts += second
        elif part.id == second[0].id:
            parts += first
        elif part not in first and part not in second:
            parts.append(part)
    return replace(text, parts=tuple(parts))


def merge_parts(text: Text, ids: Sequence[str]) -> Text:
    """Return the text with some paragraphs as one, where the first of them stands."""
    chosen = [part for part in text.parts if part.id in set(ids) and not part.level]
    words = chosen[0].text
    for part in chosen[1:]:
        words = _joined(words, part.text)
    origins = {part.origin for part in chosen}
    merged = replace(
        chosen[0],
        text=words,
        activities=tuple(dict.fromkeys(key for part in chosen for key in part.activities)),
        origin=origins.pop() if len(origins) == 1 else "repaired",
    )
    gone = {part.id for part in chosen[1:]}
    parts = tuple(
        merged if part.id == merged.id else part for part in text.parts if part.id not in gone
    )
    return without_empty_headings(replace(text, parts=parts))


def _joined(first: str, second: str) -> str:
    """Join two paragraphs; two lists of 一是…；二是… become one that counts on."""
    items = _ITEM.findall(first)
    start = second.find("一是")
    if items and start >= 0 and "二是" in first:
        order = "一二三四五六七八九十"
        count = len(items)
        rest = second[start:]
        for number in range(len(order) - count, 0, -1):
            rest = rest.replace(f"{order[number - 1]}是", f"{order[number - 1 + count]}是", 1)
        return f"{first.rstrip('。')}；{rest}"
    return first + second


def merge_sections(text: Text, headings: Sequence[str]) -> Text:
    """Return the text with some sections as one under the first one's heading."""
    chosen = [s for s in sections_of(text) if s.heading is not None and s.heading.id in headings]
    first = chosen[0]
    last_id = first.ids[-1]
    for section in chosen[1:]:
        ids = [part.id for part in section.parts]
        text = move_parts(text, ids, last_id, after=True) if ids else text
        last_id = ids[-1] if ids else last_id
    gone = {section.heading.id for section in chosen[1:] if section.heading is not None}
    return replace(text, parts=tuple(part for part in text.parts if part.id not in gone))


def split_part(
    text: Text, part_id: str, at: int, new_id: str, halves: tuple[tuple[str, ...], tuple[str, ...]]
) -> Text:
    """Return the text with one paragraph as two.

    Args:
        text: The text.
        part_id: The paragraph.
        at: Where in its words the second one starts.
        new_id: The second one's id.
        halves: The activities of each.
    """
    parts: list[Part] = []
    for part in text.parts:
        if part.id != part_id:
            parts.append(part)
            continue
        first, second = part.text[:at].rstrip("，；、"), part.text[at:].lstrip("，；。")
        if first and first[-1] not in "。！？":
            first += "。"
        parts.append(replace(part, text=first, activities=halves[0]))
        parts.append(replace(part, id=new_id, text=second, activities=halves[1]))
    return replace(text, parts=tuple(parts))


def add_after(text: Text, part_id: str, new: Part) -> Text:
    """Return the text with a new part behind another; "" puts it first."""
    parts = list(text.parts)
    place = next((i for i, part in enumerate(parts) if part.id == part_id), -1) + 1
    return replace(text, parts=(*parts[:place], new, *parts[place:]))


def cut_words(words: str, start: int, end: int) -> str:
    """Return a paragraph without a stretch of words, the punctuation around it mended."""
    before, after = words[:start], words[end:]
    if before and before[-1] in "，、；：" and (not after or after[0] in "，。；！？、"):
        before = before[:-1]
    if (not before or before[-1] in "。！？；") and after and after[0] in "，。；、！？":
        after = after[1:]
    joined = before + after
    if joined and not after and joined[-1] not in "。！？”）":
        joined = joined.rstrip("，；、：") + "。"
    return joined
