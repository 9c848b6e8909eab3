"""What a reader reckons without thinking: of a table's rows, of then and now, in other units."""

import pytest

from tests.verifying.judged import statuses

_GREEN = (
    "河口区妇联绿色监测\n指标 / 2021年 / 2024年 / 2025年目标\n"
    "垃圾分类知晓率（%） / 61.5 / 83.2 / 85以上\n"
    "新生儿缺陷率（‰） / 6.2 / 4.8 / 5以下"
)
_YEARS = "柳湾社区裁缝铺\n招收女徒弟6名，去年3名"
_BIKES = (
    "河口区妇联二手市集 2024年1—6月\n街道 | 笔数 | 金额(元) | 摊主(人)\n"
    "东门街道 | 40 | 6000 | 32\n西门街道 | 25 | 3000 | 20\n南门街道 | 15 | 1800 | 18\n"
    "合计 | 80 | 10800 | 70\n备注：去年同期全区56笔、7600元"
)
_CHOIR = "河口区妇联合唱团\n起初只有队员12人，现在发展到45人\n下周想办一场快闪 估计80人"
_TALKS = "河口区妇联读书会\n春季 4场 听众160人\n秋季 6场 听众260人"
_LESSONS = "河口区妇联手工课\n朗诵课5课时，书法课9课时，插花课6课时"
_DIARY = "柳湾社区台账（5月）\n5/3 捡垃圾 来了14个人\n5/17 修鞋摊 修了26双\n5/29 理发 服务老人33位"
_HARVEST = "河口区妇联助农\n卖出红薯3.5吨，步道修了1.8公里\n值守每班1.5小时\n牵手成功17对"
_ONCE = "柳湾社区陪伴行动\n志愿者每月至少家访3次，每季度聚会不少于2次\n月均补贴200元以上的9人"
_CERT = "柳湾社区急救课\n学员60人，发急救证52本"
_REPORT = "柳湾社区公众号\n阅读最高的一篇是腌菜那篇，3.4万次\n开分享会6次，茶话会2次"
_LIBRARY = "柳湾社区书屋\n绘本发了90本 松林小学60 竹林小学30"
_AWARDS = "柳湾社区评选\n推荐区级4户（已获评1户）"
_NEXT = "柳湾社区议事会\n三季度开了4次\n四季度想开3次"


@pytest.mark.parametrize(
    ("facts", "draft", "figure", "right"),
    [
        pytest.param(_GREEN, "垃圾分类知晓率达83.2%。", "83.2%", True, id="unit-of-a-row"),
        pytest.param(_GREEN, "垃圾分类知晓率达83.2‰。", "83.2‰", False, id="unit-of-another-row"),
        pytest.param(_YEARS, "招收女徒弟6名，比去年多3名。", "3名", True, id="as-many-more"),
        pytest.param(_YEARS, "招收女徒弟6名，比去年多2名。", "2名", False, id="not-so-many-more"),
        pytest.param(
            _GREEN, "垃圾分类知晓率提高21.7个百分点。", "21.7个百分点", True, id="points-of-a-row"
        ),
        pytest.param(
            _GREEN, "垃圾分类知晓率提高12.7个百分点。", "12.7个百分点", False, id="points-wrong"
        ),
        pytest.param(_BIKES, "全区80笔，笔均135元。", "135元", True, id="by-the-count-column"),
        pytest.param(_BIKES, "全区80笔，笔均153元。", "153元", False, id="by-the-count-wrong"),
        pytest.param(
            _BIKES, "全区80笔、10800元，比去年同期多24笔。", "24笔", True, id="over-the-only-last"
        ),
        pytest.param(
            _BIKES, "全区80笔、10800元，比去年同期多42笔。", "42笔", False, id="over-wrong"
        ),
        pytest.param(_BIKES, "东门街道以6000元居第一。", "第一", True, id="first-of-the-column"),
        pytest.param(_BIKES, "西门街道以3000元居第一。", "第一", False, id="second-of-the-column"),
        pytest.param(
            _BIKES, "东门街道成交额占全区五成多。", "五成多", True, id="share-of-the-column"
        ),
        pytest.param(
            _BIKES, "南门街道成交额占全区五成多。", "五成多", False, id="share-of-another-row"
        ),
        pytest.param(_BIKES, "3个街道摊主70人。", "3个", True, id="rows-of-places"),
        pytest.param(_BIKES, "4个街道摊主70人。", "4个", False, id="more-than-the-rows"),
        pytest.param(_CHOIR, "合唱团有队员45人。", "45人", True, id="is-now"),
        pytest.param(_CHOIR, "合唱团有队员12人。", "12人", False, id="was-then"),
        pytest.param(_CHOIR, "下周拟办快闪一场，预计吸引80人。", "80人", True, id="guessed"),
        pytest.param(_CHOIR, "举办快闪一场，80人参加。", "80人", False, id="guess-as-done"),
        pytest.param(_TALKS, "听众420人，秋季占六成以上。", "六成以上", True, id="part-of-two"),
        pytest.param(_TALKS, "听众420人，春季占六成以上。", "六成以上", False, id="other-of-two"),
        pytest.param(_LESSONS, "三类共20课时，书法课占45%。", "45%", True, id="part-of-three"),
        pytest.param(_LESSONS, "三类共20课时，插花课占45%。", "45%", False, id="other-of-three"),
        pytest.param(_DIARY, "17日：修鞋26双。", "17日", True, id="day-of-the-only-month"),
        pytest.param(_DIARY, "18日：修鞋26双。", "18日", False, id="no-such-day"),
        pytest.param(_HARVEST, "卖出红薯3500公斤。", "3500公斤", True, id="tons-in-kilos"),
        pytest.param(_HARVEST, "卖出红薯350公斤。", "350公斤", False, id="tons-in-kilos-wrong"),
        pytest.param(_HARVEST, "步道1.8公里（1800米）。", "1800米", True, id="km-in-metres"),
        pytest.param(_HARVEST, "步道1.8公里（180米）。", "180米", False, id="km-in-metres-wrong"),
        pytest.param(_HARVEST, "值守每班90分钟。", "90分钟", True, id="hours-in-minutes"),
        pytest.param(_HARVEST, "牵手17对（34人）。", "34人", True, id="couples-in-persons"),
        pytest.param(_HARVEST, "34人参加值守。", "34人", False, id="persons-alone"),
        pytest.param(_ONCE, "家访频次：月家访3次以上。", "3次以上", True, id="month-in-short"),
        pytest.param(_ONCE, "全年家访3次以上。", "3次以上", False, id="month-as-year"),
        pytest.param(_ONCE, "志愿者每周至少家访3次。", "3次", False, id="month-as-week"),
        pytest.param(_ONCE, "月补贴200元以上的9人。", "9人", True, id="persons-of-a-band"),
        pytest.param(_CERT, "52人领到急救证。", "52人", True, id="certificates-as-persons"),
        pytest.param(_CERT, "52人参加急救课。", "52人", False, id="certificates-as-pupils"),
        pytest.param(_REPORT, "单篇最高阅读3.4万次。", "3.4万次", True, id="the-most"),
        pytest.param(_REPORT, "篇均阅读3.4万次。", "3.4万次", False, id="most-as-mean"),
        pytest.param(_REPORT, "组织观看教育影片2场。", "2场", False, id="nothing-of-it"),
        pytest.param(_LIBRARY, "松林小学60本、竹林小学30本。", "60本", True, id="to-each-its-own"),
        pytest.param(
            _LIBRARY,
            "发放绘本90本，其中松林小学30本、竹林小学60本。",
            "60本",
            False,
            id="rest-of-an-exchange",
        ),
        pytest.param(_AWARDS, "推荐区级4户。", "4户", True, id="put-forward"),
        pytest.param(_AWARDS, "4户获得区级最美家庭称号。", "4户", False, id="put-forward-as-won"),
        pytest.param(_NEXT, "四季度计划议事3次。", "3次", True, id="wanted"),
        pytest.param(_NEXT, "四季度已议事3次。", "3次", False, id="wanted-as-held"),
    ],
)
def test_a_plain_reckoning_is_followed(facts: str, draft: str, figure: str, *, right: bool) -> None:
    """A right figure that is flagged teaches the reader to pass the flags over."""
    told = statuses(facts, draft)
    found = next(status for text, status in told.items() if figure in text)
    assert (found in {"supported", "derived"}) is right
