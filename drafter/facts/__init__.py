"""The fact sheet: notes text cut into activities with labelled figures (pure)."""

from drafter.facts.building import build_fact_sheet
from drafter.facts.jsonform import fact_to_json, sheet_to_json
from drafter.facts.lexicon import topic_names
from drafter.facts.types import (
    Activity,
    Conflict,
    Dropped,
    Fact,
    FactSheet,
    Level,
    NoteLine,
    Notes,
    Provenance,
    ReportKind,
    Role,
    Scope,
    Use,
)
from drafter.facts.yaml_reading import is_sheet_text, sheet_from_yaml
from drafter.facts.yaml_writing import sheet_to_yaml

__all__ = [
    "Activity",
    "Conflict",
    "Dropped",
    "Fact",
    "FactSheet",
    "Level",
    "NoteLine",
    "Notes",
    "Provenance",
    "ReportKind",
    "Role",
    "Scope",
    "Use",
    "build_fact_sheet",
    "fact_to_json",
    "is_sheet_text",
    "sheet_from_yaml",
    "sheet_to_json",
    "sheet_to_yaml",
    "topic_names",
]
