"""The fact sheet as an Excel or Word table, so that a superior can check figures without the tool.

One row per figure, in the order of the notes, with its words and its place; further tables name
what clashes and what was left out. Cells are text or numbers, never formulas: notes are pasted by
anybody, and ``=`` at the start of a note must not run.
"""

import io
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from drafter.atomic import write_file
from drafter.errors import InputError
from drafter.exporting.labels import HIDDEN, without_omitted
from drafter.exporting.layout import width_of
from drafter.exporting.packaging import repack
from drafter.facts import topic_names
from drafter.facts.types import Activity, Fact, FactSheet, Provenance, Role, Scope, Use
from drafter.facts.yamlform import KIND_NAMES, LEVEL_NAMES
from drafter.figures.types import Qualifier, Value

if TYPE_CHECKING:
    from docx.document import Document as Package
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = [
    "HEADER_ROWS",
    "HEADINGS",
    "ROLES",
    "SCOPES",
    "TABLE_NAME",
    "render_fact_table",
    "write_fact_table",
]

_Cell: TypeAlias = str | int | Decimal

HEADINGS: Final = (
    *("编号", "类别", "主题", "数字", "数值", "单位"),
    *("程度", "计的是", "用法", "原文", "出处", "核对"),
)
# Widths in characters of the Excel sheet; Word divides the page in the same proportions.
_WIDTHS: Final = (9, 7, 14, 12, 11, 7, 7, 16, 9, 40, 20, 7)
_QUALIFIERS: Final = {
    Qualifier.EXACT: "",
    Qualifier.OVER: "超过",
    Qualifier.UNDER: "不到",
    Qualifier.ABOUT: "约",
    Qualifier.AT_LEAST: "不少于",
    Qualifier.AT_MOST: "不超过",
}
ROLES: Final = {Role.RESULT: "成效", Role.PROBLEM: "问题", Role.PLAN: "打算"}
SCOPES: Final = {
    Scope.OWN: "",
    Scope.OTHER_ORG: "别的单位",
    Scope.LAST_YEAR: "上年",
    Scope.TARGET: "目标",
    Scope.RULE: "规定",
}
# Places in the calendar as figures hold them: 2025-03-08, --03-08, --07, ---14, H1, Q3.
_DAY: Final = re.compile(
    r"(?:(?P<year>[0-9]{4})-|--)(?P<month>[0-9]{2})?(?:-(?P<day>[0-9]{2}))?(?<!-)"
)
_PERIODS: Final = {
    "H1": "上半年",
    "H2": "下半年",
    **{f"Q{number}": f"第{number}季度" for number in range(1, 5)},
}
# Excel keeps 15 digits of a number; more would be changed silently.
_MOST_DIGITS: Final = 15
_LINE_HEIGHT: Final = 15.0
TABLE_NAME: Final = "事实"
# What the sheet says of the whole report, by the name of its field; read back by the same names.
HEADER_ROWS: Final = {
    "title": "标题",
    "org": "单位",
    "level": "层级",
    "period": "时段",
    "kind": "种类",
    "names": "可写出姓名的人",
}
_EPOCH: Final = datetime(1980, 1, 1)  # noqa: DTZ001 # the package format has no zone


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """One table: its name, its headings and its rows."""

    name: str
    headings: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[_Cell, ...], ...]


def write_fact_table(sheet: FactSheet, path: Path | str) -> str:
    """Write the fact sheet as a table and return the file's content hash.

    Raises:
        InputError: The suffix is neither ``.xlsx`` nor ``.docx``, or the place cannot be written.
    """
    path = Path(path)
    return write_file(path, render_fact_table(sheet, path.suffix, path=str(path)))


def render_fact_table(sheet: FactSheet, suffix: str, *, path: str | None = None) -> bytes:
    """Return the file's content; the same fact sheet gives the same bytes."""
    match suffix.lower():
        case ".xlsx":
            return _render_xlsx(sheet)
        case ".docx":
            return _render_docx(sheet)
    raise InputError(
        f"事实表不能写成 {suffix or '没有后缀的'} 文件", path=path, todo="请用 .xlsx 或 .docx。"
    )


def _tables(sheet: FactSheet) -> Iterator[_Table]:
    clashing = {fact_id for item in sheet.conflicts for fact_id in item.fact_ids}
    rows = [*_header_rows(sheet)]
    rows += [_row(fact, None, clashing) for fact in sheet.header_figures]
    for activity in sheet.activities:
        rows += [_row(fact, activity, clashing) for fact in activity.facts]
        if not activity.facts:
            rows.append(_row_without_figure(activity))
    yield _Table(name=TABLE_NAME, headings=HEADINGS, widths=_WIDTHS, rows=tuple(rows))
    by_id = {row[0]: row for row in rows if row[0]}
    if sheet.conflicts:
        yield _Table(
            name="前后矛盾",
            headings=("矛盾", "涉及的数字", "出处"),
            widths=(60, 40, 40),
            rows=tuple(
                (
                    item.reason,
                    "；".join(f"{by_id[i][0]} {by_id[i][3]}" for i in item.fact_ids if i in by_id),
                    "；".join(str(by_id[i][10]) for i in item.fact_ids if i in by_id),
                )
                for item in sheet.conflicts
            ),
        )
    if sheet.dropped:
        yield _Table(
            name="没有采用",
            headings=("原文", "原因", "出处"),
            widths=(70, 30, 40),
            rows=tuple(
                (without_omitted(item.text, item.figures), item.reason, _place(item.source))
                for item in sheet.dropped
            ),
        )


def _header_rows(sheet: FactSheet) -> Iterator[tuple[_Cell, ...]]:
    values = {
        "title": sheet.title,
        "org": sheet.org,
        "level": LEVEL_NAMES[sheet.level],
        "period": sheet.period,
        "kind": KIND_NAMES[sheet.kind],
        "names": "、".join(sheet.names),
    }
    for key, name in HEADER_ROWS.items():
        if values[key]:
            yield ("", "表头", name, "", "", "", "", "", "", values[key], "", "")


def _row(fact: Fact, activity: Activity | None, clashing: Iterable[str]) -> tuple[_Cell, ...]:
    figure = fact.figure
    omitted = fact.use is Use.OMIT
    use = "不写入" if omitted else "写入"
    if fact.id in clashing:
        use = "矛盾待定"
    return (
        fact.id,
        ROLES[activity.role] if activity else "表头",
        _topic(activity) if activity else "",
        HIDDEN if omitted else figure.text,
        "" if omitted else _value(figure.value),
        figure.unit or "",
        _QUALIFIERS[figure.qualifier],
        without_omitted(fact.label, [fact]),
        "，".join(part for part in (use, SCOPES[fact.scope]) if part),
        without_omitted(activity.text, activity.facts) if activity else "",
        _place(fact.source),
        "",
    )


def _row_without_figure(activity: Activity) -> tuple[_Cell, ...]:
    place = _place(activity.source)
    head = (activity.id, ROLES[activity.role], _topic(activity))
    return (*head, "", "", "", "", "", "", activity.text, place, "")


def _topic(activity: Activity) -> str:
    return topic_names().get(activity.topics[0], "") or activity.heading


def _value(value: Value) -> _Cell:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "～".join(str(_value(part)) for part in value)
    if isinstance(value, Decimal):
        return value if len(value.as_tuple().digits) <= _MOST_DIGITS else f"{value:f}"
    day = _DAY.fullmatch(value)
    if day is None:
        return _PERIODS.get(value, value)
    parts = zip((day["year"], day["month"], day["day"]), "年月日", strict=True)
    return "".join(f"{int(part)}{unit}" for part, unit in parts if part)


def _place(source: Provenance) -> str:
    name = "标准输入" if source.file == "-" else Path(source.file).name
    return f"{name} {source.place or f'第{source.line}行'}"


def _title(sheet: FactSheet) -> str:
    return f"{sheet.title or sheet.org or '工作记录'}　{TABLE_NAME}表"


def _render_xlsx(sheet: FactSheet) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    for empty in book.worksheets:
        book.remove(empty)
    for table in _tables(sheet):
        _fill_sheet(book.create_sheet(table.name), table, title=_title(sheet))
    book.properties.title = _title(sheet)
    book.properties.creator = sheet.org or "drafter"
    book.properties.created = _EPOCH
    written = io.BytesIO()
    book.save(written)
    return repack(written.getvalue(), _fixed_times(written.getvalue()))


def _fixed_times(package: bytes) -> dict[str, bytes]:
    """Return the properties part with the time of saving taken out."""
    import zipfile

    name = "docProps/core.xml"
    with zipfile.ZipFile(io.BytesIO(package)) as file:
        properties = file.read(name)
    stamp = f"{_EPOCH:%Y-%m-%dT%H:%M:%SZ}".encode()
    return {name: re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z", stamp, properties)}


def _fill_sheet(target: "Worksheet", table: _Table, *, title: str) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
    from openpyxl.worksheet.properties import PageSetupProperties

    line = Side(style="thin", color="999999")
    border = Border(left=line, right=line, top=line, bottom=line)
    target["A1"] = f"{title}（{table.name}）"
    target["A1"].font = Font(name="黑体", size=14)
    for row_at, row in enumerate((table.headings, *table.rows), start=2):
        for column, value in enumerate(row, start=1):
            cell = target.cell(row=row_at, column=column)
            cell.value = value if not isinstance(value, str) else (_clean(value) or None)
            if isinstance(value, str) and value:
                cell.data_type = "s"
            cell.border = border
            cell.font = Font(name="黑体" if row_at == 2 else "仿宋", size=11)
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            if row_at == 2:
                cell.fill = PatternFill("solid", fgColor="E8EDF4")
        target.row_dimensions[row_at].height = _row_height(row, table.widths)
    for column, width in enumerate(table.widths, start=1):
        target.column_dimensions[get_column_letter(column)].width = width
    last = f"{get_column_letter(len(table.headings))}{len(table.rows) + 2}"
    target.freeze_panes = "A3"
    target.auto_filter.ref = f"A2:{last}"
    target.print_title_rows = "2:2"
    target.page_setup.orientation = "landscape"
    target.page_setup.paperSize = 9
    target.page_setup.fitToHeight = 0
    target.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    target.HeaderFooter.oddFooter = HeaderFooterItem(
        center=_HeaderFooterPart(text="第 &P 页，共 &N 页")
    )


def _row_height(row: Iterable[_Cell], widths: Iterable[int]) -> float:
    """Return a height that shows every cell whole; not every program fits rows by itself."""
    lines = (
        math.ceil(width_of(_words(value)) * 2 / max(width - 1, 1))
        for value, width in zip(row, widths, strict=True)
    )
    return _LINE_HEIGHT * max(1, *lines) + 2


def _render_docx(sheet: FactSheet) -> bytes:
    from docx.enum.section import WD_ORIENT

    from drafter.exporting.docx_writing import open_base
    from drafter.exporting.options import ExportOptions

    package = open_base(ExportOptions())
    section = package.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    for edge in ("top_margin", "bottom_margin", "left_margin", "right_margin"):
        setattr(section, edge, 1134 * 635)
    section.footer_distance = 567 * 635
    package.add_paragraph(_clean(_title(sheet)), style="Title")
    for table in _tables(sheet):
        if table.name != TABLE_NAME:
            package.add_paragraph(table.name, style="Heading 1")
        _add_table(package, table)
    package.core_properties.title = _clean(_title(sheet))[:255]
    package.core_properties.author = _clean(sheet.org)[:255]
    package.core_properties.created = package.core_properties.modified = _EPOCH
    written = io.BytesIO()
    package.save(written)
    return repack(written.getvalue())


def _add_table(package: "Package", table: _Table) -> None:
    from docx.oxml import OxmlElement
    from docx.shared import Twips

    section = package.sections[0]
    room = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    shares = [round(room / 635 * width / sum(table.widths)) for width in table.widths]
    grid = package.add_table(rows=0, cols=len(table.headings), style="Table Grid")
    grid.autofit = False
    for column, share in zip(grid.columns, shares, strict=True):
        column.width = Twips(share)
    for at, row in enumerate((table.headings, *table.rows)):
        cells = grid.add_row()
        properties = cells._tr.get_or_add_trPr()  # noqa: SLF001 # python-docx lacks these two
        properties.append(OxmlElement("w:cantSplit"))
        if at == 0:
            properties.append(OxmlElement("w:tblHeader"))
        for cell, value, share in zip(cells.cells, row, shares, strict=True):
            cell.width = Twips(share)
            paragraph = cell.paragraphs[0]
            paragraph.style = "表格文字"
            run = paragraph.add_run(_clean(_words(value)))
            run.bold = True if at == 0 else None


def _words(value: _Cell) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _clean(text: str) -> str:
    return "".join(char for char in text if char >= " " and char not in "\ufffe\uffff")
