"""One line may order several things: where each begins, by the verbs of orders (pure)."""

import re
from typing import Final

from drafter.refining.words import deletes, pattern, says

__all__ = ["orders_in"]

_VERBS: Final = ("move", "merge", "split", "swap", "replace", "lock", "unlock")
_QUOTED: Final = re.compile(r"[“\"'‘「][^”\"'’」]*[”\"'’」]")
_LINK: Final = r"(?:先|再|然后|接着|随后|并且|并|同时|另外|还有|最后|又|也|请)"
_BREAK: Final = re.compile(rf"[，,；;。！!]+|(?<=.)(?={_LINK}+(?:把|将)(?!来))")
# What stands behind this is text for the draft, with commas of its own.
_TEXT: Final = re.compile(rf"(?:{pattern('act', 'replace')}|[句段话]|标题|题目)[:：]")
_BEGINS: Final = re.compile(
    rf"^{_LINK}*(?:把|将|第|倒数第|这一?[段部]|小?标题|题目|落款|日期|主送|抬头|署名|其他|其余|别的|全文|语气"
    rf"|{pattern('act', 'delete')}|{pattern('act', 'merge')}|{pattern('act', 'swap')}"
    rf"|{pattern('act', 'split')}|{pattern('act', 'lock')}|{pattern('act', 'unlock')})"
)
_ADDS: Final = re.compile("[加补添]上?一?[句段]")
_PLACE: Final = re.compile(
    rf"{_LINK}*(?:把|将)?第[0-9一二三四五六七八九十]+(?:自然)?(?:段|部分|节)"
)
# A manner that is asked for (写短一点), not one that is complained of (太长).
_WISH: Final = re.compile("写|[一]?[些点]$|语气|改得")


def orders_in(words: str) -> tuple[str, ...]:
    """Return the orders of a line, each with what belongs to it; one where it orders one thing.

    Rewordings of one place stay together: 写具体一点，语气朴实些 is one wish to the model.
    """
    masked = _QUOTED.sub(lambda match: "□" * len(match[0]), words)
    text = _TEXT.search(masked)
    end = text.end() if text else len(words)
    starts = [0]
    for match in _BREAK.finditer(masked[:end]):
        begun = masked[starts[-1] : match.start()]
        following = _BREAK.search(masked, match.end() + 1)
        clause = masked[match.end() : following.start() if following else len(masked)]
        if _orders(begun) and _orders(clause) and _BEGINS.search(clause):
            starts.append(match.end())
    orders = [
        words[start:stop].strip("，,；;。！! ")
        for start, stop in zip(starts, [*starts[1:], len(words)], strict=True)
    ]
    placed = len(orders) > 1 and all(_PLACE.match(order) for order in orders)
    if not placed and not any(_acts(order) for order in orders):
        return (words,)
    return tuple(re.sub(f"^{_LINK}+(?=.)", "", order) for order in orders)


def _acts(clause: str) -> bool:
    return bool(deletes(clause) or says(clause, "act", *_VERBS) or _ADDS.search(clause))


def _orders(clause: str) -> bool:
    """Whether a clause orders something, and does not only give a reason (太啰嗦)."""
    if _acts(clause):
        return True
    manner = says(clause, "manner", "tone", "longer", "shorter")
    return bool(manner) and "太" not in clause and bool(_WISH.search(clause))
