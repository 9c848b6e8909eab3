"""Facts that new notes bring: what is known already, what may not be told, what is new (pure)."""

import re
from collections.abc import Iterable, Sequence

from drafter.drafting.material import block_labels
from drafter.drafting.naming import told_materials
from drafter.errors import InputError
from drafter.facts import Activity, FactSheet
from drafter.privacy import is_sensitive
from drafter.privacy.redacting import is_introduced
from drafter.privacy.sensitive import tells_story
from drafter.refining.changing import FactChange, new_conflicts, read_more, reckoned, renamed
from drafter.refining.clashing import (
    perhaps_included,
    perhaps_meant,
    shape_of,
    without_clashes,
)
from drafter.refining.shortening import shortened

__all__ = ["add_notes"]

_HEADLINE = 30
_FEW = 3


def add_notes(sheet: FactSheet, words: str) -> FactChange:
    """Return the sheet with the activities that new notes tell.

    Raises:
        InputError: Nothing can be read from them, or nothing of it is new or may be told.
    """
    fresh = read_more(sheet, words)
    if not fresh.activities:
        raise InputError("没有读出任何一件事", todo="请写清做了什么，例如：12月办培训1期，32人。")
    notes: list[str] = []
    new = _untold_left_out(_known_left_out(fresh.activities, sheet, notes), fresh, notes)
    if not new:
        raise InputError(f"没有新的事可加：{''.join(notes)}")
    added = without_clashes(_numbered(new, sheet), sheet, notes)
    if not added:
        raise InputError("".join(notes))
    after = reckoned(sheet, (*sheet.activities, *added))
    notes += [f"没有收进事实（{piece.reason}）：{piece.text}" for piece in fresh.dropped]
    notes += new_conflicts(sheet, after)
    notes += perhaps_included(sheet, added)
    notes += perhaps_meant(sheet, added)
    shown = shortened("；".join(item.text for item in added), _HEADLINE)
    return FactChange(
        sheet=after, what=f"新加{len(added)}件事：{shown}", added=added, notes=tuple(notes)
    )


def _numbered(new: Sequence[Activity], sheet: FactSheet) -> tuple[Activity, ...]:
    number = max([0, *(int(item.id[1:]) for item in sheet.activities if item.id[1:].isdigit())])
    return tuple(renamed(activity, f"a{number + place}") for place, activity in enumerate(new, 1))


def _known_left_out(
    fresh: Iterable[Activity], sheet: FactSheet, notes: list[str]
) -> list[Activity]:
    """Leave out what the facts hold, also where the user has corrected its figures since."""
    same = {activity.text for activity in sheet.activities}
    corrected = {
        shape_of(activity): activity
        for activity in sheet.activities
        if any(fact.by_user for fact in activity.facts)
    }
    new = []
    had: list[str] = []
    for item in fresh:
        known = corrected.get(shape_of(item))
        if item.text in same:
            had.append(f"“{shortened(item.text, 20)}”")
        elif known is not None and (pairs := _corrections(item, known)):
            line = f"第{item.source.line}行“{shortened(item.text, 20)}”"
            notes.append(f"{line}记录里已经有了，{pairs}，没有再加。")
        else:
            new.append(item)
    if had:
        more = f"等{len(had)}件事" if len(had) > _FEW else ""
        notes.append(f"{'、'.join(had[:_FEW])}{more}记录里已经有了。")
    return new


def _corrections(item: Activity, known: Activity) -> str:
    """Name what a person has corrected in the known one; "" where other figures differ too."""
    pairs = []
    for said, fact in zip(item.facts, known.facts, strict=False):
        if said.figure.text == fact.figure.text:
            continue
        if not fact.by_user:
            return ""
        pairs.append(f"写的{said.figure.text}已改为{fact.figure.text}（{fact.id}）")
    return "、".join(pairs)


def _untold_left_out(new: Sequence[Activity], fresh: FactSheet, notes: list[str]) -> list[Activity]:
    """Leave out stories of protected persons: without its story such a note tells nothing."""
    materials = told_materials(fresh, frozenset(), block_labels(fresh))
    kept = []
    for item in new:
        told = materials[item.id]
        if told.protected:
            story = not told.text or is_introduced(told.text)
        else:
            # Weak evidence of whom a note tells is enough to ask for other words.
            clauses = re.split("[，；。]", item.text)
            story = is_sensitive(item.text, wide=True) and any(map(tells_story, clauses))
        if story:
            notes.append(
                f"第{item.source.line}行说的是受害人、患者、未成年人或信访人的个人经历，总结里不写。"
                "请只写妇联做了什么、共多少，例如：为受暴妇女申请保护令1份。"
            )
        else:
            kept.append(item)
    return kept
