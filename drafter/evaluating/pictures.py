"""The report's pictures as inline SVG: no script, no library, nothing loaded from elsewhere."""

import html
from collections.abc import Sequence
from dataclasses import dataclass

from drafter.evaluating.rows import Row
from drafter.evaluating.statistics import Interval

__all__ = ["Series", "draw_cases", "draw_distributions", "draw_flips", "draw_trend"]

COLOURS = ("#2456a6", "#c2571a", "#5b7f1f", "#7a3e9d", "#a3195b", "#3d7a85")
_LINE = "#d9dee7"
_GOOD, _BAD, _NONE = "#2f9e5b", "#d0453b", "#e3e7ee"


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One arm's rows under the name and colour that all pictures use."""

    name: str
    colour: str
    rows: tuple[Row, ...]

    def mean_of(self, case: str, score: str) -> float | None:
        """Return a case's mean of a score over its repeats."""
        values = [
            value
            for row in self.rows
            if row.case == case and (value := row.value(score)) is not None
        ]
        return sum(values) / len(values) if values else None


def _svg(width: int, height: int, parts: Sequence[str], title: str) -> str:
    return (
        f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'aria-label="{html.escape(title)}">{"".join(parts)}</svg>'
    )


def _text(x: float, y: float, text: str, *, anchor: str = "start", css: str = "") -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" class="{css}">'
        f"{html.escape(text)}</text>"
    )


def _width(text: str) -> float:
    """Return about how wide a text is drawn."""
    return sum(13 if ord(char) > 0x2E7F else 7.2 for char in text)


def _legend(series: Sequence[Series], x: float, y: float) -> list[str]:
    parts: list[str] = []
    for item in series:
        parts.append(f'<circle cx="{x + 5:.1f}" cy="{y - 4:.1f}" r="5" fill="{item.colour}"/>')
        parts.append(_text(x + 14, y, item.name))
        x += 26 + _width(item.name)
    return parts


def draw_cases(
    series: Sequence[Series], cases: Sequence[str], panels: Sequence[tuple[str, str]]
) -> str:
    """Draw one row a case and one panel a score: where each arm stands, joined by a line.

    Args:
        series: The arms.
        cases: Ids in the order of the suite.
        panels: (score, its label); scores lie between 0 and 1.
    """
    left, top, row, panel = 170, 64, 18, 280
    width = left + len(panels) * (panel + 48)
    height = top + row * len(cases) + 12
    parts = _legend(series, 4, 16)
    for number, (score, label) in enumerate(panels):
        x0 = left + number * (panel + 48)
        parts.append(_text(x0, 38, label))
        for tick in (0.0, 0.5, 1.0):
            x = x0 + tick * panel
            parts.append(
                f'<line x1="{x}" y1="{top - 6}" x2="{x}" y2="{height - 8}" stroke="{_LINE}"/>'
            )
            parts.append(_text(x, top - 8, f"{100 * tick:.0f}%", anchor="middle", css="dim"))
        for index, case in enumerate(cases):
            y = top + row * index + 8
            if number == 0:
                parts.append(_text(left - 10, y + 4, case[:22], anchor="end"))
            found = [
                (item, value) for item in series if (value := item.mean_of(case, score)) is not None
            ]
            if len(found) > 1:
                low = x0 + panel * min(value for _, value in found)
                high = x0 + panel * max(value for _, value in found)
                parts.append(
                    f'<line x1="{low:.1f}" y1="{y}" x2="{high:.1f}" y2="{y}" '
                    f'stroke="#98a2b3" stroke-width="2"/>'
                )
            for place, (item, value) in enumerate(found):
                # Rings of falling size, so that equal values stay visible.
                parts.append(
                    f'<circle cx="{x0 + panel * value:.1f}" cy="{y}" r="{6.5 - 2 * min(place, 2)}" '
                    f'fill="{item.colour}"><title>{html.escape(item.name)} '
                    f"{html.escape(case)} {100 * value:.0f}%</title></circle>"
                )
    return _svg(width, height, parts, "逐例得分")


def draw_distributions(series: Sequence[Series], scores: Sequence[tuple[str, str]]) -> str:
    """Draw each score's values as dots on a line, one line an arm, with the median."""
    left, panel, line = 150, 560, 30
    parts = _legend(series, 4, 16)
    y = 40.0
    for score, label in scores:
        values = {
            item.name: sorted(value for row in item.rows if (value := row.value(score)) is not None)
            for item in series
        }
        every = [value for found in values.values() for value in found]
        if not every:
            continue
        low, high = min(every), max(every)
        span = (high - low) or 1.0
        parts.append(_text(4, y + 12, label))
        parts.append(_text(left, y + line * len(series) + 12, f"{low:.2f}", css="dim"))
        parts.append(
            _text(left + panel, y + line * len(series) + 12, f"{high:.2f}", anchor="end", css="dim")
        )
        for index, item in enumerate(series):
            middle = y + line * index + 10
            parts.append(
                f'<line x1="{left}" y1="{middle}" x2="{left + panel}" y2="{middle}" '
                f'stroke="{_LINE}"/>'
            )
            found = values[item.name]
            stacked: dict[int, int] = {}
            for value in found:
                x = left + panel * (value - low) / span
                level = stacked.get(round(x / 6), 0)
                stacked[round(x / 6)] = level + 1
                parts.append(
                    f'<circle cx="{x:.1f}" cy="{middle - min(level, 6) * 2.6:.1f}" r="3" '
                    f'fill="{item.colour}" fill-opacity="0.55"/>'
                )
            if found:
                x = left + panel * (found[len(found) // 2] - low) / span
                parts.append(
                    f'<line x1="{x:.1f}" y1="{middle - 9}" x2="{x:.1f}" y2="{middle + 6}" '
                    f'stroke="{item.colour}" stroke-width="2.5"/>'
                )
        y += line * len(series) + 30
    return _svg(left + panel + 20, int(y), parts, "分布")


def draw_flips(series: Sequence[Series], cases: Sequence[str]) -> str:
    """Draw pass and fail of every case on every arm as squares, flips framed."""
    left = 24 + round(max(_width(item.name) for item in series))
    size, per_row = 17, 34
    parts: list[str] = [
        f'<rect x="4" y="4" width="12" height="12" fill="{_GOOD}"/>',
        _text(20, 15, "一次通过"),
        f'<rect x="90" y="4" width="12" height="12" fill="{_BAD}"/>',
        _text(106, 15, "未通过"),
        f'<rect x="164" y="4" width="12" height="12" fill="{_NONE}"/>',
        _text(180, 15, "没有结果"),
        '<rect x="254" y="4" width="12" height="12" fill="none" stroke="#1d2430"/>',
        _text(270, 15, "与第一组不同"),
    ]
    y = 34
    reference = {case: series[0].mean_of(case, "first_pass") for case in cases}
    for start in range(0, len(cases), per_row):
        for item in series:
            parts.append(_text(left - 8, y + 12, item.name, anchor="end"))
            for column, case in enumerate(cases[start : start + per_row]):
                value = item.mean_of(case, "first_pass")
                fill = _NONE if value is None else _GOOD if value > 0.5 else _BAD
                flipped = item is not series[0] and value != reference[case] and value is not None
                frame = ' stroke="#1d2430" stroke-width="2"' if flipped else ""
                parts.append(
                    f'<rect x="{left + column * size}" y="{y}" width="{size - 3}" '
                    f'height="{size - 3}" fill="{fill}"{frame}>'
                    f"<title>{html.escape(case)}</title></rect>"
                )
            y += size
        y += 10
    return _svg(left + per_row * size + 10, y + 4, parts, "翻转")


def draw_trend(points: Sequence[tuple[str, Interval]]) -> str:
    """Draw the first-pass rate of successive runs with Wilson whiskers.

    Args:
        points: (label, rate), oldest first.
    """
    left, top, height = 50, 16, 150
    step = min(90.0, 640 / max(len(points), 1))
    parts: list[str] = []
    for tick in (0.0, 0.5, 1.0):
        y = top + height * (1 - tick)
        parts.append(f'<line x1="{left}" y1="{y}" x2="740" y2="{y}" stroke="{_LINE}"/>')
        parts.append(_text(left - 8, y + 4, f"{100 * tick:.0f}%", anchor="end", css="dim"))
    path: list[str] = []
    for number, (label, rate) in enumerate(points):
        x = left + 24 + step * number
        y, low, high = (
            top + height * (1 - value) for value in (rate.estimate, rate.low, rate.high)
        )
        path.append(f"{x:.1f},{y:.1f}")
        parts.append(
            f'<line x1="{x:.1f}" y1="{low:.1f}" x2="{x:.1f}" y2="{high:.1f}" stroke="#98a2b3" '
            f'stroke-width="2"/><circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{COLOURS[0]}">'
            f"<title>{html.escape(label)} {100 * rate.estimate:.0f}%</title></circle>"
        )
        if len(points) <= 12:
            parts.append(_text(x, top + height + 20, label[:11], anchor="middle", css="dim"))
    line = f'<polyline points="{" ".join(path)}" fill="none" stroke="{COLOURS[0]}"/>'
    return _svg(760, top + height + 34, [line, *parts], "历次一次通过率")
