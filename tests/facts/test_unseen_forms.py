"""Forms of notes that another hand wrote and that were read wrongly: each as a general pattern."""

import pytest

from drafter.facts import FactSheet, Scope, build_fact_sheet
from drafter.intake import notes_from_text
from drafter.intake.plain import separated_notes


def _sheet(text: str) -> FactSheet:
    return build_fact_sheet([notes_from_text(text)])


def _counts(sheet: FactSheet) -> list[str]:
    """Return what is told, without times."""
    return [
        fact.figure.text
        for activity in sheet.activities
        for fact in activity.facts
        if fact.label != "时间"
    ]


def _labels(sheet: FactSheet) -> dict[str, str]:
    return {fact.figure.text: fact.label for each in sheet.activities for fact in each.facts}


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("[群]镇妇联-阿珍：水边立牌 63 块，巡塘 412 次", ["63 块", "412 次"]),
        ("【妇联工作群】小李：慰问12户", ["12户"]),
        ("微信群|王姐：讲座2场", ["2场"]),
        ("(姐妹群) 云岭村：体检85人", ["85人"]),
        ("家长微信群转发9条，讲座2场", ["9条", "2场"]),
    ],
)
def test_a_line_behind_the_name_of_its_chat_is_told(text: str, counts: list[str]) -> None:
    """Where something was said is no reason to lose what was said."""
    sheet = _sheet(text)

    assert counts == _counts(sheet)


@pytest.mark.parametrize(
    "line",
    [
        "老李家丫头订婚 份子钱200 别忘了",
        "明天赶集买2斤红糖",
        "打印6份，周三上午送县委办。",
        "端午值班表在另一个文件里，别删",
    ],
)
def test_errands_and_private_matters_are_no_work(line: str) -> None:
    """Notes on a telephone hold what the writer must not forget besides."""
    sheet = _sheet(f"手工培训3期，96人\n{line}\n执委9人")

    assert _counts(sheet) == ["3期", "96人", "9人"]


@pytest.mark.parametrize("line", ["集体婚礼1场，新人12对", "购置打印机2台", "买奖品280块"])
def test_work_that_sounds_like_an_errand_is_told(line: str) -> None:
    """What was bought or celebrated for the org's work is work."""
    sheet = _sheet(f"手工培训3期\n{line}")

    assert len(sheet.activities) == 2


def test_who_speaks_behind_the_name_of_a_chat_is_known_by_it_later() -> None:
    """The second line of a copied chat often has no chat's name before it."""
    sheet = _sheet("[群聊] 李家坪:体检到了85人\n李家坪:打错了 更正一下 是58人哈")

    assert _counts(sheet) == ["58人"]


@pytest.mark.parametrize(
    "line", ["开发区妇联 小周 10:22", "石桥村 李主席 昨天 9:05", "社区办 阿芳 下午3:10"]
)
def test_a_sender_with_her_unit_is_no_work(line: str) -> None:
    """A unit before the sender's name would make an activity of a message's head."""
    sheet = _sheet(f"{line}\n家政班5期")

    assert _counts(sheet) == ["5期"]
    assert [line] == [each.text for each in sheet.dropped]


def test_an_event_with_its_hour_is_no_sender() -> None:
    """What was done at an hour must not be taken for a message's head."""
    sheet = _sheet("三八节 游园会 9:30 参加80人")

    assert "80人" in _counts(sheet)


@pytest.mark.parametrize(
    ("text", "told", "gone"),
    [
        ("陪伴服务 45人 620分钟?（应该是620人次）", ["45人", "620人次"], "620分钟"),
        ("绿豆20斤一袋 不对 是2斤一袋", ["2斤", "一袋"], "20斤"),
        ("家庭教育讲座4场，哦不对，5场", ["5场"], "4场"),
        ("培训12期（应为13期）", ["13期"], "12期"),
        ("活动3场 不对外 2场", ["3场", "2场"], ""),
    ],
)
def test_a_number_corrected_in_its_own_sentence_is_told_once(
    text: str, told: list[str], gone: str
) -> None:
    """Both the slip and the right number in a draft would contradict each other."""
    sheet = _sheet(text)
    corrected = [each.text for each in sheet.dropped if each.reason.startswith("已更正")]

    assert told == _counts(sheet)
    assert [gone] * bool(gone) == corrected


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("妇女之家328个\n每个妇女之家每年 2000 元", ""),
        ("两癌救助 每人 2000\n省级救助12人", ""),
        ("水窖 2012–2020 建了 312 口", ""),
        ("麦秆画合作社\n2019年成立，现在社员53人", ""),
        ("辅导室自2023年6月成立以来，累计接待2840对\n2025年1至8月接待712对", "2025"),
        ("2025 水窖 修了22口", "2025"),
        ("2025年成立了3支队伍", "2025"),
        ("2024年 96.7%", "2024"),
    ],
)
def test_what_is_no_year_of_the_report_gives_no_period(text: str, period: str) -> None:
    """An amount, a stretch of years and a founding year would date all that is told."""
    sheet = _sheet(text)

    assert period == sheet.period


@pytest.mark.parametrize(
    ("text", "org"),
    [
        ("和丰县妇联 12338热线 2025年\n转办29件", "和丰县妇联"),
        ("和柳河镇妇联一起走访12户\n柳河镇妇联培训3期", "柳河镇妇联"),
    ],
)
def test_a_name_may_begin_like_a_joining_word(text: str, org: str) -> None:
    """和丰县 is a county's name, 和柳河镇妇联 two who did it together."""
    assert _sheet(text).org == org


def test_a_line_of_numbers_counts_what_the_line_above_does() -> None:
    """二季 96户 says nothing by itself."""
    labels = _labels(_sheet("美丽庭院 一季 查88户\n二季 96户\n三季 120户"))

    assert labels["96户"] == labels["88户"] == labels["120户"]


def test_a_line_with_words_of_its_own_borrows_none() -> None:
    """超过10万的 tells of something else than who was asked."""
    labels = _labels(_sheet("问了412户\n超过10万的 还有96户"))

    assert labels["96户"] != labels["412户"]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("小岗埠村 美丽庭院打分\n全村参评90户", "village"),
        ("龙王庙社区家庭教育：\n亲子阅读8场", "community"),
        ("咱村今年报了46户，镇里来验收39户", "village"),
        ("农村妇女两癌检查120人", "other"),
        ("全县妇女之家328个", "county"),
    ],
)
def test_the_level_is_read_off_the_first_words(text: str, level: str) -> None:
    """What 全村 or 镇里 is for the org depends on its level."""
    sheet = _sheet(text)

    assert level == sheet.level.value


def test_the_whole_village_of_notes_without_an_org_is_their_own() -> None:
    """Without an org's name nothing says that 全村 is another's."""
    sheet = _sheet("美丽庭院打分\n全村参评都是90户")

    assert [fact.scope for each in sheet.activities for fact in each.facts] == [Scope.OWN]


def test_a_line_that_closes_with_its_verb_is_not_joined_to_the_next() -> None:
    """晒家风故事56篇 is no part of where the households came from."""
    sheet = _sheet(
        "县级 10 户，市级 4 户，省级 1 户，都从各村推的 78 户里出来的\n晒家风故事 56 篇，登报 7 篇"
    )

    assert _labels(sheet)["56 篇"] == "晒家风故事"


def test_a_line_broken_behind_a_noun_is_joined_to_the_next() -> None:
    """各村的 leaves open whose."""
    sheet = _sheet("3月8日在镇文化广场组织全镇12个村和3个社区的\n妇女代表320人开展游园活动")

    assert len(sheet.activities) == 1


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("县公安局全年发出家庭暴力告诫书64份，县法院签发保护令11份", Scope.OTHER_ORG),
        ("法院审结家事案件120件", Scope.OTHER_ORG),
        ("(北沟村捐了3100 那是他们村的)", Scope.OTHER_ORG),
        ("适老改造88户，他们做的", Scope.OTHER_ORG),
        ("技能大赛拿奖3个（人社办的）", Scope.OTHER_ORG),
        ("托养64人，民政局统计", Scope.OTHER_ORG),
        ("信访接待（去年同期）37件", Scope.LAST_YEAR),
        ("协助申请保护令7件，法院发出6件", Scope.OWN),
        ("联合县公安局发出告诫书64份", Scope.OWN),
        ("请派出所讲反诈2次", Scope.OWN),
        ("和法院一起调解离婚纠纷12件", Scope.OWN),
    ],
)
def test_what_others_did_is_told_from_what_we_did(text: str, scope: Scope) -> None:
    """A court's papers and another village's gift are no work of the org."""
    sheet = _sheet(text)
    told = [fact for each in sheet.activities for fact in each.facts]

    assert {scope} == {fact.scope for fact in told}


def test_rows_under_last_years_heading_are_last_years() -> None:
    """A part of a ledger set apart for comparison is none of this year's work."""
    sheet = _sheet(
        "镇妇联2026年上半年台账\n一、维权\n接访30件\n二、去年同期对照\n接访37件\n三、其他\n讲座4场"
    )

    assert [
        fact.scope for each in sheet.activities for fact in each.facts if fact.label != "时间"
    ] == [
        Scope.OWN,
        Scope.LAST_YEAR,
        Scope.OWN,
    ]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "信访30件，其中1月12件，2月18件，其中婚姻19件",
            {"12件": "30件", "18件": "30件", "19件": "30件"},
        ),
        ("受理176件，较上年的203件有所减少，其中婚姻类118件", {"118件": "176件"}),
        ("培训干部60名，其中村级40名，其中女性25名", {"40名": "60名", "25名": "40名"}),
    ],
)
def test_a_part_is_of_its_whole(text: str, parts: dict[str, str]) -> None:
    """A part of a month or of last year's number would be flagged as more than its whole."""
    facts = [fact for each in _sheet(text).activities for fact in each.facts]
    texts = {fact.id: fact.figure.text for fact in facts}

    assert parts == {fact.figure.text: texts[fact.part_of] for fact in facts if fact.part_of}


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("粉丝 2.4w → 5.1w", {"2.4w": "粉丝", "5.1w": "粉丝"}),
        ("手工培训3期 33+28人", {"33": "手工培训", "28人": "手工培训"}),
        ("粉丝由年初的6200人增至9850人", {"6200人": "粉丝", "9850人": "粉丝"}),
        ("“反诈姐妹团”从 2 支 12 人 到 8 支 66 人", {"8 支": "反诈姐妹团", "66 人": "反诈姐妹团"}),
        ("全县应换届村（社区）186个，其中村162个", {"186个": "应换届村（社区）"}),
        ("为26名低收入妇女申请救助金26万元", {"26名": "低收入妇女"}),
        ("告诫书（派出所出具）27份", {"27份": "告诫书"}),
        ("培训：乡镇级32期，县级3期", {"32期": "乡镇级培训", "3期": "县级培训"}),
        ("来看的游客，五一那天3200人次", {"3200人次": "游客"}),
        ("应换届村186个，截至11月25日已换181个", {"181个": "已换"}),
    ],
)
def test_a_label_says_what_is_counted(text: str, labels: dict[str, str]) -> None:
    """Arrows, pluses and words that lead to a date name nothing."""
    got = _labels(_sheet(text))

    assert all(
        word in got[figure] and not set("→+截") & set(got[figure])
        for figure, word in labels.items()
    )


@pytest.mark.parametrize(
    "text",
    [
        "明年打算：\n1、创业贷款争取发8000万；月嫂培训12期",
        "存在问题\n经费偏紧，39个村没有预算；35岁以下执委仅占21%",
        "附件1 数据核对表（组织部填）\n村（社区）247个；接访218件次",
        "下步安排\n计划培训主播200名，新建基地10个，创业贷款突破5000万元",
    ],
)
def test_a_line_of_plans_problems_or_sums_stays_whole(text: str) -> None:
    """Such a line is one list; cut up, each piece would need a sentence of its own."""
    sheet = _sheet(text)

    assert len(sheet.activities) == 1


def test_the_last_problem_above_another_heading_is_kept() -> None:
    """Taken for a heading with nothing below it, it would be lost without a trace."""
    sheet = _sheet(
        "云岭村妇联2025年总结\n慰问12户\n薄弱环节：\n流动妇女底数不清\n打算：\n再建妇女之家1个"
    )

    assert any("底数不清" in each.text for each in sheet.activities)


@pytest.mark.parametrize("line", ["5月：-", "6月：无", "7月: --", "八月：没有"])
def test_a_month_of_which_nothing_is_told_is_no_work(line: str) -> None:
    """A ledger of months has empty ones."""
    sheet = _sheet(f"3月：慰问12户\n{line}\n9月：讲座2场")

    assert _counts(sheet) == ["12户", "2场"]
    assert [each.reason for each in sheet.dropped] == ["没有内容"]


def test_a_list_broken_behind_and_goes_on() -> None:
    """The number at the head of a line belongs to the list above."""
    sheet = _sheet("两期家政班分别是45和\n52人")

    assert len(sheet.activities) == 1


def test_numbers_of_two_lines_are_not_run_together() -> None:
    """A digit more would make another number of them."""
    sheet = _sheet(
        "培训妇女60人，其余姐妹在家自学。到年底累计参加学习培训的有100\n100人参加妇女培训"
    )

    assert "100" in _counts(sheet)
    assert not any(count.startswith("100100") for count in _counts(sheet))


def test_a_first_sentence_that_counts_is_no_title() -> None:
    """Its numbers would be lost among the header's."""
    sheet = _sheet(
        "区妇联设立的辅导室自2023年6月成立以来，累计接待2840对，后来和好撤回336对。\n暂缓243对"
    )

    assert _counts(sheet) == ["2840对", "336对", "243对"]


def test_a_sum_is_of_what_opens_its_line() -> None:
    """收入 and 支出 each have a 合计, and neither is of one gift among them."""
    sheet = _sheet("支出：购货18450元，慰问10人共3000元，合计21450元")

    assert _labels(sheet)["21450元"] == "支出合计"


def test_each_village_answers_for_itself() -> None:
    """What was asked of all stands over the answers, whose villages must not be mixed."""
    sheet = _sheet(
        "[09:12] 王主席：各村把留守儿童数报一下\n"
        "[09:20] 北塘村小周：我们34人，结对34人\n"
        "[09:31] 下湾村老赵：26人，结对24人"
    )

    assert [each.heading for each in sheet.activities] == ["北塘村", "下湾村"]
    assert sheet.activities[1].facts[0].label.startswith("留守儿童")


def test_two_federations_in_one_chat_do_not_contradict_each_other() -> None:
    """Each tells of its own training."""
    sheet = _sheet("【石桥镇妇联】上半年：培训3期60人\n【白沙镇妇联】上半年：培训2期45人")

    assert sheet.conflicts == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("订单60万元，干完42万元，剩下的过年前交", "剩下的过年前交"),
        ("鞋垫3000双，其余的月底前交货", "其余的月底前交货"),
        ("绣片200件，余下的腊月前交", "余下的腊月前交"),
        ("电话回访340 打不通25", "打不通25"),
        ("入户走访80户，电话打不通的 12户", "打不通的"),
    ],
)
def test_goods_to_deliver_and_calls_in_vain_are_work(text: str, told: str) -> None:
    """A deadline of an order is no word to the writer, and a count of calls no errand."""
    sheet = _sheet(text)

    assert any(told in activity.text for activity in sheet.activities)
    assert sheet.dropped == ()


@pytest.mark.parametrize(
    "line", ["剩下的数据周五前交", "余下的表月底前交上来", "小王电话打不通，13点再打"]
)
def test_papers_to_hand_in_are_no_work(line: str) -> None:
    """What is left of the figures is for the writer."""
    sheet = _sheet(f"手工培训3期，96人\n{line}")

    assert [line] == [each.text for each in sheet.dropped]


@pytest.mark.parametrize(
    ("title", "org"),
    [
        ("云岭乡 妇联主席工作笔记 2025", "云岭乡妇联"),
        ("石桥镇妇联工作台账 2025", "石桥镇妇联"),
        ("白石村妇联日志（2025）", "白石村妇联"),
        ("河湾社区 妇联工作记录 2025年", "河湾社区妇联"),
    ],
)
def test_a_title_may_close_with_its_year(title: str, org: str) -> None:
    """What heads a notebook is no work, and says whose it is."""
    sheet = _sheet(f"{title}\n三八节活动3场，参加85人")

    assert (sheet.org, sheet.period) == (org, "2025")
    assert [each.text for each in sheet.activities] == ["三八节活动3场，参加85人"]


def test_what_was_given_out_is_no_year_of_a_title() -> None:
    """资料 2000 counts."""
    assert len(_sheet("发放资料 2000\n培训2期").activities) == 2


def _scopes(text: str) -> dict[str, Scope]:
    return {fact.figure.text: fact.scope for each in _sheet(text).activities for fact in each.facts}


@pytest.mark.parametrize(
    ("line", "now", "aim"),
    [
        ("每村搞1个妇女微家，现在有9个", "9个", "1个"),
        ("适龄妇女筛查率从62%提到80%", "62%", "80%"),
        ("把志愿者由60人扩到100人", "60人", "100人"),
        ("现有队员12人，争取到20人", "12人", "20人"),
        ("目前已建5个，再建3个", "5个", "3个"),
        ("花椒从40亩发展到70亩", "40亩", "70亩"),
    ],
)
def test_what_there_is_under_a_plan_is_no_target(line: str, now: str, aim: str) -> None:
    """A plan says where it starts from."""
    scopes = _scopes(f"培训3期\n下一步打算\n1.再办讲座6场\n2.{line}")

    assert (scopes[now], scopes[aim]) == (Scope.OWN, Scope.TARGET)


def test_last_year_is_last_year_under_a_plan_too() -> None:
    """去年58场 beside an aim is nobody's target."""
    scopes = _scopes("培训3期\n下一步打算\n1.讲座去年8场，明年办12场")

    assert (scopes["8场"], scopes["12场"]) == (Scope.LAST_YEAR, Scope.TARGET)


@pytest.mark.parametrize(
    ("line", "figure"),
    [
        ("从村里选5人培训", "5人"),
        ("从外面请3位老师", "3位"),
        ("原有阵地上再建2个", "2个"),
        ("目前打算培训30人", "30人"),
        ("由村妇联再办4场", "4场"),
    ],
)
def test_what_is_to_be_done_stays_a_target(line: str, figure: str) -> None:
    """从 and 原有 alone say nothing of what there is."""
    assert _scopes(f"培训3期\n下一步打算\n1.{line}")[figure] is Scope.TARGET


def test_a_note_below_a_table_may_be_a_plan() -> None:
    """A footnote is told by its own words."""
    table = "镇,开展活动（场）,美丽庭院（户）\n城关镇,42,210\n李集镇,28,185\n"
    sheet = _sheet(
        f"安平县妇联2025年统计表\n{table}备注：\n1.去年全县活动91场\n2.2026年计划全县美丽庭院达到800户"
    )
    scopes = {fact.figure.text: fact.scope for each in sheet.activities for fact in each.facts}

    assert (scopes["91场"], scopes["800户"]) == (Scope.LAST_YEAR, Scope.TARGET)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("“爱心妈妈”结对 去年58对→今年73对", "爱心妈妈结对"),
        ("志愿者上年58名->今年73名", "志愿者"),
        ("去年58件，今年73件", "今年"),
        ("比去年多收信访件73件", "收信访件"),
    ],
)
def test_this_years_figure_does_not_bear_last_years_name(text: str, label: str) -> None:
    """去年 belongs to the number right behind it only."""
    labels = _labels(_sheet(text))
    told = next(each for figure, each in labels.items() if figure.startswith("73"))

    assert "去年" not in told
    assert "上年" not in told
    assert label in told


@pytest.mark.parametrize("arrow", ["→", "->", " -> ", "=>", "——>", " ➜ "])
def test_an_arrow_is_written_in_one_way(arrow: str) -> None:
    """Whoever reads on must know one arrow, however it was typed."""
    (activity,) = _sheet(f"妇女微家5个{arrow}19个").activities

    assert activity.text == "妇女微家5个→19个"


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("培训: 家政2期60人 / 养殖3期145人次", "培训：家政2期60人；养殖3期145人次"),
        ("家政培训2期 / 60人", "家政培训2期，60人"),
        ("慰问米/油12份", "慰问米/油12份"),
    ],
)
def test_a_stroke_between_blanks_parts_two_things(line: str, text: str) -> None:
    """A bare stroke between commas is no prose; one inside a word belongs to it."""
    (activity,) = _sheet(line).activities

    assert activity.text == text


def test_the_noun_of_a_lists_head_is_carried_to_each_of_its_items() -> None:
    """家政2期 alone does not say that it was training."""
    assert _labels(_sheet("培训: 家政2期60人 / 养殖3期145人次")) == {
        "2期": "家政培训",
        "60人": "家政培训人数",
        "3期": "养殖培训",
        "145人次": "养殖培训人次",
    }


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("存在问题：人手不足", "problem"),
        ("困难：经费少", "problem"),
        ("打算：多办班", "plan"),
        ("一、存在问题：人手不足", "problem"),
    ],
)
def test_a_problem_or_plan_alone_behind_its_colon_is_told(line: str, role: str) -> None:
    """A line that says what it is and then says it is no heading of nothing."""
    (activity,) = _sheet(line).activities

    assert (activity.role.value, activity.facts) == (role, ())


def test_a_years_heading_below_problems_is_of_the_plans() -> None:
    """Stated as this year's results, plans would be false claims."""
    sheet = _sheet("柳湾村妇联\n慰问12人\n调解9起\n存在问题：人手紧\n2026：\n建妇女微家2个")

    assert sheet.period == "2025"
    assert [each.role.value for each in sheet.activities] == ["result", "result", "problem", "plan"]


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        ("柳湾村妇联\n2024：\n慰问12人\n2025：\n慰问15人", ["last_year", "own"]),
        ("柳湾村妇联\n2025：\n慰问12人\n调解9起", ["own", "own"]),
    ],
)
def test_what_stands_below_a_years_heading_is_of_that_year(text: str, scopes: list[str]) -> None:
    """The year before stands beside the year of the report as often as the year after."""
    sheet = _sheet(text)

    assert sheet.period == "2025"
    assert scopes == [each.facts[0].scope.value for each in sheet.activities]


@pytest.mark.parametrize("first", ["2024年", "去年", "2024"])
def test_the_row_of_the_year_before_is_not_this_years(first: str) -> None:
    """A ledger has a row a year; only one of them is the report's."""
    notes = separated_notes(f"年度,讲座（场）,调解（件）\n{first},28,40\n2025年,35,37", "台账.csv")
    told = {
        fact.figure.text: fact.scope
        for each in build_fact_sheet([notes]).activities
        for fact in each.facts
        if fact.label != "时间"
    }

    assert told == {
        "28场": Scope.LAST_YEAR,
        "40件": Scope.LAST_YEAR,
        "35场": Scope.OWN,
        "37件": Scope.OWN,
    }


@pytest.mark.parametrize(
    ("line", "label"),
    [("讲座35场，调解37件", "调解"), ("妇女之家12个，新建3个", "新建妇女之家")],
)
def test_a_verb_takes_only_what_is_counted_as_it_is(line: str, label: str) -> None:
    """讲座 counted in 场 is not what 37件 were settled of."""
    assert list(_labels(_sheet(line)).values())[-1] == label


def test_a_month_of_which_nothing_is_told_but_nought_keeps_its_nought() -> None:
    """Nought is a figure of the notes as any other; a dash is none."""
    notes = separated_notes("项目,1月,2月,3月,合计\n讲座（场）,3,0,-,3", "台账.csv")

    assert _counts(build_fact_sheet([notes])) == ["3场", "3场", "0场"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("调家务纠纷13起，调好12起\n剩下那1起移交镇司法所", 1),
        ("两癌检查 符合条件的214人 去查了206人\n查出乳腺结节17人", 2),
        ("公众号推送168篇，阅读40万；被省级媒体采用26篇", 1),
        ("春蕾女生资助230名，每名2500元；另有爱心企业结对大学生12名", 1),
        ("创业贷款发放356笔。逾期率0.6%", 1),
        ("办执委履职培训班3期：一是市级示范班120人，二是县区轮训班640人", 1),
        ("做了三件事：一是办班3期120人，二是调解纠纷9起", 2),
        ("接信访312件，办结305件；普法进村203场，发资料4.6万份", 2),
        ("合总：养老护理培训学员36个，婚姻家庭纠纷27件，服务老人760人次", 3),
        ("困难：没人手 打算：明年办月嫂班1期", 2),
    ],
)
def test_what_goes_on_with_one_thing_is_not_parted_from_it(text: str, count: int) -> None:
    """A figure torn from its subject says nothing; two things in one mix their figures."""
    assert count == len(_sheet(text).activities)


@pytest.mark.parametrize(
    ("line", "labels"),
    [
        ("拉妇女去镇卫生院查两癌，去了29人", {"29人": "两癌筛查人数"}),
        ("9月请人来村里教剪纸，学的31人", {"9月": "时间", "31人": "学剪纸"}),
        ("家政培训2期，每期来30人", {"2期": "家政培训", "30人": "家政培训人数"}),
        (
            "宣讲38场，受众4100人次，去年29场",
            {"38场": "宣讲", "4100人次": "受众", "29场": "去年宣讲"},
        ),
        ("大塘村：微家挂牌2个，共5个", {"2个": "挂牌微家", "5个": "挂牌微家"}),
        ("培训：一是示范班120人", {"120人": "示范班"}),
    ],
)
def test_who_came_is_told_by_what_they_came_to(line: str, labels: dict[str, str]) -> None:
    """去了 says that somebody went; the words before say to what."""
    assert labels == _labels(_sheet(line))


@pytest.mark.parametrize(
    ("line", "text"),
    [("六一：走访小学4所", "六一：走访小学4所"), ("六、走访小学4所", "走访小学4所")],
)
def test_a_day_named_by_its_numbers_is_no_enumerator(line: str, text: str) -> None:
    """六一： cut off as an item's mark takes away when and why."""
    assert _sheet(line).activities[0].text == text


def test_quarters_beside_their_sum_are_its_parts() -> None:
    """一季度3场 is no rate; read as one it made three true quarters look miswritten."""
    notes = separated_notes(
        "项目,一季度,二季度,三季度,四季度,合计\n讲座（场）,3,5,4,6,18", "台账.csv"
    )
    sheet = build_fact_sheet([notes])

    assert sheet.conflicts == ()
    assert [fact.part_of for fact in sheet.activities[0].facts if fact.label != "时间"][1:] == [
        sheet.activities[0].facts[0].id
    ] * 4


def test_the_name_of_a_chat_in_brackets_says_whose_notes_they_are() -> None:
    """【柳河县妇联工作群】 stands over many a copied chat."""
    assert _sheet("【柳河县妇联工作群】\n李家坪：慰问6户").org == "柳河县妇联"


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("开春给妇女办了个育种班，来52人", "result"),
        ("年后走了12户", "result"),
        ("秋天办面点班1期", "plan"),
        ("开春再办育种班1期", "plan"),
    ],
)
def test_a_season_that_is_over_is_no_plan(line: str, role: str) -> None:
    """Told as a plan, what was done is lost, and its figures are called targets."""
    sheet = _sheet(f"石桥村妇联2025年工作\n慰问12户\n{line}")

    assert sheet.activities[-1].role.value == role


@pytest.mark.parametrize(
    ("text", "count"),
    [("花艺课3节 45人/节\n  执委走访96户", 2), ("花艺课3节\n  每节45人", 1)],
)
def test_a_line_further_in_that_names_its_own_matter_is_its_own(text: str, count: int) -> None:
    """What stands further in mostly goes on, but not where it begins with another thing."""
    assert count == len(_sheet(text).activities)


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("两年慰问310户", "慰问"),
        ("开春给妇女办了个育种班，来52人", "参加育种班"),
        ("志愿者60岁以上占42%", "志愿者占比"),
        ("绣娘12人，每天80元", "绣娘工资"),
        ("红白事劝导26场，省下来钱大概18万元", "省下来钱"),
    ],
)
def test_what_a_time_or_an_age_stands_before_is_counted_behind_it(line: str, label: str) -> None:
    """The words belong to what is counted, not to when or how old."""
    assert list(_labels(_sheet(line)).values())[-1] == label


def test_a_year_that_opens_a_list_of_plans_heads_its_items() -> None:
    """2026年想：①…②… is a heading with two plans behind it, and each is told without the other."""
    sheet = _sheet("清泉乡妇联2025年工作\n慰问12户\n2026年想：①微家配书架6个②办烘焙班1期30人")

    assert [(each.role.value, each.text) for each in sheet.activities[1:]] == [
        ("plan", "微家配书架6个"),
        ("plan", "办烘焙班1期30人"),
    ]
    assert [fact.figure.text for fact in sheet.header_figures] == ["2025年", "2026年"]


def test_a_year_that_opens_one_plan_stays_with_it() -> None:
    """Where nothing is listed the year is a word of its sentence."""
    sheet = _sheet("清泉乡妇联2025年工作\n慰问12户\n2026年计划：办班1期")

    assert sheet.activities[1].text == "2026年计划：办班1期"


@pytest.mark.parametrize(
    ("text", "org"),
    [
        ("市妇联2025年工作总结 —— 云江市\n培训3期", "云江市妇联"),
        ("县妇联2025年总结 - 讨论稿\n培训3期", ""),
        ("锦棠社区 今年妇联的事（说给小吴听）\n\n今年培训3期", "锦棠社区妇联"),
        ("我们镇妇联今年\n培训3期", ""),
    ],
)
def test_whose_it_is_may_stand_behind_a_dash_or_begin_a_talk(text: str, org: str) -> None:
    """A summary without its federation has no title to sign below."""
    assert _sheet(text).org == org


@pytest.mark.parametrize(
    ("text", "org", "period"),
    [
        pytest.param("柳湾街道 心理驿站 2024下半年\n7月开张", "柳湾街道妇联", "2024H2", id="half"),
        pytest.param(
            "柳湾镇 讲堂 2025年7-9月\n讲座3场", "柳湾镇妇联", "2025-07/2025-09", id="months"
        ),
        pytest.param("早教进村 2月起每月1次\n来了43个娃", "", "", id="goes-to-villages"),
    ],
)
def test_a_first_line_that_ends_with_its_time_heads_the_notes(
    text: str, org: str, period: str
) -> None:
    """Short notes open with the place, the work and the time, and no word such as 总结."""
    sheet = build_fact_sheet([notes_from_text(text)])

    assert (sheet.org, sheet.period) == (org, period)


def test_two_rows_of_a_kind_may_differ_in_the_same_column() -> None:
    """妇女规划 and 儿童规划 each have their own 达标; the one does not correct the other."""
    rows = "妇女规划 指标 72 达标 61 接近 7\n儿童规划 指标 65 达标 58"
    sheet = build_fact_sheet([notes_from_text(f"清源县妇联2024年总结\n{rows}")])

    assert sheet.conflicts == ()


def test_a_number_with_a_plus_ends_before_the_next_word() -> None:
    """进场 700+ 签 164人 tells two counts, and the plus is the first one's."""
    sheet = build_fact_sheet([notes_from_text("柳湾镇妇联2024年总结\n女性专场 进场 700+ 签 164人")])

    assert "700+，签164人" in sheet.activities[0].text


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("10月要在全镇11个村建图书角", "PLAN"),
        ("10月要求各村报数，报来11个村", "RESULT"),
        ("3月建图书角11处", "RESULT"),
    ],
)
def test_a_month_that_is_to_come_opens_a_plan(line: str, role: str) -> None:
    """10月要办 was not done when it was written."""
    sheet = build_fact_sheet([notes_from_text(f"柳湾镇妇联2025年7-9月小结\n{line}")])

    assert [activity.role.name for activity in sheet.activities] == [role]


def test_a_nested_list_has_headings_and_items() -> None:
    """- 创业就业 over deeper points is no work done, in Markdown as in an outline."""
    notes = (
        "柳湾县妇联2025年总结\n- 一、创业就业\n  - 家政培训办了7期：\n    - 结业385人\n"
        "    - 取证210人\n- 维权\n  - 受理纠纷270件"
    )
    sheet = build_fact_sheet([notes_from_text(notes)])

    assert [(item.heading, item.text) for item in sheet.activities] == [
        ("创业就业", "家政培训办了7期：结业385人、取证210人"),
        ("维权", "受理纠纷270件"),
    ]


@pytest.mark.parametrize(
    ("first", "period"),
    [
        ("柳湾村妇联暑期关爱儿童日记，2025年7月到8月", "2025-07/2025-08"),
        ("柳湾村妇联2025年全年工作，按月捋", "2025"),
    ],
)
def test_a_title_may_have_its_time_or_a_remark_behind_a_comma(first: str, period: str) -> None:
    """What is said of the report is no work done."""
    sheet = build_fact_sheet([notes_from_text(f"{first}\n7月1日 摆上桌椅24套")])

    assert sheet.period == period
    assert [activity.text for activity in sheet.activities] == ["7月1日，摆上桌椅24套"]


@pytest.mark.parametrize("opening", ["发愁的是", "心里没底的是", "最头疼的是", "放心不下的是"])
def test_what_one_worries_about_is_a_problem(opening: str) -> None:
    """A cadre who speaks names no 存在的问题."""
    line = f"{opening}绣花，熟练绣工只有6人"
    sheet = build_fact_sheet([notes_from_text(f"柳湾村妇联2025年总结\n培训3期\n{line}")])

    assert sheet.activities[-1].role.name == "PROBLEM"


def test_all_of_a_clause_chain_about_last_year_is_last_years() -> None:
    """去年暑假托管班只收了19人，开了12天: the twelve days were last year's too."""
    line = "去年暑假托管班只收了19人，开了12天"
    sheet = build_fact_sheet([notes_from_text(f"柳湾村妇联2025年总结\n{line}")])

    assert {fact.scope.name for fact in sheet.activities[0].facts} == {"LAST_YEAR"}
