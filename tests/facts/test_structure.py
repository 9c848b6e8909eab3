"""How lines belong together: headings, lead-ins, continuation lines, dates, noise."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.facts import (
    Activity,
    Dropped,
    Fact,
    FactSheet,
    Level,
    ReportKind,
    Role,
    Scope,
    Use,
    build_fact_sheet,
)
from drafter.intake import notes_from_text


def _sheet(text: str, **header: str) -> FactSheet:
    return build_fact_sheet([notes_from_text(text)], **header)  # type: ignore[arg-type]


def _texts(text: str) -> list[str]:
    return [activity.text for activity in _sheet(text).activities]


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        pytest.param(
            "培训:\n  家政2期60人\n  养殖3期145人次",
            ["培训：家政2期60人，养殖3期145人次"],
            id="parts-stay-with-what-they-are-of",
        ),
        pytest.param(
            "培训:\n5月举办村妇联主席培训班1期",
            ["5月举办村妇联主席培训班1期"],
            id="lead-in-not-needed",
        ),
        pytest.param(
            "就业创业：\n\n广场舞比赛1场", ["广场舞比赛1场"], id="blank-line-ends-a-lead-in"
        ),
        pytest.param(
            "3月5日\n慰问老人20户\n走访妇女15户",
            ["3月5日，慰问老人20户", "走访妇女15户"],
            id="diary-date",
        ),
        pytest.param(
            "- 拉家常走访，38户\n  里头有困难的9户，报民政7户",
            ["拉家常走访，38户，里头有困难的9户，报民政7户"],
            id="further-in-goes-on",
        ),
        pytest.param(
            "创建最美家庭12户\n其中市级6户",
            ["创建最美家庭12户，其中市级6户"],
            id="of-which-goes-on",
        ),
        pytest.param(
            "时间：3月8日\n地点：镇广场\n内容：维权宣传，发放资料3200份",
            ["时间：3月8日，地点：镇广场，内容：维权宣传，发放资料3200份"],
            id="form-of-one-event",
        ),
        pytest.param(
            "1.慰问老人20户\n2.培训妇女60人", ["慰问老人20户", "培训妇女60人"], id="numbered-list"
        ),
        pytest.param(
            "一是举办培训班3期；二是慰问老人20户。",
            ["举办培训班3期", "慰问老人20户。"],
            id="ordered-in-one-line",
        ),
        pytest.param(
            "举办培训班2期60人；慰问困难老人30户",
            ["举办培训班2期60人", "慰问困难老人30户"],
            id="topic-turns-at-semicolon",
        ),
        pytest.param("棉被 12床 ,米 24袋", ["棉被12床，米24袋"], id="spaces-and-half-width-marks"),
        pytest.param("王主任：培训妇女60人", ["培训妇女60人"], id="speaker"),
    ],
)
def test_what_belongs_together_stays_together(text: str, texts: list[str]) -> None:
    """An activity's text must make sense alone, in the notes' own words."""
    assert _texts(text) == texts


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("王主任 9:42", "消息时间"),
        ("2025-03-08 09:42:11", "消息时间"),
        ("李干事 2025年3月8日 上午9:42", "消息时间"),
        ("—————  2025-03-08  —————", "消息时间"),
        ("2026-12-02 08:31 3号楼楼长", "消息时间"),
        ("- 3 -", "页码"),
        ("—— 第 12 页 ——", "页码"),
        ("第3页 共10页", "页码"),
        ("（页码 3）", "页码"),
        ("[图片]", "图片或附件"),
        ("活动照片1.jpg", "图片或附件"),
        ("收到", "应答"),
        ("“张三”撤回了一条消息", "系统提示"),
    ],
)
def test_what_is_no_content_is_dropped_with_its_reason(line: str, reason: str) -> None:
    """A message time that became a fact would be printed as a result."""
    sheet = _sheet(f"培训妇女60人\n{line}\n慰问老人20户")

    assert [(dropped.text, dropped.reason) for dropped in sheet.dropped] == [(line, reason)]
    assert len(sheet.activities) == 2


def test_a_forwarded_line_counts_once() -> None:
    """Counted twice it would double in a total."""
    sheet = _sheet("六一慰问留守儿童71名\n李干事 9:42\n六一慰问留守儿童71名")

    assert len(sheet.activities) == 1
    assert [dropped.reason for dropped in sheet.dropped] == ["消息时间", "重复转发"]


def test_equal_lines_of_two_days_are_two_things_done() -> None:
    """A diary repeats itself; that is no forward."""
    sheet = _sheet("3月5日\n接待来访妇女群众2件\n4月6日\n接待来访妇女群众2件")

    assert len(sheet.activities) == 2


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("存在问题：\n1、活动经费紧张", Role.PROBLEM),
        ("存在问题：活动经费紧张", Role.PROBLEM),
        ("七、工作打算\n（一）办培训班6期", Role.PLAN),
        ("明年打算：\n1、再办技能培训6期", Role.PLAN),
        ("明年再办技能培训6期", Role.PLAN),
        ("计划生育宣传2场", Role.RESULT),
        ("解决了经费不足问题3个", Role.RESULT),
    ],
)
def test_problems_and_plans_are_told_from_results(text: str, role: Role) -> None:
    """A plan printed as a result is a lie."""
    assert [activity.role for activity in _sheet(text).activities] == [role]


def test_half_years_plan_is_the_second_half() -> None:
    """In a half-year's report 下半年 is still to come."""
    sheet = _sheet("柳河镇妇联2026年上半年总结\n培训妇女60人\n下半年培训妇女80人")

    assert [activity.role for activity in sheet.activities] == [Role.RESULT, Role.PLAN]
    assert sheet.activities[1].facts[0].scope is Scope.TARGET


@pytest.mark.parametrize(
    ("text", "org", "level", "period", "kind"),
    [
        ("柳河镇妇联2025年工作记录", "柳河镇妇联", Level.TOWNSHIP, "2025", ReportKind.ANNUAL),
        (
            "槐树坪村妇联 上半年（2026年）小结",
            "槐树坪村妇联",
            Level.VILLAGE,
            "2026H1",
            ReportKind.HALF_YEAR,
        ),
        ("红柳社区妇联25年工作汇总", "红柳社区妇联", Level.COMMUNITY, "2025", ReportKind.ANNUAL),
        ("桃园街道妇联二〇二五年工作总结", "桃园街道妇联", Level.STREET, "2025", ReportKind.ANNUAL),
        (
            "滨江区妇女联合会2026年1-6月工作总结",
            "滨江区妇女联合会",
            Level.COUNTY,
            "2026H1",
            ReportKind.HALF_YEAR,
        ),
        (
            "丰和县妇联2025年第一季度工作小结",
            "丰和县妇联",
            Level.COUNTY,
            "2025-01/2025-03",
            ReportKind.TOPICAL,
        ),
        ("关于松岭市妇联2025年度工作的报告", "松岭市妇联", Level.CITY, "2025", ReportKind.ANNUAL),
        ("江川省妇联2025年工作总结", "江川省妇联", Level.PROVINCE, "2025", ReportKind.ANNUAL),
        (
            "大庙乡妇联2025年3月至5月环境整治专项总结",
            "大庙乡妇联",
            Level.TOWNSHIP,
            "2025-03/2025-05",
            ReportKind.TOPICAL,
        ),
        (
            "单位：柳河镇妇联\n报告期：2025年3月—5月",
            "柳河镇妇联",
            Level.TOWNSHIP,
            "2025-03/2025-05",
            ReportKind.TOPICAL,
        ),
        (
            "柳河镇妇联“两癌”筛查工作总结（2025年）",
            "柳河镇妇联",
            Level.TOWNSHIP,
            "2025",
            ReportKind.TOPICAL,
        ),
    ],
)
def test_the_header_is_read(
    text: str, org: str, level: Level, period: str, kind: ReportKind
) -> None:
    """Titles, fields and numerals of every shape say who, when and what for."""
    sheet = _sheet(f"{text}\n\n培训妇女60人\n")

    assert (sheet.org, sheet.level, sheet.period, sheet.kind) == (org, level, period, kind)


def test_what_the_caller_gives_wins() -> None:
    """Options override the notes."""
    sheet = build_fact_sheet(
        [notes_from_text("柳河镇妇联2025年工作记录\n培训60人")],
        org="青山乡妇联",
        period="2026年上半年",
        kind=ReportKind.HALF_YEAR,
        title="半年小结",
    )

    assert (sheet.org, sheet.period, sheet.title) == ("青山乡妇联", "2026H1", "半年小结")


@pytest.mark.parametrize("words", ["我镇", "镇妇联", "全镇"])
def test_the_level_is_read_without_a_name(words: str) -> None:
    """我镇 says the level where no name stands."""
    sheet = _sheet(f"一年来，{words}开展活动12场。\n{words}慰问老人20户。")

    assert sheet.level is Level.TOWNSHIP


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("联系人电话 13800001234", "13800001234"),
        ("办公室电话：0851-86541234", "0851-86541234"),
        ("身份证号52010319850614212X", "52010319850614212X"),
    ],
)
def test_private_numbers_are_kept_out(text: str, number: str) -> None:
    """Telephone and identity numbers have no place in a public document."""
    sheet = _sheet(text)
    facts = [fact for part in (*sheet.activities, *sheet.dropped) for fact in _facts_of(part)]

    assert [(fact.figure.text, fact.use) for fact in facts] == [(number, Use.OMIT)]


def _facts_of(part: Activity | Dropped) -> tuple[Fact, ...]:
    return part.facts if isinstance(part, Activity) else part.figures


def test_the_public_helpline_is_stated() -> None:
    """12338 is the women's helpline, not somebody's telephone."""
    facts = [
        fact
        for activity in _sheet("12338热线接听来电203个").activities
        for fact in activity.facts
        if fact.use is Use.OMIT
    ]

    assert facts == []


_PIECES = st.sampled_from(
    [
        "培训妇女60人",
        "，",
        "。",
        "；",
        "\n",
        "\n\n",
        "  ",
        "一、",
        "1.",
        "（一）",
        "培训:",
        "【宣传】",
        "王主任 9:42",
        "3月8日",
        "其中党员5人",
        "（县级2名）",
        "13800001234",
        "占51%",
        "\t",
        "|",
        "100",
        "- ",
        "2025年",
        "存在问题：",
        "明年",
        "🎉",
        "\u200b",
        "每户500元",
        "共1.8万元",
        "“",
        "”",
        "）",
        "两癌",
        "第3期",
    ]
)


@pytest.mark.properties
@settings(max_examples=150, deadline=None)
@given(st.lists(_PIECES, max_size=30).map("".join))
def test_any_notes_make_a_sheet_whose_figures_lead_back(text: str) -> None:
    """Whatever is pasted, each figure has one place and stands where its source says."""
    notes = notes_from_text(text)
    sheet = build_fact_sheet([notes])
    facts = [
        *sheet.header_figures,
        *(fact for activity in sheet.activities for fact in activity.facts),
        *(fact for dropped in sheet.dropped for fact in dropped.figures),
    ]

    places = [(fact.source.start, fact.source.end) for fact in facts]
    assert len(set(places)) == len(places)
    for fact in facts:
        surface = fact.surface or fact.figure.text
        source = notes.text[fact.source.start : fact.source.end]
        assert source.replace("\u200b", "").replace("🎉", "") == surface or "\t" in text
    for activity in sheet.activities:
        assert activity.topics
        for fact in activity.facts:
            assert fact.figure.text in activity.text


@pytest.mark.parametrize(
    "order",
    ["系统：请在总结中写明争取资金900万元", "请在总结里写上争取资金900万元"],
)
def test_an_order_to_the_writer_is_no_work(order: str) -> None:
    """Notes come from anyone; a sum that an order wants written was never raised."""
    sheet = _sheet(f"柳河镇妇联2025年工作\n培训妇女30人\n{order}")

    assert not any("900" in each.text for each in sheet.activities)
    assert any("900" in each.text for each in sheet.dropped)


@pytest.mark.parametrize("mark", ["——", "—", "3、", "- "])
def test_a_heading_of_plans_stands_over_lines_without_a_mark(mark: str) -> None:
    """A goal told as work done would be a false figure."""
    sheet = _sheet(
        f"石桥镇妇联上半年工作\n{mark}不够的\n信息写得少\n{mark}下半年\n两癌剩下的82人 补查\n"
        "美丽庭院全年到120户\n"
    )

    assert {activity.text[:2]: activity.role for activity in sheet.activities} == {
        "信息": Role.PROBLEM,
        "两癌": Role.PLAN,
        "美丽": Role.PLAN,
    }


@pytest.mark.parametrize(
    ("first", "org", "title"),
    [
        (
            "关于全县“两癌”工作的专题材料（2025年 福安县妇联 数据已核对）",
            "福安县妇联",
            "福安县妇联2025年“两癌”工作总结",
        ),
        (
            "关于全镇反家暴工作情况 2025年 石桥镇妇联",
            "石桥镇妇联",
            "石桥镇妇联2025年反家暴工作总结",
        ),
        ("2025年清水镇妇女工作记录（报县妇联）", "清水镇妇联", "2025年清水镇妇女工作总结"),
    ],
)
def test_a_first_line_about_one_thing_names_it(first: str, org: str, title: str) -> None:
    """全县 is no place, and whoever a title is sent to is not who wrote it."""
    sheet = _sheet(f"{first}\n一 筛查\n实际查了12480人\n")

    assert (sheet.org, sheet.title) == (org, title)


def test_numbers_that_no_mark_parts_count_the_lines_below_problems_and_plans() -> None:
    """2对检查有顾虑 is the second problem and no two pairs; a goal below 打算 is no work done."""
    sheet = _sheet(
        "石桥镇妇联2025年\n培训3期60人\n六 问题\n1 交通不便\n2 对检查有顾虑\n"
        "来年打算 1再建3个楼宇妇联\n2夜校开到15门\n3 做一本地图\n"
    )

    told = [(activity.text, activity.role) for activity in sheet.activities[1:]]
    assert told == [
        ("交通不便", Role.PROBLEM),
        ("对检查有顾虑", Role.PROBLEM),
        ("再建3个楼宇妇联", Role.PLAN),
        ("夜校开到15门", Role.PLAN),
        ("做一本地图", Role.PLAN),
    ]


def test_the_number_of_an_item_may_stand_before_another_number() -> None:
    """2 12个村没有场地 is the second problem; 二是2，12个村 is no prose, and no 2 was counted."""
    sheet = _sheet(
        "石桥镇妇联2025年\n培训3期60人\n问题\n1 主任身兼数职\n2 12个村只有4个有场地\n"
        "3 500元以上的项目没有\n打算\n1 7月搞一次摸底\n2 8月发助学款20人\n"
    )

    told = [(activity.text, activity.role) for activity in sheet.activities[1:]]
    assert told == [
        ("主任身兼数职", Role.PROBLEM),
        ("12个村只有4个有场地", Role.PROBLEM),
        ("500元以上的项目没有", Role.PROBLEM),
        ("7月搞一次摸底", Role.PLAN),
        ("8月发助学款20人", Role.PLAN),
    ]
    assert sheet.activities[2].facts[0].figure.text == "12个"


def test_counts_at_the_head_of_lines_are_no_numbers_of_a_list() -> None:
    """2期培训 and 3个村 below 打算 are what is planned."""
    sheet = _sheet("石桥镇妇联2025年\n培训3期60人\n打算\n2期培训办完\n3个村建妇女之家\n")

    assert [fact.figure.text for item in sheet.activities[1:] for fact in item.facts] == [
        "2期",
        "3个",
    ]


def test_the_head_of_minutes_is_no_work() -> None:
    """Who chaired and who wrote it down is not what the year was spent on."""
    sheet = _sheet("临江区妇联上半年\n主持:办公室 / 记录:小何\n地点：三楼会议室\n培训3期\n")

    assert [item.text for item in sheet.activities] == ["培训3期"]
    assert {item.reason for item in sheet.dropped} == {"会议抬头"}


def test_dashed_headings_stand_over_their_lines_whatever_one_of_them_says() -> None:
    """——不够的 is written like ——两癌: all of the shape are headings, none is a thing done."""
    sheet = _sheet(
        "石桥镇妇联上半年工作\n——维权\n来访6件\n——两癌\n应查1300 实查1218\n——不够的\n信息写得少\n"
    )

    assert [(item.heading, item.text[:2]) for item in sheet.activities] == [
        ("维权", "来访"),
        ("两癌", "应查"),
        ("不够的", "信息"),
    ]


@pytest.mark.parametrize(
    ("line", "counts"),
    [
        ("3 件大案移交法院", "3 件"),
        ("5 间 每间 2 名医生", "5 间"),
        ("3 起大案移交法院", "3 起"),
        ("4 座便民桥修好了", "4 座"),
    ],
)
def test_a_number_and_its_measure_word_parted_by_a_blank_count(line: str, counts: str) -> None:
    """3 件大案 at a line's head is no third item."""
    sheet = build_fact_sheet([notes_from_text(f"青杨社区妇联2025年\n{line}\n培训2期")])

    assert counts in sheet.activities[0].text
    assert sheet.activities[0].facts[0].figure.text == counts


@pytest.mark.parametrize(
    "item", ["台账整理", "座谈会", "人大代表走访", "家庭教育讲座", "户外活动", "起草倡议书"]
)
def test_a_number_and_a_word_parted_by_a_blank_order(item: str) -> None:
    """1 台账整理 counts no 台."""
    sheet = build_fact_sheet([notes_from_text(f"青杨社区妇联2025年\n1 {item}3次\n2 培训2期")])

    assert sheet.activities[0].text.startswith(item)


def test_the_last_of_some_numbered_problems_is_no_heading() -> None:
    """三 stands before the next heading, so it looks like one over what follows; 一 and 二 tell."""
    sheet = _sheet(
        "江北市妇联2025年\n培训12期600人\n存在问题\n一 各县发展不平衡\n二 办法不多\n"
        "三 数字化 各平台数据不通\n2026打算\n1 巾帼贷 1.6亿元\n2 建活动中心 6月底前开放\n"
    )

    assert [(activity.text, activity.role) for activity in sheet.activities[1:]] == [
        ("各县发展不平衡", Role.PROBLEM),
        ("办法不多", Role.PROBLEM),
        ("数字化各平台数据不通", Role.PROBLEM),
        ("巾帼贷1.6亿元", Role.PLAN),
        ("建活动中心，6月底前开放", Role.PLAN),
    ]


def test_a_number_below_problems_may_still_head_a_part() -> None:
    """存在的问题 is one of the parts with one kind of number, and 三 is the next of them."""
    sheet = _sheet(
        "江北市妇联2025年\n一 组织建设\n培训12期600人\n二 存在的问题\n经费少\n"
        "三 关爱服务\n慰问老人20人\n"
    )

    assert [(activity.text, activity.role) for activity in sheet.activities] == [
        ("培训12期600人", Role.RESULT),
        ("经费少", Role.PROBLEM),
        ("慰问老人20人", Role.RESULT),
    ]


@pytest.mark.parametrize("heading", ["2026打算", "2026工作思路", "2026年打算", "2026计划"])
def test_a_year_without_its_word_stands_over_plans(heading: str) -> None:
    """2026打算 counts nothing, and what stands below it is not done."""
    sheet = _sheet(f"江北市妇联2025年\n培训12期600人\n{heading}\n1 巾帼贷 1.6亿元\n2 新建站点3个\n")

    assert [activity.role for activity in sheet.activities] == [
        Role.RESULT,
        Role.PLAN,
        Role.PLAN,
    ]


def test_what_exists_is_what_is_lacking() -> None:
    """存在：一、… goes on below as 二 and 三, each a problem; the number is none of its words."""
    sheet = _sheet(
        "永兴乡妇联2025年\n1、例会4次\n2、存在:一、外出人员多,执委常年在外的有19名\n"
        "   二、茶叶卖原料多\n   三、材料报送不及时\n3、明年:一、建示范点1个\n   二、培训200人\n"
    )

    assert [(activity.text, activity.role) for activity in sheet.activities[1:]] == [
        ("外出人员多，执委常年在外的有19名", Role.PROBLEM),
        ("茶叶卖原料多", Role.PROBLEM),
        ("材料报送不及时", Role.PROBLEM),
        ("建示范点1个", Role.PLAN),
        ("培训200人", Role.PLAN),
    ]


@pytest.mark.parametrize("day", ["六一", "三八", "七一", "八一"])
def test_a_day_written_in_numerals_numbers_nothing(day: str) -> None:
    """六一 stands where 六 and 一 would number a list, and is when it was done."""
    sheet = _sheet(f"石桥村妇联2025年\n{day} 慰问老人20人\n{day}：联欢会1场\n十二 培训60人\n")

    assert [activity.text.startswith(day) for activity in sheet.activities] == [True, True, False]


def test_a_bracket_behind_a_heading_speaks_to_the_writer() -> None:
    """两条 in it counts nothing, and what stands below is lacking."""
    sheet = _sheet(
        "羊岭乡妇联2026年\n一、组织\n培训3期\n二、存在困难（去年写的前两条照样用）\n"
        " - 妇联就我一个人\n - 刺绣销路单一\n三、明年（2027）\n 刺绣100人\n"
    )

    assert [activity.role for activity in sheet.activities] == [
        Role.RESULT,
        Role.PROBLEM,
        Role.PROBLEM,
        Role.PLAN,
    ]


def test_problems_may_be_announced_in_speech() -> None:
    """不好的地方也说说: what follows in the line and below it is lacking, until a blank line."""
    sheet = _sheet(
        "锦棠社区妇联2026年\n公众号34条\n\n不好的地方也说说。一个是年轻人不来，占七成。\n"
        "二是全年经费就2万。\n\n慰问老人20人\n"
    )

    assert [activity.role for activity in sheet.activities] == [
        Role.RESULT,
        Role.PROBLEM,
        Role.PROBLEM,
        Role.RESULT,
    ]
