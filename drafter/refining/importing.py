"""A draft edited elsewhere comes back: its paragraphs are matched to those they came from (pure).

What stayed keeps its id (and so its lock and its history); what was reworded is found by its
words; the rest is new. The activities of a paragraph are told by the figures that it states.
"""

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from drafter.document import Block, Document, Heading
from drafter.refining.checking import check_whole
from drafter.refining.sheets import sheet_of
from drafter.session import Part, Text

__all__ = ["taken_in", "with_activities"]

# Below this share of common words a paragraph is another one, not an edited one.
_SAME = 0.45


def taken_in(text: Text, document: Document, yaml: str, next_part: int) -> Text:
    """Return the edited document as a version of the text that it came from."""
    matches = _matched(text.parts, document.blocks)
    parts: list[Part] = []
    for block, old in zip(document.blocks, matches, strict=True):
        level = block.level if isinstance(block, Heading) else 0
        if old is None:
            parts.append(Part(id=f"p{next_part}", text=block.text, level=level, origin="user"))
            next_part += 1
        elif old.text == block.text and old.level == level:
            parts.append(old)
        else:
            parts.append(replace(old, text=block.text, level=level, origin="user"))
    result = Text(
        title=document.title or text.title,
        parts=tuple(parts),
        addressee=document.addressee,
        signature=document.signature or text.signature,
        date=document.date,
    )
    known = {part.id for part in text.parts}
    return with_activities(result, yaml, keep=known)


def _matched(parts: Sequence[Part], blocks: Sequence[Block]) -> list[Part | None]:
    """Return for each block the part that it came from; each part is used once."""
    found: list[Part | None] = [None] * len(blocks)
    free = list(parts)
    for index, block in enumerate(blocks):
        level = block.level if isinstance(block, Heading) else 0
        same = [part for part in free if part.text == block.text and part.level == level]
        if same:
            found[index] = same[0]
            free.remove(same[0])
    scores = []
    for index, block in enumerate(blocks):
        if found[index] is not None:
            continue
        for part in free:
            if bool(part.level) != isinstance(block, Heading):
                continue
            matcher = SequenceMatcher(None, part.text, block.text, autojunk=False)
            if matcher.real_quick_ratio() >= _SAME and matcher.ratio() >= _SAME:
                scores.append((matcher.ratio(), index, part))
    for _, index, part in sorted(scores, key=lambda item: -item[0]):
        if found[index] is None and part in free:
            found[index] = part
            free.remove(part)
    return found


def with_activities(text: Text, yaml: str, keep: set[str] | frozenset[str] = frozenset()) -> Text:
    """Return the text with each paragraph's activities told by its figures, else by its words.

    Args:
        text: The text.
        yaml: Its facts.
        keep: Parts whose activities are known already.
    """
    sheet = sheet_of(yaml)
    check = check_whole(text, yaml)
    taken = {key for part in text.parts if part.id in keep for key in part.activities}
    votes: dict[str, dict[str, float]] = {}
    for part in text.paragraphs:
        if part.id in keep:
            continue
        for checked in check.figures.get(part.id, ()):
            for fact_id in checked.fact_ids:
                key = fact_id.partition(".")[0]
                votes.setdefault(key, {}).setdefault(part.id, 0.0)
                votes[key][part.id] += 1.0
    open_parts = [part for part in text.paragraphs if part.id not in keep]
    homes: dict[str, list[str]] = {}
    roles: dict[str, str] = {}
    for activity in sheet.activities:
        if activity.id in taken:
            continue
        own = votes.get(activity.id) or _by_words(activity.text, open_parts)
        if not own:
            continue
        home = max(own, key=lambda part_id: own[part_id])
        homes.setdefault(home, []).append(activity.id)
        roles.setdefault(home, activity.role.value)
    return replace(
        text,
        parts=tuple(
            replace(
                part,
                activities=tuple(homes.get(part.id, ())),
                role=roles.get(part.id, part.role),
            )
            if part.id not in keep and not part.level
            else part
            for part in text.parts
        ),
    )


def _by_words(words: str, parts: Sequence[Part]) -> dict[str, float]:
    pairs = {words[i : i + 2] for i in range(len(words) - 1) if words[i : i + 2].isalpha()}
    if not pairs:
        return {}
    shares = {part.id: sum(pair in part.text for pair in pairs) / len(pairs) for part in parts}
    return {part_id: share for part_id, share in shares.items() if share >= 0.3}
