"""What ``drafter eval run`` does: arms from options, progress, reports, the exit code."""

import asyncio
import datetime
import sys
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from drafter.commands.console import ExitCode, say, write_json
from drafter.errors import BudgetError, InputError

if TYPE_CHECKING:
    from drafter.config import Settings
    from drafter.evaluating.arms import Arm
    from drafter.evaluating.outcome import Outcome
    from drafter.evaluating.rows import Row, RunRecord
    from drafter.evaluating.running import Job
    from drafter.evaluating.store import EvalFolder
    from drafter.evaluating.suites import Suite
    from drafter.model import Model

__all__ = ["Request", "publish", "run_once", "watch_for_changes"]

_TREND_RUNS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """The options of one run."""

    suite: str
    packs: tuple[str, ...]
    models: tuple[str, ...]
    exemplars: str | None
    grammar: bool
    writing: str
    repeats: int
    only: str | None
    fail_fast: bool
    baseline: str | None
    gate: str
    concurrency: int | None
    max_tokens: int | None
    max_cost: float | None
    price: tuple[float, float]
    judge: str | None
    explain: bool
    yes: bool
    folder: Path
    as_json: bool
    html: str | None
    junit: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opened:
    """A model with what its name means for keys and slots."""

    model: "Model"
    endpoint: str
    slots: int
    embedded: bool


async def run_once(request: Request) -> int:
    """Run, report and return the exit code."""
    async with AsyncExitStack() as stack:
        models = await _open_models(request, stack)
        return await _run(request, models, stack)


def watch_for_changes(request: Request) -> int:
    """Run whenever a prompt, an exemplar or a suite changes, until interrupted."""

    async def watch() -> int:
        async with AsyncExitStack() as stack:
            models = await _open_models(request, stack)
            while True:
                before = _watched(request)
                try:
                    await _run(request, models, stack)
                except InputError as error:
                    say(str(error))
                say("等待改动……按 Ctrl-C 停止。")
                while _watched(request) == before:  # noqa: ASYNC110 # files send no event
                    await asyncio.sleep(0.5)

    return asyncio.run(watch())


def _watched(request: Request) -> dict[str, int]:
    from drafter.resources import folder

    places = [folder("prompts"), folder("few_shot"), folder("eval") / "suites"]
    named = (*request.packs, request.suite, request.exemplars)
    places += [Path(name) for name in named if name]
    return {
        str(path): path.stat().st_mtime_ns
        for place in places
        for path in ([place] if place.is_file() else place.rglob("*") if place.is_dir() else [])
        if path.is_file()
    }


async def _open_models(request: Request, stack: AsyncExitStack) -> dict[str, _Opened]:
    opened: dict[str, _Opened] = {}
    for name in request.models:
        if name not in opened:
            opened[name] = await _open_one(name, yes=request.yes, concurrency=request.concurrency)
            stack.push_async_callback(opened[name].model.aclose)
    return opened


async def _open_one(name: str, *, yes: bool, concurrency: int | None = None) -> _Opened:
    """Return a model; the embedded one is started only when a call needs it."""
    from drafter.commands.model import fetch_for_use
    from drafter.config import read_settings
    from drafter.evaluating.models import LazyModel
    from drafter.model import open_model
    from drafter.model.engine import SLOTS
    from drafter.model.weights import all_weights, find_weights

    settings = read_settings()
    ids = {item.id for item in all_weights()}
    if name not in ids and settings.base_url:
        model = await _configured(name, settings, yes=yes, concurrency=concurrency)
        return _Opened(
            model=model,
            endpoint=f"{settings.base_url} {model.name}",
            slots=0,
            embedded=False,
        )
    weights = find_weights(name or (settings.model if settings.model in ids else None))
    lazy = LazyModel(
        weights.id,
        takes_grammar=True,
        concurrency=SLOTS,
        opened=lambda: open_model(weights.id, fetch=lambda item: fetch_for_use(item, yes=yes)),
    )
    return _Opened(model=lazy, endpoint=f"embedded {weights.id}", slots=SLOTS, embedded=True)


async def _configured(
    name: str, settings: "Settings", *, yes: bool, concurrency: int | None
) -> "Model":
    """Return the configured endpoint's model, opened at its first call where nothing is unclear.

    Opening imports the SDK and asks the endpoint what it is: longer than a whole cached run takes.
    """
    from drafter.commands.opening import open_for_use
    from drafter.evaluating.models import LazyModel
    from drafter.model.profiles import find_profile, guess_profile

    known = name or settings.model
    if not known or settings.from_here:
        return await open_for_use(name or None, yes=yes, concurrency=concurrency)
    named = find_profile(settings.profile) if settings.profile else None
    profile = named or guess_profile(settings.base_url)
    return LazyModel(
        known,
        takes_grammar=bool(profile.grammar),
        concurrency=concurrency or profile.concurrency,
        opened=lambda: open_for_use(name or None, yes=yes, concurrency=concurrency),
    )


def _arms(request: Request, models: dict[str, _Opened]) -> "tuple[Arm, ...]":
    from drafter.evaluating.arms import Arm, Writing
    from drafter.evaluating.replies import Endpoint
    from drafter.prompting import load_exemplars, load_pack

    if len(set(request.packs)) < len(request.packs):
        raise InputError("同一个提示词包给了两次", todo="请用不同的包或不同的模型互相比较。")
    pool = _pool(request.exemplars) if request.exemplars else load_exemplars()
    endpoints = {
        name: Endpoint(item.endpoint, _width(request, item)) for name, item in models.items()
    }
    writing = Writing(request.writing)
    arms: list[Arm] = []
    for name, opened in models.items():
        for number, pack_name in enumerate(request.packs):
            pack = load_pack(pack_name)
            title = f"{pack.label} × {opened.model.name}"
            title += "" if writing is Writing.PROMPT else f" {writing.value}"
            title += "" if request.grammar else " 无文法"
            if any(arm.id == title for arm in arms):
                title += f" ({pack_name})"
            several = 1 < len(request.packs) <= opened.slots
            arms.append(
                Arm(
                    id=title,
                    pack=pack,
                    pool=pool,
                    model=opened.model,
                    endpoint=endpoints[name],
                    writing=writing,
                    grammar=request.grammar,
                    slot=number if several else None,
                    apart=opened.embedded and not several,
                    deterministic=opened.embedded,
                )
            )
    return tuple(arms)


def _width(request: Request, opened: _Opened) -> int:
    """Return the calls side by side; what waits inside the engine only runs into time limits."""
    wanted = request.concurrency or opened.model.concurrency
    return min(wanted, opened.slots) if opened.embedded else wanted


def _pool(folder: str) -> Any:  # noqa: ANN401 # a tuple of exemplars, typed where it is used
    from drafter.prompting import load_exemplars

    path = Path(folder)
    if not path.is_dir():
        raise InputError("没有这个范例文件夹", path=folder)
    own = {file.stem for file in path.glob("*.yaml")}
    return tuple(item for item in load_exemplars(path) if item.id in own)


def _suite(request: Request) -> "Suite":
    from drafter.evaluating.suites import load_suite

    suite = load_suite(request.suite)
    return suite.only(request.only) if request.only else suite


async def _run(request: Request, models: dict[str, _Opened], stack: AsyncExitStack) -> int:
    from drafter.evaluating.evaluation import evaluate
    from drafter.evaluating.outcome import Gate, judge_run
    from drafter.evaluating.replies import Allowance
    from drafter.evaluating.store import EvalFolder, find_run

    suite = _suite(request)
    arms = _arms(request, models)
    baseline = find_run(request.baseline, request.folder)[1] if request.baseline else None
    allowance = Allowance(
        max_tokens=request.max_tokens, max_cost=request.max_cost, price=request.price
    )
    folder = EvalFolder(request.folder)
    try:
        with _Progress(quiet=request.as_json or not sys.stderr.isatty()) as progress:
            evaluation = await evaluate(
                suite,
                arms,
                folder,
                started=datetime.datetime.now().astimezone().isoformat(timespec="seconds"),
                repeats=request.repeats,
                allowance=allowance,
                baseline=baseline,
                fail_fast=request.fail_fast,
                on_planned=progress.planned,
                on_row=progress.row,
            )
        record = evaluation.record
        if request.judge is not None:
            record = await _preferred(request, record, suite, arms, folder, allowance, stack)
        path = folder.save(record)
    finally:
        folder.close()
    if request.explain:
        for miss in evaluation.misses:
            say(f"重问 {miss.case}：{miss.reason}")
    outcome = judge_run(record, baseline=baseline, gate=Gate(request.gate))
    publish(
        outcome,
        request.folder,
        as_json=request.as_json,
        html=request.html,
        junit=request.junit,
        notes={case.id: case.notes for case in suite.cases},
    )
    if not request.as_json:
        say(f"结果：{path}")
    return ExitCode(outcome.exit_code)


async def _preferred(
    request: Request,
    record: "RunRecord",
    suite: "Suite",
    arms: "Sequence[Arm]",
    folder: "EvalFolder",
    allowance: Any,  # noqa: ANN401 # an Allowance; typed where it is made
    stack: AsyncExitStack,
) -> "RunRecord":
    from dataclasses import replace

    from drafter.evaluating.preferring import prefer
    from drafter.evaluating.replies import Endpoint

    if len(arms) < 2:
        raise InputError("--judge 要有两组成稿才能比较", todo="请给出两个 --prompts 或 --model。")
    opened = await _open_one(request.judge or "", yes=request.yes)
    stack.push_async_callback(opened.model.aclose)
    try:
        preferences = await prefer(
            record,
            {case.id: case.notes for case in suite.cases},
            model=opened.model,
            endpoint=Endpoint(opened.endpoint, opened.model.concurrency),
            kept=folder.kept,
            allowance=allowance,
        )
    except BudgetError as error:
        return replace(record, stopped=str(error))
    return replace(record, preferences=preferences)


def publish(
    outcome: "Outcome",
    folder: Path,
    *,
    as_json: bool,
    html: str | None,
    junit: str | None,
    notes: dict[str, str] | None = None,
    trend: bool = False,
) -> None:
    """Show an outcome in every form that was asked for."""
    if html is not None:
        _write(html, _page(outcome, folder, notes or _notes_of(outcome)))
    if junit is not None:
        from drafter.evaluating.junit import render_junit

        compared = [
            (f"{outcome.sides[0].name} → {side.name}", side.comparison)
            for side in outcome.sides
            if side.comparison is not None
        ]
        _write(junit, render_junit(outcome.record, compared, outcome.silenced))
    if as_json:
        from drafter.evaluating.outcome import outcome_to_json

        write_json(outcome_to_json(outcome))
        return
    _show(outcome, folder, trend=trend)


def _write(name: str, text: str) -> None:
    from drafter.atomic import write_file

    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_file(path, text.encode("utf-8"))
    say(f"已写好：{name}")


def _show(outcome: "Outcome", folder: Path, *, trend: bool) -> None:
    from rich.console import Console

    from drafter.evaluating.table import show_comparison, show_preferences, show_run, show_trend

    console = Console(width=None if sys.stdout.isatty() else 120)
    show_run(console, outcome.record)
    first = outcome.sides[0]
    for side in outcome.sides[1:]:
        if side.comparison is not None:
            show_comparison(
                console,
                first.arm,
                side.arm,
                side.comparison,
                baseline=outcome.baseline,
                machine=outcome.record.machine,
            )
    for arm, name in outcome.silenced:
        console.print(f"[red bold]{arm} 的模板少了一条要求：{name}。[/red bold]", highlight=False)
    show_preferences(console, outcome.record)
    if trend:
        show_trend(console, _trend(outcome, folder))
    if outcome.cannot_tell:
        console.print("[yellow bold]没有结果的用例太多，无法下结论。[/yellow bold]")


def _trend(outcome: "Outcome", folder: Path) -> list[tuple[str, Any]]:
    from drafter.evaluating.store import recent_runs
    from drafter.evaluating.table import arm_rate

    # A run of a few cases is no point on the line of the whole suite.
    cases = {row.case for row in outcome.record.rows}
    runs = [
        (path, record)
        for path, record in recent_runs(folder, outcome.record.suite)
        if {row.case for row in record.rows} == cases
    ][-_TREND_RUNS:]
    return [
        (f"{record.started[5:10]} {record.arms[0].pack}", arm_rate(record.of_arm(arm.id)))
        for _, record in runs
        for arm in record.arms[:1]
    ]


def _page(outcome: "Outcome", folder: Path, notes: dict[str, str]) -> str:
    from drafter.evaluating.page import render_page

    return render_page(
        outcome.record,
        outcome.sides,
        baseline=outcome.baseline,
        trend=_trend(outcome, folder),
        notes=_without_names(notes),
    )


def _without_names(notes: dict[str, str]) -> dict[str, str]:
    """Hide in the cases' notes whom they name: a report is passed on, the suite need not be."""
    from drafter.privacy import Pseudonyms

    return {case: Pseudonyms(wide=True).hide(text) for case, text in notes.items()}


def _notes_of(outcome: "Outcome") -> dict[str, str]:
    from drafter.evaluating.suites import load_suite

    try:
        return {case.id: case.notes for case in load_suite(outcome.record.suite).cases}
    except InputError:
        return {}


class _Progress:
    """A bar with the time left on standard error; silent where nobody watches."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._bar: Any = None
        self._task: Any = None
        self._done = 0

    def __enter__(self) -> Self:
        if not self._quiet:
            from rich.console import Console
            from rich.progress import (
                BarColumn,
                MofNCompleteColumn,
                Progress,
                TextColumn,
                TimeElapsedColumn,
                TimeRemainingColumn,
            )

            self._bar = Progress(
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                TimeElapsedColumn(),
                TextColumn("剩余"),
                TimeRemainingColumn(),
                console=Console(stderr=True),
                transient=True,
            )
            self._bar.start()
            self._task = self._bar.add_task("评测")
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def planned(self, count: int) -> None:
        """Say how many rows there will be."""
        if self._bar is not None:
            self._bar.update(self._task, total=count)

    def row(self, job: "Job", row: "Row") -> None:
        """Count one row."""
        self._done += 1
        if self._bar is not None:
            self._bar.update(self._task, completed=self._done, description=f"评测 {job.case.id}")
            if row.broken:
                self._bar.console.print(f"成稿有误：{row.case}（{row.arm}）")
