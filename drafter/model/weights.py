"""The embedded model's weights: which there are, where they lie, whether they are right."""

import hashlib
import json
import os
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from drafter.errors import InputError

__all__ = [
    "Weights",
    "all_weights",
    "file_hash",
    "find_weights",
    "is_verified",
    "mark_verified",
    "models_folder",
    "weights_path",
]

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """One model file with the sources it may come from.

    ``package`` holds ``{n}`` for the part's number from 1.
    """

    id: str
    default: bool
    file: str
    bytes: int
    sha256: str
    package: str
    package_version: str
    parts: int
    memory_gb: float
    urls: tuple[str, ...]


@lru_cache(maxsize=1)
def all_weights() -> tuple[Weights, ...]:
    """Return every known model, the default first."""
    data = tomllib.loads(files("drafter.model").joinpath("data/weights.toml").read_text("utf-8"))
    known = [Weights(**{**item, "urls": tuple(item["urls"])}) for item in data["weights"]]
    return tuple(sorted(known, key=lambda item: not item.default))


def find_weights(name: str | None) -> Weights:
    """Return one model by id or file name; None is the default.

    Raises:
        InputError: No such model.
    """
    known = all_weights()
    if name is None:
        return known[0]
    for weights in known:
        if name in (weights.id, weights.file):
            return weights
    raise InputError(f"没有内置模型 {name}", todo=f"现有：{'、'.join(item.id for item in known)}。")


def models_folder() -> Path:
    """Return the folder that holds weights; ``DRAFTER_MODELS`` overrides the user's data folder."""
    override = os.environ.get("DRAFTER_MODELS")
    if override:
        return Path(override)
    import platformdirs

    return Path(platformdirs.user_data_dir("drafter", appauthor=False)) / "models"


def weights_path(name: str | None) -> Path:
    """Return where a model's file lies or would lie."""
    return models_folder() / find_weights(name).file


def file_hash(path: Path, *, on_bytes: Callable[[int], None] | None = None) -> str:
    """Return a file's SHA-256; ``on_bytes`` hears of the bytes as they are read."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            if on_bytes is not None:
                on_bytes(len(chunk))
    return digest.hexdigest()


def is_verified(weights: Weights) -> bool:
    """Whether the file is there and was checked; hashed again only if size or time changed.

    Hashing 1.1 GB takes seconds, which no start of a draft should pay.
    """
    path = models_folder() / weights.file
    try:
        stat = path.stat()
    except OSError:
        return False
    if stat.st_size != weights.bytes:
        return False
    if _marker(path) == [weights.sha256, stat.st_size, stat.st_mtime_ns]:
        return True
    if file_hash(path) != weights.sha256:
        return False
    mark_verified(weights)
    return True


def mark_verified(weights: Weights) -> None:
    """Note that the file as it lies there has the right hash."""
    path = models_folder() / weights.file
    stat = path.stat()
    note = json.dumps([weights.sha256, stat.st_size, stat.st_mtime_ns])
    try:
        path.with_name(path.name + ".verified").write_text(note, "utf-8")
    except OSError:
        # A read-only folder (shared installation): the hash is taken again next time.
        return


def _marker(path: Path) -> object:
    try:
        return json.loads(path.with_name(path.name + ".verified").read_text("utf-8"))
    except (OSError, ValueError):
        return None
