"""What is reckoned by its claim: whole lists, what is left, shares of sums, and chains of these."""

import pytest

from tests.verifying.judged import statuses

_VISITS = (
    "河口镇妇联走访日记\n6.3 上午 4户 下午 6户\n6.4 东片 9户 有1户搬走了\n6.5 最后6户\n"
    "每户：面条5斤 现金200"
)
_DUTY = "柳湾社区值守本\n值守员 12人\n4月 20个工作日 接 30件\n5月 19 接 21件\n6月 21 接 45件"
_COURTS = "河口镇清洁庭院\n组 | 参加户 | 合格\n一组 | 30 | 24\n二组 | 42 | 37\n三组 | 28 | 25"
_CHECK = "河口镇抽查\n抽查 5个村 每村 16户\n不合格 12户"
_BOOKS = "柳湾社区书屋 收书 320本\n破的 不能用 40"
_CARE = "柳湾社区护理站\n名册 60人\n一级8 二级19 三级22 四级11"
_PATROL = "河口镇护河队\n每天3班 每班2人\n7.1—7.20 20天"
_RACE = "河口镇朗诵赛\n第1名 松林队 9.71分\n第2名 竹溪队 9.66分"
_POSTS = "柳湾社区公众号\n全年发 156篇\n原创 117"
_HEADED = "柳湾社区借款 周芳 6万 吴梅 4万 郑洁 11万"
_PLANS = "河口镇直播间\n已建 14处\n计划再建 9处"
_SURVEY = "柳湾社区问卷\n发放问卷 500份 收回 460份 有效 441份"
_SHOP = "河口镇车间\n车间 14个 其中新增 4个\n新增的每个奖补 3万元"
_SHEEP = "河口镇养羊户 4户\n卖羊 350只 每只 1260"
_CIRCLES = "柳湾社区妇女小组全年活动次数\n剪纸：21\n太极：19\n编织：26\n合唱：14"


@pytest.mark.parametrize(
    ("facts", "draft", "figure", "right"),
    [
        pytest.param(_VISITS, "三天走访慰问25户。", "25户", True, id="dated-lines"),
        pytest.param(_VISITS, "三天走访慰问26户。", "26户", False, id="dated-lines-wrong"),
        pytest.param(
            _VISITS, "走访25户，首日走完10户，占全部的四成。", "四成", True, id="share-of-a-sum"
        ),
        pytest.param(
            _VISITS,
            "走访25户，首日走完10户，占全部的三成。",
            "三成",
            False,
            id="share-of-a-sum-wrong",
        ),
        pytest.param(
            _VISITS, "走访25户，出资5000元，为每户送上200元。", "5000元", True, id="paid-to-a-sum"
        ),
        pytest.param(
            _VISITS, "走访25户，出资4000元，为每户送上200元。", "4000元", False, id="paid-wrong"
        ),
        pytest.param(_DUTY, "值守员12人轮流值守，累计60天。", "60天", True, id="column-of-days"),
        pytest.param(_DUTY, "12人累计值守60天，人均5天。", "5天", True, id="average-of-a-sum"),
        pytest.param(_DUTY, "12人累计值守60天，人均6天。", "6天", False, id="average-wrong"),
        pytest.param(_COURTS, "100户参加，86户合格，尚未合格的14户。", "14户", True, id="left"),
        pytest.param(
            _COURTS, "100户参加，86户合格，尚未合格的16户。", "16户", False, id="left-wrong"
        ),
        pytest.param(_CHECK, "抽查80户，合格68户。", "68户", True, id="opposite"),
        pytest.param(_CHECK, "抽查80户，合格78户。", "78户", False, id="opposite-wrong"),
        pytest.param(
            _CHECK, "抽查80户，合格68户，合格率85%。", "85%", True, id="rate-of-the-opposite"
        ),
        pytest.param(_BOOKS, "收书320本，可用280本。", "280本", True, id="usable"),
        pytest.param(_CARE, "名册60人，其中一、二级27人。", "27人", True, id="two-named-of-a-list"),
        pytest.param(_CARE, "名册60人，其中一、二级30人。", "30人", False, id="not-those-named"),
        pytest.param(_PATROL, "每日三班、每班2人，20天共出动60班次。", "60班次", True, id="turns"),
        pytest.param(
            _PATROL, "每日三班、每班2人，20天共出动60班次、120人次。", "120人次", True, id="chain"
        ),
        pytest.param(
            _PATROL,
            "每日三班、每班2人，20天共出动60班次、180人次。",
            "180人次",
            False,
            id="chain-off",
        ),
        pytest.param(_RACE, "松林队以9.71分夺冠，领先竹溪队0.05分。", "0.05分", True, id="ahead"),
        pytest.param(
            _RACE, "松林队以9.71分夺冠，领先竹溪队0.15分。", "0.15分", False, id="not-so-far"
        ),
        pytest.param(_POSTS, "全年推送156篇，平均每周3篇。", "3篇", True, id="by-the-weeks"),
        pytest.param(_POSTS, "全年推送156篇，平均每周5篇。", "5篇", False, id="by-the-weeks-wrong"),
        pytest.param(_HEADED, "姐妹借款21万元。", "21万元", True, id="headed-list"),
        pytest.param(_PLANS, "已建成直播间23处。", "23处", False, id="planned-is-not-done"),
        pytest.param(
            _SURVEY,
            "发放问卷500份，收回460份，有效441份，回收率88.2%。",
            "88.2%",
            False,
            id="other-rate",
        ),
        pytest.param(
            _SHOP, "车间14个，按每个3万元奖补42万元。", "42万元", False, id="paid-for-the-new-alone"
        ),
        pytest.param(
            _SHEEP, "4户卖羊350只，收入44.1万元。", "44.1万元", True, id="price-without-a-unit"
        ),
        pytest.param(
            _SHEEP, "4户卖羊350只，收入44.1万斤。", "44.1万斤", False, id="no-price-in-weight"
        ),
        pytest.param(
            _CIRCLES, "社区4个妇女小组全年活动80次。", "4个", True, id="as-many-as-were-summed"
        ),
        pytest.param(
            _CIRCLES, "社区6个妇女小组全年活动80次。", "6个", False, id="not-as-many-as-were-summed"
        ),
    ],
)
def test_a_claim_is_reckoned(facts: str, draft: str, figure: str, *, right: bool) -> None:
    """What the words claim is reckoned from the facts and from what was reckoned before."""
    told = statuses(facts, draft)
    found = next(status for text, status in told.items() if figure in text)
    assert (found in {"supported", "derived"}) is right
