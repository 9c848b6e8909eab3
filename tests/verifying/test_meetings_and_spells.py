"""What notes say only in a head or row by row: a meeting's clock, quarters, rows of years."""

import pytest

from tests.verifying.judged import statuses

_MEETING = (
    "河口区妇联三届四次执委会议纪要\n时间:2025年9月12日下午3:10  散会5:05\n地点:区妇联会议室\n"
    "应到21人 实到19人 请假2人\n一、听取前三季度工作报告\n二、增补执委3名"
)
_ERRAND = "柳湾社区2025年8月工作日志\n8/4 走访单亲家庭5户\n8/20前 报半年总结"
_YEARS = (
    "河口区婚调室数据\n年份 受理(件) 成功(件)\n"
    "2021 60 41\n2022 72 50\n2023 81 63\n2024 77 58\n2025 90 72"
)
_QUARTERS = (
    "柳湾镇讲座\n一季度 7场 听众340人次\n"
    "二季度 9场 410人次\n三季度 6场 275人次\n四季度 12场 560人次"
)
_HALVES = "柳湾镇数据表\n项目,上半年,下半年\n理发(次),14,21\n修渠道(公里),2.3,4.8\n送书(本),120,180"
_SHOP = "柳湾社区裁缝铺\n工期2025/4/8—2025/5/24\n最早就1间屋 现在4间\n日工资90元"
_STARS = "柳湾乡庭院奖补标准\n五星600元 四星350元 三星200元(每户)\n全乡发动840户"
_POSTS = "柳湾镇执委\n执委900人 主席60人\n村50个 社区10个"
_TRAINING = (
    "柳湾镇培训\n第1期 月嫂班 30人 取证27人\n第2期 护工班 24人 取证21人\n"
    "第3期 收纳班 26人 取证26人\n"
    "年底就业52人"
)


@pytest.mark.parametrize(
    ("facts", "draft", "figure", "right"),
    [
        pytest.param(_MEETING, "2025年9月12日，召开执委会议。", "2025年9月12日", True, id="day"),
        pytest.param(
            _MEETING, "2025年9月13日，召开执委会议。", "2025年9月13日", False, id="no-day"
        ),
        pytest.param(_MEETING, "会议15时10分开始。", "15时10分", True, id="clock"),
        pytest.param(_MEETING, "会议15时40分开始。", "15时40分", False, id="no-clock"),
        pytest.param(_MEETING, "会议历时1小时55分钟。", "1小时", True, id="lasted"),
        pytest.param(_MEETING, "会议历时1小时55分钟。", "55分钟", True, id="lasted-minutes"),
        pytest.param(_MEETING, "会议历时1小时35分钟。", "35分钟", False, id="lasted-wrong"),
        pytest.param(_ERRAND, "8月20日前上报半年总结。", "8月20日", True, id="errand"),
        pytest.param(_ERRAND, "8月21日前上报半年总结。", "8月21日", False, id="errand-wrong"),
        pytest.param(_ERRAND, "8月20日走访单亲家庭。", "8月20日", False, id="no-errand"),
        pytest.param(_YEARS, "五年来受理380件，成功284件。", "284件", True, id="rows-of-years"),
        pytest.param(_YEARS, "五年来受理380件，成功264件。", "264件", False, id="rows-wrong"),
        pytest.param(_YEARS, "2025年受理90件，比2024年多13件。", "90件", True, id="last-row"),
        pytest.param(_YEARS, "2025年受理77件。", "77件", False, id="row-of-another-year"),
        pytest.param(_QUARTERS, "上半年举办讲座16场。", "16场", True, id="two-quarters"),
        pytest.param(_QUARTERS, "上半年举办讲座18场。", "18场", False, id="other-quarters"),
        pytest.param(_QUARTERS, "下半年听众835人次。", "835人次", True, id="quarters-persons"),
        pytest.param(_QUARTERS, "下半年听众750人次。", "750人次", False, id="quarters-wrong"),
        pytest.param(_HALVES, "全年理发35次，上半年14次。", "14次", True, id="first-half"),
        pytest.param(_HALVES, "全年理发35次，上半年21次。", "21次", False, id="second-half"),
        pytest.param(_SHOP, "施工历时一个半月。", "一个半月", True, id="month-and-half"),
        pytest.param(_SHOP, "施工历时两个半月。", "两个半月", False, id="more-months"),
        pytest.param(_SHOP, "每人每天工资90元。", "90元", True, id="a-day"),
        pytest.param(_SHOP, "每人每月工资90元。", "90元", False, id="a-month"),
        pytest.param(_STARS, "五星级每户奖补600元。", "600元", True, id="rate-at-the-end"),
        pytest.param(_STARS, "五星级奖补共计600元。", "600元", False, id="rate-as-total"),
        pytest.param(
            _POSTS, "执委900人，平均每个村（社区）15人，其中主席60人。", "15人", True, id="mean"
        ),
        pytest.param(
            _POSTS, "执委900人，平均每个村（社区）25人，其中主席60人。", "25人", False, id="no-mean"
        ),
        pytest.param(_TRAINING, "参训80人，其中74人取得证书。", "74人", True, id="certified"),
        pytest.param(_TRAINING, "参训80人，其中47人取得证书。", "47人", False, id="not-certified"),
    ],
)
def test_what_is_said_in_heads_and_rows_bears(
    facts: str, draft: str, figure: str, *, right: bool
) -> None:
    """A reader knows when the meeting was and adds up rows; its near neighbour stays flagged."""
    found = statuses(facts, draft)[figure]

    assert (found in ("supported", "derived")) is right
