"""Judged cases as data, and the one rule by which a reading is compared with its judgement."""

import json
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from drafter.figures import Figure, Value

CASES: Final = Path(__file__).parent.parent / "cases" / "figures"
SAMPLES: Final = Path(__file__).parent.parent / "samples" / "summaries.txt"


@dataclass(frozen=True, slots=True)
class Case:
    """One text with what a person found in it."""

    id: str
    text: str
    figures: tuple[dict[str, Any], ...]
    others: tuple[str, ...]
    why: str


def load(name: str) -> Any:  # noqa: ANN401 # judged data of several shapes
    """Return one file of judged cases; numbers are exact."""
    text = (CASES / name).read_text(encoding="utf-8")
    return json.loads(text, parse_float=Decimal, parse_int=Decimal)


def value_of(judged: Any) -> Value:  # noqa: ANN401 # a JSON value
    """Return a judged value in the form that a figure has."""
    if isinstance(judged, list):
        low, high = judged
        return (low, high)
    assert judged is None or isinstance(judged, str | Decimal)
    return judged


def agrees(figure: Figure, judged: dict[str, Any], *keys: str) -> bool:
    """Say whether a reading has the judged value, unit and qualifier (and the other ``keys``)."""
    return (
        figure.value == value_of(judged["value"])
        and figure.unit == judged["unit"]
        and figure.qualifier.value == judged["qualifier"]
        and all(str(getattr(figure, key)) == str(judged.get(key)) for key in keys)
    )
