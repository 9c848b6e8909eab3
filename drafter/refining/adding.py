"""Facts that new notes bring: what is known already, what may not be told, what is new (pure)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from drafter.drafting.material import block_labels
from drafter.drafting.naming import told_materials
from drafter.errors import InputError
from drafter.facts import Activity, Fact, FactSheet
from drafter.privacy import is_sensitive
from drafter.privacy.redacting import is_introduced
from drafter.privacy.sensitive import tells_story
from drafter.refining.changing import (
    FactChange,
    correct_figure,
    new_conflicts,
    read_more,
    reckoned,
    renamed,
)
from drafter.refining.clashing import (
    perhaps_included,
    perhaps_meant,
    shape_of,
    without_clashes,
)
from drafter.refining.mending import corrected_facts, is_correction
from drafter.refining.shortening import shortened

__all__ = ["add_notes"]

_HEADLINE = 30
# So many are read and put into the draft within some seconds.
_MOST_LINES = 300
_FEW = 3


def add_notes(sheet: FactSheet, words: str) -> FactChange:
    """Return the sheet with the activities that new notes tell.

    Raises:
        InputError: Nothing can be read from them, or nothing of it is new or may be told.
    """
    lines = sum(bool(line.strip()) for line in words.split("\n"))
    if lines > _MOST_LINES:
        raise InputError(
            f"一次最多加{_MOST_LINES}行，这里有{lines}行",
            todo="请分几次加；整份的记录请用 drafter draft 另写一份。",
        )
    fresh = read_more(sheet, words)
    if not fresh.activities:
        raise InputError("没有读出任何一件事", todo="请写清做了什么，例如：12月办培训1期，32人。")
    notes: list[str] = []
    mended, rest = _corrections_made(fresh.activities, words.split("\n"), sheet, notes)
    new = _untold_left_out(_known_left_out(rest, mended.sheet, notes), fresh, notes)
    added = without_clashes(_numbered(new, mended.sheet), mended.sheet, notes)
    if not added and not mended.figures:
        raise InputError("".join(notes) if new else f"没有新的事可加：{''.join(notes)}")
    after = reckoned(mended.sheet, (*mended.sheet.activities, *added))
    notes += [f"没有收进事实（{piece.reason}）：{piece.text}" for piece in fresh.dropped]
    notes += new_conflicts(sheet, after)
    notes += perhaps_included(mended.sheet, added)
    notes += perhaps_meant(mended.sheet, added)
    shown = shortened("；".join(item.text for item in added), _HEADLINE)
    more = [f"新加{len(added)}件事：{shown}"] if added else []
    return replace(
        mended,
        sheet=after,
        what="；".join([*([mended.what] if mended.what else []), *more]),
        added=added,
        notes=tuple(notes),
    )


def _corrections_made(
    fresh: Iterable[Activity], lines: Sequence[str], sheet: FactSheet, notes: list[str]
) -> tuple[FactChange, list[Activity]]:
    """Correct what lines of the notes correct in the facts; return the others besides."""
    figures: dict[str, tuple[Fact, Fact]] = {}
    rest, named = [], []
    for item in fresh:
        place = item.source.line
        if not (0 < place <= len(lines) and is_correction(lines[place - 1])):
            rest.append(item)
            continue
        pairs = corrected_facts(item, sheet)
        if not pairs:
            notes.append(
                f"第{place}行“{shortened(item.text, 20)}”是更正，看不出要改哪个数，没有收进。"
                "请用 /事实 改 编号 新数。"
            )
        for old, new in pairs:
            change = correct_figure(sheet, old.id, new.figure.text)
            sheet, figures = change.sheet, {**figures, **change.figures}
            named.append(f"{old.label}由{old.figure.text}改为{new.figure.text}（{old.id}）")
            notes += change.notes
    what = f"更正{shortened('、'.join(named), 2 * _HEADLINE)}" if named else ""
    return FactChange(sheet=sheet, what=what, figures=figures), rest


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
