"""The journal keeps whatever was finished, whatever happens to the machine."""

import stat
from pathlib import Path

import pytest

from drafter.errors import InputError
from drafter.session import Journal, read_events


def a_journal(path: Path) -> Path:
    with Journal(path) as journal:
        journal.append("session", schema=1)
        journal.append("paragraph", id="1.1", text="发放资料3200份。")
    return path


def test_events_come_back_in_order(tmp_path: Path) -> None:
    """A session is replayed from its journal alone."""
    path = a_journal(tmp_path / "a.session.jsonl")

    assert [event["type"] for event in read_events(path)] == ["session", "paragraph"]


def test_the_file_is_private(tmp_path: Path) -> None:
    """It holds the notes' words."""
    path = a_journal(tmp_path / "a.session.jsonl")

    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("cut", range(1, 40, 7))
def test_a_torn_last_line_costs_only_itself(tmp_path: Path, cut: int) -> None:
    """A power cut in the middle of a write must not cost what was finished before."""
    path = a_journal(tmp_path / "a.session.jsonl")
    path.write_bytes(path.read_bytes()[:-cut])

    assert [event["type"] for event in read_events(path)] == ["session"]


def test_appending_after_a_torn_line_starts_on_a_clean_one(tmp_path: Path) -> None:
    """Otherwise the next event would be glued to the torn one and both be lost."""
    path = a_journal(tmp_path / "a.session.jsonl")
    path.write_bytes(path.read_bytes()[:-5])

    with Journal(path) as journal:
        journal.append("note", n=1)

    assert [event["type"] for event in read_events(path)] == ["session", "note"]


def test_damage_in_the_middle_is_told_with_its_line(tmp_path: Path) -> None:
    """Silently skipping a damaged event would replay another history."""
    path = a_journal(tmp_path / "a.session.jsonl")
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(lines[0] + b"{damaged\n" + lines[1])

    with pytest.raises(InputError) as caught:
        read_events(path)

    assert caught.value.line == 2


def test_another_file_is_refused(tmp_path: Path) -> None:
    """Pointing at the docx instead of the session is an easy mistake."""
    path = tmp_path / "a.docx"
    path.write_bytes(b"PK\x03\x04")

    with pytest.raises(InputError, match="会话"):
        read_events(path)


@pytest.mark.parametrize("line", [b'{"type":"focus","schema":"x"}\n', b"hello\n{}\n", b"[1]\n"])
def test_a_foreign_line_is_refused_with_the_way_on(tmp_path: Path, line: bytes) -> None:
    """Beside its draft a damaged session is opened again and again; it must be put away first."""
    path = tmp_path / "a.session.jsonl"
    with Journal(path) as journal:
        journal.append("session", schema=1)
    path.write_bytes(path.read_bytes() + line)

    with pytest.raises(InputError) as caught:
        read_events(path)

    assert "改名留存" in str(caught.value)
