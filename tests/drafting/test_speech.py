"""What a cadre says becomes what she would write, and what a row half understands stays."""

import pytest

from drafter.drafting.meaning import oral_table
from drafter.drafting.plain import plain_sentence
from drafter.drafting.summary import materials_by_id
from drafter.drafting.wording import formal_words
from drafter.facts import build_fact_sheet
from drafter.figures import find_figures
from drafter.intake import notes_from_text
from drafter.verifying.style import lint_prose


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("弄了个茶话会", "举办茶话会"),
        ("搞了招聘会2场", "举办招聘会2场"),
        ("搞了春风行动", "开展春风行动"),
        ("弄个妇女夜校", "举办妇女夜校"),
        ("开了推进会3次", "召开推进会3次"),
        ("开庆三八大会", "召开庆三八大会"),
        ("夜校开了10门课", "夜校开设课程10门"),
        ("家风馆建了1个", "建成家风馆1个"),
        ("走了11个乡镇46个村", "走访11个乡镇46个村"),
        ("走了286户", "走访286户"),
        ("请县里专家来5次", "邀请县里专家前来授课5次"),
        ("接了240对，劝好了96对", "接待240对，劝和96对"),
        ("把闹离婚的劝住了5对", "劝和闹离婚夫妻5对"),
        ("闹矛盾的两口子劝住了3对", "劝和闹矛盾夫妻3对"),
        ("把大操大办的劝住了3户", "劝阻大操大办3户"),
        ("姐妹们拢到一块儿学手艺3次", "妇女集中起来学手艺3次"),
        ("大家一块儿学手绣3次", "大家共同学手绣3次"),
        ("和村委一起办晚会1场", "与村委共同举办晚会1场"),
        (
            "两癌免费查，宫颈癌702人，乳腺癌698人",
            "两癌免费检查，宫颈癌检查702人，乳腺癌检查698人",
        ),
        ("两癌筛查 乳腺癌702人", "两癌筛查 乳腺癌检查702人"),
        ("没啥经费", "缺少经费"),
        ("排查纠纷46起→化解43起", "排查纠纷46起，化解43起"),
        ("去年58对→今年73对", "去年58对，今年73对"),
        ("直播年初2场→年底9场", "直播年初2场，年底9场"),
        ("妇女微家由5个→19个", "妇女微家由5个增至19个"),
        ("信访40件→31件", "信访由40件降至31件"),
        ("示范户8→13户", "示范户由8增至13户"),
        ("粉丝2.4万→5.1万", "粉丝由2.4万增至5.1万"),
        ("报名73人→35人→12人", "报名73人→35人→12人"),
        ("每场20人→2期", "每场20人→2期"),
        ("大概40人", "约40人"),
        ("劝返女娃6个", "劝返女童6个"),
        ("留守男娃3个", "留守男童3个"),
        ("给43个娃发书包", "为43个儿童发放书包"),
        ("没钱 就搞了3次活动", "缺少经费，仅开展3次活动"),
        ("人手不够，就办了2期", "人员力量不足，仅开展2期"),
        ("观众多，3900人次听了", "观众多，3900人次参加"),
        ("资料发1500份", "发放资料1500份"),
        ("信息报县里22篇", "向县报送信息22篇"),
        ("报市妇联信息71条，省里采用6条", "向市妇联报送信息71条，省级采用6条"),
        ("评最美阳台56户", "评选最美阳台56户"),
        ("评区级30户", "评选区级30户"),
        ("带48个妇女干活", "带动48个妇女务工"),
        ("带着15户妇女干", "带动15户妇女务工"),
        ("摆了30桌", "设30桌"),
        ("瑜伽班最火", "瑜伽班最受欢迎"),
        ("最火的是古筝", "最受欢迎的是古筝"),
        ("比上年38.2万次涨不少", "比上年38.2万次增长较多"),
        ("夜校开到15门", "夜校增至15门"),
        ("美丽庭院争取到40户", "美丽庭院力争达到40户"),
        ("竹编再带10户", "竹编再带动10户"),
        ("产值上2000万元", "产值达到2000万元"),
        ("把鞋垫做出个牌子来", "打造鞋垫品牌"),
        ("活动老是那几张面孔", "参与活动的人员较为固定"),
        ("上报材料老是拖", "上报材料不够及时"),
        ("底数还没摸清", "底数尚未摸清"),
        ("手工坊东西卖得慢", "手工坊销售较慢"),
        ("家庭矛盾，调了5件", "家庭矛盾，调解5件"),
        ("妇女跳了4个节目", "妇女表演4个节目"),
        ("文艺表演，妇女占一大半", "文艺表演，妇女占大半"),
        ("常住也就约480人", "常住约480人"),
    ],
)
def test_speech_becomes_written_language(said: str, written: str) -> None:
    """The one who signs would change these words in every draft."""
    assert formal_words(said) == written


@pytest.mark.parametrize(
    "words",
    [
        "搞活集体经济",
        "协调了5件难事",
        "跳了4支舞",
        "搞好家风评比3次",
        "走了3个骨干",
        "把村里的路走了3遍",
        "评估托育机构26家",
        "评为市级先进",
        "带3个孩子去看病",
        "开展活动3次",
        "公开课12节",
        "请假2人",
        "出了3次险情",
        "火灾隐患排查4次",
        "全程陪同5人",
        "发展会员20名",
        "清明祭扫3次",
        "劝住了2个",
        "没啥变化",
        "大概念讲清",
        "听妇女说家里的事12次",
        "建档率98%",
        "两癌检查800人，查出宫颈癌3人，乳腺癌2人",
        "坐到一块儿拉家常4次",
        "和妇女聚到一起包粽子2次",
        "看娃班2期",
        "带娃妈妈12个",
        "正月里就开展3场活动",
        "没几天就办了3次",
    ],
)
def test_words_that_only_look_like_speech_stay(words: str) -> None:
    """A word replaced where it means something else is a false statement."""
    assert formal_words(words) == words


@pytest.mark.parametrize(("pattern", "written"), oral_table(), ids=lambda item: str(item)[:24])
def test_what_is_written_for_speech_is_no_speech(pattern: object, written: str) -> None:
    """A table that wrote one spoken word for another would hide from the linter, not mend."""
    words = written.replace("\\1", "").replace("\\2", "").replace("\\3", "")

    assert not [item for item in lint_prose(words) if item.kind == "colloquial"]
    assert not find_figures(words)
    assert pattern


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("洁净家庭评比 优21户 良60户", "洁净家庭评比，评出优21户、良60户。"),
        ("妇女之家星级评定 五星3个 四星9个", "妇女之家星级评定，评出五星3个、四星9个。"),
        (
            "“洁净家庭”评了2次 红旗户45户 黄旗户6户",
            "开展“洁净家庭”评选2次，评出红旗户45户、黄旗户6户。",
        ),
        ("执委:街道25 社区136", "共有街道执委25名、社区136名。"),
        ("公众号:122篇", "公众号发布122篇。"),
        ("妇女之家:8个", "建有妇女之家8个。"),
        ("评选:最美家庭12户,好婆媳24对", "评选最美家庭12户、好婆媳24对。"),
        ("5月:家庭教育讲座2场 130人", "5月举办家庭教育讲座2场，覆盖130人。"),
        ("女科技工作者协会 成立 会员212人", "女科技工作者协会成立，共有会员212人。"),
    ],
)
def test_a_line_of_a_ledger_gets_the_verb_of_its_kind(line: str, said: str) -> None:
    """优21户，良60户 says what was counted and not what was done."""
    sheet = build_fact_sheet([notes_from_text(f"石桥镇妇联2025年工作\n{line}\n")])
    told = [item for item in materials_by_id(sheet).values() if item.text]

    assert "".join(map(plain_sentence, told)) == said


def test_all_before_a_number_is_not_all_that_there_were() -> None:
    """Of 33 quarrels 31 were settled; 均已和解31件 would say that none is left."""
    assert formal_words("全和解了31件") == "和解31件"
    assert formal_words("调解8件，都说和了") == "调解8件，均已和解"
