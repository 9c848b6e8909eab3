"""YAML and JSON notes become lines: a list of records is a table, a mapping is headed passages.

Only the tree of nodes is composed: tags build nothing, and aliases are counted before they are
followed, so that a small file cannot grow.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from drafter.errors import InputError
from drafter.facts.types import NoteLine, Notes
from drafter.intake.cleaning import clean
from drafter.intake.plain import lines_of_passages
from drafter.intake.rows import Cell, Row
from drafter.intake.tables import read_rows

__all__ = ["notes_from_tree"]

_DEEPEST: Final = 40
# Twenty places that repeat others can stand for some thousands of words, forty for a billion.
_ALIAS: Final = re.compile(r"(?:^|[\s\[,{])\*\w", re.MULTILINE)
_MOST_ALIASES: Final = 20
_MOST_NODES: Final = 300_000
_FEWEST_NODES: Final = 1_000
_YEAR: Final = re.compile(r"(?:19|20)\d\d.*")
_BREAKS: Final = ("\r\n", "\r")


@dataclass(frozen=True, slots=True)
class _Scalar:
    text: str
    start: int
    end: int
    line: int


def notes_from_tree(text: str, path: str) -> Notes:
    """Return YAML or JSON notes.

    Raises:
        InputError: The file does not follow its format; line and column are named.
    """
    for mark in _BREAKS:
        text = text.replace(mark, "\n")
    root = _composed(text, path)
    if root is not None and _unfolded(root, {}) > max(len(text), _FEWEST_NODES):
        # Without aliases every node takes a character; with them 200 bytes become millions.
        raise InputError("内容套得太多", path=path, todo="请改成一行一事的文字再试。")
    reader = _Reader(text, path)
    if root is not None:
        reader.read(root, 0, "")
    return Notes(name=path, text=text, lines=tuple(reader.lines))


def _unfolded(node: Any, known: dict[int, int]) -> int:  # noqa: ANN401
    """Return how many nodes there are once every alias is followed."""
    if node.id == "scalar":
        return 1
    if id(node) not in known:
        known[id(node)] = 1  # one that holds itself
        children = (
            (part for pair in node.value for part in pair) if node.id == "mapping" else node.value
        )
        known[id(node)] = 1 + sum(_unfolded(child, known) for child in children)
    return known[id(node)]


def _composed(text: str, path: str) -> Any:  # noqa: ANN401 # ruamel's nodes
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    depth = deepest = 0
    for char in text:
        if char in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif char in "]}":
            depth -= 1
    if deepest > 4 * _DEEPEST:
        raise InputError("内容套得太深", path=path, todo="请改成一行一事的文字再试。")
    if not path.lower().endswith(".json") and len(_ALIAS.findall(text)) > _MOST_ALIASES:
        raise InputError("内容套得太深或太多", path=path, todo="请改成一行一事的文字再试。")
    # Tabs are no indentation in YAML, but JSON files are full of them.
    source = text.replace("\t", " ") if path.lower().endswith(".json") else text
    try:
        return YAML(typ="safe", pure=True).compose(source)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = None if mark is None else mark.line + 1
        excerpt = None
        if line is not None:
            lines = text.split("\n")
            excerpt = lines[line - 1] if line <= len(lines) else None
        raise InputError(
            "格式不对",
            path=path,
            line=line,
            excerpt=excerpt,
            column=None if mark is None or excerpt is None else min(mark.column, len(excerpt)),
            todo="请检查这一行的缩进、引号和冒号；不熟悉格式时可存成 .txt，一行写一件事。",
        ) from error
    except (YAMLError, ValueError, RecursionError, AttributeError) as error:
        raise InputError(
            "格式不对", path=path, todo="请检查缩进、引号和冒号，或存成 .txt，一行写一件事。"
        ) from error


class _Reader:
    def __init__(self, text: str, path: str) -> None:
        self.text = text
        self.path = path
        self.lines: list[NoteLine] = []
        self.count = 0

    def read(self, node: Any, depth: int, key: str) -> None:  # noqa: ANN401
        """Read one node and what is below it into lines."""
        self._check(depth)
        kind = node.id
        if kind == "scalar":
            self._scalar_lines(node, key, depth)
        elif kind == "sequence":
            self._sequence(node, depth)
        elif kind == "mapping":
            self._mapping(node, depth)

    def _check(self, depth: int) -> None:
        self.count += 1
        if depth > _DEEPEST or self.count > _MOST_NODES:
            raise InputError("内容套得太深或太多", path=self.path, todo="请拆成几个文件再试。")

    def _sequence(self, node: Any, depth: int) -> None:  # noqa: ANN401
        records = [child for child in node.value if _is_record(child)]
        if records and len(records) == len(node.value):
            self._table(records)
            return
        rows = [child for child in node.value if _is_row(child)]
        if len(rows) > 1 and len(rows) == len(node.value):
            self._table_of_rows(rows)
            return
        for child in node.value:
            self.read(child, depth + 1, "")

    def _mapping(self, node: Any, depth: int) -> None:  # noqa: ANN401
        for key_node, value_node in node.value:
            key = _Scalar(
                str(getattr(key_node, "value", "")),
                key_node.start_mark.index,
                key_node.end_mark.index,
                key_node.start_mark.line + 1,
            )
            if value_node.id == "scalar":
                self._pair(key, value_node)
                continue
            self._add(f"{key.text}：", key, indent=2 * depth)
            self.read(value_node, depth + 1, key.text)
            if depth == 0:
                self.lines.append(NoteLine(text="", start=key.end, line=key.line))

    def _pair(self, key: _Scalar, node: Any) -> None:  # noqa: ANN401
        value = _scalar(node)
        if not value.text.strip() or node.tag.endswith(":null"):
            return
        if "\n" in value.text:
            self._add(f"{key.text}：", key)
            self._scalar_lines(node, "", 1)
            return
        cell = self._cell(value)
        counts = _is_number(cell.text) and not _YEAR.fullmatch(cell.text)
        lead = key.text if counts else f"{key.text}："
        first = cell.offsets[0] if cell.offsets else value.start
        offsets = (*[first] * len(lead), *cell.offsets)
        self.lines.append(
            NoteLine(
                text=lead + cell.text,
                start=first,
                line=value.line,
                offsets=(*offsets, offsets[-1] + 1),
            )
        )

    def _table(self, records: list[Any]) -> None:
        headings: list[str] = []
        for record in records:
            for key_node, _ in record.value:
                if key_node.value not in headings:
                    headings.append(str(key_node.value))
        rows = [Row(cells=tuple(Cell(text=heading) for heading in headings), line=0)]
        for record in records:
            self._check(0)
            values = {str(key.value): value for key, value in record.value}
            cells = [
                self._cell(_scalar(values[heading])) if heading in values else Cell(text="")
                for heading in headings
            ]
            rows.append(Row(cells=tuple(cells), line=record.start_mark.line + 1))
        if len(rows) == 2:
            # One record: the headings still lead its values.
            rows.append(Row(cells=(), line=rows[-1].line))
        self._passages(rows)

    def _table_of_rows(self, nodes: list[Any]) -> None:
        rows = []
        for node in nodes:
            self._check(0)
            cells = tuple(self._cell(_scalar(child)) for child in node.value)
            rows.append(Row(cells=cells, line=node.start_mark.line + 1))
        self._passages(rows)

    def _passages(self, rows: list[Row]) -> None:
        passages = [passage for passage in read_rows(rows) if passage.text]
        self.lines.extend(lines_of_passages(passages, self.text))

    def _scalar_lines(self, node: Any, key: str, depth: int) -> None:  # noqa: ANN401
        value = _scalar(node)
        del key
        if node.tag.endswith(":null"):
            return
        offsets = _aligned(self.text, value)
        position = 0
        for piece in value.text.split("\n"):
            places = offsets[position : position + len(piece)]
            position += len(piece) + 1
            line = clean(piece, 0)
            inner = line.offsets[: len(line.text)] or tuple(
                range(line.start, line.start + len(line.text))
            )
            text = line.text.strip()
            left = len(line.text) - len(line.text.lstrip())
            kept = tuple(places[place] for place in inner[left : left + len(text)])
            self._append(text, kept, value, indent=left + (2 if depth > 1 else 0))

    def _append(
        self, text: str, offsets: tuple[int, ...], value: _Scalar, *, indent: int = 0
    ) -> None:
        start = offsets[0] if offsets else value.start
        same = self.text[start : start + len(text)] == text
        self.lines.append(
            NoteLine(
                text=text,
                start=start,
                line=self.text.count("\n", 0, start) + 1 if not same else self._line_of(start),
                indent=indent,
                offsets=() if same or not offsets else (*offsets, offsets[-1] + 1),
            )
        )

    def _line_of(self, start: int) -> int:
        return self.text.count("\n", 0, start) + 1

    def _add(self, text: str, key: _Scalar, *, indent: int = 0) -> None:
        places = _aligned(self.text, key)
        last = places[-1] if places else key.start
        offsets = (*places, *[last] * (len(text) - len(places)))
        self.lines.append(
            NoteLine(
                text=text,
                start=key.start,
                line=key.line,
                indent=indent,
                offsets=(*offsets, last + 1),
            )
        )

    def _cell(self, value: _Scalar) -> Cell:
        places = _aligned(self.text, value)
        flat = value.text.replace("\n", " ")
        line = clean(flat, 0)
        inner = line.offsets[: len(line.text)] or tuple(
            range(line.start, line.start + len(line.text))
        )
        text = line.text.strip()
        left = len(line.text) - len(line.text.lstrip())
        return Cell(text=text, offsets=tuple(places[i] for i in inner[left : left + len(text)]))


def _is_record(node: Any) -> bool:  # noqa: ANN401
    return (
        node.id == "mapping"
        and bool(node.value)
        and all(key.id == "scalar" and value.id == "scalar" for key, value in node.value)
    )


def _is_row(node: Any) -> bool:  # noqa: ANN401
    return (
        node.id == "sequence"
        and bool(node.value)
        and all(child.id == "scalar" for child in node.value)
    )


def _is_number(text: str) -> bool:
    return bool(text) and text[0].isdigit() and len(text) <= 12


def _scalar(node: Any) -> _Scalar:  # noqa: ANN401
    text = "" if node.tag.endswith(":null") else str(node.value)
    return _Scalar(text, node.start_mark.index, node.end_mark.index, node.start_mark.line + 1)


def _aligned(text: str, value: _Scalar) -> list[int]:
    """Return where each character of a scalar's value stands in the file, escapes included."""
    places = list(_walk(text, value))
    last = places[-1] if places else value.start
    places.extend([last] * (len(value.text) - len(places)))
    return places


def _walk(text: str, value: _Scalar) -> Iterator[int]:
    quoted = text[value.start : value.start + 1] == '"'
    position = value.start + (1 if text[value.start : value.start + 1] in {'"', "'"} else 0)
    end = min(value.end, len(text))
    for char in value.text:
        while position < end:
            here = text[position]
            if here == char:
                break
            if quoted and here == "\\":
                break
            if char == "\n" and here == "\n":
                break
            if here in " \n\t\r|>+-'" or (char in " \n" and here.isspace()):
                position += 1
                continue
            break
        yield min(position, max(end - 1, value.start))
        if quoted and text[position : position + 1] == "\\":
            position += {"u": 6, "U": 10, "x": 4}.get(text[position + 1 : position + 2], 2)
            if ord(char) >= 0x10000 and text[position : position + 2] == "\\u":
                position += 6  # the second half of a pair
        else:
            position += 1
