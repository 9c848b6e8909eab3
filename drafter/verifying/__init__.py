"""Hold a draft against its facts and say what they do not bear (pure)."""

from drafter.verifying.types import CheckedFigure, Status, Support, Verification, Warn

__all__ = ["CheckedFigure", "Status", "Support", "Verification", "Warn"]
