"""Totals: the parts of one line, one label or one column, never just any facts that add up."""

import itertools
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from drafter.facts import Scope
from drafter.figures import Qualifier
from drafter.verifying.columns import columns_of, runs_of
from drafter.verifying.evidence import Evidence
from drafter.verifying.operands import (
    SUBSET_POOL,
    Derivation,
    Reckoner,
    months_of,
    shown_as,
    wholes,
    year_of,
)
from drafter.verifying.products import TOTAL, rate_of
from drafter.verifying.scopes import said_of, side_by_side
from drafter.verifying.spells import total_of_spells, total_of_years
from drafter.verifying.words import Token, is_generic

__all__ = ["total"]

# 文明岗11个，其中市级1个、县级3个: a total is claimed by the list of its parts.
_LISTED: Final = re.compile(
    "[^，。；：（(]{0,8}[，：:（(]?(?:其中|包括|含)|[^，。；：（(]{0,8}[（(][^）)]*[、，]"
)
_WHOLE: Final = re.compile(
    "全年|一年来|今年以来|年内|各类|全镇|全县|全乡|全市|全区|全街道|上半年|下半年"
)
# Several years are meant, so numbers of several years add up.
_YEARS: Final = re.compile("[近这连前]?[续来]?[两二三四五][个]?年|历年|以来|几年")
# So much of the draft's label must stand at a fact for the fact to carry it.
_MOST: Final = 0.6
# Of the parts of a total that nothing claims, none may fit the draft's words so well, or so much
# better than another.
_MEANT: Final = 0.5
_WELL_MEANT: Final = 0.8
_EVEN: Final = 0.12
_SEVERAL: Final = re.compile(r"\d、\d{1,2}月")
# No fact of one number may fit the words better than this where a total claims nothing.
_UNMEANT: Final = 0.4
_MANY_PARTS: Final = 3
_PAIR: Final = 2
_NO_PART: Final = re.compile("新[聘增建]|退|余|剩|其中|去年|上年|计划|目标|成$|减|差|欠|缺|应|实")
_DEALT_OUT: Final = re.compile("分别|依次")
_AND_UP: Final = re.compile("[及级]以上|以上学历")
_MOST_RUNS: Final = 32
_DIFFERS: Final = re.compile("(?:增加|减少|净增|增长|多|少|下降|超出|超额)了?$")


def total(r: Reckoner) -> Derivation | None:
    """Return the total that the draft claims of parts that belong together."""
    claimed = bool(TOTAL.search(r.claim))
    whole = claimed or bool(_WHOLE.search(r.mention.prefix))
    if claimed:
        for run in _runs_before(r):
            found = _sum_of(r, wholes(run))
            if found:
                return found
    years = bool(_YEARS.search(r.mention.prefix))
    for items in (*r.near_activities(), r.same_measure()):
        adds = r.adds_to if claimed else r.adds_plainly
        group = _alike_in_scope([item for item in items if adds(item)], years=years)
        for chosen in _totals(r, group, claimed=claimed, whole=whole):
            found = _sum_of(r, wholes(chosen))
            if found:
                return found
    return (
        _total_of_period(r)
        or total_of_spells(r)
        or total_of_years(r)
        or _total_of_column(r, claimed=claimed, whole=whole)
        or _total_of_list(r, claimed=claimed)
    )


def _total_of_list(r: Reckoner, *, claimed: bool) -> Derivation | None:
    """Return the total of a whole list of the notes, which needs no word: 春3期 夏6期 秋6期 冬1期.

    A list is what a line says in one unit, each part with a short label of its own; so many parts
    add up to the figure hardly by chance. Where 共 is claimed, neighbours of a list will do.
    """
    if not claimed and r.figure.qualifier is not Qualifier.EXACT:
        return None
    for items in r.near_activities():
        group = [
            item
            for item in _alike_in_scope([item for item in items if r.fits(item)])
            if item.fact.figure.per is None and not rate_of(item)
        ]
        parts = [item for item in group if item.fact.part_of is not None]
        for run in (group, parts, *_pieces(group)):
            pair = len(run) == 2 and side_by_side(*run)
            if (
                not (len(run) >= _MANY_PARTS or pair)
                or not _is_list(run)
                or _one_part_named(r, run)
            ):
                continue
            found = _sum_of(r, run)
            if found:
                return found
        if claimed:
            named = {group[place].number for place in _named_places(_around(r), group)}
            for run in itertools.islice(runs_of(group), _MOST_RUNS):
                if not named <= {item.number for item in run}:
                    continue
                found = _sum_of(r, run)
                if found:
                    return found
    return None


def _around(r: Reckoner) -> frozenset[Token]:
    return r.mention.near | r.mention.clause | r.mention.before


def _is_list(run: Sequence[Evidence]) -> bool:
    """Say whether numbers are parts side by side: 新聘11、退3 beside 36 are none."""
    first, *rest = [item.span.low for item in run if item.span]
    if first == sum(rest):
        return False  # a whole with its parts
    return not any(_NO_PART.search(item.mention.lead[-5:]) for item in run)


def _pieces(group: Sequence[Evidence]) -> Iterator[list[Evidence]]:
    """Yield what stands in one activity, and the group without its first: a whole and its parts."""
    for activity in dict.fromkeys(item.activity for item in group):
        yield [item for item in group if item.activity == activity]
    yield list(group[1:])


def _total_of_column(r: Reckoner, *, claimed: bool, whole: bool) -> Derivation | None:
    """Return the total of a column of the notes, or of neighbours in it where 共 is claimed.

    The draft must say the column's own words (拿证), or that it adds up; a number that the line's
    head alone labels adds up under any word, so there nothing else may be meant.
    """
    for own, items in columns_of(r.index):
        years = bool(_YEARS.search(r.mention.prefix))
        group = _alike_in_scope([item for item in items if r.adds_to(item)], years=years)
        if len(group) < 2:
            continue
        named = bool(own & r.mention.near)
        if not (named or claimed or (whole and not own)):
            continue
        runs = runs_of(group) if claimed else iter([group])
        for run in itertools.islice(runs, _MOST_RUNS):
            found = _sum_of(r, run)
            if found:
                return found
    return None


def _total_of_period(r: Reckoner) -> Derivation | None:
    """Return the total of the quarters or months that the draft's half year covers."""
    said = months_of(r.mention.prefix)
    if said is None:
        return None
    for items in r.near_activities():
        within = []
        for item in _alike_in_scope([item for item in items if r.fits(item)]):
            known = months_of(item.mention.prefix)
            if known is not None and known != said and said[0] <= known[0] and known[1] <= said[1]:
                within.append(item)
        found = _sum_of(r, within)
        if found:
            return found
    return None


def _totals(
    r: Reckoner, group: Sequence[Evidence], *, claimed: bool, whole: bool
) -> Iterator[Sequence[Evidence]]:
    """Yield the sets of facts that the draft may mean; never just any that add up."""
    if _LISTED.match(r.mention.suffix):
        yield [item for item in group if item in r.after]
    yield _listed_under(r, group)
    if claimed or (r.meant < _UNMEANT and not _one_part_named(r, group)):
        # 2023级45人、2024级48人、2025级50人，老师2位: what is written in one unit stands apart.
        for unit in dict.fromkeys(item.fact.figure.unit for item in group):
            run = [item for item in group if item.fact.figure.unit == unit]
            if len({item.span for item in run}) > 1:
                yield run if claimed else _one_verb(run)
    if claimed:
        units = {item.fact.figure.unit for item in group} - {None}
        yield group if len(group) < _MANY_PARTS or len(units) < _PAIR else []
        yield _labelled_alike(r.telling, group)
        yield _named(r, group)
    else:
        yield _one_verb(group) if _free_to_sum(r, group) or _nothing_else(r, group) else []
        yield _all_named(r, group)
        yield _set_apart(r, group)
    if claimed or not _DEALT_OUT.search(r.mention.sentence):
        yield _named_apart(r, group)
    fully = _labelled_fully(r.telling, group)
    if claimed or whole or _one_label(r.telling, fully):
        yield fully if claimed else _one_verb(fully)
    if claimed or whole:
        mostly = _labelled_fully(r.telling, group, _MOST)
        yield mostly if claimed else _one_verb(mostly)
    if whole:
        around = _labelled_around(r.telling, group)
        yield around if claimed else _one_verb(around)


def _one_part_named(r: Reckoner, group: Sequence[Evidence]) -> bool:
    """Say whether the words at the figure are one part's, no total's: 青山村103人."""
    if _DEALT_OUT.search(r.mention.sentence):
        return True
    found = _named_places(r.mention.near, group)
    return len(found) == 1 < len(group) and not _AND_UP.search(r.mention.clause_text)


def _named_places(around: frozenset[Token], group: Sequence[Evidence]) -> list[int]:
    """Return which of some facts have a word of their own, no other's, among the given words."""
    found = []
    for place, item in enumerate(group):
        others = set[Token]().union(
            *(one.mention.near for number, one in enumerate(group) if number != place)
        )
        if {token for token in item.mention.near - others if not is_generic(token)} & around:
            found.append(place)
    return found


def _nothing_else(r: Reckoner, group: Sequence[Evidence]) -> bool:
    """Say whether the parts are the whole of a line, and no fact of one number is meant instead."""
    if len(group) < 2 or r.meant >= _UNMEANT or any(item.fact.part_of for item in group):
        return False
    if _one_part_named(r, group) or len({item.span for item in group}) == 1:
        return False
    line = [item for item in r.index.line_of(group[0]) if r.adds_to(item)]
    return len(line) == len(group) and all(map(r.fits, group))


def _named_apart(r: Reckoner, group: Sequence[Evidence]) -> list[Evidence]:
    """Return the facts whose own words the clause says: 高中及中专, 重病及失独, 大专及以上."""
    if len(group) < 2:
        return []
    found = _named_places(r.mention.near | r.mention.clause_words, group)
    if len(found) == 1 and _AND_UP.search(r.mention.clause_text):
        return list(group[found[0] :])
    return [group[place] for place in found] if len(found) > 1 else []


def _all_named(r: Reckoner, group: Sequence[Evidence]) -> list[Evidence]:
    """Return a line's facts if the draft's clause names each: 被省、市两级采用27条."""
    if len(group) < 2:
        return []
    verbs = set("".join(item.fact.verb for item in group))
    around = {
        token
        for token in r.mention.near | (r.mention.clause - r.mention.others)
        if isinstance(token, str) and not set(token) & verbs
    }
    for place, item in enumerate(group):
        others = set[Token]().union(
            *(one.mention.near for number, one in enumerate(group) if number != place)
        )
        if not (item.mention.near - others) & around:
            return []
    return list(group)


def _set_apart(r: Reckoner, group: Sequence[Evidence]) -> list[Evidence]:
    """Return facts that one exclusive set parts and the draft does not: 小学、初中、高中."""
    said = said_of(r.mention)
    by_set: dict[int, dict[str, Evidence]] = {}
    for item in group:
        for number, (word, close) in said_of(item.mention).items():
            if close and (number not in said or _SEVERAL.search(r.mention.clause_text)):
                by_set.setdefault(number, {}).setdefault(word, item)
    best = max(by_set.values(), key=len, default={})
    return _one_verb(list(best.values())) if len(best) > 1 else []


def _free_to_sum(r: Reckoner, group: Sequence[Evidence]) -> bool:
    """Say whether a total may stand without 共: nothing suggests that one part was meant.

    The parts are all the line has in this unit, and none of them alone is what the draft's
    words name.
    """
    if len(group) < 2 or any(item.fact.part_of for item in group):
        return False
    line = [item for item in r.index.line_of(group[0]) if r.fits(item)]
    if len(line) != len(group):
        return False
    total = sum((item.span.low for item in group if item.span), Decimal(0))
    if any(item.span and 2 * item.span.low == total for item in group) and len(group) > 2:
        return False  # 48节：普通话16节、手机12节、茶艺20节: a whole with its parts
    verbs = set("".join(item.fact.verb for item in group))
    for token in r.telling:
        if isinstance(token, str) and not set(token) & verbs:
            held = [token in item.mention.near for item in group]
            if any(held) and not all(held):
                return False
    scores = [r.index.score(r.mention, item.mention) for item in group]
    spread = max(scores) - min(scores)
    return (max(scores) < _MEANT and spread < 2 * _EVEN) or (
        max(scores) < _WELL_MEANT and spread < _EVEN
    )


def _listed_under(r: Reckoner, group: Sequence[Evidence]) -> list[Evidence]:
    """Return what the notes list under the draft's label: 岗位：保洁33个、护林12个."""
    least = max(1, len(r.telling) // 2)
    listed = [item for item in group if len(r.telling & item.mention.before) >= least]
    if not listed or _one_part_named(r, listed):
        return []
    return listed if len({item.activity for item in listed}) == 1 else []


def _named(r: Reckoner, group: Sequence[Evidence]) -> list[Evidence]:
    """Return the facts that a word of the draft's clause picks out: 三八、六一共慰问42人."""
    if len(group) < 3:
        return []
    own = [item.mention.near | item.mention.clause | item.mention.before for item in group]
    common = own[0].intersection(*own[1:])
    around = r.mention.near | r.mention.clause
    picked = {token for token in around - common if not is_generic(token)}
    return [item for item, tokens in zip(group, own, strict=True) if picked & tokens]


def _runs_before(r: Reckoner) -> Iterator[Sequence[Evidence]]:
    """Yield what was just stated: 讲座6场、宣讲9场，共15场."""
    run: list[Evidence] = []
    for item in reversed(r.before[-SUBSET_POOL:]):
        if not r.fits(item):
            continue
        run.insert(0, item)
        if len(run) > 1:
            yield list(run)


def _sum_of(r: Reckoner, group: Sequence[Evidence]) -> Derivation | None:
    if len(group) < 2 or len({item.fact.id for item in group}) < len(group):
        return None
    if len(group) == 2 and group[0].span == group[1].span and not TOTAL.search(r.claim):
        return None  # 投诉11件，化解11件 are no 22件
    if not r.may_add(group):
        return None
    value = sum((item.span.low for item in group if item.span), Decimal(0))
    if not r.yields(value, rounded=False, operands=group):
        return None
    return shown_as(group, "+", value)


def _labelled_alike(telling: set[Token], group: Sequence[Evidence]) -> list[Evidence]:
    return [item for item in group if telling & (item.mention.near | item.mention.clause)]


def _labelled_fully(
    telling: set[Token], group: Sequence[Evidence], share: float = 1.0
) -> list[Evidence]:
    least = share * len(telling)
    return [item for item in group if telling and len(telling & item.mention.near) >= least]


def _labelled_around(telling: set[Token], group: Sequence[Evidence]) -> list[Evidence]:
    """Keep the operands that stand under the label: 家庭教育讲座 before 上半年6场, 下半年9场."""
    return [item for item in group if telling and telling <= item.mention.weights.keys()]


def _one_label(telling: set[Token], group: Sequence[Evidence]) -> bool:
    """Say whether the operands are the same thing in parts: 专职副主席 and 兼职副主席."""
    return len(group) > 1 and len(_labelled_fully(telling, group)) == len(group)


def _alike_in_scope(group: Sequence[Evidence], *, years: bool = False) -> list[Evidence]:
    """Keep what may be added up: this year's results, each a number of its own."""
    kept = [
        item
        for item in group
        if item.span
        and item.span.single
        and item.span.low > 0
        and (years or item.fact.scope is Scope.OWN)
        and not _DIFFERS.search(item.mention.lead)
    ]
    if not kept:
        return []
    first = kept[0]
    return [
        item
        for item in kept
        if item.role is first.role and (years or year_of(item) == year_of(first))
    ]


def _one_verb(group: Sequence[Evidence]) -> list[Evidence]:
    """Keep a group only if all say the same was done: 受理11件 and 化解11件 add up to nothing."""
    return list(group) if len({item.fact.verb for item in group} - {""}) <= 1 else []
