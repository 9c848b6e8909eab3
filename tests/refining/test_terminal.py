"""``drafter refine`` in a real terminal, driven through tmux as a person's hands would."""

import shutil
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.refining.makers import NOTES
from tests.refining.test_piped import drafter

pytestmark = [
    pytest.mark.terminal,
    pytest.mark.skipif(shutil.which("tmux") is None, reason="needs tmux"),
]


class Screen:
    """A tmux window that runs one command."""

    def __init__(self, folder: Path) -> None:
        self.name = f"refine-{uuid.uuid4().hex[:8]}"
        self.folder = folder
        self._tmux("new-session", "-d", "-x", "90", "-y", "50", "-c", str(folder), "sh")

    def _tmux(self, *words: str) -> str:
        command = ["tmux", "-u", "-L", self.name, *words]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return done.stdout

    def run(self) -> None:
        """Start refining; the text that it ends on tells that it is ready."""
        self.type(f"{sys.executable} -m drafter refine a.docx --model none")
        # The prompt stands only once the terminal has been told of bracketed paste.
        self.wait("离开。\n[第")

    def type(self, text: str) -> None:
        """Type a line and press Enter."""
        self._tmux("send-keys", "-l", text)
        self._tmux("send-keys", "Enter")

    def paste(self, text: str) -> None:
        """Paste several lines at once, as a terminal with bracketed paste does."""
        self._tmux("set-buffer", text)
        self._tmux("paste-buffer", "-p")
        self._tmux("send-keys", "Enter")

    def key(self, key: str) -> None:
        """Press one key."""
        self._tmux("send-keys", key)

    def wait(self, words: str) -> str:
        """Wait until some words are on the screen; return the screen."""
        deadline = time.monotonic() + 60
        shown = ""
        while time.monotonic() < deadline:
            shown = self._tmux("capture-pane", "-p", "-J", "-S", "-200")
            if words in shown:
                return shown
            time.sleep(0.1)
        pytest.fail(f"not on the screen: {words}\n{shown}")

    def close(self) -> None:
        """End the window and its server."""
        self._tmux("kill-server")


@pytest.fixture
def screen(tmp_path: Path, private_home: Path) -> Iterator[Screen]:
    (tmp_path / "记录.txt").write_text(NOTES, "utf-8")
    made = drafter("draft", "记录.txt", "--model", "none", "-o", "a.docx", cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    window = Screen(tmp_path)
    yield window
    window.close()


def test_a_persons_session_from_paste_to_export_and_back(screen: Screen) -> None:
    """Paste, diff, accept, focus, lock, undo, redo, facts, export, leave and come back."""
    screen.run()
    screen.paste("11月办读书会1场40人\n12月慰问老人15名")
    assert "新加2件事" in screen.wait("回车采用；")
    screen.key("Enter")
    screen.wait("现在是第2版")
    screen.type("/段 2")
    screen.wait("选定第2段")
    screen.type("/锁定 2")
    screen.wait("已锁定")
    screen.type("/撤销")
    screen.wait("已撤销")
    screen.type("/重做")
    screen.wait("已恢复")
    screen.type("/事实 3200")
    screen.wait("发资料3200份")
    screen.type("/导出 b.docx")
    screen.wait("已写好")
    screen.key("C-c")
    screen.wait("再按一次")
    screen.type("/退出")
    screen.wait("接着改")
    assert (screen.folder / "b.docx").is_file()
    screen.run()

    screen.type("/历史")

    assert "新加2件事" in screen.wait("▸第2版")
