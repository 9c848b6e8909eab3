"""Ledgers in which labels and numbers stand close: products, what is left over, whose unit."""

from decimal import Decimal

import pytest

from drafter.figures import Qualifier, find_figures


def numbers(text: str) -> list[tuple[str, object]]:
    """Return surfaces and values."""
    return [(one.text, one.value) for one in find_figures(text)]


@pytest.mark.parametrize("sign", ["×", "x", "*", "X"])
@pytest.mark.parametrize(
    ("first", "second"), [("30", "800"), ("3", "5千"), ("2", "1.5万"), ("1万", "7"), ("16", "20")]
)
def test_so_many_times_so_much_are_two_figures(sign: str, first: str, second: str) -> None:
    """小学30*800: thirty pupils got 800 each."""
    found = [text for text, _ in numbers(f"奖励 甲等{first}{sign}{second} 乙等")]

    assert found == [first, second]


@pytest.mark.parametrize(
    "text",
    [
        "展板1.2×2.4米",
        "横幅0.7*8",
        "背景板3x5m",
        "尺寸：30*40",
        "7×24小时",
        "46×1800=8.28万",
        "=75×8",
    ],
)
def test_a_size_and_a_sum_worked_out_are_none(text: str) -> None:
    """What is as long as broad, and what only shows how a sum comes about."""
    assert not [one for one, _ in numbers(text) if one in text.replace("8.28万", "")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("问卷发320 回298 对210", ["320", "298", "210"]),
        ("桌签做50 套20", ["50", "20"]),
        ("贷款报28 批21 户9", ["28", "21", "9"]),
    ],
)
def test_a_word_between_two_numbers_labels_the_second(text: str, found: list[str]) -> None:
    """Where each label stands right before its number, a measure word is a label too."""
    assert [one for one, _ in numbers(text)] == found


@pytest.mark.parametrize(
    ("text", "units"), [("培训 3 场200人", ["场", "人"]), ("12 期30名", ["期", "名"])]
)
def test_a_unit_behind_a_blank_stays_one(text: str, units: list[str]) -> None:
    """A number that stands apart from every word takes the unit behind it."""
    assert [one.unit for one in find_figures(text)] == units


@pytest.mark.parametrize("rest", ["余下妇联众筹", "余款退回", "余额结转", "余下的企业赞助"])
def test_what_is_left_over_is_no_hedge(rest: str) -> None:
    """出2000 余下众筹: 2000, no more."""
    (one,) = find_figures(f"村里出2000 {rest}")

    assert (one.value, one.qualifier) == (Decimal(2000), Qualifier.EXACT)


@pytest.mark.parametrize("behind", ["免费", "老人", "的", "岁老人"])
def test_an_age_and_over(behind: str) -> None:
    """80+免费 is 80 and over."""
    (one,) = find_figures(f"80+{behind}")

    assert one.qualifier is not Qualifier.EXACT


def test_a_remainder_is_no_hotline_of_the_next_line() -> None:
    """剩120 and 电话回访 are of two lines."""
    figures = find_figures("资料印1500 剩120\n电话回访60个家长")

    assert [one.kind.value for one in figures] == ["quantity"] * 3
