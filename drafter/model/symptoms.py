"""First signs that a reply is none: a refusal, or another language (pure).

A guess for whoever judges the reply; the verifier decides.
"""

import re
from functools import lru_cache
from importlib.resources import files

__all__ = ["symptom_of"]

_OPENING = 60


@lru_cache(maxsize=1)
def _refusals() -> re.Pattern[str]:
    text = files("drafter.model").joinpath("data/refusals.txt").read_text("utf-8")
    words = [line.strip() for line in text.splitlines() if line.strip() and line[0] != "#"]
    return re.compile("|".join(words), re.IGNORECASE)


def symptom_of(text: str) -> str:
    """Return ``refusal``, ``language`` (hardly any Chinese) or "" for a reply."""
    stripped = text.strip()
    if _refusals().search(stripped[:_OPENING]):
        return "refusal"
    letters = [char for char in stripped if char.isalpha()]
    chinese = sum("\u3400" <= char <= "\u9fff" for char in letters)
    if len(letters) >= 12 and chinese < len(letters) / 2:
        return "language"
    return ""
