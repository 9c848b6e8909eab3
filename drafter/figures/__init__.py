"""Find the figures of a Chinese administrative text and normalise them (pure)."""

from drafter.figures.types import Figure, Kind, Qualifier, Value

__all__ = ["Figure", "Kind", "Qualifier", "Value"]
