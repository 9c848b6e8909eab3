"""Sums that a sentence states and its own numbers refute: 原有4个，新建3个，现有8个.

Nothing is known of a sum but what the sentence says, so one is only refuted where every figure of
its sort in the sentence is told for a part of it, none is hedged, and no run of them makes it up.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import accumulate
from typing import Final

from drafter.facts.clauses import begin_of, end_of
from drafter.facts.lexicon import Tag, cues, words_of
from drafter.facts.parts import OUTCOME
from drafter.facts.types import Activity, Conflict, Fact, Role, Scope
from drafter.facts.values import OPEN, Told, class_of, find_told, number_of, where
from drafter.figures import Kind

__all__ = ["find_sums"]

_COUNTED: Final = frozenset({Kind.QUANTITY, Kind.MONEY})
_STOPS: Final = "。；;\n！!？?"
_CLAUSE: Final = "，,、：:（(）) \t" + _STOPS
# What a list of parts ends with where it leaves nothing over.
_REST: Final = re.compile(r"^(?:其[他它余]|剩下|余下)的?")
# A total so far from its parts is of more than they are.
_NEAR: Final = Decimal("0.25")
_HALVES: Final = ("上半年", "下半年", "全年|总|[合共]计|一共")
_OPEN: Final = "（(〔[【"
_SHUT: Final = "）)〕]】"
_CHANGE: Final = re.compile(r"(?:(多|增加?|上升|提高)|少|减少?|下降|降低)了?$")
_LEAST: Final = 2
_MOST: Final = 12


@dataclass(frozen=True, slots=True)
class _Term:
    """One figure of a sentence with the words of its own clause before and behind it."""

    fact: Fact
    value: Decimal
    start: int
    lead: str
    tail: str
    comma: bool
    depth: int


@dataclass(frozen=True, slots=True)
class _Words:
    opening: re.Pattern[str]
    came: re.Pattern[str]
    left: re.Pattern[str]
    closing: re.Pattern[str]
    total: re.Pattern[str]
    due: re.Pattern[str]
    absent: re.Pattern[str]
    present: re.Pattern[str]


@cache
def _words() -> _Words:
    table = cues()["adding"]
    return _Words(**{name: re.compile(words) for name, words in table.items()})


def find_sums(activities: Sequence[Activity]) -> Iterator[Conflict]:
    """Yield the sums and balances that the figures of their own sentence refute."""
    for activity in activities:
        if activity.role is Role.RESULT and len(activity.facts) > _LEAST:
            for terms in _sentences(activity):
                conflict = (
                    _balance(terms)
                    or _total(terms)
                    or _halves(terms)
                    or _more(terms)
                    or _with_rest(terms)
                )
                if conflict:
                    yield conflict


def _sentences(activity: Activity) -> Iterator[list[_Term]]:
    """The figures of each sentence, a list for each sort of thing that they count."""
    text = activity.text
    by_id = {fact.id: fact for fact in activity.facts}
    found: dict[tuple[int, str], list[tuple[Told, Decimal]]] = {}
    for told in find_told(text, activity.facts):
        fact, value = told.fact, number_of(told.fact)
        if fact.figure.kind not in _COUNTED or value is None or fact.figure.per:
            continue
        whole = by_id.get(fact.part_of or "")
        bare = whole is not None and not fact.figure.unit  # 受理21件：家暴6、财产11
        sort = class_of(whole if bare and whole is not None else fact)
        sentence = begin_of(text, told.start, _STOPS)
        found.setdefault((sentence, sort), []).append((told, value))
    for group in found.values():
        exact = all(told.fact.figure.qualifier not in OPEN for told, _ in group)
        if exact and _LEAST < len(group) <= _MOST:
            # Few sentences hold so many of a sort: only theirs are read word by word.
            yield [_term(activity, told, value) for told, value in group]


def _term(activity: Activity, told: Told, value: Decimal) -> _Term:
    text = activity.text
    begin = begin_of(text, told.start, _CLAUSE)
    return _Term(
        fact=told.fact,
        value=value,
        start=told.start,
        lead=_behind_figures(text, begin, told.start, activity.facts),
        tail=text[told.end : end_of(text, told.end, _CLAUSE)],
        comma=text[begin - 1 : begin] in {"，", ",", "、", "：", ":"} if begin else False,
        depth=sum((mark in _OPEN) - (mark in _SHUT) for mark in text[: told.start]),
    )


def _behind_figures(text: str, begin: int, end: int, facts: Sequence[Fact]) -> str:
    """The words of a clause before a figure, from the last figure of it on (3场120人)."""
    words = text[begin:end]
    for fact in facts:
        at = words.rfind(fact.figure.text)
        if at >= 0 and fact.figure.kind in _COUNTED:
            words = words[at + len(fact.figure.text) :]
    return words.strip()


def _balance(terms: Sequence[_Term]) -> Conflict | None:
    """What there was, came and went, against what there is: 原有4个，新建3个，现有8个."""
    words = _words()
    whole = [term for term in terms if term.fact.part_of is None]
    if len(whole) <= _LEAST or any(term.fact.scope is not Scope.OWN for term in whole[1:]):
        return None
    first, *between, last = whole
    if words.due.search(first.lead) and words.present.search(last.lead):
        away = sum((term.value for term in between), Decimal(0))
        if all(words.absent.search(term.lead) for term in between):
            # Who is not told of may be away too.
            left = first.value - away
            return _clash(whole, left) if last.value > left else None
        return None
    if not words.opening.search(first.lead) or not words.closing.search(last.lead):
        return None
    together = first.value
    for term in between:
        if words.left.search(term.lead):
            together -= term.value
        elif words.came.search(term.lead):
            together += term.value
        else:
            return None
    return _clash(whole, together) if together != last.value else None


def _clash(terms: Sequence[_Term], together: Decimal) -> Conflict:
    last = terms[-1].fact
    rest = "、".join(term.fact.figure.text for term in terms[:-1])
    return Conflict(
        kind="two_values",
        reason=(
            f"{where(last)}：按{rest}算应是{together.normalize():f}，"
            f"写的却是{last.figure.text}。请核对。"
        ),
        fact_ids=tuple(term.fact.id for term in terms),
    )


def _total(terms: Sequence[_Term]) -> Conflict | None:
    """A list that a word adds up with nothing named besides: 春节16户、端午8户，合计25户."""
    for place, total in enumerate(terms):
        if total.tail.strip() or not total.comma or not _words().total.fullmatch(total.lead):
            continue
        listed = [term for term in terms[:place] if term.fact.part_of is None]
        if len(listed) < _LEAST or not _are_parts(listed):
            return None
        return _refuted(listed, total)
    return None


def _are_parts(listed: Sequence[_Term]) -> bool:
    """Whether nothing says that figures are anything but parts: no plan, outcome or total."""
    return all(
        term.fact.scope is Scope.OWN
        and not OUTCOME.search(term.fact.label)
        and not _words().total.search(term.lead)
        for term in listed
    )


def _refuted(listed: Sequence[_Term], total: _Term) -> Conflict | None:
    values = [term.value for term in listed]
    together = sum(values, Decimal(0))
    runs = {sum_ for start in range(len(values)) for sum_ in list(accumulate(values[start:]))[1:]}
    # 女主播23个，加上5个分站的17个，共40个: one of them may count something else.
    runs |= {together - value for value in values}
    if total.value in runs or abs(total.value - together) > together * _NEAR:
        return None
    return _clash([*listed, total], together)


def _halves(terms: Sequence[_Term]) -> Conflict | None:
    """Both halves of a year, and the year: 上半年18件，下半年23件，全年41件."""
    if len(terms) != len(_HALVES) or any(
        re.search(mark, term.lead) is None or term.fact.scope is not Scope.OWN
        for mark, term in zip(_HALVES, terms, strict=True)
    ):
        return None
    first, second, year = terms
    same = {term.fact.object or term.fact.label for term in terms}
    together = first.value + second.value
    differs = len(same) == 1 and together != year.value
    return _clash(terms, together) if differs else None


def _more(terms: Sequence[_Term]) -> Conflict | None:
    """This year, last year, and by how much it is more: 52件，比去年的47件多了5件."""
    if len(terms) != len(_HALVES):
        return None
    *years, change = terms
    by_scope = {term.fact.scope: term.value for term in years}
    said = _CHANGE.search(change.lead)
    if said is None or change.tail.strip() or set(by_scope) != {Scope.OWN, Scope.LAST_YEAR}:
        return None
    more = by_scope[Scope.OWN] - by_scope[Scope.LAST_YEAR]
    differs = (more if said[1] else -more) != change.value
    return _clash(terms, abs(more)) if differs else None


def _with_rest(terms: Sequence[_Term]) -> Conflict | None:
    """A whole and then its parts with 其他 for the last: they leave nothing over."""
    for place, rest in enumerate(terms):
        if place < _LEAST or not _REST.match(rest.lead):
            continue
        at = _whole_of(rest, terms[:place])
        if at is None:
            return None
        whole, *parts = terms[at : place + 1]
        if any(term.value >= whole.value or term.fact.scope is not Scope.OWN for term in parts):
            return None
        if any(term.fact.part_of != rest.fact.part_of for term in parts) or any(
            term.depth != rest.depth for term in parts
        ):
            return None
        if OUTCOME.search(whole.fact.label):
            return None
        together = sum((term.value for term in parts), Decimal(0))
        if together == whole.value or abs(whole.value - together) > whole.value * _NEAR:
            return None
        kind = "parts_exceed_whole" if together > whole.value else "two_values"
        shown = "＋".join(term.fact.figure.text for term in parts)
        return Conflict(
            kind=kind,
            reason=(
                f"{where(whole.fact)}：各部分相加（{shown}＝{together.normalize():f}）"
                f"与总数{whole.fact.figure.text}不符，请核对。"
            ),
            fact_ids=(whole.fact.id, *(term.fact.id for term in parts)),
        )
    return None


def _whole_of(rest: _Term, before: Sequence[_Term]) -> int | None:
    """The place of the whole that 其他 is the rest of; None where none is plainly told."""
    if rest.fact.part_of is not None:
        return next(
            (at for at, term in enumerate(before) if term.fact.id == rest.fact.part_of), None
        )
    first, *others = before
    # 类型离婚144，抚养39，其他52: what has no verb is one of the parts itself.
    counts = _has_verb(first) or _words().total.search(first.lead) is not None
    named = any(_has_verb(term) for term in (*others, rest))
    return 0 if counts and not named and not first.lead.startswith("其中") else None


def _has_verb(term: _Term) -> bool:
    return any(token.tag in {Tag.VERB, Tag.NAMING} for token in words_of(term.lead))
