"""What each command does to a session: offer, accept, go back, lock, facts, take in (pure)."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from drafter.exporting.profiles import unshaped
from drafter.figures import find_figures
from drafter.refining.changing import (
    FactChange,
    add_notes,
    correct_activity,
    correct_figure,
    drop_activity,
    omit_fact,
)
from drafter.refining.checking import changed_parts, check_whole, lost_facts, new_flags
from drafter.refining.commands import Imported, Rewritten, Show, Tell
from drafter.refining.diffing import changes_between, take
from drafter.refining.following import follow
from drafter.refining.importing import taken_in
from drafter.refining.locating import find_places, locate, topics_of_parts
from drafter.refining.moves import Move
from drafter.refining.refusing import refuse_replacement
from drafter.refining.sheets import sheet_of
from drafter.refining.state import Proposal, proposal_event
from drafter.refining.structure import name_of, number_of_part, sections_of, shown_heading
from drafter.refining.words import number_of
from drafter.session import Text, Version, facts_event, version_event
from drafter.verifying import CheckedFigure, Status

__all__ = [
    "accept",
    "again",
    "change_facts",
    "compare",
    "focus",
    "go_to",
    "import_document",
    "judge",
    "lock",
    "look",
    "offer",
    "reject",
    "rewrite",
    "take_notes",
    "take_rewritten",
    "write_part",
]


_FEW = 5


def offer(
    move: Move,
    text: Text,
    what: str,
    *,
    notes: Sequence[str] = (),
    own: bool = False,
    yaml: str = "",
) -> None:
    """Put a change before the user; one that waited already is put aside."""
    state = move.state
    if state.pending is not None:
        reject(move, quietly=True)
    facts = state.versions.now.facts
    if yaml and yaml != state.facts_yaml:
        base, facts = facts, len(state.sheets)
        move.add("facts", **facts_event(yaml, state.sheets, base))
    proposal = Proposal(
        turn=state.turn,
        base=state.versions.current,
        what=what,
        text=text,
        facts=facts,
        notes=tuple(notes),
        own=own,
    )
    event = proposal_event(proposal, state.text)
    move.add(event.pop("type"), **event)
    move.effects.append(Show(view="proposal"))


def judge(move: Move) -> None:
    """Say what the whole text shows of the waiting change.

    A change that was to keep the facts and gives one of its own parts a figure that they do not
    bear is put aside; the user's own words, and what new facts lead to, are for her to decide.
    """
    state, proposal = move.state, move.state.pending
    if proposal is None:
        return
    before = check_whole(state.text, state.facts_yaml)
    after = check_whole(proposal.text, state.sheets[proposal.facts])
    flagged, lost = new_flags(before, after), lost_facts(before, after)
    changed = set(changed_parts(state.text, proposal.text))
    bound = not proposal.own and proposal.facts == state.versions.now.facts
    broken = [item for item in flagged if item[0] in changed]
    if bound and broken:
        move.add("rejected", what=proposal.what)
        move.tell(refuse_replacement(broken, lost), "bad")
        return
    for part_id, checked in flagged:
        name = name_of(proposal.text, part_id)
        move.tell(
            f"注意：{name}的“{checked.figure.text}”没有依据：{checked.reason}。{_way(checked)}",
            "bad",
        )
    if lost:
        shown = "、".join(f"{fact.label}{fact.figure.text}（{fact.id}）" for fact in lost[:_FEW])
        more = "等" if len(lost) > _FEW else ""
        move.tell(f"注意：这样改后有{len(lost)}个数字不再写到：{shown}{more}。", "bad")
    move.effects.append(Show(view="verdict"))


def _way(checked: CheckedFigure) -> str:
    """Return how the facts are corrected if they are wrong; "" where none is near."""
    near = None if checked.support is None else checked.support.fact_id
    if checked.status is not Status.UNSUPPORTED or not near or near.startswith("h"):
        return ""
    return f"如果记录错了，采用以后输入 /事实 改 {near} {checked.figure.text}"


def accept(move: Move, numbers: Sequence[str]) -> None:
    """Make the waiting change, or the chosen parts of it, the text that stands."""
    proposal = move.state.pending
    if proposal is None:
        move.tell("没有等着接受的改动。", "bad")
        return
    now = move.state.text
    changes = changes_between(now, proposal.text)
    chosen = [number_of(word) for word in numbers]
    if any(number is None or not 1 <= number <= len(changes) for number in chosen):
        move.tell(f"序号不对：这次共有{len(changes)}处改动，写成 /接受 1 3 这样。", "bad")
        return
    picked = [changes[number - 1] for number in chosen if number is not None]
    partly = 0 < len(picked) < len(changes)
    text = take(now, proposal.text, picked) if partly else proposal.text
    if partly and _torn(now, proposal.text, text):
        move.tell(
            "这几处改动互相牵连（如合并、拆分、移动），只采用一部分会丢字或写重。"
            "请全部采用（/接受），或 /拒绝。",
            "bad",
        )
        return
    version = Version(
        number=len(move.state.versions.all) + 1,
        parent=move.state.versions.current,
        text=text,
        facts=proposal.facts,
        what=proposal.what + (f"（{len(picked)}/{len(changes)}处）" if partly else ""),
        turn=proposal.turn,
        time=move.now,
    )
    move.add("version", **version_event(version, now))
    move.tell(f"已采用，现在是第{version.number}版。", "good")


def _torn(before: Text, after: Text, part: Text) -> bool:
    """Say whether a part of a change loses a figure that the whole keeps, or tells one twice."""
    old, new, taken = (
        Counter(figure.text for piece in text.parts for figure in find_figures(piece.text))
        for text in (before, after, part)
    )
    return bool((old & new) - taken) or bool(taken - (old | new))


def reject(move: Move, *, quietly: bool = False) -> None:
    """Put the waiting change aside."""
    if move.state.pending is None:
        move.tell("没有等着接受的改动。", "bad")
        return
    what = move.state.pending.what
    move.add("rejected", what=what)
    move.tell(f"上一处改动没有采用：{what}" if quietly else "没有采用，文稿没有变。")


def go_to(move: Move, number: int, words: str) -> None:
    """Stand at another version."""
    if move.state.pending is not None:
        reject(move, quietly=True)
    move.add("goto", version=number)
    move.tell(words, "good")


def compare(move: Move, argument: str) -> None:
    """Show the difference of two versions; one number is compared with the current one."""
    numbers = [int(word) for word in argument.split() if word.isdecimal()]
    versions = move.state.versions
    if len(numbers) == 1:
        numbers.append(versions.current)
    if not numbers and versions.now.parent:
        numbers = [versions.now.parent, versions.current]
    if len(numbers) != 2 or any(versions.get(number) is None for number in numbers):
        move.tell(f"例：/比较 1 2。现有第1到第{len(versions.all)}版。", "bad")
        return
    move.effects.append(Show(view="compare", about=(str(numbers[0]), str(numbers[1]))))


def _found(move: Move, argument: str) -> list[str]:
    """Return the parts that an argument names: 3, 3 4, 第二部分, 培训那段."""
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
    found = _found(move, argument)
    if not found:
        if not any(isinstance(effect, Tell) for effect in move.effects):
            move.tell(f"没有找到“{argument}”。例：/看 3；/看 第二部分。", "bad")
        return
    move.effects.append(Show(view=view, about=tuple(found)))


def focus(move: Move, argument: str) -> None:
    """Choose the paragraph or section that the next instructions are about."""
    if argument in ("", "全文", "全", "0", "取消"):
        move.add("focus", part="")
        move.tell("现在说的是全文。")
        return
    found = _found(move, argument)
    if not found:
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
        parts = _found(move, argument) if argument else [move.state.focus]
        parts = [part for part in parts if part]
    if not parts:
        move.tell("请写段号，例如：/锁定 3。" if on else "没有锁定的段。", "bad")
        return
    move.add("lock", parts=parts, on=on)
    names = "、".join(name_of(move.state.text, part) for part in parts)
    move.tell(f"{names}{'已锁定，谁也不改' if on else '已解锁'}。", "good")


# --- facts ---------------------------------------------------------------------------------------

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
    found = _found(move, number) if number_of(number) is not None else []
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


# --- the model's turn ----------------------------------------------------------------------------


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
    found = _found(move, number) if number else [move.state.focus]
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
    what = f"{named}{'等' if len(numbers) > 3 else ''}：{result.request[:24]}"
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
