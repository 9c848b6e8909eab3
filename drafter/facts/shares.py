"""Shares, rates and products that their own numbers refute."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from drafter.facts.parts import OUTCOME
from drafter.facts.types import Activity, Conflict, Fact, Scope
from drafter.facts.values import OPEN, class_of, number_of, value_of, where
from drafter.figures import Kind, Qualifier, unit_class

__all__ = ["find_products", "find_shares"]

_RATE: Final = re.compile(r"[\u4e00-\u9fff]{1,6}率$")
_ROUNDED: Final = Decimal("0.6")


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
    grows = re.search(r"增长|增加|提高|上升|下降|减少|降低|同比|翻|增幅", words)
    if grows or not (is_share or rate):
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
    pairs = _pairs(counts, words, is_share=is_share)
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
    """Whether a count's words have those of a rate: 办结 for 办结率, 取得证书 for 取证率."""
    words = fact.label + fact.verb
    return any(
        hint in words or (len(hint) > 1 and -1 < words.find(hint[0]) < words.rfind(hint[-1]))
        for hint in hints
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


def find_products(activities: Sequence[Activity]) -> Iterator[Conflict]:
    """Yield so many, so much each and so much together that do not agree."""
    for activity in activities:
        # 小学86名每人500元，初中54名每人800元，共…: the total is of both.
        rates = [
            fact for fact in activity.facts if fact.figure.kind is Kind.MONEY and fact.figure.per
        ]
        for place, rate in enumerate(activity.facts):
            if rate.figure.kind is not Kind.MONEY or not rate.figure.per:
                continue
            each = number_of(rate)
            if (
                each is None
                or rate.figure.qualifier is not Qualifier.EXACT
                or "·" in rate.figure.per
            ):
                continue
            counts = [
                fact
                for fact in activity.facts[:place]
                if len(rates) == 1
                and class_of(fact)
                == (
                    "person"
                    if rate.figure.per in {"人", "名"}
                    else (unit_class(rate.figure.per) or rate.figure.per)
                )
                and fact.figure.kind is Kind.QUANTITY
                and fact.scope is Scope.OWN
                and not fact.part_of
            ]
            totals = [
                fact
                for fact in activity.facts[place + 1 :]
                if fact.figure.kind is Kind.MONEY and _is_total(activity.text, fact)
            ]
            if len(counts) != 1 or len(totals) != 1:
                continue
            count, total = number_of(counts[0]), number_of(totals[0])
            if count is None or total is None:
                continue
            if any(fact.figure.qualifier in OPEN for fact in (counts[0], totals[0])):
                continue
            if each * count != total:
                yield Conflict(
                    kind="two_values",
                    reason=(
                        f"{where(totals[0])}：{counts[0].figure.text}乘以{rate.figure.text}"
                        f"应是{(each * count).normalize():f}元，写的却是{totals[0].figure.text}。"
                    ),
                    fact_ids=(counts[0].id, rate.id, totals[0].id),
                )


def _is_total(text: str, fact: Fact) -> bool:
    place = text.find(fact.figure.text)
    return bool(
        re.search(
            r"(?:共|合计|总计|累计|总共|共计|总金额)[^，,；;。]{0,8}$|[，,、；\s]计$", text[:place]
        )
    )
