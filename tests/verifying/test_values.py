"""What a hedge claims, number by number."""

import pytest

from drafter.figures import find_figures
from drafter.verifying.values import Bearing, Units, bearing_of, compare_units, measure_of


@pytest.mark.parametrize(
    ("fact", "draft", "expected"),
    [
        pytest.param("3218份", "3218份", Bearing.SAME, id="equal"),
        pytest.param("2.1万人", "21000人", Bearing.SAME, id="another-surface"),
        pytest.param("3218份", "3200余份", Bearing.WIDER, id="over-within-its-place"),
        pytest.param("3218份", "3100余份", Bearing.NO, id="over-beyond-its-place"),
        pytest.param("3218份", "近3200份", Bearing.HEDGE, id="near-but-above"),
        pytest.param("3218份", "3200份", Bearing.HEDGE, id="rounded-without-a-hedge"),
        pytest.param("3218份", "约3200份", Bearing.WIDER, id="about"),
        pytest.param("3180份", "约3200份", Bearing.WIDER, id="about-from-below"),
        pytest.param("2960份", "近3000份", Bearing.WIDER, id="near-from-below"),
        pytest.param("3200份", "3200余份", Bearing.HEDGE, id="over-of-an-exact-number"),
        pytest.param("3200份", "近3200份", Bearing.HEDGE, id="near-of-an-exact-number"),
        pytest.param("近3000份", "3000份", Bearing.HEDGE, id="hedge-dropped"),
        pytest.param("近3000份", "3000余份", Bearing.HEDGE, id="hedge-reversed"),
        pytest.param("3000余份", "3000多份", Bearing.SAME, id="another-word-for-over"),
        pytest.param("3000余份", "3000份以上", Bearing.SAME, id="over-said-as-at-least"),
        pytest.param("3200余份", "3000余份", Bearing.WIDER, id="coarser-over"),
        pytest.param("近3000份", "2987份", Bearing.HEDGE, id="false-precision"),
        pytest.param("300-1000元", "300元至1000元", Bearing.SAME, id="range"),
        pytest.param("300-1000元", "300-1500元", Bearing.NO, id="range-end"),
        pytest.param("几十户", "数十户", Bearing.SAME, id="no-number"),
        pytest.param("几十户", "数百户", Bearing.NO, id="another-magnitude"),
        pytest.param("45岁以下", "40岁以下", Bearing.NO, id="ages-are-not-rounded"),
        pytest.param("三成", "30%", Bearing.SAME, id="tenths"),
        pytest.param("四分之一", "25%", Bearing.SAME, id="fraction"),
    ],
)
def test_a_number_bears_only_what_its_hedge_allows(
    fact: str, draft: str, expected: Bearing
) -> None:
    """近 余 约 以上 are claims, and a false one is a false figure."""
    (known,), (said,) = find_figures(fact), find_figures(draft)

    assert expected is bearing_of(known, said)


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("12名", "12人", Units.SAME),
        ("12人", "12人次", Units.OTHER),
        ("45件", "45户", Units.OTHER),
        ("12支", "12个", Units.LOOSE),
        ("120", "120人", Units.UNSTATED),
        ("3", "3%", Units.OTHER),
    ],
)
def test_units_are_the_same_only_where_they_count_the_same(
    one: str, two: str, expected: Units
) -> None:
    """人次 is not 人, and 件 is not 户."""
    (first,), (second,) = find_figures(f"参加{one}"), find_figures(f"参加{two}")

    assert expected is compare_units(measure_of(first), measure_of(second))
