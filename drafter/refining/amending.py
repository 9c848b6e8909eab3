"""Facts that the user corrects or adds, and words that she wrote herself (pure)."""

import re
from dataclasses import replace

from drafter.exporting.profiles import unshaped
from drafter.refining.changing import (
    FactChange,
    add_notes,
    correct_activity,
    correct_figure,
    drop_activity,
    omit_fact,
)
from drafter.refining.commands import Imported
from drafter.refining.following import follow
from drafter.refining.importing import taken_in
from drafter.refining.moves import Move
from drafter.refining.offering import offer
from drafter.refining.pointing import named_parts
from drafter.refining.sheets import sheet_of
from drafter.refining.structure import name_of
from drafter.refining.words import number_of

__all__ = ["change_facts", "import_document", "take_notes", "write_part"]

_CORRECT = re.compile(
    r"^(?:改|更正|修改)?\s*(?P<id>a\d+(?:\.f\d+)?)\s*(?:改成|改为|=|：|:)?\s*(?P<new>\S.*)$",
    re.DOTALL,
)
_DROP = re.compile(r"^(?:删|删除|删掉|去掉)\s*(?P<id>a\d+(?:\.f\d+)?)$")
_ADD = re.compile(r"^加\s*(?P<new>.+)$", re.DOTALL)


def change_facts(move: Move, argument: str) -> bool:
    """Do what /事实 is given; False where it only asks to see them."""
    sheet = sheet_of(move.state.facts_yaml)
    if match := _DROP.match(argument):
        key = match["id"]
        change = omit_fact(sheet, key) if "." in key else drop_activity(sheet, key)
    elif match := _ADD.match(argument):
        change = add_notes(sheet, match["new"])
    elif match := _CORRECT.match(argument):
        key = match["id"]
        correct = correct_figure if "." in key else correct_activity
        change = correct(sheet, key, match["new"].strip())
    else:
        return False
    _offer_facts(move, change)
    return True


def take_notes(move: Move, words: str) -> None:
    """Add what new notes tell, to the facts and to the draft."""
    _offer_facts(move, add_notes(sheet_of(move.state.facts_yaml), words))


def _offer_facts(move: Move, change: FactChange) -> None:
    state = move.state
    followed = follow(
        state.text,
        state.facts_yaml,
        change,
        locked=state.locked,
        next_part=state.next_part,
    )
    offer(move, followed.text, change.what, notes=followed.notes, yaml=followed.yaml)


# --- what the user wrote herself -----------------------------------------------------------------


def write_part(move: Move, argument: str) -> None:
    """Put the user's own words in a paragraph's place."""
    number, _, words = argument.replace("\n", " ", 1).partition(" ")
    found = named_parts(move, number) if number_of(number) is not None else []
    if not found and move.state.focus and argument:
        found, words = [move.state.focus], argument
    part = move.state.text.part(found[0]) if found else None
    words = "".join(words.split("\n")).strip()
    if part is None or not words:
        move.tell("例：/写 3 新的整段文字", "bad")
        return
    if part.id in move.state.locked:
        move.tell(f"{name_of(move.state.text, part.id)}已锁定，不能改。", "bad")
        return
    text = move.state.text.with_part(replace(part, text=words, origin="user"))
    offer(move, text, f"自己改{name_of(text, part.id)}", own=True)


def import_document(move: Move, imported: Imported) -> None:
    """Take in a file that was edited by hand, as the user's own version."""
    document = unshaped(imported.document, move.state.text.document)
    text = taken_in(move.state.text, document, move.state.facts_yaml, move.state.next_part)
    touched = [
        part_id
        for part_id in move.state.locked
        if text.part(part_id) != move.state.text.part(part_id)
    ]
    if text == move.state.text:
        move.tell(f"{imported.name} 和现在的文稿一样，没有改动。", "good")
        return
    more = [f"{name_of(move.state.text, key)}原来是锁定的，这份文件里改了它。" for key in touched]
    offer(move, text, f"收进手工修改 {imported.name}", notes=more, own=True)
