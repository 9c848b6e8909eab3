"""Tables pasted from a sheet: what stands over, between and beside their rows."""

import pytest

from drafter.facts import build_fact_sheet
from drafter.intake import notes_from_text

HEADED = "序号\t项目\t单位\t1月\t2月\t合计\t备注\n"


def _texts(text: str) -> list[str]:
    return [each.text for each in build_fact_sheet([notes_from_text(text)]).activities]


def test_a_row_of_one_cell_heads_the_rows_below_it() -> None:
    """A heading between the rows must not part them from the columns' names."""
    text = (
        HEADED + "一、组织\n1\t执委会\t次\t2\t1\t3\t\n二、维权\n2\t接访\t件\t4\t3\t7\t其中家暴1件\n"
    )
    sheet = build_fact_sheet([notes_from_text(text)])

    assert [each.heading for each in sheet.activities] == ["组织", "维权"]
    assert sheet.activities[0].text == "执委会合计3次，其中1月2次，2月1次"


def test_a_row_of_one_month_tells_its_sum_once() -> None:
    """What was done in June alone is not June's 340 and 340 more."""
    text = HEADED + "1\t六一活动\t人\t-\t340\t340\t文化广场\n2\t宣讲\t场\t1\t2\t3\t\n"

    assert _texts(text)[0].startswith("六一活动合计340人，其中2月340人")


def test_a_heading_may_have_nothing_over_the_names_of_the_rows() -> None:
    """The first column of a table of quarters is often left without a name."""
    text = "\t一季度\t二季度\t合计\n婚姻家庭\t31\t28\t59\n家庭暴力\t12\t9\t21\n"

    assert _texts(text) == [
        "婚姻家庭合计59，其中一季度31，二季度28",
        "家庭暴力合计21，其中一季度12，二季度9",
    ]


def test_an_indented_line_with_tabs_is_no_heading() -> None:
    """A tab that indents is white space."""
    assert ["家政2期\t60人".replace("\t", "，")] == _texts("\t家政2期\t60人\n")


@pytest.mark.parametrize("cell", ["资助630人，2000元/人", "约30人", "2000元/人"])
def test_a_row_that_counts_names_no_columns(cell: str) -> None:
    """Taken for headings, its cells would stand before every number below."""
    text = (
        f"“春蕾”助学\t126万元\t{cell}\n困境妇女救助\t84.6万元\t282人\n儿童之家改造\t57万元\t19个\n"
    )

    assert not any("春蕾" in told for told in _texts(text)[1:])


def test_a_name_alone_stands_over_the_rows_below_it() -> None:
    """What came in and what went out are told apart by it."""
    text = (
        "收入\t\t\n企业捐赠\t268.5万元\t19家\n收入小计\t268.5万元\t\n"
        "支出\t\t\n管理费\t5.3万元\t\n支出小计\t5.3万元\t\n"
    )
    sheet = build_fact_sheet([notes_from_text(text)])

    assert [each.heading for each in sheet.activities] == ["收入", "收入", "支出", "支出"]
    assert sheet.activities[1].facts[0].label == "收入"


def test_two_columns_parted_by_a_bar_are_a_table() -> None:
    """一季度 | 31 alone says not what 31 counts."""
    text = "季度 | 来电（通）\n一季度 | 31\n二季度 | 44\n"

    assert _texts(text) == ["一季度，来电31通", "二季度，来电44通"]


def test_one_bar_in_prose_is_no_table() -> None:
    """A bar may only part words."""
    assert _texts("培训 | 3期60人\n慰问12户\n讲座2场")[1:] == ["慰问12户", "讲座2场"]


def test_a_row_without_a_name_takes_its_headings() -> None:
    """1月, 3 under 月份, 活动 counts activities."""
    text = "月份\t活动\t参加\n1月\t3\t74\n2月\t2\t51\n"

    assert _texts(text)[0] == "1月，活动3，参加74"


@pytest.mark.parametrize("place", ["微家", "妇女之家", "巾帼驿站", "示范基地"])
def test_a_column_of_places_counts_places(place: str) -> None:
    """11 under 微家 must not take 元 from the column before it."""
    text = f"乡镇,救助(人/元),{place}\n白沙镇,12/12000,8\n石门乡,7/7000,3\n合计,19/19000,11\n"

    assert _texts(text)[-1] == f"合计：救助19人，19000元，{place}11个"


def test_columns_parted_by_strokes_take_the_unit_said_above() -> None:
    """28.5 under 单位：万元 is no 28.5元."""
    text = (
        "青林区妇联2025年经费执行表（单位：万元）\n项目 / 预算 / 支出\n"
        "家庭教育 / 30 / 28.5\n维权服务 / 12 / 9.6\n"
    )

    assert _texts(text) == [
        "家庭教育，预算30万元，支出28.5万元",
        "维权服务，预算12万元，支出9.6万元",
    ]


def test_strokes_in_prose_part_no_columns() -> None:
    """读书会 / 讲座 / 沙龙 are three names."""
    assert len(_texts("青林区妇联2025年\n读书会 / 讲座 / 沙龙各办了3场\n慰问12户")) == 2


def test_a_year_and_what_is_aimed_at_in_a_year_head_columns() -> None:
    """Without its heading a row of an outline's figures is of no year."""
    text = (
        "指标 / 2021年 / 2024年 / 2025年目标\n垃圾分类知晓率（%） / 61.5 / 83.2 / 85以上\n"
        "新生儿缺陷率（‰） / 6.2 / 4.8 / 5以下\n"
    )

    assert _texts(text) == [
        "垃圾分类知晓率，2021年61.5%，2024年83.2%，2025年目标85%以上",
        "新生儿缺陷率，2021年6.2‰，2024年4.8‰，2025年目标5‰以下",
    ]


def test_a_heading_that_only_counts_is_not_told() -> None:
    """件（场）数3件 is no prose; the unit in the cell says it, and the row names the thing."""
    text = (
        "日期\t事项\t件(场)数\t人数\t备注\n5月6日\t反诈宣讲\t2场\t75人\t\n"
        "5月\t12345热线转办\t4件\t4人\t已答复\n季度合计\t反诈宣讲\t6场\t\t\n"
    )
    sheet = build_fact_sheet([notes_from_text(text)])

    assert [each.text for each in sheet.activities] == [
        "5月6日，反诈宣讲2场，75人",
        "5月，12345热线转办4件，4人，已答复",
        "季度合计：反诈宣讲6场",
    ]
    assert sheet.activities[0].facts[1].label == "反诈宣讲"


def test_a_heading_that_says_more_than_its_unit_is_told() -> None:
    """签约户数 under a row named by the village is of what was signed."""
    rows = "村\t签约户数\t期数\n上湾村\t31户\t2期\n下湾村\t20户\t1期\n"

    assert _texts(rows)[0] == "上湾村，签约户数31户，期数2期"
