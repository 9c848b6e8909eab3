"""Compose a list of problems or plans: a model's items where they stand, the rest chosen by it."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from drafter.drafting.asking import Asker, lines_of
from drafter.drafting.composed import Composed, Origin, Tally
from drafter.drafting.figure_grammar import list_grammar
from drafter.drafting.judging import Judge
from drafter.drafting.listing import items_grammar, items_of, split_list, woven_list
from drafter.drafting.material import Material
from drafter.drafting.meaning import strayed
from drafter.drafting.outline import list_lead
from drafter.drafting.planning import ParagraphPlan
from drafter.drafting.ways import Way
from drafter.drafting.wording import formal_words
from drafter.facts import Role

__all__ = ["compose_list"]

_JOINTS = 3


async def compose_list(
    asker: Asker, plan: ParagraphPlan, materials: Sequence[Material], role: Role, tally: Tally
) -> Composed:
    """Take a model's list where it stands, else its good items, the rest chosen by it."""
    judge = Judge(asker.sheet, materials, asker.exemplars)
    grammar = list_grammar(materials) if len(materials) > 1 else None
    text, _ = await asker.ask(
        plan, materials, judge, tally, grammar=grammar, shown=asker.list_turns.get(role, ())
    )
    # A plan is judged behind its lead: alone it would read as work done.
    opening = list_lead(asker.sheet, role)
    judgement = judge.judge(opening + text)
    own = await asyncio.to_thread(_standing_items, asker, text, materials, opening)
    if all(own) and judgement.clean and _is_list(text, len(materials)):
        return asker.done(text, Origin.MODEL, tally)
    chosen = await _chosen_items(asker, plan, materials, own, opening, tally)
    if chosen and judge.judge(opening + chosen).sound:
        origin = Origin.REPAIRED if any(own) else Origin.MODEL
        return replace(asker.done(chosen, origin, tally), guarantee=Way.PHRASES.value)
    text, plain_chars = woven_list(materials, own, opening)
    if any(own) and judge.judge(opening + text).sound:
        return replace(asker.done(text, Origin.REPAIRED, tally), plain_chars=plain_chars)
    return asker.plain(materials, role, tally)


def _standing_items(
    asker: Asker, text: str, materials: Sequence[Material], opening: str
) -> list[str]:
    """Return a model's item for each problem or plan, "" where it does not stand."""
    said = split_list(text) if len(materials) > 1 else [text.rstrip("。")]
    if len(said) != len(materials):
        return [""] * len(materials)
    return [
        item
        if not _strays(item, material)
        and Judge(asker.sheet, [material], asker.exemplars).judge(f"{opening}{item}。").clean
        else ""
        for item, material in zip(said, materials, strict=True)
    ]


async def _chosen_items(
    asker: Asker,
    plan: ParagraphPlan,
    materials: Sequence[Material],
    own: Sequence[str],
    opening: str,
    tally: Tally,
) -> str:
    """Let the model choose among items worded by rule, as it does for results; "" if it cannot.

    Args:
        asker: Whom to ask.
        plan: The paragraph.
        materials: The problems or plans.
        own: The model's items that stand already.
        opening: The sentence before the list.
        tally: The calls made.
    """
    assert asker.model is not None  # noqa: S101 # compose() answers without one
    if not asker.model.takes_grammar:
        return ""
    items: list[tuple[str, ...]] = []
    for material, said in zip(materials, own, strict=True):
        spare = items_of(material, opening, bare=True)
        told = [said] if said else items_of(material, opening)
        ways = [*told, *spare] if len(told) == 1 and not said else told
        items += [tuple(dict.fromkeys(ways))] if len(told) == 1 else [(way,) for way in told]
    content = asker.pack.template("paragraph").render(lines=lines_of(materials))
    reply = await asker.said(plan, materials, tally, content, items_grammar(items))
    text = reply.text.strip()
    said_items = split_list(text) if len(items) > 1 else [text.rstrip("。")]
    stands = len(said_items) == len(items) and all(
        item in ways for item, ways in zip(said_items, items, strict=True)
    )
    return text if stands else ""


def _strays(item: str, material: Material) -> bool:
    """Whether an item tells more than the note, or less.

    婚调室延长到周末，方便妇女办理婚姻登记 promises; 办好换届后全员轮训 has lost the training.

    A few characters more are joints; in a plan nobody can check what else it promises.
    """
    forms = {material.text, formal_words(material.text)}
    found = [strayed(item, form) for form in forms]
    return all(len(each.added) > _JOINTS or len(each.lost) > 1 for each in found)


def _is_list(text: str, count: int) -> bool:
    if count < 2:
        return bool(text)
    return text.startswith("一是") and text.count("；") >= count - 1
