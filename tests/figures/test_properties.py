"""What must hold for every number and every text, not only for the judged ones."""

from decimal import Decimal

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from drafter.figures import Figure, find_figures
from drafter.figures.numerals import parse_numeral

pytestmark = pytest.mark.properties

DIGITS = "零一二三四五六七八九"
CAPITALS = "零壹贰叁肆伍陆柒捌玖"
UNITS = ("人", "名", "户", "场次", "人次", "份", "元", "篇", "个")


def chinese(number: int, digits: str = DIGITS, scales: str = "十百千") -> str:
    """Write a whole number below a 亿 in Chinese as an official would."""
    if number >= 10_000:
        head, rest = divmod(number, 10_000)
        gap = digits[0] if 0 < rest < 1000 else ""
        return (
            chinese(head, digits, scales)
            + "万"
            + (gap + chinese(rest, digits, scales) if rest else "")
        )
    text, zero = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            text += (
                (digits[0] if zero else "") + digits[digit] + (scales[place - 1] if place else "")
            )
            zero = False
        elif text:
            zero = True
    if digits is DIGITS and text.startswith("一十"):
        text = text[1:]
    return text


def wide(text: str) -> str:
    """Write digits full width, as IMEs do."""
    return text.translate({ord(char): ord(char) + 0xFEE0 for char in "0123456789."})


def grouped(number: int) -> str:
    """Write a number with thousands separators."""
    return f"{number:,}"


FORMS = (
    ("plain", str),
    ("wide", lambda number: wide(str(number))),
    ("grouped", grouped),
    ("chinese", chinese),
    ("capital", lambda number: chinese(number, CAPITALS, "拾佰仟")),
    ("arab-indic", lambda number: str(number).translate({0x30 + i: 0x660 + i for i in range(10)})),
)


def only(text: str) -> Figure:
    """Return the one figure of a text."""
    figures = find_figures(text)
    assert len(figures) == 1, (text, figures)
    return figures[0]


@given(number=st.integers(2, 9_999_999), form=st.sampled_from(FORMS), unit=st.sampled_from(UNITS))
@example(number=100_500, form=FORMS[3], unit="元")
@example(number=20_010, form=FORMS[3], unit="人次")
@settings(max_examples=400, deadline=None)
def test_a_number_written_in_any_form_is_found_again(
    number: int, form: tuple[str, object], unit: str
) -> None:
    """Facts and draft may write the same number differently; its value must not differ."""
    write = form[1]
    assert callable(write)
    figure = only(f"发放宣传资料{write(number)}{unit}。")

    assert Decimal(number) == figure.value
    assert unit == figure.unit


@given(tens=st.integers(1, 99_999), scale=st.sampled_from([("万", 10**4), ("亿", 10**8)]))
@settings(max_examples=200, deadline=None)
def test_a_decimal_with_its_scale_is_folded_into_the_value(
    tens: int, scale: tuple[str, int]
) -> None:
    """2.1万元 and 21000元 are one value."""
    written = Decimal(tens) / 10
    figure = only(f"投入{written}{scale[0]}元。")

    assert written * scale[1] == figure.value
    assert figure.step is not None
    assert isinstance(figure.value, Decimal)
    assert figure.step <= figure.value


@given(number=st.integers(11, 9_999_999))
@settings(max_examples=200, deadline=None)
def test_the_step_is_the_place_of_the_last_digit_written(number: int) -> None:
    """A hedge may hide no more than what the writer rounded away."""
    figure = only(f"惠及群众{number}人。")
    step = figure.step

    assert step is not None
    assert number % int(step) == 0
    assert number // int(step) % 10 != 0


NEUTRAL = st.text(
    alphabet="的了在和与为促进妇女工作开展组织活动群众发展服务水平，。；\n", max_size=30
)


@given(
    before=NEUTRAL,
    after=NEUTRAL,
    number=st.integers(2, 99_999),
    unit=st.sampled_from(["人次", "户", "份", "场次", "元"]),
)
@settings(max_examples=300, deadline=None)
def test_neutral_words_around_a_figure_do_not_change_it(
    before: str, after: str, number: int, unit: str
) -> None:
    """A figure says the same wherever its sentence stands."""
    assume(not after.startswith(("元", "次")))
    figures = find_figures(f"{before}，共{number}{unit}，{after}")

    assert [(Decimal(number), unit)] == [(figure.value, figure.unit) for figure in figures]


ODD_CHARACTERS = (
    "0123456789〇一二三十百千万亿两几半余多约近至到-—～.，,、：:/%人名户元年月日号周第每各"
    "()（）〔〕“”《》xX× \t\n①⑿\ud800"
)
HOSTILE = st.one_of(st.text(max_size=60), st.text(alphabet=ODD_CHARACTERS, max_size=60))


@given(text=HOSTILE, everything=st.booleans())
@example(text="\ud8001\udfff", everything=True)
@example(text="1/0、三分之零", everything=True)
@example(text="第第第一一一", everything=True)
@settings(max_examples=1500, deadline=None)
def test_no_text_raises_and_spans_always_slice_to_their_surface(
    text: str,
    everything: bool,  # noqa: FBT001 # drawn, not passed by hand
) -> None:
    """Every other room cuts the text by these spans."""
    figures = find_figures(text, everything=everything)
    end = 0
    for figure in figures:
        assert end <= figure.start < figure.end <= len(text)
        assert text[figure.start : figure.end] == figure.text
        end = figure.end


@given(text=HOSTILE)
@settings(max_examples=300, deadline=None)
def test_asking_for_everything_never_loses_a_figure(text: str) -> None:
    """``--all`` adds what is no figure and changes nothing else."""
    everything = find_figures(text, everything=True)

    assert find_figures(text) == tuple(figure for figure in everything if figure.is_figure)


@given(number=st.integers(0, 99_999_999))
@settings(max_examples=300, deadline=None)
def test_chinese_numerals_are_worth_what_they_say(number: int) -> None:
    """The numeral grammar alone, without the text around it."""
    numeral = parse_numeral(chinese(number) or "零")

    assert numeral is not None
    assert Decimal(number) == numeral.value
