"""The commands as an engineer and continuous integration use them, against a loopback endpoint."""

import json
import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from drafter.cli import run as run_cli
from tests.evaluating.loopback import prose_of
from tests.loopback import Loopback

SUITE = """
id = "small"
purpose = "tests"

[[case]]
id = "talks"
tags = ["first"]
org = "柳河镇妇联"
period = "2025"
notes = "举办讲座4场，参加320人次"

[[case]]
id = "gifts"
org = "柳河镇妇联"
period = "2025"
notes = "慰问留守儿童71名，送书包71个"

[[case]]
id = "whole"
kind = "draft"
notes = '''
柳河镇妇联2025年工作记录
家政培训2期60人
调解纠纷7起
'''
"""


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    """Start an endpoint that repeats the notes, in a process of its own."""
    server = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("loopback.py")), "0"],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.stdout is not None
    yield f"http://127.0.0.1:{server.stdout.readline().strip()}/v1"
    server.terminate()
    server.stdout.close()
    server.wait()


@pytest.fixture
def place(tmp_path: Path, endpoint: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a working directory with a suite, the endpoint configured."""
    (tmp_path / "small.toml").write_text(SUITE, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DRAFTER_BASE_URL", endpoint)
    monkeypatch.setenv("DRAFTER_MODEL", "loopback")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path


def evaluate(*words: str) -> int:
    return run_cli(["eval", "run", "--suite", "small.toml", "--out", "eval", *words])


def test_a_run_in_every_form(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One run serves the terminal, the browser, a script and a CI server."""
    code = evaluate("--json", "--html", "report.html", "--junit", "junit.xml")

    value = json.loads(capsys.readouterr().out)
    cases = ET.parse(place / "junit.xml").findall(".//testcase")  # noqa: S314 # our own file
    page = (place / "report.html").read_text("utf-8")
    assert code == value["exit_code"] == 0
    assert value["unfinished"] == 0
    assert value["arms"][0]["scores"]["recall"] == {"mean": 1.0, "n": 3}
    assert {case.get("name") for case in cases} == {"talks", "gifts", "whole"}
    assert page.count("<svg") >= 3
    assert "320人次" in page
    assert not {"<script", "http://", "https://", "src="} & set(page.split('"'))
    assert "<script" not in page


def test_a_second_run_calls_nobody(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Running again is free, so engineers do."""
    evaluate("--json")
    first = json.loads(capsys.readouterr().out)

    evaluate("--json")

    second = json.loads(capsys.readouterr().out)
    assert first["new_calls"] >= 3
    assert second["new_calls"] == 0
    assert first["arms"] == second["arms"]
    assert place.joinpath("eval/replies.jsonl").read_text("utf-8").count("\n") == first["new_calls"]


def test_a_cached_run_loads_neither_the_sdk_nor_the_pipeline(place: Path) -> None:
    """A second look must cost less than a second; these two take longer to load than that."""
    evaluate("--json")
    script = (
        "import sys; from drafter.cli import run; "
        "code = run(['eval', 'run', '--suite', 'small.toml', '--out', 'eval', '--json']); "
        "heavy = {'openai', 'drafter.drafting', 'drafter.facts'} & set(sys.modules); "
        "sys.exit(f'loaded: {heavy}' if heavy else code)"
    )

    second = subprocess.run(
        [sys.executable, "-c", script], check=False, cwd=place, capture_output=True
    )

    assert second.returncode == 0, second.stderr.decode()
    assert json.loads(second.stdout)["new_calls"] == 0


def test_as_many_calls_run_side_by_side_as_were_asked_for(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The endpoint's profile says four; who says eight has an endpoint that takes eight."""
    meeting = threading.Barrier(8, timeout=120)

    def answer(body: dict[str, Any]) -> str:
        meeting.wait()
        return prose_of(body)

    cases = "".join(
        f'[[case]]\nid = "x{number}"\norg = "柳河镇妇联"\nperiod = "2025"\n'
        f'notes = "举办讲座{number + 3}场"\n'
        for number in range(8)
    )
    (place / "small.toml").write_text(f'id = "small"\npurpose = "tests"\n{cases}', "utf-8")
    with Loopback(answer) as server:
        monkeypatch.setenv("DRAFTER_BASE_URL", server.base_url)
        code = evaluate("--concurrency", "8", "--json")

    assert code == 0
    assert json.loads(capsys.readouterr().out)["unfinished"] == 0
    assert not meeting.broken


def test_a_baseline_is_accepted_with_a_reason_and_shown_with_its_age(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody should wonder later why a worse result became the standard."""
    evaluate()
    capsys.readouterr()
    words = ["eval", "accept", "latest", "--as", "mine", "--to", "blessed", "--out", "eval"]

    assert run_cli(words) == 2
    assert "--reason" in capsys.readouterr().err
    assert run_cli([*words, "--reason", "第一次"]) == 0
    assert evaluate("--baseline", "blessed/mine.json") == 0
    out = capsys.readouterr().out
    assert "今天接受，理由：第一次" in out
    assert "看不出差别" in out
    blessed = json.loads((place / "blessed/mine.json").read_text("utf-8"))
    assert blessed["reason"] == "第一次"


def test_a_dropped_line_is_found_named_and_fails(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """From template to exit code: the way a planted regression takes."""
    from drafter.resources import folder

    cases = "".join(
        f'[[case]]\nid = "x{number}"\norg = "柳河镇妇联"\nperiod = "2025"\n'
        f'notes = "举办讲座{number + 3}场\\n慰问老人{number + 20}名"\n'
        for number in range(9)
    )
    (place / "small.toml").write_text(f'id = "small"\npurpose = "tests"\n{cases}', "utf-8")
    shutil.copytree(folder("prompts") / "v1", place / "planted")
    template = place / "planted/paragraph.md.j2"
    text = template.read_text("utf-8")
    template.write_text(text.replace("in lines", "in lines[1:]", 1), "utf-8")

    code = evaluate("--prompts", "v1", "--prompts", "planted", "--json")

    value = json.loads(capsys.readouterr().out)
    comparison = value["comparisons"][0]
    assert code == 1
    assert comparison["verdict"] == "regressed"
    assert any("lines[1:]" in sentence for sentence in comparison["changed"])
    assert {item["case"] for item in comparison["cases"]} == {f"x{number}" for number in range(9)}


def test_a_dead_endpoint_is_never_a_success(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A harness that exits 0 here lets every change pass."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    monkeypatch.setenv("DRAFTER_BASE_URL", f"http://127.0.0.1:{port}/v1")

    code = evaluate("--only", "talks", "--out", "dead")

    assert code == 3
    assert "没有结果" in capsys.readouterr().out
    assert place.is_dir()


@pytest.mark.parametrize(
    "words",
    [
        ["eval", "run", "--suite", "nonsense"],
        ["eval", "run", "--repeats", "0"],
        ["eval", "run", "--gate", "soft"],
        ["eval", "run", "--prompts", "nonsense"],
        ["eval", "run", "--max-cost", "3"],
        ["eval", "run", "--only", "nonsense"],
        ["eval", "compare", "nonsense", "latest"],
        ["eval", "show", "nonsense"],
        ["eval", "report", "nonsense"],
        ["eval", "accept", "nonsense", "--reason", "x"],
        ["eval", "run", "--prompts", "v1", "--prompts", "v1"],
    ],
)
def test_a_wrong_call_is_2_and_says_what_to_do(
    place: Path, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """No traceback, no empty run that looks like a clean one."""
    code = run_cli(words)

    captured = capsys.readouterr()
    assert code == 2
    assert captured.err
    assert "Traceback" not in captured.err
    assert place.is_dir()


def test_show_gives_prompt_tokens_reply_and_findings(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Prompt work starts with seeing what is sent and what comes back."""
    evaluate()
    capsys.readouterr()

    code = run_cli(["eval", "show", "talks", "--suite", "small.toml", "--out", "eval"])

    out = capsys.readouterr().out
    assert code == 0
    assert "词元" in out
    assert "[system]" in out
    assert "举办讲座4场，参加320人次。" in out
    assert "数字写全率：100.0%" in out
    assert place.is_dir()


def test_list_names_suites_packs_and_baselines(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where to start without reading a manual."""
    assert run_cli(["eval", "list", "--json"]) == 0

    value = json.loads(capsys.readouterr().out)
    assert {item["id"] for item in value["suites"]} >= {"smoke", "full"}
    assert next(item["cases"] for item in value["suites"] if item["id"] == "full") >= 40
    assert "v1" in value["packs"]
    assert place.is_dir()


def test_compare_names_what_changed_between_two_runs(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two files from two machines are enough; no endpoint is needed."""
    evaluate("--json")
    evaluate("--json", "--only", "talks")
    capsys.readouterr()
    runs = sorted(str(path) for path in (place / "eval/runs").glob("*.json"))

    code = run_cli(["eval", "compare", runs[0], runs[-1], "--json", "--out", "eval"])

    value = json.loads(capsys.readouterr().out)
    assert code == 0
    assert value["comparisons"][0]["verdict"] == "cannot tell"


@pytest.mark.browser
def test_the_report_opens_in_a_browser(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Pictures and columns that a browser cannot lay out help nobody."""
    browser = shutil.which("chromium")
    if browser is None:
        if os.environ.get("DRAFTER_REQUIRE_BROWSER"):
            pytest.fail("chromium is required here")
        pytest.skip("no chromium")
    evaluate("--html", "report.html")
    capsys.readouterr()
    flags = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={place / 'profile'}"]

    shot = subprocess.run(
        [browser, *flags, "--window-size=1240,1600", f"--screenshot={place / 'page.png'}",
         (place / "report.html").as_uri()],
        capture_output=True, check=True, timeout=60,
    )  # fmt: skip
    dom = subprocess.run(
        [browser, *flags, "--dump-dom", (place / "report.html").as_uri()],
        capture_output=True, check=True, text=True, timeout=60,
    ).stdout  # fmt: skip

    assert shot.returncode == 0
    assert (place / "page.png").stat().st_size > 20_000
    assert dom.count("<details") == 3
    assert dom.count("</svg>") >= 3
