"""The three ways to have a model write hold the same promise."""

import asyncio
import json

import pytest

from drafter.document import render_text
from drafter.drafting import Draft, Way, draft_summary, plan_summary
from drafter.drafting.summary import materials_by_id
from drafter.drafting.ways import frame_of, phrase_grammar, render_plan, text_of
from drafter.facts import build_fact_sheet
from drafter.figures import find_figures
from drafter.intake import notes_from_text
from drafter.prompting import load_pack
from drafter.verifying import Verifier
from tests.drafting.test_summary import MODELS, NOTES
from tests.fakes import ScriptedModel

FACTS = build_fact_sheet([notes_from_text(NOTES)])
PLANS = {
    "good": json.dumps({"wordings": [[1], [0], [1]], "links": [0, 1, 2], "closing": ""}),
    "invented-closing": json.dumps({"wordings": [], "closing": "受到县委领导高度评价和肯定"}),
    "figure-in-closing": json.dumps({"wordings": [], "closing": "全年共计服务妇女九百余人"}),
    "out-of-range": json.dumps({"wordings": [[9, -1, "x"], 5], "links": [7, None]}),
    "no-json": "{wordings: [[0]]",
    "wrong-type": json.dumps({"wordings": {"a": 1}, "links": 3, "closing": 5}),
}


def drafted(model: ScriptedModel, way: Way) -> Draft:
    return asyncio.run(
        draft_summary(FACTS, plan_summary(FACTS), model=model, pack=load_pack("v1"), way=way)
    )


@pytest.mark.parametrize("way", list(Way))
@pytest.mark.parametrize("name", sorted(MODELS))
def test_no_model_can_break_the_promise_in_any_way(name: str, way: Way) -> None:
    """Whatever way is taken, the draft verifies and states everything."""
    draft = drafted(ScriptedModel(MODELS[name], takes_grammar=way is Way.PHRASES), way)
    answer = Verifier(FACTS).verify(render_text(draft.document))

    assert [item.figure.text for item in answer.flagged] == []
    assert [item.figure.text for item in answer.missing] == []


@pytest.mark.parametrize("name", sorted(PLANS))
def test_no_plan_can_break_the_promise(name: str) -> None:
    """A plan only chooses; what it adds of its own is cut unless the notes bear it."""
    draft = drafted(ScriptedModel(lambda _: PLANS[name]), Way.PLAN)
    text = render_text(draft.document)
    answer = Verifier(FACTS).verify(text)

    assert [item.figure.text for item in answer.flagged] == []
    assert [item.figure.text for item in answer.missing] == []
    assert "高度评价" not in text
    assert "九百" not in text


def test_the_way_taken_is_told_as_the_guarantee() -> None:
    """Who signs must be able to see how each paragraph's figures were held."""
    draft = drafted(ScriptedModel(lambda _: PLANS["good"]), Way.PLAN)

    assert "plan" in {item.guarantee for item in draft.composed.values()}


def test_a_plan_that_chooses_nothing_reads_as_the_frame() -> None:
    """What is absent counts as the first wording, so that no clause can be lost."""
    materials = [item for item in materials_by_id(FACTS).values() if item.facts][:2]
    frame = frame_of(materials, "")

    assert render_plan('{"wordings": []}', frame) == text_of(frame)


def test_a_grammar_holds_every_figure_of_its_activities() -> None:
    """Only what stands in the grammar can come out; so all of it must be there."""
    materials = [item for item in materials_by_id(FACTS).values() if item.facts][:3]
    grammar = phrase_grammar(frame_of(materials, ""))
    said = {found.value for found in find_figures(grammar)}

    assert all(fact.figure.value in said for item in materials for fact in item.facts)


def test_only_what_is_of_one_line_of_work_is_linked() -> None:
    """清理楼道…。同时，举办培训… claims that two things belong together that do not."""
    notes = "青石村妇联2025年工作\n举办面点培训2期60人\n举办月嫂培训1期24人\n清理垃圾12车"
    sheet = build_fact_sheet([notes_from_text(notes)])
    told = [materials_by_id(sheet)[item.id] for item in sheet.activities if "2025" not in item.text]

    assert frame_of(told, "").links == ("", "同时，", "")
    assert "此外" not in phrase_grammar(frame_of(told, ""))
