"""The fact sheets of a session: each but the first as the lines that differ from an earlier one.

A correction changes two lines of thousands; writing, hiding and reading back the whole sheet for
it would make long sessions slow. Pure.
"""

from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

__all__ = ["facts_event", "read_sheet", "sheets_of"]


def facts_event(yaml: str, sheets: Sequence[str] = (), base: int = 0) -> dict[str, Any]:
    """Return the fields of the journal's ``facts`` event.

    Args:
        yaml: The sheet.
        sheets: Those that the journal holds already.
        base: Which of them it was made from.
    """
    if not sheets:
        return {"yaml": yaml}
    old, new = sheets[base].split("\n"), yaml.split("\n")
    return {
        "base": base,
        "changed": [[start, end, new[low:high]] for start, end, low, high in _changed(old, new)],
    }


def read_sheet(event: Mapping[str, Any], sheets: Sequence[str] = ()) -> str:
    """Return the YAML that a ``facts`` event stands for, given those before it.

    Raises:
        KeyError, IndexError: The event does not belong behind these sheets.
    """
    if "yaml" in event:
        return str(event["yaml"])
    lines = sheets[int(event["base"])].split("\n")
    for start, end, new in reversed(event["changed"]):
        lines[start:end] = [str(line) for line in new]
    return "\n".join(lines)


def sheets_of(events: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return the YAML of every sheet of a journal, in order."""
    sheets: list[str] = []
    for event in events:
        if event["type"] == "facts":
            sheets.append(read_sheet(event, sheets))
    return sheets


def _changed(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """Return (start, end) in the old lines and (low, high) in the new ones of each difference."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    # Lines that stand in every activity ("  figures:") are no help and cost a quadratic search.
    inner = SequenceMatcher(
        None, old[head : len(old) - tail], new[head : len(new) - tail], autojunk=True
    )
    return [
        (head + i, head + j, head + k, head + m)
        for kind, i, j, k, m in inner.get_opcodes()
        if kind != "equal"
    ]
