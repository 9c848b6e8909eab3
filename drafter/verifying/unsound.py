"""Sums that come out right and are none: of other units, of a start and its end, in a circle.

A reckoning is looked for by its value, and a sum that comes out is half a proof. What is found is
held here against what the draft says of it and of its operands, whatever rule found it: they may be
of another sense (76人结业 of 36人报名 and 40), only planned, or all of a thing of which the draft
says a narrower circle; or the draft lists its own parts behind it, and they come to another number.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from drafter.figures import Qualifier
from drafter.verifying.beside import is_of_other_row, rates_another
from drafter.verifying.cases import Case
from drafter.verifying.evidence import Evidence, EvidenceIndex
from drafter.verifying.operands import Derivation, is_change, wholes
from drafter.verifying.products import TOTAL, rate_of
from drafter.verifying.remainders import is_taken
from drafter.verifying.scopes import says_change, sums_up_plans
from drafter.verifying.senses import is_start_and_later, narrows_sum, other_sense
from drafter.verifying.values import Units, alike_units, compare_units
from drafter.verifying.words import Token, is_generic, tokens_of

__all__ = ["is_unsound"]

_PARTS: Final = re.compile("[^，。；：（(\\d]{0,6}[，：:（(]?(?:其中|包括|含|分别)")
_ROWS: Final = 3
_NONE: Final[frozenset[Token]] = frozenset()
_REST: Final = re.compile("剩余?|其余|余下|尚有|还有")
_COUNTED_AGAIN: Final = (("person", "person-time"), ("household", "household-time"))

_PARTS_BEHIND: Final = re.compile("[^。；]{0,12}(?:其中|包括|分别)")
_CLAIMED: Final = re.compile("[共总]|合计|累计|全|加起来|合起来|各")
_LISTED: Final = 2
_LABEL: Final = 8
# 198户，其中181户表示满意，满意率: the part and its rate, right behind its whole.
_RATE_BEHIND: Final = re.compile(
    r"\d[\d.]*[\u4e00-\u9fff]([^，。；\d]{2,8})，([\u4e00-\u9fff]{2,4})率(?:达到?|为|是)?$"
)
_EACH: Final = re.compile("每[^，。；\\d]{1,3}$")
_AMONG: Final = re.compile("[，,]?其中")
_ROUND_TOLD: Final = re.compile("[余多几]")
_PAYER: Final = 3
_COMMON: Final = frozenset("的了每人均元共为是计出资发给")
_NAMED: Final = 24
_THINGS: Final = re.compile(
    "([两二三四五])(?:项|者|类)[^，。；\\d]{0,4}(?:合计|共计|总计|一共|共|总)"
)
_TWO_NAMED: Final = re.compile(
    "^([\u4e00-\u9fff]{2,6}?)[与和及、](?!以[上下])([\u4e00-\u9fff]{2,6}?)(?:两项|二者|两者)?(?:合计|共计|总计)"
)


def is_unsound(index: EvidenceIndex, case: Case, found: Derivation) -> bool:
    """Say whether a reckoning cannot be what a figure of the draft means, right as its sum is.

    Args:
        index: The facts.
        case: The figure, with the others of its paragraph.
        found: How it was reckoned.
    """
    if _claims_more(index, case, found):
        return True
    sign = found.shown.rsplit("=", maxsplit=1)[0]
    operands = found.operands
    if "÷" in sign:
        return _is_of_other_whole(case, operands) or rates_another(case, operands)
    if "×" in sign:
        return (
            _multiplies_other(case, operands)
            or _pays_other(index, case, operands)
            or is_of_other_row(index, case, operands)
        )
    if "-" in sign:
        return (
            _is_circle(operands)
            or _forgets_told(case, operands)
            or (says_change(case.mention) and any(is_change(item) for item in operands))
        )
    return "+" in sign and (
        _is_of_other_units(case, operands)
        or is_start_and_later([item.mention for item in operands])
        or _leaves_out_parts(case, operands)
        or _adds_rates(case, operands)
        or _adds_taken(case, operands)
        or _is_of_more_things(index, case, operands)
        or _crosses_rows(index, operands)
        or _of_another_column(index, case, operands)
    )


def _multiplies_other(case: Case, operands: Sequence[Evidence]) -> bool:
    """Say whether another count than the one just told was multiplied: 已到账6人9万元 of 9人."""
    told = None
    for one in case.beside:
        if one is case:
            break
        told = one
    if told is None or told.chosen is None or TOTAL.search(case.mention.lead):
        return False
    if told.mention.clause_text != case.mention.clause_text:
        return False
    counts = [item for item in operands if item.measure == told.chosen.measure]
    return bool(counts) and all(item.fact.id != told.chosen.fact.id for item in counts)


def _is_circle(operands: Sequence[Evidence]) -> bool:
    """Say whether a difference takes back what one side was reckoned from: 18-(23-18)=13."""
    return any(
        one.fact.id in two.told for one in operands for two in operands if one is not two
    ) and all("+" not in item.shown for item in operands)


def _forgets_told(case: Case, operands: Sequence[Evidence]) -> bool:
    """Say whether what is left is reckoned without a part just told: 61件，52件，4件, 剩余9件."""
    if not _REST.search(case.mention.lead) or "其中" in case.mention.prefix:
        return False
    told: list[Evidence] = []
    for one in case.beside:
        if one is case:
            break
        if one.chosen is not None and one.measure == case.measure:
            told.append(one.chosen)
    used = {i for item in operands for i in (item.told or (item.fact.id,))}
    ids = [item.fact.id for item in told]
    if not ids or ids[0] not in used or operands[0].fact.id != ids[0]:
        return False
    parts = sum((item.span.low for item in told[1:] if item.span), Decimal(0))
    # 135个, 认领128个, 实现121个: what comes after another is no part beside it.
    beside = told[0].span is not None and parts <= told[0].span.low
    return beside and any(item.fact.id not in used for item in wholes(told[1:]))


def _is_of_other_whole(case: Case, operands: Sequence[Evidence]) -> bool:
    """Say whether a share is of another whole than the one told: 198户，其中181户满意, of 240."""
    told = [one for one in case.beside[: case.place] if one.span and one.span.single]
    named = _RATE_BEHIND.search(case.mention.prefix)
    if len(told) < _LISTED or len(operands) < _LISTED or named is None:
        return False
    whole, part = told[-2:]
    gap = case.mention.prefix[: named.start()].rpartition(whole.mention.figure.text)[2]
    if not _AMONG.fullmatch(gap) or not tokens_of(named[1]) & tokens_of(named[2]):
        return False
    exact = whole.mention.figure.qualifier is Qualifier.EXACT and not _ROUND_TOLD.search(
        whole.mention.figure.text
    )
    same = whole.measure == part.measure and operands[0].span == part.span
    return exact and same and operands[1].span != whole.span


def _pays_other(index: EvidenceIndex, case: Case, operands: Sequence[Evidence]) -> bool:
    """Say whether of what several pay for one, another's was taken than the draft names: 镇出45."""
    said = set(case.mention.lead[-_LABEL:]) - _COMMON
    for rate in operands:
        per = rate_of(rate)
        if not per:
            continue
        alike = [
            item
            for item in index.line_of(rate)
            if item.measure == rate.measure and item.span != rate.span
        ]
        own = len(said & set(rate.mention.lead[-_PAYER:]))
        if any(len(said & set(item.mention.lead[-_PAYER:])) > own for item in alike):
            return True
    return False


def _adds_taken(case: Case, operands: Sequence[Evidence]) -> bool:
    """Say whether what left is added to what came, or a net change is no difference."""
    return case.mention.lead.endswith(("净增", "净增加", "净减", "净减少")) or (
        any(is_taken(item) for item in operands)
        and any(not is_taken(item) for item in operands)
        and not is_taken(operands[0])
    )


def _is_of_more_things(index: EvidenceIndex, case: Case, operands: Sequence[Evidence]) -> bool:
    """Say whether a sum is of other things than those it is said of: 分红与工资两项合计."""
    things = _THINGS.search(case.mention.prefix[-_NAMED:])
    if things is not None and len(operands) > "零一两三四五".index(things[1].replace("二", "两")):
        return True
    named = _TWO_NAMED.search(case.mention.lead)
    if named is None or len(operands) < _LISTED:
        return False
    words = [tokens_of(word) for word in named.groups()]
    labels = [item.mention.near | item.mention.clause_words for item in operands]
    missed = [word for word in words if not any(word & label for label in labels)]
    if missed:
        return len(missed) < len(words) and any(
            word & one.mention.near and one.measure == case.measure
            for word in missed
            for one in index.items
        )
    return not all(any(word & label for word in words) for label in labels)


def _crosses_rows(index: EvidenceIndex, operands: Sequence[Evidence]) -> bool:
    """Say whether a sum takes another column of one row than of the next: 38项 and 达标40.

    The number beside the one taken has the label of the next row's, which the one taken lacks.
    """
    if len({item.activity for item in operands}) < len(operands):
        return False
    common = _NONE.union(*(item.mention.near for item in operands)).intersection(
        *(item.mention.near for item in operands)
    )
    for one in operands:
        line = index.line_of(one)
        for two in operands:
            label = {t for t in two.mention.near - common if not is_generic(t)}
            other = index.line_of(two)
            if other is line or not label or label & one.mention.near:
                continue
            beside = [
                item
                for item in line
                if item is not one and item.measure == one.measure and label <= item.mention.near
            ]
            if beside and len(line) == len(other):
                return True
    return False


def _is_of_other_units(case: Case, operands: Sequence[Evidence]) -> bool:
    """Say whether the draft itself counts the parts in another unit: 2个、3个和2个 are no 7元."""
    if TOTAL.search(case.mention.lead) or case.mention.tail.startswith("次"):
        return False  # 92人次、14封、117个，合计223件次
    ids = {item.fact.id for item in operands}
    told = {
        one.measure
        for one in case.block
        if one is not case and one.chosen is not None and one.chosen.fact.id in ids
    }
    return any(
        compare_units(measure, case.measure) is Units.OTHER
        and (measure, case.measure) not in _COUNTED_AGAIN
        and not alike_units(measure, case.measure)
        for measure in told
    )


def _leaves_out_parts(case: Case, operands: Sequence[Evidence]) -> bool:
    """Say whether the draft lists more parts than were added: 十个，其中1个、3个、7个."""
    if not _PARTS.match(case.mention.suffix):
        return False
    listed: list[Evidence] = []
    gaps: list[str] = []
    for one in case.beside:
        if one.mention.figure.start <= case.mention.figure.start:
            continue
        if one.chosen is None or one.measure != case.measure:
            break
        listed.append(one.chosen)
        gaps.append(one.mention.lead)
    added = {item.fact.id for item in operands}
    if not added < {item.fact.id for item in wholes(listed)}:
        return False
    # 49家，其中公办18家、民办31家，新增6家: what was added is the list, and it ends there.
    ids = [item.fact.id for item in listed]
    first = len(added)
    return set(ids[:first]) != added or (first < len(ids) and gaps[first].startswith("、"))


def _of_another_column(index: EvidenceIndex, case: Case, operands: Sequence[Evidence]) -> bool:
    """Say whether the draft names the column beside: 宫颈癌3140人, the sum of 乳腺癌."""
    if len(operands) < _ROWS or len({item.activity for item in operands}) < len(operands):
        return False
    own = [item.mention.near for item in operands]
    beside = [
        _NONE.union(*(one.mention.near for one in index.line_of(item) if one is not item))
        for item in operands
    ]
    ours, theirs = own[0].intersection(*own[1:]), beside[0].intersection(*beside[1:])
    said = {token for token in case.mention.near if not is_generic(token)}
    return bool(said & (theirs - _NONE.union(*own))) and not said & (ours - _NONE.union(*beside))


def _adds_rates(case: Case, operands: Sequence[Evidence]) -> bool:
    """Say whether what is paid to each is added: 每人600元 and 每人1000元, 5期 and 每期6节."""
    each = [_EACH.search(item.mention.lead) is not None for item in operands]
    if any(each) and not all(each):
        return True
    total = TOTAL.search(case.mention.lead)
    return case.mention.figure.per is not None and not total and all(map(rate_of, operands))


def _claims_more(index: EvidenceIndex, case: Case, found: Derivation) -> bool:
    """Say whether the draft says more of a derived figure than what it is reckoned from bears."""
    operands = [item for item in found.operands if item.number >= 0]
    if not operands or len(operands) < len(found.operands):
        return False
    if "+" in found.shown and not found.tells:
        return False  # what it was before the change is no total
    if narrows_sum(index, case.mention, operands):
        return True
    if found.tells and sums_up_plans(case.mention, case.heading, operands):
        return True
    if "+" not in found.shown or "×" in found.shown:
        return False
    return (
        any(other_sense(case.mention, item.mention) for item in operands)
        or _half_told(case, operands)
        or _beyond_its_list(case, operands)
    )


def _half_told(case: Case, operands: Sequence[Evidence]) -> bool:
    """Say whether the sentence has told one part as a thing of its own: 科技馆1次、电影三场."""
    if _CLAIMED.search(case.mention.clause_text) or _PARTS_BEHIND.match(case.mention.suffix):
        return False
    told = {
        one.chosen.number
        for one in case.beside
        if one.chosen is not None and one.mention.figure.start < case.mention.figure.start
    }
    held = [item.number in told for item in operands]
    return any(held) and not all(held)


def _beyond_its_list(case: Case, operands: Sequence[Evidence]) -> bool:
    """Say whether the draft lists the parts behind and the sum takes in what it tells before.

    10位教师授课，培训总人数165人，其中第一期55人…: the teachers are none of the trained.
    """
    if not _PARTS_BEHIND.match(case.mention.suffix):
        return False
    before: set[int] = set()
    listed: set[int] = set()
    for one in case.beside:
        if one.chosen is not None and one.measure == case.measure and one is not case:
            earlier = one.mention.figure.start < case.mention.figure.start
            (before if earlier else listed).add(one.chosen.number)
    extra = {item.number for item in operands} - listed
    return len(listed) >= _LISTED and bool(extra) and extra <= before
