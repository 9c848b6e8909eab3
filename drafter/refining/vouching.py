"""What the draft rests on: each figure with its fact, and the facts themselves (pure)."""

import re
from collections.abc import Sequence
from typing import Final

from drafter.facts import Fact, Use, topic_names
from drafter.refining.checking import check_whole
from drafter.refining.ink import Ink, Run
from drafter.refining.sheets import sheet_of
from drafter.refining.showing import figure_style, state_line, wanted_parts
from drafter.refining.state import State
from drafter.refining.structure import name_of
from drafter.verifying import STATUS_WORDS, CheckedFigure, Status

__all__ = ["show_facts", "show_figures"]

_ID: Final = re.compile(r"a\d+(?:\.f\d+)?")


def show_figures(state: State, ink: Ink, about: Sequence[str] = ()) -> str:
    """Return each figure of the draft with what it rests on, the wrong ones first."""
    text = state.text
    check = check_whole(text, state.facts_yaml)
    wanted = wanted_parts(text, about)
    rows: list[tuple[str, CheckedFigure]] = []
    for part_id, figures in check.figures.items():
        if not wanted or part_id in wanted:
            rows += [(part_id, checked) for checked in figures]
    rows.sort(key=lambda row: row[1].status.ok)
    names = {part_id: name_of(text, part_id) for part_id in check.figures}
    lines = [_figure_row(names[part_id], checked, ink) for part_id, checked in rows]
    for part_id, warnings in check.warnings.items():
        if not wanted or part_id in wanted:
            lines += [
                ink.block([f"提醒：{names[part_id]}“{warn.text}”：{warn.reason}"], rest="      ")
                for warn in warnings
            ]
    if not wanted:
        lines += [f"没写到：{fact.label}{fact.figure.text}（{fact.id}）" for fact in check.missing]
        lines.append(ink.line(Run(state_line(state, check), "bold")))
    return "\n".join(lines) or "这里没有数字。"


def _figure_row(name: str, checked: CheckedFigure, ink: Ink) -> str:
    place = ""
    if checked.support is not None and checked.status.ok:
        fact = checked.support.fact_id or ""
        place = f"{checked.support.file} 第{checked.support.line}行 {fact}"
    reason = checked.reason if not checked.status.ok or checked.status is Status.DERIVED else place
    runs: list[Run | str] = [
        f"{name} ",
        Run(checked.figure.text, figure_style(checked)),
        f" {STATUS_WORDS[checked.status]} ",
        Run(reason, "dim"),
    ]
    return ink.block(runs, rest="      ")


def show_facts(state: State, ink: Ink, about: Sequence[str] = ()) -> str:
    """Return the facts by activity; a word, or the ids of activities and figures, narrow them."""
    sheet = sheet_of(state.facts_yaml)
    check = check_whole(state.text, state.facts_yaml)
    unsaid = {fact.id for fact in check.missing}
    ids = {key.partition(".")[0]: set[str]() for key in about if _ID.fullmatch(key)}
    for key in about:
        if "." in key and key.partition(".")[0] in ids:
            ids[key.partition(".")[0]].add(key)
    word = "" if ids or not about else about[0]
    names = topic_names()
    lines = []
    for activity in sheet.activities:
        topic = names.get(activity.topics[0], "")
        if (ids and activity.id not in ids) or word not in activity.text + topic:
            continue
        chosen = ids.get(activity.id, set())
        lines.append(
            ink.block([Run(activity.id, "bold"), f" {topic}　{activity.text}"], rest="   ")
        )
        if activity.facts:
            facts = [fact for fact in activity.facts if not chosen or fact.id in chosen]
            shown = "　".join(_fact(fact, unsaid) for fact in facts)
            lines.append(ink.block([Run(shown, "dim")], first="   ", rest="   "))
    lines += (
        [] if ids else [ink.block([Run(f"矛盾：{item.reason}", "bad")]) for item in sheet.conflicts]
    )
    if not lines:
        return f"没有找到和“{word}”有关的事实。"
    lines.append("改：/事实 改 编号 新的写法　删：/事实 删 编号　加：/加 新的事")
    return "\n".join(lines)


def _fact(fact: Fact, unsaid: set[str]) -> str:
    mark = "（没写到）" if fact.id in unsaid else ""
    mark = "（不写）" if fact.use is Use.OMIT else mark
    words = "（号码不列出）" if fact.use is Use.OMIT and not fact.by_user else fact.figure.text
    return f"{fact.id} {words}{mark}"
