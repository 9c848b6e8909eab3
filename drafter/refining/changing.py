"""Correct, add and delete facts; what is reckoned from a corrected figure inside the notes follows.

Only relations that held exactly before are carried on (parts and their whole, so much each times
so many, a share). What cannot be settled that way is said, never guessed. Pure.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal

from drafter.drafting.material import fact_spans
from drafter.errors import InputError
from drafter.facts import Activity, Fact, FactSheet, Use, build_fact_sheet
from drafter.facts.conflicts import find_conflicts
from drafter.figures import Figure, Kind, Qualifier, find_figures, unit_class
from drafter.intake import notes_from_text

__all__ = [
    "FactChange",
    "add_notes",
    "correct_activity",
    "correct_figure",
    "drop_activity",
    "omit_fact",
    "restated",
]

_NUMBER = re.compile(r"[0-9][0-9,，]*(?:\.[0-9]+)?")
_TOTAL = re.compile("共|合计|总|累计")
_SHARE = re.compile("占|率|比例|覆盖")
_COMPARED = re.compile("比去年|较去年|同比|比上年|较上年|增长|增加|多[查办培]|减少|下降")
_WHOLE_YEAR = re.compile("全年|共|累计|总")


@dataclass(frozen=True, slots=True, kw_only=True)
class FactChange:
    """A sheet after a change, with what the draft has to follow.

    Attributes:
        sheet: The new sheet.
        what: The change in Chinese.
        figures: Old and new fact by id, those that were reckoned anew among them.
        gone: Ids of activities that are no longer there.
        unsaid: Ids of facts that must no longer be stated.
        added: New activities.
        notes: What could not be settled.
    """

    sheet: FactSheet
    what: str
    figures: Mapping[str, tuple[Fact, Fact]] = field(default_factory=dict)
    gone: tuple[str, ...] = ()
    unsaid: tuple[str, ...] = ()
    added: tuple[Activity, ...] = ()
    notes: tuple[str, ...] = ()


def _activity(sheet: FactSheet, activity_id: str) -> Activity:
    for activity in sheet.activities:
        if activity.id == activity_id:
            return activity
    raise InputError(f"没有编号为 {activity_id} 的事", todo="用 /事实 看全部编号。")


def _fact(sheet: FactSheet, fact_id: str) -> tuple[Activity, Fact]:
    activity = _activity(sheet, fact_id.partition(".")[0])
    for fact in activity.facts:
        if fact.id == fact_id:
            return activity, fact
    known = "、".join(f"{fact.id} {fact.figure.text}" for fact in activity.facts) or "没有数字"
    raise InputError(f"没有编号为 {fact_id} 的数字", todo=f"{activity.id} 里有：{known}。")


def _with_activity(sheet: FactSheet, changed: Activity) -> FactSheet:
    activities = tuple(changed if item.id == changed.id else item for item in sheet.activities)
    return _reckoned(sheet, activities)


def _reckoned(sheet: FactSheet, activities: tuple[Activity, ...]) -> FactSheet:
    """Return the sheet with other activities; conflicts that a person dismissed stay dismissed."""
    known = {(item.kind, item.fact_ids) for item in sheet.conflicts}
    before = {(item.kind, item.fact_ids): _values(sheet, item.fact_ids)
              for item in find_conflicts(sheet.activities)
              if (item.kind, item.fact_ids) not in known}  # fmt: skip
    after = replace(sheet, activities=activities)
    conflicts = tuple(
        item
        for item in find_conflicts(activities)
        if before.get((item.kind, item.fact_ids)) != _values(after, item.fact_ids)
    )
    return replace(after, conflicts=conflicts)


def _values(sheet: FactSheet, fact_ids: tuple[str, ...]) -> tuple[object, ...]:
    facts = {fact.id: fact for activity in sheet.activities for fact in activity.facts}
    return tuple(facts[key].figure.value for key in fact_ids if key in facts)


def _surface(words: str, old: Figure) -> str:
    """Return the new figure's words; a bare number takes the old one's unit."""
    words = words.strip().strip("“”\"'。，")
    if re.fullmatch(r"[0-9]+(?:\.[0-9]+)?|[一二两三四五六七八九十百千万]+", words):
        tail = re.sub(r"^.*?[0-9一二两三四五六七八九十百千]+(?:\.[0-9]+)?(?:余|多)?", "", old.text)
        words += tail
    return words


def _put(activity: Activity, fact: Fact, words: str) -> tuple[Activity, Fact]:
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


def correct_figure(sheet: FactSheet, fact_id: str, words: str) -> FactChange:
    """Return the sheet with one figure corrected and what is reckoned from it.

    Raises:
        InputError: No such fact, or the words are no figure.
    """
    activity, fact = _fact(sheet, fact_id)
    words = _surface(words, fact.figure)
    if words == fact.figure.text:
        raise InputError(f"{fact_id} 本来就是 {words}")
    changed, new = _put(activity, fact, words)
    figures = {fact_id: (fact, new)}
    changed, notes = _settle(activity, changed, figures)
    if unit_class(new.figure.unit or "") != unit_class(fact.figure.unit or ""):
        notes.append(f"单位变了：原来是“{fact.figure.text}”，现在是“{new.figure.text}”。")
    after = _with_activity(sheet, changed)
    return FactChange(
        sheet=after,
        what=f"事实 {fact_id} 由{fact.figure.text}改为{new.figure.text}",
        figures=figures,
        notes=(*notes, *_new_conflicts(sheet, after)),
    )


def _new_conflicts(before: FactSheet, after: FactSheet) -> list[str]:
    known = {conflict.reason for conflict in before.conflicts}
    return [
        f"改后前后矛盾，矛盾的数字先不写：{conflict.reason}"
        for conflict in after.conflicts
        if conflict.reason not in known
    ]


def _number(fact: Fact) -> Decimal | None:
    value = fact.figure.value
    exact = fact.figure.qualifier is Qualifier.EXACT
    return value if isinstance(value, Decimal) and exact else None


def _settle(
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
            after, new = _put(after, old, words)
            figures[total_id] = (old, new)
            open_ids.append(total_id)
            notes.append(f"{old.label}“{old.figure.text}”按原来的算法改为“{new.figure.text}”。")
        notes += _open_ends(before, figures, changed_id)
    return after, notes


def _same_unit(one: Fact, two: Fact) -> bool:
    return unit_class(one.figure.unit or "") == unit_class(two.figure.unit or "")


def _wholes(activity: Activity) -> list[tuple[Fact, list[Fact]]]:
    """Return each figure that is exactly the sum of others of its activity, with these."""
    found = []
    for whole in activity.facts:
        total = _number(whole)
        if total is None:
            continue
        parts = [fact for fact in activity.facts if fact.part_of == whole.id]
        if not parts:
            span = fact_spans(activity).get(whole.id)
            lead = activity.text[max(0, span[0] - 4) : span[0]] if span else ""
            if not _TOTAL.search(lead):
                continue
            parts = [f for f in activity.facts if f.id != whole.id and _same_unit(f, whole)]
        numbers = [_number(part) for part in parts]
        known = [number for number in numbers if number is not None]
        if len(parts) > 1 and len(known) == len(parts) and sum(known) == total:
            found.append((whole, parts))
    return found


def _products(activity: Activity) -> list[tuple[Fact, Fact, Fact]]:
    """Return (count, rate, result) where so much each times so many gave exactly a third figure."""
    found = []
    for rate in activity.facts:
        each = _number(rate)
        if each is None or not rate.figure.per:
            continue
        for count in activity.facts:
            many = _number(count)
            if many is None or count.id == rate.id or count.figure.unit != rate.figure.per:
                continue
            found += [
                (count, rate, result)
                for result in activity.facts
                if result.id not in (rate.id, count.id) and _number(result) == many * each
            ]
    return found


def _shares(activity: Activity) -> list[tuple[Fact, Fact, Fact, int]]:
    """Return (part, whole, share, digits) where a percentage is exactly theirs as rounded."""
    found = []
    for share in activity.facts:
        said = _number(share)
        span = fact_spans(activity).get(share.id)
        if said is None or share.figure.kind is not Kind.PERCENT or span is None:
            continue
        if not _SHARE.search(activity.text[max(0, span[0] - 8) : span[0]]):
            continue
        digits = max(0, -int(said.as_tuple().exponent))
        for part in activity.facts:
            for whole in activity.facts:
                one, all_ = _number(part), _number(whole)
                if part is whole or not one or not all_ or not _same_unit(part, whole):
                    continue
                if one <= all_ and _rounded(one * 100 / all_, digits) == said:
                    found.append((part, whole, share, digits))
    return found


def _rounded(value: Decimal, digits: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


def _dependents(before: Activity, after: Activity, changed_id: str) -> list[tuple[str, Decimal]]:
    """Return the figures that were reckoned from a changed one, with their new values."""
    now = {fact.id: _number(fact) for fact in after.facts}
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
        if fact.id in figures or span is None or place is None or not _same_unit(fact, old):
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


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def correct_activity(sheet: FactSheet, activity_id: str, words: str) -> FactChange:
    """Return the sheet with one activity told anew in other words.

    Raises:
        InputError: No such activity, or nothing can be read from the words.
    """
    old = _activity(sheet, activity_id)
    fresh = _read(sheet, words)
    if len(fresh.activities) != 1:
        raise InputError("一次只能改一件事", todo="多出来的请用 /加 写成新的一条。")
    new = _renamed(fresh.activities[0], activity_id)
    new = replace(new, topics=old.topics, role=old.role, heading=old.heading)
    after = _with_activity(sheet, new)
    return FactChange(
        sheet=after,
        what=f"事实 {activity_id} 改写",
        figures=_matched(old, new),
        notes=tuple(_new_conflicts(sheet, after)),
    )


def _matched(old: Activity, new: Activity) -> dict[str, tuple[Fact, Fact]]:
    """Pair the figures of two wordings that count the same things."""
    pairs: dict[str, tuple[Fact, Fact]] = {}
    free = list(new.facts)
    for fact in old.facts:
        match = next(
            (item for item in free if item.label == fact.label and _same_unit(item, fact)), None
        ) or next((item for item in free if _same_unit(item, fact)), None)
        if match is None:
            continue
        free.remove(match)
        if match.figure.text != fact.figure.text:
            pairs[fact.id] = (fact, match)
    return pairs


def drop_activity(sheet: FactSheet, activity_id: str) -> FactChange:
    """Return the sheet without one activity.

    Raises:
        InputError: No such activity.
    """
    activity = _activity(sheet, activity_id)
    rest = tuple(item for item in sheet.activities if item.id != activity_id)
    return FactChange(
        sheet=_reckoned(sheet, rest),
        what=f"删去事实 {activity_id}“{activity.text[:12]}”",
        gone=(activity_id,),
    )


def omit_fact(sheet: FactSheet, fact_id: str) -> FactChange:
    """Return the sheet with one figure kept but no longer to be stated.

    Raises:
        InputError: No such fact.
    """
    activity, fact = _fact(sheet, fact_id)
    changed = replace(fact, use=Use.OMIT, by_user=True)
    facts = tuple(changed if item.id == fact_id else item for item in activity.facts)
    return FactChange(
        sheet=_with_activity(sheet, replace(activity, facts=facts)),
        what=f"事实 {fact_id}“{fact.figure.text}”不再写出",
        unsaid=(fact_id,),
    )


def _read(sheet: FactSheet, words: str) -> FactSheet:
    # The header of a new note is not the report's; only its activities count.
    return build_fact_sheet([notes_from_text(words, "补充")], org=sheet.org, period=sheet.period)


def _renamed(activity: Activity, key: str) -> Activity:
    names = {fact.id: f"{key}.{fact.id.partition('.')[2]}" for fact in activity.facts}
    return replace(
        activity,
        id=key,
        facts=tuple(
            replace(fact, id=names[fact.id], part_of=names.get(fact.part_of or ""), by_user=True)
            for fact in activity.facts
        ),
    )


def add_notes(sheet: FactSheet, words: str) -> FactChange:
    """Return the sheet with the activities that new notes tell.

    Raises:
        InputError: Nothing can be read from them.
    """
    fresh = _read(sheet, words)
    if not fresh.activities:
        raise InputError("没有读出任何一件事", todo="请写清做了什么，例如：12月办培训1期，32人。")
    number = max([0, *(int(item.id[1:]) for item in sheet.activities if item.id[1:].isdigit())])
    added = tuple(
        _renamed(activity, f"a{number + place}")
        for place, activity in enumerate(fresh.activities, 1)
    )
    same = {activity.text for activity in sheet.activities}
    notes = [f"“{item.text}”记录里已经有了。" for item in added if item.text in same]
    added = tuple(item for item in added if item.text not in same)
    if not added:
        raise InputError("这些事记录里都已经有了")
    after = _reckoned(sheet, (*sheet.activities, *added))
    notes += [f"没有收进事实（{piece.reason}）：{piece.text}" for piece in fresh.dropped]
    notes += _new_conflicts(sheet, after)
    notes += _perhaps_included(sheet, added)
    shown = "；".join(item.text for item in added[:3])
    return FactChange(
        sheet=after, what=f"新加{len(added)}件事：{shown[:30]}", added=added, notes=tuple(notes)
    )


def _perhaps_included(sheet: FactSheet, added: tuple[Activity, ...]) -> list[str]:
    """Name the totals of the notes that a new activity may belong to; they are not changed."""
    notes = []
    for new in (fact for activity in added for fact in activity.facts):
        value = _number(new)
        if value is None or not (new.object or new.verb):
            continue
        for activity in sheet.activities:
            spans = fact_spans(activity)
            for fact in activity.facts:
                total, span = _number(fact), spans.get(fact.id)
                if total is None or span is None or not _same_unit(fact, new):
                    continue
                clause = activity.text[max(0, span[0] - 10) : span[0]]
                if _WHOLE_YEAR.search(clause) and (new.object or new.verb) in clause:
                    words = restated(fact.figure.text, total + value)
                    notes.append(
                        f"记录里“{clause.strip('，；')}{fact.figure.text}”如应包括这一次，"
                        f"请输入 /事实 改 {fact.id} {words}"
                    )
    return notes
