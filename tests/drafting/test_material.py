"""What a paragraph may say is the note's own, written out and never broken."""

import pytest

from drafter.drafting import plan_summary
from drafter.drafting.material import material_of
from drafter.drafting.naming import without_private_figures
from drafter.drafting.summary import materials_by_id
from drafter.facts import build_fact_sheet
from drafter.intake import notes_from_text


def told(*lines: str) -> list[str]:
    sheet = build_fact_sheet([notes_from_text("\n".join(("石桥镇妇联2025年工作", *lines)))])
    return [item.text for item in materials_by_id(without_private_figures(sheet)).values()]


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("竹编卖了5万7", "5.7万"),
        ("12.4宪法日宣传发资料300份", "12月4日"),
        ("反家暴1-6月接访21件", "1至6月"),
        ("4月-6月家庭教育课3期", "4月至6月"),
        ("来了20-30人听课", "20～30人"),
        ("合格率95-98%", "95%～98%"),
    ],
)
def test_figures_of_speech_are_written_out(line: str, written: str) -> None:
    """5万7 in a summary is speech carried over; 5.7万 says the same."""
    assert written in told(line)[0]


def test_the_end_of_a_figure_begins_no_name() -> None:
    """产值2000万 above 培训1500人 once became 万培训: the figure was lost with it."""
    lines = told("抓刺绣产业,产值上2000万", "培训1500人")

    assert "2000万" in lines[0]
    assert not any(line.startswith("万") for line in lines)


def test_a_day_at_the_start_of_a_line_is_no_number_of_an_item() -> None:
    """3月7日 lost its 3 when the numbers of items were left out."""
    assert told("3月7日开大会160人")[0].startswith("3月7日")
    assert told("接访26件", "一、培训60人")[-1] == "培训60人"


@pytest.mark.parametrize("line", ["2026打算", "下半年计划", "三八"])
def test_a_heading_that_came_through_as_a_line_tells_nothing(line: str) -> None:
    """一是2026打算 is no plan."""
    assert line not in told("培训60人", line)


def test_lines_below_one_heading_share_a_section() -> None:
    """Who parted the notes by line of work knows where 路灯装了12盏 belongs."""
    notes = (
        "石桥镇妇联2025年工作\n【组织】\n村妇联换届15个\n选出执委165名\n路灯装了12盏\n【权益】\n接访26件\n"
        "普法讲座6场\n法律援助4件\n"
    )
    sheet = build_fact_sheet([notes_from_text(notes)])
    texts = {item.id: item.text for item in sheet.activities}
    sections = [
        [texts[name] for paragraph in section.paragraphs for name in paragraph.activity_ids]
        for section in plan_summary(sheet).sections
    ]

    assert any({"路灯装了12盏", "选出执委165名"} <= set(section) for section in sections)


@pytest.mark.parametrize(
    ("line", "unsaid", "left"),
    [
        ("机关干部11人（编制13人，空2人）", {"11人", "13人"}, "机关干部，空2人"),
        ("妇联主席轮训2期286人（应训290人）", {"286人", "290人"}, "妇联主席轮训2期"),
        ("讲座4场（共320人），咨询86人", {"320人"}, "讲座4场，咨询86人"),
    ],
)
def test_what_is_cut_leaves_no_half_bracket(line: str, unsaid: set[str], left: str) -> None:
    """空2人）。 on paper shows that a machine tore something out."""
    sheet = build_fact_sheet([notes_from_text(f"石桥镇妇联2025年工作\n{line}")])
    activity = sheet.activities[0]
    hidden = frozenset(fact.id for fact in activity.facts if fact.figure.text in unsaid)

    assert material_of(activity, hidden).text == left


CHAT = """清溪镇妇联群 2025年7月2日
白杨村李主席 8:52
我们村：两癌筛查去了156人；评美丽庭院18户
南坪社区赵姐 9:10
我们搞了烘焙课2场
张晓梅(镇妇联) 9:15
妇女小额贷款发放7笔共98万元
白杨村李主席 9:20
补一个，我们村办采茶比赛1场，28名姐妹
"""


def test_what_a_village_reports_is_told_as_that_villages() -> None:
    """156人 of one village must not read as the township's."""
    sheet = build_fact_sheet([notes_from_text(CHAT)])
    texts = [material.text for material in materials_by_id(sheet).values()]

    assert [text.split("：")[0] for text in texts if "：" in text] == [
        "白杨村", "白杨村", "南坪社区", "白杨村",
    ]  # fmt: skip
    assert not any("我们" in text or "补一个" in text for text in texts)
    assert any(text.startswith("妇女小额贷款") for text in texts)
    assert "一个" not in [fact.figure.text for item in sheet.activities for fact in item.facts]


def test_a_villages_own_report_does_not_name_it_each_time() -> None:
    """The heading 柳湾村 in the notes of 柳湾村 says nothing new."""
    sheet = build_fact_sheet(
        [notes_from_text("柳湾村妇联2025年\n【柳湾村】\n办讲座2场\n走访12户\n")]
    )

    assert [material.text for material in materials_by_id(sheet).values()] == [
        "办讲座2场",
        "走访12户",
    ]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (
            "最美家庭：李建国家庭（市级）、王芳家庭（区级）",
            "最美家庭：有关家庭（市级）、有关家庭（区级）",
        ),
        ("三八红旗手：刘晓燕（区级）", "涌现出区级三八红旗手"),
        ("好婆婆：张秀兰、王桂英、李芳", "涌现出好婆婆"),
    ],
)
def test_an_honour_is_told_without_the_names(line: str, text: str) -> None:
    """The names stay at home; that there was an honour does not."""
    assert told(line) == [text]


def test_what_only_the_heading_names_is_named() -> None:
    """应查1300 alone does not say what was checked."""
    assert "两癌应查1300人，实查1218人" in told(
        "——维权", "反家暴讲座3场", "——两癌", "应查1300 实查1218"
    )


def test_who_came_is_none_of_the_honours() -> None:
    """The lead-in 表彰： is over the honours, not over 到会160人."""
    lines = ("3月7日开庆三八大会 表彰:", "三八红旗手8名", "最美家庭10户", "到会160人")

    assert not any("表彰：到会" in text for text in told(*lines))


def test_honours_below_their_lead_in_are_told_as_given() -> None:
    """表彰: stands once above the list, and each line of it would otherwise only be there."""
    assert told("3月7日庆三八大会 表彰:", "三八红旗手8名", "最美家庭10户", "到会160人") == [
        "表彰三八红旗手8名",
        "表彰最美家庭10户",
        "3月7日庆三八大会，到会160人",
    ]
    assert told("获得荣誉:", "市级示范妇女之家1个") == ["市级示范妇女之家1个"]


def test_a_figure_that_was_cut_takes_no_piece_of_another() -> None:
    """With the story of 家暴1 its number goes; the 1 of 庇护1人 stays with its word."""
    (text,) = told("个案：桥头家暴1，河湾1（共2，告诫书2份，庇护1人住了5天）")

    assert "庇护1人" in text
    assert "份人" not in text


def test_what_a_hidden_figure_leaves_open_is_told_otherwise_or_not_at_all() -> None:
    """从2名增加到6名 without the 6名, which its parts exceed, says where it stood."""
    assert told("调解员 从2名增加到6名 其中律师3名 教师4名") == ["调解员原有2名"]
    assert told("体检 实检931人", "所里那张表，体检填的是 实检913人？？")[1] == ""


def test_a_day_whose_count_stays_unsaid_keeps_what_was_done() -> None:
    """8月20日。 alone is no sentence."""
    text = "柳湾镇妇联2025年工作\n8月20日，婚调委调解14件，成功11件，成功率85%\n走访40户"
    sheet = build_fact_sheet([notes_from_text(text)])

    assert next(item.text for item in materials_by_id(sheet).values()) == "8月20日，婚调委调解"


def test_a_day_before_a_petition_stands_before_what_was_counted() -> None:
    """相关事项7月 says neither what nor when."""
    told = told_of("7月，来访接待3件，4人，婚姻纠纷为主")

    assert told.endswith("7月，来访接待3件，4人")


def told_of(line: str) -> str:
    """Return how the one line of some notes may be told."""
    sheet = build_fact_sheet([notes_from_text(f"柳湾镇妇联2025年工作\n{line}\n走访40户")])
    return next(iter(materials_by_id(sheet).values())).text


@pytest.mark.parametrize(
    ("lines", "said", "unsaid"),
    [
        pytest.param(
            ["县检察院支持起诉11件，这是检察院的数，不是我们的"], "11件", "不是我们的", id="whose"
        ),
        pytest.param(
            ["建图书角5处，每处200册，要书的打我13900001111"], "每处200册", "打我", id="call-me"
        ),
        pytest.param(
            ["走访困难家庭45户，其中特困的52户发了慰问金，每户300元"],
            "慰问金每户300元",
            "52户",
            id="rate-alone",
        ),
        pytest.param(["平均每户增收2700多"], "2700多", "2700多户", id="counts-no-households"),
    ],
)
def test_what_is_left_of_a_line_reads_by_itself(lines: list[str], said: str, unsaid: str) -> None:
    """A clause that only served the notes goes; what remains says what it is of."""
    text = "".join(told(*lines))

    assert said in text
    assert unsaid not in text


@pytest.mark.parametrize(
    ("line", "said"),
    [("五月母亲节那天教剪纸，来了30人", "五月"), ("问题：大单接不住，绣工只有6人", "大单")],
)
def test_a_month_and_an_order_are_nobodys_names(line: str, said: str) -> None:
    """有关人员母亲节 lost the month, which is a figure that must be told."""
    assert said in "".join(told(line))
