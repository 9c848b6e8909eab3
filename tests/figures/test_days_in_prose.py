"""A day that opens a sentence is a day, as it is at the head of a note's line."""

import pytest

from drafter.figures import find_figures


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("共3场。5.15，家庭教育讲座到家长37人。", "5.15"),
        ("共3场。7/13，参与转移3860人。", "7/13"),
        ("5.15 家庭教育讲座", "5.15"),
        ("5.15家庭日", "5.15"),
    ],
)
def test_a_day_opens_a_sentence(text: str, day: str) -> None:
    """A draft joins the lines of a log; what was a day in the notes must not become two numbers."""
    found = {figure.text: figure.kind.value for figure in find_figures(text)}

    assert found[day] == "date"


@pytest.mark.parametrize("text", ["得分低。4.8分以下不算。", "占比不高。2/3的村没有阵地。"])
def test_a_decimal_and_a_share_stay_what_they_are(text: str) -> None:
    """Only what can be a day is one."""
    assert "date" not in {figure.kind.value for figure in find_figures(text)}


@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("1月18   两节慰问走访210户", ["1月18"]),
        ("6月6，防溺水巡河120次", ["6月6"]),
        ("3月5 场讲座", []),
        ("1月18 慰问，2月20 培训", []),
        ("13月5 培训", []),
    ],
)
def test_a_day_without_its_word_opens_a_line(line: str, days: list[str]) -> None:
    """1月18 before what was done is a day; among months it is what each month counts."""
    found = [item.text for item in find_figures(line) if item.kind.value == "date"]

    assert [text for text in found if not text.endswith("月")] == days
