"""What only the whole file shows: who sends messages, and which short lines stand over groups."""

import re
from collections.abc import Sequence
from typing import Final

from drafter.facts.joining import Logical
from drafter.facts.lexicon import Tag, cues, find_topic_words, words_of
from drafter.facts.shapes import (
    COLON_END,
    GROUP_LENGTH,
    MAJOR,
    MINOR,
    NUMBERED,
    QUANTITY,
    STAMP_LINE,
    STAMP_START,
    ends_as_heading,
    is_noise,
    is_role_line,
    scheme,
)

__all__ = ["ASIDE", "group_lines", "has_levels", "speakers_of"]

_LEVEL_MARK: Final = re.compile(r"(\d)[.．](\d{1,2})\s")
_HEAD_LENGTH: Final = 14
_LEAST_HEADS: Final = 3
ASIDE: Final = re.compile(r"[（(][^（）()]*[)）]$")


def has_levels(lines: Sequence[Logical | None]) -> bool:
    """Whether marks like 1.1 number the items of a file; 2.28, 3.3, 3.8 are days."""
    marks = {
        (match[1], match[2])
        for line in lines
        if line is not None and (match := _LEVEL_MARK.match(line.text))
    }
    return any(second == "1" and (first, "2") in marks for first, second in marks)


def speakers_of(lines: Sequence[Logical | None]) -> frozenset[str]:
    """Return who sent messages in this file, by the lines with their times."""
    names = set()
    for line in lines:
        if line is None:
            continue
        stamp = STAMP_LINE.match(line.text) or STAMP_START.match(line.text)
        if stamp:
            names |= {name for key, name in stamp.groupdict().items() if "who" in key and name}
    return frozenset(names)


def group_lines(lines: Sequence[Logical | None]) -> frozenset[int]:
    """Return the indexes of short lines that stand over groups: 三八节, 矛盾, ●暖心行动.

    One such line may be a thing done; where every line of its shape is short and names something,
    and others with figures stand below each, the shape is the file's way of writing headings.
    """
    shapes: dict[str, list[int]] = {}
    spoiled: set[str] = set()
    for index, line in enumerate(lines):
        if line is None or line.first.cells or is_noise(line.text) or MAJOR.match(line.text):
            continue
        mark = MINOR.match(line.text)
        shape = f"{scheme(mark[0]) if mark else ''}|{line.first.indent if mark else 0}"
        name = ASIDE.sub("", line.text[mark.end() if mark else 0 :]).strip().rstrip("：:")
        below = lines[index + 1] if index + 1 < len(lines) else None
        next_mark = MINOR.match(below.text) if below is not None and mark else None
        other = below is not None and not (
            mark and next_mark and scheme(next_mark[0]) == scheme(mark[0])
        )
        if not mark and not is_role_line(name) and below is not None and _is_heading(below.text):
            continue  # 流动妇女底数不清 right above 打算： is the last of its own group
        # ——不够的 above problems is as much a heading of the file's as ——维权 is.
        heads = bool(mark) and is_role_line(name) and not QUANTITY.search(name)
        if other and (heads or _names_group(name, marked=mark is not None)):
            shapes.setdefault(shape, []).append(index)
        elif mark:
            spoiled.add(shape)
    named = frozenset(
        index
        for shape, found in shapes.items()
        if shape not in spoiled and len(found) > 1 and _mostly_known(found, lines)
        for index in found
    )
    return named | _numbered_heads(lines)


def _is_heading(text: str) -> bool:
    return COLON_END.match(text) is not None or (
        len(text) <= _HEAD_LENGTH and is_role_line(text) and not QUANTITY.search(text)
    )


def _numbered_heads(lines: Sequence[Logical | None]) -> frozenset[int]:
    """Return the lines that count 1 to n through the file, with lines without a number below each.

    Items of a list follow each other; what stands apart by other lines is over those, whatever it
    is called (5、别人做的（只是在我们村）).
    """
    found: dict[str, list[tuple[int, int]]] = {}
    spoiled: set[str] = set()
    for index, line in enumerate(lines):
        match = NUMBERED.match(line.text) if line is not None else None
        if line is None or match is None or line.first.cells:
            continue
        name = ASIDE.sub("", line.text[match.end() :]).strip().rstrip("：:")
        below = lines[index + 1] if index + 1 < len(lines) else None
        heads = below is not None and NUMBERED.match(below.text) is None
        short = 2 <= len(name) <= _HEAD_LENGTH and not re.search(r"[\d，,。；;：:]", name)
        if heads and short and not QUANTITY.search(name):
            found.setdefault(match["mark"], []).append((int(match["number"]), index))
        else:
            spoiled.add(match["mark"])
    return frozenset(
        index
        for mark, heads in found.items()
        if mark not in spoiled
        and len(heads) >= _LEAST_HEADS
        and [number for number, _ in heads] == list(range(1, len(heads) + 1))
        for _, index in heads
    )


def _names_group(name: str, *, marked: bool) -> bool:
    """Whether a short line could name what stands below it: no figure, no act, no mark."""
    if not 2 <= len(name) <= GROUP_LENGTH or re.search(
        r"[\d，,。；;：:！!？?（）()@占都没是]", name
    ):
        return False
    if "、" in name and not marked:
        return False
    if name in cues()["noise"]["filler"] or QUANTITY.search(name):
        return False
    acts = {Tag.LIGHT} if marked else {Tag.VERB, Tag.TAKING, Tag.LIGHT}
    return not any(token.tag in acts for token in words_of(name)) and not name.endswith(
        ("了", "吧", "哈", "啊", "呢", "的")
    )


def _mostly_known(found: Sequence[int], lines: Sequence[Logical | None]) -> bool:
    """Whether most of such lines name a topic, and figures stand below most of them."""
    known = counted = 0
    for index in found:
        line = lines[index]
        text = line.text if line is not None else ""
        mark = MINOR.match(text)
        role = is_role_line(text[mark.end() :] if mark else text)
        known += role or bool(find_topic_words(text)) or ends_as_heading(text)
        below = [each.text for each in lines[index + 1 : index + 4] if each is not None]
        counted += role or any(QUANTITY.search(words) or re.search(r"\d", words) for words in below)
    return known * 2 >= len(found) and counted * 3 >= len(found) * 2
