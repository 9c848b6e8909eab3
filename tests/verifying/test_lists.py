"""What a list leaves unsaid: 万 of its members, their number, what a slash says, sick as cases."""

import pytest

from tests.verifying.judged import statuses

_SALES = "河口区妇联助农\n合作社卖货 红薯32万、柑橘17.5、辣酱13.2、菜干2"
_TOTAL = "河口区妇联账目\n手工社进账：竹编6.4 剪纸3.1 香囊2，一共11.5万"
_SOUP = "柳湾社区食堂\n补贴12万，来吃饭的老人38，带来的孩子15"
_PLACES = "河口区妇联普法\n3.6 松林 42人\n3.13 竹林 35人\n4.2 石滩 28人"
_SICK = "河口区妇联筛查\n查出乳腺结节9人，复查确诊2人"
_PLANNED = "柳湾社区书屋\n朗读会原定5场，实办4场，来了60人"
_RATE = "柳湾社区书屋\n剪纸课4期，15人/期"
_VISITS = "河口区妇联维权\n上门调解9人，打电话2人"


@pytest.mark.parametrize(
    ("facts", "draft", "figure", "right"),
    [
        pytest.param(_SALES, "其中辣酱13.2万元。", "13.2万元", True, id="as-the-first"),
        pytest.param(_SALES, "其中菜干2万元。", "2万元", True, id="whole-number"),
        pytest.param(_SALES, "其中菜干3万元。", "3万元", False, id="wrong-member"),
        pytest.param(_TOTAL, "其中香囊2万元。", "2万元", True, id="parts-of-a-total"),
        pytest.param(_SOUP, "补贴老人38万元。", "38万元", False, id="another-thing"),
        pytest.param(
            _PLACES, "3月6日、13日和4月2日到松林、竹林和石滩3个村普法。", "3个", True, id="named"
        ),
        pytest.param(
            _PLACES, "3月6日、13日和4月2日到松林、竹林和石滩4个村普法。", "4个", False, id="fewer"
        ),
        pytest.param(_SICK, "查出乳腺结节9例，确诊2例。", "9例", True, id="sick-are-cases"),
        pytest.param(_PLANNED, "举办朗读会5场。", "5场", False, id="planned"),
        pytest.param(_PLANNED, "举办朗读会4场。", "4场", True, id="held"),
        pytest.param(_RATE, "剪纸课4期，共培训15人。", "15人", False, id="of-one-as-all"),
        pytest.param(_RATE, "剪纸课4期，每期15人。", "15人", True, id="of-one"),
        pytest.param(_VISITS, "上门调解9例，电话联系2人。", "9例", False, id="others-are-not"),
    ],
)
def test_lists(facts: str, draft: str, figure: str, *, right: bool) -> None:
    assert (statuses(facts, draft)[figure] in ("supported", "derived")) is right


def test_the_half_year_of_a_plan_is_no_other_half_year() -> None:
    """下半年 opens the plans of notes that tell the first half of one work by its name."""
    facts = (
        "两癌 上半年 筛查 8420人 （全年任务1.6万 完成 52.6%）\n"
        " - 反家暴 “首接负责” 文件 8月出\n - 9月 家庭文化节"
    )
    draft = (
        "七、下半年工作打算\n下半年，区妇联将重点做好以下工作：一是两癌，10月底前完成；"
        "二是暑托班安全检查，每点不少于3次。"
    )
    assert statuses(facts, draft)["下半年"] in ("supported", "derived")


@pytest.mark.parametrize(
    ("head", "draft", "right"),
    [
        pytest.param("2026年上半年", "二、下半年工作打算\n下半年，将培训3期。", True, id="ahead"),
        pytest.param("2026年上半年", "下半年，培训2期60人。", False, id="done-is-no-plan"),
        pytest.param("2026年下半年", "下半年，将培训3期。", True, id="own-half"),
        pytest.param("2026年", "二、下半年工作打算\n下半年，将培训3期。", False, id="whole-year"),
    ],
)
def test_the_second_half_lies_ahead_of_a_first_half_report(
    head: str, draft: str, *, right: bool
) -> None:
    """Notes say 下步打算 where the summary has to say 下半年工作打算."""
    facts = f"柳湾镇妇联{head}工作总结\n培训2期60人\n下步打算：培训3期"

    assert (statuses(facts, draft)["下半年"] in ("supported", "derived")) is right


@pytest.mark.parametrize(
    ("draft", "figure", "right"),
    [
        pytest.param("盒饭15元×70，合计1050元。", "15元", True, id="for-each-by-the-sign"),
        pytest.param("盒饭花费15元。", "15元", False, id="in-all"),
    ],
)
def test_a_product_says_that_its_price_is_for_each(draft: str, figure: str, *, right: bool) -> None:
    """The sign stands for 每."""
    facts = "柳湾村植树\n到场70人 中午盒饭15元×70=1050"

    assert (statuses(facts, draft)[figure] in ("supported", "derived")) is right
