"""The fact sheet: notes text cut into activities with labelled figures (pure)."""

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
]
