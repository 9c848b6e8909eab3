"""Run packs × models × cases × repeats, A and B interleaved, from kept replies where there are any.

The pipeline itself is run, with the model behind ``KeepingModel``; so a second run costs no call
and a new scorer judges old replies.
"""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from drafter.document import render_text
from drafter.drafting import (
    Composed,
    Origin,
    ParagraphPlan,
    Plan,
    SectionPlan,
    draft_summary,
    materials_by_id,
    plan_summary,
    required_facts,
    self_reference,
)
from drafter.drafting.polishing import polish
from drafter.drafting.summary import DraftObserver
from drafter.errors import ModelError
from drafter.evaluating.replies import KeepingModel, KeptReplies
from drafter.evaluating.scoring import Score, score_prose
from drafter.evaluating.suites import Case, Suite
from drafter.facts import FactSheet, Role
from drafter.model import ChatReply, ChatRequest, Model, Usage
from drafter.prompting import Exemplar, Pack, build_prefix
from drafter.verifying import Verifier

__all__ = ["Arm", "Row", "run_suite"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arm:
    """One side of a comparison: a pack with its exemplars on a model.

    ``sheet_of`` turns a case's notes into facts; the shell wires it (intake and facts).
    """

    name: str
    pack: Pack
    exemplars: tuple[Exemplar, ...]
    model: Model
    endpoint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The result of one case, arm and repeat.

    Attributes:
        scores: Of the first replies (before any repair), by name.
        delivered_ok: Whether what was delivered has no flagged and no missing figure.
        first_pass: Whether every first reply needed no repair.
        error: Why there is no result; "" when there is one. Errored rows are run again.
        first: First replies, polished, in document order.
        delivered: What would be delivered.
        findings: What the verifier flagged in the delivered text (must be empty).
    """

    case: str
    arm: str
    repeat: int
    tags: tuple[str, ...] = ()
    scores: tuple[Score, ...] = ()
    delivered_ok: bool = False
    first_pass: bool = False
    error: str = ""
    first: str = ""
    delivered: str = ""
    findings: tuple[str, ...] = ()
    prompts: tuple[str, ...] = ()
    usage: Usage = field(default_factory=Usage)
    calls: int = 0

    def value(self, name: str) -> float | None:
        """Return one score's value, None where it was not scored."""
        if name == "first_pass":
            return float(self.first_pass) if not self.error else None
        for score in self.scores:
            if score.name == name:
                return score.value
        return None


async def run_suite(
    suite: Suite,
    arms: Sequence[Arm],
    *,
    kept: KeptReplies,
    sheet_of: Callable[[Case], FactSheet],
    repeats: int = 1,
    concurrency: int | None = None,
    max_tokens: int | None = None,
    on_row: Callable[[Row], None] | None = None,
    fail_fast: bool = False,
) -> list[Row]:
    """Run every case on every arm and return the rows in a fixed order.

    Args:
        suite: The cases.
        arms: One or more; their calls are interleaved case by case.
        kept: Replies kept so far; grows.
        sheet_of: Facts of a case.
        repeats: Repeats of each case.
        concurrency: Cases side by side; the model's own bound when None.
        max_tokens: Stop starting cases once this many tokens were used.
        on_row: Told of each row as it is done.
        fail_fast: Stop starting cases after the first delivered draft that does not hold.
    """
    jobs = [
        (case, arm, repeat) for repeat in range(repeats) for case in suite.cases for arm in arms
    ]
    rows: dict[tuple[str, str, int], Row] = {}
    waiting = list(reversed(jobs))
    used = 0
    stop = False

    async def work() -> None:
        nonlocal used, stop
        while waiting and not stop:
            case, arm, repeat = waiting.pop()
            row = await _run_case(case, arm, repeat, kept, sheet_of)
            rows[case.id, arm.name, repeat] = row
            used += row.usage.prompt + row.usage.completion if row.calls else 0
            if on_row is not None:
                on_row(row)
            if (max_tokens is not None and used >= max_tokens) or (
                fail_fast and not row.delivered_ok
            ):
                stop = True

    width = concurrency or min(arm.model.concurrency for arm in arms)
    await asyncio.gather(*(work() for _ in range(max(1, width))))
    return [
        rows[case.id, arm.name, repeat]
        for case, arm, repeat in jobs
        if (case.id, arm.name, repeat) in rows
    ]


async def _run_case(
    case: Case,
    arm: Arm,
    repeat: int,
    kept: KeptReplies,
    sheet_of: Callable[[Case], FactSheet],
) -> Row:
    model = KeepingModel(arm.model, kept, endpoint=arm.endpoint, repeat=repeat)
    sheet = sheet_of(case)
    plan = plan_summary(sheet) if case.kind == "draft" else _single_paragraph(sheet)
    firsts: dict[str, str] = {}
    prompts: list[str] = []
    composed: dict[str, Composed] = {}

    def on_reply(paragraph_id: str, request: ChatRequest, reply: ChatReply) -> None:
        prompts.append(request.turns[-1].content)
        firsts.setdefault(paragraph_id, polish(reply.text))

    began = time.monotonic()
    try:
        draft = await draft_summary(
            sheet,
            plan,
            model=model,
            pack=arm.pack,
            prefix=build_prefix(arm.pack, arm.exemplars, we=self_reference(sheet)),
            exemplars=[(item.id, item.prose) for item in arm.exemplars],
            seed=1 + repeat,
            observer=DraftObserver(
                on_reply=on_reply,
                on_paragraph=lambda item, done: composed.__setitem__(item.id, done),
            ),
        )
    except ModelError as error:
        return Row(case=case.id, arm=arm.name, repeat=repeat, tags=case.tags, error=str(error))
    if draft.failure:
        return Row(case=case.id, arm=arm.name, repeat=repeat, tags=case.tags, error=draft.failure)
    seconds = time.monotonic() - began
    first = "\n".join(firsts[item.id] for item in plan.paragraphs if item.id in firsts)
    chosen = {name for item in plan.paragraphs for name in item.activity_ids}
    own = replace(sheet, activities=tuple(item for item in sheet.activities if item.id in chosen))
    required = required_facts(own)
    scores = score_prose(
        first,
        Verifier(own, exemplars=[(item.id, item.prose) for item in arm.exemplars]).verify(first),
        len(required),
        sheet=own,
        reference=case.reference,
        corpus=[item.prose for item in arm.exemplars],
    )
    parts = list(draft.composed.values())
    chars = sum(len(item.text) for item in parts) or 1
    scores += [
        Score(
            name="plain_share",
            value=sum(item.plain_chars for item in parts) / chars,
            reason="",
            n=len(parts),
        ),
        Score(
            name="attempts",
            value=sum(item.attempts for item in parts) / max(len(parts), 1),
            reason="",
            n=len(parts),
        ),
        Score(name="seconds", value=seconds, reason="", n=1),
        Score(
            name="completion_tokens", value=float(draft.usage.completion), reason="", n=len(parts)
        ),
    ]
    return Row(
        case=case.id,
        arm=arm.name,
        repeat=repeat,
        tags=case.tags,
        scores=tuple(scores),
        delivered_ok=draft.verification.ok and not draft.verification.missing,
        first_pass=all(item.origin == Origin.MODEL for item in parts),
        first=first,
        delivered=render_text(draft.document),
        findings=tuple(f"{item.figure.text}：{item.reason}" for item in draft.verification.flagged)
        + tuple(f"漏写 {fact.label}{fact.figure.text}" for fact in draft.verification.missing),
        prompts=tuple(prompts),
        usage=draft.usage,
        calls=model.calls,
    )


def _single_paragraph(sheet: FactSheet) -> Plan:
    """Return a plan of one paragraph with everything that the notes tell."""
    told = materials_by_id(sheet)
    role = sheet.activities[0].role if sheet.activities else Role.RESULT
    paragraph = ParagraphPlan(
        id="1.1",
        topic=sheet.activities[0].topics[0] if sheet.activities else "T99",
        activity_ids=tuple(item.id for item in sheet.activities if told[item.id].text),
    )
    return Plan(sections=(SectionPlan(heading="评测段落", role=role, paragraphs=(paragraph,)),))
