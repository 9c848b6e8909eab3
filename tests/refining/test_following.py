"""What a draft loses with a fact: the words that tell it, and no others."""

from drafter.document import enumerator
from drafter.refining.announcing import counts_mended
from drafter.refining.sheets import sheet_of
from drafter.session import Part, Text
from tests.refining.makers import NOTES, Talk, first_state

PROBLEMS = NOTES + "".join(
    f"存在问题：{words}\n"
    for words in ("2个村没有活动室", "专职人员只有1人", "3个村没有主席", "志愿者只有12人")
)


def without(talk: Talk, words: str) -> Talk:
    """Delete the activity that holds some words and take the change."""
    sheet = sheet_of(talk.state.facts_yaml)
    key = next(item.id for item in sheet.activities if words in item.text)
    return talk.say(f"/事实 删 {key}", "")


def test_a_list_loses_the_item_and_counts_on() -> None:
    """一是…；三是… is what is left when only the words go, or the whole list is told anew."""
    talk = Talk(first_state(PROBLEMS))
    number = talk.holding("2个村没有活动室")
    before = talk.words[number - 1]
    kept = [item.split("是", 1)[1].rstrip("。") for item in before.split("；")]
    without(talk, "2个村没有活动室")

    after = talk.words[number - 1]
    assert "活动室" not in after
    items = after.split("；")
    assert len(items) == len(kept) - 1
    assert [item.split("是", 1)[0][-1] for item in items] == list("一二三四五")[: len(items)]
    assert all(item.split("是", 1)[1].rstrip("。") in kept for item in items)


def test_the_eleventh_item_of_a_list_is_numbered_too() -> None:
    """A list that counts to ten and then stops counting looks broken off."""
    notes = NOTES + "".join(f"存在问题：{n}个村缺少第{n}类活动器材\n" for n in range(2, 12))
    talk = Talk(first_state(notes))
    talk.say("再加一条：存在问题：人手不足，全乡只有1名专干", "")

    assert "十二是" in talk.words[talk.holding("1名专干") - 1]


def test_sentences_that_tell_other_facts_stay_byte_for_byte() -> None:
    """She reworded them; deleting a neighbour's fact must not bring the plain words back."""
    talk = Talk()
    number = talk.holding("71名")
    other = talk.words[number - 1]
    talk.say(f"第{number}段最后加一句：广大妇女群众交口称赞。", "")
    own = talk.words[number - 1].removeprefix(other)
    assert own
    notes = "12月慰问百岁老人2名"
    talk.say(f"再加一条：{notes}", "")
    without(talk, "百岁老人2名")

    assert talk.words[number - 1].endswith(own)
    assert talk.words[number - 1].startswith(other)


def test_an_item_that_speaks_of_a_number_announces_no_list() -> None:
    """看到两个短板 in the fourth of twenty items became 十个短板 when an item was deleted."""
    items = "；".join(f"{enumerator(1, number)[:-1]}是设备旧" for number in range(3, 21))
    words = f"工作中还存在不足：一是经费主要依靠拨款；二是看到两个短板：人少；{items}。"
    text = Text(title="总结", parts=(Part(id="p1", text=words),))

    assert text == counts_mended(text)
