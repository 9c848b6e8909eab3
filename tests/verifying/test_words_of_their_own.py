"""Whose word it is: what is set apart by 除…外, grades of answers, papers told by who got them."""

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
        ("该到 58 请假4 来54", "应到58人，除4人请假外54人到会。"),
        ("问卷回收80户 很满意52 满意21 一般7", "回收问卷80户，很满意52户、满意21户、一般7户。"),
        ("村医签服务约率91%", "村医服务约签约率91%。"),
        ("月嫂班 40人 结业证37", "月嫂班40人，37人拿到证书。"),
        ("补考 6.12 5人都过", "5人经6月12日补考全部过关。"),
        ("每户油1桶 米5斤 慰问金300元 走访9户", "走访9户，发放慰问金300元/户。"),
        ("卖红薯90袋每袋20元 粉条60捆每捆35元", "售出红薯90袋、粉条60捆。"),
    ],
)  # fmt: skip
def test_each_word_goes_with_its_number(notes: str, draft: str) -> None:
    """Every figure of the draft is what the notes say."""
    assert not flagged(notes, draft)


@pytest.mark.parametrize(
    ("notes", "draft", "wrong"),
    [
        ("问卷回收80户 很满意52 满意21 一般7", "很满意21户，满意52户。", "21户"),
        ("该到 58 请假4 来54", "应到58人，除54人请假外4人到会。", "54人"),
        ("走访9户 慰问金300元", "走访9户，慰问金300元/户。", "300元/户"),
        ("河东 协议46份\n河西 协议52份", "河东、河西两村合计46份协议。", "46份"),
    ],
)
def test_what_belongs_to_another_stays_flagged(notes: str, draft: str, wrong: str) -> None:
    """A word that goes with one number bears no other."""
    assert wrong in flagged(notes, draft)


def test_a_noun_keeps_its_number_beside_a_wrong_one() -> None:
    """That one number is told of another thing leaves the other what it is."""
    notes = "6.3 商家 14 展台 260 来客 2900人次\n6.9 商家 8 展台 180 来客 2100人次"
    draft = "6月3日14家商家设展台260个；6月9日180家商家到场。"
    assert flagged(notes, draft) == ["180家"]
