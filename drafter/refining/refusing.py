"""What no honest draft can do: say so, with the reason and the way that is open (pure)."""

import re
from collections.abc import Sequence
from decimal import Decimal

from drafter.facts import Fact, FactSheet, Use
from drafter.figures import Figure, Kind, find_figures, unit_class
from drafter.refining.checking import Check
from drafter.refining.words import says
from drafter.verifying import CheckedFigure

__all__ = ["is_news", "refuse_figures", "refuse_invention", "refuse_replacement"]

# Units that measure the text itself (写到300字), not what was done.
_OF_TEXT = frozenset({"字", "段", "句", "句话", "行", "页", "部分", "点", "条", "遍", "处"})
_ASKED = frozenset(
    {Kind.QUANTITY, Kind.MONEY, Kind.PERCENT, Kind.MULTIPLE, Kind.FRACTION, Kind.RANGE}
)
_MOST_NAMED = 3


def refuse_invention(words: str) -> str:
    """Return why something made up is not written; "" where nothing of the sort is asked."""
    if found := says(words, "refuse", "invent"):
        return (
            f"不能“{found}”：总结里写的事都要有记录。确有其事，请用 /加 写进事实，例如："
            "/加 12月办培训1期，32人。"
        )
    if found := says(words, "refuse", "wants"):
        return f"记录里没有可用的内容写“{found}”。请先用 /加 写上真实的情况，再让我写进去。"
    return ""


def refuse_figures(words: str, sheet: FactSheet, check: Check, parts: Sequence[str]) -> str:
    """Return why a request for numbers is refused; "" where the facts bear what it asks.

    Args:
        words: The request without the numbers that name a place (第3段).
        sheet: The facts.
        check: Of the text that stands.
        parts: The paragraphs that the request is about.
    """
    asked = _asked(words)
    unborne = [figure for figure in asked if not _borne(figure, sheet)]
    if unborne:
        figure = unborne[0]
        near = _near(figure, words, sheet, check, parts)
        return f"记录里没有“{figure.text}”，不能写。{_way(near, figure.text)}"
    inflated = says(words, "refuse", "inflate")
    if inflated and not asked and says(words, "refuse", "numbers"):
        near = _near(None, words, sheet, check, parts)
        return f"数字只能照记录写，不能“{inflated}”。{_way(near, '')}"
    return ""


def is_news(words: str, sheet: FactSheet) -> bool:
    """Whether a line asks for nothing and tells a number that the facts do not hold."""
    if says(words, "facts", "asking"):
        return False
    return any(not _borne(figure, sheet) for figure in _asked(words))


def _asked(words: str) -> list[Figure]:
    """Return the amounts in a line that count what was done."""
    return [
        figure
        for figure in find_figures(words)
        if figure.kind in _ASKED
        and (figure.unit or "") not in _OF_TEXT
        # 写一首诗, 加一个开头: an article, which claims no number.
        and not (figure.text.startswith("一") and figure.value == 1)
    ]


def _facts(sheet: FactSheet) -> list[Fact]:
    return [
        fact for activity in sheet.activities for fact in activity.facts if fact.use is Use.STATE
    ]


def _borne(figure: Figure, sheet: FactSheet) -> bool:
    return any(
        fact.figure.value == figure.value and _alike(fact.figure, figure) for fact in _facts(sheet)
    )


def _alike(one: Figure, two: Figure) -> bool:
    return unit_class(one.unit or "") == unit_class(two.unit or "") or one.unit == two.unit


def _near(
    figure: Figure | None, words: str, sheet: FactSheet, check: Check, parts: Sequence[str]
) -> list[Fact]:
    """Return the facts that a request may be about, the likeliest first."""
    told = {
        key for part in parts for checked in check.figures.get(part, ()) for key in checked.fact_ids
    }
    pairs = {words[i : i + 2] for i in range(len(words) - 1)}
    scored = []
    for fact in _facts(sheet):
        if figure is not None and not _alike(fact.figure, figure):
            continue
        if not isinstance(fact.figure.value, Decimal):
            continue
        overlap = sum(pair in fact.label for pair in pairs)
        score = 2 * overlap + (1 if fact.id in told else 0)
        if score:
            scored.append((score, fact))
    if not scored and figure is not None and isinstance(figure.value, Decimal):
        return _closest(figure, figure.value, sheet)
    scored.sort(key=lambda item: -item[0])
    best = scored[0][0] if scored else 0
    return [fact for score, fact in scored if score == best][:_MOST_NAMED]


def _closest(figure: Figure, value: Decimal, sheet: FactSheet) -> list[Fact]:
    """Return the facts of the same unit whose numbers are nearest."""
    alike = [
        fact
        for fact in _facts(sheet)
        if isinstance(fact.figure.value, Decimal) and _alike(fact.figure, figure)
    ]
    alike.sort(key=lambda fact: abs(Decimal(str(fact.figure.value)) - value))
    return alike[:_MOST_NAMED]


def _way(near: Sequence[Fact], wanted: str) -> str:
    if not near:
        return "确有其事，请先用 /加 写进事实，文稿会跟着改。"
    shown = "、".join(f"{fact.label}{fact.figure.text}（{fact.id}）" for fact in near)
    example = f"/事实 改 {near[0].id} {wanted or '实际的数'}"
    return f"记录里是：{shown}。如果记录错了，请改事实：{example}，文稿会跟着改。"


def refuse_replacement(flagged: Sequence[tuple[str, CheckedFigure]], gone: Sequence[Fact]) -> str:
    """Return why words may not be replaced: they would state what the facts do not.

    Args:
        flagged: What would be wrong afterwards.
        gone: The facts that the replaced words stated.
    """
    checked = flagged[0][1]
    reason = f"“{checked.figure.text}”不能这样写：{checked.reason}。"
    if gone:
        fact = gone[0]
        return (
            f"{reason}记录里是{fact.label}{fact.figure.text}（{fact.id}）。如果记录错了，请改事实："
            f"/事实 改 {fact.id} {_only_figure(checked)}，文稿会跟着改。"
        )
    return f"{reason}确有其事，请先用 /加 写进事实。"


def _only_figure(checked: CheckedFigure) -> str:
    return re.sub(r"\s+", "", checked.figure.text)
