"""What is reckoned from a corrected figure inside the notes follows it: wholes, products, shares.

Only relations that held exactly before are carried on. What cannot be settled that way is said,
never guessed. Pure.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from drafter.drafting.material import fact_spans
from drafter.errors import InputError
from drafter.facts import Activity, Fact
from drafter.figures import Kind, Qualifier, find_figures, unit_class

__all__ = ["exact_value", "put_figure", "restated", "same_unit", "settle",
           "with_range_marks"]  # fmt: skip

_NUMBER = re.compile(r"[0-9][0-9,，]*(?:\.[0-9]+)?")
_HYPHEN = re.compile(r"(?<=[0-9岁元%％人月日年])\s*[-~－‐–]+\s*(?=[0-9])")
_TOTAL = re.compile("共|合计|总|累计")
_SHARE = re.compile("占|率|比例|覆盖")
_COMPARED = re.compile("比去年|较去年|同比|比上年|较上年|增长|增加|多[查办培]|减少|下降")


def exact_value(fact: Fact) -> Decimal | None:
    """Return a fact's number where it is exact; None for anything else."""
    value = fact.figure.value
    exact = fact.figure.qualifier is Qualifier.EXACT
    return value if isinstance(value, Decimal) and exact else None


def same_unit(one: Fact, two: Fact) -> bool:
    """Whether two facts count in one unit."""
    return unit_class(one.figure.unit or "") == unit_class(two.figure.unit or "")


def put_figure(activity: Activity, fact: Fact, words: str) -> tuple[Activity, Fact]:
    """Put another figure in a fact's place.

    Raises:
        InputError: The words are no figure.
    """
    span = fact_spans(activity).get(fact.id)
    if span is None:
        raise InputError(
            f"{fact.id} 在这件事的原文里找不到",
            todo=f"请整句改：/事实 改 {activity.id} 新的一句话。",
        )
    text = activity.text[: span[0]] + words + activity.text[span[1] :]
    found = next((item for item in find_figures(text) if item.start == span[0]), None)
    if found is None or found.end < span[0] + len(words):
        raise InputError(f"“{words}”读不出是什么数字", todo="请写数字和单位，如 130人。")
    figure = replace(found, start=fact.figure.start, end=fact.figure.end)
    changed = replace(fact, figure=figure, by_user=True, surface="")
    facts = tuple(changed if item.id == fact.id else item for item in activity.facts)
    return replace(activity, text=text, facts=facts), changed


def settle(
    before: Activity, after: Activity, figures: dict[str, tuple[Fact, Fact]]
) -> tuple[Activity, list[str]]:
    """Carry exact relations of one activity on to its other figures; say what stays open."""
    notes: list[str] = []
    open_ids = list(figures)
    while open_ids:
        changed_id = open_ids.pop(0)
        for total_id, value in _dependents(before, after, changed_id):
            if total_id in figures:
                continue
            old = next(fact for fact in after.facts if fact.id == total_id)
            words = restated(old.figure.text, value)
            if words == old.figure.text:
                continue
            if not words:
                notes.append(f"“{old.figure.text}”是由改过的数字算出来的，请核对后用 /事实 改。")
                continue
            after, new = put_figure(after, old, words)
            figures[total_id] = (old, new)
            open_ids.append(total_id)
            notes.append(f"{old.label}“{old.figure.text}”按原来的算法改为“{new.figure.text}”。")
        notes += _open_ends(before, figures, changed_id)
    return after, notes


def _wholes(activity: Activity) -> list[tuple[Fact, list[Fact]]]:
    """Return each figure that is exactly the sum of others of its activity, with these."""
    found = []
    for whole in activity.facts:
        total = exact_value(whole)
        if total is None:
            continue
        parts = [fact for fact in activity.facts if fact.part_of == whole.id]
        if not parts:
            span = fact_spans(activity).get(whole.id)
            lead = activity.text[max(0, span[0] - 4) : span[0]] if span else ""
            if not _TOTAL.search(lead):
                continue
            parts = [f for f in activity.facts if f.id != whole.id and same_unit(f, whole)]
        numbers = [exact_value(part) for part in parts]
        known = [number for number in numbers if number is not None]
        if len(parts) > 1 and len(known) == len(parts) and sum(known) == total:
            found.append((whole, parts))
    return found


def _products(activity: Activity) -> list[tuple[Fact, Fact, Fact]]:
    """Return (count, rate, result) where so much each times so many gave exactly a third figure."""
    found = []
    for rate in activity.facts:
        each = exact_value(rate)
        if each is None or not rate.figure.per:
            continue
        for count in activity.facts:
            many = exact_value(count)
            if many is None or count.id == rate.id or count.figure.unit != rate.figure.per:
                continue
            found += [
                (count, rate, result)
                for result in activity.facts
                if result.id not in (rate.id, count.id) and exact_value(result) == many * each
            ]
    return found


def _shares(activity: Activity) -> list[tuple[Fact, Fact, Fact, int]]:
    """Return (part, whole, share, digits) where a percentage is exactly theirs as rounded."""
    found = []
    for share in activity.facts:
        said = exact_value(share)
        span = fact_spans(activity).get(share.id)
        if said is None or share.figure.kind is not Kind.PERCENT or span is None:
            continue
        if not _SHARE.search(activity.text[max(0, span[0] - 8) : span[0]]):
            continue
        digits = max(0, -int(said.as_tuple().exponent))
        for part in activity.facts:
            for whole in activity.facts:
                one, all_ = exact_value(part), exact_value(whole)
                if part is whole or not one or not all_ or not same_unit(part, whole):
                    continue
                if one <= all_ and _rounded(one * 100 / all_, digits) == said:
                    found.append((part, whole, share, digits))
    return found


def _rounded(value: Decimal, digits: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


def _dependents(before: Activity, after: Activity, changed_id: str) -> list[tuple[str, Decimal]]:
    """Return the figures that were reckoned from a changed one, with their new values."""
    now = {fact.id: exact_value(fact) for fact in after.facts}
    found: list[tuple[str, Decimal]] = []
    for whole, parts in _wholes(before):
        values = [now.get(part.id) for part in parts]
        known = [value for value in values if value is not None]
        if changed_id in {part.id for part in parts} and len(known) == len(values):
            found.append((whole.id, sum(known, Decimal(0))))
    for count, rate, result in _products(before):
        many, each = now.get(count.id), now.get(rate.id)
        if changed_id in (count.id, rate.id) and many is not None and each is not None:
            found.append((result.id, many * each))
    for part, whole, share, digits in _shares(before):
        one, all_ = now.get(part.id), now.get(whole.id)
        if changed_id in (part.id, whole.id) and one is not None and all_:
            found.append((share.id, _rounded(one * 100 / all_, digits)))
    return found


def _open_ends(
    before: Activity, figures: Mapping[str, tuple[Fact, Fact]], changed_id: str
) -> list[str]:
    """Say what a changed figure leaves open: the parts of a changed total, a comparison."""
    notes = []
    old, new = figures[changed_id]
    for whole, parts in _wholes(before):
        if whole.id == changed_id and not any(part.id in figures for part in parts):
            shown = "、".join(part.figure.text for part in parts)
            notes.append(
                f"总数改成了“{new.figure.text}”，分项（{shown}）加起来还是“{old.figure.text}”，"
                f"请用 /事实 改分项。"
            )
    for count, rate, result in _products(before):
        if result.id == changed_id and count.id not in figures and rate.id not in figures:
            notes.append(
                f"“{count.figure.text}”“{rate.figure.text}”算出来是“{old.figure.text}”，"
                f"与“{new.figure.text}”不符，请核对。"
            )
    spans = fact_spans(before)
    place = spans.get(changed_id)
    for fact in before.facts:
        span = spans.get(fact.id)
        if fact.id in figures or span is None or place is None or not same_unit(fact, old):
            continue
        clause = before.text[max(0, span[0] - 8) : span[0]]
        if _COMPARED.search(clause) and span[0] > place[0]:
            notes.append(f"“{fact.figure.text}”是和别的年份比出来的，没有改动，请核对。")
    return notes


def restated(words: str, value: Decimal) -> str:
    """Return a figure's words with another value, scale and unit as before; "" where it cannot."""
    match = _NUMBER.search(words)
    if match is None:
        chinese = re.match(r"[一二两三四五六七八九十百]+", words)
        return f"{_plain(value)}{words[chinese.end() :]}" if chinese else ""
    rest = words[match.end() :]
    scale = Decimal(10_000) if rest.startswith("万") else Decimal(1)
    scale = Decimal(100_000_000) if rest.startswith("亿") else scale
    return words[: match.start()] + _plain(value / scale) + rest


def with_range_marks(words: str, mark: str = "至") -> str:
    """Return words with ranges joined as a document joins them, not by the hyphen of a keyboard."""
    for figure in reversed(find_figures(words)):
        if isinstance(figure.value, tuple):
            joined = _HYPHEN.sub(mark, figure.text)
            words = words[: figure.start] + joined + words[figure.end :]
    return words


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
