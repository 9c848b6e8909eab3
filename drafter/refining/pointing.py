"""What the user points at: the parts that she looks at, works on or locks (pure)."""

from typing import Literal

from drafter.refining.commands import Show
from drafter.refining.locating import find_places, locate, topics_of_parts
from drafter.refining.moves import Move
from drafter.refining.sheets import sheet_of
from drafter.refining.structure import name_of, shown_heading
from drafter.refining.words import number_of

__all__ = ["focus", "lock", "look", "named_parts"]


def named_parts(move: Move, argument: str) -> list[str]:
    """Return the ids of the parts that an argument names: 3, 3 4, 第二部分, 培训那段."""
    text = move.state.text
    topics = topics_of_parts(text, sheet_of(move.state.facts_yaml))
    words = " ".join(
        f"第{word}段" if number_of(word) is not None else word for word in argument.split()
    )
    places = find_places(words, text, topics, move.state.focus)
    missing = next((place.missing for place in places if place.missing), "")
    if missing:
        move.tell(f"{missing}。", "bad")
        return []
    place = None if places else locate(words, text, topics)
    found = places if place is None else [place]
    named = [(item.heading, *item.parts) for item in found]
    return [key for keys in named for key in keys if key]


def look(move: Move, view: Literal["text", "figures"], argument: str) -> None:
    """Show the draft or its figures, or only the parts that are named (3, 第二部分, 培训那段)."""
    if argument in ("", "全文"):
        move.effects.append(Show(view=view))
        return
    found = named_parts(move, argument)
    if not found:
        if not move.has_told:
            move.tell(f"没有找到“{argument}”。例：/看 3；/看 第二部分。", "bad")
        return
    move.effects.append(Show(view=view, about=tuple(found)))


def focus(move: Move, argument: str) -> None:
    """Choose the paragraph or section that the next instructions are about."""
    if argument in ("", "全文", "全", "0", "取消"):
        move.add("focus", part="")
        move.tell("现在说的是全文。")
        return
    found = named_parts(move, argument)
    if not found:
        if not move.has_told:
            move.tell(f"没有找到“{argument}”。例：/段 3；/段 第二部分。", "bad")
        return
    move.add("focus", part=found[0])
    part = move.state.text.part(found[0])
    name = shown_heading(move.state.text, found[0]) if part and part.level else ""
    move.tell(f"选定{name or name_of(move.state.text, found[0])}。", "good")
    move.effects.append(Show(view="text", about=(found[0],)))


def lock(move: Move, argument: str, *, on: bool) -> None:
    """Keep some paragraphs from changing, or let them change again."""
    if not on and argument in ("", "全部", "全文"):
        parts = sorted(move.state.locked)
    else:
        parts = named_parts(move, argument) if argument else [move.state.focus]
        parts = [part for part in parts if part]
    if not parts:
        if not move.has_told:
            move.tell("请写段号，例如：/锁定 3。" if on else "没有锁定的段。", "bad")
        return
    move.add("lock", parts=parts, on=on)
    names = "、".join(name_of(move.state.text, part) for part in parts)
    move.tell(f"{names}{'已锁定，谁也不改' if on else '已解锁'}。", "good")
