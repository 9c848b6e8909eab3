"""``drafter batch``: a folder of notes in, a summary for each of them out."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from drafter.commands.batch_items import find_items
from drafter.commands.batch_running import BatchSettings, run_batch
from drafter.commands.batch_table import ROW_FILE, tell_batch
from drafter.commands.console import ExitCode, assume_yes, say
from drafter.errors import InputError

__all__ = ["batch"]

_FORMATS = ("docx", "md", "html", "txt")


def batch(
    folder: Annotated[
        str, typer.Argument(metavar="文件夹", help="每个文件、每个子文件夹各写一份总结。")
    ],
    output: Annotated[str, typer.Option("--output", "-o", help="放总结的文件夹。")],
    form: Annotated[
        str, typer.Option("--format", metavar="docx|md|html|txt", help="总结的格式。")
    ] = "docx",
    period: Annotated[str, typer.Option(help="时段，如 2025、2026H1；不写则看各份记录。")] = "",
    kind: Annotated[str, typer.Option(help="annual、half-year 或 topical。")] = "",
    date: Annotated[str, typer.Option(help="落款日期，如 2026-01-05。")] = "",
    model: Annotated[str | None, typer.Option(help="模型；none 表示不用模型。")] = None,
    prompts: Annotated[str, typer.Option(help="提示词包。")] = "v1",
    profile: Annotated[str, typer.Option(help="版式：plain、report、attachment。")] = "plain",
    seed: Annotated[int, typer.Option(help="随机种子。")] = 1,
    jobs: Annotated[
        int | None, typer.Option(min=1, max=32, help="同时写几份；不写则看模型能接几个请求。")
    ] = None,
    max_tokens_total: Annotated[
        int | None, typer.Option(min=0, help="所有总结一共最多用多少词元。")
    ] = None,
    max_minutes: Annotated[
        float, typer.Option(min=0, help="每份最多等模型多少分钟，到时其余写成直白句子。")
    ] = 60,
    force: Annotated[bool, typer.Option("--force", help="覆盖有人改过的文件。")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="结果用 JSON 输出。")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="不再询问。")] = False,
) -> int:
    """给一个文件夹里的每份记录各写一份总结；中断后再运行同一命令会接着写。

    例：drafter batch 各乡镇记录 -o 各乡镇总结
    """
    from drafter.commands.dates import date_in_words
    from drafter.exporting import parse_profile
    from drafter.prompting import load_pack

    if form not in _FORMATS:
        raise InputError(f"--format 不能是“{form}”", todo=f"可以是 {'、'.join(_FORMATS)}。")
    parse_profile(profile)
    load_pack(prompts)
    settings = BatchSettings(
        period=period,
        kind=kind,
        date=date_in_words(date),
        prompts=prompts,
        profile=profile,
        seed=seed,
        budget_s=max_minutes * 60,
        force=force,
    )
    target = Path(output)
    items = find_items(Path(folder), target, suffix=f".{form}")
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(
            f"建不了这个文件夹（{error.strerror}）", path=output, todo="请换一个位置。"
        ) from error
    rows = asyncio.run(
        run_batch(
            items,
            target,
            settings,
            model_name=model,
            jobs=jobs,
            max_tokens_total=max_tokens_total,
            yes=assume_yes(yes),
            quiet=as_json,
        )
    )
    if rows is None:
        say("已中断。写好的都已保存；再运行同一命令会接着写。")
        return ExitCode.INTERRUPTED
    tell_batch(rows, target / ROW_FILE, as_json=as_json)
    return ExitCode.FINDINGS if any(row.needs_attention for row in rows) else ExitCode.DONE
