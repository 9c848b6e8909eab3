"""Differences between facts: 比去年多23户, 其余7件."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import combinations, permutations
from typing import Final

from drafter.facts import Scope
from drafter.figures import Qualifier
from drafter.verifying.clocks import stretches_of
from drafter.verifying.dates import places_of
from drafter.verifying.evidence import Evidence
from drafter.verifying.odds import sum_item
from drafter.verifying.operands import (
    Derivation,
    Reckoner,
    is_change,
    months_of,
    plain_number,
    shown_as,
    year_of,
)
from drafter.verifying.products import TOTAL
from drafter.verifying.scopes import of_last_year, said_of

__all__ = ["difference", "earlier", "lasting", "points"]

_DIFFERENCE: Final = re.compile(
    "(?:增加|减少|净增|增长|新增|年轻|多|少|高出?|低|超出|超额|提高|下降|降低|上升|回落|提升|相差|差额?|净减|淘汰|落选|扩大|缩小|结余|剩余?|余下|其余|其他|其它"
    "|另外|另有|还有|尚有|仅有?|只有?|未[\u4e00-\u9fff]{1,4})(?:完成|培训|接待|创建?|建成?|办|开展)?了?(?:的|约|近)?$"
    "|(?:其余|其他|其它|余下)[\u4e00-\u9fff]{1,6}$"
    "|超(?:出|过|额)?[^，。；]{0,10}$|[多少]于[\u4e00-\u9fff]{1,6}$"
    "|(?:比|较)[^，。；]{1,12}(?:多|少|增加|减少)了?[\u4e00-\u9fff]{0,3}$"
)
_LEFT: Final = re.compile("[\u4e00-\u9fff]{0,3}?(?:在办|未|待|没有|尚|正在|增量|差距|缺口)")
_HEDGED: Final = re.compile("[余多几]|以上|逾")
_UNTOLD: Final = 0.4
# A change belongs to the number whose line and words it shares.
_KIN: Final = 0.1
_THEN: Final = re.compile("去年|上年|年初|原来|原有|上届|前年|往年|以前|从|由|原")
_NOW: Final = re.compile("今年|目前|现在|现有|达到?|增至|增加到|发展到")
_NEW: Final = re.compile("新(?:[建增设办成添]|组建|成立|发展|打造)[立了]?[\u4e00-\u9fff“”]{0,8}$")
_IN_ALL: Final = re.compile(
    "(?:共有?|现有|总数达?到?|达到?|累计|目前|现在|一共)[\u4e00-\u9fff]{0,4}$"
)
_ROSE: Final = re.compile("增|多|提高|提升|升|涨|高出")
_THAN_LAST: Final = re.compile("(?:比|较)(?:去年|上年|上一年|上一?届)")
_COMPARES: Final = re.compile("比|较|由|从|同比")
# A year in brackets is what this year is held against.
_YEAR_ASIDE: Final = re.compile(r"[（(](?:19|20)\d\d年?[^）)]*$")
_AIM: Final = re.compile("目标|任务|计划|指标")
_OF_THESE: Final = re.compile("其中|包括|分别")
_SUMMED: Final = 2
_FELL: Final = re.compile("减|少|降|回落|年轻")
_MONTH: Final = 30.4


def difference(r: Reckoner) -> Derivation | None:
    """Return a difference of two facts of one unit that the draft claims or states beside it."""
    plain = "超" not in r.figure.text and not _HEDGED.search(r.figure.text)
    if "超" in r.claim and plain:
        # 超出目标120人 is the difference itself, no more than 120人.
        r.figure = replace(r.figure, qualifier=Qualifier.EXACT)
    if r.figure.text.startswith("超") and _AIM.search(r.mention.prefix):
        r.figure = replace(r.figure, qualifier=Qualifier.EXACT)
        claimed = _AIM.search(r.mention.prefix)
    else:
        claimed = None
    claimed = (
        claimed
        or _DIFFERENCE.search(r.mention.lead)
        or _LEFT.match(r.mention.tail)
        or _DIFFERENCE.search(r.head)
        or _parts_of_difference(r)
    )
    if claimed and claimed[0].startswith("新增") and not _COMPARES.search(r.mention.clause_text):
        claimed = None
    if claimed:
        groups = [
            [item for item in [*items, *sums] if r.fits_loosely(item)]
            for items, sums in zip(r.near_activities(), r.sums(), strict=True)
        ]
        then = _THAN_LAST.search(r.mention.lead) and any(
            of_last_year(item) for group in groups for item in group
        )
        aimed = bool(re.search("超|差|比|较|目标|计划", r.mention.prefix))
        found = r.pairs(
            (*groups, r.same_measure(), *_years_apart(groups), *_left_of_told(r)),
            lambda a, b: a - b,
            "-",
            rounded=False,
            may=lambda a, b: (
                _goes_right(r, a, b)
                and r.keeps_to_anchor(a, b)
                and (not then or of_last_year(a) is not of_last_year(b))
                and (
                    aimed
                    or (a.role is b.role and a.fact.scope is b.fact.scope)
                    or of_last_year(a) is not of_last_year(b)
                )
            ),
        )
        if found:
            return found
    opposite = _other_of_two(r)
    if opposite:
        return opposite
    # 388人，镇级28人，村级360人: both operands stand beside it, and the rest needs no word.
    if r.meant >= _UNTOLD:
        return None
    stated = [item for item in r.before if r.fits(item)]
    stated += [item for item in r.after if r.fits(item) and TOTAL.search(item.mention.lead)]
    pairs = [
        pair
        for pair in combinations(stated, 2)
        if pair[0].activity == pair[1].activity or pair[0].activity < 0
    ]
    return r.pairs(pairs, lambda a, b: a - b, "-", rounded=False)


def _parts_of_difference(r: Reckoner) -> re.Match[str] | None:
    """Return 其中 where what is left was told before: 未达标14项，其中妇女规划6项、儿童规划8项."""
    if any("-" in item.shown for item in r.before):
        return _OF_THESE.search(r.mention.prefix)
    return None


def _left_of_told(r: Reckoner) -> list[list[Evidence]]:
    """Return what the sentence has told, its sum and its last: 110、106人，209人合格，7人不合格."""
    told = [item for item in r.before if item.number >= 0 and item.span and r.fits(item)]
    if len(told) <= _SUMMED:
        return []
    ahead, behind = sum_item(told[:-1]), sum_item(told[1:])
    return [[one, two] for one, two in ((ahead, told[-1]), (told[0], behind)) if one and two]


def _other_of_two(r: Reckoner) -> Derivation | None:
    """Return a whole less its part, told as the part's opposite: 192名 of 263名，其中省外71名."""
    said = said_of(r.mention)
    for items in r.near_activities() if said else ():
        by_id = {item.fact.id: item for item in items}
        for part in items:
            whole = by_id.get(part.fact.part_of or "")
            if whole is None or whole.span is None or part.span is None or not r.fits(whole):
                continue
            known = said_of(part.mention)
            apart = any(close and n in known and known[n][0] != w for n, (w, close) in said.items())
            if apart and r.yields(whole.span.low - part.span.low, rounded=False):
                return shown_as((whole, part), "-", whole.span.low - part.span.low)
    return None


def _goes_right(r: Reckoner, more: Evidence, less: Evidence) -> bool:
    """Say whether a rise is told of what rose: 来访 2310, 去年 2480 is no 增加170."""
    before, after = _older(r, more, less), _older(r, less, more)
    if before is after:
        return True
    fell = bool(_FELL.search(r.claim[: len(r.mention.lead)][-8:]))
    rose = bool(_ROSE.search(r.mention.lead[-8:]))
    return not (before and rose and not fell) and not (after and fell and not rose)


def _older(r: Reckoner, one: Evidence, two: Evidence) -> bool:
    """Say whether a number is of an earlier year than another: 2.1‰（2023年 2.6‰）."""
    if of_last_year(one) is not of_last_year(two):
        return of_last_year(one)
    first, second = year_of(one), year_of(two)
    months = months_of(one.mention.prefix), months_of(two.mention.prefix)
    if first == second and months[0] and months[1] and months[0][1] != months[1][1]:
        return months[0][1] < months[1][1]
    aside = _YEAR_ASIDE.search(one.mention.prefix) is not None
    past = first > 0 and (aside or str(first) not in r.index.years)
    return past and (second > first or second == 0)


def _years_apart(groups: Sequence[Sequence[Evidence]]) -> list[list[Evidence]]:
    """Return this year's and last year's numbers of one label that stand in two lines.

    牛 640 羊 3200 and 去年 牛 520 羊 2750; or the two lines' totals.
    """
    this = [item for group in groups for item in group if not of_last_year(item)]
    last = [item for group in groups for item in group if of_last_year(item)]
    return [
        [one, two]
        for one in this
        for two in last
        if one.activity != two.activity
        and (one.mention.near & two.mention.near or (one.shown and two.shown))
    ]


def earlier(r: Reckoner) -> Derivation | None:
    """Return last year's number from this year's and the change: 580人 and 比去年多96人 are 484人.

    Or this year's from last year's, where the draft speaks of now; or what was before the new.
    """
    then, now = _THEN.search(r.claim), _NOW.search(r.claim)
    if not (then or now):
        return None
    return _before_change(r, then=bool(then)) or (_before_new(r) if then else None)


def _before_new(r: Reckoner) -> Derivation | None:
    """Return what there was before the new were added: 新建2间，现在共5间 were 3间."""
    for items in r.near_activities():
        counts = [item for item in items if r.fits(item) and item.span and item.span.single]
        for new, whole in permutations(counts, 2):
            if not (_NEW.search(new.mention.lead) and _IN_ALL.search(whole.mention.lead)):
                continue
            if new.span is None or whole.span is None or of_last_year(new) or of_last_year(whole):
                continue
            value = whole.span.low - new.span.low
            if value > 0 and r.yields(value, rounded=False):
                return shown_as((whole, new), "-", value)
    return None


def _are_kin(r: Reckoner, item: Evidence, change: Evidence) -> bool:
    """Say whether a change is one of a number: it follows at once, or their words agree."""
    at_once = item.activity == change.activity and change.number == item.number + 1
    return at_once or r.index.score(item.mention, change.mention) >= _KIN


def _before_change(r: Reckoner, *, then: bool) -> Derivation | None:
    for items in r.near_activities():
        counts = [item for item in items if r.fits(item) and item.span and item.span.single]
        for change in counts:
            if not is_change(change) or change.span is None:
                continue
            fell = bool(_FELL.search(change.mention.lead[-16:]))
            for item in counts:
                if item is change or is_change(item) or item.span is None:
                    continue
                last = item.fact.scope is Scope.LAST_YEAR
                if last is then or not _are_kin(r, item, change):
                    continue
                sign = "+" if fell is then else "-"
                value = item.span.low + (change.span.low if sign == "+" else -change.span.low)
                if r.yields(value, rounded=False):
                    # What it was is no total of what it is and the change.
                    return replace(shown_as((item, change), sign, value), tells=False)
    return None


def lasting(r: Reckoner) -> Derivation | None:
    """Return how many days or months a stretch has: 3月5日-7日 are 3天, 1-10月 前十个月."""
    for item in r.index.calendar:
        ends = places_of(item.fact.figure)
        if r.measure == "month":
            first_month, last_month = ends[0].months[0], ends[-1].months[1]
            stretch = len(ends) == 2 and not (ends[0].day or ends[1].day)
            months = last_month - first_month + 1
            if stretch and months > 1 and r.yields(Decimal(months), rounded=False):
                return Derivation((item,), f"{item.fact.figure.text}={months}个月")
    for item, start, end in stretches_of(r.index):
        if not (start.day and end.day and start.month):
            continue
        year = int(start.year or end.year or "2025")
        first = date(year, start.month, start.day)
        days = (date(year, end.month or start.month, end.day) - first).days + 1
        if days <= 0:
            continue
        if r.measure == "day" and r.yields(Decimal(days), rounded=False):
            return Derivation((item,), f"{item.fact.figure.text}={days}天")
        if r.measure == "month" and _half_months(days) == r.figure.value:
            return Derivation((item,), f"{item.fact.figure.text}={days}天")
    return None


def _half_months(days: int) -> Decimal:
    """Return how many months, to the half, so many days are; 0 where that is not plain."""
    halves = round(days * 2 / _MONTH)
    return (
        Decimal(halves) / 2 if halves > 1 and abs(days - halves * _MONTH / 2) <= 2 else Decimal(0)
    )


def _bare_share(r: Reckoner, item: Evidence) -> bool:
    """Say whether a number without a unit may be a share, as the draft tells it: 3月62% 6月78."""
    if item.measure is not None or item.span is None:
        return False
    return re.search(rf"(?<![\d.]){plain_number(item.span.low)}[%％]", r.mention.prefix) is not None


def points(r: Reckoner) -> Derivation | None:
    """Return a difference of two shares in points, of the notes or of those just told."""
    rate = "percent" if r.measure == "point" else "permille"
    near = r.near_activities()
    lines = [*near, [*r.before, *r.after], *([*r.before[-1:], *items] for items in near)]
    groups = [
        [item for item in items if item.measure == rate]
        if sum(item.measure == rate for item in items) > 1
        else [item for item in items if item.measure == rate or _bare_share(r, item)]
        for items in lines
    ]
    return r.pairs(
        groups, lambda a, b: a - b, "-", rounded=False, may=lambda a, b: _goes_right(r, a, b)
    )
