"""What is left where the notes themselves take one number from another: 报61户, 刷掉17户.

The word of taking away stands in the notes, so the draft need claim no difference: it tells the
whole, and beside it what was kept, dealt out or is there now.
"""

import re
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import Final

from drafter.verifying.evidence import Evidence
from drafter.verifying.operands import Derivation, Reckoner, shown_as
from drafter.verifying.scopes import of_last_year
from drafter.verifying.words import read_lines

__all__ = ["is_new", "is_taken", "left_of_taken", "now_after_changes"]

_NEW: Final = re.compile("(?:新[\u4e00-\u9fff]{1,8}|吸收|加入|增加|补充|招收?)了?$")
_NOW: Final = re.compile("现有|共有|目前|达到?|增至|增加到|发展到|现在|还有")
_BECAME: Final = re.compile("(?:到|至|为|成)了? ?$")
_FROM: Final = re.compile("[由从][^，。；\\d]{0,8}$|原[有来]?[^，。；\\d]{0,4}$")


@cache
def _taken() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(read_lines('taken.txt'))})了?$")


def is_taken(item: Evidence) -> bool:
    """Say whether a number is what was taken from another or is left of it: 退6, 剩120."""
    return _taken().search(item.mention.lead.rstrip()) is not None


def is_new(item: Evidence) -> bool:
    """Say whether a number is what came to another: 今年新招14."""
    return _NEW.search(item.mention.lead.rstrip()) is not None


def left_of_taken(r: Reckoner) -> Derivation | None:
    """Return what the notes' own taking away leaves of a number that the sentence has told.

    Or what was there before the new came to it, where the draft turns from the one to the other.
    """
    if _taken().search(r.mention.lead):
        return None
    before = {item.number for item in r.before}
    became = r.after[0] if r.after and _BECAME.search(r.after[0].mention.lead) else None
    turned = _FROM.search(r.mention.lead) is not None and bool(r.after or became)
    for items in r.near_activities():
        for whole, part in pairwise(items):
            if part.span is None or whole.span is None or not (part.span.single and r.fits(part)):
                continue
            if not whole.span.single or not r.fits(whole) or of_last_year(whole):
                continue
            taken = is_taken(part) and whole.number in before
            newly = turned and is_new(part) and whole.number == r.after[0].number
            value = whole.span.low - part.span.low
            if (taken or newly) and value > 0 and r.yields(value, rounded=False):
                return shown_as((whole, part), "-", value)
    return None


def now_after_changes(r: Reckoner) -> Derivation | None:
    """Return what there is after some came and some left: 年初58人, 新招14人, 退出5人, 现有67人."""
    if not _NOW.search(r.mention.lead):
        return None
    for items in r.near_activities():
        counts = [item for item in items if item.span and item.span.single and r.fits(item)]
        for base, *changes in zip(counts, counts[1:], counts[2:], strict=False):
            came = [item for item in changes if is_new(item)]
            left = [item for item in changes if is_taken(item)]
            if len(came) != 1 or len(left) != 1 or base.span is None:
                continue
            plus, minus = (item.span.low if item.span else Decimal(0) for item in (*came, *left))
            value = base.span.low + plus - minus
            if value > 0 and r.yields(value, rounded=False):
                found = shown_as((base, *came), "+", value)
                shown = found.shown.replace("=", f"-{minus:f}=")
                return Derivation((base, *came, *left), shown)
    return None
