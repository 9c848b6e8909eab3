"""The development set: every numeric expression of the samples, judged one by one."""

from typing import Any

import pytest

from drafter.figures import Figure, Kind, find_figures
from tests.figures.judged import SAMPLES, agrees, load

KNOWN_FALSE: dict[str, str] = {}


@pytest.fixture(scope="module")
def text() -> str:
    """The samples, offsets as judged."""
    return SAMPLES.read_bytes().decode("utf-8")


@pytest.fixture(scope="module")
def expressions() -> list[dict[str, Any]]:
    """The judged expressions."""
    judged: list[dict[str, Any]] = load("samples.json")["expressions"]
    return judged


@pytest.fixture(scope="module")
def found(text: str) -> tuple[Figure, ...]:
    """What is found in the samples."""
    return find_figures(text)


def _over(figures: tuple[Figure, ...], row: dict[str, Any]) -> list[Figure]:
    return [f for f in figures if f.start < row["end"] and f.end > row["start"]]


def test_the_judged_places_are_those_of_the_text(
    text: str, expressions: list[dict[str, Any]]
) -> None:
    """An offset that no longer fits its surface would make every score below worthless."""
    wrong = [
        row for row in expressions if text[int(row["start"]) : int(row["end"])] != row["surface"]
    ]

    assert wrong == []
    assert len(expressions) == 857


def test_every_judged_figure_is_read(
    expressions: list[dict[str, Any]], found: tuple[Figure, ...]
) -> None:
    """Value, unit and qualifier are what facts are made of."""
    figures = [row for row in expressions if row["is_figure"]]
    missed = {
        row["surface"]
        for row in figures
        if not any(agrees(figure, row) for figure in _over(found, row))
    }

    assert missed == set()


def test_hardly_any_other_expression_is_taken_for_a_figure(
    expressions: list[dict[str, Any]], found: tuple[Figure, ...]
) -> None:
    """A fixed term read as a figure would demand support that no facts can give."""
    others = [row for row in expressions if not row["is_figure"]]
    false = {row["surface"] for row in others if _over(found, row)}

    assert set(KNOWN_FALSE) == false
    assert len(false) <= 0.01 * len(others)


def test_nothing_is_a_figure_that_was_not_judged(
    expressions: list[dict[str, Any]], found: tuple[Figure, ...]
) -> None:
    """The judgement covers every numeral of the text; a figure beside it is made up."""
    unjudged = [
        figure
        for figure in found
        if not any(figure.start < row["end"] and figure.end > row["start"] for row in expressions)
    ]

    assert unjudged == []


def test_kinds_are_named_as_judged(
    expressions: list[dict[str, Any]], found: tuple[Figure, ...]
) -> None:
    """The kind decides how a figure may be reworded, so it must not drift."""
    wrong = [
        (row["surface"], row["kind"], figure.kind)
        for row in expressions
        if row["is_figure"]
        for figure in _over(found, row)
        if figure.kind.value != row["kind"]
    ]

    assert wrong == []


def test_what_is_no_figure_is_named_as_judged(text: str, expressions: list[dict[str, Any]]) -> None:
    """``--all`` shows each of them; fixed terms, idioms and names may pass for each other."""
    everything = find_figures(text, everything=True)
    alike = (
        {Kind.FIXED_TERM, Kind.IDIOM, Kind.NAME},
        {Kind.PERIOD, Kind.IDIOM},
        {Kind.QUANTITY, Kind.IDIOM},
    )
    wrong = []
    for row in expressions:
        if row["is_figure"] or row["surface"] in KNOWN_FALSE:
            continue
        kinds = {figure.kind for figure in _over(everything, row)}
        judged = Kind(row["kind"])
        if not any(
            judged is kind or any({judged, kind} <= group for group in alike) for kind in kinds
        ):
            wrong.append((row["line"], row["surface"], row["kind"], kinds))

    assert wrong == []
