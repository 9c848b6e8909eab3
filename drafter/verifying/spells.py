"""Totals over time: of the quarters or months of a half year, and of rows of years.

一季度 11场 / 二季度 14场 / … stand in lines of their own, so that no line and no label holds what
the draft adds up to 上半年25场; 2023年 86笔 / 2024年 104笔 are a row each, 两年来190笔 of both.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from drafter.facts import Role, Scope
from drafter.verifying.evidence import Evidence
from drafter.verifying.operands import Derivation, Reckoner, months_of, shown_as, year_of
from drafter.verifying.products import rate_of
from drafter.verifying.words import Token, is_generic, tokens_of

__all__ = ["SEVERAL_YEARS", "total_of_spells", "total_of_years"]

SEVERAL_YEARS: Final = re.compile("[近这连前]?[续来]?[两二三四五六][个]?年|历年|以来|几年|各年")
_LABEL: Final = re.compile(
    r"[\d，,、；;：:（(\s]+[\u4e00-\u9fff%]?(?=[\u4e00-\u9fff])|[，,、；;：:（(\s]+"
)
_TIME: Final = re.compile(
    r"(?:(?:19|20)\d\d)?年?(?:\d{1,2}(?:[-—–~～至到]\d{1,2})?月份?|第?[一二三四1-4]季度|[上下]半年|(?:19|20)\d\d年)"
)
_PAIR: Final = 2


def total_of_spells(r: Reckoner) -> Derivation | None:
    """Return the total of the quarters or months, line by line, that make the draft's stretch."""
    said = months_of(r.mention.prefix)
    if said is None or said[0] == said[1]:
        return None
    for column in _columns(r):
        within: list[Evidence] = []
        reached = said[0] - 1
        for item in column:
            known = months_of(item.mention.prefix)
            if known is None or known == said or not (said[0] <= known[0] and known[1] <= said[1]):
                continue
            if known[0] <= reached:
                within = []
                break
            reached = known[1]
            within.append(item)
        if len(within) >= _PAIR and reached == said[1]:
            found = _sum(r, within)
            if found:
                return found
    return None


def total_of_years(r: Reckoner) -> Derivation | None:
    """Return the total of rows of years where the draft speaks of several: 五年来受理707件."""
    if not SEVERAL_YEARS.search(r.mention.prefix):
        return None
    for column in _columns(r):
        years = [year_of(item) for item in column]
        rows = [item for item, year in zip(column, years, strict=True) if year > 0]
        if len(rows) < _PAIR or sorted({*years}) != years:
            continue
        found = _sum(r, rows)
        if found:
            return found
    return None


def _columns(r: Reckoner) -> Iterator[Sequence[Evidence]]:
    """Yield the numbers of one unit and one label in several lines, those of the label said first.

    A number whose line names nothing but its time stands in the column of its unit and place.
    """
    found: dict[tuple[str | None, frozenset[Token]], list[Evidence]] = {}
    bare: dict[tuple[str | None, int], list[Evidence]] = {}
    for line in r.index.lines_near(r.mention).values():
        place = 0
        for item in line:
            if not _may_add(r, item):
                continue
            label = tokens_of(_TIME.sub("", _LABEL.split(item.mention.lead)[-1]))
            found.setdefault((item.measure, label), []).append(item)
            bare.setdefault((item.measure, place), []).append(item)
            place += 1
    labelled = [(label & r.mention.near, items) for (_, label), items in found.items() if label]
    yield from (items for said, items in labelled if {t for t in said if not is_generic(t)} or said)
    yield from bare.values()


def _may_add(r: Reckoner, item: Evidence) -> bool:
    return (
        item.span is not None
        and item.span.single
        and not item.calendar
        and item.role is not Role.PLAN
        and item.fact.scope in (Scope.OWN, Scope.LAST_YEAR)
        and item.fact.part_of is None
        and not rate_of(item)
        and r.adds_plainly(item)
    )


def _sum(r: Reckoner, group: Sequence[Evidence]) -> Derivation | None:
    value = sum((item.span.low for item in group if item.span), Decimal(0))
    if len({item.fact.id for item in group}) < len(group):
        return None
    return shown_as(group, "+", value) if r.yields(value, rounded=False, operands=group) else None
