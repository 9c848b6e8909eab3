"""A superior checks figures in Excel or Word, where a note must never run as a formula."""

import io
from decimal import Decimal
from pathlib import Path

import docx
import openpyxl
import pytest

from drafter.cli import run
from drafter.commands.evidence import load_fact_sheet
from drafter.errors import InputError
from drafter.exporting import render_fact_table, write_fact_table
from drafter.exporting.fact_table import _value
from drafter.facts import FactSheet, Use
from tests.exporting.makers import make_sheet


def test_each_figure_has_its_row_with_words_and_place() -> None:
    """Every figure of the notes, conflicts and numbers to omit included."""
    book = openpyxl.load_workbook(io.BytesIO(render_fact_table(make_sheet(), ".xlsx")))
    whole = list(book["事实"].iter_rows(min_row=2, values_only=True))
    rows = [row for row in whole if row[0]]

    assert [row[0] for row in rows[1:]] == [
        "a1.f1",
        "a1.f2",
        "a2.f1",
        "a3.f1",
        "a3.f2",
        "a3.f3",
        "a4",
    ]
    first = dict(zip(rows[0], rows[1], strict=True))
    assert first["数字"] == "2期"
    assert first["数值"] == 2
    assert first["原文"] == "家政培训2期60人"
    assert first["出处"] == "工作记录.txt 第3行"
    assert rows[4][8] == "矛盾待定"
    assert {"前后矛盾", "没有采用"} <= set(book.sheetnames)


def test_a_note_that_looks_like_a_formula_stays_text() -> None:
    """=HYPERLINK(…) in a pasted note would run on the superior's machine."""
    book = openpyxl.load_workbook(io.BytesIO(render_fact_table(make_sheet(), ".xlsx")))

    cells = [cell for row in book["事实"].iter_rows() for cell in row if cell.value]

    assert any(str(cell.value).startswith("=HYPERLINK") for cell in cells)
    assert all(cell.data_type != "f" for cell in cells)


@pytest.mark.parametrize("suffix", [".xlsx", ".docx"])
def test_the_same_sheet_gives_the_same_bytes(suffix: str) -> None:
    """A table that nobody changed is known by its hash."""
    assert render_fact_table(make_sheet(), suffix) == render_fact_table(make_sheet(), suffix)


def test_the_word_table_repeats_its_heading_and_holds_the_same_rows() -> None:
    """A table over several pages is read page by page."""
    package = docx.Document(io.BytesIO(render_fact_table(make_sheet(), ".docx")))
    table = package.tables[0]

    assert [cell.text for cell in table.rows[0].cells][:4] == ["编号", "类别", "主题", "数字"]
    assert "2期" in {row.cells[3].text for row in table.rows}
    assert {len(row.cells) for row in table.rows} == {12}
    assert sum(bool(row.cells[0].text) for row in table.rows) == 8
    assert table.rows[0]._tr.trPr is not None
    assert "tblHeader" in table.rows[0]._tr.trPr.xml


@pytest.mark.parametrize("suffix", [".xlsx", ".docx"])
def test_a_private_number_is_not_listed(tmp_path: Path, suffix: str) -> None:
    """The table travels further than the notes."""
    path = tmp_path / f"事实{suffix}"
    write_fact_table(make_sheet(), path)

    if suffix == ".xlsx":
        book = openpyxl.load_workbook(path)
        words = [str(value) for page in book for row in page.values for value in row]
    else:
        tables = docx.Document(str(path)).tables
        words = [cell.text for table in tables for row in table.rows for cell in row.cells]
    assert not any("13800001234" in word for word in words)
    assert any("号码不列出" in word for word in words)


def test_a_value_of_more_digits_than_excel_keeps_is_text() -> None:
    """Excel turns the sixteenth digit into 0 and says nothing."""
    assert _value(Decimal(1234567890123456)) == "1234567890123456"
    assert _value(Decimal(123456789012345)) == Decimal(123456789012345)
    assert _value((Decimal(2), Decimal(3))) == "2～3"
    assert _value(None) == ""


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2025-03-08", "2025年3月8日"),
        ("--03-08", "3月8日"),
        ("--07", "7月"),
        ("---14", "14日"),
        ("2025", "2025"),
        ("H1", "上半年"),
        ("Q3", "第3季度"),
        (("--03-05", "--03-08"), "3月5日～3月8日"),
        ("13800000000", "13800000000"),
    ],
)
def test_a_place_in_the_calendar_is_written_out(
    value: str | tuple[str, str], expected: str
) -> None:
    """A superior reads 3月8日, not --03-08."""
    assert _value(value) == expected


def test_another_format_is_refused(tmp_path: Path) -> None:
    """The message names the choices."""
    with pytest.raises(InputError, match="xlsx"):
        write_fact_table(make_sheet(), tmp_path / "事实.pdf")


def written_table(folder: Path, suffix: str) -> tuple[Path, Path]:
    """Write notes and their table; a number to omit and a part of a whole are among them."""
    notes, table = folder / "记录.txt", folder / f"事实{suffix}"
    notes.write_text(
        "柳河镇妇联2025年工作记录\n家政培训2期60人\n接待来访46件，其中婚姻家庭26件\n"
        "报名电话13800138000\n明年打算办养殖班3期\n",
        "utf-8",
    )
    assert run(["facts", str(notes), "-o", str(table), "--yes"]) == 0
    return notes, table


@pytest.mark.parametrize("suffix", [".xlsx", ".docx"])
def test_a_table_is_read_back_as_the_fact_sheet_it_was(tmp_path: Path, suffix: str) -> None:
    """A table given to draft or verify was read as notes: ids, sums and headings became facts."""
    notes, table = written_table(tmp_path, suffix)
    first, again = load_fact_sheet([str(notes)]), load_fact_sheet([str(table)])

    def told(sheet: FactSheet) -> list[object]:
        head: list[object] = [sheet.title, sheet.org, sheet.level, sheet.period, sheet.kind]
        return head + [
            (item.topics[0], item.role, fact.figure.text, fact.figure.value, fact.label)
            for item in sheet.activities
            for fact in item.facts
            if fact.use is Use.STATE
        ]

    assert told(first) == told(again)
    assert not again.conflicts


def test_a_figure_corrected_in_the_table_counts(tmp_path: Path) -> None:
    """Who knows Excel and no YAML corrects there; both cells of a row must say it."""
    _, table = written_table(tmp_path, ".xlsx")
    book = openpyxl.load_workbook(table)
    for row in book["事实"].iter_rows():
        for cell in row:
            if isinstance(cell.value, str):
                cell.value = cell.value.replace("60人", "65人")
    book.save(table)

    sheet = load_fact_sheet([str(table)])

    texts = [fact.figure.text for item in sheet.activities for fact in item.facts]
    assert "65人" in texts
    assert "60人" not in texts


def test_a_figure_corrected_in_one_cell_only_is_asked_about(tmp_path: Path) -> None:
    """Neither cell is known to be the right one; the message names the row."""
    _, table = written_table(tmp_path, ".xlsx")
    book = openpyxl.load_workbook(table)
    row = next(row for row in book["事实"].iter_rows() if row[3].value == "60人")
    row[3].value = "65人"
    book.save(table)

    with pytest.raises(InputError, match=f"第{row[3].row}行.*65人.*原文"):
        load_fact_sheet([str(table)])


def test_a_value_corrected_alone_is_told(tmp_path: Path) -> None:
    """Silence would let somebody believe that the summary now says it."""
    _, table = written_table(tmp_path, ".xlsx")
    book = openpyxl.load_workbook(table)
    row = next(row for row in book["事实"].iter_rows() if row[3].value == "60人")
    row[4].value = 65
    book.save(table)

    remarks = load_fact_sheet([str(table)]).remarks

    assert any(f"第{row[3].row}行" in remark and "65" in remark for remark in remarks)
