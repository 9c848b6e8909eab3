"""Counts that a draft announces against the list behind them, and sums that refute themselves."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from drafter.figures import Figure, Kind
from drafter.verifying.types import Warn
from drafter.verifying.values import Span, measure_of, span_of

__all__ = ["find_miscounts"]

_ORDINALS: Final = "一二三四五六七八九十"
_STYLES: Final = (
    re.compile(rf"([{_ORDINALS}])是"),
    re.compile(rf"(?:^|\n)\s*(?:#+\s*)?([{_ORDINALS}])、"),
    re.compile(rf"(?:^|\n)\s*(?:#+\s*)?[（(]([{_ORDINALS}])[）)]"),
    re.compile(r"(?:^|\n)\s*(?:#+\s*)?(\d{1,2})[.．、](?!\d)"),
    re.compile(rf"第([{_ORDINALS}])[，,、]"),
)
_FORWARD: Final = re.compile("以下|下列|下面|如下|主要")
_NAMED: Final = re.compile(r"(?:分别是|分别为|即)[：:]?([^。；;\n]{2,80})")
_PART: Final = re.compile("其中")


def find_miscounts(draft: str, figures: Sequence[Figure]) -> list[Warn]:
    """Return announced counts that their list refutes and arithmetic that contradicts itself.

    Args:
        draft: The text.
        figures: All its numeric expressions, announced counts among them.
    """
    found = [warn for figure in figures if (warn := _miscount(draft, figure))]
    found += _excess(draft, [figure for figure in figures if figure.is_figure])
    return found


def _miscount(draft: str, figure: Figure) -> Warn | None:
    span = span_of(figure)
    if span is None or not span.single or not 2 <= span.low <= 20:
        return None
    number = int(span.low)
    if figure.announces:
        counted = _announced(draft, figure)
    elif figure.is_figure:
        counted = _named(draft, figure)
    else:
        return None
    if counted in (0, number):
        return None
    return Warn(
        text=figure.text,
        start=figure.start,
        end=figure.end,
        kind="count",
        reason=f"说的是{number}，后面列出{counted}",
    )


def _announced(draft: str, figure: Figure) -> int:
    """Return how many items the first list after an announcement has; 0 where none is found."""
    rest = draft[figure.end :]
    lead, tail = draft[max(0, figure.start - 6) : figure.start], rest[:18].split("。")[0]
    if not (_FORWARD.search(lead) or re.search("[：:]|如下", tail)):
        return 0
    best: tuple[int, int] | None = None
    for style in _STYLES:
        first = next((m for m in style.finditer(rest) if m[1] in ("一", "1")), None)
        if first is None or (best is not None and first.start() > best[0]):
            continue
        count = 0
        for match in style.finditer(rest, first.start()):
            value = int(match[1]) if match[1].isdigit() else _ORDINALS.index(match[1]) + 1
            if value != count + 1:
                break
            count = value
        best = (first.start(), count)
    return best[1] if best is not None and best[1] > 1 else 0


def _named(draft: str, figure: Figure) -> int:
    """Return how many names stand behind 4个，分别是甲、乙、丙; 0 where there is no such list."""
    tail = (
        draft[figure.end : figure.end + 120].split("。", maxsplit=1)[0].split("；", maxsplit=1)[0]
    )
    match = _NAMED.search(tail)
    if match is None or re.search(r"\d", tail[: match.start()]) or re.search(r"\d", match[1]):
        return 0
    items = [item for item in re.split("、|和(?!谐|睦)|以及|及", match[1]) if item.strip()]
    if any(len(item) > 16 or "，" in item for item in items):
        return 0
    return len(items)


def _excess(draft: str, figures: Sequence[Figure]) -> list[Warn]:
    """Return parts that exceed the whole before 其中, and shares that their numbers refute."""
    found = []
    start = 0
    position = 0
    for sentence in re.split("(?<=[。！？；\n])", draft):
        end = start + len(sentence)
        stop = position
        while stop < len(figures) and figures[stop].start < end:
            stop += 1
        inside = figures[position:stop]
        mark = _PART.search(sentence)
        if mark is not None and len(inside) > 1:
            warn = _parts(draft, inside, start + mark.start())
            if warn is not None:
                found.append(warn)
        if "%" in sentence or "％" in sentence or "百分之" in sentence:
            found += _shares(draft, inside, start)
        start, position = end, stop
    return found


def _parts(draft: str, figures: Sequence[Figure], mark: int) -> Warn | None:
    before = [figure for figure in figures if figure.end <= mark]
    if not before:
        return None
    whole = before[-1]
    total = span_of(whole)
    if total is None or not total.single or whole.kind in (Kind.PERCENT, Kind.MONEY):
        return None
    parts: list[Figure] = []
    for figure in figures:
        if figure.start < mark:
            continue
        if measure_of(figure) != measure_of(whole):
            break
        # 其中甲6户、乙4户: parts hang together by 、 and ，; a new verb clause ends them.
        if parts and re.search("[。；，,共另]|全年|同时|还", draft[parts[-1].end : figure.start]):
            break
        parts.append(figure)
    spans = [span for figure in parts if (span := span_of(figure)) and span.single]
    largest = max((span.low for span in spans), default=Decimal(0))
    if largest > total.low:
        wrong = next(f for f in parts if span_of(f) == Span(largest, largest))
        return Warn(
            text=wrong.text,
            start=wrong.start,
            end=wrong.end,
            kind="arithmetic",
            reason=f"部分“{wrong.text}”多于总数“{whole.text}”",
        )
    return None


def _shares(draft: str, figures: Sequence[Figure], start: int) -> list[Warn]:
    """Return a share that the two counts of its sentence refute: 238名…120人，占51%."""
    found = []
    for place, share in enumerate(figures):
        if share.kind is not Kind.PERCENT:
            continue
        said = span_of(share)
        lead = draft[max(start, share.start - 14) : share.start]
        if said is None or not said.single or not re.search("占(?!领)", lead):
            continue
        counts = [
            figure
            for figure in figures[:place]
            if (span := span_of(figure)) is not None
            and span.single
            and span.low > 0
            and figure.kind is Kind.QUANTITY
        ]
        if len(counts) != 2 or measure_of(counts[0]) != measure_of(counts[1]):
            continue
        one, two = (span_of(figure) for figure in counts)
        if one is None or two is None:
            continue
        small, large = sorted((one.low, two.low))
        if small == large:
            continue
        right = small / large * 100
        slack = (share.step or Decimal(1)) / 2
        slack = min(slack, Decimal("0.5")) + Decimal("0.01")
        if abs(right - said.low) > slack:
            found.append(
                Warn(
                    text=share.text,
                    start=share.start,
                    end=share.end,
                    kind="arithmetic",
                    reason=f"{small:f}÷{large:f}={right:.1f}%，与文中的{share.text}不符",
                )
            )
    return found
