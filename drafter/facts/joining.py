"""Lines that were broken by hand become one, and parts stay with what they are parts of."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from drafter.facts.lexicon import Tag, cues, find_topic_words, words_of
from drafter.facts.roles import role_of, role_opening
from drafter.facts.shapes import (
    BOX,
    COLON_END,
    CONTINUATION,
    GROUP_LENGTH,
    MAJOR,
    MINOR,
    QUANTITY,
    STAMP_LINE,
    TERMINAL,
    is_noise,
    is_role_line,
    scheme,
    starts_item,
)
from drafter.facts.speaking import named_speakers
from drafter.facts.types import NoteLine, Notes, ReportKind, Role

__all__ = ["SPACE", "Logical", "logical_lines", "senders_of", "speakers_in"]

_OPEN_END: Final = ("，", ",", "、", "和", "与", "及", "以及", "的", "并", "（", "(", "“", "《")
_CLOSE_START: Final = tuple("，,。；;、）)”》：:！!？?")
_PART_MARK: Final = re.compile(r"[-*•·●○■□◆◇▪▶►➢√✓☑➤]\s*")
_PART: Final = re.compile(
    r"[^\d，,。；;：:]{1,10}\s*\d+\s*(?P<unit>[\u4e00-\u9fff]{1,2})[；;，,。]?"
)
_OWN_NAME: Final = re.compile(r"(?!其中)(?P<name>[^\d，,。；;：:]{2,8})[：:]\s*\S")
_PART_LENGTH: Final = 18
_PART_LINE: Final = 24
# 桥头村 没办 counts nothing, and is one of the parts all the same.
_NOTHING: Final = 8
# 来听的有152人次, 剩下那1起…, 去年才卖2.6万元: more is counted of what stands above.
_GOES_ON: Final = re.compile(
    r"(?:来?听课?的|来的|来了|参加的|到场?的|去的|(?:剩|余)下|其余|另有|还剩|去年|上年|(?:去年|上年)?同期)"
)
# 剩下那1起移交镇司法所 is of the 13起 above, whoever took it.
_LEFT: Final = re.compile(r"(?:剩|余|还剩)下?的?那?\s*\d+\s*(?P<unit>[\u4e00-\u9fff])")
# 添了桌子6张椅子 / 30把，镇里给了8000块: what is counted stands at the end of the line above.
_BARE_COUNT: Final = re.compile(r"\d+(?:\.\d+)?[\u4e00-\u9fff]{1,2}(?=[，,。；;、]|$)")
_BESIDES: Final = re.compile(r"另有|另外|此外|还有|其余|剩下")
_ENDS_OPEN: Final = re.compile(
    r"(?:[\d几多余百千万元块名人户场次期份件个]\s*[\u4e00-\u9fff]{2,6}"
    r"|\d[^，。；\d]{0,8}、[\u4e00-\u9fff]{1,6}|[，,；;：:][一二三四五六七八九十]是[\u4e00-\u9fff]{2,10})$"
)
# 2026：… names what it tells of.
_YEAR_NAME: Final = re.compile(r"20\d\d年?\s*[：:]")
# 逾期率0.6%: how many of those above.
_RATE: Final = re.compile(r"[\u4e00-\u9fff]{1,4}率(?:为|达|是|只有)?(?=\d)")
# 出来的, 镇里给的 close what they say; 各村的 does not.
_CLOSED: Final = re.compile(r"[来去到过办评选推给发报定做了捐]的$")
_LEFT_OPEN: Final = re.compile(r"\d[\u4e00-\u9fff]{0,2}(?:和|与|及|以及|、)$")
_MOST_PARTS: Final = 12
_DAY: Final = re.compile(r"(?:20\d\d年)?\d{1,2}月\d{1,2}[日号]")
_ENTRIES: Final = 3
_REACH: Final = 12
SPACE: Final = re.compile(r"[ \t]+")
# 村妇联-春桃, 镇妇联陈姐
_NAME: Final = re.compile(r"[^\s\d，,。；;：:、！!？?（）()]{2,10}")
_DAY_PARTS: Final = frozenset({None, "", "上午", "下午", "晚上", "中午", "早上", "凌晨", "傍晚"})
_TITLE: Final = 2
_WRAP_LENGTH: Final = 27


@dataclass(frozen=True, slots=True)
class Logical:
    """One or more lines of a file read as one: text, and the lines with their place in it."""

    text: str
    pieces: tuple[tuple[int, NoteLine], ...]

    @property
    def first(self) -> NoteLine:
        """The line that it begins in."""
        return self.pieces[0][1]

    def place(self, start: int, end: int) -> tuple[NoteLine, int, int]:
        """Return the line of a passage and its span in the decoded text."""
        chosen = self.pieces[0]
        for piece in self.pieces:
            if piece[0] > start:
                break
            chosen = piece
        offset, line = chosen
        local = min(max(start - offset, 0), len(line.text))
        begin, _ = line.span(local, min(local + 1, len(line.text)))
        last = chosen
        for piece in self.pieces:
            if piece[0] >= end:
                break
            last = piece
        local_end = min(max(end - last[0], 0), len(last[1].text))
        _, finish = last[1].span(max(local_end - 1, 0), local_end)
        return line, begin, max(finish, begin)


def logical_lines(notes: Notes) -> list[Logical | None]:
    """Join what was broken by hand; None stands for a blank line."""
    lines = notes.lines
    senders = senders_of(lines)
    speakers = tuple(f"{name}{mark}" for name in speakers_in(notes) for mark in ":：")
    widths = _wrap_width(lines)
    diary = _is_diary(lines)
    logical: list[Logical | None] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        if not line.text:
            logical.append(None)
            index += 1
            continue
        text = line.text
        pieces = [(0, line)]
        for part in _listed_under(lines, index):
            index += 1
            text += "\n"
            pieces.append((len(text), part))
            text += part.text
        while (
            index + 1 < len(lines)
            and not lines[index + 1].text.startswith(speakers)
            and (
                _continues(text, line, lines[index + 1])
                or (diary and _goes_on_with_day(text, lines[index + 1]))
            )
        ):
            index += 1
            text += "\n"
            pieces.append((len(text), lines[index]))
            text += lines[index].text
        while (
            index + 1 < len(lines)
            and len(text) < 5000
            and lines[index + 1].text not in senders
            and not lines[index + 1].text.startswith(speakers)
            and _is_broken(text, pieces[-1][1], lines[index + 1], widths)
        ):
            index += 1
            pieces.append((len(text), lines[index]))
            text += lines[index].text
        logical.append(Logical(text, tuple(pieces)))
        index += 1
    return logical


def speakers_in(notes: Notes) -> frozenset[str]:
    """Return the names that stand before the words of several messages."""
    return named_speakers([line.text for line in notes.lines if not line.cells])


def senders_of(lines: Sequence[NoteLine]) -> frozenset[str]:
    """Return the names that stand alone below a message time: who sends what follows."""
    texts = [line.text for line in lines if line.text]
    names = {
        below
        for text, below in pairwise(texts)
        if (stamp := STAMP_LINE.match(text))
        and not {stamp["who"], stamp["who2"]} - _DAY_PARTS
        and _NAME.fullmatch(below)
        and not QUANTITY.search(below)
    }
    return frozenset(
        name for name in names if texts.count(name) > 1 or not find_topic_words(name[-_TITLE:])
    )


def _listed_under(lines: Sequence[NoteLine], index: int) -> list[NoteLine]:
    """Return the lines that are parts of what a line names: 培训： over 家政2期60人, 养殖3期.

    Parts stand further in, are short, and count something. Their head is a kind of thing done
    (培训：), or an item among items that count (so it is no heading), or counts what they divide.
    """
    head = lines[index]
    below = lines[index + 1] if index + 1 < len(lines) else head
    if head.cells or head.heading_level or not below.text or below.indent <= head.indent:
        return []
    mark = _mark(head.text)
    name = head.text[len(mark) :].strip(" *：:")
    counted = QUANTITY.search(name) is not None
    topics = {word.code for word in find_topic_words(name)}
    any_kind = bool(name) and words_of(name)[-1].tag is Tag.NAMING
    among = bool(mark) and not counted and _is_among_items(lines, index, mark)
    if counted:
        if not mark:
            return []
    elif not among and (
        not COLON_END.match(head.text) or len(name) > GROUP_LENGTH or not topics or mark
    ):
        return []
    if is_role_line(name) or role_opening(name):
        return []
    parts: list[NoteLine] = []
    for line in lines[index + 1 : index + 2 + _MOST_PARTS]:
        if not line.text or line.cells or line.indent <= head.indent:
            break
        body = line.text[len(_mark(line.text)) :]
        opening = QUANTITY.split(body, maxsplit=1)[0]
        kinds = {word.code for word in find_topic_words(body) if word.weight > 1}
        acts = any(token.tag in {Tag.VERB, Tag.LIGHT} for token in words_of(opening))
        own = kinds and not kinds & topics and not any_kind
        counts = QUANTITY.search(body) is not None
        if (
            len(body) > _PART_LINE
            or (not counts and len(body) > _NOTHING)
            or (counts and not CONTINUATION.match(body) and (acts or (own and not among)))
        ):
            return []
        parts.append(line)
    return parts if len(parts) <= _MOST_PARTS else []


def _mark(text: str) -> str:
    """The enumerator or bullet before a line's content, with its box."""
    match = MAJOR.match(text) or MINOR.match(text)
    end = match.end() if match else 0
    box = BOX.match(text, end)
    return text[: box.end() if box else end]


def _is_among_items(lines: Sequence[NoteLine], index: int, mark: str) -> bool:
    """Whether a line stands among others of its indent and mark that count something."""
    indent, shape = lines[index].indent, scheme(mark)
    for step in (-1, 1):
        place = index + step
        while 0 <= place < len(lines) and abs(place - index) <= _REACH:
            line = lines[place]
            if line.heading_level or line.cells or (line.text and line.indent < indent):
                break
            if line.text and line.indent == indent:
                beside = _mark(line.text)
                if scheme(beside) != shape:
                    break
                if QUANTITY.search(line.text[len(beside) :]):
                    return True
            place += step
    return False


def _wrap_width(lines: Sequence[NoteLine]) -> int:
    """Return the width at which a program wrapped the text, 0 where it was not wrapped."""
    lengths = [_width(line.text) for line in lines if _width(line.text) >= 2 * _WRAP_LENGTH]
    if len(lengths) < 4:
        return 0
    widest = max(lengths)
    at_edge = sum(1 for length in lengths if length >= widest - 3)
    return widest if at_edge >= 4 and at_edge * 2 >= len(lengths) else 0


def _width(text: str) -> int:
    return sum(2 if char > "\u2e7f" else 1 for char in text)


def _is_broken(text: str, line: NoteLine, following: NoteLine, wrap: int) -> bool:
    """Whether the sentence goes on in the next line."""
    below = following.text
    if not below or line.cells or following.cells or line.heading_level or following.heading_level:
        return False
    if line.listed or following.listed:
        return False
    if starts_item(below) or is_noise(below) or (text[-1:].isdigit() and below[0].isdigit()):
        return False  # 100 and 100 of two lines are not 100100
    if below.startswith(_CLOSE_START):
        return True
    if text[-1] in TERMINAL or text[-1] in "：:”）)】":
        return False
    if _YEAR_NAME.match(below) or role_opening(below):
        return False
    if _LEFT_OPEN.search(text) and not COLON_END.match(below):
        return True  # 两期分别是45和 / 52人
    if _BARE_COUNT.match(below) and QUANTITY.search(text) and _ENDS_OPEN.search(text):
        return True
    if wrap and _width(line.text) >= wrap - 3:
        # Prose has full stops; notes that happen to be as long as each other have none.
        return "。" in text or "。" in below
    if len(line.text) >= 20 and text.endswith(_OPEN_END) and not following.indent > line.indent:
        # …不算我们的 ends what it says where a heading follows.
        # In speech 的 closes a sentence (是要感谢的): where blanks part what is said, lines end it.
        return not (
            text.endswith("的")
            and (
                SPACE.search(line.text) or len(below) <= GROUP_LENGTH or _tells_itself(text, below)
            )
        )
    # Prose ends its lines with a full stop; one that has such stops and ends without is broken.
    return len(line.text) >= _WRAP_LENGTH and "。" in text and not SPACE.search(line.text)


def _tells_itself(text: str, below: str) -> bool:
    """Whether a line in shorthand counts something of its own: …78户里出来的 / 晒家风故事56篇."""
    return (
        "。" not in text + below
        and _CLOSED.search(text) is not None
        and QUANTITY.search(text) is not None
        and QUANTITY.search(below) is not None
    )


def _continues(text: str, line: NoteLine, following: NoteLine) -> bool:
    """Whether the next line only goes on with what this one says (其中…, or further in)."""
    below = following.text
    if not below or line.cells or following.cells or line.heading_level or following.heading_level:
        return False
    if _is_part(text, line, following):
        return True
    if _lies_ahead(below) and not _lies_ahead(text):
        return False  # 还有3户想报，等下半年再说 is none of what was done
    if starts_item(below) or is_noise(below) or text.endswith(("：", ":")):
        return False
    if CONTINUATION.match(below) and QUANTITY.search(text):
        return True
    if _GOES_ON.match(below) and _counts_the_same(text, below):
        return True
    if (left := _LEFT.match(below)) and re.search(rf"\d\s*{left['unit']}", text):
        return True
    if _RATE.match(below) and QUANTITY.search(text):
        return True
    if text[-1] in "；;，," and _BESIDES.match(below) and not line.listed:
        return True
    if (name := _OWN_NAME.match(below)) and name["name"] not in cues()["header"]["event_fields"]:
        return (
            False  # 托管辅导：水湄村22人 tells of something by itself, 经费：3万元 of what is above
        )
    # What stands further in below something counted, or below a line left open, goes on with it.
    return following.indent > line.indent and (
        bool(QUANTITY.search(text)) or text.endswith(("，", ",", "、"))
    )


def _is_diary(lines: Sequence[NoteLine]) -> bool:
    """Whether lines of prose are entries that open with their days."""
    dated = [line for line in lines if _DAY.match(line.text) and line.text[-1:] in TERMINAL]
    return len(dated) >= _ENTRIES


def _goes_on_with_day(text: str, following: NoteLine) -> bool:
    """Whether a sentence without a day stands below an entry of a diary, and so is of its day."""
    below = following.text
    return bool(
        _DAY.match(text)
        and text[-1] in TERMINAL
        and below[-1:] in TERMINAL
        and not following.cells
        and not starts_item(below)
        and not _DAY.match(below)
        and not is_noise(below)
        and role_of(below, [], ReportKind.ANNUAL) is Role.RESULT
        and not role_opening(below)
    )


def _lies_ahead(text: str) -> bool:
    return role_of(text, [], ReportKind.ANNUAL) is Role.PLAN


def _counts_the_same(text: str, below: str) -> bool:
    """Whether a line counts more of what the line above counts: it names no matter of its own."""
    return (
        QUANTITY.search(text) is not None
        and QUANTITY.search(below) is not None
        and not any(word.weight > 1 for word in find_topic_words(below))
    )


def _is_part(text: str, line: NoteLine, following: NoteLine) -> bool:
    """Whether a marked line further in gives a part of what is counted: 讲座9场 / - 幼小衔接3场."""
    mark = _PART_MARK.match(following.text)
    if not mark or following.indent <= line.indent or len(following.text) > _PART_LENGTH:
        return False
    counted = _PART.fullmatch(following.text, mark.end())
    return counted is not None and re.search(rf"\d\s*{counted['unit']}", text) is not None
