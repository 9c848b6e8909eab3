"""What the words before and behind a number claim about it: 近 约 超过 至少 … 以上 左右.

Source: data/words.toml.
"""

import re
from decimal import Decimal
from typing import Final

from drafter.figures.page import BREAKS, Found, Page
from drafter.figures.scopes import SCOPE_STOP, read_scope
from drafter.figures.types import Kind, Qualifier
from drafter.figures.units import same_unit

__all__ = ["is_taken_by_one", "read_hedges"]

_PARALLEL: Final = 10
_OFTEN: Final = re.compile(
    r"一(?:(?P<week>周)[^，。、；\n\d内来里中]{0,3}|(?P<span>月|天|年|季|季度|学期)[^，。、；\n\d内来里中]?)$"
)
_PRICE_OF: Final = re.compile(
    "一(斤|个|条|件|份|户|人|天|只|次|亩|套|盒|张|本|盆|平|课|节|箱|包|袋|瓶|碗|餐|顿|桌|年|月|把|双)"
    "(?:仅|只)?(?:收|要|花)? ?$"
)
# 一人管4个, 一户包3块地, 一件毛毡包卖120元: what one takes on, or what one of a thing costs.
_TAKES: Final = (
    r"(?:(?:就|都|要|得)?(?:管|带|帮|包|联系?|结对|负责|照看|照顾|盯|教|认领?|养)(?:着|了)?"
    r"|[\u4e00-\u9fff]{0,5}?(?:卖|售价?|单价|值|挣|赚|补|奖))"
)
_ONE_TAKES: Final = re.compile(
    r"(?<![每第之])[一1]个?(?P<who>人|户|名|位|村|组|家|件|只|斤|双|副|幅|套|盒|袋|瓶|张|单)"
    rf"{_TAKES} ?$"
)
_TAKEN_BY_ONE: Final = re.compile(rf"{_TAKES} ?[0-9二两三四五六七八九十]")
_REACH_OF_ONE: Final = 12
_ROUGH_REACH: Final = 80
_LONG: Final = 10
_MARKS_BEHIND: Final = "，,。；;、）)！\n\0"
_COMPARED_REACH: Final = 8
# 80+免费, 60+老人 are of an age and over; 镇里3万+县里2万 adds.
_OF_AGE: Final = re.compile("老[人年]|免费?|的|岁|妇女|女性|高龄|长者|奶奶|爷爷|群体|人群")
_AIM_BEHIND: Final = re.compile("的[\u4e00-\u9fff]{0,4}(?:任务|目标|计划|指标|要求)")
_UNIT_IN_NOUN: Final = re.compile(r"的[\u4e00-\u9fff]{1,3}?(户)(?![主口籍外])")
_MARKS_OF_SENTENCE: Final = "。；\n"
# What stands before > where both are an arrow; never the empty string at the text's start.
_ARROW_SHAFTS: Final = frozenset("-=—–─~>")
_PER_TWO: Final = re.compile(r"/(人|户|村)[·./](年|月|天|日|学期|次)")
_EACH_BEHIND: Final = re.compile(
    r"(?:/|每|每一)(人|户|月|年|天|日|村|次|场|亩|学期|季度|周|个?小时|期|班|组|斤|公斤|吨|平方米|平米|米|件|个|份|课时|节|只|头|棵|株|套|本|张|箱|桶|瓶|盒|袋|双|条|册|名|位|家|所|台|辆|床)(?=[，,。；;、)\s不等左起=＝×xX*])"
)
# 2800到3200一个月, 500元一户: what it is per stands behind it.
_EACH_ONE_BEHIND: Final = re.compile(
    r"一个?(人|户|月|年|天|日|学期|季度|周|斤|公斤|亩|件|份|套|张|双|只|场|次|家|期|课时|节|餐|顿|桌)"
    r"(?=[，,。；;、)\s不等左起吧呢了]|$)"
)
_CASES_BROKEN: Final = frozenset(["起", "案"])
_PRICES: Final = frozenset([None, "块", "块钱"])


def read_hedges(page: Page, found: Found, start: int, inner: Qualifier | None) -> Found:
    """Add qualifier and ``per`` to a number that was read, and widen its span by its hedges.

    Args:
        page: The text.
        found: The number; ``found.end`` is one past its unit.
        start: Where the numeral itself begins.
        inner: What 余 or 多 inside it already claims.
    """
    hedge = inner
    words, text = page.words, page.text
    char = text[found.end]
    limited = False
    if char in words.suffix_first or char == " ":
        suffix = words.suffix.match(text, found.end)
        if suffix is not None and _suffix_holds(page, found, suffix):
            meaning = words.suffix_meaning[suffix.group(1)]
            limited = meaning in (Qualifier.AT_LEAST, Qualifier.AT_MOST)
            hedge = hedge if meaning is None else meaning
            found.end = suffix.end()
            if found.unit is None and found.kind is Kind.QUANTITY:
                _named_behind(text, found)
    elif char == "+" and (not text[found.end + 1].isalnum() or _OF_AGE.match(text, found.end + 1)):
        hedge, found.end = Qualifier.OVER, found.end + 1
    elif char == "起" and found.kind is Kind.MONEY and text[found.end + 1] in _MARKS_BEHIND:
        hedge, found.end = Qualifier.AT_LEAST, found.end + 1  # 每套3000元起
    before = _prefix(page, start, found)
    if before is not None:
        hedge = before
    elif start - page.done > 1 and not limited:
        distant = _distant(page, start)
        if distant is Qualifier.OVER and _AIM_BEHIND.match(text, found.end):
            distant = None
        hedge = hedge if distant is None else distant
    if hedge is None and page.rough and found.kind in (Kind.QUANTITY, Kind.MONEY):
        hedge = _rough(page, start)
    if hedge is not None:
        found.qualifier = hedge
    if text[found.end] == "/":
        double = _PER_TWO.match(text, found.end)
        if double is not None:
            found.end, found.per = double.end(), f"{double.group(1)}·{double.group(2)}"
            return found
    if text[found.end] in "/每":
        behind = _EACH_BEHIND.match(text, found.end)
        if behind is not None:
            found.end, found.per = behind.end(), behind.group(1)
            return found
    if text[found.end] == "一" and found.kind in (Kind.MONEY, Kind.RANGE, Kind.QUANTITY):
        each = _EACH_ONE_BEHIND.match(text, found.end)
        if each is not None and (found.kind is not Kind.QUANTITY or found.unit in _PRICES):
            found.end, found.per = each.end(), each.group(1)
            return found
    if "一" in text[start - _REACH_OF_ONE if start > _REACH_OF_ONE else 0 : start]:
        of_one = _of_one(page, found, start)
        if of_one is not None:
            found.per = of_one
            return found
    if page.has_each and found.kind is not Kind.AGE and not (limited and found.kind is Kind.PERIOD):
        found.per = read_scope(page, found.start)
        if found.per is None:
            found.per = _continued_scope(page, found)
    return found


def _of_one(page: Page, found: Found, start: int) -> str | None:
    """一周两次 says how often, 一斤80元 what one costs."""
    taken = _ONE_TAKES.search(page.text, max(start - _REACH_OF_ONE, 0), start)
    if taken is not None and found.kind is not Kind.DATE:
        return "人" if taken["who"] in ("名", "位") else taken["who"]
    pattern = {
        Kind.QUANTITY: _OFTEN,
        Kind.PERIOD: _OFTEN,
        Kind.MONEY: _PRICE_OF,
    }.get(found.kind)
    if pattern is None:
        return None
    match = pattern.search(page.text, max(page.done - 3, start - 4, 0), start)
    if match is not None and "季" in match[0] and page.text[start].isascii():
        return None  # 一季度3场 was in the first quarter; 一季一次 says how often
    return None if match is None else next(filter(None, match.groups()))


def is_taken_by_one(text: str, end: int) -> bool:
    """Say whether 一人 or 一件, which ends at ``end``, is what the next number is per."""
    return _TAKEN_BY_ONE.match(text, end) is not None


def _continued_scope(page: Page, found: Found) -> str | None:
    """每村培训经纪人1名，带头人10名: a parallel count in the next clause has the same scope."""
    last = page.last
    if last is None or last.per is None or not same_unit(last.unit, found.unit):
        return None
    gap = page.text[last.end : found.start]
    if found.kind is Kind.MONEY and not gap.strip("，, "):
        return None  # 20人，每人2000元，4万元: a sum with no words of its own is of all of them
    parallel = gap[:1] in ("，", ",") and len(gap) <= _PARALLEL and gap.count(gap[0]) == 1
    return last.per if parallel and not SCOPE_STOP.search(gap) else None


def _suffix_holds(page: Page, found: Found, suffix: re.Match[str]) -> bool:
    word, after = suffix.group(1), page.text[suffix.end()]
    if word == "多":  # 每户兑换6次多。 but 比6次多, 6次多媒体课
        ended = after in _MARKS_BEHIND
        compared = "比" in page.text[max(found.start - _COMPARED_REACH, 0) : found.start]
        return ended and not compared and found.kind is not Kind.DATE
    if word == "上下":
        return after not in "班级联游齐"
    if word == "内":
        return found.kind is Kind.PERIOD or found.unit in ("公里", "里", "米", "人", "元")
    if word == "之内":
        return found.kind is not Kind.DATE
    return True


# …接近4，难2: the list goes on.
_NEXT_LABEL: Final = re.compile(
    "[，,、；; /]{1,2}[\u4e00-\u9fff]{1,4} ?[0-9]{1,4}(?=[，,、；; /。)\n])"
)


def _is_label(page: Page, begin: int, found: Found) -> bool:
    """Say whether 接近 names one of several bare counts: 达43，接近4，难2."""
    last, text = page.last, page.text
    return (
        found.unit is None
        and last is not None
        and last.unit is None
        and last.kind is Kind.QUANTITY
        and text[last.end : begin].strip(" ") in ("", "，", ",", "、", "/")
        and _NEXT_LABEL.match(text, found.end) is not None
        and isinstance(found.value, Decimal)
        and isinstance(last.value, Decimal)
        and found.value < last.value
    )


def _prefix(page: Page, start: int, found: Found) -> Qualifier | None:
    """Read a hedge that stands before the number, directly or over 有, 达, 为."""
    text, words = page.text, page.words
    at = start
    if at and text[at - 1] == " ":
        at -= 1
    if at <= page.done:
        return None
    if text[at - 1] in words.prefix_last:
        for size in (4, 3, 2, 1):
            begin = at - size
            meaning = words.prefix.get(text[begin:at]) if begin >= page.done else None
            if meaning is not None:
                if size == 1 and not _short_prefix_holds(page, at, found):
                    return None
                if found.unit is None and text[begin] == "未" and text[found.end] in "，,；;。\n ":
                    return None  # 达标66 接近6 未达3: a label, no hedge
                if text[begin:at] == "接近" and _is_label(page, begin, found):
                    return None
                if text[begin] in ">＞" and text[begin - 1 : begin] in _ARROW_SHAFTS:
                    return None  # 80->192: the head of an arrow
                if meaning is Qualifier.OVER and _AIM_BEHIND.match(text, found.end):
                    return None  # 超出60篇的年度任务30篇 is exact about both
                found.start = begin
                return meaning
    if text[at - 1] not in words.bridge_last:
        return None
    for bridge in words.bridges:
        if text.startswith(bridge, at - len(bridge)):
            inner = at - len(bridge)
            for size in (4, 3, 2, 1):
                begin = inner - size
                meaning = words.prefix.get(text[begin:inner]) if begin >= page.done else None
                if meaning is None:
                    continue
                if size == 1 and (
                    text[begin] not in "约近逾超" or not _short_prefix_holds(page, inner, found)
                ):
                    return None
                return meaning
            return None
    return None


def _short_prefix_holds(page: Page, at: int, found: Found) -> bool:
    """Say whether 近, 约, 上, 满, 过 or 破 at ``at - 1`` is a hedge and no part of a word."""
    text, word = page.text, page.text[at - 1]
    before = text[at - 2] if at > 1 else "\n"
    if word == "近":
        if found.kind is Kind.PERIOD and not _lasted(page, before, found):
            return False
        parent = before == "亲" and text[at - 3 : at - 2] in ("母", "父", "双")
        return parent or before not in page.words.not_after_near
    if word == "约":
        return before not in page.words.not_after_about
    if word == "上":
        return text[at] in "百千万亿" and before not in "以网线会路"
    if word == "满":
        return found.kind in (Kind.AGE, Kind.PERIOD)
    if word == "快":
        return before not in "加尽赶飞痛轻愉凉勤爽畅" and found.kind is not Kind.DATE
    if word == "超":
        return before not in "BbＢ彩高"  # B超 402
    if word == "过":
        return text[at] in "百千万亿半" and before not in "不通经"
    if word == "破":
        return before not in "识侦告攻" and found.unit not in _CASES_BROKEN  # 识破骗局2起
    return True


def _named_behind(text: str, found: Found) -> None:
    """Take the unit from the noun of 20左右的贫困户, which has no measure word of its own."""
    noun = _UNIT_IN_NOUN.match(text, found.end)
    if noun is not None:
        found.unit = noun.group(1)


def _lasted(page: Page, before: str, found: Found) -> bool:
    """Say whether 近100天 tells how long; 近三年来 and 近30天内 tell since when."""
    if page.text[found.end] in "来以里中" or page.text[found.end - 1] == "内":
        return False
    long = isinstance(found.value, Decimal) and found.value >= _LONG
    return (long and found.unit in ("天", "小时", "分钟")) or before in "时期续经了达共长"


# 最少 才15个, 最多 就20人: the most or least of several is told, and it is exact.
_ONLY: Final = frozenset("才仅就")


def _distant(page: Page, start: int) -> Qualifier | None:
    """Read a hedge some words back in the same clause: 最少入户走访10余次."""
    text = page.text
    low = max(page.done, start - 14)
    window = text[low:start]
    if page.words.distant_first.isdisjoint(window):
        return None
    for mark in BREAKS.intersection(window):
        low = max(low, text.rfind(mark, low, start) + 1)
    match = None
    for match in page.words.distant.finditer(text, low, start):  # noqa: B007 # the last one
        pass
    if match is None:
        return None
    if text[match.end()] in "的时是" or not _ONLY.isdisjoint(text[match.end() : start]):
        return None  # 来的人最少，才15个
    meaning = Qualifier(match.lastgroup or "")
    gap = start - match.end()
    if meaning is Qualifier.ABOUT:
        return meaning if gap <= 3 else None
    if meaning is Qualifier.OVER:
        return meaning if gap <= 8 else None
    return meaning


def _rough(page: Page, start: int) -> Qualifier | None:
    """据不完全统计 hedges the first count of its sentence only."""
    rough = page.rough
    while rough and start - rough[-1] >= _ROUGH_REACH:
        rough.pop()
    if not rough or rough[-1] > start:
        return None
    place = rough[-1]
    if any(page.text.find(mark, place, start) >= 0 for mark in _MARKS_OF_SENTENCE):
        return None
    rough.pop()
    return Qualifier.ABOUT
