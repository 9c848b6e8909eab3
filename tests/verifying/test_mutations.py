"""Seeded faults: one figure of a clean draft is changed, and the verifier must see it."""

import random
import sys
from collections import Counter
from pathlib import Path

import pytest

from drafter.verifying import Verifier
from tests.verifying.judged import items, sheet_of

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bench"))
mutate = pytest.importorskip("mutate")

SWAPS = ("swap_within", "swap_across", "swap_units")
# Kinds whose value, unit or hedge becomes one that the facts do not have at all.
CHANGED = tuple(kind for kind in mutate.KINDS if kind not in (*SWAPS, "part_for_whole"))


@pytest.fixture(scope="module")
def counts() -> tuple[Counter[str], Counter[str]]:
    """Mutations made and seen, by kind, over a fixed third of the clean drafts."""
    rng = random.Random(20260308)
    made: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for item in [item for item in items() if not item["flags"]][::3]:
        sheet = sheet_of(item["facts"])
        verifier = Verifier(sheet)
        for mutation in mutate.mutations(item["draft"], sheet, rng):
            made[mutation.kind] += 1
            seen[mutation.kind] += any(
                checked.figure.start < end and start < checked.figure.end
                for checked in verifier.verify(mutation.draft).flagged
                for start, end in mutation.spans
            )
    return made, seen


def test_there_are_many_kinds_of_fault(counts: tuple[Counter[str], Counter[str]]) -> None:
    """A generator that makes few kinds of fault tests few ways of being wrong."""
    made, _ = counts

    assert len(made) >= 20


def test_changed_values_are_seen(counts: tuple[Counter[str], Counter[str]]) -> None:
    """No changed digit, unit or hedge may pass; what remains are sums that come out by chance."""
    made, seen = counts
    all_made = sum(made[kind] for kind in CHANGED)
    all_seen = sum(seen[kind] for kind in CHANGED)

    assert all_seen >= 0.995 * all_made


def test_exchanged_figures_are_seen(counts: tuple[Counter[str], Counter[str]]) -> None:
    """Two figures in each other's place are both true values, and the sentence is false."""
    made, seen = counts

    assert sum(seen[kind] for kind in SWAPS) >= 0.95 * sum(made[kind] for kind in SWAPS)
