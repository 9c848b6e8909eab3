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
def _required() -> tuple[tuple[str, re.Pattern[str], bool], ...]:
    data = tomllib.loads((folder("eval") / "instructions.toml").read_text("utf-8"))
    return tuple(
        (item["name"], re.compile(item["says"]), item.get("by_line", False))
        for item in data["instruction"]
    )


def missing_instructions(arm: ArmRecord) -> tuple[str, ...]:
    """Return the names of the instructions that none of an arm's templates gives."""
    # What tells line by line is another call: neither gives the other its instructions.
    by_line = "\n".join(body for name, body in arm.templates if "sentences" in name)
    others = "\n".join(body for name, body in arm.templates if "sentences" not in name)
    lost = [name for name, pattern, _ in _required() if others and not pattern.search(others)]
    lost += [
        f"{name}（逐条成句）"
        for name, pattern, holds in _required()
        if by_line and holds and not pattern.search(by_line)
    ]
    return tuple(lost)
