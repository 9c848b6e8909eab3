"""``drafter export`` end to end, without facts and from a session."""

import json
from pathlib import Path

import docx
import openpyxl
import pytest

from drafter.cli import run
from drafter.document import (
    Document,
    Heading,
    Paragraph,
    parse_markdown,
    parse_text,
    render_markdown,
)
from drafter.exporting import read_docx
from drafter.facts import build_fact_sheet, sheet_to_yaml
from drafter.intake import notes_from_text
from tests.exporting.test_docx import SUMMARY


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """Write a draft as drafter writes Markdown."""
    path = tmp_path / "总结.md"
    path.write_text(render_markdown(SUMMARY), "utf-8")
    return path


def test_a_draft_goes_through_every_format_and_stays_the_same(draft: Path, tmp_path: Path) -> None:
    """Markdown to Word to text to Markdown is what offices do in a week."""
    word, text, again = tmp_path / "a.docx", tmp_path / "b.txt", tmp_path / "c.md"

    codes = [
        run(["export", str(draft), "-o", str(word)]),
        run(["export", str(word), "-o", str(text)]),
        run(["export", str(text), "-o", str(again)]),
    ]

    assert codes == [0, 0, 0]
    assert read_docx(word) == SUMMARY
    assert parse_text(text.read_text("utf-8")) == SUMMARY
    assert parse_markdown(again.read_text("utf-8")) == SUMMARY
    assert again.read_bytes() == draft.read_bytes()


def test_a_draft_in_an_old_encoding_is_read(tmp_path: Path) -> None:
    """Many offices still save text as GBK."""
    source = tmp_path / "总结.txt"
    source.write_bytes("柳河镇妇联总结\n一、做法\n举办培训2期，参加120人。\n".encode("gb18030"))

    code = run(["export", str(source), "-o", str(tmp_path / "a.docx")])

    assert code == 0
    assert read_docx(tmp_path / "a.docx").title == "柳河镇妇联总结"


def test_somebody_elses_file_is_not_overwritten(
    draft: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2, the reason in words, and --force as the way out."""
    target = tmp_path / "a.docx"
    target.write_bytes(b"theirs")

    refused = run(["export", str(draft), "-o", str(target)])
    kept = target.read_bytes()
    forced = run(["export", str(draft), "-o", str(target), "--force"])

    assert (refused, kept, forced) == (2, b"theirs", 0)
    assert "--force" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["没有.md", "-o", "a.docx"], "没有这个文件"),
        (["没有.docx", "-o", "a.docx"], "没有这个文件"),
        (["没有.session.jsonl", "-o", "a.docx"], "没有这个文件"),
        (["总结.md", "-o", "a.pdf"], ".docx"),
        (["总结.md", "-o", "没有/a.docx"], "文件夹"),
        (["总结.md", "-o", "a.docx", "--profile", "letter"], "plain"),
        (["总结.md", "-o", "a.docx", "--report"], "--facts"),
        (["page.html", "-o", "a.docx"], "网页"),
        (["空.md", "-o", "a.docx"], "空"),
    ],
)
def test_a_wrong_call_says_why_and_writes_nothing(
    draft: Path,
    arguments: list[str],
    words: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Exit code 2 promises that nothing was written."""
    monkeypatch.chdir(draft.parent)
    Path("空.md").write_text("\n", "utf-8")
    Path("page.html").write_text("<p>x</p>", "utf-8")

    code = run(["export", *arguments])

    assert code == 2
    assert words in capsys.readouterr().err
    assert not list(Path().glob("a.*"))


def test_the_choices_reach_the_file(draft: Path, tmp_path: Path) -> None:
    """Profile, addressee and mark are what the office asked for."""
    target = tmp_path / "a.docx"

    code = run(
        [
            *("export", str(draft), "-o", str(target), "--profile", "report"),
            *("--addressee", "市妇联：", "--unassisted", "--note"),
        ]
    )

    assert code == 0
    document = read_docx(target)
    assert document.addressee == "市妇联"
    assert document.title == "柳河镇妇联关于2025年工作情况的报告"
    assert docx.Document(str(target)).core_properties.keywords == ""


def test_a_session_without_a_finished_draft_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An interrupted run is finished first."""
    session = tmp_path / "总结.docx.session.jsonl"
    session.write_text('{"type":"session","schema":1}\n', "utf-8")

    assert run(["export", str(session), "-o", str(tmp_path / "a.docx")]) == 2
    assert "还没有写完" in capsys.readouterr().err


@pytest.mark.parametrize("suffix", [".xlsx", ".docx"])
def test_the_facts_command_writes_the_table(tmp_path: Path, suffix: str) -> None:
    """A superior who has no drafter gets the figures as a table."""
    notes, table = tmp_path / "记录.txt", tmp_path / f"事实{suffix}"
    notes.write_text("柳河镇妇联2025年工作记录\n家政培训2期60人\n接待来访46件\n", "utf-8")

    code = run(["facts", str(notes), "-o", str(table), "--yes"])

    assert code == 0
    if suffix == ".xlsx":
        cells = [
            str(value) for row in openpyxl.load_workbook(table)["事实"].values for value in row
        ]
    else:
        rows = docx.Document(str(table)).tables[0].rows
        cells = [cell.text for row in rows for cell in row.cells]
    assert {"2期", "60人", "46件"} <= set(cells)


NOTES = "柳河镇妇联2025年工作记录\n家政培训2期60人\n发放宣传资料3200份\n接待来访46件\n"


def make_session(folder: Path) -> Path:
    """Write a session as drafting leaves it: its head, the facts, two states of the draft."""
    sheet = build_fact_sheet([notes_from_text(NOTES, "记录.txt")])
    body = "2025年，举办家政培训2期60人，发放宣传资料3200份，接待来访{}件。"
    drafts = [
        Document(
            title="柳河镇妇联2025年工作总结",
            blocks=(Heading(level=1, text="主要做法"), Paragraph(text=body.format(count))),
            signature="柳河镇妇联",
        )
        for count in (64, 46)
    ]
    events: list[dict[str, object]] = [
        {"type": "session", "schema": 1, "model": "none", "prompts": "v1@3", "exemplars": ["e01"]},
        {"type": "facts", "yaml": sheet_to_yaml(sheet)},
    ]
    events += [{"type": "document", "markdown": render_markdown(draft)} for draft in drafts]
    path = folder / "总结.docx.session.jsonl"
    lines = [json.dumps(event, ensure_ascii=False) for event in events]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def test_a_session_is_exported_as_it_stands_now_with_its_report(tmp_path: Path) -> None:
    """The last state of the draft counts, and the report says how it came about."""
    target = tmp_path / "总结.docx"

    code = run(["export", str(make_session(tmp_path)), "-o", str(target), "--report"])

    assert code == 0
    assert "来访46件" in read_docx(target).blocks[-1].text
    page = (tmp_path / "总结.核对报告.html").read_text("utf-8")
    assert 'class="verdict ok"' in page
    assert "v1@3" in page
    assert docx.Document(str(target)).core_properties.keywords == ""


def test_a_draft_with_a_wrong_figure_is_exported_and_reported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 1: the file is there, and the user knows what is wrong with it."""
    facts, source, target = tmp_path / "记录.txt", tmp_path / "稿.md", tmp_path / "稿.docx"
    facts.write_text(NOTES, "utf-8")
    source.write_text("柳河镇妇联总结\n\n　　举办家政培训2期75人。\n", "utf-8")

    code = run(["export", str(source), "-o", str(target), "--facts", str(facts)])

    assert code == 1
    assert target.exists()
    assert "75人" in capsys.readouterr().err


def test_verify_writes_a_commented_copy_of_somebodys_word_file(tmp_path: Path) -> None:
    """A wrong figure in a superior's draft is shown where it stands."""
    facts, draft, copy = tmp_path / "记录.txt", tmp_path / "别人的.docx", tmp_path / "批注.docx"
    facts.write_text(NOTES, "utf-8")
    package = docx.Document()
    package.add_paragraph("举办家政培训2期75人。")
    package.save(str(draft))

    code = run(["verify", str(draft), "--facts", str(facts), "--annotate", str(copy)])

    assert code == 1
    comments = [comment.text for comment in docx.Document(str(copy)).comments]
    assert any("75人" in comment for comment in comments)
    assert any("3200份" in comment for comment in comments)


def test_only_word_files_are_annotated(tmp_path: Path) -> None:
    """Other formats have no comments; nothing is written."""
    facts, draft = tmp_path / "记录.txt", tmp_path / "稿.md"
    facts.write_text(NOTES, "utf-8")
    draft.write_text("举办家政培训2期60人。\n", "utf-8")
    copy = tmp_path / "批注.docx"

    assert run(["verify", str(draft), "--facts", str(facts), "--annotate", str(copy)]) == 2
    assert not copy.exists()
