"""Parts and wholes: what exceeds what it is of, and rows that their total does not sum up."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from drafter.facts.lexicon import cues
from drafter.facts.restating import look_miswritten
from drafter.facts.types import Activity, Conflict, Fact, Role, Scope
from drafter.facts.values import OPEN, class_of, find_told, number_of, slack_of, value_of, where
from drafter.figures import Kind, Qualifier

__all__ = ["OUTCOME", "find_outcomes", "find_parts"]

_RATES: Final = frozenset({Kind.PERCENT, Kind.DATE, Kind.PERIOD, Kind.ORDINAL})
_PARTLESS: Final = frozenset({Qualifier.OVER, Qualifier.AT_LEAST})
# So many parts that come within one digit of their whole were meant to make it up.
_ENUMERATED: Final = 3
_SCHOOLED: Final = re.compile(r"(?:小学|初中|高中|中专|大专|专科|本科|大学|研究生|硕士|博士)生?$")
# Shares of a column are not added up.
_SUMMED: Final = frozenset({Kind.QUANTITY, Kind.MONEY})
# What came of it; never more than there was of it.
OUTCOME: Final = re.compile(
    r"办结|结案|答复|回复|收回|回收|化解|调成|调解成功|劝和|和好|取证|拿证|取得证书|获证|合格|结业|到检|复查"
)
# Nobody else is entitled to what these are; of 应查 more may be done than was asked.
_ENTITLED: Final = re.compile(r"符合条件|适龄|应(?:到|参加|享受)")
_CAME: Final = re.compile(r"实|查|检|筛|到|来|去|参加|接种|换|完成")
# What was passed on to others is one of several ends, and not what came.
_PASSED_ON: Final = re.compile(r"^(?:转|移交|移送)")
_OLD_CASES: Final = re.compile(
    r"积案|历年|往年|累计|结转|遗留|(?:上年|去年)底?(?:的|未|没|剩|余|留|转)"
)


def find_parts(activities: Sequence[Activity]) -> Iterator[Conflict]:
    """Yield parts that exceed their whole, and totals that their rows do not make up."""
    for activity in activities:
        by_id = {fact.id: fact for fact in activity.facts}
        # 30件，其中1月4件…，其中婚姻家庭19件…: each 其中 divides the whole anew.
        groups: dict[tuple[str, int], list[Fact]] = {}
        for told in find_told(activity.text, activity.facts):
            whole = told.fact.part_of
            if whole in by_id and whole is not None:
                mark = activity.text.rfind("其中", 0, told.end)
                groups.setdefault((whole, mark), []).append(told.fact)
        for (key, _), parts in groups.items():
            conflict = _exceeds(by_id[key], parts, activity.facts)
            if conflict:
                yield conflict
    yield from _rows(activities)


def find_outcomes(activities: Sequence[Activity]) -> Iterator[Conflict]:
    """信访38件，办结40件: more was settled than came."""
    for activity in activities:
        if activity.role is not Role.RESULT or _OLD_CASES.search(activity.text):
            continue
        for place, fact in enumerate(activity.facts):
            value = number_of(fact)
            if value is None or fact.figure.kind in _RATES:
                continue
            if OUTCOME.search(fact.label):
                before = _came_before(activity, place)
            else:
                before = _entitled_before(activity, place)
            known = sum((value_of(other) for other in before), Decimal(0))
            if not before or value <= known:
                continue
            whole = before[-1]
            yield _exceeding(fact, whole, f"“{fact.label}”", f"“{whole.label}”")


def _entitled_before(activity: Activity, place: int) -> list[Fact]:
    """Who could come, right before those who did: 符合条件的214人，去查了226人; none otherwise."""
    fact = activity.facts[place]
    known = activity.facts[place - 1] if place else fact
    if any(other.figure.kind is Kind.PERCENT and value_of(other) > 100 for other in activity.facts):
        return []  # 参会率125% is refuted by itself
    entitled = _ENTITLED.search(known.label) and not _ENTITLED.search(fact.label)
    at = activity.text.find(fact.figure.text)
    came = _CAME.search(re.split("[，,；;。]", activity.text[:at])[-1])
    if (
        not entitled
        or not came
        or known is fact
        or class_of(known) != class_of(fact)
        or known.figure.qualifier in OPEN
        or known.scope is not fact.scope
        or number_of(known) is None
    ):
        return []
    return [known]


def _came_before(activity: Activity, place: int) -> list[Fact]:
    """The figures of a sentence that an outcome in it can be of; none where one is open above."""
    fact = activity.facts[place]
    at = activity.text.find(fact.figure.text)
    begin = max(activity.text.rfind(stop, 0, at) for stop in "；;。\n") + 1
    before = [
        other
        for other in activity.facts[:place]
        if class_of(other) == class_of(fact)
        and other.figure.kind is fact.figure.kind
        and activity.text.find(other.figure.text, begin, at) >= 0
        and not OUTCOME.search(other.label)
        and not _PASSED_ON.search(other.label)
        and not other.figure.per
        and other.scope is not Scope.LAST_YEAR
    ]
    closed = all(
        other.scope is Scope.OWN
        and other.figure.qualifier not in _PARTLESS
        and number_of(other) is not None
        for other in (*before, fact)
    )
    return before if closed else []


def _exceeds(whole: Fact, parts: Sequence[Fact], beside: Sequence[Fact]) -> Conflict | None:
    total = number_of(whole)
    if total is None or whole.figure.qualifier in _PARTLESS:
        return None
    values = [(fact, value) for fact in parts if (value := number_of(fact)) is not None]
    same = [
        (fact, value)
        for fact, value in values
        if (class_of(fact) == class_of(whole) or not fact.figure.unit)
        and fact.figure.qualifier is not Qualifier.AT_MOST
        and fact.figure.kind is not Kind.ORDINAL  # 第一次, 第二次 are no parts of 2次
    ]
    for fact, value in same:
        if value > total:
            return _exceeding(fact, whole, f"其中的“{fact.label}”", f"总数“{whole.label}”")
    if any(value == total for _, value in same):
        return None  # 两癌312人，其中宫颈癌312人、乳腺癌312人: each is of all, and none is a share
    together = Decimal(0)
    for place, (_, value) in enumerate(same):
        together += value
        if together == total and place:
            return None  # 其中宫颈癌930人、乳腺癌930人，异常28人: the rest is told beside them
    exact = all(fact.figure.qualifier is Qualifier.EXACT for fact, _ in same)
    listed = len(same) >= _ENUMERATED and exact and len(same) == len(parts)
    if listed and look_miswritten(together, total) and _units(same) == {whole.figure.unit}:
        return _added_up("two_values", whole, same, "与总数{}只差一个数字，请核对。")
    slack = sum((slack_of(fact, value) for fact, value in same), Decimal(0))
    if len(same) > 1 and any(number_of(fact) == together for fact in beside):
        return None  # 投诉38件，人数36人，其中来访21、来电17: they are of the first
    if len(same) > 1 and together > total + slack and not _overlap([fact for fact, _ in same]):
        return _added_up("parts_exceed_whole", whole, same, "超过总数{}。")
    return None


def _exceeding(part: Fact, whole: Fact, part_name: str, whole_name: str) -> Conflict:
    """One part that is more than what it is of, with both named as they are told."""
    return Conflict(
        kind="parts_exceed_whole",
        reason=(
            f"{where(part)}：{part_name}{part.figure.text}比{whole_name}{whole.figure.text}还多。"
        ),
        fact_ids=(whole.id, part.id),
    )


def _added_up(
    kind: str, whole: Fact, parts: Sequence[tuple[Fact, Decimal]], against: str
) -> Conflict:
    """Parts that do not make up their whole; ``against`` says how, with the whole at ``{}``."""
    shown = "＋".join(fact.figure.text for fact, _ in parts)
    together = sum((value for _, value in parts), Decimal(0))
    said = against.format(f"“{whole.label}”{whole.figure.text}")
    return Conflict(
        kind=kind,
        reason=f"{where(whole)}：各部分相加（{shown}＝{together.normalize():f}）{said}",
        fact_ids=(whole.id, *(fact.id for fact, _ in parts)),
    )


def _units(parts: Sequence[tuple[Fact, Decimal]]) -> set[str | None]:
    return {fact.figure.unit for fact, _ in parts}


def _overlap(parts: Sequence[Fact]) -> bool:
    """Whether parts are qualities that one person can have at once (女性, 党员)."""
    if all(_SCHOOLED.search(fact.object or fact.label) for fact in parts):
        return False  # 高中410名、大学340名: nobody is at two schools
    words = tuple(cues()["labels"]["overlapping"])
    marked = sum(
        1
        for fact in parts
        if any(fact.object.endswith(word) or fact.label.endswith(word) for word in words)
    )
    return marked >= 1 and class_of(parts[0]) == "person"


def _rows(activities: Sequence[Activity]) -> Iterator[Conflict]:
    """A table's 合计 row must be the sum of the rows above it."""
    totals = tuple(f"{word}：" for word in ("合计", "总计", "共计", "小计", "累计"))
    above: list[Activity] = []
    summed = False
    for activity in activities:
        if not activity.text.startswith(totals):
            if summed:
                above, summed = [], False
            above.append(activity)
            continue
        summed = True
        line = activity.source
        rows = _table_above(above, line.file, line.line)
        for fact in activity.facts:
            total = number_of(fact)
            if total is None or fact.figure.kind not in _SUMMED:
                continue
            column = [
                (part, value)
                for row in rows
                for part in row.facts
                if part.label.endswith(fact.label)
                and part.part_of is None
                and part.figure.per is None
                and part.scope is fact.scope  # what was to be done is not added to what was
                and class_of(part) == class_of(fact)
                and (value := number_of(part)) is not None
            ]
            same = [each for each in column if each[0].label == fact.label]
            column = same if len(same) > 1 else column
            if len(column) < 2:
                continue
            together = sum((value for _, value in column), Decimal(0))
            if together == total:
                continue
            kind = "parts_exceed_whole" if together > total else "two_values"
            yield Conflict(
                kind=kind,
                reason=(
                    f"{where(fact)}：“{fact.label}”合计写的是{fact.figure.text}，"
                    f"各行相加是{together.normalize():f}。"
                ),
                fact_ids=(fact.id, *(part.id for part, _ in column)),
            )


def _table_above(above: Sequence[Activity], file: str, line: int) -> list[Activity]:
    rows: list[Activity] = []
    for activity in reversed(above):
        if (
            activity.source.file != file
            or line - activity.source.line > 2
            or activity.source.line > line
        ):
            break
        if activity.facts:
            rows.append(activity)
        line = activity.source.line
    return rows
