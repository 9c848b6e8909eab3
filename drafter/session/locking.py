"""Two windows on one session would overwrite each other's work, so the second one is turned away.

The lock belongs to the operating system: a process that is killed lets go of it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from drafter.errors import InputError

__all__ = ["is_locked", "session_lock"]


def is_locked(path: Path) -> bool:
    """Whether some process holds a session now; nothing is made or changed."""
    from filelock import FileLock, Timeout

    place = path.resolve()
    lock = FileLock(place.with_name(f".{place.name}.lock"), mode=0o600)
    if not Path(lock.lock_file).exists():
        return False
    try:
        lock.acquire(timeout=0)
    except (Timeout, OSError):
        return True
    lock.release()
    return False


@contextmanager
def session_lock(path: Path) -> Iterator[None]:
    """Hold a session for this process alone.

    Args:
        path: The session; a hidden empty file beside it carries the lock and stays there.

    Raises:
        InputError: Another process holds it.
    """
    from filelock import FileLock, Timeout

    place = path.resolve()
    lock = FileLock(place.with_name(f".{place.name}.lock"), mode=0o600)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        # The library also waits for a file that it may not make.
        if not Path(lock.lock_file).exists():
            raise InputError(
                "会话所在的文件夹写不进去", path=str(path), todo="请换一个位置。"
            ) from None
        raise InputError(
            "这份总结正由另一个 drafter 处理",
            path=str(path),
            todo="请等它写完；如果是开着的修改窗口，请在那里输入 /退出。",
        ) from None
    except OSError as error:
        raise InputError(
            "会话所在的文件夹写不进去", path=str(path), todo="请检查权限和磁盘空间。"
        ) from error
    try:
        yield
    finally:
        lock.release()
