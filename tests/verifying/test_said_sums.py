"""What a draft reckons in words of its own: right where the sum is right, flagged where not."""

import pytest

from tests.verifying.judged import statuses

_TEAMS = "青山县妇联2025年工作\n机关趣味运动会，14支代表队，168人\n表彰先进集体6个"
_VILLAGES = "清水乡妇联2025年工作\n11个村都建了议事会\n议事63次，议题97个"
_CHECKS = "师范大学妇委会2025年工作\n女教职工体检，应检680人，实检612人"
_DOWRY = "和顺县妇联2025年工作\n平均彩礼由9万元降到5.4万元\n集体婚礼32对"
_LUNCH = "锦绣社区2025年暑期托管\n免费午餐30天，1350份\n家长问卷45份，满意44份"
_LAW = "云山县妇联2025年普法\n普法进村18场，进校园7场，进企业5场"
_ROOMS = "师范大学妇委会2025年工作\n哺乳室新建2间，现在共5间"
_STAFF = "纺织公司妇联2025年工作\n女工1120人，占职工70%\n小屋2间"
_AGES = "海宁市妇联2025年评选\n推荐112人\n年龄最大68岁，最小24岁"
_POINTS = "石桥村妇联2025年积分超市\n每季度评“十佳户”10户\n积分最高李秀兰980分，户均210分"
_DATE = "东城区妇联2025年工作\n单身联谊：男25人，女27人"
_FAIR = "东城区妇联2025年工作\n招聘会达成意向342人，当场签约57人"


@pytest.mark.parametrize(
    ("facts", "draft", "figure", "right"),
    [
        pytest.param(_TEAMS, "14支队伍参赛，平均每队12人。", "12人", True, id="by-noun"),
        pytest.param(_TEAMS, "14支队伍参赛，平均每队13人。", "13人", False, id="by-noun-wrong"),
        pytest.param(_VILLAGES, "议事63次，平均每村5次多。", "5次多", True, id="over-behind"),
        pytest.param(_VILLAGES, "议事63次，平均每村6次多。", "6次多", False, id="over-too-much"),
        pytest.param(_CHECKS, "612人完成体检，占应检680人的90%。", "90%", True, id="told-whole"),
        pytest.param(_CHECKS, "612人完成体检，占应检680人的92%。", "92%", False, id="wrong-share"),
        pytest.param(_DOWRY, "平均彩礼为5.4万元，降四成。", "四成", True, id="fell-by-tenths"),
        pytest.param(_DOWRY, "平均彩礼为5.4万元，降六成。", "六成", False, id="fell-to-tenths"),
        pytest.param(_DOWRY, "平均彩礼为5.4万元，涨四成。", "四成", False, id="rose-instead"),
        pytest.param(_LUNCH, "午餐30天1350份，平均每天45份。", "45份", True, id="a-day"),
        pytest.param(_LUNCH, "午餐30天1350份，平均每天44份。", "44份", False, id="a-day-wrong"),
        pytest.param(_LAW, "全年普法30场，农村占六成。", "六成", True, id="part-by-character"),
        pytest.param(_LAW, "全年普法30场，校园占六成。", "六成", False, id="another-part"),
        pytest.param(_ROOMS, "哺乳室由3间增加到5间。", "3间", True, id="before-the-new"),
        pytest.param(_ROOMS, "哺乳室由4间增加到5间。", "4间", False, id="before-the-new-wrong"),
        pytest.param(_STAFF, "职工1600人，女工1120人，占七成。", "1600人", True, id="whole"),
        pytest.param(_STAFF, "职工1700人，女工1120人，占七成。", "1700人", False, id="wrong-whole"),
        pytest.param(_AGES, "年龄在24岁至68岁之间。", "24岁至68岁", True, id="least-to-most"),
        pytest.param(_AGES, "年龄在24岁至66岁之间。", "24岁至66岁", False, id="no-such-most"),
        pytest.param(_POINTS, "李秀兰以980分居首位。", "980分", True, id="first-is-most"),
        pytest.param(
            _POINTS, "积分最高者李秀兰，980分。", "980分", True, id="most-a-clause-before"
        ),
        pytest.param(_POINTS, "村民积分为980分。", "980分", False, id="most-told-as-plain"),
        pytest.param(_POINTS, "按季度评选，每次10户。", "10户", True, id="turns-of-a-quarter"),
        pytest.param(_POINTS, "按月评选，每次10户。", "10户", False, id="turns-of-a-month"),
        pytest.param(_POINTS, "全年评出“十佳户”40户次。", "40户次", True, id="four-quarters"),
        pytest.param(_POINTS, "全年评出“十佳户”30户次。", "30户次", False, id="three-quarters"),
        pytest.param(_DATE, "25名男青年和27名女青年参加联谊。", "27名", True, id="noun-behind"),
        pytest.param(_DATE, "27名男青年参加联谊。", "27名", False, id="the-other-sex"),
        pytest.param(_FAIR, "342人与企业达成就业意向。", "342人", True, id="word-runs-on"),
        pytest.param(_FAIR, "342人实现就业。", "342人", False, id="wish-as-job"),
    ],
)
def test_a_sum_in_the_drafts_own_words_is_followed(
    facts: str, draft: str, figure: str, *, right: bool
) -> None:
    """Models count out what ledgers leave to the reader: averages, shares, what was before."""
    assert (statuses(facts, draft)[figure] in {"supported", "derived"}) is right


_WORKSHOP = "马头镇妇联2025年工作\n2021年成立，当时社员23人，现在126人"
_PLANS = "南州市妇联2024年监测\n妇女规划：指标76项，达标70项\n儿童规划：指标72项，达标64项"
_CLASS = "宁河县妇联2025年工作\n第一期110人，第二期106人\n测试合格209人"
_GROUPS = "幸福里社区妇联2025年工作\n家长课堂6场，参加家长214人\n建家长群2个，群里家长387人"
_JOBS = "东城区妇联2025年招聘会\n来企业64家，岗位1380个，适合女性的820个"
_RATE = "南州市妇联2025年监测\n普惠性幼儿园占比91.2%，比上年提高1.7个百分点"
_HOTLINE = "和丰县妇联2025年热线\n转办29件，办结27件"


@pytest.mark.parametrize(
    ("facts", "draft", "figure", "right"),
    [
        pytest.param(
            _WORKSHOP, "社员126人，是2021年成立时23人的5倍多。", "126人", True, id="now-then"
        ),
        pytest.param(
            _WORKSHOP, "2021年成立时社员126人，现有23人。", "23人", False, id="now-as-then"
        ),
        pytest.param(
            _PLANS,
            "指标148项，达标134项，未达标14项，其中妇女规划6项、儿童规划8项。",
            "6项",
            True,
            id="parts-of-rest",
        ),
        pytest.param(
            _PLANS,
            "指标148项，达标134项，未达标14项，其中妇女规划9项、儿童规划5项。",
            "9项",
            False,
            id="wrong-parts",
        ),
        pytest.param(
            _CLASS, "两期分别110人、106人，209人合格，7人未合格。", "7人", True, id="rest-of-sum"
        ),
        pytest.param(
            _CLASS, "两期分别110人、106人，209人合格，9人未合格。", "9人", False, id="wrong-rest"
        ),
        pytest.param(
            _GROUPS, "依托2个家长微信群服务387名家长。", "2个", True, id="a-group-is-no-person"
        ),
        pytest.param(
            _JOBS, "岗位1380个，女性岗位占比59.4%（820个）。", "820个", True, id="part-in-brackets"
        ),
        pytest.param(_RATE, "上年占比为89.5%。", "89.5%", True, id="last-year-by-points"),
        pytest.param(_RATE, "占比达到92.9%。", "92.9%", False, id="points-added-again"),
        pytest.param(_HOTLINE, "对需要多方解决的29件诉求转办。", "29件", True, id="yet-to-be-done"),
        pytest.param(_HOTLINE, "解决诉求29件。", "29件", False, id="not-yet-done"),
    ],
)
def test_what_a_number_is_told_of_may_be_said_in_other_words(
    facts: str, draft: str, figure: str, *, right: bool
) -> None:
    """A figure keeps its thing through brackets, parts of a rest, and then and now."""
    assert (statuses(facts, draft)[figure] in {"supported", "derived"}) is right


@pytest.mark.parametrize(
    ("period", "draft", "figure", "right"),
    [
        pytest.param("2025年上半年", "2025年1至6月，培训46人。", "2025年1至6月", True, id="half"),
        pytest.param("2025年上半年", "2025年1至7月，培训46人。", "2025年1至7月", False, id="seven"),
        pytest.param("2025年1-9月", "今年前三季度，培训46人。", "前三季度", True, id="quarters"),
        pytest.param("2025年5月", "截至5月底，培训46人。", "5月底", True, id="until-its-end"),
        pytest.param("2025年5月", "截至6月底，培训46人。", "6月底", False, id="until-another"),
        pytest.param("2025年上半年", "2024年1至6月，培训46人。", "2024年1至6月", False, id="year"),
    ],
)
def test_a_stretch_of_the_year_has_several_names(
    period: str, draft: str, figure: str, *, right: bool
) -> None:
    """上半年 and 1至6月 are one time; another month or year is not."""
    told = statuses(f"柳河镇妇联 {period}工作\n举办培训2期，培训46人", draft)
    assert (told[figure] in {"supported", "derived"}) is right


_PADS = "青石乡妇联2025年工作\n妇联微家7个（商圈2 楼宇3 园区2）"
_HONOURS = "青石乡妇联2025年工作\n创建市级巾帼文明岗1个、县级巾帼文明岗3个、镇级巾帼文明岗7个"
_GIFTS = "青石乡妇联2025年春节慰问\n困难妇女30人，每人500元；困境儿童18人，每人300元"
_SCREENED = "青石乡妇联2025年工作\n两癌筛查应检450人，实检389人"
_ADVICE = "青石乡妇联2025年工作\n心理咨询：未成年人31人次，老年妇女17人次"
_REGISTER = "青石乡妇联2025年工作\n困难家庭新增18户，退出23户"


@pytest.mark.parametrize(
    ("facts", "draft", "figure", "right"),
    [
        pytest.param(
            _PADS, "建成微家7个，分别为2个、3个和2个。", "7个", True, id="whole-of-its-parts"
        ),
        pytest.param(
            _HONOURS,
            "创建文明岗11个，其中市级1个、县级3个、镇级7个。",
            "11个",
            True,
            id="all-parts-added",
        ),
        pytest.param(
            _HONOURS,
            "创建文明岗十个，其中市级1个、县级3个、镇级7个。",
            "十个",
            False,
            id="a-part-left-out",
        ),
        pytest.param(_GIFTS, "共发放慰问金2.04万元。", "2.04万元", True, id="each-rate-its-count"),
        pytest.param(_GIFTS, "共发放慰问金2.4万元。", "2.4万元", False, id="rates-of-two-kinds"),
        pytest.param(_SCREENED, "两癌筛查共839人。", "839人", False, id="due-and-done-added"),
        pytest.param(
            _ADVICE,
            "咨询31人次、17人次，同比增长82.4%。",
            "82.4%",
            False,
            id="one-thing-against-another",
        ),
        pytest.param(_REGISTER, "退出23户，净减5户。", "5户", True, id="net-change"),
        pytest.param(_REGISTER, "退出13户，净减5户。", "13户", False, id="in-a-circle"),
    ],
)
def test_a_sum_that_comes_out_right_by_accident_is_none(
    facts: str, draft: str, figure: str, *, right: bool
) -> None:
    """Ledgers hold many numbers; some add up to any other."""
    assert (statuses(facts, draft)[figure] in {"supported", "derived"}) is right


_HALF_YEAR = "城关街道妇联2025年上半年活动统计\n亲子阅读12场\n下半年：亲子阅读再办10场"
_VISITS = "柳河村妇联2025年工作\n合作社带动妇女36人\n看望高龄老人29名、重病妇女7名"
_NANNIES = "清江县妇联2025年工作\n输送阿姨263名，其中到省外71名"
_CAMP = "龙潭镇妇联2025年工作\n夏令营营员40名，其中女孩23名"
_SORTING = "北岭村妇联2025年工作\n垃圾分类评比，一组92分最高，四组71分最低"
_BUDGET = "高桥镇妇联2025年工作\n今年预算15万元，已花9万元\n公益岗妇女28名，月补贴800元"
_DESK = "北关社区妇联2025年工作\n调解室登记61件，调成52件，转法院4件，其余还在调"
_STATIONS = "永昌区妇联2025年工作\n就业服务站12个（去年9个）\n购买服务3个\n目标2026年：服务站到15个"
_PRIZES = "杏花镇妇联2025年工作\n擂台赛18人，评一等奖2名、二等奖4名、三等奖6名"
_QUARRELS = "江湾社区妇联2025年工作\n纠纷调处24起，其中婆媳9起、夫妻11起、邻里4起"
_LESSONS = "安平街道妇联2025年工作\n家政、月嫂、收纳培训分别2期、3期、1期，人数依次为76、105、34"
_LENDING = "望江县妇联2025年工作\n今年贷款金额6120万元\n去年贷款5400万元"
_SHOWS = "金沙社区妇联2025年工作\n电影放映10场，观看最多一场130人"
_TABLE = (
    "龙潭镇妇联2025年汇总\n村名 | 培训(期) | 培训人数\n"
    "上龙村 | 3 | 96\n下龙村 | 2 | 58\n合计 | 5 | 154"
)
_OWN_DOING = "龙潭镇妇联2025年汇总\n镇里自己办的：\n轮训1期，3天，36人"


@pytest.mark.parametrize(
    ("facts", "draft", "figure", "right"),
    [
        pytest.param(_HALF_YEAR, "截至6月底，办亲子阅读12场。", "6月底", True, id="half-ends"),
        pytest.param(_HALF_YEAR, "下半年将再办亲子阅读10场。", "10场", True, id="will-do"),
        pytest.param(_HALF_YEAR, "办亲子阅读10场。", "10场", False, id="planned-as-done"),
        pytest.param(
            _VISITS, "看望高龄老人和重病妇女共36人。", "36人", True, id="sum-beside-a-fact"
        ),
        pytest.param(_NANNIES, "省内就业192名。", "192名", True, id="the-other-of-two"),
        pytest.param(_NANNIES, "省外就业192名。", "192名", False, id="the-same-of-two"),
        pytest.param(_CAMP, "营员中有男孩17名。", "17名", True, id="boys-of-all"),
        pytest.param(_CAMP, "营员中有女孩17名。", "17名", False, id="girls-of-all"),
        pytest.param(_SORTING, "一组以92分位列第一。", "第一", True, id="first-said-behind"),
        pytest.param(_BUDGET, "经费执行过半，预算15万元已用9万元。", "过半", True, id="over-half"),
        pytest.param(_BUDGET, "妇女28名每月各领补贴800元。", "800元", True, id="each-a-month"),
        pytest.param(
            _DESK, "登记61件，调成52件，4件转法院，剩余5件。", "5件", True, id="rest-of-three"
        ),
        pytest.param(
            _DESK, "登记61件，调成52件，4件转法院，剩余9件。", "9件", False, id="rest-of-two"
        ),
        pytest.param(_STATIONS, "服务站12个，比上年多3个。", "3个", True, id="more-by"),
        pytest.param(_STATIONS, "2026年力争服务站增至15个。", "15个", True, id="aim-told-as-aim"),
        pytest.param(
            _PRIZES, "一、二、三等奖分别为2名、4名和6名。", "2名", True, id="joined-ranks"
        ),
        pytest.param(_QUARRELS, "夫妻、婆媳两类各为11起、9起。", "11起", True, id="each-of-two"),
        pytest.param(_QUARRELS, "婆媳、夫妻两类各为11起、9起。", "11起", False, id="each-wrong"),
        pytest.param(_LESSONS, "月嫂班3期、105人。", "105人", True, id="rows-of-a-list"),
        pytest.param(_LESSONS, "家政班3期、105人。", "105人", False, id="another-row"),
        pytest.param(
            _LENDING, "贷款6120万元，比去年的5400万元增长13%以上。", "13%以上", True, id="at-least"
        ),
        pytest.param(_SHOWS, "放映10场，观众共130人。", "130人", False, id="one-told-as-all"),
        pytest.param(_SHOWS, "放映10场，最多一场130人观看。", "130人", True, id="most-of-one"),
        pytest.param(_TABLE, "上龙、下龙两村共办培训5期，培训154人。", "154人", True, id="sum-row"),
        pytest.param(_OWN_DOING, "轮训历时3天，36名主席参加。", "36名", True, id="own-doing"),
    ],
)
def test_what_models_write_of_ledgers_is_followed(
    facts: str, draft: str, figure: str, *, right: bool
) -> None:
    """Plain prose about plain notes: the rest, the other of two, rows dealt out, more by some."""
    assert (statuses(facts, draft)[figure] in {"supported", "derived"}) is right


_LOANS = "县妇联2025年贷款\n2024年 86笔 1290万元\n2025年 113笔 1808万元"
_WAGES = "清水镇妇联2025年家政\n北京上岗平均6800元，本地3500元"
_SHOP = "石板村2025年账\n慰问困难母亲10人每人300元共3000元"
_DESK_WEEK = "区辅导室2025年\n每周值班5天"
_WORKSHOP_HALVES = "巾帼工坊2025年\n产值：上半年58万元 下半年77万元"
_POLICE = "县反家暴联席会议2025年\n公安处置家暴警情218起，比上年减少37起"
_DIARY = "乡妇联2025年日记\n三月：12日组织植树，到场130人"
_SURVEY = "区妇联2025年问卷\n回收问卷1640份，有效1600份\n最盼望：托育服务992人选，弹性工作736人选"
_CONGRESS = (
    "市妇女代表大会2025年\n过去五年：培训妇女6.8万人次\n今后五年目标：培训10万人次，贷款6亿元"
)
_KITCHEN = "石桥村妇联2025年\n食堂一周开3天，一顿收3元"
_FAMILY = "我乡2025年推荐\n赵桂芳家（4口人，照顾婆婆13年）"
_TASK = (
    "县妇联2025年两癌检查\n年度任务8000人，截至10月底完成8216人\n宫颈癌检查4120人，乳腺癌检查4096人"
)
_QUARTERS = "县妇联2025年信访\n接待信访154件次\n婚姻家庭94件次\n办结151件"


@pytest.mark.parametrize(
    ("facts", "draft", "figure", "right"),
    [
        pytest.param(
            _WAGES, "北京6800元，本地3500元，高出近一倍。", "近一倍", True, id="nearly-twice"
        ),
        pytest.param(_SHOP, "慰问10位困难母亲，300元/人。", "300元/人", True, id="slash-is-each"),
        pytest.param(_SHOP, "慰问困难母亲，每人3000元。", "3000元", False, id="all-told-as-each"),
        pytest.param(_DESK_WEEK, "一周值守5天。", "5天", True, id="one-week-is-each"),
        pytest.param(
            _WORKSHOP_HALVES,
            "下半年77万元，比上半年的58万元多19万元。",
            "58万元",
            True,
            id="more-is-no-hedge",
        ),
        pytest.param(_WORKSHOP_HALVES, "全年产值77万元。", "77万元", False, id="half-as-year"),
        pytest.param(
            _POLICE, "警情218起，比上年的255起减少37起。", "255起", True, id="what-it-was"
        ),
        pytest.param(_POLICE, "警情218起，比上年的265起减少37起。", "265起", False, id="was-wrong"),
        pytest.param(_POLICE, "家暴警情减少到37起。", "37起", False, id="fell-to-for-by"),
        pytest.param(_DIARY, "3月12日，130人植树。", "3月12日", True, id="day-under-its-month"),
        pytest.param(_DIARY, "4月12日，130人植树。", "4月12日", False, id="day-of-another"),
        pytest.param(_SURVEY, "992人选择托育服务，占62%。", "62%", True, id="share-of-answers"),
        pytest.param(_SURVEY, "736人选择弹性工作，占62%。", "62%", False, id="another's-share"),
        pytest.param(_CONGRESS, "今后五年的奋斗目标是培训10万人次。", "10万人次", True, id="aim"),
        pytest.param(_CONGRESS, "过去五年发放贷款6亿元。", "6亿元", False, id="aim-as-done"),
        pytest.param(_KITCHEN, "食堂3元一餐，每周3天。", "3元一餐", True, id="a-meal"),
        pytest.param(_FAMILY, "赵桂芳一家4口。", "4口", True, id="mouths-are-persons"),
        pytest.param(
            _TASK,
            "完成8216人，超出任务216人，其中宫颈癌检查4120人。",
            "4120人",
            True,
            id="no-part-of-the-excess",
        ),
        pytest.param(
            _QUARTERS,
            "信访154件次。其中婚姻家庭94件次，占六成以上。",
            "六成以上",
            True,
            id="of-told",
        ),
        pytest.param(
            _QUARTERS,
            "信访154件次。其中婚姻家庭94件次，占七成以上。",
            "七成以上",
            False,
            id="too-much",
        ),
        pytest.param(
            _QUARTERS, "信访154件次，办结151件，办结率98%。", "98%", True, id="rate-of-told"
        ),
    ],
)
def test_changes_shares_and_rates_are_read_as_they_are_said(
    facts: str, draft: str, figure: str, *, right: bool
) -> None:
    """Ledgers tell by how much, of whom and how often in as few signs as they can."""
    assert (statuses(facts, draft)[figure] in {"supported", "derived"}) is right


_RATE_SMALL = "云州市妇联2025年贷款\n不良率0.8%，发放贷款320笔"
_PAIRS = "河口村2025年\n留守儿童48个\n爱心妈妈结了36对，还有12个没结上"
_TABLE_YEARS = (
    "县妇联春蕾台账2021—2023\n2021年助学金10.4万元\n2022年助学金12万元\n2023年助学金13.6万元"
)
_POSTS = "市直妇工委2025年\n文明岗申报46个，实地考察34个，最终命名28个\n结对帮扶村6个"
_WORKERS = "青石镇2025年\n她们平均一个月能拿1800块\n上半年产值62万元"
_AID = "一三二团妇联2025年上半年\n金秋助学 计划8月资助困难职工子女20名"
_LAST = "东川市妇联2025年培训\n共办班18期\n对比2024年：办班11期"


@pytest.mark.parametrize(
    ("facts", "draft", "figure", "right"),
    [
        pytest.param(_RATE_SMALL, "不良率千分之八。", "千分之八", True, id="thousandths"),
        pytest.param(_RATE_SMALL, "不良率千分之五。", "千分之五", False, id="other-thousandths"),
        pytest.param(_PAIRS, "结成36对，尚有12名儿童未结对。", "12名", True, id="what-is-left"),
        pytest.param(_TABLE_YEARS, "三年累计发放助学金36万元。", "36万元", True, id="sum-of-years"),
        pytest.param(
            _TABLE_YEARS, "2023年发放助学金36万元。", "36万元", False, id="sum-as-one-year"
        ),
        pytest.param(_POSTS, "实地考察34个，其中6个未获命名。", "6个", True, id="not-named"),
        pytest.param(_WORKERS, "人均月收入1800元。", "1800元", True, id="average-of-average"),
        pytest.param(
            _AID, "计划于8月资助困难职工子女20名。", "20名", True, id="planned-for-august"
        ),
        pytest.param(_AID, "已资助困难职工子女20名。", "20名", False, id="planned-as-given"),
        pytest.param(_LAST, "办班18期，比上年增加7期。", "7期", True, id="compared-with-a-year"),
        pytest.param(_LAST, "今年办班11期。", "11期", False, id="the-other-year's"),
    ],
)
def test_rests_plans_and_years_are_kept_apart(
    facts: str, draft: str, figure: str, *, right: bool
) -> None:
    """What is left, what is planned and what was before are numbers of their own."""
    assert (statuses(facts, draft)[figure] in {"supported", "derived"}) is right
