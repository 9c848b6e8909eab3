"""What even plain sentences get wrong is said in other forms, and no form says what was hidden."""

import asyncio
from dataclasses import replace

from drafter.document import render_text
from drafter.drafting import Draft, draft_summary, plan_summary
from drafter.drafting.material import Material
from drafter.drafting.summary import materials_by_id
from drafter.facts import build_fact_sheet
from drafter.intake import notes_from_text
from drafter.prompting import load_pack

NOTES = "石桥镇妇联2025年工作\n农闲培训妇女60人\n慰问老人20人，帮扶2户\n"


def drafted(wrong: str, *, protected: bool = False) -> Draft:
    """Draft with a material that some rule of wording spoiled."""
    sheet = build_fact_sheet([notes_from_text(NOTES)])
    materials: dict[str, Material] = dict(materials_by_id(sheet))
    name = next(key for key, item in materials.items() if "60人" in item.text)
    materials[name] = replace(materials[name], text=wrong, protected=protected)
    return asyncio.run(
        draft_summary(
            sheet, plan_summary(sheet), model=None, pack=load_pack("v1"), materials=materials
        )
    )


def test_a_line_that_a_rule_spoiled_is_told_as_the_facts_have_it() -> None:
    """Whatever became of 60人 on the way, the document states what the facts hold."""
    draft = drafted("农闲培训妇女66人")

    assert not draft.verification.flagged
    assert not draft.verification.missing
    assert "66" not in render_text(draft.document)


def test_no_form_brings_back_what_was_hidden() -> None:
    """培训妇女 is not in the told words, so it may be a name or a story; then 60人 stays unsaid."""
    draft = drafted("有关人员66人", protected=True)

    assert "培训妇女" not in render_text(draft.document)
