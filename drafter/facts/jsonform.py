"""The contract's JSON form of a fact sheet."""

from typing import Any

from drafter.facts.types import Activity, Dropped, Fact, FactSheet, Provenance, Role, Scope
from drafter.figures import figure_to_json

__all__ = ["fact_to_json", "sheet_to_json"]


def sheet_to_json(sheet: FactSheet) -> dict[str, Any]:
    """Return a sheet with the contract's keys; Decimals stay Decimal for an exact writer."""
    return {
        "title": sheet.title,
        "org": sheet.org,
        "level": sheet.level.value,
        "period": sheet.period,
        "kind": sheet.kind.value,
        "header_figures": [fact_to_json(fact) for fact in sheet.header_figures],
        "activities": [_activity(activity) for activity in sheet.activities],
        "conflicts": [
            {
                "kind": conflict.kind,
                "reason": conflict.reason,
                "figures": [
                    fact_to_json(fact)
                    for activity in sheet.activities
                    for fact in activity.facts
                    if fact.id in conflict.fact_ids
                ],
            }
            for conflict in sheet.conflicts
        ],
        "dropped": [_dropped(dropped) for dropped in sheet.dropped],
        "remarks": list(sheet.remarks),
        "names": list(sheet.names),
    }


def fact_to_json(fact: Fact) -> dict[str, Any]:
    """Return one figure of a sheet."""
    figure = figure_to_json(fact.figure)
    form: dict[str, Any] = {
        "id": fact.id,
        "text": fact.surface or figure["text"],
        "kind": figure["kind"],
        "value": figure["value"],
        "unit": figure["unit"],
        "qualifier": figure["qualifier"],
        "per": figure["per"],
        "label": fact.label,
        "use": fact.use.value,
        "source": _source(fact.source),
    }
    if fact.scope is not Scope.OWN:
        form["scope"] = fact.scope.value
    if fact.part_of is not None:
        form["part_of"] = fact.part_of
    if fact.by_user:
        form["by_user"] = True
    return form


def _activity(activity: Activity) -> dict[str, Any]:
    form: dict[str, Any] = {
        "id": activity.id,
        "topic": activity.topics[0],
        "topics": list(activity.topics),
        "text": activity.text,
        "role": activity.role.value,
        "figures": [fact_to_json(fact) for fact in activity.facts],
        "source": _source(activity.source),
    }
    if activity.heading:
        form["heading"] = activity.heading
    if activity.role is Role.RESULT:
        del form["role"]
        form["role"] = Role.RESULT.value
    return form


def _dropped(dropped: Dropped) -> dict[str, Any]:
    return {
        "text": dropped.text,
        "reason": dropped.reason,
        "figures": [fact_to_json(fact) for fact in dropped.figures],
        "source": _source(dropped.source),
    }


def _source(source: Provenance) -> dict[str, Any]:
    form: dict[str, Any] = {
        "file": source.file,
        "line": source.line,
        "start": source.start,
        "end": source.end,
    }
    if source.place:
        form["place"] = source.place
    return form
