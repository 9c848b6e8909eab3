"""Old office formats go through LibreOffice where it is installed; nothing else can read them."""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import Final

__all__ = ["convert"]

_TIMEOUT_S: Final = 120
# Named outright: LibreOffice reads a broken file as plain text, and its bytes as words.
_FILTERS: Final = {
    ".doc": "MS Word 97",
    ".wps": "MS Word 97",
    ".xls": "MS Excel 97",
    ".et": "MS Excel 97",
}


def convert(path: str, data: bytes, suffix: str, target: str) -> bytes | None:
    """Return an old office file in the new format, or None where that cannot be done here.

    Macros do not run: LibreOffice starts with a fresh profile, without its window, and that
    profile's macro security admits signed macros only.

    Args:
        path: The file's name, for nothing but its suffix when ``suffix`` is empty.
        data: Its content; what lies on disk is not opened.
        suffix: The suffix with its dot.
        target: ``docx`` or ``xlsx``.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        return None
    with tempfile.TemporaryDirectory(prefix="drafter-") as folder:
        base = Path(folder)
        ending = suffix or Path(path).suffix
        original = base / f"notes{ending}"
        original.write_bytes(data)
        command = [
            program,
            f"-env:UserInstallation={(base / 'profile').as_uri()}",
            "--headless",
            "--norestore",
            "--nolockcheck",
            *([f"--infilter={_FILTERS[ending]}"] if ending in _FILTERS else []),
            "--convert-to",
            target,
            "--outdir",
            str(base / "out"),
            str(original),
        ]
        if not _run(command):
            return None
        results = sorted((base / "out").glob(f"*.{target}"))
        return results[0].read_bytes() if results else None


def _run(command: list[str]) -> bool:
    """Run to the end or end the whole process group; a hung converter must not stay behind."""
    own_group = os.name == "posix"
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=own_group,
        )
    except OSError:
        return False
    try:
        return process.wait(timeout=_TIMEOUT_S) == 0
    except BaseException as error:
        if own_group:
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
        process.wait()
        if isinstance(error, subprocess.TimeoutExpired):
            return False
        raise
