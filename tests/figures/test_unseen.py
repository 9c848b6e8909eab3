"""Notes that were written and judged without sight of the code."""

from typing import Any

import pytest

from drafter.figures import Figure, find_figures
from tests.figures.judged import load, value_of

KEYS = ("kind", "value", "unit", "qualifier", "per")
# What remains, with its reason.
KNOWN_MISSES = {
    (
        "三遍",
        "per",
    ): "一天播三遍: 一天 is a length of time elsewhere (一天来了60人), so it gives no scope",
    ("3个工作日内", "per"): "每封都在3个工作日内: a time limit is not read as per letter",
}


def nth(text: str, surface: str, occurrence: int) -> int:
    """Return where the n-th occurrence of a surface begins."""
    at = -1
    for _ in range(occurrence):
        at = text.index(surface, at + 1)
    return at


def accepted(figure: Figure, judged: dict[str, Any], key: str) -> bool:
    """Say whether one key of a figure is as judged; a key that was not judged is right."""
    allowed = [value_of(judged[key]) if key == "value" else judged[key]] if key in judged else []
    allowed += judged.get(f"{key}_any", [])
    if not allowed:
        return True
    found = getattr(figure, key)
    if figure.kind == "number_code" and isinstance(found, str):
        plain = found.replace(" ", "").replace("-", "")
        return plain in {str(item).replace(" ", "").replace("-", "") for item in allowed}
    return any(found == (tuple(item) if isinstance(item, list) else item) for item in allowed)


def best_reading(figures: tuple[Figure, ...], judged: dict[str, Any], start: int) -> list[str]:
    """Return the keys that are wrong in the best reading over a surface; all, without one."""
    end = start + len(judged["text"])
    readings = [
        [key for key in KEYS if not accepted(figure, judged, key)]
        for figure in figures
        if figure.start < end and figure.end > start
    ]
    return min(readings, key=len, default=list(KEYS))


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=str(number))
        for number, case in enumerate(load("unseen.json")["cases"], 1)
    ],
)
def test_every_figure_that_a_second_person_saw_is_read_as_she_judged(case: dict[str, Any]) -> None:
    """A reader that is right only on its maker's cases is not right."""
    text, figures = case["text"], find_figures(case["text"])
    wrong, judged_spans = set(), []
    for judged in case.get("figures", []):
        start = nth(text, judged["text"], int(judged.get("occurrence", 1)))
        judged_spans.append((start, start + len(judged["text"])))
        wrong |= {(judged["text"], key) for key in best_reading(figures, judged, start)}
    debatable = list(case.get("unscored", []))
    made_up = [
        figure.text
        for figure in figures
        if not any(figure.start < end and figure.end > start for start, end in judged_spans)
        and not any(figure.text in surface or surface in figure.text for surface in debatable)
    ]

    assert wrong <= set(KNOWN_MISSES)
    assert made_up == []
