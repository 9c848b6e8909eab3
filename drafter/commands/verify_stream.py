"""``drafter verify --jsonl``: a stream of items in constant memory, on every core, in order.

A worker's failure is not one line's error: it ends the run with an internal error, so that no
broken line can be taken for a clean one.
"""

import json
import os
import sys
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path
from typing import Any, BinaryIO, Final

from drafter.commands.console import ExitCode, say
from drafter.errors import InputError, unreadable

__all__ = ["exemplar_texts", "verify_lines"]

# A chunk is what one worker takes at a time; so many chunks a worker may wait in line.
_CHUNK_LINES: Final = 64
_CHUNK_BYTES: Final = 1 << 18
_AHEAD: Final = 3


@dataclass(frozen=True, slots=True)
class _Answer:
    """The result lines of one chunk and what they amount to."""

    lines: str
    findings: bool
    broken: int


@cache
def exemplar_texts() -> tuple[tuple[str, str], ...]:
    """Return id and prose of every exemplar, for the figures that leak from them."""
    from drafter import prompting

    load = getattr(prompting, "load_exemplars", None)
    if load is None:
        return ()
    return tuple((exemplar.id, exemplar.prose) for exemplar in load())


def verify_lines(path: str) -> int:
    """Verify every line of a file (``-``: standard input) and write one result a line."""
    with ExitStack() as stack:
        source = _opened(path, stack)
        findings, broken = _run(_chunks(source))
    if broken:
        say(f"有 {broken} 行读不出来，结果里写明了原因。")
        return ExitCode.WRONG_CALL
    return ExitCode.FINDINGS if findings else ExitCode.DONE


def _opened(path: str, stack: ExitStack) -> BinaryIO:
    if path == "-":
        return sys.stdin.buffer
    try:
        return stack.enter_context(Path(path).open("rb"))
    except OSError as error:
        raise unreadable(error, path) from error


def _chunks(source: BinaryIO) -> Iterator[list[bytes]]:
    chunk: list[bytes] = []
    size = 0
    for line in source:
        if not line.strip():
            continue
        chunk.append(line)
        size += len(line)
        if len(chunk) >= _CHUNK_LINES or size >= _CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _run(chunks: Iterator[list[bytes]]) -> tuple[bool, int]:
    """Verify the chunks, a first one here and the others by workers, and write in order."""
    findings, broken = False, 0

    def take(answer: _Answer) -> None:
        nonlocal findings, broken
        sys.stdout.write(answer.lines)
        findings = findings or answer.findings
        broken += answer.broken

    first = next(chunks, None)
    if first is None:
        return False, 0
    second = next(chunks, None)
    workers = (
        len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    )
    if second is None or workers == 1:
        take(verify_chunk(first))
        for chunk in (second, *chunks) if second is not None else ():
            take(verify_chunk(chunk))
        return findings, broken
    exemplar_texts()
    method = "fork" if "fork" in get_all_start_methods() else "spawn"
    with ProcessPoolExecutor(workers, mp_context=get_context(method)) as pool:
        _feed(pool.submit, (first, second, *()), chunks, workers * _AHEAD, take)
    return findings, broken


def _feed(
    submit: Callable[..., "Future[_Answer]"],
    begun: tuple[list[bytes], ...],
    chunks: Iterator[list[bytes]],
    ahead: int,
    take: Callable[[_Answer], None],
) -> None:
    waiting: deque[Future[_Answer]] = deque(submit(verify_chunk, chunk) for chunk in begun)
    for chunk in chunks:
        waiting.append(submit(verify_chunk, chunk))
        if len(waiting) >= ahead:
            take(waiting.popleft().result())
    while waiting:
        take(waiting.popleft().result())
    sys.stdout.flush()


def verify_chunk(lines: list[bytes]) -> _Answer:
    """Verify some lines; only what is wrong with a line itself becomes its error."""
    import simplejson

    written = []
    findings, broken = False, 0
    for line in lines:
        result = _verify_line(line)
        findings = findings or not result.get("ok", True)
        broken += "error" in result
        written.append(simplejson.dumps(result, ensure_ascii=False, use_decimal=True))
    return _Answer("\n".join(written) + "\n", findings, broken)


def _verify_line(line: bytes) -> dict[str, Any]:
    from drafter.facts import build_fact_sheet
    from drafter.intake import notes_from_text
    from drafter.verifying import Verifier, verification_to_json

    key: Any = None
    try:
        item = json.loads(line.decode("utf-8-sig"))
        if not isinstance(item, dict):
            return {"id": None, "error": "这一行不是 JSON 对象"}
        key = item.get("id")
        json.dumps(key, ensure_ascii=False).encode()
        facts, draft = _texts(item)
        sheet = build_fact_sheet([notes_from_text(facts)])
    except InputError as error:
        return {"id": key, "error": str(error)}
    except UnicodeError:
        return {"id": None, "error": "这一行的编码不是 UTF-8，或含有残缺的字符"}
    except (json.JSONDecodeError, RecursionError):
        return {"id": None, "error": "这一行不是完整的 JSON"}
    verification = Verifier(sheet, exemplars=exemplar_texts()).verify(draft)
    form = verification_to_json(verification)
    form["id"] = key
    return form


def _texts(item: dict[str, Any]) -> tuple[str, str]:
    for name in ("facts", "draft"):
        if name not in item:
            raise InputError(f"这一行缺少 {name}")
        if not isinstance(item[name], str):
            raise InputError(f"{name} 不是文字")
        item[name].encode()
    return item["facts"], item["draft"].replace("\r\n", "\n").replace("\r", "\n")
