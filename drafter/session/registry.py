"""Where sessions lie, so that they can be listed and deleted: paths and times only, mode 0600."""

import datetime
import json
from dataclasses import dataclass
from pathlib import Path

from drafter.atomic import write_file
from drafter.config import state_folder
from drafter.errors import InputError
from drafter.session.locking import is_locked
from drafter.session.veiling import names_path

__all__ = [
    "Kept",
    "all_sessions",
    "delete_session",
    "parts_of",
    "registry_path",
    "remember_session",
    "unfinished_sessions",
]

_ENDING = ".session.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One session on this machine; ``since`` is when it was first written."""

    path: Path
    since: str


def registry_path() -> Path:
    """Return where the list of sessions lies or would lie."""
    return state_folder() / "sessions.json"


def _read() -> dict[str, str]:
    try:
        known = json.loads(registry_path().read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(key): str(time) for key, time in known.items()} if isinstance(known, dict) else {}


def _write(known: dict[str, str]) -> None:
    try:
        registry_path().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        data = json.dumps(known, ensure_ascii=False, indent=1).encode("utf-8")
        write_file(registry_path(), data, private=True, remember=False)
    except (OSError, InputError):
        return


def remember_session(path: Path) -> None:
    """Note where a session lies; a state folder that cannot be had is no error."""
    known = {key: time for key, time in _read().items() if Path(key).exists()}
    now = datetime.datetime.now().astimezone().isoformat(timespec="seconds")
    known.setdefault(str(path.resolve()), now)
    _write(known)


def all_sessions(here: Path) -> list[Kept]:
    """Return the sessions that are known or lie in a folder, the oldest first."""
    known = {key: time for key, time in _read().items() if Path(key).exists()}
    for path in here.glob(f"*{_ENDING}"):
        time = datetime.datetime.fromtimestamp(path.stat().st_mtime).astimezone()
        known.setdefault(str(path.resolve()), time.isoformat(timespec="seconds"))
    for session in unfinished_sessions(here):
        time = datetime.datetime.fromtimestamp(_scratch_of(session).stat().st_mtime).astimezone()
        known.setdefault(str(session.resolve()), time.isoformat(timespec="seconds"))
    return sorted(
        (Kept(path=Path(key), since=time) for key, time in known.items()),
        key=lambda kept: (kept.since, kept.path),
    )


def unfinished_sessions(folder: Path) -> list[Path]:
    """Return the sessions of a folder whose run was killed: only the hidden journal is there.

    One that another process is writing right now has the same journal and is left out.
    """
    found = [
        path.with_name(path.name[1:].removesuffix(".new"))
        for path in folder.glob(f".*{_ENDING}.new")
    ]
    return sorted(session for session in found if not is_locked(session))


def _scratch_of(session: Path) -> Path:
    return session.with_name(f".{session.name}.new")


def parts_of(session: Path) -> list[Path]:
    """Return the files that make up a session: journal, names, lock and what is half-written."""
    hidden = _scratch_of(session)
    lock = session.with_name(f".{session.name}.lock")
    return [part for part in (session, names_path(session), hidden, lock) if part.exists()]


def delete_session(session: Path) -> list[Path]:
    """Remove a session with its names, its half-written journal and its place in the list.

    Returns:
        What was removed.

    Raises:
        InputError: There is no such session, or a file cannot be removed.
    """
    parts = parts_of(session)
    if not {session, names_path(session), _scratch_of(session)} & set(parts):
        raise InputError(
            "没有这个会话", path=str(session), todo="用 drafter session list 看看有哪些。"
        )
    for part in parts:
        try:
            part.unlink()
        except OSError as error:
            raise InputError("删不掉", path=str(part), todo="请检查权限。") from error
    _write({key: time for key, time in _read().items() if key != str(session.resolve())})
    return parts
