"""Read a Word file back into a document, so that what was edited in Word can go on in drafter.

Files that drafter wrote are read by their styles. In other people's files, headings are known by
Word's own heading styles, else the text is read by its looks like any pasted text. Tracked
insertions count, tracked deletions do not.
"""

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from drafter.document import (
    VISIBLE_NOTE,
    Block,
    Document,
    Heading,
    Paragraph,
    parse_text,
    split_enumerator,
    take_frame,
    told_rows,
)
from drafter.errors import InputError, unreadable

if TYPE_CHECKING:
    from docx.document import Document as Package
    from lxml.etree import _Element

__all__ = ["open_docx", "read_docx"]

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SKIPPED: Final = (
    f"{_W}del",
    f"{_W}moveFrom",
    f"{_W}instrText",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
)
# A summary is some dozen kilobytes; a package that unpacks to more is none, or an attack.
_MOST_UNPACKED: Final = 200_000_000
_MOST_COLUMNS: Final = 63  # of a Word table
_OWN_STYLES: Final = frozenset({"Salutation", "Signature", "Date", "附件说明", "附件标记"})
# Text that an enumerator makes no heading.
_TEXT_STYLES: Final = frozenset({"Body Text", "附件说明"})
_PARTS_OF_LAYOUT: Final = frozenset({"附件标记", "起草说明"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """One paragraph of the file with the name of its style."""

    text: str
    style: str


def read_docx(path: Path) -> Document:
    """Read a Word file.

    Raises:
        InputError: The file cannot be opened or is no Word file.
    """
    lines = [line for line in _lines(path) if line.text]
    if not any(line.style == "Title" or _heading_level(line.style) for line in lines):
        return parse_text("\n".join(line.text for line in lines))
    fields = {"Title": "", "Salutation": "", "Signature": "", "Date": ""}
    blocks: list[Block] = []
    for line in lines:
        if line.style == "Signature" and fields["Signature"]:
            fields["Signature"] += f"\n{line.text}"
        elif line.style in fields:
            # Word keeps one paragraph per line of a title that somebody broke by hand.
            fields[line.style] += line.text
        elif line.style not in _PARTS_OF_LAYOUT and line.text != VISIBLE_NOTE:
            blocks.append(_block(line))
    document = Document(
        title=fields["Title"],
        blocks=tuple(blocks),
        addressee=fields["Salutation"].rstrip("：:"),
        signature=fields["Signature"],
        date=fields["Date"],
    )
    # A file with the styles of drafter says what stands where; others' only look like it.
    own = any(line.style in _OWN_STYLES for line in lines)
    return document if own else take_frame(document)


def _block(line: _Line) -> Block:
    split = split_enumerator(line.text)
    if level := _heading_level(line.style):
        return (
            Heading(level=split[0], text=split[1])
            if split
            else Heading(level=level, text=line.text)
        )
    if split and line.style not in _TEXT_STYLES and not set("。！？；") & set(line.text):
        return Heading(level=split[0], text=split[1])
    return Paragraph(text=line.text)


def _heading_level(style: str) -> int:
    name, _, number = style.rpartition(" ")
    return min(int(number), 4) if name.lower() == "heading" and number.isdigit() else 0


def _lines(path: Path) -> Iterator[_Line]:
    package = open_docx(path)
    for paragraph in package.element.body.iter(f"{_W}p", f"{_W}tbl"):
        if any(parent.tag in _SKIPPED for parent in paragraph.iterancestors()):
            continue
        inside = next(paragraph.iterancestors(f"{_W}tbl"), None) is not None
        if paragraph.tag == f"{_W}tbl" and not inside:
            yield from (_Line(text=row, style="Body Text") for row in told_rows(_rows(paragraph)))
        if inside or paragraph.tag == f"{_W}tbl":
            continue
        style = package.styles.element.get_by_id(_style_id(paragraph))
        name = style.name_val if style is not None else ""
        text = "".join(_words(paragraph))
        # A broken title line is one title; a line break in the text begins a new paragraph.
        parts = [text.replace("\n", "")] if name == "Title" else text.split("\n")
        for part in parts:
            yield _Line(text=part.replace("\t", " ").strip(" \u3000\u00a0"), style=name or "")


def _rows(table: "_Element") -> list[list[str]]:
    """Return the words of each cell, row by row; a cell that a merge goes on through is ""."""
    rows: list[list[str]] = []
    for row in table.iterfind(f"{_W}tr"):
        cells: list[str] = []
        for cell in row.iterfind(f"{_W}tc"):
            words = (" ".join("".join(_words(part)).split()) for part in cell.iter(f"{_W}p"))
            span = cell.find(f"{_W}tcPr/{_W}gridSpan")
            wide = span.get(f"{_W}val", "1") if span is not None else "1"
            cells.append(" ".join(word for word in words if word))
            cells += [""] * (min(int(wide), _MOST_COLUMNS) - 1 if wide.isdigit() else 0)
        rows.append(cells)
    return rows


def open_docx(path: Path) -> "Package":
    """Open a Word file within limits.

    Raises:
        InputError: It cannot be opened or is no Word file.
    """
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import XMLSyntaxError

    try:
        with zipfile.ZipFile(path) as package:
            unpacked = sum(entry.file_size for entry in package.infolist())
        opened = docx.Document(str(path)) if unpacked <= _MOST_UNPACKED else None
    except OSError as error:
        raise unreadable(error, str(path)) from error
    except (
        zipfile.BadZipFile,
        zlib.error,
        PackageNotFoundError,
        XMLSyntaxError,
        KeyError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ) as error:
        raise InputError(
            "不是能读的 Word 文件（.docx），或已加密、已损坏",
            path=str(path),
            todo="请用 Word 打开，另存为没有密码的 .docx。",
        ) from error
    if opened is None:
        raise InputError("文件太大", path=str(path), todo="请另存为一份只有文字的 Word 文件。")
    return opened


def _style_id(paragraph: "_Element") -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return "" if style is None else style.get(f"{_W}val", "")


def _words(element: "_Element") -> Iterator[str]:
    """Yield the visible text of a paragraph, text boxes and deleted words aside."""
    for child in element:
        if child.tag in _SKIPPED:
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag == f"{_W}tab":
            yield "\t"
        elif child.tag in (f"{_W}br", f"{_W}cr"):
            yield "\n"
        elif child.tag == f"{_W}noBreakHyphen":
            yield "-"
        elif child.tag not in (f"{_W}pPr", f"{_W}p"):
            yield from _words(child)
