"""What terse notes say in their own way, and a draft writes out."""

import pytest

from drafter.facts import build_fact_sheet
from drafter.intake import notes_from_text
from drafter.verifying import verify


def flagged(notes: str, draft: str) -> list[str]:
    """Return the figures of a draft that the notes do not bear."""
    found = verify(draft, build_fact_sheet([notes_from_text(notes)])).flagged
    return [one.figure.text for one in found]


@pytest.mark.parametrize(
    ("notes", "draft"),
    [
        ("值守队12人 早6-8 晚5-7", "12人的值守队早6时至8时、晚5时至7时值守。"),
        ("妇女之家 每周2,4,6 上午9-11 开放", "妇女之家每周二、四、六上午9时至11时开放。"),
        ("书屋周六日开 来看书的85人", "书屋每周六、周日开放，85人前来看书。"),
        ("亲子阅读室 周二到周日开放", "亲子阅读室每周开放6天。"),
        ("合唱比赛 桂花社区冠军 松林社区亚军", "合唱比赛中，桂花社区获第一名，松林社区获第二名。"),
        ("读书会9次 到的人 少时12个 多时40", "读书会举办9次，每次到会12至40人。"),
        ("法律咨询：今年到10月底接了88件", "今年前10个月，接待法律咨询88件。"),
        ("2月停课 3-11 上了18课", "除2月停课外，3月至11月共上课18课。"),
        ("给敬老院送了床棉被", "向敬老院送去棉被一床。"),
        ("黑板报每半月→出了20期", "黑板报半月一期，已出20期。"),
        ("食堂一天两顿 中饭晚饭 老人36", "食堂每天供应午、晚两餐，36名老人就餐。"),
        ("普法讲座进27校", "普法讲座走进27所学校。"),
        ("体检：南坪130人 北坪96人 古井88人", "组织南坪、北坪、古井3村妇女体检。"),
        ("李某某(42) 6月3号夜里10点来求助", "6月3日夜间10时，42岁的李某某前来求助。"),
        ("拦下1笔 周大妈2万6差点转走", "拦截1笔，周大妈险些转出的2.6万元得以保住。"),
        ("家政班月工资 熟手4500-6000 新手3200起", "家政班熟手月工资4500至6000元，新手3200元起。"),
        ("母乳库收奶 28600ml", "母乳库接收母乳28600毫升。"),
        ("监测指标40项,达35,接近3,难2", "40项指标中达标35项，接近达标3项，难以达标2项。"),
        ("垃圾分类参与率 东区71% 西区64 北区80.5", "参与率东区71%、西区64%、北区80.5%。"),
        ("入托率 41.2→46.0(%)", "入托率由41.2%提高到46%。"),
    ],
)  # fmt: skip
def test_the_same_in_the_words_of_a_report(notes: str, draft: str) -> None:
    """Every figure of the draft is what the notes say."""
    assert not flagged(notes, draft)


@pytest.mark.parametrize(
    ("notes", "draft", "wrong"),
    [
        ("值守队12人 早6-8 晚5-7", "值守队早6时至9时、晚5时至7时值守。", "9时"),
        ("亲子阅读室 周二到周日开放", "亲子阅读室每周开放5天。", "5天"),
        ("妇女之家 每周2,4,6 开放", "妇女之家每周二、五、六开放。", "五"),
        ("合唱比赛 桂花社区冠军 松林社区亚军", "桂花社区获第二名。", "第二名"),
        ("法律咨询：今年到10月底接了88件", "今年前9个月，接待法律咨询88件。", "前9个月"),
        ("读书会9次 到的人 少时12个 多时40", "读书会每次到会12至50人。", "12至50人"),
        ("家政班月工资 新手3200起", "家政班新手月工资3200元。", "3200元"),
        ("垃圾分类参与率 东区71% 西区64", "参与率东区71%、西区68%。", "68%"),
    ],
)
def test_what_they_do_not_say_stays_flagged(notes: str, draft: str, wrong: str) -> None:
    """A reading that bears the right figure bears no other."""
    assert wrong in flagged(notes, draft)


@pytest.mark.parametrize("sign", ["×", "*", "x"])
@pytest.mark.parametrize(
    ("left", "right"), [("6", "2千"), ("2千", "6"), ("6户", "2000"), ("2000元", "6户")]
)
def test_either_side_of_a_product_may_be_what_is_paid(left: str, right: str, sign: str) -> None:
    """低保户6×2千 and 2千×6 pay 2000 to each of six."""
    notes = f"慰问 低保户{left}{sign}{right}；残疾人家庭9户×500元"

    assert not flagged(notes, "慰问低保户6户，每户2000元；残疾人家庭9户，每户500元。")
    assert flagged(notes, "慰问低保户9户，每户500元；残疾人家庭6户，每户2000元。")


def test_what_one_gets_is_all_of_it() -> None:
    """一等1×3千: the prize is 3000, and each of the second ones 2000."""
    notes = "厨艺赛 一等1×3千 二等2×2千"

    assert not flagged(notes, "评出一等奖1名，奖金3000元，二等奖2名，每名2000元。")
    assert "2000元" in flagged(notes, "评出一等奖1名，二等奖2名，奖金合计2000元。")
