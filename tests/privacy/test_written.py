"""A key and names are planted, everything that is written anywhere is searched for them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.loopback import Loopback, Served

KEY = "sk-planted-0123456789abcdef"
NOTES = """\
柳河镇妇联2025年工作记录
慰问困难妇女王秀英13800001234，送米面油各1份
巾帼标兵蒋丽华带动28户种蓝莓
受害人周某某报警后陪同做伤情鉴定，申请人身安全保护令1份
送到柳湾村三组12号吕翠萍家里慰问金500元
留守儿童张子轩，9岁，跟奶奶过，送书包1个
家政培训2期60人，讲师奚晓芳讲课4场
身份证370102198503124521，银行卡6228480402564890018
"""
PLANTED = (
    KEY,
    "王秀英",
    "13800001234",
    "蒋丽华",
    "周某某",
    "三组12号",
    "吕翠萍",
    "张子轩",
    "奚晓芳",
    "370102198503124521",
    "6228480402564890018",
)
CONFIG = 'base_url = "{url}"\nmodel = "m"\nprofile = "other"\nremote = true\napi_key = "{key}"\n'


def drafter(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "drafter", *words],
        cwd=cwd,
        env=os.environ,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@pytest.fixture
def desk(tmp_path: Path, private_home: Path) -> Path:
    folder = tmp_path / "desk"
    folder.mkdir()
    (folder / "记录.txt").write_text(NOTES, "utf-8")
    return folder


def configure(home: Path, url: str, *, mode: int = 0o600) -> None:
    folder = home / ".config" / "drafter"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "drafter.toml"
    path.write_text(CONFIG.format(url=url, key=KEY), "utf-8")
    path.chmod(mode)


def written(*folders: Path) -> dict[Path, bytes]:
    return {
        path: path.read_bytes()
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file()
    }


def echo(body: dict[str, object]) -> str:
    messages = body["messages"]
    assert isinstance(messages, list)
    facts = str(messages[-1]["content"]).removeprefix("工作记录：")
    return "；".join(line for line in facts.splitlines() if line.strip()) + "。"


def test_a_key_and_names_stand_in_no_file_and_on_no_screen(desk: Path, private_home: Path) -> None:
    """Sessions, reports, records, caches; the notes, the map and the configuration aside."""
    with Loopback(echo) as server:
        configure(private_home, server.base_url)
        result = drafter(
            "draft", "记录.txt", "-o", "a.docx", "--report", "--yes", "--debug", cwd=desk
        )
        received = json.dumps([server.bodies], ensure_ascii=False)
    assert result.returncode == 0, result.stderr
    exempt = {"记录.txt", "a.docx.session.jsonl.names", "drafter.toml"}
    told = {
        str(path): item
        for path, data in written(desk, private_home).items()
        if path.name not in exempt
        for item in PLANTED
        if item.encode() in data
    }

    assert told == {}
    assert [item for item in PLANTED if item in result.stdout + result.stderr] == []
    assert [item for item in PLANTED if item in received] == []
    assert received.count("〔") == 0 or "〔人名" in received


@pytest.mark.parametrize("status", [401, 400, 500])
def test_an_endpoint_that_repeats_the_key_is_not_quoted(
    status: int, desk: Path, private_home: Path
) -> None:
    """Providers write the key into their refusals; --debug must not show it either."""
    refusal = Served(status=status, error={"error": {"message": f"bad key {KEY} 王秀英"}})
    with Loopback(lambda _: refusal) as server:
        configure(private_home, server.base_url)
        result = drafter("draft", "记录.txt", "-o", "a.md", "--yes", "--debug", cwd=desk)
    searched = written(desk, private_home)

    assert result.returncode == 3
    assert KEY not in result.stdout + result.stderr
    assert [p.name for p, data in searched.items() if KEY.encode() in data] == ["drafter.toml"]


def test_what_is_private_is_readable_by_its_owner_alone(desk: Path, private_home: Path) -> None:
    """On a shared machine the folder may be open to others."""
    drafter("draft", "记录.txt", "-o", "a.md", "--model", "none", "--yes", cwd=desk)
    private = [
        path
        for path in (*desk.rglob("*"), *private_home.rglob("*"))
        if path.is_file() and path.name not in {"记录.txt", "a.md"}
    ]

    assert {path.name for path in private} >= {"a.md.session.jsonl", "a.md.session.jsonl.names"}
    assert [path.name for path in private if path.stat().st_mode & 0o077] == []


def test_a_key_that_others_can_read_is_refused(desk: Path, private_home: Path) -> None:
    """It is no longer hers alone; the message says what to do."""
    configure(private_home, "http://127.0.0.1:9/v1", mode=0o644)
    result = drafter("draft", "记录.txt", "-o", "a.md", "--yes", cwd=desk)

    assert result.returncode == 2
    assert "chmod 600" in result.stderr
    assert KEY not in result.stderr


def test_without_agreement_nothing_is_sent_and_nothing_written(
    desk: Path, private_home: Path
) -> None:
    """No terminal and no --yes: the question cannot be answered, so the answer is no."""
    with Loopback(echo) as server:
        configure(private_home, server.base_url)
        result = drafter("draft", "记录.txt", "-o", "a.md", cwd=desk)
        bodies = list(server.bodies)

    assert (result.returncode, bodies) == (2, [])
    assert not (desk / "a.md").exists()


def test_a_deleted_session_leaves_nothing_of_itself(desk: Path, private_home: Path) -> None:
    """Map, journal and its place in the list go with it; the document stays."""
    drafter("draft", "记录.txt", "-o", "a.md", "--model", "none", "--yes", cwd=desk)
    listed = drafter("session", "list", cwd=desk)
    deleted = drafter("session", "delete", "a.md", "--yes", cwd=desk)

    assert "a.md.session.jsonl" in listed.stdout
    assert deleted.returncode == 0
    assert sorted(path.name for path in desk.iterdir()) == ["a.md", "记录.txt"]
    assert drafter("session", "list", cwd=desk).stdout == ""
    assert [
        path.name for path, data in written(private_home).items() if b"session.jsonl" in data
    ] == []


def test_a_session_reads_back_what_was_hidden_in_it(desk: Path, private_home: Path) -> None:
    """Export and refine need the facts as the notes have them."""
    drafter("draft", "记录.txt", "-o", "a.md", "--model", "none", "--yes", cwd=desk)
    from drafter.session import read_events

    facts = next(
        e["yaml"] for e in read_events(desk / "a.md.session.jsonl") if e["type"] == "facts"
    )

    assert all(item in facts for item in PLANTED[1:] if item != "6228480402564890018")
    assert drafter("export", "a.md.session.jsonl", "-o", "b.txt", cwd=desk).returncode == 0
