"""Figures that follow from a ledger pass where chance could hardly yield them."""

import pytest

from tests.verifying.judged import statuses

_LEDGER = "果园认养：放出来300棵，认了276棵，一棵128元"
_TEAMS = "拔河来了16支队，一队10个人"
_CANDY = "合作社卖给公司6.8吨，每公斤31元"
_TABLE = "东片 站点14个 入户530户\n西片 站点9个 入户418户\n南片 站点12个 入户367户"


@pytest.mark.parametrize(
    ("facts", "draft", "figure", "status"),
    [
        pytest.param(_LEDGER, "果树认养收入35328元。", "35328元", "derived", id="rate-of-a-piece"),
        pytest.param(
            _LEDGER, "果树认养收入35238元。", "35238元", "unsupported", id="digits-turned"
        ),
        pytest.param(
            _TEAMS, "16支队伍每队10人，共160名选手同场竞技。", "160名", "derived", id="rate-told"
        ),
        pytest.param(
            _CANDY, "按每公斤31元售出6.8吨，销售额约21万元。", "约21万元", "derived", id="tons"
        ),
        pytest.param(_TABLE, "全年入户1315户。", "1315户", "derived", id="column"),
        pytest.param(_TABLE, "全年入户1351户。", "1351户", "unsupported", id="column-miswritten"),
    ],
)
def test_a_ledger_bears_what_its_numbers_make(
    facts: str, draft: str, figure: str, status: str
) -> None:
    """A product or a column's sum needs no set phrase; a number beside it is still unsupported."""
    assert statuses(facts, draft)[figure] == status


@pytest.mark.parametrize(
    "draft",
    [
        pytest.param("举办培训3期，参训58人，其中72人取得证书。", id="part-above-whole"),
        pytest.param("接待来访数从58人上升到46人。", id="rise-that-falls"),
    ],
)
def test_numbers_that_refute_each_other_do_not_pass(draft: str) -> None:
    """Each stands in the notes, yet both cannot be right where the draft puts them."""
    facts = "培训3期 58人参训 取证46人 报名72人 来访去年46人今年58人"

    assert "misbound" in statuses(facts, draft).values()


def test_a_day_is_no_time_of_a_report() -> None:
    """The report's own year may be told; another day in it is as wrong as another number."""
    facts = "石桥镇妇联2026年总结\n3月8日 广场宣传 发放资料300份"

    assert statuses(facts, "4月9日，镇妇联在广场发放资料300份。")["4月9日"] == "unsupported"


def test_a_dozen_lessons_are_lessons() -> None:
    """A unit with its noun is the same unit, and a list that is told for whom states no rate."""
    facts = "女干校进修班 课程12节 学员48人；理发队每月理发1次 服务老人64位"

    assert statuses(facts, "进修班48名学员完成12节课。")["12节课"] == "supported"
    assert statuses(facts, "理发队每月为64位老人理发1次。")["64位"] == "supported"


@pytest.mark.parametrize(
    ("draft", "figure", "status"),
    [
        pytest.param("粉丝2.4万。", "2.4万", "supported", id="said-in-the-word"),
        pytest.param("粉丝4.2万。", "4.2万", "unsupported", id="digits-turned"),
        pytest.param("粉丝24万。", "24万", "unsupported", id="a-place-too-far"),
    ],
)
def test_a_letter_scales_a_number_as_the_word_does(draft: str, figure: str, status: str) -> None:
    """2.4w says itself that it is ten thousands; beside a sum in 万 it was scaled once more."""
    assert statuses("捐款60万元\n粉丝2.4w", draft)[figure] == status


@pytest.mark.parametrize(
    ("draft", "status"),
    [
        pytest.param("粉丝增加5.1万人。", "misbound", id="what-it-became-as-a-rise"),
        pytest.param("粉丝由2.4万增至5.1万。", "supported", id="what-it-became"),
    ],
)
def test_what_a_number_became_is_no_rise(draft: str, status: str) -> None:
    """2.4w → 5.1w is a rise of 2.7w; both ends stand in the notes, and neither is it."""
    figure = "5.1万人" if "人" in draft else "5.1万"

    assert statuses("粉丝 2.4w → 5.1w", draft)[figure] == status
