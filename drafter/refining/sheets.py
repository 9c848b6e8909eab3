"""The fact sheets of a session, each read once: a version names its sheet by its YAML."""

from functools import lru_cache
from typing import Final

from drafter.drafting import materials_by_id
from drafter.drafting.material import Material
from drafter.facts import FactSheet, sheet_from_yaml, sheet_to_yaml

__all__ = ["materials_of", "sheet_of", "write_sheet"]

_NAME: Final = "会话里的事实"
# What was just written need not be read again; a sheet of 300 activities takes half a second.
_WRITTEN: Final[dict[str, FactSheet]] = {}
_MOST: Final = 64


def sheet_of(yaml: str) -> FactSheet:
    """Return the sheet that a journal's YAML states."""
    known = _WRITTEN.get(yaml)
    return _read(yaml) if known is None else known


@lru_cache(maxsize=32)
def _read(yaml: str) -> FactSheet:
    return sheet_from_yaml(yaml, _NAME) if yaml else FactSheet()


@lru_cache(maxsize=32)
def materials_of(yaml: str) -> dict[str, Material]:
    """Return what each activity of a sheet may tell."""
    return materials_by_id(sheet_of(yaml))


def write_sheet(sheet: FactSheet) -> str:
    """Return a sheet as the journal keeps it."""
    yaml = sheet_to_yaml(sheet)
    if len(_WRITTEN) >= _MOST:
        _WRITTEN.clear()
    _WRITTEN[yaml] = sheet
    return yaml
