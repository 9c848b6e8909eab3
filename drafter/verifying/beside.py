"""Reckonings that come out of another row, or another part, than the sentence has just told.

A ledger's rows are alike, so what is reckoned of one row is often another's value by chance or by
an exchange: 团扇250件，收入4800元 of 80 cushions at 60. What the sentence tells right before the
figure says whose it is.
"""

import re
from collections.abc import Sequence
from typing import Final

from drafter.verifying.cases import Case
from drafter.verifying.evidence import Evidence, EvidenceIndex
from drafter.verifying.products import TOTAL
from drafter.verifying.words import is_generic, tokens_of

__all__ = ["is_exchange", "is_of_other_row", "rates_another"]

_DEALT: Final = re.compile("分别|依次|各|均")
_LEAST: Final = 2
# …，通过率90%: a clause that is a rate and nothing else.
_BARE_RATE: Final = re.compile(
    "^([\u4e00-\u9fff]{0,4}[\u4e00-\u9fff]{2})率(?:达到?了?|为|是|约|近|超过?|高达)*$"
)
_PIECE: Final = re.compile(r"[\d，。；、：:（）()]")
_DENIED: Final = re.compile("[未没无缺不欠待差]|在(?=[办调建])")


def is_of_other_row(index: EvidenceIndex, case: Case, operands: Sequence[Evidence]) -> bool:
    """Say whether a product is another row's than the one that the number before is of."""
    lead = case.mention.lead
    if TOTAL.search(lead) or _DEALT.search(case.mention.clause_text):
        return False
    before = next(
        (
            one
            for one in reversed(case.beside[: case.place])
            if one.chosen is not None and not one.chosen.calendar and one.span is not None
        ),
        None,
    )
    if before is None or before.chosen is None or len(before.good) != 1:
        return False
    home = index.line_of(before.chosen)
    rows = [index.line_of(item) for item in operands]
    if not rows or any(row is not rows[0] for row in rows) or rows[0] is home:
        return False
    other = rows[0]
    alike = [item.measure for item in home] == [item.measure for item in other]
    if not alike or len(home) < _LEAST:
        return False
    theirs = {t for t in other[0].mention.block - home[0].mention.block if not is_generic(t)}
    gap = case.mention.prefix.rpartition(before.mention.figure.text)[2]
    return not theirs & (tokens_of(gap) | tokens_of(case.mention.tail[:6]))


def rates_another(case: Case, operands: Sequence[Evidence]) -> bool:
    """Say whether a rate of what was just told is reckoned of other numbers.

    两班共84人，73人通过，通过率90%: it is of the 73, be they the part or the whole of it.
    """
    match = _BARE_RATE.match(case.mention.lead)
    if match is None:
        return False
    stem = match[1][-2:]
    end = len(case.mention.prefix) - len(case.mention.lead)
    words = case.mention.prefix[:end].rstrip("，")
    told = case.before
    if told is None or told.span is None or not told.span.single:
        return False
    if not _refuted_by_whole(case, told):
        return False
    start = words.rfind(told.mention.figure.text)
    if start < 0:
        return False
    piece = (
        _PIECE.split(words[:start])[-1]
        + _PIECE.split(words[start + len(told.mention.figure.text) :])[0]
    )
    if "，" in words[start:] or stem not in piece or _DENIED.search(piece):
        return False
    return all(item.span != told.span for item in operands)


def _refuted_by_whole(case: Case, part: Case) -> bool:
    """Say whether the part and the whole told before it come to another rate: 77 of 85, 95.6%."""
    whole = part.before
    if whole is None or whole.span is None or part.span is None or case.span is None:
        return False
    if whole.measure != part.measure or not whole.span.single or not whole.span.low:
        return False
    rate = part.span.low / whole.span.low * 100
    return part.span.low < whole.span.low and abs(rate - case.span.low) > 1


def is_exchange(case: Case) -> bool:
    """Say whether the number that the figure should have is told beside it, both of one line.

    血糖高14人、结节17人 of 血糖高17 and 结节14: no sum explains the 14.
    """
    own, rival = case.chosen, case.expected
    if own is None or rival is None or own.activity != rival.activity:
        return False
    if own.measure != rival.measure or TOTAL.search(case.mention.lead):
        return False
    return any(
        one is not case
        and one.chosen is rival
        and one.mention.figure.unit == case.mention.figure.unit
        for one in case.beside
    )
