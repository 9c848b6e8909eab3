"""A figure at another place is the same figure: nothing of what it states may be lost."""

from dataclasses import fields, replace

from drafter.figures import Figure, find_figures


def test_a_figure_that_is_moved_keeps_everything_but_its_place() -> None:
    """A field forgotten in the copy would lose a hedge or a rate on the way to the sheet."""
    text = "慰问约30户，每户500元；以下五个方面"
    for figure in find_figures(text, everything=True):
        moved = figure.moved(7)

        assert replace(figure, start=figure.start + 7, end=figure.end + 7) == moved
        assert {each.name for each in fields(Figure)} == {each.name for each in fields(moved)}


def test_a_figure_that_stays_is_itself() -> None:
    """Most figures need no copy."""
    (figure,) = find_figures("慰问30户")

    assert figure is figure.moved(0)
