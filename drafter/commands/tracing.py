"""The traceback of ``--debug``: where it happened and of what kind, without anybody's words.

A library's message may repeat what it was given: a key in a refused request, a line of the notes
in a value that did not parse. So only our own messages are shown, of others the kind alone.
"""

import traceback

from drafter.errors import DrafterError

__all__ = ["tracing"]


def tracing(error: BaseException) -> str:
    """Return the frames and kinds of an error and of those that it came from."""
    parts: list[str] = []
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        frames = "".join(traceback.format_tb(current.__traceback__))
        kind = f"{type(current).__module__}.{type(current).__qualname__}"
        # An input's own error may quote its line; the message itself is shown to the user anyway.
        said = (
            f": {current.reason}"
            if isinstance(current, DrafterError) and hasattr(current, "reason")
            else ""
        )
        parts.append(f"{frames}{kind}{said}")
        current = current.__cause__ or current.__context__
    return "\n\n由此引起：\n".join(reversed(parts))
