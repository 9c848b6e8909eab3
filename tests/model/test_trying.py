"""Pauses, the fuse, and what an answer's headers ask for."""

import datetime
import random
from itertools import pairwise

import pytest

from drafter.errors import ModelError
from drafter.model.faults import fault_of, retry_after_s
from drafter.model.trying import Fuse, pause_s

DOWN = ModelError("连不上。", retryable=True, kind="connect")


class Clock:
    """Seconds that a test moves."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        """Return them."""
        return self.now


def blown(fuse: Fuse) -> bool:
    try:
        fuse.check()
    except ModelError:
        return True
    return False


def test_pauses_grow_and_differ() -> None:
    """Calls that failed together must not come back together."""
    rng = random.Random(1)
    rounds = [[pause_s(attempt, None, draw=rng.random) for _ in range(50)] for attempt in range(4)]

    assert all(max(a) <= min(b) for a, b in pairwise(rounds))
    assert all(len(set(pauses)) == 50 for pauses in rounds)
    assert max(pause_s(40, None, draw=lambda: 1.0) for _ in range(3)) <= 20


def test_what_an_endpoint_asks_for_is_never_undercut() -> None:
    """Coming back early is counted against the user's quota."""
    assert all(pause_s(0, 7.0, draw=random.Random(n).random) >= 7.0 for n in range(50))


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "3"}, 3.0),
        ({"retry-after": "1.5"}, 1.5),
        ({"retry-after-ms": "250", "retry-after": "9"}, 0.25),
        ({"retry-after": "Wed, 25 Nov 2026 08:00:30 GMT"}, 30.0),
        ({"retry-after": "Wed, 25 Nov 2026 07:00:00 GMT"}, 0.0),
        ({"retry-after": "-5"}, 0.0),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "1e12"}, 3600.0),
    ],
)
def test_retry_after_is_a_number_or_a_date(headers: dict[str, str], seconds: float | None) -> None:
    """Both are in use; nonsense is as if nothing had been said."""
    now = datetime.datetime(2026, 11, 25, 8, 0, 0, tzinfo=datetime.UTC)

    assert retry_after_s(headers, now=now) == seconds


def test_a_number_in_a_message_is_no_code() -> None:
    """1301 is a filter's code at one provider and a length at another."""
    assert fault_of(500, {"message": "took 1301 ms"}).kind == "server"
    assert fault_of(400, {"code": 1301}).kind == "filter"


def test_an_endpoint_that_is_down_costs_each_paragraph_nothing() -> None:
    """After three failed calls the rest fail at once; later one call looks again."""
    clock = Clock()
    fuse = Fuse(failures=3, rest_s=30, clock=clock)
    for _ in range(2):
        fuse.failed(DOWN)
    assert not blown(fuse)
    fuse.failed(DOWN)

    assert blown(fuse)
    clock.now = 31
    assert [blown(fuse), blown(fuse)] == [False, True]
    fuse.succeeded()
    assert not blown(fuse)


@pytest.mark.parametrize("kind", ["filter", "context", "empty", "bad_request", "broken"])
def test_what_is_the_requests_fault_is_not_the_endpoints(kind: str) -> None:
    """One filtered paragraph must not make the others plain."""
    fuse = Fuse(failures=3)
    for _ in range(9):
        fuse.failed(ModelError("x", retryable=False, kind=kind))

    assert not blown(fuse)


@pytest.mark.parametrize("kind", ["auth", "balance", "engine"])
def test_what_no_request_can_pass_is_told_once(kind: str) -> None:
    """A wrong key is wrong for every paragraph."""
    fuse = Fuse()
    fuse.failed(ModelError("x", retryable=False, kind=kind))

    assert blown(fuse)
