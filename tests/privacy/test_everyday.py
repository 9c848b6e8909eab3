"""Everyday words of the work are nobody's name or address, and a programme is nobody's case."""

import pytest

from drafter.figures import find_figures
from drafter.privacy import Pseudonyms, find_private, is_sensitive, small_cell
from drafter.privacy.redacting import redact


@pytest.mark.parametrize(
    "text",
    [
        "全年评选28户，其中上报县里2户",
        "最美家庭推到区5户，市里1户",
        "苗绣12个绣娘，接单160件",
        "红旗户45，黄旗户6",
        "慰问留守儿童 礼包85 小计8500",
        "小计：12 合计30 总计42",
        "美丽庭院:前街38户 后街41户",
        "东街12户，西街15户，东巷3户",
        "美丽庭院 阳光小区12户",
        "小李庄1850 王庄3200",
        "前刘屯：培训3场",
        "和姐妹们聚到一起包粽子2次",
        "合计：应检4030，实检3500",
        "17个村建了妇女微信群",
        "“建设法治云江·巾帼在行动”1900余场",
    ],
)
def test_words_of_the_work_are_not_private(text: str) -> None:
    """Hidden, they turn into 有关住户 and take a figure along."""
    assert list(find_private(text)) == []


@pytest.mark.parametrize(
    "text", ["住和平里3户", "东风里12号", "家住前街38户", "后街41号", "阳光小区3号楼2单元12户"]
)
def test_a_lane_is_still_an_address(text: str) -> None:
    """里 names a lane as well."""
    assert list(find_private(text))


@pytest.mark.parametrize("text", ["小李庄王翠花走访3户", "小李调解3件", "李庄梅，女，43岁"])
def test_who_is_of_a_hamlet_is_still_somebody(text: str) -> None:
    """What is known for a hamlet must not hide a person beside it or one called so."""
    assert list(find_private(text))


def test_a_screening_of_many_is_no_story() -> None:
    """两癌检查187人 tells of nobody; told as 帮扶有关群众 it would tell of nothing."""
    assert not is_sensitive("两癌检查，组织去镇卫生院，实查187人，查出有问题的4个")
    assert not is_sensitive("清水乡 应检1450 实检1189 检出12 救助3人")
    assert is_sensitive("救助两癌患者刘桂兰1人")
    assert is_sensitive("应检120人，肖桂兰确诊，救助3人")
    assert is_sensitive("全乡120人次接访，家暴2人，其中一名被丈夫打伤")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("丈夫家暴，送去庇护所3次", "维权"),
        ("小孩父亲坐牢，妇联主任上门6次", "未成年人"),
        ("爱人住院做手术，她一个人带两个老人，送去3000元", "患病"),
    ],
)
def test_what_is_left_of_a_story_says_which_field_of_work_it_is(text: str, words: str) -> None:
    """Figures alone tell of nothing, and 有关群众 of anybody."""
    known = Pseudonyms()
    known.learn(text)

    told = redact(text, known)

    assert words in told
    assert find_figures(told)


@pytest.mark.parametrize(
    "text", ["细妹家的灶台是新砌的", "妞妞，8岁，父亲服刑", "韩某甲与韩某乙争房子"]
)
def test_a_name_within_a_family_or_a_file_is_a_name(text: str) -> None:
    """A pet name or 某甲 is how notes name those who need most to be hidden."""
    assert list(find_private(text))


@pytest.mark.parametrize(
    "text", ["李桂花：发资料220份", "王会计：发资料220份", "小周：发资料220份"]
)
def test_who_sent_a_message_is_not_told_in_a_summary(text: str) -> None:
    """有关人员：发资料220份 is how nobody writes."""
    known = Pseudonyms()
    known.learn(text)

    assert redact(text, known) == "发资料220份"


@pytest.mark.parametrize(
    ("text", "kept", "gone"),
    [
        (
            "未成年人案件：13岁女孩小雨（白云村小学六年级）被邻居猥亵，已移送公安，心理疏导6次",
            "心理疏导6次",
            ("13岁", "白云村", "猥亵", "公安"),
        ),
        (
            "家暴案件肖小梅，34岁，被丈夫打伤，协助申请保护令1份",
            "协助申请保护令1份",
            ("34岁", "丈夫", "打伤"),
        ),
        (
            "红星村徐大妈反映儿子不赡养，经3次上门调解，儿子每月给付赡养费300元",
            "经3次上门调解",
            ("红星村", "儿子", "300元"),
        ),
    ],
)
def test_of_a_case_only_what_was_done_is_told(text: str, kept: str, gone: tuple[str, ...]) -> None:
    """Age, school and what happened tell who it was without any name."""
    known = Pseudonyms()
    known.learn(text)

    told = redact(text, known)

    assert kept in told
    assert not [word for word in gone if word in told]


def test_a_case_of_which_nothing_was_counted_is_not_told_at_all() -> None:
    """A date alone would stand there as work done."""
    text = "典型案例：8月，白沙村村民陈某（女）遭丈夫家暴，丈夫被拘留10日，孩子（8岁）由其抚养"
    known = Pseudonyms()
    known.learn(text)

    assert redact(text, known) == ""


def test_a_problem_of_the_work_is_nobodys_case() -> None:
    """The few are the staff of another sentence, and 13个村 is no village."""
    text = "家暴隐蔽、取证难；专业力量不足，13个村仅2名社工"

    assert not is_sensitive(text)
    assert small_cell(text) == ""


@pytest.mark.parametrize("mark", [" / ", "，/，"])
def test_of_a_contact_nothing_is_left(mark: str) -> None:
    """微信，/，QQ is no work."""
    text = mark.join(["联系人张丽 0817-5551234", "微信 zhangli_88", "QQ 12345678"])
    known = Pseudonyms()
    known.learn(text)

    assert redact(text, known) == ""


@pytest.mark.parametrize(
    "text",
    [
        "王嫂男人喝醉了动手，脸上缝了5针，陪她去派出所2次",
        "李某的前男友天天尾随她，帮她写告诫书1份",
        "初二女生被同学拍了裸照，协调学校处理1次",
        "小芳怀孕8个月被婆家赶出门，安置3天",
        "她吃了半瓶安眠药，洗胃救回来了，上门看望4次",
        "张姐查出乳腺有东西，借钱做手术，给她申请1万元",
        "村民周某赌博输光家产，媳妇要离，调解3次",
        "母亲改嫁，娃跟着爷爷，厌学不上课，家访6次",
        "她爱人车祸走了，留下两个娃，送去慰问金2000元",
        "8岁男孩被后妈烫伤，送医1次",
        "邻居老汉摸了她女儿，移交公安1件",
        "女工张某被老板拖欠工资2万元，帮讨回",
        "她想不开要跳水库，劝回来2次",
    ],
)
def test_a_case_is_known_by_what_was_done_and_who_is_whose(text: str) -> None:
    """Notes seldom say 家暴 or 受害人; they say who did what to whose wife."""
    assert is_sensitive(text)


@pytest.mark.parametrize(
    "text",
    [
        "举办反家暴讲座4场，参加320人",
        "儿童之家开放120天，来玩的孩子1500人次",
        "组织孕妇学校6期，参加孕妇86人",
        "禁毒宣传3场，发资料900份",
        "家长学校讲青春期教育5场",
        "开展防溺水宣传12场",
        "妇女的各项工作围绕妇女儿童权益保障开展，发放赡养知识读本600份",
    ],
)
def test_work_against_a_wrong_is_nobodys_case(text: str) -> None:
    """What tells of nobody may be told, and is what a summary is made of."""
    assert not is_sensitive(text)


@pytest.mark.parametrize(
    "text",
    [
        "卫生包520份，其中中学女生380，贫困妇女140",
        "青春期讲座，女生120名",
        "夏令营男孩46个",
        "护苗课堂，女孩共86人",
        "防侵害教育覆盖女生1500",
    ],
)
def test_a_count_of_girls_that_were_served_is_nobodys_case(text: str) -> None:
    """女生380 is no minor whom somebody could know."""
    assert not is_sensitive(text)


@pytest.mark.parametrize(
    "text", ["初二女生被同学欺负，家访2次", "受侵害女孩12岁，陪护3次", "心理危机女生3人，劝返"]
)
def test_few_girls_and_a_girls_age_are_somebodys(text: str) -> None:
    """A handful or an age leads to one child."""
    assert is_sensitive(text)


@pytest.mark.parametrize(
    "text", ['注册"云山藤"商标，订单到90万', '"云山藤编"培训4期，88人', "男家长参加家教课，只有15%"]
)
def test_a_brand_in_straight_quotes_and_a_mens_share_name_nobody(text: str) -> None:
    """Hidden, a trade mark turns into 有关人员商标."""
    assert list(find_private(text)) == []


@pytest.mark.parametrize("text", ['"王翠花"工作室成立', '评出"好婆婆"王翠花', "家长王翠花参加2次"])
def test_a_name_in_straight_quotes_is_still_somebodys(text: str) -> None:
    """Quotation marks hide nobody."""
    assert any("王翠花" in each.text for each in find_private(text))


@pytest.mark.parametrize(
    "text",
    [
        "男家长签到占13%，女家长占87%",
        "荆楚家风馆接待1200人",
        "由卫健牵头筛查4100人",
        "与“父亲陪产课”同办2场",
        "丁香志愿队30人",
        "“桂嫂”家政培训3期",
        "“泉水妹”商标注册1件",
        "红石榴工作室6个",
        "花姑娘直播间带货40万",
        "柏树苗栽了1200棵",
        "童伴妈妈22名",
        "羌绣合作社绣娘60人",
        "田园综合体用工46人",
        "金银花种植培训2期",
        "景宁畲族彩带培训2期",
        "蓝靛染坊1家",
    ],
)
def test_a_craft_a_brand_or_an_office_is_nobody(text: str) -> None:
    """Hidden, “桂嫂”家政 becomes “有关人员嫂”, which nobody can sign."""
    assert list(find_private(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "王秀英家政培训3期",
        "桂嫂来反映情况",
        "慰问“王嫂”2次",
        "李家长子上学",
        "何丁香志愿者30小时",
        "刘秀英家风好",
        "张家婆媳调解1次",
    ],
)
def test_who_is_called_like_a_brand_is_still_somebody(text: str) -> None:
    """A brand is known by its quotation marks and what is sold under them, not by 嫂."""
    assert list(find_private(text))


def test_the_place_whose_notes_they_are_is_nobody() -> None:
    """A county's name may look like a person's; its own federation says that it is none."""
    known = Pseudonyms()
    known.learn("康塘县妇联2026年总结\n康塘好家风短视频征集86部")

    assert redact("康塘好家风短视频征集86部", known) == "康塘好家风短视频征集86部"
    assert redact("“康塘嫂”输出860人", known) == "“康塘嫂”输出860人"


def test_who_is_called_like_a_village_is_still_hidden() -> None:
    """王家村 shares its name with 王家英."""
    known = Pseudonyms()
    known.learn("王家村妇联2026年总结")

    assert "王家英" not in redact("王家英牵头调解3件", known)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("小周备注：报销单是17人", "报销单是17人"),
        ("李桂花补充：发资料220份", "发资料220份"),
        ("老何说外出学习16人", "外出学习16人"),
        ("公示7户（小姜：市里还有1户）", "公示7户（市里还有1户）"),
    ],
)
def test_who_said_it_is_not_told_in_a_summary(text: str, told: str) -> None:
    """What was said stands in the summary, and not that 有关人员 said it."""
    known = Pseudonyms()
    known.learn(text)

    assert told == redact(text, known)


def test_of_whom_somebody_spoke_stays_hidden() -> None:
    """说服 is no saying, and a person within the sentence is one."""
    known = Pseudonyms()
    known.learn("王主任说服李桂花参加培训2次")

    assert "有关人员参加培训2次" in redact("王主任说服李桂花参加培训2次", known)


def test_whose_mother_in_law_is_not_told() -> None:
    """调解有关人员婆媳 is how nobody writes; the quarrel stands without the family's name."""
    known = Pseudonyms()
    known.learn("5月9日调解张家婆媳矛盾1起")

    assert redact("5月9日调解张家婆媳矛盾1起", known) == "5月9日调解婆媳矛盾1起"
