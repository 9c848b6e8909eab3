"""A session holds tokens for names and numbers; what they stand for lies in a file beside it.

So a session can be looked at, copied or lost without giving anybody away. The file beside it has
mode 0600; without it the session still reads, with tokens.
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drafter.atomic import write_file

if TYPE_CHECKING:
    from drafter.privacy import Pseudonyms

__all__ = ["Veil", "names_path"]

# Stands inside a token that the text itself held, so that it is not taken for one of ours.
_JOINER = "\u2060"
# A hash or a time of the clock; eleven digits inside a hash are no telephone number.
_OF_MACHINES = re.compile(r"[0-9a-f]{32,64}|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[0-9+:.-]*")

# The names of a sheet's fields: behind 建微信群 the word object would be somebody's account.
# Only these: qq: before a number must be seen.
_KEY = re.compile(
    r"(?<![^\s{])(?:id|topics?|role|heading|text|source|figures|label|verb|object|part_of|scope|use|by_user"
    r"|kind|value|unit|qualifier|per|reason|title|org|level|period)(?=:(?:\s|$))"
)
_FIRST = 0xE100
_MOST_KEYS = 64
_SET_APART = re.compile(f"[{chr(_FIRST)}-{chr(_FIRST + _MOST_KEYS)}]")


def names_path(session: Path) -> Path:
    """Return where the names of a session lie; its hidden journal in the making shares them."""
    name = session.name
    if name.startswith(".") and name.endswith(".new"):
        name = name[1:].removesuffix(".new")
    return session.with_name(f"{name}.names")


class Veil:
    """Hides what is written to one session and puts back what is read.

    Args:
        session: The journal's path.
    """

    def __init__(self, session: Path) -> None:
        self.path = names_path(session)
        self._opened: Pseudonyms | None = None
        self._know(_read(self.path))

    def _know(self, names: dict[str, str]) -> None:
        self._known = names
        tokens = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
        self._tokens = re.compile(tokens or r"(?!)")

    @property
    def _pseudonyms(self) -> "Pseudonyms":
        # Its dictionary takes a tenth of a second, and a session without names never needs it.
        if self._opened is None:
            from drafter.privacy import Pseudonyms

            self._opened = Pseudonyms(self._known, exact=True, wide=True)
        return self._opened

    def hide(self, value: Any) -> Any:  # noqa: ANN401 # any JSON value
        """Return a JSON value with tokens for what is private, the names kept on disk first."""
        hidden = self._walk(value, self._hidden)
        known = self._pseudonyms.map
        if len(known) > len(self._known):
            data = json.dumps(known, ensure_ascii=False, indent=0).encode("utf-8")
            write_file(self.path, data, private=True, remember=False)
            self._know(known)
        return hidden

    def restore(self, value: Any) -> Any:  # noqa: ANN401 # any JSON value
        """Return a JSON value with the names put back."""
        return self._walk(value, self._restored)

    def forget(self) -> None:
        """Start anew."""
        self._opened = None
        self._know({})
        self.path.unlink(missing_ok=True)

    def _hidden(self, text: str) -> str:
        text = text.replace("〔", "〔" + _JOINER) if "〔" in text else text
        keys = list(dict.fromkeys(_KEY.findall(text)))
        if not keys or len(keys) > _MOST_KEYS or _SET_APART.search(text):
            return self._pseudonyms.hide(text)
        masked = _KEY.sub(lambda match: chr(_FIRST + keys.index(match[0])), text)
        hidden = self._pseudonyms.hide(masked)
        return _SET_APART.sub(lambda match: keys[ord(match[0]) - _FIRST], hidden)

    def _restored(self, text: str) -> str:
        if "〔" not in text:
            return text
        return self._tokens.sub(lambda match: self._known[match[0]], text).replace(
            "〔" + _JOINER, "〔"
        )

    def _walk(self, value: Any, change: Any) -> Any:  # noqa: ANN401 # any JSON value
        if isinstance(value, str):
            if _OF_MACHINES.fullmatch(value):
                return value
            return (
                change(value)
                if any(ord(char) > 0x2000 or char.isdigit() for char in value)
                else value
            )
        if isinstance(value, Mapping):
            return {key: self._walk(item, change) for key, item in value.items()}
        if isinstance(value, list | tuple):
            return [self._walk(item, change) for item in value]
        return value


def _read(path: Path) -> dict[str, str]:
    try:
        known = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(key): str(name) for key, name in known.items()} if isinstance(known, dict) else {}
