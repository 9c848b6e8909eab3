"""Sets written without sight of the code: what is reached on them must not be lost again.

They are no targets: their first scores (errors flagged, clean figures flagged) were
94.5 % and 7.2 %, 81.2 % and 11.6 %, 84.0 % and 11.2 %, 79.9 % and 9.5 %, 86.3 % and 8.9 %,
92.6 % and 7.1 %. The fifth was scored once more before it was opened, with what the others had
taught: 88.9 % and 3.9 %. The sixth and seventh, by a fifth writer, first gave 86.5 % and 10.1 %,
78.7 % and 12.7 %; the seventh, still closed, then 77.0 % and 9.6 %. The floors are what the code
reaches now.
"""

import json
from pathlib import Path

import pytest

from tests.verifying.judged import overlaps, verified

BLIND = Path(__file__).resolve().parent.parent / "cases" / "verifying" / "blind"


@pytest.mark.parametrize(
    ("name", "least_seen", "most_false"),
    [
        pytest.param("own_before_code.json", 0.96, 0.0083, id="own, before reading the code"),
        pytest.param("first.json", 0.9, 0.0247, id="another writer's first"),
        pytest.param("second.json", 0.88, 0.0342, id="another writer's second"),
        pytest.param("third.json", 0.88, 0.0287, id="a third writer's"),
        pytest.param("fourth.json", 0.857, 0.021, id="a fourth writer's"),
        pytest.param("fifth.json", 0.938, 0.0287, id="the fourth writer's rest"),
        pytest.param("sixth.json", 0.849, 0.0633, id="a fifth writer's"),
        pytest.param("seventh.json", 0.77, 0.0961, id="the fifth writer's rest"),
    ],
)
def test_what_is_reached_on_blind_sets_stays(
    name: str, least_seen: float, most_false: float
) -> None:
    """A mend for one kind of text that spoils another would otherwise pass unseen."""
    errors = seen = clean = false = 0
    for item in json.loads((BLIND / name).read_text("utf-8")):
        verification = verified(item["facts"], item["draft"])
        flagged = verification.flagged
        errors += len(item["flags"])
        seen += sum(any(overlaps(c, span) for c in flagged) for span in item["flags"])
        right = [c for c in verification.figures if not any(overlaps(c, s) for s in item["flags"])]
        clean += len(right)
        false += sum(not c.status.ok for c in right)

    assert seen / errors >= least_seen
    assert false / clean <= most_false
