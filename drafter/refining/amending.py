"""Facts that the user corrects or adds, and words that she wrote herself (pure)."""

import re
from collections.abc import Sequence
from dataclasses import replace

from drafter.exporting.profiles import unshaped
from drafter.facts import FactSheet
from drafter.refining.adding import add_notes
from drafter.refining.changing import (
    FactChange,
    correct_activity,
    correct_figure,
    drop_activity,
    named,
    omit_fact,
)
from drafter.refining.commands import Imported, Show
from drafter.refining.following import follow
from drafter.refining.importing import taken_in
from drafter.refining.moves import Move
from drafter.refining.offering import offer
from drafter.refining.pointing import named_parts
from drafter.refining.sheets import sheet_of
from drafter.refining.structure import name_of
from drafter.refining.words import number_of
from drafter.session import Text

__all__ = ["change_facts", "import_document", "take_notes", "write_part"]

# An id is read whole or not at all: a12 is not a1 with the new words "2".
_KEY = r"[aA]\d+(?:\.[fF]\d+)?(?![0-9A-Za-z.．])"
_CORRECT = re.compile(
    rf"^(?:改|更正|修改)?\s*(?P<id>{_KEY})\s*(?:改成|改为|=|：|:)?\s*(?P<new>.*)$", re.DOTALL
)
_SEEN = re.compile(rf"^(?:[看查]+\s*)?{_KEY}(?:[\s、，,和]+{_KEY})*$")
_DROP = re.compile(rf"^(?:删除|删掉|去掉|删)\s*(?P<id>{_KEY})$")
_ADD = re.compile(r"^加\s*(?P<new>.+)$", re.DOTALL)


def change_facts(move: Move, argument: str) -> bool:
    """Do what /事实 is given; False where it only asks to see some by a word."""
    sheet = sheet_of(move.state.facts_yaml)
    if _SEEN.match(argument):
        _look_up(move, sheet, re.findall(_KEY, argument))
        return True
    if match := _DROP.match(argument):
        key = match["id"].lower()
        change = omit_fact(sheet, key) if "." in key else drop_activity(sheet, key)
    elif match := _ADD.match(argument):
        change = add_notes(sheet, match["new"])
    elif match := _CORRECT.match(argument):
        key, new = match["id"].lower(), match["new"].strip()
        if not new:
            _look_up(move, sheet, [key])
            example = "130人" if "." in key else "12月办培训1期，32人"
            move.tell(f"请在后面写上新的，例如：/事实 改 {key} {example}")
            return True
        correct = correct_figure if "." in key else correct_activity
        change = correct(sheet, key, new)
    else:
        return False
    _offer_facts(move, change)
    return True


def _look_up(move: Move, sheet: FactSheet, ids: Sequence[str]) -> None:
    """Show the facts of these ids; an id that names none is said to."""
    keys = tuple(key.lower() for key in ids)
    for key in keys:
        named(sheet, key)
    move.effects.append(Show(view="facts", about=keys))


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
    if followed.text == state.text and _of_words_only(change):
        move.tell(f"没有加：{''.join(followed.notes)}请写清做了什么、多少。", "bad")
        return
    offer(move, followed.text, change.what, notes=followed.notes, yaml=followed.yaml)


def _of_words_only(change: FactChange) -> bool:
    """Whether a change brings notes without a figure and nothing else."""
    changed = change.figures or change.gone or change.unsaid
    return not changed and not any(item.facts for item in change.added)


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
        if not move.has_told:
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
    if _is_another(move.state.text, text):
        more.insert(
            0,
            f"{imported.name} 和现在的文稿没有一段相同。如果它是工作记录，不是改过的稿子，"
            f"请先 /拒绝，再用 /加 @{imported.name} 收进事实。",
        )
    offer(move, text, f"收进手工修改 {imported.name}", notes=more, own=True)


def _is_another(old: Text, new: Text) -> bool:
    """Whether nothing of a text came back word for word, so that it may be another one.

    Raw notes share words with the paragraphs that tell them, but hardly a whole line.
    """
    return not {part.text for part in old.parts} & {part.text for part in new.parts}
