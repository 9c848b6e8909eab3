"""Whether a numeral with a measure word is a count: 慰问一名 is, 作为一名女性 is not.

Three questions: is 一 an article here, does the count only announce a list of the same text, and
is it part of a name or slogan. Source: data/words.toml, column ``one`` of data/units.tsv.
"""

import re
from decimal import Decimal
from typing import Final

from drafter.figures.amounts import Amount
from drafter.figures.hedges import is_taken_by_one
from drafter.figures.page import Found, Page, UnitAt, not_figure
from drafter.figures.types import Kind

__all__ = ["read_announcement", "refuse_chinese"]

_ONE: Final = Decimal(1)
_TERMINAL: Final = frozenset("，,。；;、)）\n \t")
_NOT_TERMINAL_AFTER: Final = frozenset("了在为成如到于的是展动持过又再")
_TERMINAL_UNITS: Final = frozenset(
    ["个", "项", "条", "支", "套", "面", "道", "块", "回", "股", "批次", "座", "种"]
)
_CASES: Final = re.compile(r"没有|未发生|无|发生|处理|调解|查处|化解|受理|接到|办结|办理")
_NO_ONE: Final = re.compile(r"(?:没有|未发生|未出现|没发生|从未发生|未接到|无)$")
_NONE: Final = re.compile(r"(?:人|家|户)?[都也]?(?:没有|没(?![少落过通合达])|无(?=[，。、；]))")
_LEFT: Final = re.compile(r"(?:剩下?|还剩|差|缺|仅|只|只有|还有|奖|发|送|捐|赠|收|拿)$")
_EACH_GETS: Final = re.compile(
    r"每(?:个)?(?:人|村|户|镇|乡|校|班|组|家|社区|名|位)(?:至少|只|各|配|发|设|建|选|送|有)?$"
)
_PRICED: Final = re.compile(r"[0-9〇一二两三四五六七八九十百千万.]{1,8} ?(?:元|块|毛|角)")
# What 道 counts; anywhere else 一道 is together.
_PASSED: Final = re.compile("[菜题关门坎符彩序]$|手续|防线|菜品|点心|流程")
_FLAGS: Final = re.compile(r"旗|牌|匾|镜|鼓|墙$")
_WEEKLY: Final = ("周",)
_SO_OFTEN: Final = re.compile(
    "[\u4e00-\u9fff]{0,3}?[0-9一二两三四五六七八九十]{1,2}(?:天|次|回|趟|晚|场|节)"
)
_MEALS: Final = ("餐", "顿", "桌", "位", "碗", "份")
_ASKED: Final = re.compile("(?:仅|只)?(?:收|要|付|花|卖)(?:费|了)?[0-9]")
_SPENT: Final = re.compile(
    r"(?:为期|历时|时长|期限|任期|聘期|持续|长达|历经|历|用时|需|满|不到|超过|近|达|约|学制|租期|有效期|培训|周期)$"
)
_HEDGED: Final = re.compile(r"左右|上下|出头|开外|有余|以上|以下|以内")
_DIVIDED: Final = re.compile(r"(?:分|成|为|共|了|等|有|各|立|建)$")
_SINCE: Final = re.compile(r"[以之]?来|里|中|的工作|以后|之内|下来|到头|一度|又一")
_BIG_SCALE: Final = frozenset("十百千万亿")
_TOTAL: Final = re.compile(
    r"(?:共计|共|计|达|合计|总数|总计|人数|为|有|约|近|超|户数|次数|第|余|:|费|款|钱|卖|收|花|挣|奖|补|赚|捐|付|给|了|自筹)$"
)
# 三十八+四十一 adds up.
_ADDEND: Final = re.compile("[一二两三四五六七八九十百千万0-9]")
_TAKERS: Final = frozenset("人户名位村组家件只斤双副幅套盒袋瓶张单")
_EACH_ONE: Final = re.compile(r"(?:每个?(?:人|户|名|家|个|村|队|位)|[人户村]均)$")
_LIST_BEGINS: Final = tuple(
    f"{mark}{first}"
    for mark in "。，；,;"
    for first in ("第一", "一是", "一要", "首先", "1.", "1、", "一、", "(一)", "①")
)
_PLACE: Final = re.compile(
    r"[\u4e00-\u9fff]{1,3}?(?:县|市|区|镇|乡|村|街道|社区|路|街|巷|小区|小学|中学|学校|幼儿园|公司|水库|河|山|湖|沟|坝|桥|屯|庄|营|岭|坪|湾|塘|寨)"
)
_LABELLED: Final = frozenset("类期次级层等批线代组队班课道")
_PLACE_UNITS: Final = frozenset("道家间棵方角门台口眼站片圈里星")
_PLACE_OVER_UNIT: Final = re.compile(
    r"(?![农乡城全各驻进到示贫本外中个示企农户困妇])[\u4e00-\u9fff]{1,2}(?:村|镇|乡|街道|社区|屯|庄|路|巷)(?![两一二三四五六七八九十级民])"
)


def refuse_chinese(page: Page, start: int, amount: Amount, unit: UnitAt | None) -> Found | None:
    """Return what a Chinese numeral is where it is no count; None where it is one.

    Args:
        page: The text.
        start: Where the numeral begins.
        amount: What was read there.
        unit: The measure word behind it, None without one.
    """
    text = page.text
    written = text[start : amount.core_end]
    numeral = amount.numeral
    value = numeral.value if numeral is not None and numeral.high is None else None
    if unit is None:
        if _is_total(page, start, amount, written) or (
            len(written) > 1 and numeral is not None and _HEDGED.match(text, amount.end)
        ):
            return None
        place = _PLACE.match(text, amount.end)
        kind = Kind.IDIOM if place is None else Kind.NAME
        return not_figure(start, amount.end, kind)
    entry, end = unit.unit, unit.end
    if amount.bare and text[start - 1 : start] == "每":
        return not_figure(start, end, Kind.IDIOM, value)  # 每千人口4.7个
    if written == "二" and entry.text in _LABELLED:
        return not_figure(start, end, Kind.NAME, value)  # 二类村; a count would be 两类
    if amount.bare and entry.kind == "money" and _stands_alone(page, start, end):
        return not_figure(start, end, Kind.IDIOM)  # 单位：万元
    if entry.text == "个" and text[end] in "0123456789":
        return not_figure(start, end, Kind.IDIOM, value)  # 三个100%
    if entry.text == "件套" and len(written) == 1:
        return not_figure(start, end, Kind.NAME)
    if (
        entry.text == "番"
        and text[start - 1 : start] != "翻"
        and text[max(0, start - 2) : start] != "翻了"
    ):
        return not_figure(start, end, Kind.IDIOM)
    if entry.text in _PLACE_UNITS and len(written) == 1 and _PLACE_OVER_UNIT.match(text, end):
        return not_figure(start, end, Kind.NAME)
    if (
        entry.text in ("组", "队")
        and len(written) == 1
        and not _DIVIDED.search(text, max(0, start - 3), start)
    ):
        return not_figure(start, end, Kind.NAME, value)
    if amount.vague and (amount.hedge is None or entry.kind == "period"):
        return not_figure(start, end, Kind.IDIOM)
    if entry.one == "level" and entry.text != "星级":
        return not_figure(start, end, Kind.IDIOM, value)
    if entry.one == "period" and written in ("一", "半"):
        before, behind = text[max(0, start - 4) : start], end
        if text[behind] == "半" or (_SPENT.search(before) and not _SINCE.match(text, behind)):
            return None
        return not_figure(start, end, Kind.PERIOD, value)
    if written == "一":
        return _refuse_one(page, start, end, unit)
    return None


def _stands_alone(page: Page, start: int, end: int) -> bool:
    """Say whether 万元 is the name of the unit: in brackets, behind a colon, before a comma."""
    before = page.text[start - 1] if start else "\n"
    return before in "(:/每以按" or (
        page.text[end] in _TERMINAL and before not in "近上超过破逾数几约"
    )


def _is_total(page: Page, start: int, amount: Amount, written: str) -> bool:
    """A Chinese number without a unit is a count only as a total: 共计三百二十。"""
    numeral = amount.numeral
    if numeral is None or len(written) < 2:
        return False
    if not any(char in _BIG_SCALE for char in written):
        return False
    if page.text[amount.end] == "+":
        return _ADDEND.match(page.text, amount.end + 1) is not None
    if page.text[amount.end] not in _TERMINAL:
        return False
    if page.text[start - 1 : start] == "+":
        return True
    if _EACH_ONE.search(page.text, max(0, start - 4), start):
        return True  # 每人一万
    if page.last is not None and page.last.end == start:
        return True  # 最多一户八万
    if page.text[start - 1 : start] in page.words.prefix_last and start:
        return True
    return (
        amount.hedge is not None
        or len(written) > 2
        or (_TOTAL.search(page.text, max(0, start - 4), start) is not None)
    )


def _refuse_one(page: Page, start: int, end: int, at: UnitAt) -> Found | None:
    text, words, unit = page.text, page.words, at.unit
    before = text[start - 1] if start else "\n"
    if before in words.article_after:
        return not_figure(start - (before == "每"), end, Kind.IDIOM, _ONE)
    head = text[max(0, start - 4) : start]
    if head.endswith(words.article_words):
        return not_figure(start, end, Kind.IDIOM, _ONE)
    if unit.text in ("起", "例") and _CASES.search(text, max(0, start - 4), start):
        return None
    if words.abstract.match(text, end):
        return not_figure(start, end, Kind.IDIOM, _ONE)
    if unit.kind in ("quantity", "period") and _PRICED.match(text, end):
        return not_figure(start, end, Kind.IDIOM, _ONE)  # 一条5毛 is a price
    if unit.text in _WEEKLY and _SO_OFTEN.match(text, end):
        return not_figure(start, end, Kind.IDIOM, _ONE)  # 一周值守5天
    if unit.text in _MEALS and _ASKED.match(text, end):
        return not_figure(start, end, Kind.IDIOM, _ONE)  # 一餐仅收5元
    if unit.kind == "quantity" and unit.text in _TAKERS and is_taken_by_one(text, end):
        return not_figure(start, end, Kind.IDIOM, _ONE)  # 一人管4个
    if unit.one != "article":
        return None
    if _LEFT.search(head) or _EACH_GETS.search(text, max(0, start - 6), start):
        return None
    if unit.text == "面" and not _FLAGS.search(head):
        return not_figure(start, end, Kind.IDIOM, _ONE)
    if text[end] in _TERMINAL:
        if unit.text == "道" and not _PASSED.search(head):
            return not_figure(start, end, Kind.IDIOM, _ONE)  # 与8名工作人员一道，
        counted = unit.text in _TERMINAL_UNITS and before not in _NOT_TERMINAL_AFTER
        return None if counted else not_figure(start, end, Kind.IDIOM, _ONE)
    if unit.text != "批" and head.endswith(words.founded):
        return None
    return not_figure(start, end, Kind.IDIOM, _ONE)


def read_zero(page: Page, start: int, written: str, at: UnitAt) -> Found | None:
    """Read 没有一起 and 一个都没有, which count zero; None for any other count."""
    if written not in ("一", "1"):
        return None
    no = _NO_ONE.search(page.text, max(page.done, start - 5), start)
    none = _NONE.match(page.text, at.end)
    if no is None and none is None:
        return None
    one = page.text[start - 1 : start] in ("有", "剩", "还")
    if no is None and one and none is not None and "都" not in none[0]:
        return None  # 有一起没成 is one that failed
    begin = start if no is None else no.start()
    end = at.end if none is None else none.end()
    return Found(begin, end, at.unit.kind, Decimal(0), at.unit.text, step=_ONE)


def read_announcement(
    page: Page, start: int, amount: Amount, at: UnitAt, *, chinese: bool
) -> Found | None:
    """Return a count that only announces a list of the same text, None for any other count."""
    text, words, unit = page.text, page.words, at.unit
    numeral = amount.numeral
    if unit.text not in words.announcing_units or amount.hedge is not None:
        return None
    if numeral is not None and (numeral.high is not None or not 1 < numeral.value <= 20):
        return None
    noun = words.announcing_noun.match(text, at.end)
    before = text[max(0, start - 3) : start]
    pointed = before.endswith(words.pointing) and (
        noun is not None or text[at.end] in _TERMINAL or chinese
    )
    if unit.text in ("方面", "个方面"):
        pointed = True
    if not pointed:
        if noun is None:
            return None
        word, behind = noun.group(1), text[noun.end()]
        listed = _list_before(page, start)
        pointed = (
            (behind in "：:" or text.startswith(_LIST_BEGINS, noun.end()))
            or (chinese and word in words.strong_nouns)
            or (
                chinese
                and listed
                and word not in ("活动", "工作", "问题", "任务", "内容", "行动", "工程")
            )
        )
        if not pointed:
            return None
    value = None if numeral is None else numeral.value
    found = not_figure(start, at.end, Kind.QUANTITY, value)
    found.unit, found.announces = unit.text, True
    if numeral is not None:
        found.step = numeral.step
    return found


def _list_before(page: Page, start: int) -> bool:
    """Say whether 、 joins a list in the clause that leads up to the count."""
    text = page.text
    low = max(0, start - 40)
    for mark in "，,。；;\n：:":
        low = max(low, text.rfind(mark, low, start) + 1)
    return "、" in text[low:start]
