"""Numbers that notes themselves doubt: reckoned over in a chat, asked back, or left to be checked.

35+12=47 对的 only checks what was told; 48万？？ asks it back, and what is then looked up takes its
place; 他说16人，单子上17人，再核 leaves open which is right, so neither may be stated. Pure.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from drafter.facts.correcting import Change, Correction, shared_pairs
from drafter.facts.types import Activity, Fact, Use
from drafter.figures import Figure, Kind

__all__ = ["answer_in", "asked_back", "check_in", "doubted", "rivals_in"]

_COUNTED: Final = frozenset({Kind.QUANTITY, Kind.MONEY, Kind.PERCENT})
_NUMBER: Final = r"\d+(?:\.\d+)?"
_SUM: Final = re.compile(
    rf"(?<![\d.，,\u4e00-\u9fff])(?P<terms>{_NUMBER}(?:\s*[+＋*×xX-]\s*{_NUMBER})+)\s*(?:[=＝]|等于|就?是)\s*"
    rf"(?P<sum>{_NUMBER})\s*(?P<scale>[万千百]?)元?"
    r"(?P<verdict>[\s，,]*(?:对的?|没错|正好|没问题|对得上|对上了))?(?=$|[\s，,。；;！!？?吧啊呀])[吧啊呀。！!？?]*"
)
_SCALES: Final = {"": 1, "百": 100, "千": 1000, "万": 10000}
_LAST: Final = 4
_ENOUGH: Final = 2
_ASKS: Final = re.compile(r"[？?]|[吗么]$|不对吧|没搞错|是不是")
# 我看下本子……是48.3万, 查了，应该是52人, 记错了 43
_LOOKED_UP: Final = re.compile(
    r"[看查翻对核算问数][了过]?一?[下遍]|[看查翻核]了|[记说看写算报打]错|本子|账[本上]|台账|名册|应该|其实|哦"
)
_LEADS: Final = re.compile(r"(?:^|是|为|[，,…。：:\s])\s*(?:约|大约|差不多)?$")
_ENDS: Final = re.compile(r"[\s。！!，,~～哈了吧啊呀哦嘛]*")
_CLOSE: Final = Decimal("1.35")
_REMARK: Final = re.compile(
    r"(?:再|待|要|需|还得|得|回头|后面|请)\s*(?:核|对|查|确认|核实|核对)(?:一?[下遍实对])?[。！!）)]*$"
    r"|(?:对不上|不一致|不知道?(?:哪个|以哪)|拿不准|以哪个为准)"
)
_SOURCES: Final = re.compile(r"说|报|写|记|单|表|账|册|签到|名单|系统|照片|收据|发票")


def check_in(text: str, activities: Sequence[Activity]) -> tuple[int, int] | None:
    """Return where a message only reckons over numbers that were told, None where nowhere.

    What a sum tells anew (12*300=3600 without a word of 对的) is no check.
    """
    for match in _SUM.finditer(text):
        terms = [Decimal(each) for each in re.findall(_NUMBER, match["terms"])]
        total = Decimal(match["sum"]) * _SCALES[match["scale"]]
        known = _told(activities) | {Decimal(each) for each in _numbers(text[: match.start()])}
        told = sum(term in known for term in terms)
        sure = match["verdict"] or total in known or _ASKS.search(text)
        if sure and told >= min(_ENOUGH, len(terms)):
            return match.span()
    return None


def _numbers(text: str) -> list[str]:
    return re.findall(_NUMBER, text)


def _told(activities: Sequence[Activity]) -> set[Decimal]:
    return {
        fact.figure.value
        for activity in activities[-_LAST:]
        for fact in activity.facts
        if isinstance(fact.figure.value, Decimal)
    }


def asked_back(text: str, figures: Sequence[Figure], activities: Sequence[Activity]) -> Fact | None:
    """Return the fact told just before whose number a message asks back: 48万？？."""
    if not _ASKS.search(text):
        return None
    values = {figure.value for figure in figures if figure.kind in _COUNTED}
    known = [
        fact
        for activity in activities[-_LAST:]
        for fact in activity.facts
        if fact.figure.kind in _COUNTED and fact.use is Use.STATE and fact.figure.value in values
    ]
    return known[0] if len(known) == 1 else None


def answer_in(text: str, figures: Sequence[Figure], asked: Fact) -> Correction | None:
    """Return the correction that answers a number asked back: 我看下本子……是48.3万."""
    counted = [figure for figure in figures if figure.kind in _COUNTED]
    if len(counted) != 1:
        return None
    (new,) = counted
    before, after = text[: new.start], text[new.end :]
    looked = _LOOKED_UP.search(before) or not before.strip("是 ，,…。")
    if not looked or not _LEADS.search(before) or not _ENDS.fullmatch(after):
        return None
    old = asked.figure
    one, other = new.value, old.value
    if not isinstance(one, Decimal) or not isinstance(other, Decimal) or one == other:
        return None
    same = not new.unit or not old.unit or new.unit == old.unit
    if not same or max(one, other) > min(one, other) * _CLOSE:
        return None
    change = Change(new, old, "")
    return Correction(
        start=0,
        end=len(text),
        changes=(change,),
        marked=True,
        told=new.start,
        own=False,
        answers=True,
    )


def doubted(
    text: str, rivals: Sequence[Figure], activities: Sequence[Activity]
) -> tuple[Fact, ...]:
    """Return the facts told above that a remark leaves open, by their value and its words."""
    values = {figure.value for figure in rivals}
    words = text[: rivals[0].start]
    known = [
        (shared_pairs(words, activity, fact), fact)
        for activity in activities
        for fact in activity.facts
        if fact.figure.value in values and fact.figure.unit == rivals[0].unit
    ]
    best = max((score for score, _ in known), default=0)
    return tuple(fact for score, fact in known if score == best) if best else ()


def rivals_in(text: str, figures: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """Return the two values between which a remark leaves it open: 他说16人，单子上17人，再核."""
    remark = _REMARK.search(text)
    if remark is None:
        return None
    counted = [each for each in figures if each.kind in _COUNTED and each.end <= remark.start()]
    if len(counted) != 2:
        return None
    first, second = counted
    if first.unit != second.unit or first.value == second.value:
        return None
    # 说外出学习是16人，报销单是17人: each has its own source.
    parted = _SOURCES.search(text[: first.start]), _SOURCES.search(text[first.end : second.start])
    return (first, second) if all(parted) else None
