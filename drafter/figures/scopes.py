"""What a number is per: 每户500元, 人均1200元, 14个村各1场, 每人每学期600元."""

import re
from typing import Final

from drafter.figures.page import Page
from drafter.figures.types import Kind

__all__ = ["SCOPE_STOP", "read_scope"]

_REACH: Final = 60
_SIGNS: Final = frozenset("每均各薪产工收入")
_EACH: Final = re.compile(
    r"每(?!日要情|日一|月初|逢|当|一次|一场)一?([两三四五2-9](?=[年月周天]|个月))?(?:个|名|位)?"
    r"(季度|学期|学年|半年|星期|公斤|社区|县区|区县|市县|镇街|村居|小时|妇女干部|[月年周天日季人户村乡镇场次期家所件亩班组校队支册份斤岗孩封箱台套课节堂桌县生名位个批站晚轮对回餐趟张盒只顿瓶袋双幅笔]|[百千万](?:名?儿童|名妇女|人口|常住人口|人|名|户)|单(?![位独亲身元项]))(?:[^，,。；;每\n0-9一两三四五]{0,4}?每(?:个)?(学期|季度|[月年天日周次场季]))?"
)
_AVERAGE: Final = re.compile(
    r"(人|户|村|月|年|场|亩|日|周|镇|生|单|笔|校|家)均([月年日])?|([时日月年])薪|(?<![上本每前个0-9])(月|年)入(?![学户村驻职伙围选])|(?<![上本每前])([日月])(?:工资|收入|工钱|工价)|(亩)产值?"
)
SCOPE_STOP: Final = re.compile(
    r"[=＝×]|共|(?<![人户村次回名位对])合$|合起来|(?:^|[，,、；\s])计|累计|合计|总计|全年|其中|一年来|今年|总|连续|到位|折合|由|目前|一年|下来|历时|为期|惠及|全镇|全县|全乡"
)
_NEXT_THING: Final = re.compile(
    " (?:参加的?|受助|受益)?(?:娃娃?|孩子|学生|儿童|老人|妇女|学员|群众|家庭|家长)$"
)
_OF_A_BAND: Final = frozenset(["的", "的有", "的达", "的共", "的约"])
_TIMES_OF: Final = frozenset(["周", "月", "年", "天", "日", "季", "季度", "晚"])
_PERSONS: Final = frozenset(["名", "位", "生", "妇女干部", "人"])
_GENERAL: Final = frozenset(["个", "家", "所", "处"])
_NOUN: Final = re.compile(
    r"(?:行政|自然|贫困|示范|困难)?(村组|村|社区|乡镇|镇|乡|学校|单位|部门|家庭|小组|组|网格|企业|班|车间|队|幼儿园|站|点|户)"
)
# 各 before the number, not 各类 or 各村.
_SPREAD: Final = re.compile(
    r"各(?:自)?(?:发放?|送去?|奖励?|补助|给予|开展|举办|设|配备?|有|办|获|选|评|讲|安排|建|领取?|种|养)?[^，,。；;0-9类项种级乡镇村地界单]{0,4}$"
)
# 夏、秋各6期 deals out over the names before it, whatever was counted earlier.
_DEALT_TO_NAMES: Final = re.compile(r"[\u4e00-\u9fff](?:、|和|与|及)[\u4e00-\u9fff]{1,6}各$")
_EACH_ONE: Final = re.compile(
    r"(村|社区|乡镇|镇|户|人|校|组|家庭)(?:\([^()\n]{1,6}\))?各[^，,。；;0-9\n]{0,4}$"
)


def read_scope(page: Page, start: int) -> str | None:
    """Return what the number at ``start`` is per within its clause, None if nothing says so."""
    text = page.text
    low = start - _REACH if start > _REACH else 0
    if _SIGNS.isdisjoint(text[low:start]):
        return None
    low = page.sentence_start(start, _REACH)
    each_low = low
    low = max(low, text.rfind("，", low, start) + 1, text.rfind(",", low, start) + 1)
    if text.rfind("各", max(each_low, start - 6), start) >= 0:
        each = _each_of_the_last(page, start)
        if each is not None:
            return each
    last = None
    for match in _EACH.finditer(text, low, start):
        last = match
    for match in _AVERAGE.finditer(text, low, start):
        if last is None or match.start() > last.start():
            last = match
    if last is None or SCOPE_STOP.search(text, last.end(), start):
        return None
    if (
        page.last is not None
        and page.last.start > last.start()
        and _NEXT_THING.match(text, page.last.end, start)
    ):
        return None  # 每人3本 娃娃27个: behind a blank another thing is counted
    if page.last is not None and text[page.last.end : start] in _OF_A_BAND:
        return None  # 月均收入3000元以上的15人: they are counted, the band is per month
    if text.count(")", last.end(), start) > text.count("(", last.end(), start):
        return None  # （每期5天）学员73人: the bracket has closed
    if last.re is _AVERAGE:
        unit, second = (
            next(filter(None, last.group(1, 3, 4, 5, 6))),
            last.group(2),
        )
        number = None
        unit = "小时" if unit == "时" else unit
    else:
        number, unit, second = last.groups()
    if unit in _PERSONS:
        unit = "人"
    elif unit == "星期":
        unit = "周"
    if number is not None:
        return f"{number}{unit}"
    if second and unit in _TIMES_OF:
        return second  # 每周末开 每次来二十多个: the second alone is said of the number
    return f"{unit}·{second}" if second else unit


def _each_of_the_last(page: Page, start: int) -> str | None:
    """各 spreads a number over what was counted before it: 为两户发放补助各200元."""
    last = page.last
    if _DEALT_TO_NAMES.search(page.text, max(page.done, start - 12), start):
        return None
    if (
        last is not None
        and last.unit is not None
        and last.end < start
        and last.kind is Kind.QUANTITY
    ):
        gap = page.text[last.end : start]
        if len(gap) < 24 and not any(mark in gap for mark in "。；;\n") and _SPREAD.search(gap):
            if last.unit in _GENERAL:
                noun = _NOUN.match(page.text, last.end)
                return None if noun is None else noun.group(1)
            return "人" if last.unit in _PERSONS else last.unit
    noun = _EACH_ONE.search(page.text, max(page.done, start - 14), start)
    return None if noun is None else noun.group(1)
