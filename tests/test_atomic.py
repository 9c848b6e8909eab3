"""Files are replaced whole, and a person's work is never replaced unasked."""

import os
import stat
from pathlib import Path

import pytest

from drafter.atomic import check_replaceable, content_hash, is_unchanged, write_file
from drafter.errors import InputError


@pytest.fixture(autouse=True)
def _own_state_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("HOME", str(tmp_path))


def test_what_drafter_wrote_may_be_written_again(tmp_path: Path) -> None:
    """Running the same command twice must not need --force."""
    path = tmp_path / "总结.docx"
    write_file(path, b"first")

    check_replaceable(path)
    write_file(path, b"second")

    assert path.read_bytes() == b"second"


def test_a_file_that_somebody_changed_is_kept(tmp_path: Path) -> None:
    """An hour of corrections in Word must survive the next run."""
    path = tmp_path / "总结.docx"
    write_file(path, b"first")
    path.write_bytes(b"first, corrected")

    with pytest.raises(InputError, match="有人改过"):
        check_replaceable(path)


def test_a_file_that_drafter_never_wrote_is_kept_unless_forced(tmp_path: Path) -> None:
    """The default file name may be taken by last year's summary."""
    path = tmp_path / "总结.docx"
    path.write_bytes(b"theirs")

    check_replaceable(path, force=True)
    with pytest.raises(InputError, match="已经存在"):
        check_replaceable(path)


def test_a_hash_from_the_session_vouches_for_a_file(tmp_path: Path) -> None:
    """The state folder may be gone; the session beside the draft is not."""
    path = tmp_path / "总结.docx"
    write_file(path, b"first", remember=False)

    assert not is_unchanged(path)
    assert is_unchanged(path, known={content_hash(b"first")})


def test_what_a_killed_write_left_is_cleared_away_by_the_next(tmp_path: Path) -> None:
    """Nobody looks for hidden files; one that is being written elsewhere is let alone."""
    old, new = (tmp_path / f".总结.docx.{name}.tmp" for name in ("abcd1234", "wxyz5678"))
    for path in (old, new):
        path.write_bytes(b"half")
    os.utime(old, (1_000_000_000, 1_000_000_000))

    write_file(tmp_path / "总结.docx", b"whole")

    assert not old.exists()
    assert new.exists()


def test_without_a_state_folder_writing_works_and_replacing_asks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A read-only home is no reason to fail, nor one to overwrite."""
    (tmp_path / "blocked").write_text("no folder")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "blocked"))
    path = tmp_path / "总结.docx"

    write_file(path, b"first")

    assert path.read_bytes() == b"first"
    with pytest.raises(InputError):
        check_replaceable(path)


def test_a_failed_write_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk must not leave half a document or a stray file."""
    path = tmp_path / "总结.docx"
    write_file(path, b"first")

    def fail(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(InputError, match="写不进去"):
        write_file(path, b"second")

    assert path.read_bytes() == b"first"
    assert [item.name for item in tmp_path.iterdir() if item.is_file()] == ["总结.docx"]


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
def test_modes_are_kept_and_private_files_are_private(tmp_path: Path) -> None:
    """A session holds notes; others on the machine must not read it."""
    shared, private = tmp_path / "总结.docx", tmp_path / "总结.session.jsonl"
    shared.write_bytes(b"")
    shared.chmod(0o640)
    private.write_bytes(b"")
    private.chmod(0o644)

    write_file(shared, b"x")
    write_file(private, b"x", private=True)

    assert stat.S_IMODE(shared.stat().st_mode) == 0o640
    assert stat.S_IMODE(private.stat().st_mode) == 0o600
    store = tmp_path / "state" / "drafter" / "written.sha256"
    assert stat.S_IMODE(store.stat().st_mode) == 0o600


def test_a_link_is_followed(tmp_path: Path) -> None:
    """Whoever links a folder of the office's share keeps the link."""
    target, link = tmp_path / "real.md", tmp_path / "link.md"
    target.write_bytes(b"old")
    link.symlink_to(target)

    write_file(link, b"new")

    assert link.is_symlink()
    assert target.read_bytes() == b"new"


@pytest.mark.parametrize("name", ["missing/总结.docx", "."])
def test_a_place_that_takes_no_file_is_named(tmp_path: Path, name: str) -> None:
    """The message says which folder, in words that help."""
    with pytest.raises(InputError, match="文件夹"):
        check_replaceable(tmp_path / name, force=True)
    with pytest.raises(InputError, match="文件夹"):
        write_file(tmp_path / name, b"x")
