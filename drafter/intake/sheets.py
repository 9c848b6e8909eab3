"""A workbook becomes rows as a reader sees them: percentages, dates, merged cells, what is hidden.

Values come from the library's streaming mode, so that a large sheet needs little memory; merged
cells and hidden rows, which that mode leaves out, are read from the sheet's own part. Formulas
are never evaluated: the value that the office program stored counts, or its absence is named.
"""

import datetime as dt
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from drafter.errors import InputError
from drafter.facts.types import NoteLine, Notes
from drafter.intake.archive import Archive, broken, too_large
from drafter.intake.cleaning import clean
from drafter.intake.rows import Cell, Passage, Row
from drafter.intake.tables import read_rows

__all__ = ["notes_from_sheets"]

_MOST_ROWS: Final = 50_000
_MOST_CELLS: Final = 500_000
_MOST_COLUMNS: Final = 200
_BLANK_ROWS: Final = 2_000
_RANGE: Final = re.compile(r"^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$")
_QUOTED: Final = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_SIGNIFICANT: Final = 15
_NAME: Final = re.compile(r"[\u4e00-\u9fff]{2}")
_NO_NAME: Final = re.compile(
    r"(?:工作表|表格?|活动?台账|登记表|统计表|汇总表?|明细表?|总表|工作台账|数据|记录|[季月年]度|半年|新建.*)\s*\d*"
)


@dataclass(slots=True)
class _Shape:
    """What the streaming mode leaves out of one sheet, by numbers from 1."""

    # First cell of a merged block → (columns, rows); and the cells that it covers.
    merges: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    covered: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    formulas: set[tuple[int, int]] = field(default_factory=set)


def notes_from_sheets(archive: Archive, path: str) -> Notes:
    """Return a workbook as notes: one line for each row, its headings worked in."""
    import warnings

    import openpyxl

    with warnings.catch_warnings():
        # The library warns of extensions that it does not know; they hold no text.
        warnings.simplefilter("ignore")
        try:
            book = openpyxl.load_workbook(
                io.BytesIO(archive.data), read_only=True, data_only=True, keep_links=False
            )
            lines, remarks = _lines(book, archive, path)
        except InputError:
            raise
        except Exception as error:  # the library raises whatever a broken part provokes
            raise broken(path) from error
    placed: list[NoteLine] = []
    start = 0
    for line in lines:
        placed.append(
            NoteLine(
                text=line.text,
                start=start,
                line=line.line,
                place=line.place,
                cells=line.cells,
                added=line.added,
            )
        )
        start += len(line.text) + 1
    return Notes(
        name=path,
        text="\n".join(line.text for line in placed),
        lines=tuple(placed),
        remarks=tuple(remarks),
    )


def _lines(book: Any, archive: Archive, path: str) -> tuple[list[NoteLine], list[str]]:  # noqa: ANN401
    lines: list[NoteLine] = []
    remarks: list[str] = []
    sheets = book.worksheets
    for sheet in sheets:
        if sheet.sheet_state != "visible":
            remarks.append(f"工作表“{sheet.title}”是隐藏的，没有读入。")
            continue
        shape = _shape(archive, sheet)
        rows = list(_rows(sheet, shape, path, remarks))
        if not rows:
            continue
        if lines:
            lines.append(NoteLine(text="", start=0, line=0))
        hidden = sorted(shape.hidden_rows & {row.line for row in rows})
        if hidden:
            shown = "、".join(map(str, hidden[:5])) + (" 等" if len(hidden) > 5 else "")
            remarks.append(f"工作表“{sheet.title}”第 {shown} 行是隐藏的，没有读入。")
            rows = [row for row in rows if row.line not in shape.hidden_rows]
        passages = read_rows(rows)
        if _names_its_rows(sheet.title, passages):
            place = f"工作表“{sheet.title}”"
            lines.append(NoteLine(text=sheet.title, start=0, line=0, place=place, heading_level=1))
        lines.extend(
            NoteLine(
                text=passage.text,
                start=0,
                line=passage.line,
                place=passage.place if len(sheets) > 1 else "",
                cells=passage.cells,
                added=passage.added,
            )
            for passage in passages
        )
    return lines, remarks


def _names_its_rows(title: str, passages: Sequence[Passage]) -> bool:
    """Whether a sheet's name is the heading that its rows lack: 各乡镇两癌 over 乡镇 and 应检."""
    first = next((passage for passage in passages if passage.text), None)
    return (
        bool(_NAME.search(title))
        and not _NO_NAME.fullmatch(title.strip())
        and first is not None
        # A first row of one cell is a title of its own.
        and len(first.cells) > 1
    )


def _rows(sheet: Any, shape: _Shape, path: str, remarks: list[str]) -> Iterator[Row]:  # noqa: ANN401
    # The size that a sheet declares may be wrong, even hostile.
    sheet.reset_dimensions()
    cells_seen = 0
    blank = 0
    missing: list[str] = []
    texts: dict[tuple[int, int], str] = {}
    for number, row in enumerate(sheet.iter_rows(), 1):
        if number > _MOST_ROWS:
            raise too_large(path)
        cells: list[Cell] = []
        column = 1
        for cell in row[:_MOST_COLUMNS]:
            if cell.value is not None:
                column = cell.column
                while len(cells) < column - 1:
                    cells.append(_covered_cell(number, len(cells) + 1, shape, texts))
            covered = (number, column) in shape.covered
            text = "" if covered or column in shape.hidden_columns else _shown(cell)
            if not text and (number, column) in shape.formulas and cell.value is None:
                missing.append(f"{_letter(column)}{number}")
            if covered:
                cells.append(_covered_cell(number, column, shape, texts))
            else:
                texts[number, column] = text
                # Covered cells follow as blanks, so the width is written here and not there.
                cells.append(Cell(text=text))
            column += 1
        cells_seen += len(cells)
        if cells_seen > _MOST_CELLS:
            raise too_large(path)
        blank = 0 if any(cell.text for cell in cells) else blank + 1
        if blank > _BLANK_ROWS:
            break
        place = f"工作表“{sheet.title}”第{number}行"
        yield Row(cells=tuple(_widened(cells, number, shape)), line=number, place=place)
    hidden = len(shape.hidden_columns)
    if hidden and texts:
        letters = "、".join(_letter(column) for column in sorted(shape.hidden_columns)[:5])
        remarks.append(f"工作表“{sheet.title}”的 {letters} 列是隐藏的，没有读入。")
    if missing:
        remarks.append(
            f"工作表“{sheet.title}”的 {'、'.join(missing[:8])}{' 等' if len(missing) > 8 else ''} "
            "是公式，文件里没有算好的数；请用 Excel 或 WPS 打开后保存一次再试。"
        )


def _covered_cell(row: int, column: int, shape: _Shape, texts: dict[tuple[int, int], str]) -> Cell:
    """A cell that a merged block covers repeats the block's text below its first row."""
    origin = shape.covered.get((row, column))
    if origin is None or origin[0] == row:
        return Cell(text="")
    return Cell(text=texts.get(origin, ""), continued=True)


def _widened(cells: list[Cell], row: int, shape: _Shape) -> Iterator[Cell]:
    """Give the first cell of a wide block its width and drop the blanks that it covers."""
    skip = 0
    for column, cell in enumerate(cells, 1):
        if skip:
            skip -= 1
            continue
        width = shape.merges.get((row, column), (1, 1))[0]
        origin = shape.covered.get((row, column))
        if origin is not None and origin[1] == column:
            width = shape.merges[origin][0]
        width = min(width, _MOST_COLUMNS)
        skip = width - 1
        yield Cell(text=cell.text, span=width, continued=cell.continued)


def _shown(cell: Any) -> str:  # noqa: ANN401 # the library's cell types share no base
    """Return a value as the sheet shows it, unrounded."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, (dt.datetime, dt.date)):
        return _date_text(value, str(cell.number_format or ""))
    if isinstance(value, dt.time):
        return value.strftime("%H:%M")
    if isinstance(value, dt.timedelta):
        return ""
    if isinstance(value, (int, float)):
        return _number_text(value, str(cell.number_format or ""))
    if str(value).startswith("#") and cell.data_type == "e":
        return ""
    return clean(re.sub(r"\s*\n\s*", "；", str(value).strip()), 0).text.strip()


def _number_text(value: float, number_format: str) -> str:
    from decimal import Decimal

    plain = _QUOTED.sub("", number_format)
    exact = Decimal(format(value, f".{_SIGNIFICANT}g"))
    if "%" in plain:
        return f"{_plain(exact * 100)}%"
    text = _plain(exact)
    # A unit that only the format shows: 0"人" or ¥#,##0.
    quoted = re.search(r'[0#?]\s*"([\u4e00-\u9fff]{1,3})"', number_format)
    return text + (quoted[1] if quoted else "")


def _plain(value: Any) -> str:  # noqa: ANN401 # Decimal, imported where it is used
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _date_text(value: dt.datetime | dt.date, number_format: str) -> str:
    plain = _QUOTED.sub("", number_format.lower())
    day = f"{value.month}月{value.day}日"
    if "y" not in plain and "e" not in plain and "m" in plain and "d" in plain:
        return day
    if "d" not in plain and "y" in plain:
        return f"{value.year}年{value.month}月"
    return f"{value.year}年{day}"


def _shape(archive: Archive, sheet: Any) -> _Shape:  # noqa: ANN401
    """Read merged cells, hidden rows and columns, and formulas from the sheet's own part."""
    from defusedxml.ElementTree import iterparse

    shape = _Shape()
    name = str(getattr(sheet, "_worksheet_path", "")).lstrip("/")
    if not archive.has(name):
        return shape
    row = 0
    column = 0
    for _, element in iterparse(io.BytesIO(archive.read(name)), forbid_dtd=True):
        tag = element.tag.rpartition("}")[2]
        if tag == "c":
            reference = element.get("r")
            if reference:
                match = re.match(r"^([A-Z]{1,3})(\d{1,7})$", reference)
                if match:
                    column, row = _number(match[1]), int(match[2])
            if any(child.tag.endswith("}f") for child in element):
                shape.formulas.add((row, column))
        elif tag == "row":
            value = element.get("r", "")
            row = int(value) if value.isdigit() else row
            if element.get("hidden") in {"1", "true"}:
                shape.hidden_rows.add(row)
            element.clear()
        elif tag == "col" and element.get("hidden") in {"1", "true"}:
            first, last = element.get("min", "0"), element.get("max", "0")
            if first.isdigit() and last.isdigit() and int(last) <= _MOST_COLUMNS:
                shape.hidden_columns.update(range(int(first), int(last) + 1))
        elif tag == "mergeCell":
            _add_merge(shape, element.get("ref", ""))
    return shape


def _add_merge(shape: _Shape, reference: str) -> None:
    match = _RANGE.match(reference)
    if not match:
        return
    left, top, right, bottom = (
        _number(match[1]),
        int(match[2]),
        _number(match[3]),
        int(match[4]),
    )
    right = min(right, _MOST_COLUMNS)
    if right < left or bottom < top or (bottom - top) > _MOST_ROWS:
        return
    if (right - left + 1) * (bottom - top + 1) > _MOST_CELLS or len(shape.covered) > _MOST_CELLS:
        return
    origin = (top, left)
    shape.merges[origin] = (right - left + 1, bottom - top + 1)
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            if (row, column) != origin:
                shape.covered[row, column] = origin


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _letter(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
