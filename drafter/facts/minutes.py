"""Minutes and chats in which several people speak: their heads, their speakers, their questions.

When, where and before whom a meeting was held is no work of the org, and neither is who said a
thing. Whoever speaks may stand inside a line (…呢？ 罗：市级1个), so lines are parted there first.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Final, Protocol

from drafter.facts.lexicon import cues, find_topic_words
from drafter.facts.types import NoteLine, Notes

__all__ = [
    "asked_matter",
    "cut_line",
    "is_end_of_meeting",
    "meeting_head",
    "parted",
    "speaker_length",
]

_HEAD: Final = re.compile(
    r"(?:会议)?(?P<key>时间|日期|地点|主持|参加|出席|参会|与会|列席|缺席|请假|记录|议题)(?:人员?)?\s*[:：]"
)
# Fields that an event has and no head of minutes.
_EVENT: Final = re.compile(r"(?:活动)?(?:内容|主题|名称|成效|效果|结果|人数|对象|经费)\s*[:：]")
_MEETING: Final = re.compile(r"会议|纪要|记录|[例座谈论头办]会")
_OF_MEETING: Final = frozenset({"主持", "记录", "列席", "缺席", "与会"})
_HEAD_LINES: Final = 14
_LEAST_FIELDS: Final = 3
_END: Final = re.compile(
    r"(?:会议)?(?:于?\s*(?P<clock>\d{1,2}[:：点时]\d{0,2}分?)\s*)?(?:散会|休会|会议结束|结束)"
    r"[。，,：:\s]*(?:时间\s*[:：]?\s*)?(?:(?:上午|下午|晚上)?\d{1,2}[:：点时]\d{0,2}分?)?[。\s]*"
)
_ALONE: Final = re.compile(r"(?:^|(?<=[。？！?!\s】\]（(]))(?P<who>[\u4e00-\u9fff])[:：]")
_LEAST_SPEAKERS: Final = 3
# 罗：, 老何：, 邵插话：; what stands between the name and the colon says how it was said.
_SAYS: Final = "(?:(?:插话|插问|插了一句|补充|追问|问|答|回答|接着说|归纳|强调))"
_ASKED: Final = re.compile(
    r"(?P<what>[^，。；：？?\d]{2,14}?)(?:呢|(?:一共|总共)?(?:有|是)?(?:多少|几)[个户人名场次件支条]?|怎么样)[？?]+"
    r"|(?P<told>(?!各|大家|把|将)[^，。；：？?\d把将]{2,10}?)(?:也|再)?(?:说|报|讲|谈|补)(?:一下|下|一说|一报)[。！!吧]*"
)


class _Text(Protocol):
    @property
    def text(self) -> str: ...


@cache
def _surnames() -> frozenset[str]:
    return frozenset(cues()["noise"]["surnames"])


def meeting_head(lines: Sequence[_Text | None]) -> frozenset[int]:
    """Return the indexes of the lines at the top that say when and where a meeting was held."""
    top = lines[:_HEAD_LINES]
    found = {
        index: match["key"]
        for index, line in enumerate(top)
        if line is not None and (match := _HEAD.match(line.text))
    }
    keys = set(found.values())
    told = [line.text for line in top if line is not None]
    names = [text for text in told if not _HEAD.match(text)][:2]
    meets = "记录" in keys or any(_MEETING.search(name) for name in names)
    if (
        len(keys) < _LEAST_FIELDS
        or not meets
        or not keys & _OF_MEETING
        or any(_EVENT.match(text) for text in told)
    ):
        return frozenset()
    return frozenset(found)


def is_end_of_meeting(text: str) -> bool:
    """Whether a line only says that a meeting is over: 散会。16:50."""
    return _END.fullmatch(text) is not None


def _names_in(notes: Notes) -> frozenset[str]:
    """Return the surnames that stand alone before a colon, where that is how a file is written."""
    found = [
        match["who"]
        for line in notes.lines
        if not line.cells
        for match in _ALONE.finditer(line.text)
        if match["who"] in _surnames()
    ]
    return frozenset(found) if len(found) >= _LEAST_SPEAKERS else frozenset()


@cache
def _speaking(singles: frozenset[str]) -> re.Pattern[str]:
    titles = "|".join(sorted(map(re.escape, cues()["noise"]["speaker_titles"]), key=len)[::-1])
    surname = f"[{''.join(sorted(_surnames()))}]"
    alone = f"|[{''.join(sorted(singles))}]{_SAYS}?" if singles else ""
    named = rf"[小老阿][\u4e00-\u9fff]|{surname}(?:{titles})"
    return re.compile(
        rf"(?:(?:{named}){_SAYS}?|{surname}[\u4e00-\u9fff]{{0,2}}(?:插话|插问){alone})[:：]\s*"
    )


def parted(notes: Notes) -> tuple[Notes, frozenset[str]]:
    """Cut lines before those who speak inside them; also return who goes by a surname alone."""
    singles = _names_in(notes)
    speaking = _speaking(singles)
    before = re.compile(rf"(?:(?<=[。？！?!])|(?<=[。？！?!] )|(?<=[】\]]))(?={speaking.pattern})")
    lines: list[NoteLine] = []
    for line in notes.lines:
        cuts = [] if line.cells else [match.start() for match in before.finditer(line.text)]
        bounds = [0, *(cut for cut in cuts if cut), len(line.text)]
        if len(bounds) == 2:
            lines.append(line)
        else:
            lines += [cut_line(line, *each) for each in pairwise(bounds)]
    return replace(notes, lines=tuple(lines)), singles


def cut_line(line: NoteLine, start: int, end: int) -> NoteLine:
    """Return a part of a line, which still knows where each of its characters stood."""
    text = line.text[start:end]
    end -= len(text) - len(text.rstrip())
    return replace(
        line,
        text=line.text[start:end],
        start=line.start + start,
        offsets=line.offsets[start : end + 1],
        added=tuple(
            (low - start, high - start) for low, high in line.added if start <= low and high <= end
        ),
    )


def speaker_length(text: str, singles: frozenset[str]) -> int:
    """How long the name of who speaks by a surname alone is at the start of a line (邵插话：)."""
    match = _speaking(singles).match(text)
    return match.end() if match else 0


def asked_matter(text: str) -> str:
    """Return the matter that a question among speakers asks for: 巾帼示范基地呢？; "" without."""
    match = _ASKED.fullmatch(text.strip())
    what = (match["what"] or match["told"] or "").strip() if match else ""
    known = find_topic_words(what) or what in cues()["noise"]["asked_matters"]
    return what if known else ""
