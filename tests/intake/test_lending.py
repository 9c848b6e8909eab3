"""A bare amount in 万 is money where its words say so, and nothing else elsewhere."""

import pytest

from drafter.facts import build_fact_sheet
from drafter.figures import Kind
from drafter.intake import notes_from_text


def _money(text: str) -> list[str]:
    sheet = build_fact_sheet([notes_from_text(text)])
    return [
        fact.surface or fact.figure.text
        for each in sheet.activities
        for fact in each.facts
        if fact.figure.kind is Kind.MONEY
    ]


@pytest.mark.parametrize(
    ("text", "money"),
    [
        ("成交 7–8月 41.5万 9–10月 63.5 万", ["41.5万", "63.5 万"]),
        ("收到捐款 31.2万（企业 24万 个人 7.2万）", ["31.2万", "24万", "7.2万"]),
        ("拦住汇款 9 笔 最大一笔 12 万 总 31.7 万", ["12 万", "31.7 万"]),
        ("材料费 6万 展位 4个", ["6万"]),
        ("卖菜干卖了8.6w", ["8.6w"]),
        ("发工资36万,其中最多的一个人2万3", ["36万", "2万3"]),
        ("来料加工发工资，最多的一个人8000，最少的每人500", ["8000", "500"]),
        ("带动增收，最多的一户5万", ["5万"]),
        ("志愿者每人服务3万", []),
        ("志愿者一个人3000", []),
        ("经费 镇里3万+县里2万+自筹1.5万", ["3万", "2万", "1.5万"]),
        ("拨款3+2+1.5万", ["3", "2", "1.5万"]),
        ("企业捐3万+个人捐2万", ["3万", "2万"]),
        ("播放3+2+1.5万", []),
        ("粉丝 2.4w → 5.1w", []),
        ("阅读总量86.4万 粉丝现在2.73万", []),
        ("短视频 爆款 6 条（10 万+）", []),
        ("参保1.86万人 比2020多 0.42万", []),
        ("贷款贴息后 惠及妇女 1.2万", []),
        ("苗木补贴 花椒苗1.5万 株", []),
        ("贷款户1.2万户", []),
        ("卖茶油 带动妇女 1.1万", []),
    ],
)
def test_a_bare_amount_is_money_behind_a_word_of_money(text: str, money: list[str]) -> None:
    """41.5万 in a draft could be people as well as yuan."""
    assert _money(text) == money


def test_what_is_lent_leads_back_to_the_amount() -> None:
    """A place in the notes must show what stands there, and not the unit that is understood."""
    notes = notes_from_text("成交 41.5万 粉丝 2万")
    sheet = build_fact_sheet([notes])
    fact = sheet.activities[0].facts[0]

    assert notes.text[fact.source.start : fact.source.end] == "41.5万"
    assert (fact.figure.text, fact.surface, fact.figure.unit) == ("41.5万元", "41.5万", "元")
