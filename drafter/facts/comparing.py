"""Last year's figures that stand in brackets behind this year's: 接访47件（58件）.

Only a line of the notes says so (括号里是去年同期). Read as parts they would exceed their wholes,
and told without a word they could not be understood.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from drafter.facts.types import Fact, Scope
from drafter.facts.values import find_told

__all__ = ["is_last_year_legend", "with_last_year"]

_LEGEND: Final = re.compile(
    r"括[号弧](?:里面?|内|中)?的?(?:数字?|数据)?(?:都|均)?(?:是|为|系|指)(?:去年|上年|上一年|20\d\d年)"
)
_LEGEND_LENGTH: Final = 30
_BRACKET: Final = re.compile(r"[（(]([^（）()]{1,24})[）)]")
_SAID: Final = "去年同期"
_JOINS: Final = "，,、；; "


def is_last_year_legend(text: str) -> bool:
    """Whether a line says that what stands in brackets is of the year before."""
    return len(text) <= _LEGEND_LENGTH and _LEGEND.search(text) is not None


def with_last_year(text: str, facts: Sequence[Fact]) -> tuple[str, list[Fact]]:
    """Return the text with 去年同期 in each bracket that holds figures only, and the facts so.

    Args:
        text: A passage of notes with such a line.
        facts: Its figures in the order of the text.
    """
    spans = {told.fact.id: (told.start, told.end) for told in find_told(text, facts)}
    inside: set[str] = set()
    pieces: list[str] = []
    position = 0
    for bracket in _BRACKET.finditer(text):
        held = [
            key for key, (start, end) in spans.items() if bracket.start() < start < bracket.end()
        ]
        rest = bracket[1]
        for key in held:
            start, end = spans[key]
            rest = rest.replace(text[start:end], "", 1)
        if held and not rest.strip(_JOINS):
            inside.update(held)
            pieces.append(text[position : bracket.start(1)] + _SAID)
            position = bracket.start(1)
    told = "".join(pieces) + text[position:]
    wholes = {fact.id: fact.part_of for fact in facts}
    kept: list[Fact] = []
    for fact in facts:
        if fact.id in inside:
            kept.append(replace(fact, scope=Scope.LAST_YEAR, part_of=None))
            continue
        whole = fact.part_of
        while whole in inside:
            # 来电21 is a part of 47件, behind which 58件 stands in brackets.
            whole = wholes.get(whole or "")
        kept.append(replace(fact, part_of=whole) if whole != fact.part_of else fact)
    return told, kept
