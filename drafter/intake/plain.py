"""Pasted or typed text becomes clean lines; pasted tables among them become readable rows."""

import re
from typing import Final

from drafter.facts.types import NoteLine, Notes
from drafter.intake.chatter import without_chatter
from drafter.intake.cleaning import CleanText, clean, clean_markdown
from drafter.intake.ditto import written_out
from drafter.intake.lending import with_money
from drafter.intake.months import with_months
from drafter.intake.rows import Cell, Passage, Row
from drafter.intake.tables import read_rows

__all__ = ["lines_of_passages", "notes_from_text", "separated_notes"]

_BREAKS: Final = re.compile("\r\n|[\r\x0b\x85\u2028\u2029]")
_PIPE_ROW: Final = re.compile(r"^\s*\|.*\|\s*$")
_PIPE_RULE: Final = re.compile(r"^[\s|:+-]+$")
_FENCE: Final = re.compile(r"^\s*(?:```|~~~)")
_MARKDOWN_RULE: Final = re.compile(r"^\s*(?:-{3,}|\*{3,}|_{3,}|={3,})\s*$")
_HTML_COMMENT: Final = re.compile(r"^\s*<!--.*-->\s*$")
_QUOTE: Final = re.compile(r"(?:>\s?)+(?=\S)")
_HASHES: Final = re.compile(r"#{1,6}\s+(?=\S)")
_BARE_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?%?")
_LEAST_COLUMNS: Final = 3
_LEAST_ROWS: Final = 2
_HEADING_WORD: Final = re.compile(r"[\u4e00-\u9fff（）()/]{1,10}")
_NUMBER_CELL: Final = re.compile(r"\d[\d,.]*(?:万|%|％)?|[-—–/无]")
# 一季度 | 31: of two columns a line alone is none, so three are asked for.
_TWO_COLUMNS: Final = re.compile(r"\s*[^|\s][^|]{0,15} \| ?[^|]{1,16}")
_TAB_STOP: Final = 4
_LONGEST_PART: Final = 16


def notes_from_text(text: str, name: str = "-") -> Notes:
    r"""Return pasted or decoded text as notes.

    Args:
        text: The text as it came; line ends of any kind become ``\n`` first, and every offset
            counts from there.
        name: The file's name; a name that ends in ``.md`` has its Markdown marks taken out.
    """
    text = _BREAKS.sub("\n", text.removeprefix("\ufeff"))
    markdown = name.lower().endswith((".md", ".markdown"))
    raw_lines = text.split("\n")
    lines: list[NoteLine] = []
    start = 0
    index = 0
    while index < len(raw_lines):
        block = _table_block(raw_lines, index)
        if block:
            starts = [start]
            for raw in raw_lines[index : index + block - 1]:
                starts.append(starts[-1] + len(raw) + 1)
            above = next((raw for raw in reversed(raw_lines[max(0, index - 2) : index]) if raw), "")
            raws = raw_lines[index : index + block]
            lines.extend(_table_lines(raws, starts, index + 1, text, above))
            start = starts[-1] + len(raw_lines[index + block - 1]) + 1
            index += block
            continue
        raw = raw_lines[index]
        lines.append(_line(raw, start, index + 1, markdown=markdown))
        start += len(raw) + 1
        index += 1
    told = map(without_chatter, with_months(written_out(lines)))
    return Notes(name=name, text=text, lines=tuple(map(with_money, told)))


def separated_notes(text: str, name: str, *, delimiter: str | None = None) -> Notes:
    """Return a table of separated values (CSV) as notes.

    Args:
        text: Decoded text.
        name: The file's name.
        delimiter: The separator; by default the one that cuts the first lines most evenly.
    """
    text = _BREAKS.sub("\n", text.removeprefix("\ufeff"))
    rows = _separated_rows(text, delimiter or _delimiter(text))
    lines = lines_of_passages(read_rows(rows), text)
    return Notes(name=name, text=text, lines=tuple(lines))


def lines_of_passages(passages: list[Passage], text: str) -> list[NoteLine]:
    """Return readable rows as lines of the text that their offsets point into."""
    lines = []
    for passage in passages:
        offsets = passage.offsets
        start = offsets[0] if offsets else 0
        if offsets and text[start : start + len(passage.text)] == passage.text:
            offsets = ()
        lines.append(
            NoteLine(
                text=passage.text,
                start=start,
                line=passage.line,
                place=passage.place,
                cells=passage.cells,
                added=passage.added,
                offsets=(*offsets, offsets[-1] + 1) if offsets else (),
            )
        )
    return lines


def _line(raw: str, start: int, number: int, *, markdown: bool) -> NoteLine:
    if markdown and (_FENCE.match(raw) or _MARKDOWN_RULE.match(raw) or _HTML_COMMENT.match(raw)):
        return NoteLine(text="", start=start, line=number)
    body = raw.rstrip()
    stripped = body.lstrip()
    lead = len(body) - len(stripped)
    indent = sum(
        _TAB_STOP if char == "\t" else 2 if char == "\u3000" else 1 for char in body[:lead]
    )
    line = clean(stripped, start + lead)
    if markdown:
        line = clean_markdown(line, start + len(body))
        if quote := _QUOTE.match(line.text):
            line = _without_start(line, quote.end())
    line = _trimmed(line)
    level = 0
    if mark := _HASHES.match(line.text):
        level = len(mark[0].rstrip())
        line = _without_start(line, mark.end())
    return NoteLine(
        text=line.text,
        start=line.start,
        line=number,
        indent=indent,
        offsets=line.offsets,
        heading_level=level,
    )


def _without_start(line: CleanText, count: int) -> CleanText:
    if not line.offsets:
        return CleanText(text=line.text[count:], start=line.start + count)
    offsets = line.offsets[count:]
    return CleanText(text=line.text[count:], start=offsets[0], offsets=offsets)


def _trimmed(line: CleanText) -> CleanText:
    """Take white space off that came to the ends only by cleaning."""
    text = line.text
    if text == text.strip():
        return line
    left = len(text) - len(text.lstrip())
    kept = text.strip()
    if not line.offsets:
        return CleanText(text=kept, start=line.start + left)
    offsets = line.offsets[left : left + len(kept) + 1]
    return CleanText(text=kept, start=offsets[0], offsets=offsets)


def _table_block(raw_lines: list[str], index: int) -> int:
    """Return how many lines from here are one pasted table, 0 for none."""
    raw = raw_lines[index]
    if _PIPE_ROW.match(raw):
        end = index
        while end < len(raw_lines) and (_PIPE_ROW.match(raw_lines[end])):
            end += 1
        return end - index if end - index >= 2 else 0
    bare = _bare_block(raw_lines, index) or _blank_block(raw_lines, index)
    if bare:
        return bare
    tabs = _tabs(raw)
    if not tabs or (not raw[:1].strip() and not _lacks_first_head(raw_lines, index, tabs)):
        return 0
    end = index
    while end < len(raw_lines) and (
        _tabs(raw_lines[end]) == tabs or _parts_rows(raw_lines, end, tabs, below=end > index)
    ):
        end += 1
    return end - index if end - index >= 2 else 0


def _lacks_first_head(raw_lines: list[str], index: int, tabs: int) -> bool:
    """Whether a line that begins with a tab is a heading with nothing over the rows' names."""
    below = raw_lines[index + 1] if index + 1 < len(raw_lines) else ""
    return (
        tabs >= _LEAST_COLUMNS - 1
        and raw_lines[index].startswith("\t")
        and not raw_lines[index].startswith("\t\t")
        and bool(below[:1].strip())
        and _BARE_NUMBER.search(below) is not None
    )


def _tabs(raw: str) -> int:
    return raw.rstrip(" ").count("\t")


def _parts_rows(raw_lines: list[str], index: int, tabs: int, *, below: bool) -> bool:
    """Whether a line is one cell over the rows below it (一、组织与宣传) of a wide table."""
    raw = raw_lines[index].strip()
    return (
        below
        and tabs >= _LEAST_COLUMNS - 1
        and 0 < len(raw) <= _LONGEST_PART
        and "\t" not in raw
        and not _BARE_NUMBER.search(raw)
        and index + 1 < len(raw_lines)
        and _tabs(raw_lines[index + 1]) == tabs
    )


def _bare_block(raw_lines: list[str], index: int) -> int:
    """Return how many lines from here are columns parted by |, / or commas, 0 for none.

    Commas part columns only where the rows below the first hold bare numbers; in prose they are
    punctuation.
    """
    separator = _bare_separator(raw_lines[index])
    if not separator:
        return 0
    count = raw_lines[index].count(separator)
    below = raw_lines[index + 1 : index + 4]
    if separator != "|" and not any(
        _BARE_NUMBER.fullmatch(cell.strip()) for raw in below for cell in raw.split(separator)
    ):
        return 0  # prose: looking on to its end from each of its lines would take for ever
    end = index
    while end < len(raw_lines) and raw_lines[end].count(separator) == count:
        end += 1
    if separator == "|":
        return end - index if end - index > (1 if count > 1 else _LEAST_ROWS) else 0
    numbers = sum(
        1
        for raw in raw_lines[index + 1 : end]
        for cell in raw.split(separator)
        if _BARE_NUMBER.fullmatch(cell.strip())
    )
    return end - index if end - index > 2 and numbers >= end - index - 1 else 0


def _blank_block(raw_lines: list[str], index: int) -> int:
    """Return how many lines from here are columns parted by blanks, 0 for none.

    单位 组数 人数 over 石桥 8 96: the head has no numbers, the rows below nothing else.
    """
    head = raw_lines[index].split()
    if len(head) < _LEAST_COLUMNS or not all(_HEADING_WORD.fullmatch(word) for word in head):
        return 0
    end = index + 1
    while end < len(raw_lines):
        cells = raw_lines[end].split()
        if len(cells) != len(head) or not all(map(_NUMBER_CELL.fullmatch, cells[1:])):
            break
        end += 1
    return end - index if end - index > _LEAST_ROWS else 0


def _bare_separator(raw: str) -> str:
    if not _PIPE_ROW.match(raw) and (raw.count("|") > 1 or _TWO_COLUMNS.fullmatch(raw)):
        return "|"
    return next((mark for mark in (" / ", ",", "，") if raw.count(mark) > 1), "")


def _blank_cells(raw: str, start: int) -> list[Cell]:
    return [
        _cell(match[0], start + match.start(), markdown=False) for match in re.finditer(r"\S+", raw)
    ]


def _table_lines(
    raws: list[str], starts: list[int], first: int, text: str, above: str
) -> list[NoteLine]:
    piped = bool(_PIPE_ROW.match(raws[0]))
    separator = "|" if piped else "\t" if "\t" in raws[0] else _bare_separator(raws[0])
    rows: list[Row] = []
    for number, (raw, start) in enumerate(zip(raws, starts, strict=True), first):
        if piped and _PIPE_RULE.match(raw):
            continue
        begin = raw.index("|") + 1 if piped else 0
        finish = raw.rindex("|") if piped else len(raw)
        cells = [] if separator else _blank_cells(raw, start)
        position = begin
        for piece in raw[begin:finish].split(separator) if separator else ():
            cells.append(_cell(piece, start + position, markdown=piped))
            position += len(piece) + len(separator)
        rows.append(Row(cells=tuple(cells), line=number))
    return lines_of_passages(read_rows(rows, above), text)


def _cell(raw: str, start: int, *, markdown: bool = False) -> Cell:
    line = clean(raw.replace("\n", " "), start)
    if markdown:
        line = clean_markdown(line, start + len(raw))
    line = _trimmed(line)
    offsets = line.offsets or range(line.start, line.start + len(line.text))
    return Cell(text=line.text, offsets=tuple(offsets)[: len(line.text)])


def _delimiter(text: str) -> str:
    sample = [line for line in text.split("\n")[:50] if line.strip()]
    best, best_score = ",", 0.0
    for delimiter in (",", "\t", ";", "，", "|"):
        counts = [line.count(delimiter) for line in sample]
        if not counts or not max(counts):
            continue
        usual = max(set(counts), key=counts.count)
        even = counts.count(usual) / len(counts)
        score = even * (usual > 0) * min(usual, 10)
        if delimiter == "，":
            score /= 4  # ordinary punctuation inside cells
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _separated_rows(text: str, delimiter: str) -> list[Row]:
    """Cut separated values into rows, knowing where each character stood."""
    rows: list[Row] = []
    position, line = 0, 1
    while position < len(text):
        begin = position
        cells: list[Cell] = []
        while True:
            cell, position = _separated_cell(text, position, delimiter)
            cells.append(cell)
            if position >= len(text) or text[position] == "\n":
                break
            position += 1
        rows.append(Row(cells=tuple(cells), line=line))
        position += 1
        line += text.count("\n", begin, position)
    return rows


def _separated_cell(text: str, position: int, delimiter: str) -> tuple[Cell, int]:
    length = len(text)
    if position < length and text[position] == '"':
        kept: list[str] = []
        offsets: list[int] = []
        index = position + 1
        while index < length:
            if text[index] == '"':
                if text[index + 1 : index + 2] != '"':
                    break
                index += 1
            kept.append(" " if text[index] == "\n" else text[index])
            offsets.append(index)
            index += 1
        index += 1
        while index < length and text[index] not in (delimiter, "\n"):
            index += 1
        return _mapped_cell("".join(kept), offsets), index
    index = position
    while index < length and text[index] not in (delimiter, "\n"):
        index += 1
    return _cell(text[position:index], position), index


def _mapped_cell(text: str, offsets: list[int]) -> Cell:
    line = clean(text, 0)
    inner = line.offsets or tuple(range(line.start, line.start + len(line.text)))
    cleaned = _trimmed(
        CleanText(text=line.text, start=line.start, offsets=(*inner[: len(line.text)], 0))
    )
    return Cell(
        text=cleaned.text,
        offsets=tuple(offsets[place] for place in cleaned.offsets[: len(cleaned.text)]),
    )
