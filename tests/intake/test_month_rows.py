"""A row of a table that is known by its month or quarter alone."""

import pytest

from drafter.facts import build_fact_sheet
from drafter.intake import notes_from_text


@pytest.mark.parametrize(
    ("head", "row", "said"),
    [
        pytest.param("月 接访 回访", "3 12 9", "3月", id="month"),
        pytest.param("月份 接访 回访", "3 12 9", "3月", id="named-month"),
        pytest.param("季度 场次 人数", "2 9 400", "2季度", id="quarter"),
    ],
)
def test_a_row_is_named_by_its_month(head: str, row: str, said: str) -> None:
    """月1，警情5 told the month as a count, and the next row's as a contradiction of it."""
    other = row.replace(row[0], "1", 1)
    sheet = build_fact_sheet([notes_from_text(f"柳湾镇妇联2025年维权\n{head}\n{other}\n{row}")])

    assert sheet.activities[-1].text.startswith(said)
    assert sheet.conflicts == ()
