"""Whole sets of notes, in many hands, leave no speech in what is told plainly."""

from pathlib import Path

import pytest

from drafter.commands.evidence import load_fact_sheet
from drafter.drafting.listing import plain_list
from drafter.drafting.plain import plain_paragraph, plain_sentence
from drafter.drafting.summary import materials_by_id
from drafter.facts import Role, build_fact_sheet
from drafter.intake import notes_from_text
from drafter.verifying.style import lint_prose

CASES = Path(__file__).parents[1] / "cases" / "drafting"
# 征集58 圆了55 is read as 58 yuan, so that no rule may touch the words around it.
KNOWN = {"n4-street-ledger": {"圆了5"}}


@pytest.mark.parametrize("path", sorted(CASES.rglob("*.txt")), ids=lambda path: path.stem)
def test_no_speech_is_left_in_plain_sentences(path: Path) -> None:
    """What the linter would find in a draft is found here without one."""
    told = [item for item in materials_by_id(load_fact_sheet([str(path)])).values() if item.text]
    results = [item for item in told if item.activity.role is Role.RESULT]
    lists = [
        [item for item in told if item.activity.role is role] for role in (Role.PROBLEM, Role.PLAN)
    ]
    text = "\n".join([plain_paragraph(results), *map(plain_list, lists)])

    found = {item.text for item in lint_prose(text) if item.kind in {"colloquial", "punctuation"}}

    assert results
    assert found == KNOWN.get(path.stem, set())


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("趣味运动会有9场，参加的妇女说是1500多人", "参加的妇女"),
        ("开动员会，到了52人，妇联和村小组长都来", "村小组长都来"),
        ("积分兑换，63户来换，换走洗衣液88瓶", "63户来换"),
        ("四点半课堂收30娃", "30名儿童"),
        ("茶话会1 到26人", "茶话会1"),
    ],
)
def test_words_that_only_look_like_others_are_left_alone(line: str, told: str) -> None:
    """参加的 is no verb to move, 都来 and 来换 are nobody, 1 到26人 is no range."""
    sheet = build_fact_sheet([notes_from_text(f"锦绣社区妇联2025年工作\n走访40户\n{line}")])
    said = plain_sentence(list(materials_by_id(sheet).values())[1])

    assert told in said
    assert "1到26" not in said
