"""What is reckoned from a corrected figure inside the notes follows it: wholes, products, shares.

Only relations that held exactly before are carried on. What cannot be settled that way is said,
never guessed. Pure.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from drafter.drafting.material import fact_spans
from drafter.errors import InputError
from drafter.facts import Activity, Fact
from drafter.figures import Kind, find_figures
from drafter.refining.relations import Relation, exact_value, relations_of, same_unit

__all__ = ["put_figure", "restated", "settle", "with_range_marks"]

_NUMBER = re.compile(r"[0-9][0-9,，]*(?:\.[0-9]+)?")
_HYPHEN = re.compile(r"(?<=[0-9岁元%％人月日年])\s*[-~－‐–]+\s*(?=[0-9])")
_CAME_OF_IT = re.compile("其中|已|完成|到位|办结|落实|兑现|采纳|化解|成功|报到|实到|达成")
_COMPARED = re.compile("比去年|较去年|同比|比上年|较上年|增长|增加|多[查办培]|减少|下降")


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
    relations = relations_of(before)
    while open_ids:
        changed_id = open_ids.pop(0)
        for total_id, value in _dependents(relations, after, changed_id):
            if total_id in figures:
                continue
            old = next(fact for fact in after.facts if fact.id == total_id)
            words = "" if value is None else restated(old.figure.text, value)
            if words == old.figure.text:
                continue
            if not words:
                notes.append(f"“{old.figure.text}”是由改过的数字算出来的，请核对后用 /事实 改。")
                continue
            after, new = put_figure(after, old, words)
            figures[total_id] = (old, new)
            open_ids.append(total_id)
            notes.append(f"{old.label}“{old.figure.text}”按原来的算法改为“{new.figure.text}”。")
        notes += _open_ends(before, relations, figures, changed_id)
        notes += _outgrown(before, after, figures, changed_id)
    return after, notes


def _dependents(
    relations: Sequence[Relation], after: Activity, changed_id: str
) -> Iterator[tuple[str, Decimal | None]]:
    """Yield the figures that were reckoned from a changed one, with their new values."""
    now = {fact.id: exact_value(fact) for fact in after.facts}
    for relation in relations:
        ids = [fact.id for fact in relation.inputs]
        values = [now.get(key) for key in ids]
        known = [value for value in values if value is not None]
        if changed_id in ids:
            yield relation.result.id, relation.reckon(known) if len(known) == len(ids) else None


def _open_ends(
    before: Activity,
    relations: Sequence[Relation],
    figures: Mapping[str, tuple[Fact, Fact]],
    changed_id: str,
) -> list[str]:
    """Say what a changed figure leaves open: the parts of a changed total, a comparison."""
    notes = []
    old, new = figures[changed_id]
    for relation in relations:
        if relation.result.id != changed_id or any(f.id in figures for f in relation.inputs):
            continue
        if relation.whole:
            shown = "、".join(part.figure.text for part in relation.inputs)
            notes.append(
                f"总数改成了“{new.figure.text}”，分项（{shown}）加起来还是“{old.figure.text}”，"
                f"请用 /事实 改分项。"
            )
        else:
            shown = "".join(f"“{fact.figure.text}”" for fact in relation.inputs)
            notes.append(f"{shown}算出来是“{old.figure.text}”，与“{new.figure.text}”不符，请核对。")
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


def _outgrown(
    before: Activity,
    after: Activity,
    figures: Mapping[str, tuple[Fact, Fact]],
    changed_id: str,
) -> list[str]:
    """Say where what came of something is now more than it was of (争取30万元，已到位35万元)."""
    spans = fact_spans(before)
    was = {fact.id: exact_value(fact) for fact in before.facts}
    now = {fact.id: exact_value(fact) for fact in after.facts}
    notes = []
    for whole, part in pairwise(before.facts):
        span = spans.get(part.id)
        if changed_id not in (whole.id, part.id) or span is None or not same_unit(whole, part):
            continue
        if not _CAME_OF_IT.search(before.text[max(0, span[0] - 6) : span[0]]):
            continue
        values = [was[whole.id], was[part.id], now[whole.id], now[part.id]]
        known = [value for value in values if value is not None]
        if len(known) == len(values) and known[0] >= known[1] and known[2] < known[3]:
            texts = [figures[f.id][1].figure.text if f.id in figures else f.figure.text
                     for f in (part, whole)]  # fmt: skip
            notes.append(f"“{texts[0]}”比前面的“{texts[1]}”还多，请核对。")
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


def with_range_marks(words: str, mark: str = "") -> str:
    """Return words with ranges joined as a document joins them, not by the hyphen of a keyboard.

    Args:
        words: What was typed.
        mark: How the draft joins this one; "" for the usual way, by 至 for times and ～ else.
    """
    for figure in reversed(find_figures(words)):
        if isinstance(figure.value, tuple):
            timed = figure.kind in (Kind.DATE, Kind.PERIOD)
            joined = _HYPHEN.sub(mark or ("至" if timed else "～"), figure.text)
            words = words[: figure.start] + joined + words[figure.end :]
    return words


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
