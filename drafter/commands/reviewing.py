"""A person sees what was understood of the notes, and fills in what they do not tell."""

import re
from dataclasses import replace

from drafter.commands.console import assume_yes, is_interactive, say
from drafter.facts import Fact, FactSheet, Level, Role, Scope, Use, topic_names

__all__ = ["ask_header", "ask_names", "print_sheet"]


def ask_header(sheet: FactSheet, *, yes: bool = False) -> FactSheet:
    """Ask for the org and the period where the notes do not tell, in a terminal only."""
    if assume_yes(yes) or not is_interactive():
        return sheet
    if not sheet.org:
        org = _ask("记录里看不出是哪个单位的总结。单位名称（如 柳河镇妇联，回车跳过）：")
        if org:
            from drafter.facts.federation import level_of
            from drafter.facts.header_input import HeaderInput

            nothing = HeaderInput(titles=(), fields=(), signatures=(), stamps=(), body="")
            level = level_of(org, nothing)
            sheet = replace(
                sheet, org=org, level=level if level is not Level.OTHER else sheet.level
            )
    while not sheet.period:
        answer = _ask("记录里看不出是哪一年的。时间（如 2025 或 2025年上半年，回车跳过）：")
        if not answer:
            break
        from drafter.errors import InputError
        from drafter.facts.periods import parse_period

        try:
            sheet = replace(sheet, period=parse_period(answer))
        except InputError as error:
            say(str(error))
    if not sheet.title and (sheet.org or sheet.period):
        from drafter.facts.header import default_title

        sheet = replace(sheet, title=default_title(sheet.org, sheet.period))
    return sheet


def ask_names(sheet: FactSheet, *, yes: bool = False) -> FactSheet:
    """Ask who of those whom the notes honour or show in office may be named; else nobody is.

    Names that the fact sheet lists already stay; without a terminal nobody is added.
    """
    from drafter.drafting import nameable_persons

    persons = [item for item in nameable_persons(sheet) if item.name not in sheet.names]
    if not persons:
        return sheet
    if assume_yes(yes) or not is_interactive():
        say(
            f"记录里有{len(persons)}人受表彰或任公职，总结里没有写出姓名；要写的请列在事实清单的"
            " names 里（drafter facts 写出清单）。"
        )
        return sheet
    say("记录里写明受表彰或任公职的人，总结里可以写姓名吗？别人的姓名一律不写。")
    for number, person in enumerate(persons, 1):
        say(f"  {number} {person.name}（…{person.context}…）")
    answer = _ask("输入可以写的编号（如 1 3，全部写 y，回车都不写）：")
    if answer.lower() in {"y", "yes", "是", "全部"}:
        chosen = persons
    else:
        numbers = {int(word) for word in re.findall(r"[0-9]{1,4}", answer)}
        chosen = [person for number, person in enumerate(persons, 1) if number in numbers]
    return replace(sheet, names=(*sheet.names, *(person.name for person in chosen)))


def _ask(question: str) -> str:
    import sys

    sys.stderr.write(question)
    sys.stderr.flush()
    return sys.stdin.readline().strip()


def print_sheet(sheet: FactSheet) -> None:
    """Show a table of what was understood, on standard error's neighbour: the terminal."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False)
    names = topic_names()
    head = [
        ("标题", sheet.title or "（未写明）"),
        ("单位", sheet.org or "（未写明）"),
        ("时间", sheet.period or "（未写明）"),
    ]
    console.print(Text("　".join(f"{name}：{value}" for name, value in head)))
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    table.add_column("编号", no_wrap=True)
    table.add_column("类别", no_wrap=True)
    table.add_column("做了什么", ratio=3)
    table.add_column("数字", ratio=2)
    clashing = {key for conflict in sheet.conflicts for key in conflict.fact_ids}
    for activity in sheet.activities:
        figures = Text("，").join(_shown(fact, clashing) for fact in activity.facts)
        topic = names.get(activity.topics[0], activity.topics[0])
        if activity.role is Role.PROBLEM and activity.topics[0] != "T23":
            topic = f"问题·{topic}"
        table.add_row(activity.id, topic, Text(activity.text), figures)
    console.print(table)
    for piece in sheet.dropped:
        console.print(Text(f"舍去（{piece.reason}）：{piece.text}"))


def _shown(fact: Fact, clashing: set[str]) -> "Text":  # type: ignore[name-defined]  # noqa: F821
    from rich.text import Text

    notes = []
    if fact.id in clashing:
        notes.append("矛盾")
    if fact.use is Use.OMIT:
        notes.append("不写")
    if fact.scope is not Scope.OWN:
        notes.append(
            {
                Scope.OTHER_ORG: "外单位",
                Scope.LAST_YEAR: "去年",
                Scope.TARGET: "目标",
                Scope.RULE: "规定",
                Scope.OWN: "",
            }[fact.scope]
        )
    if fact.by_user:
        notes.append("手改")
    tail = f"（{'、'.join(notes)}）" if notes else ""
    style = "bold red" if fact.id in clashing else ""
    return Text(f"{fact.label} {fact.figure.text}{tail}", style=style)
