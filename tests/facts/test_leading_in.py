"""What stands over several lines is set only before those that it is over."""

import pytest

from drafter.facts import build_fact_sheet
from drafter.facts.shapes import is_own_unit, without_own_unit
from drafter.intake import notes_from_text


@pytest.mark.parametrize("act", ["表彰", "评选", "颁奖"])
@pytest.mark.parametrize("came", ["到会160人", "参会160人", "出席160人"])
def test_who_came_is_none_of_the_honours(act: str, came: str) -> None:
    """…大会 表彰：到会160人 says that a hundred and sixty were honoured."""
    lines = ("石桥镇妇联2025年工作", f"3月7日开庆三八大会 {act}:", "三八红旗手8名", came)
    sheet = build_fact_sheet([notes_from_text("\n".join(lines) + "\n")])
    texts = [item.text for item in sheet.activities]

    assert f"3月7日开庆三八大会，{came}" in texts
    assert "三八红旗手8名" in texts


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("我们村这边：插秧比赛1次", "插秧比赛1次"),
        ("咱们还有一支舞队", "还有一支舞队"),
        ("本社区 讲座2场", "讲座2场"),
        ("我县首个家庭辅导中心", "我县首个家庭辅导中心"),
        ("村里讲座2场", "村里讲座2场"),
    ],
)
def test_who_speaks_of_her_own_unit_names_nobody(text: str, rest: str) -> None:
    """The sender's village is named from the message; her 我们村 says it again."""
    assert without_own_unit(text) == rest
    assert is_own_unit("我们村")
    assert not is_own_unit("我县")
