"""A ledger row read alone means nothing: each row becomes a sentence with its headings in it.

The same rules serve CSV, sheets, Word tables and tables pasted from a sheet: a row of numbers
under 活动名称, 参加人数 and 发放资料（份） becomes 维权宣传，参加人数120人，发放资料3200份.
"""

import importlib.resources
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

__all__ = ["Cell", "Passage", "Row", "read_rows"]

_NUMBER: Final = re.compile(
    r"[+-]?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?(?P<scale>[百千万亿]*)(?P<rest>余|多|左右)?"
)
_FIGURE_START: Final = re.compile(r"[近约超逾共]?\s*\d")
_HEADING_UNIT: Final = re.compile(
    r"^(?P<stem>.*?)\s*(?:[（(\[【]\s*(?:单位\s*[:：]\s*)?(?P<unit>[^（）()\[\]【】]{1,5})\s*[）)\]】]"
    r"|[/／](?P<slash>[^/／]{1,3}))\s*$"
)
_TABLE_UNITS: Final = re.compile(
    r"单位\s*[:：]\s*(?P<units>(?:(?:[百千万亿]?元|人次|件次|[人户个份件场名次期])[、，,/／和\s]*)+)"
)
_TABLE_UNIT: Final = re.compile("[百千万亿]?元|人次|件次|[人户个份件场名次期]")
_UNIT_WORD: Final = re.compile(
    r"(?:[百千万亿]?元|人次|件次|场次|户次|[人户名位个份件场次期支队家对条篇册块天月年岁节课时只头亩吨公斤箱套台辆间处所座项批类种组本张幅面盒袋桶]|"
    r"公里|平方米|米|小时|分钟|%|％|‰|学时|课时)"
)
# In a column of units any one character is a measure word: 起, 双, 村.
_MEASURE: Final = re.compile(rf"[\u4e00-\u9fff]|{_UNIT_WORD.pattern}")
_EMPTY: Final = frozenset({"", "-", "—", "--", "——", "/", "无", "／", "N/A", "n/a", "\\", "同上"})
_DIGITS: Final = re.compile(r"\d")
_YEAR: Final = re.compile(r"^(?:20\d\d)年?(?:度)?$")
# Columns of one row's parts by time, which its 合计 sums up.
_SPAN: Final = re.compile(
    r"(?:(?:20\d\d年?|今年|本年|去年)?(?:\d{1,2}(?:[-—－~～至]\d{1,2})?|[一二三四五六七八九十]{1,2})月份?|"
    r"第?[一二三四1-4]季度|[上下]半年)$"
)
_THIS: Final = re.compile(
    r"(?:今年|本年度?|本期|当期|当年)(?:数|完成数?|实绩|\d{1,2}[-—－~～至]\d{1,2}月份?|[上下]半年|同期)?$"
)
_LAST: Final = re.compile(
    r"(?:去年|上年度?|上期|往年)(?:数|完成数?|实绩|同期数?|\d{1,2}[-—－~～至]\d{1,2}月份?|[上下]半年)?$"
)
_NOTHING: Final = re.compile(r"0(?:\.0+)?$")
_HEADING_LENGTH: Final = 16
_SENTENCE: Final = 6
# 制表：乡妇联 above the headings names no column.
_FIELD: Final = re.compile(r"[\u4e00-\u9fff]{2,4}[:：]\s*\S")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell: clean text and, where the table stands in a text file, where each character stood.

    Attributes:
        text: Clean text without white space around it.
        offsets: One offset for each character; empty where the file has no text of its own.
        span: Columns that it covers.
        continued: True below the first row of a cell that is merged downwards.
    """

    text: str
    offsets: tuple[int, ...] = ()
    span: int = 1
    continued: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a table with its line (or row) number from 1 and its place for people."""

    cells: tuple[Cell, ...]
    line: int
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A row made readable. ``offsets`` has one entry a character, empty for office files."""

    text: str
    line: int
    place: str = ""
    offsets: tuple[int, ...] = ()
    cells: tuple[tuple[str, str], ...] = ()
    added: tuple[tuple[int, int], ...] = ()


def read_rows(rows: Sequence[Row]) -> list[Passage]:
    """Turn the rows of one sheet or table into passages; blank rows become empty passages."""
    passages: list[Passage] = []
    headings: list[str] | None = None
    table_units: tuple[str, ...] = ()
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


def _group_of(row: Row, headings: list[str] | None, group: str) -> str:
    """Return whose row it is where the first column names a place for several rows."""
    if not headings or headings[0].replace(" ", "") not in _words()["who"] or not row.cells:
        return ""
    return row.cells[0].text or group


def _is_remark(row: Row, headings: list[str] | None) -> bool:
    """Whether a row is a sentence below the table: words where the rows have their numbers."""
    if not headings or headings[0].replace(" ", "") not in _words()["serial"]:
        return False
    first = row.cells[0].text
    return len(first) >= _SENTENCE and not _NUMBER.fullmatch(first)


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
    known = sum(1 for text in filled if _is_known(text))
    if any(_NUMBER.fullmatch(text) for text in filled if not _YEAR.match(text)):
        return False
    if known == 0 and any(_DIGITS.search(text) and not _YEAR.match(text) for text in filled):
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
        if cell.text not in _EMPTY
    ]
    return any(_FIGURE_START.match(text) for text in below)


def _is_known(text: str) -> bool:
    stem, unit = _stem_and_unit(text)
    words = _words()
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
        len(text) <= _HEADING_LENGTH and not _NUMBER.match(text) for text in filled
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
    return _Writer(row, headings, table_units, group).written()


def _headless(row: Row) -> Passage:
    """A row of a table without headings: a number belongs to the text on its left."""
    text, offsets, cells = "", [], []
    for cell in row.cells:
        if cell.text in _EMPTY or (cell.continued and _DIGITS.search(cell.text)):
            continue
        glue = ""
        if text:
            glue = "" if _FIGURE_START.match(cell.text) and not text[-1].isdigit() else "，"
            if text[-1] in "：:，。；":
                glue = ""
        offsets.extend(([cell.offsets[0]] * len(glue)) if cell.offsets else [])
        text += glue + cell.text
        offsets.extend(cell.offsets)
        cells.append(("", cell.text))
    return Passage(
        text=text, line=row.line, place=row.place, offsets=tuple(offsets), cells=tuple(cells)
    )


class _Writer:
    """Writes one row under its headings, remembering where each character came from."""

    def __init__(
        self, row: Row, headings: list[str], table_units: tuple[str, ...], group: str
    ) -> None:
        self.row = row
        self.group = group if not row.cells[0].text else ""
        self.table_units = table_units
        self.text = ""
        self.offsets: list[int] = []
        self.cells: list[tuple[str, str]] = []
        self.added: list[tuple[int, int]] = []
        self.named = ""
        self.columns: list[tuple[str, Cell]] = []
        column = 0
        for cell in row.cells:
            heading = headings[column] if column < len(headings) else ""
            self.columns.append((heading, cell))
            column += cell.span
        words = _words()
        self.row_unit = ""
        self.summed = False
        self.total = ""
        for heading, cell in self.columns:
            if heading in words["unit"] and _MEASURE.fullmatch(cell.text):
                self.row_unit = cell.text

    def written(self) -> Passage:
        """Return the row as a passage."""
        own = next((cell for _, cell in self.columns if cell.text not in _EMPTY), None)
        if self.group and own is not None:
            self.text = self.group
            self.offsets = [own.offsets[0]] * len(self.group) if own.offsets else []
        for heading, cell in self._in_telling_order():
            if cell.text in _EMPTY or (cell.continued and _DIGITS.search(cell.text)):
                continue
            self._add(heading.strip(), cell)
        return Passage(
            text=self.text,
            line=self.row.line,
            place=self.row.place,
            offsets=tuple(self.offsets),
            cells=tuple(self.cells),
            added=tuple(self.added),
        )

    def _in_telling_order(self) -> list[tuple[str, Cell]]:
        """Return the columns as a sentence tells them.

        The sum of months or quarters stands before its parts, and months in which nothing was
        done say nothing; what was last year stands behind all that is of this year, remarks too,
        since 去年 carries on to what follows it.
        """
        words = _words()
        flat = [heading.replace(" ", "").replace("\n", "") for heading, _ in self.columns]
        spans = [
            column
            for column, (heading, (_, cell)) in enumerate(zip(flat, self.columns, strict=True))
            if _SPAN.fullmatch(heading) and cell.text not in _EMPTY
        ]
        sums = [
            column
            for column, heading in enumerate(flat)
            if heading in words["sum"] and _NUMBER.fullmatch(self.columns[column][1].text)
        ]
        last = [column for column, heading in enumerate(flat) if _is_last(heading)]
        order = [column for column in range(len(flat)) if column not in last] + last
        self.summed = len(sums) == 1 and len(spans) > 1
        if self.summed:
            empty = {at for at in spans if _NOTHING.match(self.columns[at][1].text)}
            order = [at for at in order if at not in empty and at != sums[0]]
            first = next((place for place, at in enumerate(order) if at in spans), len(order))
            order.insert(first, sums[0])
        return [self.columns[column] for column in order]

    def _add(self, heading: str, cell: Cell) -> None:
        words = _words()
        stem, unit = _stem_and_unit(heading)
        flat = stem.replace(" ", "")
        if not self.text and cell.text.replace(" ", "") in words["total"]:
            self._write(heading, "", cell, "：")
            return
        if flat in words["serial"]:
            return
        if self.row_unit and heading in words["unit"]:
            return
        number = _NUMBER.fullmatch(cell.text)
        if number or _FIGURE_START.match(cell.text):
            self._add_number(flat, unit, cell, bare_number=number is not None)
        elif not flat or flat in words["bare"] or flat in words["when"]:
            self._write(heading, "", cell, "")
            self.named = self.named or (cell.text if flat not in words["when"] else "")
        elif flat in words["who"]:
            self._write(heading, "", cell, "")
        else:
            self._write(heading, f"{stem}：", cell, "")

    def _add_number(self, stem: str, unit: str, cell: Cell, *, bare_number: bool) -> None:
        words = _words()
        tail = ""
        if stem in words["when"]:
            self._write(stem, "", cell, _date_tail(stem, cell.text))
            return
        if bare_number:
            tail = unit or self.row_unit or _unit_of(stem) or ""
            if not tail and stem in words["number"]:
                tail = _unit_of(self.named) or ""
            money = next((word for word in self.table_units if word.endswith("元")), "")
            if tail == "元" and not unit and money:
                tail = money
            if not tail and not unit and len(self.table_units) == 1:
                tail = self.table_units[0]
        if stem in words["sum"] and self.summed:
            self._write(stem, "合计", cell, tail, glue="" if self._ends_in_name() else "，")
            self.total = self.text
            return
        if stem in words["sum"] and any(_DIGITS.search(text) for _, text in self.cells):
            self._write(stem, "合计", cell, tail)
            return
        if stem in words["number"] or not stem or self._is_this_year(stem):
            # 发放宣传资料 | 3200: the number belongs to the name of its row.
            lead = "" if self.text else stem
            self._write(stem, lead, cell, tail, glue="" if self._ends_in_name() else "，")
            return
        if stem in words["bare"]:
            # 活动（场） over 58 is 活动58场; a number under 内容 says itself what it is.
            self._write(stem, stem if unit and bare_number else "", cell, tail)
            return
        lead = stem
        if self.summed and _SPAN.fullmatch(stem) and self.text == self.total:
            lead = f"其中{stem}"
        if _is_last(stem) and self._is_same_time(stem):
            lead = "去年同期"
        if _YEAR.match(stem):
            lead = stem if stem.endswith(("年", "年度")) else f"{stem}年"
        elif len(tail) > 1 and lead.endswith(tail):
            lead = lead.removesuffix(tail)  # 服务人次 over 120 is 服务120人次
        self._write(stem, lead, cell, tail)

    def _is_this_year(self, stem: str) -> bool:
        """Whether a column is that of the report itself, beside one of the year before."""
        flat = [heading.replace(" ", "") for heading, _ in self.columns]
        return bool(_THIS.match(stem)) and any(map(_is_last, flat)) and bool(self.named)

    def _is_same_time(self, stem: str) -> bool:
        """Whether a column of last year is of the same months as this year's (今年1-6月)."""
        months = stem.lstrip("去上年")
        return bool(months) and any(
            _THIS.match(heading.replace(" ", "")) and heading.replace(" ", "").endswith(months)
            for heading, _ in self.columns
        )

    def _ends_in_name(self) -> bool:
        return (
            bool(self.text)
            and bool(self.cells)
            and not self.text[-1].isdigit()
            and (bool(self.named) and self.text.endswith(self.named))
        )

    def _write(self, heading: str, lead: str, cell: Cell, tail: str, *, glue: str = "，") -> None:
        if not self.text or self.text[-1] in "，。；：,;:":
            glue = ""
        passage = lead + cell.text + tail
        self.text += glue + passage
        if tail:
            self.added.append((len(self.text) - len(tail), len(self.text)))
        if cell.offsets:
            first, last = cell.offsets[0], cell.offsets[-1]
            self.offsets.extend([first] * len(glue + lead))
            self.offsets.extend(cell.offsets)
            self.offsets.extend([last] * len(tail))
        self.cells.append((heading, passage))


def _is_last(heading: str) -> bool:
    """Whether a column holds the figures of the year before."""
    return bool(_LAST.match(heading))


def _date_tail(heading: str, text: str) -> str:
    if not text.isdigit():
        return ""
    if heading == "月份" and len(text) <= 2:
        return "月"
    if heading in {"年度", "年份"} and len(text) == 4:
        return "年"
    return ""


def _stem_and_unit(heading: str) -> tuple[str, str]:
    """Split 发放资料（份） into its stem and its unit; the unit is empty where it is none."""
    flat = heading.replace("\n", "").strip()
    match = _HEADING_UNIT.match(flat)
    if match and match["stem"]:
        unit = (match["unit"] or match["slash"] or "").strip()
        if _UNIT_WORD.fullmatch(unit):
            return match["stem"].strip(), unit
    return flat, ""


def _unit_of(stem: str) -> str:
    units = _words()["units"]
    for end in sorted(units, key=len, reverse=True):
        if stem.endswith(end):
            return str(units[end])
    return ""


@cache
def _words() -> dict[str, Any]:
    raw = importlib.resources.files("drafter.intake").joinpath("data/headings.toml")
    return tomllib.loads(raw.read_text("utf-8"))
