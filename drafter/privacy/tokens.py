"""Tokens that stand for private passages: 〔人名甲〕, 〔人名乙〕 … 〔人名甲子〕 (pure).

No digit and no numeral: a token must neither read as a figure nor collide with a grammar. The
stems and branches run on without end, and none of them is a numeral.
"""

import re
from typing import Final

from drafter.privacy.types import PrivateKind

__all__ = ["TOKEN", "TOKEN_LIKE", "may_begin_token", "token_of"]

_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"
_KINDS: Final = "|".join(kind.value for kind in PrivateKind)
TOKEN: Final = re.compile(rf"〔(?:{_KINDS})[{_STEMS}][{_BRANCHES}]*〕")
# What a model makes of a token when it alters it: other brackets, none, spaces, a digit.
TOKEN_LIKE: Final = re.compile(
    rf"[〔\[［【（(〈<「]\s*(?:{_KINDS})\s*[^〕\]］】）)〉>」\n]{{0,6}}[〕\]］】）)〉>」]"
    rf"|(?:{_KINDS})[{_STEMS}][{_BRANCHES}]*(?![\u3400-\u9fff]*〕)"
)
_LONGEST: Final = 12


def token_of(kind: PrivateKind, number: int) -> str:
    """Return the token of the ``number``-th passage of a kind, from 0."""
    name = _STEMS[number % 10]
    number //= 10
    while number:
        number -= 1
        name += _BRANCHES[number % 12]
        number //= 12
    return f"〔{kind.value}{name}〕"


def may_begin_token(tail: str) -> int:
    """Return how many characters at the end of streamed text may be a token's beginning."""
    place = tail.rfind("〔")
    if place < 0 or "〕" in tail[place:] or len(tail) - place > _LONGEST:
        return 0
    return len(tail) - place
