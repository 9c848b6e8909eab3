"""A small real HTTP server that speaks OpenAI's chat completions, for tests of the client.

``Loopback(reply)`` serves on a free loopback port while used as a context manager. ``reply`` gets
the request's JSON and returns a ``Served`` (or just the text). Every request body is kept.
"""

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

__all__ = ["Loopback", "Served"]


@dataclass(kw_only=True)
class Served:
    """How the server answers one request.

    Attributes:
        text: The reply's prose, streamed in pieces of ``piece`` characters.
        status: HTTP status; other than 200 answers with ``error`` as JSON.
        headers: Extra headers (Retry-After).
        break_after: Cut the connection after this many characters; None streams to the end.
        delay_s: Wait before the first byte.
        token_delay_s: Wait between pieces.
        finish: ``finish_reason`` of the last chunk.
        usage: Sent in the last chunk; None leaves it out.
        reasoning: Sent as ``reasoning_content`` before the text.
        raw: Sent as the whole body instead of a stream.
        events: Sent instead of the chunks made from ``text``: objects as data lines, strings and
            bytes as they are.
        kind: Content type of ``raw``.
    """

    text: str = ""
    status: int = 200
    error: dict[str, Any] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    break_after: int | None = None
    delay_s: float = 0.0
    token_delay_s: float = 0.0
    piece: int = 4
    finish: str = "stop"
    usage: dict[str, Any] | None = field(
        default_factory=lambda: {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}
    )
    reasoning: str = ""
    raw: str | None = None
    events: list[dict[str, Any] | str | bytes] | None = None
    kind: str = "application/json"


class Loopback:
    """The server; ``base_url`` is what a client is given.

    Args:
        reply: From a request's JSON to what is served.
        models: Rows of ``GET /models``; None answers 404 there.
    """

    def __init__(
        self,
        reply: Callable[[dict[str, Any]], Served | str],
        *,
        models: list[dict[str, Any]] | None = None,
    ) -> None:
        self._reply = reply
        self._models = models
        self.bodies: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self._lock = threading.Lock()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:  # the library's name
                length = int(self.headers.get("content-length", 0))
                sent = self.rfile.read(length)
                if len(sent) < length:  # the client was killed while it was sending
                    self.close_connection = True
                    return
                body = json.loads(sent)
                with outer._lock:
                    outer.bodies.append(body)
                    outer.headers.append(dict(self.headers))
                served = outer._reply(body)
                outer._answer(self, Served(text=served) if isinstance(served, str) else served)

            def do_GET(self) -> None:  # the library's name
                if outer._models is None or not self.path.endswith("/models"):
                    outer._answer(self, Served(status=404))
                    return
                listed = json.dumps({"object": "list", "data": outer._models})
                outer._answer(self, Served(raw=listed))

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 # the library's
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def base_url(self) -> str:
        """Address of the API."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    @staticmethod
    def _answer(handler: BaseHTTPRequestHandler, served: Served) -> None:
        time.sleep(served.delay_s)
        if served.status != 200 or served.raw is not None:
            payload = (served.raw if served.raw is not None else json.dumps(served.error)).encode()
            handler.send_response(served.status)
            for name, value in {**served.headers, "Content-Type": served.kind}.items():
                handler.send_header(name, value)
            handler.send_header("Content-Length", str(len(payload)))
            handler.end_headers()
            handler.wfile.write(payload)
            return
        handler.send_response(200)
        handler.send_header("Content-Type", "text/event-stream")
        handler.send_header("Connection", "close")
        handler.end_headers()
        handler.close_connection = True
        try:
            Loopback._stream(handler, served)
        except (BrokenPipeError, ConnectionResetError):
            return

    @staticmethod
    def _stream(handler: BaseHTTPRequestHandler, served: Served) -> None:
        def send(chunk: dict[str, Any]) -> None:
            base = {"id": "x", "object": "chat.completion.chunk", "created": 1, "model": "m"}
            line = json.dumps({**base, **chunk}, ensure_ascii=False)
            handler.wfile.write(f"data: {line}\n\n".encode())
            handler.wfile.flush()

        def delta(content: dict[str, Any], finish: str | None = None) -> dict[str, Any]:
            return {"choices": [{"index": 0, "delta": content, "finish_reason": finish}]}

        for event in served.events or ():
            if isinstance(event, dict):
                send(event)
                continue
            handler.wfile.write(event if isinstance(event, bytes) else f"{event}\n\n".encode())
            handler.wfile.flush()
            time.sleep(served.token_delay_s)
        if served.events is not None:
            return
        if served.reasoning:
            send(delta({"reasoning_content": served.reasoning}))
        sent = 0
        # Due times, not pauses: what writing takes must not slow the rate down.
        due = time.monotonic()
        for start in range(0, len(served.text), served.piece):
            if served.break_after is not None and sent >= served.break_after:
                return
            send(delta({"content": served.text[start : start + served.piece]}))
            sent += served.piece
            if served.token_delay_s:
                due += served.token_delay_s
                time.sleep(max(0.0, due - time.monotonic()))
        send(delta({}, served.finish))
        if served.usage is not None:
            send({"choices": [], "usage": served.usage})
        handler.wfile.write(b"data: [DONE]\n\n")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
