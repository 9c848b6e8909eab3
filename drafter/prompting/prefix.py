"""What stands before every prompt of a draft: system turn, then exemplars as chat turns.

It never changes within a draft, so that a prefix cache, local or a provider's, serves it.
"""

from collections.abc import Sequence

from drafter.model.port import ChatTurn
from drafter.prompting.exemplars import Exemplar
from drafter.prompting.packs import Pack

__all__ = ["build_list_turns", "build_prefix", "build_turns"]


def build_prefix(pack: Pack, exemplars: Sequence[Exemplar], *, we: str) -> tuple[ChatTurn, ...]:
    """Return the system turn and one user/assistant pair for each exemplar.

    Args:
        pack: Whose templates are used.
        exemplars: In the order in which they are shown.
        we: How the org speaks of itself (我镇妇联).
    """
    system = ChatTurn(role="system", content=pack.template("system").render(we=we))
    return (system, *build_turns(pack, exemplars))


def build_turns(pack: Pack, exemplars: Sequence[Exemplar]) -> tuple[ChatTurn, ...]:
    """Return one user/assistant pair for each exemplar."""
    turns: list[ChatTurn] = []
    for exemplar in exemplars:
        lines = [line.strip() for line in exemplar.facts.splitlines() if line.strip()]
        turns.append(ChatTurn(role="user", content=pack.template("paragraph").render(lines=lines)))
        turns.append(ChatTurn(role="assistant", content=exemplar.prose.strip()))
    return tuple(turns)


def build_list_turns(pack: Pack, exemplars: Sequence[Exemplar]) -> tuple[ChatTurn, ...]:
    """Return exemplars of problems or plans as chat turns, their prose from 一是 on.

    They stand behind the fixed prefix, in the two calls of a draft that write such lists; the
    sentence that opens such a section is written by code.
    """
    turns: list[ChatTurn] = []
    for exemplar in exemplars:
        start = exemplar.prose.find("一是")
        if start < 0:
            continue
        lines = [line.strip() for line in exemplar.facts.splitlines() if line.strip()]
        prompt = pack.template("paragraph").render(lines=lines)
        turns.append(ChatTurn(role="user", content=prompt))
        turns.append(ChatTurn(role="assistant", content=exemplar.prose[start:].strip()))
    return tuple(turns)
