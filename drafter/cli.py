"""The command line: the only place that wires; turns every failure into a message and a code."""

import errno
import sys
from typing import Annotated, Any

import typer

from drafter.commands import COMMANDS
from drafter.commands.chinese_help import ChineseCommand, ChineseGroup, usage_message
from drafter.commands.console import ExitCode, debugging, say
from drafter.commands.tracing import tracing
from drafter.errors import BudgetError, DrafterError, InputError, ModelError, PromptError

__all__ = ["app", "run"]

# What the machine refuses, not what the program got wrong.
_OUTSIDE = {
    errno.EACCES: "没有读写权限",
    errno.EPERM: "没有读写权限",
    errno.EROFS: "这个位置是只读的",
    errno.ENOSPC: "磁盘满了",
    errno.EDQUOT: "磁盘配额用完了",
}

app = typer.Typer(
    name="drafter",
    cls=ChineseGroup,
    help="把零散的工作记录写成一份数字可核对的妇联工作总结。\n\n例：drafter draft 记录.txt",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 96},
)


@app.callback()
def _root(
    version: Annotated[bool, typer.Option("--version", help="显示版本。")] = False,  # noqa: FBT002
) -> None:
    """把零散的工作记录写成一份数字可核对的妇联工作总结。

    例：drafter draft 记录.txt
    """
    if version:
        from drafter import __version__

        sys.stdout.write(f"drafter {__version__}\n")
        raise typer.Exit


for _name, _function in COMMANDS.items():
    if isinstance(_function, typer.Typer):
        _function.info.cls = ChineseGroup
        for _registered in _function.registered_commands:
            _registered.cls = ChineseCommand
        app.add_typer(_function, name=_name, rich_help_panel=None)
    else:
        app.command(name=_name, cls=ChineseCommand)(_function)


def run(arguments: list[str]) -> int:
    """Run one command line and return its exit code; no traceback ever reaches the user.

    Args:
        arguments: The words after the program's name.
    """
    if "--debug" in arguments:
        import os

        arguments = [word for word in arguments if word != "--debug"]
        os.environ["DRAFTER_DEBUG"] = "1"
    command: Any = typer.main.get_command(app)
    try:
        result = command.main(args=arguments, prog_name="drafter", standalone_mode=False)
    except KeyboardInterrupt:
        say("已中断。")
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        return ExitCode.DONE
    except DrafterError as error:
        if debugging():
            say(tracing(error))
        say(str(error))
        return _code_of(error)
    except OSError as error:
        if error.errno not in _OUTSIDE:
            return _unforeseen(error)
        if debugging():
            say(tracing(error))
        where = f"：{error.filename}" if error.filename else ""
        say(f"{_OUTSIDE[error.errno]}{where}。请换一个位置，或检查权限和磁盘空间后再运行。")
        return ExitCode.WRONG_CALL
    except Exception as error:  # the one place that may catch all  # noqa: BLE001
        return _unforeseen(error)
    return result if isinstance(result, int) else ExitCode.DONE


def _code_of(error: DrafterError) -> ExitCode:
    match error:
        case InputError() | PromptError() | BudgetError():
            return ExitCode.WRONG_CALL
        case ModelError():
            return ExitCode.NO_MODEL
        case _:
            return ExitCode.INTERNAL


def _unforeseen(error: Exception) -> int:
    kind = type(error).__name__
    if kind == "Abort":
        say("已中断。")
        return ExitCode.INTERRUPTED
    if kind == "NoArgsIsHelpError":
        sys.stdout.write(str(getattr(error, "message", "")) + "\n")
        return ExitCode.WRONG_CALL
    if hasattr(error, "exit_code") and hasattr(error, "format_message"):
        context = getattr(error, "ctx", None)
        where = getattr(context, "command_path", "drafter")
        say(f"{usage_message(error)}。用 {where} --help 看用法。")
        return ExitCode.WRONG_CALL
    if debugging():
        say(tracing(error))
    say(f"程序内部出错（{kind}）。结果不可采信；请加 --debug 再运行一次，把显示的内容发给维护者。")
    return ExitCode.INTERNAL
