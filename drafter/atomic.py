"""Replace files whole or not at all, and never a file that a person has worked on.

A draft that somebody edited in Word must survive a second ``drafter draft``. So drafter remembers
the content hash of every file that it wrote, in one list in the user's state folder (hashes
only: no path, no text), and an existing file is replaced without ``--force`` only while its
content is still one of those. Where the list cannot be kept, the answer is the safe one.
"""

import contextlib
import glob
import hashlib
import io
import os
import tempfile
import time
from collections.abc import Collection
from pathlib import Path

from drafter.errors import InputError

__all__ = [
    "check_replaceable",
    "content_hash",
    "is_unchanged",
    "open_private",
    "remember_written",
    "store_path",
    "write_file",
]

_PRIVATE = 0o600
_STALE_S = 600
# About 650 kB; far more files than one person writes, and the oldest are forgotten first.
_MOST_REMEMBERED = 10_000


def content_hash(data: bytes) -> str:
    """Return the SHA-256 of a file's content in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def write_file(path: Path, data: bytes, *, private: bool = False, remember: bool = True) -> str:
    """Write a file so that readers see the old content or the new one, nothing between.

    Args:
        path: Where; a symbolic link is followed, an existing file keeps its mode.
        data: The whole content.
        private: Readable by its owner only (mode 0600), whatever it was before.
        remember: Whether a later run may replace the file unasked while it is unchanged.

    Returns:
        The content hash.

    Raises:
        InputError: The folder is missing, or the place cannot be written; nothing changed.
    """
    target = _checked_place(path)
    try:
        _replace(target, data, mode=_mode_for(target, private=private))
    except OSError as error:
        raise InputError(
            f"写不进去（{error.strerror or type(error).__name__}）",
            path=str(path),
            todo="请检查磁盘空间和权限；文件若正在别的程序里打开，请先关闭。",
        ) from error
    digest = content_hash(data)
    if remember:
        remember_written(digest)
    return digest


def open_private(path: Path) -> io.FileIO:
    """Open a journal of our own for appending, readable by its owner only, whatever it was before.

    Each write is one line and reaches the system at once.
    """
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, _PRIVATE)
    if hasattr(os, "fchmod"):
        os.fchmod(descriptor, _PRIVATE)
    return io.FileIO(descriptor, "ab")


def check_replaceable(path: Path, *, force: bool = False, known: Collection[str] = ()) -> None:
    """Raise unless a file may be written here: before an hour of work, not after it.

    The path must be free, or hold what drafter wrote and nobody changed since.

    Args:
        path: Where something is about to be written.
        force: The user said ``--force``.
        known: Further content hashes that drafter vouches for, e.g. from the session beside it.

    Raises:
        InputError: The place takes no file, or a person's work would be lost.
    """
    target = _checked_place(path)
    if not os.access(target.parent, os.W_OK):
        raise InputError(
            f"没有写入文件夹 {path.parent} 的权限", path=str(path), todo="请换一个位置。"
        )
    if force or not target.exists() or is_unchanged(target, known=known):
        return
    raise InputError(
        "文件已经存在，而且不是 drafter 写的，或写好后有人改过",
        path=str(path),
        todo="请换一个文件名；确定要覆盖时加 --force。",
    )


def _checked_place(path: Path) -> Path:
    """Return the path with links followed, once it can be a file."""
    target = path.resolve()
    if not target.parent.is_dir():
        raise InputError(
            f"文件夹 {path.parent} 不存在",
            path=str(path),
            todo="请先建好这个文件夹，或换一个位置。",
        )
    if target.is_dir():
        raise InputError("这是一个文件夹，不能当作文件写入", path=str(path), todo="请写明文件名。")
    return target


def is_unchanged(path: Path, *, known: Collection[str] = ()) -> bool:
    """Whether a file's content is one that drafter wrote."""
    try:
        digest = content_hash(path.read_bytes())
    except OSError:
        return False
    return digest in known or digest in _remembered()


def remember_written(digest: str) -> None:
    """Note the hash of a file that drafter wrote; a state folder that cannot be had is no error."""
    try:
        store = store_path()
        store.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # One short write at the end of the file, so that two runs at once lose nothing.
        with os.fdopen(
            os.open(store, os.O_WRONLY | os.O_APPEND | os.O_CREAT, _PRIVATE), "w"
        ) as file:
            file.write(f"{digest}\n")
        known = _remembered()
        if len(known) > 2 * _MOST_REMEMBERED:
            kept = "\n".join(known[-_MOST_REMEMBERED:])
            _replace(store, f"{kept}\n".encode(), mode=_PRIVATE)
    except OSError:
        return


def _remembered() -> list[str]:
    try:
        return store_path().read_text("ascii").split()
    except (OSError, UnicodeDecodeError):
        return []


def store_path() -> Path:
    """Return where the hashes of written files lie or would lie."""
    import platformdirs

    return Path(platformdirs.user_state_dir("drafter", appauthor=False)) / "written.sha256"


def _mode_for(target: Path, *, private: bool) -> int:
    if private:
        return _PRIVATE
    try:
        return target.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _sweep(target: Path) -> None:
    """Remove what an earlier write of the same file left when it was killed."""
    for path in target.parent.glob(f".{glob.escape(target.name[:40])}.*.tmp"):
        with contextlib.suppress(OSError):
            # A write that is under way elsewhere takes seconds.
            if time.time() - path.stat().st_mtime > _STALE_S:
                path.unlink()


def _replace(target: Path, data: bytes, *, mode: int) -> None:
    _sweep(target)
    handle, name = tempfile.mkstemp(
        dir=target.parent, prefix=f".{target.name[:40]}.", suffix=".tmp"
    )
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(mode)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
