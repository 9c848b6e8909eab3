"""The audit report: a page on which a superior checks every figure of a draft without the tool.

One self-contained HTML page, no script, nothing loaded. ``drafter draft --report`` adds how the
draft came about; ``drafter verify --report`` writes the same page without that.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from importlib import resources
from pathlib import Path

from drafter.atomic import write_file
from drafter.exporting.labels import STATUS_LABELS, WARN_LABELS, without_omitted
from drafter.facts.types import Dropped, Fact, FactSheet, Use
from drafter.verifying.types import CheckedFigure, Status, Support, Verification

__all__ = ["AuditRecord", "render_audit", "write_audit_report"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRecord:
    """How a draft came about; each row is shown as it is, in order.

    Attributes:
        title: Of the draft.
        rows: (label, words) pairs: model, prompt pack, exemplars, time, sections …
    """

    title: str = ""
    rows: tuple[tuple[str, str], ...] = ()


def write_audit_report(
    path: Path,
    *,
    draft: str,
    verification: Verification,
    sheet: FactSheet | None = None,
    record: AuditRecord | None = None,
    mask: Callable[[str], str] = str,
) -> str:
    """Write the audit report and return its content hash; see ``render_audit``.

    ``mask`` takes out of the page what the notes hold and nobody but their author is to read.
    """
    page = mask(render_audit(draft, verification, sheet=sheet, record=record))
    return write_file(path, page.encode())


def render_audit(
    draft: str,
    verification: Verification,
    *,
    sheet: FactSheet | None = None,
    record: AuditRecord | None = None,
) -> str:
    """Return the audit report of a draft as a web page.

    Args:
        draft: The text that was verified; the verification's offsets count in it.
        verification: The verifier's answer.
        sheet: The facts; with them the report shows each figure's words in the notes, what
            clashes and what was dropped.
        record: How the draft came about.
    """
    record = record or AuditRecord()
    title = record.title or next((line.strip() for line in draft.splitlines() if line.strip()), "")
    facts = _facts_of(sheet)
    parts = [
        f"<h1>数字核对报告</h1>\n<p>{escape(title)}</p>",
        _verdict(verification),
        _rows_of_record(record.rows),
        "<h2>正文</h2>",
        _legend(),
        f'<div class="draft">{_marked_draft(draft, verification)}</div>',
        _figures(verification.figures, facts),
        _missing(verification.missing),
        _warnings(verification),
    ]
    if sheet is not None:
        parts += [_conflicts(sheet, facts), _dropped(sheet.dropped), _omitted(facts.values())]
    css = resources.files("drafter.exporting").joinpath("data/audit.css").read_text("utf-8")
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>数字核对报告：{escape(title)}</title>\n<style>\n{css}</style>\n</head>\n"
        "<body>\n<main>\n"
        + "\n".join(part for part in parts if part)
        + "\n</main>\n</body>\n</html>\n"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """A fact with the words of the notes around it."""

    fact: Fact
    context: str


def _facts_of(sheet: FactSheet | None) -> dict[str, _Known]:
    if sheet is None:
        return {}
    known = {fact.id: _Known(fact=fact, context="") for fact in sheet.header_figures}
    for activity in sheet.activities:
        for fact in activity.facts:
            context = without_omitted(activity.text, activity.facts)
            known[fact.id] = _Known(fact=fact, context=context)
    return known


def _verdict(verification: Verification) -> str:
    derived = sum(item.status is Status.DERIVED for item in verification.figures)
    counts = (
        f"文中数字{len(verification.figures)}个，其中由事实推算的{derived}个，"
        f"有问题的{len(verification.flagged)}个；事实中没有写到的{len(verification.missing)}个；"
        f"提醒{len(verification.warnings)}处。"
    )
    if verification.ok:
        return f'<p class="verdict ok">每个数字都有依据。{counts}</p>'
    return f'<p class="verdict bad">有数字得不到事实支持，请逐个核对。{counts}</p>'


def _rows_of_record(rows: Sequence[tuple[str, str]]) -> str:
    if not rows:
        return ""
    inner = "".join(f"<dt>{escape(label)}</dt><dd>{escape(words)}</dd>" for label, words in rows)
    return f'<dl class="record">{inner}</dl>'


def _legend() -> str:
    kinds = (
        ("s-supported", "有据"),
        ("s-derived", "由事实推算"),
        ("s-bad", "有问题"),
        ("s-warn", "提醒"),
    )
    inner = "".join(f'<mark class="{css}">{words}</mark>' for css, words in kinds)
    return f'<p class="legend">{inner}</p>'


def _css(status: Status) -> str:
    return f"s-{status}" if status.ok else "s-bad"


def _marked_draft(draft: str, verification: Verification) -> str:
    """Mark each figure, linked to its row; a warning is marked where no figure stands."""
    spans = [
        (item.figure.start, item.figure.end, _css(item.status), f"figure-{at}")
        for at, item in enumerate(verification.figures, start=1)
    ]
    taken = [(start, end) for start, end, _, _ in spans]
    for at, warn in enumerate(verification.warnings, start=1):
        if warn.end > warn.start and all(
            warn.end <= start or warn.start >= end for start, end in taken
        ):
            spans.append((warn.start, warn.end, "s-warn", f"warning-{at}"))
            taken.append((warn.start, warn.end))
    parts: list[str] = []
    done = 0
    for start, end, css, row in sorted(spans):
        words = escape(draft[start:end])
        parts.append(escape(draft[done:start]))
        parts.append(f'<mark class="{css}"><a href="#{row}">{words}</a></mark>')
        done = end
    return "".join(parts) + escape(draft[done:])


def _table(head: Sequence[str], rows: Iterable[str]) -> str:
    cells = "".join(f"<th>{label}</th>" for label in head)
    return (
        f"<table>\n<thead><tr>{cells}</tr></thead>\n<tbody>\n"
        + "\n".join(rows)
        + "\n</tbody>\n</table>"
    )


def _figures(figures: Sequence[CheckedFigure], facts: dict[str, _Known]) -> str:
    if not figures:
        return '<h2>数字</h2>\n<p class="none">文中没有数字。</p>'
    rows = (
        f'<tr id="figure-{at}"><td class="n">{at}</td><td>{escape(item.figure.text)}</td>'
        f'<td class="n"><mark class="{_css(item.status)}">{STATUS_LABELS[item.status]}</mark></td>'
        f"<td>{_support(item, facts)}</td><td>{escape(item.reason)}</td></tr>"
        for at, item in enumerate(figures, start=1)
    )
    return "<h2>数字</h2>\n" + _table(("序号", "文中写法", "判断", "依据", "说明"), rows)


def _support(item: CheckedFigure, facts: dict[str, _Known]) -> str:
    """Show the words of the notes for each fact that a figure rests on."""
    shown = [_shown_fact(facts[name]) for name in item.fact_ids if name in facts]
    if not shown and item.support is not None:
        shown = [_shown_support(item.support, facts)]
    return "<br>".join(shown) or '<span class="none">无</span>'


def _shown_support(support: Support, facts: dict[str, _Known]) -> str:
    if support.fact_id in facts:
        return _shown_fact(facts[support.fact_id])
    place = _place(support.file, support.line)
    return f'{escape(support.text)} <span class="source">{place}</span>'


def _shown_fact(known: _Known) -> str:
    fact = known.fact
    words = escape(known.context or fact.label or fact.figure.text)
    place = _place(fact.source.file, fact.source.line, fact.source.place)
    return f'<b>{escape(fact.figure.text)}</b> {words} <span class="source">{place}</span>'


def _place(file: str, line: int, place: str = "") -> str:
    name = "标准输入" if file == "-" else file
    where = place or (f"第{line}行" if line else "")
    return escape(f"（{name} {where}）" if where else f"（{name}）")


def _missing(missing: Sequence[Fact]) -> str:
    if not missing:
        return '<h2>没有写到的事实</h2>\n<p class="none">没有。</p>'
    rows = (
        f"<tr><td>{escape(fact.figure.text)}</td><td>{escape(fact.label)}</td>"
        f"<td>{_place(fact.source.file, fact.source.line, fact.source.place)}</td></tr>"
        for fact in missing
    )
    return "<h2>没有写到的事实</h2>\n" + _table(("数字", "事项", "出处"), rows)


def _warnings(verification: Verification) -> str:
    if not verification.warnings:
        return ""
    rows = (
        f'<tr id="warning-{at}"><td>{escape(warn.text)}</td>'
        f'<td class="n">{escape(WARN_LABELS.get(warn.kind, warn.kind))}</td>'
        f"<td>{escape(warn.reason)}</td></tr>"
        for at, warn in enumerate(verification.warnings, start=1)
    )
    return "<h2>提醒</h2>\n" + _table(("原文", "类别", "说明"), rows)


def _conflicts(sheet: FactSheet, facts: dict[str, _Known]) -> str:
    if not sheet.conflicts:
        return ""
    rows = (
        f"<tr><td>{escape(item.reason)}</td><td>"
        + "<br>".join(_shown_fact(facts[name]) for name in item.fact_ids if name in facts)
        + "</td></tr>"
        for item in sheet.conflicts
    )
    return "<h2>记录中前后矛盾、没有写入的</h2>\n" + _table(("矛盾", "原文"), rows)


def _dropped(dropped: Sequence[Dropped]) -> str:
    if not dropped:
        return ""
    rows = (
        f"<tr><td>{escape(without_omitted(item.text, item.figures))}</td>"
        f"<td>{escape(item.reason)}</td>"
        f"<td>{_place(item.source.file, item.source.line, item.source.place)}</td></tr>"
        for item in dropped
    )
    return "<h2>没有当作内容的</h2>\n" + _table(("原文", "原因", "出处"), rows)


def _omitted(facts: Iterable[_Known]) -> str:
    """Count what a summary must not say; the numbers themselves are not repeated."""
    count = sum(known.fact.use is Use.OMIT for known in facts)
    return (
        f"<p>按规定不写入总结的号码（电话、证件等）{count}个，本报告不再列出。</p>" if count else ""
    )
