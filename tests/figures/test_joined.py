"""Numbers joined by a sign: arrows of ASCII, sums of several givers, bands that look like years."""

from decimal import Decimal

import pytest

from drafter.figures import Kind, Qualifier, find_figures


def _read(text: str) -> list[tuple[str, Qualifier]]:
    return [(each.text, each.qualifier) for each in find_figures(text) if each.is_figure]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("绣娘80->192", ["80", "192"]),
        ("妇女微家2家->5家", ["2家", "5家"]),
        ("志愿者45—>60人", ["45", "60人"]),
        ("执委12 -> 18名", ["12", "18名"]),
        ("档案214份=>231份", ["214份", "231份"]),
        ("结对58对-->73对", ["58对", "73对"]),
    ],
)
def test_the_head_of_an_arrow_claims_nothing(text: str, ends: list[str]) -> None:
    """80->192 grew to 192, not to more than 192."""
    assert _read(text) == [(end, Qualifier.EXACT) for end in ends]


@pytest.mark.parametrize("text", ["参加人数>192人", "满意率 >95%", "培训＞30人"])
def test_a_sign_of_more_still_means_over(text: str) -> None:
    """A > without a shaft is the sign of more."""
    assert [each[1] for each in _read(text)] == [Qualifier.OVER]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("镇里3万+县里2万", ["3万", "2万"]),
        ("镇3万+县2万+村1万", ["3万", "2万", "1万"]),
        ("县财政5000+镇财政3000", ["5000", "3000"]),
        ("企业出3万+个人捐2万", ["3万", "2万"]),
        ("拨款3+2+1.5万元", ["3", "2", "1.5万元"]),
    ],
)
def test_what_several_gave_is_added_and_not_over(text: str, parts: list[str]) -> None:
    """Behind + stands who gave next, which is no measure word."""
    assert _read(text) == [(part, Qualifier.EXACT) for part in parts]


@pytest.mark.parametrize("text", ["50+个村", "走访100+户", "覆盖20+村", "服务300+个家庭"])
def test_a_plus_before_what_is_counted_still_means_over(text: str) -> None:
    """100+户 is more than 100."""
    assert _read(text)[0][1] is Qualifier.OVER


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("多挣2000-3000块", 2000, 3000),
        ("增收2000～5000元", 2000, 5000),
        ("工资1980至2020元", 1980, 2020),
        ("每月2000到2500块钱", 2000, 2500),
    ],
)
def test_a_band_of_money_is_no_year(text: str, low: int, high: int) -> None:
    """2000 before -3000块 is where the band begins."""
    (figure,) = find_figures(text)

    assert figure.value == (Decimal(low), Decimal(high))


@pytest.mark.parametrize("text", ["2020-2025年", "2024-2025学年", "2019至2021年度"])
def test_years_are_years(text: str) -> None:
    """A stretch of years has 年 behind it."""
    (figure,) = find_figures(text)

    assert figure.kind is Kind.DATE


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("社员46 茶园320 年产值210万元", ["46", "320", "210万元"]),
        ("养牛80 年收入12万元", ["80", "12万元"]),
        ("绣娘60 年人均增收3000元", ["60", "3000元"]),
        ("招聘会 企业28 岗位1260", ["28", "1260"]),
        ("合作社12 项目5", ["12", "5"]),
        ("试种了3 年", ["3 年"]),
        ("提供岗位 28 个", ["28 个"]),
        ("带动就业 28 岗位，签约5人", ["28 岗位", "5人"]),
    ],
)
def test_a_word_behind_a_blank_names_the_next_number(text: str, numbers: list[str]) -> None:
    """320 年产值 is no 320 years."""
    assert [each.text for each in find_figures(text) if each.is_figure] == numbers
