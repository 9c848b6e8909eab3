"""What every command shares: where text goes, JSON without rounding, questions, the exit codes."""

import os
import sys
from enum import IntEnum
from typing import Any

__all__ = [
    "ExitCode",
    "assume_yes",
    "confirm",
    "debugging",
    "is_interactive",
    "say",
    "write_json",
    "write_out",
]


class ExitCode(IntEnum):
    """Exit codes of every command (public contract)."""

    DONE = 0
    FINDINGS = 1
    WRONG_CALL = 2
    NO_MODEL = 3
    INTERNAL = 70
    INTERRUPTED = 130


def debugging() -> bool:
    """Whether ``--debug`` was given; then tracebacks are shown."""
    return os.environ.get("DRAFTER_DEBUG") == "1"


def assume_yes(yes: bool = False) -> bool:  # mirrors the flag it is given
    """Whether questions are answered with yes: ``--yes`` or ``DRAFTER_ASSUME_YES=1``."""
    return yes or os.environ.get("DRAFTER_ASSUME_YES") == "1"


def is_interactive() -> bool:
    """Whether a person sits at both ends."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def say(message: str) -> None:
    """Tell the user something, on standard error; standard output is for results."""
    sys.stderr.write(message + "\n")
    sys.stderr.flush()


def write_out(text: str) -> None:
    """Write a result to standard output, newline at the end."""
    sys.stdout.write(text if text.endswith("\n") else text + "\n")


def write_json(value: Any) -> None:  # noqa: ANN401 # any JSON value
    """Write JSON to standard output; a Decimal becomes the number literal it is."""
    import simplejson

    write_out(simplejson.dumps(value, ensure_ascii=False, use_decimal=True, indent=2))


def confirm(question: str, *, yes: bool = False) -> bool:
    """Ask a yes-or-no question; without a terminal the answer is no unless ``--yes`` stands."""
    if assume_yes(yes):
        return True
    if not is_interactive():
        return False
    from drafter.refining.quiet import aloud

    sys.stderr.write(f"{question} [y/N] ")
    sys.stderr.flush()
    with aloud():
        return sys.stdin.readline().strip().lower() in {"y", "yes", "是", "好", "确认"}
