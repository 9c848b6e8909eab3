"""Where the clause of a figure begins and ends: asked for nearly every figure of the notes.

A clause is a few characters long, so walking to its mark is faster than to look for each of a dozen
marks through all of the text, and than to cut the text at every mark for its last piece.
"""

from typing import Final

__all__ = ["begin_of", "end_of", "words_before"]

# Behind so many characters without a mark the search goes on in C, as a line may have any length.
_WALK: Final = 64


def begin_of(text: str, place: int, stops: str) -> int:
    """Return where the words begin that lead up to a place with none of the stops among them."""
    for at in range(place, max(place - _WALK, 0), -1):
        if text[at - 1] in stops:
            return at
    if place <= _WALK:
        return 0
    return max(text.rfind(stop, 0, place - _WALK) for stop in stops) + 1


def end_of(text: str, place: int, stops: str) -> int:
    """Return where the first of the stops stands from a place on; the text's end without one."""
    length = len(text)
    far = min(place + _WALK, length)
    for at in range(place, far):
        if text[at] in stops:
            return at
    places = (text.find(stop, far) for stop in stops) if far < length else ()
    return min((at for at in places if at >= 0), default=length)


def words_before(text: str, place: int, stops: str) -> str:
    """Return the words between the last of the stops before a place and the place."""
    return text[begin_of(text, place, stops) : place]
