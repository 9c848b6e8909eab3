"""The audit report shows every figure, its support and what is wrong, and loads nothing."""

import re
from html import unescape
from pathlib import Path

from drafter.exporting import AuditRecord, render_audit, write_audit_report
from drafter.verifying.types import Verification
from tests.exporting.makers import DRAFT, make_sheet, make_verification


def page(**fields: AuditRecord) -> str:
    """Render the report of the sample draft."""
    return render_audit(DRAFT, make_verification(), sheet=make_sheet(), **fields)


def words_of(html: str) -> str:
    """Return what a reader sees."""
    return unescape(re.sub(r"<style>.*?</style>|<[^>]+>", "", html, flags=re.DOTALL))


def test_each_figure_is_listed_with_judgement_support_and_place() -> None:
    """A superior checks a figure by reading the note that it came from."""
    rows = re.findall(r'<tr id="figure-\d+">.*?</tr>', page())

    assert len(rows) == 6
    assert "有据" in rows[0]
    assert "家政培训2期60人" in rows[0]
    assert "工作记录.txt 第3行" in rows[0]
    assert "没有依据" in rows[4]
    assert "60+120=180" in rows[5]


def test_each_figure_is_marked_in_the_text_and_linked_to_its_row() -> None:
    """The draft in the report is the draft that was checked, word for word."""
    html = page()
    draft = re.search(r'<div class="draft">(.*?)</div>', html, flags=re.DOTALL)
    assert draft is not None

    assert words_of(draft[1]) == DRAFT
    targets = re.findall(r'<a href="#([\w-]+)">', draft[1])
    assert len(targets) == 7
    assert all(f'id="{target}"' in html for target in targets)


def test_what_is_missing_in_conflict_and_dropped_is_shown() -> None:
    """What a draft leaves out can be as wrong as what it says."""
    words = words_of(page())

    for shown in ("慰问老人", "来访写了46件和48件", "王主任 9:42", "事实中没有这个地名"):
        assert shown in words


def test_the_record_of_the_making_is_shown() -> None:
    """Model, prompt pack, exemplars and time belong to the file."""
    words = words_of(page(record=AuditRecord(rows=(("模型", "某模型"), ("提示词包", "v1@3")))))

    assert "某模型" in words
    assert "v1@3" in words


def test_a_private_number_is_counted_and_not_shown() -> None:
    """The report travels further than the notes."""
    html = page()

    assert "13800001234" not in html
    assert "号码（电话、证件等）1个" in html


def test_the_page_loads_nothing_and_runs_nothing() -> None:
    """It must open offline, and notes are pasted by anybody."""
    html = page()

    assert not re.search(r"<(?:script|link|img|iframe)|@import|url\(|\ssrc=|\son\w+=", html)
    assert "&lt;县&gt;" in html
    assert "<县>" not in html


def test_a_clean_draft_is_called_clean() -> None:
    """No figure without support, so no alarm."""
    html = render_audit("总结\n", Verification())

    assert 'class="verdict ok"' in html
    assert "文中没有数字" in html


def test_the_report_is_written_as_a_file(tmp_path: Path) -> None:
    """It lies beside the draft."""
    path = tmp_path / "总结.核对报告.html"

    write_audit_report(path, draft=DRAFT, verification=make_verification())

    assert path.read_text("utf-8").startswith("<!DOCTYPE html>")
