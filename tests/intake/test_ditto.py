"""〃 stands for the words of the line above."""

import pytest

from drafter.facts import Role, build_fact_sheet
from drafter.intake import notes_from_text


@pytest.mark.parametrize(
    ("above", "line", "told"),
    [
        (
            "三八节 包饺子 72人 买肉和面花了640块",
            "重阳节 〃 85人 〃 710块",
            "重阳节 包饺子 85人 买肉和面花了 710块",
        ),
        ("春节慰问 困难家庭12户 每户300", "中秋 〃 〃 12户", "中秋 慰问 困难家庭 12户"),
        ("手工培训 3期 96人", "枇杷技术 〃 2期 57人", "枇杷技术 培训 2期 57人"),
        ("明年想办直播班2期", "〃 美丽庭院冲到90户", "明年想 美丽庭院冲到90户"),
        ("执委9人", "〃", "执委"),
        ("", "〃 包饺子 85人", "〃 包饺子 85人"),
        ("执委9人", "讲座“三八”2场", "讲座“三八”2场"),
    ],
)
def test_a_ditto_mark_is_written_out(above: str, line: str, told: str) -> None:
    """Nothing behind the reader sees two lines at once."""
    notes = notes_from_text(f"{above}\n{line}")

    assert told == notes.lines[-1].text


def test_what_is_written_out_leads_back_to_its_mark() -> None:
    """A place in the notes must show what stands there."""
    notes = notes_from_text("手工培训 3期\n枇杷技术 〃 2期 57人")
    line = notes.lines[-1]
    place = line.text.index("57人")
    start, end = line.span(place, place + 3)

    assert notes.text[start:end] == "57人"
    assert (
        notes.text[slice(*line.span(line.text.index("培训"), line.text.index("培训") + 2))] == "〃"
    )


def test_a_plan_told_by_a_ditto_mark_is_a_plan() -> None:
    """Else what is planned would be told as done."""
    sheet = build_fact_sheet([notes_from_text("明年想办直播班2期 带30个姐妹\n〃 美丽庭院冲到90户")])

    assert [each.role for each in sheet.activities] == [Role.PLAN, Role.PLAN]
