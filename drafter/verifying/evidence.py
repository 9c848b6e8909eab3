"""The facts of a sheet as evidence: each figure with its number, its unit class and its context.

The activity's own words are read for context beside the label that the sheet gives, so that a
label that says too little does not blind the verifier.
"""

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Final

from drafter.facts import Activity, Fact, FactSheet, Role
from drafter.figures import Kind, Qualifier
from drafter.verifying.context import BLOCK, Mention, read_mentions
from drafter.verifying.dates import Place, is_calendar, places_of
from drafter.verifying.factors import read_factors
from drafter.verifying.nouns import counted_in
from drafter.verifying.readings import read_out, surroundings_of
from drafter.verifying.values import Span, span_of
from drafter.verifying.words import Token, generic_tokens, tokens_of

__all__ = ["Evidence", "EvidenceIndex"]

# What the agreements count for in a score: of the draft's label, of the fact's, of what is around.
_LABEL: Final = 0.4
_TOLD: Final = 0.32
_AROUND: Final = 0.28
_LABEL_ALONE: Final = 0.55
_FAR: Final = 0.3
_APART: Final = {
    "近": Qualifier.UNDER, "约": Qualifier.ABOUT, "将近": Qualifier.UNDER, "超过": Qualifier.OVER,
}  # fmt: skip
# 签约13家 and 附近5村 hold no hedge.
_LABEL_OF_LIST: Final = re.compile(r"\d[，,、 ] ?接近 ?$")
# 没到70 4: four are below a mark of 70; 没到24人 did not come.
_BELOW_MARK: Final = re.compile("(?:[没未]到|没满|不够|低于) ?$")
_HEDGE_APART: Final = re.compile(r"((?<![签节预公合契条制])约|(?<![附最临靠亲])将?近|超过)\s*$")
_PLANS: Final = re.compile(
    "待办|明年|来年|下一?步|下一?年|下半年|打算|计划|拟|力争|目标|将(?!近)|预计|争取|任务|想法"
)
_DOTTED: Final = re.compile(r"(\d{1,2})\.(\d{1,2})")
_HEADER: Final = -1
# Weight of a token that no fact knows, and what is left of a generic one.
_UNKNOWN: Final = 0.3
_GENERIC: Final = 0.3
_LEAST: Final = 0.1
# No more candidates than this are scored for one figure; beyond it the rarest words choose.
CROWD: Final = 48
_POSTING: Final = 32
_LEAD_IN: Final = 80
_MANY: Final = 256


@dataclass(slots=True, eq=False)
class Evidence:
    """One fact as evidence.

    Attributes:
        fact: The fact.
        mention: Its figure with the words around it.
        measure: Class of equal units, None without a unit.
        span: Its number, None for dates, codes and figures without a value.
        activity: Index of its activity, -1 for the header.
        number: Its place among all evidence.
        role: What its activity is for the document.
        disputed: Whether it stands in a conflict of the sheet.
        calendar: Whether it is a place in the calendar.
        shown: How it was reckoned, for a number that follows from facts and is none itself.
        told: The ids of the facts that it was reckoned from.
        unsaid: Whether its line is a plan by its place alone, and says no word of one.
        rate: What it is per, "" for a total; None until that has been read.
        said_per: What a draft that states it says that it is per.
        said_unit: The unit that a draft that states it gives it, where the notes give none.
        record: Its line and there the piece between semicolons, once that has been read.
    """

    fact: Fact
    mention: Mention
    measure: str | None
    span: Span | None
    activity: int
    number: int
    role: Role = Role.RESULT
    disputed: bool = False
    calendar: bool = False
    shown: str = ""
    told: tuple[str, ...] = ()
    unsaid: bool = False
    rate: str | None = None
    said_per: str | None = None
    said_unit: str | None = None
    record: tuple[str, int, int] | None = None


@dataclass(slots=True)
class EvidenceIndex:
    """All evidence of a sheet, found by value, by unit class and by word."""

    sheet: FactSheet
    all_words: str
    items: list[Evidence]
    activities: tuple[Activity, ...]
    same_thing: frozenset[tuple[str, str]]
    years: frozenset[str]
    named_years: frozenset[str]
    weights: dict[Token, float]
    by_measure: dict[str | None, list[Evidence]]
    by_activity: dict[int, list[Evidence]]
    by_line: dict[tuple[str, int], list[Evidence]]
    spans: tuple[tuple[tuple[int, int], ...], ...]
    calendar: list[Evidence]
    dotted: list[tuple[Place, Evidence]]
    textual: dict[str, list[Evidence]]
    _values: list[Decimal] = field(default_factory=list)
    _by_value: list[Evidence] = field(default_factory=list)
    _postings: dict[Token, list[Evidence]] | None = None
    columns: list[tuple[frozenset[Token], list[Evidence]]] | None = None
    gatherings: Any = None
    stretches: Any = None
    heads: str | None = None
    day_stretches: Any = None

    @classmethod
    def of(cls, sheet: FactSheet) -> "EvidenceIndex":
        """Read a sheet's evidence."""
        disputed = {fact_id for conflict in sheet.conflicts for fact_id in conflict.fact_ids}
        items: list[Evidence] = []

        def add(
            fact: Fact, mention: Mention, activity: int, role: Role, *, unsaid: bool = False
        ) -> None:
            fact = _rehedged(fact, mention)
            items.append(
                Evidence(
                    fact=fact,
                    mention=mention,
                    measure=counted_in(mention),
                    span=span_of(fact.figure),
                    activity=activity,
                    number=len(items),
                    role=role,
                    unsaid=unsaid,
                    disputed=fact.id in disputed,
                    calendar=is_calendar(fact.figure),
                )
            )

        for fact in sheet.header_figures:
            add(fact, _bare_mention(fact, _HEADER), _HEADER, Role.RESULT)
        spans: list[list[tuple[int, int]]] = []
        line = lead_in = ""
        around = surroundings_of(sheet)
        for number, activity in enumerate(sheet.activities):
            spans.append([])
            here = f"{activity.source.file}:{activity.source.line}"
            lead_in = lead_in if here == line else ""
            unsaid = not _PLANS.search(f"{activity.heading}{activity.text}")
            mentions = _mentions_of(activity, number, lead_in, spans[-1])
            for fact, mention in read_factors(read_out(around[number], mentions)):
                add(fact, mention, number, activity.role, unsaid=unsaid)
            line, lead_in = here, activity.text[-_LEAD_IN:]
        return cls._indexed(items, sheet, tuple(tuple(found) for found in spans))

    @classmethod
    def _indexed(
        cls,
        items: list[Evidence],
        sheet: FactSheet,
        spans: tuple[tuple[tuple[int, int], ...], ...],
    ) -> "EvidenceIndex":
        by_measure: dict[str | None, list[Evidence]] = {}
        by_activity: dict[int, list[Evidence]] = {}
        by_line: dict[tuple[str, int], list[Evidence]] = {}
        textual: dict[str, list[Evidence]] = {}
        numeric: list[Evidence] = []
        calendar: list[Evidence] = []
        for item in items:
            by_activity.setdefault(item.activity, []).append(item)
            if item.activity >= 0:
                source = sheet.activities[item.activity].source
                by_line.setdefault((source.file, source.line), []).append(item)
            if item.calendar:
                calendar.append(item)
                continue
            by_measure.setdefault(item.measure, []).append(item)
            if item.span is not None:
                numeric.append(item)
            elif isinstance(item.fact.figure.value, str):
                textual.setdefault(item.fact.figure.value, []).append(item)
            else:
                textual.setdefault("", []).append(item)
        numeric.sort(key=lambda item: item.span.low if item.span else Decimal(0))
        return cls(
            sheet=sheet,
            all_words="\n".join(activity.text for activity in sheet.activities),
            items=items,
            activities=sheet.activities,
            same_thing=frozenset(
                (one, two)
                for conflict in sheet.conflicts
                if conflict.kind == "two_values"
                for one in conflict.fact_ids
                for two in conflict.fact_ids
            ),
            years=_years_of(sheet, calendar),
            named_years=_named_years(sheet),
            weights=_weights_of(items),
            by_measure=by_measure,
            by_activity=by_activity,
            by_line=by_line,
            spans=spans,
            calendar=calendar,
            dotted=[(place, item) for item in numeric if (place := _dotted_place(item))],
            textual=textual,
            _values=[item.span.low for item in numeric if item.span],
            _by_value=numeric,
        )

    def lines_near(self, mention: Mention) -> dict[tuple[str, int], list[Evidence]]:
        """Return the evidence by line; of many lines only those that share rare words."""
        if len(self.by_line) <= CROWD:
            return self.by_line
        found = {}
        for item in self._by_words(mention):
            if item.activity >= 0:
                source = self.activities[item.activity].source
                found[source.file, source.line] = self.by_line[source.file, source.line]
        return found

    def activities_near(self, mention: Mention) -> list[tuple[int, Activity]]:
        """Return the activities with their numbers; of many only those that share rare words."""
        if len(self.activities) <= _MANY:
            return list(enumerate(self.activities))
        numbers = sorted({item.activity for item in self._by_words(mention)} - {_HEADER})
        return [(number, self.activities[number]) for number in numbers]

    def line_of(self, item: Evidence) -> list[Evidence]:
        """Return the evidence of the line of notes that one stands in."""
        if item.activity < 0:
            return []
        source = self.activities[item.activity].source
        return self.by_line.get((source.file, source.line), [])

    def near_value(self, span: Span, reach: Decimal, mention: Mention) -> list[Evidence]:
        """Return the evidence whose number lies less than ``reach`` from the given one."""
        exact = span.low
        if reach:
            low = bisect_right(self._values, exact - reach)
            high = bisect_left(self._values, exact + reach)
            low = min(low, bisect_left(self._values, exact))
            high = max(high, bisect_right(self._values, exact))
        else:
            low, high = bisect_left(self._values, exact), bisect_right(self._values, exact)
        if high - low <= CROWD:
            return self._by_value[low:high]
        reached = exact - reach, exact + reach
        same = slice(bisect_left(self._values, exact), bisect_right(self._values, exact))
        equal = self._by_value[same]
        by_words = [
            item
            for item in self._by_words(mention)
            if item.span and reached[0] <= item.span.low <= reached[1]
        ]
        if len(equal) > CROWD:
            equal = equal[:_POSTING]
        numbers = {item.number for item in equal}
        return equal + [item for item in by_words if item.number not in numbers]

    def of_measure(self, measure: str | None, mention: Mention) -> list[Evidence]:
        """Return the evidence in one unit class; of a crowd only what shares rare words."""
        found = self.by_measure.get(measure, [])
        if len(found) <= CROWD:
            return found
        return [item for item in self._by_words(mention) if item.measure == measure]

    def _by_words(self, mention: Mention) -> list[Evidence]:
        """Return the evidence that shares a figure's rarest words; many ask, one look is enough."""
        if mention.sharing is None:
            mention.sharing = self._sharing(mention)
        found: list[Evidence] = mention.sharing
        return found

    def _sharing(self, mention: Mention) -> list[Evidence]:
        if self._postings is None:
            self._postings = {}
            for item in self.items:
                for token in item.mention.near | item.mention.clause | item.mention.before:
                    self._postings.setdefault(token, []).append(item)
        postings = self._postings
        tokens = [t for t in (*mention.near, *mention.clause, *mention.before) if t in postings]
        # Equally rare words in their own order: a set's order changes from run to run.
        tokens.sort(key=lambda token: (len(postings[token]), str(token)))
        found: dict[int, Evidence] = {}
        for token in tokens:
            if len(found) >= CROWD:
                break
            for item in postings[token][:_POSTING]:
                found[item.number] = item
        return list(found.values())

    def contrast(
        self, said: Mention, rival: Mention, own: Mention, shared: frozenset[Token] = frozenset()
    ) -> float:
        """Return how one-sidedly the words that tell two facts apart speak for the rival.

        1 says that every telling word at the draft's figure is the rival's, -1 the fact's own.
        """
        weights = self.weights
        # Long sheets ask this of many; so the places are looked up here, not by Mention.weight.
        theirs, mine = rival.weights, own.weights
        towards = away = 0.0
        for token, place in said.weights.items():
            one, two = theirs.get(token), mine.get(token)
            if one is None:
                one = BLOCK if token in rival.block else 0.0
            if two is None:
                two = BLOCK if token in own.block else 0.0
            if one == two or token in shared:
                continue
            lead = place * (one - two)
            if lead > 0:
                towards += lead * weights.get(token, _UNKNOWN)
            else:
                away -= lead * weights.get(token, _UNKNOWN)
        for token in rival.near - own.near - shared:
            towards += said.weight(token) * weights.get(token, _UNKNOWN)
        for token in own.near - rival.near - shared:
            away += said.weight(token) * weights.get(token, _UNKNOWN)
        return (towards - away) / (towards + away) if towards + away > 0 else 0.0

    def score(self, said: Mention, known: Mention) -> float:
        """Return how well what is said around two figures agrees, from 0 to 1.

        Three agreements are weighed: how much of the words at the draft's figure belong to the
        fact, how much of the fact's own label is said around the draft's figure, and how well the
        surroundings agree.
        """
        weights = self.weights
        said_weights, known_weights = said.weights, known.weights
        total = said.near_total(weights, _UNKNOWN)
        label = _borne(said.near, known_weights, known.block, weights) / total if total else 0.0
        total = known.near_total(weights, _UNKNOWN)
        told = _borne(known.near, said_weights, said.block, weights) / total if total else label
        around, total = said.around(weights)
        if not total:
            return _LABEL_ALONE * label + (1 - _LABEL_ALONE) * told
        common = around.keys() & known_weights.keys()
        borne = math.fsum([around[token] * known_weights[token] for token in common])
        far = (around.keys() & known.block) - common
        borne += _FAR * math.fsum([around[token] for token in far])
        return _LABEL * label + _TOLD * told + _AROUND * borne / total

    def may_rival(self, said: Mention, known: Mention) -> bool:
        """Say whether the two share a word where it counts; a score is worth its time then."""
        return not (
            said.near.isdisjoint(known.weights.keys())
            and known.near.isdisjoint(said.weights.keys())
        )


def _borne(
    near: frozenset[Token],
    around: dict[Token, float],
    block: frozenset[Token],
    weights: dict[Token, float],
) -> float:
    """Return how much of a label stands around the other figure, by weight and nearness."""
    common = near & around.keys()
    borne = math.fsum([weights.get(token, _UNKNOWN) * around[token] for token in common])
    if len(common) < len(near):
        far = (near - common) & block
        if far:
            borne += BLOCK * math.fsum([weights.get(token, _UNKNOWN) for token in far])
    return borne


def _weights_of(items: Iterable[Evidence]) -> dict[Token, float]:
    """Return how telling each token is: rare ones more, generic ones little."""
    counts: Counter[Token] = Counter()
    number = 0
    block_numbers: set[int] = set()
    blocks: Counter[Token] = Counter()
    for item in items:
        number += 1
        counts.update(item.mention.near | item.mention.clause)
        if item.activity not in block_numbers:
            block_numbers.add(item.activity)
            blocks.update(item.mention.block)
    scale = math.log(2 + number)
    weights: dict[Token, float] = {}
    generic = generic_tokens()
    most = math.log(2 + number)
    of_count = [1.0] + [
        max(_LEAST, (most - math.log(count)) / scale) for count in range(1, number + 1)
    ]
    for token in blocks.keys() | counts.keys():
        weight = of_count[counts[token]]
        weights[token] = weight * _GENERIC if token in generic else weight
    return weights


def _named_years(sheet: FactSheet) -> frozenset[str]:
    """Return every year that the facts are of or speak of, 24年 for 2024 too."""
    text = "\n".join([sheet.title, sheet.period, *(item.text for item in sheet.activities)])
    found = set(re.findall(r"(?<!\d)((?:19|20)\d\d)(?!\d)", text))
    short = re.findall(r"(?<![\d.])([0-4]\d)(?=全?年|[上下](?:半年?)?(?:[，,\s]|$))", text)
    return frozenset(found | {f"20{year}" for year in short}) if sheet.period else frozenset()


def _years_of(sheet: FactSheet, calendar: Iterable[Evidence]) -> frozenset[str]:
    found = {part[:4] for part in sheet.period.split("/") if part[:4].isdigit()}
    for item in calendar:
        if item.activity == _HEADER:
            found.update(place.year for place in places_of(item.fact.figure) if place.year)
    return frozenset(found)


def _bare_mention(fact: Fact, block_number: int, words: str = "") -> Mention:
    label = words or f"{fact.verb} {fact.object} {fact.label}"
    tokens = tokens_of(label)
    return Mention(
        figure=fact.figure,
        near=tokens,
        clause=tokens,
        others=frozenset(),
        before=frozenset(),
        passed=frozenset(),
        leant=frozenset(),
        previous=frozenset(),
        block=tokens,
        sentence=label,
        clause_text=label,
        lead=label,
        tail="",
        block_number=block_number,
    )


def _mentions_of(
    activity: Activity, number: int, lead_in: str, spans: list[tuple[int, int]]
) -> list[tuple[Fact, Mention]]:
    """Return the activity's facts with the words around them, in the order of the facts.

    ``spans`` takes where the figures stand in the activity's text.
    """
    located: list[tuple[int, Fact]] = []
    lost: list[Fact] = []
    cursor = 0
    for fact in activity.facts:
        place = _place_of(activity.text, fact.figure.text, cursor)
        if place < 0:
            lost.append(fact)
            continue
        cursor = max(cursor, place + len(fact.figure.text))
        located.append((place, fact))
    located.sort(key=lambda pair: pair[0])
    placed = []
    for place, fact in located:
        end = place + len(fact.figure.text)
        spans.append((place, end))
        placed.append(fact.figure.at(place, end))
    heading = f"{activity.heading} {lead_in}"
    mentions = read_mentions(activity.text, placed, heading=heading, block_number=number)
    found = []
    for (_, fact), mention in zip(located, mentions, strict=False):
        labelled = tokens_of(fact.label)
        if not labelled <= mention.clause:
            mention.clause = mention.clause | labelled
        found.append((fact, mention))
    found += [(fact, _bare_mention(fact, number)) for fact in lost]
    return found


def _rehedged(fact: Fact, mention: Mention) -> Fact:
    """Give back the hedge that a space parted from its figure: 训练 近 100 天."""
    if fact.figure.qualifier is Qualifier.EXACT and mention.tail.startswith("不止"):
        return replace(fact, figure=replace(fact.figure, qualifier=Qualifier.OVER))
    behind = f"{fact.figure.unit or ''}{mention.tail or mention.suffix}"
    if _BELOW_MARK.search(mention.prefix) and re.match(r"分| \d|，\d", behind):
        return replace(fact, figure=replace(fact.figure, qualifier=Qualifier.UNDER))
    match = _HEDGE_APART.search(mention.lead)
    if fact.figure.kind is Kind.PERIOD and fact.figure.unit in ("年", "个月"):
        return fact  # 近五年最多
    if fact.figure.qualifier is not Qualifier.EXACT or match is None:
        return fact
    if fact.figure.unit is None and _LABEL_OF_LIST.search(mention.prefix):
        return fact  # 达43，接近4，难2
    hedge = _APART[match[1]]
    return replace(fact, figure=replace(fact.figure, qualifier=hedge))


def _dotted_place(item: Evidence) -> Place | None:
    """Return the day that a number may mean: 7.20 in 慰问环卫女工 7.20."""
    match = _DOTTED.fullmatch(item.fact.figure.text.strip())
    if match is None or item.fact.figure.unit is not None:
        return None
    month, day = int(match[1]), int(match[2])
    return Place(month=month, day=day) if 1 <= month <= 12 and 1 <= day <= 31 else None


def _place_of(text: str, surface: str, cursor: int) -> int:
    """Return where a surface stands from ``cursor`` on (or anywhere), not in a longer number."""
    for begin in (cursor, 0):
        place = text.find(surface, begin)
        while place > 0 and text[place - 1].isdigit() and surface[0].isdigit():
            place = text.find(surface, place + 1)
        if place >= 0:
            return place
    return -1
