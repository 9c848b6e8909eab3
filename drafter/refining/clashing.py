"""Where new notes meet the facts: contradictions, corrections in disguise, totals (pure)."""

import re
from collections.abc import Iterable

from drafter.drafting.material import fact_spans
from drafter.facts import Activity, Fact, FactSheet
from drafter.figures import Kind
from drafter.refining.changing import reckoned
from drafter.refining.reckoning import restated
from drafter.refining.relations import exact_value, same_unit
from drafter.refining.shortening import shortened

__all__ = ["perhaps_included", "perhaps_meant", "shape_of", "without_clashes", "words_in"]

_WHOLE_YEAR = re.compile("全年|共|累计|总")
_DATED = frozenset({Kind.DATE, Kind.PERIOD})
# So much of its words makes one note the same thing as another.
_ALL_BUT = 0.8
_QUOTES = re.compile('[“”"]')
_OPEN = "\0"


def shape_of(activity: Activity) -> str:
    """Return an activity's words with its figures left open."""
    text, spans = activity.text, fact_spans(activity)
    for start, end in sorted(spans.values(), reverse=True):
        text = f"{text[:start]}{_OPEN}{text[end:]}"
    return "".join(text.split())


def words_in(activity: Activity, without: re.Pattern[str] | None = None) -> set[str]:
    """Return the pairs of characters of an activity's words, its figures and quotes left out."""
    text = _QUOTES.sub("", shape_of(activity))
    text = text if without is None else without.sub(_OPEN, text)
    return {
        pair
        for piece in text.split(_OPEN)
        for pair in (piece[at : at + 2] for at in range(len(piece) - 1))
        if pair.isalpha()
    }


def without_clashes(
    added: tuple[Activity, ...], sheet: FactSheet, notes: list[str]
) -> tuple[Activity, ...]:
    """Leave out what contradicts the facts: taken in, neither number would be told any more.

    Args:
        added: New activities under ids of their own.
        sheet: The facts.
        notes: Is told what was left out, and the two ways on.
    """
    facts = {fact.id: fact for item in (*sheet.activities, *added) for fact in item.facts}
    fresh = {fact.id for item in added for fact in item.facts}
    clashing = set[str]()
    for conflict in reckoned(sheet, (*sheet.activities, *added)).conflicts:
        new = [facts[key] for key in conflict.fact_ids if key in fresh]
        old = [facts[key] for key in conflict.fact_ids if key in facts and key not in fresh]
        if conflict.kind != "two_values" or not new or not old:
            continue
        clashing.add(new[0].id.partition(".")[0])
        notes.append(
            f"没有加“{new[0].label}{new[0].figure.text}”：和记录里的“{old[0].label}{old[0].figure.text}”"
            f"（{old[0].id}）对不上。记录错了请输入 /事实 改 {old[0].id} {new[0].figure.text}；"
            "如果是另一件事，请写上时间或地点。"
        )
    return tuple(item for item in added if item.id not in clashing)


def perhaps_meant(sheet: FactSheet, added: Iterable[Activity]) -> list[str]:
    """Name the facts that a new one may have been meant to correct: all its words stand there."""
    notes = []
    for item in added:
        pairs = words_in(item)
        if not pairs or any(fact.figure.kind in _DATED for fact in item.facts):
            continue
        for activity in sheet.activities:
            text = _QUOTES.sub("", activity.text)
            if sum(pair in text for pair in pairs) < _ALL_BUT * len(pairs):
                continue
            for old, new in _other_numbers(activity, item)[:1]:
                notes.append(
                    f"记录里已有“{shortened(activity.text, 24)}”。如果是改那里的数，请先 /拒绝，"
                    f"再输入 /事实 改 {old.id} {new.figure.text}。"
                )
    return notes


def _other_numbers(known: Activity, new: Activity) -> list[tuple[Fact, Fact]]:
    """Return figures of one unit that have two numbers."""
    found = []
    for fact in new.facts:
        alike = [item for item in known.facts if same_unit(item, fact)]
        if alike and all(item.figure.value != fact.figure.value for item in alike):
            found.append((alike[0], fact))
    return found


def perhaps_included(sheet: FactSheet, added: tuple[Activity, ...]) -> list[str]:
    """Name the totals of the notes that a new activity may belong to; they are not changed."""
    notes = []
    for new in (fact for activity in added for fact in activity.facts):
        value = exact_value(new)
        named = new.object or new.verb
        if value is None or not named:
            continue
        for activity in sheet.activities:
            # To find the places of the figures of hundreds of activities takes its time.
            if named not in activity.text or not _WHOLE_YEAR.search(activity.text):
                continue
            spans = fact_spans(activity)
            for fact in activity.facts:
                total, span = exact_value(fact), spans.get(fact.id)
                if total is None or span is None or not same_unit(fact, new):
                    continue
                clause = activity.text[max(0, span[0] - 10) : span[0]]
                if _WHOLE_YEAR.search(clause) and named in clause:
                    words = restated(fact.figure.text, total + value)
                    notes.append(
                        f"记录里“{clause.strip('，；')}{fact.figure.text}”如应包括这一次，"
                        f"请输入 /事实 改 {fact.id} {words}"
                    )
    return notes
