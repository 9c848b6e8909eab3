"""An activity's own words as one clean string, with the figures' places in it.

Notes have half-width marks, spaces for commas and a heading far above; the passage that the draft
is made from reads alone. No word is changed, and no figure is touched.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from drafter.facts.addressing import is_aside
from drafter.facts.lexicon import Tag, find_topic_words, words_of
from drafter.figures import Figure, Kind

__all__ = ["Passage", "passage_of"]

_MARKS: Final = {",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "?": "？", "!": "！"}
_WIDE: Final = re.compile(r"[\u2e80-\u9fff\uff00-\uffef“”‘’《》（）]")
_PROSE: Final = re.compile(r"。|[，,][^。]*[，,][^。]*[，,]")
_FRAME: Final = frozenset({Kind.DATE, Kind.AGE, Kind.ORDINAL})
_LONGEST_NAME: Final = 14
# A bracket that only speaks to the writer, or a list's mark at the start of a continued line.
_ASIDE: Final = re.compile(r"[（(]([^（）()\d]{2,24})[）)]")
_ITEM: Final = re.compile(r"\n\s*[-*•·●○■□◆◇▪▶►➢√✓☑➤][ 　]*")
# 2.4w → 5.1w, 38 + 41: what joins two numbers needs no comma.
_JOINS: Final = "→＋+×＝="
# 1200 -> 1156, 40=>60: an arrow is typed in many ways and written in one.
_ARROW: Final = re.compile(r"[ 　\t]*(?:[-=—–]+[>＞]|[➔➜➝➞⇒⟶])[ 　\t]*")
# 家政2期60人 / 养殖3期145人: a stroke with blanks parts two things as a semicolon does.
_STROKE: Final = re.compile(r"[ 　\t]+[/／][ 　\t]+(?=\S)")
_ARROW_STARTS: Final = frozenset(" \t　-=—–➔➜➝➞⇒⟶")
_LONGEST_PLACE: Final = 6
_YEAR_ALONE: Final = re.compile(r"20\d\d年?度?")
_MONTH_OVER: Final = re.compile(r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})月")
_DATED: Final = re.compile(r"\d{1,2}月\d")
_LONG: Final = 80
_HONOURS: Final = re.compile(r"[，,、\s]*(?:表彰|评选|评出|颁奖)$")
_CAME: Final = re.compile(r"到会|参会|参加|来了|到场|观众|出席|共\d")
_BLANKS: Final = re.compile(r"[ 　\t]+")
_NUMBER_BEFORE: Final = re.compile(r"[\d万亿多余][ 　]$")


@dataclass(frozen=True, slots=True)
class Passage:
    """Clean text, one span for each figure, and the lead-in that was set before it."""

    text: str
    spans: tuple[tuple[int, int], ...]
    lead: str = ""


def passage_of(
    text: str, figures: Sequence[Figure], *, lead: str = "", is_row: bool = False
) -> Passage:
    """Return the clean passage.

    Args:
        text: The words as they stand in the notes.
        figures: Its figures, offsets into ``text``.
        lead: The lead-in or heading above it; set before it where it does not make sense alone.
        is_row: Whether it is a table row, whose sentence has its headings in it.
    """
    carried = "" if is_row or not lead or not _needs(text, figures, lead) else lead
    prefix = _prefix(carried, text) if carried else ""
    pieces: list[str] = [prefix]
    length = len(prefix)
    spans: list[tuple[int, int]] = []
    position = 0
    aged = False
    prose = "。" in text.rstrip("。") or (len(text) >= _LONG and not _parts_by_blanks(text))
    for figure in figures:
        gap = _clean(text, position, figure.start, prose=prose)
        if gap.endswith("，") and text[figure.start - 1] == " " and _is_counted(gap, figure, text):
            # 棉被 12床 is 棉被12床.
            gap = gap[:-1]
        elif gap == "，" and aged:
            gap = ""  # 其中35岁以下 58: whose count it is stands before it
        aged = figure.kind is Kind.AGE
        pieces.extend((gap, figure.text))
        length += len(gap)
        spans.append((length, length + len(figure.text)))
        length += len(figure.text)
        position = figure.end
    pieces.append(_clean(text, position, len(text), prose=prose))
    joined = "".join(pieces)
    stripped = joined.rstrip(" ，；、\n")
    if spans and len(stripped) < spans[-1][1]:
        stripped = joined[: spans[-1][1]]
    return Passage(stripped, tuple(spans), carried)


def _parts_by_blanks(text: str) -> bool:
    """Whether blanks do the work of commas, as in a ledger's line, however long it is."""
    return len(_BLANKS.findall(text)) > sum(text.count(mark) for mark in "，,；;、")


def _is_counted(gap: str, figure: Figure, text: str) -> bool:
    """Whether a space parts a figure only from the words that it counts."""
    words = re.split(r"[，；。：、]", gap[:-1])[-1]
    if len(words) == 1 and figure.kind is not Kind.DATE and words in "有共达办收发":
        return True  # 有 4个村没资金
    if figure.kind is Kind.DATE or not words or len(words) > _LONGEST_NAME:
        return False
    # 11支队伍, 198人参赛 bring their own words.
    after = text[figure.end : figure.end + 1]
    return not _WIDE.match(after) or after in "，；。：、）（"


def _prefix(lead: str, text: str) -> str:
    """Return a lead-in as it stands before a line.

    …大会，表彰：到会160人: who came is none of the honours that the lead-in is over.
    """
    flat = _tidy(lead)
    event = _HONOURS.sub("", flat) if _CAME.match(text.strip()) else flat
    return f"{event}，" if event and event != flat else f"{flat}："


def _tidy(lead: str) -> str:
    return lead.strip().strip("：:，。；、")


def _clean(text: str, start: int, end: int, *, prose: bool) -> str:
    """Return a stretch between figures with full-width marks and without stray spaces."""
    out: list[str] = []
    position = start
    while position < end:
        char = text[position]
        aside = _ASIDE.match(text, position, end) if char in "（(" else None
        if aside and is_aside(aside[1]):
            position = aside.end()
            continue
        before = text[position - 1] if position else ""
        item = _ITEM.match(text, position, end) if char == "\n" else None
        if item:
            # The first item follows a colon, so that the parts are read as parts of their whole.
            opening = "" if before in ("：", ":") else "："
            out.append("、" if _ITEM.search(text, 0, position) else opening)
            position = item.end()
            continue
        if char in _ARROW_STARTS and (arrow := _ARROW.match(text, position, end)):
            out.append("→")
            position = arrow.end()
            continue
        if char in " \t" and (stroke := _STROKE.match(text, position)) and stroke.end() <= end:
            # 家政2期 / 60人 goes on about one thing.
            out.append("，" if text[stroke.end()].isdigit() else "；")
            position = stroke.end()
            continue
        if char in " \n\t":
            stop = position
            while stop < end and text[stop] in " \n\t":
                stop += 1
            after = text[stop] if stop < len(text) else ""
            if (
                not prose
                and "\n" not in text[position:stop]
                and re.match("[\u4e00-\u9fff]", after)
                and _is_short_name(text, position)
            ):
                position = stop
                continue
            out.append(_gap(before, after, broken="\n" in text[position:stop], prose=prose))
            position = stop
            continue
        if char in _MARKS:
            after = text[position + 1] if position + 1 < len(text) else ""
            out.append(char if _is_number_mark(char, before, after) else _MARKS[char])
        elif char == "." and _WIDE.match(before) and position + 1 >= len(text):
            out.append("。")
        else:
            out.append(char)
        position += 1
    return "".join(out)


def _gap(before: str, after: str, *, broken: bool, prose: bool) -> str:
    if (
        not before
        or not after
        or (
            before in "，,；;。：:、（(“！？!?" + _JOINS
            and not (before == "+" and _WIDE.match(after))  # 进场 700+ 签 164人
        )
        or after in "，,；;。：:、）)”！？!?（(" + _JOINS
    ):
        return ""
    if before.isascii() and after.isascii() and before.isalpha() and after.isalpha():
        return " "
    if prose and not broken:
        return ""
    return "，"


def _is_short_name(text: str, place: int) -> bool:
    """Whether a space only parts a short name from the word behind it (宫颈 异常 88人)."""
    match = re.search(r"(?:^|[\s，,；;。：:、])([\u4e00-\u9fff]{1,3})$", text[:place])
    if match is not None and _NUMBER_BEFORE.search(text, 0, match.start(1)):
        return False  # 读书沙龙 11 次 每次 20 人: a unit parted from its number is no name
    return match is not None and not match[1].endswith(
        ("节", "日", "月", "季", "周", "村", "镇", "县", "年", "度")
    )


def _is_number_mark(char: str, before: str, after: str) -> bool:
    return char in ",:" and before.isdigit() and after.isdigit()


def _needs(text: str, figures: Sequence[Figure], lead: str) -> bool:
    """Whether a line says too little alone: no verb of its own, and the lead-in not in it."""
    flat = _tidy(lead)
    if len(flat) > 20 or not flat or _YEAR_ALONE.fullmatch(flat):
        return False
    if _MONTH_OVER.match(flat) and _DATED.match(text):
        return False  # 四月份活动 over 4月20日，…
    key = flat.removesuffix("工作").removesuffix("活动").removesuffix("情况")
    if key and key in text:
        return False
    end = len(text)
    for figure in figures:
        if figure.kind not in _FRAME:
            end = figure.start
            break
    opening = text[:end]
    if len(text) >= 60 and _PROSE.search(text):
        return False
    for token in words_of(opening):
        if token.tag is Tag.VERB:
            return False
    mine = {word.code for word in find_topic_words(text)}
    theirs = {word.code for word in find_topic_words(flat) if word.weight >= 2}
    naming = any(token.tag is Tag.NAMING for token in words_of(opening))
    if naming and mine & theirs:
        return False
    if re.match(r"^[^，,；;。]{2,12}[:：]", text):
        return not mine
    if not find_topic_words(flat) and len(flat) <= _LONGEST_PLACE:
        return True  # a village or a group that reports: 柳湾
    last = words_of(flat)[-1]
    names_act = last.tag is Tag.NAMING and len(words_of(flat)) <= 2
    return names_act or not mine
