"""What the reports call things, and how they write values."""

import datetime
import math
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any

from drafter.evaluating.comparing import Verdict

__all__ = [
    "age_in_words",
    "parameter_label",
    "score_label",
    "verdict_label",
    "write_value",
    "writing_label",
]


@lru_cache(maxsize=1)
def _labels() -> dict[str, Any]:
    text = files("drafter.evaluating").joinpath("data/labels.toml").read_text("utf-8")
    return tomllib.loads(text)


def score_label(name: str) -> str:
    """Return a score's Chinese name."""
    return str(_labels()["scores"].get(name, name))


def verdict_label(verdict: Verdict) -> str:
    """Return a verdict in Chinese."""
    return str(_labels()["verdicts"][verdict.value])


def parameter_label(name: str) -> str:
    """Return a pack parameter's Chinese name."""
    return str(_labels()["parameters"].get(name, name))


def writing_label(name: str) -> str:
    """Return the Chinese name of how a model was asked."""
    return str(_labels()["writing"].get(name, name))


def write_value(name: str, value: float | None, *, signed: bool = False) -> str:
    """Return a score's value as a reader wants it; a dash where there is none."""
    if value is None or math.isnan(value):
        return "–"
    if math.isinf(value):
        return "无法估计"
    percent = name in _labels()["percent"]["names"]
    # Rounded first, so that no -0.00 is left.
    shown = round(100 * value, 1) if percent else round(value, 2)
    shown = shown or 0.0
    sign = "+" if signed and shown > 0 else ""
    return f"{sign}{shown:.1f}%" if percent else f"{sign}{shown:.2f}"


def age_in_words(blessed: str, today: datetime.date) -> str:
    """Return how old a baseline is."""
    try:
        days = (today - datetime.date.fromisoformat(blessed)).days
    except ValueError:
        return "日期不明"
    if days <= 0:
        return "今天接受"
    return f"{days}天前接受" + ("，已较旧" if days > 90 else "")
