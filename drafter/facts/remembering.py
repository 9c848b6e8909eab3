"""What was made of one value, remembered by which value it is and not by what it holds.

A sheet is judged again after every correction, and all but one of its activities are the very
objects that were judged before. To compare or hash hundreds of them with their figures takes longer
than to see that they are the same.
"""

from collections.abc import Callable
from typing import Generic, ParamSpec, TypeVar

__all__ = ["by_identity"]

_P = ParamSpec("_P")
_R = TypeVar("_R")


class by_identity(Generic[_P, _R]):  # noqa: N801 # reads as a decorator
    """Remember what a pure function of values that never change returned for these very ones.

    Args:
        make: The function; it takes its arguments by position.
    """

    def __init__(self, make: Callable[_P, _R]) -> None:
        self._make = make
        self._known: dict[tuple[int, ...], tuple[tuple[object, ...], _R]] = {}

    def __call__(self, *args: _P.args, **kwargs: _P.kwargs) -> _R:
        """Return what the function makes of these values."""
        key = tuple(map(id, args))
        known = self._known.get(key)
        if known is not None:
            return known[1]
        made = self._make(*args, **kwargs)
        if len(self._known) >= _MOST:
            self._known.clear()
        # The values are kept with the answer: an id is one value's only while that value lives.
        self._known[key] = (args, made)
        return made


_MOST = 1 << 16
