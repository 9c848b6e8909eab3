"""Lines become blocks: what stands under which heading, what continues what, what is no content.

Cadres indent, number, paste from chats and break lines by hand; a line alone often does not say
what it is about. A block is one passage that can be read on its own, with the headings above it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from drafter.facts.addressing import is_aside
from drafter.facts.lexicon import Tag, cues, find_topic_words, words_of
from drafter.facts.roles import role_opening
from drafter.facts.types import NoteLine, Notes

__all__ = ["Block", "BlockKind", "Logical", "read_blocks"]

_CN: Final = "一二三四五六七八九十"
_MAJOR: Final = re.compile(
    rf"(?:第[{_CN}](?:部分|块|方面|篇|章|节)[、:：.．\s]|(?:做法|举措|措施|经验|亮点|板块|任务|特色|成效|行动)[{_CN}\d](?:[、:：.．]|\s+)|"
    rf"第?[{_CN}]{{1,3}}(?:[、:：]|[.．](?!\d))|[（(][{_CN}]{{1,3}}[)）][、.．]?|"
    rf"第[{_CN}]{{1,2}}[,，、：:]|[{_CN}]{{1,2}}[ 　]+(?=[\u4e00-\u9fff]))\s*"
)
_MINOR: Final = re.compile(
    r"(?:\d{1,2}\s*[、)）](?!\d)|\d{1,2}\s*[.．](?!\d)|\d{1,2}[.．、](?=\d{1,2}月)|[（(]\d{1,2}[)）][、.．]?|"
    r"\d[.．]\d{1,2}\s+(?=[\u4e00-\u9fff“])(?![万亿元人户个千百平公斤吨倍年月])|[①-⒛]|[❶-❿]|[㈠-㈩]|[㊀-㊉]|"
    # 1 培训: a number before a word orders; 3 场讲座, 3 月 8 日 and 12 个村 count.
    r"\d{1,2}[ 　]+"
    r"(?![名户场次期个件份家位支所例对条篇项批届台套元本年月日人天](?![口工民大生居事物均才间员道才会民]|外活动))(?=[\u4e00-\u9fff“])|"
    r"[-*•·●○■□◆◇▪▶►➢√✓☑➤‣⁃▷★☆※]{1,3}[ 　]*(?!\d+[-—–\s]*$)|[—–]{1,2}[ 　]*(?=[\u4e00-\u9fff“]))\s*"
)
_ORDERED: Final = re.compile(
    rf"(?:[{_CN}]是(?:要)?|首先|其次|再次|再者|此外|最后|第[{_CN}][是,，、])[,，、：:]?\s*"
)
_TERMINAL: Final = "。；;！!？?…"
_OPEN_END: Final = ("，", ",", "、", "和", "与", "及", "以及", "的", "并", "（", "(", "“", "《")
_CLOSE_START: Final = tuple("，,。；;、）)”》：:！!？?")
_QUANTITY: Final = re.compile(
    r"\d[\d,.，]*\s*[余多几]?\s*[百千万亿]*\s*(?!月|日|号|年|[、.．)）:：-])[\u4e00-\u9fff%％]|"
    rf"[{_CN}百千万两几]{{1,6}}(?:名|户|人|场|期|次|份|件|个|家|支|元|册|篇|条|万)"
)
_BRACKETED: Final = re.compile(
    r"^[【\[〔「『](?P<name>[^【】\[\]〔〕]{1,30})[】\]〕」』]\s*[:：]?\s*"
)
# 【一】组织, [2] 培训: the bracket holds only the number.
_NUMBER_IN_BRACKETS: Final = re.compile(
    rf"^[【\[〔](?:第?[{_CN}\d]{{1,3}})[】\]〕]\s*(?P<name>[^\s，,。；;:：]{{1,20}})\s*[:：]?\s*$"
)
# == 护家 ==, *** 维权 ***, ——培训——.
_DECORATED: Final = re.compile(
    r"^[=＝~～*＊#＃—–_★☆◆■●-]{2,}\s*(?P<name>[^=＝~～*＊#＃—–_，,。；;]{1,20}?)\s*"
    r"[=＝~～*＊#＃—–_★☆◆■●-]{2,}\s*[:：]?$"
)
# 正月——, 挣钱的事——: what follows stands under it.
_DASHED: Final = re.compile(r"^(?P<name>[^—–=，,。；;:：]{1,12}?)\s*[—–]{2,}\s*[:：]?$")
_COLON_END: Final = re.compile(r"^(?P<name>[^。；;！!？?]{1,40}?)\s*[:：]\s*$")
_DATE_ONLY: Final = re.compile(
    r"^(?:(?:19|20)?\d\d\s*[年./-]\s*)?(?:\d{1,2}\s*[月./-]\s*(?:\d{1,2}\s*[日号]?)?(?:\s*[至到~—-]+\s*(?:\d{1,2}月)?\d{1,2}[日号]?)?)"
    r"\s*(?:[（(]?(?:星期|周|礼拜)[一二三四五六日天][)）]?)?\s*(?:上午|下午|晚上|晚|早上)?\s*[:：]?$"
)
_CLOCK: Final = (
    r"(?:(?:上午|下午|晚上|凌晨|中午|早上|傍晚|昨天|今天|前天|星期[一二三四五六日天]|周[一二三四五六日])\s*)*"
    r"\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?:\s*[AaPp][Mm])?"
)
_DAY: Final = (
    r"(?:(?:19|20)?\d\d\s*[-/.年]\s*)?\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?"
    r"(?:\s*(?:星期|周)[一二三四五六日天])?"
)
_STAMP: Final = rf"(?:{_DAY}[\s,，]*)?{_CLOCK}"
_STAMP_LINE: Final = re.compile(
    rf"^[-—–=*\s]*[\[【(（]?(?:(?P<who>[^\s\d:：\[\]【】，。；,;]{{1,16}}(?:[（(][^（）()]{{1,10}}[)）])?)[\s:：]+)?"
    rf"[\[【(（]?(?P<stamp>{_STAMP})[\]】)）]?(?:\s*(?P<who2>[^\s:：，。；,;]{{1,12}}(?:\s[^\s:：，。；,;\d]{{1,8}})?))?[:：]?[-—–=*\s]*$"
)
_STAMP_START: Final = re.compile(
    rf"^[\[【(（]?(?P<stamp3>{_CLOCK})[\]】)）]?\s+(?P<who3>[^\s\d:：，。；,;]{{1,12}})\s*[:：]\s*(?=\S)|"
    rf"^[\[【(（]?(?P<stamp>(?:{_DAY}[\s,，]*){_CLOCK})[\]】)）]?\s*(?P<who>[^\s\d:：，。；,;]{{1,12}})?\s*[:：]?\s+(?=\S)|"
    rf"^(?P<who2>[^\s\d:：，。；,;]{{1,12}})\s*[\[【(（]?(?P<stamp2>{_STAMP})[\]】)）]?\s*[:：]\s*(?=\S)"
)
_RULE_DAY: Final = re.compile(rf"^[-—–=*\s]{{2,}}\s*{_DAY}\s*[-—–=*\s]{{2,}}$")
_PAGE: Final = re.compile(
    r"^[（(]?(?:[-—–·~\s]*\d{1,4}[-—–·~\s]*|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?|\d{1,4}\s*/\s*\d{1,4}|"
    r"[Pp](?:age)?[.\s]*\d{1,4}(?:\s*of\s*\d{1,4})?|共\s*\d{1,4}\s*页|页码?\s*[:：]?\s*\d{1,4})[）)]?$"
)
_ONLY_MARKS: Final = re.compile(r"^[\W_]+$")
_MEDIA: Final = re.compile(r"^[\[【(（<](?P<kind>[^\]】)）>]{1,12})[\]】)）>](?P<rest>.*)$")
_RECALLED: Final = re.compile(
    r"^.{0,16}(?:撤回了一条消息|加入了群聊|加入群聊|邀请.{1,20}加入了?群聊|拍了拍.{1,12}|修改群名为.*|以上是打招呼的内容|领取了.{1,12}红包|退出了群聊|开启了.*|现在可以开始聊天了.*)[。”\"]*$"
)
_FILE_NAME: Final = re.compile(
    r"^\S{1,60}\.(?:docx?|xlsx?|pptx?|pdf|jpe?g|png|mp4|wps|et|zip|rar|txt)(?:\s+[\d.]+\s*[KMG]B?)?$",
    re.IGNORECASE,
)
_MENTION: Final = re.compile(r"^(?:@\S{1,16}[\s\u2005]+)+")
_FORWARD: Final = re.compile(r"^[“\"「『]?(?P<who>[^\s:：“”]{1,10})[:：]")
# 小陈：, 老张：, 阿芳：
_BY_NAME: Final = re.compile(r"[小老阿][\u4e00-\u9fff]")
_FORWARDED: Final = re.compile(r"^[【\[（(]?转发?[】\]）)]?[:：\s]*")
_ASIDE: Final = re.compile(r"[（(][^（）()]*[)）]$")
_PART_MARK: Final = re.compile(r"[-*•·●○■□◆◇▪▶►➢√✓☑➤]\s*")
_PART: Final = re.compile(
    r"[^\d，,。；;：:]{1,10}\s*\d+\s*(?P<unit>[\u4e00-\u9fff]{1,2})[；;，,。]?"
)
_PART_LENGTH: Final = 18
_CONTINUATION: Final = re.compile(r"其中(?!一项)|里头|里面|（其中|\(其中|分别是|分别为|包括")
_ROLE_TAIL: Final = re.compile(
    r"(?:的|主要|重点|工作|打算|计划|安排|思路|设想|措施|方向|目标|任务|要点|考虑|建议|及|和|与|问题|困难|情况|、|原因)*"
)
_SPACE: Final = re.compile(r"[ \t]+")
_HEADING_LENGTH: Final = 40
_BARE_LENGTH: Final = 14
_ROLE_LENGTH: Final = 24
_GROUP_LENGTH: Final = 8
_WRAP_LENGTH: Final = 27
_PROSE_LENGTH: Final = 60
_BARE_ENDS: Final = (
    "工作",
    "活动",
    "建设",
    "方面",
    "情况",
    "类",
    "打算",
    "计划",
    "问题",
    "不足",
    "宣传",
    "培训",
    "维权",
    "关爱",
    "创建",
    "服务",
    "帮扶",
    "慰问",
    "部分",
    "回顾",
    "思路",
    "成效",
    "做法",
    "亮点",
    "数据",
    "普法",
    "文化",
    "板块",
    "教育",
    "健康",
    "就业",
    "创业",
    "两癌",
    "家庭",
    "儿童",
    "组织",
    "阵地",
    "引领",
    "发展",
    "保障",
    "安排",
    "困难",
)
# Enumerators of the second level, as _scheme writes them.
_LOWER: Final = frozenset({"（N）", "(N)", "(N）", "（N)", "（N）、", "(N)、", "##", "###", "####"})
_FIELD: Final = re.compile(r"^(?P<key>[\u4e00-\u9fff]{2,6})\s*[:：]\s*(?P<value>\S.*)$")


class BlockKind:
    """What a block is for the sheet."""

    CONTENT: Final = "content"
    HEADING: Final = "heading"
    DROPPED: Final = "dropped"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A passage with what stands above it.

    Attributes:
        kind: One of ``BlockKind``.
        line: The text it is part of.
        start: Where its content begins in that text (after an enumerator or a speaker).
        end: Where it ends.
        chapter: The heading above the section's, where there are two levels.
        section: The section heading above it.
        lead: The nearer heading or lead-in above it (培训:).
        day: A date line above it whose date belongs to it; its text.
        reason: Why it was dropped.
        listed: Whether it is an item of a list.
        base: Offset of ``line`` in the text in which figures are looked for.
        leads: The block of the lead-in or date line that was given to no other block yet.
    """

    kind: str
    line: Logical
    start: int
    end: int
    chapter: str = ""
    section: str = ""
    lead: str = ""
    day: str = ""
    reason: str = ""
    listed: bool = False
    leads: tuple["Block", ...] = field(default=())

    @property
    def text(self) -> str:
        """Its own content."""
        return self.line.text[self.start : self.end]


def read_blocks(notes: Notes) -> tuple[Block, ...]:
    """Cut one file of notes into blocks, in order; every character of content is in one."""
    return tuple(_Walk(_logical_lines(notes)).blocks())


def _logical_lines(notes: Notes) -> list[Logical | None]:
    """Join what was broken by hand; None stands for a blank line."""
    lines = notes.lines
    widths = _wrap_width(lines)
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
        while index + 1 < len(lines) and _continues(text, line, lines[index + 1]):
            index += 1
            text += "\n"
            pieces.append((len(text), lines[index]))
            text += lines[index].text
        while (
            index + 1 < len(lines)
            and len(text) < 5000
            and _is_broken(text, pieces[-1][1], lines[index + 1], widths)
        ):
            index += 1
            pieces.append((len(text), lines[index]))
            text += lines[index].text
        logical.append(Logical(text, tuple(pieces)))
        index += 1
    return logical


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
    if _starts_item(below) or _is_noise(below):
        return False
    if below.startswith(_CLOSE_START):
        return True
    if text[-1] in _TERMINAL or text[-1] in "：:”）)】":
        return False
    if wrap and _width(line.text) >= wrap - 3:
        # Prose has full stops; notes that happen to be as long as each other have none.
        return "。" in text or "。" in below
    if len(line.text) >= 20 and text.endswith(_OPEN_END) and not following.indent > line.indent:
        return True
    # Prose ends its lines with a full stop; one that has such stops and ends without is broken.
    return len(line.text) >= _WRAP_LENGTH and "。" in text and not _SPACE.search(line.text)


def _continues(text: str, line: NoteLine, following: NoteLine) -> bool:
    """Whether the next line only goes on with what this one says (其中…, or further in)."""
    below = following.text
    if not below or line.cells or following.cells or line.heading_level or following.heading_level:
        return False
    if _is_part(text, line, following):
        return True
    if _starts_item(below) or _is_noise(below) or text.endswith(("：", ":")):
        return False
    if _CONTINUATION.match(below) and _QUANTITY.search(text):
        return True
    # What stands further in below something counted goes on with it.
    return following.indent > line.indent and bool(_QUANTITY.search(text))


def _is_part(text: str, line: NoteLine, following: NoteLine) -> bool:
    """Whether a marked line further in gives a part of what is counted: 讲座9场 / - 幼小衔接3场."""
    mark = _PART_MARK.match(following.text)
    if not mark or following.indent <= line.indent or len(following.text) > _PART_LENGTH:
        return False
    counted = _PART.fullmatch(following.text, mark.end())
    return counted is not None and re.search(rf"\d\s*{counted['unit']}", text) is not None


def _starts_item(text: str) -> bool:
    return bool(
        _MAJOR.match(text)
        or _MINOR.match(text)
        or _ORDERED.match(text)
        or _BRACKETED.match(text)
        or _COLON_END.match(text)
    )


def _is_noise(text: str) -> bool:
    return bool(_STAMP_LINE.match(text) or _PAGE.match(text) or _STAMP_START.match(text))


class _Walk:
    """Walks the lines with the headings that hold at each."""

    def __init__(self, lines: list[Logical | None]) -> None:
        self.lines = lines
        self.chapter = ""
        self.section = ""
        self.scheme = ""
        self.lead = ""
        self.lead_scheme = ""
        self.lead_indent = 0
        self.lead_deep = False
        self.soft = False
        self.filled = False
        self.numbered_items = False
        self.day: Block | None = None
        self.day_text = ""
        self.seen: dict[tuple[str, str], int] = {}
        self.speakers = _speakers(lines)
        self.titles = _group_lines(lines)
        self.sender = ""
        self.hanging = ""
        self.hanging_indent = 0

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks in order."""
        index = 0
        while index < len(self.lines):
            line = self.lines[index]
            if line is None:
                self._blank(index)
                index += 1
                continue
            fields = self._fields(index)
            if fields > 1:
                yield self._form(index, fields)
                index += fields
                continue
            yield from self._line(line, index)
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
        if _is_role_heading(self.section) and below is not None and _starts_item(below.text):
            return
        self.section = ""

    def _open(self, section: str, *, soft: bool, scheme: str = "") -> None:
        """Begin a section; one with another kind of number below a role's stays in its chapter."""
        if scheme and scheme != self.scheme and self.section and scheme in _LOWER:
            self.chapter = self.section if self.scheme not in _LOWER else self.chapter
        elif scheme != self.scheme or scheme not in _LOWER:
            self.chapter = ""
        self.scheme = scheme
        self.section, self.soft = section.strip(), soft
        self.filled = self.numbered_items = False
        self.lead = ""

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
        reason = self._noise_reason(text, line)
        if reason:
            yield Block(kind=BlockKind.DROPPED, line=line, start=0, end=len(text), reason=reason)
            if reason in {"消息时间", "分隔线"}:
                self.lead = ""
            if reason == "分隔线" and self.soft:
                self.section = ""
            if reason == "消息时间":
                self.sender = ""
            return
        start = 0
        spoken = _STAMP_START.match(text)
        if spoken:
            yield Block(
                kind=BlockKind.DROPPED, line=line, start=0, end=spoken.end(), reason="消息时间"
            )
            start = spoken.end()
            self.sender = spoken["who"] or spoken["who2"] or spoken["who3"] or ""
        said = self._speaker_length(text[start:])
        if said and not text[start + said :].strip():
            yield Block(
                kind=BlockKind.DROPPED, line=line, start=start, end=len(text), reason="发言人"
            )
            return
        start += said
        mention = _MENTION.match(text[start:])
        if mention:
            start += mention.end()
        if line.first.cells:
            yield self._content(line, start, listed=False)
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
            mark = _MINOR.match(text)
            skipped = mark.end() if mark else 0
            yield from self._section(line, start, _ASIDE.sub("", text[skipped:]), soft=True)
            return
        heading = self._heading(line, start, index)
        if heading is not None:
            yield from heading
            return
        yield from self._item(line, start)

    def _speaker_length(self, text: str) -> int:
        """How long the name and mark of who said a line are; 0 where nobody is named."""
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

    def _noise_reason(self, text: str, line: Logical) -> str:
        if line.first.cells:
            return ""
        if _ONLY_MARKS.match(text):
            return "分隔线"
        stamp = _STAMP_LINE.match(text)
        if stamp or _RULE_DAY.match(text):
            return "消息时间"
        if _PAGE.match(text):
            return "页码"
        if _RECALLED.match(text):
            return "系统提示"
        media = _MEDIA.match(text)
        noise = cues()["noise"]
        if media and media["kind"] in noise["media"] and not _QUANTITY.search(media["rest"]):
            return "图片或附件"
        if _FILE_NAME.match(text):
            return "图片或附件"
        bare = _MENTION.sub("", text).rstrip("!！。~～.…👍 ")
        if bare in noise["filler"] or (not bare and text.startswith("@")):
            return "应答"
        if len(text) >= 8 and (_QUANTITY.search(text) or len(text) >= 16):
            bare_text = _FORWARDED.sub("", text[self._speaker_length(text) :].strip('“”"「」 。'))
            key = (self.day_text, _SPACE.sub("", bare_text))
            if key in self.seen:
                return "重复转发"
            self.seen[key] = line.first.line
        return ""

    def _is_day(self, line: Logical, start: int, index: int) -> bool:
        """Whether a line is a date that dates the lines below it, as in a diary."""
        if not _DATE_ONLY.match(line.text[start:]):
            return False
        below = self._next(index)
        return below is not None and not _DATE_ONLY.match(below.text)

    def _next(self, index: int) -> Logical | None:
        for line in self.lines[index + 1 : index + 4]:
            if line is not None:
                return line
        return None

    def _heading(self, line: Logical, start: int, index: int) -> Iterator[Block] | None:
        """Return the blocks of a heading line, or None where it is none."""
        text = line.text[start:]
        first = line.first
        named = _DECORATED.match(text) or _DASHED.match(text) or _BRACKETED.match(text)
        if named and is_aside(named["name"]):
            return iter([_dropped(line, start, "写给起草人的话")])
        dressed = _NUMBER_IN_BRACKETS.match(text) or _DECORATED.match(text)
        if dressed and not _QUANTITY.search(dressed["name"]):
            return self._section(line, start, dressed["name"], soft=True)
        dashed = _DASHED.match(text)
        if dashed and not _QUANTITY.search(dashed["name"]):
            return self._lead_in(line, start, dashed["name"], "", major=False)
        bracketed = _BRACKETED.match(text)
        if bracketed and bracketed["name"].endswith(("群", "群聊")):
            return iter([_dropped(line, start, "群名")])
        if bracketed and not _QUANTITY.search(bracketed["name"]):
            return self._bracketed(line, start, bracketed)
        major = _MAJOR.match(text)
        minor = None if major else _MINOR.match(text)
        skipped = (major or minor).end() if (major or minor) else 0  # type: ignore[union-attr]
        body = text[skipped:]
        if first.heading_level and not _QUANTITY.search(body):
            mark = _scheme(major[0]) if major else ("#" * first.heading_level)
            return self._section(line, start, body, scheme=mark)
        colon = _COLON_END.match(body)
        mark = _scheme(major[0]) if major else (_scheme(minor[0]) if minor else "")
        if colon and colon["name"] in cues()["noise"]["openers"]:
            return iter([_dropped(line, start, "应答")])
        if colon and any(word in colon["name"] for word in cues()["role"]["opening"]):
            return None
        if colon and len(colon["name"]) <= _HEADING_LENGTH and not _QUANTITY.search(colon["name"]):
            return self._lead_in(line, start, colon["name"], mark, major=major is not None)
        if major:
            return self._numbered(line, start, skipped, index)
        if minor:
            if self._is_minor_heading(body, line, index):
                return self._lead_in(line, start, body.rstrip(_TERMINAL), mark, major=False)
            if mark == self.lead_scheme:
                self.lead = self.lead_scheme = ""
            return None
        if self._is_bare_heading(text, line, index):
            return self._section(line, start, text, soft=True)
        return None

    def _bracketed(self, line: Logical, start: int, match: re.Match[str]) -> Iterator[Block]:
        rest = line.text[start + match.end() :].strip()
        self._open(match["name"], soft=True)
        if rest and not _ONLY_MARKS.match(rest):
            yield self._content(line, start + match.end(), listed=False)
            return
        yield self._head_block(line, start)

    def _section(
        self, line: Logical, start: int, name: str, *, soft: bool = False, scheme: str = ""
    ) -> Iterator[Block]:
        self._open(name.strip().rstrip("：:" + _TERMINAL), soft=soft, scheme=scheme)
        yield self._head_block(line, start)

    def _lead_in(
        self, line: Logical, start: int, name: str, scheme: str, *, major: bool
    ) -> Iterator[Block]:
        name = name.strip()
        if major or _is_role_heading(name):
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
            name = body.rstrip(_TERMINAL + "：")
            if len(name) > _HEADING_LENGTH or _QUANTITY.search(name):
                return None
            below = self.lines[index + 1] if index + 1 < len(self.lines) else None
            follows = self._next(index)
            if follows is None:
                return None
            same = _MAJOR.match(follows.text)
            mine = _MAJOR.match(line.text[start:])
            is_item = same and mine and _scheme(same[0]) == _scheme(mine[0])
            ends = _MAJOR.match(follows.text)
            if mine and ends and _scheme(mine[0]) in _LOWER and _scheme(ends[0]) not in _LOWER:
                # The last item of a list, and then the next chapter: it is no heading.
                return None
            if is_item and below is not None and not _is_role_heading(name):
                # A list of things done, each with 一、 before it.
                return None
            return self._section(line, start, name, scheme=_scheme(mine[0]) if mine else "")
        name = body[:stop]
        if body[stop] == "：" and not _is_role_heading(name) and len(name) <= _BARE_LENGTH:
            # 二、托管：托管班22个 keeps its lead, as 托管：… without a number does.
            if not _QUANTITY.search(name):
                self._open(name, soft=False, scheme=_scheme(line.text[start : start + skipped]))
            return None
        if len(name) <= _HEADING_LENGTH and not _QUANTITY.search(name) and len(body) - stop > 8:
            return self._run_in(line, start + skipped, stop, name)
        return None

    def _run_in(self, line: Logical, start: int, stop: int, name: str) -> Iterator[Block]:
        mark = _MAJOR.match(line.text[start - len(line.text) :]) or _MAJOR.match(line.text)
        self._open(name, soft=False, scheme=_scheme(mark[0]) if mark else "")
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
        if len(body) > _HEADING_LENGTH or _QUANTITY.search(body) or not body:
            return False
        below = self.lines[index + 1] if index + 1 < len(self.lines) else None
        if below is None:
            return False
        if _MAJOR.match(below.text) or _BRACKETED.match(below.text):
            return False
        minor = _MINOR.match(below.text)
        if minor:
            mine = _MINOR.match(line.text)
            deeper = mine is not None and _scheme(minor[0]) != _scheme(mine[0])
            return deeper and below.first.indent >= line.first.indent
        if below.first.indent > line.first.indent:
            return True
        return len(below.text) >= 30 and not any(char in body for char in "，,")

    def _is_bare_heading(self, text: str, line: Logical, index: int) -> bool:
        """A short line without a number or a mark that names what stands below it."""
        name = text.strip()
        if _is_role_heading(name) and len(name) <= _BARE_LENGTH and not _QUANTITY.search(name):
            return True
        if not 2 <= len(name) <= _BARE_LENGTH or _QUANTITY.search(name):
            return False
        if any(char in name for char in "，,。；;：:！!？?") or re.search(r"\d", name):
            return False
        below = self.lines[index + 1] if index + 1 < len(self.lines) else None
        if below is None or _DATE_ONLY.match(below.text):
            return False
        above = self.lines[index - 1] if index else None
        indented = below.first.indent > line.first.indent
        if not (
            above is None
            or indented
            or (len(above.text) >= _PROSE_LENGTH and len(below.text) >= _PROSE_LENGTH)
        ):
            return False
        names = name.endswith(_BARE_ENDS) or bool(find_topic_words(name))
        tags = [token.tag for token in words_of(name)]
        acts = Tag.VERB in tags[:1]
        return names and not (acts and not name.endswith(_BARE_ENDS))

    def _hang(self, line: Logical, start: int) -> None:
        """Let 问题：… hold for the lines that stand further in below it."""
        opening = role_opening(line.text[start:])
        if opening:
            self.hanging = line.text[start : start + opening].strip(" ：:")
            self.hanging_indent = line.first.indent
        elif line.first.indent <= self.hanging_indent:
            self.hanging = ""

    def _unit(self) -> str:
        """The village or community that a message came from, which it then tells of."""
        return self.sender if self.sender.endswith(("村", "社区", "镇", "乡", "街道")) else ""

    def _item(self, line: Logical, start: int) -> Iterator[Block]:
        text = line.text[start:]
        listed = line.first.listed
        for pattern in (_MAJOR, _MINOR):
            match = pattern.match(text)
            if match and match.end() < len(text):
                start += match.end()
                listed = True
                break
        yield self._content(line, start, listed=listed)

    def _content(self, line: Logical, start: int, *, listed: bool) -> Block:
        leads: list[Block] = []
        if self.day is not None:
            leads.append(self.day)
            self.day = None
        if _is_role_heading(self.section) and self.soft:
            if self.numbered_items and not listed and not line.first.indent:
                self._open("", soft=True)
            self.numbered_items = self.numbered_items or listed
        self.filled = True
        if self.lead and line.first.indent > self.lead_indent:
            self.lead_deep = True
        elif self.lead_deep:
            # The items of a lead-in stood further in; this line does not, so it is none of them.
            self.lead, self.lead_deep = "", False
        self._hang(line, start)
        return Block(
            kind=BlockKind.CONTENT,
            line=line,
            start=start,
            end=len(line.text),
            chapter=self.chapter,
            section=self.hanging or self.section or self._unit(),
            lead=self.lead,
            day=self.day_text,
            listed=listed,
            leads=tuple(leads),
        )


def _dropped(line: Logical, start: int, reason: str) -> Block:
    return Block(kind=BlockKind.DROPPED, line=line, start=start, end=len(line.text), reason=reason)


def _speakers(lines: Sequence[Logical | None]) -> frozenset[str]:
    """Return who sent messages in this file, by the lines with their times."""
    names = set()
    for line in lines:
        if line is None:
            continue
        stamp = _STAMP_LINE.match(line.text) or _STAMP_START.match(line.text)
        if stamp:
            names |= {name for key, name in stamp.groupdict().items() if "who" in key and name}
    return frozenset(names)


def _group_lines(lines: Sequence[Logical | None]) -> frozenset[int]:
    """Return the indexes of short lines that stand over groups: 三八节, 矛盾, ●暖心行动.

    One such line may be a thing done; where every line of its shape is short and names something,
    and others with figures stand below each, the shape is the file's way of writing headings.
    """
    shapes: dict[str, list[int]] = {}
    spoiled: set[str] = set()
    for index, line in enumerate(lines):
        if line is None or line.first.cells or _is_noise(line.text) or _MAJOR.match(line.text):
            continue
        mark = _MINOR.match(line.text)
        shape = f"{_scheme(mark[0]) if mark else ''}|{line.first.indent if mark else 0}"
        name = _ASIDE.sub("", line.text[mark.end() if mark else 0 :]).strip().rstrip("：:")
        below = lines[index + 1] if index + 1 < len(lines) else None
        other = below is not None and not (mark and below.text.startswith(mark[0].strip()))
        if other and _names_group(name, marked=mark is not None):
            shapes.setdefault(shape, []).append(index)
        elif mark:
            spoiled.add(shape)
    return frozenset(
        index
        for shape, found in shapes.items()
        if shape not in spoiled and len(found) > 1 and _mostly_known(found, lines)
        for index in found
    )


def _names_group(name: str, *, marked: bool) -> bool:
    """Whether a short line could name what stands below it: no figure, no act, no mark."""
    if not 2 <= len(name) <= _GROUP_LENGTH or re.search(
        r"[\d，,。；;：:、！!？?（）()@占都没是]", name
    ):
        return False
    if name in cues()["noise"]["filler"] or _QUANTITY.search(name):
        return False
    acts = {Tag.LIGHT} if marked else {Tag.VERB, Tag.TAKING, Tag.LIGHT}
    return not any(token.tag in acts for token in words_of(name)) and not name.endswith(
        ("了", "吧", "哈", "啊", "呢", "的")
    )


def _mostly_known(found: Sequence[int], lines: Sequence[Logical | None]) -> bool:
    """Whether most of such lines name a topic, and figures stand below most of them."""
    known = counted = 0
    for index in found:
        line = lines[index]
        text = line.text if line is not None else ""
        known += bool(find_topic_words(text)) or text.endswith(_BARE_ENDS)
        below = [each.text for each in lines[index + 1 : index + 4] if each is not None]
        counted += any(_QUANTITY.search(words) or re.search(r"\d", words) for words in below)
    return known * 2 >= len(found) and counted * 3 >= len(found) * 2


def _scheme(mark: str) -> str:
    """The shape of an enumerator, by which the items of one list know each other."""
    return re.sub(rf"[{_CN}\d\s　①-⒛❶-❿㈠-㈩]+", "N", mark.strip())


@cache
def _role_words() -> tuple[frozenset[str], tuple[str, ...]]:
    role = cues()["role"]
    words = (*role["problem_heading"], *role["plan_heading"])
    return (
        frozenset((*role["problem_exact"], *role["plan_exact"])),
        tuple(sorted({word.rstrip("：:") for word in words})),
    )


def _is_role_heading(name: str) -> bool:
    exact, words = _role_words()
    flat = name.strip("：:。 、")
    if flat in exact:
        return True
    if len(flat) > _ROLE_LENGTH or any(char in flat for char in "，,。；"):
        return False
    if flat.endswith(words):
        return True
    return any(
        flat.startswith(word) and _ROLE_TAIL.fullmatch(flat, len(word)) is not None
        for word in words
    )
