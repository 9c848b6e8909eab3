"""The report in the terminal: scores, verdicts and the cases that changed."""

import datetime
import difflib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from drafter.evaluating.arms import describe_change
from drafter.evaluating.comparing import DECIDING, Comparison, Verdict
from drafter.evaluating.preferring import summarise_preferences
from drafter.evaluating.rows import DIRECTIONS, ArmRecord, Row, RunRecord
from drafter.evaluating.statistics import Interval, wilson
from drafter.evaluating.wording import age_in_words, score_label, verdict_label, write_value

if TYPE_CHECKING:
    from rich.console import Console

__all__ = [
    "arm_mean",
    "arm_rate",
    "prose_difference",
    "show_comparison",
    "show_preferences",
    "show_run",
    "show_trend",
    "verdict_sentence",
]

_COLOURS = {
    Verdict.REGRESSED: "red",
    Verdict.IMPROVED: "green",
    Verdict.FLAKY: "yellow",
    Verdict.CANNOT_TELL: "dim",
}
_CASES_SHOWN = 12


def arm_mean(rows: Sequence[Row], name: str) -> float | None:
    """Return an arm's mean of a score: repeats averaged within a case, then cases."""
    by_case: dict[str, list[float]] = {}
    for row in rows:
        value = row.value(name)
        if value is not None:
            by_case.setdefault(row.case, []).append(value)
    means = [sum(values) / len(values) for values in by_case.values()]
    return sum(means) / len(means) if means else None


def arm_rate(rows: Sequence[Row]) -> Interval:
    """Return an arm's first-pass rate over cases, by their first repeat, with its interval."""
    firsts = {row.case: row.first_pass for row in reversed(rows) if not row.error}
    return wilson(sum(firsts.values()), len(firsts))


def show_run(console: "Console", record: RunRecord) -> None:
    """Print what a run came to, arm by arm."""
    from rich.table import Table

    table = Table(title=f"评测集 {record.suite}", title_justify="left", show_edge=False)
    table.add_column("分项")
    for arm in record.arms:
        table.add_column(arm.id, justify="right")
    rates = [arm_rate(record.of_arm(arm.id)) for arm in record.arms]
    for name in DIRECTIONS:
        values = [arm_mean(record.of_arm(arm.id), name) for arm in record.arms]
        if all(value is None for value in values):
            continue
        cells = [write_value(name, value) for value in values]
        if name == "first_pass":
            cells = [
                f"{cell}（{100 * rate.low:.0f}–{100 * rate.high:.0f}%，{rate.n}例）"
                for cell, rate in zip(cells, rates, strict=True)
            ]
        table.add_row(score_label(name), *cells)
    console.print(table)
    broken = [row for row in record.rows if row.broken]
    for row in broken[:_CASES_SHOWN]:
        what = "；".join((*row.fabricated, *(f"漏写 {text}" for text in row.lacking)))
        console.print(f"[red]成稿有误[/red] {row.case}（{row.arm}）：{what}", highlight=False)
    if len(broken) > _CASES_SHOWN:
        console.print(f"……另有{len(broken) - _CASES_SHOWN}个用例的成稿有误。")
    _show_trouble(console, record)


def _show_trouble(console: "Console", record: RunRecord) -> None:
    for row in record.errored[:_CASES_SHOWN]:
        console.print(f"[yellow]没有结果[/yellow] {row.case}：{row.error}", highlight=False)
    if record.stopped:
        console.print(f"[yellow]提前结束：{record.stopped}[/yellow]", highlight=False)
    if record.unfinished:
        console.print(
            f"共{record.planned}项，{record.unfinished}项没有结果，不计入通过或失败；"
            "再运行同一条命令会补上。",
            highlight=False,
        )
    cost = f"，费用{record.cost:.2f}" if record.cost else ""
    console.print(
        f"用时{record.seconds:.1f}秒，新调用{record.new_calls}次，词元{record.new_tokens}{cost}。",
        highlight=False,
    )


def show_comparison(
    console: "Console",
    before: ArmRecord,
    after: ArmRecord,
    comparison: Comparison,
    *,
    baseline: RunRecord | None = None,
    machine: str = "",
) -> None:
    """Print one comparison: what was changed, the scores, the cases."""
    from rich.table import Table

    console.print(f"\n[bold]{before.id} → {after.id}[/bold]", highlight=False)
    if baseline is not None and baseline.blessed:
        age = age_in_words(baseline.blessed, datetime.datetime.now().astimezone().date())
        console.print(f"基准：{age}，理由：{baseline.reason}", highlight=False)
        if machine and baseline.machine != machine:
            console.print(
                f"[yellow]基准来自另一种处理器（{baseline.machine}），同一请求的回复可能不同。"
                "[/yellow]",
                highlight=False,
            )
    for sentence in describe_change(before, after) or ("没有改动",):
        console.print(f"改动：{sentence}", highlight=False, markup=False)
    table = Table(show_edge=False)
    for heading in ("分项", "前", "后", "变化（95%区间）", "p", "可察觉", "结论"):
        table.add_column(heading, justify="left" if heading == "分项" else "right")
    for item in comparison.changes:
        if not item.changed and item.name not in DECIDING:
            continue
        change = (
            f"{write_value(item.name, item.change.estimate, signed=True)}"
            f"（{write_value(item.name, item.change.low, signed=True)}–"
            f"{write_value(item.name, item.change.high, signed=True)}）"
        )
        judged = DIRECTIONS[item.name] is not None
        colour = _COLOURS[item.verdict]
        table.add_row(
            ("* " if item.name in DECIDING else "  ") + score_label(item.name),
            write_value(item.name, item.before),
            write_value(item.name, item.after),
            change,
            f"{item.p:.3f}" if judged else "",
            write_value(item.name, item.detectable),
            f"[{colour}]{verdict_label(item.verdict)}[/{colour}]" if judged else "仅供参考",
        )
    console.print(table)
    console.print("带 * 的分项决定结论；p 已按同看几项作了校正。", style="dim")
    _show_cases(console, comparison)
    colour = _COLOURS[comparison.verdict]
    console.print(f"[{colour} bold]{verdict_sentence(comparison)}[/{colour} bold]", highlight=False)


def _show_cases(console: "Console", comparison: Comparison) -> None:
    for item in comparison.cases[:_CASES_SHOWN]:
        colour = _COLOURS[item.verdict]
        names = "、".join(score_label(name) for name in item.scores) or "成稿"
        console.print(
            f"[{colour}]{verdict_label(item.verdict)}[/{colour}] {item.case}（{names}）",
            highlight=False,
        )
        if item.verdict is Verdict.REGRESSED:
            for name in ("precision", "recall", "invented", "coverage"):
                reason = item.after.reason(name)
                if reason:
                    console.print(f"    {reason}", highlight=False, markup=False, style="dim")
            difference = prose_difference(item.before.first, item.after.first)
            console.print(f"    {difference}", highlight=False)
    left = len(comparison.cases) - _CASES_SHOWN
    if left > 0:
        console.print(f"……另有{left}个用例有变化，见 --html 报告。", style="dim")
    if comparison.unpaired:
        console.print(
            f"只有一边有、或内容改过的用例{len(comparison.unpaired)}个，不参与比较："
            + "、".join(comparison.unpaired[:_CASES_SHOWN]),
            highlight=False,
        )


def verdict_sentence(comparison: Comparison) -> str:
    """Return the verdict over all as one sentence."""
    if comparison.broken:
        return f"结论：变差。成稿里出现没有依据的数字：{'、'.join(comparison.broken)}。"
    if comparison.lacking:
        return f"结论：变差。成稿漏写数字：{'、'.join(comparison.lacking)}。"
    decisive = [
        score_label(item.name)
        for item in comparison.changes
        if item.name in DECIDING and item.verdict is comparison.verdict
    ]
    match comparison.verdict:
        case Verdict.REGRESSED:
            return f"结论：变差（{'、'.join(decisive)}）。"
        case Verdict.IMPROVED:
            return f"结论：变好（{'、'.join(decisive)}）。"
        case _:
            return f"结论：看不出差别（{comparison.paired}个用例）。"


def prose_difference(before: str, after: str) -> str:
    """Return the text with what is gone in red and what is new in green (rich markup)."""
    from rich.markup import escape

    out: list[str] = []
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for kind, low, high, start, end in matcher.get_opcodes():
        if kind == "equal":
            out.append(escape(after[start:end]))
            continue
        if high > low:
            out.append(f"[red strike]{escape(before[low:high])}[/red strike]")
        if end > start:
            out.append(f"[green]{escape(after[start:end])}[/green]")
    return "".join(out).replace("\n", " ")


def show_preferences(console: "Console", record: RunRecord) -> None:
    """Print what the judge model preferred, where one was asked."""
    if not record.preferences:
        return
    for arm in record.arms[1:]:
        console.print(summarise_preferences(record, arm.id), highlight=False)


def show_trend(console: "Console", points: Sequence[tuple[str, Interval]]) -> None:
    """Print the first-pass rate of successive runs as bars."""
    if len(points) < 2:
        return
    console.print("\n历次一次通过率：")
    for label, rate in points:
        bar = "█" * round(20 * rate.estimate) if rate.n else ""
        console.print(
            f"  {label:<14} {bar:<20} {100 * rate.estimate:.0f}%"
            f"（{100 * rate.low:.0f}–{100 * rate.high:.0f}%，{rate.n}例）",
            highlight=False,
        )
