"""``drafter eval``: whether a changed prompt, exemplar or model makes better or worse drafts."""

import asyncio
import datetime
from pathlib import Path
from typing import Annotated

import typer

from drafter.commands.console import ExitCode, say, write_json, write_out
from drafter.errors import InputError

__all__ = ["app"]

app = typer.Typer(
    help="评测：改了提示词、范例或模型之后，写得更好还是更差。\n\n例：drafter eval run",
    no_args_is_help=True,
)

_DEFAULT_FOLDER = "out/eval"

_Suite = Annotated[str, typer.Option(help="评测集：名称或 .toml 文件。")]
_Folder = Annotated[
    str, typer.Option("--out", help="存放回复和结果的文件夹；再次运行从这里接着做。")
]
_Json = Annotated[bool, typer.Option("--json", help="结果用 JSON 输出。")]
_Html = Annotated[str | None, typer.Option("--html", help="另写一份网页报告。")]
_Junit = Annotated[str | None, typer.Option("--junit", help="另写一份 JUnit XML。")]
_GateOption = Annotated[
    str,
    typer.Option(help="all：任何变差都不通过；hard：只看成稿有无凭空的数字、模板是否少了要求。"),
]


@app.command("run")
def run(
    suite: _Suite = "smoke",
    prompts: Annotated[
        list[str] | None,
        typer.Option(help="提示词包；给几个就互相比较，第一个是比较的起点。"),
    ] = None,
    model: Annotated[list[str] | None, typer.Option(help="模型；给几个就互相比较。")] = None,
    exemplars: Annotated[str | None, typer.Option(help="用这个文件夹里的范例代替自带的。")] = None,
    way: Annotated[
        str,
        typer.Option(
            help="写法。prompt：段落自由写、不用文法，看提示词本身的效果，整篇照成稿；"
            "drafted：一律照成稿的写法；free、phrases、plan：一律用这一种。"
        ),
    ] = "prompt",
    no_grammar: Annotated[bool, typer.Option("--no-grammar", help="整篇也不用文法约束。")] = False,
    repeats: Annotated[
        str, typer.Option(help="每个用例跑几遍；auto：先跑一遍，有变化的再加两遍。")
    ] = "auto",
    only: Annotated[str | None, typer.Option(help="只跑有这个标签、类型或编号的用例。")] = None,
    fail_fast: Annotated[bool, typer.Option("--fail-fast", help="第一个用例变坏就停。")] = False,
    baseline: Annotated[
        str | None, typer.Option(help="基准：名称或 .json 文件，与它比较。")
    ] = None,
    gate: _GateOption = "all",
    concurrency: Annotated[int | None, typer.Option(help="同时发出的请求数。")] = None,
    max_tokens: Annotated[int | None, typer.Option(help="新调用最多用多少词元。")] = None,
    max_cost: Annotated[float | None, typer.Option(help="新调用最多花多少，需要 --price。")] = None,
    price: Annotated[str, typer.Option(help="每百万词元的价格：提示,生成，如 2,8。")] = "0,0",
    judge: Annotated[
        str | None, typer.Option(help="再请这个模型逐例比较两组成稿；默认不请。")
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="说明每个没有用上已有回复的调用为什么要重问。")
    ] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="提示词、范例或评测集一改就重跑，按 Ctrl-C 停止。")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="需要下载模型时不再询问。")] = False,
    out: _Folder = _DEFAULT_FOLDER,
    as_json: _Json = False,
    html: _Html = None,
    junit: _Junit = None,
) -> int:
    """跑一个评测集；中断后用同一条命令接着跑，已有的回复不再重问。

    例：drafter eval run --suite full --prompts v1 --prompts v2 --html 报告.html
    """
    from drafter.commands.eval_running import Request, run_once, watch_for_changes

    request = Request(
        suite=suite,
        packs=tuple(prompts or ["v1"]),
        models=tuple(model or [""]),
        exemplars=exemplars,
        grammar=not no_grammar,
        writing=_parse_way(way),
        repeats=_parse_repeats(repeats),
        only=only,
        fail_fast=fail_fast,
        baseline=baseline,
        gate=_parse_gate(gate),
        concurrency=_positive("--concurrency", concurrency),
        max_tokens=_positive("--max-tokens", max_tokens),
        max_cost=max_cost,
        price=_parse_price(price),
        judge=judge,
        explain=explain,
        yes=yes,
        folder=Path(out),
        as_json=as_json,
        html=html,
        junit=junit,
    )
    if max_cost is not None and request.price == (0.0, 0.0):
        raise InputError("--max-cost 需要知道价格", todo="请加 --price 提示价,生成价。")
    if watch:
        return watch_for_changes(request)
    return asyncio.run(run_once(request))


def _parse_repeats(text: str) -> int:
    if text == "auto":
        return 0
    if text.isdecimal() and 1 <= int(text) <= 100:
        return int(text)
    raise InputError(f"--repeats 不能是“{text}”", todo="请用 auto 或 1 到 100。")


def _parse_gate(text: str) -> str:
    if text not in {"all", "hard"}:
        raise InputError(f"--gate 不能是“{text}”", todo="请用 all 或 hard。")
    return text


def _parse_way(text: str) -> str:
    known = ("prompt", "drafted", "free", "phrases", "plan")
    if text not in known:
        raise InputError(f"--way 不能是“{text}”", todo=f"请用 {'、'.join(known)}。")
    return text


def _positive(name: str, value: int | None) -> int | None:
    if value is not None and value < 1:
        raise InputError(f"{name} 必须大于 0")
    return value


def _parse_price(text: str) -> tuple[float, float]:
    parts = text.replace("，", ",").split(",")
    try:
        prompt, completion = (float(part) for part in parts)
    except ValueError:
        raise InputError(f"--price 不能是“{text}”", todo="请写成 提示价,生成价，如 2,8。") from None
    return prompt, completion


@app.command("compare")
def compare(
    before: Annotated[str, typer.Argument(metavar="前", help="基准或结果：名称、文件或 latest。")],
    after: Annotated[str, typer.Argument(metavar="后", help="同上。")],
    gate: _GateOption = "all",
    out: _Folder = _DEFAULT_FOLDER,
    as_json: _Json = False,
    html: _Html = None,
    junit: _Junit = None,
) -> int:
    """比较两次评测，指出哪些用例变了。

    例：drafter eval compare smoke-0.5b latest
    """
    from drafter.commands.eval_running import publish
    from drafter.evaluating.outcome import Gate, judge_run
    from drafter.evaluating.store import find_run

    _, first = find_run(before, Path(out))
    _, second = find_run(after, Path(out))
    if first.suite != second.suite:
        say(f"提示：两次用的评测集不同（{first.suite}、{second.suite}），只比较共同的用例。")
    outcome = judge_run(second, baseline=first, gate=Gate(_parse_gate(gate)))
    publish(outcome, Path(out), as_json=as_json, html=html, junit=junit)
    return ExitCode(outcome.exit_code)


@app.command("report")
def report(
    run_name: Annotated[
        str, typer.Argument(metavar="[结果]", help="名称、文件或 latest。")
    ] = "latest",
    baseline: Annotated[str | None, typer.Option(help="与这个基准比较。")] = None,
    out: _Folder = _DEFAULT_FOLDER,
    as_json: _Json = False,
    html: _Html = None,
    junit: _Junit = None,
) -> int:
    """重新显示一次评测的结果，或写成网页、JSON、JUnit XML。

    例：drafter eval report --html 报告.html
    """
    from drafter.commands.eval_running import publish
    from drafter.evaluating.outcome import judge_run
    from drafter.evaluating.store import find_run

    _, record = find_run(run_name, Path(out))
    known = find_run(baseline, Path(out))[1] if baseline is not None else None
    outcome = judge_run(record, baseline=known)
    publish(outcome, Path(out), as_json=as_json, html=html, junit=junit, trend=True)
    return ExitCode(outcome.exit_code)


@app.command("list")
def list_all(
    suite: Annotated[str | None, typer.Option(help="列出这个评测集的用例。")] = None,
    out: _Folder = _DEFAULT_FOLDER,
    as_json: _Json = False,
) -> int:
    """列出评测集、提示词包、基准（多久以前接受的）和最近的结果。

    例：drafter eval list --suite full
    """
    from drafter.evaluating.listing import list_cases, list_everything

    found = list_cases(suite) if suite is not None else list_everything(Path(out))
    if as_json:
        write_json(found.value)
    else:
        write_out(found.text)
    return ExitCode.DONE


@app.command("show")
def show(
    case: Annotated[str, typer.Argument(metavar="用例", help="用例编号。")],
    suite: _Suite = "full",
    prompts: Annotated[str, typer.Option(help="提示词包。")] = "v1",
    run_name: Annotated[
        str | None, typer.Option("--run", help="显示这次评测里的回复；默认最近一次。")
    ] = None,
    exemplars: Annotated[str | None, typer.Option(help="范例文件夹。")] = None,
    out: _Folder = _DEFAULT_FOLDER,
    as_json: _Json = False,
) -> int:
    """显示一个用例：发给模型的全部内容和词元数，回复，核对出的问题。

    例：drafter eval show petitions
    """
    from drafter.evaluating.listing import show_case

    shown = show_case(
        case,
        suite=suite,
        pack=prompts,
        exemplars=Path(exemplars) if exemplars else None,
        folder=Path(out),
        run=run_name,
    )
    if as_json:
        write_json(shown.value)
    else:
        write_out(shown.text)
    return ExitCode.DONE


@app.command("accept")
def accept(
    run_name: Annotated[
        str, typer.Argument(metavar="[结果]", help="名称、文件或 latest。")
    ] = "latest",
    name: Annotated[str | None, typer.Option("--as", help="基准的名称；默认 评测集-模型。")] = None,
    reason: Annotated[str, typer.Option(help="为什么接受这个结果。")] = "",
    baselines: Annotated[
        str | None, typer.Option("--to", help="基准文件夹；默认随程序的 eval/baselines。")
    ] = None,
    out: _Folder = _DEFAULT_FOLDER,
) -> int:
    """接受一次评测的结果作为今后的基准。

    例：drafter eval accept latest --reason "v2 提示词，写全率提高"
    """
    from drafter.evaluating.store import find_run, write_baseline

    _, record = find_run(run_name, Path(out))
    chosen = name or f"{record.suite}-{record.arms[0].model}"
    if not chosen.replace("-", "").replace("_", "").replace(".", "").isalnum():
        raise InputError(f"--as 不能是“{chosen}”", todo="只用字母、数字、点和连字符。")
    path = write_baseline(
        record,
        chosen,
        reason=reason,
        today=datetime.datetime.now().astimezone().date().isoformat(),
        folder=Path(baselines) if baselines else None,
    )
    say(f"已写好基准 {path}；请随代码一起提交。")
    return ExitCode.DONE
