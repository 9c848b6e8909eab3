"""Wholes and parts by their claim: what is left, what share it is, what it all comes to."""

import itertools
import re
from collections.abc import Sequence
from typing import Final

from drafter.verifying.claim_operands import (
    Near,
    alike,
    around,
    fits,
    gap_of,
    lately_told,
    named_numbers,
    near_numbers,
    offer_sum,
    sum_of,
    totals_of,
)
from drafter.verifying.evidence import Evidence
from drafter.verifying.gatherings import Gathering, gatherings_of, telling_words
from drafter.verifying.odds import (
    HUNDRED,
    NO_COUNTS,
    ODDS,
    ODDS_CLAIMED,
    Search,
    Told,
    adds,
    key_of,
    single,
)
from drafter.verifying.operands import (
    Derivation,
    Reckoner,
    shown_as,
)
from drafter.verifying.products import TOTAL, rate_of
from drafter.verifying.scopes import of_last_year
from drafter.verifying.words import is_generic, tokens_of

__all__ = ["gathered", "left", "share"]

# What was summed is told in parts behind it.
_PARTS: Final = re.compile("其中|包括|分别|[（(：:]|最[多高大]")
_LEFT: Final = re.compile(
    "其余|其他|其它|余|剩|还[有差]|尚|仍|未|另有?|差|欠|缺|无|非|不(?!少于|低于|等|满)|没"
)
_NOT: Final = re.compile("[未没无非不]有?([\u4e00-\u9fff]{1,4})")
_WORD: Final = 2
_RATE: Final = re.compile("([\u4e00-\u9fff]{1,4})率")
_SHARE_OF: Final = re.compile("占(?:到|了)?([^，。；占]{2,10}?)的?(?:比[例重])?[约近达为]*$")
_ALL: Final = re.compile("[全总]")
_NAMES: Final = 20
_SHARED_UNIT: Final = re.compile(
    "([一二三四五六七八九十])、(?=([一二三四五六七八九十])(级|类|组|期|村|等奖|年级|季度))"
)
_HEAD: Final = 6
_OPPOSITES: Final = [set("男女"), set("上下"), set("内外"), set("有无"), set("城乡"), set("老新")]
_AND_MORE: Final = re.compile("等[各这]?$")


def left(r: Reckoner, told: Told) -> Derivation | None:
    """Return what is left of a whole without its parts: 其余, 另有, 尚未, 不合格, 无效."""
    gap = gap_of(r) + r.mention.tail[:3]
    opposite = _without_opposite(r, told)
    if opposite is not None or not _LEFT.search(gap):
        return opposite
    denied = _NOT.search(gap)
    names = set(denied[1]) - {"的"} if denied else set()
    search = Near(r)
    before = lately_told(told, lambda item: fits(r, item) and not (item.said_per or rate_of(item)))
    for whole in () if names else before[1:3]:
        _offer_left(search, whole, before[:1])
    for count in range(1, len(before)):
        if not names or all(names & around(item) for item in before[:count]):
            _offer_left(search, before[count], before[:count])
    for part in before if names else ():
        if names & around(part):
            for whole in before:
                _offer_left(search, whole, [part])
    found = search.result(ODDS_CLAIMED)
    if found is not None:
        return found
    search = Near(r)
    near = [item for item in near_numbers(r) if fits(r, item) and not rate_of(item)]
    for whole in before[:3] or near:
        for part in near:
            same = whole.activity == part.activity or whole in before
            if same and (not names or names & around(part)):
                _offer_left(search, whole, [part])
    for whole in before[:2]:
        for group in gatherings_of(r.index):
            if not group.lined and all(fits(r, item) for item in group.items):
                _offer_left(search, whole, group.items)
            for lonely in group.items if not group.lined else ():
                rest = [item for item in group.items if item is not lonely]
                if all(fits(r, item) for item in rest):
                    _offer_left(search, whole, rest)
    return search.result(ODDS_CLAIMED)


def _offer_left(search: Search, whole: Evidence, parts: Sequence[Evidence]) -> None:
    keys = {key_of(item) for item in parts}
    if key_of(whole) in keys or len(keys) < len(parts) or whole.span is None:
        return
    value = whole.span.low - sum_of(parts)
    search.offer(value, lambda: shown_as((whole, *parts), "-", value))


def _without_opposite(r: Reckoner, told: Told) -> Derivation | None:
    """Return a whole without what the notes call by the opposite word: 合格 beside 不合格9户."""
    word = re.split("[^\u4e00-\u9fff]", r.mention.lead.rstrip("有的为是"))[-1][-_WORD:]
    search = Near(r)
    for part in near_numbers(r):
        label = re.split("[^\u4e00-\u9fff]", part.mention.lead.rstrip())[-1]
        if len(word) < _WORD or not _opposed(word, label) or not fits(r, part):
            continue
        wholes = lately_told(told, lambda item: fits(r, item))[:2]
        for whole in wholes or [i for i in r.index.line_of(part) if i.span and fits(r, i)]:
            _offer_left(search, whole, [part])
    return search.result(ODDS_CLAIMED)


def _opposed(word: str, label: str) -> bool:
    """Say whether one word denies the other, or differs from it by 男 and 女, 上 and 下."""
    for one, two in ((word, label), (label[-_WORD:], word)):
        if re.search(f"[不未没无非][能可有]?{re.escape(one.lstrip('能可有'))}$", two):
            return True
    pairs = [{one, two} for one, two in zip(word, label[-_WORD:], strict=False) if one != two]
    return len(label) >= _WORD and len(pairs) == 1 and pairs[0] in _OPPOSITES


def share(r: Reckoner, told: Told) -> Derivation | None:
    """Return the share of what was just told, or of what the clause names, in its whole."""
    if "完成" in r.mention.lead:
        return None  # a target is no whole
    lately = lately_told(told)
    search = Near(r, rounded=True)
    for part in lately[:1]:
        wholes = [item for item in lately[1:] if _may_share(part, item)]
        named = _wholes_named(r, wholes)
        for whole in wholes[:2] if named is None else named:
            if _is_rated(r, part):
                _offer_share(search, part, whole)
    found = search.result(ODDS_CLAIMED)
    if found is not None:
        return found
    search = Near(r, rounded=True)
    telling = telling_words(r.mention.near, r.index.weights)
    for row in r.near_activities():
        head = r.index.activities[row[0].activity].text[:_HEAD] if row else ""
        if tokens_of(head) & telling:
            for part, whole in itertools.permutations(single(row)[:4], 2):
                if part.measure not in NO_COUNTS and _may_share(part, whole):
                    _offer_share(search, part, whole)
    for part in [*named_numbers(r), *lately[:1]]:
        wholes = [item for item in lately if _may_share(part, item)]
        for total in totals_of(r, lambda item, p=part: alike(item, p)):  # type: ignore[misc]
            if part.fact.id in total.told:
                wholes.append(total)
        named = _wholes_named(r, wholes)
        for whole in wholes if named is None else named:
            if _is_rated(r, part):
                _offer_share(search, part, whole)
    return search.result(ODDS)


def _is_rated(r: Reckoner, part: Evidence) -> bool:
    """Say whether a rate is of such a part: 回收率 is of what was 回收, not of the 有效问卷."""
    stem = _RATE.search(gap_of(r))
    return stem is None or bool(set(stem[1]) & around(part))


def _wholes_named(r: Reckoner, wholes: Sequence[Evidence]) -> list[Evidence] | None:
    """Return of what a share is said to be, 占全村总户数的; None where that is not said."""
    of = _SHARE_OF.search(r.mention.lead)
    if of is None:
        return None
    if _ALL.search(of[1]):
        return (
            [max(wholes, key=lambda item: item.span.low if item.span else HUNDRED)]
            if wholes
            else []
        )
    words = {token for token in tokens_of(of[1]) if not is_generic(token)}
    holders = {item.fact.id for item in near_numbers(r) if words & item.mention.near}
    if not holders:
        return None
    return [item for item in wholes if holders & {item.fact.id, *item.told}]


def _may_share(part: Evidence, whole: Evidence) -> bool:
    """Say whether one number may be a part of another."""
    if part.span is None or whole.span is None or part.span.low >= whole.span.low:
        return False
    return (
        key_of(part) != key_of(whole)
        and alike(part, whole)
        and of_last_year(part) is of_last_year(whole)
    )


def _offer_share(search: Search, part: Evidence, whole: Evidence) -> None:
    if part.span is not None and whole.span is not None:
        value = part.span.low / whole.span.low * HUNDRED
        search.offer(value, lambda: shown_as((part, whole), "÷", value, search.r.figure))


def gathered(r: Reckoner, told: Told, spoken: frozenset[int]) -> Derivation | None:
    """Return the gathering that a figure is the total of, with or without a word that says so."""
    if r.figure.per is not None:
        return None
    search = Near(r)
    if TOTAL.search(r.claim):
        run: list[Evidence] = []
        for item in lately_told(
            told, lambda item: fits(r, item) and not (item.said_per or rate_of(item))
        ):
            run.insert(0, item)
            if len(run) > 1 and len(
                {i for one in run for i in (one.told or (one.fact.id,))}
            ) == sum(len(one.told or (1,)) for one in run):
                offer_sum(search, tuple(run))
        found = search.result(ODDS_CLAIMED)
        if found is not None:
            return found
        search = Near(r)
    for members in _named_members(r):
        offer_sum(search, members)
    for group in _gatherings_for(r, spoken):
        if not r.may_add(group.items):
            continue
        offer_sum(search, group.items)
    return search.result(ODDS_CLAIMED if TOTAL.search(r.claim) else ODDS)


def _named_members(r: Reckoner) -> list[tuple[Evidence, ...]]:
    """Return the members of gatherings that the clause names, two or more: 一、二级, 东岗、西岗."""
    lead = _SHARED_UNIT.sub(lambda match: match[1] + match[3] + "、", r.mention.lead[-_NAMES:])
    lead = (
        _SHARED_UNIT.sub(lambda match: match[1] + match[3] + "、", lead)
        if lead != r.mention.lead
        else lead
    )
    found = []
    for group in gatherings_of(r.index):
        if group.lined or not all(fits(r, item) for item in group.items):
            continue
        labels = [
            re.split("[^\u4e00-\u9fff]", item.mention.lead.rstrip())[-1][-3:]
            for item in group.items
        ]
        named = [
            i
            for i, label in zip(group.items, labels, strict=True)
            if len(label) > 1 and label in lead
        ]
        if _WORD <= len(named) < len(labels):
            found.append(tuple(named))
    return found


def _gatherings_for(r: Reckoner, spoken: frozenset[int]) -> list[Gathering]:
    """Return the gatherings that count in the figure's unit and that its words may be said of."""
    telling = telling_words(r.mention.near, r.index.weights)
    summed = TOTAL.search(r.claim)
    found = []
    for group in gatherings_of(r.index):
        if not all(fits(r, item) for item in group.items):
            continue
        if not _AND_MORE.search(r.mention.lead) and group.names_one(telling):
            continue
        numbers = {item.number for item in group.items}
        told = numbers & spoken
        if told and told != numbers and not (summed or _PARTS.search(r.mention.suffix)):
            continue
        foreign = {token for token in telling if not group.holds(token)}
        if foreign and any(
            foreign & item.mention.near
            for item in r.index.items
            if item.number not in numbers
            and item.number not in spoken
            and item.span is not None
            and adds(r, item)
        ):
            continue
        found.append(group)
    return found
