"""Out to a file and back in: what nobody edited is unchanged; an edit is all that changes."""

import subprocess
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from drafter.commands.export import load_document
from drafter.document import Document, Paragraph
from drafter.exporting import ExportOptions, write_document
from drafter.refining.commands import Imported, Judged
from tests.exporting.office import require_tool
from tests.refining.makers import NOTES, Talk

PROFILES = ("plain", "report", "attachment")


def furnished() -> Talk:
    """Return a session whose text has everything that an office puts around it."""
    talk = Talk()
    talk.say("主送机关改成：县妇联", "", "日期写：2026年1月5日", "")
    return talk


def exported(talk: Talk, folder: Path, profile: str, suffix: str, *, note: bool = True) -> Path:
    """Write the text that stands to a file."""
    path = folder / f"总结{suffix}"
    options = ExportOptions(visible_note=note, attachment_number="1")
    write_document(talk.state.text.document, path, profile=profile, options=options)
    return path


@pytest.mark.parametrize("suffix", [".docx", ".md", ".txt"])
@pytest.mark.parametrize("profile", PROFILES)
def test_an_exported_file_comes_back_unchanged(tmp_path: Path, profile: str, suffix: str) -> None:
    """Opening and saving the file is no edit, whatever the layout added around the text."""
    talk = furnished()
    before = talk.state

    document = load_document(str(exported(talk, tmp_path, profile, suffix)))
    talk.give(Imported(document=document, name="总结"))

    assert talk.state == before
    assert "没有改动" in talk.told


@pytest.mark.parametrize("profile", PROFILES)
def test_what_was_edited_in_word_is_all_that_changes(tmp_path: Path, profile: str) -> None:
    """One sentence, one figure and the date: nothing else of hers or of ours may move."""
    talk = furnished()
    text = talk.state.text
    part = next(item for item in text.paragraphs if "71名" in item.text)
    path = exported(talk, tmp_path, profile, ".docx")
    package = docx.Document(str(path))
    for paragraph in package.paragraphs:
        for run in paragraph.runs:
            run.text = run.text.replace("71名", "72名").replace("1月5日", "1月8日")
        if "71个" in paragraph.text:
            paragraph.add_run("孩子们很高兴。")
    package.save(str(path))

    talk.give(Imported(document=load_document(str(path)), name=path.name))
    talk.give(Judged())
    assert "72名" in talk.told
    talk.say("")

    words = part.text.replace("71名", "72名") + "孩子们很高兴。"
    expected = replace(
        text.with_part(replace(part, text=words, origin="user")), date="2026年1月8日"
    )
    assert talk.state.text == expected


@pytest.mark.office
@pytest.mark.parametrize("profile", PROFILES)
def test_a_file_that_another_program_saved_comes_back_unchanged(
    tmp_path: Path, profile: str
) -> None:
    """Word, WPS and LibreOffice each write the same text in their own way."""
    program = require_tool("soffice", "libreoffice", what="LibreOffice")
    talk = furnished()
    path = exported(talk, tmp_path, profile, ".docx")
    subprocess.run(
        [program, f"-env:UserInstallation=file://{tmp_path}/office", "--headless",
         "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(tmp_path / "saved"), str(path)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip

    talk.give(Imported(document=load_document(str(tmp_path / "saved" / path.name)), name=path.name))

    assert "没有改动" in talk.told


def test_raw_notes_taken_for_an_edited_draft_are_told_apart() -> None:
    """/导入 of the notes would put 王主任 9:42 into the summary; she meant /加 @."""
    talk = Talk()
    notes = Document(
        title="记录", blocks=tuple(Paragraph(text=line) for line in NOTES.split("\n")[1:])
    )

    talk.give(Imported(document=notes, name="n.txt"))

    assert talk.state.pending is not None
    assert "/加 @n.txt" in talk.state.pending.notes[0]
