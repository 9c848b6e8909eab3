"""Notes as people talk: bare verbs before a number, diaries, and what is said of the writer."""

import pytest

from drafter.facts import FactSheet, Role, Scope, build_fact_sheet
from drafter.intake import notes_from_text


def _sheet(text: str) -> FactSheet:
    return build_fact_sheet([notes_from_text(text)])


def _labels(text: str) -> dict[str, str]:
    sheet = _sheet(text)
    return {fact.figure.text: fact.label for each in sheet.activities for fact in each.facts}


@pytest.mark.parametrize(
    ("text", "figure", "label"),
    [
        ("重阳节在祠堂吃长寿面，来了54个老人", "54个", "老人"),
        ("家长会开了1场，到了48个家长", "48个", "家长"),
        ("两癌筛查通知了90人，实际去了77人", "77人", "两癌筛查人数"),
        ("编竹篮大赛，每户奖150块", "150块", "奖金"),
        ("祠堂的灯换了新的，花320块", "320块", "花费"),
        ("彩礼的事，最后退了3.5万", "3.5万", "退还金额"),
        ("看望张奶奶，送了300", "300", "张奶奶慰问金"),
        ("纳鞋底的12个人，一个月能挣900块", "900块", "收入"),
        ("巷道卫生，全年一共扫了20次", "20次", "清扫次数"),
        ("执委16个，到现在议了6次", "6次", "议事次数"),
        ("县里下来教刺绣，办了3期", "3期", "刺绣培训"),
        ("还有人要学插花，明年想开2期", "2期", "插花培训"),
        ("想学电焊的记了9个", "9个", "想学电焊"),
        ("信用社放了4户，另三户还在等", "三户", "在等"),
        ("困难家庭走访：端午16户、中秋21户", "21户", "中秋困难家庭走访"),
        ("法律讲座3场，一共160多人", "160多人", "法律讲座人数"),
    ],
)
def test_a_bare_verb_and_its_measure_are_named(text: str, figure: str, label: str) -> None:
    """来老人, 一共扫了 and 最后退 read as torn words in a table."""
    assert _labels(text)[figure] == label


@pytest.mark.parametrize(
    ("text", "figure", "label"),
    [
        ("回访18户", "18户", "回访"),
        ("考试通过13人", "13人", "通过"),
    ],
)
def test_a_word_that_ends_in_a_verb_stays_whole(text: str, figure: str, label: str) -> None:
    """访 of 回访 and 过 of 通过 are no words here."""
    assert label in _labels(text)[figure]


DIARY = """石门村妇联工作日记
3月4日 晴。上午去河边捡垃圾，来了15个姐妹，捡了20袋。
脚都走酸了，回来倒头就睡。
3月12日 小雨。反家暴讲座1场，听的40人。
3月20日。没啥事，在家歇着。
4月2日。评选好媳妇，全村报了12个。
"""


def test_a_day_and_the_weather_belong_to_what_a_diary_tells() -> None:
    """A day alone is nothing done, and the weather is nothing to report."""
    sheet = _sheet(DIARY)
    texts = [each.text for each in sheet.activities]

    assert texts[-3:] == [
        "3月4日，上午去河边捡垃圾，来了15个姐妹，捡了20袋。",
        "3月12日，反家暴讲座1场，听的40人。",
        "4月2日，评选好媳妇，全村报了12个。",
    ]
    assert {"脚都走酸了，回来倒头就睡。", "3月20日"} <= {each.text for each in sheet.dropped}


def test_a_day_of_which_nothing_is_told_is_in_one_place() -> None:
    """Every figure of the notes is in exactly one place, a dropped day too."""
    sheet = _sheet(DIARY)
    told = [fact.figure.text for each in sheet.activities for fact in each.facts]
    dropped = [fact.figure.text for each in sheet.dropped for fact in each.figures]
    header = [fact.figure.text for fact in sheet.header_figures]

    assert [*told, *dropped, *header].count("3月20日") == 1
    assert [*told, *dropped, *header].count("3月4日") == 1


def test_a_sentence_below_a_diarys_entry_is_of_its_day() -> None:
    """What came of it is told in the next line."""
    sheet = _sheet(
        "5月3日。两癌检查在镇上做，到了31人。\n过几天结果出来，宫颈异常2人。\n"
        "5月9日。慰问困难妇女6户。\n5月15日。家庭教育讲座1场。\n"
    )

    assert [fact.figure.text for fact in sheet.activities[0].facts] == ["5月3日", "31人", "2人"]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("美丽庭院：上半年评了15户\n   另外有4户想报，等下半年再说", [Role.RESULT, Role.PLAN]),
        ("愁的是年轻人都在外面，一开会就来七八个", [Role.PROBLEM]),
        ("困难也报点吧：活动室才40平", [Role.PROBLEM]),
        ("下半年打算：\n一是办2期月嫂班\n补：普法讲座上个月又讲了1场", [Role.PLAN, Role.RESULT]),
    ],
)
def test_what_is_lacking_or_ahead_is_told_apart(text: str, roles: list[Role]) -> None:
    """Spoken words open problems and plans too."""
    assert [each.role for each in _sheet(text).activities] == roles


def test_two_things_behind_a_semicolon_are_two() -> None:
    """评了5户好儿媳 names behind its number what was done."""
    sheet = _sheet("重阳节在村部吃长寿宴，来了60个老人；还评了5户最美家庭")

    assert len(sheet.activities) == 2


def test_who_all_are_told_again_are_no_part() -> None:
    """12 and 31 of 31 would exceed it."""
    sheet = _sheet("困境儿童摸了底，全村26个，其中单亲的8个，26个都建了档")

    assert not sheet.conflicts


def test_a_plan_with_a_telephone_number_is_kept() -> None:
    """Only words that say whom to ask are dropped."""
    sheet = _sheet("下半年想法：\n儿童之家添点绘本，找县馆小吴要，电话13900000077")

    assert any("儿童之家添点绘本" in each.text for each in sheet.activities)


@pytest.mark.parametrize(
    "text",
    [
        "交警讲了4次安全课，是派出所的活",
        "夏令营是团委办的，我们没参与，他们收了30个娃",
    ],
)
def test_what_others_did_is_theirs(text: str) -> None:
    """The writer says so in the same breath."""
    (activity,) = _sheet(f"杨树村妇联2025年工作\n{text}").activities

    assert {fact.scope for fact in activity.facts} == {Scope.OTHER_ORG}


def test_a_neighbour_who_goes_by_her_house_only_sends() -> None:
    """李姐5栋 counts no houses."""
    sheet = _sheet("王主任 09:02\n慰问老人8户\n李姐5栋 09:40\n调解纠纷3件\n")

    assert [each.text for each in sheet.activities] == ["慰问老人8户", "调解纠纷3件"]
