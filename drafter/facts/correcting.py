"""A later line corrects an earlier number (更正：上条应为45人): only the right one is stated.

Told as work of its own such a line makes the draft state both numbers. What it corrects is found by
the old number it names, by the words it names, or as the line above; where that is not certain,
no candidate is stated until a person has settled it. Pure.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from drafter.facts.lexicon import cues, find_topic_words
from drafter.facts.types import Activity, Fact, Use
from drafter.facts.values import find_told
from drafter.figures import Figure, Kind, find_figures, unit_class

__all__ = [
    "Change",
    "Correction",
    "corrected",
    "correction_in",
    "may_correct",
    "merged",
    "shared_pairs",
    "targets_of",
]

_COUNTED: Final = frozenset({Kind.QUANTITY, Kind.MONEY, Kind.PERCENT, Kind.MULTIPLE, Kind.FRACTION})
# 更正 订正 勘误 纠正, 应为 改成 实际 不对 不是 写错, →
_SIGNS: Final = re.compile("[正勘误应改实错对是准→>]")
_STOPS: Final = "。；;\n！!"
_OPENING: Final = " \t（(【[*·-—–，,"
_PERSONS: Final = frozenset({"人", "名", "位", "个", "人次"})
_NUMBER: Final = re.compile(r"[\d.,，]+")
_LONGEST: Final = 80
_NAME: Final = 2
_CLAUSE: Final = re.compile("[，,]")
_NEAR: Final = 3
_BESIDE: Final = 6


@dataclass(frozen=True, slots=True)
class Change:
    """One number that takes another's place; the words that say of what, "" where none do.

    ``beside`` tells that the wrong one stands right before it: 620分钟?（应该是620人次）.
    """

    new: Figure
    old: Figure | None
    name: str
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Correction:
    """A stretch of a passage that corrects what stands above it.

    ``answers`` tells that it answers a number that was asked back; ``tail`` is how much behind it
    belongs to the same bracket and counts more of the same thing, the closing mark aside.
    ``own`` tells that it says enough to stand alone where nothing above is meant by it; its words
    begin at ``told``.
    """

    start: int
    end: int
    changes: tuple[Change, ...]
    marked: bool
    told: int
    own: bool
    tail: int = 0
    answers: bool = False


@dataclass(frozen=True, slots=True)
class _Patterns:
    mark: re.Pattern[str]
    beside: re.Pattern[str]
    above: re.Pattern[str]
    wrong: re.Pattern[str]
    new_before: re.Pattern[str]
    surely: re.Pattern[str]
    old_before: re.Pattern[str]
    old_behind: re.Pattern[str]
    instead: re.Pattern[str]
    empty: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    table = cues()["correcting"]
    return _Patterns(**{name: re.compile(words) for name, words in table.items()})


def may_correct(text: str) -> bool:
    """Whether a passage has any of the characters without which it corrects nothing."""
    return _SIGNS.search(text) is not None


def correction_in(text: str, figures: Sequence[Figure]) -> Correction | None:
    """Return the first correction in a passage, None where it has none.

    Args:
        text: The passage.
        figures: Its figures, offsets into it.
    """
    if len(figures) == 0:
        return None
    words = _patterns()
    for place, right in enumerate(figures):
        # 绿豆20斤一袋 不对 是2斤一袋: what counts the same is meant, though another stands between.
        before = [
            wrong
            for wrong in figures[max(place - 2, 0) : place]
            if words.beside.fullmatch(text, wrong.end, right.start)
        ]
        if before:
            # 90户，每户400（后改了，实际93户）: what counts the same may stand before another.
            clause = max(text.rfind(stop, 0, before[-1].start) for stop in _STOPS) + 1
            same = [
                each
                for each in figures[max(place - 3, 0) : place]
                if each.start >= clause and each.unit == right.unit
            ]
            wrong = same[-1] if same else before[-1]
            end, tail = _closing(text, before[-1].end, right.end, figures)
            again = text[wrong.end : before[-1].end]
            end += len(again) if text.startswith(again, end) else 0
            change = Change(right, wrong, "", beside=True)
            return Correction(
                start=before[-1].end,
                end=end,
                changes=(change,),
                marked=True,
                told=right.start,
                own=False,
                tail=tail,
            )
    begin = 0
    while begin < len(text):
        end = min((at for stop in _STOPS if (at := text.find(stop, begin)) >= 0), default=len(text))
        mark = words.mark.search(text, begin, end)
        if mark and (not text[begin : mark.start()].strip(_OPENING) or _breaks(text, mark.start())):
            start, told = mark.start(), mark.end()
            end = _closed(text, begin, start, told, end, figures)
        else:
            mark, start, told = None, begin, begin
        counted = [
            figure
            for figure in figures
            if told <= figure.start < end and figure.kind in _COUNTED and not figure.per
        ]
        if counted and end - start <= _LONGEST:
            changes = tuple(_changes(text, told, counted, marked=mark is not None))
            if changes and (mark or _points_above(text[begin:end], changes)):
                while start > begin and text[start - 1] in _OPENING:
                    start -= 1
                return Correction(
                    start=start,
                    end=min(end + 1, len(text)),
                    changes=changes,
                    marked=mark is not None,
                    told=told,
                    own=mark is not None and _tells(text[told:end]),
                )
        begin = end + 1
    return None


def _closed(
    text: str, begin: int, start: int, told: int, end: int, figures: Sequence[Figure]
) -> int:
    """Where a correction inside a line ends: 46人（更正：应为64人），书包46个 goes on behind it."""
    if text[:start].rstrip()[-1:] in ("（", "("):
        closers = [at for mark in "）)" if (at := text.find(mark, told, end)) >= 0]
        return min(closers, default=end)
    if not text[begin:start].strip(_OPENING):
        return end
    # 慰问12户，更正：慰问13户，送油26桶: what the line did not name before is told, not corrected.
    known = text[begin:start]
    for comma in re.finditer("[，,]", text[told:end]):
        at = told + comma.start()
        behind = next((figure for figure in figures if figure.start > at), None)
        if behind is None or not any(told <= figure.start < at for figure in figures):
            continue
        words = text[at + 1 : behind.start].strip()
        named = _CLAUSE.search(words) is None and not _patterns().new_before.search(words)
        if len(words) >= _NAME and named and words[:_NAME] not in known:
            return at
    return end


def _closing(text: str, start: int, end: int, figures: Sequence[Figure]) -> tuple[int, int]:
    """Return where a correction in brackets is over, and how much the bracket tells besides."""
    opened = max(text.rfind(mark, start, end) for mark in "（(")
    if opened < 0:
        return end, 0
    closed = min((at for mark in "）)" if (at := text.find(mark, end)) >= 0), default=-1)
    if closed < 0:
        return end, 0
    if any(end <= each.start < closed for each in figures):
        return end, closed - end
    return closed + 1, 0


def merged(first: Activity, second: Activity) -> Activity:
    """Return two activities as one: the second tells more of the first's thing."""
    facts = [*first.facts]
    for fact in second.facts:
        facts.append(replace(fact, id=f"{first.id}.f{len(facts) + 1}", part_of=None))
    text = f"{first.text.rstrip('。；，')}，{second.text.strip('，。')}"
    return replace(first, text=text, facts=tuple(facts))


def _breaks(text: str, place: int) -> bool:
    """Whether what stands before a mark inside a line is closed: …13件 ——更正, …（更正."""
    return text[place - 1] in "（(【[—–，, "


def _tells(text: str) -> bool:
    words = _patterns()
    return not words.above.search(text) and bool(find_topic_words(text))


def _points_above(text: str, changes: Sequence[Change]) -> bool:
    """Whether a sentence without a mark is a correction all the same."""
    words = _patterns()
    above, wrong = words.above.search(text), words.wrong.search(text)
    sure = any(words.surely.search(text[: text.find(change.new.text)]) for change in changes)
    replaced = any(change.old is not None for change in changes)
    if (wrong and (replaced or sure)) or (replaced and words.instead.search(text)):
        return True
    if above and sure and (replaced or not text[: above.start()].strip(_OPENING)):
        return True  # 上面普法讲座应该是4场
    # 应为62人 alone.
    return sure and re.match(r"[（(\s]*应(?:该?是|为|是)\s*\d", text) is not None


def _changes(text: str, begin: int, counted: Sequence[Figure], *, marked: bool) -> Iterator[Change]:
    """Pair the numbers of a correction: which is right, and which was wrong."""
    words = _patterns()
    olds: list[Figure] = []
    news: list[Figure] = []
    position = begin
    for figure in counted:
        before, behind = text[position : figure.start], text[figure.end :]
        if words.old_behind.match(behind) or words.old_before.search(before):
            olds.append(figure)
        elif (
            marked
            # 不对，是13桌 120人吃饭 钱5000: what follows further on was never wrong.
            or (news and figure.start - news[-1].end <= _BESIDE)
            or words.new_before.search(before)
        ):
            news.append(figure)
        position = figure.end
    for figure in news:
        fitting = [old for old in olds if _fits(old, figure)]
        old = min(fitting, key=lambda each: abs(each.start - figure.start), default=None)
        if old is not None:
            olds.remove(old)
        start = max((each.end for each in counted if each.end <= figure.start), default=begin)
        start = begin if old is not None and old.end == start else start
        yield Change(figure, old, words.empty.sub("", _without_figures(text, start, figure, old)))


def _without_figures(text: str, start: int, figure: Figure, old: Figure | None) -> str:
    name = text[start : figure.start]
    return name.replace(old.text, "") if old is not None else name


def _fits(one: Figure, other: Figure) -> bool:
    """Whether two figures may count the same: one without a unit fits any number."""
    if not one.unit or not other.unit:
        return (one.kind is Kind.PERCENT) == (other.kind is Kind.PERCENT) or not (
            one.unit or other.unit
        )
    if one.unit in _PERSONS and other.unit in _PERSONS:
        return True
    mine = unit_class(one.unit) or one.unit
    return mine == (unit_class(other.unit) or other.unit)


def targets_of(change: Change, activities: Sequence[Activity]) -> tuple[Fact, ...]:
    """Return the facts that a change may be of: one where it is certain, none, or several."""
    if change.beside and change.old is not None:
        told = activities[-1].facts if activities else ()
        same = [fact for fact in told if _is_value(fact, change.old)]
        return tuple(same[-1:])
    known = [
        (activity, fact)
        for activity in reversed(activities)
        for fact in activity.facts
        if fact.figure.kind in _COUNTED and fact.use is Use.STATE and _fits(fact.figure, change.new)
    ]
    if change.old is not None:
        known = [each for each in known if _is_value(each[1], change.old)]
    elif not change.name:
        return _nearest(known, activities)
    if change.name and known:
        best = max(shared_pairs(change.name, *each) for each in known)
        if not best and change.old is None:
            return _nearest(known, activities) if len(change.name) == 1 else ()
        known = [each for each in known if shared_pairs(change.name, *each) == best]
        if change.old is None:
            # 慰问金应为5600元 means the last one told, unless one line has two of the name.
            return tuple(fact for activity, fact in known if activity is known[0][0])
    return tuple(fact for _, fact in known)


def _nearest(
    known: Sequence[tuple[Activity, Fact]], activities: Sequence[Activity]
) -> tuple[Fact, ...]:
    """The line above, or the nearest of the last few that counts such a thing."""
    for activity in reversed(activities[-_NEAR:]):
        found = tuple(fact for each, fact in known if each is activity)
        with_units = tuple(fact for fact in found if fact.figure.unit)
        if found:
            return with_units or found  # 38个 is of 28个 and not of 一千四
    return ()


def _is_value(fact: Fact, old: Figure) -> bool:
    written = fact.surface or fact.figure.text
    return fact.figure.value == old.value or (not old.unit and written.startswith(old.text))


def shared_pairs(name: str, activity: Activity, fact: Fact) -> int:
    """How many pairs of characters a name shares with what a fact counts."""
    words = fact.label + activity.text[: activity.text.find(fact.figure.text)]
    pairs = {name[at : at + 2] for at in range(len(name) - 1)} or {name}
    label = sum(pair in fact.label for pair in pairs)
    return 2 * label + sum(pair in words for pair in pairs)


def corrected(activity: Activity, target: Fact, new: Fact) -> Activity:
    """Return an activity with a figure changed in its text and among its facts.

    Args:
        activity: The activity.
        target: The fact to change; its label and what it is part of hold for the new figure.
        new: The figure that takes its place, with its own place in the notes.
    """
    written = new.figure.text
    if not new.figure.unit:
        tail = _NUMBER.sub("", target.figure.text, count=1) if target.figure.unit else ""
        written += tail if _NUMBER.match(target.figure.text) else (target.figure.unit or "")
    read = [figure for figure in find_figures(written) if figure.text == written]
    figure = read[0] if read else replace(new.figure, text=written)
    at = next(
        (told.start for told in find_told(activity.text, activity.facts) if told.fact is target), -1
    )
    text = activity.text
    if at >= 0:
        text = text[:at] + written + text[at + len(target.figure.text) :]
    fact = replace(
        target,
        figure=replace(figure, start=new.source.start, end=new.source.end),
        source=new.source,
        surface="" if written == new.figure.text else new.figure.text,
    )
    facts = tuple(fact if each is target else each for each in activity.facts)
    return replace(activity, text=text, facts=facts)
