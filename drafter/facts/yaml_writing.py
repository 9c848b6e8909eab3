"""The fact sheet as YAML that a person reads and corrects.

A figure is written once in its activity's text and once with its label. Values are never written:
they are read again from the words. Comments of the sheet that is written anew survive.
"""

import json
import re
from collections.abc import Sequence
from typing import Any, Final

from drafter.facts.lexicon import topic_names
from drafter.facts.remembering import by_identity
from drafter.facts.types import (
    Activity,
    Dropped,
    Fact,
    FactSheet,
    Role,
    Scope,
    Use,
)
from drafter.facts.yamlform import (
    ACTIVITY_KEYS,
    FIGURE_KEYS,
    KIND_NAMES,
    LEVEL_NAMES,
    SHEET_KEYS,
    alone,
    derived,
    paired,
    written_source,
)
from drafter.figures import Figure, Value, find_figures

__all__ = ["sheet_to_yaml"]

_HEAD: Final = """\
# 事实清单：由工作记录整理而成，可以直接修改后再写总结。
#   · 改数字：改 text 里的写法，或者改 figures 里的写法，改一处即可。
#   · label 是这个数字数的是什么；topic 是工作类别（编号后面有中文名）。
#   · use: omit 表示写总结时不写出来（如电话号码）；整条不要就删掉整条。
#   · names 列出总结里可以写出姓名的人（受表彰或任公职的）；别人的姓名一律不写。
#   · conflicts 里的数字互相矛盾，改正之前不会写进总结；确认没有矛盾时删掉那一条。
"""
_PLAIN: Final = re.compile(r"[\u4e00-\u9fffA-Za-z“”《》（）][^\n\r\t#:{}\[\],&*!|>'\"%@`]*")
_WORDS: Final = frozenset({"true", "false", "null", "yes", "no", "on", "off", "~", "y", "n"})
_UNPRINTABLE: Final = re.compile(
    "[\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff\u2028\u2029\x85]"
)


def sheet_to_yaml(sheet: FactSheet, base: str | None = None) -> str:
    """Return a sheet as YAML.

    Args:
        sheet: The sheet.
        base: The YAML that it was read from; then its comments and its order are kept.
    """
    fresh = _written(sheet)
    return fresh if base is None else _with_comments(base, fresh)


def _written(sheet: FactSheet) -> str:
    lines = [_HEAD.rstrip("\n")]
    lines.append(f"title: {_scalar(sheet.title)}")
    lines.append(f"org: {_scalar(sheet.org)}")
    lines.append(f"level: {sheet.level.value}  # {LEVEL_NAMES[sheet.level]}")
    lines.append(f"period: {_scalar(sheet.period)}")
    lines.append(f"kind: {sheet.kind.value}  # {KIND_NAMES[sheet.kind]}")
    lines.extend(_figures("header_figures", sheet.header_figures, 0))
    lines.append("")
    lines.append("activities:" if sheet.activities else "activities: []")
    for activity in sheet.activities:
        lines.extend(_activity_lines(activity))
    lines.append("")
    lines.append("conflicts:" if sheet.conflicts else "conflicts: []")
    for conflict in sheet.conflicts:
        lines.append(f"- kind: {conflict.kind}")
        lines.append(f"  reason: {_scalar(conflict.reason)}")
        lines.append(f"  figures: [{', '.join(conflict.fact_ids)}]")
    lines.append("")
    lines.append("dropped:" if sheet.dropped else "dropped: []")
    for dropped in sheet.dropped:
        lines.extend(_dropped_lines(dropped))
    if sheet.names:
        lines.append("")
        lines.append("names:  # 总结里可以写出姓名的人")
        lines.extend(f"- {_scalar(name)}" for name in sheet.names)
    if sheet.remarks:
        lines.append("")
        lines.append("remarks:")
        lines.extend(f"- {_scalar(remark)}" for remark in sheet.remarks)
    return "\n".join(lines) + "\n"


@by_identity
def _activity_lines(activity: Activity) -> tuple[str, ...]:
    # A correction changes one activity of hundreds, and each reads its figures again.
    names = topic_names()
    lines = [f"- id: {activity.id}"]
    lines.append(f"  topic: {activity.topics[0]}  # {names.get(activity.topics[0], '')}")
    if len(activity.topics) > 1:
        lines.append(f"  topics: [{', '.join(activity.topics)}]")
    if activity.role is not Role.RESULT:
        lines.append(f"  role: {activity.role.value}")
    if activity.heading:
        lines.append(f"  heading: {_scalar(activity.heading)}")
    lines.append(f"  text: {_scalar(activity.text)}")
    lines.append(f"  source: {_scalar(written_source(activity.source, ''))}")
    lines.extend(_figures("figures", activity.facts, 2, activity.text))
    return tuple(lines)


@by_identity
def _dropped_lines(dropped: Dropped) -> tuple[str, ...]:
    return (
        f"- text: {_scalar(dropped.text)}",
        f"  reason: {_scalar(dropped.reason)}",
        f"  source: {_scalar(written_source(dropped.source, ''))}",
        *_figures("figures", dropped.figures, 2),
    )


def _figures(key: str, facts: Sequence[Fact], indent: int, text: str = "") -> list[str]:
    pad = " " * indent
    if not facts:
        return [f"{pad}{key}: []"]
    lines = [f"{pad}{key}:"]
    again = _found_again(text, facts)
    for fact, found in zip(facts, again, strict=True):
        pairs = [("id", fact.id), ("text", fact.figure.text), ("label", fact.label)]
        if (fact.verb, fact.object) != derived(fact.label):
            pairs += [("verb", fact.verb), ("object", fact.object)]
        if fact.part_of:
            pairs.append(("part_of", fact.part_of))
        if fact.scope is not Scope.OWN:
            pairs.append(("scope", fact.scope.value))
        if fact.use is not Use.STATE:
            pairs.append(("use", fact.use.value))
        if fact.by_user:
            pairs.append(("by_user", "true"))
        pairs += _stated(fact.figure, found)
        original = "" if fact.by_user else fact.figure.text
        pairs.append(("source", written_source(fact.source, original)))
        inner = ", ".join(
            f"{name}: {value if name == 'by_user' else _flow(value)}" for name, value in pairs
        )
        lines.append(f"{pad}- {{{inner}}}")
    return lines


def _found_again(text: str, facts: Sequence[Fact]) -> list[Figure | None]:
    """Return what reading the text again finds at each fact; None where it finds another thing."""
    if not text:
        return [alone(fact.figure.text) for fact in facts]
    found = list(find_figures(text))
    pairs = paired([fact.figure.text for fact in facts], [figure.text for figure in found])
    return [None if place is None else found[place] for place in pairs]


def _stated(figure: Figure, found: Figure | None) -> list[tuple[str, str]]:
    """What must be written because reading the words again would not give it."""
    mine = _values(figure)
    theirs = _values(found) if found is not None else {}
    return [(key, value) for key, value in mine.items() if theirs.get(key) != value]


def _values(figure: Figure) -> dict[str, str]:
    return {
        "kind": figure.kind.value,
        "value": _value_text(figure.value),
        "unit": figure.unit or "",
        "qualifier": figure.qualifier.value,
        "per": figure.per or "",
    }


def _value_text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return " ~ ".join(str(part) for part in value)
    return str(value)


def _scalar(text: str) -> str:
    if (
        _PLAIN.fullmatch(text)
        and text == text.strip()
        and text.lower() not in _WORDS
        and not text.endswith(":")
        and text.isprintable()
    ):
        return text
    return _quoted(text)


def _quoted(text: str) -> str:
    """Quote a text; what YAML does not allow to stand as it is becomes an escape."""
    quoted = json.dumps(text, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted)


def _flow(text: str) -> str:
    if (
        re.fullmatch(r"[\u4e00-\u9fffA-Za-z][\u4e00-\u9fffA-Za-z0-9_.]*", text)
        and text.lower() not in _WORDS
    ):
        return text
    return _quoted(text)


def _with_comments(base: str, fresh: str) -> str:
    """Put fresh values into the tree that a person wrote, so that comments and order stay."""
    import io

    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 10_000
    old, new = yaml.load(base), yaml.load(fresh)
    _merge(old, new)
    out = io.StringIO()
    yaml.dump(old, out)
    return out.getvalue()


def _merge(old: Any, new: Any) -> None:  # noqa: ANN401 # ruamel's own containers
    for key in [
        key for key in old if key not in new and key in SHEET_KEYS | ACTIVITY_KEYS | FIGURE_KEYS
    ]:
        del old[key]
    for key, value in new.items():
        mine = old.get(key)
        if isinstance(value, dict) and isinstance(mine, dict):
            _merge(mine, value)
        elif (
            isinstance(value, list)
            and isinstance(mine, list)
            and value
            and isinstance(value[0], dict)
        ):
            _merge_items(mine, value)
        elif mine != value:
            old[key] = value


def _merge_items(old: Any, new: Any) -> None:  # noqa: ANN401
    known = {item.get("id"): item for item in old if isinstance(item, dict) and item.get("id")}
    kept = {item.get("id") for item in new}
    for place in range(len(old) - 1, -1, -1):
        if not isinstance(old[place], dict) or old[place].get("id") not in kept:
            del old[place]
    for item in new:
        mine = known.get(item.get("id"))
        if mine is None:
            old.append(item)
        else:
            _merge(mine, item)
