"""``drafter facts``: the contract's JSON, the sheet on disk, and calls that are wrong."""

import json
from pathlib import Path

import pytest

from drafter.cli import run

NOTES = "柳河镇妇联2025年工作记录\n3.8维权周 摆摊2场，发宣传资料3200份\n培训妇女60人\n"
FIGURE_KEYS = {"id", "text", "kind", "value", "unit", "qualifier", "per", "label", "use", "source"}


@pytest.fixture
def notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Notes in an empty working directory."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "记录.txt"
    path.write_text(NOTES, "utf-8")
    return path


def test_the_json_has_the_contracts_keys(notes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Programs rely on these names."""
    assert run(["facts", notes.name, "--json"]) == 0
    sheet = json.loads(capsys.readouterr().out)

    assert {"title", "org", "level", "period", "kind", "header_figures", "activities"} <= set(sheet)
    assert {"conflicts", "dropped"} <= set(sheet)
    assert sheet["org"] == "柳河镇妇联"
    activity = sheet["activities"][0]
    assert {"id", "topic", "text", "figures"} <= set(activity)
    for figure in activity["figures"]:
        assert set(figure) >= FIGURE_KEYS
        assert set(figure["source"]) >= {"file", "line", "start", "end"}
        assert NOTES[figure["source"]["start"] : figure["source"]["end"]] == figure["text"]


def test_a_large_number_is_written_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A float would round it."""
    path = tmp_path / "a.txt"
    path.write_text("争取资金12345678901234567.89元\n", "utf-8")

    assert run(["facts", str(path), "--json"]) == 0
    assert "12345678901234567.89" in capsys.readouterr().out


def test_the_sheet_is_written_and_read_again(
    notes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was corrected by hand goes the same way as notes."""
    assert run(["facts", notes.name, "-o", "清单.yaml"]) == 0
    edited = Path("清单.yaml").read_text("utf-8").replace("培训妇女60人", "培训妇女65人")
    Path("清单.yaml").write_text(edited, "utf-8")
    capsys.readouterr()

    assert run(["facts", "清单.yaml", "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)["activities"][1]["figures"]
    assert [(figure["text"], figure.get("by_user")) for figure in figures] == [("65人", True)]


def test_a_sheet_that_a_person_edited_is_not_overwritten(
    notes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Corrections are work."""
    assert run(["facts", notes.name, "-o", "清单.yaml"]) == 0
    with Path("清单.yaml").open("a", encoding="utf-8") as file:
        file.write("# 已核对\n")

    assert run(["facts", notes.name, "-o", "清单.yaml"]) == 2
    assert "已核对" in Path("清单.yaml").read_text("utf-8")
    assert "--force" in capsys.readouterr().err
    assert run(["facts", notes.name, "-o", "清单.yaml", "--force"]) == 0


def test_several_files_make_one_sheet(notes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each office hands in its own file."""
    Path("更多.csv").write_text("活动,参加人数\n家政培训,45\n", "utf-8")

    assert run(["facts", notes.name, "更多.csv", "--json"]) == 0
    sheet = json.loads(capsys.readouterr().out)
    ids = [activity["id"] for activity in sheet["activities"]]
    assert ids == ["a1", "a2", "a3"]
    assert sheet["activities"][2]["figures"][0]["source"]["file"] == "更多.csv"


def test_options_override_the_notes(notes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The person who calls knows best."""
    arguments = ["--org", "青山乡妇联", "--period", "2026年上半年", "--kind", "half-year"]

    assert run(["facts", notes.name, "--json", *arguments]) == 0
    sheet = json.loads(capsys.readouterr().out)
    assert (sheet["org"], sheet["period"], sheet["kind"]) == ("青山乡妇联", "2026H1", "half-year")


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["facts", "没有.txt", "-o", "清单.yaml"], id="missing-file"),
        pytest.param(["facts", "记录.txt", "-o", "清单.yaml", "--kind", "weekly"], id="wrong-kind"),
        pytest.param(
            ["facts", "记录.txt", "-o", "清单.yaml", "--period", "何时"], id="wrong-period"
        ),
        pytest.param(["facts", "-", "-", "-o", "清单.yaml"], id="standard-input-twice"),
    ],
)
def test_a_wrong_call_writes_nothing(
    notes: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    """Exit code 2 means that nothing was written."""
    assert notes.exists()

    assert run(arguments) == 2
    assert not Path("清单.yaml").exists()
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize("name", ["清单.pdf", "清单.md", "清单"])
def test_a_sheet_is_written_only_in_forms_that_can_be_read_again(notes: Path, name: str) -> None:
    """YAML under another ending makes an advice that fails, and may lie over a draft."""
    assert run(["facts", notes.name, "-o", name, "--yes"]) == 2
    assert not Path(name).exists()


def test_a_slip_in_the_period_is_no_year(notes: Path) -> None:
    """2025H3 was taken for 2025 without a word."""
    assert run(["facts", notes.name, "--period", "2025H3", "--yes"]) == 2
