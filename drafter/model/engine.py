"""Start and watch the embedded engine's process; what it offers is an endpoint like any other."""

import asyncio
import importlib.util
import json
import os
import secrets
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from drafter.errors import ModelError

__all__ = ["Engine", "engine_installed", "start_engine"]

_LOAD_TIMEOUT_S = 180.0
# How long a process that has broken a connection may take to be seen dead.
_DYING_S = 1.0
# A prompt of about 1,500 tokens and a reply of 900 fit; two slots take some 120 MB of cache.
CONTEXT = 4096
SLOTS = 2
_ILLEGAL_INSTRUCTION = {-4, 0xC000001D}
_NO_MEMORY = {-9, -6, 137, 0xC0000017}

# What the child says of an error it could still tell.
_ERRORS = {
    "ImportError": "缺少系统运行库：Linux 请安装 libgomp1，Windows 请安装 Visual C++ 运行库",
    "MemoryError": "内存不足",
    "RuntimeError": "读不出模型文件，可能已损坏",
}


def engine_installed() -> bool:
    """Whether the engine's package is there (no wheel is published for Linux on Arm)."""
    return importlib.util.find_spec("xllamacpp") is not None


@dataclass(slots=True)
class Engine:
    """A running engine.

    Attributes:
        base_url: For the client, ``/v1`` included.
        key: The random key without which any local user could call it.
        slots: How many requests it serves side by side, each with its own prefix cache.
        process: The child.
    """

    base_url: str
    key: str = field(repr=False)
    slots: int
    process: asyncio.subprocess.Process

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""
        return self.process.returncode is None

    async def death(self) -> str:
        """Return in Chinese how the process ended, or "" if it still runs after a moment."""
        try:
            await asyncio.wait_for(asyncio.shield(self.process.wait()), timeout=_DYING_S)
        except TimeoutError:
            return ""
        return f"内置模型的进程意外退出（{_why(self.process.returncode)}）。"

    async def stop(self) -> None:
        """End the process; it also ends by itself when we do."""
        if self.process.stdin is not None:
            self.process.stdin.close()
        if not self.alive:
            return
        try:
            await asyncio.wait_for(self.process.wait(), timeout=2)
        except TimeoutError:
            self.process.kill()
            await self.process.wait()


async def start_engine(path: Path, *, context: int = CONTEXT, slots: int = SLOTS) -> Engine:
    """Load a model in a child process and return it once it answers.

    Args:
        path: The weights.
        context: Tokens of each slot.
        slots: Requests side by side.

    Raises:
        ModelError: The engine is not installed, crashed, or had too little memory.
    """
    if not engine_installed():
        raise ModelError(
            "这台电脑没有内置模型引擎（xllamacpp 没有适用的安装包）。"
            "可以设置 DRAFTER_BASE_URL 使用别的模型服务。",
            retryable=False,
            kind="engine",
        )
    key = secrets.token_urlsafe(24)
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "drafter.model.engine_child",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        **_apart(),
    )  # fmt: skip
    assert process.stdin is not None  # noqa: S101 # both are pipes
    assert process.stdout is not None  # noqa: S101
    # The key goes through the pipe: arguments and environment can be read by other programs.
    wanted = {"path": str(path), "context": context, "slots": slots, "key": key}
    try:
        process.stdin.write(json.dumps(wanted).encode("utf-8") + b"\n")
        await process.stdin.drain()
        line = await asyncio.wait_for(process.stdout.readline(), timeout=_LOAD_TIMEOUT_S)
    except TimeoutError as error:
        process.kill()
        raise _dead("载入模型超时") from error
    except ConnectionError as error:
        await process.wait()
        raise _dead(_why(process.returncode)) from error
    except BaseException:
        process.kill()
        raise
    answer = json.loads(line) if line.strip() else {}
    if "url" not in answer:
        await process.wait()
        detail = _ERRORS.get(answer.get("error", ""), "") or _why(process.returncode)
        raise _dead(detail)
    return Engine(base_url=f"{answer['url']}/v1", key=key, slots=slots, process=process)


def _apart() -> dict[str, Any]:
    """Ctrl-C in the terminal is for the draft to handle; the engine ends when its input closes."""
    if os.name == "nt":
        return {"creationflags": getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)}
    return {"start_new_session": True}


def _why(code: int | None) -> str:
    if code in _ILLEGAL_INSTRUCTION:
        return "处理器不支持引擎用到的指令"
    if code in _NO_MEMORY:
        return "很可能是内存不足，系统结束了它"
    if code is not None and code < 0:
        try:
            return f"信号 {signal.Signals(-code).name}"
        except ValueError:
            return f"信号 {-code}"
    return f"退出码 {code}"


def _dead(detail: str) -> ModelError:
    return ModelError(
        f"内置模型没有启动成功（{detail}）。"
        "可以运行 drafter doctor 查看原因，或换小一些的模型（--model qwen2.5-0.5b）再试。",
        retryable=False,
        kind="engine",
    )
