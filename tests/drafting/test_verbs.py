"""A bare noun and its number gets the verb that such a thing takes, and keeps what it says."""

import pytest

from drafter.drafting.plain import plain_sentence
from drafter.drafting.polishing import as_sentence
from drafter.drafting.summary import materials_by_id
from drafter.facts import build_fact_sheet
from drafter.intake import notes_from_text


def told(line: str) -> str:
    sheet = build_fact_sheet([notes_from_text(f"青石社区妇联2025年工作\n{line}\n")])
    return plain_sentence(materials_by_id(sheet)[sheet.activities[-1].id])


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("露天电影 9场", "放映露天电影9场。"),
        ("老人听力 检查 142 人", "开展老人听力检查142人。"),
        ("三八节: 健步走 76人", "三八节期间，健步走76人参加。"),
        ("妇女微家5个（剪纸、面塑）", "建有妇女微家5个（剪纸、面塑）。"),
        ("寒假实习岗 发布63", "发布寒假实习岗63个。"),
        ("舞龙队到县里比赛获得一等奖 奖金800元", "舞龙队到县里比赛获得一等奖，奖金800元。"),
        ("街道妇联给了15个大礼包", "街道妇联给了15个大礼包。"),
        ("寒假托管班2期 收了70人", "举办寒假托管班2期，收了70人。"),
    ],
)
def test_a_bare_noun_gets_its_verb(line: str, said: str) -> None:
    """A fragment without a verb is what a reader stumbles over first."""
    assert told(line) == said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("手工收入230万元 同比+7.4%", "手工收入230万元，同比增长7.4%。"),
        ("来访37件，较去年同期-12%", "来访37件，较去年同期下降12%。"),
        ("米+油", "米和油。"),
        ("来访52 | 来电31", "来访52，来电31。"),
    ],
)
def test_a_sign_is_told_as_what_it_means(words: str, said: str) -> None:
    """A plus before a rate of change tells of growth, between two things it joins them."""
    assert as_sentence(words) == said
