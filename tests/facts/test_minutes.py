"""Minutes and chats tell of work; when they were held, who spoke and what was asked is none."""

import pytest

from drafter.facts import FactSheet, build_fact_sheet
from drafter.intake import notes_from_text

MINUTES = """石桥镇妇联年终碰头会 会议记录

时间：2025年12月3日下午2:00—3:40
地点：镇政府二楼
主持：镇妇联主席 汤
出席：各村妇联主席9人（应到11，两个村请假）
记录：小柯

汤：先报数，最后我来归。
【维权】老段：接访41件，办结38件。
汤：法律讲座呢？ 段：办了6场，听课310人次。
【家庭】
汤插话：经费说一下。
段：镇拨8万。
散会。15:40
"""


def sheet_of(text: str) -> FactSheet:
    return build_fact_sheet([notes_from_text(text)])


def texts_of(sheet: FactSheet) -> list[str]:
    return [each.text for each in sheet.activities]


def test_the_head_and_the_end_of_minutes_are_no_work() -> None:
    """A summary does not tell when it was talked over, nor who sat there."""
    sheet = sheet_of(MINUTES)
    told = "\n".join(texts_of(sheet))

    for word in ("2:00", "二楼", "应到", "15:40", "散会", "小柯"):
        assert word not in told
    assert "接访41件" in told
    assert sheet.org == "石桥镇妇联"


def test_what_the_head_counts_is_kept_among_the_dropped() -> None:
    """Nothing of the notes is lost."""
    dropped = [fact.figure.text for each in sheet_of(MINUTES).dropped for fact in each.figures]

    assert "9人" in dropped


def test_the_fields_of_an_event_stay_work() -> None:
    """A training that has its time and place is told, though somebody presided."""
    sheet = sheet_of(
        "石桥镇妇联2025年工作记录\n\n时间：2025年5月6日\n地点：镇文化站\n主持：汤主席\n"
        "内容：家政培训，42人参加\n"
    )

    assert any("42人" in each for each in texts_of(sheet))


def test_a_speaker_is_left_out_wherever_she_speaks() -> None:
    """汤：, 老段： and 段： are nobody that a figure counts."""
    told = "\n".join(texts_of(sheet_of(MINUTES)))

    assert "：" not in told
    assert "段" not in told


def test_an_answer_is_of_what_was_asked() -> None:
    """办了6场 alone does not say of what; the question before it does."""
    (answer,) = [each for each in sheet_of(MINUTES).activities if "6场" in each.text]

    assert "法律讲座" in answer.text + answer.heading
    assert "呢" not in answer.text


def test_one_letter_before_a_colon_is_no_speaker_in_a_list() -> None:
    """罗：12户 may be a village's short name where nobody speaks so."""
    told = texts_of(sheet_of("三溪镇妇联2025年工作\n走访慰问困难妇女：\n罗：12户\n"))

    assert any("罗" in each for each in told)


@pytest.mark.parametrize(
    "line",
    [
        "群聊：三溪村妇联工作群(21)",
        "三溪村妇联工作群（21人）",
        "“三溪村妇联工作群”的聊天记录",
    ],
)
def test_the_name_of_a_chat_is_no_work_but_names_the_org(line: str) -> None:
    """How many read a chat is nothing that was done."""
    sheet = sheet_of(f"{line}\n\n张会计 9:03\n两癌检查去了87个人\n李妹 9:05\n矛盾调解4起\n")

    assert not any("群" in each for each in texts_of(sheet))
    assert sheet.org == "三溪村妇联"


def test_a_group_that_was_founded_is_work() -> None:
    """建群 is done by the org; the line names no chat that it was copied from."""
    told = texts_of(sheet_of("三溪村妇联2025年工作\n建妈妈互助群3个，进群120人\n"))

    assert told == ["建妈妈互助群3个，进群120人"]


@pytest.mark.parametrize("label", ["转文字：", "语音转文字：", "[语音转文字]", "（转文字）"])
def test_a_recorders_label_is_left_out(label: str) -> None:
    """How words came onto paper is nobody's work."""
    sheet = sheet_of(f"三溪村妇联2025年工作\n{label}两癌检查去了八十七个人\n")

    assert texts_of(sheet) == ["两癌检查去了八十七个人"]
