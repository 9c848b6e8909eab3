"""The least a client can do: the same calls through the SDK, side by side, kept in one file.

What ``bench_eval.py`` measures the evaluation's runner against, in turns with it, so that what
else the machine does falls on both: ``python bare_loop.py URL CALLS WIDTH FILE`` prints seconds.
"""

import asyncio
import json
import sys
import time
from pathlib import Path

from openai import AsyncOpenAI


async def main(url: str, calls: int, width: int, path: Path) -> float:
    """Return the seconds from the first request to the last reply."""
    client = AsyncOpenAI(base_url=url, api_key="none", max_retries=0)
    gate = asyncio.Semaphore(width)
    with path.open("a", encoding="utf-8") as file:

        async def ask(number: int) -> None:
            async with gate:
                stream = await client.chat.completions.create(
                    model="loopback",
                    messages=[{"role": "user", "content": f"举办家庭教育讲座{number}场"}],
                    stream=True,
                    stream_options={"include_usage": True},
                )
                pieces = [
                    chunk.choices[0].delta.content or "" async for chunk in stream if chunk.choices
                ]
                file.write(json.dumps({"text": "".join(pieces)}, ensure_ascii=False) + "\n")
                file.flush()

        began = time.monotonic()
        await asyncio.gather(*(ask(number) for number in range(calls)))
        return time.monotonic() - began


if __name__ == "__main__":
    print(asyncio.run(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]))))
