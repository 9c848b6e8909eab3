"""What a misbound figure says of its neighbours: the other half of an exchange, its followers."""

import re
from collections.abc import Sequence
from typing import Final

from drafter.verifying.cases import Case
from drafter.verifying.clashes import ALIKE
from drafter.verifying.dates import (
    is_label,
)
from drafter.verifying.evidence import Evidence, EvidenceIndex
from drafter.verifying.rivals import says_noun
from drafter.verifying.telling import finding_of, quote
from drafter.verifying.types import CheckedFigure, Status

__all__ = ["judge_partners", "mark_ordered_lists"]

_PARTNER: Final = 0.1
# 一、二、三等奖各1、2、3名 deals a list out and states no rate.
_BARE_LEAD: Final = re.compile(r"(?:^|\d[\u4e00-\u9fff]{0,3})(?:、|和|及|与)\s*$")


def judge_partners(
    index: EvidenceIndex,
    cases: Sequence[Case],
    judged: list[CheckedFigure],
    tellers: dict[int, list[Case]],
) -> None:
    """Doubt the other half of an exchange: who states the value that this should have."""
    place_of = {id(case): place for place, case in enumerate(cases)}
    doubted = [
        case
        for case, one in zip(cases, judged, strict=True)
        if case.expected is not None and case.chosen is not None and not one.status.ok
    ]
    for case in doubted:
        if case.expected is None or case.chosen is None:
            continue
        partners = tellers.get(case.expected.number, [])
        if len(partners) != 1 or len(tellers[case.chosen.number]) != 1:
            continue
        other = partners[0]
        place = place_of[id(other)]
        if other.expected is not None or judged[place].status is not Status.SUPPORTED:
            continue
        if other.mention.block_number != case.mention.block_number:
            continue
        keeps = other.chosen is not None and says_noun(
            other.mention, other.chosen.mention, case.chosen.mention
        )
        if keeps and not _units_exchanged(case, other):
            continue  # 15家企业 of 企业15: that another number was put wrong leaves it its own
        back = index.score(other.mention, case.chosen.mention)
        if back >= other.own - _PARTNER or _units_exchanged(case, other):
            reason = (
                f"记录里“{other.mention.figure.text}”说的是“{quote(case.expected)}”，"
                f"此处应是“{quote(case.chosen)}”"
            )
            judged[place] = finding_of(other, Status.MISBOUND, reason, case.expected)
    for case in doubted:
        if case.expected is not None and case.chosen is not None:
            _judge_followers(case, case.chosen, case.expected, judged, place_of)


def _units_exchanged(one: Case, two: Case) -> bool:
    """Say whether each of two figures has the unit of the other's fact: 11个村9条 of 9个村11条."""
    if one.chosen is None or two.chosen is None or one.measure == two.measure:
        return False
    return one.chosen.measure == two.measure and two.chosen.measure == one.measure


def _judge_followers(
    leader: Case,
    own: Evidence,
    expected: Evidence,
    judged: list[CheckedFigure],
    place_of: dict[int, int],
) -> None:
    """Doubt what stands in one clause with a misbound figure and comes from the same place.

    甲校2场、860名 where the notes give 甲校3场、1200名 and 乙校2场、860名: 860名学生 alone says
    nothing of whose it is; its neighbour does.
    """
    for case in leader.beside:
        place = place_of[id(case)]
        if case is leader or case.chosen is None or is_label(case.mention.figure):
            continue
        if judged[place].status is not Status.SUPPORTED:
            continue
        if case.mention.clause_text != leader.mention.clause_text:
            continue
        if not _one_clause(case.chosen, own):
            continue
        for _, rival in case.rivals[:4]:
            one, two = rival.mention.near, case.chosen.mention.near
            if _one_clause(rival, expected) and len(one & two) >= ALIKE * len(one | two):
                reason = (
                    f"记录里“{quote(case.chosen)}”随“{quote(own)}”，此处应随“{quote(expected)}”"
                )
                judged[place] = finding_of(case, Status.MISBOUND, reason, case.chosen)
                break


def _one_clause(one: Evidence, two: Evidence) -> bool:
    """Say whether two facts stand in one clause of one activity."""
    return one.activity == two.activity and one.mention.clause_text == two.mention.clause_text


def mark_ordered_lists(cases: Sequence[Case]) -> None:
    """Mark lists of bare numbers that keep the notes' own order: 依次为15件、12件、20件和13件."""
    run: list[Case] = []
    last: Case | None = None
    for case in [*cases, None]:
        previous, last = last, case
        bare = case is not None and case.chosen is not None and _BARE_LEAD.search(case.mention.lead)
        if bare and not run and _heads(previous, case):
            run = [previous] if previous is not None else []  # 按每人800元、1200元、2000元
        if (
            bare
            and run
            and case is not None
            and case.mention.clause_text == run[-1].mention.clause_text
        ):
            run.append(case)
            continue
        numbers = [one.chosen.number for one in run if one.chosen is not None]
        lines = {one.chosen.activity for one in run if one.chosen is not None}
        if len(run) > 2 and numbers == sorted(numbers) and len(lines) in (1, len(run)):
            for one in run:
                one.in_order = True
        if len(run) > 1 and numbers != sorted(numbers) and len(lines) == 1 and _in_turn(run[0]):
            for one, right in zip(run, sorted(numbers), strict=True):
                one.out_of_turn = one.chosen is not None and one.chosen.number != right
        run = [case] if case is not None and case.chosen is not None else []


def _heads(first: Case | None, case: Case | None) -> bool:
    """Say whether a number with its label heads the bare one behind it: in one clause, one unit."""
    return (
        first is not None
        and case is not None
        and first.chosen is not None
        and first.measure == case.measure
        and first.mention.clause_text == case.mention.clause_text
    )


def _in_turn(case: Case) -> bool:
    """Say whether bare numbers are told in turn: 先后有36人、44人参加, with no list of names."""
    lead = case.mention.lead
    mark = re.search("先后|依次|分别", lead)
    return mark is not None and not re.search(
        "、|和|与|及", case.mention.prefix[: -len(lead) or None][-12:] + lead[: mark.start()]
    )
