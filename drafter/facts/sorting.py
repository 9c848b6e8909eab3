"""One file's blocks are told apart: title, header fields, signature, openings and content."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from drafter.facts.addressing import is_aside
from drafter.facts.blocks import Block, BlockKind
from drafter.facts.comparing import is_last_year_legend
from drafter.facts.federation import is_bare_org
from drafter.facts.header import is_title
from drafter.facts.header_input import HeaderInput
from drafter.facts.joining import Logical
from drafter.facts.lexicon import cues
from drafter.facts.periods import is_bare_period
from drafter.facts.repeating import key_of, repeated_keys
from drafter.facts.shapes import NUMBERED, QUANTITY
from drafter.facts.structure import read_blocks
from drafter.facts.types import (
    Notes,
)
from drafter.figures import Figure, find_figures

__all__ = [
    "ReadNotes",
    "SortedBlocks",
    "header_input_of",
    "read_file",
    "sort_blocks",
    "without_copies",
]

_FIELD_LINE: Final = re.compile(r"^(?P<key>[\u4e00-\u9fff]{2,6})\s*[:：]\s*(?P<value>.*)$")
_SIGNATURE: Final = re.compile(
    r"^(?:[\u4e00-\u9fff]{2,20}(?:妇联|妇女联合会|妇委会)|"
    r"(?:(?:19|20)\d\d|[二一][〇零○Oo0九][〇零○一二三四五六七八九XxＸ×]{2})\s*年(?:\s*[\d一二三四五六七八九十]{1,3}\s*月(?:\s*[\d一二三四五六七八九十]{1,3}\s*日)?)?)$"
)
_FORMULA: Final = re.compile(
    r"^(?:[\u4e00-\u9fff]{2,10}[，,：:])?(?:现将|现就)[^，。；]{0,30}(?:如下|总结如下|汇报如下)[:：。]?$|"
    r"^[^，。；]{0,16}(?:情况|工作|数据|内容|事项|数字)如下[:：。]?$"
)
_YEAR_ALONE: Final = re.compile(r"[【（(]?20\d\d年?度?[】）)]?[:：]?")
_TITLE_LINES: Final = 4
_SIGNATURE_LINES: Final = 4


@dataclass(frozen=True, slots=True)
class ReadNotes:
    """One file after reading: its blocks, its lines' offsets in the text searched for figures."""

    notes: Notes
    blocks: tuple[Block, ...]
    bases: dict[int, int]
    figures: tuple[Figure, ...]
    starts: tuple[int, ...]
    headed: frozenset[int]
    opened: frozenset[int]
    chat: bool
    beside: bool

    def within(self, line: Logical, start: int, end: int, origin: int = 0) -> tuple[Figure, ...]:
        """Return the figures that begin in a part of one line, offsets counted from ``origin``."""
        base = self.bases[id(line)]
        first = bisect_left(self.starts, base + start)
        last = bisect_left(self.starts, base + end)
        return tuple(figure.moved(-base - origin) for figure in self.figures[first:last])


@dataclass(frozen=True, slots=True)
class SortedBlocks:
    """The blocks of one file by what they are for the sheet."""

    titles: tuple[Block, ...]
    fields: tuple[Block, ...]
    signatures: tuple[Block, ...]
    frames: tuple[Block, ...]
    rest: tuple[Block, ...]


def without_copies(
    read: Sequence[ReadNotes], parts: Sequence[SortedBlocks]
) -> tuple[list[SortedBlocks], list[str]]:
    """Drop from each file what an earlier one tells already, and say so."""
    kept: list[SortedBlocks] = []
    remarks: list[str] = []
    for place, part in enumerate(parts):
        rest = part.rest
        for earlier in range(place):
            copies = repeated_keys(_told_in(rest), _told_in(parts[earlier].rest))
            again = [
                copies and block.kind == BlockKind.CONTENT and key_of(block.text) in copies
                for block in rest
            ]
            if not any(again):
                continue
            mine, other = read[place].notes.name, read[earlier].notes.name
            remarks.append(f"{mine} 有{sum(map(bool, again))}行与 {other} 相同，只算一次。")
            rest = tuple(
                replace(block, kind=BlockKind.DROPPED, reason=f"与 {other} 重复") if copy else block
                for block, copy in zip(rest, again, strict=True)
            )
        kept.append(replace(part, rest=rest))
    return kept, remarks


def _told_in(blocks: Sequence[Block]) -> list[str]:
    return [block.text for block in blocks if block.kind == BlockKind.CONTENT]


def read_file(notes: Notes) -> ReadNotes:
    """Return one file's blocks with all its figures, found in one pass over the text."""
    blocks = read_blocks(notes)
    bases: dict[int, int] = {}
    pieces: list[str] = []
    length = 0
    marks = {id(block.line): block.start for block in blocks if block.kind == BlockKind.CONTENT}
    for block in blocks:
        for line in (block.line, *(lead.line for lead in block.leads)):
            if id(line) not in bases:
                bases[id(line)] = length
                pieces.append(_unnumbered(line.text, marks.get(id(line), 0)))
                length += len(line.text) + 1
    figures = find_figures("\n".join(pieces))
    return ReadNotes(
        notes,
        blocks,
        bases,
        figures,
        tuple(figure.start for figure in figures),
        frozenset(id(block.line) for block in blocks if block.kind == BlockKind.HEADING),
        frozenset(id(block.line) for block in blocks if block.kind != BlockKind.CONTENT),
        sum(block.reason == "消息时间" for block in blocks) > 1,
        any(is_last_year_legend(block.text) for block in blocks),
    )


def _unnumbered(text: str, start: int) -> str:
    """Blank out an item's number that stands against another (2.18个村, 2 12个村)."""
    mark = NUMBERED.match(text)
    counted = text[:start].strip().isdigit() and text[start : start + 1].isdigit()
    numbers = (mark and mark.end() == start) or counted
    return " " * start + text[start:] if numbers else text


def sort_blocks(part: ReadNotes) -> SortedBlocks:
    """Tell title, header fields and signature from content."""
    titles: list[Block] = []
    fields: list[Block] = []
    frames: list[Block] = []
    rest: list[Block] = []
    keys = cues()["header"]["fields"]
    at_top = True
    tops = 0
    for block in part.blocks:
        if block.kind == BlockKind.DROPPED:
            rest.append(block)
            continue
        if _FORMULA.match(block.text.strip()) and not block.line.first.cells:
            # 现将工作总结如下 only opens the report; nothing was done.
            frames.append(block)
            continue
        if at_top and not titles and _YEAR_ALONE.fullmatch(block.line.text.strip()):
            frames.append(block)
            continue
        if not block.line.first.line and block.kind == BlockKind.CONTENT:
            frames.append(block)  # a sheet's name that heads nothing stands above its first row
            continue
        if at_top and not block.line.first.cells:
            tops += 1
            text = block.text.strip()
            field = _FIELD_LINE.match(text)
            if field and field["key"] in keys and "\n" not in text and not _is_event(field):
                fields.append(block)
                continue
            if tops <= _TITLE_LINES and not titles and is_title(_without_aside(block.line.text)):
                titles.append(block)
                continue
            if tops <= _TITLE_LINES and (
                (not titles and is_bare_org(text))
                or (titles and is_bare_org(titles[0].line.text) and is_title(block.line.text))
            ):
                titles.append(block)
                continue
            if tops <= _TITLE_LINES and titles and _is_subtitle(text, block):
                titles.append(block)
                continue
            if block.kind == BlockKind.CONTENT:
                at_top = False
        elif at_top and is_title(block.line.text):
            titles.append(block)
            continue
        rest.append(block)
        if block.line.first.cells:
            at_top = False
    signatures: list[Block] = []
    while rest and len(signatures) < _SIGNATURE_LINES and len(rest) > 1:
        last = rest[-1]
        if last.kind == BlockKind.DROPPED or not _SIGNATURE.match(last.line.text.strip()):
            break
        signatures.insert(0, rest.pop())
    return SortedBlocks(tuple(titles), tuple(fields), tuple(signatures), tuple(frames), tuple(rest))


def _without_aside(text: str) -> str:
    """A title line without what its writer says behind a comma (…素材，先记着)."""
    head, mark, rest = text.partition("，")
    # 辅导室自2023年成立以来，累计接待2840对… tells of work and is no title.
    return head if mark and is_aside(rest) and not QUANTITY.search(rest) else text


def _is_event(field: re.Match[str]) -> bool:
    return field["key"] in {"日期", "时间"} and not re.search(r"年|20\d\d", field["value"])


def _is_subtitle(text: str, block: Block) -> bool:
    flat = text.strip("（）()")
    if is_bare_period(text) or is_bare_org(text):
        return True
    return (
        len(flat) <= 30
        and bool(re.fullmatch(r"[（(].*[）)]", text) or _SIGNATURE.match(flat))
        and block.kind == BlockKind.CONTENT
    )


def header_input_of(read: Sequence[ReadNotes], parts: Sequence[SortedBlocks]) -> HeaderInput:
    """Return what the header of all files together is read from."""
    fields = []
    for kinds in parts:
        for block in kinds.fields:
            match = _FIELD_LINE.match(block.text.strip())
            if match:
                fields.append((match["key"], match["value"].strip()))
    return HeaderInput(
        titles=tuple(_without_aside(block.line.text) for kinds in parts for block in kinds.titles),
        fields=tuple(fields),
        signatures=tuple(block.line.text for kinds in parts for block in kinds.signatures),
        stamps=tuple(
            block.text for part in read for block in part.blocks if block.reason == "消息时间"
        ),
        first=next((line.text for part in read for line in part.notes.lines if line.text), ""),
        talk="\n".join(block.text for kinds in parts for block in kinds.rest[:_TITLE_LINES]),
        body="\n".join(
            block.text
            for kinds in parts
            for block in (*kinds.frames, *kinds.rest)
            if block.kind != BlockKind.DROPPED
        ),
    )
