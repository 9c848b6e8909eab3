"""A drafted session, or any draft with its facts, becomes the version that refining starts from.

Which paragraph tells which activities is known from the plan where the document still follows it;
else it is told by the figures that each paragraph states.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from drafter.document import Document, Heading
from drafter.drafting import Plan, plan_from_yaml
from drafter.errors import InputError
from drafter.facts import FactSheet
from drafter.refining.importing import with_activities
from drafter.session import Part, Text

__all__ = ["first_text"]


def first_text(
    document: Document, sheet: FactSheet, yaml: str, events: Sequence[Mapping[str, Any]] = ()
) -> Text:
    """Return a document as the first version of a session.

    Args:
        document: The text.
        sheet: Its facts.
        yaml: The same as YAML.
        events: The journal of the drafting run; empty for a draft of unknown origin.
    """
    parts = tuple(
        Part(
            id=f"p{number}",
            text=block.text,
            level=block.level if isinstance(block, Heading) else 0,
        )
        for number, block in enumerate(document.blocks, 1)
    )
    text = _with_opening(
        Text(
            title=document.title,
            parts=parts,
            addressee=document.addressee,
            signature=document.signature,
            date=document.date,
        )
    )
    planned = _planned(text, sheet, events)
    return with_activities(text, yaml) if planned is None else planned


def _with_opening(text: Text) -> Text:
    """Mark what stands before the first heading as the opening."""
    if not any(part.level for part in text.parts):
        return text
    parts: list[Part] = []
    before = True
    for part in text.parts:
        before = before and not part.level
        parts.append(replace(part, role="opening") if before else part)
    return replace(text, parts=tuple(parts))


def _planned(text: Text, sheet: FactSheet, events: Sequence[Mapping[str, Any]]) -> Text | None:
    """Return the text with the activities that the plan gave each paragraph; None if it differs."""
    plan = _plan(sheet, events)
    if plan is None:
        return None
    said = {str(event["id"]): event for event in events if event["type"] == "paragraph"}
    wanted = [
        (section.role.value, paragraph)
        for section in plan.sections
        for paragraph in section.paragraphs
        if said.get(paragraph.id, {}).get("text")
    ]
    bodies = [part for part in text.paragraphs if part.role != "opening"]
    if len(bodies) != len(wanted):
        return None
    for part, (role, paragraph) in zip(bodies, wanted, strict=True):
        event = said[paragraph.id]
        told = replace(
            part,
            activities=paragraph.activity_ids,
            role=role,
            origin=str(event.get("origin", "plain")),
        )
        text = text.with_part(told)
    return text


def _plan(sheet: FactSheet, events: Sequence[Mapping[str, Any]]) -> Plan | None:
    plans = [str(event["yaml"]) for event in events if event["type"] == "plan"]
    if not plans:
        return None
    try:
        return plan_from_yaml(plans[-1], sheet, name="会话里的结构")
    except InputError:
        return None
