"""``drafter figures`` as a user or a script calls it."""

import json
from pathlib import Path

import pytest

from drafter.cli import run
from drafter.commands.figure_lines import cells_apart, coloured, listed
from drafter.figures import find_figures

NOTES = "3.8维权周摆摊2场，发宣传资料3200余份\n一、慰问每户500元；至少2.1万人受益\n"
KEYS = {"text", "start", "end", "kind", "value", "unit", "qualifier", "per", "is_figure"}


@pytest.fixture
def notes(tmp_path: Path) -> str:
    """A small file of notes."""
    path = tmp_path / "记录.txt"
    path.write_text(NOTES, encoding="utf-8")
    return str(path)


def test_json_is_as_the_contract_says(notes: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Scripts read these keys and slice the text by these offsets."""
    code = run(["figures", notes, "--json"])
    figures = json.loads(capsys.readouterr().out)

    assert code == 0
    assert all(set(figure) == KEYS for figure in figures)
    assert all(NOTES[figure["start"] : figure["end"]] == figure["text"] for figure in figures)
    assert [
        tuple(figure[key] for key in ("kind", "value", "unit", "qualifier", "per"))
        for figure in figures
    ] == [
        ("date", "--03-08", None, "exact", None),
        ("quantity", 2, "场", "exact", None),
        ("quantity", 3200, "份", "over", None),
        ("money", 500, "元", "exact", "户"),
        ("quantity", 21000, "人", "at_least", None),
    ]


def test_all_adds_what_is_no_figure(notes: str, capsys: pytest.CaptureFixture[str]) -> None:
    """``--all`` is how one sees why a numeral was left out."""
    run(["figures", notes, "--json", "--all"])
    figures = json.loads(capsys.readouterr().out)

    assert [figure["text"] for figure in figures if not figure["is_figure"]] == ["一、"]


def test_without_a_terminal_each_figure_is_a_line(
    notes: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A pipe gets columns, not colours."""
    run(["figures", notes])
    lines = capsys.readouterr().out.splitlines()

    assert lines[1] == "1:9\t2场\t数量\t2 场"
    assert lines[3] == "2:7\t500元\t金额\t500 元，每户"


def test_on_a_terminal_the_text_shows_its_figures_in_colour() -> None:
    """Every character of the text is there, and nothing in it can steer the terminal."""
    text = "培训3期\x1b[2J，一、共20人"
    shown = coloured(text, find_figures(text, everything=True))

    assert "\x1b[1;36m3期\x1b[0m" in shown
    assert "\x1b[2J" not in shown


def test_cells_of_a_csv_file_do_not_run_into_one_number() -> None:
    """12,120 in a table is two counts."""
    text = '柳湾,12,120\n"柳河,镇",1\n'

    assert [figure.text for figure in find_figures(cells_apart(text))] == ["12", "120", "1"]


def test_a_text_without_figures_says_so() -> None:
    """An empty answer would look like a failure."""
    assert listed("各项工作有序推进", ()) == "没有数据。"


def test_a_missing_file_is_one_chinese_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 2, nothing on standard output."""
    code = run(["figures", "不存在.txt"])
    said = capsys.readouterr()

    assert code == 2
    assert said.out == ""
    assert "不存在.txt" in said.err
