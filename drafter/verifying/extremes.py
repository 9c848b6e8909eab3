"""Least and most: an age from the youngest to the oldest, a first place for the highest score."""

import re
from decimal import Decimal
from typing import Final

from drafter.figures import Kind, Qualifier
from drafter.verifying.cases import Case
from drafter.verifying.columns import columns_of
from drafter.verifying.evidence import Evidence, EvidenceIndex
from drafter.verifying.telling import quote, support_of
from drafter.verifying.types import CheckedFigure, Status
from drafter.verifying.values import STAGES, Span
from drafter.verifying.words import is_generic

__all__ = ["extreme"]

_LEAST: Final = re.compile("最[小少低短]|至少|起码|下限|少的|低的|小的")
_MOST: Final = re.compile("最[大多高长]|至多|顶多|上限|多的|高的|大的")
# What only one of all can be.
_FIRST: Final = re.compile("最[高多大好强快优先]|第一|居首|首位|冠军|榜首|头名|领先")
_RANKED: Final = re.compile(
    "位?居[^，。；]{0,4}$|位?居[^，。；]{0,4}(?:第一|首)|排[名在]?第一|名列第一"
)
_LEAST_RANKED: Final = 3
_BEHIND: Final = 4
_LOWER: Final = (Qualifier.AT_LEAST,)
_UPPER: Final = (Qualifier.AT_MOST,)
_ONE: Final = Span(Decimal(1), Decimal(1))


def extreme(index: EvidenceIndex, case: Case) -> CheckedFigure | None:
    """Accept 24岁至68岁 of 最大68岁，最小24岁, and 居首位 of 积分最高."""
    if case.span is not None and not case.span.single:
        return _between(index, case, case.span)
    if case.mention.figure.kind is Kind.ORDINAL:
        if case.span == _ONE and case.mention.figure.unit not in STAGES:
            return _first_place(index, case)
        return _stage_within(index, case)
    return _one_end(index, case)


def _one_end(index: EvidenceIndex, case: Case) -> CheckedFigure | None:
    """Accept one end of a stretch as a bound: 80分以上 of 80-89, 最低3000元 of 3000-4500元."""
    figure, span = case.mention.figure, case.span
    if span is None or figure.qualifier not in (*_LOWER, *_UPPER):
        return None
    said = {token for token in case.mention.weights if not is_generic(token)}
    for line in index.lines_near(case.mention).values():
        for item in line:
            if item.span is None or item.span.single or item.measure not in (case.measure, None):
                continue
            end = item.span.low if figure.qualifier in _LOWER else item.span.high
            if end == span.low and (item.measure or said & item.mention.weights.keys()):
                return _rests_on(case, item)
    return None


def _stage_within(index: EvidenceIndex, case: Case) -> CheckedFigure | None:
    """Accept a grade of the stretch of grades in the notes: 二年级 of 一至四年级, of 一二年级."""
    span, unit = case.span, case.mention.figure.unit
    if span is None or unit not in STAGES:
        return None
    for item in index.by_measure.get(case.measure, ()):
        known = item.span
        if known is not None and known.low <= span.low and span.high <= known.high:
            return _rests_on(case, item)
    return None


def _rests_on(case: Case, item: Evidence) -> CheckedFigure:
    return CheckedFigure(
        figure=case.mention.figure,
        status=Status.SUPPORTED,
        reason=f"记录：{quote(item)}",
        support=support_of(item),
        fact_ids=(item.fact.id,),
    )


def _most_told(index: EvidenceIndex, case: Case) -> Evidence | None:
    """Return the number just told if it is the largest of its column: 以4120份位居第一."""
    if not _RANKED.search(case.mention.lead + case.mention.figure.text):
        return None
    told = [
        one.chosen
        for one in case.beside
        if one.chosen is not None
        and one.chosen.span is not None
        and one.mention.figure.start < case.mention.figure.start
    ]
    if not told:
        return None
    numbers = {item.number for item in told}
    largest = []
    for _, items in columns_of(index):
        held = [item for item in items if item.number in numbers and item.span]
        if not held or len(items) < _LEAST_RANKED:
            continue
        top = max(item.span.low for item in items if item.span)
        if any(item.span is None or item.span.low < top for item in held):
            return None
        largest += held
    return largest[0] if largest else None


def _between(index: EvidenceIndex, case: Case, span: Span) -> CheckedFigure | None:
    for line in index.lines_near(case.mention).values():
        alike = [item for item in line if item.span and item.measure in (case.measure, None)]
        low = _end(alike, Span(span.low, span.low), _LEAST)
        high = _end(alike, Span(span.high, span.high), _MOST)
        if low is not None and high is not None:
            return CheckedFigure(
                figure=case.mention.figure,
                status=Status.SUPPORTED,
                reason=f"记录：{quote(low)}，{quote(high)}",
                support=support_of(low),
                fact_ids=(low.fact.id, high.fact.id),
            )
    return None


def _end(items: list[Evidence], span: Span, words: re.Pattern[str]) -> Evidence | None:
    """Return the number that the notes call the least, or the most."""
    return next(
        (
            item
            for item in items
            if item.span == span and words.search(item.mention.lead + item.mention.tail[:4])
        ),
        None,
    )


def _first_place(index: EvidenceIndex, case: Case) -> CheckedFigure | None:
    most = _most_told(index, case)
    if most is not None:
        return CheckedFigure(
            figure=case.mention.figure,
            status=Status.DERIVED,
            reason=f"同类中最多：{quote(most)}",
            support=support_of(most),
        )
    for line in index.lines_near(case.mention).values():
        for item in line:
            words = item.mention.lead + item.mention.tail[:_BEHIND]
            if _FIRST.search(words) and item.mention.near & case.mention.weights.keys():
                return CheckedFigure(
                    figure=case.mention.figure,
                    status=Status.SUPPORTED,
                    reason=f"记录：{quote(item)}",
                    support=support_of(item),
                )
    return None
