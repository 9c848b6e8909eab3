"""Every way the work can fail to be done, as values with fields; messages are made from them.

A wrong figure in a draft is no error but a returned finding. An exception here means that the
work could not be done. Messages are for users: Chinese, what happened, where, what to do.
"""

__all__ = [
    "BudgetError",
    "DrafterError",
    "InputError",
    "ModelError",
    "PromptError",
    "unreadable",
]


class DrafterError(Exception):
    """The work could not be done. ``str()`` is one plain Chinese message for the user."""


class InputError(DrafterError):
    """A call or an input is wrong; nothing was written (exit code 2).

    Args:
        reason: What is wrong, in Chinese, without the place.
        path: The file's name as the user gave it; ``-`` is standard input.
        line: Line number from 1, where known.
        excerpt: The offending line; a caret is drawn under ``column``.
        column: Code-point offset into ``excerpt``.
        todo: What the user can do about it, one sentence.
    """

    def __init__(
        self,
        reason: str,
        *,
        path: str | None = None,
        line: int | None = None,
        excerpt: str | None = None,
        column: int | None = None,
        todo: str | None = None,
    ) -> None:
        self.reason = reason
        self.path = path
        self.line = line
        self.excerpt = excerpt
        self.column = column
        self.todo = todo
        super().__init__(reason)

    def __str__(self) -> str:
        place = "" if self.path is None else ("标准输入" if self.path == "-" else self.path)
        if self.line is not None:
            place = f"{place} 第{self.line}行" if place else f"第{self.line}行"
        message = f"{place}：{self.reason}" if place else self.reason
        if self.todo:
            message = f"{message}{'' if message.endswith(('。', '！', '？')) else '。'}{self.todo}"
        if self.excerpt is not None:
            message += f"\n  {self.excerpt}"
            if self.column is not None:
                # Ideographs take two terminal columns, so the caret is padded with full-width
                # spaces under wide characters.
                pad = "".join(
                    "　" if ord(ch) > 0x2E7F else " " for ch in self.excerpt[: self.column]
                )
                message += f"\n  {pad}^"
        return message


def unreadable(error: OSError | ValueError, path: str) -> InputError:
    """Return what to tell of a file that the system does not give: why, and what to do.

    Args:
        error: What opening or reading it raised.
        path: Its name as the user gave it.
    """
    match error:
        case FileNotFoundError() | NotADirectoryError():
            reason, todo = "没有这个文件", "请检查文件名和所在文件夹。"
        case IsADirectoryError():
            reason, todo = "这是一个文件夹", "请给出里面的文件；整个文件夹用 drafter batch。"
        case PermissionError():
            reason, todo = "没有读取权限", "请检查文件权限，或关闭占用它的程序。"
        case _:
            words = getattr(error, "strerror", None) or type(error).__name__
            reason, todo = f"读不出来（{words}）", "请检查文件名和磁盘。"
    return InputError(reason, path=path, todo=todo)


class PromptError(DrafterError):
    """A prompt pack or exemplar is broken: ``prompt_id`` and ``version`` say which."""

    def __init__(self, reason: str, *, prompt_id: str = "", version: int | None = None) -> None:
        self.reason = reason
        self.prompt_id = prompt_id
        self.version = version
        super().__init__(reason)

    def __str__(self) -> str:
        version = "" if self.version is None else f" 第{self.version}版"
        return f"提示词 {self.prompt_id}{version}：{self.reason}" if self.prompt_id else self.reason


class ModelError(DrafterError):
    """The model could not be reached or did not answer (exit code 3).

    Args:
        reason: In Chinese, without any key or notes text.
        retryable: Whether the same request may succeed later.
        retry_after_s: Seconds the endpoint asked to wait, where it said so.
        request_id: The endpoint's own id of the request, where it gave one.
        kind: A short stable word for statistics: ``connect timeout rate_limit server auth
            balance context filter empty broken bad_request refused``.
    """

    def __init__(
        self,
        reason: str,
        *,
        retryable: bool,
        kind: str,
        retry_after_s: float | None = None,
        request_id: str | None = None,
    ) -> None:
        self.reason = reason
        self.retryable = retryable
        self.kind = kind
        self.retry_after_s = retry_after_s
        self.request_id = request_id
        super().__init__(reason)


class BudgetError(DrafterError):
    """A budget that the user set (tokens, cost, time) is used up."""
