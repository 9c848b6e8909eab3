"""Scores say what is wrong with a first reply and why, and never average the unknown."""

from dataclasses import replace

import pytest

from drafter.evaluating.answering import case_plan, case_sheet
from drafter.evaluating.rows import DIRECTIONS, Score
from drafter.evaluating.scoring import FirstReplies, score_firsts
from drafter.evaluating.suites import CaseKind
from drafter.facts import Role
from tests.evaluating.makers import make_case

NOTES = "举办招聘会1场，来了23家企业，提供岗位410个，达成意向132人"
RIGHT = "举办招聘会1场，23家企业参加，提供岗位410个，达成意向132人。"


def score(text: str, notes: str = NOTES, *, reference: str = "") -> FirstReplies:
    case = make_case(notes=notes)
    sheet = case_sheet(case)
    return score_firsts(sheet, case_plan(case, sheet), {"1.1": text}, reference=reference)


def one(result: FirstReplies, name: str) -> Score:
    return next(item for item in result.scores if item.name == name)


def test_a_faithful_reply_passes_with_full_marks() -> None:
    """The upper end of the scale must be reachable."""
    result = score(RIGHT, reference=RIGHT)

    assert result.passed
    assert one(result, "precision").value == 1.0
    assert one(result, "recall").value == 1.0
    assert one(result, "coverage").value == 1.0
    assert one(result, "chrf").value == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("text", "name", "value", "reason"),
    [
        pytest.param(RIGHT.replace("，提供岗位410个", ""), "recall", 0.75, "410个", id="left-out"),
        pytest.param(RIGHT.replace("410个", "510个"), "unsupported", 1.0, "510个", id="made-up"),
        pytest.param(
            RIGHT.replace("410个", "甲个").replace("132人", "410人").replace("甲", "132"),
            "precision",
            0.5,
            "410人",
            id="swapped",
        ),
        pytest.param(RIGHT.replace("132人", "不到132人"), "wrong_hedge", 1.0, "132人", id="hedged"),
        pytest.param(f"- {RIGHT}", "structure", 1.0, "列表", id="listed"),
        pytest.param(RIGHT.rstrip("。"), "structure", 1.0, "没有写完", id="unfinished"),
    ],
)
def test_a_fault_lowers_its_score_and_is_named(
    text: str, name: str, value: float, reason: str
) -> None:
    """A number without a reason helps nobody to mend a prompt."""
    result = score(text)

    assert one(result, name).value == pytest.approx(value)
    assert reason in one(result, name).reason


def test_what_cannot_be_scored_is_unknown_and_says_why() -> None:
    """A case without reference or figures must not count as zero or as one."""
    result = score("协助做好防溺水巡查。", "协助做好防溺水巡查")

    assert one(result, "recall").value is None
    assert one(result, "recall").reason
    assert one(result, "chrf").value is None


def test_chrf_is_what_sacrebleu_computes() -> None:
    """Value from sacrebleu 2.6 (sentence_chrf, defaults) for the same pair, over 100."""
    result = score("举办招聘会一场，企业23家。", reference=RIGHT)

    assert one(result, "chrf").value == pytest.approx(0.1608, abs=0.0005)


def test_marks_point_at_the_figures() -> None:
    """The report colours by them."""
    result = score(RIGHT.replace("410个", "510个"))

    texts = {result.shown[start:end]: status for start, end, status in result.marks}

    assert texts["510个"] == "unsupported"
    assert texts["132人"] == "supported"


def test_every_score_has_a_direction() -> None:
    """A score that the comparison does not know would be dropped silently."""
    assert {item.name for item in score(RIGHT).scores} <= set(DIRECTIONS)


def test_a_plan_is_judged_as_a_plan() -> None:
    """In a draft it stands behind a lead that says so; alone it would read as work done."""
    notes = "培训家政员1期35人\n明年打算：办烘焙培训3期，发展微家5个"
    case = replace(make_case(notes=notes), kind=CaseKind.DRAFT)
    sheet = case_sheet(case)
    plan = case_plan(case, sheet)
    planned = next(section for section in plan.sections if section.role is Role.PLAN)
    name = planned.paragraphs[0].id

    result = score_firsts(sheet, plan, {name: "一是举办烘焙培训3期；二是发展微家5个。"})
    wrong = score_firsts(sheet, plan, {name: "一是举办烘焙培训4期；二是发展微家5个。"})

    assert one(result, "precision").value == 1.0
    assert [result.shown[start:end] for start, end, _ in result.marks] == ["3期", "5个"]
    assert one(wrong, "precision").value == pytest.approx(0.5)


def test_the_opening_of_the_outline_is_no_claim_of_the_model() -> None:
    """Every draft's first paragraph begins with words that were put there by rule."""
    case = make_case(notes=NOTES)
    sheet = case_sheet(case)
    plan = case_plan(case, sheet)
    lead = "围绕提升妇女素质，"
    section = plan.sections[0]
    paragraph = replace(section.paragraphs[0], lead=lead)
    led = replace(plan, sections=(replace(section, paragraphs=(paragraph,)),))

    assert one(score_firsts(sheet, led, {"1.1": lead + RIGHT}), "claims").value == 0.0
    assert one(score_firsts(sheet, plan, {"1.1": lead + RIGHT}), "claims").value == 1.0
