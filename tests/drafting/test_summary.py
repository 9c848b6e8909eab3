"""The promise, whatever the model does: no unsupported figure, nothing of the facts left out."""

import asyncio
import random

import pytest

from drafter.document import render_text
from drafter.drafting import Draft, draft_summary, plan_summary, required_facts
from drafter.errors import ModelError
from drafter.facts import FactSheet, build_fact_sheet
from drafter.figures import find_figures
from drafter.intake import notes_from_text
from drafter.prompting import load_pack
from drafter.verifying import Verifier
from drafter.verifying.style import lint_prose
from tests.fakes import ScriptedModel

NOTES = """\
青石乡妇联2025年工作记录
维权周摆摊2场 发资料3200份 咨询180人次
全年接待来访46件，调处成功43件，转法律援助3件
家政培训2期60人
养殖培训3期145人次
六一慰问留守儿童71名，送书包71个
春节走访困难妇女36户，慰问金每户500元，共1.8万元
美丽庭院 创建示范户120户
换届选出执委154人，其中主席14名
存在问题：
1、活动经费紧张，全年只有3万元
2、外出务工妇女多
明年打算：
1、再办培训6期
"""


def sheet() -> FactSheet:
    return build_fact_sheet([notes_from_text(NOTES)])


def drafted(model: ScriptedModel | None, facts: FactSheet | None = None) -> Draft:
    facts = facts or sheet()
    return asyncio.run(draft_summary(facts, plan_summary(facts), model=model, pack=load_pack("v1")))


def lines_of(prompt: str) -> list[str]:
    body = prompt.split("注意：", maxsplit=1)[0]
    return [line for line in body.splitlines() if line and not line.startswith("工作记录")]


def echoing(prompt: str) -> str:
    return "，".join(lines_of(prompt)) + "。"


def lying(prompt: str) -> str:
    rng = random.Random(prompt)
    text = echoing(prompt)
    for figure in reversed(find_figures(text)):
        if rng.random() < 0.5:
            text = text[: figure.start] + f"{rng.randint(2, 9999)}人" + text[figure.end :]
    return text + "全部办结，满意率达98%，受到县委领导一致好评。"


MODELS = {
    "echo": echoing,
    "lies": lying,
    "empty": lambda _: " ",
    "markdown": lambda prompt: "# 总结\n" + "\n".join(f"- **{x}**" for x in lines_of(prompt)),
    "refuses": lambda _: "对不起，作为人工智能，我不能回答。",
    "english": lambda _: "The federation held 12 trainings for 680 women.",
    "digits": lambda _: "1234567890" * 30,
    "another-report": lambda _: "举办培训班99期，培训妇女8888人次，发放资料7777份。",
    "drops-all": lambda _: "各项工作有序开展。",
    "echoes-task": lambda _: "上一稿的问题已经改正，现重写如下。",
    "dies": lambda _: ModelError("连不上。", retryable=False, kind="connect"),
}


@pytest.mark.parametrize("name", sorted(MODELS))
@pytest.mark.parametrize("takes_grammar", [True, False])
def test_no_model_can_break_the_promise(name: str, takes_grammar: bool) -> None:  # noqa: FBT001 # a case
    """Weak, wrong, hostile or absent: the delivered draft verifies and states everything."""
    facts = sheet()

    draft = drafted(ScriptedModel(MODELS[name], takes_grammar=takes_grammar), facts)
    answer = Verifier(facts).verify(render_text(draft.document))

    assert [item.figure.text for item in answer.flagged] == []
    assert [item.figure.text for item in answer.missing] == []
    assert not draft.interrupted


@pytest.mark.parametrize("name", sorted(MODELS))
def test_no_model_can_bring_markdown_or_lists_into_the_document(name: str) -> None:
    """The issue that made the naive way useless: lists instead of prose."""
    draft = drafted(ScriptedModel(MODELS[name]))

    kinds = {finding.kind for finding in lint_prose(render_text(draft.document))}

    assert "markdown" not in kinds
    assert all(line[:1] not in "-*#" for line in render_text(draft.document).splitlines() if line)


def test_without_a_model_every_sentence_is_plain_and_true() -> None:
    """The promise may not rest on a model being there."""
    draft = drafted(None)

    assert {section.origin for section in draft.sections} == {"plain"}
    assert draft.verification.ok
    assert draft.verification.missing == ()
    assert draft.failure == ""


def test_a_faithful_model_is_left_as_it_writes() -> None:
    """Repair that touches good prose makes it worse."""
    draft = drafted(ScriptedModel(echoing))

    assert sum(section.origin == "model" for section in draft.sections) >= len(draft.sections) / 2


def test_a_dead_model_says_so_and_costs_nothing_else() -> None:
    """Exit code 3 rests on this: what it could not write is completed, and the user is told."""
    draft = drafted(ScriptedModel(MODELS["dies"]))

    assert draft.failure == "连不上。"
    assert draft.verification.missing == ()


def test_figures_in_conflict_are_not_stated() -> None:
    """Which of the two is right only a person can say."""
    facts = build_fact_sheet(
        [notes_from_text("青石乡妇联2025年\n科技培训12期680人次\n科技培训12期608人次\n走访36户")]
    )

    text = render_text(drafted(None, facts).document)

    assert facts.conflicts
    assert "680" not in text
    assert "608" not in text
    assert "36户" in text


def test_a_telephone_number_never_reaches_document_or_model() -> None:
    """What is marked omit is for the notes' owner only."""
    facts = build_fact_sheet(
        [notes_from_text("青石乡妇联2025年\n走访困难妇女36户\n联系人电话 13800001234")]
    )
    model = ScriptedModel(echoing)

    text = render_text(drafted(model, facts).document)

    assert "13800001234" not in text
    assert all("13800001234" not in request.turns[-1].content for request in model.requests)


def test_each_call_sees_only_its_own_activities() -> None:
    """A figure that a call does not see cannot wander into its paragraph."""
    model = ScriptedModel(echoing)
    facts = sheet()

    drafted(model, facts)
    longest = max(len(lines_of(request.turns[-1].content)) for request in model.requests)

    assert longest <= 3
    assert len(required_facts(facts)) > 15


def test_every_paragraph_is_kept_when_the_run_is_broken_off() -> None:
    """Ctrl-C saves what is finished and says that the rest is lacking."""
    from drafter.drafting import DraftObserver

    facts = sheet()
    plan = plan_summary(facts)

    async def run() -> Draft:
        observer = DraftObserver()
        observer.on_paragraph = lambda _plan, _composed: observer.stop.set()
        return await draft_summary(
            facts,
            plan,
            model=ScriptedModel(echoing, concurrency=1),
            pack=load_pack("v1"),
            observer=observer,
        )

    draft = asyncio.run(run())

    assert draft.interrupted
    assert 1 <= len(draft.composed) < len(plan.paragraphs)
    assert draft.verification.ok
