"""A number that counts one state of a piece of work, or one year, is none of another."""

import pytest

from tests.verifying.judged import statuses

_CHECKS = "青石乡妇联2025年工作\n两癌检查应检1450人，实检1189人，异常27人"
_JOBS = "青石乡妇联2025年工作\n招聘会达成就业意向37人，申请贷款9笔"
_LOANS = "青石乡妇联2025年工作\n发放贷款1890万元，比上年多发放290万元"
_CALLS = "青石乡妇联2025年工作\n接访31件次（去年同期28件次）"


@pytest.mark.parametrize(
    ("facts", "draft", "figure", "told"),
    [
        pytest.param(_CHECKS, "两癌检查查出异常1189人。", "1189人", False, id="checked-as-ill"),
        pytest.param(_CHECKS, "两癌检查实检1189人。", "1189人", True, id="checked"),
        pytest.param(_CHECKS, "为1189名妇女开展了两癌检查。", "1189名", True, id="no-state-said"),
        pytest.param(_JOBS, "招聘会上37人实现就业。", "37人", False, id="wish-as-job"),
        pytest.param(_JOBS, "达成就业意向37人。", "37人", True, id="wish"),
        pytest.param(_JOBS, "获批贷款9笔。", "9笔", False, id="applied-as-granted"),
        pytest.param(
            _LOANS, "发放贷款1890万元，同比减少290万元。", "290万元", False, id="rise-as-fall"
        ),
        pytest.param(_LOANS, "发放贷款1890万元，同比增加290万元。", "290万元", True, id="rise"),
        pytest.param(_CALLS, "2024年，全乡妇联接访31件次。", "2024年", False, id="another-year"),
        pytest.param(_CALLS, "2025年，全乡妇联接访31件次。", "31件次", True, id="its-year"),
        pytest.param(_CALLS, "2024年接访28件次。", "28件次", True, id="last-year-by-its-name"),
    ],
)
def test_a_number_stands_for_its_own_state_and_year(
    facts: str, draft: str, figure: str, *, told: bool
) -> None:
    """应检1450人 told as 查出1450人 would alarm a whole county, and every digit is right."""
    assert (statuses(facts, draft)[figure] in {"supported", "derived"}) is told
