"""A new fact finds its place: the paragraph of its like, its list, its totals (pure)."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from drafter.document import enumerator
from drafter.drafting.material import Material
from drafter.drafting.outline import load_outline, self_reference
from drafter.drafting.plain import plain_sentence
from drafter.facts import Activity, FactSheet, Role
from drafter.figures import find_figures, unit_class
from drafter.refining.changing import FactChange
from drafter.refining.checking import Check, check_parts, new_flags
from drafter.refining.editing import add_after
from drafter.refining.reckoning import restated
from drafter.refining.sheets import materials_in
from drafter.refining.shortening import shortened
from drafter.refining.structure import name_of, sections_of
from drafter.session import Part, Text
from drafter.verifying import Status

__all__ = ["include_in_totals", "placed_notes", "tell_activity"]

_MOST_FIGURES = 12
_FEW = 5
_SUM = re.compile(r"^[0-9.+]+(?==)")
_LIST_HEAD = re.compile(r"^(?:[\u4e00-\u9fff]{0,6}(?:问题|不足|困难|打算|计划))[：:]")
_ORDER = "一二三四五六七八九十"


def tell_activity(
    text: Text,
    sheet: FactSheet,
    yaml: str,
    activity: Activity,
    locked: frozenset[str],
    next_part: int,
) -> tuple[Text, int]:
    """Put a new activity's plain sentence where its like stands.

    Returns:
        The text and the number of the next new part.
    """
    material = materials_in(yaml, frozenset({activity.id}))[activity.id]
    # 12月又办了一期 answers what was said before; a report only says that it was held.
    sentence = re.sub(r"^([^，。]{1,8}[月日])又", r"\1", plain_sentence(material))
    if not sentence:
        return text, next_part
    if activity.role is not Role.RESULT:
        return _tell_in_list(text, sheet, activity, material, locked, next_part)
    target, joins = _home(text, sheet, activity, locked)
    if target is not None and joins:
        grown = replace(
            target, text=target.text + sentence, activities=(*target.activities, activity.id)
        )
        return text.with_part(grown), next_part
    part = Part(id=f"p{next_part}", text=sentence, activities=(activity.id,))
    if target is not None:
        return add_after(text, target.id, part), next_part + 1
    return _new_section(text, activity, part, next_part + 1)


def _home(
    text: Text, sheet: FactSheet, activity: Activity, locked: frozenset[str]
) -> tuple[Part | None, bool]:
    """Return the paragraph to which a new activity belongs, and whether it joins or follows it."""
    topics = {item.id: item.topics[0] for item in sheet.activities}
    own = activity.topics[0]
    results = [part for part in text.paragraphs if part.role == "result" and part.activities]
    same = [p for p in results if any(topics.get(key) == own for key in p.activities)]
    if same:
        words = {activity.text[i : i + 2] for i in range(len(activity.text) - 1)}
        best = max(same, key=lambda part: sum(pair in part.text for pair in words))
        room = len(find_figures(best.text)) + len(activity.facts) <= _MOST_FIGURES
        return best, room and best.id not in locked
    home = {code: name for name, codes in load_outline().sections for code in codes}
    near = [
        part
        for part in results
        if any(home.get(topics.get(key, "")) == home.get(own) for key in part.activities)
    ]
    if near and home.get(own) is not None:
        return near[-1], False
    return None, False


def _new_section(text: Text, activity: Activity, part: Part, next_part: int) -> tuple[Text, int]:
    """Open a section of its own behind the last one that tells results."""
    heading = Part(
        id=f"p{next_part}",
        text="，".join(load_outline().words(activity.topics[0]).heads[:2]),
        level=1,
    )
    last = ""
    for section in sections_of(text):
        if not any(item.role in (Role.PROBLEM, Role.PLAN) for item in section.paragraphs):
            last = section.ids[-1]
    if not last:
        before = [item for item in text.parts if item.role == "opening"]
        last = before[-1].id if before else ""
    return add_after(add_after(text, last, heading), heading.id, part), next_part + 1


def _tell_in_list(
    text: Text,
    sheet: FactSheet,
    activity: Activity,
    material: Material,
    locked: frozenset[str],
    next_part: int,
) -> tuple[Text, int]:
    """Add a problem or a plan to its list as the next item."""
    sentence = _LIST_HEAD.sub("", plain_sentence(material).rstrip("。"))
    mine = [part for part in text.paragraphs if part.role == activity.role.value]
    part = mine[-1] if mine else None
    if part is not None and part.id not in locked:
        count = len(re.findall(rf"[{_ORDER}]是", part.text))
        item = f"；{enumerator(1, count + 1)[:-1]}是{sentence}。" if count else f"；{sentence}。"
        grown = replace(
            part,
            text=part.text.rstrip("。") + item,
            activities=(*part.activities, activity.id),
        )
        return text.with_part(grown), next_part
    outline = load_outline()
    words = outline.problem if activity.role is Role.PROBLEM else outline.plan
    lead = words["lead"].format(we=self_reference(sheet))
    new = Part(
        id=f"p{next_part}",
        text=f"{lead}{sentence}。",
        activities=(activity.id,),
        role=activity.role.value,
    )
    if part is not None:
        return add_after(text, part.id, new), next_part + 1
    heading = Part(id=f"p{next_part + 1}", text=words["heading"], level=1)
    plans = [
        section.heading
        for section in sections_of(text)
        if any(item.role == "plan" for item in section.paragraphs)
    ]
    last = text.parts[-1].id if text.parts else ""
    if activity.role is Role.PROBLEM and plans and plans[0] is not None:
        index = text.parts.index(plans[0])
        last = text.parts[index - 1].id if index else ""
    return add_after(add_after(text, last, heading), heading.id, new), next_part + 2


def placed_notes(text: Text, added: Sequence[Activity]) -> list[str]:
    """Say where new activities were put; the numbers are those of the text with all of them."""
    homes = {
        activity.id: part.id
        for activity in added
        for part in text.paragraphs
        if activity.id in part.activities
    }
    notes = [
        f"“{shortened(item.text, 16)}”没有可写的内容。" for item in added if item.id not in homes
    ]
    names = [name_of(text, part.id) for part in text.paragraphs if part.id in homes.values()]
    if names:
        more = f"等{len(names)}段" if len(names) > _FEW else ""
        shown = "、".join(names[:_FEW]) + more
        notes.append(f"新加的事写在{shown}，想写得顺一些可以说：{names[0]}写通顺些。")
    return notes


def include_in_totals(
    text: Text,
    before: Check,
    change: FactChange,
    after: str,
    locked: frozenset[str],
    notes: list[str],
) -> Text:
    """Let totals of the draft that add up all facts of one kind take in the new one."""
    topics = {item.id: item.topics[0] for item in change.sheet.activities}
    for part in text.parts:
        for checked in reversed(before.figures.get(part.id, ())):
            if checked.status is not Status.DERIVED or part.id in locked:
                continue
            summed = _SUM.match(checked.reason)
            kinds = {topics.get(key.partition(".")[0]) for key in checked.fact_ids}
            if summed is None or len(kinds) != 1:
                continue
            more = [
                fact.figure.value
                for activity in change.added
                if activity.topics[0] in kinds
                for fact in activity.facts
                if isinstance(fact.figure.value, Decimal)
                and unit_class(fact.figure.unit or "") == unit_class(checked.figure.unit or "")
            ]
            old = checked.figure.value
            if not more or not isinstance(old, Decimal):
                continue
            words = restated(checked.figure.text, old + sum(more, Decimal(0)))
            current = text.part(part.id)
            at = -1 if current is None else current.text.find(checked.figure.text)
            if current is None or at < 0 or not words:
                continue
            grown = current.text[:at] + words + current.text[at + len(checked.figure.text) :]
            tried = text.with_part(replace(current, text=grown))
            alone = check_parts(text, [part.id], after), check_parts(tried, [part.id], after)
            if not new_flags(*alone):
                text = tried
                notes.append(
                    f"{name_of(text, part.id)}的合计“{checked.figure.text}”随之改为“{words}”。"
                )
    return text
