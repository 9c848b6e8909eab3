"""What fills the blanks of a form belongs to its sentence; what numbers pictures counts nothing."""

import pytest

from drafter.facts import build_fact_sheet
from drafter.intake import notes_from_text

HEAD = "芦湾乡妇联2025年工作情况\n"


@pytest.mark.parametrize(
    "line",
    [
        "乡妇联执委共(  25  )人,其中兼职副主席( 3 )人",
        "乡妇联执委共（ 25 ）人，其中兼职副主席（3 ）人",
        "乡妇联执委共__25__人，其中兼职副主席___3___人",
    ],
)
def test_a_filled_blank_is_a_number_of_its_sentence(line: str) -> None:
    """Every figure still knows where it stands in the notes."""
    text = HEAD + line
    sheet = build_fact_sheet([notes_from_text(text)])
    facts = [fact for item in sheet.activities for fact in item.facts]

    assert [fact.figure.text for fact in facts] == ["25人", "3人"]
    for fact in facts:
        assert text[fact.source.start : fact.source.end].startswith(fact.figure.text[:-1])


def test_an_aside_in_brackets_is_no_blank() -> None:
    """（35 岁以下 3 人） says of whom the number is a part."""
    sheet = build_fact_sheet([notes_from_text(HEAD + "执委25人（其中35岁以下3人）")])

    assert "（其中" in sheet.activities[0].text


@pytest.mark.parametrize("word", ["图", "照片", "图片"])
def test_the_number_of_a_picture_counts_nothing(word: str) -> None:
    """Sixteen captions would be sixteen figures that a summary must state."""
    told = ["直播培训第一期，学员62人", "第二期，学员58人", "同上", "和邮政签协议"]
    marks = ["1", "2", "2-2", "3"]
    lines = "\n".join(f"{word}{n}  {text}" for n, text in zip(marks, told, strict=True))
    sheet = build_fact_sheet([notes_from_text(HEAD + lines)])
    said = [fact.figure.text for item in sheet.activities for fact in item.facts]

    assert [text for text in said if "期" not in text] == ["62人", "58人"]
    assert not any(word in item.text for item in sheet.activities)


def test_what_is_counted_three_times_is_counted() -> None:
    """讲座3 讲座5 讲座2 are lectures, and no list of pictures."""
    sheet = build_fact_sheet([notes_from_text(HEAD + "讲座3 家长\n讲座5 学校\n讲座2 企业")])

    assert sum(len(item.facts) for item in sheet.activities) == 3


def test_a_word_behind_a_day_is_no_measure_word() -> None:
    """9.18 家长课堂 is a day, and no 18家."""
    lines = "9.12 中秋慰问64户\n9.18 家长课堂 57人\n9.25 婚调 5件"
    sheet = build_fact_sheet([notes_from_text(HEAD + lines)])
    facts = [fact.figure.text for item in sheet.activities for fact in item.facts]

    assert facts == ["9.12", "64户", "9.18", "57人", "9.25", "5件"]
