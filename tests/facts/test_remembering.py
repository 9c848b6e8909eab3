"""What is remembered of a value by which value it is."""

from drafter.facts.remembering import by_identity


def test_the_same_value_is_asked_once() -> None:
    """A sheet of hundreds of activities is judged again for one that changed."""
    asked = []
    remembered = by_identity(lambda value: asked.append(value) or len(asked))
    value = ["a"]

    assert [remembered(value), remembered(value)] == [1, 1]
    assert asked == [value]


def test_an_equal_value_is_another_one() -> None:
    """What was read anew may have been changed; only the very same is known."""
    remembered = by_identity(id)
    one, other = ["a"], ["a"]

    assert remembered(one) != remembered(other)


def test_no_answer_outlives_its_value() -> None:
    """An id is given again once its value is gone; the answer for the old one would be wrong."""
    remembered = by_identity(lambda value: value[0])

    found = [remembered([str(number)]) for number in range(200)]

    assert found == [str(number) for number in range(200)]
