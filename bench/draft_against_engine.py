"""How much longer a whole draft takes than the raw engine needs for the same requests.

Usage: python bench/draft_against_engine.py [NOTES] [--model ID] [--rounds N]. Every run starts a
fresh engine with a warmed prefix; a draft and the same requests raw, with the same concurrency,
take turns. Reported: the medians of both times, of the token rates' ratio, and of the share of
cached prompt tokens.
"""

import argparse
import asyncio
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One draft and its requests raw."""

    whole: float
    raw: float
    rate: float
    cached: float
    requests: int
    written: int


async def measure(notes: str, model_id: str) -> Round:
    """Write one draft, then send its requests again raw."""
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
    return Round(
        whole=whole,
        raw=raw,
        rate=(draft.usage.completion / whole) / (usage.completion / raw),
        cached=draft.usage.cached / draft.usage.prompt,
        requests=len(requests),
        written=draft.usage.completion,
    )


def main() -> None:
    """Parse the arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("notes", nargs="?", default=str(NOTES))
    parser.add_argument("--model", default="qwen2.5-1.5b")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    rounds = [
        asyncio.run(measure(arguments.notes, arguments.model)) for _ in range(arguments.rounds)
    ]
    whole, raw = (median(r.whole for r in rounds), median(r.raw for r in rounds))
    print(f"model {arguments.model}, {len(rounds)} rounds")
    print(f"{rounds[0].requests} requests, {rounds[0].written} tokens written")
    print(f"draft {whole:.1f} s, raw engine {raw:.1f} s")
    print(f"token rate against the raw engine's {median(r.rate for r in rounds):.0%}")
    print(f"cached share of prompt tokens {median(r.cached for r in rounds):.0%}")


if __name__ == "__main__":
    main()
