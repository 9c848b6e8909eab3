"""The contract's JSON form of one figure."""

from decimal import Decimal
from typing import Any

from drafter.figures.types import Figure, Value

__all__ = ["figure_to_json"]


def figure_to_json(figure: Figure) -> dict[str, Any]:
    """Return a figure with the contract's keys; Decimals stay Decimal for an exact writer."""
    return {
        "text": figure.text,
        "start": figure.start,
        "end": figure.end,
        "kind": figure.kind.value,
        "value": _plain(figure.value),
        "unit": figure.unit,
        "qualifier": figure.qualifier.value,
        "per": figure.per,
        "is_figure": figure.is_figure,
    }


def _plain(value: Value) -> Decimal | str | list[Decimal | str] | None:
    return list(value) if isinstance(value, tuple) else value
