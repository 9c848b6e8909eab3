"""Figures that no fact states and the notes bear all the same: 全部办结 is 100%."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from drafter.figures import Kind, Qualifier
from drafter.verifying.cases import Case
from drafter.verifying.columns import columns_of
from drafter.verifying.dates import (
    is_calendar,
)
from drafter.verifying.evidence import EvidenceIndex
from drafter.verifying.listing import count_of_list
from drafter.verifying.telling import quote, support_of
from drafter.verifying.types import CheckedFigure, Status
from drafter.verifying.values import (
    Span,
)
from drafter.verifying.words import is_generic, tokens_of

__all__ = [
    "LABEL_MEASURES",
    "NUMBERED",
    "UNIT_SCORE",
    "complete",
    "listed",
    "none_of",
    "singular",
    "two_ends",
    "unregistered",
]

LABEL_MEASURES: Final = ("星级", "级")
UNIT_SCORE: Final = 0.3
_OTHER_YEARS: Final = re.compile("去年|上年|前年|今年|本年")
_CLAUSES: Final = re.compile(r"[，,。；;\s]+")
_DENIED: Final = re.compile("[没无未零]|不(?:存在|曾)|0(?!\\d)")
_AT_ONCE: Final = 6
_LEAST_SAID: Final = re.compile("最[少小低短近轻]|至少|[少低][的时则]")
_MOST_SAID: Final = re.compile("最[多大高长远重]|至多|[多高][的时则]")
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
        "台",
        "床",
        "盏",
        "份",
        "顿",
    ]
)
_SMALL: Final = "两二三四五六七八九十"
_SELF_COUNTED: Final = frozenset(
    [*"个村场次片处类项所校家地站级期批组段镇乡", "个月", "大类", "方面", "个方面", "社区", "部门"]
)
_PLACE: Final = re.compile("乡镇|镇|乡|村|社区|街道")
# 松坪镇，任务数1200人: what a row of a table begins with.
_ROW_OF: Final = {
    counted: re.compile(rf"[\u4e00-\u9fff]{{2,4}}?(?:{ends})(?=[^\u4e00-\u9fff])")
    for counted, ends in (
        ("乡镇", "镇|乡|街道"),
        ("镇", "镇"),
        ("乡", "乡"),
        ("村", "村"),
        ("社区", "社区"),
        ("街道", "街道"),
    )
}
_EVENTS: Final = frozenset(["场", "次", "期", "批", "回", "场次", "站", "轮"])
# Two of something stand side by side in any notes.
_PAIR: Final = 2
_HELD: Final = ("场", "次", "期", "场次")
NUMBERED: Final = frozenset(["批", "期", "场", "次", "站", "轮", "组", "阶段", "季", "堂", "课"])
_ALL_DONE: Final = re.compile(
    "全部|全都|均已|都已|全覆盖|无一例外|一个不[落少]|件件|[全都](?:调|办|化解|解决|处理|做)?[成完结妥]了?(?![员家体镇县市村乡人])"
)


def complete(index: EvidenceIndex, case: Case) -> CheckedFigure | None:
    """Accept 办结率100% where the notes say that all were: 接访29件，全部办结."""
    if case.measure != "percent" or case.span != Span(Decimal(100), Decimal(100)):
        return None
    for number, activity in index.activities_near(case.mention):
        match = _ALL_DONE.search(activity.text)
        items = index.by_activity.get(number)
        if match is None or not items:
            continue
        if not (
            index.may_rival(case.mention, items[0].mention)
            or tokens_of(activity.text) & case.mention.near
        ):
            continue
        return CheckedFigure(
            figure=case.mention.figure,
            status=Status.DERIVED,
            reason=f"记录：{activity.text[max(0, match.start() - 10) : match.end() + 4]}",
        )
    return None


def two_ends(index: EvidenceIndex, case: Case) -> CheckedFigure | None:
    """Accept 由18件到25件 where both ends are facts."""
    span = case.span
    if span is None or span.single:
        return None
    turned = re.search("由|从", case.mention.lead)
    ends = []
    for end in (span.low, span.high):
        found = [
            item
            for measure in (case.measure, None, "个")
            for item in index.of_measure(measure, case.mention)
            if item.span == Span(end, end)
        ]
        ends.append(found[0] if found else None)
    low, high = ends
    if low is None or high is None:
        return None
    # 每次到场12至47人 of 最少12 最多47.
    least = _LEAST_SAID.search(low.mention.lead[-_AT_ONCE:] + low.fact.figure.text)
    most = _MOST_SAID.search(high.mention.lead[-_AT_ONCE:] + high.fact.figure.text)
    if not turned and not (least and most and low.activity == high.activity):
        return None
    return CheckedFigure(
        figure=case.mention.figure,
        status=Status.SUPPORTED,
        reason=f"记录：{quote(low)}，{quote(high)}",
        support=support_of(low),
        fact_ids=(low.fact.id, high.fact.id),
    )


def unregistered(index: EvidenceIndex, case: Case) -> CheckedFigure | None:
    """Accept a figure whose very words stand in the notes where they were read as none."""
    mention, text = case.mention, case.mention.figure.text
    before, after = mention.lead[-2:], mention.tail[:2]
    figure_is_level = mention.figure.unit in LABEL_MEASURES
    for number, activity in index.activities_near(case.mention):
        place = activity.text.find(text)
        spans = index.spans[number]
        while place >= 0:
            end = place + len(text)
            alike = (len(before) == 2 and activity.text[max(0, place - 2) : place] == before) or (
                len(after) == 2 and activity.text[end : end + 2] == after
            )
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


def listed(index: EvidenceIndex, case: Case) -> CheckedFigure | None:
    """Accept a small count of what the notes or the draft list by name or by line."""
    shown = (
        count_of_list(case.mention, index)
        or _counts_itself(case)
        or _counts_lines(index, case)
        or _numbers_itself(index, case)
    )
    if not shown:
        return None
    return CheckedFigure(figure=case.mention.figure, status=Status.DERIVED, reason=shown)


def _counts_itself(case: Case) -> str:
    """Return how a small count sums up what the draft itself tells, "" where it does not.

    两场, 三个月, 两村 are counted over the facts, the days and the names of the paragraph; a
    fact of its own label takes precedence.
    """
    mention, span = case.mention, case.span
    if span is None or not span.single or not 2 <= span.low <= 10:
        return ""
    if mention.figure.text[0] not in _SMALL or mention.figure.unit not in _SELF_COUNTED:
        return ""
    if any(score >= UNIT_SCORE and item.measure == case.measure for score, item in case.rivals):
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
        len(re.split("、|和|及", re.split("[，。；：]", mention.lead)[-1])) if mention.lead else 0
    )
    sums = [len(run) for run in _runs_of_measure(said)]
    counts = (len(days), len(things), len(names), listed, *sums)
    return f"文中自数：{number}" if number in counts else ""


def _counts_lines(index: EvidenceIndex, case: Case) -> str:
    """Return how a small count sums up the lines or the list of the notes, "" where it does not.

    三场 over three dated lines, 四类 over a list of four, 三县 over the rows of a table.
    """
    mention, span = case.mention, case.span
    if span is None or not span.single or not 2 <= span.low <= 10:
        return ""
    if mention.figure.qualifier is not Qualifier.EXACT or mention.figure.per is not None:
        return ""
    if "半" in mention.figure.text:
        return ""  # 两个半月 counts no lines
    if mention.figure.kind is Kind.PERIOD and mention.figure.unit == "年":
        years = len(index.named_years) + len(set(_OTHER_YEARS.findall(index.all_words)))
        if years < span.low:
            return ""  # 连续三年 of three rows and no year
    if _rows_of_places(index, case) == int(span.low):
        return f"记录里正好{int(span.low)}处"
    spelt = mention.figure.text[0] in _SMALL
    if int(span.low) > _PAIR and any(int(span.low) == _rows_summed(one) for one in case.block):
        return f"记录里正好{int(span.low)}项"
    if not spelt and mention.figure.unit not in _EVENTS:
        return ""
    if mention.figure.unit not in _SELF_COUNTED and not spelt:
        return ""
    if any(score >= UNIT_SCORE and item.measure == case.measure for score, item in case.rivals):
        return ""
    number = int(span.low)
    telling = [token for token in mention.near if not is_generic(token)]
    if (
        number == _PAIR
        and mention.figure.unit in _HELD
        and telling
        and index.weights.keys().isdisjoint(telling)
        and not spelt
    ):
        return ""  # 观看警示片2场: nothing of it stands in the notes
    summed = {
        len(one.reckoned.told)
        for one in case.block
        if one.reckoned is not None and "+" in one.reckoned.shown
    }
    rows = {len(items) for _, items in columns_of(index)}
    dated = {
        len(lines) for lines in [{item.activity for item in index.calendar if item.activity >= 0}]
    }
    counts = summed | rows | (dated if mention.figure.unit in _EVENTS else set())
    if number in counts:
        return f"记录里正好{number}项"
    for line in index.lines_near(mention).values():
        units = [item.fact.figure.unit for item in line if not item.calendar and item.span]
        if spelt and number in (len(units), *(units.count(unit) for unit in set(units))):
            return f"记录里列了{number}项"
    return ""


def _rows_summed(one: Case) -> int:
    """Return of how many lines, one number each, the paragraph tells the sum: 7个微家活动144次."""
    if one.reckoned is None or "+" not in one.reckoned.shown or "×" in one.reckoned.shown:
        return 0
    lines = {fact_id.partition(".")[0] for fact_id in one.reckoned.told}
    return len(lines) if len(lines) == len(one.reckoned.told) else 0


def _rows_of_places(index: EvidenceIndex, case: Case) -> int:
    """Return how many lines begin with the name of such a place as is counted: 4个乡镇."""
    unit = case.mention.figure.unit or ""
    counted = _PLACE.match(case.mention.tail if unit == "个" else unit)
    if counted is None:
        return 0
    head = _ROW_OF[counted[0]]
    names = (head.match(activity.text) for _, activity in index.activities_near(case.mention))
    return len({name[0] for name in names if name is not None})


def _numbers_itself(index: EvidenceIndex, case: Case) -> str:
    """Return that the draft numbers its own list, 第一批…第二批…, where the notes number none."""
    figure = case.mention.figure
    if figure.kind is not Kind.ORDINAL or figure.unit not in NUMBERED:
        return ""
    known = [item for item in index.items if item.fact.figure.kind is Kind.ORDINAL]
    if any(item.fact.figure.unit == figure.unit for item in known):
        return ""
    said = [
        one.mention.figure.value
        for one in case.block
        if one.mention.figure.kind is Kind.ORDINAL and one.mention.figure.unit == figure.unit
    ]
    in_turn = [Decimal(number + 1) for number in range(len(said))]
    return "文中自己编的次序" if len(said) > 1 and said == in_turn else ""


def none_of(index: EvidenceIndex, case: Case) -> CheckedFigure | None:
    """Accept 未发生一起 and 无一例 where the notes deny the thing: 没出事故, 死亡没有."""
    if case.span != Span(Decimal(0), Decimal(0)):
        return None
    telling = [token for token in case.mention.near if not is_generic(token)]
    for _, activity in index.activities_near(case.mention):
        for clause in _CLAUSES.split(activity.text):
            if _DENIED.search(clause) and tokens_of(clause).intersection(telling):
                return CheckedFigure(
                    figure=case.mention.figure, status=Status.DERIVED, reason=f"记录：{clause[:20]}"
                )
    return None


def singular(index: EvidenceIndex, case: Case) -> CheckedFigure | None:
    """Accept 一场 of a thing that the notes name without a count."""
    figure = case.mention.figure
    if figure.value != Decimal(1) or figure.unit not in _ONE_UNITS:
        return None
    if figure.qualifier is not Qualifier.EXACT:
        return None
    per = figure.per
    if per is not None and re.search(
        rf"(?:[一每]{re.escape(per[0])}一?|人手一?){figure.unit}|人手一", index.all_words
    ):
        return CheckedFigure(figure=figure, status=Status.SUPPORTED, reason=f"记录：每{per}一")
    weights = index.weights
    telling = [token for token in case.mention.near if not is_generic(token)]
    if not telling:
        return None
    total = sum(weights.get(token, 0.3) for token in telling)
    for number, activity in index.activities_near(case.mention):
        items = index.by_activity.get(number, ())
        if any(item.measure == case.measure for item in items):
            continue

        block = tokens_of(activity.text)
        borne = sum(weights.get(token, 0.3) for token in telling if token in block)
        if borne >= _SINGULAR * total:
            return CheckedFigure(
                figure=figure,
                status=Status.SUPPORTED,
                reason=f"记录里这件事没有另写数量：{activity.text[:20]}",
            )
    return None


def _touches_number(text: str, start: int, end: int) -> bool:
    numerals = "0123456789.０１２３４５６７８９一二三四五六七八九十百千万亿"
    return (start > 0 and text[start - 1] in numerals) or (
        end < len(text) and text[end] in "0123456789"
    )


def _runs_of_measure(cases: Sequence[Case]) -> list[list[Case]]:
    """Return the draft's figures by unit class."""
    found: dict[str | None, list[Case]] = {}
    for case in cases:
        if case.span is not None:
            found.setdefault(case.measure, []).append(case)
    return list(found.values())
