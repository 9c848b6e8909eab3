"""The fact sheets of a session, each read once: a version names its sheet by its YAML."""

from functools import lru_cache
from typing import Final

from drafter.drafting import learned_names
from drafter.drafting.material import Material, block_labels
from drafter.drafting.naming import told_materials
from drafter.facts import FactSheet, sheet_from_yaml, sheet_to_yaml
from drafter.privacy import Pseudonyms

__all__ = ["learn_names", "materials_in", "sheet_of", "write_sheet"]

_NAME: Final = "会话里的事实"
# What was just written need not be read again; a sheet of 300 activities takes half a second.
_WRITTEN: Final[dict[str, FactSheet]] = {}
# Likewise whom the notes name: a sheet that was made from another one knows what that one knew.
_NAMES: Final[dict[str, Pseudonyms]] = {}
_MOST: Final = 64


def sheet_of(yaml: str) -> FactSheet:
    """Return the sheet that a journal's YAML states."""
    known = _WRITTEN.get(yaml)
    return _read(yaml) if known is None else known


@lru_cache(maxsize=8)
def _read(yaml: str) -> FactSheet:
    return sheet_from_yaml(yaml, _NAME) if yaml else FactSheet()


def write_sheet(sheet: FactSheet, base: str = "") -> str:
    """Return a sheet as the journal keeps it.

    Args:
        sheet: The sheet.
        base: The YAML of the sheet that it was made from.
    """
    yaml = sheet_to_yaml(sheet)
    if len(_WRITTEN) >= _MOST:
        _WRITTEN.clear()
        _NAMES.clear()
    _WRITTEN[yaml] = sheet
    if base in _NAMES:
        _NAMES.setdefault(yaml, _NAMES[base])
    return yaml


def learn_names(yaml: str) -> Pseudonyms:
    """Return a map that knows everybody whom a sheet names."""
    known = learned_names(sheet_of(yaml), _NAMES.get(yaml))
    _NAMES[yaml] = known
    return known


def materials_in(yaml: str, ids: frozenset[str]) -> dict[str, Material]:
    """Return what some activities of a sheet may tell, by id; an unknown id is left out."""
    sheet = sheet_of(yaml)
    clashing = frozenset(fact_id for item in sheet.conflicts for fact_id in item.fact_ids)
    return told_materials(sheet, clashing, block_labels(sheet), only=ids, known=learn_names(yaml))
