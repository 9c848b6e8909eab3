"""Title lines and the place of the signature follow the standard."""

import pytest

from drafter.exporting.layout import break_title, place_ending, width_of


@pytest.mark.parametrize(
    "lines",
    [
        ["柳河镇妇联2025年工作总结"],
        ["柳河镇妇女联合会2025年度", "工作总结暨2026年工作打算"],
        ["某某自治县妇女联合会关于2025年上半年", "“两癌”筛查和救助工作情况的报告"],
        ["万源市妇联2025年深化党建带妇建", "推进基层组织建设工作总结"],
    ],
)
def test_a_title_is_broken_between_words(lines: list[str]) -> None:
    """A word or a quotation cut in two is the commonest reason to send a file back."""
    assert list(break_title("".join(lines))) == lines


@pytest.mark.parametrize("length", range(1, 90))
def test_a_title_of_any_length_keeps_its_words_and_fits(length: int) -> None:
    """A long title without any known word is still broken, and loses nothing."""
    title = ("甲乙丙丁戊己庚辛壬癸" * 9)[:length]

    lines = break_title(title)

    assert "".join(lines) == title
    assert all(width_of(line) <= 20 for line in lines)


def test_a_number_in_a_title_is_not_cut() -> None:
    """2025 on one line and 年 on the next is read as a mistake."""
    for pad in range(12, 24):
        title = "柳" * pad + "2025年度工作总结及2026年工作打算"

        lines = break_title(title)

        assert any("2025年" in line for line in lines)
        assert any("2026年" in line for line in lines)


@pytest.mark.parametrize(
    ("signature", "date", "signature_right", "date_start"),
    [
        pytest.param("柳河镇妇女联合会", "2026年1月5日", 2, 8, id="date-shorter"),
        pytest.param("柳河妇联", "2025年12月31日", None, 9, id="date-longer"),
    ],
)
def test_the_date_starts_two_characters_after_the_signature(
    signature: str, date: str, signature_right: float | None, date_start: float
) -> None:
    """GB/T 9704-2012, 7.3.5.2: 2 characters from the right for the longer of the two."""
    place = place_ending(signature, date)

    assert place.signature_right == signature_right
    assert place.date_start == date_start
    assert place.signature_start == date_start + 2
    assert place.date_right is None


def test_a_date_alone_stands_two_characters_from_the_right() -> None:
    """Some offices print the name on the cover."""
    assert place_ending("", "2026年1月5日").date_right == 2


def test_a_signature_longer_than_a_line_leaves_the_date_at_the_right() -> None:
    """It takes two lines; the date must not be pushed to the left margin."""
    place = place_ending("临" * 36, "2026年1月5日")

    assert (place.signature_right, place.date_right) == (2, 4)
