"""A line of new notes that corrects the facts (更正：…应为75名): it is done, not told (pure)."""

import re
from collections.abc import Sequence
from typing import Final

from drafter.facts import Activity, Fact, FactSheet
from drafter.refining.clashing import words_in
from drafter.refining.relations import same_unit

__all__ = ["corrected_facts", "is_correction", "states_error"]

_CORRECTS: Final = re.compile(
    "^[（(【]?(?:更正|纠正|勘误|订正|改正)|应(?:该|当)?(?:为|是)|(?:写|记|报|弄|搞|算|填)错|有误|错了"
    r"|不是[^，。；]{0,6}[0-9][^，。；]{0,6}[，,]?\s*(?:而)?是[^，。；]{0,4}[0-9]"
    r"|(?:不对|不准确?|不符|不是这个数)[，,。；]?\s*(?:应该?|其实|实际上?|正确的?)?(?:是|为)[^，。；]{0,4}[0-9]"
    r"|改[为成]\s*[0-9.]+[^，。0-9]{0,3}。?$"
)
# What a correction says of itself and not of the matter.
_ABOUT_ITSELF: Final = re.compile(
    "更正|纠正|勘误|不对|不准确?|不符|其实|实际上?|正确的?|那个|这个|订正|改正|应(?:该|当)?(?:为|是)|(?:写|记|报|弄|搞|算|填)错了?|有误|错了|不是"
    "|^注[：:]|改[为成]|[上前]面|那条|这条|上条|上一条|之前|刚才|的|了"
)
_HALF: Final = 0.5


def is_correction(line: str) -> bool:
    """Whether a line says that a number is otherwise, and not that something was done."""
    return bool(_CORRECTS.search(line.strip()))


def corrected_facts(item: Activity, sheet: FactSheet) -> list[tuple[Fact, Fact]]:
    """Return (known, new) for each figure that a correction is of; empty where that is unsure.

    Args:
        item: What was read from the line.
        sheet: The facts.
    """
    pairs = words_in(item, without=_ABOUT_ITSELF)
    if not pairs:
        # 60人写错了，是65人: the number itself names the matter, where it stands once.
        named = [found for known in sheet.activities if (found := _named_by_number(item, known))]
        return named[0] if len(named) == 1 else []
    scored = sorted(
        ((sum(pair in activity.text for pair in pairs) / len(pairs), activity) for activity in
         sheet.activities if _candidates(item, activity)),
        key=lambda entry: -entry[0],
    )  # fmt: skip
    if not scored or scored[0][0] < _HALF or [s for s, _ in scored[1:2] if s == scored[0][0]]:
        return []
    return _candidates(item, scored[0][1])


def states_error(line: str) -> bool:
    """Whether a line says that a number is wrong and what it is, and orders nothing."""
    return is_correction(line) and not re.search(r"改[为成]\s*[0-9.]+[^，。0-9]{0,3}。?$", line)


def _named_by_number(item: Activity, known: Activity) -> list[tuple[Fact, Fact]]:
    """Pair the one wrong number that a correction cites with the one that it gives instead."""
    texts = {fact.figure.text for fact in known.facts}
    new = [fact for fact in item.facts if fact.figure.text not in texts]
    cited = {fact.figure.text for fact in item.facts} & texts
    old = [fact for fact in known.facts if fact.figure.text in cited]
    return [(old[0], new[0])] if len(old) == len(new) == 1 and same_unit(old[0], new[0]) else []


def _candidates(item: Activity, known: Activity) -> list[tuple[Fact, Fact]]:
    """Pair a correction's figures with those of an activity; empty where one could be of two."""
    if cited := _named_by_number(item, known):
        return cited
    found: list[tuple[Fact, Fact]] = []
    for new in item.facts:
        if any(fact.figure.text == new.figure.text for fact in known.facts):
            continue  # 46件应为48件, or what only names the matter
        alike = _alike(new, known.facts)
        if len(alike) > 1:
            return []
        found += [(fact, new) for fact in alike]
    old = [fact.id for fact, _ in found]
    return found if len(old) == len(set(old)) else []


def _alike(new: Fact, facts: Sequence[Fact]) -> list[Fact]:
    """Return the figures that a new one may replace: of its unit, per the same if it says so."""
    alike = [fact for fact in facts if same_unit(fact, new)]
    per = [fact for fact in alike if fact.figure.per == new.figure.per]
    return per if len(alike) > 1 and per else alike
