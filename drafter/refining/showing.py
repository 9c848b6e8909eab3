"""What the user sees: the draft with its numbers, a diff, figures, facts, history (pure)."""

from collections.abc import Sequence
from typing import Final

from drafter.document import numbered_blocks
from drafter.facts import Fact, Use, topic_names
from drafter.refining.checking import Check, check_text
from drafter.refining.diffing import Change, changes_between, diff_words
from drafter.refining.ink import Ink, Run, columns
from drafter.refining.reading import COMMANDS
from drafter.refining.sheets import sheet_of
from drafter.refining.state import State
from drafter.refining.structure import heading_above, name_of, number_of_part, sections_of
from drafter.session import Text
from drafter.verifying import STATUS_WORDS, CheckedFigure, Status

__all__ = ["show_comparison", "show_cost", "show_facts", "show_figures", "show_help",
           "show_history", "show_proposal", "show_text"]  # fmt: skip

_FIELDS: Final = {"title": "总标题", "addressee": "主送机关", "signature": "落款", "date": "日期"}
_KINDS: Final = {
    "changed": "改",
    "added": "新增",
    "removed": "删去",
    "moved": "移动",
    "field": "改",
}
_MARGIN: Final = "     "
_FEW: Final = 12


def _style(checked: CheckedFigure) -> str:
    if not checked.status.ok:
        return "bad"
    return "derived" if checked.status is Status.DERIVED else "known"


def _figured(words: str, figures: Sequence[CheckedFigure], *, colour: bool) -> list[Run]:
    """Return a part's words with its figures in the colour of their status."""
    runs: list[Run] = []
    position = 0
    for checked in figures:
        start, end = checked.figure.start, checked.figure.end
        if start < position:
            continue
        runs.append(Run(words[position:start]))
        mark = "" if checked.status.ok or colour else "【?】"
        runs.append(Run(words[start:end] + mark, _style(checked)))
        position = end
    runs.append(Run(words[position:]))
    return runs


def show_text(state: State, ink: Ink, about: Sequence[str] = ()) -> str:
    """Return the draft, or the parts named by id or number, with a line about its state."""
    text = state.text
    check = check_text(text, state.facts_yaml)
    wanted = _wanted(text, about)
    lines: list[str] = []
    if not wanted:
        lines += [ink.line(Run(text.title, "bold")), ""]
        lines += [f"{text.addressee}："] if text.addressee else []
    blocks = numbered_blocks(text.document)
    for part, (_, number) in zip(text.parts, blocks, strict=True):
        if wanted and part.id not in wanted:
            continue
        figures = check.figures.get(part.id, ())
        if part.level:
            lines.append(ink.block([Run(number + part.text, "bold")], rest=_MARGIN))
            continue
        mark = "锁" if part.id in state.locked else ""
        mark = "▸" if part.id == state.focus and not mark else mark
        label = f"{number_of_part(text, part.id):>2}{mark}"
        margin = label + " " * max(1, len(_MARGIN) - columns(label))
        runs = _figured(part.text, figures, colour=ink.colour)
        lines.append(ink.block(runs, first=margin, rest=_MARGIN))
    if not wanted:
        lines += ["", *(line for line in (text.signature, text.date) if line)]
        lines.append(ink.line(Run(_state_line(state, check), "dim")))
    return "\n".join(lines)


def _wanted(text: Text, about: Sequence[str]) -> set[str]:
    wanted = set()
    for word in about:
        if text.part(word) is not None:
            wanted.add(word)
        elif word.isdecimal() and 1 <= int(word) <= len(text.paragraphs):
            wanted.add(text.paragraphs[int(word) - 1].id)
    for section in sections_of(text):
        if section.heading is not None and section.heading.id in wanted:
            wanted |= set(section.ids)
    return wanted


def _state_line(state: State, check: Check) -> str:
    flagged, missing = len(check.flagged), len(check.missing)
    verdict = "都有依据" if not flagged else f"{flagged}个没有依据"
    words = f"第{state.versions.current}版，数字{check.count}个，{verdict}"
    return f"{words}；事实里有{missing}个数字没写到。" if missing else f"{words}。"


def show_proposal(state: State, ink: Ink) -> str:
    """Return the waiting change: what differs, what it could not settle, how to answer."""
    proposal = state.pending
    if proposal is None:
        return "没有等着接受的改动。"
    now = state.text
    changes = changes_between(now, proposal.text)
    after = check_text(proposal.text, state.sheets[proposal.facts])
    lines = [ink.line(Run("改动：", "bold"), proposal.what, f"（{len(changes)}处）")]
    lines += _changes(changes, now, proposal.text, ink)
    lines += [ink.block([Run(f"注意：{note}", "bold")], rest="      ") for note in proposal.notes]
    lines.append(_verdict(changes, after, ink))
    some = "；/接受 1 只采用第1处" if len(changes) > 1 else ""
    lines.append(ink.block([Run(f"回车采用{some}；/拒绝 不要。", "dim")]))
    return "\n".join(lines)


def _verdict(changes: Sequence[Change], after: Check, ink: Ink) -> str:
    touched = [checked for item in changes for checked in after.figures.get(item.part, ())]
    wrong = [checked for checked in touched if not checked.status.ok]
    missing = f"，全文有{len(after.missing)}个事实数字没写到" if after.missing else ""
    if wrong:
        shown = "、".join(checked.figure.text for checked in wrong[:5])
        words = (
            f"核对：这几处有数字{len(touched)}个，没有依据的{len(wrong)}个（{shown}）{missing}。"
        )
        return ink.block([Run(words, "bad")])
    figures = f"这几处有数字{len(touched)}个，都有依据" if touched else "这几处没有数字"
    return ink.block([Run(f"核对：{figures}{missing}。", "good")])


def _changes(changes: Sequence[Change], old: Text, new: Text, ink: Ink) -> list[str]:
    lines = []
    for number, change in enumerate(changes, 1):
        source = old if change.kind == "removed" else new
        name = _FIELDS.get(change.part) or name_of(source, change.part)
        above = heading_above(source, change.part) if change.kind != "field" else None
        where = f"（{above.text}）" if above is not None and not change.level else ""
        label = f"{number}. {name}{where} {_KINDS[change.kind]}"
        lines.append(ink.line(Run(label, "bold")))
        if change.kind == "moved":
            before = name_of(old, change.part)
            lines.append(
                ink.block([f"原来是{before}：{change.new[:20]}…"], first="   ", rest="   ")
            )
        else:
            runs = _diff_runs(change, ink)
            lines.append(ink.block(runs, first="   ", rest="   "))
    return lines


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


def show_figures(state: State, ink: Ink, about: Sequence[str] = ()) -> str:
    """Return each figure of the draft with what it rests on, the wrong ones first."""
    text = state.text
    check = check_text(text, state.facts_yaml)
    wanted = _wanted(text, about)
    rows: list[tuple[str, CheckedFigure]] = []
    for part in text.parts:
        if not wanted or part.id in wanted:
            rows += [(part.id, checked) for checked in check.figures.get(part.id, ())]
    rows.sort(key=lambda row: row[1].status.ok)
    lines = [_figure_row(text, part_id, checked, ink) for part_id, checked in rows]
    for part_id, warnings in check.warnings.items():
        if not wanted or part_id in wanted:
            lines += [
                ink.block(
                    [f"提醒：{name_of(text, part_id)}“{warn.text}”：{warn.reason}"], rest="      "
                )
                for warn in warnings
            ]
    if not wanted:
        lines += [f"没写到：{fact.label}{fact.figure.text}（{fact.id}）" for fact in check.missing]
        lines.append(ink.line(Run(_state_line(state, check), "bold")))
    return "\n".join(lines) or "这里没有数字。"


def _figure_row(text: Text, part_id: str, checked: CheckedFigure, ink: Ink) -> str:
    name = name_of(text, part_id) if part_id != "title" else "总标题"
    place = ""
    if checked.support is not None and checked.status.ok:
        fact = checked.support.fact_id or ""
        place = f"{checked.support.file} 第{checked.support.line}行 {fact}"
    reason = checked.reason if not checked.status.ok or checked.status is Status.DERIVED else place
    runs: list[Run | str] = [
        f"{name} ",
        Run(checked.figure.text, _style(checked)),
        f" {STATUS_WORDS[checked.status]} ",
        Run(reason, "dim"),
    ]
    return ink.block(runs, rest="      ")


def show_facts(state: State, ink: Ink, about: Sequence[str] = ()) -> str:
    """Return the facts by activity; a word or an id narrows them."""
    sheet = sheet_of(state.facts_yaml)
    check = check_text(state.text, state.facts_yaml)
    unsaid = {fact.id for fact in check.missing}
    word = about[0] if about else ""
    names = topic_names()
    lines = []
    for activity in sheet.activities:
        topic = names.get(activity.topics[0], "")
        if word and word != activity.id and word not in activity.text + topic:
            continue
        lines.append(
            ink.block([Run(activity.id, "bold"), f" {topic}　{activity.text}"], rest="   ")
        )
        if activity.facts:
            shown = "　".join(_fact(fact, unsaid) for fact in activity.facts)
            lines.append(ink.block([Run(shown, "dim")], first="   ", rest="   "))
    lines += [ink.block([Run(f"矛盾：{item.reason}", "bad")]) for item in sheet.conflicts]
    if not lines:
        return f"没有找到和“{word}”有关的事实。"
    lines.append("改：/事实 改 编号 新的写法　删：/事实 删 编号　加：/加 新的事")
    return "\n".join(lines)


def _fact(fact: Fact, unsaid: set[str]) -> str:
    mark = "（没写到）" if fact.id in unsaid else ""
    mark = "（不写）" if fact.use is Use.OMIT else mark
    words = "（号码不列出）" if fact.use is Use.OMIT and not fact.by_user else fact.figure.text
    return f"{fact.id} {words}{mark}"


def show_history(state: State, ink: Ink) -> str:
    """Return the versions with what each came from; the branches by their parents."""
    lines = []
    shown = state.versions.all
    if len(shown) > 2 * _FEW:
        lines.append(f"（前面还有{len(shown) - 2 * _FEW}版，/回到 n 和 /比较 a b 都能用）")
        shown = shown[-2 * _FEW :]
    for version in shown:
        mark = "▸" if version.number == state.versions.current else " "
        branch = (
            f"（从第{version.parent}版）"
            if version.parent and version.parent != version.number - 1
            else ""
        )
        when = version.time[5:16].replace("T", " ")
        lines.append(
            ink.block([f"{mark}第{version.number}版 {when} {version.what}{branch}"], rest="   ")
        )
    return "\n".join(lines)


def show_cost(state: State, model: str) -> str:
    """Return what the model was used for in this session."""
    spent = state.spent
    return (
        f"模型：{model}。这份会话共调用{spent.calls}次，提示{spent.prompt}词元"
        f"（其中缓存{spent.cached}），生成{spent.completion}词元，用时{spent.seconds:.0f}秒。"
    )


def show_help(ink: Ink) -> str:
    """Return all commands and examples of plain instructions."""
    lines = [
        "直接说要怎么改，例如：",
        "  第二部分写具体一点　　　第3段语气再朴实些",
        "  把培训那段和就业合起来　把第3段移到第5段后面　删掉第4段最后一句",
        "  把“群众”改成“妇女群众”　再加一条：12月又办了一期培训，32人",
        "可以一次粘贴多行记录。命令：",
    ]
    for name, (aliases, argument, what) in COMMANDS.items():
        head = f"/{name} {argument}".rstrip()
        pad = " " * max(1, 20 - columns(head))
        lines.append(ink.block([f"{head}{pad}{what}（/{aliases[0]}）"], first="  ", rest=" " * 22))
    return "\n".join(lines)
