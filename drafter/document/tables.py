"""Tables in other people's texts, told as sentences: a summary holds paragraphs, no tables."""

import re
from collections.abc import Sequence
from typing import Final

__all__ = ["is_table_row", "is_table_rule", "split_table_row", "told_rows"]

_RULE: Final = re.compile(r"\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?\s*)?|\|\s*:?-{2,}:?\s*")
_ENDS: Final = "。！？；"


def is_table_row(line: str) -> bool:
    """Whether a line is a row of a Markdown table by its looks."""
    return line.startswith("|") and line.count("|") >= 2


def is_table_rule(line: str) -> bool:
    """Whether a line is the rule between a Markdown table's head and its rows."""
    return "|" in line and _RULE.fullmatch(line) is not None


def split_table_row(line: str) -> list[str]:
    """Return the cells of a row of a Markdown table."""
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]


def told_rows(rows: Sequence[Sequence[str]]) -> list[str]:
    """Tell each row as one sentence with the words of the head before its cells.

    A first row without a figure is the head: 村 | 培训人次 over 柳湾村 | 60 becomes
    柳湾村：培训人次60。 Without a head the cells follow one another. No word is lost: a head
    over nothing is told as it stands.
    """
    filled = [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]
    if not filled:
        return []
    head = filled[0] if len(filled) > 1 and not any(map(_has_digit, filled[0])) else []
    if not head or len([cell for cell in head if cell]) < 2:
        return [_sentence("，".join(cell for cell in row if cell)) for row in filled]
    return [_told(head, row) for row in filled[1:]]


def _told(head: Sequence[str], row: Sequence[str]) -> str:
    opening, *rest = row
    named = [
        cell if at >= len(head) else f"{head[at]}{cell}"
        for at, cell in enumerate(rest, start=1)
        if cell
    ]
    # 序号 1 names nothing; the cell beside it does.
    lead = f"{head[0]}{opening}" if opening.isdigit() else opening
    if not lead or not named:
        return _sentence(lead or "，".join(named))
    return _sentence(f"{lead}：{'，'.join(named)}")


def _has_digit(cell: str) -> bool:
    return any(char.isdigit() for char in cell)


def _sentence(text: str) -> str:
    return text if text.endswith(tuple(_ENDS)) else f"{text}。"
