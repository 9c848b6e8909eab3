"""Each sample as its own facts: what a text says of itself is supported."""

import pytest

from tests.verifying.judged import sample_documents, sheet_of, verified

# Where a sample contradicts itself, with the reason; nothing else may be flagged.
CONTRADICTIONS: dict[int, dict[str, str]] = {}


@pytest.mark.parametrize("number", range(1, 17))
def test_a_sample_verifies_against_itself(number: int) -> None:
    """The genre's own prose, read as facts and as draft, is the least that must pass."""
    text = sample_documents()[number - 1]
    verification = verified(text, text)

    assert set(CONTRADICTIONS.get(number, {})) == {c.figure.text for c in verification.flagged}
    assert verification.missing == ()


def test_the_one_wrong_percentage_is_reported() -> None:
    """120 of 238 is not 51%: the facts' own contradiction is shown, not hidden."""
    text = sample_documents()[12]
    warnings = [w for w in verified(text, text).warnings if w.kind == "arithmetic"]

    assert [warning.text for warning in warnings] == ["51%"]
    assert any(conflict.kind == "impossible_share" for conflict in sheet_of(text).conflicts)
