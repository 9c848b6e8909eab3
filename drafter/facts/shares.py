"""Shares, rates and growth that their own numbers refute."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from drafter.facts.parts import OUTCOME
from drafter.facts.types import Activity, Conflict, Fact, Scope
from drafter.facts.values import OPEN, class_of, number_of, value_of, where
from drafter.figures import Kind, Qualifier

__all__ = ["find_shares"]

_RATE: Final = re.compile(r"[\u4e00-\u9fff]{1,6}率$")
_ROUNDED: Final = Decimal("0.6")
_COUNTED: Final = frozenset({Kind.QUANTITY, Kind.MONEY})
_GROWS: Final = re.compile(r"增长|增加|提高|上升|下降|减少|降低|同比|翻|增幅")
_SHRINKS: Final = re.compile(r"下降|减少|降低")
_DUE: Final = re.compile(r"应(?!急)|任务|目标|计划|指标")
_DONE: Final = re.compile(r"完成|达成|达标|执行|进度")


def find_shares(activities: Sequence[Activity]) -> Iterator[Conflict]:
    """Yield shares and rates over a hundred, or other than their own numbers give."""
    above: Activity | None = None
    for activity in activities:
        for place, fact in enumerate(activity.facts):
            if fact.figure.kind is not Kind.PERCENT or fact.scope is not Scope.OWN:
                continue
            share = number_of(fact)
            if share is None:
                continue
            conflict = _share(activity, place, fact, share, _whole_above(above, activity))
            if conflict:
                yield conflict
        above = activity


def _whole_above(above: Activity | None, activity: Activity) -> tuple[Fact, ...]:
    """What the line above counts first, of which this one tells the rest (接访31起 / 办结29起)."""
    if (
        above is None
        or above.heading != activity.heading
        or activity.source.line - above.source.line != 1
        or above.source.file != activity.source.file
    ):
        return ()
    counts = [fact for fact in above.facts if fact.figure.kind is Kind.QUANTITY]
    came = bool(counts) and counts[0].scope is Scope.OWN
    told = any(OUTCOME.search(fact.label) for fact in activity.facts)
    whole = counts[:1] if came and told else []
    return tuple(fact for fact in whole if fact.part_of is None and not fact.figure.per)


def _share(
    activity: Activity, place: int, fact: Fact, share: Decimal, above: Sequence[Fact] = ()
) -> Conflict | None:
    text = activity.text
    at = text.find(fact.figure.text)
    clause = max(text.rfind(stop, 0, at) for stop in "，,；;。（(：、") + 1
    words = text[clause:at]
    is_share = "占" in words
    rate = _RATE.search(re.sub(r"[达为约近是超过到]+$", "", words.strip()))
    if _GROWS.search(words):
        return _growth(activity, place, fact, share, words)
    if not (is_share or rate):
        return None
    if share > 100 and (is_share or (rate and not re.search(r"完成率|超额|增长率|达成率", words))):
        return Conflict(
            kind="impossible_share",
            reason=f"{where(fact)}：“{fact.label}”{fact.figure.text}超过了100%。",
            fact_ids=(fact.id,),
        )
    sentence = max(text.rfind(stop, 0, at) for stop in "；;。") + 1
    counts = [
        (other, value)
        for other in activity.facts[:place]
        if other.figure.kind is Kind.QUANTITY
        and text.find(other.figure.text, sentence, at) >= 0
        and other.scope is Scope.OWN
        and (value := number_of(other)) is not None
        and value > 0
    ]
    pairs = _of_what_was_due(activity, place, words) if not is_share else []
    pairs = pairs or _pairs(counts, words, is_share=is_share)
    if not pairs and not is_share:
        known = [(each, value) for each in above if (value := number_of(each))]
        pairs = _pairs([*known, *counts], words, is_share=False)
    if not pairs:
        return None
    if any(_fits(part, whole, share, fact) for (part, whole) in pairs):
        return None
    if is_share and _is_of_several([value for _, value in counts], share):
        return None
    part, whole = pairs[0]
    exact = (value_of(part) * 100 / value_of(whole)).quantize(Decimal("0.1"))
    return Conflict(
        kind="impossible_share",
        reason=(
            f"{where(fact)}：按{whole.figure.text}和{part.figure.text}算是{exact}%，"
            f"写的却是{fact.figure.text}。"
        ),
        fact_ids=(whole.id, part.id, fact.id),
    )


def _of_what_was_due(activity: Activity, place: int, words: str) -> list[tuple[Fact, Fact]]:
    """What was done of what was to be: 任务450人，实查468人，完成率104%."""
    before = [
        (other, number)
        for other in activity.facts[:place]
        if (number := number_of(other)) and other.figure.kind in _COUNTED and not other.figure.per
    ][-2:]
    if len(before) < 2:
        return []
    (whole, _), (part, _) = before
    due = whole.scope is Scope.TARGET or _DUE.search(whole.label)
    stem = re.sub(r"率.*$", "", words.strip())[-4:]
    at = activity.text.find(whole.figure.text) + len(whole.figure.text)
    lead = activity.text[at : activity.text.find(part.figure.text, at)]
    done = _DONE.search(stem) or any(sign in lead for sign in stem)
    fits = class_of(whole) == class_of(part) and part.scope is Scope.OWN
    return [(part, whole)] if due and done and fits and not _DUE.search(lead) else []


def _growth(
    activity: Activity, place: int, fact: Fact, share: Decimal, words: str
) -> Conflict | None:
    """今年26件，去年20件，同比增长20%: so much more than the year before is a sum of its own."""
    text = activity.text
    at = text.find(fact.figure.text)
    begin = max(text.rfind(stop, 0, at) for stop in "；;。") + 1
    told = [
        other
        for other in activity.facts[:place]
        if other.figure.kind in _COUNTED
        and not other.figure.per
        and value_of(other) > 0
        and text.find(other.figure.text, begin, at) >= 0
    ]
    if len(told) != 2 or class_of(told[0]) != class_of(told[1]):
        return None
    old = [other for other in told if other.scope is Scope.LAST_YEAR]
    new = [other for other in told if other.scope is Scope.OWN]
    if len(old) != 1 or len(new) != 1 or any(each.figure.qualifier in OPEN for each in told):
        return None
    sign = -1 if _SHRINKS.search(words) else 1
    more = sign * (value_of(new[0]) - value_of(old[0])) * 100 / value_of(old[0])
    off = abs(more - share)
    allowed = _ROUNDED if share.as_tuple().exponent != 0 else Decimal(1)
    if fact.figure.qualifier is not Qualifier.EXACT:
        allowed = max(share / 20, Decimal(5))
    if off <= allowed:
        return None
    return Conflict(
        kind="impossible_share",
        reason=(
            f"{where(fact)}：从{old[0].figure.text}到{new[0].figure.text}"
            f"算是{more.quantize(Decimal('0.1'))}%，写的却是{fact.figure.text}。"
        ),
        fact_ids=(old[0].id, new[0].id, fact.id),
    )


def _pairs(
    counts: Sequence[tuple[Fact, Decimal]], words: str, *, is_share: bool
) -> list[tuple[Fact, Fact]]:
    """Return (part, whole) pairs that a share or a rate could be of, the likeliest first."""
    pairs: list[tuple[Fact, Fact]] = []
    for index in range(len(counts) - 1, 0, -1):
        later, value = counts[index]
        for earlier, other in reversed(counts[:index]):
            if class_of(later) != class_of(earlier):
                continue
            part, whole = (later, earlier) if value <= other else (earlier, later)
            pairs.append((part, whole))
    if is_share:
        # 大专以上的占四成: a share of somebody else's is of no count before it.
        subject = re.sub(r"占.*$", "", words).strip(" 的")
        if not subject:
            # 执委18名，本科3人，大专2人，占比44%: it is of the last told, or of all those together.
            last = counts[-1][0] if counts else None
            return [pair for pair in pairs if pair[0] is last and not _is_beside(*pair)]
        return [pair for pair in pairs if _is_about(subject, pair[0])]
    stem = re.sub(r"率.*$", "", words.strip())[-4:]
    hints = {stem[place : place + 2] for place in range(len(stem) - 1)} or {stem}
    # 救助3人，其中住院救助2人，救助率100%: both were helped, so the rate is of neither.
    return [
        (part, whole)
        for part, whole in pairs
        if stem and _hinted(part, hints) and not _hinted(whole, hints)
    ]


def _hinted(fact: Fact, hints: set[str]) -> bool:
    """Whether a count's words have those of a rate: 办结 for 办结率, 收回 for 回收率."""
    words = fact.label + fact.verb
    return any(
        hint in words or (len(hint) > 1 and all(sign in words for sign in hint)) for hint in hints
    )


def _is_of_several(values: Sequence[Decimal], share: Decimal) -> bool:
    """Whether a share is of the last few counts together: 18名，本科3人，大专5人，占比44%."""
    return any(
        abs(sum(values[start:], Decimal(0)) * 100 / whole - share) <= _ROUNDED
        for place, whole in enumerate(values)
        for start in range(place + 1, len(values) - 1)
    )


def _is_beside(part: Fact, whole: Fact) -> bool:
    """Whether two counts stand beside each other as parts of one whole."""
    return whole.part_of is not None and whole.part_of == part.part_of


def _is_about(subject: str, fact: Fact) -> bool:
    words = fact.label + fact.object
    return any(subject[at : at + 2] in words for at in range(len(subject) - 1))


def _fits(part: Fact, whole: Fact, share: Decimal, fact: Fact) -> bool:
    """Whether the numbers bear the share, with what hedges and rounding allow."""
    top, bottom = value_of(part), value_of(whole)
    exponent = share.as_tuple().exponent
    # The digits after the point say how far it was rounded; 80% is no round ten.
    step = Decimal(1).scaleb(min(exponent, 0) if isinstance(exponent, int) else 0)
    low, high = top, top
    if part.figure.qualifier in OPEN:
        slack = max(part.figure.step or Decimal(1), top / 20)
        low = top - (
            slack
            if part.figure.qualifier in {Qualifier.UNDER, Qualifier.ABOUT, Qualifier.AT_MOST}
            else 0
        )
        high = top + (
            slack
            if part.figure.qualifier in {Qualifier.OVER, Qualifier.ABOUT, Qualifier.AT_LEAST}
            else 0
        )
    least, most = low * 100 / bottom, high * 100 / bottom
    if whole.figure.qualifier in OPEN:
        least, most = least * Decimal("0.95"), most * Decimal("1.05")
    if fact.figure.qualifier in {Qualifier.OVER, Qualifier.AT_LEAST}:
        return most >= share
    if fact.figure.qualifier in {Qualifier.UNDER, Qualifier.AT_MOST}:
        return least <= share
    if fact.figure.qualifier is not Qualifier.EXACT:
        slack = max(step, share / 20)
        return least - slack < share < most + slack
    # Rounded to the nearest, or cut off: 51 stands for 50.5 up to 52.
    return most >= share - step / 2 and least < share + step
