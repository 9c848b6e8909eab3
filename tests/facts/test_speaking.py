"""Who sends a message is nobody that a figure counts, and a village that reports is no sender."""

from drafter.facts import FactSheet, Role, build_fact_sheet
from drafter.intake import notes_from_text

CHAT = """柳树湾村妇联 2025 干的事儿

柳小满：今年咱村妇联一共开了12回会，其中学习会8回
柳小满：三八那天包饺子，来了四十多个姐妹，包了一百二十斤面
柳小满：哦不对，是四十六个，面是100斤
王会计 2025/3/9 08:12
活动花了1860块，村里出了1000，剩下的是妇联自己凑的
柳小满：两癌检查去了87个人
柳小满：广场舞队一共62个人
柳小满：明年想把手工坊扩到30人
"""


def sheet_of(text: str) -> FactSheet:
    return build_fact_sheet([notes_from_text(text)])


def test_a_name_before_every_line_is_left_out() -> None:
    """With the name kept, two figures counted 柳小满 and clashed."""
    sheet = sheet_of(CHAT)

    assert not any("柳小满" in each.text for each in sheet.activities)
    assert not sheet.conflicts


def test_messages_of_two_senders_are_not_joined() -> None:
    """A line without a stop is no broken sentence where the next one is somebody else's."""
    texts = [each.text for each in sheet_of(CHAT).activities]

    assert "活动花了1860块，村里出了1000，剩下的是妇联自己凑的" in texts
    assert "两癌检查去了87个人" in texts


def test_what_a_sender_plans_is_a_plan() -> None:
    """A target told as reached is a false claim."""
    assert sheet_of(CHAT).activities[-1].role is Role.PLAN


def test_our_own_federation_is_no_other() -> None:
    """咱村妇联 is the speaker's own."""
    scopes = {fact.scope.value for fact in sheet_of(CHAT).activities[0].facts}

    assert scopes == {"own"}


def test_a_village_before_its_lines_stays() -> None:
    """Without it nobody knows whose 30人 it was."""
    lines = "石桥：培训妇女30人\n石桥：走访12户\n石桥：调解3件\n"
    texts = [each.text for each in sheet_of(f"柳河镇妇联2025年记录\n{lines}").activities]

    assert all(text.startswith("石桥") for text in texts)


def test_a_number_against_an_items_number_is_no_decimal() -> None:
    """2.18个村 behind 1.经费少 is the second item, and 18 villages."""
    text = "柳河乡妇联2025年工作\n五、存在的不足\n1.经费少，全年只有2万元。\n2.18个村妇联主席兼职。"
    (first, second) = sheet_of(text).activities

    assert (first.text, second.text) == ("经费少，全年只有2万元。", "18个村妇联主席兼职。")
    assert [fact.figure.text for fact in second.facts] == ["18个"]


def test_a_decimal_is_no_item() -> None:
    """Out of turn 2.5 stays what it is."""
    text = "柳河乡妇联2025年工作\n1.培训2期\n2.走访26户\n2.5万元用于慰问"

    assert [fact.figure.text for fact in sheet_of(text).activities[-1].facts] == ["2.5万元"]


def test_a_day_behind_an_item_is_no_next_item() -> None:
    """5.15 was read as the fifth item with 15 of something, and the day was gone."""
    sheet = build_fact_sheet(
        [notes_from_text("青石村妇联2025年\n4.经费少\n5.15 家庭教育讲座 到家长37人\n", "记录.txt")]
    )
    figures = [fact.figure.text for item in sheet.activities for fact in item.facts]

    assert figures == ["5.15", "37人"]
