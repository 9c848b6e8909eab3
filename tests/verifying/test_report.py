"""The page: two panes, every figure coloured, nothing fetched, everything escaped."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from drafter.verifying import render_report
from tests.verifying.judged import sheet_of, verified

NOTES = "柳河镇妇联2025年工作记录\n接待来访26件，办结25件\n讲座“A&B”5场"
DRAFT = '<script>alert(1)</script>接待来访26件，办结27件。联合县公安局讲座5场，办结率"96.2%"。'


def page() -> str:
    """Render the report of a draft with all sorts of findings."""
    return render_report(DRAFT, sheet_of(NOTES), verified(NOTES, DRAFT))


def test_what_people_wrote_is_escaped() -> None:
    """A draft may hold anything, a script included."""
    html = page()

    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html
    assert "讲座“A&amp;B”" in html
    assert html.count("<script>") == 1


def test_the_page_fetches_nothing() -> None:
    """It is opened on machines without a network and sent by mail."""
    html = page()

    assert not re.search(r"(?:src|href)=\"(?!#)", html)
    assert "http:" not in html
    assert "https:" not in html
    assert "@import" not in html


def test_every_figure_has_its_colour_reason_and_row() -> None:
    """Colour alone tells a reader of a printout nothing."""
    html = page()
    figures = verified(NOTES, DRAFT).figures

    assert html.count('class="f ') == len(figures)
    assert html.count('<tr id="row-') == len(figures)
    assert "s-bad" in html
    assert "没有依据" in html


@pytest.mark.browser
def test_a_click_shows_where_a_figure_comes_from(tmp_path: Path) -> None:
    """The page is for clicking; a browser must agree that it works."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    if browser is None:
        if os.environ.get("DRAFTER_REQUIRE_BROWSER"):
            pytest.fail("a browser is required here")
        pytest.skip("needs a browser")
    probe = (
        "<script>var f=document.querySelector('.draft .s-supported');f.click();"
        "document.title='T:'+document.querySelectorAll('.k.target').length+':'"
        "+document.getElementById('card').textContent;</script></body>"
    )
    path = tmp_path / "report.html"
    path.write_text(page().replace("</body>", probe), encoding="utf-8")
    dom = subprocess.run(
        [
            browser, "--headless", "--no-sandbox", "--disable-gpu", "--proxy-server=127.0.0.1:9",
            f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom", path.as_uri(),
        ],
        check=True, capture_output=True, text=True, timeout=60,
        env=os.environ | {"HOME": str(tmp_path)},
    ).stdout  # fmt: skip

    assert re.search(r"<title>T:1:有据记录：.*26件", dom)
