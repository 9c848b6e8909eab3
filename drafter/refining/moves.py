"""One step in the making: the state so far and the effects so far, events first."""

from typing import Literal

from drafter.refining.commands import Append, Effect, Tell
from drafter.refining.state import State, apply

__all__ = ["Move"]


class Move:
    """Collects what one input leads to; nothing outside it changes."""

    def __init__(self, state: State, now: str) -> None:
        self.state = state
        self.now = now
        self.effects: list[Effect] = []

    def add(self, kind: str, **fields: object) -> None:
        """Change the state by one event, which the journal will hold."""
        event = {"type": kind, **fields}
        self.effects.append(Append(event=event))
        self.state = apply(self.state, event)

    @property
    def has_told(self) -> bool:
        """Whether the user was told something already, which an example would only blur."""
        return any(isinstance(effect, Tell) for effect in self.effects)

    def tell(self, text: str, kind: Literal["plain", "good", "bad"] = "plain") -> None:
        """Say something to the user."""
        self.effects.append(Tell(text=text, kind=kind))
