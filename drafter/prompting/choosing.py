"""Choose exemplars: by topic and level, different from each other, within a token budget.

The chosen ones stand before every call of a draft, so that a prefix cache serves them; they are
chosen once for the whole draft. Deterministic.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from drafter.prompting.exemplars import Exemplar

__all__ = ["Choice", "choose_exemplars"]

# Near-copies of one template among the samples: never two of them together.
_ALIKE = frozenset({4, 12, 16})


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The exemplars of a draft, in the order shown, with the reason for each."""

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
) -> Choice:
    """Return up to ``count`` exemplars for a draft.

    Args:
        exemplars: All there are.
        topics: Topics of the draft's material, the heaviest first.
        level: Level of the org.
        count: How many at most.
        budget_tokens: What they may cost together.
        count_tokens: Counts on the safe side.
    """
    pool = [item for item in exemplars if item.kind == "result"]
    chosen: list[Exemplar] = []
    reasons: list[str] = []
    left = budget_tokens
    while pool and len(chosen) < count:
        rank = {topic: len(topics) - i for i, topic in enumerate(topics)}
        best = max(
            pool,
            key=lambda item: (
                item.topic not in {other.topic for other in chosen},
                rank.get(item.topic, 0),
                item.level == level,
                # A passage of several facts teaches joining them; a single fact teaches little.
                item.facts.count("\n"),
                item.id,
            ),
        )
        pool.remove(best)
        cost = count_tokens(best.facts) + count_tokens(best.prose) + 12
        alike = best.document in _ALIKE and any(item.document in _ALIKE for item in chosen)
        if cost > left or alike:
            continue
        left -= cost
        chosen.append(best)
        fits = "主题相符" if best.topic in rank else "主题最近"
        reasons.append(f"{best.id}：{fits}{'、级别相符' if best.level == level else ''}")
    return Choice(exemplars=tuple(chosen), reasons=tuple(reasons))
