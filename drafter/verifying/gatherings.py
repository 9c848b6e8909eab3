"""What the notes give in full: a column, the items of a list, the numbers of dated lines.

A total that no word claims is believed of a whole gathering only, never of some of its members:
so few sums are left to try that one which meets a figure of the draft is hardly chance.
"""

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from drafter.verifying.evidence import Evidence, EvidenceIndex
from drafter.verifying.odds import addable
from drafter.verifying.words import Token, is_generic, tokens_of

__all__ = ["Gathering", "gatherings_of", "telling_words"]

_SUM_ROW: Final = re.compile("合计|总计|小计|共计|总数|全[镇县市乡区村]")
_LABEL: Final = re.compile("[\u4e00-\u9fff]{1,6}$")
# 7户 有2户没人在家, 24人，其中党员9人: a part of the number before it.
_PART: Final = re.compile("(?:其中|有|含|包括)[^，。；\\d]{0,4}$")
_UNDONE: Final = re.compile(
    "计划|打算|拟|需求|缺|还[要需]|申请|争取|目标|预计|准备|明年|下[一]?步|待"
)
_LEAST: Final = 2
# Lines so far apart are of one block still.
_NEXT: Final = 2


@dataclass(frozen=True, slots=True)
class Gathering:
    """Numbers that make a whole; ``lined`` where each stands in a line of its own."""

    items: tuple[Evidence, ...]
    lined: bool

    def names_one(self, telling: frozenset[Token] | set[Token]) -> bool:
        """Say whether words are those of some members and not of others: 青山村 of five villages.

        What heads the first of several lines is said of all.
        """
        first, *others = [_label_of(item) for item in self.items]
        own = first[-max(map(len, others), default=0) :]
        heading = tokens_of(first) - tokens_of(own) if len(own) < len(first) else frozenset()
        for token in telling - heading:
            held = [token in i.mention.near or token in i.mention.clause for i in self.items]
            if any(held) and not all(held) and not (self.lined and held[0] and sum(held) == 1):
                return True
        return False

    def holds(self, token: Token) -> bool:
        """Say whether a word is said of any member, in its line or at its head."""
        return any(token in item.mention.weights for item in self.items)


def _label_of(item: Evidence) -> str:
    """Return the word before a number; 贷款王霞8万、李敏5万: what is longer heads the list."""
    match = _LABEL.search(item.mention.lead.rstrip(" ：:"))
    return match[0] if match else ""


def gatherings_of(index: EvidenceIndex) -> list[Gathering]:
    """Return every gathering of the notes, each once."""
    if index.gatherings is None:
        found: dict[tuple[int, ...], Gathering] = {}
        for items, lined in _all(index):
            if len(items) >= _LEAST:
                key = tuple(sorted(item.number for item in items))
                if len(set(key)) == len(key):
                    found.setdefault(key, Gathering(tuple(items), lined))
        index.gatherings = list(found.values())
    gathered: list[Gathering] = index.gatherings
    return gathered


def _all(index: EvidenceIndex) -> Iterator[tuple[list[Evidence], bool]]:
    rows = {key: row for key in index.by_line if (row := _row(index, key))}
    for row in rows.values():
        for run in _lists(row):
            yield run, False
    for block in _blocks(rows):
        labels = dict.fromkeys(key for row in block for item in row if (key := _key(item)))
        for label in labels:
            yield from _runs(block, _labelled(label))
        units = dict.fromkeys(item.fact.figure.unit for row in block for item in row)
        for unit in units:
            if unit is not None:
                yield from _runs(block, _counted(unit, slice(None)))
                yield from _runs(block, _counted(unit, slice(1)))
                yield from _runs(block, _counted(unit, slice(-1, None)))
        for _, alike in itertools.groupby(block, key=lambda row: (len(row), _dated(index, row))):
            rows_alike = list(alike)
            for place in range(len(rows_alike[0])):
                for run, lined in _runs(rows_alike, _placed(place)):
                    # Two numbers in one place are a column where they have one unit.
                    if len(run) > _LEAST or len({i.fact.figure.unit for i in run}) == 1:
                        yield run, lined


def _row(index: EvidenceIndex, key: tuple[str, int]) -> list[Evidence]:
    items = index.by_line[key]
    if _SUM_ROW.match(index.activities[items[0].activity].text):
        return []
    dotted = {item.number for _, item in index.dotted}
    return [
        item
        for item in items
        if item.span
        and item.span.single
        and item.span.low > 0
        and not item.calendar
        and addable(item)
        and not _UNDONE.search(f"{item.mention.lead[-8:]} {item.mention.tail[:6]}")
        and not (item.number in dotted and item is items[0])
        and item.measure not in ("day", "month", "year", "week", "hour", "minute")
    ]


def _dated(index: EvidenceIndex, row: Sequence[Evidence]) -> bool:
    """Say whether a line begins with a date."""
    return index.line_of(row[0])[0].calendar


def _key(item: Evidence) -> tuple[str, str | None] | None:
    label = _label_of(item)
    return (label, item.measure) if label else None


_Take: TypeAlias = Callable[[list[Evidence]], list[Evidence]]


def _labelled(label: tuple[str, str | None]) -> _Take:
    return lambda row: [item for item in row if _key(item) == label][:1]


def _counted(unit: str, which: slice) -> _Take:
    return lambda row: _of_unit(row, unit)[which]


def _placed(place: int) -> _Take:
    return lambda row: row[place : place + 1]


def _of_unit(row: Sequence[Evidence], unit: str) -> list[Evidence]:
    same = [item for item in row if item.fact.figure.unit == unit]
    return [same[0], *(i for i in same[1:] if not _PART.search(i.mention.lead))] if same else []


def _lists(row: Sequence[Evidence]) -> Iterator[list[Evidence]]:
    """Yield the lists of one line, by unit; a whole that heads its parts is left out."""
    for unit in dict.fromkeys(item.fact.figure.unit for item in row):
        group = [item for item in row if item.fact.figure.unit == unit]
        values = [item.span.low for item in group if item.span]
        if len(group) > _LEAST and values[0] == sum(values[1:]):
            group = group[1:]
        yield group


def _blocks(rows: dict[tuple[str, int], list[Evidence]]) -> Iterator[list[list[Evidence]]]:
    """Yield the rows that follow each other."""
    block: list[list[Evidence]] = []
    last: tuple[str, int] | None = None
    for key in sorted(rows):
        if last is not None and (key[0] != last[0] or key[1] - last[1] > _NEXT):
            yield block
            block = []
        block.append(rows[key])
        last = key
    if block:
        yield block


def _runs(block: Sequence[list[Evidence]], take: _Take) -> Iterator[tuple[list[Evidence], bool]]:
    """Yield the longest runs of rows that each have such a number."""
    run: list[list[Evidence]] = []
    for row in [*block, []]:
        taken = take(row) if row else []
        if taken:
            run.append(taken)
            continue
        if len(run) >= _LEAST:
            yield [item for part in run for item in part], True
        run = []


def telling_words(near: frozenset[Token], known: dict[Token, float]) -> set[Token]:
    """Return the words at a figure that tell what it counts and stand in the notes."""
    return {token for token in near if token in known and not is_generic(token)}
