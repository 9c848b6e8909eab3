"""The surest text: sentences made by rule that verify, whatever else failed (pure)."""

from collections.abc import Sequence

from drafter.drafting.judging import Judge
from drafter.drafting.listing import plain_list
from drafter.drafting.material import Material
from drafter.drafting.outline import list_lead
from drafter.drafting.plain import plain_paragraph, plain_sentence
from drafter.facts import FactSheet, Role

__all__ = ["sure_text"]


def sure_text(sheet: FactSheet, materials: Sequence[Material], role: Role, lead: str = "") -> str:
    """Return plain sentences that verify: phrased by rule, or else in the notes' own words."""
    judge = Judge(sheet, materials)
    if role is not Role.RESULT:
        opening = list_lead(sheet, role)
        text = plain_list(materials, lead=opening)
        # A plan is judged behind its lead: alone it would read as work done.
        if judge.judge(opening + text).sound:
            return text
        wrong = {
            item.activity.id
            for item in materials
            if not Judge(sheet, [item]).judge(opening + plain_list([item], lead=opening)).sound
        }
        text = plain_list(materials, lead=opening, bared=wrong)
        sound = judge.judge(opening + text).sound
        return text if sound else plain_list(materials, bare=True)
    for opening in dict.fromkeys((lead, "")):
        text = plain_paragraph(materials, lead=opening)
        if judge.judge(text).sound:
            return text
    sentences: list[str] = []
    for material in materials:
        text = plain_sentence(material, after=sentences[-1] if sentences else "")
        sound = Judge(sheet, [material]).judge(text).sound
        sentences.append(text if sound else plain_sentence(material, bare=True))
    return "".join(sentences)
