"""A change is offered, judged, taken or put aside; versions are gone back to, compared (pure)."""

import re
from collections.abc import Sequence

from drafter.refining.checking import changed_parts, check_whole, lost_facts, new_flags
from drafter.refining.commands import Show
from drafter.refining.diffing import changes_between, is_torn, take
from drafter.refining.moves import Move
from drafter.refining.refusing import refuse_replacement
from drafter.refining.state import Proposal, proposal_event
from drafter.refining.structure import name_of
from drafter.refining.words import number_of
from drafter.session import Text, Version, facts_event, version_event
from drafter.verifying import CheckedFigure, Status

__all__ = ["accept", "compare", "go_to", "judge", "offer", "reject"]

_FEW = 5


def offer(
    move: Move,
    text: Text,
    what: str,
    *,
    notes: Sequence[str] = (),
    own: bool = False,
    yaml: str = "",
    moved: Sequence[str] = (),
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
        moved=tuple(moved),
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
    changes = changes_between(now, proposal.text, proposal.moved)
    chosen = [number_of(word) for word in numbers]
    if any(number is None or not 1 <= number <= len(changes) for number in chosen):
        move.tell(f"序号不对：这次共有{len(changes)}处改动，写成 /接受 1 3 这样。", "bad")
        return
    picked = [changes[number - 1] for number in chosen if number is not None]
    partly = 0 < len(picked) < len(changes)
    text = take(now, proposal.text, picked, proposal.moved) if partly else proposal.text
    if partly and is_torn(now, proposal.text, text):
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
    words = re.split(r"\s*[和与到]\s*|\s+", argument) if argument else []
    found = [re.fullmatch(r"第?([0-9]+)版?", word) for word in words]
    numbers = [int(match[1]) for match in found if match is not None]
    versions = move.state.versions
    if len(numbers) == len(words) == 1:
        numbers.append(versions.current)
    if not words and versions.now.parent:
        numbers = [versions.now.parent, versions.current]
    if (
        len(numbers) != 2
        or len(numbers) < len(words)
        or any(versions.get(number) is None for number in numbers)
    ):
        move.tell(f"例：/比较 1 2。现有第1到第{len(versions.all)}版。", "bad")
        return
    move.effects.append(Show(view="compare", about=(str(numbers[0]), str(numbers[1]))))
