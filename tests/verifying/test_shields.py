"""A right number is not taken for another's only because the notes have more of its kind."""

import pytest

from tests.verifying.judged import statuses

_PLANS = "枫林街道妇联2025年工作\n想在9个社区都建调解室，现在只有 4 个社区有"
_PICK = "枫林街道妇联2025年评选\n各社区报上来候选人86名，机关报了27名，合起来113名"
_AID = "枫林街道妇联2025年两癌救助\n国家级救助，今年批了24人 每人1万\n省级救助 11人 每人5000"
_BOOKS = "枫林街道妇联2025年收支\n项目\t金额\n助学\t96万元\n救助\t61.5万元\n支出小计\t157.5万元"
_RATES = "枫林街道妇联2025年调解\n受理 250 件 调成 215 件\n上年成功率 81.5%"
_STARS = "枫林街道妇联2025年月报\n星级认定还没搞，拟6月下旬认定五星志愿者12人"


@pytest.mark.parametrize(
    ("facts", "draft", "figure", "told"),
    [
        pytest.param(_PLANS, "目前已有4个社区建起调解室。", "4个", True, id="no-plan-is-meant"),
        pytest.param(_PLANS, "目前已有9个社区建起调解室。", "9个", False, id="a-plan-is-told"),
        pytest.param(_PICK, "113名候选人来自社区和机关。", "113名", True, id="a-sum-of-parts"),
        pytest.param(_AID, "国家级救助24人，每人1万元。", "24人", True, id="its-own-level"),
        pytest.param(_AID, "省级救助24人，每人5000元。", "24人", False, id="another-level"),
        pytest.param(_BOOKS, "一是助学，支出96万元；二是救助。", "96万元", True, id="a-row"),
        pytest.param(
            _RATES, "成功率86%，比上年提高4.5个百分点。", "4.5个百分点", True, id="points"
        ),
        pytest.param(
            _RATES, "成功率86%，比上年提高5个百分点。", "5个百分点", False, id="no-points"
        ),
        pytest.param(
            _STARS, "认定计划于6月下旬进行，名额为12人。", "12人", True, id="planned-for-a-day"
        ),
        pytest.param(_STARS, "已认定五星志愿者12人。", "12人", False, id="told-as-done"),
    ],
)
def test_a_right_number_is_left_in_its_place(
    facts: str, draft: str, figure: str, *, told: bool
) -> None:
    """An editor who is stopped at right figures soon reads past the wrong ones."""
    assert (statuses(facts, draft)[figure] in {"supported", "derived"}) is told
