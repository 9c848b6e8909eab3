"""Persons' names in notes: by surname and what stands around it, weighed against the dictionary.

A name may be whole (a surname and one or two characters), hidden half (张某某, 郑×), a surname with
a title (王主任), of a nation whose names are spelled out, or broken over a line. Recall wins over
precision: what is missed leaves the machine, what is taken too much is only a token. Pure.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from drafter.privacy.segmenting import segment
from drafter.privacy.shapes import find_shaped
from drafter.privacy.types import Private, PrivateKind
from drafter.privacy.weighing import CJK, Candidate, best_of, find_candidates

__all__ = ["find_persons"]

_IS_CJK: Final = re.compile(rf"[{CJK}]")
_ENOUGH: Final = 4
_LISTED: Final = 0
_BROKEN: Final = 5
_GAPS: Final = re.compile(
    rf"(?<=[{CJK}])[ \u3000\t]?\n[ \u3000\t]*(?=[{CJK}])|(?<=[{CJK}])[ \u3000](?=[{CJK}])"
)
_LIST: Final = re.compile(r"[、,，/\s]+|(?<=[\u3400-\u9fff])[和与及](?=[\u3400-\u9fff])")


def find_persons(text: str) -> Iterator[Private]:
    """Yield the names of persons; spans may overlap, and the surname alone stands for a title's."""
    spans: set[tuple[int, int]] = set()
    for line in re.finditer(r"[^\n]+", text):
        spans |= {(line.start() + start, line.start() + end) for start, end in _in_line(line[0])}
    spans |= _broken(text, spans)
    spans |= _again(text, spans)
    for start, end in sorted(spans):
        yield Private(kind=PrivateKind.NAME, start=start, end=end, text=text[start:end])


def _in_line(line: str) -> set[tuple[int, int]]:
    if not _IS_CJK.search(line):
        return set()
    words = segment(line)
    chosen = best_of(find_candidates(line, words))
    spans = {(item.start, item.end) for item in chosen if item.score >= _ENOUGH}
    spans |= _listed(line, chosen, spans)
    spans |= _chained(chosen, spans)
    return spans | find_shaped(line, words, spans)


def _listed(
    line: str, chosen: Iterable[Candidate], spans: set[tuple[int, int]]
) -> set[tuple[int, int]]:
    """Return the weak candidates that stand alone between the marks of a list of names."""
    weak = {(item.start, item.end) for item in chosen if item.score >= _LISTED} - spans
    pieces: list[tuple[int, int]] = []
    place = 0
    for match in _LIST.finditer(line):
        pieces.append((place, match.start()))
        place = match.end()
    pieces.append((place, len(line)))
    found: set[tuple[int, int]] = set()
    # There and back, so that one sure name carries the weak ones on both sides.
    for order in (range(len(pieces)), range(len(pieces) - 1, -1, -1)):
        for index in order:
            start, end = pieces[index]
            beside = pieces[max(0, index - 1) : index] + pieces[index + 1 : index + 2]
            if any(low <= s and e <= high for low, high in beside for s, e in spans | found):
                found |= {
                    span for span in weak
                    if start <= span[0] and span[1] <= end and start == span[0]
                }  # fmt: skip
    return found


def _chained(chosen: Iterable[Candidate], spans: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """Return the weak candidates that names written without any mark enclose."""
    starts, ends = {start for start, _ in spans}, {end for _, end in spans}
    return {(item.start, item.end) for item in chosen if item.start in ends and item.end in starts}


def _broken(text: str, known: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """Return names with a space or a line's end inside them."""
    places = [place for match in _GAPS.finditer(text) for place in range(*match.span())]
    if not places:
        return set()
    gone = set(places)
    kept = [place for place in range(len(text)) if place not in gone]
    joined = "".join(text[place] for place in kept)
    found: set[tuple[int, int]] = set()
    for begin, line in _lines(joined):
        for item in best_of(find_candidates(line, segment(line))):
            start, end = kept[begin + item.start], kept[begin + item.end - 1] + 1
            crosses = end - start > item.end - item.start
            clash = any(
                start < high and low < end and not (start <= low and high <= end)
                for low, high in known
            )
            if crosses and item.score >= _BROKEN and not clash:
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
