"""A number of another time, or a day of another thing, is none of this one."""

import pytest

from tests.verifying.judged import statuses

_PLANS = "云岭镇妇联2025年工作\n办培训班6期，其中种植类2期\n明年想再办8期\n打算添置音响3台"
_TERM = "云岭镇妇联2025年换届\n新当选主席平均年龄41.5岁（上届45.2岁），主席27名"
_YEARS = "云岭镇妇联2025年台账\n发放贷款64笔 816万元\n上年 51笔 702万元"
_DAYS = "云岭镇妇联3月工作\n3月4日表彰会\n3月6日至9日巾帼市集，摊位30个\n3月14日植树80棵"
_MARCH = "云岭镇妇联3月工作\n今年“三八”维权周，会同司法所等5家单位，3月5日在广场启动"
_DUTY = "云岭镇妇联2025年工作\n辅导室周一、周三有人值守\n下半年打算加周五\n二期工程要等明年4月动工"


@pytest.mark.parametrize(
    ("facts", "draft", "figure", "told"),
    [
        pytest.param(_PLANS, "今年共举办培训班8期。", "8期", False, id="planned-as-done"),
        pytest.param(_PLANS, "明年计划再举办培训班8期。", "8期", True, id="planned"),
        pytest.param(_PLANS, "今年添置音响3台。", "3台", False, id="intended-as-done"),
        pytest.param(_TERM, "新当选主席平均年龄45.2岁。", "45.2岁", False, id="former-term"),
        pytest.param(_TERM, "平均年龄比上届的45.2岁年轻3.7岁。", "45.2岁", True, id="held-against"),
        pytest.param(_YEARS, "2024年，共发放贷款64笔。", "2024年", False, id="this-years-numbers"),
        pytest.param(_YEARS, "2024年，共发放贷款51笔。", "2024年", True, id="its-own-numbers"),
        pytest.param(_YEARS, "比2024年增加13笔。", "2024年", True, id="year-held-against"),
        pytest.param(_DAYS, "3月6日至14日举办市集。", "3月6日至14日", False, id="two-things-days"),
        pytest.param(_DAYS, "3月4日至14日开展系列活动。", "3月4日至14日", True, id="all-the-days"),
        pytest.param(_MARCH, "3月8日，“三八”维权周启动。", "3月8日", False, id="dated-otherwise"),
        pytest.param(_MARCH, "3月5日，“三八”维权周启动。", "3月5日", True, id="its-own-day"),
        pytest.param(_DUTY, "每周五有人值守。", "每周五", False, id="weekday-to-come"),
        pytest.param(_DUTY, "今年4月二期工程动工。", "4月", False, id="month-to-come"),
        pytest.param(_DUTY, "二期工程拟于明年4月动工。", "4月", True, id="month-planned"),
    ],
)
def test_a_number_stands_for_its_own_time(
    facts: str, draft: str, figure: str, *, told: bool
) -> None:
    """明年想再办8期 told as this year's 8期 boasts of work that nobody has done."""
    assert (statuses(facts, draft)[figure] in {"supported", "derived"}) is told


def test_what_a_message_calls_todays_was_on_its_day() -> None:
    """Its time is no content, and still says when."""
    facts = "刘姐 2026-3-9 21:14\n今天拔河来了16支队\n刘姐 2026-3-12 08:05\n今天座谈到了40人"

    assert statuses(facts, "3月9日，镇妇联举办拔河赛，16支队参加。")["3月9日"] == "supported"
    assert statuses(facts, "3月12日，镇妇联举办拔河赛，16支队参加。")["3月12日"] != "supported"
    assert statuses(facts, "3月8日，镇妇联举办拔河赛，16支队参加。")["3月8日"] != "supported"
