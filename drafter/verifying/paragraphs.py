"""The draft's paragraphs with the headings above them, and where its closing block begins."""

import re
from dataclasses import dataclass
from typing import Final

from drafter.figures import find_figures

__all__ = ["Paragraph", "paragraphs_of", "sign_off", "widened"]

_FULL_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d")
_HEADING: Final = re.compile(
    r"^\s*(?:#+\s*|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）]|\d{1,2}[.．、]|[（(]\d{1,2}[)）])"
)
_WIDE: Final = {",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "?": "？", "!": "！"}
_NARROW: Final = re.compile(r"(?<!\d)[,;:?!]|[,;:?!](?!\d)|[()]")
_LONGEST_HEADING: Final = 40


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the draft, where it starts and the heading that it stands under."""

    text: str
    start: int
    heading: str


def paragraphs_of(draft: str) -> list[Paragraph]:
    """Return the paragraphs with the headings that they stand under."""
    found = []
    heading = ""
    start = 0
    for line in draft.split("\n"):
        if line.strip():
            found.append(Paragraph(line, start, heading))
            if _is_heading(line):
                heading = line.strip()
        start += len(line) + 1
    return found


def widened(draft: str) -> str:
    """Return the draft with full-width marks, offsets unchanged; marks inside numbers stay."""
    return _NARROW.sub(lambda match: _WIDE[match[0]], draft)


def _is_heading(line: str) -> bool:
    short = line.strip()
    return len(short) <= _LONGEST_HEADING and (
        bool(_HEADING.match(short)) or short[-1] not in "。；！？.;，,：:|"
    )


def sign_off(draft: str) -> int | None:
    """Return where a closing block of org and full date begins, None without one."""
    lines = draft.rstrip().split("\n")
    filled = [number for number, line in enumerate(lines) if line.strip()]
    if len(filled) < 2:
        return None
    last, above = lines[filled[-1]], lines[filled[-2]].strip()
    figures = find_figures(last)
    if len(figures) != 1 or figures[0].text.strip() != last.strip().strip("*_　 "):
        return None
    value = figures[0].value
    if not (isinstance(value, str) and _FULL_DATE.fullmatch(value)):
        return None
    if len(above) > _LONGEST_HEADING or above[-1] in "。；！？：，":
        return None
    return len("\n".join(lines[: filled[-1]])) + (1 if filled[-1] else 0)
