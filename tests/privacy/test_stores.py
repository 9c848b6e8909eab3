"""What every command leaves on disk, its stores included: nobody's name, no key, no strange place.

Each program runs with an audit hook of the interpreter that notes every file opened for writing,
every folder made and every rename, so that what is removed again is seen as well.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.loopback import Loopback, Served
from tests.privacy.test_written import CONFIG, KEY, NOTES, PLANTED, echo, written

HOOK = """
import os, sys

def _watch():
    log = os.open(os.environ["WRITES"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    wanted = os.O_WRONLY | os.O_RDWR | os.O_CREAT

    def hook(event, args):
        if event == "open" and args[2] and args[2] & wanted:
            note("open", args[0])
        elif event == "os.mkdir":
            note("made", args[0])
        elif event == "os.rename":
            note("renamed", args[1])
        elif event in ("os.link", "os.symlink"):
            note("linked", args[1])

    def note(kind, path):
        if isinstance(path, (str, bytes)) or hasattr(path, "__fspath__"):
            name = os.path.realpath(os.fsdecode(path))
            os.write(log, f"{kind} {name}\\n".encode())

    sys.addaudithook(hook)

_watch()
"""
# Names in what a case begins with, not only in its notes.
SUITE = """
id = "s"
purpose = "planted"

[[case]]
id = "whole"
kind = "draft"
notes = '''
{notes}'''

[[case]]
id = "again"
kind = "refine"
org = "柳河镇妇联"
notes = "家政培训2期60人，讲师奚晓芳讲课4场"
before = "举办家政培训2期，培训60人，讲师奚晓芳讲课4场，联系电话13800001234。"
request = "把蒋丽华也写上，写短一点"
wants = "shorter"

[[case]]
id = "mended"
kind = "repair"
org = "柳河镇妇联"
notes = "慰问困难妇女王秀英13800001234，送米面油6份"
before = "慰问困难妇女王秀英，送米面油7份。"
"""
# What grows by whole lines, or is only held: everything else comes about by one rename.
GROWS = re.compile(r".*\.jsonl|.*\.lock|written\.sha256|\..*\.(?:tmp|new)")


@dataclass
class Desk:
    """A person's folders, and what was written while programs ran."""

    folder: Path
    home: Path
    log: Path
    ended: list["subprocess.CompletedProcess[str]"] = field(default_factory=list)

    def drafter(self, *words: str, text: str = "") -> int:
        """Run one command under the hook."""
        hooks = self.log.parent / "hooks"
        hooks.mkdir(exist_ok=True)
        (hooks / "sitecustomize.py").write_text(HOOK, "utf-8")
        env = {
            **os.environ,
            "PYTHONPATH": str(hooks),
            "PYTHONDONTWRITEBYTECODE": "1",
            "WRITES": str(self.log),
        }
        result = subprocess.run(
            [sys.executable, "-m", "drafter", *words, "--debug"],
            cwd=self.folder, env=env, input=text, capture_output=True, text=True, timeout=300,
            check=False,
        )  # fmt: skip
        self.ended.append(result)
        return result.returncode

    def writes(self) -> set[tuple[str, Path]]:
        """Return what the hook noted: how a file or folder came about, and its path."""
        lines = self.log.read_text("utf-8").splitlines()
        return {(kind, Path(path)) for kind, _, path in (line.partition(" ") for line in lines)}


@pytest.fixture
def desk(tmp_path: Path, private_home: Path) -> Desk:
    folder = tmp_path / "desk"
    (folder / "县").mkdir(parents=True)
    (folder / "记录.txt").write_text(NOTES, "utf-8")
    (folder / "县" / "柳河镇.txt").write_text(NOTES, "utf-8")
    (folder / "县" / "坏的.pdf").write_bytes(b"%PDF-1.4")
    (folder / "s.toml").write_text(SUITE.format(notes=NOTES), "utf-8")
    return Desk(folder=folder, home=private_home, log=tmp_path / "writes.log")


def silent(_: dict[str, object]) -> str:
    """Leave everything out, so that what is missing is named in every report."""
    return "各项工作扎实推进。"


def refused(_: dict[str, object]) -> Served:
    return Served(status=401, error={"error": {"message": f"bad key {KEY} 王秀英"}})


def draft(desk: Desk) -> set[int]:
    return {desk.drafter("draft", "记录.txt", "-o", "a.docx", "--report", "--yes")}


def refine(desk: Desk) -> set[int]:
    draft(desk)
    text = "第2段写得短一点\n\n再加一条：12月慰问困难妇女王秀英，送棉被3床\n\n/导出 b.docx\n/保存\n"
    return {desk.drafter("refine", "a.docx", "--yes", text=text)}


def batch(desk: Desk) -> set[int]:
    return {desk.drafter("batch", "县", "-o", "出", "--yes") for _ in range(2)}


def evaluate(desk: Desk) -> set[int]:
    words = ("eval", "run", "--suite", "s.toml", "--out", "ev", "--repeats", "1", "--yes")
    first = desk.drafter(*words, "--html", "r.html", "--junit", "j.xml")
    return {first, desk.drafter(*words, "--html", "r.html", "--junit", "j.xml", "--json")}


COMMANDS = [draft, refine, batch, evaluate]


@pytest.mark.parametrize("answer", [echo, silent, refused])
@pytest.mark.parametrize("command", COMMANDS)
def test_no_store_and_no_report_holds_a_name_or_the_key(
    command: Callable[[Desk], set[int]],
    answer: Callable[[dict[str, object]], Served | str],
    desk: Desk,
) -> None:
    """Journals, caches, rows, tables, pages: her own notes, suite and the 0600 map aside."""
    with Loopback(answer) as server:
        configure(desk.home, server.base_url)
        codes = command(desk)
        received = json.dumps(server.bodies, ensure_ascii=False)
    own = {"记录.txt", "柳河镇.txt", "s.toml", "drafter.toml"}
    told = {
        str(path): item
        for path, data in written(desk.folder, desk.home).items()
        if path.name not in own and not path.name.endswith(".session.jsonl.names")
        for item in PLANTED
        if item.encode() in data
    }
    maps = [path for path in desk.folder.rglob("*.names") if path.stat().st_mode & 0o077]

    assert codes <= {0, 1, 3}, [result.stderr for result in desk.ended]
    assert told == {}
    assert maps == []
    assert [item for item in PLANTED if item in received] == []
    assert [item for item in PLANTED for end in desk.ended if item in end.stderr] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_files_come_whole_into_the_folders_that_are_meant_for_them(
    command: Callable[[Desk], set[int]], desk: Desk
) -> None:
    """Output, session, cache, configuration; nothing half-written, private files hers alone."""
    with Loopback(echo) as server:
        configure(desk.home, server.base_url)
        command(desk)
    allowed = [
        desk.folder,
        *(desk.home / name for name in (".config", ".cache", ".local/state", ".local/share")),
    ]
    strange = {
        (kind, str(path))
        for kind, path in desk.writes()
        if not any(path.is_relative_to(place) or place.is_relative_to(path) for place in allowed)
        and not path.is_relative_to("/dev")
    }
    direct = {
        path.name
        for kind, path in desk.writes()
        if kind == "open" and path.is_relative_to(desk.folder.parent)
        if not GROWS.fullmatch(path.name)
    }
    meant_to_be_shown = re.compile(r"\.(?:docx|html|xml|csv|txt|pdf)$|^s\.toml$")
    private = list(written(desk.folder, desk.home))
    open_to_others = [
        path.name
        for path in private
        if not meant_to_be_shown.search(path.name) and path.stat().st_mode & 0o077
    ]
    left = [p.name for p in private if p.name.endswith((".tmp", ".new"))]

    assert desk.writes()
    assert strange == set()
    assert direct == set()
    assert open_to_others == []
    assert left == []


def configure(home: Path, url: str) -> None:
    folder = home / ".config" / "drafter"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "drafter.toml"
    path.write_text(CONFIG.format(url=url, key=KEY), "utf-8")
    path.chmod(0o600)
