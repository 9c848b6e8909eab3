"""Thirty awkward input files: the right figures with the right places, or the right refusal."""

import datetime as dt
import io
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from drafter.errors import InputError
from drafter.facts import Notes, build_fact_sheet
from drafter.intake import read_notes
from tests.intake.builders import make_sheet_file, make_word_file, word_package


def _lines(notes: Notes) -> list[str]:
    return [line.text for line in notes.lines if line.text]


def _figures(notes: Notes) -> list[tuple[str, str, int]]:
    """(surface, label, line) of each figure; asserts that each leads back to its place."""
    sheet = build_fact_sheet([notes])
    facts = [
        *sheet.header_figures,
        *(fact for activity in sheet.activities for fact in activity.facts),
    ]
    for fact in facts:
        assert notes.text[fact.source.start : fact.source.end] == (fact.surface or fact.figure.text)
    return [(fact.figure.text, fact.label, fact.source.line) for fact in facts]


def _write(path: Path, text: str, encoding: str = "utf-8") -> str:
    path.write_bytes(text.encode(encoding))
    return str(path)


# --- text ----------------------------------------------------------------------------------------


def test_01_a_gbk_file_with_windows_line_ends(tmp_path: Path) -> None:
    """What Notepad on an office machine writes."""
    notes = read_notes(_write(tmp_path / "a.txt", "柳河镇妇联\r\n培训妇女60人\r\n", "gbk"))

    assert _figures(notes) == [("60人", "培训妇女", 2)]


def test_02_zero_width_characters_inside_a_figure(tmp_path: Path) -> None:
    """Chat programs put them between any two characters."""
    notes = read_notes(_write(tmp_path / "a.txt", "发放资料3\u200b200份"))
    fact = build_fact_sheet([notes]).activities[0].facts[0]

    assert fact.figure.text == "3200份"
    assert notes.text[fact.source.start : fact.source.end] == "3\u200b200份"


def test_03_full_width_digits_and_emoji(tmp_path: Path) -> None:
    """Input methods write them; the surface stays as it was typed."""
    notes = read_notes(_write(tmp_path / "a.txt", "✅培训妇女６０人👍"))

    assert _lines(notes) == ["培训妇女６０人"]
    assert [text for text, _, _ in _figures(notes)] == ["６０人"]


def test_04_a_bracketed_paste_with_terminal_codes(tmp_path: Path) -> None:
    """A terminal marks the ends of what is pasted."""
    notes = read_notes(_write(tmp_path / "a.txt", "\x1b[200~培训妇女60人\x1b[201~\n"))

    assert _lines(notes) == ["培训妇女60人"]


def test_05_characters_copied_from_a_pdf(tmp_path: Path) -> None:
    """⼥ looks like 女 and is found by no search."""
    notes = read_notes(_write(tmp_path / "a.txt", "培训妇⼥60⼈"))

    assert _lines(notes) == ["培训妇女60人"]


def test_06_key_caps_number_a_list(tmp_path: Path) -> None:
    """1️⃣ is an item's number, no figure."""
    notes = read_notes(_write(tmp_path / "a.txt", "1️⃣ 培训妇女60人\n2️⃣ 慰问老人20户"))

    assert [text for text, _, _ in _figures(notes)] == ["60人", "20户"]


def test_07_markdown_with_a_table(tmp_path: Path) -> None:
    """Marks are no content, and a table is read with its headings."""
    text = (
        "# 柳河镇妇联2025年总结\n\n**培训**妇女60人\n\n"
        "| 活动 | 参加人数 |\n| --- | --- |\n| 普法讲座 | 120 |\n"
    )
    notes = read_notes(_write(tmp_path / "a.md", text))

    assert [figure[0] for figure in _figures(notes)] == ["2025年", "60人", "120人"]
    assert "普法讲座，参加人数120人" in _lines(notes)


def test_08_columns_pasted_from_a_sheet(tmp_path: Path) -> None:
    """Tabs part the columns of what is copied out of a sheet."""
    notes = read_notes(_write(tmp_path / "a.txt", "活动\t场次\t人次\n普法\t8\t960\n合计\t8\t960\n"))

    assert _lines(notes) == ["普法，场次8场，960人次", "合计：场次8场，960人次"]


def test_09_lines_wrapped_by_hand(tmp_path: Path) -> None:
    """A sentence broken in the middle is one sentence, its figure whole."""
    text = (
        "一年来，我镇妇联在镇党委政府的正确领导下围绕中心工作推进各项工作。全年接待\n"
        "来访46件，调处43件。\n"
    )
    notes = read_notes(_write(tmp_path / "a.txt", text))
    labels = [(figure[0], figure[1]) for figure in _figures(notes)]

    assert ("46件", "接待来访") in labels


# --- separated values ----------------------------------------------------------------------------


def test_10_csv_with_quotes_thousands_and_totals(tmp_path: Path) -> None:
    """Each row is a thing done; the number's unit stands in its heading."""
    text = (
        '序号,活动,时间,发放资料（份）\n1,"维权,普法",3月8日,"3,200"\n'
        "2,禁毒,6月26日,1500\n合计,,,4700\n"
    )
    notes = read_notes(_write(tmp_path / "a.csv", text))

    assert [(text, line) for text, _, line in _figures(notes)] == [
        ("3月8日", 2),
        ("3,200份", 2),
        ("6月26日", 3),
        ("1500份", 3),
        ("4700份", 4),
    ]
    assert build_fact_sheet([notes]).conflicts == ()


def test_11_csv_in_gbk_with_semicolons(tmp_path: Path) -> None:
    """Office programs write either separator and the system's encoding."""
    notes = read_notes(
        _write(tmp_path / "a.csv", "活动;参加人数\n家政培训;60\n养殖培训;45\n", "gbk")
    )

    assert _lines(notes) == ["家政培训，参加人数60人", "养殖培训，参加人数45人"]


# --- sheets --------------------------------------------------------------------------------------


def _ledger(book: Any) -> None:  # noqa: ANN401 # the library is not typed here
    sheet = book.active
    sheet.title = "台账"
    sheet.append(["柳河镇妇联2025年活动台账"])
    sheet.merge_cells("A1:F1")
    sheet.append(["序号", "时间", "活动名称", "培训", None, "满意率"])
    sheet.append([None, None, None, "期数", "人数", None])
    sheet.merge_cells("D2:E2")
    sheet.append([1, dt.date(2025, 3, 8), "家政培训", 2, 60, 0.835])
    sheet["F4"].number_format = "0.0%"
    sheet.append([2, dt.date(2025, 4, 2), "养殖培训", 3, 145, 0.9])
    sheet["F5"].number_format = "0%"


def test_12_a_ledger_with_merged_headings_dates_and_percentages(tmp_path: Path) -> None:
    """83.5% is stored as 0.835, and a date as a number of days."""
    notes = read_notes(make_sheet_file(tmp_path / "a.xlsx", _ledger))

    assert _lines(notes) == [
        "柳河镇妇联2025年活动台账",
        "2025年3月8日，家政培训，培训期数2期，培训人数60人，满意率83.5%",
        "2025年4月2日，养殖培训，培训期数3期，培训人数145人，满意率90%",
    ]
    assert build_fact_sheet([notes]).org == "柳河镇妇联"


def test_13_hidden_rows_and_sheets_are_named(tmp_path: Path) -> None:
    """Who hid a row did not want it in the report; who reads must know."""

    def fill(book: Any) -> None:  # noqa: ANN401
        sheet = book.active
        sheet.append(["活动", "人数"])
        sheet.append(["家政", 60])
        sheet.append(["作废", 99])
        sheet.row_dimensions[3].hidden = True
        other = book.create_sheet("旧数据")
        other.append(["活动", "人数"])
        other.sheet_state = "hidden"

    notes = read_notes(make_sheet_file(tmp_path / "a.xlsx", fill))

    assert _lines(notes) == ["家政，人数60人"]
    assert any("第 3 行" in remark for remark in notes.remarks)
    assert any("旧数据" in remark for remark in notes.remarks)


def test_14_a_formula_without_its_value_is_named(tmp_path: Path) -> None:
    """Formulas are never evaluated here."""

    def fill(book: Any) -> None:  # noqa: ANN401
        sheet = book.active
        sheet.append(["活动", "人数"])
        sheet.append(["家政", 60])
        sheet.append(["合计", "=SUM(B2:B2)"])

    notes = read_notes(make_sheet_file(tmp_path / "a.xlsx", fill))

    assert [figure[0] for figure in _figures(notes)] == ["60人"]
    assert any("B3" in remark and "公式" in remark for remark in notes.remarks)


def test_15_several_sheets_name_their_places(tmp_path: Path) -> None:
    """A row number alone does not say which sheet."""

    def fill(book: Any) -> None:  # noqa: ANN401
        book.active.title = "培训"
        book.active.append(["活动", "人数"])
        book.active.append(["家政", 60])
        sheet = book.create_sheet("慰问")
        sheet.append(["村", "慰问户数"])
        sheet.append(["柳湾村", 12])

    notes = read_notes(make_sheet_file(tmp_path / "a.xlsx", fill))
    sheet = build_fact_sheet([notes])

    assert [fact.source.place for a in sheet.activities for fact in a.facts] == [
        "工作表“培训”第2行",
        "工作表“慰问”第2行",
    ]


def test_16_a_cell_merged_downwards_leads_each_row(tmp_path: Path) -> None:
    """The village stands once beside its three rows."""

    def fill(book: Any) -> None:  # noqa: ANN401
        sheet = book.active
        sheet.append(["村", "活动", "人数"])
        sheet.append(["柳湾村", "家政", 60])
        sheet.append([None, "养殖", 45])
        sheet.merge_cells("A2:A3")

    notes = read_notes(make_sheet_file(tmp_path / "a.xlsx", fill))

    assert _lines(notes) == ["柳湾村，家政，人数60人", "柳湾村，养殖，人数45人"]


def test_17_a_declared_size_that_lies(tmp_path: Path) -> None:
    """A sheet may claim a million columns and hold two."""

    def fill(book: Any) -> None:  # noqa: ANN401
        book.active.append(["活动", "人数"])
        book.active.append(["家政", 60])

    path = tmp_path / "a.xlsx"
    make_sheet_file(path, fill)
    stream = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(stream, "w") as new:
        for item in old.infolist():
            data = old.read(item)
            if item.filename == "xl/worksheets/sheet1.xml":
                data = data.replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"')
            new.writestr(item, data)
    path.write_bytes(stream.getvalue())

    assert _lines(read_notes(str(path))) == ["家政，人数60人"]


# --- Word ----------------------------------------------------------------------------------------


def test_18_headings_lists_and_a_table(tmp_path: Path) -> None:
    """What Word marks as heading gives its topic to what follows."""

    def fill(document: Any) -> None:  # noqa: ANN401
        document.add_heading("青山乡妇联2026年上半年工作总结", 0)
        document.add_heading("一、宣传维权", 1)
        document.add_paragraph("接待来访21件", style="List Bullet")
        table = document.add_table(rows=2, cols=2)
        for row, texts in enumerate([["活动", "参加人数"], ["家政培训", "60"]]):
            for column, text in enumerate(texts):
                table.cell(row, column).text = text

    notes = read_notes(make_word_file(tmp_path / "a.docx", fill))
    sheet = build_fact_sheet([notes])

    assert (sheet.org, sheet.period) == ("青山乡妇联", "2026H1")
    assert [activity.text for activity in sheet.activities] == [
        "接待来访21件",
        "家政培训，参加人数60人",
    ]
    assert sheet.activities[0].heading == "宣传维权"


def test_19_tracked_changes_are_settled(tmp_path: Path) -> None:
    """Deleted words are gone, inserted ones count, and a person is told."""
    body = (
        "<w:p><w:r><w:t>培训妇女</w:t></w:r><w:del><w:r><w:delText>50</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>60</w:t></w:r></w:ins><w:r><w:t>人</w:t></w:r></w:p>"
    )
    notes = read_notes(word_package(tmp_path / "a.docx", body))

    assert _lines(notes) == ["培训妇女60人"]
    assert any("修订" in remark for remark in notes.remarks)


def test_20_text_boxes_and_footnotes_are_not_lost(tmp_path: Path) -> None:
    """They hold numbers as often as paragraphs do, and Word writes each box twice."""
    box = "<w:txbxContent><w:p><w:r><w:t>慰问老人20户</w:t></w:r></w:p></w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>培训妇女60人</w:t></w:r>"
        f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
        '</mc:AlternateContent><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    )
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    note = (
        f'<w:footnotes {space}><w:footnote w:id="2"><w:p><w:r><w:t>含外出妇女8人</w:t></w:r></w:p>'
        "</w:footnote></w:footnotes>"
    )
    notes = read_notes(word_package(tmp_path / "a.docx", body, {"word/footnotes.xml": note}))

    assert _lines(notes) == ["培训妇女60人", "慰问老人20户", "含外出妇女8人"]


def test_21_hidden_text_is_left_out_and_named(tmp_path: Path) -> None:
    """Hidden text is not what the writer shows."""
    body = (
        "<w:p><w:r><w:t>培训妇女60人</w:t></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>内部数99人</w:t></w:r></w:p>"
    )
    notes = read_notes(word_package(tmp_path / "a.docx", body))

    assert _lines(notes) == ["培训妇女60人"]
    assert any("隐藏" in remark for remark in notes.remarks)


def test_22_a_wrong_suffix_is_read_by_its_content(tmp_path: Path) -> None:
    """Files are renamed by hand."""
    path = make_word_file(tmp_path / "a.docx", lambda d: d.add_paragraph("培训妇女60人"))
    renamed = tmp_path / "a.txt"
    Path(path).rename(renamed)

    assert _lines(read_notes(str(renamed))) == ["培训妇女60人"]


# --- trees ---------------------------------------------------------------------------------------


def test_23_yaml_notes_with_lists_and_records(tmp_path: Path) -> None:
    """A list of records is a table; a key is a heading."""
    text = (
        "单位: 柳河镇妇联\n培训:\n  - 名称: 家政培训\n    人数: 60\n"
        "  - 名称: 养殖培训\n    人数: 145\n宣传:\n  - 发放资料3200份\n"
    )
    notes = read_notes(_write(tmp_path / "a.yaml", text))

    assert build_fact_sheet([notes]).org == "柳河镇妇联"
    assert [(figure[0], figure[2]) for figure in _figures(notes)] == [
        ("60人", 4),
        ("145人", 6),
        ("3200份", 8),
    ]


def test_24_json_with_escapes_leads_back(tmp_path: Path) -> None:
    r"""\u57f9 is six characters of the file and one of the text."""
    notes = read_notes(
        _write(tmp_path / "a.json", '["\\u57f9\\u8bad60\\u4eba", "慰问20户\\n走访15户"]')
    )
    facts = [fact for a in build_fact_sheet([notes]).activities for fact in a.facts]

    assert [fact.figure.text for fact in facts] == ["60人", "20户", "15户"]
    assert [notes.text[f.source.start : f.source.end] for f in facts] == [
        "60\\u4eba",
        "20户",
        "15户",
    ]


# --- refusals ------------------------------------------------------------------------------------


def _encrypted() -> bytes:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    return head + bytes(512) + "EncryptedPackage".encode("utf-16-le") + bytes(512)


def _zipped(name: str, data: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, data)
    return stream.getvalue()


_XXE = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    b"<w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"
)
_NESTED = (
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    + b"<w:sdt>" * 20_000
    + b"</w:sdt>" * 20_000
    + b"</w:body></w:document>"
)
_OLE_HEAD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ALIASES = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{chr(98 + i)}: &{chr(98 + i)} [{','.join(['*' + chr(97 + i)] * 9)}]\n" for i in range(9)
)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        pytest.param("25.pdf", b"%PDF-1.7 ...", "PDF", id="25-pdf"),
        pytest.param("25.txt", b"%PDF-1.7 ...", "PDF", id="25-pdf-named-txt"),
        pytest.param("26.jpg", b"\xff\xd8\xff\xe0" + bytes(100), "图片", id="26-picture"),
        pytest.param("27.txt", b"", "空", id="27-empty"),
        pytest.param("27.txt", b" \n\n ", "空", id="27-blank"),
        pytest.param("28.docx", _encrypted(), "密码", id="28-encrypted"),
        pytest.param(
            "29.xlsx", _zipped("xl/workbook.xml", bytes(80_000_000)), "太大", id="29-bomb"
        ),
        pytest.param(
            "30.docx", _zipped("word/document.xml", _XXE), "损坏", id="30-external-entity"
        ),
        pytest.param("31.docx", _zipped("word/document.xml", _NESTED), "太大", id="31-nesting"),
        pytest.param("32.yaml", _ALIASES.encode(), "太多", id="32-aliases"),
        pytest.param("33.json", b"[" * 50_000 + b"]" * 50_000, "太深", id="33-deep-json"),
        pytest.param("34.json", b'{"a": [1,', "格式不对", id="34-broken-json"),
        pytest.param("35.docx", "培训60人".encode(), "不是真正的", id="35-text-named-docx"),
        pytest.param("36.docx", _zipped("a.txt", b"x"), "压缩包", id="36-zip-named-docx"),
        pytest.param("37.txt", bytes(range(256)) * 20, "不是文字", id="37-binary"),
        pytest.param("38.xyz", b"abc", ".xyz", id="38-unknown-format"),
        pytest.param("40.xls", _OLE_HEAD + bytes(2000), "Excel 97-2003", id="40-hollow-xls"),
        pytest.param("41.doc", bytes(range(200)) * 20, "Word 97-2003", id="41-rubbish-doc"),
        pytest.param(
            "42.yaml",
            "".join(_ALIASES.splitlines(keepends=True)[:4]).encode(),
            "太多",
            id="42-few-aliases",
        ),
        pytest.param("39.docx", b"PK\x03\x04 broken", "损坏", id="39-broken-zip"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(
    tmp_path: Path, name: str, data: bytes, words: str
) -> None:
    """File, reason and what to do; nothing is written."""
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(InputError, match=words) as caught:
        read_notes(str(path))

    message = str(caught.value)
    assert name in message
    assert caught.value.todo
    assert "Error" not in message


@pytest.mark.parametrize("name", ["没有.txt", "."])
def test_a_missing_file_and_a_folder_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """The commonest mistakes of a call."""
    monkeypatch.chdir(tmp_path)

    with pytest.raises(InputError):
        read_notes(name)


def test_an_old_office_file_without_a_converter_says_how_to_save_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """.doc files are still what most offices have."""
    monkeypatch.setenv("PATH", str(tmp_path))
    path = tmp_path / "老文件.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))

    with pytest.raises(InputError, match=r"另存为 \.docx"):
        read_notes(str(path))


@pytest.mark.office
def test_an_old_office_file_is_converted_where_libreoffice_is(tmp_path: Path) -> None:
    """With LibreOffice present nobody needs to save anything again."""
    import shutil
    import subprocess

    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    path = make_word_file(tmp_path / "a.docx", lambda d: d.add_paragraph("培训妇女60人"))
    subprocess.run(
        [
            program, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
            "--convert-to", "doc:MS Word 97", "--outdir", str(tmp_path), path,
        ],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip

    assert _lines(read_notes(str(tmp_path / "a.doc"))) == ["培训妇女60人"]


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """``-`` takes a paste of any encoding."""

    class _Stdin:
        buffer = io.BytesIO("培训妇女60人\n".encode("gbk"))

    monkeypatch.setattr(sys, "stdin", _Stdin())

    assert _lines(read_notes("-")) == ["培训妇女60人"]


def test_a_sum_of_months_stands_before_its_parts(tmp_path: Path) -> None:
    """A sum told after its months reads as one more month; nought is a figure of the notes."""
    path = tmp_path / "a.csv"
    path.write_text("项目,单位,1月,2月,3月,合计\n技能培训,期,1,0,3,4\n走访,户,12,8,,20\n", "utf-8")

    assert _lines(read_notes(str(path))) == [
        "技能培训合计4期，其中1月1期，2月0期，3月3期",
        "走访合计20户，其中1月12户，2月8户",
    ]


def test_what_was_last_year_is_told_last(tmp_path: Path) -> None:
    """去年 carries on to what follows it: a remark behind it would be taken for last year's."""
    path = tmp_path / "a.csv"
    path.write_text(
        "序,项目,单位,今年1-6月,去年1-6月,备注\n1,宣讲,场,148,121,进村92\n2,调解,起,9,11,\n",
        "utf-8",
    )

    assert _lines(read_notes(str(path))) == [
        "宣讲148场，进村92，去年同期121场",
        "调解9起，去年同期11起",
    ]


def test_a_table_of_several_units_gives_each_column_its_own(tmp_path: Path) -> None:
    """单位：人、万元 names the unit of the money; which column counts persons its heading says."""
    path = tmp_path / "a.csv"
    path.write_text("妇联台账（单位：人、万元）,,\n项目,参加人数,资金\n助学,17,3.4\n", "utf-8")

    assert "助学，参加人数17人，资金3.4万元" in _lines(read_notes(str(path)))


def test_a_sheet_gives_its_rows_the_name_that_they_lack(tmp_path: Path) -> None:
    """Only the name says what was checked; 工作台账 or Sheet1 says nothing."""

    def fill(book: Any) -> None:  # noqa: ANN401 # the library is not typed here
        book.active.title = "各乡镇两癌"
        book.active.append(["乡镇", "应检", "实检"])
        book.active.append(["清溪乡", 1450, 1189])
        other = book.create_sheet("工作台账2")
        other.append(["乡镇", "户数"])
        other.append(["清溪乡", 30])

    path = make_sheet_file(tmp_path / "a.xlsx", fill)

    assert [line for line in _lines(read_notes(str(path))) if line] == [
        "各乡镇两癌",
        "清溪乡，应检1450，实检1189",
        "清溪乡，户数30户",
    ]


def test_quarters_with_their_year_units_in_names_and_two_numbers_in_a_cell(tmp_path: Path) -> None:
    """接访（件） gives its unit to the row; 全年 sums the quarters; 2/56 are two figures."""
    path = tmp_path / "a.csv"
    path.write_text("指标,一季度,二季度,全年,上年,增幅\n接访（件）,11,9,20,25,-20%\n", "utf-8")
    assert _lines(read_notes(str(path))) == [
        "接访合计20件，其中一季度11件，二季度9件，上年25件，增幅-20%"
    ]
    path.write_text("村,培训（期/人）,慰问金（元）\n东村,2/56,3200\n", "utf-8")
    assert _lines(read_notes(str(path))) == ["东村，培训2期，56人，慰问金3200元"]


def test_what_is_struck_through_is_not_read(tmp_path: Path) -> None:
    """8 struck out before 9场 was read as 89场."""
    body = (
        "<w:p><w:r><w:t>开展宣讲</w:t></w:r>"
        "<w:r><w:rPr><w:strike/></w:rPr><w:t>8</w:t></w:r><w:r><w:t>9场</w:t></w:r></w:p>"
    )
    path = tmp_path / "a.docx"
    word_package(path, body)
    notes = read_notes(str(path))
    assert "开展宣讲9场" in _lines(notes)
    assert "有划掉的文字，没有读入。" in notes.remarks

    marked = tmp_path / "a.md"
    marked.write_text("文艺汇演1场，~~300~~ 320人参加，慰问儿童*45*名\n", "utf-8")
    assert _lines(read_notes(str(marked))) == ["文艺汇演1场， 320人参加，慰问儿童45名"]


def test_a_heading_may_have_two_units_without_a_bracket(tmp_path: Path) -> None:
    """3/160 under 普法场次/人次 are three meetings and 160 who came; 成 is how many came off."""
    path = tmp_path / "a.csv"
    path.write_text(
        "社区,三八活动 人,普法场次/人次,调解 起/成,慰问 户/元\n河湾,110,3 / 160,7/6,9/4500\n",
        "utf-8",
    )
    assert _lines(read_notes(str(path))) == [
        "河湾，三八活动110人，普法3场次，160人次，调解7起，成功6起，慰问9户，4500元"
    ]
