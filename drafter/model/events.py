"""Take a stream of server-sent events apart: JSON objects, the end mark, and bare signs of life.

Pure. The bytes are read here and not by the SDK, because its own reader hides whether the stream
came to its end mark, skips the keep-alive lines of a long queue, and builds an object a token.
"""

import json
from collections.abc import AsyncIterable, AsyncIterator, Mapping
from typing import Any

__all__ = ["ALIVE", "DONE", "read_events"]

# The server said that the reply is complete.
DONE: Mapping[str, Any] = {"done": True}
# A line that carries nothing, sent so that the connection is not taken for dead.
ALIVE: Mapping[str, Any] = {"alive": True}


async def read_events(chunks: AsyncIterable[bytes]) -> AsyncIterator[Mapping[str, Any]]:
    """Yield each event's JSON object, ``ALIVE`` for comments and ``DONE`` at the end mark.

    Args:
        chunks: Bytes as they come; a character or a line may be torn anywhere.

    Raises:
        ValueError: An event is no JSON object: the stream was damaged on its way.
    """
    rest = b""
    async for chunk in chunks:
        *lines, rest = (rest + chunk).split(b"\n")
        for line in lines:
            event = _event(line.rstrip(b"\r"))
            if event is not None:
                yield event
            if event is DONE:
                return
    # A last line without its line end: whole, or torn and then no JSON.
    last = _event(rest.rstrip(b"\r"))
    if last is not None:
        yield last


def _event(line: bytes) -> Mapping[str, Any] | None:
    if line.startswith(b":"):
        return ALIVE
    if not line.startswith(b"data:"):
        # Names, ids and blank lines; each event of a chat completion is one line.
        return None
    data = line[5:].strip()
    if data == b"[DONE]":
        return DONE
    event = json.loads(data)
    if not isinstance(event, Mapping):
        raise ValueError("an event is no object")  # noqa: TRY004 # as any other damaged event
    return event
