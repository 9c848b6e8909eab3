"""Which instructions a prompt pack must give; a lost one is named before any model is asked.

A strong model or good exemplars hide a lost instruction in every score, until the day that
another model is used. So templates are held against a short list kept beside the suites.
"""

import re
import tomllib
from functools import lru_cache

from drafter.evaluating.rows import ArmRecord
from drafter.resources import folder

__all__ = ["missing_instructions"]


@lru_cache(maxsize=1)
def _required() -> tuple[tuple[str, re.Pattern[str]], ...]:
    data = tomllib.loads((folder("eval") / "instructions.toml").read_text("utf-8"))
    return tuple((item["name"], re.compile(item["says"])) for item in data["instruction"])


def missing_instructions(arm: ArmRecord) -> tuple[str, ...]:
    """Return the names of the instructions that none of an arm's templates gives."""
    said = "\n".join(body for _, body in arm.templates)
    return tuple(name for name, pattern in _required() if said and not pattern.search(said))
