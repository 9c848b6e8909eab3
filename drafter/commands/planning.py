"""Show the plan of a summary in the terminal and let the user change it by short commands."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from drafter.commands.console import say

if TYPE_CHECKING:
    from drafter.drafting import Plan, SectionPlan

__all__ = ["change_plan", "correct_plan", "plan_in_words"]

_HELP = "回车照此写；改标题：2 标题 新标题；移动：4 移到 2；合并：5 并入 4（5 的内容放到 4 后面）。"


def plan_in_words(plan: "Plan") -> list[str]:
    """Return one line a section: number, heading, paragraphs and things to tell."""
    lines = []
    for number, section in enumerate(plan.sections, 1):
        things = sum(len(paragraph.activity_ids) for paragraph in section.paragraphs)
        lines.append(f"{number}. {section.heading}（{len(section.paragraphs)}段，{things}件事）")
    return lines


def correct_plan(plan: "Plan") -> "Plan":
    """Show the plan and apply what the user types until an empty line."""
    while True:
        say("结构：")
        for line in plan_in_words(plan):
            say(f"  {line}")
        say(_HELP)
        try:
            typed = input("结构> ").strip()
        except EOFError:
            return plan
        if not typed:
            return plan
        changed = change_plan(plan, typed)
        if changed is None:
            say(f"没看懂“{typed}”。")
        else:
            plan = changed


def change_plan(plan: "Plan", typed: str) -> "Plan | None":
    """Return the plan as one command changes it; None where it is no command.

    No command can lose a paragraph: headings change, sections move or join.
    """
    match = re.fullmatch(r"(\d{1,2})\s*(标题|移到|并入)\s*(.{1,40})", typed.strip())
    if match is None:
        return None
    sections = list(plan.sections)
    place = int(match[1]) - 1
    if not 0 <= place < len(sections):
        return None
    if match[2] == "标题":
        sections[place] = replace(sections[place], heading=match[3].strip())
        return _numbered(plan, sections)
    if not match[3].strip().isdecimal():
        return None
    other = int(match[3]) - 1
    if not 0 <= other < len(sections) or other == place:
        return None
    moved = sections[place]
    if match[2] == "移到":
        sections.insert(other, sections.pop(place))
        return _numbered(plan, sections)
    if moved.role is not sections[other].role:
        return None
    sections[other] = replace(
        sections[other], paragraphs=(*sections[other].paragraphs, *moved.paragraphs)
    )
    del sections[place]
    return _numbered(plan, sections)


def _numbered(plan: "Plan", sections: "list[SectionPlan]") -> "Plan":
    return replace(
        plan,
        sections=tuple(
            replace(
                section,
                paragraphs=tuple(
                    replace(paragraph, id=f"{i}.{j}")
                    for j, paragraph in enumerate(section.paragraphs, 1)
                ),
            )
            for i, section in enumerate(sections, 1)
        ),
    )
