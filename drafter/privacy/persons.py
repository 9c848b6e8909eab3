"""Persons' names in notes: by surname and what stands around it, weighed against the dictionary.

A name may be whole (a surname and one or two characters), hidden half (张某某, 郑×), a surname with
a title (王主任), of a nation whose names are spelled out, or broken over a line. Pure.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from drafter.privacy.segmenting import segment
from drafter.privacy.shapes import find_shaped
from drafter.privacy.types import Private, PrivateKind
from drafter.privacy.weighing import CJK, Candidate, best_of, find_candidates

__all__ = ["find_persons"]

_IS_CJK: Final = re.compile(rf"[{CJK}]")
# Log-odds from which a stretch is taken for a name.
_SURE: Final = -1.1
_WIDE: Final = -4.5
# A word taken for a name is gone from the prose: an everyday word needs more.
_DOUBT: Final = 1.15
# A space or a line's end between two characters mostly parts words.
_CROSSING: Final = 2.0
_GAPS: Final = re.compile(
    rf"(?<=[{CJK}])[ \u3000\t]?\n[ \u3000\t]*(?=[{CJK}])|(?<=[{CJK}])[ \u3000](?=[{CJK}])"
)
_SIZES: Final = (2, 3, 4)
_REMEMBERED: Final = 16_384
_LIST: Final = re.compile(r"[、,，/；;\s]+|(?<=[\u3400-\u9fff])[和与及跟同](?=[\u3400-\u9fff])")
_NUMBERED: Final = re.compile(r"^\s*[（(]?\d{1,2}[.、)）]\s*")


def find_persons(text: str, *, wide: bool = False) -> Iterator[Private]:
    """Yield the names of persons; spans may overlap, and the surname alone stands for a title's.

    Args:
        text: Any text.
        wide: Whether weak evidence is enough.
    """
    spans: set[tuple[int, int]] = set()
    enough = _WIDE if wide else _SURE
    for line in re.finditer(r"[^\n]+", text):
        spans |= {
            (line.start() + start, line.start() + end)
            for start, end in _in_line(line[0], enough, wide=wide)
        }
    spans |= _broken(text, spans, enough)
    spans |= _again(text, spans)
    for start, end in sorted(spans):
        yield Private(kind=PrivateKind.NAME, start=start, end=end, text=text[start:end])


# A line stands in the notes, in the sheet and in the draft, and is searched each time.
@lru_cache(maxsize=_REMEMBERED)
def _in_line(line: str, enough: float, *, wide: bool) -> frozenset[tuple[int, int]]:
    if not _IS_CJK.search(line):
        return frozenset()
    words = segment(line)
    doubt = 0.0 if wide else _DOUBT
    spans = _above(find_candidates(line, words), enough, doubt)
    # A sure name carries the weak ones beside it in a list.
    pieces = list_pieces(line)
    for _ in range(len(pieces)):
        beside = beside_names(pieces, spans)
        more = _above(find_candidates(line, words, beside), enough, doubt) if beside else spans
        if more <= spans:
            break
        spans |= more
    spans = _longest(spans)
    return frozenset(spans | find_shaped(line, words, spans, wide=wide))


def _above(
    candidates: Iterable[Candidate], enough: float, doubt: float = 0.0
) -> set[tuple[int, int]]:
    """Return the spans of the names; where nothing bears one, ``doubt`` is asked for too."""
    sure = (item for item in candidates if item.borne or item.score >= enough + doubt)
    return {(item.start, item.end) for item in best_of(sure, enough)}


def _longest(spans: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
    kept: set[tuple[int, int]] = set()
    for start, end in sorted(spans, key=lambda span: span[0] - span[1]):
        if not any(start < high and low < end for low, high in kept):
            kept.add((start, end))
    return kept


def list_pieces(line: str) -> list[tuple[int, int]]:
    """Return the pieces between the marks of a list, without what numbers them."""
    pieces: list[tuple[int, int]] = []
    place = 0
    for start, end in (*(match.span() for match in _LIST.finditer(line)), (len(line), len(line))):
        number = _NUMBERED.match(line[place:start])
        pieces.append((place + (number.end() if number else 0), start))
        place = end
    return pieces


def beside_names(
    pieces: list[tuple[int, int]], spans: Iterable[tuple[int, int]]
) -> set[tuple[int, int]]:
    """Return the stretches of a name's length that stand in a list next to a name.

    They begin a piece; the first of a list may end one instead (组织覃爱华、王秀英).
    """
    spans = list(spans)
    held = [any(low <= s and e <= high for s, e in spans) for low, high in pieces]
    found: set[tuple[int, int]] = set()
    for index, (start, end) in enumerate(pieces):
        if any(held[max(0, index - 1) : index] + held[index + 1 : index + 2]):
            found |= {(start, start + size) for size in _SIZES if start + size <= end}
        follower = pieces[index + 1][0] if index + 1 < len(pieces) else -1
        if any(low == follower for low, _ in spans):
            found |= {(end - size, end) for size in _SIZES if start <= end - size}
    return found


def _broken(text: str, known: set[tuple[int, int]], enough: float) -> set[tuple[int, int]]:
    """Return names with a space or a line's end inside them.

    Two words that a space parts are no name when each was found to be one, or part of one.
    """
    places = [place for match in _GAPS.finditer(text) for place in range(*match.span())]
    if not places:
        return set()
    gone = set(places)
    kept = [place for place in range(len(text)) if place not in gone]
    joined = "".join(text[place] for place in kept)
    found: set[tuple[int, int]] = set()
    for begin, line in _lines(joined):
        for item in best_of(find_candidates(line, segment(line)), enough):
            start, end = kept[begin + item.start], kept[begin + item.end - 1] + 1
            crosses = end - start > item.end - item.start
            clash = any(
                start < high and low < end and not (start <= low and high <= end)
                for low, high in known
            )
            # 庞 春 燕: characters set apart one by one are a name more often than not.
            apart = all(len(piece) == 1 for piece in re.split(r"[ \u3000\t]", text[start:end]))
            if (
                crosses
                and item.score >= enough + (0 if apart else _CROSSING)
                and (apart or not clash)
            ):
                found.add((start, end))
    return found


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for match in re.finditer(r"[^\n]+", text):
        yield match.start(), match[0]


def _again(text: str, spans: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """Return further places of the whole names that were found."""
    names = {"".join(text[start:end].split()) for start, end in spans if end - start > 1}
    found: set[tuple[int, int]] = set()
    for name in names:
        if "某" in name or len(name) < 2:
            continue
        everyday = segment(name).ordinary_at(0) == len(name)
        for match in re.finditer(r"\s?".join(map(re.escape, name)), text):
            alone = not _IS_CJK.match(text[max(0, match.start() - 1) : match.start()] or " ")
            if alone or not everyday:
                found.add(match.span())
    return found
