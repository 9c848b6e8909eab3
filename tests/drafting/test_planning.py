"""The plan: every activity in exactly one small paragraph, in the genre's order."""

from collections import Counter

import pytest

from drafter.drafting.outline import load_outline, period_in_words, self_reference
from drafter.drafting.planning import Plan, plan_summary
from drafter.facts import Activity, Level, ReportKind, Role, build_fact_sheet
from drafter.intake import notes_from_text
from tests.makers import make_activity, make_fact, make_sheet

TOPICS = ("T05", "T10", "T12", "T15", "T03", "T06", "T11", "T14", "T16", "T02", "T19")


def many(count: int, topics: tuple[str, ...] = TOPICS) -> tuple[Activity, ...]:
    return tuple(
        make_activity(
            activity_id=f"a{i}",
            topic=topics[i % len(topics)],
            facts=tuple(make_fact(fact_id=f"a{i}.f{j}") for j in range(i % 4)),
        )
        for i in range(1, count + 1)
    )


def told(plan: Plan) -> Counter[str]:
    return Counter(name for item in plan.paragraphs for name in item.activity_ids)


@pytest.mark.parametrize("count", [1, 2, 5, 13, 40, 200])
def test_every_activity_stands_in_exactly_one_paragraph(count: int) -> None:
    """One left out is lost; one told twice reads as two."""
    sheet = make_sheet(*many(count))

    assert told(plan_summary(sheet)) == Counter(item.id for item in sheet.activities)


@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("kind", list(ReportKind))
def test_no_level_or_kind_loses_an_activity(level: Level, kind: ReportKind) -> None:
    """The layouts differ by level and kind; completeness may not."""
    sheet = make_sheet(*many(30), level=level, kind=kind)

    assert set(told(plan_summary(sheet)).values()) == {1}


def test_a_paragraph_stays_small_enough_for_one_call() -> None:
    """Past a few activities a small model starts to drop figures."""
    plan = plan_summary(make_sheet(*many(120)))

    assert max(len(item.activity_ids) for item in plan.paragraphs) <= 4


@pytest.mark.parametrize(
    ("period", "heading"), [("2026H1", "下半年工作打算"), ("2026H2", "下一步工作打算")]
)
def test_only_a_first_half_looks_to_the_second(period: str, heading: str) -> None:
    """A report of July to December that plans for 下半年 plans for what is over."""
    intent = make_activity("再办培训", activity_id="q", topic="T24", role=Role.PLAN)
    sheet = make_sheet(*many(3), intent, kind=ReportKind.HALF_YEAR, period=period)

    assert plan_summary(sheet).sections[-1].heading == heading


def test_problems_and_plans_come_last_and_only_when_the_notes_give_them() -> None:
    """A summary must not admit or promise what nobody wrote down."""
    results = many(6)
    problem = make_activity("经费不足", activity_id="p", topic="T23", role=Role.PROBLEM)
    intent = make_activity("再办培训", activity_id="q", topic="T24", role=Role.PLAN)

    without = plan_summary(make_sheet(*results))
    roles = [
        section.role for section in plan_summary(make_sheet(intent, problem, *results)).sections
    ]

    assert {section.role for section in without.sections} == {Role.RESULT}
    assert roles[-2:] == [Role.PROBLEM, Role.PLAN]


def test_no_two_paragraphs_open_alike() -> None:
    """Repeated openings are what a reader notices first."""
    leads = [item.lead for item in plan_summary(make_sheet(*many(90))).paragraphs if item.lead]

    assert len(leads) == len(set(leads))


def test_headings_are_parallel() -> None:
    """Two clauses of six characters each, in every result section."""
    sections = plan_summary(make_sheet(*many(60))).sections

    assert {tuple(map(len, item.heading.split("，"))) for item in sections} == {(6, 6)}


def test_every_heading_clause_of_the_outline_has_six_characters() -> None:
    """Any two may stand together, so all must match."""
    lengths = {len(head) for words in load_outline().topics.values() for head in words.heads}

    assert lengths == {6}


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("2025", "2025年"),
        ("2026H1", "2026年上半年"),
        ("2026H2", "2026年下半年"),
        ("2025Q3", "2025年第三季度"),
        ("2025-03/2025-05", "2025年3月至5月"),
        ("2025-11/2026-02", "2025年11月至2026年2月"),
        ("2025-07", "2025年7月"),
        ("", ""),
    ],
)
def test_a_period_reads_as_official_prose_writes_it(period: str, words: str) -> None:
    """Four-digit years, no leading zero in months."""
    assert period_in_words(period) == words


@pytest.mark.parametrize(
    ("org", "level", "words"),
    [
        ("柳河镇妇联", Level.TOWNSHIP, "我镇妇联"),
        ("青石乡妇联", Level.TOWNSHIP, "我乡妇联"),
        ("云溪区妇联", Level.COUNTY, "区妇联"),
        ("南岗街道妇联", Level.STREET, "我街道妇联"),
    ],
)
def test_an_org_speaks_of_itself_by_its_level(org: str, level: Level, words: str) -> None:
    """我镇 in a 乡's summary is the first thing its reader sees."""
    assert self_reference(make_sheet(make_activity(), org=org, level=level)) == words


def test_a_topical_summary_keeps_the_steps_of_its_notes() -> None:
    """筛查, 宣传, 救助 are how its author parted the subject; no outline of topics knows them."""
    notes = (
        "福安县妇联2025年“两癌”专题\n一 筛查\n筛查点18个\n检查12480人\n"
        "二 宣传\n讲座61场\n发折页2.8万份\n三 救助\n救助47人\n投保8600份\n"
    )
    plan = plan_summary(build_fact_sheet([notes_from_text(notes)]))
    headings = [section.heading for section in plan.sections]

    assert [
        next(word for word in ("筛查", "宣传", "救助") if word in item) for item in headings
    ] == [
        "筛查",
        "宣传",
        "救助",
    ]
    assert len({len(item) for item in headings}) == 1


def test_a_total_makes_no_section_of_its_own() -> None:
    """合计：经费13660元 once headed a section of 加强自身建设."""
    notes = notes_from_text(
        "石桥镇妇联2025年工作\n慰问儿童210人，经费4500元\n走访困难妇女18人，经费5400元\n合计：人数228人，经费9900元\n"
    )
    sheet = build_fact_sheet([notes])
    total = next(item for item in sheet.activities if item.text.startswith("合计"))

    assert load_outline().main_topic(total) == "T99"
    assert "自身建设" not in "".join(item.heading for item in plan_summary(sheet).sections)


def test_no_heading_stands_twice_however_often_its_topic_comes() -> None:
    """（一）建强干部队伍 stood in two sections of a city's draft."""
    lines = [
        f"{heading}\n{line}"
        for heading, line in (
            ("——组织", "村妇联换届12个 执委360名\n三新领域新建妇联9个\n执委述职2次\n主席例会4次"),
            (
                "——发展",
                "招聘会4场 岗位800个\n女企业家协会 会员212人\n女科协 会员90人\n培训6期 300人",
            ),
            ("——维权", "信访47件\n调解19件\n妇联主席接访12次\n法律援助4件"),
        )
    ]
    notes = "\n".join(["云江市妇联2025年工作", *lines]) + "\n"
    plan = plan_summary(build_fact_sheet([notes_from_text(notes)]))
    clauses = [clause for section in plan.sections for clause in section.heading.split("，")]
    heads = [item.subhead for item in plan.paragraphs if item.subhead]

    assert len({*clauses, *heads}) == len(clauses) + len(heads)


@pytest.mark.parametrize(
    "line",
    [
        "村里妇女1126人 常住480人 外头打工多",
        "辖区9个社区 妇女3.4万人",
        "全村人口2300 妇女1100",
        "社区3820户 妇女5400多",
    ],
)
def test_what_the_place_is_like_stands_before_what_was_done_there(line: str) -> None:
    """A line that goes on to tell of jobs still begins by telling how many live there."""
    notes = f"柳树湾村妇联2025年工作\n{line}\n技能培训2期 60人\n执委11个\n调解纠纷7起\n"
    facts = build_fact_sheet([notes_from_text(notes)])
    plan = plan_summary(facts)

    assert plan.paragraphs[0].activity_ids[0] == facts.activities[0].id
    assert plan.paragraphs[0].topic == "T03"


def test_one_line_alone_makes_no_paragraph_beside_others() -> None:
    """微信群238人，转政策66条。 stood alone above a section on the organisation."""
    notes = (
        "柳树湾村妇联2025年工作\n执委11个 主席1名\n议事会5次 落实3件\n新建妇女之家1个\n"
        "主席述职1次\n妇女干部学习6次\n技能培训2期 60人\n招聘会1场 岗位30个\n"
    )
    facts = build_fact_sheet([notes_from_text(notes)])
    plan = plan_summary(facts)

    assert all(
        len(paragraph.activity_ids) > 1
        for section in plan.sections
        for paragraph in section.paragraphs
        if len(section.paragraphs) > 1
    )


def test_last_years_numbers_stand_behind_the_work_whose_line_they_end() -> None:
    """去年是305笔 behind another line's 达成意向2260人 would tell of something else."""
    notes = (
        "柳湾镇妇联2025年工作总结\n招聘会5场，达成意向2260人\n"
        "小额贷款放款412笔。去年是305笔\n示范基地9家，带动720人"
    )
    sheet = build_fact_sheet([notes_from_text(notes)])
    places = {item.id: item.text for item in sheet.activities}
    order = [places[name] for part in plan_summary(sheet).paragraphs for name in part.activity_ids]
    last = next(i for i, text in enumerate(order) if text.startswith("去年"))

    assert "412笔" in order[last - 1]
