"""How ``drafter figures`` shows what it found: in the text by colour, or one line a figure."""

from collections import Counter
from typing import Final

from drafter.figures import Figure, Kind, Qualifier, Value

__all__ = ["cells_apart", "coloured", "listed", "stated", "summed_up"]

_RESET: Final = "\x1b[0m"
# Kinds that a reader checks together share a colour; what is no figure is dimmed.
_COLOURS: Final = {
    Kind.QUANTITY: "\x1b[1;36m",
    Kind.RANGE: "\x1b[1;36m",
    Kind.MONEY: "\x1b[1;33m",
    Kind.PERCENT: "\x1b[1;32m",
    Kind.MULTIPLE: "\x1b[1;32m",
    Kind.FRACTION: "\x1b[1;32m",
    Kind.DATE: "\x1b[1;34m",
    Kind.PERIOD: "\x1b[1;34m",
    Kind.AGE: "\x1b[1;35m",
    Kind.ORDINAL: "\x1b[1;35m",
    Kind.NUMBER_CODE: "\x1b[1;31m",
}
_DIM: Final = "\x1b[2;9m"
_NAMES: Final = {
    Kind.QUANTITY: "数量",
    Kind.MONEY: "金额",
    Kind.PERCENT: "百分比",
    Kind.MULTIPLE: "倍数",
    Kind.FRACTION: "分数",
    Kind.DATE: "日期",
    Kind.PERIOD: "时段",
    Kind.AGE: "年龄",
    Kind.RANGE: "范围",
    Kind.ORDINAL: "序次",
    Kind.NUMBER_CODE: "号码",
    Kind.ENUMERATOR: "序号",
    Kind.FIXED_TERM: "固定词",
    Kind.IDIOM: "习语",
    Kind.NAME: "名称",
    Kind.PLACEHOLDER: "待填",
}
_HEDGES: Final = {
    Qualifier.EXACT: "",
    Qualifier.OVER: "超过",
    Qualifier.UNDER: "接近或不到",
    Qualifier.ABOUT: "大约",
    Qualifier.AT_LEAST: "至少",
    Qualifier.AT_MOST: "至多",
}


def cells_apart(text: str) -> str:
    """Return comma-separated text with its cells parted by tabs, offsets unchanged.

    12,120 in such a file is two cells and no number with a thousands separator.
    """
    pieces = text.split('"')  # every other piece stands inside quotation marks
    pieces[::2] = [piece.replace(",", "\t") for piece in pieces[::2]]
    return '"'.join(pieces)


def coloured(text: str, found: tuple[Figure, ...]) -> str:
    """Return the text with its figures in the colour of their kind."""
    pieces, at = [], 0
    for figure in found:
        colour = _COLOURS.get(figure.kind, _DIM) if figure.is_figure else _DIM
        pieces += [_printable(text[at : figure.start]), colour, _printable(figure.text), _RESET]
        at = figure.end
    pieces.append(_printable(text[at:]))
    return "".join(pieces)


def _printable(text: str) -> str:
    # A text must not steer the terminal that shows it.
    return "".join(char if char in "\n\t" or char.isprintable() else "�" for char in text)


def summed_up(found: tuple[Figure, ...]) -> str:
    """Return how many figures of each kind there are."""
    counts = Counter(figure.kind for figure in found)
    parts = [f"{_NAMES[kind]}{count}" for kind, count in counts.most_common()]
    real = sum(figure.is_figure for figure in found)
    return f"共 {real} 处数据" + (f"（{'，'.join(parts)}）" if parts else "") + "。"


def listed(text: str, found: tuple[Figure, ...]) -> str:
    """Return one line a figure: place, surface, kind and what it states."""
    rows, line, line_start, at = [], 1, 0, 0
    for figure in found:
        line += text.count("\n", at, figure.start)
        line_start = text.rfind("\n", 0, figure.start) + 1
        at = figure.start
        place = f"{line}:{figure.start - line_start + 1}"
        row = f"{place}\t{_printable(figure.text)}\t{_NAMES[figure.kind]}"
        rows.append(f"{row}\t{stated(figure)}")
    return "\n".join(rows) if rows else "没有数据。"


def stated(figure: Figure) -> str:
    """Return what a figure states in plain words: 至少 2 次，每年."""
    if not figure.is_figure:
        return "只引出下文的列举" if figure.announces else "不是数据"
    words = [_HEDGES[figure.qualifier], _shown(figure.value), figure.unit or ""]
    per = f"，每{figure.per.replace('·', '每')}" if figure.per else ""
    return " ".join(word for word in words if word) + per


def _shown(value: Value) -> str:
    if value is None:
        return "未说明数目"
    if isinstance(value, tuple):
        return f"{value[0]}～{value[1]}"
    return str(value)
