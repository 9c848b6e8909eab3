"""Find the figures of a Chinese administrative text and normalise them (pure)."""

from drafter.figures.finding import find_figures
from drafter.figures.jsonform import figure_to_json
from drafter.figures.types import Figure, Kind, Qualifier, Value
from drafter.figures.units import same_unit, unit_class

__all__ = [
    "Figure",
    "Kind",
    "Qualifier",
    "Value",
    "figure_to_json",
    "find_figures",
    "same_unit",
    "unit_class",
]
