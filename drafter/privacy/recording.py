"""The record of what was handed to others: when, to whom, how much was hidden; no text.

One JSON object a line, mode 0600, in the user's state folder. The law asks that such a record is
kept (PIPL articles 55 and 56), so drafter never deletes it on its own.
"""

import datetime
import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from drafter.config import state_folder
from drafter.errors import InputError

__all__ = ["hash_of", "record_path", "record_transfer"]


def record_path() -> Path:
    """Return where the record lies or would lie."""
    return state_folder() / "processing.jsonl"


def hash_of(texts: Iterable[str]) -> str:
    """Return one SHA-256 over several texts."""
    digest = hashlib.sha256()
    for text in texts:
        digest.update(text.encode("utf-8", "surrogatepass"))
        digest.update(b"\x00")
    return digest.hexdigest()


def record_transfer(
    *,
    endpoint: str,
    model: str,
    hidden: Mapping[str, int],
    sent: str,
    received: str,
    outcome: str,
) -> None:
    """Append one call to the record.

    Args:
        endpoint: The address.
        model: The model's name there.
        hidden: How many passages of each category were replaced.
        sent: Hash of what was sent.
        received: Hash of the reply; "" without one.
        outcome: ``ok``, or the kind of the fault.

    Raises:
        InputError: The record cannot be kept; then nothing may be sent.
    """
    line = json.dumps(
        {
            "time": datetime.datetime.now().astimezone().isoformat(timespec="seconds"),
            "endpoint": endpoint,
            "model": model,
            "hidden": dict(hidden),
            "sent_sha256": sent,
            "received_sha256": received,
            "outcome": outcome,
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )
    path = record_path()
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(handle, "wb") as file:
            os.fchmod(file.fileno(), 0o600) if hasattr(os, "fchmod") else None
            file.write(line.encode("utf-8") + b"\n")
    except OSError as error:
        raise InputError(
            "处理记录写不进去，没有再发送内容", path=str(path), todo="请检查权限和磁盘空间。"
        ) from error
