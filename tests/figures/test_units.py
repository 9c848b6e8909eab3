"""Units: which are equal, and that the table is sound."""

import pytest

from drafter.figures import Kind, same_unit, unit_class
from drafter.figures.units import read_table


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("名", "人"),
        ("人", "位"),
        ("场", "场次"),
        ("元", "块钱"),
        ("天", "日"),
        ("岁", "周岁"),
        ("公斤", "千克"),
        ("%", "％"),
    ],
)
def test_units_that_count_the_same_thing_are_equal(first: str, second: str) -> None:
    """A draft may say 120名 where the notes say 120人."""
    assert same_unit(first, second)
    assert unit_class(first) == unit_class(second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("人", "人次"),
        ("户", "人"),
        ("份", "册"),
        ("元", "美元"),
        ("场", "次"),
        ("%", "个百分点"),
        ("周", "周年"),
        ("个", "人"),
        ("没有", "也没有"),
    ],
)
def test_units_that_count_other_things_are_not(first: str, second: str) -> None:
    """680人次 is not 680人: one person may have come five times."""
    assert not same_unit(first, second)


def test_a_spelling_that_the_table_lacks_is_unknown_and_equal_only_to_itself() -> None:
    """An unknown unit is never guessed."""
    assert unit_class("蟠桃") is None
    assert unit_class(None) is None
    assert same_unit("蟠桃", "蟠桃")
    assert not same_unit("蟠桃", None)
    assert same_unit(None, None)


def test_every_row_of_the_tables_is_well_formed() -> None:
    """A row that is silently skipped would be a unit that is silently not read."""
    units = read_table("units.tsv")
    terms = read_table("terms.tsv")

    assert len(units) == len({row[0] for row in units})
    assert len(terms) == len({row[0] for row in terms})
    assert {row[2] for row in units} <= {kind.value for kind in Kind}
    assert {row[3] for row in units} <= {"figure", "article", "level", "period"}
    assert all(len(row) == 3 and row[2] for row in terms)
