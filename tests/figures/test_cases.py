"""The judged notes: each text gives exactly the figures that a person found in it."""

import re
from typing import Any

import pytest

from drafter.figures import Figure, find_figures
from tests.figures.judged import CASES, load

# These two have their own shape and tests.
OTHER_SHAPES = {"samples.json", "unseen.json"}


def judged_notes() -> list[Any]:
    """Return every case of every file as a test parameter."""
    parameters = []
    for path in sorted(CASES.glob("*.json")):
        if path.name in OTHER_SHAPES:
            continue
        for number, case in enumerate(load(path.name)["cases"], 1):
            parameters.append(pytest.param(case, id=f"{path.stem}-{number}"))
    return parameters


def shown(figure: Figure) -> tuple[object, ...]:
    """Return what a case judges of a figure."""
    return (
        figure.text,
        figure.kind.value,
        figure.value,
        figure.unit,
        figure.qualifier.value,
        figure.per,
    )


def expected(row: dict[str, Any]) -> tuple[object, ...]:
    """Return what a person judged."""
    value = row["value"]
    return (
        row["text"],
        row["kind"],
        tuple(value) if isinstance(value, list) else value,
        row["unit"],
        row["qualifier"],
        row["per"],
    )


@pytest.mark.parametrize("case", judged_notes())
def test_a_note_gives_exactly_the_figures_that_a_person_found(case: dict[str, Any]) -> None:
    """One figure too many cannot be supported, one too few is lost from the summary."""
    everything = find_figures(case["text"], everything=True)
    figures = [figure for figure in everything if figure.is_figure]
    others = [figure.text for figure in everything if not figure.is_figure]

    assert [expected(row) for row in case["figures"]] == [shown(figure) for figure in figures]
    assert case.get("not_figures", []) == others


def test_no_two_notes_are_alike_once_their_digits_are_masked() -> None:
    """A case that repeats another one's form tests nothing new."""
    forms = [
        re.sub(r"[0-9０-９]+", "0", parameter.values[0]["text"]) for parameter in judged_notes()
    ]

    assert len(forms) == len(set(forms))
    assert len(forms) >= 400
