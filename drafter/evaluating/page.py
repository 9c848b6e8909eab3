"""The report as one HTML file: pictures, verdicts, drafts side by side, prompts. No script."""

import datetime
import difflib
import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files

from drafter.evaluating.arms import describe_change
from drafter.evaluating.comparing import DECIDING, Comparison, Verdict
from drafter.evaluating.instructions import missing_instructions
from drafter.evaluating.pictures import (
    COLOURS,
    Series,
    draw_cases,
    draw_distributions,
    draw_flips,
    draw_trend,
)
from drafter.evaluating.rows import DIRECTIONS, ArmRecord, Row, RunRecord
from drafter.evaluating.statistics import Interval
from drafter.evaluating.table import arm_mean, arm_rate, verdict_sentence
from drafter.evaluating.wording import (
    age_in_words,
    parameter_label,
    score_label,
    verdict_label,
    write_value,
    writing_label,
)

__all__ = ["Side", "render_page"]

_SPREAD = ("surprise", "length", "seconds", "attempts")


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One column of the report: an arm with its rows and how the report names it."""

    name: str
    arm: ArmRecord
    rows: tuple[Row, ...]
    comparison: Comparison | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Context:
    """What every section of the page needs."""

    sides: Sequence[Side]
    cases: Sequence[str]
    series: Sequence[Series]
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)


def render_page(
    record: RunRecord,
    sides: Sequence[Side],
    *,
    baseline: RunRecord | None = None,
    trend: Sequence[tuple[str, Interval]] = (),
    notes: Mapping[str, str] | None = None,
) -> str:
    """Return the whole page.

    Args:
        record: The run.
        sides: The first is what the others are held against.
        baseline: Where the first side is a blessed run.
        trend: First-pass rates of earlier runs, oldest first.
        notes: The cases' notes by id, shown above their drafts.
    """
    cases = list(dict.fromkeys(row.case for side in sides for row in side.rows))
    series = [
        Series(name=side.name, colour=COLOURS[number % len(COLOURS)], rows=side.rows)
        for number, side in enumerate(sides)
    ]
    verdicts = {
        item.case: item.verdict
        for side in sides
        if side.comparison is not None
        for item in side.comparison.cases
    }
    context = _Context(sides=sides, cases=cases, series=series, verdicts=verdicts)
    css = files("drafter.evaluating").joinpath("data/report.css").read_text("utf-8")
    parts = [
        "<!doctype html>",
        '<html lang="zh-CN"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>评测报告 {html.escape(record.suite)}</title><style>{css}</style></head><body>",
        _head(record, baseline),
        *(_silenced(side) for side in sides),
        *(_verdict(side, sides[0]) for side in sides[1:] if side.comparison is not None),
        _scores(context),
        _pictures(context, trend),
        _cases(context, notes or {}),
        _prompts(sides),
        "</body></html>",
    ]
    return "\n".join(parts) + "\n"


def _head(record: RunRecord, baseline: RunRecord | None) -> str:
    facts = [
        f"开始于 {record.started[:16].replace('T', ' ')}",
        f"drafter {record.drafter}",
        f"处理器 {record.machine}",
        f"{record.planned}项，{record.unfinished}项没有结果",
        f"用时{record.seconds:.0f}秒，新调用{record.new_calls}次，词元{record.new_tokens}",
    ]
    lines = [f"<h1>评测报告：{html.escape(record.suite)}</h1>"]
    lines.append(f'<p class="dim small">{html.escape("；".join(facts))}</p>')
    if record.stopped:
        lines.append(f'<p class="flaky">提前结束：{html.escape(record.stopped)}</p>')
    if baseline is not None and baseline.blessed:
        today = datetime.datetime.now().astimezone().date()
        lines.append(
            f'<p class="small">基准 {age_in_words(baseline.blessed, today)}'
            f"（{html.escape(baseline.blessed)}），理由：{html.escape(baseline.reason)}</p>"
        )
        if baseline.machine != record.machine:
            lines.append(
                f'<p class="flaky small">基准来自另一种处理器（{html.escape(baseline.machine)}），'
                "同一请求的回复可能不同。</p>"
            )
    return "\n".join(lines)


def _css_class(verdict: Verdict) -> str:
    return verdict.value.replace(" ", "-")


def _verdict(side: Side, first: Side) -> str:
    comparison = side.comparison
    assert comparison is not None  # noqa: S101 # the caller looks
    changes = describe_change(first.arm, side.arm) or ("没有改动",)
    listed = "".join(f"<li>{html.escape(sentence)}</li>" for sentence in changes)
    named = []
    for verdict in (Verdict.REGRESSED, Verdict.FLAKY, Verdict.IMPROVED):
        cases = comparison.of_verdict(verdict)
        if cases:
            links = "、".join(
                f'<a href="#case-{html.escape(case)}">{html.escape(case)}</a>' for case in cases
            )
            named.append(
                f'<p class="small"><span class="{_css_class(verdict)}">'
                f"{verdict_label(verdict)}</span>：{links}</p>"
            )
    return (
        f'<div class="verdict {_css_class(comparison.verdict)}"><strong>'
        f"{html.escape(first.name)} → {html.escape(side.name)}："
        f"{html.escape(verdict_sentence(comparison))}</strong>"
        f'<ul class="small">{listed}</ul>{"".join(named)}</div>'
    )


def _silenced(side: Side) -> str:
    lost = missing_instructions(side.arm)
    if not lost:
        return ""
    names = html.escape("、".join(lost))
    return (
        f'<div class="verdict regressed"><strong>{html.escape(side.name)} '
        f"的模板少了要求：{names}</strong></div>"
    )


def _scores(context: _Context) -> str:
    heads = "".join(f"<th>{html.escape(side.name)}</th>" for side in context.sides)
    compared = [side for side in context.sides if side.comparison is not None]
    heads += "".join(f"<th>变化：{html.escape(side.name)}</th><th>结论</th>" for side in compared)
    lines = [
        "<h2>得分</h2>",
        '<p class="dim small">带 * 的分项决定结论。未注明“成稿”的都按第一次的回复计算。</p>',
        f"<table><thead><tr><th>分项</th>{heads}</tr></thead><tbody>",
    ]
    for name in DIRECTIONS:
        means = [arm_mean(side.rows, name) for side in context.sides]
        if not any(means) and name not in DECIDING:
            continue  # nothing was found on any side
        cells = "".join(f"<td>{write_value(name, mean)}</td>" for mean in means)
        if name == "first_pass":
            cells = "".join(
                f"<td>{write_value(name, mean)}<br><span class='dim small'>"
                f"{100 * rate.low:.0f}–{100 * rate.high:.0f}%，{rate.n}例</span></td>"
                for mean, rate in (
                    (mean, arm_rate(side.rows))
                    for mean, side in zip(means, context.sides, strict=True)
                )
            )
        for side in compared:
            cells += _change_cells(side, name)
        star = "* " if name in DECIDING else ""
        lines.append(f"<tr><td>{star}{score_label(name)}</td>{cells}</tr>")
    lines.append("</tbody></table>")
    return "\n".join(lines)


def _change_cells(side: Side, name: str) -> str:
    assert side.comparison is not None  # noqa: S101 # the caller looks
    for item in side.comparison.changes:
        if item.name != name:
            continue
        interval = (
            f"{write_value(name, item.change.estimate, signed=True)}<br>"
            f"<span class='dim small'>{write_value(name, item.change.low, signed=True)} 至 "
            f"{write_value(name, item.change.high, signed=True)}；p{_p(item.p)}；"
            f"可察觉 {write_value(name, item.detectable)}</span>"
        )
        if DIRECTIONS[name] is None:
            return f"<td>{interval}</td><td class='dim'>仅供参考</td>"
        return (
            f"<td>{interval}</td>"
            f"<td class='{_css_class(item.verdict)}'>{verdict_label(item.verdict)}</td>"
        )
    return "<td></td><td></td>"


def _pictures(context: _Context, trend: Sequence[tuple[str, Interval]]) -> str:
    panels = [(name, score_label(name)) for name in ("precision", "recall", "coverage")]
    spread = [(name, score_label(name)) for name in _SPREAD]
    figures = [
        ("每个用例是否一次通过", draw_flips(context.series, context.cases)),
        ("逐例得分", draw_cases(context.series, context.cases, panels)),
        ("分布（每点一个用例，竖线为中位数）", draw_distributions(context.series, spread)),
    ]
    if len(trend) > 1:
        figures.append(("历次运行的一次通过率（95%区间）", draw_trend(trend)))
    drawn = "".join(
        f"<figure><figcaption>{caption}</figcaption>{picture}</figure>"
        for caption, picture in figures
    )
    return f'<h2>图</h2><div class="pictures">{drawn}</div>'


def _cases(context: _Context, notes: Mapping[str, str]) -> str:
    lines = ["<h2>逐例对照</h2>"]
    lines.append(
        '<p class="dim small">绿底：有依据的数字；蓝底：由记录推算；红底：不对的数字。'
        "红色删除线和绿色为与第一组的差别。变差的用例已展开。</p>"
    )
    order = {Verdict.REGRESSED: 0, Verdict.FLAKY: 1, Verdict.IMPROVED: 2}

    def place(case: str) -> int:
        verdict = context.verdicts.get(case)
        return 3 if verdict is None else order.get(verdict, 3)

    lines += [
        _case(context, case, notes.get(case, "")) for case in sorted(context.cases, key=place)
    ]
    return "\n".join(lines)


def _case(context: _Context, case: str, notes: str) -> str:
    rows = [next((row for row in side.rows if row.case == case), None) for side in context.sides]
    present = [row for row in rows if row is not None]
    tags = "".join(f'<span class="tag">{html.escape(tag)}</span>' for tag in present[0].tags)
    verdict = context.verdicts.get(case)
    said = (
        f' <span class="{_css_class(verdict)}">{verdict_label(verdict)}</span>' if verdict else ""
    )
    is_open = " open" if verdict is Verdict.REGRESSED else ""
    columns = "".join(
        _column(side, row, rows[0] if number else None)
        for number, (side, row) in enumerate(zip(context.sides, rows, strict=True))
    )
    source = f"<h3>记录</h3><pre>{html.escape(notes.strip())}</pre>" if notes else ""
    return (
        f'<details id="case-{html.escape(case)}"{is_open}><summary><strong>{html.escape(case)}'
        f"</strong>{said}{tags}</summary>{source}"
        f'<div class="sides">{columns}</div></details>'
    )


def _column(side: Side, row: Row | None, first: Row | None) -> str:
    if row is None:
        body = '<p class="dim">没有这个用例</p>'
    elif row.error:
        body = f'<p class="flaky">没有结果：{html.escape(row.error)}</p>'
    else:
        findings = [
            f"{score_label(name)}：{row.reason(name)}"
            for name in ("precision", "recall", "invented", "claims", "coverage", "structure")
            if row.reason(name) and row.value(name) is not None
        ]
        listed = "".join(f"<li>{html.escape(text)}</li>" for text in findings)
        passed = "一次通过" if row.first_pass else "需要修补"
        css = "improved" if row.first_pass else "regressed"
        body = (
            f'<p class="small {css}">{passed}</p>'
            f'<div class="prose">{_coloured(row.first, row.marks)}</div>'
            f'<ul class="small dim">{listed}</ul>'
        )
        if first is not None and not first.error and first.first != row.first:
            body += f"<h3>差别</h3><div class='prose'>{_difference(first.first, row.first)}</div>"
        if row.delivered.strip() != row.first.strip():
            body += f"<h3>成稿</h3><div class='prose'>{html.escape(row.delivered)}</div>"
        for prompt in row.prompts[:1]:
            body += f"<h3>提示</h3><pre>{html.escape(prompt)}</pre>"
    return f'<div class="side"><h3>{html.escape(side.name)}</h3>{body}</div>'


def _coloured(text: str, marks: Sequence[tuple[int, int, str]]) -> str:
    out: list[str] = []
    position = 0
    for start, end, status in sorted(marks):
        if start < position:
            continue
        css = {"supported": "", "derived": "derived"}.get(status, "wrong")
        out.append(html.escape(text[position:start]))
        out.append(
            f'<mark class="{css}" title="{html.escape(status)}">'
            f"{html.escape(text[start:end])}</mark>"
        )
        position = end
    out.append(html.escape(text[position:]))
    return "".join(out)


def _difference(before: str, after: str) -> str:
    out: list[str] = []
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for kind, low, high, start, end in matcher.get_opcodes():
        if kind == "equal":
            out.append(html.escape(after[start:end]))
            continue
        if high > low:
            out.append(f"<del>{html.escape(before[low:high])}</del>")
        if end > start:
            out.append(f"<ins>{html.escape(after[start:end])}</ins>")
    return "".join(out)


def _p(value: float) -> str:
    return "&lt;0.001" if value < 0.001 else f"={value:.3f}"


def _prompts(sides: Sequence[Side]) -> str:
    columns = []
    for side in sides:
        templates = "".join(
            f"<h3>{html.escape(step)}</h3><pre>{html.escape(body.strip())}</pre>"
            for step, body in side.arm.templates
        )
        parameters = "，".join(
            f"{parameter_label(name)} {value}" for name, value in side.arm.parameters
        )
        shown = "、".join(name for name, _ in side.arm.exemplars) or "没有"
        columns.append(
            f'<div class="side"><h3>{html.escape(side.name)}</h3>'
            f'<p class="small dim">{html.escape(side.arm.pack)}；{html.escape(parameters)}；'
            f"写法：{html.escape(writing_label(side.arm.writing))}；"
            f"文法约束：{'有' if side.arm.grammar else '没有'}</p>{templates}"
            f'<p class="small dim">可选范例：{html.escape(shown)}</p></div>'
        )
    return f'<h2>提示词</h2><div class="sides">{"".join(columns)}</div>'
