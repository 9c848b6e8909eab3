"""How long the audit report of a long draft takes to open in a real browser, beside an empty page.

Usage: python bench/report_in_browser.py [--rounds 7]. Notes of several villages and townships are
drafted without a model until the draft holds at least 5,000 characters; its report and an empty
page are opened in turn, each by a browser with a new profile and without a network. The time is
from setting the address to the load event, and to the first frame after it, in milliseconds.
"""

import argparse
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
NOTES = sorted((ROOT / "tests" / "cases" / "drafting").glob("*.txt"))
LENGTH = 5000
HARNESS = """<body><pre id="out"></pre><iframe id="page" width="1200" height="800"></iframe><script>
var page = document.getElementById("page"), start = performance.now();
page.onload = function () {
  var loaded = performance.now() - start;
  requestAnimationFrame(function () { setTimeout(function () {
    document.getElementById("out").textContent =
      "LOADED " + loaded.toFixed(0) + " PAINTED " + (performance.now() - start).toFixed(0);
  }, 0); });
};
page.src = "%s";
</script></body>"""


def long_report(folder: Path) -> tuple[Path, int]:
    """Draft ever more notes until the text is long enough; return its report and its length."""
    draft = folder / "draft.md"
    for count in range(3, len(NOTES) + 1):
        notes = folder / "notes.txt"
        notes.write_text("\n\n".join(p.read_text("utf-8") for p in NOTES[:count]), "utf-8")
        command = [
            sys.executable, "-m", "drafter", "draft", str(notes), "-o", str(draft),
            "--model", "none", "--yes", "--force", "--report",
        ]  # fmt: skip
        subprocess.run(command, cwd=ROOT, check=False, capture_output=True)
        length = len(draft.read_text("utf-8"))
        if length >= LENGTH:
            return next(folder.glob("draft.*.html")), length
    sys.exit("the notes give no draft of 5,000 characters")


def opened(browser: str, page: Path, folder: Path) -> tuple[int, int] | None:
    """Return the milliseconds to loaded and to painted with a new profile, None where it failed."""
    with tempfile.TemporaryDirectory(dir=folder) as home:
        harness = Path(home) / "harness.html"
        harness.write_text(HARNESS % page.as_uri(), "utf-8")
        command = [
            browser, "--headless", "--no-sandbox", "--disable-gpu", "--proxy-server=127.0.0.1:9",
            f"--user-data-dir={home}/profile", "--timeout=8000", "--dump-dom", harness.as_uri(),
        ]  # fmt: skip
        shown = subprocess.run(command, check=False, capture_output=True, text=True).stdout
    found = re.search(r"LOADED (\d+) PAINTED (\d+)", shown)
    return None if found is None else (int(found[1]), int(found[2]))


def main() -> None:
    """Print the times of both pages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    if browser is None:
        sys.exit("needs chromium")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        report, length = long_report(folder)
        empty = folder / "empty.html"
        empty.write_text("<!DOCTYPE html><title>-</title>", "utf-8")
        figures = report.read_text("utf-8").count('<tr id="figure-')
        times: dict[str, list[tuple[int, int]]] = {"report": [], "empty": []}
        for _ in range(rounds):
            for what, page in (("report", report), ("empty", empty)):
                taken = opened(browser, page, folder)
                if taken is not None:
                    times[what].append(taken)
    print(f"draft of {length} characters, {figures} figures, {rounds} cold starts")
    for what, taken_all in times.items():
        loaded, painted = zip(*taken_all, strict=True)
        print(
            f"{what:8} loaded: median {statistics.median(loaded):.0f} ms, worst {max(loaded)} ms;"
            f" painted: median {statistics.median(painted):.0f} ms, worst {max(painted)} ms"
            f" ({len(taken_all)} of {rounds} told)"
        )


if __name__ == "__main__":
    main()
