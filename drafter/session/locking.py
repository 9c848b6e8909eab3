"""Two windows on one session would overwrite each other's work, so the second one is turned away.

The lock belongs to the operating system: a process that is killed lets go of it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from drafter.errors import InputError

__all__ = ["session_lock"]


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
        raise InputError(
            "这份会话正在另一个窗口里使用",
            path=str(path),
            todo="请先在那个窗口里输入 /退出，再打开这里。",
        ) from None
    except OSError as error:
        raise InputError(
            "会话所在的文件夹写不进去", path=str(path), todo="请检查权限和磁盘空间。"
        ) from error
    try:
        yield
    finally:
        lock.release()
