"""Entry point: ``drafter`` and ``python -m drafter``."""

import gc
import io
import signal
import sys

__all__ = ["main"]

_COLLECT_AFTER = 50_000
_INTERRUPTED = 130


def main() -> None:
    """Run the command line; ``--version`` is answered before anything slow is imported."""
    if sys.argv[1:] == ["--version"]:
        from drafter import __version__

        sys.stdout.write(f"drafter {__version__}\n")
        return
    for stream in (sys.stdout, sys.stderr):
        # A Chinese Windows pipes in GBK, which has no 😀: a sign is lost rather than the output.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        from drafter.cli import run
    except KeyboardInterrupt:
        sys.stderr.write("已中断。\n")
        sys.exit(_INTERRUPTED)
    # What a command makes of its input stays until it ends; looking through it again and again
    # for what could be freed took a tenth of the time of long notes.
    gc.set_threshold(_COLLECT_AFTER, 20, 20)
    try:
        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # pressed again while the first was being told
        code = _INTERRUPTED
    if code == _INTERRUPTED:
        # Once more must not cut off the leaving, nor change its exit code.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Looking through everything once more before the system takes it back is a tenth of a second.
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    main()
