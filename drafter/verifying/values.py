"""Whether one number bears another: equal, truly widened by a hedge, or contradicted by it.

Source: usage of 近 余 多 约 以上 in administrative Chinese: 余/多 claim more than the number and
less than its next place, 近 a little less, 约 either side within half a place; none of them may be
dropped, added or exchanged (GB/T 15835-2011, 4.3, and office practice).
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import Final

from drafter.figures import Figure, Kind, Qualifier, unit_class

__all__ = [
    "STAGES",
    "Bearing",
    "Span",
    "Units",
    "alike_units",
    "bearing_of",
    "compare_units",
    "is_limit",
    "measure_of",
    "span_of",
    "step_of",
]

# What a stretch runs through one by one, and no bare number counts.
STAGES: Final = frozenset(["年级"])
_UP: Final = (Qualifier.OVER, Qualifier.AT_LEAST)
_OPEN_AT_LEAST: Final = ("至少", "不少于", "不低于", "最少", "最低")
_OPEN_AT_MOST: Final = ("至多", "不超过", "不多于", "不高于", "最多", "最高")
_SUPERLATIVES: Final = ("最少", "最多", "最高", "最低")
# A term that is set is a term within which: 10天反馈 is 10天内.
_WITHIN: Final = ("内", "之内", "以内")
_LIMIT: Final = re.compile("的?[^，。；的]{0,4}(?:任务|目标|指标|要求|标准|规定|红线|上限|底线)")
_ONE: Final = Decimal(1)
# Units are few: what two of them are to each other is found out once.
_CACHED: Final = 4096
# 约四分之一 is said of what lies within three points of 25%.
# Ages, ordinals and codes are not rounded.
_UNROUNDED: Final = frozenset((Kind.AGE, Kind.ORDINAL, Kind.NUMBER_CODE))
_FRACTION_STEP: Final = Decimal(6)
_HUNDRED: Final = Decimal(100)


class Bearing(Enum):
    """How a fact's number bears a draft's."""

    SAME = "same"
    WIDER = "wider"
    HEDGE = "hedge"
    NO = "no"


class Units(Enum):
    """How two units stand to each other."""

    SAME = "same"
    LOOSE = "loose"  # the same only if they count the same noun: 12支队伍, 12个队伍
    UNSTATED = "unstated"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Span:
    """The number of a figure: both ends are the same unless it is a range."""

    low: Decimal
    high: Decimal

    @property
    def single(self) -> bool:
        """Whether it is one number."""
        return self.low == self.high


def span_of(figure: Figure) -> Span | None:
    """Return the number of a figure; None for dates, codes and figures without a value."""
    value = figure.value
    if isinstance(value, Decimal):
        if figure.kind is Kind.FRACTION:
            value *= _HUNDRED
        elif _is_permille(figure):
            value /= 10
        return Span(value, value)
    if isinstance(value, tuple):
        low, high = value
        if isinstance(low, Decimal) and isinstance(high, Decimal):
            return Span(low, high)
    return None


def _is_permille(figure: Figure) -> bool:
    """Say whether a share is told in thousandths by words: 千分之八 is 0.8%."""
    return figure.text.startswith("千分之")


def measure_of(figure: Figure) -> str | None:
    """Return the class of equal units that a figure counts in; None where it states no unit."""
    if figure.kind is Kind.FRACTION or _is_permille(figure):
        return "percent"
    unit = figure.unit
    if unit is None:
        return "multiple" if figure.kind is Kind.MULTIPLE else None
    if unit.endswith("/次"):
        unit = unit.replace("/", "")
    known = unit_class(unit)
    if known is None and "/" in unit:
        unit = unit.split("/", maxsplit=1)[0]
        known = unit_class(unit)
    if known == "tenth" and figure.kind is Kind.PERCENT:
        return "percent"
    return known or unit


# Classifiers that count any thing; the noun says what.
_ANY: Final = frozenset({"个", "家", "所", "处", "支", "项", "座", "间", "只"})
_LOOSE: Final = tuple(
    frozenset(group.split())
    for group in (
        "event time 回",
        "household 家 家庭",
        "份 张 volume",
        "篇 条",
        "项 件 件事",
        "队 支 支队 支队伍",
        "件 起",
        "条 个 项",
        "session 班",
        "批 批次",
        "企业 家",
        "单位 家",
        "村 村组",
        "节 节课 堂 课 课时",
        "块 面",
        "辆 台 车",
        "套 件",
        "例 起 件",
        "票 张",
        "校 所",
        "趟 time event",
        "year 周年",
        "个点 个",
        "岗位 岗",
        "门 项 种",
        "口 口人 person",
        "堂 event",
    )
)
# 16支队 and 16支队伍 hold the noun in the unit.
_TEAMS: Final = frozenset(["支", "支队", "支队伍", "队"])
# What 个 cannot stand for: measures, money, shares, visits.
_NOT_COUNTED: Final = frozenset(
    [
        "money",
        "percent",
        "permille",
        "point",
        "multiple",
        "person-time",
        "household-time",
        "case-time",
        "year-of-age",
        "亩",
        "公顷",
        "平方米",
        "平方公里",
        "立方米",
        "吨",
        "公斤",
        "斤",
        "克",
        "公里",
        "米",
        "day",
        "week",
        "month",
        "year",
        "hour",
        "minute",
        "分",
        "秒",
    ]
)


def is_limit(tail: str) -> bool:
    """Say whether what is told as passed or missed is a target: 超过6300人的任务数."""
    return _LIMIT.match(tail) is not None


@lru_cache(maxsize=_CACHED)
def alike_units(first: str | None, second: str | None) -> bool:
    """Say whether two units are used for each other of one kind of thing: 件 and 起, 场 and 次."""
    return any(first in group and second in group for group in _LOOSE)


def _one_word(first: str, second: str) -> bool:
    """Say whether one unit is the other with its noun: 12节 and 12节课, but not 批 and 批次."""
    long, short = (first, second) if len(first) > len(second) else (second, first)
    named = long.startswith(short) and len(long) > len(short)
    return named and not long.isascii() and long[-1] not in "次时月年天"


@lru_cache(maxsize=_CACHED)
def compare_units(first: str | None, second: str | None) -> Units:
    """Compare two classes of units as :func:`measure_of` gives them."""
    if first == second:
        return Units.SAME
    if first in _TEAMS and second in _TEAMS:
        return Units.SAME
    if {first, second} == {"分", "minute"}:
        return Units.LOOSE  # 每次15分 of a broadcast
    if {first, second} == {"块", "money"}:
        return Units.UNSTATED  # 补 10 块 is 10元 wherever no word says so
    if first is None or second is None:
        shares = {"percent", "multiple"} & {first, second}
        return Units.OTHER if shares else Units.UNSTATED
    if _one_word(first, second):
        return Units.SAME
    if first == "个" and second not in _NOT_COUNTED:
        return Units.LOOSE
    if second == "个" and first not in _NOT_COUNTED:
        return Units.LOOSE
    if first in _ANY and second in _ANY:
        return Units.LOOSE
    if alike_units(first, second):
        return Units.LOOSE
    return Units.OTHER


def step_of(figure: Figure) -> Decimal:
    """Return the place of a figure's last digit, which bounds what a hedge may have rounded."""
    if figure.step is not None:
        return figure.step
    return _FRACTION_STEP if figure.kind is Kind.FRACTION else _ONE


def bearing_of(
    fact: Figure, draft: Figure, known: Span | None = None, said: Span | None = None
) -> Bearing:
    """Say how the fact's number bears the draft's; their units are not looked at.

    Args:
        fact: What the notes say.
        draft: What the draft says.
        known: The fact's number, where the caller has it at hand.
        said: The draft's, likewise.
    """
    known, said = known or span_of(fact), said or span_of(draft)
    if known is None or said is None:
        return _bearing_without_number(fact, draft)
    if known == said:
        return _same_number(fact.qualifier, draft, fact.text)
    if not (known.single and said.single) or not _UNROUNDED.isdisjoint((fact.kind, draft.kind)):
        return Bearing.NO
    return _other_number(fact, draft, known.low, said.low)


def _bearing_without_number(fact: Figure, draft: Figure) -> Bearing:
    if fact.value is None and draft.value is None:
        return Bearing.SAME if _magnitude(fact.text) == _magnitude(draft.text) else Bearing.NO
    return Bearing.NO


def _magnitude(text: str) -> str:
    """Return 十, 百, 千 … of 几十户, 数百人."""
    return "".join(char for char in text if char in "十百千万亿")


def _same_number(known: Qualifier, draft: Figure, fact_text: str) -> Bearing:
    said = draft.qualifier
    if known is said or (known in _UP and said in _UP):
        return Bearing.SAME
    if known is Qualifier.ABOUT and said in _UP and ("几" in fact_text or "来" in fact_text):
        return Bearing.SAME  # 两百三十几号人 are 230余人
    if known is Qualifier.EXACT:
        if said is Qualifier.ABOUT:
            return Bearing.WIDER
        if said is Qualifier.AT_LEAST and draft.text.startswith(_OPEN_AT_LEAST):
            return Bearing.WIDER
        if said is Qualifier.AT_MOST and draft.text.startswith(_OPEN_AT_MOST):
            return Bearing.WIDER
        if said is Qualifier.AT_MOST and draft.kind is Kind.PERIOD and draft.text.endswith(_WITHIN):
            return Bearing.WIDER
    if said is Qualifier.EXACT and fact_text.startswith(_SUPERLATIVES):
        return Bearing.WIDER  # 最少10块最多500: the extremes are exact
    if known is Qualifier.UNDER and said is Qualifier.AT_MOST:
        return Bearing.WIDER
    return Bearing.HEDGE


def _other_number(fact: Figure, draft: Figure, known: Decimal, said: Decimal) -> Bearing:
    step, own = step_of(draft), step_of(fact)
    gap = known - said
    if abs(gap) >= max(step, own if fact.qualifier is not Qualifier.EXACT else step):
        return Bearing.NO
    hedge = draft.qualifier
    match fact.qualifier:
        case Qualifier.EXACT:
            true = (
                (hedge in _UP and 0 < gap < step)
                or (hedge is Qualifier.UNDER and 0 < -gap < step / 2)
                or (hedge is Qualifier.ABOUT and abs(gap) <= step / 2)
            )
            if not true and hedge is Qualifier.EXACT and step <= own:
                return Bearing.NO
        case Qualifier.OVER | Qualifier.AT_LEAST:
            true = hedge in _UP and gap > 0 and gap + own <= step
        case Qualifier.UNDER:
            true = hedge is Qualifier.UNDER and 0 < -gap < step / 2
        case Qualifier.ABOUT:
            # 约9600公里 is 近万公里 and 九千余公里, as far as it was rounded itself.
            true = (
                (hedge is Qualifier.ABOUT and abs(gap) <= step / 2)
                or (hedge is Qualifier.UNDER and own / 2 <= -gap < step / 2)
                or (hedge in _UP and own / 2 <= gap < step - own / 2)
            )
        case _:
            true = False
    return Bearing.WIDER if true else Bearing.HEDGE
