"""The fact sheets of a session: each but the first as the lines that differ from an earlier one.

A correction changes two lines of thousands; writing, hiding and reading back the whole sheet for
it would make long sessions slow. Pure.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
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
    """Return (start, end) in the old lines and (low, high) in the new ones of each difference.

    What stands between two lines that both sheets hold once and in one order (the ids of their
    activities) is compared by itself; a difference may so be told a little larger than it is.
    """
    before = _common(old, new)
    behind = _common(*(lines[: before - len(lines) - 1 : -1] for lines in (old, new)))
    last, end_of_new = len(old) - behind, len(new) - behind
    once = _once(new, before, end_of_new)
    standing = _once(old, before, last)
    found = []
    start = low = before
    for end in range(before, last + 1):
        line = old[end] if end < last else ""
        high = once.get(line, -1) if line in standing else -1
        high = high if end < last else end_of_new
        if high < low:
            continue  # no anchor, or one that was moved
        if old[start:end] != new[low:high]:
            head = _common(old[start:end], new[low:high])
            rest = old[start + head : end], new[low + head : high]
            tail = _common(*(lines[::-1] for lines in rest))
            found.append((start + head, end - tail, low + head, high - tail))
        start, low = end + 1, high + 1
    return found


def _once(lines: Sequence[str], start: int, end: int) -> dict[str, int]:
    """Return the places of those lines of a stretch that stand once in it."""
    count = Counter(lines[start:end])
    return {line: place for place, line in enumerate(lines[start:end], start) if count[line] == 1}


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many lines two stretches begin with alike."""
    return next(
        (place for place, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]),
        min(len(one), len(other)),
    )
