"""Hold every figure of a draft against the facts and say what they bear.

The order of questions for one figure: does a fact have this value in this unit, and is it said of
the same thing; does it follow from facts by a sum that the draft claims; is only its hedge or its
unit wrong; does it stand in an exemplar. A figure that no question settles is unsupported.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from drafter.facts import FactSheet, Use
from drafter.figures import Figure, Kind, find_figures
from drafter.verifying.admitting import (
    LABEL_MEASURES,
    NUMBERED,
    UNIT_SCORE,
    complete,
    listed,
    none_of,
    singular,
    two_ends,
    unregistered,
)
from drafter.verifying.beside import is_exchange
from drafter.verifying.cases import Case, tellers
from drafter.verifying.clashes import (
    all_done_clash,
    base_clash,
    became_clash,
    noun_clash,
    part_verb_clash,
    period_clash,
    rate_clash,
    total_clash,
    word_clash,
)
from drafter.verifying.consistency import find_clashes
from drafter.verifying.context import Mention
from drafter.verifying.counting import find_miscounts
from drafter.verifying.coverage import missing_facts
from drafter.verifying.dates import is_calendar
from drafter.verifying.deriving import derive
from drafter.verifying.evidence import Evidence, EvidenceIndex
from drafter.verifying.exchanges import crossed
from drafter.verifying.extremes import extreme
from drafter.verifying.givers import giver_clash
from drafter.verifying.implied_dates import calendar_extra, own_period
from drafter.verifying.keys import other_key
from drafter.verifying.matching import TIE, assign, cases_of
from drafter.verifying.names import find_names, words_of_sheet
from drafter.verifying.ones import only_one
from drafter.verifying.otherwise import said_otherwise
from drafter.verifying.paragraphs import sign_off
from drafter.verifying.partners import judge_partners, mark_ordered_lists
from drafter.verifying.rates import per_clash
from drafter.verifying.records import other_record
from drafter.verifying.rereading import is_meant, may_be_reckoned
from drafter.verifying.rivals import better_rival
from drafter.verifying.scopes import (
    OTHER_YEAR,
    change_clash,
    dated_apart,
    of_last_year,
    says_change,
    scope_clash,
)
from drafter.verifying.senses import sense_clash
from drafter.verifying.siblings import taken_for
from drafter.verifying.subjects import follows_other, other_subject
from drafter.verifying.telling import finding_of, hedge_reason, quote, support_of, value_words
from drafter.verifying.types import CheckedFigure, Status, Support, Verification, Warn
from drafter.verifying.undone import undone_clash
from drafter.verifying.unsound import is_unsound
from drafter.verifying.values import Bearing, Units, bearing_of, compare_units, measure_of
from drafter.verifying.wording import find_wording
from drafter.verifying.words import is_generic

__all__ = ["Verifier", "verify"]

_OTHER_UNIT: Final = 0.3
_AT_ONCE: Final = 4
_ROUNDS: Final = 4
_GUESSED: Final = ("估计", "大概", "差不多")
_LAST_YEAR: Final = re.compile("去年|上年|上一年|同期")
_FORESEEN: Final = re.compile("预计|预估|预期|估计|估算")
# A fact that fits so well is of the thing that the sentence speaks of.
_CERTAIN: Final = 0.9


def verify(
    draft: str, sheet: FactSheet, *, exemplars: Sequence[tuple[str, str]] = ()
) -> Verification:
    """Check one draft against a fact sheet.

    Args:
        draft: The text, plain or Markdown.
        sheet: The facts.
        exemplars: Ids and prose of the exemplars that a model has seen.
    """
    return Verifier(sheet, exemplars=exemplars).verify(draft)


class Verifier:
    """Checks drafts against one sheet; the sheet is read once."""

    def __init__(self, sheet: FactSheet, *, exemplars: Sequence[tuple[str, str]] = ()) -> None:
        self._sheet = sheet
        self._index = EvidenceIndex.of(sheet)
        self._exemplars = tuple(exemplars)
        self._known: str | None = None
        self._all_words = "\n".join(activity.text for activity in sheet.activities)
        self._leaks: dict[tuple[str | None, object], tuple[str, Figure]] | None = None

    def verify(self, draft: str) -> Verification:
        """Return what the facts say about each figure of the draft."""
        expressions = find_figures(draft, everything=True)
        figures = [figure for figure in expressions if figure.is_figure]
        cases = cases_of(self._index, draft, figures)
        assign(cases)
        sentences: dict[tuple[int, str], list[Case]] = {}
        blocks: dict[int, list[Case]] = {}
        told = frozenset(case.chosen.number for case in cases if case.chosen is not None)
        for case in cases:
            key = (case.mention.block_number, case.mention.sentence)
            case.beside = sentences.setdefault(key, [])
            case.place = len(case.beside)
            case.beside.append(case)
            case.told = told
            case.block = blocks.setdefault(case.mention.block_number, [])
            case.block.append(case)
        mark_ordered_lists(cases)
        told_by = tellers(cases)
        signed = sign_off(draft)
        judged = [
            CheckedFigure(figure=case.mention.figure, status=Status.SUPPORTED, reason="落款日期")
            if signed is not None and case.mention.figure.start >= signed
            else self._judge(case, told_by)
            for case in cases
        ]
        self._reckon_on(cases, judged)
        judge_partners(self._index, cases, judged, told_by)
        doubted = {id(c) for c, j in zip(cases, judged, strict=True) if not j.status.ok}
        for place, case in enumerate(cases):
            if judged[place].status is Status.SUPPORTED and case.chosen is not None:
                rival = follows_other(self._index, case, case.chosen, told_by, doubted)
                if rival is not None:
                    reason = f"记录里“{quote(case.chosen)}”，此处应是“{quote(rival)}”"
                    judged[place] = finding_of(case, Status.MISBOUND, reason, case.chosen)
        self._restore_beside_sums(cases, judged)
        self._restore_beside_years(cases, judged)
        _doubt_exchanges(blocks.values(), cases, judged)
        _doubt_clashes(cases, judged)
        checked = tuple(judged)
        return Verification(
            figures=checked,
            missing=missing_facts(self._index, checked),
            warnings=self._warnings(draft, expressions, checked),
        )

    def _reckon_on(self, cases: Sequence[Case], judged: list[CheckedFigure]) -> None:
        """Reckon again with what has been believed meanwhile, until nothing more follows.

        A share may stand before the total that it is a share of, and what was reckoned is reckoned
        with: 20户 of a list, 8户 are 四成 of them, 6000元 at 300元 each.
        """
        for _ in range(_ROUNDS):
            found = False
            for place, case in enumerate(cases):
                own = case.chosen
                if judged[place].status.ok or (
                    own is not None and compare_units(own.measure, case.measure) is Units.SAME
                ):
                    continue
                if is_exchange(case):
                    continue
                better = None
                if judged[place].status is Status.UNSUPPORTED:
                    better = self._derived(case) or listed(self._index, case)
                better = better or self._derived(case, by_claim=True)
                if own is not None and better is not None and "+" not in better.reason:
                    case.reckoned, better = None, None  # a rest is told by an exchange as well
                if better is not None:
                    judged[place], found = better, True
            if not found:
                return

    def _restore_beside_sums(self, cases: Sequence[Case], judged: list[CheckedFigure]) -> None:
        """Give a figure back whose rival a sum tells: 筛查1086人, 可疑5人 of 3 and 2."""
        summed = {
            fact_id
            for one in judged
            if one.status is Status.DERIVED and "+" in one.reason
            for fact_id in one.fact_ids
        }
        told = {case.chosen.fact.id for case in cases if case.chosen is not None}
        for place, case in enumerate(cases):
            rival, own = case.expected, case.chosen
            if judged[place].status is not Status.MISBOUND or rival is None or own is None:
                continue
            apart = rival.measure == own.measure and not own.mention.near & rival.mention.near
            if rival.fact.id in summed - told and own.fact.id not in summed and apart:
                judged[place] = self._supported(case, own)

    def _restore_beside_years(self, cases: Sequence[Case], judged: list[CheckedFigure]) -> None:
        """Give a number back whose year is what is wrong: 2024年，发放贷款80笔."""
        status_of = {id(case): one.status for case, one in zip(cases, judged, strict=True)}
        for place, case in enumerate(cases):
            if case.chosen is None or not judged[place].reason.startswith(OTHER_YEAR):
                continue
            if any(
                is_calendar(one.mention.figure)
                and not status_of[id(one)].ok
                and one.mention.figure.start < case.mention.figure.start
                for one in case.block
            ):
                judged[place] = self._supported(case, case.chosen)

    def _warnings(
        self, draft: str, expressions: Sequence[Figure], checked: Sequence[CheckedFigure]
    ) -> tuple[Warn, ...]:
        if self._known is None:
            self._known = words_of_sheet(self._sheet)
        found = [
            *find_wording(draft, self._sheet, self._known),
            *find_names(draft, self._known),
            *find_miscounts(draft, expressions),
            *self._private(checked),
        ]
        for figure in expressions:
            if figure.kind is Kind.PLACEHOLDER and not any(
                warn.start < figure.end and figure.start < warn.end for warn in found
            ):
                found.append(
                    Warn(
                        text=figure.text,
                        start=figure.start,
                        end=figure.end,
                        kind="placeholder",
                        reason="没有填的内容",
                    )
                )
        return tuple(sorted(found, key=lambda warn: (warn.start, warn.end)))

    def _private(self, checked: Sequence[CheckedFigure]) -> list[Warn]:
        """Warn of numbers that the notes hold and a summary must not: telephones, identities."""
        omitted = {item.fact.id for item in self._index.items if item.fact.use is Use.OMIT}
        return [
            Warn(
                text=one.figure.text,
                start=one.figure.start,
                end=one.figure.end,
                kind="private",
                reason="电话、证件一类号码不写进总结",
            )
            for one in checked
            if not omitted.isdisjoint(one.fact_ids)
        ]

    def _judge(self, case: Case, tellers: dict[int, list[Case]]) -> CheckedFigure:
        figure = case.mention.figure
        if case.chosen is not None and case.other_unit:
            score, item = case.other_unit[0]
            told = any(
                not (o.other_unit and o.other_unit[0][0] >= o.own + _OTHER_UNIT)
                for o in tellers.get(item.number, ())
            )
            if item.span == case.span and score >= case.own + _OTHER_UNIT and not told:
                reason = f"记录里是“{quote(item)}”，单位不同"
                return finding_of(case, Status.WRONG_UNIT, reason, item)
        if case.chosen is not None and self._same_number_elsewhere(case, case.chosen):
            item = case.hedged[0][1]
            return finding_of(case, Status.WRONG_HEDGE, hedge_reason(item, figure), item)
        if case.chosen is not None:
            wrong = self._misbinding(case, case.chosen, tellers)
            if wrong is None:
                return self._supported(case, case.chosen)
            period = own_period(self._index, figure)
            if period:
                return CheckedFigure(figure=figure, status=Status.SUPPORTED, reason=period)
            # Another reading of the same number: 共15场 where 15场 is also something else's.
            reckons = may_be_reckoned(case) and not is_exchange(case)
            derived = self._derived(case) if reckons else None
            if derived is not None and is_meant(self._index, case, derived.reason):
                return derived
            if _names_no_count(case, case.chosen):
                return listed(self._index, case) or wrong
            return wrong
        derived = calendar_extra(self._index, case)
        average = "均" in case.mention.lead[-_AT_ONCE:]
        if derived is None and (average or not self._hedge_of_own(case)):
            derived = self._derived(case)
        if derived is not None:
            return derived
        plain = (
            complete(self._index, case)
            or two_ends(self._index, case)
            or extreme(self._index, case)
            or unregistered(self._index, case)
            or singular(self._index, case)
            or only_one(self._index, case)
            or said_otherwise(self._index, case)
            or none_of(self._index, case)
            or listed(self._index, case)
        )
        if plain is not None:
            return plain
        return self._rejected(case, figure)

    def _same_number_elsewhere(self, case: Case, own: Evidence) -> bool:
        """Say whether 近300 is not the 260 of another thing but this thing's own 300, hedged."""
        if not case.hedged or own.span == case.span:
            return False
        score, item = case.hedged[0]
        return (
            item.span == case.span
            and item.fact.scope is own.fact.scope
            and score >= case.own - 0.02
        )

    def _hedge_of_own(self, case: Case) -> bool:
        """Say whether a fact of this thing has the very number, only hedged otherwise."""
        return any(
            item.span == case.span and (score >= UNIT_SCORE or _names_guess(case.mention, item))
            for score, item in case.hedged
        )

    def _supported(self, case: Case, item: Evidence) -> CheckedFigure:
        return CheckedFigure(
            figure=case.mention.figure,
            status=Status.SUPPORTED,
            reason=f"记录：{quote(item)}",
            support=support_of(item),
            fact_ids=(item.fact.id,),
        )

    def _misbinding(
        self, case: Case, own: Evidence, tellers: dict[int, list[Case]]
    ) -> CheckedFigure | None:
        """Return the finding where something plainly ties the figure to another thing."""
        figure = case.mention.figure
        per = per_clash(case, own, self._index.line_of(own))
        if per:
            return finding_of(case, Status.MISBOUND, per, own)
        clashes = [
            scope_clash(case.mention, case.heading, item, self._index.named_years)
            for score, item in case.good
            if own.calendar or score >= case.own - TIE
        ]
        if (
            clashes
            and all(clashes)
            and (not own.calendar or dated_apart(case.mention, own.mention))
        ):
            # 2名，比去年多1名 tells the difference, be last year's number 1 as well.
            case.certain = not says_change(case.mention)
            return finding_of(case, Status.MISBOUND, clashes[0], own)
        if own.calendar and (own.activity < 0 or str(figure.value).startswith("T")):
            return None  # 早7-9 and 晚6-8 are told apart by their hours
        if case.measure in LABEL_MEASURES:
            return None
        if case.out_of_turn:
            return finding_of(case, Status.MISBOUND, "与记录里的先后次序不符", own)
        if not own.calendar:
            clash = (
                change_clash(case.mention, own.mention)
                or became_clash(case, own)
                or base_clash(case, own)
                or part_verb_clash(case, own)
                or all_done_clash(self._index, case, own)
                or total_clash(self._index, case, own)
                or period_clash(case, own)
                or undone_clash(case, own)
                or word_clash(case, own)
                or sense_clash(self._index, case, own, tellers)
                or noun_clash(case, own)
                or rate_clash(case, own)
                or giver_clash(self._index, case, own, tellers)
            )
            if clash:
                return finding_of(case, Status.MISBOUND, clash, own)
        if figure.unit in NUMBERED and own.fact.figure.kind is figure.kind is Kind.ORDINAL:
            return None  # 第二期 names itself
        if case.in_order:
            return None  # 依次为31件、19件 is dealt out to what was named before
        rival = taken_for(self._index, case, own, tellers)
        if rival is None and case.own < _CERTAIN:
            rival = (
                other_subject(self._index, case, own, tellers)
                or other_key(self._index, case, own, tellers)
                or other_record(self._index, case, own, tellers)
            )
        case.certain = rival is not None
        rival = rival or better_rival(self._index, case, own, tellers)
        if rival is not None:
            case.expected = rival
            return finding_of(
                case,
                Status.MISBOUND,
                f"记录里“{figure.text}”说的是“{quote(own)}”，此处应是“{quote(rival)}”",
                own,
            )
        return None

    def _derived(self, case: Case, *, by_claim: bool = False) -> CheckedFigure | None:
        mention = case.mention
        stated = tuple(
            known
            for other in case.beside
            if (known := other.told_as) and other.mention.figure.start < mention.figure.start
        )
        later = tuple(
            known
            for other in case.beside
            if (known := other.told_as) and other.mention.figure.start > mention.figure.start
        )
        found = derive(
            mention,
            self._index,
            stated,
            later,
            meant=max(
                (
                    score
                    for score, item in case.rivals[:6]
                    if item.measure == case.measure
                    and item.number not in case.told
                    and (_LAST_YEAR.search(mention.prefix) or not of_last_year(item))
                ),
                default=0.0,
            ),
            paragraph=[
                (other.mention.figure.start, known)
                for other in case.block
                if other is not case and (known := other.told_as)
            ]
            if case.chosen is None
            else None,
            spoken=case.told if by_claim else None,
        )
        if found is None or is_unsound(self._index, case, found):
            return None
        case.reckoned = replace(
            found.operands[0],
            mention=mention,
            measure=case.measure,
            span=case.span,
            number=-1,
            shown=found.shown.rsplit("=", maxsplit=1)[0],
            told=found.fact_ids,
        )
        return CheckedFigure(
            figure=case.mention.figure,
            status=Status.DERIVED,
            reason=found.shown,
            support=support_of(found.operands[0]),
            fact_ids=found.fact_ids if found.tells else (),
        )

    def _rejected(self, case: Case, figure: Figure) -> CheckedFigure:
        hedged = case.hedged or [
            pair
            for pair in case.rivals[:4]
            if pair[0] >= UNIT_SCORE and bearing_of(pair[1].fact.figure, figure) is Bearing.HEDGE
        ]
        if hedged:
            item = hedged[0][1]
            if _foreseen(case, item):
                return self._supported(case, item)
            return finding_of(case, Status.WRONG_HEDGE, hedge_reason(item, figure), item)
        if case.other_unit:
            score, item = case.other_unit[0]
            rival = case.rivals[0] if case.rivals else None
            if rival is not None and rival[0] > score and rival[0] >= UNIT_SCORE:
                return finding_of(
                    case,
                    Status.MISBOUND,
                    f"记录里{value_words(figure)}是“{quote(item)}”，此处应是“{quote(rival[1])}”",
                    item,
                )
            if score >= UNIT_SCORE:
                return finding_of(
                    case, Status.WRONG_UNIT, f"记录里是“{quote(item)}”，单位不同", item
                )
        return self._unsupported(case, figure)

    def _unsupported(self, case: Case, figure: Figure) -> CheckedFigure:
        leak = self._leak(figure)
        if leak is not None:
            name, found = leak
            support = Support(text=found.text, start=found.start, end=found.end, file=name, line=0)
            return CheckedFigure(
                figure=figure,
                status=Status.LEAKED,
                reason=f"记录里没有，出自范例 {name}",
                support=support,
            )
        if case.rivals and case.rivals[0][0] >= UNIT_SCORE:
            item = case.rivals[0][1]
            return finding_of(
                case, Status.UNSUPPORTED, f"记录里没有，相近的是“{quote(item)}”", item
            )
        return CheckedFigure(figure=figure, status=Status.UNSUPPORTED, reason="记录里没有这个数字")

    def _leak(self, figure: Figure) -> tuple[str, Figure] | None:
        if self._leaks is None:
            self._leaks = {}
            for name, prose in self._exemplars:
                for found in find_figures(prose):
                    key = (measure_of(found), found.value)
                    self._leaks.setdefault(key, (name, found))
        return self._leaks.get((measure_of(figure), figure.value))


def _names_guess(said: Mention, item: Evidence) -> bool:
    """Say whether a word of what the notes only guess stands around the draft's figure: 义诊."""
    return item.fact.figure.text.startswith(_GUESSED) and any(
        token in said.weights for token in item.mention.near if not is_generic(token)
    )


def _foreseen(case: Case, item: Evidence) -> bool:
    """Say whether 预计服务60人 hedges in its own way what the notes only guess: 估计60人."""
    guessed = item.fact.figure.text.startswith(_GUESSED)
    return guessed and item.span == case.span and bool(_FORESEEN.search(case.mention.lead))


def _names_no_count(case: Case, own: Evidence) -> bool:
    """Say whether the fact is a bare number or a place in an order, and the draft counts.

    石井、茶亭两村 is counted over the names, be there a 石井2; 两批 is no 第二批.
    """
    if case.mention.figure.kind is Kind.ORDINAL or case.mention.figure.text[0].isdigit():
        return False  # 3名 counts no names, as 两村 does
    return own.fact.figure.unit is None or own.fact.figure.kind is Kind.ORDINAL


def _doubt_exchanges(
    blocks: Iterable[Sequence[Case]], cases: Sequence[Case], judged: list[CheckedFigure]
) -> None:
    """Let no two figures pass that say each other's words."""
    place_of = {id(case): place for place, case in enumerate(cases)}
    for block in blocks:
        plain = [c for c in block if judged[place_of[id(c)]].status is Status.SUPPORTED]
        for one, two in crossed(plain):
            for case, other in ((one, two), (two, one)):
                if case.chosen is None or other.chosen is None:
                    continue
                reason = f"记录里“{quote(case.chosen)}”，此处应是“{quote(other.chosen)}”"
                judged[place_of[id(case)]] = finding_of(case, Status.MISBOUND, reason, case.chosen)


def _doubt_clashes(cases: Sequence[Case], judged: list[CheckedFigure]) -> None:
    """Let no pair pass that refutes itself, unless one of the two is doubted already."""
    place_of = {id(case): place for place, case in enumerate(cases)}
    for clash in find_clashes(cases):
        places = [place_of[id(clash.first)], place_of[id(clash.second)]]
        if not all(judged[place].status.ok for place in places):
            continue
        for place in places if clash.both else places[1:]:
            judged[place] = replace(
                judged[place], status=Status.MISBOUND, reason=clash.reason, fact_ids=()
            )
