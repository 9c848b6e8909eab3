"""A figure in its own place is not taken for its neighbour's, and two that changed places are."""

import pytest

from tests.verifying.judged import statuses

LINES = "小班 20人 每人30元\n大班 35人 每人50元"
SQUADS = "一中队 巡逻62次\n二中队 巡逻71次\n三中队 巡逻55次"
GIFTS = "孤儿9个 每人400块+书包一个\n重病户5家 各800块"
CARE = "法官上门3次\n小姑娘 心理咨询 聊7回"
MINUTES = "章程看了18个社区，改了6个社区13条"
SHORT = "河东村 报40户 过31户\n河西村 报26户 过19户"
HALVES = "车间产值 上半年62万 去年上半年50万\n工人 34个"
LAST = "去年9月安全宣传月 走了7个工地 讲了12场"


@pytest.mark.parametrize(
    ("facts", "draft", "figure", "flagged"),
    [
        pytest.param(
            LINES,
            "小班35人，每人30元；大班20人，每人50元。",
            "30元",
            False,
            id="right beside a wrong number of its line",
        ),
        pytest.param(
            LINES,
            "小班35人，每人30元；大班20人，每人50元。",
            "35人",
            True,
            id="the wrong number itself",
        ),
        pytest.param(
            SQUADS,
            "三个中队共巡逻188次，二中队巡逻最多，达71次。",
            "71次",
            False,
            id="of squads that only a numeral tells apart",
        ),
        pytest.param(
            GIFTS,
            "为9名孤儿每人送上慰问金400元和一个书包，为5户重病家庭各送上800元。",
            "800元",
            False,
            id="a sum told beside another that has its own place",
        ),
        pytest.param(
            CARE,
            "法官上门3次，咨询师为女孩疏导7次。",
            "7次",
            False,
            id="a turn under another word for it",
        ),
        pytest.param(
            MINUTES,
            "审查18个社区的章程，修订13个社区6条。",
            "13个",
            True,
            id="two numbers that have each other's unit",
        ),
        pytest.param(
            SHORT, "河东村申报40户，31户通过。", "31户", False, id="a word that the ledger shortens"
        ),
        pytest.param(
            HALVES,
            "产值：今年上半年62万元，去年同期50万元。",
            "上半年",
            False,
            id="this half year beside last year's",
        ),
        pytest.param(
            LAST,
            "去年9月，县里开展安全月活动，深入7个工地宣讲12场。",
            "12场",
            False,
            id="last year's month dates all that follows",
        ),
        pytest.param(
            LAST,
            "县里开展安全月活动，深入7个工地宣讲12场。",
            "12场",
            True,
            id="last year's told without a year",
        ),
    ],
)
def test_neighbours_are_told_apart(facts: str, draft: str, figure: str, *, flagged: bool) -> None:
    """What the draft tells in a place of its own is no rival for the figure beside it."""
    status = statuses(facts, draft)[figure]

    assert flagged is (status not in ("supported", "derived"))
