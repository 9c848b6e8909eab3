"""What the same model writes when the notes are pasted into one chat turn: the way without drafter.

Usage: python bench/one_call.py NOTES -o OUT.txt [--model ID]. No grammar, no exemplars, no checks;
verify the result with ``drafter verify OUT.txt --facts NOTES``.
"""

import argparse
import asyncio
import time
from pathlib import Path

from drafter.errors import ModelError
from drafter.model import ChatRequest, ChatTurn, open_model

MOST_TOKENS = 1100
ASKED = "请根据下面的工作记录，写一份完整的工作总结，数字要准确，不要遗漏，也不要编造。\n\n"


async def write(notes: str, model_id: str) -> str:
    """Ask once and return the answer."""
    model = await open_model(model_id)
    began = time.monotonic()
    pieces: list[str] = []
    try:
        reply = await model.reply(
            ChatRequest(
                turns=(
                    ChatTurn(role="system", content="你是妇联机关的文字工作人员。"),
                    ChatTurn(role="user", content=ASKED + notes),
                ),
                max_tokens=MOST_TOKENS,
                temperature=0.3,
                seed=1,
            ),
            on_text=pieces.append,
        )
        text = reply.text
        print(f"{reply.usage.completion} tokens, {time.monotonic() - began:.0f} s")
    except ModelError as error:
        # What came in time is what somebody would have seen.
        text = "".join(pieces)
        print(f"broke off after {len(text)} characters, {time.monotonic() - began:.0f} s: {error}")
    await model.aclose()
    return text


def main() -> None:
    """Parse the arguments and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("notes")
    parser.add_argument("-o", "--out", required=True)
    parser.add_argument("--model", default="qwen2.5-1.5b")
    arguments = parser.parse_args()
    text = Path(arguments.notes).read_text("utf-8")
    Path(arguments.out).write_text(asyncio.run(write(text, arguments.model)), "utf-8")


if __name__ == "__main__":
    main()
