"""The contract's JSON form of a verification."""

from typing import Any

from drafter.facts import Fact
from drafter.figures import figure_to_json
from drafter.verifying.types import CheckedFigure, Support, Verification, Warn

__all__ = ["verification_to_json"]


def verification_to_json(verification: Verification, *, id: str | None = None) -> dict[str, Any]:  # noqa: A002 # the contract's key
    """Return a verification with the contract's keys; Decimals stay Decimal for an exact writer."""
    return {
        "id": id,
        "ok": verification.ok,
        "figures": [_checked(checked) for checked in verification.figures],
        "missing": [_missing(fact) for fact in verification.missing],
        "warnings": [_warn(warn) for warn in verification.warnings],
    }


def _checked(checked: CheckedFigure) -> dict[str, Any]:
    form = figure_to_json(checked.figure)
    del form["is_figure"]
    form["status"] = checked.status.value
    form["ok"] = checked.status.ok
    form["support"] = _support(checked.support)
    form["reason"] = checked.reason
    return form


def _support(support: Support | None) -> dict[str, Any] | None:
    if support is None:
        return None
    return {
        "text": support.text,
        "start": support.start,
        "end": support.end,
        "source": {"file": support.file, "line": support.line, "fact": support.fact_id},
    }


def _missing(fact: Fact) -> dict[str, Any]:
    form = figure_to_json(fact.figure)
    del form["is_figure"]
    form["id"] = fact.id
    form["label"] = fact.label
    form["use"] = fact.use.value
    form["source"] = {
        "file": fact.source.file,
        "line": fact.source.line,
        "start": fact.source.start,
        "end": fact.source.end,
    }
    return form


def _warn(warn: Warn) -> dict[str, Any]:
    return {
        "text": warn.text,
        "start": warn.start,
        "end": warn.end,
        "kind": warn.kind,
        "reason": warn.reason,
    }
