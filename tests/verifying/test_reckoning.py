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
