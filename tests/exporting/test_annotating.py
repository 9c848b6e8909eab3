"""Comments stand exactly where the findings are, and the text is not touched."""

from pathlib import Path

import docx
import pytest
from docx.document import Document as Package
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from drafter.errors import InputError
from drafter.exporting import annotate_docx
from drafter.figures.types import Figure, Kind
from drafter.intake import read_notes
from drafter.verifying.types import CheckedFigure, Status, Verification, Warn
from tests.exporting.makers import make_checked, make_fact


def checked_at(text: str, draft: str, nth: int = 0) -> CheckedFigure:
    """Build a finding at the nth place where the draft says ``text``."""
    start = -1
    for _ in range(nth + 1):
        start = draft.index(text, start + 1)
    figure = Figure(text=text, start=start, end=start + len(text), kind=Kind.QUANTITY, value=None)
    return CheckedFigure(figure=figure, status=Status.UNSUPPORTED, reason="事实中没有")


def commented(path: Path) -> list[tuple[str, str]]:
    """Return (words commented on, comment) in the order of the text."""
    package = docx.Document(str(path))
    texts = {str(item.comment_id): item.text for item in package.comments}
    found: list[tuple[str, str]] = []
    open_ids: dict[str, str] = {}
    for element in package.element.body.iter():
        if element.tag == qn("w:commentRangeStart"):
            open_ids[element.get(qn("w:id"))] = ""
        elif element.tag == qn("w:t"):
            open_ids = {name: words + (element.text or "") for name, words in open_ids.items()}
        elif element.tag == qn("w:commentRangeEnd"):
            name = element.get(qn("w:id"))
            found.append((open_ids.pop(name), texts[name]))
    return found


def body_text(package: Package) -> list[str]:
    """Return the text of each paragraph, tables included."""
    return [
        "".join(node.text or "" for node in paragraph.iter(qn("w:t")))
        for paragraph in package.element.body.iter(qn("w:p"))
    ]


def make_source(path: Path) -> Path:
    """Write somebody's Word file: runs, a line break, a tracked insertion, a table, a box."""
    package = docx.Document()
    package.add_heading("某镇妇联总结", 0)
    paragraph = package.add_paragraph("举办培训2期，参加")
    paragraph.add_run("12").bold = True
    paragraph.add_run("0人，另有120人旁听。").add_break()
    paragraph.add_run("还有１２０人自学。")
    tracked = package.add_paragraph("发放")
    tracked._p.append(
        parse_xml(
            f"<w:ins {nsdecls('w')} w:id='9' w:author='x'><w:r><w:t>3200份</w:t></w:r></w:ins>"
        )
    )
    tracked._p.append(
        parse_xml(
            f"<w:del {nsdecls('w')} w:id='8' w:author='x'>"
            "<w:r><w:delText>500份</w:delText></w:r></w:del>"
        )
    )
    table = package.add_table(rows=2, cols=2)
    for at, words in enumerate(("活动名称", "参加人数", "维权宣传", "240")):
        table.cell(at // 2, at % 2).text = words
    box = package.add_paragraph("见右")
    box._p.append(
        parse_xml(
            f"<w:r {nsdecls('w')}><w:pict><w:txbxContent><w:p><w:r><w:t>另访36户</w:t></w:r></w:p>"
            "</w:txbxContent></w:pict></w:r>"
        )
    )
    package.add_paragraph("共5场。")
    package.save(str(path))
    return path


def test_each_finding_is_commented_where_it_stands(tmp_path: Path) -> None:
    """Across runs, line breaks, tracked changes and tables, to the character."""
    source = make_source(tmp_path / "别人的.docx")
    notes = read_notes(str(source))
    warned = notes.text.index("某镇")
    verification = Verification(
        figures=(
            checked_at("2期", notes.text),
            checked_at("120人", notes.text, 0),
            checked_at("120人", notes.text, 1),
            checked_at("１２０人" if "１２０人" in notes.text else "120人", notes.text),
            checked_at("3200份", notes.text),
            checked_at("240人", notes.text),
            checked_at("36户", notes.text),
            checked_at("5场", notes.text),
        ),
        warnings=(
            Warn(text="某镇", start=warned, end=warned + 2, kind="name", reason="没有这个地名"),
        ),
    )

    annotate_docx(source, notes, verification, tmp_path / "批注.docx")

    places = [words for words, _ in commented(tmp_path / "批注.docx")]
    assert [words for words in places if words != "另访36户"] == [
        "某镇",
        "2期",
        "120人",
        "120人",
        "１２０人",
        "3200份",
        "240",
        "5场",
    ]
    assert len(places) == 9


def test_the_text_and_its_formatting_stay_as_they_were(tmp_path: Path) -> None:
    """It is somebody else's file."""
    source = make_source(tmp_path / "别人的.docx")
    notes = read_notes(str(source))
    verification = Verification(
        figures=(checked_at("120人", notes.text), checked_at("3200份", notes.text))
    )
    before = docx.Document(str(source))

    annotate_docx(source, notes, verification, tmp_path / "批注.docx")

    after = docx.Document(str(tmp_path / "批注.docx"))
    assert body_text(after) == body_text(before)
    assert [run.text for run in after.paragraphs[1].runs if run.bold] == ["12"]


def test_the_comment_says_what_is_wrong_and_names_the_nearest_fact(tmp_path: Path) -> None:
    """A comment that only says wrong sends the reader to another tool."""
    source = make_source(tmp_path / "别人的.docx")
    notes = read_notes(str(source))
    wrong = make_checked("2期", notes.text, Status.MISBOUND, reason="2期是家政培训的")
    verification = Verification(figures=(wrong,))

    annotate_docx(source, notes, verification, tmp_path / "批注.docx")

    [(_, comment)] = commented(tmp_path / "批注.docx")
    assert "对象不符" in comment
    assert "2期是家政培训的" in comment
    assert "工作记录.txt 第3行" in comment


def test_missing_facts_are_named_on_the_first_paragraph(tmp_path: Path) -> None:
    """They have no place in the text, and a reader starts at the top."""
    source = make_source(tmp_path / "别人的.docx")
    verification = Verification(missing=(make_fact("a9.f1", "71名", "71", label="慰问留守儿童"),))

    annotate_docx(source, read_notes(str(source)), verification, tmp_path / "批注.docx")

    [(words, comment)] = commented(tmp_path / "批注.docx")
    assert words == "某镇妇联总结"
    assert "慰问留守儿童71名" in comment


def test_a_finding_in_a_footnote_is_commented_at_its_mark(tmp_path: Path) -> None:
    """Word takes no comments inside of notes, and the same number may stand in the text."""
    package = docx.Document()
    package.add_paragraph("共访问36户。")
    paragraph = package.add_paragraph("另访问20户")
    paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}><w:footnoteReference w:id='2'/></w:r>"))
    package.add_paragraph("共36户。")
    notes_xml = (
        f"<w:footnotes {nsdecls('w')}><w:footnote w:id='2'><w:p><w:r><w:t>不含36户</w:t></w:r>"
        "</w:p></w:footnote></w:footnotes>"
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    content = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), content, notes_xml.encode(), package.part.package)
    package.part.relate_to(part, kind)
    source = tmp_path / "别人的.docx"
    package.save(str(source))
    notes = read_notes(str(source))
    verification = Verification(figures=(checked_at("36户", notes.text, 1),))

    annotate_docx(source, notes, verification, tmp_path / "批注.docx")

    body = docx.Document(str(tmp_path / "批注.docx")).element.body
    [start] = body.iter(qn("w:commentRangeStart"))
    assert "不含36户" in notes.text
    assert start.getnext().find(qn("w:footnoteReference")) is not None


def test_a_file_that_is_no_word_file_is_refused(tmp_path: Path) -> None:
    """Only Word files have comments."""
    source = tmp_path / "总结.docx"
    source.write_text("举办2期", "utf-8")
    notes = read_notes(str(make_source(tmp_path / "别人的.docx")))

    with pytest.raises(InputError, match="Word"):
        annotate_docx(source, notes, Verification(), tmp_path / "批注.docx")

    assert not (tmp_path / "批注.docx").exists()
