"""What a change looks like: differences by clause and word, and what the facts say of it (pure)."""

from collections.abc import Sequence
from typing import Final

from drafter.refining.checking import TITLE, check_whole
from drafter.refining.diffing import Change, changes_between, diff_words, is_torn, take
from drafter.refining.ink import Ink, Run
from drafter.refining.shortening import shortened
from drafter.refining.state import Proposal, State
from drafter.refining.structure import heading_above, name_of
from drafter.session import Text

__all__ = ["show_comparison", "show_proposal", "show_verdict"]

_FIELDS: Final = {"title": "总标题", "addressee": "主送机关", "signature": "落款", "date": "日期"}
_KINDS: Final = {
    "changed": "改",
    "added": "新增",
    "removed": "删去",
    "moved": "移动",
    "field": "改",
}


def show_proposal(state: State, ink: Ink) -> str:
    """Return the waiting change: what differs and what it could not settle."""
    proposal = state.pending
    if proposal is None:
        return "没有等着接受的改动。"
    changes = changes_between(state.text, proposal.text, proposal.moved)
    lines = [ink.line(Run("改动：", "bold"), proposal.what, f"（{len(changes)}处）")]
    lines += _changes(changes, state.text, proposal.text, ink)
    lines += [ink.block([Run(f"注意：{note}", "bold")], rest="      ") for note in proposal.notes]
    return "\n".join(lines)


def show_verdict(state: State, ink: Ink) -> str:
    """Return what the facts say of the waiting change, and how to answer."""
    proposal = state.pending
    if proposal is None:
        return ""
    changes = changes_between(state.text, proposal.text, proposal.moved)
    after = check_whole(proposal.text, state.sheets[proposal.facts])
    ids = {TITLE if key == "title" else key for item in changes for key in item.ids}
    touched = [checked for part_id in ids for checked in after.figures.get(part_id, ())]
    wrong = [checked for checked in touched if not checked.status.ok]
    missing = f"，全文有{len(after.missing)}个事实数字没写到" if after.missing else ""
    if wrong:
        shown = "、".join(checked.figure.text for checked in wrong[:5])
        words = f"这几处有数字{len(touched)}个，没有依据的{len(wrong)}个（{shown}）"
    else:
        words = f"这几处有数字{len(touched)}个，都有依据" if touched else "这几处没有数字"
    some = "；/接受 1 只采用第1处" if _stands_alone(state.text, proposal, changes) else ""
    return "\n".join(
        [
            ink.block([Run(f"核对：{words}{missing}。", "bad" if wrong else "good")]),
            ink.block([Run(f"回车采用{some}；/拒绝 不要。", "dim")]),
        ]
    )


def _stands_alone(text: Text, proposal: Proposal, changes: Sequence[Change]) -> bool:
    """Whether the first of several changes can be taken without the others."""
    if len(changes) < 2:
        return False
    alone = take(text, proposal.text, changes[:1], proposal.moved)
    return not is_torn(text, proposal.text, alone)


def _changes(changes: Sequence[Change], old: Text, new: Text, ink: Ink) -> list[str]:
    lines = []
    for number, change in enumerate(changes, 1):
        source = old if change.kind == "removed" else new
        name = _FIELDS.get(change.part) or _name(source, change)
        above = heading_above(source, change.part) if change.kind != "field" else None
        where = f"（{above.text}）" if above is not None and not change.level else ""
        label = f"{number}. {name}{where} {_KINDS[change.kind]}"
        lines.append(ink.line(Run(label, "bold")))
        if change.kind == "moved":
            before = _name(old, change)
            lines.append(
                ink.block([f"原来是{before}：{shortened(change.new, 20)}"], first="   ", rest="   ")
            )
        else:
            runs = _diff_runs(change, ink)
            lines.append(ink.block(runs, first="   ", rest="   "))
    return lines


def _name(text: Text, change: Change) -> str:
    """Return how what changed is called in one of the texts."""
    first = name_of(text, change.part)
    if not change.others:
        return first
    if change.level:
        return first.removesuffix("的标题")
    return f"{first.removesuffix('段')}至{name_of(text, change.ids[-1]).removeprefix('第')}"


def _diff_runs(change: Change, ink: Ink) -> list[Run]:
    runs = []
    for piece in diff_words(change.old, change.new):
        if piece.kind == "=":
            runs.append(Run(piece.text))
        elif ink.colour:
            runs.append(Run(piece.text, "gone" if piece.kind == "-" else "come"))
        else:
            runs.append(Run(f"［{'删' if piece.kind == '-' else '加'}：{piece.text}］"))
    return runs


def show_comparison(state: State, ink: Ink, about: Sequence[str]) -> str:
    """Return the differences of two versions."""
    left, right = (state.versions.get(int(number)) for number in about)
    if left is None or right is None:
        return ""
    changes = changes_between(left.text, right.text)
    head = f"第{left.number}版 → 第{right.number}版：{len(changes)}处不同"
    return "\n".join([ink.line(Run(head, "bold")), *_changes(changes, left.text, right.text, ink)])
