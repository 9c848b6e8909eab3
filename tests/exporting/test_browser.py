"""The pages open offline in a real browser, and print as they should."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from drafter.document import Document, Heading, Paragraph
from drafter.exporting import write_audit_report, write_document
from tests.exporting.makers import DRAFT, make_sheet, make_verification
from tests.exporting.office import require_tool

pytestmark = pytest.mark.browser

REQUIRED = "DRAFTER_REQUIRE_BROWSER"


def run_browser(*arguments: str, folder: Path) -> str:
    """Run a headless browser without a network and return its output."""
    browser = require_tool(
        "chromium", "chromium-browser", "google-chrome", what="a browser", variable=REQUIRED
    )
    return subprocess.run(
        [
            browser,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--proxy-server=127.0.0.1:9",
            f"--user-data-dir={folder / 'browser'}",
            *arguments,
        ],
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
        env=os.environ | {"HOME": str(folder)},
    ).stdout


def printed(page: Path, folder: Path) -> list[str]:
    """Print a page to PDF and return the text of each sheet."""
    pdftotext = require_tool("pdftotext", what="poppler", variable=REQUIRED)
    pdf = folder / f"{page.stem}.pdf"
    run_browser("--no-pdf-header-footer", f"--print-to-pdf={pdf}", page.as_uri(), folder=folder)
    text = subprocess.run(
        [pdftotext, "-layout", str(pdf), "-"], check=True, capture_output=True, text=True
    ).stdout
    return text.split("\f")[:-1]


def test_the_audit_report_opens_and_its_links_lead_to_rows(tmp_path: Path) -> None:
    """What a browser makes of the page still holds every row that the text links to."""
    page = tmp_path / "report.html"
    write_audit_report(page, draft=DRAFT, verification=make_verification(), sheet=make_sheet())

    shown = run_browser("--dump-dom", page.as_uri(), folder=tmp_path)

    links = re.findall(r'<a href="#([\w-]+)">', shown)
    assert len(links) == 7
    assert all(re.search(rf'<tr id="{link}">', shown) for link in links)


def test_the_audit_report_prints_whole(tmp_path: Path) -> None:
    """It goes into the file on paper: every section is on a sheet."""
    page = tmp_path / "report.html"
    write_audit_report(page, draft=DRAFT, verification=make_verification(), sheet=make_sheet())

    text = re.sub(r"\s", "", "".join(printed(page, tmp_path)))

    for shown in ("数字核对报告", "60+120=180", "慰问老人", "没有当作内容的"):
        assert shown in text


def test_a_printed_summary_has_numbered_official_pages(tmp_path: Path) -> None:
    """The web page is the same document: 28 characters a line, number right then left."""
    page = tmp_path / "summary.html"
    document = Document(
        title="柳河镇妇联2025年工作总结",
        blocks=(
            Heading(level=1, text="主要做法"),
            Paragraph(text="柳河镇妇联认真履行职责扎实推进各项工作取得明显成效" * 60),
        ),
        signature="柳河镇妇联",
        date="2026年1月5日",
    )
    write_document(document, page)

    sheets = printed(page, tmp_path)

    lines = [line for line in sheets[1].splitlines() if line.strip()]
    assert {len(line.strip()) for line in lines[:-1]} == {28}
    assert len(lines) == 23
    assert lines[-1].strip() == "—2—"
    numbers = [line for line in sheets[0].splitlines() if line.strip()][-1]
    assert numbers.strip() == "—1—"
    assert len(numbers) - len(numbers.lstrip()) > len(lines[-1]) - len(lines[-1].lstrip())
