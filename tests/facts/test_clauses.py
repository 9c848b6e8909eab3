"""The marks around a figure are found near and far."""

import pytest

from drafter.facts.clauses import begin_of, end_of, words_before

FAR = "妇" * 200


@pytest.mark.parametrize(
    ("text", "place", "begin", "end"),
    [
        ("", 0, 0, 0),
        ("培训3期", 2, 0, 4),
        ("入户，培训3期；", 5, 3, 7),
        ("入户，，3期", 4, 4, 6),
        (f"入户，{FAR}3期{FAR}，合计", 203, 3, 405),
        (f"{FAR}3期{FAR}", 200, 0, 402),
        ("妇" * 64 + "3", 64, 0, 65),
        ("，" + "妇" * 64 + "3" + "妇" * 63 + "。", 65, 1, 129),
    ],
)
def test_a_clause_lies_between_its_nearest_marks(
    text: str, place: int, begin: int, end: int
) -> None:
    """Whether a mark is found by walking or by searching makes no difference."""
    assert begin_of(text, place, "，；。") == begin
    assert end_of(text, place, "，；。") == end
    assert words_before(text, place, "，；。") == text[begin:place]
