"""What changed between two Chinese texts, by clause and then by word, figures never cut (pure).

Line diffs show a whole paragraph as new for one word. Here clauses are matched first, so that a
sentence that moved little stays still, and only inside changed clauses characters are compared.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal

from drafter.figures import find_figures
from drafter.session import Part, Text

__all__ = ["Change", "Piece", "changes_between", "diff_words", "is_torn", "take"]

_CLAUSE = re.compile(r"[^，。；：！？\n]*[，。；：！？\n]+|[^，。；：！？\n]+$")
_WORD = re.compile(r"[A-Za-z0-9.%]+|.", re.DOTALL)
# Common characters of two changes that are too few to be worth reading as unchanged.
_ISLAND = 2


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that stays (``=``), goes (``-``) or comes (``+``)."""

    kind: Literal["=", "-", "+"]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference between two versions that a person takes or leaves.

    Attributes:
        kind: ``changed``, ``added``, ``removed``, ``moved`` or ``field`` (title, date …).
        part: The part's id; the field's name for ``field``.
        old: Its words before; "" for what is new.
        new: Its words after; "" for what is gone.
        level: Of the part: 0 for a paragraph.
        others: Parts that moved together with it, in their order.
    """

    kind: Literal["changed", "added", "removed", "moved", "field"]
    part: str
    old: str
    new: str
    level: int = 0
    others: tuple[str, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """Every part that it is about."""
        return (self.part, *self.others)


def _tokens(text: str) -> list[str]:
    tokens: list[str] = []
    position = 0
    for figure in find_figures(text, everything=True):
        if figure.start < position:
            continue
        tokens += _WORD.findall(text[position : figure.start])
        tokens.append(text[figure.start : figure.end])
        position = figure.end
    return tokens + _WORD.findall(text[position:])


def diff_words(old: str, new: str) -> list[Piece]:
    """Return the pieces by which ``old`` becomes ``new``: without ``+`` they are the old."""
    pieces: list[Piece] = []
    left, right = _CLAUSE.findall(old), _CLAUSE.findall(new)
    for kind, i, j, k, m in _opcodes(left, right):
        if kind == "equal":
            pieces.append(Piece("=", "".join(left[i:j])))
        else:
            pieces += _within("".join(left[i:j]), "".join(right[k:m]))
    return list(_merged(pieces))


def _within(old: str, new: str) -> Iterator[Piece]:
    left, right = _tokens(old), _tokens(new)
    if not left or not right or SequenceMatcher(None, left, right, autojunk=False).ratio() < 0.3:
        yield from (Piece("-", old), Piece("+", new))
        return
    for kind, i, j, k, m in _opcodes(left, right):
        same = kind == "equal"
        if same and j - i < _ISLAND and i and j < len(left) and len(left[i]) == 1:
            # 的 or 了 alone between two changes: reading it as kept only splits the change.
            yield from (Piece("-", "".join(left[i:j])), Piece("+", "".join(right[k:m])))
        elif same:
            yield Piece("=", "".join(left[i:j]))
        else:
            yield from (Piece("-", "".join(left[i:j])), Piece("+", "".join(right[k:m])))


def _opcodes(left: Sequence[str], right: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    return SequenceMatcher(None, left, right, autojunk=False).get_opcodes()


def _merged(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Put each change's goings before its comings, and neighbours of one kind together."""
    gone = come = ""
    for piece in pieces:
        if piece.kind == "-":
            gone += piece.text
        elif piece.kind == "+":
            come += piece.text
        elif piece.text:
            yield from _pair(gone, come)
            gone = come = ""
            yield piece
    yield from _pair(gone, come)


def _pair(gone: str, come: str) -> Iterator[Piece]:
    if gone == come:
        if gone:
            yield Piece("=", gone)
        return
    if gone:
        yield Piece("-", gone)
    if come:
        yield Piece("+", come)


_FIELDS = ("title", "addressee", "signature", "date")


def changes_between(old: Text, new: Text, named: Sequence[str] = ()) -> tuple[Change, ...]:
    """Return the differences of two texts in the order of the new, the removed in place.

    Args:
        old: The one.
        new: The other.
        named: Parts that were to be moved; where their move explains the order, they moved.
    """
    before = {part.id: part for part in old.parts}
    after = {part.id: part for part in new.parts}
    moved = _moved(old, new, named)
    found = [
        Change(kind="field", part=name, old=getattr(old, name), new=getattr(new, name))
        for name in _FIELDS
        if getattr(old, name) != getattr(new, name)
    ]
    gone = [part for part in old.parts if part.id not in after]
    places = {part.id: index for index, part in enumerate(old.parts)}

    def removed_before(place: float) -> Iterator[Change]:
        while gone and places[gone[0].id] < place:
            part = gone.pop(0)
            yield Change(kind="removed", part=part.id, old=part.text, new="", level=part.level)

    for part in new.parts:
        was = before.get(part.id)
        if was is None:
            found.append(
                Change(kind="added", part=part.id, old="", new=part.text, level=part.level)
            )
            continue
        if part.id not in moved:
            found += removed_before(places[part.id])
        if was.text != part.text or was.level != part.level:
            found.append(
                Change(kind="changed", part=part.id, old=was.text, new=part.text, level=part.level)
            )
        elif part.id in moved:
            found.append(
                Change(kind="moved", part=part.id, old=was.text, new=part.text, level=part.level)
            )
    found += removed_before(float("inf"))
    return tuple(_moves_joined(found, old, new))


def _moves_joined(found: Sequence[Change], old: Text, new: Text) -> list[Change]:
    """Make one change of parts that moved side by side: a section moves as a whole."""
    was, is_ = ({part.id: place for place, part in enumerate(text.parts)} for text in (old, new))
    joined: list[Change] = []
    for change in found:
        last = joined[-1] if joined else None
        if (
            last is not None
            and change.kind == last.kind == "moved"
            and change.level != 1
            and was[change.part] == was[last.ids[-1]] + 1
            and is_[change.part] == is_[last.ids[-1]] + 1
        ):
            joined[-1] = replace(last, others=(*last.others, change.part))
        else:
            joined.append(change)
    return joined


def _moved(old: Text, new: Text, named: Sequence[str]) -> set[str]:
    """Return the ids of parts whose order among the common ones changed, as few as explain it."""
    kept = {part.id for part in new.parts}
    left = [part.id for part in old.parts if part.id in kept]
    known = set(left)
    right = [part.id for part in new.parts if part.id in known]
    if left == right:
        return set()
    if [key for key in left if key not in named] == [key for key in right if key not in named]:
        return known & set(named)
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    still = {left[i] for block in matcher.get_matching_blocks() for i in _range(block)}
    return set(left) - still


def _range(block: tuple[int, int, int]) -> range:
    return range(block[0], block[0] + block[2])


def take(old: Text, new: Text, chosen: Sequence[Change], named: Sequence[str] = ()) -> Text:
    """Return the old text with only the chosen changes; all of them give the new text.

    Args:
        old: The text that stands.
        new: The text that is offered.
        chosen: Some of their differences.
        named: Parts that were to be moved.
    """
    ids = {key for change in chosen for key in change.ids}
    changes = changes_between(old, new, named)
    if ids == {key for change in changes for key in change.ids}:
        return new
    before = {part.id: part for part in old.parts}
    moved_or_merged = {key for change in changes if change.kind == "moved" for key in change.ids}
    order = old.parts if moved_or_merged - ids else new.parts
    result: list[Part] = []
    for part in order:
        after = new.part(part.id)
        was = before.get(part.id)
        if after is None:
            result += [] if part.id in ids else [part]
        elif was is None:
            result += [after] if part.id in ids else []
        else:
            result.append(after if part.id in ids else was)
    other = new.parts if order is old.parts else old.parts
    _weave(result, other, lambda part: _is_kept(part, ids, before, new))
    fields = {name: getattr(new if name in ids else old, name) for name in _FIELDS}
    return Text(parts=tuple(result), **fields)


def is_torn(before: Text, after: Text, part: Text) -> bool:
    """Say whether a part of a change loses a figure that the whole keeps, or tells one twice."""
    old, new, taken = (
        Counter(figure for piece in text.parts for figure in _figures(piece.text))
        for text in (before, after, part)
    )
    return bool((old & new) - taken) or bool(taken - (old | new))


@lru_cache(maxsize=1024)
def _figures(words: str) -> tuple[str, ...]:
    return tuple(figure.text for figure in find_figures(words))


def _is_kept(part: Part, ids: set[str], before: dict[str, Part], new: Text) -> bool:
    """Whether a part that only one side has belongs into the mixed text."""
    if part.id in before:
        return new.part(part.id) is None and part.id not in ids
    return part.id in ids


def _weave(result: list[Part], other: Sequence[Part], wanted: Callable[[Part], bool]) -> None:
    """Put the wanted parts of the other side behind the part that they follow there."""
    present = {part.id for part in result}
    previous = ""
    for part in other:
        if part.id not in present and wanted(part):
            place = next((i for i, item in enumerate(result) if item.id == previous), -1) + 1
            result.insert(place, part)
            present.add(part.id)
        if part.id in present:
            previous = part.id
