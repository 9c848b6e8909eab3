"""One thing told twice in other words with two values: 学剪纸的31人, and later 剪纸班学员是13人.

Words that differ prove nothing, so such a pair is only a contradiction where the numbers look
like one number miswritten (two digits changed places, one digit off), count the same sort of
thing, share what is peculiar to the matter, and one of them sums up or comes back to it.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import product
from typing import Final

from drafter.facts.clauses import begin_of
from drafter.facts.lexicon import Tag, cues, find_topic_words, words_of
from drafter.facts.phrases import named_apart
from drafter.facts.remembering import by_identity
from drafter.facts.types import Activity, Fact, Role, Scope, Use
from drafter.facts.values import find_told
from drafter.figures import Kind, Qualifier, unit_class

__all__ = ["Restated", "find_restated", "look_miswritten", "same_sort"]

_COUNTED: Final = frozenset({Kind.QUANTITY, Kind.MONEY})
_MONTH: Final = re.compile(r"(?<!\d)(1[0-2]|[1-9])\s*(?:月|\.\d)")
_TURN: Final = re.compile(
    r"第[一二三四五六七八九十\d]+[期批次轮场届]|[头首末上下]一?[期批次轮场]|[一二三四]季度"
)
_PLACE: Final = re.compile(
    r"[\u4e00-\u9fff]{2,3}(?:村|社区|镇|乡|县|区|街道|小学|中学|学校|幼儿园|小区|园区|广场)"
)
_ROW: Final = re.compile(
    r"[^，。；：\d]{2,14}\d*，(?:(?:人数|经费|次数|场次|户数|金额|件数)\d|"
    r"(?:[^，。；：\d]{1,6}\d[\d.,]*[^，。；：\d]{0,2}(?:，|$)){2,}$)"
)
_PERSONS: Final = frozenset({"人", "名", "位", "个"})
_SORTS: Final = (
    frozenset({"件", "起", "例", "宗", "件次", "桩"}),
    frozenset({"场", "次", "期", "班", "回", "场次", "节", "堂"}),
    frozenset({"份", "张", "册", "本"}),
    frozenset({"户", "家"}),
    frozenset({"元", "块", "块钱"}),
)
# Characters of words that join and point, which no matter is known by.
_EMPTY: Final = frozenset("的了是在有和与及个这那来去到上下们里天年月日人也都还又就共全总今")
_CLOSE: Final = Decimal("1.35")
_SAME_THRICE: Final = 3
_COLUMN: Final = 8
_OFTEN: Final = 40
_RARE: Final = 2
# Of so many figures some add up to nearly any number: a log tells nothing twice by its numbers.
_LOG: Final = 300
_SURE: Final = 2
_LONG: Final = 3
_MOST: Final = 4096


@dataclass(frozen=True, slots=True)
class Restated:
    """Two facts that state one thing with two values, in the order of the notes."""

    first: Fact
    second: Fact


@dataclass(frozen=True, eq=False)
class _Claim:
    """A figure that may be told twice; what it is of is read only where its number is alike."""

    fact: Fact
    activity: Activity
    value: Decimal
    digits: str
    before: str
    end: int

    @cached_property
    def row(self) -> bool:
        """Whether it stands in a row whose name and columns commas part: 协助报警，人数14人."""
        return _ROW.match(self.activity.text) is not None

    @cached_property
    def keys(self) -> tuple[tuple[str, int], ...]:
        """What it has in common with numbers that have its digits, or one other digit."""
        return (("".join(sorted(self.digits)), 0), *_neighbours(self.digits))

    @cached_property
    def months(self) -> frozenset[str]:
        """The months that date it."""
        return frozenset(_MONTH.findall(self.before))

    @cached_property
    def turns(self) -> frozenset[str]:
        """Which of several terms it is of."""
        return frozenset(_TURN.findall(self.before))

    @cached_property
    def places(self) -> frozenset[str]:
        """The places named before it."""
        return frozenset(_PLACE.findall(self.before))

    @cached_property
    def returns(self) -> bool:
        """Whether it sums up, or comes back to what was told before."""
        return _returns(self.activity.heading, self.before, _after(self.activity.text, self.end))

    @cached_property
    def terms(self) -> frozenset[str]:
        """The words that say what it is of."""
        return _terms(self.fact.label, self.before)

    @cached_property
    def pairs(self) -> frozenset[str]:
        """The pairs of characters of its terms: without a common one no two terms overlap."""
        return _pairs_of(self.terms)

    @cached_property
    def above(self) -> frozenset[str]:
        """The words of the heading above it, where that tells of a matter: 三八节 over 来了86人."""
        return _heading_terms(self.activity.heading)


def find_restated(activities: Sequence[Activity]) -> Iterator[Restated]:
    """Yield the pairs that state one thing with two values, in other words."""
    claims = [claim for activity in activities for claim in _claims(activity)]
    named = Counter(claim.fact.label for claim in claims)
    # What is told of again and again is a column of a log and no one thing told twice.
    claims = [claim for claim in claims if named[claim.fact.label] <= _COLUMN]
    text = "\n".join(activity.text.replace("\n", " ") for activity in activities)
    order = {id(activity): place for place, activity in enumerate(activities)}
    by_unit: dict[str, list[_Claim]] = {}
    for claim in claims:
        by_unit.setdefault(claim.fact.figure.unit or "", []).append(claim)
    by_digits: dict[tuple[str, int], list[_Claim]] = {}
    for claim in claims:
        for key in claim.keys:
            by_digits.setdefault(key, []).append(claim)
    seen: set[tuple[str, str]] = set()
    for group in by_digits.values():
        if not 1 < len(group) <= _OFTEN:
            continue  # a number that stands everywhere is no slip of the pen
        for one, other, kinship in _kin_in(*group):
            pair = (one.fact.id, other.fact.id)
            if pair not in seen:
                seen.add(pair)
                if kinship.bears(text) and not _sums(one, other, by_unit, order):
                    yield Restated(one.fact, other.fact)


@by_identity
def _kin_in(*group: _Claim) -> "tuple[tuple[_Claim, _Claim, _Kinship], ...]":
    return tuple(
        (one, other, kinship)
        for place, one in enumerate(group)
        for other in group[place + 1 :]
        if _alike(one.digits, other.digits) and (kinship := _kinship(one, other)) is not None
    )


@by_identity
def _claims(activity: Activity) -> tuple[_Claim, ...]:
    if activity.role is not Role.RESULT:
        return ()
    found = []
    for told in find_told(activity.text, activity.facts):
        fact, at = told.fact, told.start
        value = fact.figure.value
        if (
            not isinstance(value, Decimal)
            or value != value.to_integral_value()
            or value <= _RARE * 5
            or fact.figure.kind not in _COUNTED
            or fact.figure.qualifier is not Qualifier.EXACT
            or fact.scope is not Scope.OWN
            or fact.use is Use.OMIT
            or fact.figure.per
        ):
            continue
        sentence = begin_of(activity.text, at, "；;。\n")
        claim = _Claim(
            fact=fact,
            activity=activity,
            value=value.normalize(),
            digits=f"{value.normalize():f}",
            before=activity.text[sentence:at],
            end=told.end,
        )
        found.append(claim)
    return tuple(found)


# A sheet is judged again after every correction, and all but one of its passages are as before.
@lru_cache(maxsize=_MOST)
def _pairs_of(terms: frozenset[str]) -> frozenset[str]:
    return frozenset(
        pair
        for term in terms
        for pair in (
            (term,) if term.isascii() else (term[at : at + 2] for at in range(len(term) - 1))
        )
    )


@lru_cache(maxsize=_MOST)
def _heading_terms(heading: str) -> frozenset[str]:
    if re.search(cues()["conflicts"]["recap"], heading) is not None:
        return frozenset()
    generic = cues()["conflicts"]["generic"]
    return frozenset(
        word.text
        for word in find_topic_words(heading)
        if word.weight > 1 and word.text not in generic
    )


@lru_cache(maxsize=_MOST)
def _terms(label: str, before: str) -> frozenset[str]:
    """The words that say what a figure is of: its label's, and those that lead up to it."""
    generic = cues()["conflicts"]["generic"]
    found: set[str] = set()
    for text in (label, before):
        for word in find_topic_words(text):
            if word.weight > 1 and word.text not in generic:
                found |= {word.text, word.code}  # 捐钱 and 捐款 are of one matter
        found |= {
            token.text
            for token in words_of(text)
            if token.tag in {Tag.NOUN, Tag.NAMING, Tag.HEAD, Tag.OTHER}
            and len(token.text) > 1
            and token.text not in generic
        }
    return frozenset(found)


@lru_cache(maxsize=_MOST)
def _returns(heading: str, before: str, after: str) -> bool:
    """Whether a passage sums up, or comes back to what was told before."""
    table = cues()["conflicts"]
    return (
        re.search(table["recap"], heading) is not None
        or re.search(table["returns"], before) is not None
        or re.search(table["sources"], after) is not None
    )


def _after(text: str, start: int) -> str:
    ends = [at for stop in "；;。\n" if (at := text.find(stop, start)) >= 0]
    return text[start : min(ends, default=len(text))]


def _neighbours(digits: str) -> Iterator[tuple[str, int]]:
    """Keys that numbers with one digit off have in common."""
    for place in range(len(digits)):
        yield digits[:place] + "?" + digits[place + 1 :], 1


def look_miswritten(one: Decimal, other: Decimal) -> bool:
    """Whether two numbers look like one miswritten: two digits swapped, or one digit off."""
    if one != one.to_integral_value() or other != other.to_integral_value():
        return False
    return _alike(f"{one.normalize():f}", f"{other.normalize():f}")


@lru_cache(maxsize=16 * _MOST)
def _alike(first: str, second: str) -> bool:
    if first == second or len(first) != len(second):
        return False
    off = [place for place in range(len(first)) if first[place] != second[place]]
    if len(off) == 1:
        low, high = sorted((Decimal(first), Decimal(second)))
        return high < low * _CLOSE
    near = off[1:2] == [off[0] + 1] or len(first) > _LONG
    return (
        len(off) == _SURE
        and near
        and first[off[0]] == second[off[1]]
        and first[off[1]] == second[off[0]]
    )


@dataclass(frozen=True, slots=True)
class _Kinship:
    """What two figures with numbers like one miswritten have in common.

    Attributes:
        words: What is peculiar to both.
        strength: What else speaks for one thing, or against it.
        needed: How much must speak for it.
    """

    words: frozenset[str]
    strength: int
    needed: int

    def bears(self, text: str) -> bool:
        """Whether they are one thing; a word that few lines of the sheet's text hold says more."""
        return self.needed <= self.strength + sum(
            _SURE if not common.isascii() and _is_rare(common, text) else 1 for common in self.words
        )


def _is_rare(word: str, text: str) -> bool:
    """Whether a word stands in three lines of a text at most."""
    place = -1
    for _ in range(_SAME_THRICE + 1):
        place = text.find(word, place + 1)
        if place < 0:
            return True
        place = text.find("\n", place)
        if place < 0:
            return True
    return False


@by_identity
def _kinship(one: _Claim, other: _Claim) -> _Kinship | None:
    """Return what two figures have in common; None where they cannot be one thing miswritten.

    Args:
        one: A figure.
        other: A later one whose number looks like the same miswritten.
    """
    returns = one.returns or other.returns
    if one.activity is other.activity or _in_rows(one, other):
        return None
    swapped = not returns and sorted(one.digits) == sorted(other.digits)
    if not (returns or swapped) or not same_sort(one.fact, other.fact):
        return None
    if (one.fact.part_of or other.fact.part_of) and not (
        returns and _common(one.fact.label, other.fact.label)
    ):
        return None  # parts of different wholes may be alike
    if _is_total_of(one, other):
        return None
    if any(
        mine and theirs and not mine & theirs
        for mine, theirs in (
            (one.months, other.months),
            (one.turns, other.turns),
            (one.places, other.places),
        )
    ):
        return None
    if one.turns != other.turns and not returns:
        return None
    if not returns and named_apart(*(_clause(claim.before) for claim in (one, other))):
        return None
    if _outcome(one.fact) != _outcome(other.fact):
        return None  # 接访24批, 化解22批
    generic = cues()["conflicts"]["generic"]
    shared = frozenset(
        common
        for term, twin in _to_compare(one, other)
        if (common := _overlap(term, twin)) and common not in generic and _EMPTY.isdisjoint(common)
    )
    strength = 0
    if one.returns and other.returns and _common(one.fact.label, other.fact.label):
        strength += 1  # two totals: 参加人数 and 参加
    if returns and one.fact.label == other.fact.label:
        strength += 1  # 服务老人670人次, 合总：服务老人760人次
    if not returns and one.fact.label != other.fact.label:
        strength -= 1  # 女大学生村官21名, 结对大学生12名
    long = len(one.digits.rstrip("0")) >= _LONG
    needed = 1 if long and returns else _SURE
    return _Kinship(words=shared, strength=strength, needed=needed)


def _clause(before: str) -> str:
    return re.split("[，,：:；;。、（(]", before)[-1]


def _in_rows(one: _Claim, other: _Claim) -> bool:
    """Whether both stand in rows of a ledger, each of which tells of its own matter."""
    return one.row and other.row and not (one.returns and other.returns)


def _to_compare(one: _Claim, other: _Claim) -> Iterator[tuple[str, str]]:
    """Their words, each with each; what a heading says counts where the other has its own."""
    if not one.pairs.isdisjoint(other.pairs):
        yield from product(one.terms, other.terms)
    if one.activity.heading != other.activity.heading:
        for mine, theirs in ((one, other), (other, one)):
            if not _pairs_of(mine.above).isdisjoint(theirs.pairs):
                yield from product(mine.above, theirs.terms)


def _is_total_of(one: _Claim, other: _Claim) -> bool:
    """Whether one is of a place and the other the sum of all places."""
    return bool(one.places) != bool(other.places) and any(
        claim.activity.text.startswith(("合计", "总计", "共计")) for claim in (one, other)
    )


def _outcome(fact: Fact) -> frozenset[str]:
    return frozenset(re.findall(cues()["conflicts"]["outcome"], fact.label))


def _overlap(term: str, twin: str) -> str:
    """The longest run of two characters or more that two words have in common (剪纸班, 教剪纸)."""
    if term.isascii() or twin.isascii():
        return term if term == twin else ""
    for size in range(min(len(term), len(twin)), 1, -1):
        for at in range(len(term) - size + 1):
            if term[at : at + size] in twin:
                return term[at : at + size]
    return ""


def _common(one: str, other: str) -> bool:
    return any(one[at : at + 2] in other for at in range(len(one) - 1))


def same_sort(one: Fact, other: Fact) -> bool:
    """Whether two figures may count the same: 件 and 起, 人 and 名."""
    mine, theirs = one.figure.unit or "", other.figure.unit or ""
    if mine == theirs:
        return True
    if mine in _PERSONS and theirs in _PERSONS:
        return all(fact.figure.unit != "个" or _counts_people(fact.label) for fact in (one, other))
    return _units_alike(mine, theirs)


@lru_cache(maxsize=_MOST)
def _units_alike(mine: str, theirs: str) -> bool:
    """Whether two units may count one sort of thing; of persons it depends on what is counted."""
    if mine == theirs or (mine in _PERSONS and theirs in _PERSONS):
        return True
    if any(mine in sort and theirs in sort for sort in _SORTS):
        return True
    cls = unit_class(mine)
    return cls is not None and cls == unit_class(theirs)


@lru_cache(maxsize=_MOST)
def _counts_people(label: str) -> bool:
    """Whether 个 counts people here: 出工妇女63个, 学员96个."""
    return any(word in label for word in (*cues()["labels"]["people"], "娃", "孩子", "人"))


def _sums(
    one: _Claim,
    other: _Claim,
    claims: Mapping[str, Sequence[_Claim]],
    order: Mapping[int, int],
) -> bool:
    """Whether the later is rightly the sum of several figures of its sort.

    Args:
        one: A figure.
        other: A later one.
        claims: All of the sheet, by unit.
        order: The place of each activity, by its identity.
    """
    last = max(order[id(claim.activity)] for claim in (one, other))
    if one.returns and other.returns:
        return False  # both sum up, and one of them wrongly
    for total in (one, other):
        parts: dict[str, Decimal] = {}
        every = Decimal(0)
        mine = total.fact.figure.unit or ""
        kin = [
            claim
            for unit, group in claims.items()
            if _units_alike(unit, mine)
            for claim in group
            if claim.activity is not total.activity
            and order[id(claim.activity)] <= last
            and same_sort(claim.fact, total.fact)
        ]
        if len(kin) > _LOG:
            return True
        for claim in kin:
            if not claim.pairs.isdisjoint(total.pairs):
                label = claim.fact.label
                parts[label] = parts.get(label, Decimal(0)) + claim.value
                every += claim.value
        alone = {claim.value for claim in (one, other) if claim is not total}
        if any(sum_ == total.value for sum_ in (every, *parts.values()) if sum_ not in alone):
            return True
    return False
