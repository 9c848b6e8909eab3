"""Entry point: ``drafter`` and ``python -m drafter``."""

import sys

__all__ = ["main"]


def main() -> None:
    """Run the command line; ``--version`` is answered before anything slow is imported."""
    if sys.argv[1:] == ["--version"]:
        from drafter import __version__

        sys.stdout.write(f"drafter {__version__}\n")
        return
    from drafter.cli import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
