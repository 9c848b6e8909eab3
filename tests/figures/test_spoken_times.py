"""Hours, weekdays, months and days as a village writes them down, read over whole families."""

from itertools import product

import pytest

from drafter.figures import find_figures

JOINS = ("-", "—", "至", "到", "~")


def values(text: str) -> list[object]:
    """Return what the calendar figures of a text are."""
    return [one.value for one in find_figures(text) if one.kind.value in ("date", "period")]


@pytest.mark.parametrize(
    ("part", "join", "mark"),
    list(product(("早", "上午", "早上", "上午 ", "上午："), JOINS, ("", "点", "时"))),
)
def test_two_numbers_behind_a_part_of_the_day_are_hours(part: str, join: str, mark: str) -> None:
    """早7-9 counts nothing."""
    assert values(f"值班{part}8{join}11{mark}，在岗") == [("T08:00", "T11:00")]


@pytest.mark.parametrize(("part", "join"), list(product(("下午", "晚", "晚上", "傍晚"), JOINS)))
def test_hours_behind_noon_are_those_of_a_day_of_24(part: str, join: str) -> None:
    """晚6-8 is 18 to 20."""
    assert values(f"{part}6{join}8点") == [("T18:00", "T20:00")]


@pytest.mark.parametrize("text", ["早7-9人到场", "晚6-8个", "上午10-12%", "下午3-6户", "下午5-3"])
def test_what_is_counted_in_a_part_of_the_day_is_no_hour(text: str) -> None:
    """A unit says that something is counted."""
    assert not values(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("下午2:30-5:00", ["T14:30", "T17:00"]),
        ("晚上7点到9点半", ["T19:00", "T21:30"]),
        ("上午9:00—11:30", ["T09:00", "T11:30"]),
        ("晚7时至8时", ["T19:00", "T20:00"]),
    ],
)
def test_what_an_afternoon_reaches_to_lies_in_it(text: str, found: list[str]) -> None:
    """下午2:30-5:00 ends at 17."""
    assert values(text) == found


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("每周六日开放", ["W6", "W7"]),
        ("周五、六、日开课", ["W5", "W6", "W7"]),
        ("每周六、日", ["W6", "W7"]),
        ("每周2、4晚上", ["W2", "W4"]),
        ("每周1,4坐班", ["W1", "W4"]),
        ("周2到周4值守", [("W2", "W4")]),
        ("每周1-5", [("W1", "W5")]),
    ],
)
def test_days_of_the_week_are_read_without_their_word(text: str, days: list[object]) -> None:
    """周六日, 每周2、4."""
    assert values(text) == days


@pytest.mark.parametrize(
    "text", ["每周2次", "每周3至5次", "每周1、2次", "每周六天", "第2周3、4班", "4周2、3组"]
)
def test_what_a_week_counts_is_no_day(text: str) -> None:
    """每周2次 says how often."""
    assert not [one for one in find_figures(text) if one.unit == "星期"]


def test_day_care_on_saturday_names_no_sunday() -> None:
    """周六日间照料 is 日间."""
    assert values("每周六日间照料") == ["W6"]


@pytest.mark.parametrize("text", ["(2022.4-9) 清河镇", "2022.4—9，全镇", "2022.4至9\n"])
def test_the_months_of_one_year(text: str) -> None:
    """2022.4-9 is April to September."""
    assert ("2022-04", "2022-09") in values(text)


@pytest.mark.parametrize("text", ["2022.4-9万", "2022.4-9.5"])
def test_what_is_counted_behind_a_dotted_month_is_no_month(text: str) -> None:
    """A number with its own unit is none."""
    assert ("2022-04", "2022-09") not in values(text)


@pytest.mark.parametrize("count", ["310人次", "46场", "22对", "8.6万元"])
def test_a_stretch_of_months_stands_right_before_what_it_counts(count: str) -> None:
    """1-9月213人次."""
    figures = find_figures(f"接待1-9月{count}")

    assert [one.text for one in figures] == ["1-9月", count]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("助学金 8.25发放", ["--08-25"]),
        ("报名40人，11.16决赛", ["--11-16"]),
        ("中秋 9.17", ["--09-17"]),
        ("端午节（6.10）", ["--06-10"]),
        ("巡河 7.10起—8.31", [("--07-10", "--08-31")]),
        ("夜校 9.3开课到12.20", ["--09-03", "--12-20"]),
        ("3场：3.8东街 / 5.12西街 / 6.1学校", ["--03-08", "--05-12", "--06-01"]),
        ("慰问（1.20孙家沟12户，2.3李家沟9户）", ["--01-20", "--02-03"]),
    ],
)
def test_a_dotted_day_is_known_by_what_stands_beside_it(text: str, days: list[object]) -> None:
    """8.25发放, 中秋 9.17, and a list whose every item opens with its day."""
    assert values(text) == days


@pytest.mark.parametrize(
    "text",
    [
        "同比 8.12上升", "均价 3.15一斤", "培训3.2，慰问4.5", "账上3.2修路，4.6建桥",
        "得分 9.12高于上年", "5.20万 / 6.18万", "6.20起火警", "8.90元；9.12元",
    ],
)  # fmt: skip
def test_a_decimal_stays_a_decimal(text: str) -> None:
    """Nothing there tells of a day."""
    assert not values(text)
