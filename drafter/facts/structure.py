"""Lines become blocks: what stands under which heading, what continues what, what is no content.

Cadres indent, number, paste from chats and break lines by hand; a line alone often does not say
what it is about. A block is one passage that can be read on its own, with the headings above it.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from drafter.facts.addressing import is_aside
from drafter.facts.blocks import Block, BlockKind, dropped_block
from drafter.facts.forms import filled_in
from drafter.facts.joining import Logical, logical_lines, senders_of, speakers_in
from drafter.facts.lexicon import Tag, cues, find_topic_words, words_of
from drafter.facts.minutes import asked_matter, meeting_head, parted, speaker_length
from drafter.facts.noise import MENTION, ONLY_MARKS, noise_reason
from drafter.facts.numbering import CHAT_TAG, SAID_BY, glued_numbers, tagged_speakers
from drafter.facts.questions import asked_and_answered
from drafter.facts.repeating import Quotation, Told, quotation_in
from drafter.facts.roles import role_opening
from drafter.facts.shapes import (
    BOX,
    BRACKETED,
    COLON_END,
    DASHED,
    DATE_ONLY,
    DECORATED,
    MAJOR,
    MINOR,
    NUMBER_IN_BRACKETS,
    NUMBERED,
    QUANTITY,
    STAMP_LINE,
    STAMP_START,
    TERMINAL,
    ends_as_heading,
    is_own_unit,
    is_recap,
    is_role_line,
    scheme,
    starts_item,
)
from drafter.facts.surveying import ASIDE, group_lines, has_levels, speakers_of
from drafter.facts.talking import asks_for, is_talk
from drafter.facts.types import NoteLine, Notes

__all__ = ["read_blocks"]

_FORWARD: Final = re.compile(r"^[“\"「『]?(?P<who>[^\s:：“”]{1,10})[:：]")
# 小陈：, 老张：, 阿芳：
_BY_NAME: Final = re.compile(r"[小老阿][\u4e00-\u9fff]")
# >> 引用, > : how mail and chats mark what they quote.
_QUOTE_MARK: Final = re.compile(
    r"(?:[>＞]\s?)+(?:(?:引用|转发|回复)\s*[:：]?\s*)?|引用\s*[:：]\s*"
    # 转文字：, [语音转文字], 语音转写： before the words that a recorder wrote down.
    r"|[\[【（(]?(?:语音|录音)?(?:转文字|转写|转成文字|识别)[\]】）)]?\s*[:：]?\s*(?=\S)"
)
# 白杨村李主席, 南坪社区（赵姐）, 东湖社区: whose news a message is.
_SENDING_UNIT: Final = re.compile(
    r"(?P<unit>[\u4e00-\u9fff]{1,6}?(?:村|社区|镇|乡|街道))(?:妇联|妇女)?[-—·\s（(]*[\u4e00-\u9fff]{0,5}[）)]?"
)
# How somebody in a chat begins to speak, and the question that a writer answers himself.
_SAID_FIRST: Final = re.compile(
    r"(?:(?:对[的了]?|嗯+|哦+|好的?|是的|哎呀?[^，。\d]{0,4}|(?:再?补一?[个下条]|补充一?[下条点]?)|那个|还有就是)"
    r"(?:[，,、：:]\s*|\s+))+"
)
_ASKED_FIRST: Final = re.compile(
    r"(?![^：:]{0,8}(?:问题|困难))[^，。；：:\d]{0,5}(?:多少钱?|哪些|什么|啥)[^，。；：:\d]{0,3}[：:]\s*"
)
_LAST_BRACKET: Final = re.compile(r"(?<=.)[（(][^（）()]*[）)]$")
_ROLE_ANNOUNCED: Final = re.compile(
    r"(?:(?P<lack>(?:做得?)?不好的(?:地方)?|不足(?:之处|的地方)?|(?:存在的)?问题|困难|难处|短板)|打算|明年的事|下一步)"
    r"(?:也|再|还|我?就)?(?:得|要|来)?[说讲提谈报写](?:[说讲提谈报写点]|一?下|几句|两句)(?:吧|啊|哈)?[。，：,:！!\s]+"
)
# 4月2日 晴。上午…, 4月18日。…: a diary's entry opens with its day, and with the weather.
_ENTRY: Final = re.compile(
    r"(?P<day>(?:20\d\d年)?\d{1,2}月\d{1,2}[日号]"
    r"(?:[ 　（(]*(?:星期|周|礼拜)[一二三四五六日天][)）]?)?)"
    r"(?P<weather>[ 　，,]*(?:(?:[大中小阵雷暴雨夹下]{0,2}[雨雪]|多?云|晴|阴|雾|大?风|[高低降]温)"
    r"(?:转|间|到|有|、|，)?){1,3}天?)?"
    r"[。．]\s*(?=\S)"
)
# 补：两癌那个…: what is told after all stands under no heading above it.
_AFTER_ALL: Final = re.compile(r"(?:再|另|还)?补(?:充|记|一[条句下个])?\s*[:：]\s*(?=\S)")
_HEADING_LENGTH: Final = 40
_BARE_LENGTH: Final = 14
_PROSE_LENGTH: Final = 60
# Enumerators of the second level, as scheme writes them.
_LOWER: Final = frozenset({"（N）", "(N)", "(N）", "（N)", "（N）、", "(N)、", "##", "###", "####"})
_DAY_MARK: Final = re.compile(r"(?:1[0-2]|[1-9])[.．](?:3[01]|[12]\d|0?[1-9])\s")
_UNIT_OF_ALL: Final = re.compile(
    r"[（(]?(?:计量|计数)?单位\s*[:：为]?\s*[^，,。；;\d]{1,10}[）)]?|[（(]?均为[^，,。；;\d]{1,4}[）)]?"
)
# 附：全年走访数 belongs to none of the chapters before it.
_APPENDED: Final = re.compile(r"附(?:件|表|录)?[ 　]?\d{0,2}[ 　]?[：:](?=[ 　]*\S)")
# - 一、创业就业 over - items that are set in deeper.
_POINT_MARK: Final = re.compile(r"[-*+•·●○] ?")
_POINT: Final = re.compile(
    rf"{_POINT_MARK.pattern}(?:[一二三四五六七八九十]{{1,2}}、|\d{{1,2}}[.、．])?\s*"
    "(?P<name>[\u4e00-\u9fff“”、（）]{2,14})"
)
_FIELD: Final = re.compile(r"^(?P<key>[\u4e00-\u9fff]{2,6})\s*[:：]\s*(?P<value>\S.*)$")


def read_blocks(notes: Notes) -> tuple[Block, ...]:
    """Cut one file of notes into blocks, in order; every character of content is in one."""
    notes, singles = parted(asked_and_answered(filled_in(notes)))
    walk = _Walk(logical_lines(notes), senders_of(notes.lines), speakers_in(notes), singles)
    return tuple(walk.blocks())


class _Walk:
    """Walks the lines with the headings that hold at each."""

    def __init__(
        self,
        lines: list[Logical | None],
        senders: frozenset[str],
        named: frozenset[str],
        singles: frozenset[str],
    ) -> None:
        self.lines = lines
        self.singles = singles
        self.head = meeting_head(lines)
        self.asked = ""
        self.senders = senders
        self.chapter = ""
        self.section = ""
        self.scheme = ""
        self.lead = ""
        self.lead_scheme = ""
        self.lead_indent = 0
        self.lead_deep = False
        self.soft = False
        self.section_indent = -1
        self.section_deep = False
        self.filled = False
        self.numbered_items = False
        self.items_scheme = ""
        self.day: Block | None = None
        self.day_text = ""
        self.told = Told()
        self.turn = (0, "")
        self.speakers = speakers_of(lines) | senders | named | tagged_speakers(lines)
        self.titles = group_lines(lines)
        self.has_levels = has_levels(lines)
        self.sender = ""
        self.hanging = ""
        self.hanging_indent = 0
        self.glued = glued_numbers(lines)

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks in order."""
        index = 0
        while index < len(self.lines):
            line = self.lines[index]
            if line is None:
                self._blank(index)
                index += 1
                continue
            if index in self.head:
                yield dropped_block(line, 0, "会议抬头")
                index += 1
                continue
            fields = self._fields(index)
            if fields > 1:
                yield self._form(index, fields)
                index += fields
                continue
            yield from self._line(line, index)
            self._count_items(line.text)
            index += 1
        if self.day is not None:
            yield self.day
            self.day = None

    def _blank(self, index: int) -> None:
        """A blank line ends what a lead-in holds together, and a heading without a number."""
        self.lead = self.hanging = ""
        if not (self.soft and self.filled):
            return
        below = self._next(index)
        if is_role_line(self.section) and below is not None and starts_item(below.text):
            return
        self.section = ""

    def _open(self, section: str, *, soft: bool, scheme: str = "") -> None:
        """Begin a section; one with another kind of number below a role's stays in its chapter."""
        if scheme and scheme != self.scheme and self.section and scheme in _LOWER:
            self.chapter = self.section if self.scheme not in _LOWER else self.chapter
        elif scheme != self.scheme or scheme not in _LOWER:
            self.chapter = ""
        if _APPENDED.match(section):
            self.chapter = ""
        self.scheme = scheme
        self.section, self.soft = section.strip(), soft
        self.section_indent, self.section_deep = -1, False
        self.filled = self.numbered_items = False
        self.lead = self.items_scheme = self.hanging = ""

    def _fields(self, index: int) -> int:
        """Return how many lines from here are the fields of one event."""
        known = cues()["header"]["event_fields"]
        keys: set[str] = set()
        count = 0
        while index + count < len(self.lines):
            line = self.lines[index + count]
            if line is None or line.first.cells:
                break
            match = _FIELD.match(line.text)
            if not match or match["key"] not in known or match["key"] in keys:
                break
            keys.add(match["key"])
            count += 1
        # Two fields at least, and one that says what was done or when.
        return (
            count
            if count > 1
            and keys
            & {
                "时间",
                "日期",
                "活动时间",
                "活动名称",
                "主题",
                "活动主题",
                "内容",
                "活动内容",
                "地点",
            }
            else 0
        )

    def _form(self, index: int, count: int) -> Block:
        pieces: list[tuple[int, NoteLine]] = []
        text = ""
        for line in self.lines[index : index + count]:
            if line is None:  # pragma: no cover - _fields stops at blank lines
                continue
            for offset, piece in line.pieces:
                pieces.append((len(text) + offset, piece))
            text += line.text + "\n"
        joined = Logical(text.rstrip("\n"), tuple(pieces))
        return self._content(joined, 0, listed=False)

    def _line(self, line: Logical, index: int) -> Iterator[Block]:
        text = line.text
        quoted = quotation_in(text)
        if quoted:
            yield from self._quoted(line, quoted)
            return
        reason = self._noise_reason(text, line)
        if reason:
            yield Block(kind=BlockKind.DROPPED, line=line, start=0, end=len(text), reason=reason)
            if reason in {"消息时间", "分隔线"}:
                self.lead = ""
            if reason == "分隔线" and self.soft:
                self.section = ""
            if reason == "消息时间":
                stamp = STAMP_LINE.match(text)
                self.sender = (stamp["who"] or stamp["who2"] or "") if stamp else ""
            return
        if text in self.senders:
            self.sender = text
            yield dropped_block(line, 0, "发言人")
            return
        start = 0
        spoken = STAMP_START.match(text)
        if spoken:
            yield Block(
                kind=BlockKind.DROPPED, line=line, start=0, end=spoken.end(), reason="消息时间"
            )
            start = spoken.end()
            self.sender = spoken["who"] or spoken["who2"] or spoken["who3"] or ""
        if mark := _QUOTE_MARK.match(text[start:]):
            start += mark.end()
        said = self._speaker_length(text[start:])
        if (tagged := CHAT_TAG.match(text[start:])) and text[start + tagged.end() :].strip():
            # [群]镇妇联-阿珍：…: where it was said and by whom; what was said follows.
            start += tagged.end()
            by = SAID_BY.match(text[start:])
            said = by.end() if by else self._speaker_length(text[start:])
            self.sender = by["who"] if by else ""
        if said and not text[start + said :].strip():
            yield Block(
                kind=BlockKind.DROPPED, line=line, start=start, end=len(text), reason="发言人"
            )
            return
        start += said
        mention = MENTION.match(text[start:])
        if mention:
            start += mention.end()
        start += self._opener_length(text[start:], said=bool(said or self.speakers))
        if line.first.cells:
            yield self._content(line, start, listed=False)
            return
        asked = asks_for(text[start:]) if self.speakers else ""
        if asked and not QUANTITY.search(text) and is_talk(text[start:], chat=True):
            # 还有啥难处也说说: the lines that follow answer.
            self._open(asked, soft=True)
            yield dropped_block(line, start, "闲谈")
            return
        announced = _ROLE_ANNOUNCED.match(text, start)
        if announced and text[announced.end() :].strip():
            # 不好的地方也说说。一个是…: what follows, here and below, is lacking.
            self._open("存在的问题" if announced["lack"] else "下一步打算", soft=True)
            yield replace(dropped_block(line, start, "闲谈"), end=announced.end())
            start = announced.end()
        if matter := asked_matter(text[start:]) if said or self.speakers else "":
            # 巾帼示范基地呢？ and then 市级1个、县级3个: the answer is of what was asked.
            self.asked = matter
            yield dropped_block(line, start, "闲谈")
            return
        if self._is_day(line, start, index):
            if self.day is not None:
                yield self.day
            self.lead = ""
            self.day_text = text[start:].rstrip(" :：")
            self.day = Block(
                kind=BlockKind.HEADING, line=line, start=start, end=len(text), section=self.section
            )
            return
        if index in self.titles and not said and not spoken:
            mark = self._minor(text)
            skipped = mark.end() if mark else 0
            name = ASIDE.sub("", text[skipped:]).strip("【】")
            yield from self._section(line, start, name, soft=True)
            return
        if index in self.glued and not start:
            number, start = self.glued[index]
            if name := text[:number].strip(" ：:　"):
                self._open(name, soft=True)
            yield self._content(line, start, listed=True)
            return
        heading = self._heading(line, start, index)
        if heading is not None:
            yield from heading
            return
        if self.day is not None and _names_month_again(self.day.text, line.text[start:]):
            yield self.day
            self.day = None
        yield from self._item(line, start)

    def _quoted(self, line: Logical, quoted: Quotation) -> Iterator[Block]:
        """A message quoted in an answer: told before it is dropped, else it tells for itself."""
        told = self.told.has_told(line.text[quoted.start : quoted.end])
        if told or self.told.is_repeated(line, 0, self.day_text):
            yield replace(dropped_block(line, 0, "引用"), end=quoted.end)
        else:
            yield replace(self._content(line, quoted.start, listed=False), end=quoted.end)
        if line.text[quoted.rest :].strip():
            yield self._content(line, quoted.rest, listed=False)

    def _speaker_length(self, text: str) -> int:
        """How long the name and mark of who said a line are; 0 where nobody is named."""
        if alone := speaker_length(text, self.singles):
            return alone
        match = _FORWARD.match(text)
        if not match:
            return 0
        who = match["who"].lstrip("@")
        if who in self.speakers and not find_topic_words(who):
            return match.end()
        if _BY_NAME.fullmatch(who):
            return match.end()
        if len(who) > 6 or find_topic_words(who[:-2]):
            return 0
        titles = tuple(cues()["noise"]["speaker_titles"])
        return match.end() if who.endswith(titles) and len(who) >= 2 and who not in titles else 0

    def _opener_length(self, text: str, *, said: bool) -> int:
        """How long the words are that only begin what is said: 对，98人; 哎呀才看到，…."""
        match = (_SAID_FIRST.match(text) if said else None) or _ASKED_FIRST.match(text)
        return match.end() if match and text[match.end() :].strip() else 0

    def _noise_reason(self, text: str, line: Logical) -> str:
        if line.first.cells:
            return ""
        if reason := noise_reason(text):
            return reason
        if self.told.is_repeated(line, self._speaker_length(text), self.day_text):
            return "重复转发"
        return ""

    def _is_day(self, line: Logical, start: int, index: int) -> bool:
        """Whether a line is a date that dates the lines below it, as in a diary."""
        if not DATE_ONLY.match(line.text[start:]):
            return False
        below = self._next(index)
        return below is not None and not DATE_ONLY.match(below.text)

    def _next(self, index: int) -> Logical | None:
        for line in self.lines[index + 1 : index + 4]:
            if line is not None:
                return line
        return None

    def _heading(self, line: Logical, start: int, index: int) -> Iterator[Block] | None:
        """Return the blocks of a heading line, or None where it is none."""
        text = line.text[start:]
        first = line.first
        if (outlined := self._outlined(line, text, index)) and not start:
            return self._section(line, start, outlined, soft=True)
        named = DECORATED.match(text) or DASHED.match(text) or BRACKETED.match(text)
        if named and is_aside(named["name"]):
            return iter([dropped_block(line, start, "写给起草人的话")])
        dressed = NUMBER_IN_BRACKETS.match(text) or DECORATED.match(text)
        if dressed and not QUANTITY.search(dressed["name"]):
            return self._section(line, start, dressed["name"], soft=True)
        dashed = DASHED.match(text)
        if dashed and not QUANTITY.search(dashed["name"]):
            return self._lead_in(line, start, dashed["name"], "", major=False)
        bracketed = BRACKETED.match(text)
        if bracketed and bracketed["name"].endswith(("群", "群聊")):
            return iter([dropped_block(line, start, "群名")])
        if bracketed and not QUANTITY.search(bracketed["name"]):
            return self._bracketed(line, start, bracketed)
        if _APPENDED.match(text) and len(text) <= _HEADING_LENGTH and not QUANTITY.search(text):
            return self._section(line, start, text, soft=True)
        major = MAJOR.match(text)
        minor = None if major else self._minor(text)
        skipped = (major or minor).end() if (major or minor) else 0  # type: ignore[union-attr]
        body = text[skipped:]
        if first.heading_level and not QUANTITY.search(body):
            mark = scheme(major[0]) if major else ("#" * first.heading_level)
            return self._section(line, start, body, scheme=mark)
        colon = COLON_END.match(body)
        mark = scheme(major[0]) if major else (scheme(minor[0]) if minor else "")
        if colon and colon["name"] in cues()["noise"]["openers"]:
            return iter([dropped_block(line, start, "应答")])
        if colon and any(word in colon["name"] for word in cues()["role"]["opening"]):
            return None
        if colon and len(colon["name"]) <= _HEADING_LENGTH and not QUANTITY.search(colon["name"]):
            return self._lead_in(line, start, colon["name"], mark, major=major is not None)
        if major:
            return self._numbered(line, start, skipped, index)
        if minor:
            if self._is_role_heading(body):
                # ——下半年, 3、不足: what stands below has no mark of its own.
                return self._section(line, start, body, soft=True, scheme=mark)
            if mark == self.items_scheme:
                # The last plan of a list, and then a long line: it heads nothing.
                return None
            if self._is_minor_heading(body, line, index):
                return self._lead_in(line, start, body.rstrip(TERMINAL), mark, major=False)
            if mark == self.lead_scheme:
                self.lead = self.lead_scheme = ""
            return None
        if self._is_bare_heading(text, line, index):
            return self._section(line, start, text, soft=True)
        return None

    def _outlined(self, line: Logical, text: str, index: int) -> str:
        """Return the name over a nested list (- 创业就业, and deeper items below it), else ""."""
        point = _POINT.fullmatch(text)
        below = self._next(index)
        if point is None or below is None or QUANTITY.search(point["name"]):
            return ""
        deeper = below.first.indent > line.first.indent and _POINT_MARK.match(below.text)
        return point["name"] if deeper else ""

    def _bracketed(self, line: Logical, start: int, match: re.Match[str]) -> Iterator[Block]:
        rest = line.text[start + match.end() :].strip()
        if rest and _UNIT_OF_ALL.fullmatch(rest):
            # 【巾帼创业贷】单位:万元: the unit holds for all that stands under it.
            self._open(f"{match['name']}（{rest.strip('（）()')}）", soft=True)
            yield self._head_block(line, start)
            return
        self._open(match["name"], soft=True)
        if rest and not ONLY_MARKS.match(rest):
            yield self._content(line, start + match.end(), listed=False)
            return
        yield self._head_block(line, start)

    def _section(
        self, line: Logical, start: int, name: str, *, soft: bool = False, scheme: str = ""
    ) -> Iterator[Block]:
        self._open(name.strip().rstrip("：:" + TERMINAL), soft=soft, scheme=scheme)
        if soft:
            self.section_indent = line.first.indent
        yield self._head_block(line, start)

    def _lead_in(
        self, line: Logical, start: int, name: str, scheme: str, *, major: bool
    ) -> Iterator[Block]:
        name = name.strip()
        if major or is_role_line(name):
            self._open(name, soft=not major, scheme=scheme if major else "")
        else:
            self.lead, self.lead_scheme = name, scheme
            self.lead_indent, self.lead_deep = line.first.indent, False
        yield self._head_block(line, start)

    def _head_block(self, line: Logical, start: int) -> Block:
        return Block(
            kind=BlockKind.HEADING,
            line=line,
            start=start,
            end=len(line.text),
            chapter=self.chapter,
            section=self.section,
        )

    def _numbered(
        self, line: Logical, start: int, skipped: int, index: int
    ) -> Iterator[Block] | None:
        """A line with 一、 or （一）: a heading, a heading with its text behind it, or an item."""
        body = line.text[start + skipped :]
        stop = min(
            (place for place in (body.find("。"), body.find("：")) if place >= 0), default=-1
        )
        if stop < 0 or stop == len(body) - 1:
            name = body.rstrip(TERMINAL + "：")
            bare = _LAST_BRACKET.sub("", name)
            # 八、存在困难（去年写的前两条照样用）: the bracket speaks to the writer.
            name = bare if is_role_line(bare) else name
            if len(name) > _HEADING_LENGTH or QUANTITY.search(name):
                return None
            below = self.lines[index + 1] if index + 1 < len(self.lines) else None
            follows = self._next(index)
            if follows is None:
                return None
            same = MAJOR.match(follows.text)
            mine = MAJOR.match(line.text[start:])
            is_item = same and mine and scheme(same[0]) == scheme(mine[0])
            ends = MAJOR.match(follows.text)
            if mine and scheme(mine[0]) == self.items_scheme and not is_role_line(name):
                # 一 and 二 were problems in a line; 三 is the last of them.
                return None
            if mine and ends and scheme(mine[0]) in _LOWER and scheme(ends[0]) not in _LOWER:
                # The last item of a list, and then the next chapter: it is no heading.
                return None
            if is_item and below is not None and not is_role_line(name):
                # A list of things done, each with 一、 before it.
                return None
            return self._section(line, start, name, scheme=scheme(mine[0]) if mine else "")
        name = body[:stop]
        if body[stop] == "：" and not is_role_line(name) and len(name) <= _BARE_LENGTH:
            # 二、托管：托管班22个 keeps its lead, as 托管：… without a number does.
            if not QUANTITY.search(name):
                self._open(name, soft=False, scheme=scheme(line.text[start : start + skipped]))
            return None
        if len(name) <= _HEADING_LENGTH and not QUANTITY.search(name) and len(body) - stop > 8:
            return self._run_in(line, start + skipped, stop, name)
        return None

    def _run_in(self, line: Logical, start: int, stop: int, name: str) -> Iterator[Block]:
        mark = MAJOR.match(line.text[start - len(line.text) :]) or MAJOR.match(line.text)
        self._open(name, soft=False, scheme=scheme(mark[0]) if mark else "")
        yield Block(
            kind=BlockKind.HEADING,
            line=line,
            start=start,
            end=start + stop + 1,
            chapter=self.chapter,
            section=self.section,
        )
        yield self._content(line, start + stop + 1, listed=False)

    def _is_minor_heading(self, body: str, line: Logical, index: int) -> bool:
        if len(body) > _HEADING_LENGTH or QUANTITY.search(body) or not body:
            return False
        below = self.lines[index + 1] if index + 1 < len(self.lines) else None
        if below is None:
            return False
        if MAJOR.match(below.text) or BRACKETED.match(below.text):
            return False
        minor = self._minor(below.text)
        if minor:
            mine = self._minor(line.text)
            deeper = mine is not None and scheme(minor[0]) != scheme(mine[0])
            return deeper and below.first.indent >= line.first.indent
        if below.first.indent > line.first.indent:
            return True
        return len(below.text) >= 30 and not any(char in body for char in "，,")

    @staticmethod
    def _is_role_heading(text: str) -> bool:
        name = text.strip()
        return is_role_line(name) and len(name) <= _BARE_LENGTH and not QUANTITY.search(name)

    def _is_bare_heading(self, text: str, line: Logical, index: int) -> bool:
        """A short line without a number or a mark that names what stands below it."""
        name = text.strip()
        if self._is_role_heading(name):
            return True
        if is_recap(name) and not QUANTITY.search(name) and self._next(index) is not None:
            return True
        if not 2 <= len(name) <= _BARE_LENGTH or QUANTITY.search(name):
            return False
        if any(char in name for char in "，,。；;：:！!？?") or re.search(r"\d", name):
            return False
        below = self.lines[index + 1] if index + 1 < len(self.lines) else None
        if below is None or DATE_ONLY.match(below.text):
            return False
        above = self.lines[index - 1] if index else None
        indented = below.first.indent > line.first.indent
        if not (
            above is None
            or indented
            or (len(above.text) >= _PROSE_LENGTH and len(below.text) >= _PROSE_LENGTH)
        ):
            return False
        ends = ends_as_heading(name)
        names = ends or bool(find_topic_words(name))
        tags = [token.tag for token in words_of(name)]
        acts = Tag.VERB in tags[:1]
        return names and not (acts and not ends)

    def _hang(self, line: Logical, start: int) -> None:
        """Let 问题：… hold for the lines that stand further in below it."""
        opening = role_opening(line.text[start:])
        if opening:
            self.hanging = line.text[start : start + opening].strip(" ：:")
            self.hanging_indent = line.first.indent
        elif line.first.indent <= self.hanging_indent:
            self.hanging = ""

    def _minor(self, text: str) -> re.Match[str] | None:
        """Match a mark of a lower level; 3.8 before a word is a day unless 1.1 numbers items.

        2.18个村 behind a line that begins with 1. is the second item and no decimal.
        """
        match = MINOR.match(text) or self._next_in_turn(text)
        return None if match and not self.has_levels and _DAY_MARK.match(text) else match

    def _next_in_turn(self, text: str) -> re.Match[str] | None:
        match = NUMBERED.match(text)
        turn = (int(match["number"]), match["mark"]) if match else (0, "")
        if not turn[0] or (turn[0] - 1, turn[1]) != self.turn or _DAY_MARK.match(text):
            return None  # 5.15 家庭教育讲座 is a day, whatever was numbered 4
        return match

    def _count_items(self, text: str) -> None:
        match = NUMBERED.match(text)
        if match and (
            not text[match.end() : match.end() + 1].isdigit() or self._next_in_turn(text)
        ):
            self.turn = int(match["number"]), match["mark"]

    def _unit(self) -> str:
        """The village or community that a message came from, which it then tells of."""
        match = _SENDING_UNIT.fullmatch(self.sender)
        return match["unit"] if match else ""

    def _owner(self) -> str:
        """The section, 我们村 told by the name of the sender's village."""
        return "" if is_own_unit(self.section) and self._unit() else self.section

    def _entry(self, line: Logical, start: int) -> Iterator[Block]:
        """Give the day that opens an entry of a diary to what the entry tells; weather goes."""
        entry = _ENTRY.match(line.text, start)
        if entry is None:
            return
        if self.day is not None:
            yield self.day
        self.lead, self.day_text = "", entry["day"]
        self.day = Block(
            kind=BlockKind.HEADING,
            line=line,
            start=start,
            end=entry.end("day"),
            section=self.section,
        )
        if entry["weather"]:
            weather = dropped_block(line, entry.end("day"), "天气")
            yield replace(weather, end=entry.end())

    def _item(self, line: Logical, start: int) -> Iterator[Block]:
        if entry := _ENTRY.match(line.text, start):
            yield from self._entry(line, start)
            start = entry.end()
        if _AFTER_ALL.match(line.text, start) and not line.first.indent:
            self._open("", soft=True)
        text = line.text[start:]
        listed = line.first.listed
        for match in (MAJOR.match(text), self._minor(text)):
            if match and match.end() < len(text):
                under = is_role_line(self.section) or self.hanging
                if under and self.scheme != scheme(match[0]):
                    self.items_scheme = scheme(match[0])
                start += match.end()
                listed = True
                break
        box = BOX.match(line.text, start)
        block = self._content(line, box.end() if box else start, listed=listed or box is not None)
        yield replace(block, undone=box is not None and not box["done"].strip())

    def _content(self, line: Logical, start: int, *, listed: bool) -> Block:
        leads: list[Block] = []
        if self.day is not None:
            leads.append(self.day)
            self.day = None
        if is_role_line(self.section) and self.soft:
            if self.numbered_items and not listed and not line.first.indent:
                self._open("", soft=True)
            self.numbered_items = self.numbered_items or listed
        self.filled = True
        if 0 <= self.section_indent < line.first.indent:
            self.section_deep = True
        elif self.section_deep:
            # What a bare heading is over stood further in; this line does not.
            self._open("", soft=True)
            self.filled = True
        if self.lead and line.first.indent > self.lead_indent:
            self.lead_deep = True
        elif self.lead_deep:
            # The items of a lead-in stood further in; this line does not, so it is none of them.
            self.lead, self.lead_deep = "", False
        self._hang(line, start)
        asked, self.asked = self.asked, ""
        unit, owner = self._unit(), self._owner()
        chapter = self.chapter
        if unit and owner and self.soft and not is_role_line(owner):
            # 各村把留守儿童数报一下, and each village answers for itself.
            chapter, owner = owner, ""
        return Block(
            kind=BlockKind.CONTENT,
            line=line,
            start=start,
            end=len(line.text),
            chapter=chapter,
            section=self.hanging or owner or unit,
            lead=asked or self.lead,
            day=self.day_text,
            listed=listed,
            leads=tuple(leads),
        )


def _names_month_again(day: str, text: str) -> bool:
    """Whether a line below 3月 begins with 3月2日 itself; the month is said once."""
    month = re.fullmatch(r"(\d{1,2}|[一二三四五六七八九十]{1,2})月份?", day.strip(" :："))
    begins = re.match(r"[-*•·●○■◆\s]*(\d{1,2})月\d", text)
    return month is not None and begins is not None
