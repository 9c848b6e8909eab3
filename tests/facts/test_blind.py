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
alarm. 32 to 36 are a fifth writer's, who keeps diaries and talks: at first sight split 73, topics
90, roles 90, labels 65, per 77, aside 75, dropped 62 of 100, none of 5 conflicts; mended on since.
37 to 41, a sixth writer's, have never been opened: first split 67, topics 94, roles 98, labels 76,
dropped 40, aside 33 of 100, 3 of 5 conflicts. 42 to 51 are a seventh writer's, of questionnaires,
ledgers, letters and chats: at first sight 42 to 46 gave split 76, topics 90, roles 93, labels 66,
aside 30, dropped 80 of 100, 4 of 10 conflicts, and were mended on; 47 to 51 gave split 71, topics
88, roles 93, labels 81, aside 50, dropped 76, headings 53 of 100, 4 of 11 conflicts, and the
notes of 47 to 49 were read beside drafts of them. 52 to 57 are an eighth writer's, of offices: at
first sight split 94, topics 98, roles 97, labels 80, per 76, aside 78, 10 of 11 conflicts and no
false alarm; drafts of 52 to 54 were read beside them, 55 to 57 have not been opened. 58 to 63 are
a ninth writer's, of diaries, lists, ledgers and dictation: at first sight split 91, topics 88,
roles 93, labels 87, per 78, aside 50, dropped 80, headings 45 of 100, 9 of 12 conflicts and no
false alarm; the misses of 58, 60 and 62 were read. The floors say what is reached and no more.
"""

from functools import cache
from pathlib import Path

import pytest

from tests.facts.scoring import Case, Score, read_cases, same_thing, score_case, score_cases

BLIND = Path(__file__).parents[1] / "cases" / "facts" / "blind"
CASES = list(read_cases(sorted(BLIND.glob("*.json"))))
_FIRST = {
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
_SECOND = {
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
_THIRD = {
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
_FOURTH = {
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
_FIFTH = {
    "org": 1.0,
    "level": 1.0,
    "period": 0.75,
    "kind": 1.0,
    "split": 0.88,
    "topic": 0.95,
    "role": 0.98,
    "figure": 0.99,
    "label": 0.82,
    "per": 0.77,
    "aside": 1.0,
    "omit": 1.0,
    "heading": 0.93,
    "dropped": 0.96,
    "work kept": 1.0,
    "conflict": 1.0,
    "alarm": 1.0,
}
_SIXTH = {
    "org": 1.0,
    "level": 0.8,
    "period": 1.0,
    "kind": 0.8,
    "split": 0.67,
    "topic": 0.94,
    "role": 0.98,
    "figure": 1.0,
    "label": 0.78,
    "per": 0.85,
    "aside": 0.33,
    "omit": 1.0,
    "heading": 0.84,
    "dropped": 0.6,
    "work kept": 1.0,
    "conflict": 0.6,
    "alarm": 0.75,
}
_SEVENTH = {
    "org": 1.0,
    "level": 1.0,
    "period": 1.0,
    "kind": 1.0,
    "split": 0.76,
    "topic": 0.91,
    "role": 0.98,
    "figure": 1.0,
    "label": 0.84,
    "per": 0.83,
    "aside": 0.4,
    "omit": 0.5,
    "heading": 0.83,
    "dropped": 0.86,
    "work kept": 1.0,
    "conflict": 0.6,
    "alarm": 0.85,
}
_EIGHTH = {
    "org": 1.0,
    "level": 1.0,
    "period": 1.0,
    "kind": 1.0,
    "split": 0.7,
    "topic": 0.88,
    "role": 0.97,
    "figure": 1.0,
    "label": 0.8,
    "per": 1.0,
    "aside": 0.5,
    "omit": 1.0,
    "heading": 1.0,
    "dropped": 0.85,
    "work kept": 1.0,
    "conflict": 0.45,
    "alarm": 0.83,
}
_NINTH = {
    "org": 1.0,
    "level": 1.0,
    "period": 1.0,
    "kind": 1.0,
    "split": 0.93,
    "topic": 0.98,
    "role": 0.98,
    "figure": 1.0,
    "label": 0.79,
    "per": 0.76,
    "aside": 0.77,
    "heading": 0.93,
    "dropped": 1.0,
    "work kept": 1.0,
    "conflict": 0.9,
    "alarm": 1.0,
}
_TENTH = {
    "org": 1.0,
    "level": 1.0,
    "period": 1.0,
    "kind": 1.0,
    "split": 0.91,
    "topic": 0.89,
    "role": 0.95,
    "figure": 0.99,
    "label": 0.87,
    "per": 0.78,
    "aside": 0.66,
    "heading": 0.9,
    "dropped": 0.8,
    "work kept": 1.0,
    "conflict": 0.75,
    "alarm": 1.0,
}
# By the last of its sets: who wrote them, and what is reached. One who writes otherwise shows
# what was only learnt by heart.
FLOORS = {
    "16": _FIRST,
    "24": _SECOND,
    "28": _THIRD,
    "31": _FOURTH,
    "36": _FIFTH,
    "41": _SIXTH,
    "46": _SEVENTH,
    "51": _EIGHTH,
    "57": _NINTH,
    "63": _TENTH,
}


@cache
def _score_up_to(last: str) -> Score:
    first = max((each for each in FLOORS if each < last), default="")
    return score_cases(case for case in CASES if first < case.name <= last)


@pytest.mark.parametrize(
    ("last", "measure"), [(last, measure) for last, floors in FLOORS.items() for measure in floors]
)
def test_what_is_understood_of_unseen_notes_stays(last: str, measure: str) -> None:
    """A mend for one way of writing that spoils another would otherwise pass unseen."""
    score = _score_up_to(last)
    misses = [miss for miss in score.misses if f" {measure}: " in miss]

    assert score.share(measure) >= FLOORS[last][measure], misses


def test_every_set_has_its_floors() -> None:
    """A set behind the last floors would be read by no test."""
    assert max(case.name for case in CASES) == max(FLOORS)


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
