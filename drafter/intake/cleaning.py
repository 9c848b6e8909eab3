"""What programs leave in pasted text is taken out, and every character keeps its way back.

Zero-width characters, terminal codes, emoji and Markdown marks would cut figures in two or end up
in a public document. Nothing that a person typed is repaired here: wording is for people.
"""

import importlib.resources
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Final

__all__ = ["CleanText", "clean", "clean_markdown"]

# Terminal control sequences, bracketed-paste marks among them.
_ESCAPES: Final = r"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\^_])"
_CONTROLS: Final = r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]"
# A digit in a key cap is the number of an item; the cap becomes the dot after it.
_KEYCAP: Final = "\u20e3"
_SPACES: Final = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\u2028\u2029\x0c]")
# Look-alikes of ordinary characters that PDF viewers put on the clipboard (⼥ for 女).
_LOOK_ALIKES: Final = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]")
_MARKDOWN: Final = re.compile(
    r"""
      (?P<struck>~~[^~\n]+~~)
    | (?P<mark>\*\*|__|~~|`+|(?<![*\w])\*(?=[^\s*])|(?<=[^\s*])\*(?![*\w]))
    | (?<![*0-9A-Za-z])\*(?P<leaning>[^\s*](?:[^*\n]*[^\s*])?)\*(?![*0-9A-Za-z])
    | !?\[(?P<shown>[^\[\]]*)\]\([^()\s]*(?:\s"[^"]*")?\)
    | (?P<tag></?(?:b|i|u|em|strong|br|p|span|font|center|div)(?:\s[^<>]*)?/?>)
    | (?P<escape>\\)(?=[\\`*_{}\[\]()\#+\-.!|>~])
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanText:
    """Clean text with the way back: ``offsets[i]`` is where character ``i`` stood.

    ``offsets`` is empty where nothing was changed before any character of the text, that is
    where the text stands in the source as one piece from ``start``.
    """

    text: str
    start: int
    offsets: tuple[int, ...] = ()


def clean(raw: str, start: int) -> CleanText:
    """Return a line without what no person typed.

    Args:
        raw: One line of decoded text, or a part of one.
        start: Its offset in the decoded text.
    """
    if raw.isascii() and raw.isprintable():
        return CleanText(text=raw, start=start)
    if not _suspect().search(raw):
        return CleanText(text=raw, start=start)
    kept: list[str] = []
    offsets: list[int] = []
    position = 0
    for match in _dropped().finditer(raw):
        _keep(raw, position, match.start(), start, kept, offsets)
        position = match.end()
    _keep(raw, position, len(raw), start, kept, offsets)
    return _packed("".join(kept), offsets, start, len(raw))


def clean_markdown(line: CleanText, end: int) -> CleanText:
    """Return a clean line without Markdown's inline marks.

    Args:
        line: A clean line.
        end: Offset of the line's end in the decoded text.
    """
    if not _MARKDOWN.search(line.text):
        return line
    offsets = line.offsets or tuple(range(line.start, line.start + len(line.text) + 1))
    kept: list[str] = []
    kept_offsets: list[int] = []
    position = 0
    for match in _MARKDOWN.finditer(line.text):
        kept.append(line.text[position : match.start()])
        kept_offsets.extend(offsets[position : match.start()])
        for group in ("shown", "leaning"):
            if match[group] is not None:
                kept.append(match[group])
                kept_offsets.extend(offsets[match.start(group) : match.end(group)])
        position = match.end()
    kept.append(line.text[position:])
    kept_offsets.extend(offsets[position : len(line.text)])
    return _packed("".join(kept), kept_offsets, line.start, end - line.start)


@cache
def _dropped() -> re.Pattern[str]:
    raw = importlib.resources.files("drafter.intake").joinpath("data/dropped.txt")
    ranges: list[str] = []
    for line in raw.read_text("utf-8").splitlines():
        if line.startswith(("#", "[")):
            continue
        for piece in line.split():
            first, _, last = piece.partition("-")
            ranges.append(chr(int(first, 16)) + (f"-{chr(int(last, 16))}" if last else ""))
    return re.compile(f"{_ESCAPES}|{_CONTROLS}|[{''.join(ranges)}]")


@cache
def _suspect() -> re.Pattern[str]:
    rest = (_KEYCAP, _SPACES.pattern, _LOOK_ALIKES.pattern)
    return re.compile("|".join((_dropped().pattern, *rest)))


def _keep(raw: str, begin: int, end: int, start: int, kept: list[str], offsets: list[int]) -> None:
    piece = raw[begin:end]
    piece = _SPACES.sub(" ", piece).replace(_KEYCAP, "、")
    if _LOOK_ALIKES.search(piece):
        piece = _LOOK_ALIKES.sub(_ordinary, piece)
    kept.append(piece)
    offsets.extend(range(start + begin, start + end))


def _ordinary(match: re.Match[str]) -> str:
    plain = unicodedata.normalize("NFKC", match[0])
    return plain if len(plain) == 1 else match[0]


def _packed(text: str, offsets: list[int], start: int, length: int) -> CleanText:
    if not offsets:
        return CleanText(text="", start=start)
    if offsets[-1] - offsets[0] == len(offsets) - 1:
        return CleanText(text=text, start=offsets[0])
    return CleanText(text=text, start=offsets[0], offsets=(*offsets, start + length))
