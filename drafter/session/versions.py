"""The tree of a draft's versions as its journal tells it; nothing in it is ever overwritten.

Going back and on from an earlier version makes a branch. Undo goes to the parent, redo to the
child that was left last, so both work after a restart. Pure.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from drafter.session.texts import Text, text_from_json, text_to_json

__all__ = ["Version", "Versions", "read_versions", "version_event"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One accepted state of the draft.

    Attributes:
        number: From 1, in the order of acceptance.
        parent: The version that it was made from; 0 for the first.
        text: What stands.
        facts: Which of the journal's fact sheets it belongs to, from 0.
        what: What was done, in Chinese.
        turn: The instruction that led to it; 0 for none.
        time: When, as the clock of the machine said.
    """

    number: int
    parent: int
    text: Text
    facts: int
    what: str
    turn: int = 0
    time: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """All versions and where the draft stands."""

    all: tuple[Version, ...] = ()
    current: int = 0
    forward: Mapping[int, int] = field(default_factory=dict)

    @property
    def now(self) -> Version:
        """The version that stands."""
        return self.all[self.current - 1]

    def get(self, number: int) -> Version | None:
        """Return one version; None where there is no such number."""
        return self.all[number - 1] if 1 <= number <= len(self.all) else None

    def add(self, version: Version) -> "Versions":
        """Return the tree with a new version, which is then the current one."""
        return replace(
            self,
            all=(*self.all, version),
            current=version.number,
            forward={**self.forward, version.parent: version.number},
        )

    def go(self, number: int) -> "Versions":
        """Return the tree standing at another version; the way back is kept for redo."""
        forward = dict(self.forward)
        here = self.get(number)
        while here is not None and here.parent:
            forward[here.parent] = here.number
            here = self.get(here.parent)
        return replace(self, current=number, forward=forward)

    @property
    def undo_target(self) -> int:
        """The version that undo leads to; 0 where there is none."""
        return self.now.parent

    @property
    def redo_target(self) -> int:
        """The version that redo leads to; 0 where there is none."""
        return self.forward.get(self.current, 0)


def version_event(version: Version, parent: Text | None) -> dict[str, Any]:
    """Return the fields of the journal's ``version`` event, the text as changes to its parent's."""
    return {
        "n": version.number,
        "parent": version.parent,
        "what": version.what,
        "turn": version.turn,
        "facts": version.facts,
        "time": version.time,
        "text": text_to_json(version.text, parent),
    }


def read_versions(
    events: Iterable[Mapping[str, Any]], versions: Versions | None = None
) -> Versions:
    """Replay the versions of a journal onto those known already; none where there are none."""
    versions = versions or Versions()
    for event in events:
        if event["type"] == "version":
            parent = versions.get(int(event["parent"]))
            versions = versions.add(
                Version(
                    number=int(event["n"]),
                    parent=int(event["parent"]),
                    text=text_from_json(event["text"], None if parent is None else parent.text),
                    facts=int(event["facts"]),
                    what=str(event["what"]),
                    turn=int(event["turn"]),
                    time=str(event["time"]),
                )
            )
        elif event["type"] == "goto":
            versions = versions.go(int(event["version"]))
    return versions
