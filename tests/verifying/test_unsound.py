"""A sum that comes out proves nothing where the draft says more of it than its parts bear."""

import pytest

from tests.verifying.judged import statuses

_RUNS = "双河镇妇联2025年工作\n月嫂班第1期 31人报名 29人结业\n第2期 38人报名 35人结业"
_CAMP = "双河镇妇联2025年工作\n夏令营参观展馆2次，看红色电影3场"
_ROUNDS = "双河镇妇联2025年工作\n轮训：第一期54人 第二期47 第三期51\n讲课老师12位"
_CASES = "双河镇妇联2025年工作\n家暴类投诉 27件 赡养类 18件\n去年家暴类 38件"
_SHOPS = "双河镇妇联2025年工作\n小吃店从3家发展到9家，带徒弟48人，其中开新店16人"
_CHAIRS = "双河镇妇联2025年换届\n35岁以下主席13名（上届5名），女大学生19名"
_SALES = "双河镇妇联2025年工作\n电商卖126万元 线下卖280万元"
_POST = "双河镇妇联2025年工作\n路口站岗 41天 每天2班 每班3人\n陪诊 17 次"
_TALKS = "双河镇妇联2025年工作\n讲座来的人最少14 最多53，亲子阅读6场 72个家庭"


@pytest.mark.parametrize(
    ("facts", "draft", "figure", "told"),
    [
        pytest.param(_RUNS, "两期共有69人结业。", "69人", False, id="enrolled-summed-as-passed"),
        pytest.param(_RUNS, "两期共有64人结业。", "64人", True, id="passed-summed"),
        pytest.param(_CAMP, "参观展馆2次，观看电影五场。", "五场", False, id="part-told-apart"),
        pytest.param(
            _ROUNDS,
            "12位教师授课，培训总人数164人，其中第一期54人、第二期47人、第三期51人。",
            "164人",
            False,
            id="teachers-among-the-trained",
        ),
        pytest.param(
            _ROUNDS,
            "12位教师授课，培训总人数152人，其中第一期54人、第二期47人、第三期51人。",
            "152人",
            True,
            id="the-trained",
        ),
        pytest.param(_CASES, "家暴类由38件降至27件，降幅53%。", "53%", False, id="another-fall"),
        pytest.param(_CASES, "家暴类由38件降至27件，降幅29%。", "29%", True, id="the-fall-told"),
        pytest.param(_SHOPS, "从3家发展到9家，是起步时的3倍。", "3倍", True, id="the-rise-told"),
        pytest.param(
            "双河镇妇联\n小吃店从2家发展到9家，带徒弟48人，其中开新店16人",
            "从2家发展到9家，是起步时的3倍，先后带徒48人，其中16人开店。",
            "3倍",
            False,
            id="another-multiple",
        ),
        pytest.param(_CHAIRS, "35岁以下主席13名，比上届增加6名。", "6名", False, id="no-term"),
        pytest.param(_CHAIRS, "35岁以下主席13名，比上届增加8名。", "8名", True, id="two-terms"),
        pytest.param(
            _SALES, "销售总额406万元，其中线上占45%。", "45%", False, id="share-of-sibling"
        ),
        pytest.param(
            _SALES, "销售总额406万元，其中线上占31%。", "31%", True, id="share-of-the-whole"
        ),
        pytest.param(
            _POST, "站岗41天，累计102人次。", "102人次", False, id="factor-from-elsewhere"
        ),
        pytest.param(_POST, "站岗41天，累计246人次。", "246人次", True, id="its-own-factors"),
        pytest.param(_TALKS, "每次到场不少于53人。", "不少于53人", False, id="by-one"),
        pytest.param(_TALKS, "亲子阅读6场，72个家庭，场均12个。", "12个", True, id="by-events"),
    ],
)
def test_a_sum_bears_what_the_draft_says_of_it(
    facts: str, draft: str, figure: str, *, told: bool
) -> None:
    """Among so many numbers some sum nearly always comes out; the words must bear it too."""
    found = statuses(facts, draft)

    assert (found[figure] in {"supported", "derived"}) is told


_LETTERS = "双河镇妇联2025年信访\n来信9件 来访48件 来电113件\n办结164件"


@pytest.mark.parametrize(
    ("draft", "figure", "told"),
    [
        pytest.param("来信9件、来访48件、来电113件，合计164件。", "164件", False, id="no-sum"),
        pytest.param("来信9件、来访48件、来电113件，合计170件。", "170件", True, id="the-sum"),
        pytest.param(
            "来信9件、来访48件、来电113件，办结164件。", "164件", True, id="another-thing"
        ),
    ],
)
def test_a_total_is_the_sum_of_the_list_before_it(draft: str, figure: str, *, told: bool) -> None:
    """合计 right behind a list invites the reader to add up."""
    assert (statuses(_LETTERS, draft)[figure] in {"supported", "derived"}) is told
