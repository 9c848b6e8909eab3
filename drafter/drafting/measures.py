"""Give a bare number of the notes its measure word: 主席1，副主席2 is 主席1名，副主席2名.

A ledger leaves out what its column says. Prose does not, and a model that has to guess guesses
wrong. What the number counts is told by the words before it, by what the fact is called, or by the
whole that it is part of; where none of them tells, it stays bare. Pure.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files

from drafter.facts import Activity, Fact
from drafter.figures import Figure, Kind, find_figures

__all__ = ["with_measures"]

_SAME = "="
_CASES = frozenset({"件", "起", "例", "件次", "宗"})
# Measure words that a part has from its whole; 社区 or 网格 is no such word.
_SHARED = _CASES | frozenset("名人户个对家份袋箱套盒场次期篇条项支处所笔元张本块")
_PEOPLE = frozenset({"人", "名"})
_WHOLE_ONLY = _SHARED | frozenset("本部块只头辆台桌趟")
_GIVEN = frozenset("份袋箱套盒")
_NEVER_SHARED = frozenset({"元", "名", "人"})
# Fewer yuan than this is a number of payments (救助金7, 人数7人).
_LEAST_MONEY = 100
_OTHER_ORDER = 10000
# A part of a sum of money is told in yuan from here on; 其中省300 of 526万元 may be persons.
_LEAST_PART = 1000
_NOT_COUNTED = frozenset({Kind.DATE, Kind.PERIOD, Kind.AGE, Kind.PERCENT, Kind.ORDINAL, Kind.RANGE})
_STOP = re.compile(r"[，,。；：、（）()“”\s]")
_SPARE = re.compile("(?:了|有|共|约|大概|达|为|是|的|已|上|到|超|只)+$")
_SUMMED = re.compile("(?:合计|累计|总计|共计|[=＝])$")
_ENDS_BARE = re.compile(r"(?=[，,。；、）)（(\s涨增升降+＋=＝×]|$)")
# What follows the number and is said behind its measure word: 3200左右 is 3200元左右.
_BEHIND = re.compile("(?:左右|以上|上下|以下)$")
_OPEN_END = re.compile("万[+＋]$")


@dataclass(frozen=True, slots=True)
class _Row:
    ending: re.Pattern[str]
    about: re.Pattern[str] | None
    measure: str
    large: bool

    def fits(self, words: str, about: str, figure: Figure) -> bool:
        """Whether a number behind these words, in a line about this, is counted so."""
        if self.large and not re.search("[万亿]", figure.text):
            return False
        few = isinstance(figure.value, Decimal) and figure.value < _LEAST_MONEY
        if self.measure == "元" and few:
            return False
        if self.about is not None and not self.about.search(about):
            return False
        return self.ending.search(words) is not None


def _lines() -> list[str]:
    text = files("drafter.drafting").joinpath("data/measures.tsv").read_text("utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


@lru_cache(maxsize=1)
def _persons() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return who may stand behind a number of 个, and the measure word that such people have."""
    rows = (line.split("\t") for line in _lines() if line.startswith(">"))
    return tuple((re.compile(words[1:]), measure) for words, _, measure in rows)


@lru_cache(maxsize=1)
def _rows() -> tuple[_Row, ...]:
    rows = []
    for line in _lines():
        if not line.startswith(">"):
            ending, about, measure, large = (*line.split("\t"), "")[:4]
            rows.append(
                _Row(
                    # ^ alone is a number with no words of its own.
                    re.compile(f"{ending}$"),
                    None if about == "-" else re.compile(about),
                    measure,
                    bool(large),
                )
            )
    return tuple(rows)


def with_measures(activity: Activity, spans: dict[str, tuple[int, int]]) -> Activity:
    """Return an activity whose bare numbers carry measure words, where it is clear which.

    Args:
        activity: The activity.
        spans: Where in its text each figure stands, as ``fact_spans`` returns them.
    """
    text = activity.text
    placed = sorted(
        (spans[fact.id], place) for place, fact in enumerate(activity.facts) if fact.id in spans
    )
    facts = list(activity.facts)
    counted: list[_Counted] = []
    pieces: list[str] = []
    position = 0
    for (start, end), place in placed:
        fact = facts[place]
        # 收30娃: whoever stands behind a bare number has a measure word.
        of_whom = next((word for words, word in _persons() if words.match(text, end)), "")
        if _is_bare(fact.figure) and (of_whom or _ENDS_BARE.match(text, end)):
            measure = of_whom or _measure(text, activity.heading, start, fact, counted)
            surface = _with_unit(fact.figure, measure) if measure else ""
            if surface:
                found = find_figures(surface)[0]
                facts[place] = replace(
                    fact,
                    figure=replace(fact.figure, text=surface, unit=found.unit, kind=found.kind),
                )
                pieces += [text[position:start], surface]
                position = end
        elif surface := _of_persons(text, activity.heading, start, fact, counted):
            figure = fact.figure
            facts[place] = replace(
                fact, figure=replace(figure, text=surface, unit=find_figures(surface)[0].unit)
            )
            pieces += [text[position:start], surface]
            position = end + text.startswith("人", end)
        counted.append(_Counted(start, end, facts[place].figure))
    changed = "".join([*pieces, text[position:]])
    if changed == text or not _same_values(text, changed):
        return activity
    return replace(activity, text=changed, facts=tuple(facts))


@dataclass(frozen=True, slots=True)
class _Counted:
    start: int
    end: int
    figure: Figure


def _is_bare(figure: Figure) -> bool:
    return (
        figure.kind is Kind.QUANTITY
        and figure.unit is None
        and isinstance(figure.value, Decimal)
        and figure.text[-1] != "个"
    )


def _of_persons(
    text: str, heading: str, start: int, fact: Fact, counted: Sequence[_Counted]
) -> str:
    """Return a number of 个 with the measure word of persons (43个娃: 43名); "" for things."""
    figure = fact.figure
    if (
        figure.unit != "个"
        or not figure.text.endswith("个")
        or text[start:][: len(figure.text)] != figure.text
    ):
        return ""
    end = start + len(figure.text)
    measure = next((word for words, word in _persons() if words.match(text, end)), "")
    if not measure and _ENDS_BARE.match(text, end):
        bare = replace(fact, figure=replace(figure, text=figure.text[:-1], unit=None))
        about = f"{heading} {text[:start]}"
        fitting = (
            row.measure
            for words in _namings(text, start, bare, counted)
            for row in _rows()
            if row.fits(words, about, bare.figure)
        )
        # Only what names persons: 微心愿圆了176个 has its word from no whole.
        measure = "名" if next(fitting, "") == "名" else ""
    if not measure:
        return ""
    surface = figure.text[:-1] + measure
    found = find_figures(surface)
    same = len(found) == 1 and found[0].text == surface and found[0].value == figure.value
    return surface if same else ""


def _measure(text: str, heading: str, start: int, fact: Fact, counted: Sequence[_Counted]) -> str:
    """Return the measure word of the bare number that begins at a place; "" where none is clear."""
    measure = _clear_measure(text, heading, start, fact, counted)
    value = fact.figure.value
    # 1.13 is no number of cases, and 15 of 25万元 are no 15元.
    part = isinstance(value, Decimal) and value % 1 != 0 and "万" not in fact.figure.text
    few = isinstance(value, Decimal) and value < _LEAST_MONEY and _whole(text, start, counted)
    # 平均每户2700多 counts no households.
    own = bool(fact.figure.per) and measure.startswith(fact.figure.per or "")
    unfit = (part and measure in _WHOLE_ONLY) or (few and measure == "元") or own
    return "" if unfit else measure


def _clear_measure(
    text: str, heading: str, start: int, fact: Fact, counted: Sequence[_Counted]
) -> str:
    about = f"{heading} {text[:start]}"
    within = _whole(text, start, counted)
    earlier = [item.figure for item in counted if item.figure.kind not in _NOT_COUNTED]
    whole = within or _summed(text, start, earlier) or (earlier[-1] if earlier else None)
    among = within is not None or "其中" in re.split("[。；]", text[:start])[-1]
    for words in _namings(text, start, fact, counted):
        for row in _rows():
            if row.fits(words, about, fact.figure):
                shared = row.measure.startswith(_SAME)
                measure = (
                    _of_whole(whole, row.measure[1:], fact.figure.value) if shared else row.measure
                )
                if within is not None and measure not in _NEVER_SHARED:
                    measure = _of_whole(within, "", fact.figure.value) or measure
                if among and measure in _PEOPLE and _are_shared_out(whole, fact.figure):
                    measure = _of_whole(whole, "", fact.figure.value) or measure
                if measure:
                    return measure
    return _of_whole(whole, "", fact.figure.value) if among else ""


def _namings(text: str, start: int, fact: Fact, counted: Sequence[_Counted]) -> list[str]:
    """Return what may name the thing counted, the nearest first."""
    begin = max((match.end() for match in _STOP.finditer(text, 0, start)), default=0)
    if text[start - 1 : start] == "”":
        begin = text.rfind("“", 0, start) + 1
    begin = max([begin, *(item.end for item in counted)])
    noun = text[begin:start].strip("”")
    bare = _SPARE.sub("", noun)
    names = [_SUMMED.sub("", bare), bare, noun]
    if not noun and not counted:
        # 家教讲座：12: the label says what is counted.
        names = [re.split("[，：]", text[:start].rstrip("，： "))[-1]]
    elif noun and noun in fact.label:
        names.append(_SPARE.sub("", fact.label))
    if noun and "：" in text[:start]:
        over = text[:start].split("：", maxsplit=1)[0]
        # 合计：19000元，微家11: the sum row's own word names no column of it.
        names += [] if _SUMMED.fullmatch(over) else [over]
    return list(dict.fromkeys(names))


def _summed(text: str, start: int, earlier: Sequence[Figure]) -> Figure | None:
    """Return the whole that the parts behind 其中 add up to (526人，526万元；其中省300，市226)."""
    opened = text.rfind("其中", 0, start)
    if opened < 0 or any(mark in text[opened:start] for mark in "。；"):
        return None
    clause = re.split("[。；）)]", text[opened:])[0]
    parts = [figure.value for figure in find_figures(clause) if isinstance(figure.value, Decimal)]
    total = sum(parts)
    before = {figure.text for figure in find_figures(text[:opened])}
    return next(
        (figure for figure in earlier if figure.value == total and figure.text in before), None
    )


def _of_whole(whole: Figure | None, otherwise: str, part: object = None) -> str:
    """Return the measure word that a part has from its whole."""
    if whole is None:
        return otherwise
    unit = "元" if whole.kind is Kind.MONEY else whole.unit or ""
    if _is_of_another_order(whole, part):
        return otherwise
    unit = "" if unit == "元" and isinstance(part, Decimal) and part < _LEAST_PART else unit
    allowed = _CASES if otherwise else _SHARED
    return unit if unit in allowed else otherwise


def _is_of_another_order(whole: Figure, part: object) -> bool:
    """Whether a number is so much larger that it counts no more of the same: 5次 … 共9.6万."""
    if not isinstance(whole.value, Decimal) or not isinstance(part, Decimal):
        return False
    return part >= _OTHER_ORDER and whole.value * 100 < part


def _are_shared_out(whole: Figure | None, part: Figure) -> bool:
    """Whether a part is of things given out: 卫生包520份，其中贫困妇女140 are 140份."""
    if whole is None or whole.unit not in _GIVEN:
        return False
    return (
        isinstance(whole.value, Decimal)
        and isinstance(part.value, Decimal)
        and part.value <= whole.value
    )


def _whole(text: str, start: int, counted: Sequence[_Counted]) -> Figure | None:
    """Return the figure before the bracket that a place stands in."""
    opened = max(text.rfind("（", 0, start), text.rfind("(", 0, start))
    if opened < 0 or re.search("[）)]", text[opened:start]):
        return None
    before = [item for item in counted if item.end <= opened]
    return before[-1].figure if before and before[-1].end == opened else None


def _with_unit(figure: Figure, measure: str) -> str:
    """Return a figure's surface with its measure word; "" where it would read otherwise."""
    surface = _OPEN_END.sub("余万", figure.text)
    behind = _BEHIND.search(surface)
    tail = behind[0] if behind else ""
    written = surface[: len(surface) - len(tail)] + measure + tail
    found = find_figures(written)
    if len(found) != 1 or found[0].text != written:
        return ""
    same = (found[0].value, found[0].qualifier) == (figure.value, figure.qualifier)
    percent = measure == "%" and found[0].kind is Kind.PERCENT
    return written if same and (found[0].unit or percent or found[0].kind is Kind.MONEY) else ""


def _same_values(before: str, after: str) -> bool:
    return [item.value for item in find_figures(before)] == [
        item.value for item in find_figures(after)
    ]
