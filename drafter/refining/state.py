"""What a session of refinement is at one moment, and how an event of its journal changes it (pure).

The state is nothing but its journal replayed: the same function that a running session uses reads
an old one back, so that a restart finds exactly what was there.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from drafter.session import (
    Text,
    Versions,
    read_sheet,
    read_versions,
    text_from_json,
    text_to_json,
)

__all__ = ["Proposal", "Spent", "State", "apply", "proposal_event", "replay"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A change that was shown and not yet taken.

    Attributes:
        turn: The instruction that it answers.
        base: The version that it changes.
        what: What it does, in Chinese.
        text: The whole text as it would be.
        facts: Index of the fact sheet that it comes with.
        notes: What it could not settle, for the user to look at.
        own: Whether the words are the user's; such a text may hold what the facts do not bear.
        moved: The parts that the user wanted elsewhere, to be shown as those that move.
    """

    turn: int
    base: int
    what: str
    text: Text
    facts: int
    notes: tuple[str, ...] = ()
    own: bool = False
    moved: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """What the model has cost in this session."""

    calls: int = 0
    prompt: int = 0
    completion: int = 0
    cached: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A session at one moment.

    Attributes:
        versions: Every accepted text and where the draft stands.
        sheets: The YAML of every fact sheet of the journal, in order.
        pending: The change that waits for an answer.
        locked: Parts that must not change.
        focus: The paragraph or heading that instructions are about; "" for the whole.
        turn: Instructions so far.
        request: The last instruction that went to the model, for another try.
        aimed: The parts that it was about.
        sample: How often it was tried.
        output: Name of the file that the draft is saved to.
        output_hash: Hash of what was last written there.
        saved: The version that was last written there.
        profile: The layout that the draft was written in.
        next_part: Number of the next new part.
        spent: Cost so far.
    """

    versions: Versions = field(default_factory=Versions)
    sheets: tuple[str, ...] = ()
    pending: Proposal | None = None
    locked: frozenset[str] = frozenset()
    focus: str = ""
    turn: int = 0
    request: str = ""
    aimed: tuple[str, ...] = ()
    sample: int = 0
    output: str = ""
    output_hash: str = ""
    saved: int = 0
    profile: str = "plain"
    next_part: int = 1
    spent: Spent = field(default_factory=Spent)

    @property
    def text(self) -> Text:
        """The text that stands."""
        return self.versions.now.text

    @property
    def facts_yaml(self) -> str:
        """The fact sheet that it belongs to."""
        return self.sheets[self.versions.now.facts]


def replay(events: Iterable[Mapping[str, Any]]) -> State:
    """Return the state after all events of a journal."""
    state = State()
    for event in events:
        state = apply(state, event)
    return state


def apply(state: State, event: Mapping[str, Any]) -> State:
    """Return the state after one more event; an unknown one changes nothing."""
    match event["type"]:
        case "facts":
            return replace(state, sheets=(*state.sheets, read_sheet(event, state.sheets)))
        case "document" | "saved":
            return _saved(state, event)
        case "version" | "goto":
            return _moved(state, event)
        case "proposal":
            return _proposed(state, event)
        case "rejected":
            return replace(state, pending=None)
        case "instruction":
            return replace(state, turn=int(event["turn"]))
        case "asked":
            return replace(
                state,
                request=str(event["request"]),
                aimed=tuple(event["parts"]),
                sample=int(event["sample"]),
            )
        case "lock":
            parts = frozenset(event["parts"])
            locked = state.locked | parts if event["on"] else state.locked - parts
            return replace(state, locked=locked)
        case "focus":
            return replace(state, focus=str(event["part"]))
        case "reply":
            return replace(state, spent=_spent(state.spent, event))
    return state


def _saved(state: State, event: Mapping[str, Any]) -> State:
    return replace(
        state,
        output=str(event["output"]),
        output_hash=str(event["sha256"]),
        saved=int(event.get("version", 1)),
        profile=str(event.get("profile", state.profile)),
    )


def _moved(state: State, event: Mapping[str, Any]) -> State:
    if event["type"] == "goto":
        versions = state.versions.go(int(event["version"]))
    else:
        # Replaying one event onto the tree so far is what reading a whole journal does.
        versions = read_versions([event], state.versions)
    text = versions.now.text
    kept = state.focus if text.part(state.focus) is not None else ""
    return replace(
        state, versions=versions, pending=None, focus=kept, next_part=_next(state.next_part, text)
    )


def _proposed(state: State, event: Mapping[str, Any]) -> State:
    base = state.versions.get(int(event["base"]))
    text = text_from_json(event["text"], None if base is None else base.text)
    proposal = Proposal(
        turn=int(event["turn"]),
        base=int(event["base"]),
        what=str(event["what"]),
        text=text,
        facts=int(event["facts"]),
        notes=tuple(event["notes"]),
        own=bool(event["own"]),
        moved=tuple(event.get("moved", ())),
    )
    return replace(state, pending=proposal, next_part=_next(state.next_part, text))


def proposal_event(proposal: Proposal, base: Text) -> dict[str, Any]:
    """Return a proposal as the journal's event."""
    return {
        "type": "proposal",
        "turn": proposal.turn,
        "base": proposal.base,
        "what": proposal.what,
        "facts": proposal.facts,
        "notes": list(proposal.notes),
        "own": proposal.own,
        "moved": list(proposal.moved),
        "text": text_to_json(proposal.text, base),
    }


def _next(number: int, text: Text) -> int:
    return max([number, *(int(part.id[1:]) + 1 for part in text.parts)])


def _spent(spent: Spent, event: Mapping[str, Any]) -> Spent:
    prompt, completion, cached = event.get("tokens", (0, 0, 0))
    return Spent(
        calls=spent.calls + 1,
        prompt=spent.prompt + int(prompt),
        completion=spent.completion + int(completion),
        cached=spent.cached + int(cached),
        seconds=spent.seconds + float(event.get("seconds", 0)),
    )
