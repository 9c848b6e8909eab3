"""Where the clause of a figure begins and ends: asked for nearly every figure of the notes.

A clause is a few characters long, so walking to its mark is faster than to look for each of a dozen
marks through all of the text, and than to cut the text at every mark for its last piece.
"""

__all__ = ["begin_of", "end_of", "words_before"]


def begin_of(text: str, place: int, stops: str) -> int:
    """Return where the words begin that lead up to a place with none of the stops among them."""
    while place and text[place - 1] not in stops:
        place -= 1
    return place


def end_of(text: str, place: int, stops: str) -> int:
    """Return where the first of the stops stands from a place on; the text's end without one."""
    length = len(text)
    while place < length and text[place] not in stops:
        place += 1
    return place


def words_before(text: str, place: int, stops: str) -> str:
    """Return the words between the last of the stops before a place and the place."""
    return text[begin_of(text, place, stops) : place]
