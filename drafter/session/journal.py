"""One JSON object a line, flushed to disk before the work goes on; mode 0600.

A torn last line (the machine went down while it was written) is left out when reading and cut
off before the next append, so that nothing that was finished is lost.
"""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from drafter.errors import InputError, unreadable
from drafter.session.veiling import Veil

__all__ = ["ANEW", "SCHEMA", "Journal", "read_events"]

# 2: refining appends versions; what only knew drafts would take an old text for the current one.
# 3: a fact sheet may be told by what differs from an earlier one.
SCHEMA = 3
_TOKEN = "〔".encode()
# While it lies beside the draft, the draft opens it.
ANEW = (
    "请把这个会话文件改名留存，再从文稿重新开始："
    "drafter refine 总结.docx --facts 记录.txt（换成自己的文件名）。"
)


def read_events(path: Path) -> list[dict[str, Any]]:
    """Return the events of a journal in order, a torn last line left out.

    Raises:
        InputError: The file is no journal, or a line before the last is damaged.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise unreadable(error, str(path)) from error
    found = list(_complete_lines(raw, path))
    events = [event for event, _ in found]
    if not events or events[0].get("type") != "session":
        raise InputError(
            "不是 drafter 的会话文件", path=str(path), todo="请选用草稿旁边的 .session.jsonl 文件。"
        )
    schemas = [event.get("schema", 0) for event in events]
    if not all(isinstance(schema, int) for schema in schemas):
        raise InputError("会话文件的内容对不上", path=str(path), todo=ANEW)
    if max(schemas) > SCHEMA:
        raise InputError(
            "会话文件由更新版本的 drafter 写成", path=str(path), todo="请先升级 drafter。"
        )
    veil = Veil(path)
    start = 0
    restored = []
    for event, end in found:
        # Most lines hold no token, and walking through all of them is what opening would wait for.
        restored.append(veil.restore(event) if _TOKEN in raw[start:end] else event)
        start = end
    return restored


def _complete_lines(raw: bytes, path: Path) -> Iterator[tuple[dict[str, Any], int]]:
    """Yield each whole event with the byte offset behind it."""
    offset = 0
    lines = raw.split(b"\n")
    for number, line in enumerate(lines, 1):
        end = offset + len(line) + 1
        if line.strip():
            torn = number == len(lines)
            try:
                event = json.loads(line)
            except (ValueError, UnicodeDecodeError) as error:
                if torn:
                    return
                raise InputError(
                    "会话文件这一行已损坏", path=str(path), line=number, todo=ANEW
                ) from error
            if torn or not isinstance(event, dict):
                if torn:
                    return
                raise InputError("会话文件这一行不是记录", path=str(path), line=number, todo=ANEW)
            yield event, end
        offset = end


class Journal:
    """An open journal; every ``append`` is on disk when it returns."""

    def __init__(self, path: Path) -> None:
        self.path = path
        existing = path.read_bytes() if path.exists() else b""
        keep = 0
        for _, end in _complete_lines(existing, path):
            keep = end
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        os.fchmod(descriptor, 0o600) if hasattr(os, "fchmod") else None
        if keep < len(existing):
            os.ftruncate(descriptor, keep)
        os.lseek(descriptor, 0, os.SEEK_END)
        self._file = os.fdopen(descriptor, "ab", buffering=0)
        self._veil = Veil(path)
        if not keep and not path.name.startswith("."):
            self._veil.forget()

    def append(self, kind: str, **fields: object) -> None:
        """Write one event.

        Args:
            kind: Its ``type``.
            fields: JSON values.

        Raises:
            InputError: The disk does not take it.
        """
        self.append_all([{"type": kind, **fields}])

    def append_all(self, events: Iterable[Mapping[str, Any]]) -> None:
        """Write what came of one input: several events, one after another, waited for once.

        Raises:
            InputError: The disk does not take them.
        """
        data = b""
        for event in events:
            fields = {key: value for key, value in event.items() if key != "type"}
            hidden = {"type": event["type"], **self._veil.hide(fields)}
            line = json.dumps(hidden, ensure_ascii=False, separators=(",", ":"))
            data += line.encode("utf-8") + b"\n"
        if not data:
            return
        try:
            # A disk that fills up takes the beginning of a line.
            while data:
                data = data[self._file.write(data) :]
            os.fsync(self._file.fileno())
        except OSError as error:
            raise InputError(
                f"会话记录写不进去（{error.strerror or type(error).__name__}）",
                path=str(self.path),
                todo="请检查磁盘空间和权限，再运行同一命令，会接着写。",
            ) from error

    def clear(self) -> None:
        """Start anew."""
        os.ftruncate(self._file.fileno(), 0)
        os.lseek(self._file.fileno(), 0, os.SEEK_SET)

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
