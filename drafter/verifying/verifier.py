"""Hold every figure of a draft against the facts and say what they bear.

The order of questions for one figure: does a fact have this value in this unit, and is it said of
the same thing; does it follow from facts by a sum that the draft claims; is only its hedge or its
unit wrong; does it stand in an exemplar. A figure that no question settles is unsupported.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from drafter.facts import Fact, FactSheet, ReportKind, Scope, Use
from drafter.figures import Figure, Kind, Qualifier, find_figures
from drafter.verifying.context import Mention, read_mentions
from drafter.verifying.counting import find_miscounts
from drafter.verifying.dates import (
    Place,
    festival_days,
    is_calendar,
    is_label,
    lies_within,
    places_of,
    same_place,
)
from drafter.verifying.deriving import count_of_list, derive
from drafter.verifying.evidence import Evidence, EvidenceIndex
from drafter.verifying.names import find_names, words_of_sheet
from drafter.verifying.scopes import change_clash, excluded_word, said_of, scope_clash
from drafter.verifying.types import CheckedFigure, Status, Support, Verification, Warn
from drafter.verifying.values import (
    Bearing,
    Span,
    Units,
    alike_units,
    bearing_of,
    compare_units,
    measure_of,
    span_of,
    step_of,
)
from drafter.verifying.wording import find_wording
from drafter.verifying.words import Token, is_generic

__all__ = ["Verifier", "verify"]

# A rival fact must agree with the words around a figure by so much more than the fact that has
# its value; the less so the more else speaks for a mix-up.
_MARGIN: Final = 0.22
_MARGIN_RIVAL_TOLD: Final = 0.34
_MARGIN_RETOLD: Final = 0.08
_MARGIN_SWAP: Final = 0.015
_SWAP_TOTAL: Final = 0.08
_ONE_SIDED: Final = 0.6
_ALIKE_TOTAL: Final = -0.06
_ALIKE_LEAST: Final = -0.25
_ALIKE_CONTRAST: Final = 0.75
_SWAP_PLAIN: Final = 0.15
_SWAP_CONTRAST: Final = 0.25
_TWO_SIDED: Final = 0.4
_UNDECIDED: Final = -0.1
_FIRST: Final = 64
_FITS: Final = 0.1
_NEVER: Final = 2.0
_MARGIN_ALIKE: Final = 0.02
_PLAIN_CONTRAST: Final = 0.8
_ALIKE: Final = 0.8
_PARTNER: Final = 0.1
_MARGIN_LEAST: Final = -0.15
_MARGIN_FAR: Final = -0.3
_LOOSE_PENALTY: Final = 0.08
_LOOSE_SCORE: Final = 0.3
_ALIKE_SCORE: Final = 0.12
_LABEL_MEASURES: Final = ("星级", "级")
_BEARS: Final = (Bearing.SAME, Bearing.WIDER)
_SURE: Final = 0.75
_OTHER_UNIT: Final = 0.3
_EXACT_DATE: Final = 0.1
_UNIT_SCORE: Final = 0.3
_TIE: Final = 0.06
_SINGULAR: Final = 0.55
_ONE_UNITS: Final = frozenset(
    [
        "场",
        "次",
        "个",
        "项",
        "期",
        "堂",
        "场次",
        "部",
        "支",
        "家",
        "届",
        "处",
        "所",
        "套",
        "本",
        "条",
        "名",
        "位",
    ]
)
# 一、二、三等奖各1、2、3名 deals a list out and states no rate.
_BARE_LEAD: Final = re.compile(r"(?:^|\d[\u4e00-\u9fff]{0,3})(?:、|和|及|与)\s*$")
_DEALT: Final = re.compile(r"各\d+[名个户人项]?[、和]")
_PER_WORD: Final = re.compile("每|各|均|标准|一户|一人|按|分别")
_WORD_STOPS: Final = re.compile(r"[\d，、：；。,:;（）()\s]")
_FULL_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d")
_HEADING: Final = re.compile(
    r"^\s*(?:#+\s*|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）]|\d{1,2}[.．、]|[（(]\d{1,2}[)）])"
)
_LONGEST_HEADING: Final = 40
_CLAIMS_TOTAL: Final = re.compile("(?:共计?|合计|总计|累计|总共)[\u4e00-\u9fff]{0,6}$")
_WHOLE_YEAR: Final = re.compile("全年|一年来|年内|全年度")
_PART_OF_YEAR: Final = re.compile("上半年|下半年|[一二三四1-4]季度")
_WHOLE_MARK: Final = re.compile("其中|含|包括|包含|有|里")


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


@dataclass(slots=True, eq=False)
class _Case:
    """One figure of the draft with its candidates."""

    mention: Mention
    heading: str
    span: Span | None
    measure: str | None
    good: list[tuple[float, Evidence]] = field(default_factory=list)
    hedged: list[tuple[float, Evidence]] = field(default_factory=list)
    other_unit: list[tuple[float, Evidence]] = field(default_factory=list)
    rivals: list[tuple[float, Evidence]] = field(default_factory=list)
    chosen: Evidence | None = None
    own: float = 0.0
    expected: Evidence | None = None
    in_order: bool = False
    out_of_turn: bool = False
    told: frozenset[int] = frozenset()
    block: "list[_Case]" = field(default_factory=list)
    beside: "list[_Case]" = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Paragraph:
    text: str
    start: int
    heading: str


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
        cases = self._cases(draft, figures)
        self._assign(cases)
        sentences: dict[tuple[int, str], list[_Case]] = {}
        blocks: dict[int, list[_Case]] = {}
        told = frozenset(case.chosen.number for case in cases if case.chosen is not None)
        for case in cases:
            key = (case.mention.block_number, case.mention.sentence)
            case.beside = sentences.setdefault(key, [])
            case.beside.append(case)
            case.told = told
            case.block = blocks.setdefault(case.mention.block_number, [])
            case.block.append(case)
        _mark_ordered_lists(cases)
        tellers = _tellers(cases)
        signed = _sign_off(draft)
        judged = [
            CheckedFigure(figure=case.mention.figure, status=Status.SUPPORTED, reason="落款日期")
            if signed is not None and case.mention.figure.start >= signed
            else self._judge(case, tellers)
            for case in cases
        ]
        self._judge_partners(cases, judged, tellers)
        checked = tuple(judged)
        return Verification(
            figures=checked,
            missing=self._missing(checked),
            warnings=self._warnings(draft, expressions),
        )

    def _warnings(self, draft: str, expressions: Sequence[Figure]) -> tuple[Warn, ...]:
        if self._known is None:
            self._known = words_of_sheet(self._sheet)
        found = [
            *find_wording(draft, self._sheet, self._known),
            *find_names(draft, self._known),
            *find_miscounts(draft, expressions),
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

    # -- candidates -------------------------------------------------------------------------

    def _cases(self, draft: str, figures: Sequence[Figure]) -> list[_Case]:
        cases: list[_Case] = []
        position = 0
        for number, paragraph in enumerate(_paragraphs(draft)):
            end = paragraph.start + len(paragraph.text)
            stop = position
            while stop < len(figures) and figures[stop].start < end:
                stop += 1
            mentions = read_mentions(
                paragraph.text,
                figures[position:stop],
                offset=paragraph.start,
                heading=paragraph.heading,
                block_number=number,
            )
            lead = paragraph.heading + paragraph.text[:12]
            cases += [self._case(mention, lead) for mention in mentions]
            position = stop
        return cases

    def _case(self, mention: Mention, heading: str) -> _Case:
        figure = mention.figure
        case = _Case(mention, heading, span_of(figure), measure_of(figure))
        if is_calendar(figure):
            self._find_dates(case)
        elif case.span is not None:
            self._find_numbers(case)
        else:
            self._find_texts(case)
        for group in (case.good, case.hedged, case.other_unit):
            group.sort(key=lambda pair: -pair[0])
        return case

    def _find_numbers(self, case: _Case) -> None:
        index, mention, figure = self._index, case.mention, case.mention.figure
        if case.span is None:
            return
        step = step_of(figure)
        loose: list[tuple[float, Evidence]] = []
        for item in index.near_value(case.span, step, mention):
            bearing = bearing_of(item.fact.figure, figure, item.span, case.span)
            if bearing is Bearing.NO:
                continue
            score = index.score(mention, item.mention)
            units = compare_units(item.measure, case.measure)
            if units is Units.OTHER and _half_said(item.fact.figure.unit, figure.unit):
                units = Units.SAME
            if units is Units.LOOSE and not _same_noun(mention, item.mention):
                units = Units.OTHER
            least = _ALIKE_SCORE if alike_units(item.measure, case.measure) else _LOOSE_SCORE
            if units is Units.OTHER or (units is Units.LOOSE and score < least):
                if bearing is not Bearing.HEDGE:
                    case.other_unit.append((score, item))
                continue
            if _per_differs(case, item):
                score -= 0.1
            if units is Units.SAME and item.fact.figure.unit == figure.unit:
                score += 0.02
            target = case.hedged if bearing is Bearing.HEDGE else case.good
            if units in (Units.LOOSE, Units.UNSTATED):
                loose.append((score, item))
                if bearing is not Bearing.HEDGE:
                    continue
            target.append((score, item))
        if not case.good:
            case.good = [
                pair
                for pair in loose
                if bearing_of(pair[1].fact.figure, figure) is not Bearing.HEDGE
            ]
        self._find_rivals(case)

    def _find_rivals(self, case: _Case) -> None:
        index, figure = self._index, case.mention.figure
        good = {item.number for _, item in case.good}
        near = case.mention.near
        # A fact that shares no word of the label cannot agree better than this.
        sure = any(score >= _SURE and item.measure == case.measure for score, item in case.good)
        for item in index.of_measure(case.measure, case.mention):
            if item.number in good or item.fact.figure.value is None:
                continue
            if (item.fact.figure.kind is Kind.ORDINAL) != (figure.kind is Kind.ORDINAL):
                continue
            if sure and near.isdisjoint(item.mention.near):
                continue
            if not index.may_rival(case.mention, item.mention):
                continue
            if bearing_of(item.fact.figure, figure, item.span, case.span) in _BEARS:
                continue
            if item.span and case.span and item.span.single != case.span.single:
                continue
            score = index.score(case.mention, item.mention)
            if _per_differs(case, item):
                score -= 0.1
            case.rivals.append((score, item))
        if not sure:
            self._find_loose_rivals(case, good)
        case.rivals.sort(key=lambda pair: -pair[0])

    def _find_loose_rivals(self, case: _Case, good: set[int]) -> None:
        """Find rivals in another spelling of the unit: 老人32个 for 57名, 260 for 128份."""
        index, figure = self._index, case.mention.figure
        for measure in (None, "个"):
            if measure == case.measure:
                continue
            if compare_units(measure, case.measure) not in (Units.LOOSE, Units.UNSTATED):
                continue
            for item in index.of_measure(measure, case.mention):
                if item.number in good or item.span is None or not item.span.single:
                    continue
                if not index.may_rival(case.mention, item.mention):
                    continue
                if bearing_of(item.fact.figure, figure, item.span, case.span) in _BEARS:
                    continue
                score = index.score(case.mention, item.mention) - _LOOSE_PENALTY
                case.rivals.append((score, item))

    def _find_texts(self, case: _Case) -> None:
        value = case.mention.figure.value
        key = value if isinstance(value, str) else ""
        for item in self._index.textual.get(key, ()):
            if not isinstance(value, str):
                units = compare_units(item.measure, case.measure)
                same = bearing_of(item.fact.figure, case.mention.figure) is Bearing.SAME
                if units is Units.OTHER or not same:
                    continue
            case.good.append((self._index.score(case.mention, item.mention), item))

    def _find_dates(self, case: _Case) -> None:
        index, said = self._index, places_of(case.mention.figure)
        years = index.years
        for item in index.calendar:
            known = places_of(item.fact.figure)
            if len(known) == len(said):
                same = all(same_place(a, b, years) for a, b in zip(known, said, strict=True)) or (
                    len(said) == 1 and lies_within(known[0], said[0], years)
                )
            elif len(said) == 1:
                same = any(
                    same_place(a, said[0], years) or lies_within(a, said[0], years) for a in known
                )
            else:
                same = False
            score = index.score(case.mention, item.mention)
            if same:
                exact = item.fact.figure.value == case.mention.figure.value
                case.good.append((score + _EXACT_DATE * exact, item))
            elif (
                item.activity >= 0
                and bool(known[0].day) == bool(said[0].day)
                and bool(known[0].month) == bool(said[0].month)
            ):
                case.rivals.append((score, item))
        if len(said) == 1 and said[0].day:
            for known_place, item in index.dotted:
                if same_place(known_place, said[0], years):
                    case.good.append((index.score(case.mention, item.mention), item))
        case.rivals.sort(key=lambda pair: -pair[0])

    # -- assignment -------------------------------------------------------------------------

    def _assign(self, cases: Sequence[_Case]) -> None:
        """Give each figure the fact that it states; a fact not yet told goes before a told one."""
        used: set[int] = set()
        order = sorted((case for case in cases if case.good), key=lambda case: -case.good[0][0])
        for case in order:
            best = case.good[0][0]
            choice = next(
                (
                    pair
                    for pair in case.good
                    if pair[0] >= best - _TIE and pair[1].number not in used
                ),
                case.good[0],
            )
            case.own, case.chosen = choice
            used.add(choice[1].number)

    # -- judgement --------------------------------------------------------------------------

    def _judge(self, case: _Case, tellers: dict[int, list[_Case]]) -> CheckedFigure:
        figure = case.mention.figure
        if case.chosen is not None and case.other_unit:
            score, item = case.other_unit[0]
            told = any(
                not (o.other_unit and o.other_unit[0][0] >= o.own + _OTHER_UNIT)
                for o in tellers.get(item.number, ())
            )
            if item.span == case.span and score >= case.own + _OTHER_UNIT and not told:
                reason = f"记录里是“{_quote(item)}”，单位不同"
                return _finding(case, Status.WRONG_UNIT, reason, item)
        if case.chosen is not None and self._same_number_elsewhere(case, case.chosen):
            item = case.hedged[0][1]
            return _finding(case, Status.WRONG_HEDGE, _hedge_reason(item, figure), item)
        if case.chosen is not None:
            wrong = self._misbinding(case, case.chosen, tellers)
            if wrong is None:
                return self._supported(case, case.chosen)
            # Another reading of the same number: 共15场 where 15场 is also something else's.
            derived = None if case.measure == "percent" else self._derived(case)
            rescued = derived is not None and ("+" in derived.reason or case.chosen.measure is None)
            return derived if derived is not None and rescued else wrong
        derived = self._calendar_extra(case)
        if derived is None and not self._hedge_of_own(case):
            derived = self._derived(case)
        if derived is not None:
            return derived
        plain = (
            self._complete(case)
            or self._two_ends(case)
            or self._unregistered(case)
            or self._singular(case)
            or self._listed(case)
        )
        if plain is not None:
            return plain
        return self._rejected(case, figure)

    def _same_number_elsewhere(self, case: _Case, own: Evidence) -> bool:
        """Say whether 近300 is not the 260 of another thing but this thing's own 300, hedged."""
        if not case.hedged or own.span == case.span:
            return False
        score, item = case.hedged[0]
        return item.span == case.span and score >= case.own - 0.02

    def _hedge_of_own(self, case: _Case) -> bool:
        """Say whether a fact of this thing has the very number, only hedged otherwise."""
        return any(item.span == case.span and score >= _UNIT_SCORE for score, item in case.hedged)

    def _judge_partners(
        self,
        cases: Sequence[_Case],
        judged: list[CheckedFigure],
        tellers: dict[int, list[_Case]],
    ) -> None:
        """Doubt the other half of an exchange: who states the value that this should have."""
        place_of = {id(case): place for place, case in enumerate(cases)}
        for case in cases:
            if case.expected is None or case.chosen is None:
                continue
            partners = tellers.get(case.expected.number, [])
            if len(partners) != 1 or len(tellers[case.chosen.number]) != 1:
                continue
            other = partners[0]
            place = place_of[id(other)]
            if other.expected is not None or judged[place].status is not Status.SUPPORTED:
                continue
            back = self._index.score(other.mention, case.chosen.mention)
            if (
                back >= other.own - _PARTNER
                and other.mention.block_number == case.mention.block_number
            ):
                reason = (
                    f"记录里“{other.mention.figure.text}”说的是“{_quote(case.expected)}”，"
                    f"此处应是“{_quote(case.chosen)}”"
                )
                judged[place] = _finding(other, Status.MISBOUND, reason, case.expected)
        for case in cases:
            if case.expected is not None and case.chosen is not None:
                self._judge_followers(case, case.chosen, case.expected, judged, place_of)

    def _judge_followers(
        self,
        leader: _Case,
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
                if _one_clause(rival, expected) and len(one & two) >= _ALIKE * len(one | two):
                    reason = (
                        f"记录里“{_quote(case.chosen)}”随“{_quote(own)}”，"
                        f"此处应随“{_quote(expected)}”"
                    )
                    judged[place] = _finding(case, Status.MISBOUND, reason, case.chosen)
                    break

    def _supported(self, case: _Case, item: Evidence) -> CheckedFigure:
        return CheckedFigure(
            figure=case.mention.figure,
            status=Status.SUPPORTED,
            reason=f"记录：{_quote(item)}",
            support=_support(item),
            fact_ids=(item.fact.id,),
        )

    def _misbinding(
        self, case: _Case, own: Evidence, tellers: dict[int, list[_Case]]
    ) -> CheckedFigure | None:
        """Return the finding where something plainly ties the figure to another thing."""
        figure = case.mention.figure
        per = self._per_clash(case, own)
        if per:
            return _finding(case, Status.MISBOUND, per, own)
        clashes = [
            scope_clash(case.mention, case.heading, item)
            for score, item in case.good
            if score >= case.own - _TIE
        ]
        if clashes and all(clashes) and not own.calendar:
            return _finding(case, Status.MISBOUND, clashes[0], own)
        if own.calendar and own.activity < 0:
            return None
        if case.measure in _LABEL_MEASURES:
            return None
        if case.out_of_turn:
            return _finding(case, Status.MISBOUND, "与记录里的先后次序不符", own)
        if not own.calendar:
            clash = (
                change_clash(case.mention, own.mention)
                or self._total_clash(case, own)
                or self._period_clash(case, own)
                or self._word_clash(case, own)
                or self._noun_clash(case, own)
            )
            if clash:
                return _finding(case, Status.MISBOUND, clash, own)
        rival = self._better_rival(case, own, tellers)
        if rival is not None:
            case.expected = rival
            return _finding(
                case,
                Status.MISBOUND,
                f"记录里“{figure.text}”说的是“{_quote(own)}”，此处应是“{_quote(rival)}”",
                own,
            )
        return None

    def _total_clash(self, case: _Case, own: Evidence) -> str:
        """Say that 共 is claimed for one of several numbers of the same thing."""
        if not _CLAIMS_TOTAL.search(case.mention.lead) or _CLAIMS_TOTAL.search(own.mention.lead):
            return ""
        if own.fact.part_of is not None:
            return f"记录里“{own.fact.figure.text}”只是其中一部分，文中写成了合计"
        telling = {token for token in case.mention.near if not is_generic(token)}
        line = self._index.line_of(own)
        others = [
            item
            for item in line
            if item is not own
            and item.measure == own.measure
            and item.span
            and own.span
            and item.fact.part_of != own.fact.id
            and telling & item.mention.near & own.mention.near
            and not (own.mention.near - item.mention.near) & case.mention.weights.keys()
        ]
        if others and own.span and own.span.low < sum(i.span.low for i in others if i.span):
            return f"记录里“{_quote(own)}”不是合计"
        return ""

    def _better_rival(
        self, case: _Case, own: Evidence, tellers: dict[int, list[_Case]]
    ) -> Evidence | None:
        if own.measure != case.measure and own.measure is not None:
            # 12场 that only 12个 of something else bears, while 36场 is what is spoken of.
            for score, rival in case.rivals[:1]:
                if rival.measure == case.measure and score > case.own:
                    return rival
        for score, rival in case.rivals[:6]:
            margin = score - case.own
            if margin < _MARGIN_FAR:
                break
            if _per_differs(case, rival) and not _per_differs(case, own):
                continue
            if case.in_order:
                break
            if _says_own_word(case.mention, own.mention, rival.mention):
                continue
            needed = _MARGIN
            told_by = [other for other in tellers.get(rival.number, ()) if other is not case]
            own_told = any(
                other is not case and other.own > case.own for other in tellers.get(own.number, ())
            )
            beside = [other.own for other in told_by if other in case.beside]
            if beside and max(beside) >= score - _FITS:
                needed = _NEVER
            elif told_by:
                needed = (
                    _MARGIN_RIVAL_TOLD if max(o.own for o in told_by) >= score - 0.05 else _MARGIN
                )
            elif own_told:
                needed = _MARGIN_RETOLD if rival.mention.near != own.mention.near else needed
            for other in told_by:
                if self._exchanged(case, own, margin, other, rival):
                    return rival
            if (own.fact.id, rival.fact.id) in self._index.same_thing:
                continue
            if not told_by and margin >= _MARGIN_ALIKE and self._only_elsewhere(case, own, rival):
                needed = _MARGIN_ALIKE
            if margin >= needed and not scope_clash(case.mention, case.heading, rival):
                return rival
        taken = self._taken_label(case, own, tellers)
        if taken is not None:
            return taken
        part = own.fact.part_of
        if part is None or _WHOLE_MARK.search(case.mention.lead):
            return None
        return self._whole_of(case, own, part)

    def _only_elsewhere(self, case: _Case, own: Evidence, rival: Evidence) -> bool:
        """Say whether facts of one label differ around it, and the draft has the rival's words."""
        one, two = own.mention.near, rival.mention.near
        if len(one & two) < _ALIKE * len(one | two):
            return False
        return self._index.contrast(case.mention, rival.mention, own.mention) >= _PLAIN_CONTRAST

    def _word_clash(self, case: _Case, own: Evidence) -> str:
        """Say that the draft's clause has a word which the fact's own excludes: 春季 for 秋季."""
        said = said_of(case.mention)
        if not said or _DEALT.search(case.mention.clause_text):
            return ""
        found = excluded_word(said, said_of(own.mention))
        if found is None:
            return ""
        for _, item in case.good:
            if item is not own and excluded_word(said, said_of(item.mention)) is None:
                return ""
        number, word = found
        near = own.mention.near
        for _, rival in case.rivals[:6]:
            known = said_of(rival.mention).get(number)
            alike = len(near & rival.mention.near) >= _ALIKE * len(near | rival.mention.near)
            if known is not None and known[0] == word and (alike or rival.activity == own.activity):
                case.expected = rival
                return f"记录里是“{_quote(own)}”，此处说的应是“{_quote(rival)}”"
        opposite = said_of(own.mention)
        if opposite[number][1] and said[number][1]:
            return f"记录里是“{_quote(own)}”，文中说的正相反"
        return ""

    def _noun_clash(self, case: _Case, own: Evidence) -> str:
        """Say that 4个村 became 4个乡镇: the unit is the same, the thing counted is not."""
        said, known = _counted_noun(case.mention), _counted_noun(own.mention)
        if said and known and said != known:
            return f"记录里是{known}，文中写成了{said}"
        return ""

    def _period_clash(self, case: _Case, own: Evidence) -> str:
        """Say that a half year's number is given as the whole year's."""
        part = _part_of_year(own.mention)
        if not part or not _WHOLE_YEAR.search(case.mention.prefix) or _part_of_year(case.mention):
            return ""
        for _, rival in case.rivals[:4]:
            other = _part_of_year(rival.mention)
            near, own_near = rival.mention.near, own.mention.near
            if other and other != part and len(near & own_near) >= _ALIKE * len(near | own_near):
                return f"记录里这只是{part}的数字，文中写成了全年的"
        return ""

    def _exchanged(
        self, case: _Case, own: Evidence, margin: float, other: _Case, rival: Evidence
    ) -> bool:
        """Say whether two figures of the draft stand in each other's place."""
        if _says_own_word(other.mention, rival.mention, own.mention):
            return False
        back = self._index.score(other.mention, own.mention) - other.own
        total = margin + back
        if min(margin, back) > _MARGIN_SWAP and total >= _SWAP_TOTAL:
            return True
        if total < _MARGIN_LEAST:
            return False
        # 表彰 before the first item of a list is said of every item.
        verb = own.fact.verb if own.fact.verb == rival.fact.verb else ""
        shared = _around_verb(own.mention, verb) | _around_verb(case.mention, verb)
        one = self._index.contrast(case.mention, rival.mention, own.mention, shared)
        two = self._index.contrast(other.mention, own.mention, rival.mention, shared)
        shared_label = len(own.mention.near & rival.mention.near)
        # With one label for both, only what stands around can tell.
        if (
            shared_label >= _ALIKE * len(own.mention.near | rival.mention.near)
            and total >= _ALIKE_TOTAL
            and min(one, two) > _ALIKE_LEAST
            and one + two >= _ALIKE_CONTRAST
        ):
            return True
        if total >= _SWAP_PLAIN and one + two >= _SWAP_CONTRAST:
            return True
        if total >= 0 and min(one, two) > _UNDECIDED and one + two >= _TWO_SIDED:
            return True
        return min(one, two) > 0 and one + two >= _ONE_SIDED

    def _taken_label(
        self, case: _Case, own: Evidence, tellers: dict[int, list[_Case]]
    ) -> Evidence | None:
        """Return the untold fact whose label the draft gives to this one: 88名上岗 for 上岗52名."""
        said = _words_in(case.mention.near)
        for _, rival in case.rivals[:4]:
            if rival.activity != own.activity or rival.measure != own.measure:
                continue
            if tellers.get(rival.number) or rival.mention.clause_text == own.mention.clause_text:
                continue
            label = _words_in(rival.mention.near)
            smaller = rival.span and own.span and rival.span.low < own.span.low
            if smaller and label and label <= said and not label & own.mention.near:
                return rival
        return None

    def _whole_of(self, case: _Case, own: Evidence, part: str) -> Evidence | None:
        """Return the whole that a part is given as: nothing of what restricts the part is said."""
        for score, rival in case.rivals:
            if rival.fact.id != part:
                continue
            own_words = own.mention.near | (own.mention.clause - own.mention.others)
            their_words = rival.mention.near | rival.mention.clause | rival.mention.before
            limits = {token for token in own_words - their_words if not is_generic(token)}
            bare = not own.mention.clause
            unlimited = bare if not limits else not limits & case.mention.weights.keys()
            if unlimited and score >= case.own - _TIE:
                return rival
        return None

    def _per_clash(self, case: _Case, own: Evidence) -> str:
        if case.measure is None:
            return ""
        if _other_per(case, own) and all(_other_per(case, item) for _, item in case.good):
            return f"记录里是每{own.fact.figure.per}，文中写成了每{case.mention.figure.per}"
        if (
            _CLAIMS_TOTAL.search(case.mention.lead)
            and re.search("每[\u4e00-\u9fff]", own.mention.lead)
            and not _PER_WORD.search(case.mention.clause_text)
        ):
            return f"记录里“{_quote(own)}”是每一个的数，文中写成了合计"
        if not _per_differs(case, own) or any(
            not _per_differs(case, item) for _, item in case.good
        ):
            return ""
        said, known = case.mention.figure.per, own.fact.figure.per
        if known is not None:
            if _PER_WORD.search(case.mention.clause_text):
                return ""
            return f"记录里是每{known}{own.fact.figure.text}，文中写成了总数"
        if _PER_WORD.search(own.mention.clause_text) or "/" in (own.fact.figure.unit or ""):
            return ""
        return f"记录里“{own.fact.figure.text}”是总数，文中写成了每{said}的数"

    def _derived(self, case: _Case) -> CheckedFigure | None:
        mention = case.mention
        stated = tuple(
            other.chosen
            for other in case.beside
            if other.chosen is not None and other.mention.figure.start < mention.figure.start
        )
        later = tuple(
            other.chosen
            for other in case.beside
            if other.chosen is not None and other.mention.figure.start > mention.figure.start
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
                    if item.measure == case.measure and item.number not in case.told
                ),
                default=0.0,
            ),
        )
        if found is None:
            return None
        return CheckedFigure(
            figure=case.mention.figure,
            status=Status.DERIVED,
            reason=found.shown,
            support=_support(found.operands[0]),
            fact_ids=tuple(item.fact.id for item in found.operands) if found.tells else (),
        )

    def _calendar_extra(self, case: _Case) -> CheckedFigure | None:
        """Accept a day that the notes name by its festival, and a plan's next year."""
        figure = case.mention.figure
        if not is_calendar(figure):
            return None
        places = places_of(figure)
        reason = ""
        if len(places) == 1:
            reason = (
                self._festival(case) or self._neighbour_year(case) or self._half_year(places[0])
            )
        else:
            known = [places_of(item.fact.figure) for item in self._index.calendar]
            stretches = {end for ends in known if len(ends) == 2 for end in ends}
            ends_known = [
                any(
                    len(one) == 1
                    and (
                        same_place(one[0], place, self._index.years)
                        or lies_within(one[0], place, self._index.years)
                    )
                    for one in known
                )
                for place in places
            ]
            in_order = (places[0].month, places[0].day) < (places[1].month, places[1].day)
            if all(ends_known) and in_order and not stretches & set(places):
                reason = "起止时间都见于记录"
        if not reason:
            return None
        return CheckedFigure(figure=figure, status=Status.SUPPORTED, reason=reason)

    def _festival(self, case: _Case) -> str:
        (place,) = places_of(case.mention.figure)
        if not place.month or (
            place.year and self._index.years and place.year not in self._index.years
        ):
            return ""
        wanted = f"--{place.month:02d}" + (f"-{place.day:02d}" if place.day else "")
        for name, day in festival_days():
            if day.startswith(wanted) and name in self._all_words:
                return f"“{name}”即{int(day[2:4])}月{int(day[5:7])}日"
        return ""

    def _half_year(self, place: Place) -> str:
        """Accept 上半年 in the report of a half year."""
        if (
            place.part == "H1"
            and (not place.year or place.year in self._index.years)
            and (
                self._sheet.kind is ReportKind.HALF_YEAR
                or self._sheet.period.endswith("H1")
                or "半年" in self._all_words
                or any("半年" in activity.heading for activity in self._sheet.activities[:_FIRST])
                or "半年" in self._sheet.title
            )
        ):
            return "半年的记录"
        return ""

    def _neighbour_year(self, case: _Case) -> str:
        (place,) = places_of(case.mention.figure)
        if not place.year or place.month or place.part:
            return ""
        years = {int(year) for year in self._index.years}
        if int(place.year) - 1 in years and re.search(
            "将|计划|打算|下一步|下步|拟|目标|明年|谋划|展望|继续",
            case.heading + case.mention.sentence,
        ):
            return "下一年度的打算"
        if int(place.year) + 1 in years and any(
            item.fact.scope is Scope.LAST_YEAR or re.search("去年|上年|同比", item.mention.sentence)
            for item in self._index.items
        ):
            return "记录里的上年"
        return ""

    def _complete(self, case: _Case) -> CheckedFigure | None:
        """Accept 办结率100% where the notes say that all were: 接访29件，全部办结."""
        if case.measure != "percent" or case.span != Span(Decimal(100), Decimal(100)):
            return None
        for number, activity in self._index.activities_near(case.mention):
            match = _ALL_DONE.search(activity.text)
            items = self._index.by_activity.get(number)
            if (
                match is None
                or not items
                or not self._index.may_rival(case.mention, items[0].mention)
            ):
                continue
            return CheckedFigure(
                figure=case.mention.figure,
                status=Status.DERIVED,
                reason=f"记录：{activity.text[max(0, match.start() - 10) : match.end() + 4]}",
            )
        return None

    def _two_ends(self, case: _Case) -> CheckedFigure | None:
        """Accept 由18件到25件 where both ends are facts."""
        span = case.span
        if span is None or span.single or not re.search("由|从", case.mention.lead):
            return None
        ends = []
        for end in (span.low, span.high):
            found = [
                item
                for item in self._index.of_measure(case.measure, case.mention)
                if item.span == Span(end, end)
            ]
            ends.append(found[0] if found else None)
        low, high = ends
        if low is None or high is None:
            return None
        return CheckedFigure(
            figure=case.mention.figure,
            status=Status.SUPPORTED,
            reason=f"记录：{_quote(low)}，{_quote(high)}",
            support=_support(low),
            fact_ids=(low.fact.id, high.fact.id),
        )

    def _unregistered(self, case: _Case) -> CheckedFigure | None:
        """Accept a figure whose very words stand in the notes where they were read as none."""
        mention, text = case.mention, case.mention.figure.text
        before, after = mention.lead[-2:], mention.tail[:2]
        figure_is_level = mention.figure.unit in _LABEL_MEASURES
        for number, activity in self._index.activities_near(case.mention):
            place = activity.text.find(text)
            spans = self._index.spans[number]
            while place >= 0:
                end = place + len(text)
                alike = (
                    len(before) == 2 and activity.text[max(0, place - 2) : place] == before
                ) or (len(after) == 2 and activity.text[end : end + 2] == after)
                free = not any(low < end and place < high for low, high in spans)
                if alike and free and not _touches_number(activity.text, place, end):
                    return CheckedFigure(
                        figure=mention.figure,
                        status=Status.SUPPORTED,
                        reason=f"记录：{activity.text[max(0, place - 8) : end + 8]}",
                    )
                place = activity.text.find(text, place + 1)
            if figure_is_level and text.removesuffix("级") in activity.text:
                return CheckedFigure(
                    figure=mention.figure,
                    status=Status.SUPPORTED,
                    reason=f"记录：{activity.text[:20]}",
                )
        return None

    def _listed(self, case: _Case) -> CheckedFigure | None:
        shown = count_of_list(case.mention, self._index) or self._counts_itself(case)
        if not shown:
            return None
        return CheckedFigure(figure=case.mention.figure, status=Status.DERIVED, reason=shown)

    def _counts_itself(self, case: _Case) -> str:
        """Return how a small count sums up what the draft itself tells, "" where it does not.

        两场, 三个月, 两村 are counted over the facts, the days and the names of the paragraph; a
        fact of its own label takes precedence.
        """
        mention, span = case.mention, case.span
        if span is None or not span.single or not 2 <= span.low <= 10:
            return ""
        if mention.figure.text[0] not in _SMALL or mention.figure.unit not in _SELF_COUNTED:
            return ""
        if any(
            score >= _UNIT_SCORE and item.measure == case.measure for score, item in case.rivals
        ):
            return ""
        number = int(span.low)
        said = [one for one in case.block if one.chosen is not None and one is not case]
        days = {str(one.mention.figure.value) for one in said if is_calendar(one.mention.figure)}
        things = {one.chosen.activity for one in said if one.chosen is not None}
        noun = mention.figure.unit if mention.figure.unit != "个" else mention.tail[:1]
        words = mention.paragraph + "".join(
            one.chosen.mention.clause_text for one in said if one.chosen is not None
        )
        names = set(re.findall(rf"[\u4e00-\u9fff]{noun}(?![级民])", words))
        names = {name for name in names if name[0] not in _SMALL + "各每全该本我"}
        listed = (
            len(re.split("、|和|及", re.split("[，。；：]", mention.lead)[-1]))
            if mention.lead
            else 0
        )
        sums = [len(run) for run in _runs_of_measure(said)]
        counts = (len(days), len(things), len(names), listed, *sums)
        return f"文中自数：{number}" if number in counts else ""

    def _singular(self, case: _Case) -> CheckedFigure | None:
        """Accept 一场 of a thing that the notes name without a count."""
        figure = case.mention.figure
        if figure.value != Decimal(1) or figure.unit not in _ONE_UNITS:
            return None
        if figure.qualifier is not Qualifier.EXACT:
            return None
        weights = self._index.weights
        telling = [token for token in case.mention.near if not is_generic(token)]
        if not telling:
            return None
        total = sum(weights.get(token, 0.3) for token in telling)
        for number, activity in self._index.activities_near(case.mention):
            items = self._index.by_activity.get(number, ())
            if any(item.measure == case.measure for item in items):
                continue
            from drafter.verifying.words import tokens_of

            block = tokens_of(activity.text)
            borne = sum(weights.get(token, 0.3) for token in telling if token in block)
            if borne >= _SINGULAR * total:
                return CheckedFigure(
                    figure=figure,
                    status=Status.SUPPORTED,
                    reason=f"记录里这件事没有另写数量：{activity.text[:20]}",
                )
        return None

    def _rejected(self, case: _Case, figure: Figure) -> CheckedFigure:
        hedged = case.hedged or [
            pair
            for pair in case.rivals[:4]
            if pair[0] >= _UNIT_SCORE and bearing_of(pair[1].fact.figure, figure) is Bearing.HEDGE
        ]
        if hedged:
            item = hedged[0][1]
            return _finding(case, Status.WRONG_HEDGE, _hedge_reason(item, figure), item)
        if case.other_unit:
            score, item = case.other_unit[0]
            rival = case.rivals[0] if case.rivals else None
            if rival is not None and rival[0] > score and rival[0] >= _UNIT_SCORE:
                return _finding(
                    case,
                    Status.MISBOUND,
                    f"记录里{_value_words(figure)}是“{_quote(item)}”，此处应是“{_quote(rival[1])}”",
                    item,
                )
            if score >= _UNIT_SCORE:
                return _finding(
                    case, Status.WRONG_UNIT, f"记录里是“{_quote(item)}”，单位不同", item
                )
        return self._unsupported(case, figure)

    def _unsupported(self, case: _Case, figure: Figure) -> CheckedFigure:
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
        if case.rivals and case.rivals[0][0] >= _UNIT_SCORE:
            item = case.rivals[0][1]
            return _finding(case, Status.UNSUPPORTED, f"记录里没有，相近的是“{_quote(item)}”", item)
        return CheckedFigure(figure=figure, status=Status.UNSUPPORTED, reason="记录里没有这个数字")

    def _leak(self, figure: Figure) -> tuple[str, Figure] | None:
        if self._leaks is None:
            self._leaks = {}
            for name, prose in self._exemplars:
                for found in find_figures(prose):
                    key = (measure_of(found), found.value)
                    self._leaks.setdefault(key, (name, found))
        return self._leaks.get((measure_of(figure), figure.value))

    # -- coverage ---------------------------------------------------------------------------

    def _missing(self, checked: Sequence[CheckedFigure]) -> tuple[Fact, ...]:
        said = {fact_id for figure in checked if figure.status.ok for fact_id in figure.fact_ids}
        told = [item for item in self._index.items if item.fact.id in said]
        keys = {_same_key(item) for item in told}
        summed = {
            fact_id
            for figure in checked
            if figure.status is Status.DERIVED
            for fact_id in figure.fact_ids
        }
        return tuple(
            item.fact
            for item in self._index.items
            if item.activity >= 0
            and item.fact.id not in said
            and not item.disputed
            and item.fact.use is Use.STATE
            and _same_key(item) not in keys
            and not (item.calendar and self._summed_up(item, summed))
        )

    def _summed_up(self, item: Evidence, summed: set[str]) -> bool:
        """Say whether a half year's numbers are told by the whole year's total."""
        if not _PART_OF_YEAR.fullmatch(item.fact.figure.text):
            return False
        numbers = [other for other in self._index.by_activity[item.activity] if other.span]
        return bool(numbers) and all(other.fact.id in summed for other in numbers)


def _same_key(item: Evidence) -> tuple[object, ...]:
    """Return what makes two facts one: the same value said of the same thing."""
    figure = item.fact.figure
    if item.calendar:
        return ("date", figure.value)
    return (figure.value, item.measure, figure.qualifier, item.fact.label or item.fact.object)


_COUNTED: Final = re.compile(
    " ?(?:个|所|家)?(?:行政|建制|自然)?"
    "(村|社区|乡镇|镇|乡|街道|县|学校|小学|中学|企业|单位|部门|小区|合作社)"
    "(?!级|民|妇|干)"
)


def _counted_noun(mention: Mention) -> str:
    """Return the kind of place or body that is counted: 村 of 14个行政村 and of 14村."""
    unit = mention.figure.unit or ""
    if unit in ("个", "所", "家"):
        match = _COUNTED.match(mention.tail)
        return match[1] if match is not None else ""
    return unit if _COUNTED.fullmatch(unit) else ""


def _one_clause(one: Evidence, two: Evidence) -> bool:
    """Say whether two facts stand in one clause of one activity."""
    return one.activity == two.activity and one.mention.clause_text == two.mention.clause_text


_SMALL: Final = "两二三四五六七八九十"
_SELF_COUNTED: Final = frozenset(
    [*"个村场次片处类项所校家地站级期批组段镇乡", "个月", "大类", "方面", "个方面", "社区", "部门"]
)
_ALL_DONE: Final = re.compile("全部|全都|均已|都已|全覆盖|无一例外|一个不[落少]|件件")


def _runs_of_measure(cases: Sequence[_Case]) -> list[list[_Case]]:
    """Return the draft's figures by unit class."""
    found: dict[str | None, list[_Case]] = {}
    for case in cases:
        if case.span is not None:
            found.setdefault(case.measure, []).append(case)
    return list(found.values())


def _same_noun(said: Mention, known: Mention) -> bool:
    """Say whether loosely equal units count one noun: 12支队伍, 12个队伍; 32个老人, not 32户."""
    for one, two in ((said, known), (known, said)):
        if one.figure.unit == "个" and two.figure.unit in ("户", "家庭"):
            return bool(re.match("[^，。；、]{0,6}(?:户|家庭|住户|人家)", one.tail))
    around = {token for token in said.near if not is_generic(token)}
    label = known.near
    if alike_units(measure_of(said.figure), measure_of(known.figure)):
        wide = said.clause | said.passed | said.before
        around |= {token for token in wide if not is_generic(token)}
        label = known.near | known.clause | known.passed | known.before
    return bool(around & label) or not (said.near and known.near)


def _half_said(known: str | None, said: str | None) -> bool:
    """Say whether one unit is half of a double one: 66件(次) said as 66件."""
    if known is None or said is None:
        return False
    double, single = (known, said) if len(known) > len(said) else (said, known)
    return double in (f"{single}(次)", f"{single}（次）", f"{single}/次")


def _part_of_year(mention: Mention) -> str:
    """Return the half or quarter that a figure is said of, "" where none is named."""
    found = _PART_OF_YEAR.findall(mention.prefix)
    return found[-1] if found else ""


_TIME_PER: Final = {"天": "日天", "日": "日天", "月": "月", "周": "周", "星期": "周", "年": "年"}


def _in_time(per: str, words: str) -> bool:
    """Say whether the notes give a rate in time without 每: 日工资130元, 月产2000个, 一周两晚."""
    return any(char in words for char in _TIME_PER.get(per, ""))


_PER_KINDS: Final = ("人名位生员", "户家", "天日", "月", "年", "周", "场次", "村", "处个", "季")


def _other_per(case: _Case, item: Evidence) -> bool:
    """Say whether both state a rate, of different things: 户均 and 人均, 每周 and 每月."""
    said, known = case.mention.figure.per, item.fact.figure.per
    if not said or not known or said == known or not _PER_WORD.search(case.mention.lead):
        return False
    one = next((kind for kind in _PER_KINDS if said[0] in kind), said)
    two = next((kind for kind in _PER_KINDS if known[0] in kind), known)
    return one != two and known not in case.mention.clause_text


def _says_own_word(said: Mention, own: Mention, rival: Mention) -> bool:
    """Say whether the draft repeats the very word that tells its fact from the rival: 年初的61%."""
    words, known, other = said_of(said), said_of(own), said_of(rival)
    return any(
        close and known.get(number) == (word, True) and other.get(number) != (word, True)
        for number, (word, close) in words.items()
    )


def _words_in(tokens: frozenset[Token]) -> set[str]:
    """Return the telling pairs of characters, the groups of like meaning left aside."""
    return {token for token in tokens if isinstance(token, str) and not is_generic(token)}


def _around_verb(mention: Mention, verb: str) -> frozenset[Token]:
    """Return the tokens at a figure that hold a character of the verb."""
    if not verb:
        return frozenset()
    return frozenset(t for t in mention.near if isinstance(t, str) and set(t) & set(verb))


def _per_differs(case: _Case, item: Evidence) -> bool:
    """Say whether only one side states a rate; 每 must stand in the figure's own clause."""
    figure, known = case.mention.figure, item.fact.figure
    if _DEALT.search(case.mention.clause_text):
        return False
    said_per = figure.per is not None and bool(
        _PER_WORD.search(case.mention.clause_text) or "/" in (figure.unit or "")
    )
    known_per = known.per is not None and bool(
        _PER_WORD.search(item.mention.clause_text) or "/" in (known.unit or "")
    )
    if said_per and not known_per and _in_time(figure.per or "", item.mention.clause_text):
        return False
    if "不等" in known.text + item.mention.tail[:2]:
        return False
    return said_per != known_per


def _mark_ordered_lists(cases: Sequence[_Case]) -> None:
    """Mark lists of bare numbers that keep the notes' own order: 依次为15件、12件、20件和13件."""
    run: list[_Case] = []
    for case in [*cases, None]:
        bare = case is not None and case.chosen is not None and _BARE_LEAD.search(case.mention.lead)
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
        if len(run) > 2 and numbers == sorted(numbers) and len(lines) == 1:
            for one in run:
                one.in_order = True
        if len(run) > 1 and numbers != sorted(numbers) and len(lines) == 1 and _in_turn(run[0]):
            for one, right in zip(run, sorted(numbers), strict=True):
                one.out_of_turn = one.chosen is not None and one.chosen.number != right
        run = [case] if case is not None and case.chosen is not None else []


def _in_turn(case: _Case) -> bool:
    """Say whether bare numbers are told in turn: 先后有36人、44人参加, with no list of names."""
    lead = case.mention.lead
    mark = re.search("先后|依次|分别", lead)
    return mark is not None and not re.search(
        "、|和|与|及", case.mention.prefix[: -len(lead) or None][-12:] + lead[: mark.start()]
    )


def _tellers(cases: Sequence[_Case]) -> dict[int, list[_Case]]:
    found: dict[int, list[_Case]] = {}
    for case in cases:
        if case.chosen is not None:
            found.setdefault(case.chosen.number, []).append(case)
    return found


def _touches_number(text: str, start: int, end: int) -> bool:
    numerals = "0123456789.０１２３４５６７８９一二三四五六七八九十百千万亿"
    return (start > 0 and text[start - 1] in numerals) or (
        end < len(text) and text[end] in "0123456789"
    )


def _quote(item: Evidence) -> str:
    """Return the fact in the notes' own words, short."""
    mention = item.mention
    text = item.fact.figure.text
    lead = _WORD_STOPS.split(mention.lead)[-1][-14:]
    tail = _WORD_STOPS.split(mention.tail)[0][:10]
    if len(lead) + len(tail) < 2 and item.fact.label not in ("", "时间"):
        return f"{item.fact.label}{text}"
    return f"{lead}{text}{tail}"


def _support(item: Evidence) -> Support:
    source = item.fact.source
    return Support(
        text=item.fact.figure.text,
        start=source.start,
        end=source.end,
        file=source.file,
        line=source.line,
        fact_id=item.fact.id,
    )


def _finding(case: _Case, status: Status, reason: str, item: Evidence) -> CheckedFigure:
    return CheckedFigure(
        figure=case.mention.figure, status=status, reason=reason, support=_support(item)
    )


_HEDGE_WORDS: Final = {
    Qualifier.EXACT: "准确数",
    Qualifier.OVER: "多于这个数",
    Qualifier.UNDER: "不到这个数",
    Qualifier.ABOUT: "约数",
    Qualifier.AT_LEAST: "不少于这个数",
    Qualifier.AT_MOST: "不多于这个数",
}


def _hedge_reason(item: Evidence, figure: Figure) -> str:
    known = item.fact.figure
    if figure.qualifier is Qualifier.EXACT and known.qualifier is not Qualifier.EXACT:
        return f"记录是“{known.text}”（{_HEDGE_WORDS[known.qualifier]}），文中写成了准确数"
    return f"记录是“{known.text}”，文中的说法与它不符"


def _value_words(figure: Figure) -> str:
    return f"“{figure.text}”的数"


def _paragraphs(draft: str) -> list[_Paragraph]:
    """Return the paragraphs with the headings that they stand under."""
    found = []
    heading = ""
    start = 0
    for line in draft.split("\n"):
        if line.strip():
            found.append(_Paragraph(line, start, heading))
            if _is_heading(line):
                heading = line.strip()
        start += len(line) + 1
    return found


def _is_heading(line: str) -> bool:
    short = line.strip()
    return len(short) <= _LONGEST_HEADING and (
        bool(_HEADING.match(short)) or short[-1] not in "。；！？.;，,：:|"
    )


def _sign_off(draft: str) -> int | None:
    """Return where a closing block of org and full date begins, None without one."""
    lines = draft.rstrip().split("\n")
    filled = [number for number, line in enumerate(lines) if line.strip()]
    if len(filled) < 2:
        return None
    last, above = lines[filled[-1]], lines[filled[-2]].strip()
    figures = find_figures(last)
    if len(figures) != 1 or figures[0].text.strip() != last.strip().strip("*_　 "):
        return None
    value = figures[0].value
    if not (isinstance(value, str) and _FULL_DATE.fullmatch(value)):
        return None
    if len(above) > _LONGEST_HEADING or above[-1] in "。；！？：，":
        return None
    return len("\n".join(lines[: filled[-1]])) + (1 if filled[-1] else 0)
