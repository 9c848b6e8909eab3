"""What is not done yet, only asked for, one stage of it or only before is told as no result."""

import pytest

from tests.verifying.judged import statuses

_HEAD = "青石乡妇联2025年工作\n"


@pytest.mark.parametrize(
    ("line", "draft", "figure", "right"),
    [
        pytest.param("好婆婆名额10个 还没弄", "评选好婆婆10名。", "10名", False, id="not-yet"),
        pytest.param(
            "好婆婆名额10个 还没弄",
            "好婆婆评选名额10名，尚未开展。",
            "10名",
            True,
            id="told-as-open",
        ),
        pytest.param("好媳妇20 未完成,推到明年", "评选好媳妇20名。", "20名", False, id="put-off"),
        pytest.param(
            "美丽庭院120户，还有29户没动工", "29户已完工。", "29户", False, id="not-begun"
        ),
        pytest.param(
            "美丽庭院120户，还有29户没动工",
            "另有29户尚未动工。",
            "29户",
            True,
            id="told-as-not-begun",
        ),
        pytest.param(
            "两癌检查 1500的任务，咱查了1462",
            "完成检查1500人。",
            "1500人",
            False,
            id="task-as-done",
        ),
        pytest.param(
            "两癌检查 1500的任务，咱查了1462",
            "任务1500人，完成检查1462人。",
            "1462人",
            True,
            id="done-behind-a-task",
        ),
        pytest.param(
            "电商培训 一共95,拿上证的88", "95人取得证书。", "95人", False, id="all-as-passed"
        ),
        pytest.param(
            "手工坊订单60万,干完42万", "已完成订单60万元。", "60万元", False, id="ordered-as-made"
        ),
        pytest.param("公益岗一月才补150", "每年补贴150元。", "150元", False, id="month-as-year"),
        pytest.param(
            "救助申报9人,每人1万,已到账6人,6万",
            "已到账6人9万元。",
            "9万元",
            False,
            id="times-another-count",
        ),
        pytest.param(
            "信访27人次，比去年多了8人次",
            "接待27人次，比去年增加19人次。",
            "19人次",
            False,
            id="less-the-change",
        ),
        pytest.param(
            "绣娘80→192 销售额45万→118万",
            "绣娘80人，销售额45万元。",
            "80人",
            False,
            id="two-arrows",
        ),
        pytest.param("绣娘80→192", "现有绣娘80人。", "80人", False, id="before-as-now"),
        pytest.param("绣娘80→192", "绣娘由80人增至192人。", "80人", True, id="before-as-before"),
        pytest.param("编竹篮 一个月能挣1800", "人均年收入1800元。", "1800元", False, id="a-year"),
        pytest.param("编竹篮 一个月能挣1800", "人均月收入1800元。", "1800元", True, id="a-month"),
        pytest.param("调解 处了22起 成19起", "成功调解22起。", "22起", False, id="all-as-won"),
        pytest.param("调解 处了22起 成19起", "调解22起，成功19起。", "19起", True, id="won"),
        pytest.param(
            "表彰：三八红旗手10 集体3 最美家庭15", "最美家庭10户。", "10户", False, id="label-said"
        ),
        pytest.param("慰问困难妇女30人*500元", "每人500元。", "500元", True, id="times-is-each"),
        pytest.param("来了40来个人", "40余人参加。", "40余人", True, id="some-forty"),
    ],
)
def test_what_is_open_is_no_result(line: str, draft: str, figure: str, *, right: bool) -> None:
    """A cadre who signs for what was never done is asked about it next spring."""
    told = statuses(_HEAD + line, draft)
    assert (told[figure] in {"supported", "derived"}) is right
