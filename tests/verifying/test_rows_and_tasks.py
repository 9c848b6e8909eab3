"""Numbers asked for, still to come, or reckoned of another row; years that no list counts."""

import pytest

from tests.verifying.judged import statuses

_HEAD = "柳溪镇妇联2025年工作\n"


@pytest.mark.parametrize(
    ("notes", "draft", "figure", "right"),
    [
        pytest.param(
            "上级要求 建示范点 30个\n现在建了 24个",
            "建成示范点30个。",
            "30个",
            False,
            id="asked-in-the-cell-before",
        ),
        pytest.param(
            "上级要求 建示范点 30个\n现在建了 24个",
            "上级要求建示范点30个，现已建成24个。",
            "30个",
            True,
            id="told-as-asked",
        ),
        pytest.param(
            "知识讲座 25场 指标\n讲了 21",
            "举办知识讲座25场。",
            "25场",
            False,
            id="aim-behind-a-gap",
        ),
        pytest.param(
            "书包 还没到货 45个\n文具盒 45个到了",
            "发放书包45个。",
            "45个",
            False,
            id="not-come-before-the-number",
        ),
        pytest.param(
            "12月体检 38人约好（还没查）",
            "12月体检38人。",
            "38人",
            False,
            id="not-yet-in-a-bracket",
        ),
        pytest.param(
            "今年\n6月 读书班 3期\n去年 5月 读书班 2期",
            "今年5月举办读书班3期。",
            "5月",
            False,
            id="last-year-month",
        ),
        pytest.param(
            "今年\n6月 读书班 3期\n去年 5月 读书班 2期",
            "今年6月举办读书班3期，去年5月举办2期。",
            "5月",
            True,
            id="last-year-month-as-such",
        ),
        pytest.param(
            "助学\n小学 5人\n初中 8人\n高中 11人",
            "已连续三年助学。",
            "三年",
            False,
            id="rows-are-no-years",
        ),
    ],
)
def test_what_is_asked_or_to_come_is_no_result(
    notes: str, draft: str, figure: str, *, right: bool
) -> None:
    """A task told as done, or a run of years that nobody noted, is the auditor's first question."""
    assert (statuses(_HEAD + notes, draft)[figure] in {"supported", "derived"}) is right


@pytest.mark.parametrize(
    ("notes", "draft", "figure", "right"),
    [
        pytest.param(
            "竹艺\n品名|件|单价\n竹筐|120|45\n竹凳|90|30\n竹篓|60|80",
            "售出竹筐120件，收入2700元；竹凳90件，收入5400元。",
            "2700元",
            False,
            id="product-of-the-next-row",
        ),
        pytest.param(
            "竹艺\n品名|件|单价\n竹筐|120|45\n竹凳|90|30\n竹篓|60|80",
            "售出竹筐120件，收入5400元；竹凳90件，收入2700元。",
            "2700元",
            True,
            id="product-of-its-own-row",
        ),
        pytest.param(
            "甲班 50人 及格45\n乙班 40人 及格34",
            "两班90人参加，79人及格，及格率90%。",
            "90%",
            False,
            id="rate-of-one-class",
        ),
        pytest.param(
            "问诊 异常 23（贫血 9 高血压 14）\n医生5 护士4",
            "查出异常23人，其中贫血14人、高血压9人。",
            "9人",
            False,
            id="an-exchange-and-no-sum",
        ),
        pytest.param(
            "第1批 20人\n第2批 26人\n第3批 计划24人",
            "今年已培训70人。",
            "70人",
            False,
            id="a-plan-in-the-sum",
        ),
        pytest.param("献血 报名 57\n献成 43", "57人成功献血。", "57人", False, id="came-to-give"),
        pytest.param("联谊 牵手 9对\n结了婚的 2对", "9对成婚。", "9对", False, id="held-hands"),
    ],
)
def test_what_another_row_yields_is_no_result(
    notes: str, draft: str, figure: str, *, right: bool
) -> None:
    """Rows are alike, so a reckoning of the wrong one comes out as well as that of the right."""
    assert (statuses(_HEAD + notes, draft)[figure] in {"supported", "derived"}) is right


def test_what_was_done_before_its_task_is_no_task() -> None:
    """The task behind the comma has its own number."""
    facts = "马头镇妇联2025年工作\n美丽庭院验收132户，任务是全年200户\n两癌筛查310人，任务300人"
    draft = "美丽庭院验收132户，两癌筛查310人。"

    assert set(statuses(facts, draft).values()) == {"supported"}
