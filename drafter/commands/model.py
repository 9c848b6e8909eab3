"""``drafter model list|fetch|serve``: the embedded model's weights and engine."""

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drafter.commands.console import ExitCode, assume_yes, confirm, is_interactive, say, write_json
from drafter.errors import InputError

if TYPE_CHECKING:
    from drafter.model.weights import Weights

__all__ = ["allow_endpoint", "app", "fetch_for_use"]

app = typer.Typer(
    help="内置模型：查看、下载、单独运行。\n\n例：drafter model fetch", no_args_is_help=True
)


@app.command("list")
def list_models(
    as_json: Annotated[bool, typer.Option("--json", help="结果用 JSON 输出。")] = False,
) -> int:
    """列出内置模型，是否已经下载。

    例：drafter model list
    """
    from drafter.model.weights import all_weights, is_verified, weights_path

    rows = [
        {
            "id": item.id,
            "default": item.default,
            "bytes": item.bytes,
            "ready": is_verified(item),
            "path": str(weights_path(item.id)),
        }
        for item in all_weights()
    ]
    if as_json:
        write_json(rows)
        return ExitCode.DONE
    for row in rows:
        state = "已下载" if row["ready"] else "未下载"
        default = "（默认）" if row["default"] else ""
        size = int(str(row["bytes"])) / 1e9
        sys.stdout.write(f"{row['id']}{default}  {size:.1f} GB  {state}  {row['path']}\n")
    return ExitCode.DONE


@app.command("fetch")
def fetch(
    name: Annotated[str | None, typer.Argument(metavar="[模型]", help="默认取默认模型。")] = None,
    file: Annotated[str | None, typer.Option(help="已有的模型文件，校验后复制过来。")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="不再询问。")] = False,
) -> int:
    """下载模型（或用已有的文件），校验无误后放好。

    例：drafter model fetch --yes
    """
    from drafter.model.weights import all_weights, find_weights, is_verified, weights_path

    if file is not None and name is None:
        size = Path(file).stat().st_size if Path(file).is_file() else -1
        fitting = [item for item in all_weights() if item.bytes == size]
        if not fitting:
            raise InputError("不是已知的模型文件", path=file, todo="请确认文件存在且下载完整。")
        name = fitting[0].id
    weights = find_weights(name)
    if is_verified(weights):
        say(f"模型 {weights.id} 已经就绪：{weights_path(weights.id)}")
        return ExitCode.DONE
    if file is None and not _may_download(weights, yes=yes):
        say("没有下载。")
        return ExitCode.WRONG_CALL
    _fetch_with_bar(weights, Path(file) if file else None)
    say(f"模型 {weights.id} 已就绪：{weights_path(weights.id)}")
    return ExitCode.DONE


@app.command("serve")
def serve(
    name: Annotated[str | None, typer.Argument(metavar="[模型]", help="默认用默认模型。")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="不再询问。")] = False,
) -> int:
    """单独运行内置模型，供别的程序连接；按 Ctrl-C 停止。

    例：drafter model serve
    """
    return asyncio.run(_serve(name, yes=yes))


async def _serve(name: str | None, *, yes: bool) -> int:
    from drafter.model.engine import start_engine
    from drafter.model.weights import find_weights, is_verified, weights_path

    weights = find_weights(name)
    if not is_verified(weights):
        fetch_for_use(weights, yes=yes)
    engine = await start_engine(weights_path(weights.id))
    sys.stdout.write(f"地址：{engine.base_url}\n密钥：{engine.key}\n模型：{weights.id}\n")
    sys.stdout.flush()
    try:
        await engine.process.wait()
    finally:
        await engine.stop()
    return ExitCode.NO_MODEL


def _may_download(weights: "Weights", *, yes: bool) -> bool:
    if assume_yes(yes):
        return True
    size = weights.bytes / 1e9
    if not is_interactive():
        say(f"需要下载模型 {weights.id}（{size:.1f} GB）；同意请加 --yes。")
        return False
    return confirm(f"需要下载模型 {weights.id}（{size:.1f} GB），现在下载吗？")


def fetch_for_use(weights: "Weights", *, yes: bool = False) -> None:
    """Fetch weights that a command needs, after asking.

    Raises:
        ModelError: The user does not want them, or they could not be had.
    """
    from drafter.errors import ModelError

    if not _may_download(weights, yes=yes):
        raise ModelError(f"模型 {weights.id} 没有下载。", retryable=False, kind="weights")
    _fetch_with_bar(weights, None)


def allow_endpoint(question: str, *, yes: bool = False) -> bool:
    """Show an address that a file in the working directory names; ask, unless ``--yes`` stands."""
    if assume_yes(yes):
        say(question)
        return True
    return confirm(f"{question}确认使用吗？")


def _fetch_with_bar(weights: "Weights", source: Path | None) -> None:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        DownloadColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
        TransferSpeedColumn,
    )

    from drafter.model.fetching import fetch_weights

    console = Console(stderr=True)
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
        console=console,
        disable=not console.is_terminal,
    ) as bar:
        task = bar.add_task("准备下载", total=weights.bytes)
        fetch_weights(
            weights,
            source=source,
            on_progress=lambda what, done, total: bar.update(
                task, description=what, completed=done, total=total
            ),
        )
