"""A 一 that counts nothing, a heading's year in two digits, times in short, what is one's own."""

import pytest

from tests.verifying.judged import statuses

_FAIR = "松林镇 集市\n3场：北坪 62人 南坪 88人 东坪 75人\n赵桂芳 卖酱菜 41坛\n读本 88本 人手"
_YEAR = "巾帼助学 {head} 松林镇\n资助 35人 发款 4.2万\n旧案 2件 最老 2016年的"
_WINTER = "暖冬 2023.12-2024.2 松林镇\n棉被 68床"
_SHORT = "松林镇 维权\n接诉 5起 都在48h内上门\n广播 每天 3次 每次20分"
_DAYS = "松林镇 普法\n集训 3.14、6.20、10.30 三次 到训 66人"
_VISIT = "松林镇 春节走访 1.13-1.24\n走访 45户"
_ONE = "松林镇 移风易俗\n上半年办酒 9桌 都按规矩 一桌大概省了3000\n帮厨 18人 2人一组"
_TO_DO = "松林镇 2024年\n9月3日 走访 62户\n10月计划 申报救助 3人"
_LAST = "松林镇 经费半年账\n支合计 2.8万\n去年上半年支 3.1万"


@pytest.mark.parametrize(
    ("facts", "draft", "figure", "right"),
    [
        pytest.param(_FAIR, "人数最多的一场是南坪，88人。", "一场", True, id="best"),
        pytest.param(_FAIR, "人数最多的三十场是南坪，88人。", "三十场", False, id="many-best"),
        pytest.param(_FAIR, "赵桂芳一人卖出酱菜41坛。", "一人", True, id="named"),
        pytest.param(_FAIR, "管理员一人卖出酱菜41坛。", "一人", False, id="unnamed"),
        pytest.param(_FAIR, "王秀兰一人卖出酱菜41坛。", "一人", False, id="unknown"),
        pytest.param(_FAIR, "到场者人手一本读本。", "一本", True, id="each-hand"),
        pytest.param(_YEAR.format(head="24全年"), "2024年，资助35人。", "2024年", True, id="yy"),
        pytest.param(_YEAR.format(head="24全年"), "2024年，资助35人。", "35人", True, id="in-it"),
        pytest.param(_YEAR.format(head="24全年"), "2023年，资助35人。", "2023年", False, id="old"),
        pytest.param(
            _YEAR.format(head="25上"), "2025年上半年，资助35人。", "2025年上半年", True, id="half"
        ),
        pytest.param(
            _YEAR.format(head="25上"), "2025年下半年，资助35人。", "2025年下半年", False, id="2nd"
        ),
        pytest.param(
            _WINTER, "2023年12月至次年2月，送棉被68床。", "2023年12月至次年2月", True, id="next"
        ),
        pytest.param(
            _WINTER, "2023年12月至次年3月，送棉被68床。", "2023年12月至次年3月", False, id="later"
        ),
        pytest.param(_SHORT, "接诉5起，均在48小时内上门。", "48小时内", True, id="h"),
        pytest.param(_SHORT, "接诉5起，均在24小时内上门。", "24小时内", False, id="other-h"),
        pytest.param(_SHORT, "广播每天3次，每次20分钟。", "20分钟", True, id="minutes"),
        pytest.param(_SHORT, "广播每天3次，每次30分钟。", "30分钟", False, id="other-minutes"),
        pytest.param(_DAYS, "3月、6月、10月集训三次。", "10月", True, id="months-of-days"),
        pytest.param(_DAYS, "3月、6月、11月集训三次。", "11月", False, id="other-month"),
        pytest.param(_VISIT, "1月13日起走访，持续到24日，共45户。", "24日", True, id="reached"),
        pytest.param(_VISIT, "1月13日起走访，持续到26日，共45户。", "26日", False, id="beyond"),
        pytest.param(_ONE, "办酒9桌，每桌节省3000元左右。", "3000元左右", True, id="one-table"),
        pytest.param(_ONE, "帮厨18人，每组2人。", "2人", True, id="behind"),
        pytest.param(_TO_DO, "待办：10月申报救助3人。", "3人", True, id="to-do"),
        pytest.param(_TO_DO, "10月申报救助3人。", "3人", False, id="as-done"),
        pytest.param(_LAST, "上半年，支出2.8万元。", "上半年", True, id="own-half"),
    ],
)
def test_said_in_short(facts: str, draft: str, figure: str, *, right: bool) -> None:
    assert (statuses(facts, draft)[figure] in ("supported", "derived")) is right
