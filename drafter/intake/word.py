"""A Word file becomes the lines a reader sees: tracked changes settled, boxes and notes kept.

The parts are read straight from the package, because text boxes, footnotes, tracked changes and
merged cells lie outside what the usual library shows. No reference out of the file is followed.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from drafter.facts.types import NoteLine, Notes
from drafter.intake.archive import Archive, too_large
from drafter.intake.cleaning import clean
from drafter.intake.rows import Cell, Row
from drafter.intake.tables import read_rows

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["notes_from_word"]

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_VALUE: Final = f"{_W}val"
_DEEPEST: Final = 60
_MOST_LINES: Final = 200_000
_HEADING_STYLE: Final = re.compile(r"(?i)^(?:heading|标题|toc heading)\s*(?P<level>[1-9])?$")
# What Word leaves out of the visible text.
_SKIPPED: Final = frozenset(
    f"{_W}{tag}"
    for tag in ("del", "moveFrom", "instrText", "delText", "delInstrText", "rPr", "pPr", "sectPr")
)
_TEXTS: Final = {
    f"{_W}tab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "-",
    f"{_W}softHyphen": "",
}


def notes_from_word(archive: Archive, path: str) -> Notes:
    """Return a Word file as notes: one line for each paragraph, line break and table row."""
    reader = _Reader(archive)
    body = archive.parse("word/document.xml").find(f"{_W}body")
    if body is not None:
        reader.read_blocks(body, 0)
    lines: list[NoteLine] = []
    start = 0
    for number, line in enumerate(reader.lines, 1):
        lines.append(
            NoteLine(
                text=line.text,
                start=start,
                line=number,
                place=line.place,
                indent=line.indent,
                cells=line.cells,
                added=line.added,
                heading_level=line.heading_level,
                listed=line.listed,
            )
        )
        start += len(line.text) + 1
    text = "\n".join(line.text for line in lines)
    return Notes(name=path, text=text, lines=tuple(lines), remarks=tuple(reader.remarks))


class _Reader:
    """Collects lines in reading order; ``start`` and ``line`` are set when all are known."""

    def __init__(self, archive: Archive) -> None:
        self.path = archive.path
        self.lines: list[NoteLine] = []
        self.remarks: list[str] = []
        self.paragraphs = 0
        self.tables = 0
        self.styles = _style_levels(archive)
        self.notes = {**_notes(archive, "footnote"), **_notes(archive, "endnote")}
        self.boxes: list[Element] = []
        self.cited: list[str] = []
        if archive.has("word/comments.xml"):
            self._remark("文中的批注没有读入。")

    def read_blocks(self, parent: "Element", depth: int) -> None:
        """Read paragraphs and tables, whatever wraps them."""
        if depth > _DEEPEST or len(self.lines) > _MOST_LINES:
            raise too_large(self.path)
        for child in parent:
            if child.tag == f"{_W}p":
                self._read_paragraph(child, depth)
            elif child.tag == f"{_W}tbl":
                self._read_table(child, depth)
            elif child.tag in _SKIPPED:
                if child.tag in {f"{_W}del", f"{_W}moveFrom"}:
                    self._remark("有修订没有接受，已按接受后的文字读入。")
            else:
                self.read_blocks(_chosen(child), depth + 1)

    def _remark(self, sentence: str) -> None:
        if sentence not in self.remarks:
            self.remarks.append(sentence)

    def _read_paragraph(self, paragraph: "Element", depth: int) -> None:
        self.paragraphs += 1
        place = f"第{self.paragraphs}段"
        level, listed, indent = self._form(paragraph)
        for raw in self._text(paragraph, 0).split("\n"):
            self._add(raw, place, level=level, listed=listed, indent=indent)
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self.read_blocks(box, depth + 1)
        cited, self.cited = self.cited, []
        for key in cited:
            kind = "脚注" if key.startswith("foot") else "尾注"
            self._add(self.notes.get(key, ""), f"{place}{kind}")

    def _add(
        self, raw: str, place: str, *, level: int = 0, listed: bool = False, indent: int = 0
    ) -> None:
        body = raw.strip()
        self.lines.append(
            NoteLine(
                text=clean(body, 0).text.strip(),
                start=0,
                line=0,
                place=place,
                indent=indent or len(raw) - len(raw.lstrip()),
                heading_level=level,
                listed=listed,
            )
        )

    def _form(self, paragraph: "Element") -> tuple[int, bool, int]:
        """Return heading level, whether it is an item of a list, and its indent."""
        properties = paragraph.find(f"{_W}pPr")
        if properties is None:
            return 0, False, 0
        level = 0
        style = properties.find(f"{_W}pStyle")
        if style is not None:
            level = self.styles.get(style.get(_VALUE, ""), 0)
        outline = properties.find(f"{_W}outlineLvl")
        if outline is not None and outline.get(_VALUE, "9").isdigit():
            level = level or (int(outline.get(_VALUE, "9")) + 1) % 10
        numbering = properties.find(f"{_W}numPr")
        if numbering is None or level:
            return level, False, 0
        depth = numbering.find(f"{_W}ilvl")
        value = "0" if depth is None else depth.get(_VALUE, "0")
        return 0, True, 2 * (int(value) if value.isdigit() else 0)

    def _text(self, element: "Element", depth: int) -> str:
        """Return the visible text of one paragraph; boxes and notes wait for its end."""
        if depth > _DEEPEST:
            raise too_large(self.path)
        parts: list[str] = []
        for child in element:
            tag = child.tag
            if tag == f"{_W}t":
                parts.append(child.text or "")
            elif tag in _TEXTS:
                parts.append("" if child.get(f"{_W}type") == "page" else _TEXTS[tag])
            elif tag == f"{_W}r" and _has(child, "vanish"):
                self._remark("有隐藏的文字，没有读入。")
            elif tag == f"{_W}r" and (_has(child, "strike") or _has(child, "dstrike")):
                self._remark("有划掉的文字，没有读入。")
            elif tag in _SKIPPED:
                if tag in {f"{_W}del", f"{_W}moveFrom"}:
                    self._remark("有修订没有接受，已按接受后的文字读入。")
            elif tag == f"{_W}txbxContent":
                self.boxes.append(child)
            elif tag in {f"{_W}footnoteReference", f"{_W}endnoteReference"}:
                kind = "foot" if tag == f"{_W}footnoteReference" else "end"
                self.cited.append(f"{kind}{child.get(f'{_W}id')}")
            else:
                parts.append(self._text(_chosen(child), depth + 1))
        return "".join(parts)

    def _read_table(self, table: "Element", depth: int) -> None:
        self.tables += 1
        number = self.tables
        rows = list(self._rows(table, number, depth))
        if rows and all(len(row.cells) == 1 for row in rows):
            # A table of one column is a frame around paragraphs.
            for cell in table.iter(f"{_W}tc"):
                self.read_blocks(cell, depth + 1)
            return
        if depth:
            self._remark("有表格套在表格里，已逐行读入。")
        # A blank line on both sides keeps a table's rows apart from the paragraphs around it.
        self._add("", "")
        for passage in read_rows(rows):
            self.lines.append(
                NoteLine(
                    text=passage.text,
                    start=0,
                    line=0,
                    place=passage.place,
                    cells=passage.cells,
                    added=passage.added,
                )
            )
        self._add("", "")

    def _rows(self, table: "Element", number: int, depth: int) -> Iterator[Row]:
        if depth > _DEEPEST:
            raise too_large(self.path)
        above: dict[int, str] = {}
        for index, row in enumerate(_within(table, f"{_W}tr"), 1):
            if index > _MOST_LINES:
                raise too_large(self.path)
            cells: list[Cell] = []
            column = 0
            for cell in _within(row, f"{_W}tc"):
                span, merge = _spans(cell)
                text = self._cell_text(cell, depth)
                continued = merge == "continue"
                if continued:
                    text = above.get(column, "")
                elif merge == "restart":
                    above[column] = text
                cells.append(Cell(text=text, span=span, continued=continued))
                column += span
            yield Row(cells=tuple(cells), line=index, place=f"表{number}第{index}行")

    def _cell_text(self, cell: "Element", depth: int) -> str:
        pieces: list[str] = []
        for child in cell.iter(f"{_W}p"):
            piece = clean(self._text(child, depth + 1).replace("\n", " ").strip(), 0).text.strip()
            for key in self.cited:
                piece = f"{piece}（{self.notes.get(key, '')}）"
            self.cited.clear()
            if piece:
                pieces.append(piece)
        self.boxes.clear()
        text = ""
        for piece in pieces:
            glue = "" if not text or text[-1] in "，。；：、,;:" else "；"
            text += glue + piece
        return text


def _chosen(element: "Element") -> "Element":
    """Of the two copies that Word writes of a drawing, the first; the other says the same."""
    if element.tag == f"{_MC}AlternateContent":
        choice = element.find(f"{_MC}Choice")
        return element if choice is None else choice
    return element


def _within(parent: "Element", tag: str) -> Iterator["Element"]:
    """Yield children of that tag, through content controls and insertions."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in {f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"}:
            yield from _within(child, tag)


def _spans(cell: "Element") -> tuple[int, str]:
    properties = cell.find(f"{_W}tcPr")
    if properties is None:
        return 1, ""
    wide = properties.find(f"{_W}gridSpan")
    value = "1" if wide is None else wide.get(_VALUE, "1")
    span = min(int(value), 200) if value.isdigit() and int(value) else 1
    merge = properties.find(f"{_W}vMerge")
    return span, "" if merge is None else merge.get(_VALUE, "continue")


def _has(run: "Element", name: str) -> bool:
    """Whether a run is marked as hidden (vanish) or struck through."""
    properties = run.find(f"{_W}rPr")
    mark = None if properties is None else properties.find(f"{_W}{name}")
    return mark is not None and mark.get(_VALUE, "1") not in {"0", "false"}


def _style_levels(archive: Archive) -> dict[str, int]:
    """Return the heading level of each style that is a heading's, by the style's id."""
    if not archive.has("word/styles.xml"):
        return {}
    levels: dict[str, int] = {}
    for style in archive.parse("word/styles.xml").iter(f"{_W}style"):
        name = style.find(f"{_W}name")
        match = _HEADING_STYLE.match("" if name is None else name.get(_VALUE, ""))
        outline = style.find(f"{_W}pPr/{_W}outlineLvl")
        if match:
            levels[style.get(f"{_W}styleId", "")] = int(match["level"] or 1)
        elif name is not None and name.get(_VALUE, "") in {"Title", "标题"}:
            levels[style.get(f"{_W}styleId", "")] = 1
        elif outline is not None and outline.get(_VALUE, "9") in set("012345678"):
            levels[style.get(f"{_W}styleId", "")] = int(outline.get(_VALUE, "8")) + 1
    return levels


def _notes(archive: Archive, kind: str) -> dict[str, str]:
    """Return footnotes or endnotes by the key that references use."""
    name = f"word/{kind}s.xml"
    if not archive.has(name):
        return {}
    found = {}
    for note in archive.parse(name).iter(f"{_W}{kind}"):
        if note.get(f"{_W}type") in {"separator", "continuationSeparator", "continuationNotice"}:
            continue
        text = "".join(part.text or "" for part in note.iter(f"{_W}t"))
        found[f"{kind.removesuffix('note')}{note.get(f'{_W}id')}"] = text.strip()
    return found
