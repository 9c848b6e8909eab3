"""Sentences whose private passages are marked: {N:…} names, {P:…} telephones and so on."""

import re
from dataclasses import dataclass
from pathlib import Path

__all__ = ["CASES", "Marked", "missed", "read_marked"]

CASES = Path(__file__).parents[1] / "cases" / "privacy"
_MARK = re.compile(r"\{([A-Z]):([^}]*)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """One sentence and the spans of what is private in it."""

    text: str
    spans: tuple[tuple[int, int], ...]


def read_marked(name: str) -> list[Marked]:
    """Return the sentences of a file; a mark may run over a line's end."""
    lines: list[str] = []
    for line in (CASES / name).read_text("utf-8").split("\n"):
        if not line or line.startswith("#"):
            continue
        if lines and lines[-1].count("{") > lines[-1].count("}"):
            lines[-1] += "\n" + line
        else:
            lines.append(line)
    return [_marked(line) for line in lines]


def _marked(line: str) -> Marked:
    text, place = "", 0
    spans: list[tuple[int, int]] = []
    for match in _MARK.finditer(line):
        text += line[place : match.start()]
        spans.append((len(text), len(text) + len(match[2])))
        text += match[2]
        place = match.end()
    return Marked(text=text + line[place:], spans=tuple(spans))


def missed(item: Marked, covered: set[int]) -> list[str]:
    """Return the marked passages of which any character but white space is not covered."""
    return [
        item.text[start:end]
        for start, end in item.spans
        if not all(place in covered or item.text[place].isspace() for place in range(start, end))
    ]
