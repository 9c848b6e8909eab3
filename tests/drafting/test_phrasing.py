"""Terse notes become clauses of official prose by rule."""

import pytest

from drafter.drafting.phrasing import phrase
from drafter.drafting.plain import plain_sentence
from drafter.drafting.summary import materials_by_id
from drafter.facts import build_fact_sheet
from drafter.figures import find_figures
from drafter.intake import notes_from_text


@pytest.mark.parametrize(
    ("note", "said"),
    [
        pytest.param(
            "“春风送岗”招聘会15场，312家企业，提供岗位9800个",
            "举办“春风送岗”招聘会15场，312家企业参加，提供岗位9800个。",
            id="event-and-who-came",
        ),
        pytest.param("美丽庭院，建成126户", "建成美丽庭院126户。", id="object-before-its-verb"),
        pytest.param("健康讲座6场，380人次", "举办健康讲座6场，覆盖380人次。", id="bare-reach"),
        pytest.param(
            "市三八红旗手50名，三八红旗集体30个",
            "涌现出市三八红旗手50名、三八红旗集体30个。",
            id="honours-in-a-row",
        ),
        pytest.param(
            "困难妇女春节慰问420户",
            "春节期间慰问困难妇女420户。",
            id="festival-goes-first",
        ),
        pytest.param(
            "春晖社区：健康讲座5次，140人次",
            "春晖社区举办健康讲座5次，覆盖140人次。",
            id="place-is-the-subject",
        ),
        pytest.param(
            "荣誉：全省先进集体；考核优秀等次",
            "获得全省先进集体、考核优秀等次等荣誉。",
            id="honours",
        ),
    ],
)
def test_a_terse_note_gets_the_verb_and_the_order_of_official_prose(note: str, said: str) -> None:
    """What everybody sees when no model helps must read as prose, not as a ledger."""
    phrased = phrase(note)

    assert phrased is not None
    assert phrased.text == said


@pytest.mark.parametrize(
    "note",
    [
        "接待来访27件次，其中婚姻家庭16件，财产5件，家暴3件，其他3件",
        "两癌筛查，宣传入村，完成1430人（任务1500人）",
        "家政员持证率，由去年底68%提高到74%",
        "2月15日，联合镇社保所，进场企业23家，岗位860个",
        "12338热线156件",
    ],
)
def test_phrasing_keeps_every_figure(note: str) -> None:
    """A rule that lost or changed a figure would break the one promise."""
    phrased = phrase(note)

    assert phrased is not None
    for wordings in zip(*[ways[:1] for ways in phrased.clauses], strict=True):
        assert wordings
    assert sorted(f"{found.value} {found.unit}" for found in find_figures(phrased.text)) == sorted(
        f"{found.value} {found.unit}" for found in find_figures(note)
    )


@pytest.mark.parametrize(
    ("note", "kept"),
    [
        pytest.param("小结一下：贷款176万", None, id="talk-is-left-alone"),
        pytest.param("青春期2场", "青春期2场。", id="no-verb-for-an-unknown-noun"),
        pytest.param("家庭教育讲座全年9场", "全年举办家庭教育讲座9场。", id="when-goes-first"),
        pytest.param("都下来了2份", "都下来了2份。", id="whole-words-only"),
        pytest.param(
            "来访42件，办结40件，婚姻家庭25件，邻里9件",
            "来访42件，办结40件，婚姻家庭25件，邻里9件。",
            id="what-was-settled-is-no-list",
        ),
    ],
)
def test_a_rule_that_does_not_fit_leaves_the_words_alone(note: str, kept: str | None) -> None:
    """First do no harm: the note's own words read better than a wrong verb."""
    phrased = phrase(note)

    assert (phrased.text if phrased else None) == kept


def test_every_wording_of_a_clause_holds_the_same_figures() -> None:
    """A model may choose any of them; the choice must never cost a figure."""
    phrased = phrase("妇联干部培训8期，1120人次，外出到江苏学习36人")

    assert phrased is not None
    for wordings in phrased.clauses:
        assert len({tuple(str(f.value) for f in find_figures(way)) for way in wordings}) == 1


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("参加县级培训2次，每次3天", "参加县级培训2次，每次3天。"),
        ("派出所民警讲反诈2场", "派出所民警讲反诈2场。"),
        ("接待来访17批23人，电话11个", "接待来访17批23人，电话11个。"),
        (
            "培训4期386人次，其中主席班2期176人次、执委班2期210人次",
            "举办培训4期，培训386人次，其中主席班2期176人次、执委班2期210人次。",
        ),
        ("分乡镇：白沙镇2130人、龙口镇1985人", "分乡镇：白沙镇2130人、龙口镇1985人。"),
    ],
)
def test_what_needs_no_verb_gets_none(note: str, said: str) -> None:
    """A rule that turns a sentence round, or parts count and figure, makes nonsense of it."""
    phrased = phrase(note)

    assert phrased is not None
    assert phrased.text == said


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("5.15 家庭教育讲座 到家长37人", "5月15日举办家庭教育讲座，家长37人到场。"),
        ("3.8 座谈会 46人参加", "3月8日召开座谈会，46人参加。"),
        ("招聘会 联合人社所 4场 企业61家", "联合人社所举办招聘会4场，企业61家参加。"),
        ("妇女之家 书换了一批 180本", "妇女之家更换图书180本。"),
        ("主席去县里培训 1次 3天", "主席赴县参加培训1次，3天。"),
        (
            "3.20 镇里来讲民法典婚姻那块 到了55人",
            "3月20日，镇里前来宣讲民法典婚姻相关内容，55人到场。",
        ),
        ("培训新任的 1期 15人参加", "举办新任人员培训1期，15人参加。"),
    ],
)
def test_what_is_told_of_a_day_or_a_place_has_its_verb(note: str, said: str) -> None:
    """A date, a partner or a house before an event is no reason to leave the verb out."""
    sheet = build_fact_sheet([notes_from_text(f"石桥镇妇联2025年工作\n{note}\n")])

    assert [plain_sentence(item) for item in materials_by_id(sheet).values()] == [said]
