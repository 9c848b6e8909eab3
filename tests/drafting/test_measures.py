"""A bare number of a ledger gets the measure word that prose would give it, or none."""

import pytest

from drafter.drafting.summary import materials_by_id
from drafter.facts import build_fact_sheet
from drafter.intake import notes_from_text
from drafter.verifying import Verifier


def told(line: str) -> list[str]:
    sheet = build_fact_sheet([notes_from_text(f"石桥镇妇联2025年工作\n{line}\n")])
    return [item.text for item in materials_by_id(sheet).values() if item.text]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("执委11个 主席1 副主席2", "执委11名，主席1名，副主席2名"),
        ("接访47件 其中家暴6 其它22", "接访47件，其中家暴6件，其它22件"),
        ("受理信访30起 办结28", "受理信访30起，办结28起"),
        ("新建妇联7个(商圈2 楼宇4 平台企业1)", "新建妇联7个（商圈2个，楼宇4个，平台企业1个）"),
        ("最美家庭 县50户 市12 省2", "最美家庭，县50户，市12户，省2户"),
        ("巾帼示范基地 省级1 市级3", "巾帼示范基地，省级1个，市级3个"),
        ("两癌筛查 报名330 可疑11 确诊2", "两癌筛查，报名330人，可疑11人，确诊2例"),
        ("公众号推送31条 阅读1.4万", "公众号推送31条，阅读1.4万次"),
        ("选出执委165 其中35岁以下58", "选出执委165名，其中35岁以下58名"),
        (
            "卫生包520份 其中中学女生380 贫困妇女140",
            "卫生包520份，其中中学女生380份，贫困妇女140份",
        ),
        ("慰问物资90套 其中困难妇女 60", "慰问物资90套，其中困难妇女60套"),
        ("培训120人 其中妇女 80", "培训120人，其中妇女80人"),
        ("家教讲座:12 1080人次", "家教讲座：12场，1080人次"),
        (
            "两癌免费查 宫颈癌702 乳腺癌698 (任务数700)",
            "两癌免费查，宫颈癌702人，乳腺癌698人（任务数700人）",
        ),
        ("两癌筛查 乳腺癌702 宫颈癌698", "两癌筛查，乳腺癌702人，宫颈癌698人"),
        ("两癌检查800人 查出宫颈癌3 乳腺癌2", "两癌检查800人，查出宫颈癌3例，乳腺癌2例"),
        ("执委会 参会21 缺席4", "执委会参会21人，缺席4人"),
        ("妇女微家12 微信群5 群员820", "妇女微家12个，微信群5个，群员820名"),
        ("慰问留守儿童 礼包85", "慰问留守儿童，礼包85份"),
        ("确诊 宫颈癌9 乳腺癌14", "确诊宫颈癌9例，乳腺癌14例"),
    ],
)
def test_a_bare_number_is_told_with_what_it_counts(line: str, said: str) -> None:
    """主席1，副主席2 is how a ledger is kept, and no sentence that anybody would sign."""
    assert told(line) == [said]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("救助困难妇女2人 2万", "救助困难妇女2人，2万元"),
        ("山货销售收入23.4万", "山货销售收入23.4万元"),
        ("帮办贷款9笔 合计96万", "帮办贷款9笔，合计96万元"),
        ("救助4名女高中生 每人2000", "救助4名女高中生，每人2000元"),
        ("产品卖了8.3万(代销的占2.1万)", "产品卖了8.3万元（代销的占2.1万元）"),
        ("绣娘一个月收入1800左右", "绣娘一个月收入1800元左右"),
        ("比赛1场 奖品花了1350", "比赛1场，奖品花了1350元"),
        ("送油36桶 价值7200", "送油36桶，价值7200元"),
        ("月工资3200左右", "月工资3200元左右"),
        ("绣花组 最多的一个人3万", "绣花组最多的一个人3万元"),
        ("来料加工36人 最多的一个人2万3", "来料加工36人，最多的一个人2.3万元"),
        ("一个月收入1800左右", "一个月收入1800元左右"),
        ("绣娘60人 人均增收3000", "绣娘60人，人均增收3000元"),
    ],
)
def test_a_bare_sum_of_money_is_told_in_yuan(line: str, said: str) -> None:
    """万 alone leaves open what it is ten thousands of."""
    assert told(line) == [said]


@pytest.mark.parametrize(
    ("line", "bare"),
    [
        ("绘本漂流960", "漂流960"),
        ("绣片最多的一个人500", "一个人500"),
        ("讲座3场 每人2", "每人2"),
        ("协助报警14", "报警14"),
        ("临时救助金7，人数7人", "救助金7"),
        ("来访12人 下降7", "下降7"),
        ("投入救援力量50", "力量50"),
        ("公园种花460", "种花460"),
        ("年终收入18", "收入18"),
        ("重阳 理发64", "理发64"),
        ("两癌筛查800人 宫颈癌3 乳腺癌2", "宫颈癌3"),
        ("两癌 宫颈癌702 乳腺癌698", "乳腺癌698"),
        ("救助 宣传资料发2万", "资料发2万"),
        ("捐口罩3次 2万", "2万"),
    ],
)
def test_a_number_that_nothing_explains_stays_bare(line: str, bare: str) -> None:
    """A measure word that is guessed is an invention."""
    text = "，".join(told(line))

    assert bare in text
    assert text[text.index(bare) + len(bare) :][:1] in {"", "，"}


@pytest.mark.parametrize(
    "line",
    [
        "执委11个 主席1 副主席2",
        "接访47件 其中家暴6 其它22",
        "卖了8.3万(代销的占2.1万)",
        "合格率98.6",
    ],
)
def test_what_is_added_verifies_against_the_notes(line: str) -> None:
    """The promise holds for measure words too: the notes' figure vouches for what is written."""
    sheet = build_fact_sheet([notes_from_text(f"石桥镇妇联2025年工作\n{line}\n")])
    verification = Verifier(sheet).verify("。".join(told(line)) + "。")

    assert verification.ok
    assert verification.missing == ()


def test_the_word_of_a_sum_row_names_no_column() -> None:
    """合计：…19000元，手工坊11 must not lend 元 to what stands in the next column."""
    assert not any("11元" in text for text in told("合计：救助19人，19000元，手工坊11"))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("给43个娃发书包", "给43名娃发书包"),
        ("2天 35个人学", "2天，35人学"),
        ("新任主席4个", "新任主席4名"),
        ("爱心妈妈26个 一对二", "爱心妈妈26名，一对二"),
        ("辅导4个留守儿童", "辅导4名留守儿童"),
        ("新建12个妇女之家", "新建12个妇女之家"),
        ("走访8个村的妇女", "走访8个村的妇女"),
        ("挂牌3个儿童活动中心", "挂牌3个儿童活动中心"),
        ("组建志愿服务队9个", "组建志愿服务队9个"),
        ("评出个人7个", "评出个人7名"),
        ("困境儿童 结对189名 微心愿 圆了176个", "困境儿童，结对189名，微心愿圆了176个"),
    ],
)
def test_persons_are_no_pieces(line: str, said: str) -> None:
    """个 is how one speaks of people; houses, places and teams keep it."""
    assert told(line) == [said]


@pytest.mark.parametrize(
    ("line", "never"),
    [
        ("土地款一人少分2.4万 开了6次协调会 共8.8万", "8.8万次"),
        ("经费：县妇联项目12000 街道4000 花了15300", "12000个"),
    ],
)
def test_a_number_of_another_order_takes_no_measure_of_its_neighbour(line: str, never: str) -> None:
    """What was paid back is no number of meetings, and what a project got is no number of them."""
    assert never not in "".join(told(line))
