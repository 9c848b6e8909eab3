"""How much longer a whole draft takes than the raw engine needs for the same requests.

Usage: python bench/draft_against_engine.py [NOTES] [--model ID]. Both runs start a fresh engine
with a warmed prefix, in the same process run, one after the other; the draft's requests are
replayed raw with the same concurrency. Reported: both times, the ratio, and the
share of cached prompt tokens.
"""

import argparse
import asyncio
import time
from pathlib import Path

from drafter.commands.evidence import load_fact_sheet
from drafter.drafting import (
    DraftObserver,
    draft_summary,
    main_topics,
    plan_summary,
    self_reference,
)
from drafter.model import ChatReply, ChatRequest, Usage, open_model
from drafter.prompting import (
    build_prefix,
    choose_exemplars,
    count_tokens,
    load_exemplars,
    load_pack,
)

NOTES = Path(__file__).parents[1] / "examples" / "township-2025.txt"


async def measure(notes: str, model_id: str) -> None:
    """Print the comparison."""
    sheet = load_fact_sheet([notes])
    plan = plan_summary(sheet)
    pack = load_pack("v1")
    choice = choose_exemplars(
        load_exemplars(),
        topics=main_topics(plan),
        level=sheet.level.value,
        count=pack.fixed_exemplars,
        budget_tokens=pack.max_prompt_tokens,
        count_tokens=count_tokens,
    )
    prefix = build_prefix(pack, choice.exemplars, we=self_reference(sheet))
    requests: list[ChatRequest] = []

    def keep(_paragraph: str, request: ChatRequest, _reply: ChatReply) -> None:
        requests.append(request)

    model = await open_model(model_id)
    await model.warm(prefix)
    began = time.monotonic()
    draft = await draft_summary(
        sheet,
        plan,
        model=model,
        pack=pack,
        prefix=prefix,
        exemplars=[(item.id, item.prose) for item in choice.exemplars],
        seed=1,
        observer=DraftObserver(on_reply=keep),
    )
    whole = time.monotonic() - began
    await model.aclose()

    model = await open_model(model_id)
    await model.warm(prefix)
    waiting = list(reversed(requests))
    usage = Usage()

    async def work() -> None:
        nonlocal usage
        while waiting:
            usage += (await model.reply(waiting.pop())).usage

    began = time.monotonic()
    await asyncio.gather(*(work() for _ in range(model.concurrency)))
    raw = time.monotonic() - began
    await model.aclose()
    print(f"model {model_id}, {len(requests)} requests, {usage.completion} tokens written")
    print(f"draft {whole:.1f} s, raw engine {raw:.1f} s, ratio {whole / raw:.2f}")
    print(f"cached share of prompt tokens {draft.usage.cached / draft.usage.prompt:.0%}")


def main() -> None:
    """Parse the arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("notes", nargs="?", default=str(NOTES))
    parser.add_argument("--model", default="qwen2.5-1.5b")
    arguments = parser.parse_args()
    asyncio.run(measure(arguments.notes, arguments.model))


if __name__ == "__main__":
    main()
