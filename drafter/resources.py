"""Find the data folders that ship with drafter: prompts, few_shot, eval.

In a checkout they lie beside the package; in a wheel they travel inside it as ``_data``.
"""

from pathlib import Path

__all__ = ["folder"]

_PACKAGE = Path(__file__).parent


def folder(name: str) -> Path:
    """Return the folder of one kind of shipped data.

    Args:
        name: ``prompts``, ``few_shot`` or ``eval``.
    """
    shipped = _PACKAGE / "_data" / name
    return shipped if shipped.is_dir() else _PACKAGE.parent / name
