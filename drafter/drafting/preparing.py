"""Settle everything before the first call: plan, pack, exemplars and the prompt's fixed part.

Drafting, batches and refinement start from the same preparation, so that one session reads like
another whatever made it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from drafter.drafting.outline import self_reference
from drafter.drafting.planning import Plan, main_topics, plan_summary
from drafter.facts import FactSheet, Role
from drafter.model import ChatTurn
from drafter.prompting import (
    Exemplar,
    Pack,
    build_list_turns,
    build_prefix,
    build_turns,
    choose_exemplars,
    count_tokens,
    load_exemplars,
    load_pack,
)

__all__ = ["Prepared", "list_turns", "prepare_summary", "topic_exemplars"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """Everything that is settled before the first call.

    Attributes:
        sheet: The facts.
        plan: Sections and paragraphs.
        pack: Prompt templates and their parameters.
        exemplars: Those shown in every call.
        reasons: Why each exemplar was chosen, in Chinese.
        prefix: System turn and exemplars, the same for every call.
        list_turns: Exemplars of problems and of plans, shown where those are written.
        by_topic: Exemplars shown besides, in the calls of one topic; none unless the pack wants it.
        seed: Passed to the model.
        date: Date of signature, written out; "" leaves it open.
        length: Characters asked for; None leaves the length to the facts.
        last: Last year's facts, for comparisons; None without.
    """

    sheet: FactSheet
    plan: Plan
    pack: Pack
    exemplars: tuple[Exemplar, ...]
    reasons: tuple[str, ...]
    prefix: tuple[ChatTurn, ...]
    list_turns: dict[Role, tuple[ChatTurn, ...]]
    by_topic: dict[str, tuple[Exemplar, ...]]
    seed: int
    date: str
    length: int | None = None
    last: FactSheet | None = None

    @property
    def first_turns(self) -> tuple[ChatTurn, ...]:
        """What stands before the first call of a draft, for an engine to read beforehand."""
        return self.prefix

    @property
    def shown(self) -> tuple[tuple[str, str], ...]:
        """(id, prose) of all exemplars that are shown, for naming leaks."""
        besides = [item for items in self.by_topic.values() for item in items]
        return tuple((item.id, item.prose) for item in (*self.exemplars, *besides))

    @property
    def topic_turns(self) -> dict[str, tuple[ChatTurn, ...]]:
        """``by_topic`` as chat turns."""
        return {topic: build_turns(self.pack, items) for topic, items in self.by_topic.items()}


def prepare_summary(
    sheet: FactSheet,
    *,
    prompts: str,
    plan: Plan | None = None,
    seed: int = 1,
    date: str = "",
    length: int | None = None,
    last: FactSheet | None = None,
) -> Prepared:
    """Return what drafting needs besides a model.

    Args:
        sheet: The facts.
        prompts: Name or folder of the prompt pack.
        plan: An edited plan; None plans from the facts.
        seed: Passed to the model.
        date: Date of signature, written out.
        length: Characters asked for.
        last: Last year's facts.

    Raises:
        PromptError: The pack or an exemplar is broken.
    """
    pack = load_pack(prompts)
    plan = plan_summary(sheet) if plan is None else plan
    choice = choose_exemplars(
        load_exemplars(),
        topics=main_topics(plan),
        level=sheet.level.value,
        count=pack.fixed_exemplars,
        budget_tokens=pack.max_prompt_tokens,
        count_tokens=count_tokens,
    )
    return Prepared(
        sheet=sheet,
        plan=plan,
        pack=pack,
        exemplars=choice.exemplars,
        reasons=choice.reasons,
        list_turns=list_turns(load_exemplars(), pack, sheet),
        by_topic=topic_exemplars(load_exemplars(), pack, plan, sheet, choice.exemplars),
        prefix=build_prefix(pack, choice.exemplars, we=self_reference(sheet)),
        seed=seed,
        date=date,
        length=length,
        last=last,
    )


def list_turns(
    pool: Sequence[Exemplar], pack: Pack, sheet: FactSheet
) -> dict[Role, tuple[ChatTurn, ...]]:
    """Return the exemplars of problems and of plans as chat turns, chosen from a pool."""
    turns = {}
    for role, kind, topic in ((Role.PROBLEM, "problem", "T23"), (Role.PLAN, "plan", "T24")):
        choice = choose_exemplars(
            pool,
            topics=(topic,),
            level=sheet.level.value,
            count=1,
            budget_tokens=pack.max_prompt_tokens // 4,
            count_tokens=count_tokens,
            kind=kind,
        )
        turns[role] = build_list_turns(pack, choice.exemplars)
    return turns


def topic_exemplars(
    pool: Sequence[Exemplar],
    pack: Pack,
    plan: Plan,
    sheet: FactSheet,
    fixed: Sequence[Exemplar],
) -> dict[str, tuple[Exemplar, ...]]:
    """Return the exemplars that each topic of a plan is shown besides the fixed ones."""
    if not pack.topic_exemplars:
        return {}
    rest = [item for item in pool if item not in fixed]
    return {
        topic: choose_exemplars(
            rest,
            topics=(topic,),
            level=sheet.level.value,
            count=pack.topic_exemplars,
            budget_tokens=pack.max_prompt_tokens,
            count_tokens=count_tokens,
        ).exemplars
        for topic in dict.fromkeys(paragraph.topic for paragraph in plan.paragraphs)
    }
