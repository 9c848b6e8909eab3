"""Scores a fact sheet against a key: how much of what a reader would note was understood.

A key names things done by their lines, and figures by line and column; it knows nothing of ids,
so whoever writes one needs the notes only. Runs as a tool too::

    python -m tests.facts.scoring KEY.json... [--show]

where each key lies beside its notes (``01.json`` beside ``01.txt``).
"""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from drafter.facts import Activity, Dropped, Fact, FactSheet, Notes, build_fact_sheet
from drafter.intake import read_notes

__all__ = ["Case", "Score", "read_cases", "same_thing", "score_case", "score_cases"]

# Roles of the key that the sheet tells of figures and not of activities.
_ASIDE = ("last_year", "other_org")
_HEADER = ("org", "level", "period", "kind", "title")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One file of notes with its key."""

    name: str
    notes: Notes
    key: dict[str, Any]
    office: bool = False


@dataclass(slots=True)
class Score:
    """Right and all of each measure, with a line for each miss."""

    right: dict[str, int] = field(default_factory=dict)
    every: dict[str, int] = field(default_factory=dict)
    misses: list[str] = field(default_factory=list)

    def count(self, measure: str, miss: str, *, right: bool) -> None:
        """Count one thing that was asked; ``miss`` is kept where it was not right."""
        self.every[measure] = self.every.get(measure, 0) + 1
        self.right[measure] = self.right.get(measure, 0) + right
        if not right:
            self.misses.append(f"{measure}: {miss}")

    def add(self, other: "Score", name: str) -> None:
        """Add another case's score."""
        for measure, every in other.every.items():
            self.every[measure] = self.every.get(measure, 0) + every
            self.right[measure] = self.right.get(measure, 0) + other.right.get(measure, 0)
        self.misses.extend(f"{name} {miss}" for miss in other.misses)

    def share(self, measure: str) -> float:
        """Return the share that was right; 1 where nothing was asked."""
        every = self.every.get(measure, 0)
        return self.right.get(measure, 0) / every if every else 1.0

    def table(self) -> str:
        """Return one line a measure."""
        return "\n".join(
            f"{measure:<16}{self.right[measure]:>5} /{every:>5}  {100 * self.share(measure):5.1f} %"
            for measure, every in self.every.items()
        )


def read_cases(paths: Iterable[Path]) -> Iterator[Case]:
    """Read keys with the notes that lie beside them."""
    for path in paths:
        beside = [each for each in path.parent.glob(f"{path.stem}.*") if each.suffix != ".json"]
        key = json.loads(path.read_text("utf-8"))
        office = beside[0].suffix in {".xlsx", ".docx"}
        yield Case(name=path.stem, notes=read_notes(str(beside[0])), key=key, office=office)


def score_cases(cases: Iterable[Case]) -> Score:
    """Score several cases together."""
    score = Score()
    for case in cases:
        score.add(score_case(case), case.name)
    return score


def score_case(case: Case) -> Score:
    """Score one case on every measure that its key speaks of."""
    return _Scoring(case, build_fact_sheet([case.notes])).score()


def same_thing(label: str, wanted: Sequence[str]) -> bool:
    """Whether a label says one of the things wanted: one holds the other, or nearly all of it."""
    mine = _bare(label)
    for word in map(_bare, wanted):
        if mine == word:
            return True
        if len(mine) > 1 and (
            word in mine or mine in word or _shared(mine, word) * 3 > 2 * min(len(mine), len(word))
        ):
            return True
    return False


def _bare(text: str) -> str:
    return text.replace("的", "").replace("了", "")


def _shared(one: str, other: str) -> int:
    """How long the longest run of characters is that both have, 0 under two."""
    best = 1
    for start in range(len(one)):
        while start + best < len(one) and one[start : start + best + 1] in other:
            best += 1
    return best if best > 1 else 0


class _Scoring:
    def __init__(self, case: Case, sheet: FactSheet) -> None:
        self.key = case.key
        self.sheet = sheet
        self.text = case.notes.text
        self.starts = [0]
        for line in self.text.split("\n"):
            self.starts.append(self.starts[-1] + len(line) + 1)
        # A row of a sheet, a paragraph of a document: its line is not one of the text's own.
        self.rows: dict[int, list[tuple[int, int]]] = {}
        if case.office:
            for each in case.notes.lines:
                self.rows.setdefault(each.line, []).append(each.span(0, len(each.text)))
        self.result = Score()
        self.homes = {fact.id: activity for activity in sheet.activities for fact in activity.facts}
        self.facts = [fact for activity in sheet.activities for fact in activity.facts]

    def score(self) -> Score:
        """Return the score of the case."""
        self._header()
        found = [
            [self._fact(figure) for figure in wanted["figures"]]
            for wanted in self.key["activities"]
        ]
        for number in range(len(found)):
            self._activity(number, found)
        self._conflicts()
        self._lines()
        return self.result

    def _header(self) -> None:
        sheet, wanted = self.sheet, self.key["header"]
        got = {
            "org": sheet.org,
            "level": sheet.level.value,
            "period": sheet.period,
            "kind": sheet.kind.value,
            "title": sheet.title,
        }
        for name in _HEADER:
            if name == "title" and self.key.get("title_any"):
                continue  # the first line may or may not be taken for it
            if wanted.get(name) is not None:
                miss = f"{got[name]!r} for {wanted[name]!r}"
                self.result.count(name, miss, right=got[name] == wanted[name])

    def _fact(self, figure: dict[str, Any]) -> Fact | None:
        """Return the fact that overlaps a figure of the key."""
        if figure["start_col"] is None:
            here = [fact for fact in self.facts if fact.source.line == figure["line"]]
            found = next((fact for fact in here if _meets(fact, figure["text"])), None)
            if found is not None:
                self.facts.remove(found)  # 3 stands twice in a row; each is met once
            return found
        start = self.starts[figure["line"] - 1] + figure["start_col"]
        end = start + len(figure["text"])
        over = [fact for fact in self.facts if fact.source.start < end and start < fact.source.end]
        # A cell's own number stands where the month of its column was set before it.
        same = [fact for fact in over if (fact.surface or fact.figure.text) == figure["text"]]
        met = [fact for fact in over if _meets(fact, figure["text"])]
        return (*same, *met, *over, None)[0]

    def _activity(self, number: int, found: Sequence[Sequence[Fact | None]]) -> None:
        wanted = self.key["activities"][number]
        if wanted["role"] in _ASIDE:
            self._aside(number, found)
            return
        mine = {self.homes[fact.id].id for fact in found[number] if fact is not None}
        others = {
            self.homes[fact.id].id
            for place, facts in enumerate(found)
            for fact in facts
            if place != number
            and fact is not None
            and self.key["activities"][place]["role"] not in _ASIDE
        }
        near = [each for each in self.sheet.activities if self._touches(each, wanted["lines"])]
        homes = [each for each in near if each.id in mine] or (
            [each for each in near if each.id not in others] or near
        )
        name = f"line {wanted['line']}"
        self.result.count(
            "split",
            f"{name} {[each.text[:40] for each in homes]}",
            right=bool(homes) and len(mine) < 2 and not (mine & others),
        )
        self.result.count(
            "topic",
            f"{name} {[each.topics for each in homes]} for {wanted['topics']}"
            f" {[each.text[:30] for each in homes]}",
            right=any(each.topics[0] in wanted["topics"] for each in homes),
        )
        self.result.count(
            "role",
            f"{name} {[each.role.value for each in homes]} for {wanted['role']}"
            f" {[each.text[:30] for each in homes]}",
            right=any(each.role.value == wanted["role"] for each in homes),
        )
        for figure, fact in zip(wanted["figures"], found[number], strict=True):
            if not figure.get("optional"):
                self._figure(f"{name} {figure['text']}", figure, fact)

    def _aside(self, number: int, found: Sequence[Sequence[Fact | None]]) -> None:
        """Score what is another's or of another year; the sheet says so of each figure."""
        wanted = self.key["activities"][number]
        got = [
            fact.scope.value if fact is not None else None
            for fact in found[number]
            if fact is None or fact.label != "时间"
        ]
        self.result.count(
            "aside",
            f"line {wanted['line']} {got} for {wanted['role']}",
            right=all(each == wanted["role"] for each in got),
        )
        for figure, fact in zip(wanted["figures"], found[number], strict=True):
            if not figure.get("optional"):
                self._figure(f"line {wanted['line']} {figure['text']}", figure, fact)

    def _figure(self, name: str, figure: dict[str, Any], fact: Fact | None) -> None:
        count = self.result.count
        count("figure", name, right=fact is not None)
        label = fact.label if fact is not None else ""
        count(
            "label",
            f"{name} {label!r} for {figure['labels']}",
            right=same_thing(label, figure["labels"]),
        )
        per = fact.figure.per if fact is not None else None
        if figure["per"] or per:
            count("per", f"{name} {per!r} for {figure['per']!r}", right=per == figure["per"])
        use = fact.use.value if fact is not None else figure["use"]
        if "omit" in (figure["use"], use):
            count("omit", f"{name} {use}", right=use == figure["use"])

    def _touches(self, each: Activity | Dropped, lines: Sequence[int]) -> bool:
        return any(
            each.source.start < end and start < each.source.end
            for line in lines
            for start, end in self._spans(line)
        )

    def _spans(self, line: int) -> list[tuple[int, int]]:
        return (
            self.rows.get(line, [])
            if self.rows
            else [(self.starts[line - 1], self.starts[line] - 1)]
        )

    def _conflicts(self) -> None:
        by_id = {fact.id: fact for each in self.sheet.activities for fact in each.facts}
        met: set[int] = set()
        for wanted in self.key["conflicts"]:
            asked = list(zip(wanted["texts"], wanted["lines"], strict=True))
            hits = []
            for place, conflict in enumerate(self.sheet.conflicts):
                facts = [by_id[key] for key in conflict.fact_ids]
                named = sum(
                    any(fact.source.line == line and _meets(fact, text) for fact in facts)
                    for text, line in asked
                )
                if named >= min(len(asked), 2):
                    hits.append(place)
            met.update(hits)
            self.result.count("conflict", wanted["why"], right=bool(hits))
        for place, conflict in enumerate(self.sheet.conflicts):
            self.result.count("alarm", conflict.reason, right=place in met)

    def _lines(self) -> None:
        sheet = self.sheet
        for line in self.key["dropped_lines"]:
            kept = [each.text for each in sheet.activities if self._touches(each, [line])]
            self.result.count("dropped", f"line {line} {kept}", right=not kept)
        for line in self.key["heading_lines"]:
            kept = [each.text for each in sheet.activities if self._touches(each, [line])]
            self.result.count("heading", f"line {line} {kept}", right=not kept)
        for wanted in self.key["activities"]:
            lost = [each.text for each in sheet.dropped if self._touches(each, [wanted["line"]])]
            told = [each for each in sheet.activities if self._touches(each, wanted["lines"])]
            self.result.count("work kept", f"line {wanted['line']} {lost}", right=bool(told))


def _meets(fact: Fact, text: str) -> bool:
    mine = (fact.surface or fact.figure.text).replace(" ", "")
    text = text.replace(" ", "")
    return mine in text or text in mine


def main(arguments: Sequence[str]) -> None:
    """Print the score of the keys named, and with ``--show`` each miss."""
    paths = [Path(each) for each in arguments if not each.startswith("--")]
    score = score_cases(read_cases(paths))
    lines = [score.table()]
    if "--show" in arguments:
        lines.extend(score.misses)
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
