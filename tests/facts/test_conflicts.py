"""What clashes, and what only seems to: a false alarm keeps a true figure out of the summary."""

import pytest

from drafter.facts import build_fact_sheet
from drafter.intake import notes_from_text


def _kinds(text: str) -> list[str]:
    sheet = build_fact_sheet([notes_from_text(text)], org="柳河镇妇联", period="2025")
    return [conflict.kind for conflict in sheet.conflicts]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param(
            "六一慰问留守儿童71名\n六一节走访慰问留守儿童17名",
            "two_values",
            id="one-event-two-counts",
        ),
        pytest.param(
            "全年接待来访46件\n接待群众来访48件", "two_values", id="other-words-same-thing"
        ),
        pytest.param(
            "“她课堂”举办20场，参与460人\n“她课堂”共20场，参与540人", "two_values", id="named-event"
        ),
        pytest.param(
            "慰问困难妇女36户，每户500元，共2万元", "two_values", id="each-times-count-is-not-total"
        ),
        pytest.param(
            "创建最美家庭12户，其中市级6户，省级8户",
            "parts_exceed_whole",
            id="parts-add-up-to-more",
        ),
        pytest.param(
            "三八红旗手5名（市级2名，县级4名）", "parts_exceed_whole", id="bracketed-parts"
        ),
        pytest.param(
            "培训60人，其中女党员75人", "parts_exceed_whole", id="one-part-over-the-whole"
        ),
        pytest.param(
            "全园238名幼儿，留守儿童近120人，占总人数的51%",
            "impossible_share",
            id="share-recomputed",
        ),
        pytest.param("受理31件，调解成功27件，成功率90%", "impossible_share", id="rate-recomputed"),
        pytest.param("应到40人，实到50人，参会率125%", "impossible_share", id="over-a-hundred"),
        pytest.param(
            "技能班29期，培训妇女1450人，取得证书1189人，取证率为86%",
            "impossible_share",
            id="rate-of-what-is-named-longer",
        ),
        pytest.param(
            "两癌检查 符合条件的214人 去查了226人",
            "parts_exceed_whole",
            id="more-than-are-entitled",
        ),
        pytest.param(
            "换届应到执委38人，实到41人", "parts_exceed_whole", id="more-than-should-come"
        ),
        pytest.param(
            "信访30件，其中1月12件，2月18件，其中婚姻19件，其他14件",
            "parts_exceed_whole",
            id="divided-twice",
        ),
        pytest.param(
            "完成农村妇女“两癌”免费筛查12500人\n附：主要数据\n“两癌”筛查11800人",
            "two_values",
            id="recap-tells-otherwise",
        ),
        pytest.param(
            "美丽庭院52户→67户（新评15户）\n报镇里的表 美丽庭院新评13户",
            "two_values",
            id="form-sent-up-tells-otherwise",
        ),
        pytest.param(
            "项目\t次数\n普法\t8\n培训\t5\n合计\t12", "parts_exceed_whole", id="total-row-too-small"
        ),
        pytest.param(
            "项目\t次数\n普法\t8\n培训\t5\n合计\t15", "two_values", id="total-row-too-large"
        ),
    ],
)
def test_a_contradiction_is_found(text: str, kind: str) -> None:
    """The summary states none of the figures that clash."""
    assert _kinds(text) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("3月5日接待来访2件\n4月6日接待来访3件", id="other-days"),
        pytest.param("全年培训妇女680人次\n6月培训妇女120人次", id="total-and-part"),
        pytest.param("柳湾村走访困难户12户\n东河村走访困难户8户", id="other-places"),
        pytest.param("春节慰问老人22名\n重阳节慰问老人30名", id="other-occasions"),
        pytest.param("家政培训2期60人\n养殖培训3期145人次", id="other-courses"),
        pytest.param("培训60人，其中女性50人，党员35人", id="qualities-overlap"),
        pytest.param("接待来访46件（婚姻家庭26件，财产9件，其他11件）", id="parts-add-up"),
        pytest.param("受理31件，调解成功27件，成功率87%", id="rate-is-right"),
        pytest.param("受理31件，调解成功27件，成功率87.1%", id="rate-is-right-to-the-tenth"),
        pytest.param("慰问困难妇女36户，每户500元，共1.8万元", id="product-is-right"),
        pytest.param("今年筛查1286人，去年筛查1180人", id="last-year-beside"),
        pytest.param("发放资料近3000份\n发放资料2980份", id="hedge-and-exact"),
        pytest.param("培训妇女60人\n明年计划培训妇女100人", id="plan-beside-result"),
        pytest.param("村\t户数\n柳湾村\t12\n东河村\t8\n合计\t20", id="table-adds-up"),
        pytest.param("第1期培训60人\n第2期培训45人", id="numbered-terms"),
        pytest.param("完成率120%，超额完成任务", id="over-fulfilled"),
        pytest.param("培训妇女60人，满意率98%", id="rate-of-something-else"),
        pytest.param("慰问留守儿童50人\n附：主要数据\n留守儿童388人", id="recap-of-another-thing"),
        pytest.param(
            "家政培训2期60人\n养殖培训3期145人\n附：数据汇总\n培训5期205人", id="recap-of-the-sum"
        ),
        pytest.param("两癌检查应查214人，实查200人，查出异常17人", id="fewer-than-are-entitled"),
        pytest.param("信访30件，其中1月12件，2月18件，其中婚姻19件", id="divided-twice-rightly"),
    ],
)
def test_what_only_seems_to_clash_is_left_alone(text: str) -> None:
    """Dates, places, occasions, groups and hedges tell figures apart."""
    assert _kinds(text) == []


def test_the_reason_names_both_places() -> None:
    """A person must find the two lines to settle it."""
    sheet = build_fact_sheet([notes_from_text("六一慰问留守儿童71名\n六一慰问留守儿童17名")])

    reason = sheet.conflicts[0].reason

    assert "第1行" in reason
    assert "第2行" in reason
    assert "71名" in reason
    assert "17名" in reason


def test_a_log_that_tells_the_same_again_and_again_is_no_contradiction() -> None:
    """Each day of a log has its own number; a slip is only looked for in what is told rarely."""
    lines = "\n".join(f"第{day}天慰问老人{20 + day * 3 % 17}户" for day in range(1, 60))
    sheet = build_fact_sheet([notes_from_text(lines)])

    assert len(sheet.activities) == 59
    assert sheet.conflicts == ()


@pytest.mark.parametrize(
    "text",
    [
        "救助3人，其中住院救助2人，救助率100%",
        "两癌救助3人，救助金到位2人，救助到位率100%",
        "妇女之家覆盖46个村，其中新覆盖12个，覆盖率100%",
        "发放资料合计980份，其中普法约400份，健康手册600份",
        "执委18名，本科以上3人，大专5人，占比44%",
        "规划指标达标71项\n全年统计完成17项",
        "妇女健康知识讲座2次（第一次80人，第二次65人）",
        "机关干部11人（编制13人，空2人）",
        "村妇联主席轮训2期286人（应训290人）",
        "被省妇联采用信息4条（2024年分别为51条、15条、2条）",
        "母婴室新增3间，现有12间\n汇总\n母婴室新增3间",
    ],
)
def test_numbers_that_do_not_refute_each_other_are_no_conflict(text: str) -> None:
    """A false alarm keeps two true figures out of the summary."""
    sheet = build_fact_sheet([notes_from_text(text)], org="柳河镇妇联", period="2025")

    assert not sheet.conflicts


@pytest.mark.parametrize(
    "text",
    [
        "接访31件，办结29件，办结率98%",
        "培训30人，取证20人，取证率100%",
        "发放资料合计980份，其中普法500份，健康手册600份",
        "一、评选\n申报486户，达标305户，其中四星的112户，五星的41户\n二、统计口\n达标305户，五星47户",
    ],
)
def test_numbers_that_refute_each_other_are_found(text: str) -> None:
    """What spares the true must not spare the false."""
    sheet = build_fact_sheet([notes_from_text(text)], org="柳河镇妇联", period="2025")

    assert sheet.conflicts


def test_one_contradiction_is_told_once() -> None:
    """A sum that its parts miss by one digit is a slip and a wrong sum at once."""
    line = "接待信访167件：婚姻家庭98件，家暴31件，财产权益26件，其他14件"
    sheet = build_fact_sheet([notes_from_text(f"清溪县妇联2025年工作\n{line}")])

    assert len(sheet.conflicts) == 1
