"""Whole notes of a writer who had not seen the code: what is understood of them must stay.

Sets 01 to 05 and 12 to 16 were developed on. 06 to 11 were opened last: at first sight they gave
split 95, topics 84, roles 91, labels 93, per 72, dropped 69 of 100, 8 of 12 conflicts and 4 false
alarms; only then were they mended on too. 17 to 24 are another writer's: at first sight they gave
split 92, topics 83, roles 92, labels 86, per 60, dropped 71 of 100, 5 of 9 conflicts and a false
alarm. The even of them were mended on; of the odd, still closed, split 94, topics 89, roles 94,
labels 97, 3 of 5 conflicts and no false alarm were then reached. 25 to 28 are a third writer's: at
first sight split 83, topics 87, roles 95, labels 80, per 82, aside 60, dropped 38 of 100, 2 of 9
conflicts and 3 false alarms; 25 and 26 were mended on before 27 and 28 were opened, which then
stood at split 80, topics 95, labels 81. 29 to 31 are a fourth writer's: at first sight split 91,
topics 94, roles 94, labels 64, per 91, aside 57, dropped 76 of 100, 1 of 8 conflicts and a false
alarm. The floors say what is reached and no more.
"""

from pathlib import Path

import pytest

from tests.facts.scoring import Case, read_cases, same_thing, score_case, score_cases

BLIND = Path(__file__).parents[1] / "cases" / "facts" / "blind"
CASES = list(read_cases(sorted(BLIND.glob("*.json"))))
_LAST_OF_FIRST = "16"
_LAST_OF_SECOND = "24"
_LAST_OF_THIRD = "28"
FLOORS = {
    "org": 1.0,
    "level": 1.0,
    "period": 1.0,
    "kind": 1.0,
    "split": 0.98,
    "topic": 0.98,
    "role": 0.99,
    "figure": 0.99,
    "label": 0.96,
    "per": 1.0,
    "aside": 1.0,
    "omit": 1.0,
    "heading": 1.0,
    "dropped": 0.97,
    "work kept": 1.0,
    "conflict": 1.0,
    "alarm": 1.0,
}
LATER_FLOORS = {
    "org": 1.0,
    "level": 1.0,
    "period": 1.0,
    "kind": 1.0,
    "split": 0.94,
    "topic": 0.94,
    "role": 0.97,
    "figure": 0.98,
    "label": 0.95,
    "per": 0.83,
    "aside": 0.94,
    "omit": 1.0,
    "heading": 0.86,
    "dropped": 0.96,
    "work kept": 0.97,
    "conflict": 0.77,
    "alarm": 1.0,
}
THIRD_FLOORS = {
    "org": 1.0,
    "level": 1.0,
    "period": 1.0,
    "kind": 1.0,
    "split": 0.89,
    "topic": 0.95,
    "role": 0.98,
    "figure": 0.99,
    "label": 0.91,
    "per": 0.88,
    "aside": 1.0,
    "heading": 1.0,
    "dropped": 0.93,
    "work kept": 1.0,
    "conflict": 0.88,
    "alarm": 0.88,
}
FOURTH_FLOORS = {
    "org": 1.0,
    "level": 1.0,
    "period": 1.0,
    "kind": 1.0,
    "split": 0.97,
    "topic": 0.98,
    "role": 1.0,
    "figure": 1.0,
    "label": 0.99,
    "per": 1.0,
    "aside": 1.0,
    "heading": 1.0,
    "dropped": 1.0,
    "work kept": 1.0,
    "conflict": 1.0,
    "alarm": 1.0,
    "omit": 1.0,
}
SCORE = score_cases(case for case in CASES if case.name <= _LAST_OF_FIRST)
LATER_SCORE = score_cases(case for case in CASES if _LAST_OF_FIRST < case.name <= _LAST_OF_SECOND)
THIRD_SCORE = score_cases(case for case in CASES if _LAST_OF_SECOND < case.name <= _LAST_OF_THIRD)
FOURTH_SCORE = score_cases(case for case in CASES if case.name > _LAST_OF_THIRD)


@pytest.mark.parametrize("measure", FLOORS)
def test_what_is_understood_of_unseen_notes_stays(measure: str) -> None:
    """A mend for one way of writing that spoils another would otherwise pass unseen."""
    misses = [miss for miss in SCORE.misses if f" {measure}: " in miss]

    assert SCORE.share(measure) >= FLOORS[measure], misses


@pytest.mark.parametrize("measure", LATER_FLOORS)
def test_what_is_understood_of_another_writers_notes_stays(measure: str) -> None:
    """Who writes otherwise shows what was only learnt by heart."""
    misses = [miss for miss in LATER_SCORE.misses if f" {measure}: " in miss]

    assert LATER_SCORE.share(measure) >= LATER_FLOORS[measure], misses


@pytest.mark.parametrize("measure", THIRD_FLOORS)
def test_what_is_understood_of_a_third_writers_notes_stays(measure: str) -> None:
    """Two writers do not yet show how all write."""
    misses = [miss for miss in THIRD_SCORE.misses if f" {measure}: " in miss]

    assert THIRD_SCORE.share(measure) >= THIRD_FLOORS[measure], misses


@pytest.mark.parametrize("measure", FOURTH_FLOORS)
def test_what_is_understood_of_a_fourth_writers_notes_stays(measure: str) -> None:
    """Nor do three."""
    misses = [miss for miss in FOURTH_SCORE.misses if f" {measure}: " in miss]

    assert FOURTH_SCORE.share(measure) >= FOURTH_FLOORS[measure], misses


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_measure_of_the_key_is_scored(case: Case) -> None:
    """A score that skips what it cannot find would look better than it is."""
    score = score_case(case)
    asked = sum(
        not figure.get("optional") for each in case.key["activities"] for figure in each["figures"]
    )

    assert asked == score.every["figure"] == score.every["label"]
    assert len(case.key["activities"]) == score.every["work kept"]
    assert len(case.key["conflicts"]) == score.every.get("conflict", 0)


def test_a_label_of_another_thing_is_no_match() -> None:
    """Two labels that share one common word must not pass for each other."""
    assert same_thing("培训农村妇女", ["农村妇女"])
    assert same_thing("剪纸学的", ["学剪纸", "剪纸"])
    assert not same_thing("慰问老人", ["慰问金"])
    assert not same_thing("人", ["参加人数"])
    assert not same_thing("", ["参加人数"])
