"""Hand-labelled lines: one activity each, its topic, and for every figure what it counts."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from drafter.facts import Fact, FactSheet, build_fact_sheet
from drafter.intake import notes_from_text

CASES = Path(__file__).parents[1] / "cases" / "facts" / "lines.txt"


class Wanted(NamedTuple):
    """One figure of a case."""

    text: str
    labels: tuple[str, ...]
    scope: str
    whole: str


class Case(NamedTuple):
    """One line of notes with what must be understood of it."""

    org: str
    line: str
    topics: tuple[str, ...]
    figures: tuple[Wanted, ...]


def _wanted(spec: str) -> Wanted:
    text, _, rest = spec.strip().partition("=")
    rest, _, whole = rest.partition("<")
    rest, _, scope = rest.partition("!")
    return Wanted(text, tuple(rest.split("/")), scope or "own", whole)


def _cases() -> Iterator[Case]:
    org = "柳河镇妇联"
    for raw in CASES.read_text("utf-8").splitlines():
        if not raw or raw.startswith("#"):
            continue
        if raw.startswith("@"):
            org = raw[1:]
            continue
        line, topics, figures = (part.strip() for part in raw.split("|"))
        yield Case(org, line, tuple(topics.split()), tuple(map(_wanted, figures.split(";"))))


ALL = list(_cases())


def _sheet(case: Case) -> FactSheet:
    return build_fact_sheet([notes_from_text(case.line)], org=case.org, period="2025")


def _matched(case: Case, facts: tuple[Fact, ...]) -> list[tuple[Wanted, Fact | None]]:
    """Pair wanted figures with facts in order; equal surfaces are used up one by one."""
    left = list(facts)
    pairs: list[tuple[Wanted, Fact | None]] = []
    for wanted in case.figures:
        same = [fact for fact in left if fact.figure.text == wanted.text]
        near = [
            fact
            for fact in left
            if wanted.text in fact.figure.text or fact.figure.text in wanted.text
        ]
        found = next(iter(same or near), None)
        if found is not None:
            left.remove(found)
        pairs.append((wanted, found))
    return pairs


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.line[:24])
def test_a_line_is_one_activity_of_the_right_topic(case: Case) -> None:
    """Topic and split carry the plan of the document."""
    sheet = _sheet(case)

    assert len(sheet.activities) == 1
    assert sheet.activities[0].topics[0] in case.topics
    assert sheet.conflicts == ()


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.line[:24])
def test_every_figure_is_labelled_by_what_it_counts(case: Case) -> None:
    """Binding in the verifier and labelled phrases in drafting rest on these words."""
    facts = _sheet(case).activities[0].facts
    by_id = {fact.id: fact.figure.text for fact in facts}

    for wanted, fact in _matched(case, facts):
        assert fact is not None, wanted.text
        assert any(word in fact.label for word in wanted.labels), (wanted, fact.label)
        assert fact.scope.value == wanted.scope
        assert by_id.get(fact.part_of or "", "") == wanted.whole
