"""A model turn: what the user asks for reaches the model, whatever the engine can do."""

import asyncio

import pytest

from drafter.drafting import prepare_summary
from drafter.refining.commands import AskModel
from drafter.refining.rewriting import TurnObserver, rewrite_parts
from drafter.refining.sheets import sheet_of
from tests.fakes import ScriptedModel
from tests.refining.makers import first_state


@pytest.mark.parametrize("takes_grammar", [True, False])
def test_what_the_user_asks_for_is_in_the_prompt(takes_grammar: bool) -> None:  # noqa: FBT001 # a case
    """Engines with a grammar write by clauses otherwise, and a clause cannot follow a request."""
    state = first_state()
    part = next(item for item in state.text.paragraphs if "3200份" in item.text)
    model = ScriptedModel(lambda _: part.text, takes_grammar=takes_grammar)
    task = AskModel(parts=(part.id,), request="语气再朴实些", sample=0)
    observer = TurnObserver(
        on_part=lambda _: None, on_text=lambda _: None, on_reply=lambda *_: None
    )

    prepared = prepare_summary(sheet_of(state.facts_yaml), prompts="v1")
    asyncio.run(rewrite_parts(task, state, prepared, model, observer))

    first = model.requests[0].turns[-1].content
    assert "语气再朴实些" in first
    assert part.text in first
