"""A chat endpoint on loopback that repeats the notes as prose after a fixed time.

Runs as a process of its own, so that its work is not counted as the client's:
``python loopback.py SECONDS`` prints its port.
"""

import asyncio
import json
import sys


def prose_of(body: dict[str, object]) -> str:
    """Return the lines of the last turn as one sentence: every figure stands, nothing is added."""
    messages = body["messages"]
    assert isinstance(messages, list)
    lines = [line.strip() for line in str(messages[-1]["content"]).splitlines()]
    told = [line for line in lines if line and not line.endswith("：")]
    return "，".join(line.rstrip("。，；") for line in told) + "。"


def _events(text: str, model: object) -> bytes:
    head = {"id": "x", "object": "chat.completion.chunk", "created": 0, "model": model}
    chunks = [
        {**head, "choices": [{"index": 0, "delta": {"role": "assistant", "content": text}}]},
        {**head, "choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]},
        {
            **head,
            "choices": [],
            "usage": {"prompt_tokens": 100, "completion_tokens": 50, "total_tokens": 150},
        },
    ]
    lines = [f"data: {json.dumps(chunk)}\n\n" for chunk in chunks]
    return ("".join(lines) + "data: [DONE]\n\n").encode()


async def serve(seconds: float) -> None:
    """Answer until the process is ended."""
    counts = {"calls": 0}

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                length = 0
                for line in head.decode("latin-1").split("\r\n"):
                    if line.lower().startswith("content-length:"):
                        length = int(line.split(":")[1])
                body = json.loads(await reader.readexactly(length)) if length else {}
                if head.startswith(b"GET"):
                    payload = json.dumps(counts).encode()
                    kind = "application/json"
                else:
                    counts["calls"] += 1
                    await asyncio.sleep(seconds)
                    payload = _events(prose_of(body), body["model"])
                    kind = "text/event-stream"
                writer.write(
                    f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n"
                    f"Content-Length: {len(payload)}\r\n\r\n".encode()
                    + payload
                )
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(float(sys.argv[1])))
