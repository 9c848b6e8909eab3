"""The fact sheet back from YAML that a person corrected.

What a person changes in a text or at a label counts as the user's; where both places were changed
and disagree, the sheet says so with the line.
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from drafter.errors import InputError
from drafter.facts.conflicts import find_conflicts
from drafter.facts.lexicon import topic_names
from drafter.facts.roles import use_of
from drafter.facts.types import (
    Activity,
    Conflict,
    Dropped,
    Fact,
    FactSheet,
    Level,
    Provenance,
    ReportKind,
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
)
from drafter.figures import Figure, Kind, Qualifier, Value, find_figures

__all__ = ["is_sheet_text", "sheet_from_yaml"]

_SOURCE: Final = re.compile(
    r"^(?P<file>.*) 第(?P<line>\d+)行 (?P<start>\d+)-(?P<end>\d+)"
    r"(?: “(?P<text>.*)”)?(?: \[(?P<place>.*)\])?$"
)


@dataclass(frozen=True, slots=True)
class _Node:
    """A value with its line, for messages."""

    value: Any
    line: int
    column: int


def is_sheet_text(text: str) -> bool:
    """Whether YAML or JSON text is a fact sheet rather than notes in that format."""
    return bool(
        re.search(r"""(?m)^[\s{]*["']?activities["']?\s*:""", text)
        or re.search(r"""["']activities["']\s*:""", text)
    )


def sheet_from_yaml(text: str, name: str) -> FactSheet:
    """Return the sheet that a person may have edited; JSON of the contract's form is read too.

    Raises:
        InputError: Something in it cannot be understood; line and column are named.
    """
    return _SheetReader(text, name).sheet()


class _SheetReader:
    def __init__(self, text: str, name: str) -> None:
        self.name = name
        self.lines = text.split("\n")
        self.root = self._compose(text)

    def sheet(self) -> FactSheet:
        root = self._mapping(self.root, SHEET_KEYS, "清单")
        activities = tuple(
            self._activity(node, place)
            for place, node in enumerate(self._list(root.get("activities")), 1)
        )
        activities = self._checked_ids(activities, root)
        conflicts = self._conflicts(root, activities)
        return FactSheet(
            title=self._text(root.get("title")),
            org=self._text(root.get("org")),
            level=self._choice(root.get("level"), Level, Level.OTHER, "level"),
            period=self._text(root.get("period")),
            kind=self._choice(root.get("kind"), ReportKind, ReportKind.ANNUAL, "kind"),
            header_figures=tuple(
                self._loose_fact(node, f"h.f{place}")
                for place, node in enumerate(self._list(root.get("header_figures")), 1)
            ),
            activities=activities,
            conflicts=conflicts,
            dropped=tuple(
                self._dropped(node, place)
                for place, node in enumerate(self._list(root.get("dropped")), 1)
            ),
            remarks=tuple(self._text(node) for node in self._list(root.get("remarks"))),
            names=tuple(self._text(node) for node in self._list(root.get("names"))),
        )

    # --- the tree --------------------------------------------------------------------------------

    def _compose(self, text: str) -> Any:  # noqa: ANN401 # ruamel's nodes
        from ruamel.yaml import YAML
        from ruamel.yaml.error import MarkedYAMLError, YAMLError

        try:
            root = YAML(typ="safe", pure=True).compose(text)
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            if mark is None:
                raise InputError(
                    "格式不对", path=self.name, todo="请检查缩进、引号和冒号。"
                ) from error
            raise self._error(
                "格式不对", mark.line + 1, mark.column, "请检查这一行的缩进、引号和冒号。"
            ) from error
        except (YAMLError, ValueError, RecursionError, AttributeError) as error:
            raise InputError("格式不对", path=self.name, todo="请检查缩进、引号和冒号。") from error
        if root is None:
            raise InputError("内容是空的", path=self.name, todo="请用 drafter facts 重新生成。")
        return root

    def _error(self, reason: str, line: int, column: int, todo: str) -> InputError:
        excerpt = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        return InputError(
            reason,
            path=self.name,
            line=line,
            excerpt=excerpt,
            column=min(column, len(excerpt)),
            todo=todo,
        )

    def _wrong(self, node: Any, reason: str, todo: str) -> InputError:  # noqa: ANN401
        mark = node.start_mark
        return self._error(reason, mark.line + 1, mark.column, todo)

    def _mapping(self, node: Any, known: frozenset[str], what: str) -> dict[str, Any]:  # noqa: ANN401
        if node is None or node.id != "mapping":
            raise self._wrong(
                node or self.root,
                f"这里应当是{what}的各项（名称: 内容）",
                "请对照 drafter facts 生成的样子修改。",
            )
        found: dict[str, Any] = {}
        for key, value in node.value:
            name = str(key.value)
            if name not in known:
                near = _nearest(name, known)
                hint = f"是不是想写 {near}？" if near else f"可用的有：{'、'.join(sorted(known))}。"
                raise self._wrong(key, f"不认识“{name}”这一项", hint)
            if name in found:
                raise self._wrong(key, f"“{name}”写了两遍", "请删去一处。")
            found[name] = value
        return found

    def _list(self, node: Any) -> list[Any]:  # noqa: ANN401
        if node is None or _is_null(node):
            return []
        if node.id != "sequence":
            raise self._wrong(node, "这里应当是一个列表", "每一条以“- ”开头。")
        return list(node.value)

    def _text(self, node: Any) -> str:  # noqa: ANN401
        if node is None or _is_null(node):
            return ""
        if node.id != "scalar":
            raise self._wrong(
                node, "这里应当是一段文字", "文字里有冒号或引号时，请用双引号括起来。"
            )
        return str(node.value).strip()

    def _choice(self, node: Any, choices: Any, default: Any, key: str) -> Any:  # noqa: ANN401
        text = self._text(node)
        if not text:
            return default
        for choice in choices:
            if text == choice.value:
                return choice
        names: dict[Any, str] = {**LEVEL_NAMES, **KIND_NAMES}
        for choice, name in names.items():
            if text == name and isinstance(choice, choices):
                return choice
        allowed = "、".join(choice.value for choice in choices)
        raise self._wrong(node, f"{key} 不能写“{text}”", f"可以写：{allowed}。")

    # --- activities ------------------------------------------------------------------------------

    def _activity(self, node: Any, number: int) -> Activity:  # noqa: ANN401
        parts = self._mapping(node, ACTIVITY_KEYS, "一件工作")
        text = self._text(parts.get("text"))
        if not text:
            raise self._wrong(
                node, "这件工作没有 text", "请写上做了什么；不要这件工作就把整条删掉。"
            )
        key = self._text(parts.get("id")) or f"a{number}"
        topics = self._topics(parts)
        own = Provenance(
            file=self.name,
            line=node.start_mark.line + 1,
            start=node.start_mark.index,
            end=node.end_mark.index,
        )
        source = self._source(parts.get("source"), own)[0]
        listed = self._list(parts.get("figures"))
        text, facts = self._facts(key, text, listed, own)
        return Activity(
            id=key,
            topics=topics,
            text=text,
            source=source,
            facts=facts,
            role=self._choice(parts.get("role"), Role, _role_of(topics[0]), "role"),
            heading=self._text(parts.get("heading")),
        )

    def _topics(self, parts: dict[str, Any]) -> tuple[str, ...]:
        names = topic_names()
        by_name = {name: code for code, name in names.items()}
        nodes = [parts["topic"]] if "topic" in parts else []
        nodes += self._list(parts.get("topics"))
        codes: list[str] = []
        for node in nodes:
            text = self._text(node)
            code = by_name.get(text, text)
            if code not in names:
                listed = "、".join(f"{key} {name}" for key, name in names.items())
                raise self._wrong(node, f"没有“{text}”这个类别", f"可以写：{listed}。")
            if code not in codes:
                codes.append(code)
        return tuple(codes) or ("T99",)

    def _source(self, node: Any, default: Provenance) -> tuple[Provenance, str]:  # noqa: ANN401
        if node is None or _is_null(node):
            return default, ""
        if node.id == "mapping":
            values = {str(key.value): self._text(value) for key, value in node.value}
            try:
                return (
                    Provenance(
                        file=values.get("file", self.name),
                        line=int(values.get("line", "1")),
                        start=int(values.get("start", "0")),
                        end=int(values.get("end", "0")),
                        place=values.get("place", ""),
                    ),
                    "",
                )
            except ValueError as error:
                raise self._wrong(node, "出处不对", "line、start、end 都是数字。") from error
        match = _SOURCE.match(self._text(node))
        if not match:
            return default, ""
        return (
            Provenance(
                file=match["file"],
                line=int(match["line"]),
                start=int(match["start"]),
                end=int(match["end"]),
                place=match["place"] or "",
            ),
            match["text"] or "",
        )

    def _facts(
        self,
        key: str,
        text: str,
        listed: list[Any],
        own: Provenance,
    ) -> tuple[str, tuple[Fact, ...]]:
        """Bring the text of an activity and its list of figures together."""
        entries = [self._entry(node) for node in listed]
        found = list(find_figures(text))
        for entry in entries:
            # The list was changed and the text was not: put the new figure into the text.
            if entry.text != entry.original and entry.original and entry.text not in text:
                at = [figure for figure in found if figure.text == entry.original]
                if len(at) == 1 or (at and entry.original in text):
                    first = at[0]
                    text = text[: first.start] + entry.text + text[first.end :]
                    found = list(find_figures(text))
        places = paired([entry.text for entry in entries], [figure.text for figure in found])
        places = self._by_order(entries, places, found)
        facts: list[Fact] = []
        used: dict[int, Fact] = {}
        for entry, place in zip(entries, places, strict=True):
            if place is None:
                if not entry.text or entry.text not in text:
                    if entry.original == entry.text:
                        continue  # the text no longer holds it: a person took it out
                    raise self._wrong(
                        entry.node,
                        f"“{entry.text}”没有出现在这件工作的 text 里",
                        "请让两处写法一致。",
                    )
                figure = entry.figure(None)
            else:
                figure = entry.figure(found[place])
            fact = entry.fact(figure, own)
            facts.append(fact)
            if place is not None:
                used[place] = fact
        number = len(entries)
        for place, figure in enumerate(found):
            if place in used:
                continue
            if any(
                figure.text in fact.figure.text and figure.text != fact.figure.text
                for fact in facts
            ):
                continue
            number += 1
            facts.append(_new_fact(f"{key}.f{number}", figure, text, own))
        order = {fact.id: text.find(fact.figure.text) for fact in facts}
        positions = {id(used[place]): found[place].start for place in used}
        facts.sort(key=lambda fact: positions.get(id(fact), order[fact.id]))
        return text, tuple(facts)

    def _by_order(
        self, entries: list["_Entry"], places: list[int | None], found: list[Figure]
    ) -> list[int | None]:
        """Pair what is left over by order: the text was changed and the list was not."""
        taken = {place for place in places if place is not None}
        free = [place for place in range(len(found)) if place not in taken]
        result = list(places)
        for index, entry in enumerate(entries):
            if result[index] is not None or entry.text != entry.original:
                continue
            below = max((place for place in result[:index] if place is not None), default=-1)
            above = min(
                (place for place in result[index + 1 :] if place is not None), default=len(found)
            )
            for place in free:
                if below < place < above:
                    result[index] = place
                    free.remove(place)
                    break
        return result

    def _entry(self, node: Any) -> "_Entry":  # noqa: ANN401
        if node.id == "scalar":
            return _Entry(node=node, text=self._text(node), original="", parts={}, source=None)
        parts = self._mapping(node, FIGURE_KEYS, "一个数字")
        text = self._text(parts.get("text"))
        if not text:
            raise self._wrong(node, "这个数字没有 text", "请写上数字和单位，如 3200份。")
        values = {
            name: self._text(value)
            for name, value in parts.items()
            if name not in {"source", "value"} or value.id == "scalar"
        }
        if "value" in parts and parts["value"].id == "sequence":
            values["value"] = " ~ ".join(self._text(part) for part in parts["value"].value)
        self._choice(parts.get("scope"), Scope, Scope.OWN, "scope")
        self._choice(parts.get("use"), Use, Use.STATE, "use")
        self._choice(parts.get("kind"), Kind, Kind.QUANTITY, "kind")
        self._choice(parts.get("qualifier"), Qualifier, Qualifier.EXACT, "qualifier")
        source, original = (None, "")
        if "source" in parts:
            own = Provenance(file=self.name, line=node.start_mark.line + 1, start=0, end=0)
            source, original = self._source(parts["source"], own)
            if parts["source"].id == "mapping":
                original = text
        return _Entry(node=node, text=text, original=original, parts=values, source=source)

    def _loose_fact(self, node: Any, key: str) -> Fact:  # noqa: ANN401
        entry = self._entry(node)
        own = Provenance(
            file=self.name,
            line=node.start_mark.line + 1,
            start=node.start_mark.index,
            end=node.end_mark.index,
        )
        fact = entry.fact(entry.figure(alone(entry.text)), own)
        return fact if fact.id else replace(fact, id=key)

    def _dropped(self, node: Any, number: int) -> Dropped:  # noqa: ANN401
        parts = self._mapping(
            node, frozenset({"text", "reason", "source", "figures"}), "舍去的内容"
        )
        own = Provenance(
            file=self.name,
            line=node.start_mark.line + 1,
            start=node.start_mark.index,
            end=node.end_mark.index,
        )
        return Dropped(
            text=self._text(parts.get("text")),
            reason=self._text(parts.get("reason")),
            source=self._source(parts.get("source"), own)[0],
            figures=tuple(
                self._loose_fact(child, f"d{number}.f{place}")
                for place, child in enumerate(self._list(parts.get("figures")), 1)
            ),
        )

    def _checked_ids(
        self, activities: tuple[Activity, ...], root: dict[str, Any]
    ) -> tuple[Activity, ...]:
        """Refuse two activities with one id, and forget wholes that are gone."""
        seen: set[str] = set()
        facts = {fact.id for activity in activities for fact in activity.facts}
        checked = []
        for activity, node in zip(activities, self._list(root.get("activities")), strict=True):
            if activity.id in seen:
                raise self._wrong(
                    node, f"编号 {activity.id} 用了两次", "请换一个没用过的编号，如 a99。"
                )
            seen.add(activity.id)
            checked.append(
                replace(
                    activity,
                    facts=tuple(
                        fact
                        if fact.part_of is None or fact.part_of in facts
                        else replace(fact, part_of=None)
                        for fact in activity.facts
                    ),
                )
            )
        return tuple(checked)

    def _conflicts(
        self, root: dict[str, Any], activities: tuple[Activity, ...]
    ) -> tuple[Conflict, ...]:
        """Find the conflicts again; one that a person took out of the list is settled."""
        listed: set[tuple[str, frozenset[str]]] = set()
        for node in self._list(root.get("conflicts")):
            parts = self._mapping(node, frozenset({"kind", "reason", "figures"}), "一处矛盾")
            keys = []
            for child in self._list(parts.get("figures")):
                if child.id == "mapping":
                    keys += [self._text(value) for key, value in child.value if key.value == "id"]
                else:
                    keys.append(self._text(child))
            listed.add((self._text(parts.get("kind")), frozenset(keys)))
        user = {fact.id for activity in activities for fact in activity.facts if fact.by_user}
        return tuple(
            conflict
            for conflict in find_conflicts(activities)
            if "conflicts" not in root
            or (conflict.kind, frozenset(conflict.fact_ids)) in listed
            or user & set(conflict.fact_ids)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """One figure as a person left it in the list."""

    node: Any
    text: str
    original: str
    parts: dict[str, str]
    source: Provenance | None

    def figure(self, found: Figure | None) -> Figure:
        """Return the figure: what reading finds, with what the list states about it."""
        source = self.source
        start, end = (source.start, source.end) if source else (0, len(self.text))
        changed = found is not None and found.text != self.text
        base = (
            found
            or alone(self.text)
            or Figure(text=self.text, start=start, end=end, kind=Kind.QUANTITY, value=None)
        )
        stated: dict[str, Any] = {}
        if not changed and self.text == (self.original or self.text):
            if "kind" in self.parts:
                stated["kind"] = Kind(self.parts["kind"])
            kind = stated.get("kind", base.kind)
            if "value" in self.parts:
                stated["value"] = _value(self.parts["value"], kind)
            if "unit" in self.parts:
                stated["unit"] = self.parts["unit"] or None
            if "qualifier" in self.parts:
                stated["qualifier"] = Qualifier(self.parts["qualifier"])
            if "per" in self.parts:
                stated["per"] = self.parts["per"] or None
        return replace(base, start=start, end=end, **stated)

    def fact(self, figure: Figure, own: Provenance) -> Fact:
        """Return the fact; it is the user's where its words are not those of the notes."""
        label = self.parts.get("label", "")
        verb, thing = derived(label)
        if "verb" in self.parts or "object" in self.parts:
            verb, thing = self.parts.get("verb", ""), self.parts.get("object", "")
        edited = figure.text != self.original if self.original else self.source is None
        return Fact(
            id=self.parts.get("id", ""),
            figure=figure,
            label=label,
            source=self.source or own,
            verb=verb,
            object=thing,
            use=Use(self.parts.get("use") or "state"),
            scope=Scope(self.parts.get("scope") or "own"),
            part_of=self.parts.get("part_of") or None,
            by_user=edited or self.parts.get("by_user") == "true",
        )


def _new_fact(key: str, figure: Figure, text: str, own: Provenance) -> Fact:
    """A figure that a person wrote into the text."""
    from drafter.facts.labelling import label_figures
    from drafter.facts.wholes import Placed

    placed = [Placed(other, other.start, other.end) for other in find_figures(text)]
    labels = label_figures(text, placed)
    label = next(
        (label for item, label in zip(placed, labels, strict=True) if item.start == figure.start),
        None,
    )
    return Fact(
        id=key,
        figure=replace(figure, start=own.start, end=own.end),
        label=label.text if label else "",
        source=own,
        verb=label.verb if label else "",
        object=label.object if label else "",
        use=use_of(figure, text),
        by_user=True,
    )


def _value(text: str, kind: Kind) -> Value:
    if not text:
        return None
    if kind is Kind.NUMBER_CODE:
        return text
    parts = [part.strip() for part in text.split(" ~ ")]
    numbers = [_decimal(part) for part in parts]
    if len(parts) == 2:
        low, high = numbers
        if low is not None and high is not None:
            return (low, high)
        return (parts[0], parts[1])
    return numbers[0] if numbers[0] is not None and kind is not Kind.DATE else text


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _role_of(topic: str) -> Role:
    return {"T23": Role.PROBLEM, "T24": Role.PLAN}.get(topic, Role.RESULT)


def _is_null(node: Any) -> bool:  # noqa: ANN401
    return bool(node.tag.endswith(":null"))


def _nearest(name: str, known: frozenset[str]) -> str:
    import difflib

    return next(iter(difflib.get_close_matches(name, sorted(known), 1)), "")
