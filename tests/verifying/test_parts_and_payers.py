"""Who paid, what a number was before, what a total is of: each told of its own number alone."""

import pytest

from tests.verifying.judged import statuses

MEALS = "助餐点\n晚餐每份15元，镇里补6元，其余老人付"
TURNED = "运动会（去年→今年）\n队伍 9支→14支\n观众 210人→340人"
GREW = "读书角从5处涨到12处"
EACH = "四个小组启动经费各800元"
TURNS = "入户指导 每周3次 每次1小时→上半年75次"
PART = "发放贷款137笔2466万元\n其中：养殖76笔1290万元，加工17笔396万元"
WHOLE = "在册家庭240户，其中低保21户，特困33户"
VISITS = "5月进11个社区，每社区1场，听众共660人"
PAID = "保险理赔7人21万元\n红会救助4人3万元\n保费每人50元"
DUE = "老人免费流感针\n应种1460人\n打完1102人"
FAN = "小程序 注册 640 人（全乡妇女 1600 人）"
ROWS = "来电统计（单位：通）\n月份|来电|婚姻|法律|心理\n5月|96|47|30|19\n6月|110|58|31|21"
COMING = "寒假每个社区办一期写字班，每期8天"
BARS = "儿童90人，父母都外出31人，结对88人"
SUMS = "服装补贴每组200×9组=1800"
GIFTS = "慰问11户，每户面1袋、油1桶、现金200元"
LEVELS = "全市绣坊66家，从业3900人；我区14家，从业520人"
RANKS = "我县得分94.1分，全市第3名，上年第6名"
VERDICT = "上河村 报50户 过41户\n下河村 报30户 过25户"


@pytest.mark.parametrize(
    ("facts", "draft", "figure", "flagged"),
    [
        pytest.param(MEALS, "晚餐每份15元，老人自付6元。", "6元", True, id="another paid it"),
        pytest.param(MEALS, "晚餐每份15元，镇里补贴6元。", "6元", False, id="who paid it"),
        pytest.param(
            TURNED,
            "今年运动会有14支队伍，比去年多5支，210名观众到场。",
            "210名",
            True,
            id="last year's behind a comparison that is told",
        ),
        pytest.param(
            TURNED,
            "今年运动会有14支队伍，观众由210人增至340人。",
            "210人",
            False,
            id="last year's as where it began",
        ),
        pytest.param(GREW, "全年新增读书角12处。", "12处", True, id="all that there are as new"),
        pytest.param(GREW, "读书角增加到12处。", "12处", False, id="what it grew to"),
        pytest.param(EACH, "四个小组启动经费合计800元。", "800元", True, id="each one's as all"),
        pytest.param(
            TURNS, "上半年入户指导共75次。", "75次", False, id="what a rate comes to in all"
        ),
        pytest.param(
            PART, "养殖业最多，76笔贷款共1290万元。", "1290万元", False, id="all of one part"
        ),
        pytest.param(PART, "全年贷款共1290万元。", "1290万元", True, id="one part as all"),
        pytest.param(
            WHOLE,
            "在册家庭240户，其中低保21户、特困33户，两者合计54户。",
            "240户",
            False,
            id="two parts added up behind their whole",
        ),
        pytest.param(
            VISITS,
            "5月走进11个社区，每社区一场，共11场，听众660人，场均60人。",
            "60人",
            False,
            id="one for each is no number of all",
        ),
        pytest.param(
            PAID,
            "保险理赔7人、21万元，人均3万元。",
            "3万元",
            False,
            id="an average of what stands beside it",
        ),
        pytest.param(
            DUE, "应免费接种1460人，完成接种1102人。", "1460人", False, id="due, in more words"
        ),
        pytest.param(
            FAN, "小程序注册妇女640人，占全乡妇女的40%。", "640人", False, id="women of women"
        ),
        pytest.param(
            ROWS,
            "6月来电110通，三类依次为58通、31通、21通。",
            "31通",
            False,
            id="dealt out in the order of the table",
        ),
        pytest.param(
            COMING,
            "下一步，计划在每个社区举办一期写字班，每期8天。",
            "8天",
            False,
            id="what the notes tell in no tense",
        ),
        pytest.param(
            SUMS, "为9个组每组补贴服装费1800元。", "1800元", True, id="what a rate comes to as rate"
        ),
        pytest.param(
            GIFTS,
            "慰问11户，除一袋面、一桶油外，每户还领到200元。",
            "一袋",
            False,
            id="a rate that is said behind",
        ),
        pytest.param(
            LEVELS, "全区绣坊不断壮大，现有14家。", "14家", False, id="the draft's own level"
        ),
        pytest.param(
            RANKS,
            "全市名次由第6名升到第3名。",
            "第3名",
            False,
            id="a rank among others is one's own",
        ),
        pytest.param(
            VERDICT,
            "上河村申报50户，41户达标。",
            "41户",
            False,
            id="another word of the sense that a ledger shortens",
        ),
        pytest.param(
            BARS, "儿童90人｜父母外出31人｜结对88人", "88人", False, id="parted by upright bars"
        ),
    ],
)
def test_a_number_is_of_what_it_is_told_of(
    facts: str, draft: str, figure: str, *, flagged: bool
) -> None:
    """A share, a payer, a year or a part that the draft changes makes a right number wrong."""
    status = statuses(facts, draft)[figure]

    assert flagged is (status not in ("supported", "derived"))
