"""The tree of versions: nothing overwritten, undo and redo from the journal alone."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from drafter.errors import InputError
from drafter.session import (
    Part,
    Text,
    Version,
    Versions,
    load_session,
    read_versions,
    session_lock,
    text_from_json,
    text_to_json,
    version_event,
)
from drafter.session.journal import SCHEMA, Journal


def a_text(*words: str) -> Text:
    parts = tuple(Part(id=f"p{number}", text=word) for number, word in enumerate(words, 1))
    return Text(title="柳河镇妇联2025年工作总结", parts=parts)


def add(versions: Versions, text: Text, what: str = "改") -> Versions:
    version = Version(
        number=len(versions.all) + 1, parent=versions.current, text=text, facts=0, what=what
    )
    return versions.add(version)


def replayed(versions: Versions) -> Versions:
    events = []
    for version in versions.all:
        parent = versions.get(version.parent)
        fields = version_event(version, None if parent is None else parent.text)
        events.append(json.loads(json.dumps({"type": "version", **fields})))
    return read_versions(events)


def test_going_on_from_an_earlier_version_overwrites_nothing() -> None:
    """What was written in the branch that she left must still be there tomorrow."""
    versions = add(add(Versions(), a_text("甲")), a_text("乙"))

    branched = add(versions.go(1), a_text("丙"))

    assert [version.text.parts[0].text for version in branched.all] == ["甲", "乙", "丙"]
    assert branched.now.parent == 1


def test_redo_leads_to_the_branch_that_was_left() -> None:
    """Undo followed by redo must be where she was, in whichever branch that is."""
    versions = add(add(Versions(), a_text("甲")), a_text("乙"))
    branched = add(versions.go(1), a_text("丙"))

    assert branched.go(branched.undo_target).redo_target == 3
    assert branched.go(2).go(1).redo_target == 2


def test_versions_come_back_from_the_changes_that_were_written() -> None:
    """The journal holds only differences; replaying them must give every text again."""
    first = a_text("甲", "乙", "丙")
    moved = Text(title=first.title, parts=(first.parts[2], first.parts[0]), date="2026年1月5日")
    versions = add(add(add(Versions(), first), moved), a_text("甲", "改过", "丙"))

    assert replayed(versions).all == versions.all


def test_a_change_of_one_paragraph_writes_one_paragraph() -> None:
    """Five hundred turns of a long draft must stay a small file."""
    base = a_text(*(f"第{number}段。" for number in range(50)))
    changed = base.with_part(Part(id="p7", text="改过。"))

    value = text_to_json(changed, base)

    assert list(value) == ["parts"]
    assert list(value["parts"]) == ["p7"]
    assert text_from_json(value, base) == changed


def test_the_current_version_is_what_a_session_exports(tmp_path: Path) -> None:
    """The drafted document is an old text as soon as a change was accepted."""
    path = tmp_path / "a.session.jsonl"
    versions = add(add(Versions(), a_text("甲。")), a_text("乙。"))
    with Journal(path) as journal:
        journal.append("session", schema=SCHEMA, model="none")
        journal.append("document", markdown="标题\n\n　　甲。\n")
        for version in versions.all:
            journal.append("version", **version_event(version, None))

    assert load_session(path).document == versions.now.text.document


def test_a_session_of_a_newer_drafter_is_refused_wherever_it_says_so(tmp_path: Path) -> None:
    """An old program would take the drafted text for the current one and export it."""
    path = tmp_path / "a.session.jsonl"
    with Journal(path) as journal:
        journal.append("session", schema=1)
        journal.append("refine", schema=SCHEMA + 1)

    with pytest.raises(InputError, match="升级"):
        load_session(path)


def test_a_second_process_is_turned_away(tmp_path: Path) -> None:
    """Two windows on one session would interleave their lines."""
    path = tmp_path / "a.session.jsonl"
    script = (
        "import sys; from pathlib import Path; from drafter.session import session_lock\n"
        "with session_lock(Path(sys.argv[1])): print('in')"
    )
    command = [sys.executable, "-c", script, str(path)]

    with session_lock(path):
        inside = subprocess.run(command, capture_output=True, text=True, check=False)
    after = subprocess.run(command, capture_output=True, text=True, check=False)

    assert inside.returncode != 0
    assert "另一个 drafter" in inside.stderr
    assert after.stdout == "in\n"
