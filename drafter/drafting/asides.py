"""Words of notes for the writer or for listeners: greetings, sounds, what is not to be told.

They are no part of what was done; a line that asks not to be told is left out with its figures.
Pure.
"""

import re
import tomllib
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files

from drafter.facts import Activity
from drafter.figures import find_figures

__all__ = ["is_announcing", "is_untold", "without_asides"]


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    data = tomllib.loads(files("drafter.drafting").joinpath("data/asides.toml").read_text("utf-8"))
    return {name: re.compile(pattern) for name, pattern in data.items()}


def is_untold(text: str) -> bool:
    """Whether a line says of itself that it must not be told."""
    return bool(_patterns()["untold"].search(text))


def is_announcing(text: str) -> bool:
    """Whether a line only says whose work the lines below it tell."""
    return bool(_patterns()["announcing"].search(text))


def without_asides(activity: Activity) -> Activity:
    """Return an activity without list marks, greetings and sounds of speech, if its figures stay.

    A line of advice to the writer has no text left, nor has the head of a table.
    """
    text = activity.text
    if not activity.facts and any(_patterns()[key].search(text) for key in ("advice", "columns")):
        return replace(activity, text="")
    for name in ("marks", "greeting", "speaker", "opening", "sounds"):
        changed = _patterns()[name].sub("", text)
        if changed == text:
            continue
        # 补一个 counts nothing where the sheet has no such figure.
        told = name == "opening" and all(fact.figure.text in changed for fact in activity.facts)
        if told or _figures(changed) == _figures(text):
            text = changed
    return activity if text == activity.text else replace(activity, text=text.strip())


def _figures(text: str) -> list[str]:
    return [found.text for found in find_figures(text)]
