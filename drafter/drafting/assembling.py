"""Put the paragraphs together: title, opening, numbered sections, signature (pure)."""

from collections.abc import Container, Mapping

from drafter.document import Document, Heading, Paragraph
from drafter.document.types import Block
from drafter.drafting.composed import Composed
from drafter.drafting.outline import (
    leadership,
    list_lead,
    load_outline,
    period_in_words,
    report_title,
    self_reference,
)
from drafter.drafting.planning import Plan
from drafter.facts import FactSheet, ReportKind, Role

__all__ = ["assemble", "opening_text"]

_FOCUS_POINTS = 4
_NO_FOCUS = frozenset({"T00", "T99"})


def opening_text(
    sheet: FactSheet, plan: Plan, *, under: bool = True, told: Container[str] | None = None
) -> str:
    """Return the opening paragraph: period, org and main points of work, nothing claimed.

    The points are the topics with the most material, named in the document's order.

    Args:
        sheet: The facts.
        plan: Where what stands.
        under: Whether to say whom the org works under.
        told: Ids of the paragraphs that stand in the document; None for all. What was left out or
            came out empty is no main point.
    """
    outline = load_outline()
    by_id = {activity.id: activity for activity in sheet.activities}
    weights: dict[str, int] = {}
    for section in plan.sections:
        if section.role is not Role.RESULT:
            continue
        for paragraph in section.paragraphs:
            if told is not None and paragraph.id not in told:
                continue
            for activity_id in paragraph.activity_ids:
                activity = by_id[activity_id]
                topic = outline.main_topic(activity)
                if topic in _NO_FOCUS:
                    continue
                weights[topic] = weights.get(topic, 0) + 1 + len(activity.facts)
    heaviest = sorted(weights, key=lambda code: -weights[code])[:_FOCUS_POINTS]
    named: list[str] = []
    for code in weights:
        focus = outline.words(code).focus
        if code in heaviest and code not in _NO_FOCUS and focus not in named:
            named.append(focus)
    if not named:
        return ""
    period = period_in_words(sheet.period) or outline.opening["unknown_period"]
    kind = sheet.kind.value
    # 今年以来 does not fit “现将…工作总结如下” twice.
    text = outline.opening[kind if kind in outline.opening else ReportKind.ANNUAL.value].format(
        period=period,
        under=leadership(sheet) if under else "",
        org=sheet.org or self_reference(sheet),
        focus="、".join(named),
    )
    return text.replace(f"现将{outline.opening['unknown_period']}工作", "现将工作")


def assemble(
    sheet: FactSheet,
    plan: Plan,
    composed: Mapping[str, Composed],
    *,
    date: str = "",
    under: bool = True,
) -> Document:
    """Return the whole document.

    Args:
        sheet: The facts.
        plan: Where what stands.
        composed: Finished paragraphs by their plan's id; one that is absent was interrupted.
        date: Date of signature, written out; "" leaves it to be filled in by hand.
        under: Whether the opening says whom the org works under.
    """
    blocks: list[Block] = []
    told = frozenset(key for key, item in composed.items() if item.text)
    opening = opening_text(sheet, plan, under=under, told=told)
    if opening:
        blocks.append(Paragraph(text=opening))
    for section in plan.sections:
        texts = [
            (paragraph, composed[paragraph.id].text)
            for paragraph in section.paragraphs
            if paragraph.id in composed and composed[paragraph.id].text
        ]
        if not texts:
            continue
        blocks.append(Heading(level=1, text=section.heading))
        for paragraph, text in texts:
            if paragraph.subhead:
                blocks.append(Heading(level=2, text=paragraph.subhead))
            if section.role is Role.RESULT:
                blocks.append(Paragraph(text=text))
                continue
            blocks.append(Paragraph(text=list_lead(sheet, section.role) + text))
    return Document(
        title=report_title(sheet),
        blocks=tuple(blocks),
        signature=sheet.org,
        date=date,
    )
