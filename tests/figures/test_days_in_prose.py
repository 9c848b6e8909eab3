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


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("小组会开会3次（3.12 / 7.8 / 10.30）", ["3.12", "7.8", "10.30"]),
        ("集体婚礼1场 5.20 16对", ["5.20"]),
        ("调解3起见本子 1.13 3.2 6.20", ["1.13", "3.2", "6.20"]),
        ("义诊2场（4.6、9.18）", ["4.6", "9.18"]),
    ],
)
def test_as_many_days_as_were_counted_are_days(text: str, days: list[str]) -> None:
    """Three meetings and three numbers of a month and a day say when they were."""
    found = [figure.text for figure in find_figures(text) if figure.kind.value == "date"]

    assert found == days


@pytest.mark.parametrize(
    "text",
    [
        "销售1批 3.2 万元",
        "培训3场（3.1 / 2.8 / 4.5）",
        "检查2次 4.6 8.14 9.20",
        "采摘1场 5.20元",
        "评分2次（4.60、4.45）",
        "评分3次平均4.8 4.9",
    ],
)
def test_decimals_behind_a_count_stay_decimals(text: str) -> None:
    """Out of order, too many, or with a unit behind them they are no days."""
    assert "date" not in [figure.kind.value for figure in find_figures(text)]


def test_a_day_behind_the_name_of_a_chat_is_no_number_of_it() -> None:
    """微信 is said before numbers that are not to be told; a whole date is none."""
    assert [found.value for found in find_figures("微信群 刘姐 2026-3-9")] == ["2026-03-09"]
