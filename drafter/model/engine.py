"""Start and watch the embedded engine's process; what it offers is an endpoint like any other."""

import asyncio
import importlib.util
import json
import secrets
import sys
from dataclasses import dataclass
from pathlib import Path

from drafter.errors import ModelError

__all__ = ["Engine", "engine_installed", "start_engine"]

_LOAD_TIMEOUT_S = 180.0
# A prompt of about 1,500 tokens and a reply of 900 fit; two slots take some 120 MB of cache.
CONTEXT = 4096
SLOTS = 2


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
    key: str
    slots: int
    process: asyncio.subprocess.Process

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""
        return self.process.returncode is None

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
        # Ctrl-C in the terminal is for the draft to handle; the engine ends when its input closes.
        start_new_session=True,
    )  # fmt: skip
    assert process.stdin is not None  # noqa: S101 # both are pipes
    assert process.stdout is not None  # noqa: S101
    wanted = {"path": str(path), "context": context, "slots": slots, "key": key}
    try:
        process.stdin.write(json.dumps(wanted).encode("utf-8") + b"\n")
        await process.stdin.drain()
        line = await asyncio.wait_for(process.stdout.readline(), timeout=_LOAD_TIMEOUT_S)
    except (TimeoutError, ConnectionError) as error:
        process.kill()
        raise _dead("载入模型超时") from error
    except BaseException:
        process.kill()
        raise
    answer = json.loads(line) if line.strip() else {}
    if "url" not in answer:
        await process.wait()
        raise _dead(f"退出码 {process.returncode}")
    return Engine(base_url=f"{answer['url']}/v1", key=key, slots=slots, process=process)


def _dead(detail: str) -> ModelError:
    return ModelError(
        f"内置模型没有启动成功（{detail}）。可能是内存不足，或处理器太旧。"
        "可以换小一些的模型（--model qwen2.5-0.5b）再试。",
        retryable=False,
        kind="engine",
    )
