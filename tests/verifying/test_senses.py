"""A number that one sense is said of is none of another, whatever words the draft has for it."""

import pytest

from tests.verifying.judged import statuses

_COURSE = "清水乡妇联2025年工作\n育婴师培训 96 人 考试合格 81 上岗 55"
_WISHES = "清水乡妇联2025年工作\n征集微心愿 64 个 认领 58 个 圆了 51 个"
_GIFTS = "清水乡妇联2025年工作\n“爱心妈妈”项目收到捐款8.6万元，发放助学金7.2万元"
_WELLS = "清水乡妇联2025年工作\n修缮儿童之家6所\n帮扶车间做了中国结4200个，库存300个，其余卖完"
_DEBTS = "清水乡妇联2025年工作\n热线接到投诉42件，化解37件\n挽回损失最大一笔5.5万元，总18.3万元"
_KINDS = "清水乡妇联2025年工作\n亲子运动会到场学生120名、家长96名，裁判老师8名"
_BEFORE = "清水乡妇联2025年工作\n互助养老点 原有 4 个 现在 9 个"


@pytest.mark.parametrize(
    ("facts", "draft", "figure", "told"),
    [
        pytest.param(_COURSE, "96人通过考核。", "96人", False, id="enrolled-as-passed"),
        pytest.param(_COURSE, "育婴师培训考试合格96人。", "96人", False, id="both-words-said"),
        pytest.param(_COURSE, "81人取得合格证书。", "81人", True, id="passed-in-other-words"),
        pytest.param(_COURSE, "55名学员找到工作。", "55名", True, id="employed-in-other-words"),
        pytest.param(_COURSE, "培训育婴师96人，81人合格。", "96人", True, id="enrolled"),
        pytest.param(_WISHES, "完成微心愿58个。", "58个", False, id="taken-up-as-fulfilled"),
        pytest.param(_WISHES, "帮助实现微心愿51个。", "51个", True, id="fulfilled"),
        pytest.param(_GIFTS, "发放助学金8.6万元。", "8.6万元", False, id="received-as-spent"),
        pytest.param(
            _GIFTS, "募集爱心善款8.6万元。", "8.6万元", True, id="received-in-other-words"
        ),
        pytest.param(_WELLS, "新建儿童之家6所。", "6所", False, id="mended-as-built"),
        pytest.param(_WELLS, "改造儿童之家6所。", "6所", True, id="mended-in-other-words"),
        pytest.param(_WELLS, "销售中国结4200个。", "4200个", False, id="made-as-sold"),
        pytest.param(_WELLS, "生产中国结4200个。", "4200个", True, id="made-in-other-words"),
        pytest.param(_DEBTS, "成功化解投诉42件。", "42件", False, id="received-as-settled"),
        pytest.param(_DEBTS, "受理投诉42件。", "42件", True, id="received-as-taken-in"),
        pytest.param(_DEBTS, "挽回损失5.5万元。", "5.5万元", False, id="greatest-as-all"),
        pytest.param(_DEBTS, "单笔最高5.5万元。", "最高5.5万元", True, id="greatest"),
        pytest.param(_KINDS, "120名家长到场参加。", "120名", False, id="pupils-as-parents"),
        pytest.param(
            _KINDS, "120名学生和96名家长参加亲子运动会。", "96名", True, id="pupils-and-parents"
        ),
        pytest.param(_BEFORE, "全乡有互助养老点4个。", "4个", False, id="what-was-as-what-is"),
        pytest.param(_BEFORE, "互助养老点由4个增加到9个。", "4个", True, id="what-was-and-what-is"),
    ],
)
def test_a_sense_is_not_told_of_a_number_that_lacks_it(
    facts: str, draft: str, figure: str, *, told: bool
) -> None:
    """培训96人 told as 合格96人 claims what nobody did, and every digit is right."""
    assert (statuses(facts, draft)[figure] in {"supported", "derived"}) is told


_FAIR = "清水乡妇联2025年招聘会\n进场求职620人，其中女的410人\n岗位890个（适合女性的540个）"
_CLASS = "清水乡妇联2025年暑期班\n孩子 东村 35 西村 28 河口 22\n留守儿童占多数，有 61 个"
_SHARES = "清水乡合作社2025年\n菌棚24个\n打算年底分红，一股80元，总股数300股"
_TITLES = "清水乡妇联2025年评选\n评出最美家庭18户，其中市级3户\n困境儿童慰问 27 名"


@pytest.mark.parametrize(
    ("facts", "draft", "figure", "told"),
    [
        pytest.param(_FAIR, "620名妇女进场求职。", "620名", False, id="all-as-women"),
        pytest.param(_FAIR, "女性求职者410人。", "410人", True, id="women"),
        pytest.param(_FAIR, "620人进场求职。", "620人", True, id="all"),
        pytest.param(_FAIR, "提供女性岗位890个。", "890个", False, id="all-posts-as-womens"),
        pytest.param(_CLASS, "服务留守儿童85名。", "85名", False, id="a-sum-of-all-as-a-circle"),
        pytest.param(_CLASS, "共服务儿童85名。", "85名", True, id="a-sum-of-all"),
        pytest.param(_SHARES, "已向社员分红2.4万元。", "2.4万元", False, id="a-planned-product"),
        pytest.param(
            _SHARES, "年底拟向社员分红2.4万元。", "2.4万元", True, id="a-planned-product-as-planned"
        ),
        pytest.param(_TITLES, "评出市级最美家庭18户。", "18户", False, id="all-levels-as-one"),
        pytest.param(_TITLES, "市级最美家庭3户。", "3户", True, id="one-level"),
        pytest.param(_TITLES, "慰问困境儿童27名。", "27名", True, id="the-circle-that-is-noted"),
    ],
)
def test_a_narrower_circle_is_not_told_of_the_whole(
    facts: str, draft: str, figure: str, *, told: bool
) -> None:
    """620人进场 told as 620名妇女 counts the men in."""
    assert (statuses(facts, draft)[figure] in {"supported", "derived"}) is told
