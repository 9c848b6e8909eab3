"""The facts that a figure of a draft may be reckoned from, the nearest activities first."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from drafter.facts import Scope
from drafter.figures import Figure, Kind, Qualifier
from drafter.verifying.context import Mention
from drafter.verifying.evidence import Evidence, EvidenceIndex
from drafter.verifying.values import (
    Bearing,
    Span,
    Units,
    alike_units,
    bearing_of,
    compare_units,
    is_limit,
    measure_of,
    span_of,
)
from drafter.verifying.words import Token, is_generic

__all__ = [
    "PER_ACTIVITY",
    "SUBSET_POOL",
    "YEAR",
    "Derivation",
    "Reckoner",
    "is_change",
    "months_of",
    "number_of",
    "part_said",
    "plain_number",
    "shown_as",
    "telling_of",
    "wholes",
    "year_of",
]

YEAR: Final = re.compile(r"((?:19|20)\d\d)年")
# 今年(2023)620万 and 今年 alone end the reach of 2022年 before them.
_YEAR_SAID: Final = re.compile(
    r"((?:19|20)\d\d)年|[（(]((?:19|20)\d\d)[）)]|(?:今年|本年|当年|现在|目前|现有|如今)(?![（(])"
)
_NEAREST: Final = 6
PER_ACTIVITY: Final = 24
SUBSET_POOL: Final = 10
# Shares, rates and ordinals do not add up.
# What is counted again each time adds up to times: 88户 and 96户 are 184户次.
_TIMES: Final = (("person", "person-time"), ("household", "household-time"))
_HALF: Final = Decimal(50)
_MOST: Final = Decimal(70)
_CASES: Final = {"件", "case-time"}
_NOT_ADDED: Final = ("percent", "point", "multiple", "permille", "permille-point", None)
_COMPARED: Final = re.compile("[比较](?!例|重|赛|率|为|好|大|多|高|强)|同比|超(?![市级声])")
_IN_PARTS: Final = re.compile("其中|包括|分别|[（(：:]")
_CHANGE: Final = re.compile(
    "(?:增加|减少|净增|净减|增长|下降|超出|超额|多|少)[\u4e00-\u9fff]{0,2}$"
    "|(?:比|较)[^，。；]{0,6}(?:增加|减少|多|少|增|减)了?[^，。；]{0,8}、$"
)
_PART: Final = re.compile(r"上半年|下半年|[一二三四]季度|\d{1,2}月|年初|年末|年底")


_LIST_HEAD: Final = re.compile("^.*[，。；]|(?:排序|排名|分布|情况|对比)$")
_HEAD_REACH: Final = 10
_STRETCH: Final = re.compile(
    r"(?P<half>[上下])半年|(?P<since>前)?第?(?P<quarter>[1-4一二三四])个?季度|(?<!\d)(?P<month>\d{1,2})月"
)
_QUARTERS: Final = "1234一二三四"


@dataclass(frozen=True, slots=True)
class Derivation:
    """A sum that yields the draft's figure.

    Attributes:
        operands: The facts that it is reckoned from.
        shown: How it is written: 6+9=15.
        tells: Whether the draft says its operands by saying it: a total does, a share does not.
    """

    operands: tuple[Evidence, ...]
    shown: str
    tells: bool = False

    @property
    def fact_ids(self) -> tuple[str, ...]:
        """The facts behind the operands, those behind a sum among them included."""
        return tuple(i for item in self.operands for i in item.told or (item.fact.id,))


class Reckoner:
    """Searches the operands of one figure, the nearest activities first."""

    def __init__(
        self,
        mention: Mention,
        index: EvidenceIndex,
        measure: str | None,
        stated: tuple[Sequence[Evidence], Sequence[Evidence]],
        meant: float,
    ) -> None:
        self.mention, self.index, self.measure = mention, index, measure
        self.before, self.after = stated
        self.meant = meant
        self.figure = mention.figure
        if is_limit(mention.tail):
            self.figure = replace(mention.figure, qualifier=Qualifier.EXACT)
        # A claim to reckon stands in the figure's own clause.
        self.words = mention.sentence
        self.claim = f"{mention.lead}{mention.figure.text}{mention.tail[:6]}"
        # 执行率排序：甲村95%，乙村93%: what heads a list claims for each of it.
        self.head = _LIST_HEAD.sub("", mention.prefix.rpartition("：")[0][-_HEAD_REACH:])
        self.claim = f"{self.head}{self.claim}" if self.head else self.claim
        self.telling = telling_of(mention) & index.weights.keys()
        self._near: list[list[Evidence]] | None = None
        self._sums: list[list[Evidence]] | None = None

    @property
    def span_digits(self) -> int:
        """How many digits of the figure tell something: 17.44万 has four, 20000 one."""
        span = span_of(self.figure)
        if span is None:
            return 0
        return len(f"{span.low.normalize():f}".replace(".", "").strip("0"))

    def near_activities(self) -> list[list[Evidence]]:
        """Return the numeric evidence of the activities that the figure's words point to."""
        if self._near is None:
            weights = self.index.weights
            ranked: dict[tuple[str, int], float] = {}
            said = self.mention.weights
            for number, items in self.index.lines_near(self.mention).items():
                block = items[0].mention.block.union(items[-1].mention.block)
                ranked[number] = sum(
                    weights.get(token, 0.0) * place
                    for token, place in said.items()
                    if token in block
                )
            best = sorted(ranked, key=lambda number: -ranked[number])[:_NEAREST]
            self._near = [
                [item for item in self.index.by_line[number] if item.span][:PER_ACTIVITY]
                for number in best
                if ranked[number] > 0 or len(ranked) <= _NEAREST
            ]
        return self._near

    def sums(self) -> list[list[Evidence]]:
        """Return, by line, the totals of what one line gives in parts: 上半年9场、下半年11场."""
        if self._sums is None:
            self._sums = [
                [
                    total
                    for measure in dict.fromkeys(item.measure for item in items)
                    if (total := _total_of([i for i in items if i.measure == measure]))
                ]
                for items in self.near_activities()
            ]
        return self._sums

    def groups(self) -> list[list[Evidence]]:
        """Return what may be reckoned together: each near line with its totals, and what is told.

        What the sentence has told may be reckoned with the near lines: 其中21件，占15.9%.
        """
        near, told = self.near_activities(), [*self.before, *self.after]
        lines = [[*line, *sums] for line, sums in zip(near, self.sums(), strict=True)]
        return [*lines, told]

    def same_measure(self) -> list[Evidence]:
        """Return single numbers in the figure's unit class whose label the draft repeats."""
        found = [
            (self.index.score(self.mention, item.mention), item)
            for measure in (self.measure, None)
            for item in self.index.of_measure(measure, self.mention)
            if item.span and item.span.single and item.span.low > 0
        ]
        found.sort(key=lambda pair: -pair[0])
        return [item for score, item in found[:SUBSET_POOL] if score > 0.12]

    def yields(self, value: Decimal, *, rounded: bool, operands: Iterable[Evidence] = ()) -> bool:
        """Say whether a reckoned value bears the figure; a quotient may be rounded to its place."""
        hedge = Qualifier.EXACT
        for operand in operands:
            if operand.fact.figure.qualifier is not Qualifier.EXACT:
                hedge = operand.fact.figure.qualifier
        step = self.figure.step or Decimal(1)
        if rounded and "半" in self.figure.text and self.figure.qualifier is Qualifier.OVER:
            return _HALF < value < _MOST  # 过半 is no place that was rounded to
        if rounded and self.figure.qualifier is Qualifier.EXACT:
            span = span_of(self.figure)
            if span is None:
                return False
            fine = min(step, Decimal(1)) if self.figure.kind is Kind.PERCENT else step
            if self.figure.kind is Kind.FRACTION:
                return abs(value - span.low) <= Decimal("0.05")
            if self.figure.kind is not Kind.PERCENT and fine >= 1 and "." not in self.figure.text:
                return value == span.low
            # 14.3万元 a head is rounded to its last place like 14.3 alone.
            return abs(value - span.low) <= (fine if fine > 1 else min(fine, Decimal(1))) / 2
        reckoned = replace(self.figure, value=value, qualifier=hedge, step=_place(value, step))
        if self.figure.kind is Kind.FRACTION:
            reckoned = replace(reckoned, kind=Kind.PERCENT)
        return bearing_of(reckoned, self.figure) in (Bearing.SAME, Bearing.WIDER)

    def keeps_to_anchor(self, *operands: Evidence) -> bool:
        """Say whether a comparison is reckoned from what it is said of, the number just before.

        二季度34次，比一季度增加7次 is no difference of the third quarter and the first.
        """
        if not _COMPARED.match(self.mention.lead):
            return True
        told = [i for i in self.before if i.span and self.fits(i) and not is_change(i)]
        anchors = told if _IN_PARTS.search(self.mention.prefix) else told[-1:]
        spans = {item.span for item in anchors}
        return not anchors or any(item.span in spans for item in operands)

    def may_add(self, group: Iterable[Evidence]) -> bool:
        """Say whether no part lies outside the stretch of the year that the draft names.

        21次, 34次 and 28次 of three quarters are no 上半年83次.
        """
        named = _STRETCH.findall(self.mention.lead)
        said = months_of(self.mention.lead)
        if said is None or len(named) > 1 or said[0] == said[1] or "全年" in self.mention.lead:
            return True
        for item in group:
            known = months_of(item.mention.prefix)
            if known is not None and not (said[0] <= known[0] and known[1] <= said[1]):
                return False
        return True

    def fits(self, item: Evidence) -> bool:
        """Say whether a fact counts in the figure's own unit."""
        return compare_units(item.measure, self.measure) in (Units.SAME, Units.UNSTATED)

    def fits_loosely(self, item: Evidence) -> bool:
        """Say whether a fact may count in the figure's unit by another word: 380岗, 520个岗."""
        return (
            compare_units(item.measure, self.measure) is not Units.OTHER
            or {item.measure, self.measure} == _CASES
        )

    def adds_to(self, item: Evidence) -> bool:
        """Say whether a fact may be a part of the figure's total: two screenings make 人次."""
        return (
            self.fits(item)
            or (item.measure, self.measure) in (*_TIMES, ("person-time", "time"))
            or alike_units(item.measure, self.measure)
        )

    def adds_plainly(self, item: Evidence) -> bool:
        """Say whether a fact may be a part of a total that nothing claims: in the very unit."""
        return self.fits(item) or (item.measure, self.measure) in _TIMES

    def pairs(
        self,
        groups: Iterable[Sequence[Evidence]],
        reckon: Callable[[Decimal, Decimal], Decimal | None],
        sign: str,
        *,
        rounded: bool,
        may: Callable[[Evidence, Evidence], bool] = lambda _a, _b: True,
        part_of_sum: bool = False,
    ) -> Derivation | None:
        """Return the first two facts of one group that a reckoning takes to the figure."""
        for group in groups:
            for first in group:
                for second in group:
                    if first is second or first.number == second.number >= 0:
                        continue
                    if first.span is None or second.span is None:
                        continue
                    if not (first.span.single and second.span.single) or not second.span.low:
                        continue
                    if sign == "÷" and second.span.low == 1:
                        continue  # by one is no reckoning
                    if not part_of_sum and (
                        first.fact.id in second.told or second.fact.id in first.told
                    ):
                        continue
                    if not may(first, second):
                        continue
                    value = reckon(first.span.low, second.span.low)
                    if value is None or value <= 0:
                        continue
                    if self.yields(value, rounded=rounded):
                        return shown_as((first, second), sign, value, self.figure)
        return None


def _total_of(items: Sequence[Evidence]) -> Evidence | None:
    """Return the total of a line's numbers of one unit as evidence; None where they are no parts.

    Last year's numbers, targets, rates and changes are not added to this year's results.
    """
    parts = [
        item
        for item in wholes(items)
        if item.span
        and item.span.single
        and item.fact.scope is items[0].fact.scope
        and item.fact.scope in (Scope.OWN, Scope.LAST_YEAR)
        and item.fact.figure.per is None
        and not is_change(item)
    ]
    if len(parts) < 2 or len(parts) < len(wholes(items)) or parts[0].measure in _NOT_ADDED:
        return None
    total = sum((item.span.low for item in parts if item.span), Decimal(0))
    first = parts[0]
    return replace(
        first,
        span=Span(total, total),
        number=-1,
        shown="+".join(number_of(item) for item in parts),
        told=tuple(item.fact.id for item in parts),
    )


def is_change(item: Evidence) -> bool:
    """Say whether a fact tells by how much a number changed: 净增870人, 比去年多了3支、96人."""
    lead = item.mention.lead[-16:]
    return bool(_CHANGE.search(lead)) and not lead.rstrip().endswith(("到", "至", "为"))


def _place(value: Decimal, step: Decimal) -> Decimal:
    return min(step, Decimal(1)) if value == value.to_integral_value() else Decimal("0.01")


def wholes(group: Sequence[Evidence]) -> list[Evidence]:
    """Leave out the parts whose whole is in the group too."""
    ids = {item.fact.id for item in group}
    return [item for item in group if item.fact.part_of not in ids]


def plain_number(value: Decimal) -> str:
    """Return a number as a person writes it."""
    rounded = value.quantize(Decimal("0.01")) if value != value.to_integral_value() else value
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def number_of(item: Evidence) -> str:
    """Return a fact's number as a person writes it."""
    if item.shown:
        return f"({item.shown})"
    return "" if item.span is None else plain_number(item.span.low)


def shown_as(
    operands: Sequence[Evidence], sign: str, value: Decimal, figure: Figure | None = None
) -> Derivation:
    """Return a derivation written with one sign."""
    mark = "%" if figure is not None and measure_of(figure) == "percent" else ""
    left = sign.join(number_of(item) for item in operands)
    return Derivation(tuple(operands), f"{left}={plain_number(value)}{mark}", tells=sign in "+×")


def months_of(words: str) -> tuple[int, int] | None:
    """Return the months of the last stretch of the year that some words name."""
    found = None
    for match in _STRETCH.finditer(words):
        if match["half"]:
            found = (1, 6) if match["half"] == "上" else (7, 12)
        elif match["quarter"]:
            last = 3 * (_QUARTERS.index(match["quarter"]) % 4 + 1)
            found = (1 if match["since"] else last - 2, last)
        else:
            found = (int(match["month"]), int(match["month"]))
    return found


def telling_of(mention: Mention) -> set[Token]:
    """Return the words at a figure that tell what it counts."""
    return {token for token in mention.near if not is_generic(token)}


def year_of(item: Evidence) -> int:
    """Return the year that a fact speaks of: written out, or -1 for last year's; 0 if unsaid."""
    found = _YEAR_SAID.findall(item.mention.prefix)
    if found and any(found[-1]):
        return int(next(filter(None, found[-1])))
    return -1 if item.fact.scope is Scope.LAST_YEAR else 0


def part_said(item: Evidence) -> str:
    """Return the half, quarter or month that a fact speaks of, "" if unsaid."""
    found = _PART.findall(item.mention.prefix)
    return found[-1] if found else ""
