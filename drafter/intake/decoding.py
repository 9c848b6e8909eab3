"""Bytes of unknown encoding become text: a wrong guess would turn every word into noise.

A byte-order mark decides; strict UTF-8 comes next, because nothing else passes it by chance.
GB18030, Big5 and UTF-16 accept nearly each other's whole range, so the reading with the most
everyday characters wins; that is right even for texts of ten characters.
"""

import codecs
import importlib.resources
from functools import cache
from typing import Final

__all__ = ["decode"]

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CANDIDATES: Final = ("utf-8", "gb18030", "cp950", "big5hkscs", "utf-16-le", "utf-16-be")
_SAMPLE_BYTES: Final = 40_000
_COMMON: Final = 300
_PUNCTUATION: Final = frozenset("，。、；：？！“”‘’（）《》【】—…·％　０１２３４５６７８９")
# Characters that no text holds; the two bytes of a UTF-16 character may look like them.
_CONTROLS: Final = frozenset(map(chr, range(32))) - frozenset("\t\n\r\x0b\x0c\x1b\x07\x08")
# Below this mean weight a reading is noise rather than Chinese text.
_SOUND: Final = 12
_NOISE: Final = -0.5


def decode(data: bytes) -> str | None:
    r"""Return the text with ``\n`` line ends and no byte-order mark, or None if it is no text."""
    text = _decoded(data)
    return None if text is None else text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError:
                break
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as fault:
        # Cut in the middle of its last character: all the rest is sound.
        if fault.start >= max(len(data) - 3, _SOUND) and "unexpected end" in fault.reason:
            return data[: fault.start].decode("utf-8")
    else:
        if not _CONTROLS.intersection(text):
            return text
    return _most_likely(data)


def _most_likely(data: bytes) -> str | None:
    best: tuple[float, str] | None = None
    for encoding in _CANDIDATES:
        if encoding.startswith("utf-16"):
            if len(data) % 2:
                continue
        elif b"\0" in data:
            continue
        score = _score(data, encoding)
        if score is not None and (best is None or score > best[0]):
            best = (score, encoding)
    if best is None or best[0] < _NOISE:
        return _forgiving(data)
    return data.decode(best[1])


def _forgiving(data: bytes) -> str | None:
    """Read a text that a few broken bytes spoil (a file cut in the middle of a character)."""
    if b"\0" in data:
        return None
    for encoding in ("utf-8", "gb18030"):
        text = data.decode(encoding, errors="replace")
        if text.count("�") * 50 <= len(text):
            return text
    return None


def _score(data: bytes, encoding: str) -> float | None:
    """Return the mean weight of the characters of one reading, None if it does not decode."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    text = text[:_SAMPLE_BYTES]
    weights = [_weight(char) for char in text if not char.isascii() or char < " "]
    if not weights:
        # All ASCII; strict UTF-8 would have taken it, so NULs or stray bytes are in the way.
        return 0.0 if text.isprintable() else None
    return sum(weights) / len(weights)


@cache
def _weight(char: str) -> float:
    ranks = _ranks()
    if char in ranks:
        return 3.0 if ranks[char] < _COMMON else 2.0
    if char in _PUNCTUATION or char in "\n\r\t":
        return 1.5
    if "\u4e00" <= char <= "\u9fff":
        return 0.3 if _is_first_level(char) else -1.5
    if char < " " or "\ue000" <= char <= "\uf8ff" or char > "\uffff":
        return -1.0 if char > "\U0001f000" and char < "\U0001fb00" else -6.0
    return -2.0


def _is_first_level(char: str) -> bool:
    """Whether GB 2312 or Big5 counts it among the frequent characters (their first level)."""
    try:
        code = char.encode("gb2312")
    except UnicodeEncodeError:
        pass
    else:
        if b"\xb0\xa1" <= code <= b"\xd7\xf9":
            return True
    try:
        code = char.encode("big5")
    except UnicodeEncodeError:
        return False
    return b"\xa4\x40" <= code <= b"\xc6\x7e"


@cache
def _ranks() -> dict[str, int]:
    raw = importlib.resources.files("drafter.intake").joinpath("data/frequent.txt")
    ranks: dict[str, int] = {}
    place = 0
    for line in raw.read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        if line.startswith("["):
            place = 0
            continue
        for char in line:
            ranks[char] = min(place, ranks.get(char, place))
            place += 1
    return ranks
