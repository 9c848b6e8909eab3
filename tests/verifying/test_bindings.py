"""What binds a figure beyond its own words: its record, its pair, its anchor and its sums."""

import pytest

from tests.verifying.judged import statuses

RECORDS = "儿童之家规划 12项：完成 9 在建 2 未动 1\n妇女之家规划 15项：完成 11 在建 3 未动 4"
SEASONS = "凉亭夏天日均来客能到900人 冬天120上下"
LESSONS = "书法课 3 次\n剪纸课 4 次\n听课的人：书法 66 剪纸 85"
SHOPS = "一车间30人 二车间45人 三车间38人"
STREAMS = "月嫂班96人；育婴班81人；护理班43人\n（去年全年培训190人）"
GRANTS = "小学 21人 每人600\n初中 13人 每人900\n高中 8人 每人2000"
QUARTERS = "巡诊 一季度 17次 二季度 26次 三季度 19次"
MONTHS = "一月到四月 调解 21 对\n五至九月 调解 34 对"
SHARES = "甲规划 76项：达标 61\n乙规划 70项：达标 58"
YEARS = "暖心棚\n24年 4处 粥2100碗\n25年 6处 粥3460碗"


@pytest.mark.parametrize(
    ("facts", "draft", "figure", "flagged"),
    [
        pytest.param(
            RECORDS, "儿童之家规划12项中完成9项，在建3项。", "3项", True, id="another line's number"
        ),
        pytest.param(
            RECORDS,
            "儿童之家规划12项中完成9项，在建2项。",
            "2项",
            False,
            id="its own line's number",
        ),
        pytest.param(
            SEASONS,
            "凉亭冬天日均来客可达900人，夏天则在120人上下。",
            "900人",
            True,
            id="two seasons exchanged",
        ),
        pytest.param(
            SEASONS,
            "凉亭冬天日均来客120人上下，夏天可达900人。",
            "900人",
            False,
            id="two seasons told in the other order",
        ),
        pytest.param(
            LESSONS,
            "开设书法课3次、剪纸课4次，听课群众分别为85人、66人。",
            "85人",
            True,
            id="dealt out against the order of the numbers before",
        ),
        pytest.param(
            LESSONS,
            "开设书法课3次、剪纸课4次，听课群众分别为66人、85人。",
            "66人",
            False,
            id="dealt out in the order of the numbers before",
        ),
        pytest.param(
            SHOPS, "二车间有45人，比一车间多8人。", "8人", True, id="no difference of two others"
        ),
        pytest.param(
            SHOPS, "二车间有45人，比一车间多15人。", "15人", False, id="the difference it tells of"
        ),
        pytest.param(
            STREAMS, "培训人数比上年增加30人。", "30人", False, id="a line's sum less last year's"
        ),
        pytest.param(STREAMS, "培训人数比上年增加40人。", "40人", True, id="no such difference"),
        pytest.param(
            GRANTS, "共发放助学金4.03万元。", "4.03万元", False, id="rates paid over three lines"
        ),
        pytest.param(
            GRANTS, "共发放助学金4.13万元。", "4.13万元", True, id="no sum of these rates"
        ),
        pytest.param(QUARTERS, "前三季度开展巡诊62次。", "62次", False, id="three quarters"),
        pytest.param(QUARTERS, "上半年开展巡诊62次。", "62次", True, id="a half year is no three"),
        pytest.param(MONTHS, "1至9月调解55对。", "1至9月", False, id="months that join"),
        pytest.param(MONTHS, "1至10月调解55对。", "1至10月", True, id="months that do not join"),
        pytest.param(
            SHARES,
            "甲规划达标率80.3%，乙规划达标率82.9%，后者高出2.6个百分点。",
            "2.6个百分点",
            False,
            id="points between shares just told",
        ),
        pytest.param(
            YEARS, "2025年春运期间支起暖心棚4处。", "4处", True, id="the year before, in short"
        ),
        pytest.param(
            YEARS, "2025年春运期间支起暖心棚6处。", "6处", False, id="the year itself, in short"
        ),
        pytest.param(
            "筛查 7月份 918人（任务900）",
            "7月份筛查918人，超过900人的任务数。",
            "900人",
            False,
            id="a target that is passed is told as it is",
        ),
        pytest.param(
            "开播20场 卖出9.8万元 最好的那场2.1万元",
            "开播20场，卖出9.8万元，场均2.1万元。",
            "2.1万元",
            True,
            id="an average against its own numbers",
        ),
        pytest.param(
            "月收入从 900 到 2400 元",
            "月收入增加2400元。",
            "2400元",
            True,
            id="what it became is no increase",
        ),
    ],
)
def test_a_figure_keeps_to_its_record(
    facts: str, draft: str, figure: str, *, flagged: bool
) -> None:
    """The words at a figure alone cannot tell two like things apart; what stands around it can."""
    status = statuses(facts, draft)[figure]

    assert flagged is (status not in ("supported", "derived"))
