"""What is typed or pasted while no prompt stands is kept whole for the next one.

A terminal left to itself would echo it into the model's words, and hand a pasted text over line by
line, so that each line became an instruction. From the first moment to the last it is told to mark
pastes and not to echo; Ctrl-C stays a signal, for it must stop a turn.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, Self

__all__ = ["QuietTerminal", "aloud"]

_MARK_PASTES: Final = "\x1b[?2004h"
_NO_MARKS: Final = "\x1b[?2004l"


class QuietTerminal:
    """Holds the terminal for one session; does nothing where there is none, or no ``termios``.

    Attributes:
        typed: What came before the terminal was held, for the first prompt.
        sent: Whether that was one line with its Enter; the line ends of several may be those of a
            paste, so these wait in the prompt.
    """

    def __init__(self) -> None:
        self._before: list[Any] | None = None
        self.typed = ""
        self.sent = False

    def __enter__(self) -> Self:
        try:
            import termios
        except ImportError:  # Windows: its console keeps pastes apart by itself
            return self
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            return self
        self._before = termios.tcgetattr(sys.stdin)
        waiting = _waiting()
        self.typed = waiting.rstrip("\n")
        self.sent = waiting.count("\n") == 1 and waiting.endswith("\n")
        quiet = termios.tcgetattr(sys.stdin)
        quiet[0] &= ~termios.ICRNL
        quiet[3] &= ~(termios.ECHO | termios.ICANON)
        termios.tcsetattr(sys.stdin, termios.TCSANOW, quiet)
        self.between()
        return self

    def between(self) -> None:
        """Mark pastes again; the prompt stops that when it ends."""
        if self._before is not None:
            sys.stdout.write(_MARK_PASTES)
            sys.stdout.flush()

    def __exit__(self, *_: object) -> None:
        if self._before is not None:
            import termios

            sys.stdout.write(_NO_MARKS)
            sys.stdout.flush()
            termios.tcsetattr(sys.stdin, termios.TCSADRAIN, self._before)


def _waiting() -> str:
    """Return what waits in the terminal already."""
    import os
    import select

    data = b""
    while select.select([sys.stdin], [], [], 0)[0]:
        piece = os.read(sys.stdin.fileno(), 65536)
        if not piece:
            break
        data += piece
    return data.decode("utf-8", "ignore").replace("\r", "\n")


@contextmanager
def aloud() -> Iterator[None]:
    """Let a question be answered as usual, line by line and seen, whatever holds the terminal."""
    try:
        import termios
    except ImportError:
        yield
        return
    if not sys.stdin.isatty():
        yield
        return
    before = termios.tcgetattr(sys.stdin)
    usual = termios.tcgetattr(sys.stdin)
    usual[0] |= termios.ICRNL
    usual[3] |= termios.ECHO | termios.ICANON
    termios.tcsetattr(sys.stdin, termios.TCSADRAIN, usual)
    try:
        yield
    finally:
        termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)
