"""The verification as one web page: draft on the left, facts on the right, every figure coloured.

Self-contained and offline: style and script stand in the page, nothing is fetched, and every word
that comes from a draft or from facts is escaped. Printed, the tables below carry what hovering
shows on a screen; a finding is told by its underline too, not by colour alone.
"""

from collections.abc import Iterable, Sequence
from html import escape
from importlib.resources import files
from typing import Final

from drafter.facts import Activity, Fact, FactSheet, Use
from drafter.verifying.types import CheckedFigure, Status, Verification, Warn

__all__ = ["STATUS_WORDS", "render_report"]

# Stands for a telephone or identity number: whoever checks needs the place, not the number.
_HIDDEN: Final = "（号码不列出）"
STATUS_WORDS: Final = {
    Status.SUPPORTED: "有据",
    Status.DERIVED: "由事实推算",
    Status.MISBOUND: "对象不符",
    Status.WRONG_UNIT: "单位不符",
    Status.WRONG_HEDGE: "程度词不符",
    Status.UNSUPPORTED: "没有依据",
    Status.LEAKED: "出自范例",
}


def render_report(draft: str, sheet: FactSheet, verification: Verification) -> str:
    """Return the page as HTML text.

    Args:
        draft: The text that was verified.
        sheet: The facts.
        verification: What was found.
    """
    css, script = (
        files("drafter.verifying").joinpath("data", name).read_text("utf-8")
        for name in ("report.css", "report.js")
    )
    title = next((line.strip("# 　") for line in draft.splitlines() if line.strip()), "")[:60]
    parts = [
        _header(title, verification),
        '<div class="panes">',
        f'<div class="pane"><h2>文稿</h2><div class="draft">{_draft(draft, verification)}</div>',
        "</div>",
        f'<div class="pane"><h2>事实</h2>{_facts(sheet, verification)}</div>',
        "</div>",
        _figures(draft, verification.figures),
        _missing(verification.missing),
        _warnings(draft, verification.warnings),
        _conflicts(sheet),
        '<div id="card" role="status" hidden></div>',
    ]
    body = "\n".join(part for part in parts if part)
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n"
        f"<title>数字核对：{escape(title)}</title>\n<style>\n{css}</style>\n</head>\n<body>\n"
        f"{body}\n<script>\n{script}</script>\n</body>\n</html>\n"
    )


def _header(title: str, verification: Verification) -> str:
    flagged, number = len(verification.flagged), len(verification.figures)
    css, words = (
        ("ok", f"文中数字{number}个，每个都有依据。")
        if not flagged
        else ("bad", f"文中数字{number}个，有问题的{flagged}个，请逐个核对。")
    )
    rest = f"没写到的事实{len(verification.missing)}个，提醒{len(verification.warnings)}处。"
    legend = (
        ("s-supported", "有据"),
        ("s-derived", "由事实推算"),
        ("s-bad", "有问题"),
        ("s-missing", "文中没写到的事实"),
        ("w", "提醒"),
    )
    marks = "".join(
        f'<span><span class="k {name}">数字</span> {label}</span>' for name, label in legend
    )
    return (
        f'<header><h1>数字核对：{escape(title)}</h1>\n<p class="verdict {css}">{words}{rest}</p>\n'
        f'<p class="legend">{marks}点一下数字看它的出处。</p></header>'
    )


def _css(status: Status) -> str:
    return f"s-{status.value}" if status.ok else "s-bad"


def _facts_behind(checked: CheckedFigure) -> str:
    ids = list(checked.fact_ids)
    if checked.support is not None and checked.support.fact_id and not ids:
        ids = [checked.support.fact_id]
    return " ".join(ids)


def _draft(draft: str, verification: Verification) -> str:
    """Return the draft with its figures as links and its warnings underlined."""
    marks: list[tuple[int, int, str, str]] = []
    for number, checked in enumerate(verification.figures, 1):
        figure = checked.figure
        opening = (
            f'<a class="f {_css(checked.status)}" href="#row-{number}" tabindex="0" '
            f'data-status="{STATUS_WORDS[checked.status]}" data-facts='
            f'"{escape(_facts_behind(checked))}" '
            f'data-reason="{escape(checked.reason)}" '
            f'title="{STATUS_WORDS[checked.status]}：{escape(checked.reason)}">'
        )
        closing = f"<sup>{number}</sup></a>" if not checked.status.ok else "</a>"
        marks.append((figure.start, figure.end, opening, closing))
    taken = [(start, end) for start, end, _, _ in marks]
    for warn in verification.warnings:
        if any(low < warn.end and warn.start < high for low, high in taken):
            continue
        taken.append((warn.start, warn.end))
        opening = f'<span class="w" title="{escape(warn.reason)}">'
        marks.append((warn.start, warn.end, opening, "</span>"))
    return _marked(draft, marks)


def _marked(text: str, marks: Iterable[tuple[int, int, str, str]]) -> str:
    parts = []
    position = 0
    for start, end, opening, closing in sorted(marks):
        if start < position:
            continue
        parts += [escape(text[position:start]), opening, escape(text[start:end]), closing]
        position = end
    parts.append(escape(text[position:]))
    return "".join(parts)


def _facts(sheet: FactSheet, verification: Verification) -> str:
    said = {fact_id for checked in verification.figures for fact_id in checked.fact_ids}
    missing = {fact.id for fact in verification.missing}
    parts = []
    head = " · ".join(escape(word) for word in (sheet.title, sheet.org, sheet.period) if word)
    if head:
        parts.append(f'<p class="activity heading">{head}</p>')
    if sheet.header_figures:
        shown = "、".join(_fact(fact, said, missing) for fact in sheet.header_figures)
        parts.append(f'<p class="activity"><span class="id">抬头</span>{shown}</p>')
    heading = ""
    for activity in sheet.activities:
        if activity.heading and activity.heading != heading:
            heading = activity.heading
            parts.append(f'<p class="heading">{escape(heading)}</p>')
        parts.append(_activity(activity, said, missing))
    return "\n".join(parts)


def _fact(fact: Fact, said: set[str], missing: set[str]) -> str:
    css = "s-supported" if fact.id in said else "s-missing" if fact.id in missing else ""
    place = f"{fact.source.file} 第{fact.source.line}行"
    return (
        f'<span class="k {css}" id="fact-{escape(fact.id)}" title="{escape(fact.label)} · '
        f'{escape(place)}">{_HIDDEN if fact.use is Use.OMIT else escape(fact.figure.text)}</span>'
    )


def _activity(activity: Activity, said: set[str], missing: set[str]) -> str:
    text = activity.text
    parts: list[str] = []
    position = 0
    lost: list[Fact] = []
    for fact in activity.facts:
        place = text.find(fact.figure.text, position)
        if place < 0:
            lost.append(fact)
            continue
        parts += [escape(text[position:place]), _fact(fact, said, missing)]
        position = place + len(fact.figure.text)
    parts.append(escape(text[position:]))
    parts += [f" {_fact(fact, said, missing)}" for fact in lost]
    return f'<p class="activity"><span class="id">{escape(activity.id)}</span>{"".join(parts)}</p>'


def _around(text: str, start: int, end: int) -> str:
    before = text[max(0, start - 12) : start].rsplit("\n", 1)[-1]
    after = text[end : end + 8].split("\n", 1)[0]
    return f"{escape(before)}<b>{escape(text[start:end])}</b>{escape(after)}"


def _figures(draft: str, figures: Sequence[CheckedFigure]) -> str:
    rows = []
    order = sorted(
        enumerate(figures, 1), key=lambda pair: (pair[1].status.ok, pair[1].figure.start)
    )
    for number, checked in order:
        support = checked.support
        place = "" if support is None else f"{escape(support.file)} 第{support.line}行"
        rows.append(
            f'<tr id="row-{number}"><td class="n">{number}</td>'
            f"<td>{_around(draft, checked.figure.start, checked.figure.end)}</td>"
            f'<td class="n"><span class="k {_css(checked.status)}">{STATUS_WORDS[checked.status]}'
            f"</span></td><td>{escape(checked.reason)}</td><td>{place}</td></tr>"
        )
    return _table("逐个数字", ("序号", "文中", "判断", "说明", "出处"), rows)


def _missing(missing: Sequence[Fact]) -> str:
    rows = [
        f"<tr><td>{escape(fact.figure.text)}</td><td>{escape(fact.label)}</td>"
        f"<td>{escape(fact.source.file)} 第{fact.source.line}行</td></tr>"
        for fact in missing
    ]
    return _table("文中没写到的事实", ("数字", "数的是", "出处"), rows)


def _warnings(draft: str, warnings: Sequence[Warn]) -> str:
    rows = [
        f'<tr><td class="n">第{draft.count(chr(10), 0, warn.start) + 1}行</td>'
        f"<td>{_around(draft, warn.start, warn.end)}</td><td>{escape(warn.reason)}</td></tr>"
        for warn in warnings
    ]
    return _table("提醒", ("行", "文中", "说明"), rows)


def _conflicts(sheet: FactSheet) -> str:
    rows = [f"<tr><td>{escape(conflict.reason)}</td></tr>" for conflict in sheet.conflicts]
    return _table("记录自相矛盾之处", ("说明",), rows)


def _table(title: str, headings: Sequence[str], rows: Sequence[str]) -> str:
    if not rows:
        return ""
    head = "".join(f"<th>{heading}</th>" for heading in headings)
    return (
        f'<section class="list"><h2>{title}</h2><table><thead><tr>{head}</tr></thead><tbody>\n'
        + "\n".join(rows)
        + "\n</tbody></table></section>"
    )
