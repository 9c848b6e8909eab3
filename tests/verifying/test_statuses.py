"""What each judgement rests on and how it is worded."""

from dataclasses import replace

import pytest

from drafter.facts import Use
from drafter.verifying import Status, Verifier, verification_to_json, verify
from tests.verifying.judged import sheet_of, statuses, verified

NOTES = (
    "柳河镇妇联2025年工作记录\n慰问困难妇女12户，每户500元\n"
    "接待来访26件，办结25件\n讲座上半年6场、下半年9场"
)


def test_support_leads_to_the_place_in_the_notes() -> None:
    """A click on a figure must show the very words that bear it."""
    checked = next(c for c in verified(NOTES, "办结来访25件。").figures)

    assert checked.support is not None
    assert NOTES[checked.support.start : checked.support.end] == "25件"
    assert checked.support.line == 3


@pytest.mark.parametrize(
    ("draft", "figure", "shown"),
    [
        ("全年举办讲座15场。", "15场", "6+9=15"),
        ("慰问12户，共发放慰问金6000元。", "6000元", "12×500=6000"),
        ("接待来访26件，办结率96.2%。", "96.2%", "25÷26=96.15%"),
        ("下半年讲座比上半年多3场。", "3场", "9-6=3"),
    ],
)
def test_a_derived_figure_shows_its_sum(draft: str, figure: str, shown: str) -> None:
    """An editor must be able to follow the sum without a calculator."""
    checked = next(c for c in verified(NOTES, draft).figures if c.figure.text == figure)

    assert checked.status is Status.DERIVED
    assert checked.reason == shown


def test_a_sum_that_the_wording_does_not_claim_is_no_derivation() -> None:
    """12 and 26 happen to make 38; nothing says that they should."""
    assert statuses(NOTES, "表彰先进38名。") == {"38名": "unsupported"}


def test_an_unsupported_figure_of_an_exemplar_is_a_leak_and_says_from_where() -> None:
    """A model that copies a sample's figure must be named with the sample."""
    exemplars = (("county-training", "培训妇女777人次。"),)
    (checked,) = verify("培训妇女777人次。", sheet_of(NOTES), exemplars=exemplars).figures

    assert checked.status is Status.LEAKED
    assert checked.support is not None
    assert checked.support.file == "county-training"
    assert "county-training" in checked.reason


def test_missing_is_what_the_draft_does_not_say() -> None:
    """Coverage counts a total's operands as said, and a share's not."""
    total = verified(NOTES, "慰问困难妇女12户，每户500元。全年讲座15场，接待来访26件，办结25件。")
    share = verified(NOTES, "办结率96.2%。")

    assert total.missing == ()
    assert {"26件", "25件"} <= {fact.figure.text for fact in share.missing}


def test_private_and_disputed_facts_are_not_missing_but_may_be_said() -> None:
    """A telephone number is not for a summary, and a clash waits for a person."""
    sheet = sheet_of(NOTES)
    first = sheet.activities[0]
    private = replace(first, facts=tuple(replace(fact, use=Use.OMIT) for fact in first.facts))
    verification = Verifier(replace(sheet, activities=(private,))).verify("慰问困难妇女12户。")

    assert verification.ok
    assert verification.missing == ()


def test_the_json_is_as_the_contract_says() -> None:
    """Scripts read these keys."""
    form = verification_to_json(verified(NOTES, "接待来访27件，联合县公安局宣讲。"), id="x")

    assert list(form) == ["id", "ok", "figures", "missing", "warnings"]
    assert form["ok"] is False
    assert list(form["figures"][0]) == [
        "text", "start", "end", "kind", "value", "unit", "qualifier", "per",
        "status", "ok", "support", "reason",
    ]  # fmt: skip
    assert set(form["figures"][0]["support"]) == {"text", "start", "end", "source"}
    assert list(form["warnings"][0]) == ["text", "start", "end", "kind", "reason"]


def test_the_reports_own_dates_need_no_fact() -> None:
    """The year of the title and the date below the signature are the document's, not the notes'."""
    draft = "柳河镇妇联2025年工作总结\n接待来访26件。\n柳河镇妇联\n2026年1月5日"

    assert set(statuses(NOTES, draft).values()) == {"supported"}


def test_a_date_that_closes_no_document_is_checked() -> None:
    """Only an org line and a full date at the very end are a signature."""
    assert statuses(NOTES, "2026年1月5日，接待来访26件。")["2026年1月5日"] == "unsupported"


def test_a_verifier_may_be_used_again() -> None:
    """Repairing asks the same sheet many times."""
    verifier = Verifier(sheet_of(NOTES))

    assert verifier.verify("办结25件。") == verifier.verify("办结25件。")


def test_an_empty_draft_says_nothing_and_misses_everything() -> None:
    """Nothing said is nothing false."""
    verification = verified(NOTES, "")

    assert verification.ok
    assert len(verification.missing) == 8


def test_persons_of_another_kind_and_another_rate_are_seen() -> None:
    """Number and unit are right, and the sentence is false; no second fact is there to tell."""
    facts = "慰问困难妇女30名\n家庭矛盾调解20起，成功率95%"

    assert statuses(facts, "慰问困难儿童30名。") == {"30名": "misbound"}
    assert statuses(facts, "慰问困难母亲30名。") == {"30名": "supported"}
    assert statuses(facts, "满意率达95%。") == {"95%": "misbound"}
    assert statuses(facts, "调解成功率达95%。") == {"95%": "supported"}


def test_what_is_told_twice_states_both_lines_of_the_notes() -> None:
    """A log tells a training at its day and again in its sums, and so does a draft of it."""
    notes = "石门乡妇联2025年工作\n家政培训 1期 28人\n合计：家政培训1期28人，农技培训1期35人"
    once = verified(notes, "举办家政培训1期，培训28人；举办农技培训1期，培训35人。")
    twice = verified(
        notes, "举办家政培训1期，28人。举办家政培训1期、农技培训1期，分别为28人、35人。"
    )

    assert twice.missing == ()
    assert {fact.figure.text for fact in once.missing} <= {"1期", "28人"}


def test_the_reports_own_half_year_is_right_wherever_it_stands() -> None:
    """Halves told in the notes are no rivals of the period that the report is of."""
    notes = "石门乡妇联2026年上半年总结\n上半年讲座14场\n下半年再办3场\n3月培训20人"

    assert not verified(notes, "现将2026年上半年工作总结如下：讲座14场。").flagged
    assert verified(notes, "现将2026年下半年工作总结如下：讲座14场。").flagged


def test_a_sum_that_is_reckoned_tells_the_sum_of_the_notes() -> None:
    """41、27、19，合计87人: by its parts or by the notes, 87 is told."""
    notes = "石门乡妇联2026年工作\n组织外出务工3批 41+27+19=87人\n培训87户"
    told = verified(notes, "组织外出务工3批，41人、27人、19人，合计87人。")

    assert [fact.figure.text for fact in told.missing] == ["87户"]
