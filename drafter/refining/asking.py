"""What the model is asked to write anew, and what is made of its answer (pure)."""

from dataclasses import replace

from drafter.refining.checking import check_whole, new_flags
from drafter.refining.commands import Rewritten
from drafter.refining.moves import Move
from drafter.refining.offering import offer
from drafter.refining.pointing import named_parts
from drafter.refining.shortening import shortened
from drafter.refining.structure import name_of, number_of_part, sections_of
from drafter.session import Text

__all__ = ["again", "rewrite", "take_rewritten"]


def again(move: Move) -> tuple[tuple[str, ...], str, int]:
    """Return the last request with another sample number; nothing where there is none."""
    state = move.state
    if not state.request:
        move.tell("还没有让模型写过。例：第3段写具体一点。", "bad")
        return (), "", 0
    return state.aimed, state.request, state.sample + 1


def rewrite(move: Move, argument: str) -> tuple[tuple[str, ...], str, int]:
    """Return what is to be written anew from its facts; without a number the last request."""
    if not argument and not move.state.focus:
        aimed, request, sample = again(move)
        return aimed, request, max(sample - 1, 0)
    number, _, wish = argument.partition(" ")
    found = named_parts(move, number) if number else [move.state.focus]
    parts = [key for key in found if (part := move.state.text.part(key)) and not part.level]
    if found and not parts:
        # A heading was chosen: its whole section.
        parts = [
            item.id
            for section in sections_of(move.state.text)
            if section.heading is not None and section.heading.id in found
            for item in section.paragraphs
        ]
    parts = [key for key in parts if key not in move.state.locked]
    if not parts:
        if not move.has_told:
            move.tell("请写段号，例如：/重写 3；锁定的段要先 /解锁。", "bad")
        return (), "", 0
    return tuple(parts), wish or "按事实重新写一遍", 0


def take_rewritten(move: Move, result: Rewritten) -> None:
    """Offer what the model wrote; say what it could not do."""
    state = move.state
    text = state.text
    for part_id, words in result.texts.items():
        part = text.part(part_id)
        if part is not None and part_id not in state.locked and words != part.text:
            origin = result.origins.get(part_id, "model")
            text = text.with_part(replace(part, text=words, origin=origin))
    text, dropped = _standing(text, state.text, state.facts_yaml)
    notes = [
        *(f"{name_of(state.text, key)}没有改：{reason}" for key, reason in result.failed.items()),
        *(f"{name_of(state.text, key)}没有改：写出来的数字在全文里对不上" for key in dropped),
    ]
    if text == state.text:
        for note in notes:
            move.tell(note, "bad")
        if not notes:
            move.tell("模型写的和原文一样。可以换个说法，或用 /再来 换一种写法。", "bad")
        return
    numbers = [number_of_part(text, key) for key in result.texts]
    named = "、".join(f"第{number}段" for number in numbers[:3] if number)
    what = f"{named}{'等' if len(numbers) > 3 else ''}：{shortened(result.request, 24)}"
    offer(move, text, what, notes=notes)


def _standing(text: Text, before: Text, yaml: str) -> tuple[Text, list[str]]:
    """Take back each rewritten part whose figures do not stand in the whole text."""
    flagged = {
        part_id for part_id, _ in new_flags(check_whole(before, yaml), check_whole(text, yaml))
    }
    for part_id in flagged:
        was = before.part(part_id)
        if was is not None:
            text = text.with_part(was)
    return text, sorted(flagged)
