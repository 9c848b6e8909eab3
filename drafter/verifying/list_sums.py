"""Totals by odds: a list of the draft, a line or a column of the notes, taken whole."""

import itertools
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from drafter.verifying.evidence import Evidence
from drafter.verifying.odds import (
    LISTED,
    ODDS,
    ODDS_CLAIMED,
    ODDS_SILENT,
    Search,
    Told,
    addable,
    adds,
    single,
)
from drafter.verifying.operands import Derivation, Reckoner, shown_as
from drafter.verifying.products import TOTAL
from drafter.verifying.values import Units, compare_units
from drafter.verifying.words import is_generic

__all__ = ["completing", "whole_list"]

# A fact that fits the words so well is meant rather than a total that nothing claims.
_MEANT: Final = 0.5
_PARTS_FOLLOW: Final = re.compile(
    "[^，。；：（(]{0,8}[，：:（(]?(?:其中|包括|含)|[^，。；]{0,6}[（(：:]"
)
_PARTS: Final = re.compile("其中|分别|包括|[：:（(]|另")
_ALL_YEAR: Final = re.compile("全年|一年|累计|年内|各类|两级|三级|以上媒体")


def whole_list(r: Reckoner, told: Told) -> Derivation | None:
    """Return the whole list that the figure sums: of the draft, a line, or a column."""
    claimed = bool(TOTAL.search(r.claim))
    whole = (
        claimed
        or bool(_ALL_YEAR.search(r.mention.prefix + r.claim))
        or any("+" in item.shown for item in (*r.before, *r.after))
    )
    if not whole and r.meant >= _MEANT:
        return None
    listed = _sum_of_its_parts(r, told)
    if listed:
        return listed
    search = Search(r)
    for run in _draft_lists(r, told):
        _offer_sum(search, run)
    if not whole and _one_named(r):
        return search.result(ODDS)
    for group in _note_lists(r):
        _offer_sum(search, group)
    return search.result(ODDS_CLAIMED if claimed else ODDS if whole else ODDS_SILENT)


def _sum_of_its_parts(r: Reckoner, told: Told) -> Derivation | None:
    """Return the whole whose parts the draft lists behind it: 49家，其中公办18家、民办31家."""
    if not _PARTS_FOLLOW.match(r.mention.suffix):
        return None
    search = Search(r)
    group: list[Evidence] = []
    dated = any(item.calendar for item in told.after[:1])
    for item in told.after:
        if dated and item.calendar:
            continue  # 2月9日在枫林社区，64名居民参加；3月15日在老街社区…
        if not (item.span and item.span.single and adds(r, item)):
            break
        group.append(item)
        if not dated:
            _offer_sum(search, list(group))
    if dated:
        _offer_sum(search, group)
    return search.result(ODDS_CLAIMED)


def _one_named(r: Reckoner) -> bool:
    """Say whether a fact of one number has a word of the figure's own that the others lack."""
    near = [i for line in r.near_activities() for i in line if adds(r, i)]
    holders = [i for i in near if r.telling & i.mention.near]
    return bool(holders) and len(holders) < min(2, len(near))


def _offer_sum(search: Search, group: Sequence[Evidence]) -> None:
    if len(group) < LISTED or len({item.fact.id for item in group}) < len(group):
        return
    value = sum((item.span.low for item in group if item.span), Decimal(0))
    first = group[0].span
    if len(group) > LISTED and first is not None and 2 * first.low == value:
        return  # a whole with its parts
    if not search.r.may_add(group) or _is_of_fewer_rows(search.r, group):
        return
    search.offer(value, lambda: shown_as(group, "+", value), group)


def _is_of_fewer_rows(r: Reckoner, group: Sequence[Evidence]) -> bool:
    """Say whether some rows are added right beside a sum of all: 参训80人 of three, 取证 of two.

    What is of some rows alone has to say so.
    """
    rows = {_row_of(item.fact.id) for item in group}
    if len(rows) < len(group) or TOTAL.search(r.claim):
        return False
    return any(
        rows < {_row_of(fact_id) for fact_id in item.told}
        for item in (*r.before, *r.after)
        if "+" in item.shown
    )


def _row_of(fact_id: str) -> str:
    return fact_id.partition(".")[0]


def _draft_lists(r: Reckoner, told: Told) -> Iterator[list[Evidence]]:
    """Yield what the draft lists right before or right behind the figure, whatever the classifier.

    毛衣1200件、帽子1500顶、围巾900条，共3600件.
    """
    loose = bool(TOTAL.search(r.claim))
    listed = _PARTS_FOLLOW.match(r.mention.suffix)
    for run in ([*reversed(told.before)], told.after):
        group: list[Evidence] = []
        for item in run:
            if not (item.span and item.span.single):
                break
            if not (adds(r, item) or (loose and _countable(item.measure, r.measure))):
                break
            group.append(item)
            if loose if run is not told.after else listed:
                yield list(group)
        yield group
        yield group[:-1]  # what stands before the list may be its whole


def _countable(*measures: str | None) -> bool:
    """Say whether things are counted one by one, by whatever classifier: 件, 顶, 条."""
    return all(compare_units(measure, "个") is not Units.OTHER for measure in measures)


def _note_lists(r: Reckoner) -> Iterator[list[Evidence]]:
    """Yield the complete lists of the near lines: by unit, by activity, and down the columns."""
    lines = [single(line) for line in r.near_activities()]
    for line in lines:
        group = [item for item in line if addable(item) and adds(r, item)]
        own = [item for item in group if item.fact.part_of is None]
        parts = [item for item in group if item.fact.part_of is not None]
        strides = [group[start::step] for step in (2, 3) for start in range(step)]
        for run in (group, own, parts, group[1:], *(strides if len(group) > 3 else ())):
            yield run
            for unit in dict.fromkeys(item.fact.figure.unit for item in run):
                same = [item for item in run if item.fact.figure.unit == unit]
                if len(same) < len(run):
                    yield same
    yield from _columns(r)


def _columns(r: Reckoner) -> Iterator[list[Evidence]]:
    """Yield the columns of neighbouring lines: their first, second, … number that may add up."""
    rows: dict[tuple[str, int], list[Evidence]] = {}
    for key in r.index.lines_near(r.mention):
        row = [item for item in single(r.index.by_line[key]) if addable(item) and adds(r, item)]
        if row:
            rows[key] = row
    keys = sorted(rows)
    start = 0
    for stop in range(1, len(keys) + 1):
        apart = stop == len(keys) or (
            keys[stop][0] != keys[stop - 1][0] or keys[stop][1] - keys[stop - 1][1] > 1
        )
        if not apart:
            continue
        block = [rows[key] for key in keys[start:stop]]
        start = stop
        if len(block) < LISTED:
            continue
        for place in range(max(map(len, block))):
            column = [row[place] for row in block if place < len(row)]
            if len(column) == len(block) or len(column) > LISTED:
                yield column
            if len(column) > LISTED:
                yield column[:-1]
                yield column[1:]
        yield from _labelled_columns(block)


def _labelled_columns(block: Sequence[Sequence[Evidence]]) -> Iterator[list[Evidence]]:
    """Yield the numbers of several lines that one word labels: 排查2340户 and 排查1980户."""
    found: dict[object, list[Evidence]] = {}
    for row in block:
        for item in row:
            for token in item.mention.near:
                if not is_generic(token):
                    found.setdefault(token, []).append(item)
    seen = set()
    for items in found.values():
        numbers = tuple(item.number for item in items)
        lines = {item.activity for item in items}
        if len(items) >= LISTED and len(lines) == len(items) and numbers not in seen:
            seen.add(numbers)
            yield items


def completing(r: Reckoner, told: Told) -> Derivation | None:
    """Return what completes the draft's list to its whole: 67条，国家级4条、省级21条、市级42条."""
    if not _PARTS.search(r.mention.prefix):
        return None
    search = Search(r)
    before = list(itertools.takewhile(lambda i: adds(r, i) and bool(i.span), told.before[::-1]))
    for count in range(1, len(before)):
        whole, parts = before[count], before[:count]
        _offer_rest(search, whole, parts)
    after = list(itertools.takewhile(lambda i: adds(r, i) and bool(i.span), told.after))
    for count in range(1, min(3, len(after)) + 1):
        if told.before and adds(r, told.before[-1]):
            _offer_rest(search, told.before[-1], after[:count])
    return search.result(ODDS)


def _offer_rest(search: Search, whole: Evidence, parts: Sequence[Evidence]) -> None:
    if whole.span is None or any(item.fact.id == whole.fact.id for item in parts):
        return
    value = whole.span.low - sum((item.span.low for item in parts if item.span), Decimal(0))
    search.offer(value, lambda: shown_as((whole, *parts), "-", value), (whole, *parts))
