"""The smoke suite on the real 0.5B model against the committed baseline: what CI insists on."""

import json
from pathlib import Path

import pytest

from drafter.cli import run as run_cli
from drafter.evaluating.store import baselines_folder

BASELINE = baselines_folder() / "smoke-0.5b.json"


@pytest.mark.model
@pytest.mark.usefixtures("small_model")
def test_the_smoke_suite_holds_against_its_baseline(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """No delivery holds a figure without support, and every case gets its reply.

    Replies differ between processors, so the rest of the comparison is shown, not judged.
    """
    for name in ("DRAFTER_BASE_URL", "OPENAI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)

    code = run_cli(
        ["eval", "run", "--suite", "smoke", "--model", "qwen2.5-0.5b", "--repeats", "1",
         "--baseline", str(BASELINE), "--gate", "hard", "--out", str(tmp_path), "--json"]
    )  # fmt: skip

    value = json.loads(capsys.readouterr().out)
    assert code == 0
    assert value["broken"] == []
    assert value["unfinished"] == 0
    assert value["comparisons"][0]["paired"] >= 10
