"""What notes give each one without 每, ends of a stretch, and words that look like figures."""

import pytest

from drafter.facts import build_fact_sheet
from drafter.intake import notes_from_text
from drafter.verifying import verify


def flagged(notes: str, draft: str) -> list[str]:
    """Return the figures of a draft that the notes do not bear."""
    found = verify(draft, build_fact_sheet([notes_from_text(notes)])).flagged
    return [one.figure.text for one in found]


@pytest.mark.parametrize(
    ("notes", "draft"),
    [
        ("慰问交警 15人 手套1双", "慰问交警15人，每人送上手套一双。"),
        ("奖满勤的 60户 洗衣液3瓶", "对满勤的60户，每户奖励洗衣液3瓶。"),
        ("赔付5个人 最多的一个6万", "赔付5人，单人最高6万元。"),
        ("剪发 月1次 共66人次", "每月剪发1次，共66人次。"),
        ("评分 85-89分 22户 没到60 3户", "评分85分以上的有22户，未达60分的3户。"),
        ("月收入2800-4200元 女工30人", "30名女工月收入最低2800元，最高4200元。"),
        ("夏令营 一年级到五年级 孩子40个", "夏令营接收一至五年级孩子40名，其中三、四年级居多。"),
        ("护林员 首日31人 次日27", "护林员首日31人，次日27人。"),
        ("看戏的 百把人", "现场观众约百人。"),
        ("侦破2起 报警9起", "报警9起，侦破2起。"),
        ("消防队员5人 志愿者7人 一起去的", "5名消防队员与7名志愿者一道，前往现场。"),
    ],
)  # fmt: skip
def test_the_same_in_other_words(notes: str, draft: str) -> None:
    """Every figure of the draft is what the notes say."""
    assert not flagged(notes, draft)


@pytest.mark.parametrize(
    ("notes", "draft", "wrong"),
    [
        ("奖满勤的 60户 洗衣液300瓶", "对满勤的60户，每户奖励洗衣液300瓶。", "300瓶"),
        ("月收入2800-4200元 女工30人", "30名女工月收入最低4200元。", "最低4200元"),
        ("评分 85-89分 22户", "评分80分以上的有22户。", "80分以上"),
        ("夏令营 一年级到五年级 孩子40个", "夏令营接收孩子40名，六年级居多。", "六年级"),
        ("志愿者 没到24人", "志愿者不足24人。", "不足24人"),
    ],
)
def test_what_they_do_not_say_stays_flagged(notes: str, draft: str, wrong: str) -> None:
    """A reading that bears the right figure bears no other."""
    assert wrong in flagged(notes, draft)
