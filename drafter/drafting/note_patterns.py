"""Patterns over notes as the word tables write them: ‹户|家› is a figure that counts households.

A rule of wording may act only where its whole pattern is understood, and what is counted is the
half that decides: 去了31户 are visits, 去了31个人 are people who went. Pure.
"""

import re

__all__ = ["note_pattern"]

_NUMERAL = r"[\d一二两三四五六七八九十百千万几][\d,.一二三四五六七八九十百千万几]*(?:多|余|来)?\s?"
_SLOT = re.compile("‹([^›]*)›")


def note_pattern(text: str) -> re.Pattern[str]:
    """Return the pattern of one table cell: a regex in which ‹units› stands for a figure.

    Empty ‹› is a figure of any unit, or of none.
    """
    return re.compile(_SLOT.sub(lambda slot: f"(?:{_NUMERAL}(?:{slot[1]}))", text))
