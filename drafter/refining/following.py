"""A draft follows its facts: each mention of a changed figure, what is reckoned from it, new facts.

The verifier says which fact each figure of the draft states, so no mention is guessed by its
digits. What does not come out right after the change is left as it was and named. Pure.
"""

import ast
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from drafter.document import render_text
from drafter.drafting.judging import Judge
from drafter.drafting.material import Material
from drafter.drafting.outline import load_outline, self_reference
from drafter.drafting.plain import plain_list, plain_paragraph, plain_sentence
from drafter.drafting.repairing import repair
from drafter.facts import Activity, Fact, FactSheet, Role
from drafter.figures import find_figures, unit_class
from drafter.refining.changing import FactChange, restated
from drafter.refining.checking import Check, check_text, new_flags
from drafter.refining.editing import add_after, delete_parts, sentences_of
from drafter.refining.sheets import materials_of, sheet_of, write_sheet
from drafter.refining.structure import name_of, sections_of
from drafter.session import Part, Text
from drafter.verifying import CheckedFigure, Status
from drafter.verifying.counting import find_miscounts

__all__ = ["Followed", "counts_mended", "follow"]

_MOST_FIGURES = 12
_EXPRESSION = re.compile(r"^[0-9.+\-×÷()万亿%]+(?==)")
_ANNOUNCES = re.compile("以下|如下|下列|主要")
_LIST_HEAD = re.compile(r"^(?:[\u4e00-\u9fff]{0,6}(?:问题|不足|困难|打算|计划))[：:]")
_ORDER = "一二三四五六七八九十"


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
    after = write_sheet(change.sheet)
    notes = list(change.notes)
    before = check_text(text, yaml)
    text = _restate(text, before, change, locked, notes)
    text = _tell_no_more(text, before, change, after, locked, notes)
    for activity in change.added:
        text, next_part = _tell(text, change.sheet, after, activity, locked, next_part)
        notes.append(_placed(text, activity.id))
    if change.added:
        text = _include(text, before, change, after, locked, notes)
    text = counts_mended(text, locked)
    notes += _open_flags(text, before, check_text(text, after))
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
    """Return a paragraph without what tells facts that are gone; the rest stays complete."""
    materials = [materials_of(after)[key] for key in rest if key in materials_of(after)]
    kept = ""
    position = 0
    for sentence in sentences_of(part.text):
        end = position + len(sentence)
        owners = {
            key.partition(".")[0]
            for checked in before.figures.get(part.id, ())
            if position <= checked.figure.start < end
            for key in checked.fact_ids
        }
        position = end
        if not owners or not owners <= set(change.gone):
            kept += sentence
    judge = Judge(sheet_of(after), materials)
    text, judgement = repair(kept, judge.judge(kept), judge)
    lost = judgement.incomplete or judgement.untold
    if text and judgement.verification.ok and not lost:
        return text
    if part.role in (Role.PROBLEM, Role.PLAN):
        lead = part.text[: part.text.find("一是")] if "一是" in part.text else ""
        return lead + plain_list(materials)
    return plain_paragraph(materials)


# --- facts that are new --------------------------------------------------------------------------


def _tell(
    text: Text,
    sheet: FactSheet,
    yaml: str,
    activity: Activity,
    locked: frozenset[str],
    next_part: int,
) -> tuple[Text, int]:
    """Put a new activity's plain sentence where its like stands."""
    material = materials_of(yaml)[activity.id]
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
        listed = 0 < count < len(_ORDER)
        item = f"；{_ORDER[count]}是{sentence}。" if listed else f"；{sentence}。"
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


def _placed(text: Text, activity_id: str) -> str:
    for part in text.paragraphs:
        if activity_id in part.activities:
            name = name_of(text, part.id)
            return f"新加的事写在{name}，想写得顺一些可以说：{name}写通顺些。"
    return f"新加的事 {activity_id} 没有可写的内容。"


def _include(
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
            match = _EXPRESSION.match(checked.reason)
            kinds = {topics.get(key.partition(".")[0]) for key in checked.fact_ids}
            if match is None or not re.fullmatch(r"[0-9.+]+", match[0]) or len(kinds) != 1:
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
            if not new_flags(before, check_text(tried, after)):
                text = tried
                notes.append(
                    f"{name_of(text, part.id)}的合计“{checked.figure.text}”随之改为“{words}”。"
                )
    return text


# --- counts that announce a list -----------------------------------------------------------------


def counts_mended(text: Text, locked: frozenset[str] = frozenset()) -> Text:
    """Return the text with announced counts (以下八个方面) as their lists have it."""
    if not any(_ANNOUNCES.search(part.text) for part in text.parts):
        return text
    whole = render_text(text.document)
    for warn in find_miscounts(whole, find_figures(whole, everything=True)):
        listed = re.search(r"后面列出(\d+)", warn.reason)
        if listed is None:
            continue
        for part in text.parts:
            at = whole.find(part.text)
            if part.id in locked or not at <= warn.start < at + len(part.text):
                continue
            start = warn.start - at
            words = _recounted(warn.text, int(listed[1]))
            changed = part.text[:start] + words + part.text[start + len(warn.text) :]
            text = text.with_part(replace(part, text=changed))
    return text


def _recounted(words: str, number: int) -> str:
    numeral = re.search(r"[0-9]+|[一二三四五六七八九十两]+", words)
    if numeral is None:
        return words
    return words[: numeral.start()] + _counted(numeral[0], number) + words[numeral.end() :]


def _counted(old: str, number: int) -> str:
    if old.isdigit() or number > len(_ORDER) + 9:
        return str(number)
    if number <= len(_ORDER):
        return _ORDER[number - 1]
    return f"十{_ORDER[number - 11]}"


def _open_flags(text: Text, before: Check, after: Check) -> list[str]:
    """Name what does not stand after the change, and what of the new facts is not told."""
    notes = [
        f"{name_of(text, part_id)}的“{checked.figure.text}”需要核对：{checked.reason}"
        for part_id, checked in new_flags(before, after)
    ]
    old = {fact.id for fact in before.missing}
    notes += [
        f"没有写到：{fact.label}{fact.figure.text}（{fact.id}）"
        for fact in after.missing
        if fact.id not in old
    ]
    return notes
