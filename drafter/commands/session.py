"""``drafter session list|delete``: which sessions lie on this machine, and how to be rid of one."""

from pathlib import Path
from typing import Annotated

import typer

from drafter.commands.console import ExitCode, confirm, say, write_json, write_out
from drafter.errors import InputError

__all__ = ["app"]

app = typer.Typer(
    help="会话：查看、删除草稿旁边的会话文件。\n\n例：drafter session list", no_args_is_help=True
)


@app.command("list")
def list_sessions(
    as_json: Annotated[bool, typer.Option("--json", help="结果用 JSON 输出。")] = False,
) -> int:
    """列出这台电脑上的会话和开始保存的时间。

    例：drafter session list
    """
    from drafter.session.registry import all_sessions, parts_of

    rows = [
        {"path": str(kept.path), "since": kept.since, "files": len(parts_of(kept.path))}
        for kept in all_sessions(Path.cwd())
    ]
    if as_json:
        write_json(rows)
        return ExitCode.DONE
    for row in rows:
        write_out(f"{row['since']}  {row['path']}")
    if not rows:
        say("没有会话。")
    return ExitCode.DONE


@app.command("delete")
def delete(
    sessions: Annotated[
        list[str], typer.Argument(metavar="会话|总结...", help="会话文件，或它旁边的总结。")
    ],
    yes: Annotated[bool, typer.Option("--yes", help="不再询问。")] = False,
) -> int:
    """删除会话，连同姓名对照和未写完的记录；总结本身不动。

    例：drafter session delete 总结.docx
    """
    from drafter.commands.draft_writing import session_path_of
    from drafter.session import session_lock
    from drafter.session.registry import delete_session, parts_of

    paths = [
        Path(name) if name.endswith(".session.jsonl") else session_path_of(Path(name))
        for name in sessions
    ]
    for path in paths:
        if not parts_of(path):
            raise InputError(
                "没有这个会话", path=str(path), todo="用 drafter session list 看看有哪些。"
            )
        if not confirm(f"删除会话 {path}？删除后不能恢复。", yes=yes):
            raise InputError("没有删除", path=str(path), todo="确定要删除请加 --yes。")
        with session_lock(path):
            removed = delete_session(path)
        for part in parts_of(path):
            part.unlink(missing_ok=True)
        say(f"已删除 {path}，共{len(removed)}个文件。")
    return ExitCode.DONE
