"""Whose record a number is of: the line of notes that its neighbours in the sentence come from.

Parallel lines say one thing of several (妇女规划76项 达标61 未达5; 儿童规划70项 达标58 未达3). A
draft's sentence that tells two numbers of one line and a third, under the same label, of the other
has mixed the two, whatever words stand at it.
"""

import re
from typing import Final

from drafter.verifying.cases import Case, told_in_place
from drafter.verifying.evidence import Evidence, EvidenceIndex
from drafter.verifying.products import rate_of
from drafter.verifying.scopes import of_last_year
from drafter.verifying.words import Token, is_generic, tokens_of

__all__ = ["other_record"]

# So much of two labels must be common for their lines to be parallel in them.
_ALIKE: Final = 0.6
_NEIGHBOURS: Final = 2
_CLAUSES: Final = re.compile("[，,；;：:（）()]")
_SUM_ROW: Final = re.compile("合计|总计|小计")


def other_record(
    index: EvidenceIndex, case: Case, own: Evidence, tellers: dict[int, list[Case]]
) -> Evidence | None:
    """Return the number of this label in the line that the sentence tells, if own is another's."""
    if own.activity < 0 or own.calendar or "分别" in case.mention.sentence:
        return None
    neighbours = _neighbours(index, case)
    if not neighbours:
        return None
    home = _line(index, own)
    if any(line == home for line in neighbours) or _SUM_ROW.search(own.mention.paragraph):
        return None
    line = neighbours[-1]
    if any(other != line for other in neighbours):
        return None
    for rival in index.by_line[line[:2]]:
        if _line(index, rival) != line:
            continue
        if rival.span is None or rival.span == own.span or rival.calendar:
            continue
        if not _parallel(own, rival) or of_last_year(rival) is not of_last_year(own):
            continue
        told = tellers.get(rival.number, [])
        if any(set(_neighbours(index, one)) != {home} for one in told):
            continue  # its number is told in its own place
        if not told and told_in_place(case, rival, tellers):
            continue
        if not _said(case, own, rival):
            continue
        if _names_home(case, own, rival):
            continue
        return rival
    return None


def _line(index: EvidenceIndex, item: Evidence) -> tuple[str, int, int]:
    """Return the record of a fact: its line, and there the piece between semicolons."""
    if item.record is None:
        source = index.activities[item.activity].source
        words, end = item.mention.paragraph, item.mention.figure.start
        piece = words.count("；", 0, end) + words.count(";", 0, end)
        item.record = source.file, source.line, piece
    return item.record


def _neighbours(index: EvidenceIndex, case: Case) -> list[tuple[str, int, int]]:
    """Return the lines of the two sure numbers right before the figure in its sentence."""
    before: list[tuple[str, int, int]] = []
    for one in reversed(case.beside[: case.place]):
        fact = one.chosen
        if fact is None or fact.calendar or fact.activity < 0 or one.span is None:
            continue
        if len(one.good) == 1 and one.expected is None:
            before.append(_line(index, fact))
            if len(before) == _NEIGHBOURS:
                break
    return before[::-1]


def _parallel(one: Evidence, two: Evidence) -> bool:
    """Say whether two lines say the same of two things: one label, one unit."""
    if one.measure != two.measure or bool(rate_of(one)) is not bool(rate_of(two)):
        return False
    first, second = _label(one), _label(two)
    if not first or not second:
        return False
    return len(first & second) >= _ALIKE * len(first | second)


def _label(item: Evidence) -> set[Token]:
    return {token for token in item.mention.near if not is_generic(token)}


def _said(case: Case, own: Evidence, rival: Evidence) -> bool:
    """Say whether the label of both is said at the figure: 未达标 of 未达."""
    word = own.mention.lead.strip()[-2:]
    common = _label(own) & _label(rival) & case.mention.weights.keys()
    return bool(common) or (len(word) > 1 and word in case.mention.lead)


def _names_home(case: Case, own: Evidence, rival: Evidence) -> bool:
    """Say whether the last line that the sentence names at or before the figure is the fact's.

    A number before it that is of the other line is then what is wrong: 小班30人，每人20元 where 30
    is of the 大班.
    """
    mine = {t for t in own.mention.block - rival.mention.block if not is_generic(t)}
    theirs = {t for t in rival.mention.block - own.mention.block if not is_generic(t)}
    if mine & (case.mention.near | case.mention.clause_words):
        return True
    for words in reversed(_CLAUSES.split(case.mention.prefix)[:-1]):
        tokens = tokens_of(words)
        if mine & tokens or theirs & tokens:
            return not theirs & tokens
    return False
