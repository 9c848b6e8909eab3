"""``drafter exemplars``: see what a model is taught, check it, add a unit's own."""

import json
from pathlib import Path

import pytest

from drafter.cli import run
from drafter.prompting import load_exemplars
from drafter.prompting.exemplars import own_folder

SUMMARY = """石榴镇妇联2025年工作总结
一、加强普法维权
认真做好信访接待工作,全年接待来访群众45人次,办结信访案件41件。同时,开展普法宣传活动6场,发放宣传资料2600份。
二、家庭文明
继续深入开展家庭创建活动,表彰了李秀英等一批好媳妇,在全镇形成了学习先进的风气。
"""
Captured = pytest.CaptureFixture[str]


@pytest.fixture
def summary(tmp_path: Path, private_home: Path) -> Path:
    """A unit's past summary, with an empty user's folder."""
    path = tmp_path / "总结.txt"
    path.write_text(SUMMARY, "utf-8")
    return path


def test_list_names_every_exemplar(private_home: Path, capsys: Captured) -> None:
    """One line each, and how many there are."""
    assert run(["exemplars", "list"]) == 0
    out = capsys.readouterr().out

    assert out.count("\n") == len(load_exemplars())
    assert "自带" in out


def test_list_filters_by_topic_and_level(private_home: Path, capsys: Captured) -> None:
    """A cadre looks for one line of work."""
    assert run(["exemplars", "list", "--topic", "t10", "--level", "township", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)

    assert rows
    assert {(row["topic"], row["level"]) for row in rows} == {("T10", "township")}


def test_show_gives_notes_and_prose(private_home: Path, capsys: Captured) -> None:
    """What the model sees is what a person can read."""
    assert run(["exemplars", "show", "t10-law-community"]) == 0
    out = capsys.readouterr().out

    assert "记录：" in out
    assert "成文：" in out


def test_an_unknown_id_is_a_wrong_call(private_home: Path, capsys: Captured) -> None:
    """The message says where the ids are."""
    assert run(["exemplars", "show", "t77"]) == 2
    assert "exemplars list" in capsys.readouterr().err


def test_the_shipped_exemplars_pass_the_check(private_home: Path, capsys: Captured) -> None:
    """A clean result is exit code 0."""
    assert run(["exemplars", "check"]) == 0


def test_a_faulty_file_is_named_with_its_faults(private_home: Path, capsys: Captured) -> None:
    """Somebody edits a stored pair by hand and breaks a figure."""
    own_folder().mkdir(parents=True)
    path = own_folder() / "own-a.yaml"
    path.write_text(
        "id: own-a\ntopic: T10\nlevel: township\nkind: result\ndocument: 0\nlines: ''\n"
        "facts: 接待来访17人次 处理纠纷7件\n"
        "prose: 认真做好信访接待工作，全年接待来访群众18人次，处理矛盾纠纷7件。\nnotes: ''\n",
        "utf-8",
    )

    assert run(["exemplars", "check", "--json"]) == 1
    rows = json.loads(capsys.readouterr().out)
    assert [row["id"] for row in rows if not row["ok"]] == ["own-a"]
    assert run(["exemplars", "check", str(path)]) == 1
    assert "18人次" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("line", "told"),
    [("level: moon", "level"), ("extra: 1", "extra"), ("document: one", "document")],
)
def test_a_malformed_file_is_an_error_that_names_the_field(
    private_home: Path, capsys: Captured, line: str, told: str
) -> None:
    """Pairs are written by hand too; a silent default would teach nonsense."""
    own_folder().mkdir(parents=True)
    fields = {
        "id": "own-b",
        "topic": "T10",
        "level": "township",
        "kind": "result",
        "document": "0",
        "lines": "''",
        "facts": "来访17人次",
        "prose": "全年接待来访17人次。",
        "notes": "''",
    }
    name, _, value = line.partition(": ")
    body = "".join(f"{key}: {text}\n" for key, text in {**fields, name: value}.items())
    (own_folder() / "own-b.yaml").write_text(body, "utf-8")

    assert run(["exemplars", "list"]) == 2
    assert told in capsys.readouterr().err


def test_add_stores_what_is_fit_and_shows_what_is_not(summary: Path, capsys: Captured) -> None:
    """The private passage is shown with its reason and never written."""
    assert run(["exemplars", "add", str(summary), "--yes"]) == 0
    out = capsys.readouterr().out

    assert "像是人名" in out
    assert "半角逗号" in out
    stored = list(own_folder().glob("*.yaml"))
    assert len(stored) == 1
    assert stored[0].stat().st_mode & 0o077 == 0
    assert "李秀英" not in stored[0].read_text("utf-8")
    own = load_exemplars()[0]
    assert own.own
    assert own.id == stored[0].stem
    assert run(["exemplars", "check", own.id]) == 0


def test_adding_twice_changes_nothing(summary: Path, capsys: Captured) -> None:
    """The second run finds the same passages."""
    run(["exemplars", "add", str(summary), "--yes"])
    before = {path.name: path.read_bytes() for path in own_folder().glob("*.yaml")}
    run(["exemplars", "add", str(summary), "--yes"])

    assert before == {path.name: path.read_bytes() for path in own_folder().glob("*.yaml")}


def test_a_dry_run_writes_nothing(summary: Path, capsys: Captured) -> None:
    """Look first, store later."""
    assert run(["exemplars", "add", str(summary), "--dry-run", "--json"]) == 0
    result = json.loads(capsys.readouterr().out)

    assert result["stored"] == []
    assert [row["usable"] for row in result["passages"]] == [True, False]
    assert not own_folder().exists()


def test_without_a_terminal_nothing_is_stored_unasked(summary: Path, capsys: Captured) -> None:
    """A question that nobody can answer is no yes."""
    assert run(["exemplars", "add", str(summary)]) == 2
    assert "--yes" in capsys.readouterr().err
    assert not own_folder().exists()


@pytest.mark.parametrize(
    "options", [["--level", "moon"], ["--topic", "T77"]], ids=["level", "topic"]
)
def test_a_wrong_option_is_a_wrong_call(
    summary: Path, capsys: Captured, options: list[str]
) -> None:
    """Nothing is stored under a topic that does not exist."""
    assert run(["exemplars", "add", str(summary), "--yes", *options]) == 2
    assert not own_folder().exists()


def test_a_file_that_cannot_be_read_is_a_wrong_call(private_home: Path, capsys: Captured) -> None:
    """The reason names the file."""
    assert run(["exemplars", "add", "没有.docx", "--yes"]) == 2
    assert "没有.docx" in capsys.readouterr().err
