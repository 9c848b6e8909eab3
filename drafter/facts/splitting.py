"""A passage becomes the things done in it: at sentence ends, list marks, and where the topic turns.

Shorthand holds several figures of one event in one line; prose holds several events in one
paragraph. Splitting too little mixes topics, splitting too much tears a figure from its subject,
so a comma splits only between two topics that each have their own verb and figure.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from drafter.facts.lexicon import cues, find_topic_words
from drafter.facts.roles import role_opening
from drafter.facts.topics import main_topic
from drafter.facts.turning import HARD, OPENED, ORDERED, SOFT, goes_on, runs_on, turns

__all__ = ["Segment", "split"]

_OPENERS: Final = "（(【[《“「『"
_CLOSERS: Final = "）)】]》”」』"
_INLINE_NUMBER: Final = re.compile(
    r"(?<![\d.])(?:\d{1,2}[.．、](?!\d)|\d{1,2}[)）])\s*(?=[\u4e00-\u9fff“])"
)
_LEADING_CONTINUATION: Final = re.compile(
    r"^\s*(?:其中|另有|[\u4e00-\u9fff]{1,3}率(?:为|达到?|是|只有)?\d|共计?[^同]|合计|总计|占[^地]|同比|比去年|较去年|平均每|人均|户均)"
)
_SHORTHAND: Final = 120
_RUN_IN: Final = 24
_PARAGRAPH: Final = 100
# 困难：没人手 打算：明年办班: each stands under its own name.
_ROLE_AHEAD: Final = re.compile(r"[\u4e00-\u9fff]{2,8}[：:]")
_CIRCLED: Final = re.compile("[①-⒇❶-❿]")
_PARTS_FIRST: Final = re.compile(r"\s*(?:一是|[（(]?[1１一][)）]|①|1[.．、])")
_BEFORE_ITEM: Final = "。；;：:，,！ \n”"
_BEFORE_NUMBER: Final = "。；;：: \n"
# Only these are looked at, not each character: a bracket or line's end; a stop, a circled number,
# and what stands behind a mark that an item may follow.
_BRACKET: Final = re.compile(f"[{re.escape(_OPENERS + _CLOSERS)}\n]")
_MAY_CUT: Final = re.compile(
    f"(?<=[{_BEFORE_ITEM}]).|[{re.escape(HARD + SOFT)}\n，, ①-⒇❶-❿]", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Segment:
    """A span of a passage, the sentence that opens it, and whether an item's mark stood before."""

    start: int
    end: int
    lead: str = ""
    marked: bool = False


def split(
    text: str,
    figures: Sequence[tuple[int, int]],
    *,
    dated: bool = False,
    listed: bool = False,
    headed: bool = False,
) -> tuple[Segment, ...]:
    """Cut one passage into segments.

    Args:
        text: The passage.
        figures: Spans of what counts in it (no dates, no ages); a cut never falls inside one.
        listed: Whether the passage as a whole is an item of a list.
        headed: Whether a heading stands before it in its own line, or holds it together as one
            list; then commas and semicolons join.
        dated: Whether it begins with a date, which then holds all of it together.
    """
    guarded = _guarded(text, figures)
    prose = "。" in text.rstrip("。 \n") or len(text) > _SHORTHAND
    commas = not (prose or dated or listed or headed) and runs_on(text, guarded, figures)
    cuts = _cuts(text, guarded, figures, commas=commas, softs=not headed)
    edges = [0, *cuts, len(text)]
    segments: list[Segment] = []
    for start, end in pairwise(edges):
        if text[start:end].strip(" \n\t。；;，,"):
            segment = _without_mark(text, start, end)
            segments.append(replace(segment, marked=True) if listed and not start else segment)
    merged = _led(text, _merged(text, segments, figures))
    return tuple(_united(text, merged, figures)) or (Segment(0, len(text)),)


def _led(text: str, segments: list[Segment]) -> list[Segment]:
    """Give what a short name opens (柳湾：…；…；…) that name in each of its parts."""
    name = OPENED.match(text)
    if not name or find_topic_words(name[1]) or name[1] in cues()["role"]["plan_exact"]:
        return segments
    return [
        replace(segment, lead=name[1])
        if place and not segment.lead and not OPENED.match(text[segment.start : segment.end])
        else segment
        for place, segment in enumerate(segments)
    ]


def _united(
    text: str, segments: list[Segment], figures: Sequence[tuple[int, int]]
) -> list[Segment]:
    """Put short sentences about one topic together: they tell one thing done."""
    united: list[Segment] = []
    for segment in segments:
        last = united[-1] if united else None
        if (
            last is not None
            and not segment.marked
            and segment.lead == last.lead
            and segment.end - last.start <= _PARAGRAPH
            and _counts(last, figures)
            and _counts(segment, figures)
            and not ORDERED.match(text[last.end : segment.end].lstrip(" 。；;"))
            and text[last.end - 1 : segment.start].strip()[:1] in "。；;"
        ):
            mine = main_topic(text[last.start : last.end])
            sentence = text[segment.start : segment.end]
            stopped = text[last.end - 1] in HARD
            if (mine and main_topic(sentence) == mine) or (
                stopped and goes_on(text[last.start : last.end], sentence)
            ):
                united[-1] = replace(last, end=segment.end)
                continue
        united.append(segment)
    return united


def _counts(segment: Segment, figures: Sequence[tuple[int, int]]) -> bool:
    return any(segment.start <= start < segment.end for start, _ in figures)


def _guarded(text: str, figures: Sequence[tuple[int, int]]) -> bytearray:
    """Mark the places inside brackets, quotes and figures."""
    guarded = bytearray(len(text))
    for start, end in figures:
        guarded[start:end] = b"\1" * (end - start)
    depth: list[tuple[int, str]] = []
    for bracket in _BRACKET.finditer(text):
        place, char = bracket.start(), bracket[0]
        if char in _OPENERS:
            depth.append((place, char))
        elif char in _CLOSERS and depth:
            wanted = _OPENERS[_CLOSERS.index(char)]
            while depth:
                begin, opener = depth.pop()
                if opener == wanted:
                    guarded[begin : place + 1] = b"\1" * (place + 1 - begin)
                    break
        elif char == "\n":
            depth.clear()
    return guarded


def _cuts(
    text: str, guarded: bytearray, figures: Sequence[tuple[int, int]], *, commas: bool, softs: bool
) -> list[int]:
    cuts: list[int] = []
    begin = 0
    counts = {start for start, _ in figures}  # 抚养费 19、离婚 11 counts, 1、走访 orders
    for mark in _MAY_CUT.finditer(text):
        place, char = mark.start(), mark[0]
        if guarded[place]:
            if place in counts or not _starts_item(text, place, begin, counts):
                continue
            cuts.append(place)
            begin = place
            continue
        if char in HARD:
            end = place + 1
            while end < len(text) and text[end] in HARD + "”":
                end += 1
            if not _LEADING_CONTINUATION.match(text[end:]):
                cuts.append(end)
                begin = end
        elif char in SOFT or char == "\n":
            if char in SOFT and role_opening(text[place + 1 :].lstrip()):
                # …；明年计划：…: what lies ahead is told apart, also below a heading.
                cuts.append(place + 1)
                begin = place + 1
                continue
            opened = char == "\n" and text[:place].rstrip()[-1:] in ("，", ",", "、")
            if (
                (softs or char == "\n")
                and not opened
                and turns(text, begin, place, figures, soft=True)
            ):
                cuts.append(place + 1)
                begin = place + 1
        elif char == " " and _ROLE_AHEAD.match(text, place + 1):
            if role_opening(text[place + 1 :]):
                cuts.append(place + 1)
                begin = place + 1
        elif char in "，, ":
            if commas and turns(text, begin, place, figures, soft=False):
                cuts.append(place + 1)
                begin = place + 1
        elif place not in counts and _starts_item(text, place, begin, counts):
            cuts.append(place)
            begin = place
    return sorted({cut for cut in cuts if 0 < cut < len(text)})


def _starts_item(text: str, place: int, begin: int, counts: Collection[int]) -> bool:
    """Whether an item of a list inside the passage starts here (一是, ①, 2.).

    培训班3期：一是市级班120人，二是县级班640人 counts the parts of one thing.
    """
    if place <= begin:
        return False
    if text[place - 1] not in _BEFORE_ITEM:
        return _CIRCLED.match(text, place) is not None  # …6个②办班: nothing else looks like it
    colon = max(text.find(mark, begin, place) for mark in "：:")
    if colon >= 0 and any(begin <= start < colon for start in counts):
        hard = any(stop in text[colon:place] for stop in HARD)
        if not hard and _PARTS_FIRST.match(text, colon + 1):
            return False
    if ORDERED.match(text, place):
        return True
    return text[place - 1] in _BEFORE_NUMBER and _INLINE_NUMBER.match(text, place) is not None


def _without_mark(text: str, start: int, end: int) -> Segment:
    while start < end and text[start] in " \n\t，,；;。、":
        start += 1
    marked = False
    for pattern in (ORDERED, _INLINE_NUMBER):
        match = pattern.match(text, start, end)
        if match and match.end() < end:
            start = match.end()
            marked = True
            break
    while end > start and text[end - 1] in " \n\t，,；;":
        end -= 1
    return Segment(start, end, marked=marked)


def _merged(
    text: str, segments: list[Segment], figures: Sequence[tuple[int, int]]
) -> list[Segment]:
    """Give a short opening sentence without figures to what it opens: it is their heading."""
    merged: list[Segment] = []
    lead = ""
    held = -1
    for place, each in enumerate(segments):
        segment = each if held < 0 else replace(each, start=held)
        held = -1
        body = text[segment.start : segment.end]
        has_figure = any(segment.start <= start < segment.end for start, _ in figures)
        following = segments[place + 1] if place + 1 < len(segments) else None
        opens = (
            following is not None
            and not has_figure
            and len(body) <= _RUN_IN
            and not re.search(r"[，,]", body.rstrip("：:。"))
            and (body.endswith(("：", ":")) or (segment.marked and not following.marked))
        )
        if segment.marked:
            lead = ""
        if opens:
            if re.search(r"\d", body):
                # 7·17 in a title is a figure of what it opens, so it stays with it.
                held = segment.start
                continue
            lead = body.rstrip("：:。")
            continue
        merged.append(replace(segment, lead=lead))
    if not merged and segments:
        return segments
    return merged
