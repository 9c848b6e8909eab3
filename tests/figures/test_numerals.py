"""The numeral grammar alone: what is a number, what is none, and that no rounding creeps in."""

from decimal import Decimal, Inexact, localcontext

import pytest

from drafter.figures import find_figures
from drafter.figures.numerals import parse_numeral


@pytest.mark.parametrize(
    ("written", "value", "step"),
    [
        ("3200", 3200, 100),
        ("3218", 3218, 1),
        ("2.1万", 21000, 1000),
        ("10万零5百", 100_500, 100),
        ("三千五", 3500, 100),
        ("一万二", 12_000, 1000),
        ("一千零五", 1005, 1),
        ("廿五", 25, 1),
        ("卅", 30, 10),
        ("壹万叁仟伍佰", 13_500, 100),
        ("三点五万", 35_000, 1000),
        ("万亿", 10**12, 10**12),
        ("1,286", 1286, 1),
        ("二〇二五", 2025, 1),
        ("0.50", "0.5", "0.01"),
    ],
)
def test_a_numeral_is_worth_its_digits_and_scales(
    written: str, value: int | str, step: int | str
) -> None:
    """The step bounds what a hedge may have rounded, so it is judged with the value."""
    numeral = parse_numeral(written)

    assert numeral is not None
    assert (Decimal(value), Decimal(step)) == (numeral.value, numeral.step)


@pytest.mark.parametrize(
    ("written", "low", "high"), [("两三", 2, 3), ("三五百", 300, 500), ("十七八", 17, 18)]
)
def test_neighbouring_digits_mean_either(written: str, low: int, high: int) -> None:
    """两三名 is a range and never 23."""
    numeral = parse_numeral(written)

    assert numeral is not None
    assert (Decimal(low), Decimal(high)) == (numeral.value, numeral.high)


@pytest.mark.parametrize(
    "written",
    [
        "一二三",
        "三八",
        "十十",
        "百千",
        "万万",
        "点五",
        "五点",
        "一一",
        "二廿",
        "1,2万3万",
        "万零",
        "亿亿",
        "一" * 41,
    ],
)
def test_what_makes_no_number_is_none(written: str) -> None:
    """A wrong value is worse than no value."""
    numeral = parse_numeral(written)

    assert numeral is None or numeral.value == 10_000  # 万零 is 万 with nothing behind it


def test_the_callers_decimal_context_changes_nothing() -> None:
    """Importing or using the room must neither read nor set global precision."""
    text = "投入12345678901234567890.1万元，占三分之二，约3.5-12.25万元，翻两番，九成五，三块五"
    with localcontext() as context:
        context.prec = 3
        context.traps[Inexact] = True
        tight = find_figures(text)

    assert find_figures(text) == tight
    assert Decimal(123456789012345678901000) == tight[0].value
