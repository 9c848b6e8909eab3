"""A model without a model, and small suites, for tests of the evaluation."""

import asyncio
import random
from collections.abc import Callable, Sequence
from pathlib import Path

from drafter.drafting import required_facts
from drafter.errors import ModelError
from drafter.evaluating.answering import case_sheet
from drafter.evaluating.arms import Arm
from drafter.evaluating.replies import Endpoint
from drafter.evaluating.rows import Row, Score
from drafter.evaluating.suites import Case, CaseKind, Suite
from drafter.model import ChatReply, ChatRequest, ChatTurn, Usage
from drafter.prompting import load_pack

__all__ = ["EchoModel", "make_arm", "make_case", "make_row", "make_suite"]


class EchoModel:
    """Repeats the notes' lines as one sentence: every figure stands, nothing is added.

    Args:
        spoil: Changes a reply; gets the prose and a random source seeded by request and seed.
        fails: How many calls fail before the first answer; -1 never answers.
        on_call: Told of every call as it begins.
    """

    name = "echo"
    takes_grammar = False
    concurrency = 4

    def __init__(
        self,
        *,
        spoil: Callable[[str, random.Random], str] = lambda text, _: text,
        fails: int = 0,
        on_call: Callable[[int], None] = lambda _: None,
    ) -> None:
        self.calls = 0
        self._spoil = spoil
        self._fails = fails
        self._on_call = on_call

    async def reply(
        self, request: ChatRequest, *, on_text: Callable[[str], None] | None = None
    ) -> ChatReply:
        """Answer after letting others run."""
        self.calls += 1
        number = self.calls
        self._on_call(number)
        await asyncio.sleep(0)
        if self._fails < 0 or number <= self._fails:
            raise ModelError("连不上模型。", retryable=True, kind="connect")
        content = request.turns[-1].content
        lines = [line.strip() for line in content.splitlines()]
        told = [line.rstrip("。") for line in lines if line and not line.endswith("：")]
        rng = random.Random(f"{content}|{request.seed}")
        text = self._spoil("，".join(told) + "。", rng)
        if on_text is not None:
            on_text(text)
        return ChatReply(
            text=text, finish="stop", usage=Usage(prompt=100, completion=50), seconds=0.25
        )

    async def count_tokens(self, text: str) -> int:
        """One a character."""
        return len(text)

    async def warm(self, turns: Sequence[ChatTurn]) -> None:
        """Nothing to warm."""

    async def aclose(self) -> None:
        """Nothing to close."""


def make_case(case_id: str = "c1", notes: str = "举办讲座4场，参加320人次", **more: object) -> Case:
    values: dict[str, object] = {"org": "柳河镇妇联", "period": "2025"} | more
    return Case(
        id=case_id, kind=CaseKind(str(values.pop("kind", "paragraph"))), notes=notes, **values
    )  # type: ignore[arg-type] # names as in Case


def make_suite(count: int = 6) -> Suite:
    """Return a suite of paragraphs whose figures all differ."""
    cases = tuple(
        make_case(f"c{number}", f"举办讲座{number + 2}场，参加{310 + number}人次")
        for number in range(count)
    )
    for case in cases:
        assert len(required_facts(case_sheet(case))) == 2
    return Suite(id="small", purpose="tests", cases=cases)


def make_arm(model: EchoModel | None = None, *, pack: str | Path = "v1", name: str = "A") -> Arm:
    """Return an arm without exemplars."""
    model = model or EchoModel()
    return Arm(
        id=name,
        pack=load_pack(str(pack)),
        pool=(),
        model=model,
        endpoint=Endpoint("loopback echo", model.concurrency),
    )


def make_row(
    case: str,
    *,
    arm: str = "A",
    repeat: int = 0,
    passed: bool = True,
    error: str = "",
    fabricated: tuple[str, ...] = (),
    **scores: float,
) -> Row:
    """Return a row with the given scores; precision and recall are 1 unless given."""
    values = {"precision": 1.0, "recall": 1.0} | scores
    return Row(
        case=case,
        arm=arm,
        repeat=repeat,
        first_pass=passed and not error,
        error=error,
        fabricated=fabricated,
        scores=()
        if error
        else tuple(Score(name=name, value=value) for name, value in values.items()),
        first=f"{case} 的回复{'' if passed else '，错了'}。",
    )
