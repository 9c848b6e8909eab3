"""How long to go on trying: pauses that grow, one budget of time a call, and when to give up.

An endpoint that is down must not cost every paragraph its whole budget: after some calls in a row
have failed, the next ones fail at once, and one is let through from time to time to look.
"""

import random
import time
from collections.abc import Callable

from drafter.errors import ModelError

__all__ = ["Fuse", "pause_s"]

_FIRST_PAUSE_S = 0.5
_LONGEST_PAUSE_S = 20.0
# After these the same endpoint cannot answer any other request either.
_FATAL = frozenset({"auth", "balance", "engine"})
# These say something of the request, not of the endpoint.
_OF_THE_REQUEST = frozenset(
    {"filter", "context", "empty", "bad_request", "broken", "length", "budget"}
)


def pause_s(attempt: int, asked_s: float | None, *, draw: Callable[[], float]) -> float:
    """Return the seconds to wait before the next attempt.

    Args:
        attempt: The failed one, from 0.
        asked_s: What the endpoint asked for; never undercut.
        draw: A number from 0 to 1; the jitter keeps parallel calls from coming back all at once.
    """
    if asked_s is not None:
        return asked_s + 0.25 * draw()
    longest = min(_FIRST_PAUSE_S * 2.0**attempt, _LONGEST_PAUSE_S)
    return longest * (0.5 + 0.5 * draw())


class Fuse:
    """Remembers whether an endpoint answers at all.

    Args:
        failures: So many failed calls in a row, and it is taken to be down.
        rest_s: So long nothing is tried then.
        clock: Monotonic seconds.
    """

    def __init__(
        self,
        *,
        failures: int = 3,
        rest_s: float = 30.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._limit = failures
        self._rest_s = rest_s
        self._clock = clock
        self._failed = 0
        self._closed_until = 0.0
        self._last: ModelError | None = None
        self.jitter = random.Random()  # noqa: S311 # jitter, no secret

    def check(self) -> None:
        """Raise before a call that cannot be expected to succeed.

        Raises:
            ModelError: As the last call failed.
        """
        if self._last is None:
            return
        fatal = self._last.kind in _FATAL
        if fatal or (self._failed >= self._limit and self._clock() < self._closed_until):
            raise ModelError(
                self._last.reason,
                retryable=False,
                kind=self._last.kind,
                request_id=self._last.request_id,
            )
        if self._failed >= self._limit:
            # One call may look; the others wait until it has.
            self._closed_until = self._clock() + self._rest_s

    def succeeded(self) -> None:
        """Note an answer."""
        self._failed = 0
        self._last = None

    def failed(self, error: ModelError) -> None:
        """Note a call that failed after all its attempts."""
        if error.kind in _OF_THE_REQUEST:
            return
        self._failed += 1
        self._last = error
        self._closed_until = self._clock() + self._rest_s
