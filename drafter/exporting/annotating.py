"""A copy of somebody's Word file with a comment at each finding; the text itself is not touched.

Findings count in the text that intake made of the file (one line per paragraph, line break and
table row). Both are walked in reading order and matched by their words, so that tracked changes,
text boxes and footnotes in between do no harm. What cannot be placed exactly is put on the
paragraph or the row; what has no place at all, on the first paragraph. Nothing is dropped.
"""

import io
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from drafter.atomic import write_file
from drafter.exporting.docx_reading import open_docx
from drafter.exporting.labels import STATUS_LABELS, WARN_LABELS
from drafter.facts.types import NoteLine, Notes
from drafter.verifying.types import CheckedFigure, Verification

if TYPE_CHECKING:
    from docx.document import Document as Package

__all__ = ["annotate_docx"]

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_HIDDEN: Final = frozenset({f"{_W}del", f"{_W}moveFrom", _FALLBACK})
_BREAKS: Final = frozenset({f"{_W}br", f"{_W}cr", f"{_W}tab"})
_TABLE_PLACE: Final = re.compile(r"表(?P<table>\d+)第(?P<row>\d+)行")
_NOTE_PLACES: Final = ("脚注", "尾注")
_NOTE_MARKS: Final = (f"{_W}footnoteReference", f"{_W}endnoteReference")
_AUTHOR: Final = "drafter"
_MOST_MISSING: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class _Finding:
    """What one comment says and the span of the notes' text that it is about."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """One text node of a paragraph: its run, and where its text starts in the paragraph's."""

    run: Any
    node: Any
    start: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Passage:
    """One paragraph of the file as a reader sees it, with the key that matching compares."""

    paragraph: Any
    key: str


def annotate_docx(
    source: Path | str, notes: Notes, verification: Verification, out: Path | str
) -> str:
    """Write a copy of a Word file with comments and return its content hash.

    Args:
        source: The Word file that was verified.
        notes: What intake read from it; the verification's offsets count in ``notes.text``.
        verification: The verifier's answer.
        out: Where the copy goes.

    Raises:
        InputError: The source is no readable Word file, or the copy cannot be written.
    """
    package = open_docx(Path(source))
    _add_styles(package)
    places = _Places(package, notes)
    # From the end backwards: placing a comment splits runs, which moves only what comes after.
    for finding in sorted(_findings(verification), key=lambda item: -item.start):
        runs = places.runs_at(finding.start, finding.end)
        if runs:
            _comment(package, runs, finding.words)
    if verification.missing and (runs := places.first_runs()):
        _comment(package, runs, _missing_words(verification))
    written = io.BytesIO()
    package.save(written)
    return write_file(Path(out), written.getvalue())


def _add_styles(package: "Package") -> None:
    """Add the styles that comments use, where the file has never had a comment."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    styles = package.styles.element
    known = {style.get(f"{_W}styleId") for style in styles.iter(f"{_W}style")}
    for kind, style_id, name, size in (
        ("character", "CommentReference", "annotation reference", 21),
        ("paragraph", "CommentText", "annotation text", 21),
    ):
        if style_id not in known:
            styles.append(
                parse_xml(
                    f'<w:style {nsdecls("w")} w:type="{kind}" w:styleId="{style_id}">'
                    f'<w:name w:val="{name}"/><w:rPr><w:sz w:val="{size}"/></w:rPr></w:style>'
                )
            )


def _findings(verification: Verification) -> Iterator[_Finding]:
    for item in verification.flagged:
        figure = item.figure
        yield _Finding(start=figure.start, end=figure.end, words=_figure_words(item))
    for warn in verification.warnings:
        label = WARN_LABELS.get(warn.kind, warn.kind)
        yield _Finding(start=warn.start, end=warn.end, words=f"提醒（{label}）：{warn.reason}")


def _figure_words(item: CheckedFigure) -> str:
    words = f"{STATUS_LABELS[item.status]}：{item.figure.text}。{item.reason}"
    if item.support is not None:
        name = "标准输入" if item.support.file == "-" else Path(item.support.file).name
        place = f" 第{item.support.line}行" if item.support.line else ""
        words += f"\n最接近的依据：{item.support.text}（{name}{place}）"
    return words


def _missing_words(verification: Verification) -> str:
    facts = verification.missing
    listed = "；".join(
        f"{fact.label}{'' if fact.figure.text in fact.label else fact.figure.text}"
        for fact in facts[:_MOST_MISSING]
    )
    more = f"；另有{len(facts) - _MOST_MISSING}个" if len(facts) > _MOST_MISSING else ""
    return f"事实中有{len(facts)}个数字没有写到：{listed}{more}。"


def _comment(package: "Package", runs: Sequence[Any], words: str) -> None:
    from docx.text.run import Run

    parent: Any = package
    first, last = Run(runs[0], parent), Run(runs[-1], parent)
    package.add_comment([first, last], text=words, author=_AUTHOR, initials="核")


class _Places:
    """Finds the runs of the file that a span of the notes' text was read from."""

    def __init__(self, package: "Package", notes: Notes) -> None:
        self.notes = notes
        self.body = package.element.body
        self.starts = [line.start for line in notes.lines]
        self.passages = [
            _Passage(paragraph=paragraph, key=_key(_visible_text(paragraph)))
            for paragraph in _paragraphs(self.body)
        ]
        self.tables = [table for table in self.body.iter(f"{_W}tbl") if _is_visible(table)]
        self.noted: dict[int, Any] = {}
        self.paragraph_of = self._matched()

    def first_runs(self) -> list[Any]:
        """Return the runs of the first paragraph that shows text."""
        return next((runs for item in self.passages if (runs := _runs(item.paragraph))), [])

    def runs_at(self, start: int, end: int) -> list[Any]:
        """Return the runs of a span, split off from what surrounds it where that is known."""
        at = max(bisect_right(self.starts, start) - 1, 0)
        line = self.notes.lines[at]
        surface = self.notes.text[start:end]
        if at in self.noted:
            return _note_marks(self.noted[at]) or _runs(self.noted[at])
        paragraph = self.paragraph_of.get(at)
        if paragraph is None:
            paragraph = self._cell_of(line, surface)
        if paragraph is None:
            return self.first_runs()
        box = _box_around(paragraph)
        if box is not None:
            return [box]
        # The same number may stand earlier in the paragraph, in the line or in a line above it.
        shown = _key(_visible_text(paragraph))
        before = max(shown.find(_key(line.text)), 0) + len(_key(line.text[: start - line.start]))
        nth = _occurrence(shown, _key(surface), before) if at in self.paragraph_of else 0
        return _split_off(paragraph, surface, nth=nth) or _runs(paragraph)

    def _matched(self) -> dict[int, Any]:
        """Pair each line of text with its paragraph, both in reading order."""
        matched: dict[int, Any] = {}
        at = 0
        for number, line in enumerate(self.notes.lines):
            key = _key(line.text)
            if not key or line.cells:
                continue
            if line.place.endswith(_NOTE_PLACES):
                # The words of a note stand in a part of their own, its mark in the paragraph above.
                self.noted[number] = self.passages[max(at - 1, 0)].paragraph
                continue
            found = self._find(key, at)
            if found is not None:
                matched[number] = self.passages[found].paragraph
                at = found if len(self.passages[found].key) > len(key) else found + 1
        return matched

    def _find(self, key: str, start: int) -> int | None:
        """Return the next paragraph that holds these words, or any that does."""
        for numbers in (range(start, len(self.passages)), range(start)):
            for at in numbers:
                if key in self.passages[at].key:
                    return at
        return None

    def _cell_of(self, line: NoteLine, surface: str) -> Any | None:  # noqa: ANN401 # an lxml element
        """Return the paragraph in the table row that shows the number of the surface."""
        match = _TABLE_PLACE.search(line.place)
        rows = (
            self.tables[int(match["table"]) - 1].findall(f"{_W}tr")
            if match and int(match["table"]) <= len(self.tables)
            else []
        )
        row = rows[int(match["row"]) - 1] if match and int(match["row"]) <= len(rows) else self.body
        digits = re.search(r"\d[\d,.]*", surface)
        shown = [item for item in row.iter(f"{_W}p") if _runs(item)]
        for wanted in (surface, digits[0] if digits else surface):
            for paragraph in shown:
                if _key(wanted) in _key(_visible_text(paragraph)):
                    return paragraph
        return shown[0] if shown and row is not self.body else None


def _split_off(paragraph: Any, surface: str, *, nth: int) -> list[Any]:  # noqa: ANN401 # an lxml element
    """Return runs that show exactly the surface; [] where the paragraph does not show it."""
    pieces = _pieces(paragraph)
    text = "".join(piece.text for piece in pieces)
    keyed = [(at, char) for at, raw in enumerate(text) for char in _key(raw)]
    key = "".join(char for _, char in keyed)
    found = -1
    for wanted in dict.fromkeys((_key(surface), *re.findall(r"\d[\d,.]*", surface))):
        for _ in range(nth + 1):
            found = key.find(wanted, found + 1)
        if found < 0:
            found = key.find(wanted)
        if found >= 0 and wanted:
            start, end = keyed[found][0], keyed[found + len(wanted) - 1][0] + 1
            break
    else:
        return []
    for edge in (end, start):
        _cut(paragraph, edge)
    return [
        piece.run
        for piece in _pieces(paragraph)
        if piece.text and piece.start < end and piece.start + len(piece.text) > start
    ]


def _cut(paragraph: Any, edge: int) -> None:  # noqa: ANN401 # an lxml element
    """Divide the run that a boundary falls into, its formatting on both halves."""
    for piece in _pieces(paragraph):
        inside = edge - piece.start
        if not 0 <= inside < len(piece.text):
            continue
        children = [child for child in piece.run if child.tag != f"{_W}rPr"]
        at = children.index(piece.node)
        if inside == 0 and at == 0:
            return
        second = deepcopy(piece.run)
        twins = [child for child in second if child.tag != f"{_W}rPr"]
        for child in twins[:at]:
            second.remove(child)
        for child in children[at + 1 :]:
            piece.run.remove(child)
        if inside == 0:
            piece.run.remove(piece.node)
        elif piece.node.tag == f"{_W}t":
            _set_text(piece.node, piece.text[:inside])
            _set_text(twins[at], piece.text[inside:])
        piece.run.addnext(second)
        return


def _set_text(node: Any, text: str) -> None:  # noqa: ANN401 # an lxml element
    node.text = text
    node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _note_marks(paragraph: Any) -> list[Any]:  # noqa: ANN401 # an lxml element
    """Return the runs that hold the marks of footnotes and endnotes."""
    return [run for run in paragraph.iter(f"{_W}r") if list(run.iter(*_NOTE_MARKS))]


def _occurrence(key: str, wanted: str, before: int) -> int:
    """Return how often the wanted key stands in a key before a place."""
    return sum(key.startswith(wanted, at) for at in range(min(before, len(key)))) if wanted else 0


def _box_around(paragraph: Any) -> Any | None:  # noqa: ANN401 # an lxml element
    """Return the run that holds a text box; Word shows no comments inside of one."""
    owners = list(paragraph.iterancestors())
    inside = [at for at, owner in enumerate(owners) if owner.tag == f"{_W}txbxContent"]
    if not inside:
        return None
    return next((owner for owner in owners[inside[-1] :] if owner.tag == f"{_W}r"), None)


def _key(text: str) -> str:
    """Return the words as matching compares them: no white space, one width of characters."""
    return "".join(
        char
        for char in unicodedata.normalize("NFKC", text)
        if not char.isspace() and unicodedata.category(char) not in ("Cf", "Cc", "Co")
    )


def _paragraphs(body: Any) -> Iterator[Any]:  # noqa: ANN401 # an lxml element
    return (paragraph for paragraph in body.iter(f"{_W}p") if _is_visible(paragraph))


def _is_visible(element: Any) -> bool:  # noqa: ANN401 # an lxml element
    return not any(parent.tag in _HIDDEN for parent in element.iterancestors())


def _visible_text(paragraph: Any) -> str:  # noqa: ANN401 # an lxml element
    return "".join(piece.text for piece in _pieces(paragraph))


def _runs(paragraph: Any) -> list[Any]:  # noqa: ANN401 # an lxml element
    runs = [piece.run for piece in _pieces(paragraph) if piece.text.strip()]
    return [run for at, run in enumerate(runs) if run not in runs[:at]]


def _pieces(paragraph: Any) -> list[_Piece]:  # noqa: ANN401 # an lxml element
    """Return the text nodes of a paragraph in order, boxes and deleted words aside."""
    pieces: list[_Piece] = []
    start = 0
    for run in paragraph.iter(f"{_W}r"):
        owners = [parent.tag for parent in run.iterancestors()]
        own = owners[: owners.index(f"{_W}p") + 1] if f"{_W}p" in owners else owners
        if _HIDDEN & set(own) or run.getparent() is None or _owner(run) is not paragraph:
            continue
        for node in run:
            text = (node.text or "") if node.tag == f"{_W}t" else ""
            text = (
                "\n" if node.tag in _BREAKS else "-" if node.tag == f"{_W}noBreakHyphen" else text
            )
            if text:
                pieces.append(_Piece(run=run, node=node, start=start, text=text))
                start += len(text)
    return pieces


def _owner(run: Any) -> Any:  # noqa: ANN401 # an lxml element
    return next((parent for parent in run.iterancestors() if parent.tag == f"{_W}p"), None)
