"""Speech of notes → written language, by a table; the figures stay as they are (pure)."""

import re
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise

from drafter.drafting.meaning import oral_table, strayed
from drafter.drafting.note_patterns import note_pattern
from drafter.figures import Kind, find_figures

__all__ = ["formal_words", "set_figures_apart"]

# 一周5天 says how often and is one statement.
_TIMES = frozenset({Kind.DATE, Kind.PERIOD, Kind.AGE})
_DURATIONS = frozenset({"周", "天", "日", "月", "年", "个月", "小时"})


@lru_cache(maxsize=1)
def _formal_table() -> tuple[tuple[re.Pattern[str], str], ...]:
    lines = files("drafter.drafting").joinpath("data/formal.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]
    return tuple((note_pattern(pattern), formal) for pattern, formal in rows)


# The prompt, the judging and the plain sentences each ask for the same lines.
@lru_cache(maxsize=4096)
def formal_words(text: str) -> str:
    """Return note words in written language; the figures stay as they are.

    A replacement that would change any figure, or what the words say, is not made.
    """
    text = _arrows_told(text)
    words = text
    for pattern, formal in (*oral_table(), *_formal_table()):
        changed = pattern.sub(formal, text)
        if changed != text and _values(changed) == _values(text) and not strayed(changed, words):
            text = changed
    return text


def _arrows_told(text: str) -> str:
    """Return a text with what became of a number in words: 12场→15场 is 由12场增至15场."""
    if "→" not in text:
        return text
    figures = find_figures(text)
    told = text
    for left, right in reversed(list(pairwise(figures))):
        chained = text[right.end : right.end + 1] == "→" or text[left.start - 1 : left.start] == "→"
        if text[left.end : right.start] != "→" or chained or left.unit not in {None, right.unit}:
            continue
        was, became = left.value, right.value
        if not isinstance(was, Decimal) or not isinstance(became, Decimal) or was == became:
            continue
        opened = text[left.start - 1 : left.start] in ("由", "从")
        verb = "增至" if became > was else "降至"
        words = f"{'' if opened else '由'}{left.text}{verb}{right.text}"
        told = told[: left.start] + words + told[right.end :]
    return told if _values(told) == _values(text) else text


def _values(text: str) -> list[tuple[object, ...]]:
    return [(found.value, found.unit, found.qualifier) for found in find_figures(text)]


def _in_list(text: str, start: int, end: int) -> bool:
    """Whether figures stand among parts (主席班2期176人次、执委班2期210人次; 其中…)."""
    if "其中" in re.split("[。；;]", text[:start])[-1]:
        return True
    before = re.split("[，。；：（）,;:]", text[:start])[-1]
    behind = re.split("[，。；：（）,;:]", text[end:])[0]
    return "、" in before or "、" in behind


def set_figures_apart(text: str) -> str:
    """Put a comma between two figures that run together (2期60人; GB/T 15835 4.3)."""
    figures = find_figures(text)
    pieces: list[str] = []
    position = 0
    for left, right in pairwise(figures):
        ends = text[right.end : right.end + 1] in ("", "，", "。", "；", "、", " ", ",", ";")
        # 3月8 and 3块5 are one thing that was not read as one; 3月8场 needs no pause.
        counts = right.unit is not None or right.kind is not Kind.QUANTITY
        counts = counts and left.kind not in _TIMES and left.unit not in _DURATIONS
        counts = counts and not _in_list(text, left.start, right.end)
        if left.end == right.start and right.text[0].isdigit() and ends and counts:
            pieces.append(text[position : left.end] + "，")
            position = left.end
    pieces.append(text[position:])
    joined = "".join(pieces)
    # The comma must not have changed what the text says.
    return joined if _values(joined) == _values(text) else text
