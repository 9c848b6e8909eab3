"""Which facts one figure of a draft may state: by value, unit and hedge, the best fit first."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from drafter.figures import Figure, Kind, Qualifier
from drafter.verifying.cases import Case
from drafter.verifying.context import Mention, read_mentions
from drafter.verifying.dates import (
    Place,
    is_calendar,
    lies_within,
    places_of,
    same_place,
)
from drafter.verifying.evidence import Evidence, EvidenceIndex
from drafter.verifying.nouns import counted_in
from drafter.verifying.paragraphs import paragraphs_of, widened
from drafter.verifying.rates import per_differs
from drafter.verifying.values import (
    STAGES,
    Bearing,
    Units,
    alike_units,
    bearing_of,
    compare_units,
    is_limit,
    measure_of,
    span_of,
    step_of,
)
from drafter.verifying.words import is_generic

__all__ = ["TIE", "assign", "case_of", "cases_of"]

# What a paragraph opens with holds for all of it: 2026年，我镇将重点做好以下工作：一是…；二是….
_LEAD: Final = re.compile("[^：。；]{0,30}：|.{0,12}")
_LOOSE_PENALTY: Final = 0.08
_LOOSE_SCORE: Final = 0.3
_FAR_BETTER: Final = 0.25
_RARE_NUMBER: Final = 20
_ALIKE_SCORE: Final = 0.12
_BEARS: Final = (Bearing.SAME, Bearing.WIDER)
_SURE: Final = 0.75
_EXACT_DATE: Final = 0.1
# What 个 may stand for where no noun follows it, and what begins no noun.
_COUNTABLE: Final = frozenset(
    ["person", "household", "家", "件", "项", "篇", "份", "对", "例", "起"]
)
_HOUSES: Final = re.compile("[商农住业]户|家庭")
_NO_NOUN_NEXT: Final = frozenset("，,。；;、：:占就都已还在也没有被得去来是（(")
_CERTIFICATE: Final = re.compile("证书?$")
_EXTREME: Final = re.compile(r"最[高大多长好](?:的?一[\u4e00-\u9fff]|的)[^\d。；]{0,20}$")
_ILLNESS: Final = re.compile("癌|病|阳性|确诊|患者|疑似|异常|结节|肿瘤|肿块|筛出|检出")
_WHOLE: Final = 100
_TURNING: Final = re.compile(r"[从由] ?\d[\d.]* ?[到至] ?\d")
_NOUGHT: Final = Decimal(0)
TIE: Final = 0.06
_MONTHS: Final = re.compile(r"(?<!\d)(1[0-2]|[1-9])月")
_CN_MONTHS: Final = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_MONTH_WORDS: Final = re.compile("(十[一二]|[一二三四五六七八九十])月(?!底前)")


def cases_of(index: EvidenceIndex, draft: str, figures: Sequence[Figure]) -> list[Case]:
    """Return each figure of the draft with its candidates, in order."""
    cases: list[Case] = []
    position = 0
    for number, paragraph in enumerate(paragraphs_of(widened(draft))):
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
        opening = _LEAD.match(paragraph.text)
        lead = paragraph.heading + (opening[0] if opening else "")
        cases += [case_of(index, mention, lead) for mention in mentions]
        position = stop
    return cases


def case_of(index: EvidenceIndex, mention: Mention, heading: str) -> Case:
    """Return one figure with its candidates."""
    figure = mention.figure
    case = Case(mention, heading, span_of(figure), counted_in(mention))
    if is_calendar(figure):
        _find_dates(index, case)
    elif case.span is not None:
        _find_numbers(index, case)
    else:
        _find_texts(index, case)
    for group in (case.good, case.hedged, case.other_unit):
        if len(group) < 2:
            continue
        group.sort(key=lambda pair: -pair[0])
    return case


def _find_numbers(index: EvidenceIndex, case: Case) -> None:
    mention, figure = case.mention, case.mention.figure
    if case.span is None:
        return
    step = step_of(figure)
    loose: list[tuple[float, Evidence]] = []
    for item in index.near_value(case.span, step, mention):
        bearing = _bearing(item, case, step)
        if bearing is Bearing.NO:
            continue
        if case.measure in STAGES and item.fact.figure.kind is not Kind.ORDINAL:
            continue  # 老师2 is no 二年级
        score = index.score(mention, item.mention)
        units = compare_units(item.measure, case.measure)
        if units is Units.OTHER and (
            _only_guessed(item, case)
            or _told_of_its_total(index, item, case)
            or _turned_in_percent(item, case)
            or _is_certificate(item, case)
        ):
            units = Units.UNSTATED
        if units is Units.OTHER and _are_patients(item, case):
            units = Units.SAME
        if units is Units.OTHER and _half_said(item.fact.figure.unit, figure.unit):
            units = Units.SAME
        if units is Units.LOOSE and _same_behind(mention, item.mention):
            units = Units.SAME
        if units is Units.LOOSE and _holds_noun(mention, item.mention):
            units = Units.SAME
        if units is Units.LOOSE and not _same_noun(mention, item.mention):
            units = Units.OTHER
        loosely = units in (Units.OTHER, Units.LOOSE)
        if loosely and _says_no_noun(item) and case.measure in _COUNTABLE:
            units = Units.UNSTATED
        least = _ALIKE_SCORE if alike_units(item.measure, case.measure) else _LOOSE_SCORE
        if least == _ALIKE_SCORE and case.span.low >= _RARE_NUMBER:
            least = 0.0  # 82家, 82个家庭: hardly two things by chance
        if units is Units.OTHER or (units is Units.LOOSE and score < least):
            if bearing is not Bearing.HEDGE:
                case.other_unit.append((score, item))
            continue
        if per_differs(case, item):
            score -= 0.1
        if units is Units.SAME and item.fact.figure.unit == figure.unit:
            score += 0.02
        target = case.hedged if bearing is Bearing.HEDGE else case.good
        if units in (Units.LOOSE, Units.UNSTATED):
            loose.append((score, item))
            if bearing is not Bearing.HEDGE:
                continue
        target.append((score, item))
    best = max((score for score, _ in case.good), default=0.0)
    case.good += [
        pair
        for pair in loose
        if case.good
        and pair[0] > best + _FAR_BETTER
        and _bearing(pair[1], case, step) is not Bearing.HEDGE
    ]
    if not case.good:
        case.good = [pair for pair in loose if _bearing(pair[1], case, step) is not Bearing.HEDGE]
    _find_rivals(index, case)


def _find_rivals(index: EvidenceIndex, case: Case) -> None:
    figure = case.mention.figure
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
        if per_differs(case, item):
            score -= 0.1
        case.rivals.append((score, item))
    if not sure:
        _find_loose_rivals(index, case, good)
    case.rivals.sort(key=lambda pair: -pair[0])


def _find_loose_rivals(index: EvidenceIndex, case: Case, good: set[int]) -> None:
    """Find rivals in another spelling of the unit: 老人32个 for 57名, 260 for 128份."""
    figure = case.mention.figure
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


def _find_texts(index: EvidenceIndex, case: Case) -> None:
    value = case.mention.figure.value
    key = value if isinstance(value, str) else ""
    for item in index.textual.get(key, ()):
        if not isinstance(value, str):
            units = compare_units(item.measure, case.measure)
            same = bearing_of(item.fact.figure, case.mention.figure) is Bearing.SAME
            if units is Units.OTHER or not same:
                continue
        case.good.append((index.score(case.mention, item.mention), item))


def _find_dates(index: EvidenceIndex, case: Case) -> None:
    said = places_of(case.mention.figure)
    years = index.years
    for item in index.calendar:
        known = places_of(item.fact.figure)
        if "旬" in case.mention.figure.text and len(known) == len(said) > 1:
            same = _spans_days(said, known)
        elif len(known) == len(said):
            same = all(same_place(a, b, years) for a, b in zip(known, said, strict=True)) or (
                len(said) == 1 and lies_within(known[0], said[0], years)
            )
        elif len(said) == 1:
            same = any(
                same_place(a, said[0], years) or lies_within(a, said[0], years) for a in known
            )
        else:
            same = _spans_days(said, known) and "旬" in case.mention.figure.text
        if not same and len(known) == len(said) == 1:
            same = _day_of_named_month(index, case, known[0], said[0])
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


def _day_of_named_month(index: EvidenceIndex, case: Case, known: Place, said: Place) -> bool:
    """Say whether a day without its month is one of a month that the paragraph names: 六月…3日.

    Or of the only month that the heading, or else all of the notes, speak of.
    """
    if said.month or not said.day or said.day != known.day or not known.month:
        return False
    months = {int(m) for m in _MONTHS.findall(case.mention.paragraph)}
    months |= {_CN_MONTHS.index(m) + 1 for m in _MONTH_WORDS.findall(case.mention.paragraph)}
    if not months:
        months = {int(m) for m in _MONTHS.findall(case.heading)}
        months |= {_CN_MONTHS.index(m) + 1 for m in _MONTH_WORDS.findall(case.heading)}
    if not months:
        told = {p.month for item in index.calendar for p in places_of(item.fact.figure) if p.month}
        months = told if len(told) == 1 else months
    return known.month in months


def _spans_days(stretch: Sequence[Place], days: Sequence[Place]) -> bool:
    """Say whether days lie in a stretch of one month: 9月16日-19日 in 9月中旬."""
    first, last = stretch
    return all(
        day.month == first.month and first.day <= day.day <= last.day for day in days if day.day
    ) and any(day.day for day in days)


def assign(cases: Sequence[Case]) -> None:
    """Give each figure the fact that it states; a fact not yet told goes before a told one."""
    used: set[int] = set()
    order = sorted((case for case in cases if case.good), key=lambda case: -case.good[0][0])
    for case in order:
        best = case.good[0][0]
        choice = next(
            (pair for pair in case.good if pair[0] >= best - TIE and pair[1].number not in used),
            case.good[0],
        )
        case.own, case.chosen = choice
        used.add(choice[1].number)


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
    telling = {token for token in label if not is_generic(token)}
    return bool(around & telling) or not (around and telling)


def _holds_noun(said: Mention, known: Mention) -> bool:
    """Say whether one unit is the noun behind the other: 7乡, 7个乡."""
    return any(
        one.figure.unit in ("个", "所", "家") and one.tail.startswith(two.figure.unit or "\0")
        for one, two in ((said, known), (known, said))
    )


def _same_behind(one: Mention, two: Mention) -> bool:
    """Say whether one noun stands behind both: 24个队, 24支队伍."""
    first, second = one.tail[:1], two.tail[:1]
    return first == second and "\u4e00" <= first <= "\u9fff"


def _bearing(item: Evidence, case: Case, step: Decimal) -> Bearing:
    """Say how a fact's number bears the figure, its clause and a double hedge considered."""
    figure = case.mention.figure
    bearing = bearing_of(item.fact.figure, figure, item.span, case.span)
    if bearing is Bearing.NO:
        return bearing
    if bearing is Bearing.HEDGE and item.span == case.span and is_limit(case.mention.tail):
        return Bearing.SAME
    if _is_extreme(item) and "均" in case.mention.clause_text:
        return Bearing.HEDGE  # the highest is no average
    if _hedged_twice(figure.text) and not _bears_over(item, figure, step):
        return Bearing.HEDGE  # 近50余家 of 48家
    return bearing


def _is_extreme(item: Evidence) -> bool:
    """Say whether a number is the most or least of several: 阅读最高的一篇…，12.8万次."""
    if item.fact.figure.text.startswith("最"):
        return True
    match = _EXTREME.search(item.mention.prefix)
    return match is not None and "均" not in match[0]


def _hedged_twice(text: str) -> bool:
    """Say whether a number is told as less and as more at once: 近50余家."""
    return text.startswith(("近", "约", "将近", "接近")) and any(word in text for word in "余多")


def _bears_over(item: Evidence, figure: Figure, step: Decimal) -> bool:
    over = replace(figure, qualifier=Qualifier.OVER, step=step)
    return bearing_of(item.fact.figure, over) in _BEARS


def _are_patients(item: Evidence, case: Case) -> bool:
    """Say whether persons and cases are the same sick: 确诊宫颈癌3人, 宫颈癌3例."""
    return {item.measure, case.measure} == {"person", "例"} and all(
        _ILLNESS.search(mention.clause_text) for mention in (item.mention, case.mention)
    )


def _says_no_noun(item: Evidence) -> bool:
    """Say whether 个 counts what the notes do not name: 报上去13个 批了10个."""
    if item.fact.figure.unit not in ("个", "家"):
        return False
    tail = item.mention.tail.lstrip()
    return not tail or tail[0] in _NO_NOUN_NEXT or not "\u4e00" <= tail[0] <= "\u9fff"


def _only_guessed(item: Evidence, case: Case) -> bool:
    """Say whether the notes give no unit and words alone made it persons: 听众 5200, 儿童 1400."""
    if item.measure != "person" or item.fact.figure.unit is not None:
        return False
    if case.measure == "household":
        return _HOUSES.search(case.mention.lead[-6:]) is not None  # 妇女商户968户
    return case.measure in ("person-time", "个", "家", "件", "份", "套", "时")


def _told_of_its_total(index: EvidenceIndex, item: Evidence, case: Case) -> bool:
    """Say whether a bare number is part of a list whose sum has the unit: 母亲45 …, 共107户."""
    if item.fact.figure.unit is not None or item.measure != "person" or item.span is None:
        return False
    line = [one for one in index.line_of(item) if one.span and one.span.single]
    bare = sum((one.span.low for one in line if one.fact.figure.unit is None and one.span), _NOUGHT)
    return any(
        one.fact.figure.unit == case.mention.figure.unit and one.span and one.span.low == bare
        for one in index.of_measure(case.measure, case.mention)
    )


def _turned_in_percent(item: Evidence, case: Case) -> bool:
    """Say whether a bare 合格 从60到92 may be told as a share that rose from 60% to 92%."""
    if item.measure is not None or case.measure != "percent" or item.span is None:
        return False
    return item.span.high <= _WHOLE and bool(_TURNING.search(item.mention.clause_text))


def _is_certificate(item: Evidence, case: Case) -> bool:
    """Say whether certificates are told by who got them: 发结业证76本 as 76人领到结业证."""
    return (
        case.measure == "person"
        and item.fact.figure.unit in ("本", "张", "份", "个")
        and bool(
            _CERTIFICATE.search(item.mention.lead) or item.mention.tail.startswith(("证", "结业证"))
        )
        and "证" in case.mention.clause_text
    )


def _half_said(known: str | None, said: str | None) -> bool:
    """Say whether one unit is half of a double one: 66件(次) said as 66件."""
    if known is None or said is None:
        return False
    double, single = (known, said) if len(known) > len(said) else (said, known)
    return double in (f"{single}(次)", f"{single}（次）", f"{single}/次")
