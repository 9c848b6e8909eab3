"""Figures that follow from the facts: totals, differences, shares, growth, averages, multiples.

The search is bounded and claims nothing by chance: operands share an activity, or unit and label,
and the draft's wording must say that it reckons (共, 合计, 占, 率, 比…多, 人均). A product of a
rate and its count (12户, 每户500元) and a total of one label need no such word.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations
from typing import Final

from drafter.facts import Scope
from drafter.figures import Figure, Kind, Qualifier
from drafter.verifying.context import Mention
from drafter.verifying.dates import places_of
from drafter.verifying.evidence import Evidence, EvidenceIndex
from drafter.verifying.scopes import said_of
from drafter.verifying.values import Bearing, Units, bearing_of, compare_units, measure_of, span_of
from drafter.verifying.words import Token, is_generic, tokens_of

__all__ = ["Derivation", "count_of_list", "derive"]

# 共 said of the figure itself, and words that only say that a year's whole is meant.
_TOTAL: Final = re.compile(
    "共(?!同|青|建|享|创|产|和)|合计|总计|累计|总数|总量|总额|总人数|总投|总|先后|全部|合起来|加起来|两项|三项|各项|"
    "两场|两次|两批|三场|三次|一并|连同|加上"
)
# 文明岗11个，其中市级1个、县级3个: a total is claimed by the list of its parts.
_LISTED: Final = re.compile(
    "[^，。；：（(]{0,8}[，：:（(]?(?:其中|包括|含)|[^，。；：（(]{0,8}[（(][^）)]*[、，]"
)
_WHOLE: Final = re.compile(
    "全年|一年来|今年以来|年内|各类|全镇|全县|全乡|全市|全区|全街道|上半年|下半年"
)
_DIFFERENCE: Final = re.compile(
    "(?:增加|减少|净增|增长|新增|多|少|超出|超额|提高|下降|降低|上升|回落|提升|相差|差额?|净减|扩大|缩小|结余|剩余?|余下|其余|其他|其它"
    "|另外|另有|还有|尚有|仅有?|只有?|未[\u4e00-\u9fff]{1,2})(?:完成|培训|接待)?了?(?:的|约|近)?$"
    "|超(?:出|过|额)?[^，。；]{0,10}$"
)
_LEFT: Final = re.compile("[\u4e00-\u9fff]{0,3}?(?:在办|未|待|没有|尚|正在|增量|差距|缺口)")
_SHARE: Final = re.compile("占|率|比例|比重|百分|完成|份额")
_GROWTH: Final = re.compile("增长|提高|上升|下降|减少|增加|增幅|降幅|降低|同比|比|较|回落|提升")
_AVERAGE: Final = re.compile("平均|均(?!已|为|有|在|获|被|由|可|能|以|按|未|无|是)|每")
_MULTIPLE: Final = re.compile("倍|番")
_HEDGED: Final = re.compile("[余多几]|以上|逾")
# Several years are meant, so numbers of several years add up.
_YEARS: Final = re.compile("[近这连前]?[续来]?[两二三四五][个]?年|历年|以来|几年")
_YEAR: Final = re.compile(r"((?:19|20)\d\d)年")
_NEAREST: Final = 4
_PER_ACTIVITY: Final = 24
_SUBSET_POOL: Final = 10
# So much of the draft's label must stand at a fact for the fact to carry it.
_MOST: Final = 0.6
# Of the parts of a total that nothing claims, none may fit the draft's words so well, or so much
# better than another.
_MEANT: Final = 0.5
_UNTOLD: Final = 0.4
_WELL_MEANT: Final = 0.8
_EVEN: Final = 0.12
_HUNDRED: Final = Decimal(100)
_NO_COUNTS: Final = ("percent", "point", "multiple", "permille")
_TIMES: Final = ("day", "week", "month", "year", "hour", "time")
_HALF: Final = re.compile("半|分之|[一二三四五六七八九]成")
_COMPLETION: Final = re.compile("完成|达标率|超额")
_FALL: Final = re.compile("下降|减少|降低|回落|降幅|减|降|少")
_SEVERAL: Final = re.compile(r"\d、\d{1,2}月")
_GREW: Final = re.compile("(?:增长|增加|扩大|提高|多|增)了?(?:近|约)?$")
_EACH: Final = re.compile("人均|每人|每名|户均|每户")
_A_DAY: Final = re.compile("每天|每日|日均|每月|每次|每场")
_AS_MUCH: Final = re.compile("相当于|折合|约合|合每")
_DIFFERS: Final = re.compile("(?:增加|减少|净增|增长|多|少|下降|超出|超额)了?$")


@dataclass(frozen=True, slots=True)
class Derivation:
    """A sum that yields the draft's figure.

    Attributes:
        operands: The facts that it is reckoned from.
        shown: How it is written: 6+9=15.
        tells: Whether the draft says its operands by saying it: a total does, a share does not.
    """

    operands: tuple[Evidence, ...]
    shown: str
    tells: bool = False


def derive(
    mention: Mention,
    index: EvidenceIndex,
    before: Sequence[Evidence] = (),
    after: Sequence[Evidence] = (),
    *,
    meant: float = 0.0,
) -> Derivation | None:
    """Return how a figure of the draft follows from the facts, None if it does not.

    Args:
        mention: The figure with its surroundings.
        index: The facts.
        before: What the figures before it in its sentence state, in order.
        after: What those behind it state.
        meant: How well the best fact fits that the draft does not state elsewhere; where one fits,
            a difference that nothing claims is that fact misstated.
    """
    figure = mention.figure
    span = span_of(figure)
    if span is None or not span.single or span.low <= 0:
        return None
    measure = measure_of(figure)
    reckoner = _Reckoner(mention, index, measure, (before, after), meant)
    if measure == "percent":
        return reckoner.growth() or reckoner.share()
    if measure == "point":
        return reckoner.points()
    if measure == "multiple":
        return reckoner.multiple()
    return (
        reckoner.total()
        or reckoner.product()
        or reckoner.total_of_products()
        or reckoner.difference()
        or reckoner.average()
    )


# What a list of names may be counted in; the names end in the same word.
_PLACES: Final = (
    "村",
    "社区",
    "乡镇",
    "镇",
    "乡",
    "街道",
    "单位",
    "部门",
    "学校",
    "小学",
    "中学",
    "企业",
    "合作社",
    "基地",
    "家庭",
    "行政村",
)
_LIST_UNITS: Final = frozenset(
    [*"个类项镇乡村所家种门处支", "大类", "大项", "社区", "方面", "部门", "单位", "个方面", "街道"]
)
_LONGEST_ITEM: Final = 7
_LIST_MARK: Final = re.compile("、|和(?!谐|睦)|(?<![惠普涉顾危])及|与|以及|，")
_NAME_START: Final = re.compile(
    r"[，。；：、\s和及与在到赴往进向由是有（“]|^|走访|深入|联合|覆盖|慰问|包括|分别为"
)


def count_of_list(mention: Mention, index: EvidenceIndex) -> str:
    """Return how a small count follows from a list of names, "" if it does not.

    三个村 where the notes name three villages; 种植、养殖两大类 where both stand in the notes.
    """
    span = span_of(mention.figure)
    if span is None or not span.single or not 2 <= span.low <= 20:
        return ""
    number = int(span.low)
    listed = re.split("[，。；：（]", mention.lead)[-1]
    items = _LIST_MARK.split(listed)
    if (
        len(items) == number
        and not re.search(r"\d", items[0][-4:] + "".join(items[1:]))
        and mention.figure.unit in _LIST_UNITS
        and len(items[-1]) <= _LONGEST_ITEM
    ):
        tokens = [tokens_of(item[-8:]) for item in items]
        if all(found and any(token in index.weights for token in found) for found in tokens):
            return "、".join(item[-8:] for item in items) + f"={number}"
    if mention.figure.unit in ("年", "个年头"):
        years = sorted(
            {year for item in index.items for year in _YEAR.findall(item.mention.prefix)}
        )
        dated = sorted(
            {place.year for i in index.calendar for place in places_of(i.fact.figure) if place.year}
            | set(years)
        )
        return "、".join(dated) + f"={number}" if len(dated) == number else ""
    if mention.figure.unit == "校":
        names = [
            name
            for _, activity in index.activities_near(mention)
            for ending in ("小学", "中学", "学校", "幼儿园")
            for name in _names_ending(activity.text, ending)
        ]
        return "、".join(names) + f"={number}" if len(set(names)) == number else ""
    noun = next(
        (
            word
            for word in _PLACES
            if mention.figure.unit == word or mention.tail.startswith((word, f"行政{word}"))
        ),
        "",
    )
    if not noun:
        return ""
    activities = [activity for _, activity in index.activities_near(mention)]
    for text in dict.fromkeys(activity.text for activity in activities):
        names = _names_ending(text, noun)
        if len(names) == number:
            return "、".join(names) + f"={number}"
    lines: dict[str, None] = {}
    for activity in activities:
        lines.update(dict.fromkeys(_names_ending(activity.text, noun)))
    return "、".join(lines) + f"={number}" if len(lines) == number else ""


def _names_ending(text: str, noun: str) -> list[str]:
    """Return the distinct names of two to five characters that end in the noun."""
    found: dict[str, None] = {}
    for match in re.finditer(rf"([\u4e00-\u9fff]{{1,5}}?){noun}(?!民|级|委|妇|干|里)", text):
        name = match[1]
        starts = list(_NAME_START.finditer(name))
        if starts and starts[-1].end() < len(name):
            name = name[starts[-1].end() :]
        if 1 <= len(name) <= 4 and not re.search("[各每全本我该个两多]|行政", name):
            found[name + noun] = None
    return list(found)


class _Reckoner:
    """Searches the operands of one figure, the nearest activities first."""

    def __init__(
        self,
        mention: Mention,
        index: EvidenceIndex,
        measure: str | None,
        stated: tuple[Sequence[Evidence], Sequence[Evidence]],
        meant: float,
    ) -> None:
        self.mention, self.index, self.measure = mention, index, measure
        self.before, self.after = stated
        self.meant = meant
        self.figure = mention.figure
        # A claim to reckon stands in the figure's own clause.
        self.words = mention.sentence
        self.claim = f"{mention.lead}{mention.figure.text}{mention.tail[:6]}"
        self.telling = _telling(mention) & index.weights.keys()
        self._near: list[list[Evidence]] | None = None

    # -- operands ---------------------------------------------------------------------------

    def near_activities(self) -> list[list[Evidence]]:
        """Return the numeric evidence of the activities that the figure's words point to."""
        if self._near is None:
            weights = self.index.weights
            ranked: dict[tuple[str, int], float] = {}
            said = self.mention.weights
            for number, items in self.index.lines_near(self.mention).items():
                block = items[0].mention.block.union(items[-1].mention.block)
                ranked[number] = sum(
                    weights.get(token, 0.0) * place
                    for token, place in said.items()
                    if token in block
                )
            best = sorted(ranked, key=lambda number: -ranked[number])[:_NEAREST]
            self._near = [
                [item for item in self.index.by_line[number] if item.span][:_PER_ACTIVITY]
                for number in best
                if ranked[number] > 0
            ]
        return self._near

    def same_measure(self) -> list[Evidence]:
        """Return single numbers in the figure's unit class whose label the draft repeats."""
        found = [
            (self.index.score(self.mention, item.mention), item)
            for item in self.index.of_measure(self.measure, self.mention)
            if item.span and item.span.single and item.span.low > 0
        ]
        found.sort(key=lambda pair: -pair[0])
        return [item for score, item in found[:_SUBSET_POOL] if score > 0.12]

    def yields(self, value: Decimal, *, rounded: bool, operands: Iterable[Evidence] = ()) -> bool:
        """Say whether a reckoned value bears the figure; a quotient may be rounded to its place."""
        hedge = Qualifier.EXACT
        for operand in operands:
            if operand.fact.figure.qualifier is not Qualifier.EXACT:
                hedge = operand.fact.figure.qualifier
        step = self.figure.step or Decimal(1)
        if rounded and self.figure.qualifier is Qualifier.EXACT:
            span = span_of(self.figure)
            if span is None:
                return False
            fine = min(step, Decimal(1)) if self.figure.kind is Kind.PERCENT else step
            if self.figure.kind is Kind.FRACTION:
                return abs(value - span.low) <= Decimal("0.05")
            if self.figure.kind is not Kind.PERCENT and fine >= 1:
                return value == span.low
            return abs(value - span.low) <= min(fine, Decimal(1)) / 2
        reckoned = replace(self.figure, value=value, qualifier=hedge, step=_place(value, step))
        if self.figure.kind is Kind.FRACTION:
            reckoned = replace(reckoned, kind=Kind.PERCENT)
        return bearing_of(reckoned, self.figure) in (Bearing.SAME, Bearing.WIDER)

    def _same_measure(self, item: Evidence) -> bool:
        return compare_units(item.measure, self.measure) in (Units.SAME, Units.UNSTATED)

    # -- kinds of reckoning -----------------------------------------------------------------

    def total(self) -> Derivation | None:
        claimed = bool(_TOTAL.search(self.claim))
        whole = claimed or bool(_WHOLE.search(self.mention.prefix))
        if claimed:
            for run in self._runs_before():
                found = self._sum_of(_wholes(run))
                if found:
                    return found
        years = bool(_YEARS.search(self.mention.prefix))
        for items in (*self.near_activities(), self.same_measure()):
            group = _alike_in_scope(
                [item for item in items if self._same_measure(item)], years=years
            )
            for chosen in self._totals(group, claimed=claimed, whole=whole):
                found = self._sum_of(_wholes(chosen))
                if found:
                    return found
        return None

    def _totals(
        self, group: Sequence[Evidence], *, claimed: bool, whole: bool
    ) -> Iterator[Sequence[Evidence]]:
        """Yield the sets of facts that the draft may mean; never just any that add up."""
        if _LISTED.match(self.mention.suffix):
            yield [item for item in group if item in self.after]
        yield self._listed_under(group)
        if claimed:
            yield group
            yield _labelled_alike(self.telling, group)
            yield self._named(group)
        else:
            yield _one_verb(group) if self._free_to_sum(group) else []
            yield self._all_named(group)
            yield self._set_apart(group)
        fully = _labelled_fully(self.telling, group)
        if claimed or whole or _one_label(self.telling, fully):
            yield fully if claimed else _one_verb(fully)
        if claimed or whole:
            mostly = _labelled_fully(self.telling, group, _MOST)
            yield mostly if claimed else _one_verb(mostly)
        if whole:
            around = _labelled_around(self.telling, group)
            yield around if claimed else _one_verb(around)

    def _all_named(self, group: Sequence[Evidence]) -> list[Evidence]:
        """Return a line's facts if the draft's clause names each: 被省、市两级采用27条."""
        if len(group) < 2:
            return []
        verbs = set("".join(item.fact.verb for item in group))
        around = {
            token
            for token in self.mention.near | (self.mention.clause - self.mention.others)
            if isinstance(token, str) and not set(token) & verbs
        }
        for place, item in enumerate(group):
            others = set[Token]().union(
                *(one.mention.near for number, one in enumerate(group) if number != place)
            )
            if not (item.mention.near - others) & around:
                return []
        return list(group)

    def _set_apart(self, group: Sequence[Evidence]) -> list[Evidence]:
        """Return facts that one exclusive set parts and the draft does not: 小学、初中、高中."""
        said = said_of(self.mention)
        by_set: dict[int, dict[str, Evidence]] = {}
        for item in group:
            for number, (word, close) in said_of(item.mention).items():
                if close and (number not in said or _SEVERAL.search(self.mention.clause_text)):
                    by_set.setdefault(number, {}).setdefault(word, item)
        best = max(by_set.values(), key=len, default={})
        return _one_verb(list(best.values())) if len(best) > 1 else []

    def _free_to_sum(self, group: Sequence[Evidence]) -> bool:
        """Say whether a total may stand without 共: nothing suggests that one part was meant.

        The parts are all the line has in this unit, and none of them alone is what the draft's
        words name.
        """
        if len(group) < 2 or any(item.fact.part_of for item in group):
            return False
        line = [item for item in self.index.line_of(group[0]) if self._same_measure(item)]
        if len(line) != len(group):
            return False
        total = sum((item.span.low for item in group if item.span), Decimal(0))
        if any(item.span and 2 * item.span.low == total for item in group) and len(group) > 2:
            return False  # 48节：普通话16节、手机12节、茶艺20节: a whole with its parts
        verbs = set("".join(item.fact.verb for item in group))
        for token in self.telling:
            if isinstance(token, str) and not set(token) & verbs:
                held = [token in item.mention.near for item in group]
                if any(held) and not all(held):
                    return False
        scores = [self.index.score(self.mention, item.mention) for item in group]
        spread = max(scores) - min(scores)
        return (max(scores) < _MEANT and spread < 2 * _EVEN) or (
            max(scores) < _WELL_MEANT and spread < _EVEN
        )

    def _listed_under(self, group: Sequence[Evidence]) -> list[Evidence]:
        """Return what the notes list under the draft's label: 岗位：保洁33个、护林12个."""
        listed = [item for item in group if self.telling & item.mention.before]
        if not listed or not all(self.telling <= item.mention.before for item in listed):
            return []
        return listed if len({item.activity for item in listed}) == 1 else []

    def _named(self, group: Sequence[Evidence]) -> list[Evidence]:
        """Return the facts that a word of the draft's clause picks out: 三八、六一共慰问42人."""
        if len(group) < 3:
            return []
        own = [item.mention.near | item.mention.clause | item.mention.before for item in group]
        common = own[0].intersection(*own[1:])
        around = self.mention.near | self.mention.clause
        picked = {token for token in around - common if not is_generic(token)}
        return [item for item, tokens in zip(group, own, strict=True) if picked & tokens]

    def _runs_before(self) -> Iterator[Sequence[Evidence]]:
        """Yield what was just stated: 讲座6场、宣讲9场，共15场."""
        run: list[Evidence] = []
        for item in reversed(self.before[-_SUBSET_POOL:]):
            if not self._same_measure(item):
                continue
            run.insert(0, item)
            if len(run) > 1:
                yield list(run)

    def _sum_of(self, group: Sequence[Evidence]) -> Derivation | None:
        if len(group) < 2:
            return None
        value = sum((item.span.low for item in group if item.span), Decimal(0))
        if not self.yields(value, rounded=False, operands=group):
            return None
        return _shown(group, "+", value)

    def product(self) -> Derivation | None:
        if self.figure.per is not None and _AVERAGE.search(self.mention.lead):
            return None
        for items in self.near_activities():
            for rate in items:
                pers = _rates_of(rate)
                if not pers or not (rate.span and rate.span.single) or not self._pays(rate):
                    continue
                counts = [
                    item
                    for item in items
                    if item is not rate
                    and any(_counts(item, per) for per in pers)
                    and item.span
                    and item.span.single
                ]
                for chosen in (*((count,) for count in counts), tuple(_wholes(counts))):
                    number = sum((item.span.low for item in chosen if item.span), Decimal(0))
                    value = rate.span.low * number
                    if chosen and self.yields(value, rounded=False, operands=(*chosen, rate)):
                        left = "+".join(_number(item) for item in chosen)
                        left = f"({left})" if len(chosen) > 1 else left
                        shown = f"{left}×{_number(rate)}={_plain(value)}"
                        return Derivation((*chosen, rate), shown, tells=True)
        return None

    def _pays(self, rate: Evidence) -> bool:
        """Say whether a rate times a count gives the figure's unit: 15人 a day for 5天 are 人次."""
        if rate.measure == "person" and self.measure == "person-time":
            return True
        return self._same_measure(rate)

    def total_of_products(self) -> Derivation | None:
        """Return a total of rates times their counts: 12户每户500元 and 6名每人300元 are 7800元."""
        if not _TOTAL.search(self.claim):
            return None
        for items in self.near_activities():
            value, shown, used = Decimal(0), [], []
            for place, rate in enumerate(items):
                per = _rate_of(rate)
                if not per or rate.measure != self.measure or not (rate.span and rate.span.single):
                    continue
                count = next((item for item in reversed(items[:place]) if _counts(item, per)), None)
                if count is None or count.span is None:
                    continue
                value += rate.span.low * count.span.low
                shown.append(f"{_number(count)}×{_number(rate)}")
                used += [count, rate]
            if len(shown) > 1 and self.yields(value, rounded=False, operands=used):
                return Derivation(tuple(used), f"{'+'.join(shown)}={_plain(value)}", tells=True)
        return None

    def difference(self) -> Derivation | None:
        plain = "超" not in self.figure.text and not _HEDGED.search(self.figure.text)
        if "超" in self.claim and plain:
            # 超出目标120人 is the difference itself, no more than 120人.
            self.figure = replace(self.figure, qualifier=Qualifier.EXACT)
        claimed = _DIFFERENCE.search(self.mention.lead) or _LEFT.match(self.mention.tail)
        if claimed:
            groups = [
                [item for item in items if self._same_measure(item)]
                for items in self.near_activities()
            ]
            aimed = bool(re.search("超|差|比|较|目标|计划", self.claim))
            found = self._pairs(
                (*groups, self.same_measure()),
                lambda a, b: a - b,
                "-",
                rounded=False,
                may=lambda a, b: aimed or (a.role is b.role and a.fact.scope is b.fact.scope),
            )
            if found:
                return found
        # 388人，镇级28人，村级360人: both operands stand beside it, and the rest needs no word.
        if self.meant >= _UNTOLD:
            return None
        stated = [item for item in self.before if self._same_measure(item)]
        stated += [
            item
            for item in self.after
            if self._same_measure(item) and _TOTAL.search(item.mention.lead)
        ]
        pairs = [
            pair
            for pair in combinations(stated, 2)
            if pair[0].activity == pair[1].activity or pair[0].activity < 0
        ]
        return self._pairs(pairs, lambda a, b: a - b, "-", rounded=False)

    def share(self) -> Derivation | None:
        found = self._point_from_percent()
        if found:
            return found
        fraction = self.figure.kind is Kind.FRACTION or _HALF.search(self.figure.text)
        if not (fraction or _SHARE.search(self.claim)):
            return None
        over = bool(_COMPLETION.search(self.claim))
        groups = [*self.near_activities(), [*self.before, *self.after]]
        found = self._pairs(
            groups,
            lambda a, b: a / b * _HUNDRED if a <= b or over else None,
            "÷",
            rounded=True,
            may=lambda a, b: (
                a.measure not in _NO_COUNTS
                and b.measure not in _NO_COUNTS
                and (compare_units(a.measure, b.measure) is not Units.OTHER or a.span == b.span)
            ),
        )
        return found or self._share_of_sum(groups)

    def _share_of_sum(self, groups: Iterable[Sequence[Evidence]]) -> Derivation | None:
        """A share of the whole that several facts make, or that several make of the whole."""
        for group in groups:
            counts = [i for i in group if i.span and i.span.single and i.measure not in _NO_COUNTS]
            for measure in {item.measure for item in counts}:
                alike = [item for item in counts if item.measure == measure]
                if len(alike) < 3:
                    continue
                total = sum((item.span.low for item in alike if item.span), Decimal(0))
                for item in alike:
                    one = item.span.low if item.span else Decimal(0)
                    rest = total - one
                    for part, whole, shown in (
                        (one, total, f"{_plain(one)}÷{_plain(total)}"),
                        (rest, one, f"({_plain(total)}-{_plain(one)})÷{_plain(one)}"),
                    ):
                        if not whole or part > whole:
                            continue
                        value = part / whole * _HUNDRED
                        if self.yields(value, rounded=True):
                            return Derivation(tuple(alike), f"{shown}={_plain(value)}%")
        return None

    def _point_from_percent(self) -> Derivation | None:
        """Last year's share from this year's and the points between: 96.8%, 提高1.3个百分点."""
        for items in self.near_activities():
            shares = [item for item in items if item.measure == "percent" and item.span]
            points = [item for item in items if item.measure == "point" and item.span]
            for share in shares:
                for point in points:
                    if share.span is None or point.span is None:
                        continue
                    for sign, value in (
                        ("-", share.span.low - point.span.low),
                        ("+", share.span.low + point.span.low),
                    ):
                        if value > 0 and self.yields(value, rounded=False):
                            shown = f"{_number(share)}%{sign}{_number(point)}={_plain(value)}%"
                            return Derivation((share, point), shown)
        return None

    def growth(self) -> Derivation | None:
        if not _GROWTH.search(self.claim):
            return None
        pool = [item for items in self.near_activities() for item in items][:_PER_ACTIVITY]
        stated = [*self.before, *self.after]
        for first, second in (*combinations(pool, 2), *combinations(stated, 2)):
            if first.measure != second.measure or first.span is None or second.span is None:
                continue
            beside = first in stated and second in stated
            if not (beside or _other_period(first, second)):
                continue
            for old, new in ((first, second), (second, first)):
                if old.span is None or new.span is None or not old.span.low:
                    continue
                if not beside and not _is_older(old, new) and _is_older(new, old):
                    continue
                change = new.span.low - old.span.low
                if (change < 0) != bool(_FALL.search(self.claim)):
                    continue
                value = abs(change) / old.span.low * _HUNDRED
                if value and self.yields(value, rounded=True):
                    shown = f"({_number(new)}-{_number(old)})÷{_number(old)}={_plain(value)}%"
                    return Derivation((new, old), shown)
        return None

    def points(self) -> Derivation | None:
        groups = [
            [item for item in items if item.measure == "percent"]
            for items in self.near_activities()
        ]
        return self._pairs(groups, lambda a, b: a - b, "-", rounded=False)

    def multiple(self) -> Derivation | None:
        if not _MULTIPLE.search(self.claim):
            return None
        more = bool(_GREW.search(self.mention.lead))
        return self._pairs(
            [*self.near_activities(), [*self.before, *self.after]],
            lambda a, b: ((a - b) / b if more else a / b) if a > b else None,
            "÷",
            rounded=True,
            may=lambda a, b: a.measure == b.measure,
        )

    def average(self) -> Derivation | None:
        per = self.figure.per
        if (
            per is None
            and not _AVERAGE.search(self.mention.lead)
            and not _AS_MUCH.search(self.claim)
        ):
            return None
        groups = [*self.near_activities(), [*self.before, *self.after]]
        found = self._pairs(
            groups,
            lambda a, b: a / b,
            "÷",
            rounded=True,
            may=lambda a, b: self._yields_unit(a, b) and (per is None or _counts(b, per)),
        )
        both = _EACH.search(self.claim) and _A_DAY.search(self.claim)
        return found or (self._average_of_two(groups) if both else None)

    def _yields_unit(self, total: Evidence, count: Evidence) -> bool:
        """Say whether total by count gives the figure's unit: 152人次 by 77人 are 次."""
        if self._same_measure(total):
            return True
        if total.measure == "person-time" and self.measure == "time":
            return count.measure == "person"
        # 5060份 at 23份 a day are 220天.
        return total.measure == count.measure and _counts_unit(self.figure.unit, _rate_of(count))

    def _average_of_two(self, groups: Iterable[Sequence[Evidence]]) -> Derivation | None:
        """A rate by two counts: 1800棵 by 30人 in 3天 are 20棵 each a day."""
        for group in groups:
            single = [item for item in group if item.span and item.span.single and item.span.low]
            for total in single:
                if total.measure != self.measure or total.span is None:
                    continue
                for one, two in combinations([item for item in single if item is not total], 2):
                    if one.span is None or two.span is None or one.measure == two.measure:
                        continue
                    if {one.measure, two.measure}.isdisjoint(_TIMES):
                        continue
                    value = total.span.low / (one.span.low * two.span.low)
                    if self.yields(value, rounded=True):
                        return _shown((total, one, two), "÷", value)
        return None

    def _pairs(
        self,
        groups: Iterable[Sequence[Evidence]],
        reckon: Callable[[Decimal, Decimal], Decimal | None],
        sign: str,
        *,
        rounded: bool,
        may: Callable[[Evidence, Evidence], bool] = lambda _a, _b: True,
    ) -> Derivation | None:
        for group in groups:
            for first in group:
                for second in group:
                    if first is second or first.span is None or second.span is None:
                        continue
                    if not (first.span.single and second.span.single) or not second.span.low:
                        continue
                    if not may(first, second):
                        continue
                    value = reckon(first.span.low, second.span.low)
                    if value is None or value <= 0:
                        continue
                    if self.yields(value, rounded=rounded):
                        return _shown((first, second), sign, value, self.figure)
        return None


def _place(value: Decimal, step: Decimal) -> Decimal:
    return min(step, Decimal(1)) if value == value.to_integral_value() else Decimal("0.01")


def _wholes(group: Sequence[Evidence]) -> list[Evidence]:
    """Leave out the parts whose whole is in the group too."""
    ids = {item.fact.id for item in group}
    return [item for item in group if item.fact.part_of not in ids]


_PER_BEFORE: Final = re.compile(
    "每个?([\u4e00-\u9fff])[^，。；\\d]{0,8}$|(?<![第之])一([天日月年周季户人])[^，。；\\d]{0,6}$"
    "|(日|月|年|周)(?:均|工资|产|补|薪)[^，。；\\d]{0,6}$|(人|户|村|场)均"
)


def _rate_of(item: Evidence) -> str:
    """Return what a fact is per, read from its own words where the figure does not say it."""
    if item.fact.figure.per is not None:
        return item.fact.figure.per
    match = _PER_BEFORE.search(item.mention.lead)
    return next((group for group in match.groups() if group), "") if match else ""


def _rates_of(item: Evidence) -> set[str]:
    """Return everything that a fact is per: 人 and 年 of 每生每年补1000元."""
    found = set(re.findall("每([\u4e00-\u9fff])", item.mention.lead))
    one = _rate_of(item)
    return found | {one} if one else found


def _counts_unit(unit: str | None, per: str) -> bool:
    return bool(unit and per) and (unit == per or {unit, per} <= {"天", "日"})


def _counts(item: Evidence, per: str) -> bool:
    """Say whether a fact counts what a rate is per: 12户 for 每户, 6名 for 每人."""
    if item.span is None or item.measure is None:
        return False
    unit = item.fact.figure.unit or ""
    names = {
        "person": "人名位孩生员童",
        "household": "户家",
        "event": "场",
        "time": "次",
        "村": "村",
        "day": "天日",
        "month": "月",
        "year": "年",
        "week": "周",
    }
    return (
        unit == per
        or per in names.get(item.measure, unit)
        or item.mention.tail.startswith((per, f"行政{per}"))
    )


def _telling(mention: Mention) -> set[Token]:
    return {token for token in mention.near if not is_generic(token)}


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
        and item.fact.scope is Scope.OWN
        and not _DIFFERS.search(item.mention.lead)
    ]
    if not kept:
        return []
    first = kept[0]
    return [
        item
        for item in kept
        if item.role is first.role and (years or _year_of(item) == _year_of(first))
    ]


def _one_verb(group: Sequence[Evidence]) -> list[Evidence]:
    """Keep a group only if all say the same was done: 受理11件 and 化解11件 add up to nothing."""
    return list(group) if len({item.fact.verb for item in group} - {""}) <= 1 else []


def _year_of(item: Evidence) -> int:
    """Return the year that a fact speaks of: written out, or -1 for last year's; 0 if unsaid."""
    found = _YEAR.findall(item.mention.prefix)
    if found:
        return int(found[-1])
    return -1 if item.fact.scope is Scope.LAST_YEAR else 0


def _other_period(first: Evidence, second: Evidence) -> bool:
    return _year_of(first) != _year_of(second) or _part_said(first) != _part_said(second)


_PART: Final = re.compile(r"上半年|下半年|[一二三四]季度|\d{1,2}月|年初|年末|年底")


def _part_said(item: Evidence) -> str:
    found = _PART.findall(item.mention.prefix)
    return found[-1] if found else ""


def _is_older(first: Evidence, second: Evidence) -> bool:
    one, two = _year_of(first), _year_of(second)
    return one == -1 or (two != -1 and one < two)


def _plain(value: Decimal) -> str:
    rounded = value.quantize(Decimal("0.01")) if value != value.to_integral_value() else value
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _number(item: Evidence) -> str:
    return "" if item.span is None else _plain(item.span.low)


def _shown(
    operands: Sequence[Evidence], sign: str, value: Decimal, figure: Figure | None = None
) -> Derivation:
    mark = "%" if figure is not None and measure_of(figure) == "percent" else ""
    left = sign.join(_number(item) for item in operands)
    return Derivation(tuple(operands), f"{left}={_plain(value)}{mark}", tells=sign in "+×")
