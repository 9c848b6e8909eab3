"""A passage becomes the things done in it: at sentence ends, list marks, and where the topic turns.

Shorthand holds several figures of one event in one line; prose holds several events in one
paragraph. Splitting too little mixes topics, splitting too much tears a figure from its subject,
so a comma splits only between two topics that each have their own verb and figure.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Final

from drafter.facts.lexicon import Tag, cues, find_topic_words, words_of
from drafter.facts.roles import role_of, role_opening
from drafter.facts.topics import main_topic, strong_topics
from drafter.facts.types import ReportKind, Role

__all__ = ["Segment", "split"]

_OPENERS: Final = "（(【[《“「『"
_CLOSERS: Final = "）)】]》”」』"
_ORDERED: Final = re.compile(
    r"(?:[一二三四五六七八九十]{1,2}(?:是要|是)|[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]|[①-⒛]|[❶-❿]|首先|其次|再次(?=[,，、：:])|第[一二三四五六七八九十][，,、是])[，,、：:]?\s*"
)
_INLINE_NUMBER: Final = re.compile(
    r"(?<![\d.])(?:\d{1,2}[.．、](?!\d)|\d{1,2}[)）])\s*(?=[\u4e00-\u9fff“])"
)
_CONTINUES: Final = re.compile(
    r"^\s*(?:其中|另有|共计?|合计|总计|累计|占|比|较|同比|平均|人均|户均|受到|得到|深受|使|让|从而|进一步|有效|切实|营造|提高|增强|通过|丰富|并|且|为此|这|该|此次|这次|本次|均|都|被(?!子|褥))"
)
_LEADING_CONTINUATION: Final = re.compile(
    r"^\s*(?:其中|另有|[\u4e00-\u9fff]{1,3}率(?:为|达到?|是|只有)?\d|共计?[^同]|合计|总计|占[^地]|同比|比去年|较去年|平均每|人均|户均)"
)
_OPENED: Final = re.compile(r"\s*([\u4e00-\u9fff（）()]{2,8})[:：]")
# 总起来说，…，…: sums of several things.
_SUMS_UP: Final = re.compile(
    r"\s*(?:总起来|合总|统共|拢共|总的|合起来|小结|汇总|总计|合计|全年(?:共|累计|合计|总)|一年(?:下来|来)|半年(?:下来|来)|累计)"
)
# 又给3户…, 另外…: what begins so is another thing.
_BESIDES: Final = re.compile(r"\s*(?:又|还|再|另|此外|然后|接着|同时|后来|今年|去年)")
_OF_ABOVE: Final = re.compile(
    r"\s*(?:每|人均|户均|平均|[全都](?!村|镇|乡|县|市|区|年|员)|一共|总共|其|会后|当[天场]|现场|事后|前后|这)"
)
_DAY: Final = re.compile(r"\s*(?:20\d\d年)?(?:\d{1,2}月|\d{1,2}[.．]\d{1,2}\s|[一二三四五六七八九十]{1,2}月)")
_WHOLE_YEAR: Final = re.compile(r"今年|全年")
# Volunteers and meetings serve any matter; work found and sums earned come of one.
_SERVING: Final = frozenset({"T19"})
_COMING_OF: Final = frozenset({"T06", "T08"})
_SHORTHAND: Final = 120
_RUN_IN: Final = 24
_OPENING_WORD: Final = 6
_BARE_ACT: Final = 2
_EVENT_OPENING: Final = 24
_PARAGRAPH: Final = 100
_SOFT: Final = "；;"
# 困难：没人手 打算：明年办班: each stands under its own name.
_ROLE_AHEAD: Final = re.compile(r"[\u4e00-\u9fff]{2,8}[：:]")
_CIRCLED: Final = re.compile("[①-⒇❶-❿]")
_PARTS_FIRST: Final = re.compile(r"\s*(?:一是|[（(]?[1１一][)）]|①|1[.．、])")
_BEFORE_ITEM: Final = "。；;：:，,！ \n”"
_BEFORE_NUMBER: Final = "。；;：: \n"
_HARD: Final = "。！？!?"


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
    commas = not (prose or dated or listed or headed) and _runs_on(text, guarded, figures)
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
    name = _OPENED.match(text)
    if not name or find_topic_words(name[1]) or name[1] in cues()["role"]["plan_exact"]:
        return segments
    return [
        replace(segment, lead=name[1])
        if place and not segment.lead and not _OPENED.match(text[segment.start : segment.end])
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
            and not _ORDERED.match(text[last.end : segment.end].lstrip(" 。；;"))
            and text[last.end - 1 : segment.start].strip()[:1] in "。；;"
        ):
            mine = main_topic(text[last.start : last.end])
            sentence = text[segment.start : segment.end]
            stopped = text[last.end - 1] in _HARD
            if (mine and main_topic(sentence) == mine) or (
                stopped and _goes_on(text[last.start : last.end], sentence)
            ):
                united[-1] = replace(last, end=segment.end)
                continue
        united.append(segment)
    return united


def _goes_on(told: str, sentence: str) -> bool:
    """Whether a sentence only counts more of what the one before tells of.

    It names no matter of its own and no subject: 每个配图书300册, 一共投了24万元, 来听的有90人.
    What is dated also holds what was given out and found out there: 发放宣传册500份.
    """
    if role_opening(sentence) or _BESIDES.match(sentence) or _DAY.match(sentence):
        return False
    if any(word.weight > 1 for word in find_topic_words(sentence)):
        return False
    tokens = words_of(sentence)
    opens = bool(_OF_ABOVE.match(sentence)) or tokens[0].tag in {Tag.LIGHT, Tag.TAKING}
    return opens or (tokens[0].tag is Tag.VERB and _DAY.match(told) is not None)


def _counts(segment: Segment, figures: Sequence[tuple[int, int]]) -> bool:
    return any(segment.start <= start < segment.end for start, _ in figures)


def _guarded(text: str, figures: Sequence[tuple[int, int]]) -> bytearray:
    """Mark the places inside brackets, quotes and figures."""
    guarded = bytearray(len(text))
    for start, end in figures:
        guarded[start:end] = b"\1" * (end - start)
    depth: list[tuple[int, str]] = []
    for place, char in enumerate(text):
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
    for place, char in enumerate(text):
        if guarded[place]:
            if place in counts or not _starts_item(text, place, begin, counts):
                continue
            cuts.append(place)
            begin = place
            continue
        if char in _HARD:
            end = place + 1
            while end < len(text) and text[end] in _HARD + "”":
                end += 1
            if not _LEADING_CONTINUATION.match(text[end:]):
                cuts.append(end)
                begin = end
        elif char in _SOFT or char == "\n":
            if char in _SOFT and role_opening(text[place + 1 :].lstrip()):
                # …；明年计划：…: what lies ahead is told apart, also below a heading.
                cuts.append(place + 1)
                begin = place + 1
                continue
            opened = char == "\n" and text[:place].rstrip()[-1:] in ("，", ",", "、")
            if (
                (softs or char == "\n")
                and not opened
                and _turns(text, begin, place, figures, soft=True)
            ):
                cuts.append(place + 1)
                begin = place + 1
        elif char == " " and _ROLE_AHEAD.match(text, place + 1):
            if role_opening(text[place + 1 :]):
                cuts.append(place + 1)
                begin = place + 1
        elif char in "，, ":
            if commas and _turns(text, begin, place, figures, soft=False):
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
        hard = any(stop in text[colon:place] for stop in _HARD)
        if not hard and _PARTS_FIRST.match(text, colon + 1):
            return False
    if _ORDERED.match(text, place):
        return True
    return text[place - 1] in _BEFORE_NUMBER and _INLINE_NUMBER.match(text, place) is not None


def _turns(
    text: str, begin: int, place: int, figures: Sequence[tuple[int, int]], *, soft: bool
) -> bool:
    """Whether what follows a comma or semicolon is another thing done."""
    left = text[begin:place]
    end = _next_stop(text, place + 1, soft=soft)
    right = text[place + 1 : end]
    if len(left.strip()) < 4 or len(right.strip()) < 4:
        return False
    if _ORDERED.match(right.lstrip()):
        return True
    if _CONTINUES.match(right):
        return False
    if not soft and not (
        any(start < place and finish > begin for start, finish in figures)
        and any(place < start < end for start, _ in figures)
    ):
        return False
    if not soft and not _acts(right) and not _SUMS_UP.match(text):
        return False
    if soft and _leans(right, place + 1, figures):
        return False
    mine = strong_topics(left, floor=3 if not soft else 2)
    theirs = strong_topics(right, floor=3 if not soft else 2)
    if (
        soft
        and text[place] != "\n"
        and not _OPENED.match(text)
        and _tells(left, begin, figures)
        and _tells(right, place + 1, figures)
    ):
        # 市里办班2期；县里办班21期 tells of one thing twice, 接信访312件；普法203场 of two.
        return not _things(left) & _things(right)
    if text[place] == "\n" and not mine and _opens_itself(right):
        counts = any(begin <= start < place for start, _ in figures)
        return counts and _tells(right, place + 1, figures)
    if not mine or not theirs or mine & theirs:
        return False
    return soft or not _shares_occasion(text[begin:place])


def _opens_itself(line: str) -> bool:
    """Whether a line that stands further in names its own matter: 执委走访96户 below 花艺课3节."""
    words = find_topic_words(line.strip()[:_OPENING_WORD])
    return any(word.start == 0 and word.weight > 1 for word in words)


def _tells(clause: str, offset: int, figures: Sequence[tuple[int, int]]) -> bool:
    """Whether a clause tells of a thing by itself: it names it and counts it."""
    first = min((start - offset for start, _ in figures if start >= offset), default=len(clause))
    if first >= len(clause):
        return False
    tokens = words_of(clause[:first].strip())
    acts = any(token.tag in {Tag.VERB, Tag.NAMING} for token in tokens[:3]) and len(tokens) > 1
    return acts or bool(find_topic_words(clause))


def _things(clause: str) -> frozenset[str]:
    return frozenset(word.text[:2] for word in find_topic_words(clause) if word.weight > 1)


def _runs_on(text: str, guarded: bytearray, figures: Sequence[tuple[int, int]]) -> bool:
    """Whether a line strings several things done together, each named and counted.

    Of three topics each may be named anywhere in its clause; two must each open theirs.
    """
    begin = 0
    topics: list[frozenset[str]] = []
    clauses: list[str] = []
    if _shares_occasion(text) or _is_event(text):
        return False
    for place in [
        *(at for at, char in enumerate(text) if char in "，," and not guarded[at]),
        len(text),
    ]:
        if any(begin <= start < place for start, _ in figures):
            topics.append(strong_topics(text[begin:place], floor=3))
            clauses.append(text[begin:place])
        begin = place + 1
    apart = all(not one & other for one, other in pairwise(topics))
    if not apart or not all(topics):
        return False
    if len(topics) >= (2 if _SUMS_UP.match(text) else 3):
        return True
    return len(topics) == 2 and _stand_apart(*clauses)


def _stand_apart(left: str, right: str) -> bool:
    """Whether two clauses are two things: each opens with its own matter, none is of the other.

    What came of a training or who was served by volunteers is no second thing.
    """
    mine, theirs = _opening_topics(left), _opening_topics(right)
    lies_ahead = role_of(left, [], ReportKind.ANNUAL) is not Role.RESULT
    if lies_ahead or _things(left) & _things(right):
        return False
    return bool(mine and theirs) and not (mine & _SERVING or theirs & _COMING_OF)


def _opening_topics(clause: str) -> frozenset[str]:
    """The topics that the first words of a clause name, its act and a word before it aside."""
    clause = clause.strip()
    tokens = words_of(clause)
    reach = next((token.end for token in tokens if token.tag is not Tag.LIGHT), 0)
    return frozenset(
        word.code for word in find_topic_words(clause) if word.weight > 2 and word.start <= reach
    )


def _leans(right: str, offset: int, figures: Sequence[tuple[int, int]]) -> bool:
    """Whether a clause has nothing but a bare act before its figure (救助41人, 表彰20人).

    评了6户好婆婆 names behind its figure what was done with whom, so it stands by itself.
    """
    first, end = min(
        ((start - offset, end - offset) for start, end in figures if start >= offset),
        default=(len(right), len(right)),
    )
    behind = re.split("[，,；;。：:]", right[end:])[0]
    acts = bool(right[:first].strip())  # 12338热线640个 begins with a number that names it
    if acts and any(word.weight > 1 and not word.start for word in find_topic_words(behind)):
        return False
    return first <= len(right) and len(right[:first].strip(" ，,其中另共还有")) <= _BARE_ACT


def _is_event(text: str) -> bool:
    """Whether a line opens with an event (招聘会2月25日在…), which all its counts are of."""
    opening = re.split(r"[，,；;。：:]", text.strip())[0]
    return (
        bool(re.search(r"会|赛|周|月活动|集市|开放日|演出|讲座|培训班|典礼|仪式", opening))
        and len(opening) <= _EVENT_OPENING
    )


def _next_stop(text: str, start: int, *, soft: bool) -> int:
    stops = _HARD + _SOFT + ("" if soft else "，,")
    places = [found for stop in stops if (found := text.find(stop, start)) >= 0]
    return min(places, default=len(text))


def _acts(text: str) -> bool:
    """Whether a clause begins with what somebody does."""
    return any(token.tag in {Tag.VERB, Tag.NAMING} for token in words_of(text.strip())[:3])


def _shares_occasion(text: str) -> bool:
    """Whether a line is about one occasion (三八节…), which holds what follows together."""
    head = text.strip()[:12]
    return any(word in head for word in _occasions()) or "活动" in head


@cache
def _occasions() -> tuple[str, ...]:
    """Return the names of days and seasons; a year is no occasion."""
    return tuple(
        word for word in cues()["labels"]["times"] if len(word) > 1 and not _WHOLE_YEAR.match(word)
    )


def _without_mark(text: str, start: int, end: int) -> Segment:
    while start < end and text[start] in " \n\t，,；;。、":
        start += 1
    marked = False
    for pattern in (_ORDERED, _INLINE_NUMBER):
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
