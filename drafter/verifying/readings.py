"""What a ledger leaves unsaid of its bare numbers: the unit of its head, 万 of its total, two ends.

支出：培训 38.5 慰问 27.3 under 预算 86 万 are 万元; 春 3 夏 6（单位：期） are 期; 正确率 从 46 到
81 are two numbers. A draft writes such things out, so the evidence is read that way.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from drafter.facts import Fact, FactSheet
from drafter.figures import Figure, Kind, find_figures
from drafter.verifying.context import Mention
from drafter.verifying.dates import is_calendar

__all__ = ["Surroundings", "read_out", "surroundings_of"]

_UNIT_OF_ALL: Final = re.compile(
    r"(?:单位[:：为]?|均为|都是|均以|以)([\u4e00-\u9fff]{1,3}?)(?:计|算)?[)）。；，\n]"
)
# 经费决算（万元）
_UNIT_AT_END: Final = re.compile(
    r"[\u4e00-\u9fff][（(]((?:万|千|百)?元|人次?|户次?|场次?|期|份|件|个|条|篇)[)）][:：]?\n"
)
_TEN_THOUSAND: Final = Decimal(10000)
# A decimal behind these words is no money.
_NO_MONEY: Final = re.compile(
    "率|比|度|平均|人均|分|岁|龄|倍|成|亩|升|斤|吨|米|天|时|年|月|第|版|[￥$]"
)
# 快递费从3.2降到2.1一单: what is paid for one is no 万.
_FOR_EACH: Final = re.compile("[一每/](?:单|个|人|户|斤|件|份|次|亩|张|只)")
_TURNS: Final = re.compile("(?:从|由|自) ?$")
_TURN: Final = re.compile(r"\s*(?:到|至|→|[-—~～]+)\s*")
# 年产值430万到5240万 is a change even without 从, 补贴500到2000元不等 is none.
_FAR: Final = 3
_NO_CHANGE: Final = re.compile("[^，。；]{0,3}(?:不等|之间|以内)")
_SCALED: Final = re.compile("[万亿千百wWkK]")
_PAIR: Final = 2
# What parts the members of a list: 腊肉88万、茶叶61.5.
_MEMBER: Final = re.compile("[、，,；;/ ]+[\u4e00-\u9fff“”]{1,8}[:： ]?")
_HUNDRED: Final = 100
_NEXT_OF_ROW: Final = re.compile(
    r"(?:^|[%\d月日号、，,；;/ ]) ?(?![其涉共计另])[\u4e00-\u9fff]{0,3}(?<!的)[:： ]?$"
)
_NAMES_SHARE: Final = re.compile("率|占比|比例|比重|满意度")
# Lines so near share their unit.
_NEAR: Final = 3


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the neighbours of an activity say of bare numbers.

    Attributes:
        unit: One of the unit that a head gives to all numbers (单位：期), None without one.
        in_ten_thousands: Whether near lines tell money in 万.
    """

    unit: Figure | None = None
    in_ten_thousands: bool = False


def surroundings_of(sheet: FactSheet) -> list[Surroundings]:
    """Return, activity by activity, what its neighbours and heads say of bare numbers."""
    told = [any(_in_ten_thousand_yuan(fact) for fact in a.facts) for a in sheet.activities]
    heads = _units_under_heads(sheet)
    above = _unit_of_all("\n".join((sheet.title, *(d.text for d in sheet.dropped), "")))
    return [
        Surroundings(
            unit=heads[place] or above,
            in_ten_thousands=any(told[max(0, place - _NEAR) : place + _NEAR + 1]),
        )
        for place in range(len(told))
    ]


def _units_under_heads(sheet: FactSheet) -> list[Figure | None]:
    """Return, activity by activity, the unit that its words or the head above it give to all."""
    found: list[Figure | None] = []
    above = None
    for activity in sheet.activities:
        if not activity.facts:
            above = _unit_of_all(f"{activity.text}\n")
        own = _unit_of_all(f"{activity.heading}\n{activity.text}\n")
        found.append(own or above)
    return found


def read_out(
    around: Surroundings, found: Sequence[tuple[Fact, Mention]]
) -> list[tuple[Fact, Mention]]:
    """Return an activity's facts with what the notes say elsewhere of its bare numbers."""
    in_money = _in_ten_thousands(found, near=around.in_ten_thousands)
    for place in _members_in_ten_thousands(found):
        in_money[place] = True
    shares = _row_of_shares(found)
    read: list[tuple[Fact, Mention]] = []
    for place, (fact, mention) in enumerate(found):
        figure = fact.figure
        ends = _ends(figure, mention)
        if ends:
            read += _read_ends(fact, mention, ends)
            continue
        if figure.unit is None and figure.kind is Kind.QUANTITY:
            if shares[place]:
                figure = replace(figure, kind=Kind.PERCENT, unit="%")
            elif around.unit is not None:
                figure = _with_unit(figure, around.unit)
            elif in_money[place]:
                figure = _in_money(figure)
        if figure is fact.figure or in_money[place]:
            # That it is money in 万 is a guess: 洪水6.14 is a day, and a draft may copy the note.
            read.append((fact, mention))
        if figure is not fact.figure:
            read.append((replace(fact, figure=figure), replace_figure(mention, figure)))
    return read


def _read_ends(
    fact: Fact, mention: Mention, ends: tuple[Figure, ...]
) -> list[tuple[Fact, Mention]]:
    """Return both ends of a change, each with the other around it: 从800到, 到2000元.

    Without 从 it may be a range all the same, which a draft then tells as one.
    """
    text = fact.figure.text
    turn = _TURN.search(text)
    first, second = (text, text) if turn is None else (text[: turn.end()], text[turn.start() :])
    low, high = (
        replace(mention, figure=ends[0], tail=f"{second}{mention.tail}"),
        replace(mention, figure=ends[1], lead=f"{mention.lead}{first}"),
    )
    read = [(replace(fact, figure=one.figure), one) for one in (low, high)]
    return read if _TURNS.search(mention.lead) else [(fact, mention), *read]


def replace_figure(mention: Mention, figure: Figure) -> Mention:
    """Return a mention of another reading of its figure."""
    return replace(mention, figure=figure)


def _unit_of_all(words: str) -> Figure | None:
    """Return one of the unit that some words give to all numbers: （单位：期）."""
    match = _UNIT_OF_ALL.search(words) or _UNIT_AT_END.search(words)
    if match is None:
        return None
    one = find_figures(f"2{match[1]}")
    return one[0] if len(one) == 1 and one[0].end == len(match[1]) + 1 else None


def _with_unit(figure: Figure, one: Figure) -> Figure:
    """Return a bare number in a unit; 万元 multiplies it."""
    factor = one.value / 2 if isinstance(one.value, Decimal) else Decimal(1)
    if _SCALED.search(figure.text):
        factor = Decimal(1)  # 4.1万 under （万元） says it itself
    return _scaled(figure, factor, kind=one.kind, unit=one.unit)


def _in_money(figure: Figure) -> Figure:
    return _scaled(figure, _TEN_THOUSAND, kind=Kind.MONEY, unit="元")


def _scaled(figure: Figure, factor: Decimal, *, kind: Kind, unit: str | None) -> Figure:
    value = figure.value
    if isinstance(value, Decimal):
        value = value * factor
    elif isinstance(value, tuple) and all(isinstance(end, Decimal) for end in value):
        value = (value[0] * factor, value[1] * factor)  # type: ignore[operator]
    step = None if figure.step is None else figure.step * factor
    return replace(figure, value=value, kind=kind, unit=unit, step=step)


def _in_ten_thousand_yuan(fact: Fact) -> bool:
    """Say whether a fact is money in 万: 86 万 without a unit, 6.2万元."""
    figure = fact.figure
    return "万" in figure.text and figure.unit in (None, "元") and isinstance(figure.value, Decimal)


def _row_of_shares(found: Sequence[tuple[Fact, Mention]]) -> list[bool]:
    """Say of each bare number whether it is one of a row of shares: 准投率 3月62% 6月78 9月91.

    The first says %, a word names the rate, and the rest have no more than a name each.
    """
    figures = [fact.figure for fact, _ in found]
    marked = [False] * len(found)
    for place, (figure, (_, mention)) in enumerate(zip(figures, found, strict=True)):
        if figure.kind is not Kind.PERCENT or figure.unit != "%":
            continue
        if not _NAMES_SHARE.search(mention.prefix):
            continue
        for at in range(place + 1, len(found)):
            if is_calendar(figures[at]):
                continue
            if not (_may_be_share(figures[at]) and _NEXT_OF_ROW.search(found[at][1].lead)):
                break
            marked[at] = True
    return marked


def _may_be_share(figure: Figure) -> bool:
    return (
        figure.unit is None
        and figure.kind is Kind.QUANTITY
        and isinstance(figure.value, Decimal)
        and 0 < figure.value <= _HUNDRED
        and not _SCALED.search(figure.text)
    )


def _in_ten_thousands(found: Sequence[tuple[Fact, Mention]], *, near: bool) -> list[bool]:
    """Say of each number whether it is money in 万 though it says neither.

    It has decimals, or it and its neighbours make up a total in 万 that stands before them.
    """
    marked = [False] * len(found)
    if not near:
        return marked
    says = [
        fact.figure.value
        if _in_ten_thousand_yuan(fact) and isinstance(fact.figure.value, Decimal)
        else None
        for fact, _ in found
    ]
    for place, (fact, mention) in enumerate(found):
        figure = fact.figure
        if figure.unit is None and isinstance(figure.value, Decimal) and "." in figure.text:
            marked[place] = not (
                _SCALED.search(figure.text)
                or _NO_MONEY.search(mention.lead[-6:])
                or _FOR_EACH.search(mention.clause_text)
            )
    for place, total in enumerate(says):
        if total is not None:
            for part in _parts_of(found, place, total):
                marked[part] = True
    return marked


def _parts_of(found: Sequence[tuple[Fact, Mention]], place: int, total: Decimal) -> list[int]:
    """Return the bare numbers right behind a total in 万 that make it up: 480 万 省里 200 …."""
    parts: list[int] = []
    value = Decimal(0)
    for number in range(place + 1, len(found)):
        figure = found[number][0].figure
        if figure.unit is not None or not isinstance(figure.value, Decimal):
            break
        if "万" in figure.text:
            break
        value += figure.value * _TEN_THOUSAND
        parts.append(number)
        if value >= total:
            break
    return parts if value == total and len(parts) >= _PAIR else []


def _members_in_ten_thousands(found: Sequence[tuple[Fact, Mention]]) -> set[int]:
    """Return the bare numbers that make up a total in 万: 腊肉88 茶叶61.5，共149.5万.

    So do those of a list whose first member says it: 腊肉88万、茶叶61.5、米粉40.
    """
    shared: set[int] = set()
    for begin, end in _bare_runs(found):
        if begin and _in_ten_thousand_yuan(found[begin - 1][0]):
            if _opens_list(found, begin, end):
                shared.update(range(begin, end))
        elif end < len(found) and _in_ten_thousand_yuan(found[end][0]):
            parts = [found[place][0].figure.value for place in range(begin, end)]
            value = sum((part for part in parts if isinstance(part, Decimal)), Decimal(0))
            if value * _TEN_THOUSAND == found[end][0].figure.value:
                shared.update(range(begin, end))
    return shared


def _bare_runs(found: Sequence[tuple[Fact, Mention]]) -> Iterator[tuple[int, int]]:
    """Yield where two and more numbers without unit and scale follow each other."""
    begin = 0
    for place in range(len(found) + 1):
        if place < len(found) and _is_bare(found[place][0].figure):
            continue
        if place - begin >= _PAIR:
            yield begin, place
        begin = place + 1


def _is_bare(figure: Figure) -> bool:
    return (
        figure.unit is None
        and figure.kind is Kind.QUANTITY
        and isinstance(figure.value, Decimal)
        and not _SCALED.search(figure.text)
    )


def _opens_list(found: Sequence[tuple[Fact, Mention]], begin: int, end: int) -> bool:
    """Say whether marks and short names alone part a number with a unit from bare ones."""
    words = found[begin][1].paragraph
    ends = [(mention.figure.start, mention.figure.end) for _, mention in found[begin - 1 : end]]
    return all(_MEMBER.fullmatch(words[one[1] : two[0]]) for one, two in itertools.pairwise(ends))


def _ends(figure: Figure, mention: Mention) -> tuple[Figure, ...]:
    """Return the two numbers of 从46到81, which tells a change and no range; () for a range."""
    value = figure.value
    if not isinstance(value, tuple) or figure.kind is Kind.AGE:
        return ()
    low, high = value
    if not (isinstance(low, Decimal) and isinstance(high, Decimal)):
        return ()
    far = high >= _FAR * low and "到" in figure.text and not _NO_CHANGE.match(mention.tail)
    if not (far or _TURNS.search(mention.lead)):
        return ()
    kind = Kind.QUANTITY if figure.kind is Kind.RANGE else figure.kind
    return (replace(figure, value=low, kind=kind), replace(figure, value=high, kind=kind))
