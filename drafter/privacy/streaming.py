"""Put names back into text that streams in: a token may be split over any number of pieces."""

from collections.abc import Callable

from drafter.privacy.pseudonyms import Pseudonyms
from drafter.privacy.tokens import may_begin_token

__all__ = ["StreamRestorer"]


class StreamRestorer:
    """Passes pieces on as soon as no token can be cut in two.

    Args:
        pseudonyms: The map.
        on_text: Who hears the restored pieces.
    """

    def __init__(self, pseudonyms: Pseudonyms, on_text: Callable[[str], None]) -> None:
        self._pseudonyms = pseudonyms
        self._on_text = on_text
        self._held = ""

    def feed(self, piece: str) -> None:
        """Take one piece as it came; an empty one withdraws what came before (a new attempt)."""
        if not piece:
            self._held = ""
            self._on_text("")
            return
        self._held += piece
        keep = may_begin_token(self._held)
        ready = self._held[: len(self._held) - keep]
        self._held = self._held[len(ready) :]
        if ready:
            self._on_text(self._pseudonyms.restore(ready))

    def end(self) -> None:
        """Pass on what is left."""
        if self._held:
            self._on_text(self._pseudonyms.restore(self._held))
            self._held = ""
