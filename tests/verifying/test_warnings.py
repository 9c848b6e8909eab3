"""Warnings: what is no wrong figure and still wants a look."""

import pytest

from tests.verifying.judged import verified

NOTES = (
    "柳河镇妇联2025年工作记录\n联合镇司法所开展“法律明白人”培训2期60人，"
    "发放《民法典》读本60册\n走访柳河村、青山村"
)


def kinds(draft: str, notes: str = NOTES) -> dict[str, str]:
    """Return each warning's surface with its kind."""
    return {warn.text: warn.kind for warn in verified(notes, draft).warnings}


@pytest.mark.parametrize(
    ("draft", "text", "kind"),
    [
        ("联合县人民医院开展培训2期60人。", "人民医院", "name"),
        ("联合卫生部门开展培训。", "卫生部门", "name"),
        ("走访大湾村，慰问群众。", "大湾村", "name"),
        ("表彰王秀英同志。", "王秀英", "name"),
        ("发放《家庭教育促进法》读本60册。", "《家庭教育促进法》", "title"),
        ("开展“巾帼大讲堂”培训2期。", "“巾帼大讲堂”", "quote"),
        ("我乡妇联开展培训2期60人。", "我乡", "level_word"),
        ("XX村开展培训2期。", "XX村", "placeholder"),
        ("20xx年培训60人。", "20xx年", "placeholder"),
        ("获得“”称号。", "“”", "placeholder"),
        ("各村妇代会主任参加培训。", "妇代会主任", "outdated"),
        ("宣传新婚姻法。", "婚姻法", "outdated"),
        ("完成率为15～30%。", "15～30%", "number_style"),
        ("培训２期。", "２", "number_style"),
        ("二零二五年培训60人。", "二零二五年", "number_style"),
        ("妇联95年成立。", "95年成立", "number_style"),
        ("1-6月接访。", "1-6月", "number_style"),
        ("4月-6月培训。", "4月-6月", "number_style"),
        ("7/8月培训。", "7/8月", "number_style"),
        ("24年12月培训。", "24年", "number_style"),
        ("培训60人，其中妇女80人。", "80人", "arithmetic"),
        ("该园238名幼儿中，留守儿童120人，占51%。", "51%", "arithmetic"),
        ("主要做了以下三个方面的工作：一是抓培训；二是抓宣传。", "三个方面", "count"),
        ("建成示范基地4个，分别是甲场、乙场、丙场。", "4个", "count"),
    ],
)
def test_what_wants_a_look_is_reported(draft: str, text: str, kind: str) -> None:
    """A partner, a place or a term that nobody noted is the model's invention."""
    assert kinds(draft).get(text) == kind


@pytest.mark.parametrize(
    "draft",
    [
        "我镇妇联联合镇司法所开展“法律明白人”培训2期60人，发放《民法典》读本60册。",
        "在柳河村、青山村走访，联合司法部门培训60人。",
        "围绕中心工作，深入各村开展庆“三八”活动，切实推进平安乡村建设。",
        "主要做了以下两个方面的工作：一是抓培训；二是抓宣传。",
        "全镇广大妇女积极参与美丽乡村建设，走进社区、走进家庭。",
        "培训60人，其中妇女40人。",
    ],
)
def test_ordinary_prose_is_left_alone(draft: str) -> None:
    """A warning on every other line would be read by nobody."""
    assert kinds(draft) == {}


@pytest.mark.parametrize(
    "draft",
    ["1—6月接访。", "1至6月接访。", "2024年12月培训。", "拨打0371-6655443。", "合格率95%～98%。"],
)
def test_numbers_written_by_the_standard_are_left_alone(draft: str) -> None:
    """A warning that is wrong teaches people to read none."""
    assert "number_style" not in kinds(draft).values()
