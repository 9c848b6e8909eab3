"""What the YAML of a fact sheet is made of, known to its writer and its reader."""

from collections.abc import Sequence
from typing import Final

from drafter.facts.phrases import verb_and_object
from drafter.facts.types import (
    Level,
    Provenance,
    ReportKind,
)
from drafter.figures import Figure, find_figures

__all__ = [
    "ACTIVITY_KEYS",
    "FIGURE_KEYS",
    "KIND_NAMES",
    "LEVEL_NAMES",
    "SHEET_KEYS",
    "alone",
    "derived",
    "paired",
    "written_source",
]

LEVEL_NAMES: Final = {
    Level.PROVINCE: "省级",
    Level.CITY: "市级",
    Level.COUNTY: "县级",
    Level.TOWNSHIP: "乡镇",
    Level.STREET: "街道",
    Level.VILLAGE: "村",
    Level.COMMUNITY: "社区",
    Level.OTHER: "其他",
}
KIND_NAMES: Final = {
    ReportKind.ANNUAL: "全年",
    ReportKind.HALF_YEAR: "半年",
    ReportKind.TOPICAL: "专题",
}
ACTIVITY_KEYS: Final = frozenset(
    {"id", "topic", "topics", "text", "figures", "role", "heading", "source"}
)
FIGURE_KEYS: Final = frozenset(
    {
        "id",
        "text",
        "kind",
        "value",
        "unit",
        "qualifier",
        "per",
        "label",
        "verb",
        "object",
        "use",
        "scope",
        "part_of",
        "source",
        "by_user",
    }
)
SHEET_KEYS: Final = frozenset(
    {
        "title",
        "org",
        "level",
        "period",
        "kind",
        "header_figures",
        "activities",
        "conflicts",
        "dropped",
        "remarks",
        "names",
    }
)


def alone(text: str) -> Figure | None:
    """Return the figure that a text is, None where it is more or less than one."""
    found = find_figures(text)
    return found[0] if len(found) == 1 and found[0].text == text else None


def derived(label: str) -> tuple[str, str]:
    """Return the verb and the object that a label says, which need not be written."""
    return ("", "") if label == "时间" else verb_and_object(label)


def written_source(source: Provenance, text: str) -> str:
    """Return a place in the notes as the sheet writes it, with what stands there."""
    quoted = f" “{text}”" if text else ""
    place = f" [{source.place}]" if source.place else ""
    return f"{source.file} 第{source.line}行 {source.start}-{source.end}{quoted}{place}"


def paired(wanted: Sequence[str], found: Sequence[str]) -> list[int | None]:
    """Pair equal texts in order; the longest common subsequence, so that nothing crosses."""
    rows, columns = len(wanted), len(found)
    if list(wanted) == list(found):
        return list(range(rows))
    best = [[0] * (columns + 1) for _ in range(rows + 1)]
    for row in range(rows - 1, -1, -1):
        for column in range(columns - 1, -1, -1):
            best[row][column] = (
                best[row + 1][column + 1] + 1
                if wanted[row] == found[column]
                else max(best[row + 1][column], best[row][column + 1])
            )
    pairs: list[int | None] = [None] * rows
    row = column = 0
    while row < rows and column < columns:
        if wanted[row] == found[column]:
            pairs[row] = column
            row, column = row + 1, column + 1
        elif best[row + 1][column] >= best[row][column + 1]:
            row += 1
        else:
            column += 1
    return pairs
