"""The share of one thing among its like that a draft names: 秋季占六成, 进机关41.5%.

A table or a list gives each thing its number, and the draft says of one of them which share of all
it has. The one must be named by words that its like lack; the whole is what the list adds up to, or
the row that sums it up.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from drafter.figures import Kind
from drafter.verifying.columns import columns_of
from drafter.verifying.evidence import Evidence
from drafter.verifying.odds import (
    HUNDRED,
    ODDS,
    ODDS_CLAIMED,
    Search,
    Told,
    addable,
    single,
    sum_item,
)
from drafter.verifying.operands import Derivation, Reckoner, shown_as
from drafter.verifying.products import TOTAL
from drafter.verifying.scopes import of_last_year
from drafter.verifying.words import Token, is_generic, tokens_of

__all__ = ["named_instead", "share_of_all"]

_SHARE: Final = re.compile("占|比重|比例|份额")
_CHANGED: Final = re.compile("[增升降减涨]")
# 金额占全市四成, 7800份，占65%: a share with nothing of its own before it is of the last told.
_OF_LAST: Final = re.compile("^[（(]?(?:约|近)?占(?:比|到|总数的|全部的)?(?:约|近)?$")
_CLAUSES: Final = re.compile("[，,；;：:（(]|——")
# 七成多为返乡大学生: what the share is of stands behind it.
_IS: Final = re.compile("[为是系]")
_BEHIND: Final = 8
# The head of a line ends at its first number.
_HEAD: Final = re.compile(r"[\d：:]")
# 约占全季度的65%, 婚姻类173件次占比过半: it is of the number told right before.
_TOLD_BEFORE: Final = re.compile(
    r"(?:^|[，,；;])[（(\s]*(?:约|近|大约)?占[^，,；;]*$|\d[^，,；;]*$"
)
_NAMED: Final = 24
_PAIR: Final = 2


def share_of_all(r: Reckoner, told: Told) -> Derivation | None:
    """Return the share that the one thing named has among its like, None without one."""
    coarse = r.figure.kind is Kind.FRACTION or (r.figure.step or Decimal(1)) > 1
    claimed = coarse or _SHARE.search(r.claim) is not None
    if not claimed or _CHANGED.search(r.claim):
        return None
    search = Search(r, rounded=True)
    last = told.before[-1] if told.before and _OF_LAST.search(r.mention.lead) else None
    for group in _groups(r):
        whole = sum_item(group)
        if whole is None or whole.span is None or not whole.span.low:
            continue
        part = _named(r, group)
        if last is not None:
            among = len(group) > _PAIR and last.number in {item.number for item in group}
            own = last.measure == whole.measure and (last.number < 0 or among)
            part = last if own else None
        if part is None or part.span is None or part.span.low >= whole.span.low:
            continue
        value = part.span.low / whole.span.low * HUNDRED
        search.offer(
            value,
            lambda a=part, b=whole, v=value: shown_as((a, b), "÷", v, r.figure),  # type: ignore[misc]
        )
    return search.result(ODDS_CLAIMED if coarse else ODDS)


def named_instead(r: Reckoner, found: Derivation) -> set[int]:
    """Return the numbers of the things that a share is said of, where it is reckoned from others.

    Empty where nothing is named, or where it is of the number told right before.
    """
    part = found.operands[0]
    if "占" not in r.claim or "÷" not in found.shown or part.number < 0:
        return set()
    if _TOLD_BEFORE.search(r.mention.lead):
        return set()
    others = set()
    for group in _groups(r):
        if all(item.number != part.number for item in group):
            continue
        item = _named(r, group)
        if item is not None and item.number == part.number:
            return set()
        if item is not None:
            others.add(item.number)
    return others


def _groups(r: Reckoner) -> Iterator[list[Evidence]]:
    """Yield what is side by side: the numbers of a line in one unit, or of a column."""
    seen = set()
    lines = [
        [item for item in line if item.fact.figure.unit == unit]
        for line in r.near_activities()
        for unit in dict.fromkeys(item.fact.figure.unit for item in line)
    ]
    for group in (*lines, *(items for _, items in columns_of(r.index))):
        kept = [
            item
            for item in single(group)
            if addable(item) and not of_last_year(item) and not TOTAL.search(item.mention.lead[-4:])
        ]
        key = tuple(item.number for item in kept)
        if len(kept) >= _PAIR and key not in seen and not _is_whole_with_parts(kept):
            seen.add(key)
            yield kept


def _is_whole_with_parts(group: Sequence[Evidence]) -> bool:
    first, *rest = [item.span.low for item in group if item.span]
    return len(rest) > 1 and first == sum(rest)


def _named(r: Reckoner, group: Sequence[Evidence]) -> Evidence | None:
    """Return the only one of a group that the words before the figure name."""
    own = [_words_of(item) for item in group]
    telling = []
    for place, words in enumerate(own):
        others = set[Token]().union(*(one for at, one in enumerate(own) if at != place))
        telling.append({token for token in words - others if _tells(token)})
    clauses = _CLAUSES.split(r.mention.prefix[-_NAMED:])
    behind = r.mention.tail[:_BEHIND] if _IS.match(r.mention.tail) else ""
    for clause in (behind, *reversed(clauses)):
        said = tokens_of(clause)
        found = [item for item, tokens in zip(group, telling, strict=True) if tokens & said]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _tells(token: Token) -> bool:
    """Say whether a word names a thing: a level of government alone (省, 市) names none."""
    return not is_generic(token) and (isinstance(token, int) or len(token) > 1)


def _words_of(item: Evidence) -> frozenset[Token]:
    """Return the words of a number: its label, and the head of its line or row."""
    return item.mention.near | tokens_of(
        _HEAD.split(item.mention.paragraph, maxsplit=1)[0][:_NAMED]
    )
