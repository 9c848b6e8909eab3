"""A ledger row read alone means nothing: each row becomes a sentence with its headings in it.

The same rules serve CSV, sheets, Word tables and tables pasted from a sheet: a row of numbers
under 活动名称, 参加人数 and 发放资料（份） becomes 维权宣传，参加人数120人，发放资料3200份.
"""

import re
from collections.abc import Sequence
from typing import Final

from drafter.intake.headings import (
    DIGITS,
    EMPTY,
    FIGURE_START,
    MONTHS,
    NUMBER,
    YEAR,
    YEAR_OF,
    heading_words,
    stem_and_unit,
)
from drafter.intake.row_writing import RowWriter
from drafter.intake.rows import Passage, Row

__all__ = ["read_rows"]

_TABLE_UNITS: Final = re.compile(
    r"单位\s*[:：]\s*(?P<units>(?:(?:[百千万亿]?元|人次|件次|[人户个份件场名次期])[、，,/／和\s]*)+)"
)
_TABLE_UNIT: Final = re.compile("[百千万亿]?元|人次|件次|[人户个份件场名次期]")
_HEADING_LENGTH: Final = 16
_SENTENCE: Final = 6
_GROUP_LENGTH: Final = 8
# 制表：乡妇联 above the headings names no column.
_FIELD: Final = re.compile(r"[\u4e00-\u9fff]{2,4}[:：](?:\s*\S|$)")


def read_rows(rows: Sequence[Row], above: str = "") -> list[Passage]:
    """Turn the rows of one sheet or table into passages; blank rows become empty passages.

    Args:
        rows: The rows in order.
        above: What stands above them, which may give their unit: 经费执行表（单位：万元）.
    """
    passages: list[Passage] = []
    headings: list[str] | None = None
    told = _TABLE_UNITS.search(above)
    table_units = tuple(_TABLE_UNIT.findall(told["units"])) if told else ()
    group = ""
    index = 0
    while index < len(rows):
        row = rows[index]
        filled = [cell for cell in row.cells if cell.text and not cell.continued]
        if not filled:
            passages.append(Passage(text="", line=row.line, place=row.place))
            if index + 1 < len(rows) and _is_heading_row(rows[index + 1], rows, index + 1):
                headings = None
            index += 1
            continue
        if len(filled) == 1 and (units := _TABLE_UNITS.search(filled[0].text)):
            table_units = tuple(_TABLE_UNIT.findall(units["units"]))
        if len(filled) == 1 and len(_spread(row)) != 1:
            cell = filled[0]
            passages.append(
                Passage(text=cell.text, line=row.line, place=row.place, offsets=cell.offsets)
            )
            index += 1
            continue
        if headings is None and _heads_group(row, rows, index):
            (cell,) = filled
            # 收入 alone in its row stands over the rows below it.
            offsets = (*cell.offsets, cell.offsets[-1]) if cell.offsets else ()
            passages.append(
                Passage(text=f"{cell.text}：", line=row.line, place=row.place, offsets=offsets)
            )
            index += 1
            continue
        if any(_FIELD.match(cell.text) for cell in filled[:1]) or _is_remark(row, headings):
            passages.append(_free_text(row))
            index += 1
            continue
        if (headings is None and _is_heading_row(row, rows, index)) or _repeats(row, headings):
            headings = _spread(row)
            if index + 1 < len(rows) and _continues_heading(row, rows[index + 1]):
                below = _spread(rows[index + 1])
                headings = _joined_headings(headings, below)
                index += 1
            index += 1
            continue
        group = _group_of(row, headings, group)
        written = _passage(row, headings, table_units, group)
        if headings is not None and passages and _goes_on(row, headings):
            passages[-1] = _with_part(passages[-1], written)
        else:
            passages.append(written)
        index += 1
    return passages


def _heads_group(row: Row, rows: Sequence[Row], index: int) -> bool:
    """Whether a row of several cells has but its first, a name, over rows with numbers."""
    first = row.cells[0]
    below = rows[index + 1].cells if index + 1 < len(rows) else ()
    return (
        len(row.cells) > 1
        and not any(cell.text for cell in row.cells[1:])
        and 0 < len(first.text) <= _GROUP_LENGTH
        and not DIGITS.search(first.text)
        and sum(bool(cell.text) for cell in below) > 1
        and any(FIGURE_START.match(cell.text) for cell in below)
    )


def _group_of(row: Row, headings: list[str] | None, group: str) -> str:
    """Return whose row it is where the first column names a place for several rows."""
    if not headings or headings[0].replace(" ", "") not in heading_words()["who"] or not row.cells:
        return ""
    return row.cells[0].text or group


def _is_remark(row: Row, headings: list[str] | None) -> bool:
    """Whether a row is a sentence below the table: words where the rows have their numbers."""
    if not headings or headings[0].replace(" ", "") not in heading_words()["serial"]:
        return False
    first = row.cells[0].text
    # 一、宣传 alone in its row stands over the rows below.
    alone = sum(bool(cell.text) for cell in row.cells) == 1 and bool(DIGITS.search(first) is None)
    return (len(first) >= _SENTENCE or (alone and bool(first))) and not NUMBER.fullmatch(first)


def _free_text(row: Row) -> Passage:
    """A row that is no record, as its words stand: the cells were a sentence's clauses."""
    text, offsets = "", []
    for cell in row.cells:
        if cell.text and not cell.continued:
            glue = "，" if text else ""
            offsets.extend(([cell.offsets[0]] * len(glue)) if cell.offsets else [])
            text += glue + cell.text
            offsets.extend(cell.offsets)
    return Passage(text=text, line=row.line, place=row.place, offsets=tuple(offsets))


def _goes_on(row: Row, headings: list[str]) -> bool:
    """Whether a row gives a part of the row above: 其中… in the first cell that is filled."""
    first = next((cell.text for cell in row.cells if cell.text and not cell.continued), "")
    return bool(headings) and first.startswith("其中")


def _with_part(above: Passage, part: Passage) -> Passage:
    shift = len(above.text) + 1
    return Passage(
        text=f"{above.text}，{part.text}",
        line=above.line,
        place=above.place,
        offsets=(*above.offsets, part.offsets[0], *part.offsets) if part.offsets else (),
        cells=(*above.cells, *part.cells),
        added=(*above.added, *((start + shift, end + shift) for start, end in part.added)),
    )


def _spread(row: Row) -> list[str]:
    texts: list[str] = []
    for cell in row.cells:
        texts.extend([cell.text] * cell.span)
    while texts and not texts[-1]:
        texts.pop()
    return texts


def _is_heading_row(row: Row, rows: Sequence[Row], index: int) -> bool:
    """Whether a row names the columns: short texts without numbers, and more rows below."""
    filled = [cell.text for cell in row.cells if cell.text]
    if len(filled) < 2 or index + 1 >= len(rows):
        return False
    if any(FIGURE_START.match(text) and not _names_time(text) for text in filled):
        return False  # 资助630人，2000元/人 is told and names no column
    known = sum(1 for text in filled if _is_known(text))
    if any(NUMBER.fullmatch(text) for text in filled if not YEAR.match(text)):
        return False
    if known == 0 and any(DIGITS.search(text) and not YEAR_OF.match(text) for text in filled):
        return False
    if known * 2 >= len(filled):
        return True
    if any(len(text) > _HEADING_LENGTH for text in filled):
        return False
    # Unknown headings: the columns below must hold numbers where this row holds none.
    below = [
        cell.text
        for later in rows[index + 1 : index + 4]
        for cell in later.cells
        if cell.text not in EMPTY
    ]
    return any(FIGURE_START.match(text) for text in below)


def _names_time(text: str) -> bool:
    flat = text.replace(" ", "")
    return bool(YEAR_OF.match(flat) or MONTHS.match(flat) or stem_and_unit(flat)[1])


def _is_known(text: str) -> bool:
    stem, unit = stem_and_unit(text)
    words = heading_words()
    flat = stem.replace(" ", "")
    return bool(unit) or any(
        flat in words[kind] for kind in ("serial", "bare", "when", "who", "number", "unit")
    )


def _repeats(row: Row, headings: list[str] | None) -> bool:
    return headings is not None and _spread(row) == headings


def _continues_heading(row: Row, below: Row) -> bool:
    """Whether the next row is the lower half of a two-line heading (培训 over 期数 and 人数)."""
    has_wide = any(cell.span > 1 and cell.text for cell in row.cells) or any(
        cell.continued for cell in below.cells
    )
    if not has_wide:
        return False
    filled = [cell.text for cell in below.cells if cell.text and not cell.continued]
    return bool(filled) and all(
        len(text) <= _HEADING_LENGTH and not NUMBER.match(text) for text in filled
    )


def _joined_headings(above: list[str], below: list[str]) -> list[str]:
    width = max(len(above), len(below))
    above = above + [""] * (width - len(above))
    below = below + [""] * (width - len(below))
    return [
        top if not low or low == top else top + low for top, low in zip(above, below, strict=True)
    ]


def _passage(
    row: Row, headings: list[str] | None, table_units: tuple[str, ...], group: str
) -> Passage:
    if headings is None:
        return _headless(row)
    return RowWriter(row, headings, table_units, group).written()


def _headless(row: Row) -> Passage:
    """A row of a table without headings: a number belongs to the text on its left."""
    text, offsets, cells = "", [], []
    for cell in row.cells:
        if cell.text in EMPTY or (cell.continued and DIGITS.search(cell.text)):
            continue
        glue = ""
        if text:
            glue = "" if FIGURE_START.match(cell.text) and not text[-1].isdigit() else "，"
            if text[-1] in "：:，。；":
                glue = ""
        offsets.extend(([cell.offsets[0]] * len(glue)) if cell.offsets else [])
        text += glue + cell.text
        offsets.extend(cell.offsets)
        cells.append(("", cell.text))
    return Passage(
        text=text, line=row.line, place=row.place, offsets=tuple(offsets), cells=tuple(cells)
    )
