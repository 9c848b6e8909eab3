"""Choose exemplars: by topic, then level, different from each other, within a token budget.

The chosen ones stand before every call of a draft, so that a prefix cache serves them; they are
chosen once for the whole draft. Deterministic.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from drafter.prompting.exemplars import Exemplar, near_tables

__all__ = ["Choice", "choose_exemplars"]

# Near-copies of one template among the samples: never two of them together.
_ALIKE: Final = frozenset({4, 12, 16})
# What the marks of two chat turns cost, on the safe side.
_TURNS_TOKENS: Final = 12
# Prose shorter than this teaches little about joining facts.
_TEACHES_CHARS: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The exemplars of a draft, in the order shown, with the reason for each in Chinese."""

    exemplars: tuple[Exemplar, ...]
    reasons: tuple[str, ...]


def choose_exemplars(
    exemplars: Sequence[Exemplar],
    *,
    topics: Sequence[str],
    level: str,
    count: int,
    budget_tokens: int,
    count_tokens: Callable[[str], int],
    kind: str = "result",
) -> Choice:
    """Return up to ``count`` exemplars for a draft.

    Each topic in turn gets the best one that is left: its own topic before the nearest one, the
    unit's own exemplars before the shipped ones, its level before the nearest one. Two that tell
    the same passage, open alike or come from near-copies are never chosen together.

    Args:
        exemplars: All there are.
        topics: Topics of the draft's material, the heaviest first; empty where unknown.
        level: Level of the org.
        count: How many at most.
        budget_tokens: What they may cost together.
        count_tokens: Counts on the safe side.
        kind: What they are to be models of.
    """
    pool = [item for item in exemplars if item.kind == kind]
    wanted = list(dict.fromkeys(topics)) or _general_topics(pool)
    prefer = frozenset() if topics else frozenset(near_tables()["general"])
    chosen: list[Exemplar] = []
    reasons: list[str] = []
    turn = 0

    def fits(more: Exemplar) -> bool:
        shown = (*chosen, more)
        marks = _TURNS_TOKENS * len(shown)
        texts = [text for item in shown for text in (item.facts, item.prose)]
        # No text has more tokens than bytes; counting loads a vocabulary that this rarely needs.
        if marks + sum(len(text.encode()) for text in texts) <= budget_tokens:
            return True
        return marks + sum(map(count_tokens, texts)) <= budget_tokens

    while pool and len(chosen) < count:
        topic = wanted[turn % len(wanted)]
        best = min(pool, key=lambda item: _distance(item, topic, level, chosen, prefer))
        pool.remove(best)
        if any(_are_alike(best, other) for other in chosen) or not fits(best):
            continue  # the next best for the same topic
        turn += 1
        chosen.append(best)
        reasons.append(_reason(best, topic if topics else "", level))
    return Choice(exemplars=tuple(chosen), reasons=tuple(reasons))


def _general_topics(pool: Sequence[Exemplar]) -> list[str]:
    """Return the topics to take in turn where those of the material are unknown."""
    topics = {item.id: item.topic for item in pool}
    first = [topics[name] for name in near_tables()["general"] if name in topics]
    return list(dict.fromkeys((*first, *sorted(topics.values()))))


def _distance(
    item: Exemplar,
    topic: str,
    level: str,
    chosen: Sequence[Exemplar],
    prefer: frozenset[str],
) -> tuple[int, bool, bool, bool, int, bool, int, str]:
    """Return how far an exemplar is from what is wanted; the smallest comes first."""
    return (
        _steps(item.topic, topic, near_tables()["near"]),
        item.topic in {other.topic for other in chosen},
        not item.own,
        item.id not in prefer,
        _steps(item.level, level, near_tables()["near_level"]),
        len(item.prose) < _TEACHES_CHARS,
        -len(item.facts.splitlines()),
        item.id,
    )


def _steps(have: str, want: str, near: dict[str, list[str]]) -> int:
    """Return 0 for the same, 1 and more along the list of the nearest, a large step beyond it."""
    if have == want:
        return 0
    nearest = near.get(want, [])
    return 1 + nearest.index(have) if have in nearest else 1 + len(nearest)


def _are_alike(one: Exemplar, other: Exemplar) -> bool:
    if one.document in _ALIKE and other.document in _ALIKE:
        return True
    if one.document and one.document == other.document and _lines(one) & _lines(other):
        return True
    return _opening(one) == _opening(other)


def _lines(item: Exemplar) -> set[int]:
    numbers: set[int] = set()
    for part in item.lines.split(","):
        first, _, last = part.strip().partition("-")
        if first.isdigit() and (last or first).isdigit():
            numbers |= set(range(int(first), int(last or first) + 1))
    return numbers


def _opening(item: Exemplar) -> str:
    return item.prose.partition("，")[0]


def _reason(item: Exemplar, topic: str, level: str) -> str:
    """Say in Chinese why an exemplar was chosen."""
    parts = []
    if not topic:
        parts.append("各类主题通用")
    elif item.topic == topic:
        parts.append(f"主题相符（{topic}）")
    else:
        parts.append(f"{topic} 没有可用的范例，{item.topic} 最近")
    if item.level == level:
        parts.append("级别相符")
    if item.own:
        parts.append("本单位的范例")
    return f"{item.id}：{'、'.join(parts)}"
