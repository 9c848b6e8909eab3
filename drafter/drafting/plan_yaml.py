"""The plan as YAML that a person edits: sections, their paragraphs, the activities of each.

An edited plan is checked line by line: no activity may be lost, none told twice.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from drafter.drafting.naming import told_materials
from drafter.drafting.planning import ParagraphPlan, Plan, SectionPlan
from drafter.errors import InputError
from drafter.facts import FactSheet, Role

__all__ = ["plan_from_yaml", "plan_to_yaml"]

_HEAD = """\
# 总结的结构，可以直接修改：调整顺序、改标题、合并或拆分段落。
# 每项工作的编号（a1、a2……）要保留，且只出现一次；# 后面是说明，不影响结果。
"""


def plan_to_yaml(plan: Plan, sheet: FactSheet) -> str:
    """Return the plan with the activities' words beside their ids as comments."""
    words = {
        key: material.text
        for key, material in told_materials(sheet, frozenset(), frozenset()).items()
    }
    lines = [_HEAD + "sections:"]
    for section in plan.sections:
        lines.append(f"  - heading: {_quoted(section.heading)}")
        lines.append(f"    role: {section.role.value}")
        lines.append("    paragraphs:")
        for paragraph in section.paragraphs:
            lines.append(f"      - topic: {paragraph.topic}")
            if paragraph.lead:
                lines.append(f"        lead: {_quoted(paragraph.lead)}")
            if paragraph.subhead:
                lines.append(f"        subhead: {_quoted(paragraph.subhead)}")
            lines.append("        activities:")
            for activity_id in paragraph.activity_ids:
                note = " ".join(words[activity_id].split())[:40]
                lines.append(f"          - {activity_id}  # {note}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def plan_from_yaml(text: str, sheet: FactSheet, *, name: str) -> Plan:
    """Read an edited plan back.

    Args:
        text: The YAML.
        sheet: The facts it must cover.
        name: The file's name, for messages.

    Raises:
        InputError: Not the plan's shape, an unknown activity, one told twice or left out.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError

    try:
        data = YAML(typ="rt").load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark
        raise InputError(
            "结构文件的格式有误",
            path=name,
            line=mark.line + 1 if mark else None,
            todo="请检查缩进和冒号。",
        ) from error
    sections = _field(data, "sections", name)
    known = {activity.id for activity in sheet.activities}
    told: set[str] = set()
    plans = [
        _section(section, number, known, told, name) for number, section in enumerate(sections, 1)
    ]
    left_out = [activity for activity in sheet.activities if activity.id not in told]
    if left_out:
        raise InputError(
            f"漏了工作 {'、'.join(activity.id for activity in left_out[:5])}",
            path=name,
            todo="请把这些编号放进某一段；不想写的事请在事实表里删去。",
        )
    return Plan(sections=tuple(plans))


def _field(node: Any, key: str, name: str) -> Sequence[Any]:  # noqa: ANN401 # a YAML node
    value = node.get(key) if hasattr(node, "get") else None
    if not isinstance(value, list) or not value:
        raise InputError(f"缺少 {key} 列表", path=name, line=_line(node))
    return value


def _line(node: Any) -> int | None:  # noqa: ANN401 # a YAML node
    mark = getattr(node, "lc", None)
    return None if mark is None or mark.line is None else int(mark.line) + 1


def _section(
    node: Any,  # noqa: ANN401 # a YAML node
    number: int,
    known: set[str],
    told: set[str],
    name: str,
) -> SectionPlan:
    heading = str(node.get("heading", "") if hasattr(node, "get") else "").strip()
    if not heading:
        raise InputError("缺少标题 heading", path=name, line=_line(node))
    try:
        role = Role(str(node.get("role", "result")))
    except ValueError:
        raise InputError(
            f"role 不能是“{node.get('role')}”",
            path=name,
            line=_line(node),
            todo="请用 result（工作）、problem（问题）或 plan（打算）。",
        ) from None
    paragraphs = [
        replace(_paragraph(item, known, told, name), id=f"{number}.{index}")
        for index, item in enumerate(_field(node, "paragraphs", name), 1)
    ]
    return SectionPlan(heading=heading, role=role, paragraphs=tuple(paragraphs))


def _paragraph(
    node: Any,  # noqa: ANN401 # a YAML node
    known: set[str],
    told: set[str],
    name: str,
) -> ParagraphPlan:
    ids = [str(item) for item in _field(node, "activities", name)]
    for activity_id in ids:
        if activity_id not in known:
            raise InputError(f"没有编号为 {activity_id} 的工作", path=name, line=_line(node))
        if activity_id in told:
            raise InputError(f"工作 {activity_id} 写了两次", path=name, line=_line(node))
        told.add(activity_id)
    return ParagraphPlan(
        id="",
        topic=str(node.get("topic", "T99")),
        activity_ids=tuple(ids),
        lead=str(node.get("lead", "") or ""),
        subhead=str(node.get("subhead", "") or ""),
    )
