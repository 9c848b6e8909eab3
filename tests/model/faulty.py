"""An endpoint that fails at random in every way that endpoints are known to fail.

``FaultyEndpoint(seed)`` is a ``reply`` for ``tests.loopback.Loopback``; ``drawn`` counts what it
did.
"""

import random
import re
import threading
from collections import Counter
from collections.abc import Callable
from typing import Any

from tests.loopback import Served

__all__ = ["FAULTS", "FOR_EVER_S", "FaultyEndpoint"]

# Longer than any budget of the tests: whoever waits for it has lost.
FOR_EVER_S = 300.0


def _prose(body: dict[str, Any]) -> str:
    """Return the facts that were asked for, as a model that copies would tell them."""
    facts = str(body["messages"][-1]["content"]).removeprefix("工作记录：").split("注意：")[0]
    return "；".join(line.strip() for line in facts.splitlines() if line.strip()) + "。"


def _refused(status: int, **error: str) -> Served:
    return Served(status=status, error={"error": {"message": "refused", **error}})


FAULTS: dict[str, Callable[[str, random.Random], Served]] = {
    "first token never comes": lambda text, _: Served(text=text, delay_s=FOR_EVER_S),
    "stream stands still": lambda text, _: Served(text=text, token_delay_s=FOR_EVER_S),
    "429, come back soon": lambda _, draw: Served(
        status=429, headers={"Retry-After": draw.choice(("0", "0.2"))}, error={"error": {}}
    ),
    "429, come back in an hour": lambda *_: Served(
        status=429, headers={"Retry-After": "3600"}, error={"error": {}}
    ),
    "5xx": lambda _, draw: _refused(draw.choice((500, 502, 503, 504))),
    "stream breaks": lambda text, draw: Served(text=text, break_after=draw.randint(1, 30)),
    "hangs up": lambda *_: Served(events=[b""]),
    "empty": lambda *_: Served(text=""),
    "truncated": lambda text, _: Served(text=text[: len(text) // 2], finish="length"),
    "endless repetition": lambda text, _: Served(text=text[:9] * 3000, piece=40),
    "wrong language": lambda *_: Served(text="The federation carried out its work in 2025 well."),
    "refusal": lambda *_: Served(text="很抱歉，我无法完成这个请求，请提供更多信息。"),
    "filtered": lambda *_: _refused(400, code="data_inspection_failed"),
    "too long a context": lambda *_: _refused(400, code="context_length_exceeded"),
    "malformed event": lambda *_: Served(events=['data: {"choices": [{"del']),
    "a page instead of a stream": lambda *_: Served(raw="<html>502</html>", kind="text/html"),
    "thinking without an end": lambda text, _: Served(text="<think>先想一想" + text),
    "false figures": lambda text, draw: Served(
        text=re.sub(r"\d", lambda _: str(draw.randint(1, 9)), text)
    ),
    "invented figures": lambda text, draw: Served(
        text=f"{text}惠及群众{draw.randint(777, 9999)}人。"
    ),
    "another's words": lambda *_: Served(text="开展清洁家园行动12次，清运垃圾340吨。"),
}


class FaultyEndpoint:
    """Answers a share of the requests well, the rest with a fault drawn at random.

    Args:
        seed: Of the draws.
    """

    def __init__(self, seed: int) -> None:
        self._draw = random.Random(seed)
        self._lock = threading.Lock()
        # Some endpoints are worse than others.
        self._share = self._draw.choice((0.2, 0.5, 0.8, 1.0))
        self.drawn: Counter[str] = Counter()

    def __call__(self, body: dict[str, Any]) -> Served:
        """Answer one request."""
        with self._lock:
            name = "good"
            if self._draw.random() < self._share:
                name = self._draw.choice(list(FAULTS))
            self.drawn[name] += 1
            text = _prose(body)
            return Served(text=text) if name == "good" else FAULTS[name](text, self._draw)
