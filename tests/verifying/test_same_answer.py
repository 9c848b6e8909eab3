"""The same draft gets the same answer on every run, down to the line that is quoted."""

import json
import os
import subprocess
import sys
from pathlib import Path

SET = next(Path(__file__).parents[1].glob("cases/verifying/**/twelfth.json"))
# Items whose candidates lie so near each other that the order of adding decided between them.
NEAR = slice(68, 76)
ASK = """
import json, sys
from drafter.facts import build_fact_sheet
from drafter.intake import notes_from_text
from drafter.verifying import Verifier, verification_to_json
for item in json.load(sys.stdin):
    verifier = Verifier(build_fact_sheet([notes_from_text(item["facts"])]))
    print(json.dumps(verification_to_json(verifier.verify(item["draft"])), default=str))
"""


def answers(seed: int) -> str:
    """What the verifier says when sets are walked in another order."""
    items = json.loads(SET.read_text("utf-8"))[NEAR]
    done = subprocess.run(
        [sys.executable, "-c", ASK],
        input=json.dumps(items),
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": str(seed)},
    )
    return done.stdout


def test_the_order_of_a_set_decides_nothing() -> None:
    """Scores are sums over words; added in another order they must not come out another."""
    first = answers(0)

    assert first.count("\n") == NEAR.stop - NEAR.start
    assert [answers(seed) == first for seed in (1, 2, 3)] == [True] * 3
