"""Correct and delete facts; read more of them from notes (pure)."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import is_
from typing import Final

from drafter.drafting.naming import without_private_figures
from drafter.errors import InputError
from drafter.facts import Activity, Conflict, Fact, FactSheet, Use, build_fact_sheet
from drafter.facts.conflicts import find_conflicts
from drafter.figures import Figure, Kind, unit_class
from drafter.intake import notes_from_text
from drafter.refining.reckoning import put_figure, settle, with_range_marks
from drafter.refining.relations import same_unit
from drafter.refining.shortening import shortened

__all__ = [
    "FactChange",
    "correct_activity",
    "correct_figure",
    "drop_activity",
    "named",
    "new_conflicts",
    "omit_fact",
    "read_more",
    "reckoned",
    "renamed",
]


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


def named(sheet: FactSheet, key: str) -> Activity:
    """Return the activity that an id of its own, or of one of its figures, names.

    Raises:
        InputError: It names nothing.
    """
    return _fact(sheet, key)[0] if "." in key else _activity(sheet, key)


def _fact(sheet: FactSheet, fact_id: str) -> tuple[Activity, Fact]:
    activity = _activity(sheet, fact_id.partition(".")[0])
    for fact in activity.facts:
        if fact.id == fact_id:
            return activity, fact
    known = "、".join(f"{fact.id} {fact.figure.text}" for fact in activity.facts) or "没有数字"
    raise InputError(f"没有编号为 {fact_id} 的数字", todo=f"{activity.id} 里有：{known}。")


def _with_activity(sheet: FactSheet, changed: Activity) -> FactSheet:
    activities = tuple(changed if item.id == changed.id else item for item in sheet.activities)
    return reckoned(sheet, activities)


def reckoned(sheet: FactSheet, activities: tuple[Activity, ...]) -> FactSheet:
    """Return the sheet with other activities; conflicts that a person dismissed stay dismissed."""
    after = replace(sheet, activities=activities)
    found = _conflicts_in(activities)
    known = {(item.kind, item.fact_ids) for item in sheet.conflicts}
    fresh = [item for item in found if (item.kind, item.fact_ids) not in known]
    if not fresh:
        return replace(after, conflicts=found)
    dismissed = {
        (item.kind, item.fact_ids): _values(sheet, item.fact_ids)
        for item in _conflicts_in(sheet.activities)
    }
    gone = [
        item
        for item in fresh
        if dismissed.get((item.kind, item.fact_ids)) == _values(after, item.fact_ids)
    ]
    return replace(after, conflicts=tuple(item for item in found if item not in gone))


# The next change asks for the conflicts of this one again. Activities are told apart by what they
# are and not by what they hold: to hash hundreds of them with their figures takes a tenth of the
# whole answer.
_FOUND: Final[list[tuple[tuple[Activity, ...], tuple[Conflict, ...]]]] = []
_MOST: Final = 8
_CALENDAR: Final = frozenset({Kind.DATE, Kind.PERIOD})


def _conflicts_in(activities: tuple[Activity, ...]) -> tuple[Conflict, ...]:
    for known, conflicts in _FOUND:
        if len(known) == len(activities) and all(map(is_, known, activities)):
            return conflicts
    found = tuple(find_conflicts(activities))
    _FOUND.append((activities, found))
    del _FOUND[:-_MOST]
    return found


def _values(sheet: FactSheet, fact_ids: tuple[str, ...]) -> tuple[object, ...]:
    facts = {fact.id: fact for activity in sheet.activities for fact in activity.facts}
    return tuple(facts[key].figure.value for key in fact_ids if key in facts)


def _surface(words: str, old: Figure) -> str:
    """Return the new figure's words; a bare number takes the old one's unit."""
    words = words.strip().strip("“”\"'。，")
    if re.fullmatch(r"[0-9]+(?:\.[0-9]+)?|[一二两三四五六七八九十百千万]+", words):
        tail = re.sub(r"^.*?[0-9一二两三四五六七八九十百千]+(?:\.[0-9]+)?(?:余|多)?", "", old.text)
        words += tail
    joined = re.search("(?<=[0-9岁元%％])[至到—～](?=[0-9])", old.text)
    return with_range_marks(words, joined[0] if joined else "")


def correct_figure(sheet: FactSheet, fact_id: str, words: str) -> FactChange:
    """Return the sheet with one figure corrected and what is reckoned from it.

    Raises:
        InputError: No such fact, or the words are no figure.
    """
    activity, fact = _fact(sheet, fact_id)
    words = _surface(words, fact.figure)
    if words == fact.figure.text:
        raise InputError(f"{fact_id} 本来就是 {words}")
    changed, new = put_figure(activity, fact, words)
    if (fact.figure.kind in _CALENDAR) != (new.figure.kind in _CALENDAR):
        raise InputError(
            f"{fact_id} 是“{fact.figure.text}”，和“{new.figure.text}”不是一类：只有一个是时间",
            todo=f"用 /事实 {activity.id} 看这件事的编号。",
        )
    figures = {fact_id: (fact, new)}
    changed, notes = settle(activity, changed, figures)
    if unit_class(new.figure.unit or "") != unit_class(fact.figure.unit or ""):
        notes.append(f"单位变了：原来是“{fact.figure.text}”，现在是“{new.figure.text}”。")
    after = _with_activity(sheet, changed)
    return FactChange(
        sheet=after,
        what=f"事实 {fact_id} 由{fact.figure.text}改为{new.figure.text}",
        figures=figures,
        notes=(*notes, *new_conflicts(sheet, after)),
    )


def new_conflicts(before: FactSheet, after: FactSheet) -> list[str]:
    """Name the conflicts that a change brings."""
    known = {conflict.reason for conflict in before.conflicts}
    return [
        f"改后前后矛盾，矛盾的数字先不写：{conflict.reason}"
        for conflict in after.conflicts
        if conflict.reason not in known
    ]


def correct_activity(sheet: FactSheet, activity_id: str, words: str) -> FactChange:
    """Return the sheet with one activity told anew in other words.

    Raises:
        InputError: No such activity, or nothing can be read from the words.
    """
    old = _activity(sheet, activity_id)
    fresh = read_more(sheet, words)
    if len(fresh.activities) != 1:
        raise InputError("一次只能改一件事", todo="多出来的请用 /加 写成新的一条。")
    new = renamed(fresh.activities[0], activity_id)
    new = replace(new, topics=old.topics, role=old.role, heading=old.heading)
    after = _with_activity(sheet, new)
    return FactChange(
        sheet=after,
        what=f"事实 {activity_id} 改写",
        figures=_matched(old, new),
        notes=tuple(new_conflicts(sheet, after)),
    )


def _matched(old: Activity, new: Activity) -> dict[str, tuple[Fact, Fact]]:
    """Pair the figures of two wordings that count the same things."""
    pairs: dict[str, tuple[Fact, Fact]] = {}
    free, open_facts = list(new.facts), list(old.facts)
    # What stayed is settled first, then what is called the same; only what is then left alone in
    # its unit on both sides is one thing under two names.
    for fits in (_stayed, _called_the_same, _only_one(free, open_facts)):
        for fact in tuple(open_facts):
            match = next((item for item in free if fits(fact, item)), None)
            if match is not None:
                free.remove(match)
                open_facts.remove(fact)
                if match.figure.text != fact.figure.text:
                    pairs[fact.id] = (fact, match)
    return pairs


def _stayed(old: Fact, new: Fact) -> bool:
    return old.figure.text == new.figure.text


def _called_the_same(old: Fact, new: Fact) -> bool:
    return old.label == new.label and same_unit(old, new)


def _only_one(free: Sequence[Fact], open_facts: Sequence[Fact]) -> Callable[[Fact, Fact], bool]:
    def fits(old: Fact, new: Fact) -> bool:
        alone = all(
            sum(same_unit(item, old) for item in facts) == 1 for facts in (free, open_facts)
        )
        return alone and same_unit(old, new)

    return fits


def drop_activity(sheet: FactSheet, activity_id: str) -> FactChange:
    """Return the sheet without one activity.

    Raises:
        InputError: No such activity.
    """
    activity = _activity(sheet, activity_id)
    rest = tuple(item for item in sheet.activities if item.id != activity_id)
    return FactChange(
        sheet=reckoned(sheet, rest),
        what=f"删去事实 {activity_id}“{shortened(activity.text, 12)}”",
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


def read_more(sheet: FactSheet, words: str) -> FactSheet:
    """Return what more notes of the same report tell, its private numbers marked as elsewhere."""
    # The header of a new note is not the report's; only its activities count.
    notes = [notes_from_text(words, "补充")]
    return without_private_figures(build_fact_sheet(notes, org=sheet.org, period=sheet.period))


def renamed(activity: Activity, key: str) -> Activity:
    """Return an activity, and its figures, under another id."""
    names = {fact.id: f"{key}.{fact.id.partition('.')[2]}" for fact in activity.facts}
    return replace(
        activity,
        id=key,
        facts=tuple(
            replace(fact, id=names[fact.id], part_of=names.get(fact.part_of or ""), by_user=True)
            for fact in activity.facts
        ),
    )
