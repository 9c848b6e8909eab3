"""Words set into a line of notes, each character leading back to where the line has it.

Pure; what is set in and why is said by those who call.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from drafter.facts.types import NoteLine

__all__ = ["Splice", "spliced"]


@dataclass(frozen=True, slots=True)
class Splice:
    """What takes the place of ``start`` to ``end`` of a line.

    Attributes:
        start: Where it begins.
        end: Where what it replaces ends; ``start`` where it is only set in.
        words: The words.
        lent: Whether the line itself does not have them (a unit that its words imply).
    """

    start: int
    end: int
    words: str
    lent: bool = False


def spliced(line: NoteLine, splices: Sequence[Splice]) -> NoteLine:
    """Return a line with words set in, in order; without any, the line itself."""
    if not splices:
        return line
    known = line.offsets or tuple(range(line.start, line.start + len(line.text) + 1))
    text = ""
    offsets: list[int] = []
    added = [*line.added]
    position = 0
    for each in splices:
        text += line.text[position : each.start]
        offsets.extend(known[position : each.start])
        if each.lent:
            added.append((len(text), len(text) + len(each.words)))
        # Words that replace nothing belong to the character before them.
        home = known[each.start] if each.end > each.start else known[max(each.start - 1, 0)]
        text += each.words
        offsets.extend([home] * len(each.words))
        position = each.end
    text += line.text[position:]
    offsets.extend(known[position:])
    return replace(line, text=text, offsets=tuple(offsets), added=tuple(added))
