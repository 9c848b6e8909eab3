"""Contradictions inside the notes: a summary states none of the figures that clash.

A false alarm keeps a true figure out of the summary, so two figures clash only when nothing tells
them apart: not a date, a place, an occasion, a group, or one being a total and one a part.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import Final

from drafter.facts.lexicon import Tag, cues, find_topic_words, words_of
from drafter.facts.phrases import named_apart
from drafter.facts.recapping import find_recapped
from drafter.facts.remembering import by_identity
from drafter.facts.restating import find_restated, look_miswritten
from drafter.facts.types import Activity, Conflict, Fact, Level, Role, Scope, Use
from drafter.figures import Kind, Qualifier, unit_class

__all__ = ["find_conflicts"]

_COUNTED: Final = frozenset({Kind.QUANTITY, Kind.MONEY, Kind.PERCENT})
_TOTAL: Final = re.compile(
    r"全年|今年|上半年|下半年|累计|总计|合计|共计|一共|总共|年内|本年|半年|截至|截止|年来"
)
_YEAR_WIDE: Final = re.compile(
    r"^(?:全年|今年|今年以来|一年来|年内|本年|本年度|上半年|半年来|累计|共|共计|总计|合计|一共|总共|目前|截至目前)+"
)
_STOPS: Final = "，,；;。：:！!？?（）()\n"
_MONTHISH: Final = re.compile(
    r"\d{1,2}\s*[月.]\s*\d{0,2}|[一二三四五六七八九十]{1,2}月|第[一二三四五六七八九十\d]+[期批次轮场届季]|[一二三四]季度|[上下]旬|月[初中底末]|首[期批场]"
)
_PLACE: Final = re.compile(
    r"[\u4e00-\u9fff]{2,3}(?:村|社区|镇|乡|县|区|街道|小学|中学|学校|幼儿园|小区|园区|广场)"
)
_HALF: Final = re.compile(r"[上下]半年")
_ROW_NAME: Final = re.compile(r"[\u4e00-\u9fff]{2,4}")
_RATE: Final = re.compile(r"[\u4e00-\u9fff]{1,6}率$")
_RATES: Final = frozenset({Kind.PERCENT, Kind.DATE, Kind.PERIOD, Kind.ORDINAL})
_PARTLESS: Final = frozenset({Qualifier.OVER, Qualifier.AT_LEAST})
_OPEN: Final = frozenset(
    {Qualifier.ABOUT, Qualifier.OVER, Qualifier.UNDER, Qualifier.AT_LEAST, Qualifier.AT_MOST}
)
_COLUMN: Final = 8
# So many parts that come within one digit of their whole were meant to make it up.
_ENUMERATED: Final = 3
_SCHOOLED: Final = re.compile(r"(?:小学|初中|高中|中专|大专|专科|本科|大学|研究生|硕士|博士)生?$")
# Shares of a column are not added up.
_SUMMED: Final = frozenset({Kind.QUANTITY, Kind.MONEY})
_ROUNDED: Final = Decimal("0.6")
_NEVER: Final = re.compile(r"(?!)")
_OWN_LEVEL: Final = {
    Level.CITY: re.compile(r"^(?:全?市级?|市本级)(?=..)"),
    Level.COUNTY: re.compile(r"^(?:全?[县区]级?)(?=..)"),
    Level.TOWNSHIP: re.compile(r"^(?:全?[镇乡]级?)(?=..)"),
    Level.STREET: re.compile(r"^(?:全?街道级?)(?=..)"),
}
_SAID: Final = re.compile(
    r"(?:写|给|报|记|算|填|说|核|统计)(?:出来|上来|过来)?的?(?:却|都|又)?(?:是|成了?|为)[^，。；\d]{0,3}$|数(?:字|据)?是$"
)
_SAID_REACH: Final = 15
# What came of it; never more than there was of it.
_OUTCOME: Final = re.compile(
    r"办结|结案|化解|调成|调解成功|劝和|和好|取证|拿证|取得证书|获证|合格|结业|到检|复查"
)
# Nobody else is entitled to what these are; of 应查 more may be done than was asked.
_ENTITLED: Final = re.compile(r"符合条件|适龄|应(?:到|参加|享受)")
_CAME: Final = re.compile(r"实|查|检|筛|到|来|去|参加|接种|换|完成")
# 现有12间 is all there is, 新增3间 what came to it.
_STOCK: Final = re.compile(r"(?:现有|现在有|已有|原有|共有|存有|在册|现存)[^，；。]{0,4}$")
_OLD_CASES: Final = re.compile(
    r"积案|历年|往年|累计|结转|遗留|(?:上年|去年)底?(?:的|未|没|剩|余|留|转)"
)
_PERSONS: Final = frozenset({"人", "名", "位"})
_MOST: Final = 4096


@dataclass(frozen=True, slots=True)
class _Claim:
    """One figure that could clash: what it counts, told apart by what."""

    fact: Fact
    activity: Activity
    value: Decimal
    key: tuple[str, str, str]
    times: frozenset[str]
    places: frozenset[str]
    halves: frozenset[str]
    total: bool
    words: str
    leads: bool


def find_conflicts(
    activities: Sequence[Activity], level: Level = Level.OTHER
) -> tuple[Conflict, ...]:
    """Return the contradictions among the figures of a sheet, in the order of the notes.

    Args:
        activities: The activities of one report.
        level: The org's level: for a county, 县级 before a thing says no more than the thing.
    """
    found = [
        *_two_values(activities, level),
        *_said_otherwise(activities),
        *_restated_ones(activities),
        *_outcomes(activities),
        *_parts(activities),
        *_shares(activities),
        *_products(activities),
    ]
    order = {
        fact.id: place
        for place, fact in enumerate(fact for activity in activities for fact in activity.facts)
    }
    unique = {(conflict.kind, conflict.fact_ids): conflict for conflict in found}
    return tuple(
        sorted(unique.values(), key=lambda conflict: min(order[key] for key in conflict.fact_ids))
    )


def _number(fact: Fact) -> Decimal | None:
    value = fact.figure.value
    return value if isinstance(value, Decimal) else None


# --- two values for one thing --------------------------------------------------------------------


def _two_values(activities: Sequence[Activity], level: Level) -> Iterator[Conflict]:
    groups: dict[tuple[str, str, str], list[_Claim]] = {}
    for claim in (claim for activity in activities for claim in _claims(activity, level)):
        groups.setdefault(claim.key, []).append(claim)
    for claims in groups.values():
        if len(claims) > _COLUMN:
            continue  # a log tells of it again and again, each time with its own number
        seen: list[_Claim] = []
        for claim in claims:
            for other in seen:
                if _clash(other, claim):
                    yield _conflict_of(other, claim)
                    break
            seen.append(claim)


@by_identity
def _claims(activity: Activity, level: Level) -> tuple[_Claim, ...]:
    if activity.role is not Role.RESULT:
        return ()
    found = []
    position = 0
    for fact in activity.facts:
        place = activity.text.find(fact.figure.text, position)
        if place < 0:
            continue
        position = place + len(fact.figure.text)
        value = _number(fact)
        if (
            value is None
            or fact.figure.kind not in _COUNTED
            or fact.scope is not Scope.OWN
            or fact.use is Use.OMIT
            or fact.figure.per
            or fact.part_of
        ):
            continue
        key = _key(fact.label, fact.verb, fact.object, fact.figure.unit or "", level)
        if key is None:
            continue
        clause, before = _surroundings(activity.text, place)
        claim = _Claim(
            fact=fact,
            activity=activity,
            value=value,
            key=key,
            times=_times(before, activity.heading),
            places=_places(before) | _places(activity.heading),
            halves=frozenset(_HALF.findall(activity.heading + before)),
            total=bool(_TOTAL.search(before)),
            words=clause,
            leads=not re.search(r"[，；：。]", activity.text[:place]),
        )
        found.append(claim)
    return tuple(found)


def _surroundings(text: str, place: int) -> tuple[str, str]:
    """Return the clause of a figure up to it, and the sentence up to it."""
    clause = place
    while clause and text[clause - 1] not in _STOPS:
        clause -= 1
    sentence = max([text.rfind(stop, 0, clause) for stop in "；;。\n"]) + 1
    return text[clause:place], text[sentence:place]


# A sheet is judged again after every correction, and all but one of its passages are as before.
@lru_cache(maxsize=_MOST)
def _times(before: str, heading: str) -> frozenset[str]:
    """What dates a figure: dates, numbered terms, festivals."""
    found: set[str] = set()
    for text in (heading, before):
        found |= {_month_of(match) for match in _MONTHISH.findall(text)}
        if _any_occasion().search(text):
            found |= {word[:2] for word in _occasions() if word in text}
    return frozenset(found)


@lru_cache(maxsize=_MOST)
def _places(before: str) -> frozenset[str]:
    return frozenset(_PLACE.findall(before))


def _month_of(text: str) -> str:
    match = re.match(r"(\d{1,2})", text)
    return f"m{match[1]}" if match else text


@cache
def _occasions() -> tuple[str, ...]:
    wide = {"今年", "全年", "本年", "上半年", "下半年", "期间", "节日期间", "年初", "年底", "年末"}
    return tuple(word for word in cues()["labels"]["times"] if word not in wide)


@cache
def _any_occasion() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, _occasions())))


@lru_cache(maxsize=_MOST)
def _key(label: str, verb: str, what: str, unit: str, level: Level) -> tuple[str, str, str] | None:
    """What a figure counts, so that two wordings of it agree; None where that is too vague."""
    thing = _plain(what or label)
    if len(thing) < 2 and len(_plain(label)) < 2:
        return None
    cls = unit_class(unit) or unit
    # 人次 counts visits and 人 counts heads: never one thing.
    if unit in _PERSONS:
        cls = "person"
    text = thing if what else _plain(label)
    text = _OWN_LEVEL.get(level, _NEVER).sub("", text) or text
    return (_root(_plain_verb(verb) if what else "", text), text, cls)


def _root(verb: str, thing: str) -> str:
    return "" if verb in thing else verb


@cache
def _synonyms() -> dict[str, str]:
    return {word: group[0] for group in cues()["conflicts"]["same_verbs"] for word in group}


def _plain_verb(verb: str) -> str:
    return _synonyms().get(verb, verb)


def _plain(text: str) -> str:
    flat = re.sub(r"[“”\"'《》、，的了]", "", text)
    flat = _YEAR_WIDE.sub("", flat)
    for word, plain in cues()["conflicts"]["same_things"]:
        flat = flat.replace(word, plain)
    return flat


def _clash(one: _Claim, other: _Claim) -> bool:
    if one.value == other.value or not _differ(one, other):
        return False
    if _sums_up(one) != _sums_up(other) or _names_apart(one, other):
        return False
    if bool(_STOCK.search(one.words)) != bool(_STOCK.search(other.words)):
        return False
    if not _same_row(one, other):
        return False
    if not (one.total or other.total) and named_apart(one.words, other.words):
        return False
    if one.activity is other.activity:
        return _restated(one, other)
    if one.times != other.times:
        # One dated and one not: the undated may be the total of all.
        return bool(one.times & other.times)
    if one.places != other.places or (one.halves and other.halves and one.halves != other.halves):
        return False
    if one.total != other.total and not one.times:
        # 全年46件 beside an undated 12件 may be a part; the other way round they clash.
        small, large = sorted((one, other), key=lambda claim: claim.value)
        return small.total or large.value < small.value * 2
    if not (one.leads and other.leads) or not (one.fact.verb or other.fact.verb):
        # Said of something named before (家政培训，期数2期): the names must agree.
        return _same_words(one, other)
    return not _listed_apart(one, other)


def _sums_up(claim: _Claim) -> bool:
    """Whether a figure stands in a ledger's last row, which is compared with all rows together."""
    return claim.activity.text.startswith(("合计", "总计", "共计", "小计"))


def _same_row(one: _Claim, other: _Claim) -> bool:
    """Whether two rows name the same before their columns (东荡村，防溺水宣讲，儿童75名)."""
    if one.fact.verb or other.fact.verb:
        return True
    mine, theirs = (_names_before(claim) for claim in (one, other))
    return not mine or not theirs or mine == theirs


def _names_before(claim: _Claim) -> list[str]:
    text = claim.activity.text
    names = text[: max(text.find(claim.fact.figure.text), 0)].split("，")[:-1]
    return [name for name in names if not re.search(r"\d", name)]


def _names_apart(one: _Claim, other: _Claim) -> bool:
    """Whether two rows each open with a name of their own (石桥，组数8; 马坝，组数5)."""
    mine, theirs = (claim.activity.text.split("，")[0] for claim in (one, other))
    return mine != theirs and all(
        _ROW_NAME.fullmatch(name) and not find_topic_words(name) for name in (mine, theirs)
    )


def _differ(one: _Claim, other: _Claim) -> bool:
    """Whether two values cannot both be true; a hedge leaves room."""
    mine, theirs = one.fact.figure, other.fact.figure
    if mine.qualifier not in _OPEN and theirs.qualifier not in _OPEN:
        return True
    low, high = sorted((one, other), key=lambda claim: claim.value)
    step = max(low.fact.figure.step or Decimal(1), high.fact.figure.step or Decimal(1))
    return high.value - low.value > max(step, low.value / 20)


def _restated(one: _Claim, other: _Claim) -> bool:
    """Within one passage the same thing is only said twice when the words are the same."""
    return (
        bool(one.words.strip()) and one.words.strip() == other.words.strip() and len(one.words) > 3
    )


def _listed_apart(one: _Claim, other: _Claim) -> bool:
    """Whether two undated figures are rather items of a log (two batches of one thing)."""
    if one.total or other.total or one.times:
        return False
    if one.activity.source.place and other.activity.source.place:
        return True
    return _is_repeatable(one) and _is_repeatable(other) and not _same_words(one, other)


def _is_repeatable(claim: _Claim) -> bool:
    return claim.fact.figure.unit in {"场", "期", "次", "份", "人次", "天"} or not claim.fact.object


def _same_words(one: _Claim, other: _Claim) -> bool:
    mine = one.activity.text.split("，")[0][:12]
    theirs = other.activity.text.split("，")[0][:12]
    tokens = {
        token.text for token in words_of(mine) if token.tag is not Tag.LIGHT and len(token.text) > 1
    }
    others = {token.text for token in words_of(theirs) if len(token.text) > 1}
    return bool(tokens & others)


def _conflict_of(one: _Claim, other: _Claim) -> Conflict:
    name = one.fact.label or one.fact.object
    return Conflict(
        kind="two_values",
        reason=(
            f"“{name}”有两个数：{_where(one.fact)}写的是{one.fact.figure.text}，"
            f"{_where(other.fact)}写的是{other.fact.figure.text}。请核对后改成一个。"
        ),
        fact_ids=(one.fact.id, other.fact.id),
    )


def _restated_ones(activities: Sequence[Activity]) -> Iterator[Conflict]:
    """What is told twice in other words with numbers that look like one miswritten."""
    for pair in (*find_restated(activities), *find_recapped(activities)):
        one, other = pair.first, pair.second
        yield Conflict(
            kind="two_values",
            reason=(
                f"“{one.label}”有两个数：{_where(one)}写的是{one.figure.text}，"
                f"{_where(other)}“{other.label}”写的是{other.figure.text}。请核对后改成一个。"
            ),
            fact_ids=(one.id, other.id),
        )


def _where(fact: Fact) -> str:
    return fact.source.place or f"第{fact.source.line}行"


def _said_otherwise(activities: Sequence[Activity]) -> Iterator[Conflict]:
    """What a line says another paper has (汇报稿里写的是421场), against what stands above."""
    for place, activity in enumerate(activities):
        for fact in activity.facts:
            at = activity.text.find(fact.figure.text)
            value = _number(fact)
            if value is None or at < 0 or not _SAID.search(activity.text[:at]):
                continue
            if fact.scope is not Scope.OWN:
                continue
            above = [
                (other, known)
                for other in _kin_above(activities, place, fact)
                if (known := _number(other)) is not None
            ]
            if above and above[0][1] != value:
                other = above[0][0]
                yield Conflict(
                    kind="two_values",
                    reason=(
                        f"“{other.label}”有两个数：{_where(other)}写的是{other.figure.text}，"
                        f"{_where(fact)}说是{fact.figure.text}。请核对后改成一个。"
                    ),
                    fact_ids=(other.id, fact.id),
                )


def _kin_above(activities: Sequence[Activity], place: int, fact: Fact) -> Iterator[Fact]:
    """What it can mean: the nearest figure of its unit about the same, else the last one."""
    mine = activities[place]
    pairs = {mine.text[at : at + 2] for at in range(len(mine.text) - 1)}
    near: list[Fact] = []
    for activity in reversed(activities[:place]):
        if mine.source.line - activity.source.line > _SAID_REACH:
            break
        same = [
            each
            for each in activity.facts
            if _class(each) == _class(fact) and each.scope is Scope.OWN and not each.figure.per
        ]
        for each in same:
            words = each.label + activity.text[:6]
            if any(words[at : at + 2] in pairs for at in range(len(words) - 1)):
                yield each
        if activity is activities[place - 1] and len(same) == 1:
            near = same
    yield from near


# --- parts and wholes ----------------------------------------------------------------------------


def _parts(activities: Sequence[Activity]) -> Iterator[Conflict]:
    for activity in activities:
        by_id = {fact.id: fact for fact in activity.facts}
        # 30件，其中1月4件…，其中婚姻家庭19件…: each 其中 divides the whole anew.
        groups: dict[tuple[str, int], list[Fact]] = {}
        position = 0
        for fact in activity.facts:
            at = activity.text.find(fact.figure.text, position)
            position = at + len(fact.figure.text) if at >= 0 else position
            if fact.part_of in by_id and fact.part_of is not None:
                mark = activity.text.rfind("其中", 0, position)
                groups.setdefault((fact.part_of, mark), []).append(fact)
        for (key, _), parts in groups.items():
            conflict = _exceeds(by_id[key], parts, activity.facts)
            if conflict:
                yield conflict
    yield from _rows(activities)


def _outcomes(activities: Sequence[Activity]) -> Iterator[Conflict]:
    """信访38件，办结40件: more was settled than came."""
    for activity in activities:
        if activity.role is not Role.RESULT or _OLD_CASES.search(activity.text):
            continue
        for place, fact in enumerate(activity.facts):
            value = _number(fact)
            if value is None or fact.figure.kind in _RATES:
                continue
            if _OUTCOME.search(fact.label):
                before = _came_before(activity, place)
            else:
                before = _entitled_before(activity, place)
            known = sum((_value(other) for other in before), Decimal(0))
            if not before or value <= known:
                continue
            whole = before[-1]
            yield Conflict(
                kind="parts_exceed_whole",
                reason=(
                    f"{_where(fact)}：“{fact.label}”{fact.figure.text}比"
                    f"“{whole.label}”{whole.figure.text}还多。"
                ),
                fact_ids=(whole.id, fact.id),
            )


def _entitled_before(activity: Activity, place: int) -> list[Fact]:
    """Who could come, right before those who did: 符合条件的214人，去查了226人; none otherwise."""
    fact = activity.facts[place]
    known = activity.facts[place - 1] if place else fact
    if any(other.figure.kind is Kind.PERCENT and _value(other) > 100 for other in activity.facts):
        return []  # 参会率125% is refuted by itself
    entitled = _ENTITLED.search(known.label) and not _ENTITLED.search(fact.label)
    at = activity.text.find(fact.figure.text)
    came = _CAME.search(re.split("[，,；;。]", activity.text[:at])[-1])
    if (
        not entitled
        or not came
        or known is fact
        or _class(known) != _class(fact)
        or known.figure.qualifier in _OPEN
        or known.scope is not fact.scope
        or _number(known) is None
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
        if _class(other) == _class(fact)
        and other.figure.kind is fact.figure.kind
        and activity.text.find(other.figure.text, begin, at) >= 0
        and not _OUTCOME.search(other.label)
        and not other.figure.per
        and other.scope is not Scope.LAST_YEAR
    ]
    closed = all(
        other.scope is Scope.OWN
        and other.figure.qualifier not in _PARTLESS
        and _number(other) is not None
        for other in (*before, fact)
    )
    return before if closed else []


def _exceeds(whole: Fact, parts: Sequence[Fact], beside: Sequence[Fact]) -> Conflict | None:
    total = _number(whole)
    if total is None or whole.figure.qualifier in _PARTLESS:
        return None
    values = [(fact, value) for fact in parts if (value := _number(fact)) is not None]
    same = [
        (fact, value)
        for fact, value in values
        if (_class(fact) == _class(whole) or not fact.figure.unit)
        and fact.figure.qualifier is not Qualifier.AT_MOST
        and fact.figure.kind is not Kind.ORDINAL  # 第一次, 第二次 are no parts of 2次
    ]
    for fact, value in same:
        if value > total:
            return Conflict(
                kind="parts_exceed_whole",
                reason=(
                    f"{_where(fact)}：其中的“{fact.label}”{fact.figure.text}比总数"
                    f"“{whole.label}”{whole.figure.text}还多。"
                ),
                fact_ids=(whole.id, fact.id),
            )
    together = Decimal(0)
    for place, (_, value) in enumerate(same):
        together += value
        if together == total and place:
            return None  # 其中宫颈癌930人、乳腺癌930人，异常28人: the rest is told beside them
    exact = all(fact.figure.qualifier is Qualifier.EXACT for fact, _ in same)
    listed = len(same) >= _ENUMERATED and exact and len(same) == len(parts)
    if listed and look_miswritten(together, total) and _units(same) == {whole.figure.unit}:
        shown = "＋".join(fact.figure.text for fact, _ in same)
        return Conflict(
            kind="two_values",
            reason=(
                f"{_where(whole)}：各部分相加（{shown}＝{together.normalize():f}）"
                f"与总数“{whole.label}”{whole.figure.text}只差一个数字，请核对。"
            ),
            fact_ids=(whole.id, *(fact.id for fact, _ in same)),
        )
    slack = sum((_slack(fact, value) for fact, value in same), Decimal(0))
    if len(same) > 1 and any(_number(fact) == together for fact in beside):
        return None  # 投诉38件，人数36人，其中来访21、来电17: they are of the first
    if len(same) > 1 and together > total + slack and not _overlap([fact for fact, _ in same]):
        shown = "＋".join(fact.figure.text for fact, _ in same)
        return Conflict(
            kind="parts_exceed_whole",
            reason=(
                f"{_where(whole)}：各部分相加（{shown}＝{together.normalize():f}）"
                f"超过总数“{whole.label}”{whole.figure.text}。"
            ),
            fact_ids=(whole.id, *(fact.id for fact, _ in same)),
        )
    return None


def _units(parts: Sequence[tuple[Fact, Decimal]]) -> set[str | None]:
    return {fact.figure.unit for fact, _ in parts}


def _slack(fact: Fact, value: Decimal) -> Decimal:
    """How far a hedged number may be from what it stands for."""
    if fact.figure.qualifier not in _OPEN:
        return Decimal(0)
    return max((fact.figure.step or Decimal(1)) / 2, value / 20)


def _class(fact: Fact) -> str:
    unit = fact.figure.unit or ""
    return "person" if unit in _PERSONS else (unit_class(unit) or unit)


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
    return marked >= 1 and _class(parts[0]) == "person"


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
            total = _number(fact)
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
                and _class(part) == _class(fact)
                and (value := _number(part)) is not None
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
                    f"{_where(fact)}：“{fact.label}”合计写的是{fact.figure.text}，"
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


# --- shares --------------------------------------------------------------------------------------


def _shares(activities: Sequence[Activity]) -> Iterator[Conflict]:
    above: Activity | None = None
    for activity in activities:
        for place, fact in enumerate(activity.facts):
            if fact.figure.kind is not Kind.PERCENT or fact.scope is not Scope.OWN:
                continue
            share = _number(fact)
            if share is None:
                continue
            conflict = _share(activity, place, fact, share, _whole_above(above, activity))
            if conflict:
                yield conflict
        above = activity


def _whole_above(above: Activity | None, activity: Activity) -> tuple[Fact, ...]:
    """What the line above counts first, of which this one tells the rest (接访31起 / 办结29起)."""
    if (
        above is None
        or above.heading != activity.heading
        or activity.source.line - above.source.line != 1
        or above.source.file != activity.source.file
    ):
        return ()
    counts = [fact for fact in above.facts if fact.figure.kind is Kind.QUANTITY]
    came = bool(counts) and counts[0].scope is Scope.OWN
    told = any(_OUTCOME.search(fact.label) for fact in activity.facts)
    whole = counts[:1] if came and told else []
    return tuple(fact for fact in whole if fact.part_of is None and not fact.figure.per)


def _share(
    activity: Activity, place: int, fact: Fact, share: Decimal, above: Sequence[Fact] = ()
) -> Conflict | None:
    text = activity.text
    at = text.find(fact.figure.text)
    clause = max(text.rfind(stop, 0, at) for stop in "，,；;。（(：、") + 1
    words = text[clause:at]
    is_share = "占" in words
    rate = _RATE.search(re.sub(r"[达为约近是超过到]+$", "", words.strip()))
    grows = re.search(r"增长|增加|提高|上升|下降|减少|降低|同比|翻|增幅", words)
    if grows or not (is_share or rate):
        return None
    if share > 100 and (is_share or (rate and not re.search(r"完成率|超额|增长率|达成率", words))):
        return Conflict(
            kind="impossible_share",
            reason=f"{_where(fact)}：“{fact.label}”{fact.figure.text}超过了100%。",
            fact_ids=(fact.id,),
        )
    sentence = max(text.rfind(stop, 0, at) for stop in "；;。") + 1
    counts = [
        (other, value)
        for other in activity.facts[:place]
        if other.figure.kind is Kind.QUANTITY
        and text.find(other.figure.text, sentence, at) >= 0
        and other.scope is Scope.OWN
        and (value := _number(other)) is not None
        and value > 0
    ]
    pairs = _pairs(counts, words, is_share=is_share)
    if not pairs and not is_share:
        known = [(each, value) for each in above if (value := _number(each))]
        pairs = _pairs([*known, *counts], words, is_share=False)
    if not pairs:
        return None
    if any(_fits(part, whole, share, fact) for (part, whole) in pairs):
        return None
    if is_share and _is_of_several([value for _, value in counts], share):
        return None
    part, whole = pairs[0]
    exact = (_value(part) * 100 / _value(whole)).quantize(Decimal("0.1"))
    return Conflict(
        kind="impossible_share",
        reason=(
            f"{_where(fact)}：按{whole.figure.text}和{part.figure.text}算是{exact}%，"
            f"写的却是{fact.figure.text}。"
        ),
        fact_ids=(whole.id, part.id, fact.id),
    )


def _value(fact: Fact) -> Decimal:
    value = _number(fact)
    return value if value is not None else Decimal(0)


def _pairs(
    counts: Sequence[tuple[Fact, Decimal]], words: str, *, is_share: bool
) -> list[tuple[Fact, Fact]]:
    """Return (part, whole) pairs that a share or a rate could be of, the likeliest first."""
    pairs: list[tuple[Fact, Fact]] = []
    for index in range(len(counts) - 1, 0, -1):
        later, value = counts[index]
        for earlier, other in reversed(counts[:index]):
            if _class(later) != _class(earlier):
                continue
            part, whole = (later, earlier) if value <= other else (earlier, later)
            pairs.append((part, whole))
    if is_share:
        # 大专以上的占四成: a share of somebody else's is of no count before it.
        subject = re.sub(r"占.*$", "", words).strip(" 的")
        if not subject:
            # 执委18名，本科3人，大专2人，占比44%: it is of the last told, or of all those together.
            last = counts[-1][0] if counts else None
            return [pair for pair in pairs if pair[0] is last and not _is_beside(*pair)]
        return [pair for pair in pairs if _is_about(subject, pair[0])]
    stem = re.sub(r"率.*$", "", words.strip())[-4:]
    hints = {stem[place : place + 2] for place in range(len(stem) - 1)} or {stem}
    # 救助3人，其中住院救助2人，救助率100%: both were helped, so the rate is of neither.
    return [
        (part, whole)
        for part, whole in pairs
        if stem and _hinted(part, hints) and not _hinted(whole, hints)
    ]


def _hinted(fact: Fact, hints: set[str]) -> bool:
    """Whether a count's words have those of a rate: 办结 for 办结率, 取得证书 for 取证率."""
    words = fact.label + fact.verb
    return any(
        hint in words or (len(hint) > 1 and -1 < words.find(hint[0]) < words.rfind(hint[-1]))
        for hint in hints
    )


def _is_of_several(values: Sequence[Decimal], share: Decimal) -> bool:
    """Whether a share is of the last few counts together: 18名，本科3人，大专5人，占比44%."""
    return any(
        abs(sum(values[start:], Decimal(0)) * 100 / whole - share) <= _ROUNDED
        for place, whole in enumerate(values)
        for start in range(place + 1, len(values) - 1)
    )


def _is_beside(part: Fact, whole: Fact) -> bool:
    """Whether two counts stand beside each other as parts of one whole."""
    return whole.part_of is not None and whole.part_of == part.part_of


def _is_about(subject: str, fact: Fact) -> bool:
    words = fact.label + fact.object
    return any(subject[at : at + 2] in words for at in range(len(subject) - 1))


def _fits(part: Fact, whole: Fact, share: Decimal, fact: Fact) -> bool:
    """Whether the numbers bear the share, with what hedges and rounding allow."""
    top, bottom = _value(part), _value(whole)
    exponent = share.as_tuple().exponent
    # The digits after the point say how far it was rounded; 80% is no round ten.
    step = Decimal(1).scaleb(min(exponent, 0) if isinstance(exponent, int) else 0)
    low, high = top, top
    if part.figure.qualifier in _OPEN:
        slack = max(part.figure.step or Decimal(1), top / 20)
        low = top - (
            slack
            if part.figure.qualifier in {Qualifier.UNDER, Qualifier.ABOUT, Qualifier.AT_MOST}
            else 0
        )
        high = top + (
            slack
            if part.figure.qualifier in {Qualifier.OVER, Qualifier.ABOUT, Qualifier.AT_LEAST}
            else 0
        )
    least, most = low * 100 / bottom, high * 100 / bottom
    if whole.figure.qualifier in _OPEN:
        least, most = least * Decimal("0.95"), most * Decimal("1.05")
    if fact.figure.qualifier in {Qualifier.OVER, Qualifier.AT_LEAST}:
        return most >= share
    if fact.figure.qualifier in {Qualifier.UNDER, Qualifier.AT_MOST}:
        return least <= share
    if fact.figure.qualifier is not Qualifier.EXACT:
        slack = max(step, share / 20)
        return least - slack < share < most + slack
    # Rounded to the nearest, or cut off: 51 stands for 50.5 up to 52.
    return most >= share - step / 2 and least < share + step


# --- so much each, so many, so much together -----------------------------------------------------


def _products(activities: Sequence[Activity]) -> Iterator[Conflict]:
    for activity in activities:
        # 小学86名每人500元，初中54名每人800元，共…: the total is of both.
        rates = [
            fact for fact in activity.facts if fact.figure.kind is Kind.MONEY and fact.figure.per
        ]
        for place, rate in enumerate(activity.facts):
            if rate.figure.kind is not Kind.MONEY or not rate.figure.per:
                continue
            each = _number(rate)
            if (
                each is None
                or rate.figure.qualifier is not Qualifier.EXACT
                or "·" in rate.figure.per
            ):
                continue
            counts = [
                fact
                for fact in activity.facts[:place]
                if len(rates) == 1
                and _class(fact)
                == (
                    "person"
                    if rate.figure.per in {"人", "名"}
                    else (unit_class(rate.figure.per) or rate.figure.per)
                )
                and fact.figure.kind is Kind.QUANTITY
                and fact.scope is Scope.OWN
                and not fact.part_of
            ]
            totals = [
                fact
                for fact in activity.facts[place + 1 :]
                if fact.figure.kind is Kind.MONEY and _is_total(activity.text, fact)
            ]
            if len(counts) != 1 or len(totals) != 1:
                continue
            count, total = _number(counts[0]), _number(totals[0])
            if count is None or total is None:
                continue
            if any(fact.figure.qualifier in _OPEN for fact in (counts[0], totals[0])):
                continue
            if each * count != total:
                yield Conflict(
                    kind="two_values",
                    reason=(
                        f"{_where(totals[0])}：{counts[0].figure.text}乘以{rate.figure.text}"
                        f"应是{(each * count).normalize():f}元，写的却是{totals[0].figure.text}。"
                    ),
                    fact_ids=(counts[0].id, rate.id, totals[0].id),
                )


def _is_total(text: str, fact: Fact) -> bool:
    place = text.find(fact.figure.text)
    return bool(
        re.search(
            r"(?:共|合计|总计|累计|总共|共计|总金额)[^，,；;。]{0,8}$|[，,、；\s]计$", text[:place]
        )
    )
