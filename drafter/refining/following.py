"""A draft follows its facts: each mention of a changed figure, what is reckoned from it, new facts.

The verifier says which fact each figure of the draft states, so no mention is guessed by its
digits. What cannot be reckoned is left as it was and named; whether all of it stands afterwards is
judged with the whole text, while the user reads. Pure.
"""

import ast
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from drafter.document import enumerator
from drafter.drafting.judging import Judge
from drafter.drafting.listing import plain_list
from drafter.drafting.material import Material
from drafter.drafting.plain import plain_paragraph
from drafter.drafting.repairing import repair
from drafter.facts import Fact, Role
from drafter.refining.announcing import counts_mended, topics_mended
from drafter.refining.changing import FactChange
from drafter.refining.checking import Check, check_whole
from drafter.refining.editing import delete_parts, sentences_of
from drafter.refining.placing import include_in_totals, placed_notes, tell_activity
from drafter.refining.reckoning import restated
from drafter.refining.sheets import materials_in, sheet_of, write_sheet
from drafter.refining.structure import name_of
from drafter.session import Part, Text
from drafter.verifying import CheckedFigure, Status

__all__ = ["Followed", "follow"]

_ITEM = re.compile("(?:(?<=[：:；。，])|^)[一二三四五六七八九十]{1,3}是")
_EXPRESSION = re.compile(r"^[0-9.+\-×÷()万亿%]+(?==)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """The text after a change of facts, and what it could not settle."""

    text: Text
    yaml: str
    notes: tuple[str, ...]


def follow(
    text: Text, yaml: str, change: FactChange, *, locked: frozenset[str], next_part: int
) -> Followed:
    """Return the text as the changed facts want it.

    Args:
        text: The text that stands.
        yaml: Its facts.
        change: The new sheet and what is different.
        locked: Parts that must stay as they are.
        next_part: Number of the next new part.
    """
    after = write_sheet(change.sheet, base=yaml)
    notes = list(change.notes)
    stood = text
    before = check_whole(text, yaml)
    text = _restate(text, before, change, locked, notes)
    text = _tell_no_more(text, before, change, after, locked, notes)
    for activity in change.added:
        text, next_part = tell_activity(text, change.sheet, after, activity, locked, next_part)
    if change.added:
        notes += placed_notes(text, change.added)
        text = include_in_totals(text, before, change, after, locked, notes)
    topics = {
        activity.id: activity.topics
        for sheet in (sheet_of(yaml), change.sheet)
        for activity in sheet.activities
    }
    text = topics_mended(stood, text, topics, locked)
    text = counts_mended(text, locked)
    return Followed(text=text, yaml=after, notes=tuple(dict.fromkeys(notes)))


# --- figures that changed ------------------------------------------------------------------------


def _restate(
    text: Text,
    before: Check,
    change: FactChange,
    locked: frozenset[str],
    notes: list[str],
) -> Text:
    for part in text.parts:
        touched = [
            checked
            for checked in before.figures.get(part.id, ())
            if set(checked.fact_ids) & set(change.figures)
        ]
        if not touched:
            continue
        if part.id in locked:
            shown = "、".join(f"“{checked.figure.text}”" for checked in touched)
            notes.append(f"{name_of(text, part.id)}已锁定，里面的{shown}没有改。")
            continue
        words = part.text
        for checked in sorted(touched, key=lambda item: -item.figure.start):
            new = _new_surface(checked, change)
            if not new:
                notes.append(
                    f"{name_of(text, part.id)}的“{checked.figure.text}”"
                    f"（{checked.reason}）算不出新数，没有改，请核对。"
                )
                continue
            words = words[: checked.figure.start] + new + words[checked.figure.end :]
        text = text.with_part(replace(part, text=words))
    return text


def _new_surface(checked: CheckedFigure, change: FactChange) -> str:
    """Return what a mention reads after the change; "" where that cannot be told."""
    changed = [key for key in checked.fact_ids if key in change.figures]
    if checked.status is Status.DERIVED or len(checked.fact_ids) > 1:
        values = [change.figures[key] for key in changed]
        derived = _derived_anew(checked, values)
        if derived or checked.status is Status.DERIVED:
            return derived
    old, new = change.figures[changed[0]]
    if checked.figure.text == old.figure.text:
        return new.figure.text
    spoken = "多" in new.figure.text and "余" in checked.figure.text
    return new.figure.text.replace("多", "余") if spoken else new.figure.text


def _derived_anew(checked: CheckedFigure, values: Sequence[tuple[Fact, Fact]]) -> str:
    """Do the verifier's own sum again with the new values (43÷46=93.48% → 44÷46=…)."""
    match = _EXPRESSION.match(checked.reason)
    if match is None:
        return ""
    expression = match[0]
    for old, new in values:
        was, now = old.figure.value, new.figure.value
        if not isinstance(was, Decimal) or not isinstance(now, Decimal):
            return ""
        shown = re.compile(rf"(?<![0-9.]){re.escape(f'{was.normalize():f}')}(?![0-9.])")
        if len(shown.findall(expression)) != 1:
            return ""
        expression = shown.sub(f"{now.normalize():f}", expression)
    value = _reckon(expression)
    if value is None:
        return ""
    words = checked.figure.text
    if "%" in words or "％" in words:
        digits = len(words.partition(".")[2].rstrip("%％")) if "." in words else 0
        value = (value * 100).quantize(Decimal(1).scaleb(-digits))
    return restated(words, value)


def _reckon(expression: str) -> Decimal | None:
    """Evaluate + - × ÷ over plain numbers; None for anything else."""
    try:
        tree = ast.parse(expression.replace("×", "*").replace("÷", "/"), mode="eval").body
        return _value(tree)
    except (SyntaxError, ArithmeticError, KeyError, TypeError):
        return None


def _value(node: ast.expr) -> Decimal:
    if isinstance(node, ast.Constant) and isinstance(node.value, (int, float)):
        return Decimal(str(node.value))
    if isinstance(node, ast.BinOp):
        left, right = _value(node.left), _value(node.right)
        match node.op:
            case ast.Add():
                return left + right
            case ast.Sub():
                return left - right
            case ast.Mult():
                return left * right
            case ast.Div():
                return left / right
    raise TypeError(type(node).__name__)


# --- facts that are gone -------------------------------------------------------------------------


def _tell_no_more(
    text: Text,
    before: Check,
    change: FactChange,
    after: str,
    locked: frozenset[str],
    notes: list[str],
) -> Text:
    hidden = set(change.unsaid)
    owners = set(change.gone) | {key.partition(".")[0] for key in hidden}
    for part in text.parts:
        stating = {
            key
            for checked in before.figures.get(part.id, ())
            for key in checked.fact_ids
            if key in hidden or key.partition(".")[0] in change.gone
        }
        if not (stating or set(part.activities) & set(change.gone)):
            continue
        if part.id in locked:
            name = name_of(text, part.id)
            notes.append(f"{name}已锁定，里面和{'、'.join(owners)}有关的话没有删。")
            continue
        rest = tuple(key for key in part.activities if key not in change.gone)
        if not rest and part.activities and not part.level:
            text = delete_parts(text, [part.id])
            continue
        words = _without(part, before, change, after, rest)
        text = text.with_part(replace(part, text=words, activities=rest))
    return text


def _without(part: Part, before: Check, change: FactChange, after: str, rest: Sequence[str]) -> str:
    """Return a paragraph without what tells facts that are gone; the rest stays complete.

    Only a sentence that tells both is judged and mended; the others stand as they were.
    """
    known = materials_in(after, frozenset(rest))
    if part.role in (Role.PROBLEM, Role.PLAN):
        return _without_items(part, before, change) or _mended(
            part.text, [known[key] for key in rest if key in known], after, part.role
        )
    kept = ""
    position = 0
    for sentence in sentences_of(part.text):
        end = position + len(sentence)
        told = {
            key
            for checked in before.figures.get(part.id, ())
            if position <= checked.figure.start < end
            for key in checked.fact_ids
        }
        position = end
        owners = {key.partition(".")[0] for key in told}
        if owners and owners <= set(change.gone):
            continue
        if owners & set(change.gone) or told & set(change.unsaid):
            materials = [known[key] for key in rest if key in owners and key in known]
            kept += _mended(sentence, materials, after, part.role)
        else:
            kept += sentence
    return kept or plain_paragraph(list(known.values()))


def _without_items(part: Part, before: Check, change: FactChange) -> str:
    """Return a list without the items that tell what is gone, counted anew; "" if unsure which."""
    starts = [match.start() for match in _ITEM.finditer(part.text)]
    owners: list[set[str]] = [set() for _ in starts]
    for checked in before.figures.get(part.id, ()):
        place = bisect_right(starts, checked.figure.start) - 1
        if place >= 0:
            owners[place] |= {key.partition(".")[0] for key in checked.fact_ids}
    gone = set(change.gone)
    if change.unsaid or not gone or not gone <= {key for keys in owners for key in keys}:
        return ""
    if any(keys & gone and not keys <= gone for keys in owners):
        return ""
    kept = [
        part.text[start:end].rstrip("；。")
        for start, end, keys in zip(starts, [*starts[1:], None], owners, strict=True)
        if not keys & gone
    ]
    items = [
        _ITEM.sub(f"{enumerator(1, place)[:-1]}是", item, count=1)
        for place, item in enumerate(kept, 1)
    ]
    return f"{part.text[: starts[0]]}{'；'.join(items)}。" if len(items) > 1 else ""


def _mended(words: str, materials: Sequence[Material], after: str, role: str) -> str:
    """Return words that tell these materials and no others; told plainly where they cannot."""
    judge = Judge(sheet_of(after), materials)
    text, judgement = repair(words, judge.judge(words), judge)
    lost = judgement.incomplete or judgement.untold
    if text and judgement.verification.ok and not lost:
        return text
    if role in (Role.PROBLEM, Role.PLAN):
        lead = words[: words.find("一是")] if "一是" in words else ""
        return lead + plain_list(materials)
    return plain_paragraph(materials)
