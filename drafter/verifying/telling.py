"""How a judgement is told: the fact in the notes' own words, and what is wrong with the draft's."""

import re
from typing import Final

from drafter.figures import Figure, Qualifier
from drafter.verifying.cases import Case
from drafter.verifying.evidence import Evidence
from drafter.verifying.types import CheckedFigure, Status, Support

__all__ = ["finding_of", "hedge_reason", "quote", "support_of", "value_words"]

_WORD_STOPS: Final = re.compile(r"[\d，、：；。,:;（）()\s]")
_HEDGE_WORDS: Final = {
    Qualifier.EXACT: "准确数",
    Qualifier.OVER: "多于这个数",
    Qualifier.UNDER: "不到这个数",
    Qualifier.ABOUT: "约数",
    Qualifier.AT_LEAST: "不少于这个数",
    Qualifier.AT_MOST: "不多于这个数",
}


def quote(item: Evidence) -> str:
    """Return the fact in the notes' own words, short."""
    mention = item.mention
    text = item.fact.figure.text
    lead = _WORD_STOPS.split(mention.lead)[-1][-14:]
    tail = _WORD_STOPS.split(mention.tail)[0][:10]
    if len(lead) + len(tail) < 2 and item.fact.label not in ("", "时间"):
        return f"{item.fact.label}{text}"
    return f"{lead}{text}{tail}"


def support_of(item: Evidence) -> Support:
    """Return the place of a fact in the notes."""
    source = item.fact.source
    return Support(
        text=item.fact.figure.text,
        start=source.start,
        end=source.end,
        file=source.file,
        line=source.line,
        fact_id=item.fact.id,
    )


def finding_of(case: Case, status: Status, reason: str, item: Evidence) -> CheckedFigure:
    """Return a judgement that rests on one fact."""
    return CheckedFigure(
        figure=case.mention.figure, status=status, reason=reason, support=support_of(item)
    )


def hedge_reason(item: Evidence, figure: Figure) -> str:
    """Say in Chinese how the hedges differ."""
    known = item.fact.figure
    if figure.qualifier is Qualifier.EXACT and known.qualifier is not Qualifier.EXACT:
        return f"记录是“{known.text}”（{_HEDGE_WORDS[known.qualifier]}），文中写成了准确数"
    return f"记录是“{known.text}”，文中的说法与它不符"


def value_words(figure: Figure) -> str:
    """Name a figure's number apart from its unit."""
    return f"“{figure.text}”的数"
