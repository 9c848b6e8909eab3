"""What makes two clauses one thing done, and what makes them two."""

import pytest

from drafter.facts import Role, build_fact_sheet
from drafter.intake import notes_from_text


def _told(text: str) -> list[str]:
    sheet = build_fact_sheet([notes_from_text("槐荫镇妇联2025年工作\n" + text)])
    return [activity.text for activity in sheet.activities]


@pytest.mark.parametrize(
    "line",
    [
        "巾帼书屋新开3间。每间摆书架4个，凳子20把。一共花了1.9万元。",
        "9月12日开了茶艺展示，来了80人。会后送出茶样60份。",
        "10月18日办禁毒宣讲，到场260人。发放折页310份，解答疑问17个。",
    ],
)
def test_a_sentence_without_a_matter_of_its_own_goes_on(line: str) -> None:
    """What was spent on it, given out there, or stands in each is counted of the same thing."""
    assert len(_told(line)) == 1


@pytest.mark.parametrize(
    "line",
    [
        "巾帼书屋新开3间。又给7户残疾人家修了灶台8个。",
        "10月18日办禁毒宣讲，到场260人。10月25日收稻子42亩。",
        "篮球赛打了2场，观众90人。路灯装了12盏。",
    ],
)
def test_a_sentence_with_its_own_subject_or_day_is_another_thing(line: str) -> None:
    """又, a day and a subject begin anew."""
    assert len(_told(line)) == 2


@pytest.mark.parametrize(
    "line",
    [
        "普法课讲了7堂，春蕾女童结对19名",
        "评上绿色家庭21户，调解家里闹架的6起",
    ],
)
def test_a_comma_parts_two_clauses_that_each_open_with_their_own_matter(line: str) -> None:
    """Each is named and counted by itself."""
    assert len(_told(line)) == 2


@pytest.mark.parametrize(
    "line",
    [
        "电商培训办了2期64人，就业21人",
        "巾帼志愿队伍有31人，关爱老人52人次",
        "摸底留守儿童352人，父母都在外的190人",
        "义卖筹款2.6万元，资助春蕾女童13名",
        "三八节表彰好媳妇9名，慰问困难母亲15名",
        "明年普法课讲7堂，春蕾女童结对19名",
        "母亲水窖修了3口，母亲邮包收到40个",
    ],
)
def test_a_comma_joins_what_comes_of_one_thing(line: str) -> None:
    """Work found after a training, those whom volunteers served, and one occasion or plan."""
    assert len(_told(line)) == 1


def test_what_was_done_does_not_go_on_with_a_plan() -> None:
    """Taken for one thing with the plan, what was spent would be a target."""
    text = "柳河镇妇联2025年工作\n明年准备再进5所小学。这次测评花了6000元。"
    sheet = build_fact_sheet([notes_from_text(text)])

    assert [(item.role, item.text[:2]) for item in sheet.activities] == [
        (Role.PLAN, "明年"),
        (Role.RESULT, "这次"),
    ]
