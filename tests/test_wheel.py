"""What is installed from a wheel works outside the checkout: prompts, exemplars and suites too."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that holds the wheel's content and nothing of the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    target = folder / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(target)
    return target


def run(unpacked: Path, cwd: Path, *words: str) -> subprocess.CompletedProcess[str]:
    # -P keeps the working directory off the path; the checkout is installed editable, so the
    # unpacked wheel must come first.
    return subprocess.run(
        [sys.executable, "-P", "-m", "drafter", *words],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(unpacked)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_prompts_exemplars_and_suites_travel_inside(unpacked: Path) -> None:
    """Without them an installed drafter could not write a line."""
    data = unpacked / "drafter" / "_data"

    assert (data / "prompts" / "v1" / "pack.toml").is_file()
    shipped = {path.name for path in (data / "few_shot").glob("*.yaml")}
    assert {path.name for path in (ROOT / "few_shot").glob("*.yaml")} == shipped
    assert (data / "eval" / "suites" / "smoke.toml").is_file()


def test_an_installed_drafter_drafts(unpacked: Path, tmp_path: Path, private_home: Path) -> None:
    """The main job, from the wheel, in a folder that is no checkout."""
    (tmp_path / "n.txt").write_text("青石乡妇联2025年\n家政培训2期60人\n", "utf-8")
    script = "import drafter; print(drafter.__file__)"
    where = subprocess.run(
        [sys.executable, "-P", "-c", script],
        env={**os.environ, "PYTHONPATH": str(unpacked)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    drafted = run(unpacked, tmp_path, "draft", "n.txt", "--model", "none", "-o", "a.docx")
    verified = run(unpacked, tmp_path, "verify", "a.docx", "--facts", "n.txt")

    assert str(unpacked) in where
    assert drafted.returncode == 0, drafted.stderr
    assert verified.returncode == 0, verified.stdout


def test_nothing_private_or_of_the_tests_is_shipped(unpacked: Path) -> None:
    """The wheel goes to offices: no samples, no test data, no sessions."""
    names = {path.name for path in unpacked.rglob("*")}

    assert not {"tests", "samples", "shared"} & names
    assert not any(name.endswith(".session.jsonl") for name in names)
