"""Small words that a number cannot stand under: all, of these, from last year's, each."""

import pytest

from tests.verifying.judged import statuses, verified

_TERM = "石门乡妇联2025年换届\n38个村 已完成 36 个 还有2个推到明年"
_DOORS = "石门乡妇联2025年工作\n入户宣传，劝通了9户里的 4 户"
_LOANS = "石门乡妇联2025年台账\n银行放款 96 笔\n去年同期放款 81 笔"
_PAIRS = "石门乡妇联2025年工作\n党员结对：12个党员一人包4户，一共48户"
_AIMS = "石门乡妇联2025年工作\n回访 21 户\n上级目标：回访率 95%"
_CLIPS = "石门乡妇联2025年工作\n发短视频 88 条，最高一条播放 12 万次"
_WAGES = "石门乡妇联2025年工作\n织娘手快的一月2800元，一般的1500元"
_SUM = "石门乡妇联2025年活动\n6个村各1场+总决赛1场=7场"
_MORE = "石门乡妇联2025年作坊\n豆腐坊带动9人 → 6月加了3人 现12人"
_GREW = "石门乡妇联2025年作坊\n豆腐坊带动9人→12人"
_CARE = "石门乡妇联2025年托管班\n报名 61 人 录取 48 人"


@pytest.mark.parametrize(
    ("facts", "draft", "figure", "told"),
    [
        pytest.param(_TERM, "38个村已全部完成换届。", "38个", False, id="all-where-some-are-left"),
        pytest.param(_TERM, "38个村中已有36个完成换届。", "38个", True, id="some-of-all"),
        pytest.param(_DOORS, "劝通9户家长。", "9户", False, id="of-these-told-as-these"),
        pytest.param(_DOORS, "劝通9户中的4户。", "9户", True, id="of-these"),
        pytest.param(
            _LOANS, "与去年同期相比，放款由96笔增加。", "96笔", False, id="from-this-years-number"
        ),
        pytest.param(
            _LOANS, "与去年同期相比，放款由81笔增加到96笔。", "96笔", True, id="to-this-years"
        ),
        pytest.param(_PAIRS, "每人结对48户。", "48户", False, id="in-all-as-each"),
        pytest.param(_PAIRS, "12名党员共结对48户。", "48户", True, id="in-all"),
        pytest.param(_AIMS, "回访率达到95%。", "95%", False, id="aimed-at-as-reached"),
        pytest.param(_CLIPS, "累计播放12万次。", "12万次", False, id="best-as-all"),
        pytest.param(_CLIPS, "单条最高播放12万次。", "12万次", True, id="best"),
        pytest.param(_WAGES, "织娘普遍月入2800元。", "2800元", False, id="some-as-most"),
        pytest.param(_WAGES, "手艺好的织娘月入2800元。", "2800元", True, id="some"),
        pytest.param(
            _SUM, "6个村各1场，总决赛1场，合计7场。", "7场", True, id="the-sum-by-its-sign"
        ),
        pytest.param(_SUM, "故事会合计1场。", "1场", False, id="no-sum"),
        pytest.param(
            _MORE, "豆腐坊带动9人，6月加了3人，现12人。", "9人", True, id="arrow-to-a-day"
        ),
        pytest.param(_GREW, "豆腐坊带动9人。", "9人", False, id="arrow-to-a-number"),
        pytest.param(_CARE, "托管班招收学员61人。", "61人", False, id="wished-as-taken-in"),
        pytest.param(_CARE, "托管班招收学员48人。", "48人", True, id="taken-in"),
    ],
)
def test_a_number_is_not_put_under_a_word_that_it_lacks(
    facts: str, draft: str, figure: str, *, told: bool
) -> None:
    """38个村全部完成 hides the two that are left; every digit is right."""
    assert (statuses(facts, draft)[figure] in {"supported", "derived"}) is told


@pytest.mark.parametrize(
    ("notes", "draft", "flagged"),
    [
        ("公众号粉丝2.4w→5.1w", "公众号粉丝增加5.1万人", ["5.1万人"]),
        ("公众号粉丝2.4w→5.1w", "公众号粉丝增至5.1万人", []),
        ("合作社社员由30户发展到52户", "合作社社员增加52户", ["52户"]),
        ("合作社社员由30户发展到52户", "合作社社员增加22户", []),
        ("合作社社员增加22户", "合作社社员增加22户", []),
    ],
)
def test_what_it_came_to_is_not_by_how_much_it_grew(
    notes: str, draft: str, flagged: list[str]
) -> None:
    """增加5.1万 of 2.4万→5.1万 makes the rise twice what it was."""
    told = verified(f"石门乡妇联2025年工作\n{notes}", f"{draft}。")

    assert [one.figure.text for one in told.flagged] == flagged


@pytest.mark.parametrize("day", ["6.14", "3.12"])
def test_a_day_beside_money_in_ten_thousands_may_be_copied(day: str) -> None:
    """That a bare decimal is money in 万 is a guess, and the note's own words hold as well."""
    told = verified(
        f"石门乡妇联2025年工作\n洪水{day} 转移妇女470名 捐物8.6万",
        f"洪水{day}，转移妇女470名，捐物8.6万。",
    )

    assert not told.flagged
    assert not told.missing


@pytest.mark.parametrize(
    ("draft", "told"),
    [
        ("手工收入230万元，同比增长7.4%。", True),
        ("手工收入230万元，同比下降7.4%。", False),
        ("来访37件，同比下降12%。", True),
        ("来访37件，同比上升12%。", False),
    ],
)
def test_a_sign_before_a_rate_says_which_way_it_went(draft: str, *, told: bool) -> None:
    """同比+7.4% in a ledger is growth, and no other word for it is needed."""
    facts = "石门乡妇联2025年工作\n手工收入230万元 同比+7.4%\n来访37件 同比-12%"

    assert verified(facts, draft).ok is told
