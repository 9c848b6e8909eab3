"""``drafter batch`` as a county uses it: many notes, kills, bad inputs, one table at the end."""

import csv
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.commands.test_draft import drafter
from tests.commands.test_draft_again import env_of, prose
from tests.loopback import Loopback, Served

LINES = (
    "维权周摆摊{}场 发资料{}份",
    "家政培训{}期{}人",
    "六一慰问留守儿童{}名，送书包{}个",
    "春节走访困难妇女{}户，全年来访{}件",
    "美丽庭院创建示范户{}户，评选最美家庭{}户",
)


def write_notes(folder: Path, count: int, *, seed: int = 3) -> None:
    """Write notes of invented townships, each with its own figures."""
    rng = random.Random(seed)
    folder.mkdir()
    for number in range(count):
        name = f"{'甲乙丙丁戊己庚辛壬癸'[number % 10]}{'山水田林湖草沙石泉峰'[number // 10]}镇"
        lines = [line.format(rng.randint(2, 9), rng.randint(11, 999)) for line in LINES]
        text = "\n".join([f"{name}妇联2025年工作记录", *rng.sample(lines, 4)])
        (folder / f"{name}.txt").write_text(text + "\n", "utf-8")


@pytest.fixture
def county(tmp_path: Path, private_home: Path) -> Path:
    write_notes(tmp_path / "记录", 8)
    return tmp_path


def outputs(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*.docx")}


def killed_runs(
    county: Path, output: str, server: Loopback, times: int, number: signal.Signals, seed: int
) -> None:
    """Start the batch so many times, and stop it each time at another request."""
    rng = random.Random(seed)
    for _ in range(times):
        process = subprocess.Popen(
            [sys.executable, "-m", "drafter", "batch", "记录", "-o", output],
            cwd=county,
            env={**os.environ, **env_of(server)},
            stderr=subprocess.PIPE,
            text=True,
        )
        begun = len(server.bodies)
        # Each summary takes about four requests: far from the end at every kill.
        wanted = begun + rng.randint(3, 2 * len(list(county.glob("记录/*"))) // times)
        while len(server.bodies) < wanted and process.poll() is None:
            time.sleep(0.002)
        process.send_signal(number)
        _, said = process.communicate(timeout=60)
        assert "Traceback" not in said
        assert number is signal.SIGKILL or process.returncode == 130, said


def hold_against_an_undisturbed_run(
    county: Path, times: int, number: signal.Signals, seed: int = 7
) -> None:
    def answer(body: dict[str, Any]) -> Served:
        return Served(text=prose(body), delay_s=0.02)

    with Loopback(answer) as server:
        whole = drafter("batch", "记录", "-o", "整", cwd=county, env=env_of(server))
        calls = len(server.bodies)
    with Loopback(answer) as server:
        killed_runs(county, "断", server, times, number, seed)
        resumed = drafter("batch", "记录", "-o", "断", cwd=county, env=env_of(server))
        asked = Counter(json.dumps(body, sort_keys=True) for body in server.bodies)

    assert (whole.returncode, resumed.returncode) == (0, 0), resumed.stderr
    assert outputs(county / "断") == outputs(county / "整")
    assert len(asked) <= calls
    # Under way at a kill: at most what runs side by side at an endpoint of unknown kind.
    assert sum(asked.values()) - calls <= 4 * times
    assert not list((county / "断").glob(".*.new"))


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_a_batch_that_was_stopped_is_gone_on_with(county: Path, number: signal.Signals) -> None:
    """The files are those of an undisturbed run, and only what was under way is asked again."""
    hold_against_an_undisturbed_run(county, 2, number)


@pytest.mark.soak
@pytest.mark.parametrize("seed", [7, 19, 40])
def test_a_hundred_summaries_outlive_five_kills(
    seed: int, tmp_path: Path, private_home: Path
) -> None:
    """A county's evening must not be lost to a power cut, nor paid for twice."""
    write_notes(tmp_path / "记录", 100, seed=seed)

    hold_against_an_undisturbed_run(tmp_path, 5, signal.SIGKILL, seed)


def test_one_bad_input_does_not_stop_the_others(county: Path) -> None:
    """Exit code 1, a row that says what is wrong, and every other summary written."""
    (county / "记录" / "空.txt").write_text("", "utf-8")
    (county / "记录" / "旧.pdf").write_bytes(b"%PDF-1.4")
    (county / "记录" / ".隐藏.txt").write_text("x", "utf-8")

    result = drafter("batch", "记录", "-o", "总结", "--model", "none", "--json", cwd=county)
    report = json.loads(result.stdout)
    bad = {row["name"]: row for row in report["summaries"] if row["needs_attention"]}

    assert result.returncode == 1
    assert set(bad) == {"空.txt", "旧.pdf"}
    assert all(row["state"] == "failed" and row["remark"] for row in bad.values())
    assert report["counts"] == {"all": 10, "attention": 2}
    assert len(outputs(county / "总结")) == 8


def test_every_summary_of_a_batch_verifies(county: Path) -> None:
    """The promise holds for the hundredth as for the first."""
    drafter("batch", "记录", "-o", "总结", "--model", "none", "--format", "md", cwd=county)
    for path in sorted((county / "总结").glob("*.md")):
        notes = f"记录/{path.stem}.txt"
        verified = drafter("verify", str(path), "--facts", notes, "--strict", cwd=county)

        assert verified.returncode == 0, verified.stdout


def test_a_folder_in_the_folder_is_one_summary(tmp_path: Path, private_home: Path) -> None:
    """A township sends several files; two of one stem stay two."""
    root = tmp_path / "记录"
    (root / "甲镇").mkdir(parents=True)
    (root / "甲镇" / "1.txt").write_text("甲镇妇联2025年工作记录\n家政培训2期60人\n", "utf-8")
    (root / "甲镇" / "2.csv").write_text("工作,数量\n慰问困难妇女,36户\n", "utf-8")
    (root / "乙镇.txt").write_text("乙镇妇联2025年工作记录\n家政培训3期70人\n", "utf-8")
    (root / "乙镇.md").write_text("乙镇妇联2025年工作记录\n家政培训4期80人\n", "utf-8")

    result = drafter(
        "batch", "记录", "-o", "记录/总结", "--model", "none", "--format", "txt", cwd=tmp_path
    )
    written = {path.name for path in (root / "总结").glob("*.txt")}

    assert result.returncode == 0, result.stderr
    assert written == {"甲镇.txt", "乙镇.txt.txt", "乙镇.md.txt"}
    text = (root / "总结" / "甲镇.txt").read_text("utf-8")
    assert "60人" in text
    assert "36户" in text


def test_the_table_opens_in_a_spreadsheet(county: Path) -> None:
    """The office's head reads this one, and a file's name is never reckoned with."""
    (county / "记录" / "=1+1.txt").write_text("丁镇妇联2025年\n家政培训2期60人\n", "utf-8")
    drafter("batch", "记录", "-o", "总结", "--model", "none", cwd=county)
    text = (county / "总结" / "汇总表.csv").read_text("utf-8-sig")
    rows = list(csv.reader(text.splitlines()))

    assert len(rows) == 10
    assert {row[2] for row in rows[1:]} == {"写好"}
    assert "'=1+1.txt" in {row[0] for row in rows}


def test_what_a_person_changed_stays_and_new_notes_are_written(county: Path) -> None:
    """A second run is for what is new; her edits are worth more than our draft."""
    words = ("batch", "记录", "-o", "总结", "--model", "none", "--format", "md", "--json")
    drafter(*words, cwd=county)
    edited, stale, *_ = sorted((county / "总结").glob("*.md"))
    edited.write_text(edited.read_text("utf-8") + "我加的一句\n", "utf-8")
    notes = county / "记录" / f"{stale.stem}.txt"
    notes.write_text(notes.read_text("utf-8") + "换届选出执委154人\n", "utf-8")

    result = drafter(*words, cwd=county)
    kept = [row["name"] for row in json.loads(result.stdout)["summaries"] if row["kept"]]

    assert result.returncode == 0
    assert edited.read_text("utf-8").endswith("我加的一句\n")
    assert "154人" in stale.read_text("utf-8")
    assert len(kept) == 7


def test_summaries_without_their_model_are_marked_and_tried_again(county: Path) -> None:
    """The document is whole, but somebody may want the better prose tomorrow."""
    with Loopback(lambda _: Served(status=401)) as server:
        first = drafter("batch", "记录", "-o", "总结", cwd=county, env=env_of(server))
    with Loopback(prose) as server:
        second = drafter("batch", "记录", "-o", "总结", cwd=county, env=env_of(server))
        asked = len(server.bodies)

    assert first.returncode == 1
    assert "模型没写完" in first.stderr
    assert (second.returncode, asked > 0) == (0, True), second.stderr


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("没有", "-o", "总结"), "没有"),
        (("空", "-o", "总结"), "没有记录"),
        (("记录", "-o", "总结", "--format", "pdf"), "docx"),
        (("记录", "-o", "总结", "--date", "昨天"), "2026-01-05"),
        (("记录", "-o", "占用"), "占用"),
        (("记录", "-o", "记录"), "另一个文件夹"),
    ],
)
def test_a_wrong_call_says_what_to_do(county: Path, words: tuple[str, ...], says: str) -> None:
    """One Chinese sentence, exit code 2."""
    (county / "空").mkdir()
    (county / "占用").write_text("x", "utf-8")

    result = drafter("batch", *words, "--model", "none", cwd=county)

    assert result.returncode == 2
    assert says in result.stderr
    assert "Traceback" not in result.stderr
