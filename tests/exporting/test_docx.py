"""A Word file names what the standard asks for, and comes back as the document it was."""

import io
import re
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from lxml import etree

from drafter.document import (
    VISIBLE_NOTE,
    Document,
    Heading,
    Paragraph,
    parse_markdown,
    parse_text,
    render_text,
)
from drafter.errors import InputError
from drafter.exporting import ExportOptions, read_docx, render_document, write_document
from drafter.exporting.options import load_fonts
from tests.document.test_round_trip import documents

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SUMMARY = Document(
    title="柳河镇妇联2025年工作总结",
    addressee="县妇联",
    blocks=(
        Paragraph(text="2025年开展工作。现将情况报告如下："),
        Heading(level=1, text="主要做法"),
        Heading(level=2, text="抓宣传"),
        Heading(level=3, text="进村"),
        Heading(level=4, text="入户"),
        Paragraph(text="发放资料3200份。"),
        Paragraph(text="（二）抓培训。举办2期。"),
        Paragraph(text="附件：1.名单"),
    ),
    signature="柳河镇妇联",
    date="2026年1月5日",
)


def part(data: bytes, name: str) -> "etree._Element":
    """Parse one part of a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read(name))


def style(data: bytes, name: str) -> "etree._Element":
    """Return a style by its name."""
    styles = part(data, "word/styles.xml")
    found = styles.xpath(f"w:style[w:name[@w:val='{name}']]", namespaces={"w": W.strip("{}")})
    assert isinstance(found, list)
    return found[0]  # type: ignore[return-value] # XPath of elements


def test_page_and_grid_are_those_of_the_standard() -> None:
    """GB/T 9704-2012, 5.1 and 5.2: A4, margins, 22 lines of 28 characters for Word."""
    section = part(render_document(SUMMARY, ".docx"), "word/document.xml").find(f".//{W}sectPr")
    assert section is not None

    values = {
        f"{str(child.tag).removeprefix(W)}.{str(name).removeprefix(W)}": value
        for child in section
        for name, value in child.attrib.items()
    }

    assert values["pgSz.w"] == "11906"
    assert values["pgSz.h"] == "16838"
    assert [values[f"pgMar.{edge}"] for edge in ("top", "bottom", "left", "right")] == [
        "2098",
        "1984",
        "1588",
        "1474",
    ]
    assert values["docGrid.type"] == "linesAndChars"
    assert values["docGrid.linePitch"] == "579"
    assert values["docGrid.charSpace"] == "-848"
    assert section.find(f"{W}titlePg") is None


@pytest.mark.parametrize(
    ("name", "font", "size"),
    [
        ("Title", "方正小标宋简体", "44"),
        ("heading 1", "黑体", None),
        ("heading 2", "楷体_GB2312", None),
        ("heading 3", "仿宋_GB2312", None),
        ("heading 4", "仿宋_GB2312", None),
        ("footer", "宋体", "28"),
    ],
)
def test_each_style_names_its_font_for_chinese(name: str, font: str, size: str | None) -> None:
    """Without w:eastAsia Word sets Chinese in its default font, whatever ascii says."""
    run = style(render_document(SUMMARY, ".docx"), name).find(f"{W}rPr")
    assert run is not None
    fonts = run.find(f"{W}rFonts")
    assert fonts is not None
    measure = run.find(f"{W}sz")

    assert fonts.get(f"{W}eastAsia") == font
    assert (None if measure is None else measure.get(f"{W}val")) == size
    assert run.find(f"{W}b") is None


def test_every_font_named_has_its_stand_ins_in_the_font_table() -> None:
    """Most machines lack the fonts of the standard; Word then takes a name from this table."""
    data = render_document(SUMMARY, ".docx")
    named = {
        element.get(f"{W}eastAsia") for element in part(data, "word/styles.xml").iter(f"{W}rFonts")
    }
    table = {
        font.get(f"{W}name"): alt.get(f"{W}val", "").split(",")
        for font in part(data, "word/fontTable.xml")
        if (alt := font.find(f"{W}altName")) is not None
    }

    assert named <= set(table)
    assert table["仿宋_GB2312"][:2] == ["仿宋", "FangSong"]
    assert {font.names[0] for font in load_fonts().values()} == set(table)


def test_page_numbers_differ_on_odd_and_even_pages() -> None:
    """GB/T 9704-2012, 7.5: an em dash on each side, right on odd pages and left on even ones."""
    data = render_document(SUMMARY, ".docx")

    odd, even = (part(data, f"word/footer{n}.xml") for n in (1, 2))

    assert part(data, "word/settings.xml").find(f"{W}evenAndOddHeaders") is not None
    for footer, side in ((odd, "right"), (even, "left")):
        align = footer.find(f".//{W}jc")
        assert align is not None
        assert align.get(f"{W}val") == side
        assert [item.text for item in footer.iter(f"{W}t")][0::2] == ["—", "—"]


def test_the_properties_say_who_what_and_that_a_model_helped() -> None:
    """The labelling rules ask for a mark in the file itself."""
    made_at = datetime(2026, 1, 6, 9, 30, tzinfo=UTC)
    data = render_document(SUMMARY, ".docx", options=ExportOptions(made_at=made_at))

    properties = docx.Document(io.BytesIO(data)).core_properties

    assert properties.title == SUMMARY.title
    assert properties.author == SUMMARY.signature
    assert properties.keywords == "AI辅助起草"
    assert "AI辅助起草" in properties.comments
    assert properties.created == properties.modified == made_at


def test_a_draft_without_a_model_carries_no_mark() -> None:
    """The mark would be untrue of plain sentences."""
    data = render_document(SUMMARY, ".docx", options=ExportOptions(assisted=False))

    properties = docx.Document(io.BytesIO(data)).core_properties

    assert "AI" not in properties.keywords + properties.comments


def test_the_same_document_gives_the_same_bytes(tmp_path: Path) -> None:
    """Two exports can be compared, and a file that nobody changed is known by its hash."""
    first = write_document(SUMMARY, tmp_path / "a.docx")
    second = write_document(SUMMARY, tmp_path / "b.docx")

    assert first == second
    with zipfile.ZipFile(tmp_path / "a.docx") as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_files_written_side_by_side_are_whole() -> None:
    """A batch writes several at once; one of them has come out without a part."""
    with ThreadPoolExecutor(8) as pool:
        written = set(pool.map(lambda _: render_document(SUMMARY, ".docx"), range(40)))

    assert len(written) == 1


@pytest.mark.parametrize("profile", ["plain", "attachment"])
def test_a_word_file_comes_back_as_the_document(tmp_path: Path, profile: str) -> None:
    """Whoever goes on in Word must find text, figures and headings unchanged in drafter."""
    options = ExportOptions(visible_note=True, attachment_number="2")
    write_document(SUMMARY, tmp_path / "a.docx", profile=profile, options=options)

    assert read_docx(tmp_path / "a.docx") == SUMMARY


def test_a_report_comes_back_with_what_the_profile_added(tmp_path: Path) -> None:
    """The superior's title and the closing formula are part of the report."""
    write_document(SUMMARY, tmp_path / "a.docx", profile="report")

    document = read_docx(tmp_path / "a.docx")

    assert document.title == "柳河镇妇联关于2025年工作情况的报告"
    # It closes the text; the list of attachments stands below the text.
    *text, attachments = SUMMARY.blocks
    assert document.blocks == (*text, Paragraph(text="特此报告。"), attachments)
    assert document.addressee == "县妇联"


@pytest.mark.properties
@settings(max_examples=30, deadline=None)
@given(documents())
def test_any_document_survives_word_text_and_markdown(
    tmp_path_factory: pytest.TempPathFactory, document: Document
) -> None:
    """The formats may be mixed: export to one, edit, import, export to another."""
    path = tmp_path_factory.mktemp("any") / "a.docx"
    write_document(document, path)

    assert parse_text(render_document(document, ".txt").decode()) == document
    assert parse_markdown(render_document(document, ".md").decode()) == document
    if document.title or any(isinstance(block, Heading) for block in document.blocks):
        assert read_docx(path) == document


def test_what_was_typed_in_word_afterwards_is_read(tmp_path: Path) -> None:
    """An editor's new paragraphs have whatever style Word gave them; tracked ones count."""
    path = tmp_path / "a.docx"
    write_document(SUMMARY, path)
    package = docx.Document(str(path))
    package.paragraphs[2].insert_paragraph_before("新增1场。")
    package.paragraphs[2].insert_paragraph_before("二、新的一节")
    text = package.paragraphs[-4]
    text.add_run("另发500份。")
    added = text.runs[-1]._r
    wrapper = added.makeelement(f"{W}ins", {})
    added.addprevious(wrapper)
    wrapper.append(added)
    gone = text.add_run("删去的字")._r
    deleted = gone.makeelement(f"{W}del", {})
    gone.addprevious(deleted)
    deleted.append(gone)
    package.save(str(path))

    blocks = read_docx(path).blocks

    assert Paragraph(text="新增1场。") in blocks
    assert Heading(level=1, text="新的一节") in blocks
    assert Paragraph(text="（二）抓培训。举办2期。另发500份。") in blocks


def test_a_line_break_in_a_paragraph_begins_a_new_one(tmp_path: Path) -> None:
    """Shift and Enter in Word must leave no blank inside the text."""
    package = docx.Document()
    package.add_heading("一、主要工作", level=1)
    paragraph = package.add_paragraph("撰写调研报告2篇。")
    paragraph.add_run().add_break()
    paragraph.add_run("召开座谈会3次。")
    package.save(str(tmp_path / "他人.docx"))

    texts = [block.text for block in read_docx(tmp_path / "他人.docx").blocks]

    assert texts == ["主要工作", "撰写调研报告2篇。", "召开座谈会3次。"]


def test_a_draft_without_a_date_pretends_none() -> None:
    """A file that says it was made in 1980 looks like a fault."""
    data = render_document(replace(SUMMARY, date=""), ".docx")
    undated = docx.Document(io.BytesIO(data)).core_properties

    assert undated.created is None
    assert undated.modified is None


def test_another_programs_file_keeps_its_table_and_its_frame(tmp_path: Path) -> None:
    """Word marks headings only; addressee, signature and date are known by their looks."""
    package = docx.Document()
    package.add_heading("柳河镇妇联2025年工作总结", level=0)
    package.add_paragraph("县妇联：")
    package.add_heading("一、主要工作", level=1)
    package.add_paragraph("各村培训情况如下。")
    table = package.add_table(rows=3, cols=3)
    for row, cells in enumerate(
        (("村", "培训人次", "户数"), ("柳湾村", "70", "20"), ("合计", "70", ""))
    ):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    for text in ("柳河镇妇联", "2026年1月5日"):
        package.add_paragraph(text)
    package.save(str(tmp_path / "他人.docx"))

    document = read_docx(tmp_path / "他人.docx")

    assert (document.addressee, document.signature, document.date) == (
        "县妇联",
        "柳河镇妇联",
        "2026年1月5日",
    )
    assert [block.text for block in document.blocks] == [
        "主要工作",
        "各村培训情况如下。",
        "柳湾村：培训人次70，户数20。",
        "合计：培训人次70。",
    ]


def test_joint_signers_and_attachments_come_back(tmp_path: Path) -> None:
    """特此报告。 closes the text, before the attachments and all who sign."""
    document = replace(
        SUMMARY,
        blocks=(*SUMMARY.blocks, Paragraph(text="2.统计表")),
        signature="柳河镇妇联\n柳河镇民政局",
    )
    write_document(document, tmp_path / "总结.docx", profile="report")

    again = read_docx(tmp_path / "总结.docx")

    assert again.signature == document.signature
    assert [block.text for block in again.blocks[-3:]] == ["特此报告。", "附件：1.名单", "2.统计表"]


def test_another_programs_file_without_styles_is_read_by_its_looks(tmp_path: Path) -> None:
    """Most offices number headings by hand in plain paragraphs."""
    package = docx.Document()
    for line in render_text(SUMMARY).splitlines():
        package.add_paragraph(line.strip("　"))
    package.save(str(tmp_path / "a.docx"))

    document = read_docx(tmp_path / "a.docx")

    assert document.title == SUMMARY.title
    assert Heading(level=4, text="入户") in document.blocks
    assert document.signature == SUMMARY.signature


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04 broken"])
def test_a_broken_word_file_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    """A user sees what to do, not a traceback."""
    (tmp_path / "a.docx").write_bytes(content)

    with pytest.raises(InputError, match="Word"):
        read_docx(tmp_path / "a.docx")


def test_a_package_that_is_no_word_file_is_refused(tmp_path: Path) -> None:
    """A renamed spreadsheet or a bare zip opens as a package and is still wrong."""
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as package:
        package.writestr("hello.txt", "hello")

    with pytest.raises(InputError, match="Word"):
        read_docx(tmp_path / "a.docx")


def test_control_characters_do_not_break_the_file(tmp_path: Path) -> None:
    """A paste from a terminal or a PDF brings characters that XML cannot hold."""
    document = replace(SUMMARY, blocks=(Paragraph(text="发放\x0b3200\x00份\ufffe。"),))
    write_document(document, tmp_path / "a.docx")

    assert read_docx(tmp_path / "a.docx").blocks == (Paragraph(text="发放3200份。"),)


def test_the_visible_note_is_written_where_it_is_asked_for() -> None:
    """The unit decides on a visible note; the default shows none."""
    for suffix in (".txt", ".md", ".html"):
        assert VISIBLE_NOTE not in render_document(SUMMARY, suffix).decode()
        shown = render_document(SUMMARY, suffix, options=ExportOptions(visible_note=True))
        assert VISIBLE_NOTE in shown.decode()


def test_bold_headings_and_a_latin_font_are_options() -> None:
    """Both are custom in some offices and absent from the standard."""
    options = ExportOptions(bold_headings=True, latin_font='Times & "New" Roman')
    data = render_document(SUMMARY, ".docx", options=options)
    run = style(data, "heading 2").find(f"{W}rPr")
    assert run is not None
    fonts = run.find(f"{W}rFonts")
    assert fonts is not None

    assert run.find(f"{W}b") is not None
    assert fonts.get(f"{W}ascii") == 'Times & "New" Roman'
    assert fonts.get(f"{W}eastAsia") == "楷体_GB2312"


def test_markdown_headings_carry_enumerators_and_no_marks() -> None:
    """The contract: no line of a draft starts with a dash, an asterisk or a hash."""
    text = render_document(SUMMARY, ".md").decode()

    assert re.findall(r"(?m)^(?:一、|（一）|1\.|（1）).*$", text) == [
        "一、主要做法",
        "（一）抓宣传",
        "1.进村",
        "（1）入户",
    ]
    assert not re.search(r"(?m)^[-*#]", text)


def test_an_unknown_format_or_profile_is_refused_before_anything_is_written(
    tmp_path: Path,
) -> None:
    """The message names the choices."""
    with pytest.raises(InputError, match=r"\.docx"):
        write_document(SUMMARY, tmp_path / "a.pdf")
    with pytest.raises(InputError, match="plain"):
        write_document(SUMMARY, tmp_path / "a.docx", profile="letter")

    assert list(tmp_path.iterdir()) == []
