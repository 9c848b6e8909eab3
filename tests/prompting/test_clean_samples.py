"""The cleaning script mends, cuts and records; few_shot/ holds what its data says, nothing else."""

import importlib.util
import json
import re
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "tools" / "clean_samples.py"

RAW = """妇联工作总结1
一、开展宣传活动
今年以来,镇妇联在柳湾村的`集市发放宣传资料2600余份,受到好评,接受
咨询93人次。
"""
REPAIRS = r"""
[[split]]
line = 2
at = "活动"
why = "glued"

[[fix]]
line = 3
old = "发放宣传"
new = "印发宣传"
why = "word"

[[rule]]
name = "mark"
pattern = "(?<=的)`"
new = ""
why = "inserted mark"

[[rule]]
name = "comma"
pattern = ","
new = "，"
why = "ASCII comma"

[join]
lines = [3]
why = "line broken in a sentence"
"""
PASSAGES = """
- id: market
  topic: T10
  level: township
  kind: result
  document: 1
  lines: "3-4"
  facts: |
    集市发资料2700多份 咨询95人次
  prose: |
    镇妇联在[集市]印[发]宣传资料27[00余份]，[接受咨询9]5[人次。]
  notes: "village and praise left out; figures changed"
"""


def load_script() -> ModuleType:
    """Return the script as a module; it stands outside every package."""
    spec = importlib.util.spec_from_file_location("clean_samples", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["clean_samples"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def script() -> ModuleType:
    """Return the script."""
    return load_script()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a folder with small repairs and passages."""
    (tmp_path / "repairs.toml").write_text(REPAIRS, "utf-8")
    (tmp_path / "passages.yaml").write_text(PASSAGES, "utf-8")
    return tmp_path


def test_passage_is_cut_from_the_mended_text(script: ModuleType, data: Path) -> None:
    """The same samples must give the same exemplars on every run."""
    files, _ = script.build(RAW, data)

    assert list(files) == ["market.yaml"]
    assert "镇妇联在集市印发宣传资料2700余份，接受咨询95人次。" in files["market.yaml"]
    assert (files, _) == script.build(RAW, data)


def test_every_change_is_recorded(script: ModuleType, data: Path) -> None:
    """Whoever checks the work must see each character that was altered, and why."""
    _, changes = script.build(RAW, data)
    recorded = {(change.rule, change.old, change.new) for change in changes}

    assert {("fix", "发放宣传", "印发宣传"), ("mark", "`", ""), ("join", "\n", "")} <= recorded
    assert ("comma", ",", "，") in recorded
    assert any(item.rule == "passage" and "受到好评" in item.old for item in changes)
    assert all(change.why for change in changes)


def test_quotation_that_is_none_is_an_error(script: ModuleType, data: Path) -> None:
    """A bracket claims that the sample says so word for word."""
    path = data / "passages.yaml"
    path.write_text(path.read_text("utf-8").replace("[集市]", "[商场]"), "utf-8")

    with pytest.raises(ValueError, match="商场"):
        script.build(RAW, data)


def test_repair_that_finds_nothing_is_an_error(script: ModuleType, data: Path) -> None:
    """Silence would mean that other samples were cleaned with these repairs."""
    with pytest.raises(ValueError, match="line 3"):
        script.build(RAW.replace("发放宣传", "张贴"), data)


def test_log_and_files_are_written(script: ModuleType, data: Path, tmp_path: Path) -> None:
    """The command line does what the functions do."""
    raw, out, log = tmp_path / "raw.txt", tmp_path / "out", tmp_path / "log.jsonl"
    raw.write_text(RAW, "utf-8")
    out.mkdir()

    assert (
        script.main(["cut", str(raw), "-o", str(out), "--log", str(log), "--data", str(data)]) == 0
    )
    assert [path.name for path in out.iterdir()] == ["market.yaml"]
    rows: list[Any] = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    assert {"where", "rule", "old", "new", "why"} == set(rows[0])


def test_shipped_files_are_what_the_passages_say(script: ModuleType) -> None:
    """An exemplar edited by hand would be lost at the next run of the script."""
    for passage in script.read_passages(script.DATA / "passages.yaml"):
        prose = re.sub(r"[\[\]]", "", passage["prose"]).strip()
        path = ROOT / "few_shot" / f"{passage['id']}.yaml"

        assert script.exemplar_yaml(passage, prose) == path.read_text("utf-8"), path.name


def test_most_of_the_prose_is_quoted(script: ModuleType) -> None:
    """Exemplars are cleaned samples; what was written anew is marked as document 0."""
    for passage in script.read_passages(script.DATA / "passages.yaml"):
        quoted = sum(map(len, re.findall(r"\[([^\[\]]+)\]", passage["prose"])))
        total = len(re.sub(r"[\[\]]", "", passage["prose"]).strip())

        assert (passage["document"] == 0) == (quoted == 0), passage["id"]
        assert quoted == 0 or quoted / total >= 0.2, passage["id"]
