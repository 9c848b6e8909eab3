"""Two values for one thing: told twice with two numbers, or otherwise in another paper.

A false alarm keeps a true figure out of the summary, so two figures clash only when nothing tells
them apart: not a date, a place, an occasion, a group, or one being a total and one a part.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import Final

from drafter.facts.clauses import begin_of
from drafter.facts.lexicon import Tag, cues, find_topic_words, words_of
from drafter.facts.phrases import named_apart
from drafter.facts.recapping import find_recapped
from drafter.facts.remembering import by_identity
from drafter.facts.restating import find_restated
from drafter.facts.types import Activity, Conflict, Fact, Level, Role, Scope, Use
from drafter.facts.values import OPEN, PERSONS, find_told, number_of, where
from drafter.figures import Kind, unit_class

__all__ = ["find_told_again", "find_two_values"]

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
_MONTH: Final = re.compile(r"(\d{1,2})")
_NUMBERED: Final = re.compile(r"m\d")
_HALF: Final = re.compile(r"[上下]半年")
_ROW_NAME: Final = re.compile(r"[\u4e00-\u9fff]{2,4}")
_COLUMN: Final = 8
_NEVER: Final = re.compile(r"(?!)")
_OWN_LEVEL: Final = {
    Level.CITY: re.compile(r"^(?:全?市级?|市本级)(?=..)"),
    Level.COUNTY: re.compile(r"^(?:全?[县区]级?)(?=..)"),
    Level.TOWNSHIP: re.compile(r"^(?:全?[镇乡]级?)(?=..)"),
    Level.STREET: re.compile(r"^(?:全?街道级?)(?=..)"),
}
# 现有12间 is all there is, 新增3间 what came to it.
_STOCK: Final = re.compile(r"(?:现有|现在有|已有|原有|共有|存有|在册|现存)[^，；。]{0,4}$")
_MARK: Final = re.compile("[，；：。]")
_QUOTES: Final = re.compile(r"[“”\"'《》、，的了]")
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


def find_two_values(activities: Sequence[Activity], level: Level) -> Iterator[Conflict]:
    """Yield what is told twice, in the same words, with two numbers."""
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
    for told in find_told(activity.text, activity.facts):
        fact, place = told.fact, told.start
        value = number_of(fact)
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
            leads=_MARK.search(activity.text, 0, place) is None,
        )
        found.append(claim)
    return tuple(found)


def _surroundings(text: str, place: int) -> tuple[str, str]:
    """Return the clause of a figure up to it, and the sentence up to it."""
    clause = begin_of(text, place, _STOPS)
    sentence = begin_of(text, clause, "；;。\n")
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
    match = _MONTH.match(text)
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
    if unit in PERSONS:
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
    flat = _QUOTES.sub("", text)
    flat = _YEAR_WIDE.sub("", re.sub(cues()["conflicts"]["unsure"], "", flat))
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
    months = [{time for time in claim.times if _NUMBERED.match(time)} for claim in (one, other)]
    if all(months) and not set.intersection(*months):
        return False  # 到6月底11件, 到12月底23件
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
    mine, theirs = (_names_before(claim) for claim in (one, other))
    if one.fact.verb or other.fact.verb:
        # 妇女规划，达标61 and 儿童规划，达标58 are two of a kind.
        heads = [names[0] for names in (mine, theirs) if names]
        kin = len(heads) == 2 and heads[0][-2:] == heads[1][-2:]
        return not kin or heads[0] == heads[1]
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
    if mine.qualifier not in OPEN and theirs.qualifier not in OPEN:
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
            f"“{name}”有两个数：{where(one.fact)}写的是{one.fact.figure.text}，"
            f"{where(other.fact)}写的是{other.fact.figure.text}。请核对后改成一个。"
        ),
        fact_ids=(one.fact.id, other.fact.id),
    )


def find_told_again(activities: Sequence[Activity]) -> Iterator[Conflict]:
    """What is told twice in other words with numbers that look like one miswritten."""
    for pair in (*find_restated(activities), *find_recapped(activities)):
        one, other = pair.first, pair.second
        yield Conflict(
            kind="two_values",
            reason=(
                f"“{one.label}”有两个数：{where(one)}写的是{one.figure.text}，"
                f"{where(other)}“{other.label}”写的是{other.figure.text}。请核对后改成一个。"
            ),
            fact_ids=(one.id, other.id),
        )
