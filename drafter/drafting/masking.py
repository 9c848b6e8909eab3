"""A sentence whose figures are single characters while its clauses are put together. Pure."""

import re

from drafter.figures import Figure, Kind, find_figures

__all__ = ["CALENDAR", "FIRST", "MARK", "QUOTED", "MaskedText", "split_at"]

FIRST = 0xE000
MARK = "\ue000-\uefff"
QUOTED = re.compile(r"“[^”]{1,20}”")
CALENDAR = frozenset({Kind.DATE, Kind.PERIOD, Kind.AGE})
# What has a number and counts nothing: 12338热线, 第三届.
NO_COUNT = CALENDAR | {Kind.NUMBER_CODE, Kind.ORDINAL}


class MaskedText:
    """A sentence whose figures are single characters while its clauses are put together."""

    def __init__(self, sentence: str) -> None:
        self.figures = find_figures(sentence)
        out, position = "", 0
        for number, figure in enumerate(self.figures):
            out += sentence[position : figure.start] + chr(FIRST + number)
            position = figure.end
        self.masked = out + sentence[position:]

    def figure(self, mark: str) -> Figure:
        """Return the figure that a mark stands for."""
        return self.figures[ord(mark) - FIRST]

    def shown(self, masked: str) -> str:
        """Return masked words with their figures."""
        return re.sub(f"[{MARK}]", lambda match: self.figure(match[0]).text, masked)

    def counts(self, clause: str) -> list[str]:
        """Return the marks of a clause that count something, those in brackets aside."""
        return [
            char
            for char in re.sub("（[^）]*）", "", clause)
            if FIRST <= ord(char) <= 0xEFFF and self.figure(char).kind not in NO_COUNT
        ]

    def unit(self, mark: str) -> str:
        """Return the unit of the figure that a mark stands for; money counts yuan."""
        figure = self.figure(mark)
        return "元" if figure.kind is Kind.MONEY else figure.unit or ""


def split_at(text: str, marks: str) -> list[str]:
    """Split at marks that stand outside brackets and quotes."""
    parts, depth, start = [], 0, 0
    for place, char in enumerate(text):
        if char in "（“《":
            depth += 1
        elif char in "）”》":
            depth = max(depth - 1, 0)
        elif char in marks and not depth:
            parts.append(text[start:place])
            start = place + 1
    parts.append(text[start:])
    return [part for part in parts if part]
