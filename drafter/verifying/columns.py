"""Columns of a ledger: what parallel lines of the notes say of each other's like.

春节 62户, 中秋 45户 and 家政班 42人 拿证39人, 育婴班 36人 拿证30人 are tables without ruling: the
first numbers of the lines stand in one column, those behind 拿证 in another.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final, TypeVar

from drafter.facts import Role, Scope
from drafter.verifying.evidence import Evidence, EvidenceIndex
from drafter.verifying.words import Token, tokens_of

__all__ = ["columns_of", "runs_of"]

_T = TypeVar("_T")
_SUM_ROW: Final = re.compile("合计|总计|小计|共计")


def columns_of(index: EvidenceIndex) -> list[tuple[frozenset[Token], list[Evidence]]]:
    """Return the columns of two lines or more, each with the words that stand in every line."""
    if index.columns is None:
        found: dict[tuple[str | None, frozenset[Token]], list[Evidence]] = {}
        for items in index.by_line.values():
            taken = set()
            for item, own in _labelled(items):
                key = (item.measure, own)
                if key not in taken and _is_result(item):
                    taken.add(key)
                    found.setdefault(key, []).append(item)
        index.columns = [(own, items) for (_, own), items in found.items() if len(items) > 1]
    return index.columns


def runs_of(items: Sequence[_T]) -> Iterator[list[_T]]:
    """Yield the neighbours of a column, the whole of it first."""
    for length in range(len(items), 1, -1):
        for start in range(len(items) - length + 1):
            yield list(items[start : start + length])


def _labelled(items: Sequence[Evidence]) -> Iterator[tuple[Evidence, frozenset[Token]]]:
    """Yield a line's numbers with the words of their own; the line's first has its head alone."""
    first = True
    for item in items:
        if item.calendar or item.span is None or not item.span.single:
            continue
        gap = item.mention.lead.rsplit(" ", maxsplit=1)[-1] if not first else ""
        own = frozenset[Token]() if first else tokens_of(_after_numbers(gap))
        yield item, own
        first = False


def _after_numbers(words: str) -> str:
    """Return what stands behind the last number of some words."""
    place = max((at for at, char in enumerate(words) if char.isdigit()), default=-1)
    return words[place + 2 :] if place >= 0 else words


def _is_result(item: Evidence) -> bool:
    return (
        item.role is Role.RESULT
        and item.fact.scope is Scope.OWN
        and item.fact.figure.per is None
        and not _SUM_ROW.match(item.mention.paragraph)
    )
